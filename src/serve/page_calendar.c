/* page_calendar.c - what has been announced: done, overdue, cancelled, ahead. */
#include "base/day.h"
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

static void weekday(sk_request *rq, int64_t day)
{
    static const char *const vi[] = {"Thứ Hai", "Thứ Ba",  "Thứ Tư",  "Thứ Năm",
                                     "Thứ Sáu", "Thứ Bảy", "Chủ nhật"};
    static const char *const en[] = {"Monday",   "Tuesday", "Wednesday",
                                     "Thursday", "Friday",  "Saturday",
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
