/* page_calendar.c - what has been announced: done, overdue, cancelled, ahead. */
#include "serve/parts.h"
#include "serve/views.h"

enum { BACK = 14, FAR_BACK = 400, AHEAD = 120, PLANS = 400 };

/* Entries that were or are planned for days from..to. */
static sk_timeline planned(sk_request *rq, int64_t from, int64_t to)
{
    sk_timeline out;
    sk_err err;

    if (sk_store_plans(rq->store, from, to, PLANS, &rq->arena, &out, &err))
        out.n = 0;
    return out;
}

void sk_page_calendar(sk_request *rq)
{
    int64_t today = sk_today(rq), day = INT64_MIN;
    int64_t from = sk_param_day(rq, "tu"), to = sk_param_day(rq, "den");
    sk_timeline v = {0};

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
    sk_both(
        rq, "Việc đã thành, quá hạn chưa có tin, bị hủy, và còn ở phía trước. ",
        "What came to pass, is overdue, was cancelled, or is still ahead. ");
    sk_html(rq,
            "<a href=\"/lich.ics\">iCalendar</a></p><ol class=\"timeline\">");
    for (size_t i = 0; i < v.n; i++) {
        const sk_happening_row *h = &v.v[i];
        if (h->day != day) {
            if (day < today && h->day >= today) {
                sk_html(rq, "<li class=\"today\" id=\"hom-nay\"><h2>");
                sk_both(rq, "Từ hôm nay", "From today");
                sk_html(rq, "</h2></li>");
            }
            sk_part_day_head(rq, h->day);
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
