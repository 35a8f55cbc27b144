/* window.h - the items of the last days, found by their heaviest terms.
 *
 * Items enter in order of arrival and leave when they are older than the
 * window. Each is known by its sequence number. An index leads from a term to
 * the items that have it among their SK_HEAVY heaviest ones.
 */
#ifndef SK_THREAD_WINDOW_H
#define SK_THREAD_WINDOW_H

#include "thread/item.h"
#include "thread/soon.h"
#include "thread/table.h"

enum {
    SK_HEAVY = 12,       /* terms of an item that the index knows */
    SK_POSTINGS = 2000,  /* longer lists say nothing */
    SK_CANDIDATES = 100, /* items looked at for one new item */
    SK_KIN = 16,         /* likenesses that an item remembers */
};

/* The weights of a term of an item, tf-idf; each part has its norm. */
typedef struct sk_wterm {
    float all, title, rest, name, burst;
} sk_wterm;

typedef struct sk_live {
    int64_t id, minute;
    int64_t happening, story; /* 0 if none yet */
    uint64_t key, title, rest;
    uint32_t outlet;
    uint8_t kind, n_heavy, n_numbers, n_acts, n_kin;
    uint32_t n;
    float norm_all, norm_title, norm_rest, norm_name;
    float norm_theme; /* of the terms that are no part of a name */
    float norm_burst;
    float norm_plain, norm_plain_name; /* of all and of names but those of
                                          events, which two items of one share
                                          whatever they tell of it */
    float kin[SK_KIN]; /* to the items most like it, the greatest first */
    sk_sense sense;
    uint32_t numbers[SK_ITEM_NUMBERS];
    sk_act acts[SK_ITEM_ACTS];
    uint32_t heavy[SK_HEAVY]; /* indices into term, heaviest first */
    uint32_t *term; /* [n] ids in order, apart from the weights: most terms of
                       an item that is looked at are not shared */
    sk_wterm *v;    /* [n] */
} sk_live;

typedef struct sk_near {
    uint32_t seq;
    double overlap; /* weight of shared heavy terms */
} sk_near;

/* How many items have a term: of all, of those in the window. */
typedef struct sk_term_count {
    uint32_t all, now;
} sk_term_count;

typedef struct sk_window {
    sk_live **ring;            /* [mask + 1] */
    uint32_t head, tail, mask; /* sequence numbers head..tail live */
    sk_table postings;         /* term to a list of sequence numbers */
    sk_term_count *count; /* [1 << SK_DF_BITS] by the last bits of its id */
    uint64_t n_items;     /* ever counted */
    double *acc;          /* scratch [mask + 1] */
} sk_window;

int sk_window_init(sk_window *w, const sk_thread_model *m);
void sk_window_done(sk_window *w);

/* An item with room for n terms, zeroed. NULL if there is no memory. */
sk_live *sk_live_room(uint32_t n);
/* A weighted copy of item by the document frequencies so far; NULL if there is
 * no memory. Freed with sk_live_free, or by the window once it is added. */
sk_live *sk_live_new(const sk_window *w, const sk_thread_model *m,
                     const sk_item *item);
/* Sets the norms without events by the others. */
void sk_live_plain(sk_live *x);
void sk_live_free(sk_live *x);
/* Counts the terms of item. */
void sk_window_count(sk_window *w, const sk_item *item);
/* Adds x as the newest. SK_ENOMEM. */
int sk_window_add(sk_window *w, sk_live *x);
/* Drops items older than minute from the old end, but keeps some. */
void sk_window_expire(sk_window *w, int64_t minute, uint32_t keep);
static inline sk_term_count *sk_window_counts(const sk_window *w, uint32_t id)
{
    return &w->count[id & ((1u << SK_DF_BITS) - 1)];
}
static inline sk_live *sk_window_at(const sk_window *w, uint32_t seq)
{
    return w->ring[seq & w->mask];
}
/* The items that share most weight of heavy terms with x, the best first; ties
 * to the older. */
size_t sk_window_near(sk_window *w, const sk_live *x,
                      sk_near out[SK_CANDIDATES]);
/* Those that have one of the n terms (places in x->term) among their heavy
 * ones. */
size_t sk_window_with(sk_window *w, const sk_live *x, const uint32_t *terms,
                      uint32_t n, sk_near out[SK_CANDIDATES]);

/* An item laid out so that a term is found at once. */
enum { SK_PROBE = 2048 };
typedef struct sk_probe {
    const sk_live *x;
    uint16_t slot[SK_PROBE]; /* index into x->term + 1; 0: free */
} sk_probe;
void sk_probe_set(sk_probe *p, const sk_live *x);
/* A term that a list shares with the item: its places in both. */
typedef struct sk_shared {
    uint16_t here, there;
} sk_shared;
/* The terms of a list that the item has too, in order, at most SK_ITEM_TERMS of
 * them. weights[n] of size bytes each stand beside the list; those that will be
 * needed are on their way from memory when this returns. */
uint32_t sk_probe_shared(const sk_probe *p, const uint32_t *term, uint32_t n,
                         const void *weights, size_t size, sk_shared *out);
/* Asks for an item that will be read soon, its terms included. */
static inline void sk_live_soon(const sk_live *x)
{
    enum { USUAL_TERMS = 80 };

    sk_soon(x, sizeof *x + USUAL_TERMS * sizeof *x->term);
}

/* Features of two items (enum sk_pair_feature). */
void sk_pair_features(const sk_probe *a, const sk_live *b, double *f);
/* How many items that x was held against are more like it than this. */
unsigned sk_live_nearer(const sk_live *x, double likeness);
/* x was held against one more item. */
void sk_live_kin(sk_live *x, double likeness);
/* The idf of a term. */
double sk_idf(const sk_window *w, uint32_t id);

#endif
