/* learn_inside.h - what the learners share. */
#ifndef SK_TRAIN_LEARN_INSIDE_H
#define SK_TRAIN_LEARN_INSIDE_H

#include "learn.h"

/* A position: features feats[beg..next position's beg). */
typedef struct pos {
    size_t beg;
    uint32_t allowed;
    uint8_t gold;
} pos;

struct learn {
    uint32_t nl, min_count, cut, drop;
    int n_runs, least;
    float margin, widen;
    pos *pos; /* one more than n_pos: its beg ends the last */
    size_t n_pos, cap_pos;
    size_t *seqs; /* [n_seqs] first position */
    size_t n_seqs, cap_seqs, seq_beg;
    uint64_t *hashes; /* [n_feats] as added; indices once learning begins */
    size_t n_feats, cap_feats;

    /* the table of known features, in order of hash */
    uint64_t *known;
    uint32_t n_known;
    uint32_t *index; /* [n_feats] row, UINT32_MAX if too rare */
    uint32_t *live;  /* the same, UINT32_MAX too if it was dropped this time */
    float *w, *sum;  /* [n_known + nl + 1 rows of pairs][nl] */
    float *total;    /* averages of the runs so far */
    uint8_t *never;  /* [nl + 1][nl] */
    double step;
};

/* The lowest bit of a feature says nothing in a model (sk_linear_key); here it
 * marks those that are not written. */
static const uint64_t ASIDE = 1;

/* The row of a feature as it was added, UINT32_MAX if it is not known. */
uint32_t learn_row(const learn *l, uint64_t hash);
/* Gives features their rows and makes room for weights. */
void learn_number(learn *l);
/* All weights zero, but for the pairs that may not be. */
void learn_clear(learn *l);
/* How many weights, those of pairs among them. */
static inline size_t learn_n_weights(const learn *l)
{
    return ((size_t)l->n_known + l->nl + 1) * l->nl;
}

/* Passes over all sequences, each in another order. */
typedef struct walk {
    size_t *order; /* [n_seqs] */
    uint64_t state;
} walk;
walk learn_walk(const learn *l, uint64_t seed);
/* The next pass: what begins it, then its i-th sequence with some features
 * dropped; how many positions from *beg. */
void learn_pass(const learn *l, walk *k);
size_t learn_next(learn *l, walk *k, size_t i, size_t *beg);

#endif
