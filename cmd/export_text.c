/* export_text.c - a storyline as Atom, Markdown and one HTML page. */
#include "export.h"

#include "base/day.h"
#include "record.h"

static void put(asking *q, sk_buf *b, sk_str s)
{
    sk_buf_add(&q->a, b, s);
}

#define PUT(q, b, lit) put((q), (b), SK_STR(lit))

void export_escaped(asking *q, sk_buf *b, sk_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.s[i];
        if (c == '<')
            PUT(q, b, "&lt;");
        else if (c == '>')
            PUT(q, b, "&gt;");
        else if (c == '&')
            PUT(q, b, "&amp;");
        else if (c == '"')
            PUT(q, b, "&quot;");
        else if (c >= 0x20 || c == '\n' || c == '\t')
            sk_buf_char(&q->a, b, s.s[i]);
    }
}

bool export_linkable(sk_str url)
{
    return url.s && (sk_str_starts(url, SK_STR("https://")) ||
                     sk_str_starts(url, SK_STR("http://")));
}

static sk_str instant(asking *q, int64_t minute)
{
    sk_str t = sk_store_time(&q->a, minute); /* 2026-03-09T20:15+07:00 */

    return sk_strf(&q->a, "%.*s:00+07:00", 16, t.s);
}

/* ---- Atom (RFC 4287) ---- */

/* An entry without an address must hold its content. */
static void put_entry_text(asking *q, sk_buf *b, const sk_happening_row *r)
{
    const char *as = export_linkable(r->url) ? "summary" : "content";
    sk_str text = sk_entry_text(r, &q->a);

    put(q, b, sk_strf(&q->a, "<%s>", as));
    export_escaped(q, b, text.len ? text : r->title);
    put(q, b, sk_strf(&q->a, "</%s></entry>\n", as));
}

/* The newest report of all entries, of which some are of its parts. */
static int64_t newest(const whole_story *w)
{
    int64_t last = w->story.last;

    for (size_t i = 0; i < w->line.n; i++)
        if (w->line.v[i].last > last)
            last = w->line.v[i].last;
    return last;
}

void export_atom(asking *q, const whole_story *w, sk_buf *b)
{
    PUT(q, b,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n"
        "<title>");
    export_escaped(q, b, w->story.name);
    put(q, b,
        sk_strf(&q->a,
                "</title>\n<id>urn:sukien:story:%lld</id>\n"
                "<updated>%.*s</updated>\n"
                "<generator>Sukien</generator>\n",
                (long long)w->story.id, SK_FMT(instant(q, newest(w)))));
    for (size_t i = 0; i < w->line.n; i++) {
        const sk_happening_row *r = &w->line.v[i];
        PUT(q, b, "<entry><title>");
        export_escaped(q, b, r->title);
        put(q, b,
            sk_strf(&q->a,
                    "</title><id>urn:sukien:happening:%lld</id>"
                    "<published>%.*s</published>"
                    "<updated>%.*s</updated><author><name>",
                    (long long)r->id, SK_FMT(instant(q, r->first)),
                    SK_FMT(instant(q, r->last))));
        export_escaped(q, b, r->outlets.s ? r->outlets : SK_STR("?"));
        PUT(q, b, "</name></author>");
        if (export_linkable(r->url)) {
            PUT(q, b, "<link href=\"");
            export_escaped(q, b, r->url);
            PUT(q, b, "\"/>");
        }
        put(q, b,
            sk_strf(&q->a, "<category term=\"%s\"/>",
                    sk_entry_status_name(r->status)));
        put_entry_text(q, b, r);
    }
    PUT(q, b, "</feed>");
}

/* ---- Markdown ---- */

/* Text whose signs Markdown would read as its own. */
static void put_md(asking *q, sk_buf *b, sk_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        if (c == '*' || c == '_' || c == '`' || c == '[' || c == ']' ||
            c == '<' || c == '\\' || c == '#')
            sk_buf_char(&q->a, b, '\\');
        sk_buf_char(&q->a, b, c == '\n' ? ' ' : c);
    }
}

/* In the reader's language; as "happened" says nothing, it is left out. */
static sk_str status_text(uint8_t status)
{
    static const char *const n[] = {
        "",       "dự kiến",     "quá hạn, chưa có tin",
        "bị hủy", "bị phủ nhận", "theo lời một phía"};

    return sk_str_of(status < sizeof n / sizeof *n ? n[status] : "");
}

void export_markdown(asking *q, const whole_story *w, sk_buf *b)
{
    int64_t day = SK_NO_TIME;

    PUT(q, b, "# ");
    put_md(q, b, w->story.name);
    PUT(q, b, "\n\n");
    put_md(q, b, w->story.state);
    PUT(q, b, "\n");
    for (size_t i = 0; i < w->line.n; i++) {
        const sk_happening_row *r = &w->line.v[i];
        sk_str text = sk_entry_text(r, &q->a);
        if (r->day != day)
            put(q, b,
                sk_strf(&q->a, "\n## %.*s\n", SK_FMT(day_text(q, r->day))));
        day = r->day;
        PUT(q, b, "\n- **");
        put_md(q, b, r->title);
        PUT(q, b, "**");
        if (status_text(r->status).len) {
            PUT(q, b, " (");
            put(q, b, status_text(r->status));
            PUT(q, b, ")");
        }
        if (text.len) {
            PUT(q, b, "\n  ");
            put_md(q, b, text);
        }
        PUT(q, b, "\n  — ");
        put_md(q, b, r->outlets.s ? r->outlets : SK_STR("?"));
        if (export_linkable(r->url)) {
            PUT(q, b, ", <");
            export_escaped(q, b, r->url);
            PUT(q, b, ">");
        }
        PUT(q, b, "\n");
    }
}

/* ---- one HTML page ---- */

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--dim:#595959;--line:#d9d9d9;"
    "--paper:#fff;--mark:#8a1c1c}"
    "@media(prefers-color-scheme:dark){:root{--ink:#ececec;--dim:#ababab;"
    "--line:#444;--paper:#161616;--mark:#ff9d9d}}"
    "body{font:17px/1.6 'Be Vietnam Pro','Noto Sans',system-ui,sans-serif;"
    "max-width:44rem;margin:0 auto;padding:1.5rem;color:var(--ink);"
    "background:var(--paper)}"
    "h1{line-height:1.3;margin:0 0 .5rem}h2{font-size:1rem;color:var(--mark);"
    "border-top:1px solid var(--line);padding-top:.6rem;margin:1.5rem 0 .3rem}"
    "h3{font-size:1.05rem;line-height:1.35;margin:.8rem 0 .2rem}"
    "p{margin:.2rem 0}.dim{color:var(--dim);font-size:.85rem}"
    "a{color:inherit}blockquote{margin:.4rem 0 .4rem 1rem;padding-left:.8rem;"
    "border-left:3px solid var(--line)}"
    ".st{font-size:.8rem;border:1px solid;border-radius:.2rem;"
    "padding:0 .3rem;margin-left:.4rem;color:var(--mark)}"
    "@media print{body{max-width:none;font-size:11pt}}";

static void html_quotes(asking *q, const whole_story *w, int64_t happening,
                        sk_buf *b)
{
    unsigned n = 0;

    for (size_t i = 0; i < w->quotes.n && n < 3; i++) {
        const sk_quote_row *r = &w->quotes.v[i];
        if (r->happening != happening || !r->speaker.s || r->kind == SK_SCARE ||
            r->kind == SK_INDIRECT)
            continue;
        PUT(q, b, "<blockquote>“");
        export_escaped(q, b, r->text);
        PUT(q, b, "” — ");
        export_escaped(q, b, r->speaker);
        PUT(q, b, "</blockquote>\n");
        n++;
    }
}

static void html_entry(asking *q, const whole_story *w,
                       const sk_happening_row *r, sk_buf *b)
{
    sk_str note = sk_entry_note(r, &q->a);

    put(q, b, sk_strf(&q->a, "<article id=\"h%lld\"><h3>", (long long)r->id));
    if (export_linkable(r->url)) {
        PUT(q, b, "<a href=\"");
        export_escaped(q, b, r->url);
        PUT(q, b, "\">");
    }
    export_escaped(q, b, r->title);
    if (export_linkable(r->url))
        PUT(q, b, "</a>");
    if (status_text(r->status).len) {
        PUT(q, b, "<span class=\"st\">");
        put(q, b, status_text(r->status));
        PUT(q, b, "</span>");
    }
    PUT(q, b, "</h3>\n<p>");
    export_escaped(q, b, r->lead);
    PUT(q, b, "</p>\n");
    html_quotes(q, w, r->id, b);
    if (note.len) {
        PUT(q, b, "<p class=\"dim\">");
        export_escaped(q, b, note);
        PUT(q, b, "</p>\n");
    }
    PUT(q, b, "<p class=\"dim\">");
    export_escaped(q, b, r->outlets);
    if (r->n_docs > 1)
        put(q, b, sk_strf(&q->a, " · %u bài", r->n_docs));
    if (r->planned_on != SK_NO_TIME)
        put(q, b,
            sk_strf(&q->a, " · được loan báo %.*s",
                    SK_FMT(day_text(q, r->planned_on))));
    PUT(q, b, "</p></article>\n");
}

void export_html(asking *q, const whole_story *w, sk_buf *b)
{
    int64_t day = SK_NO_TIME;

    PUT(q, b,
        "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width\"><title>");
    export_escaped(q, b, w->story.name);
    PUT(q, b, "</title><style>");
    put(q, b, sk_str_of(style));
    PUT(q, b, "</style></head><body><header><h1>");
    export_escaped(q, b, w->story.name);
    PUT(q, b, "</h1><p>");
    export_escaped(q, b, w->story.state);
    put(q, b,
        sk_strf(&q->a,
                "</p><p class=\"dim\">%u bài · %u nguồn · "
                "%.*s – %.*s</p></header>\n<main>\n",
                w->story.n_docs, w->story.n_outlets,
                SK_FMT(date_text(q, w->story.first)),
                SK_FMT(date_text(q, w->story.last))));
    for (size_t i = 0; i < w->line.n; i++) {
        const sk_happening_row *r = &w->line.v[i];
        if (r->day != day)
            put(q, b,
                sk_strf(&q->a, "<h2><time datetime=\"%.*s\">%.*s</time></h2>\n",
                        SK_FMT(sk_day_iso(&q->a, (int32_t)r->day)),
                        SK_FMT(day_text(q, r->day))));
        day = r->day;
        html_entry(q, w, r, b);
    }
    PUT(q, b, "</main></body></html>");
}
