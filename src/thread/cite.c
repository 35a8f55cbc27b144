/* cite.c - the happenings that a digest names.
 *
 * The title of a digest strings together what was told in the last two days;
 * what has enough of its own title in there is named. Of 58 that CITE_MIN lets
 * pass in leads of a month, read one by one, 8 are a neighbour of what is named.
 */
#include "thread/cite.h"

#include <stdlib.h>

static const double CITE_MIN = 0.34; /* of a title that a digest names */
enum { CITE_MINUTES = 48 * 60 };

/* How much of the title of y stands in that of the digest; 0 if it is too
 * little to tell. */
static double named_share(const sk_probe *digest, const sk_live *y)
{
    enum { TERMS = 6 }; /* syllables and pairs */
    sk_shared both[SK_ITEM_TERMS];
    uint32_t n = sk_probe_shared(digest, y->term, y->n, y->v, sizeof *y->v,
                                 both),
             titles = 0;
    double sum = 0, norm = (double)y->norm_title * (double)y->norm_title;

    for (uint32_t i = 0; i < n; i++) {
        double w = (double)y->v[both[i].here].title;
        if (w > 0 && digest->x->v[both[i].there].title > 0) {
            sum += w * w;
            titles++;
        }
    }
    return titles >= TERMS && norm > 0 ? sum / norm : 0;
}

void sk_cite(sk_threads *t, const sk_live *x, sk_decision *out)
{
    uint32_t title[SK_ITEM_TERMS], n = 0;
    double share[SK_CITES];
    sk_near v[SK_CANDIDATES];
    size_t n_near;
    sk_probe probe;

    sk_probe_set(&probe, x);
    for (uint32_t i = 0; i < x->n; i++)
        if (x->v[i].title > 0)
            title[n++] = i;
    n_near = sk_window_with(&t->w, x, title, n, v);
    for (size_t i = 0; i < n_near; i++) {
        const sk_live *y = sk_window_at(&t->w, v[i].seq);
        double s = named_share(&probe, y);
        uint32_t k = 0;
        if (s < CITE_MIN || llabs(x->minute - y->minute) > CITE_MINUTES)
            continue;
        while (k < out->n_cites && out->cites[k] != y->happening)
            k++;
        if (k == out->n_cites && k == SK_CITES && s <= share[--k])
            continue;
        if (k < out->n_cites && out->cites[k] == y->happening && s <= share[k])
            continue;
        if (k == out->n_cites)
            out->n_cites++;
        for (; k && share[k - 1] < s; k--) {
            out->cites[k] = out->cites[k - 1];
            share[k] = share[k - 1];
        }
        out->cites[k] = y->happening;
        share[k] = s;
    }
}
