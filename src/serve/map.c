/* map.c - where acts took place, on the world of web/world.svg.
 *
 * The projection is Equal Earth (B. Savric, T. Patterson, B. Jenny, 2018), with
 * the scale of web/world.mjs. Only places that a text names are drawn, none is
 * guessed. The archipelagos Hoang Sa and Truong Sa are too small for the map's
 * scale and are marked by name.
 */
#include <math.h>
#include <stdlib.h>

#include "serve/draw.h"

enum { SPOTS = 60, LABELS = 7 };

#define SCALE 369.4631353
#define MID_X 1000.0
#define MID_Y 486.7169754
#define WORLD_W 2000.0
#define WORLD_H 974.0

typedef struct spot {
    sk_str name;
    double lat, lon, x, y;
    uint32_t n;
} spot;

static void project(double lat, double lon, double *x, double *y)
{
    const double a1 = 1.340264, a2 = -0.081106, a3 = 0.000893, a4 = 0.003796;
    const double m = sqrt(3) / 2;
    double t = asin(m * sin(lat * M_PI / 180)), t2 = t * t, t6 = t2 * t2 * t2;

    *x = MID_X + SCALE * lon * M_PI / 180 * cos(t) /
                     (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
    *y = MID_Y - SCALE * t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2));
}

static int most_first(const void *a, const void *b)
{
    const spot *x = a, *y = b;

    return x->n != y->n ? (x->n < y->n ? 1 : -1) : sk_str_cmp(x->name, y->name);
}

static size_t spots(const sk_deeds_found *acts, spot v[SPOTS])
{
    size_t n = 0;

    for (size_t i = 0; i < acts->n; i++) {
        const sk_deed *a = &acts->v[i];
        size_t k = 0;
        if (isnan(a->lat) || isnan(a->lon) || !a->where.len)
            continue;
        while (k < n && !sk_str_eq(v[k].name, a->where))
            k++;
        if (k == SPOTS)
            continue;
        if (k == n) {
            v[n++] = (spot){.name = a->where, .lat = a->lat, .lon = a->lon};
            project(a->lat, a->lon, &v[k].x, &v[k].y);
        }
        v[k].n++;
    }
    if (n)
        qsort(v, n, sizeof *v, most_first);
    return n;
}

/* The part of the world that holds all spots, twice as wide as high. */
static void window(const spot *v, size_t n, double box[4])
{
    double x0 = 1e9, x1 = -1e9, y0 = 1e9, y1 = -1e9, w, h;

    for (size_t i = 0; i < n; i++) {
        x0 = fmin(x0, v[i].x);
        x1 = fmax(x1, v[i].x);
        y0 = fmin(y0, v[i].y);
        y1 = fmax(y1, v[i].y);
    }
    w = fmin(fmax(fmax((x1 - x0) * 1.35, (y1 - y0) * 2.8), 420), WORLD_W);
    h = fmin(w / 2, WORLD_H);
    box[0] = fmin(fmax((x0 + x1) / 2 - w / 2, 0), WORLD_W - w);
    box[1] = fmin(fmax((y0 + y1) / 2 - h / 2, 0), WORLD_H - h);
    box[2] = w;
    box[3] = h;
}

static void islands(sk_request *rq, const double box[4], double u)
{
    enum { ISLE = 19 }; /* letters of a label */
    static const struct {
        const char *name;
        double lat, lon;
    } v[] = {{"Hoàng Sa", 16.5, 112.0}, {"Trường Sa", 9.5, 113.8}};

    for (size_t i = 0; i < 2; i++) {
        double x, y;
        bool left;
        project(v[i].lat, v[i].lon, &x, &y);
        left = x + (5 + 5.5 * ISLE) * u > box[0] + box[2];
        sk_htmlf(rq,
                 "<circle class=\"isle\" cx=\"%.1f\" cy=\"%.1f\" "
                 "r=\"%.1f\"/>",
                 x, y, 2.2 * u);
        sk_htmlf(rq,
                 "<g font-size=\"%.1f\"><text class=\"isle\" x=\"%.1f\" "
                 "y=\"%.1f\" dx=\"%.1f\" dy=\"%.1f\" text-anchor=\"%s\">"
                 "%s (Việt Nam)</text></g>",
                 9 * u, x, y, (left ? -5 : 5) * u, 3 * u,
                 left ? "end" : "start", v[i].name);
    }
}

/* How many letters a name has. */
static double letters(sk_str name)
{
    size_t n = 0;

    for (size_t i = 0; i < name.len; i++)
        n += ((unsigned char)name.s[i] & 0xc0) != 0x80;
    return (double)n;
}

/* Names of the largest spots, where they do not cover each other. */
static void labels(sk_request *rq, const spot *v, size_t n, const double box[4],
                   double u)
{
    struct {
        double x0, x1, y;
    } at[LABELS];
    size_t shown = 0;

    sk_htmlf(rq, "<g font-size=\"%.1f\" stroke-width=\"%.1f\">", 13 * u, 3 * u);
    for (size_t i = 0; i < n && shown < LABELS; i++) {
        double r = (fmin(4 + 3 * sqrt(v[i].n), 22) + 4) * u;
        double w = 8 * u * letters(v[i].name);
        bool left = v[i].x + r + w > box[0] + box[2];
        double x = v[i].x + (left ? -r : r);
        double x0 = left ? x - w : x, x1 = left ? x : x + w;
        bool free = x0 >= box[0];
        for (size_t k = 0; k < shown && free; k++)
            free = fabs(at[k].y - v[i].y) > 14 * u || x0 > at[k].x1 ||
                   x1 < at[k].x0;
        if (!free)
            continue;
        at[shown].x0 = x0;
        at[shown].x1 = x1;
        at[shown++].y = v[i].y;
        sk_htmlf(rq,
                 "<text x=\"%.1f\" y=\"%.1f\" dx=\"%.1f\" dy=\"%.1f\" "
                 "text-anchor=\"%s\">",
                 v[i].x, v[i].y, left ? -r : r, 4 * u, left ? "end" : "start");
        sk_text(rq, v[i].name);
        sk_html(rq, "</text>");
    }
    sk_html(rq, "</g>");
}

static void picture(sk_request *rq, const spot *v, size_t n)
{
    double box[4], u; /* u: a pixel of a picture 440 wide */

    window(v, n, box);
    u = box[2] / 440;
    sk_htmlf(rq,
             "<svg class=\"map\" viewBox=\"%.0f %.0f %.0f %.0f\" "
             "role=\"img\" aria-label=\"",
             box[0], box[1], box[2], box[3]);
    sk_both(rq, "Bản đồ nơi xảy ra; bảng bên dưới nói cùng điều đó",
            "Map of places; the table below says the same");
    sk_htmlf(rq,
             "\"><use class=\"land\" href=\"/world.svg#land\"/>"
             "<use class=\"borders\" href=\"/world.svg#borders\" "
             "stroke-width=\"%.2f\"/>",
             0.7 * u);
    islands(rq, box, u);
    for (size_t i = n; i-- > 0;)
        sk_htmlf(rq,
                 "<circle class=\"spot\" stroke-width=\"%.2f\" "
                 "cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
                 1.2 * u, v[i].x, v[i].y, fmin(4 + 3 * sqrt(v[i].n), 22) * u);
    labels(rq, v, n, box, u);
    sk_html(rq, "</svg>");
}

void sk_draw_map(sk_request *rq, const sk_deeds_found *acts)
{
    spot v[SPOTS];
    size_t n = spots(acts, v);

    if (!n)
        return;
    sk_html(rq, "<section class=\"card picture\"><h2>");
    sk_both(rq, "Ở đâu", "Where");
    sk_html(rq, "</h2>");
    picture(rq, v, n);
    sk_html(rq, "<details><summary>");
    sk_both(rq, "Dạng bảng", "As a table");
    sk_html(
        rq,
        "</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">");
    sk_both(rq, "Nơi", "Place");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Việc", "Events");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Vĩ độ, kinh độ", "Latitude, longitude");
    sk_html(rq, "</th></tr></thead><tbody>");
    for (size_t i = 0; i < n; i++) {
        sk_html(rq, "<tr><td>");
        sk_text(rq, v[i].name);
        sk_htmlf(rq, "</td><td>%u</td><td>%.2f, %.2f</td></tr>", v[i].n,
                 v[i].lat, v[i].lon);
    }
    sk_html(rq, "</tbody></table></div></details></section>");
}
