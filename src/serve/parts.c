/* parts.c - pieces that several pages show. */
#include "serve/parts.h"

#include "base/day.h"
#include "base/uni.h"
#include "record.h"

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
    else
        sk_reply_error(rq, 500, sk_say(rq, "Lỗi kho dữ liệu", "Store failure"),
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
    if (sk_str_eq(rq->lang, SK_STR("en")))
        sk_html(rq, "?lang=en");
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
    uint32_t from = s->n_days > 30 ? s->n_days - 30 : 0, most = 1;

    for (uint32_t i = from; i < s->n_days; i++)
        if (s->days[i] > most)
            most = s->days[i];
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

/* The outlet's name, linked to the article if its address is known. */
static void outlet_link(sk_request *rq, sk_str outlet, sk_str url)
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

/* ---- storylines ---- */

void sk_part_story(sk_request *rq, const sk_story_row *s)
{
    sk_html(rq, "<li><h3><a href=\"");
    sk_part_story_href(rq, s->id, s->name);
    sk_html(rq, "\">");
    sk_text(rq, s->name);
    sk_html(rq, "</a></h3>");
    if (s->state.len && !sk_str_eq(s->state, s->name)) {
        sk_html(rq, "<p style=\"margin:.2rem 0\">");
        sk_text(rq, s->state);
        sk_html(rq, "</p>");
    }
    sk_html(rq, "<p class=\"meta\" style=\"margin:.2rem 0\">");
    sk_part_heat(rq, s);
    sk_textf(rq, " %u %s · %u %s · ", s->n_docs, sk_say(rq, "bài", "articles"),
             s->n_outlets, sk_say(rq, "báo", "outlets"));
    sk_part_day(rq, s->first / 1440);
    sk_html(rq, " – ");
    sk_part_day(rq, s->last / 1440);
    sk_html(rq, "</p></li>\n");
}

/* ---- events ---- */

static const char *status_word(const sk_request *rq, const char *status)
{
    static const char *const words[][3] = {
        {"happened", "đã xảy ra", "happened"},
        {"ongoing", "đang diễn ra", "ongoing"},
        {"planned", "dự kiến", "planned"},
        {"negated", "không xảy ra", "did not happen"},
        {"denied", "bị bác bỏ", "denied"},
        {"cancelled", "bị hủy", "cancelled"},
        {"overdue", "quá hạn, chưa có tin", "overdue, no report"},
        {"conditional", "có điều kiện", "conditional"},
        {"reported-claim", "một bên nói", "claimed"},
        {"claimed", "một bên nói", "claimed"},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(status, words[i][0]) == 0)
            return sk_say(rq, words[i][1], words[i][2]);
    return status;
}

static const char *css_status(const char *status)
{
    return strcmp(status, "denied") == 0 || strcmp(status, "cancelled") == 0
               ? "negated"
           : strcmp(status, "claimed") == 0 ? "reported-claim"
           : strcmp(status, "overdue") == 0 ? "conditional"
                                            : status;
}

static void status_badge(sk_request *rq, const char *status)
{
    sk_html(rq, " <span class=\"status ");
    sk_text(rq, sk_str_of(css_status(status)));
    sk_html(rq, "\">");
    sk_text(rq, sk_str_of(status_word(rq, status)));
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
    sk_html(rq, "<p class=\"evidence\">“");
    sk_text_marked(rq, e->evidence_text, at == SIZE_MAX ? 0 : at,
                   at == SIZE_MAX ? 0 : at + first.len);
    sk_html(rq, "”</p>");
}

void sk_part_event(sk_request *rq, const sk_event_row *e, bool with_source)
{
    sk_html(rq, "<div class=\"event\"><p style=\"margin:.3rem 0\">");
    parties(rq, e);
    sk_html(rq, " <span class=\"code\">");
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
        outlet_link(rq, e->outlet, e->url);
        sk_html(rq, " ");
        sk_part_time(rq, e->published);
        sk_html(rq, "</p>");
    }
    sk_html(rq, "</div>");
}

void sk_part_quote(sk_request *rq, const sk_quote_row *q)
{
    bool whole = q->kind == SK_DIRECT;

    sk_html(rq, "<blockquote>");
    sk_html(rq, whole ? "“" : "");
    sk_text(rq, q->text);
    sk_html(rq, whole ? "”" : "");
    sk_html(rq, "<footer>— ");
    if (q->entity.len) {
        sk_html(rq, "<a href=\"/nguoi/");
        sk_text(rq, q->entity);
        sk_html(rq, "\">");
    }
    sk_text(rq, q->speaker.len ? q->speaker
                               : sk_str_of(sk_say(rq, "không rõ", "unknown")));
    if (q->entity.len)
        sk_html(rq, "</a>");
    if (q->told_by.len) {
        sk_html(rq, sk_say(rq, ", theo lời ", ", as told by "));
        sk_text(rq, q->told_by);
    }
    if (q->outlet.len) {
        sk_html(rq, " · ");
        outlet_link(rq, q->outlet, q->url);
        sk_html(rq, " ");
        sk_part_time(rq, q->published);
    }
    sk_html(rq, "</footer></blockquote>");
}

void sk_part_source(sk_request *rq, const sk_doc_row *d)
{
    sk_html(rq, "<li>");
    outlet_link(rq, d->outlet, d->url);
    sk_html(rq, ": ");
    sk_text(rq, d->title.len ? d->title : d->key);
    sk_html(rq, " <span class=\"meta\">");
    sk_part_time(rq, d->published);
    sk_html(rq, "</span></li>");
}

/* ---- a timeline's entry ---- */

static void entry_events(sk_request *rq, const sk_happening_row *h)
{
    sk_event_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME, .status = -1,
                         .happening = h->id, .limit = EVENTS_SHOWN};
    sk_events_found found;
    sk_err err;

    if (sk_store_events(rq->store, &f, &rq->arena, &found, &err))
        return;
    for (size_t i = 0; i < found.n; i++)
        sk_part_event(rq, &found.v[i], false);
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
    sk_err err;

    if (sk_store_docs(rq->store, h->id, 0, SOURCES_SHOWN, &rq->arena, &docs,
                      &err))
        return;
    sk_html(rq, "<ul class=\"sources\">");
    for (size_t i = 0; i < docs.n; i++) {
        sk_html(rq, "<li>");
        outlet_link(rq, docs.v[i].outlet, docs.v[i].url);
        sk_html(rq, " <span class=\"meta\">");
        sk_part_time(rq, docs.v[i].published);
        sk_html(rq, "</span></li>");
    }
    sk_html(rq, "</ul>");
}

void sk_part_happening(sk_request *rq, const sk_happening_row *h)
{
    const char *status = sk_entry_status_name(h->status);

    sk_html(rq, "<li class=\"");
    sk_text(rq, sk_str_of(css_status(status)));
    sk_html(rq, "\"><time>");
    sk_part_day(rq, h->day);
    sk_html(rq, "</time>");
    status_badge(rq, status);
    if (h->status == SK_ENTRY_HAPPENED && h->planned_on != SK_NO_TIME) {
        sk_html(rq, " <span class=\"meta\">");
        sk_html(rq, sk_say(rq, "được báo trước ngày ", "announced on "));
        sk_part_day(rq, h->planned_on);
        sk_html(rq, "</span>");
    }
    if (h->disputed) {
        sk_html(rq, " <span class=\"meta\">");
        sk_html(rq, sk_say(rq, "các nguồn nói khác nhau", "sources differ"));
        sk_html(rq, "</span>");
    }
    sk_html(rq, "<h3><a href=\"/su-kien/");
    sk_textf(rq, "%lld", (long long)h->id);
    sk_html(rq, "\">");
    sk_text(rq, h->title.len ? h->title : h->lead);
    sk_html(rq, "</a></h3>");
    if (h->title.len && h->lead.len && !sk_str_eq(h->title, h->lead)) {
        sk_html(rq, "<p style=\"margin:.3rem 0\">");
        sk_text(rq, h->lead);
        sk_html(rq, "</p>");
    }
    entry_quotes(rq, h);
    sk_html(rq, "<details><summary>");
    sk_html(rq, sk_say(rq, "Ai làm gì với ai, câu làm chứng",
                       "Who did what to whom, evidence"));
    sk_html(rq, "</summary>");
    entry_events(rq, h);
    sk_html(rq, "</details>");
    entry_sources(rq, h);
    sk_html(rq, "</li>\n");
}
