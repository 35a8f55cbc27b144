/* linear.h - linear sequence models: the decoder's half of a structured
 * perceptron (the learner is train/learn.h).
 *
 * Every position of a sequence has a set of features, each a 64-bit hash that
 * the caller makes with sk_feat. A model holds a weight for each label for
 * every feature that it knows, and a weight for every pair of neighbouring
 * labels. Viterbi finds the labels of the highest sum.
 *
 *     int16_t *score = sk_new(a, int16_t, n * m->width);
 *     for (i = 0; i < n; i++) {
 *         n_feats = my_features(seq, i, feats);
 *         sk_linear_add(m, feats, n_feats, score + i * m->width);
 *     }
 *     sk_linear_best(m, a, score, n, labels);
 *
 * The trainer calls the same my_features, so the two cannot drift apart.
 * Models of two labels are smaller and faster: base/choice.h.
 */
#ifndef SK_BASE_LINEAR_H
#define SK_BASE_LINEAR_H

#include "base/arena.h"
#include "base/str.h"

enum {
    SK_LINEAR_LABELS = 32, /* at most */
    SK_LINEAR_LANES = 8,   /* labels that are worked on at once */
    SK_LINEAR_NEVER = -(1 << 14), /* weight of a pair that may not be */
};

/* Which keys a table may hold: a bit for each of them, and for few others. */
typedef struct sk_bits {
    const uint64_t *v; /* [n / 64] */
    uint32_t n;        /* power of two */
} sk_bits;

typedef struct sk_linear {
    uint32_t n_labels, n_slots;
    uint32_t width;       /* n_labels up to the next multiple of the lanes */
    uint32_t stride;      /* bytes of a slot */
    const int16_t *pairs; /* [n_labels + 1][width]: weight of a label after
                             another; the last row is the sequence's begin */
    const char *slots;    /* [n_slots][stride]: a feature's key, 0 if empty,
                             and a byte for each label */
    sk_bits some;         /* of the keys */
    int16_t reach;        /* a label so far behind the best is on no best path */
} sk_linear;

/* The first bytes of a section that holds a model; pairs and slots follow,
 * each at the next multiple of 64. */
typedef struct sk_linear_head {
    uint32_t n_labels, n_slots, n_rows, stride;
} sk_linear_head;
enum { SK_LINEAR_ALIGN = 64 };

static inline uint32_t sk_linear_width(uint32_t n_labels)
{
    return (n_labels + SK_LINEAR_LANES - 1) / SK_LINEAR_LANES * SK_LINEAR_LANES;
}
/* A key and its weights: a power of two, so that none lies across two lines of
 * the cache. */
static inline uint32_t sk_linear_stride(uint32_t n_labels)
{
    uint32_t n = 8;

    while (n < 4 + n_labels)
        n *= 2;
    return n;
}
static inline size_t sk_linear_aligned(size_t n)
{
    return (n + SK_LINEAR_ALIGN - 1) & ~(size_t)(SK_LINEAR_ALIGN - 1);
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

/* Where a feature's slot would be, and its key there. */
static inline uint32_t sk_linear_slot(uint32_t n_slots, uint64_t feat)
{
    return (uint32_t)(feat >> 32) & (n_slots - 1);
}
static inline uint32_t sk_linear_key(uint64_t feat)
{
    return (uint32_t)feat | 1;
}

/* The bits of n_keys keys, eight bits of room for each; key(at, i) is the i-th
 * slot's, 0 if empty. False if no slot is, where a search would end. */
bool sk_bits_of(sk_arena *a, uint32_t n_slots,
                uint32_t (*key)(const void *at, uint32_t i), const void *at,
                sk_bits *out);
static inline bool sk_bits_has(const sk_bits *b, uint32_t key)
{
    uint32_t bit = key >> 1 & (b->n - 1); /* the lowest bit is always set */

    return b->v[bit / 64] >> (bit % 64) & 1;
}

/* Checks a section and points into it; the bits go to the arena. */
int sk_linear_of(sk_arena *a, sk_str section, sk_linear *m, sk_err *err);
/* The key in a slot, 0 if it is empty, and its weights. */
static inline uint32_t sk_linear_key_at(const sk_linear *m, uint32_t slot)
{
    uint32_t key;

    memcpy(&key, m->slots + (size_t)slot * m->stride, sizeof key);
    return key;
}
static inline const int8_t *sk_linear_weights(const sk_linear *m, uint32_t slot)
{
    return (const int8_t *)m->slots + (size_t)slot * m->stride +
           sizeof(uint32_t);
}
/* Adds the weights of n features to score[0..width); the places behind the
 * last label are noise. */
void sk_linear_add(const sk_linear *m, const uint64_t *feats, size_t n,
                   int16_t *score);
/* Adds rows of weights that stand elsewhere, each with width bytes to read. */
void sk_linear_add_rows(const sk_linear *m, const int8_t *const *rows, size_t n,
                        int16_t *score);
/* The best labels of n positions; score is [n][width]. */
void sk_linear_best(const sk_linear *m, sk_arena *a, const int16_t *score,
                    size_t n, uint8_t *labels);

#endif
