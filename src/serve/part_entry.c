/* part_entry.c - an entry of a timeline: day and status, what was said and done,
 * who reports it. */
#include "serve/parts.h"

#include "serve/words.h"

enum {
    EVENTS_SHOWN = 4, /* of one happening on a timeline */
    QUOTES_SHOWN = 2,
    SOURCES_SHOWN = 8,
};

static void entry_events(sk_request *rq, const sk_happening_row *h)
{
    sk_event_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .status = -1,
                         .happening = h->id,
                         .limit = EVENTS_SHOWN};
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
    sk_quote_filter f = {
        .from = SK_NO_TIME, .to = SK_NO_TIME, .happening = h->id, .limit = 20};
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
        sk_part_at_beside(rq, docs.v[i].published, h->day);
        sk_html(rq, "</span></li>");
    }
    sk_html(rq, "</ul>");
}

void sk_part_standing(sk_request *rq, const sk_happening_row *h)
{
    if (h->status != SK_ENTRY_TOLD)
        sk_part_status(rq, sk_entry_status_name(h->status));
    if (h->planned_on != SK_NO_TIME) {
        sk_html(rq, " <span class=\"meta unbroken\">");
        sk_both(rq, "được báo trước ngày ", "announced on ");
        sk_part_on(rq, h->planned_on);
        sk_html(rq, "</span>");
    }
    if (h->day_known && h->first / 1440 != h->day) {
        sk_html(rq, " <span class=\"meta unbroken\">");
        sk_both(rq, "tin ngày ", "reported ");
        sk_part_on(rq, h->first / 1440);
        sk_html(rq, "</span>");
    }
    if (h->disputed) {
        sk_html(rq, " <span class=\"meta\">");
        sk_both(rq, "các nguồn nói khác nhau", "sources differ");
        sk_html(rq, "</span>");
    }
}

/* "Số người chết: 5 (A, 8:20), 7 (B, 9:10)" */
static void entry_tolls(sk_request *rq, const sk_happening_row *h)
{
    static const struct {
        const char *what, *vi, *en;
    } kinds[] = {{"dead", "Số người chết: ", "Killed: "},
                 {"injured", "Số người bị thương: ", "Injured: "},
                 {"missing", "Số người mất tích: ", "Missing: "}};
    sk_str lines = h->tolls;
    const char *last = NULL;
    sk_toll t;

    while (sk_toll_next(&lines, &t)) {
        sk_html(rq, t.what == last ? ", "
                    : last         ? "</p><p class=\"tolls\">"
                                   : "<p class=\"tolls\">");
        for (size_t i = 0; t.what != last && i < 3; i++)
            if (strcmp(t.what, kinds[i].what) == 0)
                sk_both(rq, kinds[i].vi, kinds[i].en);
        last = t.what;
        sk_htmlf(rq, "<b>%lld</b> <span class=\"meta\">(", (long long)t.n);
        sk_text(rq, t.outlet);
        sk_html(rq, " ");
        sk_part_at_beside(rq, t.minute, h->day);
        sk_html(rq, ")</span>");
    }
    if (last)
        sk_html(rq, "</p>");
}

void sk_part_dated(sk_request *rq, const sk_happening_row *h)
{
    sk_html(rq, "<li>");
    sk_part_on(rq, h->day);
    sk_htmlf(rq, " <a lang=\"vi\" href=\"/su-kien/%lld\">", (long long)h->id);
    sk_text(rq, sk_entry_title(h));
    sk_html(rq, "</a></li>");
}

/* What a routine entry stands for. */
static void entry_folded(sk_request *rq, const sk_happening_row *h)
{
    enum { SHOWN = 100 };
    sk_line_filter f = {
        .story = h->story, .status = -1, .under = h->id, .limit = SHOWN};
    sk_timeline tl;
    sk_err err;

    if (!h->n_repeats ||
        sk_store_timeline(rq->store, &f, &rq->arena, &tl, &err))
        return;
    sk_html(rq, "<details class=\"folded\"><summary>");
    sk_htmlf(
        rq,
        sk_say(rq, "Và %u tin cùng loại từ ", "And %u more of the kind since "),
        h->n_repeats);
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

/* branch: the branch of the shown storyline that it is of, or NULL. */
static void entry_head(sk_request *rq, const sk_happening_row *h,
                       const sk_story_row *branch)
{
    static const char begin[] = "<p class=\"tight standing\">";
    size_t empty;

    sk_html(rq, "<li class=\"");
    sk_html(rq, sk_css_status(sk_entry_status_name(h->status)));
    sk_htmlf(rq, "\" id=\"h%lld\">", (long long)h->id);
    sk_htmlf(rq, "<h3 lang=\"vi\"><a href=\"/su-kien/%lld\">",
             (long long)h->id);
    sk_text(rq, sk_entry_title(h));
    sk_html(rq, "</a></h3>");
    sk_html(rq, begin);
    empty = rq->body.n;
    sk_part_standing(rq, h);
    if (branch) {
        sk_html(rq, " <span class=\"meta\">");
        sk_both(rq, "nhánh ", "branch ");
        sk_part_story_link(rq, branch);
        sk_html(rq, "</span>");
    }
    if (rq->body.n == empty)
        rq->body.n -= sizeof begin - 1; /* nothing to say */
    else
        sk_html(rq, "</p>");
}

void sk_part_entry(sk_request *rq, const sk_happening_row *h)
{
    entry_head(rq, h, NULL);
    sk_html(rq, "<p class=\"meta tight\">");
    sk_part_outlet(rq, h->outlets.len ? h->outlets : h->outlet, SK_STR(""));
    sk_htmlf(rq, " · <a href=\"/dong-su-kien/%lld\">", (long long)h->story);
    sk_both(rq, "dòng sự kiện", "storyline");
    sk_html(rq, "</a></p></li>\n");
}

void sk_part_happening(sk_request *rq, const sk_happening_row *h,
                       const sk_story_row *branch)
{
    entry_head(rq, h, branch);
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
