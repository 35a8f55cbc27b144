/* export_json.c - a storyline as JSON, JSON Feed 1.1 and TimelineJS JSON. */
#include "export.h"

#include "base/day.h"

static void key_str(sk_json *j, const char *key, sk_str s)
{
    sk_json_key(j, key);
    sk_json_str(j, s);
}

void export_json(asking *q, const whole_story *w, sk_buf *out)
{
    sk_json j = ask_line(q);

    sk_json_open(&j, '{');
    sk_json_key(&j, "story");
    sk_json_story(&j, &w->story);
    sk_json_key(&j, "timeline");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < w->line.n; i++)
        sk_json_happening(&j, &w->line.v[i]);
    sk_json_close(&j, ']');
    sk_json_key(&j, "quotes");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < w->quotes.n; i++)
        sk_json_quote(&j, &w->quotes.v[i]);
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    *out = j.out;
}

/* "urn:sukien:happening:12": an id that does not depend on a server. */
static sk_str urn(asking *q, const char *what, int64_t id)
{
    return sk_strf(&q->a, "urn:sukien:%s:%lld", what, (long long)id);
}

/* One for each outlet of "A, B". */
static void authors(sk_json *j, sk_str outlets)
{
    while (outlets.len) {
        sk_json_open(j, '{');
        key_str(j, "name", sk_str_trim(sk_str_cut(outlets, ',', &outlets)));
        sk_json_close(j, '}');
    }
}

void export_jsonfeed(asking *q, const whole_story *w, sk_buf *out)
{
    sk_json j = ask_line(q);

    sk_json_open(&j, '{');
    sk_json_key(&j, "version");
    sk_json_cstr(&j, "https://jsonfeed.org/version/1.1");
    key_str(&j, "title", w->story.name);
    key_str(&j, "description", w->story.state);
    sk_json_key(&j, "language");
    sk_json_cstr(&j, "vi");
    sk_json_key(&j, "items");
    sk_json_open(&j, '[');
    for (size_t i = 0; i < w->line.n; i++) {
        const sk_happening_row *r = &w->line.v[i];
        sk_str text = sk_entry_text(r, &q->a);
        sk_json_open(&j, '{');
        key_str(&j, "id", urn(q, "happening", r->id));
        if (r->url.s)
            key_str(&j, "url", r->url);
        key_str(&j, "title", r->title);
        key_str(&j, "content_text", text.s ? text : r->title);
        sk_json_key(&j, "date_published");
        sk_json_str(&j, sk_strf(&q->a, "%.*s:00+07:00", 16,
                                sk_store_time(&q->a, r->first).s));
        sk_json_key(&j, "authors");
        sk_json_open(&j, '[');
        authors(&j, r->outlets.s ? r->outlets : SK_STR("?"));
        sk_json_close(&j, ']');
        sk_json_key(&j, "tags");
        sk_json_open(&j, '[');
        sk_json_cstr(&j, sk_entry_status_name(r->status));
        sk_json_close(&j, ']');
        sk_json_close(&j, '}');
    }
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    *out = j.out;
}

static sk_str escaped(asking *q, sk_str s)
{
    sk_buf b = {0};

    export_escaped(q, &b, s);
    return sk_buf_str(&b);
}

/* Which is read as HTML; url: of whoever tells it, s == NULL if none. */
static void slide_text(asking *q, sk_json *j, sk_str head, sk_str text,
                       sk_str by, sk_str url)
{
    sk_str body = escaped(q, text);

    if (export_linkable(url))
        body = sk_strf(&q->a, "<p>%.*s</p><p><a href=\"%.*s\">%.*s</a></p>",
                       SK_FMT(body), SK_FMT(escaped(q, url)),
                       SK_FMT(escaped(q, by.len ? by : url)));
    sk_json_key(j, "text");
    sk_json_open(j, '{');
    key_str(j, "headline", escaped(q, head));
    key_str(j, "text", body.s ? body : SK_STR(""));
    sk_json_close(j, '}');
}

void export_timelinejs(asking *q, const whole_story *w, sk_buf *out)
{
    sk_json j = ask_line(q);

    sk_json_open(&j, '{');
    sk_json_key(&j, "title");
    sk_json_open(&j, '{');
    slide_text(q, &j, w->story.name, w->story.state, SK_STR(""),
               (sk_str){NULL, 0});
    sk_json_close(&j, '}');
    sk_json_key(&j, "events");
    sk_json_open(&j, '[');
    for (size_t i = w->line.n; i-- > 0;) { /* oldest first */
        const sk_happening_row *r = &w->line.v[i];
        int y, m, d;
        sk_day_civil((int32_t)r->day, &y, &m, &d);
        sk_json_open(&j, '{');
        key_str(&j, "unique_id",
                sk_strf(&q->a, "happening-%lld", (long long)r->id));
        sk_json_key(&j, "start_date");
        sk_json_open(&j, '{');
        sk_json_key(&j, "year");
        sk_json_int(&j, y);
        sk_json_key(&j, "month");
        sk_json_int(&j, m);
        sk_json_key(&j, "day");
        sk_json_int(&j, d);
        key_str(&j, "display_date", day_text(q, r->day));
        sk_json_close(&j, '}');
        slide_text(q, &j, r->title, sk_entry_text(r, &q->a), r->outlets,
                   r->url);
        sk_json_key(&j, "group");
        sk_json_cstr(&j, sk_entry_status_name(r->status));
        sk_json_close(&j, '}');
    }
    sk_json_close(&j, ']');
    sk_json_close(&j, '}');
    *out = j.out;
}
