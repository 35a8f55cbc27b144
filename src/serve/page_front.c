/* page_front.c - what is going on: storylines by heat, the latest happenings,
 * what has been announced, who said what.
 */
#include "serve/parts.h"
#include "serve/views.h"
#include "serve/words.h"

enum {
    STORIES = 25,
    RECENT = 60,
    LATEST = 8,
    SAID = 5,
    PLANS = 6,
    AHEAD = 120
};

/* The day of the newest report; SK_NO_TIME in an empty store. */
int64_t sk_today(sk_request *rq)
{
    sk_story_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .now = SK_NO_TIME,
                         .by_time = true,
                         .min_docs = 1,
                         .limit = 1};
    sk_stories_found found;
    sk_err err;

    if (sk_store_stories(rq->store, &f, &rq->arena, &found, &err) || !found.n)
        return SK_NO_TIME;
    return found.v[0].last / 1440;
}

static void coming(sk_request *rq, int64_t today)
{
    sk_timeline v;
    sk_err err;

    if (today == SK_NO_TIME || sk_store_plans(rq->store, today, today + AHEAD,
                                              PLANS, &rq->arena, &v, &err))
        return;
    sk_html(rq, "<section class=\"card\"><h2><a href=\"/lich\">");
    sk_both(rq, "Sắp tới", "Announced");
    sk_html(rq, "</a></h2><ul class=\"plain dated\">");
    for (size_t i = 0; i < v.n; i++)
        sk_part_dated(rq, &v.v[i]);
    if (!v.n) {
        sk_html(rq, "<li>");
        sk_both(rq, "Chưa có việc nào được báo trước.", "Nothing announced.");
        sk_html(rq, "</li>");
    }
    sk_html(rq, "</ul></section>");
}

static void said(sk_request *rq)
{
    sk_quote_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME, .limit = 60};
    sk_quotes_found found;
    unsigned shown = 0;
    int64_t last = 0;
    sk_err err;

    if (sk_store_quotes(rq->store, &f, &rq->arena, &found, &err))
        return;
    for (size_t i = 0; i < found.n && shown < SAID; i++) {
        if (found.v[i].kind != SK_DIRECT || !found.v[i].speaker.len ||
            found.v[i].happening == last)
            continue;
        if (!shown++) {
            sk_html(rq, "<section class=\"card\"><h2>");
            sk_both(rq, "Ai nói gì", "Who said what");
            sk_html(rq, "</h2>");
        }
        last = found.v[i].happening;
        sk_part_quote(rq, &found.v[i]);
    }
    if (shown)
        sk_html(rq, "</section>");
}

static bool among(const int64_t *v, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (v[i] == id)
            return true;
    return false;
}

/* When the newest report was published. */
static void as_of(sk_request *rq, const sk_docs_found *newest)
{
    if (!newest->n)
        return;
    sk_html(rq, "<p class=\"meta tight\">");
    sk_both(rq, "Tin mới nhất: ", "Newest report: ");
    sk_part_at(rq, newest->v[0].published);
    sk_html(rq, "</p>");
}

/* The newest reports, one of each storyline. */
static void latest(sk_request *rq, const sk_docs_found *newest)
{
    int64_t shown[LATEST];
    size_t n = 0;

    if (!newest->n)
        return;
    sk_html(rq, "<section class=\"card\"><h2>");
    sk_both(rq, "Mới nhất", "Latest");
    sk_html(rq, "</h2><ul class=\"plain dated\">");
    for (size_t i = 0; i < newest->n && n < LATEST; i++) {
        const sk_doc_row *d = &newest->v[i];
        if (among(shown, n, d->story))
            continue;
        shown[n++] = d->story;
        sk_html(rq, "<li>");
        sk_part_at(rq, d->published);
        sk_htmlf(rq, " <a lang=\"vi\" href=\"/su-kien/%lld\">",
                 (long long)d->happening);
        sk_text(rq, d->title);
        sk_html(rq, "</a></li>");
    }
    sk_html(rq, "</ul></section>");
}

void sk_page_front(sk_request *rq)
{
    sk_story_filter f = {.from = SK_NO_TIME,
                         .to = SK_NO_TIME,
                         .now = SK_NO_TIME,
                         .limit = STORIES};
    sk_doc_filter of_late = {.from = SK_NO_TIME, .to = SK_NO_TIME};
    sk_stories_found found;
    sk_docs_found newest;
    sk_err err;

    if (!sk_part_cursor(rq, "sau", &f.after) ||
        sk_part_failed(
            rq, sk_store_stories(rq->store, &f, &rq->arena, &found, &err),
            &err))
        return;
    of_late.limit = f.after.given ? 1 : RECENT;
    if (sk_store_documents(rq->store, &of_late, &rq->arena, &newest, &err))
        newest.n = 0;
    rq->feed = SK_STR("/dong-su-kien.atom");
    rq->home = rq->path;
    rq->about = sk_str_of(
        sk_say(rq,
               "Tin tức thành dòng sự kiện: ai làm gì, nói gì, khi nào, "
               "ở đâu, theo câu văn của bài gốc.",
               "News as storylines: who did and said what, when and where, by "
               "the sentences of the sources."));
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Dòng sự kiện", "Storylines")));
    sk_html(rq, "<h1>");
    sk_both(rq, "Dòng sự kiện", "Storylines");
    sk_html(rq, "</h1>");
    as_of(rq, &newest);
    sk_html(rq, "<div class=\"grid with-side\"><div id=\"list\">"
                "<ul class=\"plain stories\">");
    for (size_t i = 0; i < found.n; i++)
        sk_part_story(rq, &found.v[i]);
    sk_html(rq, "</ul>");
    if (!found.n) {
        sk_html(rq, "<p>");
        sk_both(rq, "Kho chưa có dòng sự kiện nào. Hãy chạy “sukien add”.",
                "The store holds no storyline yet. Run “sukien add”.");
        sk_html(rq, "</p>");
    }
    sk_part_pager(rq, &found.next);
    sk_html(rq, "</div><aside>");
    if (!f.after.given) {
        latest(rq, &newest);
        coming(rq, sk_today(rq));
        said(rq);
    }
    sk_html(rq, "</aside></div>");
    sk_page_end(rq);
}
