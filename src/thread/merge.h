/* merge.h - what an item shows of the storylines beside its own.
 *
 * Two small storylines, or a piece and a grown one, become one when the item
 * makes it likely enough. Two that have both grown are peers: they become one
 * when many items agree. A smaller one that items lead from to a larger one
 * again and again hangs under it as its part.
 */
#ifndef SK_THREAD_MERGE_H
#define SK_THREAD_MERGE_H

#include "thread/state.h"

/* A storyline that an item might belong to and how likely that is. */
typedef struct sk_option {
    sk_thread_story *st; /* NULL: gone by now */
    double p;
} sk_option;

/* After x joined st: merges storylines that x shows to be one with st, of the n
 * options, the likeliest first, and sets out->merges and story. Those
 * that are gone leave the options. SK_ENOMEM. */
int sk_threads_merge(sk_threads *t, const sk_live *x, sk_thread_story *st,
                     sk_option *opt, size_t n, sk_decision *out);

#endif
