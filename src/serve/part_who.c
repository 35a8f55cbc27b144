/* part_who.c - a person's offices and titles over time, and spellings. */
#include "base/day.h"
#include "serve/parts.h"
#include "serve/words.h"

enum { WIDTH = 100, THIN = 2 /* of a bar, at least */ };

/* The days that the bars cover. */
typedef struct axis {
    int32_t from, to;
} axis;

static int32_t month_day(int32_t month)
{
    return sk_day_of(1970 + month / 12, 1 + month % 12, 1);
}

static void widen(axis *x, int32_t from, int32_t to)
{
    x->from = from < x->from ? from : x->from;
    x->to = to > x->to ? to : x->to;
}

static axis axis_of(const sk_who *w)
{
    axis x = {INT32_MAX, INT32_MIN};

    if (w->last != SK_NO_TIME)
        widen(&x, (int32_t)(w->first / 1440), (int32_t)(w->last / 1440));
    for (uint32_t i = 0; i < w->n_offices; i++) {
        if (w->offices[i].from != INT32_MIN)
            widen(&x, w->offices[i].from, w->offices[i].from);
        if (w->offices[i].to != INT32_MAX)
            widen(&x, w->offices[i].to, w->offices[i].to);
    }
    return x;
}

static void bar(sk_request *rq, const axis *x, int32_t from, int32_t to,
                const char *cls)
{
    double days = x->to > x->from ? x->to - x->from : 1;
    double beg = from > x->from ? (from - x->from) * WIDTH / days : 0;
    double end = to < x->to ? (to - x->from) * WIDTH / days : WIDTH;

    if (end - beg < THIN)
        end = beg + THIN;
    if (end > WIDTH) {
        beg -= end - WIDTH;
        end = WIDTH;
    }
    sk_htmlf(rq,
             "<td class=\"span\"><svg class=\"%s\" viewBox=\"0 0 %d 8\" "
             "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
             "<rect x=\"%.1f\" width=\"%.1f\" height=\"8\"/></svg></td>",
             cls, WIDTH, beg, end - beg);
}

static void day_cell(sk_request *rq, int32_t day, bool open)
{
    if (open)
        sk_html(rq, "…");
    else
        sk_part_day(rq, day);
}

static void office(sk_request *rq, const axis *x, const sk_office_held *o)
{
    sk_str where = o->country[0] ? sk_word_country(rq, sk_str_of(o->country))
                                 : (sk_str){NULL, 0};

    sk_html(rq, "<tr><td><strong lang=\"vi\">");
    sk_text(rq, o->title);
    sk_html(rq, "</strong> <span class=\"meta\">");
    sk_text(rq, o->org.len ? o->org : where.s ? where : SK_STR(""));
    sk_html(rq, "</span></td><td>");
    day_cell(rq, o->from, o->from == INT32_MIN);
    sk_html(rq, " – ");
    day_cell(rq, o->to, o->to == INT32_MAX);
    sk_html(rq, "</td>");
    bar(rq, x, o->from, o->to, "office");
    sk_html(rq, "</tr>");
}

static void title(sk_request *rq, const axis *x, const sk_title_seen *t)
{
    sk_html(rq, "<tr><td><span lang=\"vi\">");
    sk_text(rq, t->title);
    sk_htmlf(rq, "</span> <span class=\"meta\">%u ", t->n_docs);
    sk_both(rq, "bài", "articles");
    sk_htmlf(rq, "</span></td><td>%02d/%04d", 1 + t->first % 12,
             1970 + t->first / 12);
    if (t->last != t->first)
        sk_htmlf(rq, " – %02d/%04d", 1 + t->last % 12, 1970 + t->last / 12);
    sk_html(rq, "</td>");
    bar(rq, x, month_day(t->first), month_day(t->last + 1) - 1, "title");
    sk_html(rq, "</tr>");
}

void sk_part_roles(sk_request *rq, const sk_who *w)
{
    axis x = axis_of(w);

    if (!w->n_offices && !w->n_titles)
        return;
    sk_html(rq, "<section class=\"card\" id=\"roles\"><h2>");
    sk_both(rq, "Chức vụ theo thời gian", "Roles over time");
    sk_html(rq, "</h2><div class=\"scroll\"><table class=\"roles\"><tbody>");
    for (uint32_t i = 0; i < w->n_offices; i++)
        office(rq, &x, &w->offices[i]);
    sk_html(rq, "</tbody><tbody>");
    if (w->n_titles) {
        sk_html(rq, "<tr><th colspan=\"3\">");
        sk_both(rq, "Các báo gọi là", "As articles call them");
        sk_html(rq, "</th></tr>");
    }
    for (uint32_t i = 0; i < w->n_titles; i++)
        title(rq, &x, &w->titles[i]);
    sk_html(rq, "</tbody></table></div></section>");
}

void sk_part_spellings(sk_request *rq, const sk_who *w)
{
    if (!w->n_spellings)
        return;
    sk_html(rq, "<section class=\"card\" id=\"spellings\"><h2>");
    sk_both(rq, "Cách viết tên", "Spellings");
    sk_html(rq, "</h2><p lang=\"vi\">");
    for (uint32_t i = 0; i < w->n_spellings; i++) {
        sk_html(rq, i ? " · " : "");
        sk_text(rq, w->spellings[i].form);
        sk_htmlf(rq, " <span class=\"meta\">%u</span>", w->spellings[i].n);
    }
    sk_html(rq, "</p></section>");
}
