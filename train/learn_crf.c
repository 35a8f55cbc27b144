/* learn_crf.c - the same model by likelihood: a conditional random field
 * (forward-backward; J. Duchi et al., "Adaptive Subgradient Methods", 2011). */
#include "learn_inside.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const float RATE = 0.1f;   /* first step of a weight */
static const float KEEP = 0.99f;  /* what a pass leaves of every weight */
static const float SMALL = 1e-3f; /* gradients below change nothing */

static float log_sum(const float *v, uint32_t n)
{
    float max = v[0], sum = 0;

    for (uint32_t i = 1; i < n; i++)
        max = v[i] > max ? v[i] : max;
    for (uint32_t i = 0; i < n; i++)
        sum += expf(v[i] - max);
    return max + logf(sum);
}

typedef struct beliefs {
    float *emit, *fore, *back; /* [n][nl] */
    size_t cap;
} beliefs;

/* Scores of all beginnings and ends of label sequences, as logarithms. */
static void believe(const learn *l, size_t beg, size_t n, beliefs *b)
{
    const float *pairs = l->w + (size_t)l->n_known * l->nl;
    uint32_t nl = l->nl;
    float way[SK_LINEAR_LABELS];

    if (n > b->cap) {
        b->cap = n * 2;
        b->emit = need(realloc(b->emit, b->cap * nl * sizeof *b->emit));
        b->fore = need(realloc(b->fore, b->cap * nl * sizeof *b->fore));
        b->back = need(realloc(b->back, b->cap * nl * sizeof *b->back));
    }
    memset(b->emit, 0, n * nl * sizeof *b->emit);
    for (size_t i = 0; i < n; i++) {
        const pos *p = &l->pos[beg + i];
        float *now = b->emit + i * nl;
        for (size_t f = p->beg; f < p[1].beg; f++)
            if (l->live[f] != UINT32_MAX) {
                const float *w = l->w + (size_t)l->live[f] * nl;
                for (uint32_t k = 0; k < nl; k++)
                    now[k] += w[k];
            }
    }
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < nl; k++) {
            for (uint32_t q = 0; i && q < nl; q++)
                way[q] = b->fore[(i - 1) * nl + q] + pairs[q * nl + k];
            b->fore[i * nl + k] = b->emit[i * nl + k] +
                                  (i ? log_sum(way, nl) : pairs[nl * nl + k]);
        }
    for (uint32_t k = 0; k < nl; k++)
        b->back[(n - 1) * nl + k] = 0;
    for (size_t i = n - 1; i-- > 0;)
        for (uint32_t q = 0; q < nl; q++) {
            for (uint32_t k = 0; k < nl; k++)
                way[k] = pairs[q * nl + k] + b->emit[(i + 1) * nl + k] +
                         b->back[(i + 1) * nl + k];
            b->back[i * nl + q] = log_sum(way, nl);
        }
}

/* One step of AdaGrad on a weight; sum keeps the squares. */
static void climb(learn *l, size_t at, float by)
{
    l->sum[at] += by * by;
    l->w[at] += RATE * by / sqrtf(l->sum[at] + 1e-6f);
}

/* Moves the weights up the gradient of one sequence's likelihood; the log
 * likelihood of its labels before. */
static double ascend(learn *l, size_t beg, size_t n, beliefs *b)
{
    size_t pair0 = (size_t)l->n_known * l->nl;
    uint32_t nl = l->nl;
    float z, like = 0;

    believe(l, beg, n, b);
    z = log_sum(b->fore + (n - 1) * nl, nl);
    for (size_t i = 0; i < n; i++) {
        const pos *p = &l->pos[beg + i];
        float by[SK_LINEAR_LABELS];
        for (uint32_t k = 0; k < nl; k++) {
            by[k] = -expf(b->fore[i * nl + k] + b->back[i * nl + k] - z);
            if (k == p->gold) {
                like += logf(-by[k] + 1e-9f);
                by[k] += 1;
            }
        }
        for (uint32_t q = 0; i && q < nl; q++)
            for (uint32_t k = 0; k < nl; k++) {
                float m =
                    expf(b->fore[(i - 1) * nl + q] + l->w[pair0 + q * nl + k] +
                         b->emit[i * nl + k] + b->back[i * nl + k] - z);
                if (!l->never[q * nl + k])
                    climb(l, pair0 + q * nl + k,
                          (p[-1].gold == q && p->gold == k) - m);
            }
        for (size_t f = p->beg; f < p[1].beg; f++)
            if (l->live[f] != UINT32_MAX)
                for (uint32_t k = 0; k < nl; k++)
                    if (fabsf(by[k]) > SMALL)
                        climb(l, (size_t)l->live[f] * nl + k, by[k]);
    }
    return (double)like;
}

/* One climb over all passes; its weights go to the total. */
static void rise(learn *l, int n_passes, uint64_t state, bool tell)
{
    beliefs b = {0};
    walk k;

    learn_clear(l);
    k = learn_walk(l, state);
    for (int pass = 1; pass <= n_passes; pass++) {
        double like = 0;
        learn_pass(l, &k);
        for (size_t s = 0, beg; s < l->n_seqs; s++) {
            size_t n = learn_next(l, &k, s, &beg);
            like += ascend(l, beg, n, &b);
        }
        for (size_t i = 0; i < (size_t)l->n_known * l->nl; i++)
            l->w[i] *= KEEP;
        if (tell)
            fprintf(stderr, "pass %d: log likelihood %.0f\n", pass, like);
    }
    for (size_t i = 0; i < learn_n_weights(l); i++)
        l->total[i] += l->w[i];
    free(k.order);
    free(b.emit);
    free(b.fore);
    free(b.back);
}

void learn_climb(learn *l, int n_passes, bool tell)
{
    learn_number(l);
    for (int i = 0; i < l->n_runs; i++)
        rise(l, n_passes, 0x9e3779b97f4a7c15u * (uint64_t)(i + 1), tell);
}
