/* page_more.c - search, calendar, about. */
#include <stdlib.h>

#include "base/day.h"
#include "serve/parts.h"
#include "serve/views.h"
#include "serve/words.h"

enum { FOUND = 30, BACK = 14, FAR_BACK = 400, AHEAD = 120, PLANS = 400, STORIES = 60 };

/* ---- search ---- */

/* Text in which \x01 and \x02 stand around each hit. */
static void snippet(sk_request *rq, sk_str s)
{
    while (s.s) {
        sk_str rest, before = sk_str_cut(s, '\x01', &rest), hit;
        sk_text(rq, before);
        if (!rest.s)
            return;
        hit = sk_str_cut(rest, '\x02', &s);
        sk_html(rq, "<mark>");
        sk_text(rq, hit);
        sk_html(rq, "</mark>");
    }
}

static void hit(sk_request *rq, const sk_doc_row *d)
{
    sk_htmlf(rq, "<li><h3 lang=\"vi\"><a href=\"/su-kien/%lld\">", (long long)d->happening);
    sk_text(rq, d->title.len ? d->title : d->key);
    sk_html(rq, "</a></h3><p class=\"tight\" lang=\"vi\">");
    snippet(rq, d->snippet);
    sk_html(rq, "</p><p class=\"meta tight\">");
    sk_part_outlet(rq, d->outlet, d->url);
    sk_html(rq, " <time>");
    sk_part_time(rq, d->published);
    sk_htmlf(rq, "</time> · <a href=\"/dong-su-kien/%lld\">", (long long)d->story);
    sk_both(rq, "dòng sự kiện", "storyline");
    sk_html(rq, "</a></p></li>");
}

/* People and bodies whose name has the words. */
static void named(sk_request *rq, sk_str query)
{
    sk_parties_found found;
    sk_err err;

    if (sk_store_parties(rq->store, query, -1, 6, &rq->arena, &found, &err) ||
        !found.n)
        return;
    sk_html(rq, "<section class=\"card\"><h2>");
    sk_both(rq, "Nhân vật, nơi chốn", "People and places");
    sk_html(rq, "</h2>");
    sk_part_parties(rq, found.v, (uint32_t)found.n);
    sk_html(rq, "</section>");
}

void sk_page_search(sk_request *rq)
{
    int64_t page = sk_param_int(rq, "trang", 1, 1, 1000);
    sk_search_filter f = {.query = sk_param(rq, "q"),
                          .from = sk_param_day(rq, "tu"),
                          .to = sk_param_day(rq, "den"),
                          .outlet = sk_param(rq, "bao"),
                          .by_time = sk_str_eq(sk_param(rq, "thu"), SK_STR("moi")),
                          .limit = FOUND + 1,
                          .offset = (uint32_t)(page - 1) * FOUND};
    sk_search_found found = {0};
    sk_err err;

    if (!f.outlet.len)
        f.outlet.s = NULL;
    if (f.query.len && sk_part_failed(rq, sk_store_search(
            rq->store, &f, &rq->arena, &found, &err), &err))
        return;
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Tìm", "Search")));
    sk_html(rq, "<h1>");
    sk_both(rq, "Tìm", "Search");
    if (f.query.len) {
        sk_html(rq, ": ");
        sk_text(rq, f.query);
    }
    sk_html(rq, "</h1><form class=\"filters\" data-swap=\"found\"><label>");
    sk_both(rq, "Chữ", "Words");
    sk_html(rq, " <input type=\"search\" name=\"q\" value=\"");
    sk_text(rq, f.query);
    sk_html(rq, "\"></label><label>");
    sk_both(rq, "Từ ngày", "From");
    sk_html(rq, " <input type=\"date\" name=\"tu\" value=\"");
    sk_text(rq, sk_param(rq, "tu"));
    sk_html(rq, "\"></label><label>");
    sk_both(rq, "đến trước", "until before");
    sk_html(rq, " <input type=\"date\" name=\"den\" value=\"");
    sk_text(rq, sk_param(rq, "den"));
    sk_html(rq, "\"></label><label>");
    sk_both(rq, "Báo", "Outlet");
    sk_html(rq, " <input name=\"bao\" value=\"");
    sk_text(rq, f.outlet);
    sk_html(rq, "\"></label><label class=\"check\"><input type=\"checkbox\" "
                "name=\"thu\" value=\"moi\"");
    sk_html(rq, f.by_time ? " checked> " : "> ");
    sk_both(rq, "mới trước", "newest first");
    sk_html(rq, "</label><button>");
    sk_both(rq, "Tìm", "Search");
    sk_html(rq, "</button></form><div id=\"found\"><p class=\"meta\">");
    if (found.n)
        sk_html(rq, found.mode == SK_SEARCH_EXACT
                        ? sk_say(rq, "Khớp có dấu", "Marks matched as typed")
                        : sk_say(rq, "Khớp không dấu", "Matched without marks"));
    sk_html(rq, "</p><div class=\"grid with-side\"><div><ul class=\"plain stories\">");
    for (size_t i = 0; i < found.n && i < FOUND; i++)
        hit(rq, &found.v[i]);
    sk_html(rq, "</ul>");
    if (!found.n && f.query.len) {
        sk_html(rq, "<p>");
        sk_both(rq, "Không có bài nào.", "No article.");
        sk_html(rq, "</p>");
    }
    sk_part_pager(rq, page, found.n > FOUND);
    sk_html(rq, "</div><aside>");
    if (f.query.len)
        named(rq, f.query);
    sk_html(rq, "</aside></div></div>");
    sk_page_end(rq);
}

/* ---- calendar ---- */

typedef SK_VEC(sk_happening_row) plans;

static int by_day(const void *a, const void *b)
{
    const sk_happening_row *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* Entries that were or are planned for days from..to, of all storylines that
 * tell of plans for then. */
static plans planned(sk_request *rq, int64_t from, int64_t to)
{
    sk_event_filter f = {.from = from * 1440, .to = (to + 1) * 1440,
                         .status = SK_PLANNED, .limit = PLANS};
    int64_t seen[STORIES];
    size_t n = 0;
    sk_events_found found;
    plans out = {0};
    sk_err err;

    if (sk_store_events(rq->store, &f, &rq->arena, &found, &err))
        return out;
    for (size_t i = 0; i < found.n && n < STORIES; i++) {
        sk_timeline tl;
        size_t k = 0;
        while (k < n && seen[k] != found.v[i].story)
            k++;
        if (k < n || found.v[i].day_from == SK_NO_TIME)
            continue;
        seen[n++] = found.v[i].story;
        if (sk_store_timeline(rq->store, found.v[i].story, 0, 0, &rq->arena,
                              &tl, &err))
            continue;
        for (k = 0; k < tl.n; k++) {
            const sk_happening_row *h = &tl.v[k];
            bool plan = h->status == SK_ENTRY_PLANNED ||
                        h->status == SK_ENTRY_OVERDUE ||
                        h->planned_on != SK_NO_TIME;
            if (plan && h->day_known && h->day >= from && h->day <= to)
                *sk_push(&rq->arena, &out) = *h;
        }
    }
    if (out.n)
        qsort(out.v, out.n, sizeof *out.v, by_day);
    return out;
}

static void weekday(sk_request *rq, int64_t day)
{
    static const char *const vi[] = {"Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm",
                                     "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};
    static const char *const en[] = {"Monday", "Tuesday", "Wednesday",
                                     "Thursday", "Friday", "Saturday",
                                     "Sunday"};
    int d = sk_weekday((int32_t)day) - 1;

    sk_both(rq, vi[d], en[d]);
    sk_html(rq, ", ");
    sk_part_day(rq, day);
}

void sk_page_calendar(sk_request *rq)
{
    int64_t today = sk_today(rq), day = INT64_MIN;
    int64_t from = sk_param_day(rq, "tu"), to = sk_param_day(rq, "den");
    plans v = {0};

    from = from == SK_NO_TIME ? today - BACK : from / 1440;
    to = to == SK_NO_TIME ? today + AHEAD : to / 1440;
    if (today != SK_NO_TIME)
        v = planned(rq, from, to);
    if (!v.n && today != SK_NO_TIME && from == today - BACK)
        v = planned(rq, today - FAR_BACK, to); /* nothing of late */
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Lịch", "Calendar")));
    sk_html(rq, "<h1>");
    sk_both(rq, "Đã được báo trước", "What has been announced");
    sk_html(rq, "</h1><p class=\"meta\">");
    sk_both(rq, "Việc đã thành, quá hạn chưa có tin, bị hủy, và còn ở phía trước. ",
            "What came to pass, is overdue, was cancelled, or is still ahead. ");
    sk_html(rq, "<a href=\"/lich.ics\">iCalendar</a></p><ol class=\"timeline\">");
    for (size_t i = 0; i < v.n; i++) {
        const sk_happening_row *h = &v.v[i];
        if (h->day != day) {
            if (day < today && h->day >= today) {
                sk_html(rq, "<li class=\"today\" id=\"hom-nay\"><h2>");
                sk_both(rq, "Từ hôm nay", "From today");
                sk_html(rq, "</h2></li>");
            }
            sk_html(rq, "<li class=\"day\"><h2>");
            weekday(rq, h->day);
            sk_html(rq, "</h2></li>");
            day = h->day;
        }
        sk_part_entry(rq, h);
    }
    sk_html(rq, "</ol>");
    if (!v.n) {
        sk_html(rq, "<p>");
        sk_both(rq, "Chưa có việc nào được báo trước.", "Nothing announced.");
        sk_html(rq, "</p>");
    }
    sk_page_end(rq);
}

/* ---- about ---- */

static void figures(sk_request *rq, const sk_store_stats *st)
{
    const struct { const char *vi, *en; uint64_t n; } rows[] = {
        {"Bài", "Articles", st->n_docs},
        {"Bài khác nhau", "Distinct articles", st->n_articles},
        {"Báo", "Outlets", st->n_outlets},
        {"Sự kiện (đã gộp các báo)", "Happenings (outlets merged)",
         st->n_happenings},
        {"Dòng sự kiện", "Storylines", st->n_stories},
        {"Việc đã mã hóa", "Coded events", st->n_events},
        {"Lời nói", "Quotations", st->n_quotes},
        {"Nhân vật, tổ chức, nơi chốn", "Entities", st->n_entities},
    };

    sk_html(rq, "<h2>");
    sk_both(rq, "Kho này", "This store");
    sk_html(rq, "</h2><table><tbody>");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sk_html(rq, "<tr><th scope=\"row\">");
        sk_both(rq, rows[i].vi, rows[i].en);
        sk_htmlf(rq, "</th><td>%llu</td></tr>", (unsigned long long)rows[i].n);
    }
    sk_html(rq, "</tbody></table>");
}

void sk_page_about(sk_request *rq)
{
    static const char *const method[][2] = {
        {"Mỗi điều ghi ra đều dẫn về câu văn của bài gốc. Không có câu làm "
         "chứng thì không ghi.",
         "Every claim leads back to a sentence of its article. What has no "
         "sentence is not written down."},
        {"Ngày của sự kiện lấy từ câu văn (“tối 9/3”, “ngày mai”), không lấy "
         "ngày đăng bài; khi câu văn không nêu ngày thì ghi ngày đưa tin.",
         "The day of an event is taken from the text, not from the day of "
         "publication; where the text names none, the day of the report "
         "stands."},
        {"Việc đã xảy ra, dự kiến, bị bác bỏ, có điều kiện và do một bên nói "
         "được ghi khác nhau. Điều dự kiến mà quá ngày chưa có tin thì nói rõ "
         "là quá hạn.",
         "What happened, is planned, is denied, is conditional or is one "
         "side's claim is told apart. A plan whose day went by without a "
         "report is called overdue."},
        {"Nơi chỉ được vẽ khi bài báo nêu, không đoán.",
         "A place is drawn only if the article names it."},
        {"Mã theo PLOVER và CAMEO, thang Goldstein từ −10 đến +10. Nhiều báo "
         "kể một việc thì tính là một.",
         "Codes are PLOVER and CAMEO, with Goldstein's scale from −10 to +10. "
         "One deed told by many outlets counts once."},
        {"Máy có thể đọc sai. Hãy mở câu làm chứng và bài gốc trước khi trích "
         "dẫn.",
         "Machines misread. Open the evidence and the article before you "
         "quote."},
    };
    sk_store_stats st;
    sk_err err;

    if (sk_part_failed(rq, sk_store_stat(rq->store, &st, &err), &err))
        return;
    sk_page_begin(rq, sk_str_of(sk_say(rq, "Giới thiệu", "About")));
    sk_html(rq, "<div class=\"prose\"><h1>");
    sk_both(rq, "Giới thiệu", "About");
    sk_html(rq, "</h1><p>");
    sk_both(rq,
            "Sukien đọc tin tiếng Việt và ghi lại ai đã làm hay nói gì với ai, "
            "khi nào, ở đâu, rồi nối các bài thành dòng sự kiện.",
            "Sukien reads Vietnamese news and writes down who did or said what "
            "to whom, when and where, and threads the articles into "
            "storylines.");
    sk_html(rq, "</p><h2>");
    sk_both(rq, "Cách làm", "Method");
    sk_html(rq, "</h2><ul>");
    for (size_t i = 0; i < sizeof method / sizeof *method; i++) {
        sk_html(rq, "<li>");
        sk_both(rq, method[i][0], method[i][1]);
        sk_html(rq, "</li>");
    }
    sk_html(rq, "</ul>");
    figures(rq, &st);
    sk_html(rq, "<h2>API</h2><p><a href=\"/api/v1/openapi.json\">OpenAPI 3.1</a> · "
                "<a href=\"/api/v1/stats\">/api/v1/stats</a> · "
                "<a href=\"/metrics\">/metrics</a></p><p class=\"meta\">Sukien ");
    sk_text(rq, sk_str_of(sk_version()));
    sk_html(rq, "</p></div>");
    sk_page_end(rq);
}
