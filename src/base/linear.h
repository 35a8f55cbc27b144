/* linear.h - linear sequence models: the decoder's half of a structured
 * perceptron (the learner is train/learn.h).
 *
 * Every position of a sequence has a set of features, each a 64-bit hash that
 * the caller makes with sk_feat. A model holds a weight for each label for
 * every feature that it knows, and a weight for every pair of neighbouring
 * labels. Viterbi finds the labels of the highest sum.
 *
 *     sk_linear_score *score = sk_new(a, sk_linear_score, n);
 *     for (i = 0; i < n; i++) {
 *         n_feats = my_features(seq, i, feats);
 *         sk_linear_add(m, feats, n_feats, &score[i]);
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
    SK_LINEAR_LABELS = 16,        /* at most */
    SK_LINEAR_NEVER = -(1 << 14), /* weight of a pair that may not be */
};

/* Eight labels at once. */
typedef int16_t sk_lanes __attribute__((vector_size(16)));
/* How much is for each label, or a row of pairs. */
typedef struct sk_linear_score {
    sk_lanes half[2];
} sk_linear_score;

/* The weights that a feature gives to the labels. Those of label k and k + 8
 * stand beside each other, so that two shifts make two rows of 16-bit numbers
 * of them. */
typedef int8_t sk_linear_row[SK_LINEAR_LABELS];
static inline uint32_t sk_linear_place(uint32_t label)
{
    return label % 8 * 2 + label / 8;
}

/* A feature: its key, 0 if the slot is empty, and its row. */
typedef struct sk_linear_slot {
    uint32_t key;
    sk_linear_row row;
} sk_linear_slot;

/* Which entries a table may hold: a bit for each of them, and for few others.
 * The lowest bits of an entry do not count. */
typedef struct sk_bits {
    const uint64_t *v; /* [n / 64] */
    uint32_t n;        /* power of two */
    uint32_t drop;     /* so many low bits do not count */
} sk_bits;

typedef struct sk_linear {
    uint32_t n_labels, n_slots;
    const sk_linear_score *pairs; /* [n_labels + 1]: weights of the labels after
                                     another; the last is the sequence's begin */
    const sk_linear_slot *slots;  /* [n_slots] */
    const uint8_t *tags;          /* [n_slots + 8] a byte of each key */
    sk_linear_score reach; /* a label that is more than that behind the best
                              (negative) is on the best path only before a
                              label that not all may stand before: */
    bool tied;             /* there are such; they stand behind */
    sk_linear_score same, next; /* themselves and the label numbered before
                                   them, with these weights */
} sk_linear;

/* The first bytes of a section that holds a model; pairs and slots follow,
 * each at the next multiple of 64. */
typedef struct sk_linear_head {
    uint32_t n_labels, n_slots, n_rows, zero;
} sk_linear_head;
enum { SK_LINEAR_ALIGN = 64 };

/* n bytes, up to the next multiple. */
static inline size_t sk_linear_aligned(size_t n)
{
    return (n + SK_LINEAR_ALIGN - 1) & ~(size_t)(SK_LINEAR_ALIGN - 1);
}

/* A feature: its template and up to three values. */
static inline uint64_t sk_feat(uint32_t template, uint32_t a, uint32_t b,
                               uint32_t c)
{
    uint64_t h = ((uint64_t) template << 32 | a) * 0x9e3779b97f4a7c15u;

    h ^= h >> 29;
    h += ((uint64_t)b << 32 | c) * 0xbf58476d1ce4e5b9u;
    h ^= h >> 32;
    h *= 0x94d049bb133111ebu;
    return h ^ h >> 31;
}

/* Where a feature's slot would be, and its key there. */
static inline uint32_t sk_linear_at(uint32_t n_slots, uint64_t feat)
{
    return (uint32_t)(feat >> 32) & (n_slots - 1);
}
static inline uint32_t sk_linear_key(uint64_t feat)
{
    return (uint32_t)feat | 1;
}

/* The bits of a table of n_slots entries, 0 if empty. False if no slot is, where
 * a search would end. */
bool sk_bits_of(sk_arena *a, const uint32_t *slots, uint32_t n_slots,
                uint32_t drop, sk_bits *out);
static inline bool sk_bits_has(const sk_bits *b, uint32_t entry)
{
    uint32_t bit = entry >> b->drop & (b->n - 1);

    return b->v[bit / 64] >> (bit % 64) & 1;
}

/* Checks a section and points into it; what is worked out of it goes to the
 * arena. */
int sk_linear_of(sk_arena *a, sk_str section, sk_linear *m, sk_err *err);
/* Has the weights of n features brought near, which are asked for soon. */
static inline void sk_linear_fetch(const sk_linear *m, const uint64_t *feats,
                                   size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t at = sk_linear_at(m->n_slots, feats[i]);
        __builtin_prefetch(&m->slots[at]);
    }
}
/* Adds the weights of n features. */
void sk_linear_add(const sk_linear *m, const uint64_t *feats, size_t n,
                   sk_linear_score *score);
/* Adds rows of weights. */
static inline void sk_linear_add_rows(const int8_t *const *rows, size_t n,
                                      sk_linear_score *score)
{
    sk_lanes low = score->half[0], high = score->half[1];

    for (size_t i = 0; i < n; i++) {
        sk_lanes both;
        memcpy(&both, rows[i], sizeof both);
        low += both << 8 >> 8;
        high += both >> 8;
    }
    *score = (sk_linear_score){{low, high}};
}
/* The best labels of n positions. */
void sk_linear_best(const sk_linear *m, sk_arena *a,
                    const sk_linear_score *score, size_t n, uint8_t *labels);

#endif
