/* bars.c - acts over time: co-operation above the line, conflict below it. */
#include <math.h>

#include "serve/draw.h"
#include "serve/parts.h"

enum {
    BINS = 120,
    W = 440,
    HALF = 58,
    EARLY = 30 /* days before any report */
};

typedef struct bin {
    uint32_t coop, conf;
    double goldstein;
} bin;

static bool counts(const sk_deed *a)
{
    return a->status == SK_HAPPENED || a->status == SK_ONGOING ||
           a->status == SK_CLAIM;
}

/* Days that a bin holds, so that all fit. */
static int64_t width(int64_t days)
{
    return days <= 62 ? 1 : days <= 7 * BINS ? 7 : (days + BINS - 1) / BINS;
}

static const char *unit(const sk_request *rq, int64_t days)
{
    return days == 1   ? sk_say(rq, "mỗi ngày", "a day")
           : days == 7 ? sk_say(rq, "mỗi tuần", "a week")
                       : sk_say(rq, "mỗi khoảng", "in each span");
}

typedef struct span {
    int64_t day, days;
} span;

static void rect(sk_request *rq, const char *cls, span when, double x, double y,
                 double w, double h)
{
    if (h > 0)
        sk_htmlf(rq,
                 "<rect class=\"%s\" data-day=\"%lld\" data-days=\"%lld\" "
                 "x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                 cls, (long long)when.day, (long long)when.days, x, y, w, h);
}

static void picture(sk_request *rq, const bin *v, size_t n, int64_t from,
                    int64_t days, uint32_t most)
{
    double step = (double)W / (double)n, w = fmin(step * 0.82, 22);

    sk_htmlf(rq,
             "<svg class=\"bars days\" data-from=\"%lld\" data-to=\"%lld\" "
             "viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
             (long long)from, (long long)(from + (int64_t)n * days), W,
             2 * HALF + 22);
    sk_both(rq,
            "Hợp tác và đối đầu theo thời gian; bảng bên dưới nói cùng "
            "điều đó",
            "Co-operation and conflict over time; the table below says the "
            "same");
    sk_html(rq, "\">");
    for (size_t i = 0; i < n; i++) {
        double x = (double)i * step + (step - w) / 2;
        double up = v[i].coop * (HALF - 4.0) / most;
        double down = v[i].conf * (HALF - 4.0) / most;
        span when = {from + (int64_t)i * days, days};
        rect(rq, "coop", when, x, HALF - up, w, up);
        rect(rq, "conf", when, x, HALF, w, down);
    }
    sk_htmlf(rq, "<line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", W, HALF,
             HALF);
    for (int k = 0; k < 3; k++) {
        size_t i = (size_t)k * (n - 1) / 2;
        sk_htmlf(rq, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", k * W / 2,
                 2 * HALF + 17,
                 k == 0   ? "start"
                 : k == 1 ? "middle"
                          : "end");
        if (k == 0 || n > 2)
            sk_part_day(rq, from + (int64_t)i * days);
        sk_html(rq, "</text>");
    }
    sk_html(rq, "</svg>");
}

static void table(sk_request *rq, const bin *v, size_t n, int64_t from,
                  int64_t days)
{
    sk_html(rq, "<details><summary>");
    sk_both(rq, "Dạng bảng", "As a table");
    sk_html(
        rq,
        "</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">");
    sk_both(rq, "Từ ngày", "From");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Hợp tác", "Co-operation");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Đối đầu", "Conflict");
    sk_html(rq, "</th><th scope=\"col\">Goldstein</th></tr></thead><tbody>");
    for (size_t i = n; i-- > 0;)
        if (v[i].coop + v[i].conf) {
            sk_html(rq, "<tr><td>");
            sk_part_day(rq, from + (int64_t)i * days);
            sk_htmlf(rq, "</td><td>%u</td><td>%u</td><td>%+.1f</td></tr>",
                     v[i].coop, v[i].conf,
                     v[i].goldstein / (v[i].coop + v[i].conf));
        }
    sk_html(rq, "</tbody></table></div></details>");
}

void sk_draw_bars(sk_request *rq, const sk_deeds_found *acts)
{
    int64_t from = INT64_MAX, to = INT64_MIN, days;
    int64_t first = INT64_MAX, last = INT64_MIN; /* days of reports */
    uint32_t most = 1, total = 0;
    bin v[BINS + 1] = {0};
    size_t n;

    for (size_t i = 0; i < acts->n; i++) {
        int64_t day = acts->v[i].first / 1440;
        first = day < first ? day : first;
        last = day > last ? day : last;
    }
    for (size_t i = 0; i < acts->n; i++)
        if (counts(&acts->v[i]) && acts->v[i].day >= first - EARLY &&
            acts->v[i].day <= last + 1) {
            from = acts->v[i].day < from ? acts->v[i].day : from;
            to = acts->v[i].day > to ? acts->v[i].day : to;
            total++;
        }
    if (total < 2)
        return;
    days = width(to - from + 1);
    if (days == 7)
        from -= (from + 3) % 7; /* Mondays */
    n = (size_t)((to - from) / days + 1);
    if (n > BINS)
        return;
    for (size_t i = 0; i < acts->n; i++) {
        const sk_deed *a = &acts->v[i];
        bin *b;
        if (!counts(a) || a->day < from || a->day > to)
            continue;
        b = &v[(a->day - from) / days];
        if (a->quad <= 2)
            b->coop++;
        else
            b->conf++;
        b->goldstein += isnan(a->goldstein) ? 0 : a->goldstein;
        most = b->coop > most ? b->coop : b->conf > most ? b->conf : most;
    }
    sk_html(rq, "<section class=\"card picture\"><h2>");
    sk_both(rq, "Hợp tác và đối đầu ", "Co-operation and conflict ");
    sk_html(rq, unit(rq, days));
    sk_html(rq, "</h2>");
    picture(rq, v, n, from, days, most);
    sk_html(rq, "<p class=\"legend\"><span class=\"key coop\"></span> ");
    sk_both(rq, "hợp tác ở trên", "co-operation above");
    sk_html(rq, " <span class=\"key conf\"></span> ");
    sk_both(rq, "đối đầu ở dưới", "conflict below");
    sk_htmlf(rq, " · ");
    sk_both(rq, "cột cao nhất ", "highest bar ");
    sk_htmlf(rq, "%u</p>", most);
    table(rq, v, n, from, days);
    sk_html(rq, "</section>");
}
