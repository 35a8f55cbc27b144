/* threads.h - puts items into happenings and storylines, one at a time.
 *
 * Online and deterministic: the same items in the same order give the same
 * decisions, whether in one run or in many with sk_threads_save and
 * sk_threads_load between. Memory is bounded by the density of the stream, not
 * by its length. Method: docs/threads.md.
 */
#ifndef SK_THREAD_THREADS_H
#define SK_THREAD_THREADS_H

#include "thread/story.h"

typedef struct sk_threads sk_threads;

/* from has become part of into. */
typedef struct sk_thread_merge {
    int64_t from, into;
} sk_thread_merge;

enum { SK_MERGES = 8, SK_CITES = 6 };

/* What was decided about an item. Happenings and storylines bear the id of
 * their first item. */
typedef struct sk_decision {
    int64_t happening, story;
    int64_t joined; /* the storyline it joined before the merges */
    bool new_happening, new_story;
    int64_t copy_of; /* item with the same words, 0 if none */
    uint32_t n_merges;
    sk_thread_merge merges[SK_MERGES]; /* of storylines, in order */
    uint32_t n_cites;
    int64_t cites[SK_CITES]; /* happenings that a digest names, the surest
                                first */
} sk_decision;

/* An empty state; m must outlive it. NULL if there is no memory. */
sk_threads *sk_threads_new(const sk_thread_model *m);
void sk_threads_free(sk_threads *t);
/* Decides about one item, whose id must be greater than all before. */
int sk_threads_add(sk_threads *t, const sk_item *item, sk_decision *out,
                   sk_err *err);

/* How rare a term (sk_term_syllable, sk_term_pair) is in all that was added:
 * ln of the share of items that have it, turned positive. */
double sk_threads_idf(const sk_threads *t, uint32_t term);

/* The state as bytes (heap, freed by the caller), and back into an empty
 * state. SK_ENOMEM, SK_EINPUT. */
int sk_threads_save(const sk_threads *t, unsigned char **bytes, size_t *len,
                    sk_err *err);
int sk_threads_load(sk_threads *t, const unsigned char *bytes, size_t len,
                    sk_err *err);

/* For the trainer: told of every pair, happening and storyline that was looked
 * at, before the decision. */
typedef struct sk_thread_watch {
    void (*pair)(void *arg, int64_t a, int64_t b, const double *f);
    void (*tell)(void *arg, int64_t item, int64_t happening, const double *f);
    void (*join)(void *arg, int64_t item, int64_t story, const double *f);
    void (*merge)(void *arg, int64_t a, int64_t b, const double *f);
    void *arg;
} sk_thread_watch;
void sk_threads_watch(sk_threads *t, const sk_thread_watch *watch);

#endif
