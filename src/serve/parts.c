/* parts.c - pieces that several pages show. */
#include "serve/parts.h"

#include <inttypes.h>

#include "base/day.h"
#include "base/uni.h"
#include "record.h"
#include "serve/words.h"

enum {
    SLUG_MAX = 60,
    EVENTS_SHOWN = 4,  /* of one happening on a timeline */
    QUOTES_SHOWN = 2,
    SOURCES_SHOWN = 8,
};

bool sk_part_failed(sk_request *rq, int rc, const sk_err *err)
{
    if (rc == SK_OK)
        return false;
    if (rc == SK_ENONE)
        sk_reply_error(rq, 404, sk_say(rq, "Không tìm thấy", "Not found"),
                       rq->path);
    else /* a database that cannot be reached may come back */
        sk_reply_error(rq, rc == SK_EIO ? 503 : 500, sk_say(rq, "Lỗi kho dữ liệu", "Store failure"),
                       sk_str_of(err->msg));
    return true;
}

int64_t sk_part_id(const sk_request *rq)
{
    int64_t v = 0;

    for (size_t i = 0; i < rq->rest.len && i < 15; i++) {
        char c = rq->rest.s[i];
        if (c < '0' || c > '9')
            break;
        v = v * 10 + (c - '0');
    }
    return v;
}

void sk_part_story_href(sk_request *rq, int64_t id, sk_str name)
{
    sk_str folded = sk_fold(&rq->arena, name);
    char slug[SLUG_MAX + 1];
    size_t n = 0;

    for (size_t i = 0; i < folded.len && n < SLUG_MAX; i++) {
        char c = folded.s[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            slug[n++] = c;
        else if (n && slug[n - 1] != '-')
            slug[n++] = '-';
    }
    while (n && slug[n - 1] == '-')
        n--;
    slug[n] = 0;
    sk_textf(rq, "/dong-su-kien/%lld%s%s", (long long)id, n ? "-" : "", slug);
}

sk_str sk_part_entity_path(sk_arena *a, sk_str id)
{
    const char *kind = sk_str_starts(id, SK_STR("org:")) ? "to-chuc"
                       : sk_str_starts(id, SK_STR("gpe:")) ||
                               sk_str_starts(id, SK_STR("loc:"))
                           ? "noi"
                           : "nguoi";

    return sk_strf(a, "/%s/%.*s", kind, SK_FMT(id));
}

/* ---- time ---- */

void sk_part_day(sk_request *rq, int64_t day)
{
    int y, m, d;

    if (day < INT32_MIN / 2 || day > INT32_MAX / 2)
        return;
    sk_day_civil((int32_t)day, &y, &m, &d);
    sk_textf(rq, "%02d/%02d/%04d", d, m, y);
}

void sk_part_time(sk_request *rq, int64_t minute)
{
    int64_t day = minute / 1440, rest = minute % 1440;

    if (minute == SK_NO_TIME)
        return;
    if (rest < 0) {
        rest += 1440;
        day--;
    }
    sk_part_day(rq, day);
    if (rest)
        sk_textf(rq, " %02d:%02d", (int)(rest / 60), (int)(rest % 60));
}

void sk_part_heat(sk_request *rq, const sk_story_row *s)
{
    uint32_t from = s->n_days > 30 ? s->n_days - 30 : 0, most = 0;

    for (uint32_t i = from; i < s->n_days; i++)
        if (s->days[i] > most)
            most = s->days[i];
    if (!most)
        return; /* nothing of late */
    sk_html(rq, "<svg class=\"heat\" width=\"124\" height=\"20\" role=\"img\" "
                "aria-label=\"");
    sk_html(rq, sk_say(rq, "Số bài mỗi ngày", "Articles a day"));
    sk_html(rq, "\">");
    for (uint32_t i = from; i < s->n_days; i++)
        if (s->days[i]) {
            int h = (int)(2 + s->days[i] * 18 / most);
            sk_html(rq, "<rect width=\"3\" x=\"");
            sk_textf(rq, "%u", (i - from) * 4);
            sk_html(rq, "\" y=\"");
            sk_textf(rq, "%d", 20 - h);
            sk_html(rq, "\" height=\"");
            sk_textf(rq, "%d", h);
            sk_html(rq, "\"/>");
        }
    sk_html(rq, "</svg>");
}

void sk_part_outlet(sk_request *rq, sk_str outlet, sk_str url)
{
    sk_str name = outlet.len ? outlet : url;

    if (url.len) {
        sk_html(rq, "<a href=\"");
        sk_href(rq, url);
        sk_html(rq, "\">");
    }
    sk_text(rq, name.len ? name
                         : sk_str_of(sk_say(rq, "không rõ nguồn",
                                            "unknown source")));
    if (url.len)
        sk_html(rq, "</a>");
}

void sk_part_days(sk_request *rq, int64_t first, int64_t last)
{
    sk_part_day(rq, first);
    if (last == first)
        return;
    sk_html(rq, " – ");
    sk_part_day(rq, last);
}

/* ---- storylines ---- */

void sk_part_story_link(sk_request *rq, const sk_story_row *s)
{
    sk_html(rq, "<a lang=\"vi\" href=\"");
    sk_part_story_href(rq, s->id, s->name);
    sk_html(rq, "\">");
    sk_text(rq, s->name);
    sk_html(rq, "</a>");
}

void sk_part_story(sk_request *rq, const sk_story_row *s)
{
    sk_html(rq, "<li><h3>");
    sk_part_story_link(rq, s);
    sk_html(rq, "</h3>");
    if (s->state.len && !sk_str_eq(s->state, s->name)) {
        sk_html(rq, "<p class=\"tight\" lang=\"vi\">");
        sk_text(rq, s->state);
        sk_html(rq, "</p>");
    }
    sk_html(rq, "<p class=\"meta tight\">");
    sk_part_heat(rq, s);
    sk_textf(rq, " %u %s · %u %s · ", s->n_docs, sk_say(rq, "bài", "articles"),
             s->n_outlets, sk_say(rq, "báo", "outlets"));
    sk_part_days(rq, s->first / 1440, s->last / 1440);
    sk_html(rq, "</p></li>\n");
}

/* ---- events ---- */

static void status_badge(sk_request *rq, const char *status)
{
    sk_html(rq, " <span class=\"status ");
    sk_text(rq, sk_str_of(sk_css_status(status)));
    sk_html(rq, "\">");
    sk_text(rq, sk_str_of(sk_word_status(rq, status)));
    sk_html(rq, "</span>");
}

/* "Donald Trump USA GOV": names joined by sep, each with its code. */
static void side(sk_request *rq, sk_str names, sk_str codes, const char *sep)
{
    for (bool first = true; names.s; first = false) {
        sk_str name = sk_str_trim(sk_str_cut(names, ';', &names));
        sk_str code = codes.s ? sk_str_trim(sk_str_cut(codes, ';', &codes))
                              : SK_STR("");
        sk_html(rq, first ? "<span class=\"who\">" : sep);
        if (!first)
            sk_html(rq, "<span class=\"who\">");
        sk_text(rq, name.len ? name : SK_STR("?"));
        sk_html(rq, "</span>");
        if (code.len) {
            sk_html(rq, " <span class=\"code\">");
            sk_text(rq, code);
            sk_html(rq, "</span>");
        }
    }
}

/* "Nga → Mỹ", or "Nga ↔ Mỹ" where all parties do the same. */
static void parties(sk_request *rq, const sk_event_row *e)
{
    side(rq, e->source.len ? e->source : SK_STR("?"), e->source_code,
         e->target.len ? ", " : " ↔ ");
    if (e->target.len) {
        sk_html(rq, " → ");
        side(rq, e->target, e->target_code, ", ");
    }
}

static void evidence(sk_request *rq, const sk_event_row *e)
{
    sk_str rest = e->trigger, first = sk_str_cut(rest, '|', &rest);
    size_t at = first.len ? sk_str_find(e->evidence_text, first, 0) : SIZE_MAX;

    if (!e->evidence_text.len)
        return;
    sk_html(rq, "<p class=\"evidence\" lang=\"vi\">“");
    sk_text_marked(rq, e->evidence_text, at == SIZE_MAX ? 0 : at,
                   at == SIZE_MAX ? 0 : at + first.len);
    sk_html(rq, "”</p>");
}

void sk_part_event(sk_request *rq, const sk_event_row *e, bool with_source)
{
    sk_html(rq, "<div class=\"event\"><p class=\"tight\">");
    parties(rq, e);
    sk_htmlf(rq, " <span class=\"act %s\">", e->quad <= 2 ? "coop" : "conf");
    sk_html(rq, sk_word_type(rq, e->type));
    sk_html(rq, "</span> <span class=\"code\">");
    sk_textf(rq, "%.*s%s%.*s · CAMEO %.*s", SK_FMT(e->type),
             e->mode.len ? "/" : "", SK_FMT(e->mode), SK_FMT(e->cameo));
    sk_html(rq, "</span>");
    status_badge(rq, sk_status_name(e->status));
    if (e->when.len) {
        sk_html(rq, " <time>");
        sk_html_date(rq, e->when);
        sk_html(rq, "</time>");
    }
    if (e->where.len) {
        sk_html(rq, " <span class=\"soft\">");
        sk_text(rq, e->where);
        sk_html(rq, "</span>");
    }
    if (e->claimed_by.len) {
        sk_html(rq, " <span class=\"soft\">");
        sk_html(rq, sk_say(rq, "theo ", "according to "));
        sk_text(rq, e->claimed_by);
        sk_html(rq, "</span>");
    }
    sk_html(rq, "</p>");
    evidence(rq, e);
    if (with_source && e->url.len) {
        sk_html(rq, "<p class=\"meta\">");
        sk_part_outlet(rq, e->outlet, e->url);
        sk_html(rq, " ");
        sk_part_time(rq, e->published);
        sk_html(rq, "</p>");
    }
    sk_html(rq, "</div>");
}

/* ---- a timeline's entry ---- */

static void entry_events(sk_request *rq, const sk_happening_row *h)
{
    sk_event_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME, .status = -1,
                         .happening = h->id, .limit = EVENTS_SHOWN};
    sk_events_found found;
    sk_err err;

    if (sk_store_events(rq->store, &f, &rq->arena, &found, &err) || !found.n)
        return;
    sk_html(rq, "<details><summary>");
    sk_both(rq, "Ai làm gì với ai, câu làm chứng",
            "Who did what to whom, evidence");
    sk_html(rq, "</summary>");
    for (size_t i = 0; i < found.n; i++)
        sk_part_event(rq, &found.v[i], false);
    sk_html(rq, "</details>");
}

static void entry_quotes(sk_request *rq, const sk_happening_row *h)
{
    sk_quote_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME,
                         .happening = h->id, .limit = 20};
    sk_quotes_found found;
    unsigned shown = 0;
    sk_err err;

    if (sk_store_quotes(rq->store, &f, &rq->arena, &found, &err))
        return;
    for (size_t i = 0; i < found.n && shown < QUOTES_SHOWN; i++)
        if ((found.v[i].kind == SK_DIRECT || found.v[i].kind == SK_MIXED) &&
            found.v[i].speaker.len) {
            sk_part_quote(rq, &found.v[i]);
            shown++;
        }
}

static void entry_sources(sk_request *rq, const sk_happening_row *h)
{
    sk_docs_found docs;
    bool unknown = false; /* one is told */
    sk_err err;

    if (sk_store_docs(rq->store, h->id, 0, SOURCES_SHOWN, &rq->arena, &docs,
                      &err))
        return;
    sk_html(rq, "<ul class=\"sources\">");
    for (size_t i = 0; i < docs.n; i++) {
        if (!docs.v[i].outlet.len && !docs.v[i].url.len) {
            if (unknown)
                continue;
            unknown = true;
        }
        sk_html(rq, "<li>");
        sk_part_outlet(rq, docs.v[i].outlet, docs.v[i].url);
        sk_html(rq, " <span class=\"meta\">");
        sk_part_time(rq, docs.v[i].published);
        sk_html(rq, "</span></li>");
    }
    sk_html(rq, "</ul>");
}

void sk_part_standing(sk_request *rq, const sk_happening_row *h)
{
    sk_html(rq, "<time>");
    sk_part_day(rq, h->day);
    sk_html(rq, "</time>");
    if (h->status != SK_ENTRY_TOLD)
        status_badge(rq, sk_entry_status_name(h->status));
    if (h->planned_on != SK_NO_TIME) {
        sk_html(rq, " <span class=\"meta\">");
        sk_both(rq, "được báo trước ngày ", "announced on ");
        sk_part_day(rq, h->planned_on);
        sk_html(rq, "</span>");
    }
    if (h->day_known && h->first / 1440 != h->day) {
        sk_html(rq, " <span class=\"meta\">· ");
        sk_both(rq, "tin ngày ", "reported ");
        sk_part_day(rq, h->first / 1440);
        sk_html(rq, "</span>");
    }
    if (h->disputed) {
        sk_html(rq, " <span class=\"meta\">· ");
        sk_both(rq, "các nguồn nói khác nhau", "sources differ");
        sk_html(rq, "</span>");
    }
}

/* "Số người chết: 5 (A, 8:20), 7 (B, 9:10)" */
static void entry_tolls(sk_request *rq, const sk_happening_row *h)
{
    static const struct { const char *what, *vi, *en; } kinds[] = {
        {"dead", "Số người chết: ", "Killed: "},
        {"injured", "Số người bị thương: ", "Injured: "},
        {"missing", "Số người mất tích: ", "Missing: "}};
    sk_str lines = h->tolls;
    const char *last = NULL;
    sk_toll t;

    while (sk_toll_next(&lines, &t)) {
        sk_html(rq, t.what == last ? ", " : last ? "</p><p class=\"tolls\">"
                                                 : "<p class=\"tolls\">");
        for (size_t i = 0; t.what != last && i < 3; i++)
            if (strcmp(t.what, kinds[i].what) == 0)
                sk_both(rq, kinds[i].vi, kinds[i].en);
        last = t.what;
        sk_htmlf(rq, "<b>%lld</b> <span class=\"meta\">(", (long long)t.n);
        sk_text(rq, t.outlet);
        sk_html(rq, " ");
        sk_part_time(rq, t.minute);
        sk_html(rq, ")</span>");
    }
    if (last)
        sk_html(rq, "</p>");
}

void sk_part_dated(sk_request *rq, const sk_happening_row *h)
{
    sk_html(rq, "<li><time>");
    sk_part_day(rq, h->day);
    sk_htmlf(rq, "</time> <a lang=\"vi\" href=\"/su-kien/%lld\">",
             (long long)h->id);
    sk_text(rq, sk_entry_title(h));
    sk_html(rq, "</a></li>");
}

/* What a routine entry stands for. */
static void entry_folded(sk_request *rq, const sk_happening_row *h)
{
    enum { SHOWN = 100 };
    sk_line_filter f = {.story = h->story, .status = -1, .under = h->id,
                        .limit = SHOWN};
    sk_timeline tl;
    sk_err err;

    if (!h->n_repeats ||
        sk_store_timeline(rq->store, &f, &rq->arena, &tl, &err))
        return;
    sk_html(rq, "<details class=\"folded\"><summary>");
    sk_htmlf(rq, sk_say(rq, "Và %u tin cùng loại từ ",
                        "And %u more of the kind since "), h->n_repeats);
    sk_part_day(rq, h->repeats_from);
    sk_html(rq, "</summary><ul class=\"plain\">");
    for (size_t i = 0; i < tl.n; i++)
        sk_part_dated(rq, &tl.v[i]);
    sk_html(rq, "</ul></details>");
}

void sk_part_beside(sk_request *rq, const sk_happening_row *h)
{
    entry_tolls(rq, h);
    entry_folded(rq, h);
}

static void entry_head(sk_request *rq, const sk_happening_row *h)
{
    sk_html(rq, "<li class=\"");
    sk_html(rq, sk_css_status(sk_entry_status_name(h->status)));
    sk_htmlf(rq, "\" id=\"h%lld\">", (long long)h->id);
    sk_part_standing(rq, h);
    sk_htmlf(rq, "<h3 lang=\"vi\"><a href=\"/su-kien/%lld\">", (long long)h->id);
    sk_text(rq, sk_entry_title(h));
    sk_html(rq, "</a></h3>");
}

void sk_part_entry(sk_request *rq, const sk_happening_row *h)
{
    entry_head(rq, h);
    sk_html(rq, "<p class=\"meta tight\">");
    sk_part_outlet(rq, h->outlets.len ? h->outlets : h->outlet, SK_STR(""));
    sk_htmlf(rq, " · <a href=\"/dong-su-kien/%lld\">", (long long)h->story);
    sk_both(rq, "dòng sự kiện", "storyline");
    sk_html(rq, "</a></p></li>\n");
}

void sk_part_happening(sk_request *rq, const sk_happening_row *h,
                       const sk_story_row *branch)
{
    entry_head(rq, h);
    if (branch) {
        sk_html(rq, "<p class=\"meta tight\">");
        sk_both(rq, "nhánh ", "branch ");
        sk_part_story_link(rq, branch);
        sk_html(rq, "</p>");
    }
    if (h->title.len && h->lead.len && !sk_str_eq(h->title, h->lead)) {
        sk_html(rq, "<p class=\"tight\" lang=\"vi\">");
        sk_text(rq, h->lead);
        sk_html(rq, "</p>");
    }
    sk_part_beside(rq, h);
    entry_quotes(rq, h);
    entry_events(rq, h);
    entry_sources(rq, h);
    sk_html(rq, "</li>\n");
}

/* ---- lists ---- */

void sk_part_parties(sk_request *rq, const sk_party *v, uint32_t n)
{
    sk_html(rq, "<ul class=\"plain parties\">");
    for (uint32_t i = 0; i < n && i < 12; i++) {
        sk_html(rq, "<li><a href=\"");
        sk_text(rq, sk_part_entity_path(&rq->arena, v[i].id));
        sk_html(rq, "\">");
        sk_text(rq, v[i].name);
        sk_htmlf(rq, "</a> <span class=\"meta\">%u</span></li>", v[i].n_docs);
    }
    sk_html(rq, "</ul>");
}

/* ---- places in lists ---- */

bool sk_part_cursor(sk_request *rq, const char *name, sk_cursor *out)
{
    sk_str c = sk_param(rq, name);
    uint64_t v[3] = {0};
    unsigned n = 0, digits = 0;
    bool ok = !c.len || c.s[0] == 'c';

    for (size_t i = 1; i < c.len && ok; i++) {
        const char *hex = "0123456789abcdef", *at = strchr(hex, c.s[i]);
        if (c.s[i] == '-' && digits && n < 2) {
            n++;
            digits = 0;
        } else {
            ok = c.s[i] && at && digits++ < 16;
            v[n] = v[n] << 4 | (uint64_t)(ok ? at - hex : 0);
        }
    }
    ok = ok && (!c.len || (n == 2 && digits));
    *out = (sk_cursor){c.len > 0,
                       {(int64_t)v[0], (int64_t)v[1], (int64_t)v[2]}};
    if (!ok)
        sk_reply_error(rq, 400, "no such cursor",
                       SK_STR("take it from \"next\" as it is"));
    return ok;
}

sk_str sk_part_cursor_text(sk_request *rq, const sk_cursor *c)
{
    return sk_strf(&rq->arena, "c%" PRIx64 "-%" PRIx64 "-%" PRIx64, c->v[0],
                   c->v[1], c->v[2]);
}

static void page_link(sk_request *rq, const char *rel, sk_str cursor,
                      const char *text)
{
    sk_html(rq, "<a rel=\"");
    sk_html(rq, rel);
    sk_html(rq, "\" href=\"");
    sk_query(rq, "sau", cursor);
    sk_html(rq, "\">");
    sk_html(rq, text);
    sk_html(rq, "</a>");
}

void sk_part_pager(sk_request *rq, const sk_cursor *next)
{
    bool top = !sk_param(rq, "sau").len;

    if (top && !next->given)
        return;
    sk_html(rq, "<nav class=\"pages\" aria-label=\"");
    sk_both(rq, "Trang", "Pages");
    sk_html(rq, "\">");
    if (!top)
        page_link(rq, "first", (sk_str){NULL, 0},
                  sk_say(rq, "← Về đầu danh sách", "← To the top of the list"));
    if (next->given)
        page_link(rq, "next", sk_part_cursor_text(rq, next),
                  sk_say(rq, "Xem tiếp →", "More →"));
    sk_html(rq, "</nav>");
}
