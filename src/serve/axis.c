/* axis.c - a storyline on one axis: a dot for each happening over its day, as
 * large as many articles told it, in the colour of its status.
 */
#include <math.h>
#include <stdlib.h>

#include "base/day.h"
#include "serve/draw.h"
#include "serve/parts.h"
#include "serve/words.h"

enum {
    W = 1200,
    H = 112,
    FOOT = 30, /* room for letters that are larger on a phone */
    MARGIN = 12,
    DOTS = 400,
    COLUMN = 4,
    BEFORE = 30,
    AHEAD = 60 /* days around the reports */
};

static int most_told_first(const void *a, const void *b)
{
    const sk_happening_row *x = *(const sk_happening_row *const *)a;
    const sk_happening_row *y = *(const sk_happening_row *const *)b;

    return x->n_docs != y->n_docs
               ? (x->n_docs < y->n_docs) - (x->n_docs > y->n_docs)
               : (x->id > y->id) - (x->id < y->id);
}

static void dot(sk_request *rq, const sk_happening_row *h, double x, double y,
                double r)
{
    sk_htmlf(rq,
             "<circle class=\"%s\" data-id=\"%lld\" data-day=\"%lld\" "
             "cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>",
             sk_css_status(sk_entry_status_name(h->status)), (long long)h->id,
             (long long)h->day, x, y, r);
    sk_part_day(rq, h->day);
    sk_html(rq, ": ");
    sk_text(rq, sk_short(&rq->arena, sk_entry_title(h), 90));
    sk_html(rq, "</title></circle>");
}

static void ends(sk_request *rq, int64_t from, int64_t to)
{
    sk_htmlf(rq, "<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", W, H - FOOT,
             H - FOOT);
    sk_htmlf(rq, "<text x=\"0\" y=\"%d\">", H - 5);
    sk_part_day(rq, from);
    sk_htmlf(rq, "</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">", W,
             H - 5);
    sk_part_day(rq, to);
    sk_html(rq, "</text>");
}

void sk_draw_axis(sk_request *rq, const sk_timeline *tl)
{
    const sk_happening_row **v =
        sk_new(&rq->arena, const sk_happening_row *, tl->n + 1);
    double high[W / COLUMN + 1] = {0}; /* how far each column is filled */
    int64_t from = INT64_MAX, to = INT64_MIN, days;
    int64_t first = INT64_MAX, last = INT64_MIN; /* days of reports */
    size_t n = 0;

    for (size_t i = 0; i < tl->n; i++) {
        int64_t beg = sk_day_of_minute(tl->v[i].first);
        int64_t end = sk_day_of_minute(tl->v[i].last);
        first = beg < first ? beg : first;
        last = end > last ? end : last;
    }
    for (size_t i = 0; i < tl->n; i++) {
        const sk_happening_row *h = &tl->v[i];
        if (h->day < first - BEFORE || h->day > last + AHEAD)
            continue;
        v[n++] = h;
        from = h->day < from ? h->day : from;
        to = h->day > to ? h->day : to;
    }
    if (n < 3 || from == to)
        return;
    qsort(v, n, sizeof *v, most_told_first);
    days = to - from + 1;
    sk_htmlf(rq,
             "<div class=\"picture strip\" tabindex=\"0\">"
             "<svg class=\"axis days\" data-from=\"%lld\" "
             "data-to=\"%lld\" data-foot=\"%d\" viewBox=\"0 0 %d %d\" "
             "role=\"img\" aria-label=\"",
             (long long)from, (long long)to + 1, FOOT, W, H);
    sk_both(
        rq,
        "Các sự kiện trên trục thời gian; danh sách bên dưới nói cùng điều đó",
        "The happenings over time; the list below says the same");
    sk_html(rq, "\">");
    for (size_t i = 0; i < n && i < DOTS; i++) {
        double r = fmin(3 + 1.2 * log2(fmax(v[i]->n_docs, 1)), 9);
        double x = ((double)(v[i]->day - from) + 0.5) * W / (double)days, y = 0;
        int left, right;
        x = fmin(fmax(x, MARGIN), W - MARGIN);
        left = (int)((x - r) / COLUMN);
        right = (int)((x + r) / COLUMN);
        for (int k = left; k <= right; k++)
            y = fmax(y, high[k]);
        if (y + 2 * r > H - FOOT - 4)
            continue; /* full of larger ones */
        dot(rq, v[i], x, H - FOOT - 2 - y - r, r);
        for (int k = left; k <= right; k++)
            high[k] = y + 2 * r + 1;
    }
    ends(rq, from, to);
    sk_html(rq, "</svg></div>");
}
