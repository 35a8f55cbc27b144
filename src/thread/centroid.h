/* centroid.h - what the items of a storyline have in common: their weighted
 * terms, summed, and how near something is to them. */
#ifndef SK_THREAD_CENTROID_H
#define SK_THREAD_CENTROID_H

#include "thread/window.h"

enum { SK_CENTROID = 128 }; /* terms that are kept */

typedef struct sk_cterm {
    float w, name; /* name: w if the term is part of a name, else 0 */
} sk_cterm;

typedef struct sk_centroid {
    uint32_t n;
    float norm, norm_name;
    int64_t at;     /* minute that the weights are for */
    uint32_t *term; /* [n] ids in order; NULL: empty. The block on the heap */
    sk_cterm *v;    /* [n] behind them */
} sk_centroid;

/* Room for n terms instead of those that it had. SK_ENOMEM. */
int sk_centroid_room(sk_centroid *c, uint32_t n);
/* to, which holds nothing yet, becomes a copy of from. SK_ENOMEM. */
int sk_centroid_copy(sk_centroid *to, const sk_centroid *from);
/* c becomes c * keep + v * scale, v the weights of n terms in order. SK_ENOMEM. */
int sk_centroid_add(sk_centroid *c, double keep, const uint32_t *term,
                    const sk_cterm *v, uint32_t n, double scale);
/* The same of an item, as if its norm were 1. */
int sk_centroid_add_item(sk_centroid *c, double keep, const sk_live *x,
                         double scale);

/* How near an item is to a centroid: cosines over all terms, over names and
 * over what is no name; ln of the effective number of terms that they share
 * (one place shared, and nothing else, is little); how much of an item's title
 * and names the centroid knows, or of two centroids each the other; how much
 * a named event of the centroid (of both centroids) counts while the other
 * names another. */
typedef struct sk_nearness {
    double all, name, theme, breadth, cover, covered, clash;
} sk_nearness;
sk_nearness sk_centroid_item(const sk_centroid *c, const sk_probe *x);
sk_nearness sk_centroid_centroid(const sk_centroid *a, const sk_centroid *b);

#endif
