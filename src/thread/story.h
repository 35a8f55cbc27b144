/* story.h - live and sleeping storylines: two centroids and anchors each.
 *
 * The fast centroid forgets (half-life in days) and says what the affair is
 * about now; the slow one never forgets and keeps it from drifting away. The
 * anchors are the heaviest terms of the slow one; an index leads from an
 * anchor to its storylines, so that one may be found again after a pause.
 */
#ifndef SK_THREAD_STORY_H
#define SK_THREAD_STORY_H

#include "thread/centroid.h"

enum { SK_ANCHORS = 16, SK_STORY_CANDIDATES = 10 };

/* A storyline that has grown beside another: in how many articles of the two
 * it was asked whether they are one, and the sum of the answers. */
typedef struct sk_peer {
    int64_t id; /* of the larger; 0: none */
    uint32_t asked;
    float sum;
} sk_peer;
enum { SK_PEERS = 4 };

typedef struct sk_thread_story {
    int64_t id, parent; /* parent 0: none; it may be gone by now */
    int64_t near;       /* a larger storyline that its items lead to, */
    float tie;          /* and how firmly: a mean that forgets */
    sk_peer peers[SK_PEERS];
    int64_t first, last; /* minutes */
    uint32_t n;          /* items */
    float heat; /* items of the last days, each halved every day, at fast.at */
    uint32_t n_anchors;
    uint32_t anchors[SK_ANCHORS];
    sk_centroid fast, slow; /* slow is empty as long as n == 1 */
    float sense[SK_SENSE_DIMS], slow_sense[SK_SENSE_DIMS]; /* sums, the first
                                                  forgets like fast */
} sk_thread_story;

typedef struct sk_stories {
    sk_thread_story **slots; /* [n_slots], NULL: free */
    uint32_t n_slots, cap;
    uint32_t *spare; /* free slots */
    uint32_t n_spare;
    sk_table by_id;   /* id to slot */
    sk_table anchors; /* term to slots */
    double *acc;      /* scratch [cap] */
    uint32_t n_live;
} sk_stories;

void sk_thread_story_free(sk_thread_story *st);
void sk_stories_done(sk_stories *s);
sk_thread_story *sk_stories_find(const sk_stories *s, int64_t id);
/* A storyline of one item. NULL if there is no memory. */
sk_thread_story *sk_stories_new(sk_stories *s, int64_t id, const sk_live *x);
/* Takes over one that was loaded. */
int sk_stories_put(sk_stories *s, sk_thread_story *st);
/* One more item. SK_ENOMEM. */
int sk_stories_join(sk_stories *s, const sk_thread_model *m,
                    sk_thread_story *st, const sk_live *x);
/* from becomes part of into and is freed. SK_ENOMEM. */
int sk_stories_merge(sk_stories *s, const sk_thread_model *m,
                     sk_thread_story *into, sk_thread_story *from);
/* Forgets what has slept too long. */
void sk_stories_expire(sk_stories *s, const sk_thread_model *m, int64_t clock);
/* A storyline found by its anchors: their share of the weight of the item's
 * heavy terms. */
typedef struct sk_anchored {
    sk_thread_story *st;
    double share;
} sk_anchored;
/* The max storylines that have the most weight of anchors among the heavy
 * terms of x. */
size_t sk_stories_anchored(sk_stories *s, const sk_live *x, sk_anchored *out,
                           size_t max);

/* The heat at a minute. */
double sk_story_heat(const sk_thread_story *st, int64_t minute);
/* How large it is and how hot, as logarithms, for the models that weigh it.
 * Both end at what labels teach (size-most, heat-most of param): the thousandth
 * article of a war is no further from it than the two-hundredth. */
double sk_story_size(const sk_thread_story *st, const double *param);
double sk_story_warmth(const sk_thread_story *st, int64_t minute,
                       const double *param);
/* Asks for the terms of a storyline, which will be read soon. */
static inline void sk_story_soon(const sk_thread_story *st)
{
    sk_soon(st->fast.term, st->fast.n * sizeof *st->fast.term);
    sk_soon(st->slow.term, st->slow.n * sizeof *st->slow.term);
}
static inline const sk_centroid *sk_story_slow(const sk_thread_story *st)
{
    return st->slow.term ? &st->slow : &st->fast;
}

#endif
