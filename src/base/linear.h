/* linear.h - linear sequence models: the decoder's half of a structured
 * perceptron (the learner is train/learn.h).
 *
 * Every position of a sequence has a set of features, each a 64-bit hash that
 * the caller makes with sk_feat. A model holds a row of weights, one for each
 * label, for every feature that it knows, and a weight for every pair of
 * neighbouring labels. Viterbi finds the labels of the highest sum.
 *
 *     int32_t *score = sk_new(a, int32_t, n * m->n_labels);
 *     for (i = 0; i < n; i++) {
 *         n_feats = my_features(seq, i, feats);
 *         sk_linear_add(m, feats, n_feats, score + i * m->n_labels);
 *     }
 *     sk_linear_best(m, a, score, n, labels);
 *
 * The trainer calls the same my_features, so the two cannot drift apart.
 */
#ifndef SK_BASE_LINEAR_H
#define SK_BASE_LINEAR_H

#include "base/arena.h"
#include "base/str.h"

enum {
    SK_LINEAR_LABELS = 32, /* at most */
    SK_LINEAR_FEATS = 128, /* added at once */
    SK_LINEAR_NEVER = -(1 << 14), /* weight of a pair that may not be */
    SK_LINEAR_OUT = -(1 << 20), /* score of a label that may not be here */
};

typedef struct sk_linear {
    uint32_t n_labels, n_slots, stride;
    const int16_t *pairs;  /* [n_labels + 1][stride]: weight of a label after
                              another; the last row is the sequence's begin */
    const uint32_t *keys;  /* [n_slots] of features, 0 empty */
    const int8_t *weights; /* [n_slots][stride] */
    const uint64_t *maybe; /* [n_maybe / 64] bits: a key is there if its bit is
                              set, perhaps; small enough for the cache */
    uint32_t n_maybe;      /* power of two */
} sk_linear;

/* The first bytes of a section that holds a model; pairs, keys and weights
 * follow, each at the next multiple of 16. */
typedef struct sk_linear_head {
    uint32_t n_labels, n_slots, n_rows, stride;
} sk_linear_head;

/* Weights in a row: two, or labels up to the next multiple of 8. */
static inline uint32_t sk_linear_stride(uint32_t n_labels)
{
    return n_labels == 2 ? 2 : (n_labels + 7) & ~7u;
}

/* A feature: its template and up to three values. */
static inline uint64_t sk_feat(uint32_t template, uint32_t a, uint32_t b,
                               uint32_t c)
{
    uint64_t h = ((uint64_t)template << 32 | a) * 0x9e3779b97f4a7c15u;

    h ^= h >> 29;
    h += ((uint64_t)b << 32 | c) * 0xbf58476d1ce4e5b9u;
    h ^= h >> 32;
    h *= 0x94d049bb133111ebu;
    return h ^ h >> 31;
}

/* Where a feature's row would be, and its key there. */
static inline uint32_t sk_linear_slot(uint32_t n_slots, uint64_t feat)
{
    return (uint32_t)(feat >> 32) & (n_slots - 1);
}
static inline uint32_t sk_linear_key(uint64_t feat)
{
    return (uint32_t)feat | 1;
}

/* Checks a section and points into it; a table of its keys in the arena. */
int sk_linear_of(sk_arena *a, sk_str section, sk_linear *m, sk_err *err);
/* Adds the weights of n features to score[0..n_labels). */
void sk_linear_add(const sk_linear *m, const uint64_t *feats, size_t n,
                   int32_t *score);
/* The best labels of n positions; score is [n][n_labels]. */
void sk_linear_best(const sk_linear *m, sk_arena *a, const int32_t *score,
                    size_t n, uint8_t *labels);

#endif
