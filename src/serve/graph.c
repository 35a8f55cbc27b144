/* graph.c - who did what to whom: nodes on an ellipse, a bowed line for each
 * direction, co-operation and conflict apart by colour, dash and bow.
 */
#include <math.h>
#include <stdlib.h>

#include "base/uni.h"
#include "serve/draw.h"
#include "serve/parts.h"
#include "serve/words.h"

enum { NODES = 9, LINES = 24, TABLE = 40, W = 440, H = 400, R = 16 };

/* ---- dyads ---- */

typedef struct party {
    sk_str name, code; /* code: the country's, or s == NULL */
} party;

enum { SIDES = 6 };

/* The parties of one side: names and codes with "; " between. */
static size_t side(sk_str names, sk_str codes, party out[SIDES])
{
    size_t n = 0;

    while (names.s && n < SIDES) {
        sk_str name = sk_str_trim(sk_str_cut(names, ';', &names));
        sk_str code = codes.s ? sk_str_trim(sk_str_cut(codes, ';', &codes))
                              : SK_STR(""),
               rest;
        code = sk_str_cut(code, ' ', &rest);
        if (name.len)
            out[n++] = (party){name, code};
    }
    return n;
}

static sk_dyad *dyad_of(sk_arena *a, sk_dyads *d, size_t *cap, sk_str from,
                        sk_str to)
{
    for (size_t i = 0; i < d->n; i++)
        if (sk_str_eq(d->v[i].from, from) && sk_str_eq(d->v[i].to, to))
            return &d->v[i];
    if (d->n == *cap) {
        sk_dyad *v = sk_new(a, sk_dyad, *cap ? *cap * 2 : 32);
        if (d->n)
            memcpy(v, d->v, d->n * sizeof *v);
        *cap = *cap ? *cap * 2 : 32;
        d->v = v;
    }
    d->v[d->n] = (sk_dyad){.from = from, .to = to};
    return &d->v[d->n++];
}

static sk_str country_id(const sk_request *rq, sk_arena *a, sk_str code)
{
    return sk_word_country(rq, code).s ? sk_strf(a, "gpe:%.*s", SK_FMT(code))
                                       : (sk_str){NULL, 0};
}

static void add_pair(const sk_request *rq, sk_arena *a, sk_dyads *d,
                     size_t *cap, const party *x, const party *y,
                     const sk_deed *act, bool by_country)
{
    sk_str from = x->name, to = y->name;
    sk_dyad *p;

    if (by_country) {
        sk_str f = sk_word_country(rq, x->code),
               t = sk_word_country(rq, y->code);
        if (!f.s || !t.s)
            return;
        from = f;
        to = t;
    }
    if (sk_str_eq(from, to))
        return;
    p = dyad_of(a, d, cap, from, to);
    if (by_country) {
        p->from_id = country_id(rq, a, x->code);
        p->to_id = country_id(rq, a, y->code);
    }
    if (act->quad <= 2)
        p->coop++;
    else
        p->conf++;
    p->goldstein += isnan(act->goldstein) ? 0 : act->goldstein;
}

static int most_first(const void *a, const void *b)
{
    const sk_dyad *x = a, *y = b;
    uint32_t n = x->coop + x->conf, m = y->coop + y->conf;

    if (n != m)
        return n < m ? 1 : -1;
    n = (uint32_t)sk_str_cmp(x->from, y->from);
    return n ? (int)n : sk_str_cmp(x->to, y->to);
}

/* What is told to have been done, not what is planned or denied. */
static bool done(const sk_deed *a)
{
    return a->status == SK_HAPPENED || a->status == SK_ONGOING ||
           a->status == SK_CLAIM;
}

static sk_dyads dyads(const sk_request *rq, sk_arena *a,
                      const sk_deeds_found *acts, bool by_country)
{
    sk_dyads d = {0};
    size_t cap = 0;

    for (size_t i = 0; i < acts->n && d.n < 2000; i++) {
        const sk_deed *act = &acts->v[i];
        party x[SIDES], y[SIDES];
        size_t n = side(act->source, act->source_code, x);
        size_t m = side(act->target, act->target_code, y);
        if (!done(act))
            continue;
        for (size_t k = 0; k < n; k++) {
            for (size_t j = 0; j < m; j++)
                add_pair(rq, a, &d, &cap, &x[k], &y[j], act, by_country);
            for (size_t j = k + 1; !m && j < n; j++) /* each other */
                add_pair(rq, a, &d, &cap, &x[k], &x[j], act, by_country);
        }
    }
    if (d.n)
        qsort(d.v, d.n, sizeof *d.v, most_first);
    return d;
}

sk_dyads sk_dyads_of(const sk_request *rq, sk_arena *a,
                     const sk_deeds_found *acts)
{
    sk_dyads d = dyads(rq, a, acts, true);

    return d.n ? d : dyads(rq, a, acts, false);
}

/* ---- picture ---- */

typedef struct node {
    sk_str name, id;
    uint32_t n;
    double x, y;
} node;

static size_t node_of(node *v, size_t *n, sk_str name, sk_str id, uint32_t acts)
{
    size_t i = 0;

    while (i < *n && !sk_str_eq(v[i].name, name))
        i++;
    if (i == NODES)
        return SIZE_MAX;
    if (i == *n)
        v[(*n)++] = (node){.name = name, .id = id};
    v[i].n += acts;
    return i;
}

/* Round an ellipse, those with most acts far from each other. */
static void place(node *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = n > 3 ? (3 * i + (n % 3 ? 0 : 3 * i / n)) % n : i;
        double turn = 2 * M_PI * (double)at / (double)n - M_PI / 2;
        if (n == 2)
            turn = i ? 0 : M_PI;
        v[i].x = W / 2.0 + (W / 2.0 - 78) * cos(turn);
        v[i].y = H / 2.0 + (H / 2.0 - 52) * sin(turn);
    }
}

static void line(sk_request *rq, const node *v, size_t from, size_t to,
                 uint32_t n, double bow, const char *cls)
{
    const node *a = &v[from], *b = &v[to];
    double dx = b->x - a->x, dy = b->y - a->y, len = hypot(dx, dy);
    double ux = dx / len, uy = dy / len;
    double mx = (a->x + b->x) / 2 - uy * bow, my = (a->y + b->y) / 2 + ux * bow;
    double ex = b->x - mx, ey = b->y - my, el = hypot(ex, ey);

    sk_htmlf(rq,
             "<path class=\"%s\" data-between=\"%zu %zu\" "
             "data-bow=\"%.0f\" marker-end=\"url(#to-%s)\" "
             "stroke-width=\"%.1f\" d=\"M%.0f %.0fQ%.0f %.0f %.0f %.0f\"/>",
             cls, from, to, bow, cls, fmin(1.2 + log2((double)n), 6), a->x,
             a->y, mx, my, b->x - ex / el * (R + 7), b->y - ey / el * (R + 7));
}

static void marker(sk_request *rq, const char *cls)
{
    sk_htmlf(rq,
             "<marker id=\"to-%s\" class=\"%s\" viewBox=\"0 0 8 8\" "
             "refX=\"5\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" "
             "markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
             "<path d=\"M0 0L8 4L0 8z\"/></marker>",
             cls, cls);
}

static void node_text(sk_request *rq, const node *v, size_t i)
{
    double below = v->y < H / 2.0 - 40 ? -R - 8 : R + 19;

    sk_htmlf(rq, "<g data-node=\"%zu\">", i);
    if (v->id.len) {
        sk_html(rq, "<a href=\"");
        sk_text(rq, sk_part_entity_path(&rq->arena, v->id));
        sk_html(rq, "\">");
    }
    sk_htmlf(rq,
             "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"%d\"/>"
             "<text class=\"n\" x=\"%.0f\" y=\"%.0f\">%u</text>"
             "<text class=\"name\" x=\"%.0f\" y=\"%.0f\">",
             v->x, v->y, R, v->x, v->y + 4.5, v->n, v->x, v->y + below);
    sk_text(rq, sk_short(&rq->arena, v->name, 26));
    sk_html(rq, v->id.len ? "</text></a></g>" : "</text></g>");
}

static void picture(sk_request *rq, const sk_dyads *d)
{
    node v[NODES];
    size_t n = 0, from[LINES], to[LINES], n_lines = 0;
    const sk_dyad *of[LINES];

    for (size_t i = 0; i < d->n && n_lines < LINES; i++) {
        const sk_dyad *p = &d->v[i];
        size_t a = node_of(v, &n, p->from, p->from_id, p->coop + p->conf), b;
        if (a == SIZE_MAX)
            continue;
        b = node_of(v, &n, p->to, p->to_id, p->coop + p->conf);
        if (b == SIZE_MAX)
            continue;
        from[n_lines] = a;
        to[n_lines] = b;
        of[n_lines++] = p;
    }
    place(v, n);
    sk_htmlf(rq,
             "<svg class=\"graph\" viewBox=\"0 0 %d %d\" role=\"group\" "
             "aria-label=\"",
             W, H);
    sk_both(rq, "Ai làm gì với ai; bảng bên dưới nói cùng điều đó",
            "Who did what to whom; the table below says the same");
    sk_html(rq, "\"><defs>");
    marker(rq, "coop");
    marker(rq, "conf");
    sk_html(rq, "</defs>");
    for (size_t i = 0; i < n_lines; i++) {
        if (of[i]->coop)
            line(rq, v, from[i], to[i], of[i]->coop, 18, "coop");
        if (of[i]->conf)
            line(rq, v, from[i], to[i], of[i]->conf, 44, "conf");
    }
    for (size_t i = 0; i < n; i++)
        node_text(rq, &v[i], i);
    sk_html(rq, "</svg>");
}

static void cell_name(sk_request *rq, sk_str name, sk_str id)
{
    sk_html(rq, "<td>");
    if (id.len) {
        sk_html(rq, "<a href=\"");
        sk_text(rq, sk_part_entity_path(&rq->arena, id));
        sk_html(rq, "\">");
    }
    sk_text(rq, name);
    sk_html(rq, id.len ? "</a></td>" : "</td>");
}

static void table(sk_request *rq, const sk_dyads *d)
{
    sk_html(rq, "<details><summary>");
    sk_both(rq, "Dạng bảng", "As a table");
    sk_html(
        rq,
        "</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">");
    sk_both(rq, "Ai", "Who");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Với ai", "To whom");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Hợp tác", "Co-operation");
    sk_html(rq, "</th><th scope=\"col\">");
    sk_both(rq, "Đối đầu", "Conflict");
    sk_html(rq, "</th><th scope=\"col\">Goldstein</th></tr></thead><tbody>");
    for (size_t i = 0; i < d->n && i < TABLE; i++) {
        const sk_dyad *p = &d->v[i];
        sk_html(rq, "<tr>");
        cell_name(rq, p->from, p->from_id);
        cell_name(rq, p->to, p->to_id);
        sk_htmlf(rq, "<td>%u</td><td>%u</td><td>%+.1f</td></tr>", p->coop,
                 p->conf, p->goldstein / (p->coop + p->conf));
    }
    sk_html(rq, "</tbody></table></div></details>");
}

void sk_draw_graph(sk_request *rq, const sk_deeds_found *acts)
{
    sk_dyads d = sk_dyads_of(rq, &rq->arena, acts);

    if (!d.n)
        return;
    sk_html(rq, "<section class=\"card picture\"><h2>");
    sk_both(rq, "Ai làm gì với ai", "Who did what to whom");
    sk_html(rq, "</h2>");
    picture(rq, &d);
    sk_html(rq, "<p class=\"legend\"><span class=\"key coop\"></span> ");
    sk_both(rq, "hợp tác", "co-operation");
    sk_html(rq, " <span class=\"key conf\"></span> ");
    sk_both(rq, "đối đầu", "conflict");
    sk_html(rq, "</p>");
    table(rq, &d);
    sk_html(rq, "</section>");
}
