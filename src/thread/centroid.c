/* centroid.c - what the items of a storyline have in common, as weighted terms.
 *
 * A centroid is a sum of items, of which the heaviest SK_CENTROID terms are
 * kept. Its lists are short and in order of their ids: two are summed or held
 * against each other in one pass.
 */
#include "thread/centroid.h"

#include <math.h>
#include <stdlib.h>

#include "base/err.h"

static const double ALIAS =
    2; /* two names are of one event (its number, its name abroad) if half of
          what counts for the one counts for the other too */

enum { SCRATCH = SK_CENTROID + SK_ITEM_TERMS };

static void norms(sk_centroid *c)
{
    double a = 0, n = 0;

    for (uint32_t i = 0; i < c->n; i++) {
        a += (double)c->v[i].w * (double)c->v[i].w;
        n += (double)c->v[i].name * (double)c->v[i].name;
    }
    c->norm = (float)sqrt(a);
    c->norm_name = (float)sqrt(n);
}

/* The weight that n of the given terms reach, n > 0 and less than all: those
 * above and below one of them are put apart until it is the one. */
static float nth_weight(const sk_cterm *v, uint32_t len, uint32_t n)
{
    float w[SCRATCH * 2], above[SCRATCH * 2], below[SCRATCH * 2];

    for (uint32_t i = 0; i < len; i++)
        w[i] = v[i].w;
    for (;;) {
        float pivot = w[len / 2];
        uint32_t a = 0, b = 0;
        bool down;
        for (uint32_t i = 0; i < len; i++) { /* no branch */
            above[a] = below[b] = w[i];
            a += w[i] > pivot;
            b += w[i] < pivot;
        }
        if (n > a && n <= len - b)
            return pivot;
        down = n > a;
        n -= down ? len - b : 0;
        len = down ? b : a;
        memcpy(w, down ? below : above, len * sizeof *w);
    }
}

/* Keeps the SK_CENTROID heaviest; ties to the lower id. */
static uint32_t prune(uint32_t *term, sk_cterm *v, uint32_t n)
{
    float least;
    uint32_t above = 0, k = 0, equal;

    if (n <= SK_CENTROID)
        return n;
    least = nth_weight(v, n, SK_CENTROID);
    for (uint32_t i = 0; i < n; i++)
        above += v[i].w > least;
    equal = SK_CENTROID - above;
    for (uint32_t i = 0; i < n; i++)
        if (v[i].w > least || (v[i].w >= least && equal && equal--)) {
            term[k] = term[i];
            v[k++] = v[i];
        }
    return k;
}

int sk_centroid_room(sk_centroid *c, uint32_t n)
{
    void *p = realloc(c->term, n * (sizeof *c->term + sizeof *c->v) + 1);

    if (!p)
        return SK_ENOMEM;
    c->term = p;
    c->v = (sk_cterm *)(void *)(c->term + n);
    c->n = n;
    return SK_OK;
}

static int set(sk_centroid *c, const uint32_t *term, const sk_cterm *v,
               uint32_t n)
{
    if (sk_centroid_room(c, n))
        return SK_ENOMEM;
    memcpy(c->term, term, n * sizeof *term);
    memcpy(c->v, v, n * sizeof *v);
    return SK_OK;
}

static sk_cterm sum_of(sk_cterm a, double by_a, sk_cterm b, double by_b)
{
    return (sk_cterm){(float)(by_a * (double)a.w + by_b * (double)b.w),
                      (float)(by_a * (double)a.name + by_b * (double)b.name)};
}

int sk_centroid_add(sk_centroid *c, double keep, const uint32_t *term,
                    const sk_cterm *v, uint32_t n, double scale)
{
    uint32_t terms[SCRATCH * 2], i = 0, k = 0, o = 0;
    sk_cterm out[SCRATCH * 2];

    while (i < c->n && k < n) { /* no branch */
        uint32_t p = c->term[i], q = term[k];
        bool old = p <= q, fresh = q <= p;
        terms[o] = old ? p : q;
        out[o++] = sum_of(c->v[i], old ? keep : 0, v[k], fresh ? scale : 0);
        i += old;
        k += fresh;
    }
    for (; i < c->n; i++) {
        terms[o] = c->term[i];
        out[o++] = sum_of(c->v[i], keep, c->v[i], 0);
    }
    for (; k < n; k++) {
        terms[o] = term[k];
        out[o++] = sum_of(v[k], scale, v[k], 0);
    }
    if (set(c, terms, out, prune(terms, out, o)))
        return SK_ENOMEM;
    norms(c);
    return SK_OK;
}

int sk_centroid_add_item(sk_centroid *c, double keep, const sk_live *x,
                         double scale)
{
    sk_cterm v[SK_ITEM_TERMS];
    double unit = x->norm_all > 0 ? scale / (double)x->norm_all : 0;

    for (uint32_t i = 0; i < x->n; i++)
        v[i] = (sk_cterm){x->v[i].all, x->v[i].name};
    return sk_centroid_add(c, keep, x->term, v, x->n, unit);
}

int sk_centroid_copy(sk_centroid *to, const sk_centroid *from)
{
    *to = *from;
    to->term = NULL;
    return set(to, from->term, from->v, from->n);
}

static double over(double dot, double a, double b)
{
    return a > 0 && b > 0 ? dot / (a * b) : 0;
}

static double norm_theme(const sk_centroid *c)
{
    double rest = (double)c->norm * (double)c->norm -
                  (double)c->norm_name * (double)c->norm_name;

    return rest > 0 ? sqrt(rest) : 0;
}

/* The place of the first name of an event among terms. */
static uint32_t first_event(const uint32_t *term, uint32_t n)
{
    while (n && term[n - 1] >= SK_EVENT_TERMS)
        n--;
    return n;
}

/* How much the leading event of a centroid counts for an item that names
 * others. */
static double item_clash(const sk_centroid *c, const sk_live *x)
{
    uint32_t i = first_event(c->term, c->n), k = first_event(x->term, x->n);
    double lead = 0, both = 0;

    if (k == x->n)
        return 0;
    for (; i < c->n; i++) {
        double w = (double)c->v[i].w;
        lead = fmax(lead, w);
        while (k < x->n && x->term[k] < c->term[i])
            k++;
        if (k < x->n && x->term[k] == c->term[i])
            both = fmax(both, w);
    }
    return over(fmax(lead - ALIAS * both, 0), (double)c->norm, 1);
}

/* The same of the leading events of two centroids, the lesser of both. */
static double clash(const sk_centroid *a, const sk_centroid *b)
{
    uint32_t i = first_event(a->term, a->n), k = first_event(b->term, b->n);
    double lead_a = 0, lead_b = 0, both = 0;

    while (i < a->n || k < b->n) {
        uint64_t p = i < a->n ? a->term[i] : UINT64_MAX,
                 q = k < b->n ? b->term[k] : UINT64_MAX;
        double w = p <= q ? over((double)a->v[i++].w, (double)a->norm, 1) : 0,
               u = q <= p ? over((double)b->v[k++].w, (double)b->norm, 1) : 0;
        lead_a = fmax(lead_a, w);
        lead_b = fmax(lead_b, u);
        both = fmax(both, fmin(w, u));
    }
    return fmax(fmin(lead_a, lead_b) - ALIAS * both, 0);
}

sk_nearness sk_centroid_item(const sk_centroid *c, const sk_probe *probe)
{
    const sk_live *x = probe->x;
    double all = 0, name = 0, theme = 0, squares = 0, title = 0, names = 0;
    sk_shared both[SK_ITEM_TERMS];
    uint32_t n =
        sk_probe_shared(probe, c->term, c->n, c->v, sizeof *c->v, both);

    for (uint32_t i = 0; i < n; i++) {
        const sk_wterm *t = &x->v[both[i].there];
        const sk_cterm *y = &c->v[both[i].here];
        double w = (double)y->w * (double)t->all;
        all += w;
        squares += w * w;
        name += (double)y->name * (double)t->name;
        title += (double)t->title * (double)t->title;
        names += (double)t->name * (double)t->name;
        if (!(t->name > 0))
            theme += w - (double)y->name * (double)t->all;
    }
    return (sk_nearness){
        over(all, (double)c->norm, (double)x->norm_all),
        over(name, (double)c->norm_name, (double)x->norm_name),
        over(theme, norm_theme(c), (double)x->norm_theme),
        squares > 0 ? log(all * all / squares) : 0,
        sqrt(over(title, (double)x->norm_title, (double)x->norm_title)),
        x->norm_name > 0
            ? sqrt(over(names, (double)x->norm_name, (double)x->norm_name))
            : 0.5,
        item_clash(c, x)};
}

sk_nearness sk_centroid_centroid(const sk_centroid *a, const sk_centroid *b)
{
    double all = 0, name = 0, theme = 0, squares = 0, in_a = 0, in_b = 0;
    uint32_t i = 0, k = 0;

    while (i < a->n && k < b->n) {
        const sk_cterm *x = &a->v[i], *y = &b->v[k];
        uint32_t p = a->term[i], q = b->term[k];
        double w;
        i += p <= q;
        k += q <= p;
        if (p != q)
            continue;
        w = (double)x->w * (double)y->w;
        all += w;
        squares += w * w;
        in_b += (double)x->w * (double)x->w;
        in_a += (double)y->w * (double)y->w;
        name += (double)x->name * (double)y->name;
        theme += (double)(x->w - x->name) * (double)(y->w - y->name);
    }
    return (sk_nearness){over(all, (double)a->norm, (double)b->norm),
                         over(name, (double)a->norm_name, (double)b->norm_name),
                         over(theme, norm_theme(a), norm_theme(b)),
                         squares > 0 ? log(all * all / squares) : 0,
                         sqrt(over(in_b, (double)a->norm, (double)a->norm)),
                         sqrt(over(in_a, (double)b->norm, (double)b->norm)),
                         clash(a, b)};
}
