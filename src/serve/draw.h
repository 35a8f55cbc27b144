/* draw.h - pictures of acts as SVG, each with a table that says the same. */
#ifndef SK_SERVE_DRAW_H
#define SK_SERVE_DRAW_H

#include "serve/html.h"
#include "store/store.h"

/* The acts of two countries, or of two names where only one country is told
 * of: a directed line of co-operation and one of conflict. */
typedef struct sk_dyad {
    sk_str from, to;       /* what they are called */
    sk_str from_id, to_id; /* "gpe:USA", or s == NULL */
    uint32_t coop, conf;   /* acts of quad 1, 2 and of 3, 4 */
    double goldstein;      /* sum */
} sk_dyad;
typedef struct sk_dyads {
    sk_dyad *v;
    size_t n;
} sk_dyads;

/* The dyads of acts, those with most acts first. */
sk_dyads sk_dyads_of(const sk_request *rq, sk_arena *a,
                     const sk_deeds_found *acts);

void sk_draw_graph(sk_request *rq, const sk_deeds_found *acts);
/* Acts over time: co-operation above the line, conflict below it. */
void sk_draw_bars(sk_request *rq, const sk_deeds_found *acts);
/* The happenings of a storyline over time, a dot each. */
void sk_draw_axis(sk_request *rq, const sk_timeline *tl);
void sk_draw_map(sk_request *rq, const sk_deeds_found *acts);

#endif
