/* learn.c - an averaged structured perceptron with Viterbi. */
#include "learn_inside.h"

#include <stdio.h>
#include <stdlib.h>

learn *learn_new(uint32_t n_labels)
{
    learn *l = need(calloc(1, sizeof *l));

    l->nl = n_labels;
    l->min_count = 1;
    l->n_runs = l->least = 1;
    l->cut = 1000;
    l->widen = 1;
    l->never = need(calloc(n_labels + 1, n_labels));
    return l;
}

void learn_free(learn *l)
{
    if (!l)
        return;
    free(l->pos);
    free(l->seqs);
    free(l->hashes);
    free(l->known);
    free(l->index);
    free(l->live);
    free(l->w);
    free(l->sum);
    free(l->total);
    free(l->never);
    free(l);
}

void learn_add(learn *l, const uint64_t *feats, size_t n, uint8_t gold,
               uint32_t allowed)
{
    GROW(l->pos, l->n_pos, l->cap_pos);
    l->pos[l->n_pos++] = (pos){l->n_feats, allowed, gold};
    learn_more(l, feats, n);
}

void learn_more(learn *l, const uint64_t *feats, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        GROW(l->hashes, l->n_feats, l->cap_feats);
        l->hashes[l->n_feats++] = feats[i] & ~ASIDE;
    }
}

void learn_aside(learn *l, const uint64_t *feats, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        GROW(l->hashes, l->n_feats, l->cap_feats);
        l->hashes[l->n_feats++] = feats[i] | ASIDE;
    }
}

void learn_end(learn *l)
{
    if (l->n_pos == l->seq_beg)
        return;
    GROW(l->seqs, l->n_seqs, l->cap_seqs);
    l->seqs[l->n_seqs++] = l->seq_beg;
    l->seq_beg = l->n_pos;
}

void learn_forbid(learn *l, uint32_t from, uint32_t to)
{
    l->never[from * l->nl + to] = 1;
}

void learn_min_count(learn *l, uint32_t min)
{
    l->min_count = min;
}

void learn_cut(learn *l, uint32_t one_in)
{
    l->cut = one_in;
}

void learn_drop(learn *l, uint32_t percent)
{
    l->drop = percent;
}

void learn_widen(learn *l, float times)
{
    l->widen = times;
}

void learn_margin(learn *l, float margin)
{
    l->margin = margin;
}

void learn_least(learn *l, int least)
{
    l->least = least;
}

void learn_runs(learn *l, int n)
{
    l->n_runs = n;
}

/* ---- features to rows ---- */

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

uint32_t learn_row(const learn *l, uint64_t hash)
{
    const uint64_t *p =
        bsearch(&hash, l->known, l->n_known, sizeof hash, by_hash);

    return p ? (uint32_t)(p - l->known) : UINT32_MAX;
}

void learn_number(learn *l)
{
    uint64_t *all = need(malloc(l->n_feats * sizeof *all + 1));
    size_t n = 0;

    memcpy(all, l->hashes, l->n_feats * sizeof *all);
    qsort(all, l->n_feats, sizeof *all, by_hash);
    for (size_t i = 0, j; i < l->n_feats; i = j) {
        for (j = i; j < l->n_feats && all[j] == all[i];)
            j++;
        if (j - i >= l->min_count)
            all[n++] = all[i];
    }
    l->known = all;
    l->n_known = (uint32_t)n;
    l->index = need(malloc(l->n_feats * sizeof *l->index + 1));
    for (size_t i = 0; i < l->n_feats; i++)
        l->index[i] = learn_row(l, l->hashes[i]);
    l->live = need(malloc(l->n_feats * sizeof *l->live + 1));
    memcpy(l->live, l->index, l->n_feats * sizeof *l->live);
    l->w = need(calloc((n + l->nl + 1) * l->nl, sizeof *l->w));
    l->sum = need(calloc((n + l->nl + 1) * l->nl, sizeof *l->sum));
    l->total = need(calloc((n + l->nl + 1) * l->nl, sizeof *l->total));
    GROW(l->pos, l->n_pos, l->cap_pos);
    l->pos[l->n_pos] = (pos){.beg = l->n_feats};
}

/* ---- learning ---- */

typedef struct lattice {
    float *score;
    uint8_t *from, *label;
    size_t cap;
} lattice;

static void room(lattice *t, size_t n, uint32_t nl)
{
    if (n <= t->cap)
        return;
    t->cap = n * 2;
    t->score = need(realloc(t->score, t->cap * nl * sizeof *t->score));
    t->from = need(realloc(t->from, t->cap * nl));
    t->label = need(realloc(t->label, t->cap));
}

static void viterbi(const learn *l, size_t beg, size_t n, lattice *t)
{
    const float *pairs = l->w + (size_t)l->n_known * l->nl;
    uint32_t nl = l->nl, best = 0;

    room(t, n, nl);
    for (size_t i = 0; i < n; i++) {
        const pos *p = &l->pos[beg + i];
        float *now = t->score + i * nl;
        memset(now, 0, nl * sizeof *now);
        for (size_t f = p->beg; f < p[1].beg; f++)
            if (l->live[f] != UINT32_MAX) {
                const float *w = l->w + (size_t)l->live[f] * nl;
                for (uint32_t k = 0; k < nl; k++)
                    now[k] += w[k];
            }
        for (uint32_t k = 0; k < nl; k++) {
            const float *was = now - nl;
            float max = pairs[nl * nl + k];
            uint8_t from = 0;
            for (uint32_t q = 0; i && q < nl; q++)
                if (!q || was[q] + pairs[q * nl + k] > max) {
                    max = was[q] + pairs[q * nl + k];
                    from = (uint8_t)q;
                }
            now[k] += max;
            if (p->allowed && !(p->allowed >> k & 1))
                now[k] -= 1e6f;
            if (k != p->gold)
                now[k] += l->margin;
            t->from[i * nl + k] = from;
        }
    }
    for (uint32_t k = 1; k < nl; k++)
        if (t->score[(n - 1) * nl + k] > t->score[(n - 1) * nl + best])
            best = k;
    for (size_t i = n; i-- > 0;) {
        t->label[i] = (uint8_t)best;
        best = t->from[i * nl + best];
    }
}

/* Adds by to a weight; sum keeps what the average will lack. */
static void bump(learn *l, size_t row, uint32_t label, float by)
{
    size_t at = row * l->nl + label;

    l->w[at] += by;
    l->sum[at] += (float)(by * l->step);
}

static bool correct(learn *l, size_t beg, size_t n, const lattice *t)
{
    bool right = true;

    for (size_t i = 0; i < n; i++) {
        const pos *p = &l->pos[beg + i];
        uint32_t was_gold = i ? p[-1].gold : l->nl;
        uint32_t was_got = i ? t->label[i - 1] : l->nl;
        uint8_t got = t->label[i];
        if (got != p->gold) {
            right = false;
            for (size_t f = p->beg; f < p[1].beg; f++)
                if (l->live[f] != UINT32_MAX) {
                    bump(l, l->live[f], p->gold, 1);
                    bump(l, l->live[f], got, -1);
                }
        }
        if (got != p->gold || was_got != was_gold) {
            bump(l, l->n_known + was_gold, p->gold, 1);
            bump(l, l->n_known + was_got, got, -1);
        }
    }
    return right;
}

/* ---- passes ---- */

static uint64_t random_of(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

walk learn_walk(const learn *l, uint64_t seed)
{
    walk k = {need(malloc(l->n_seqs * sizeof *k.order + 1)), seed};

    for (size_t i = 0; i < l->n_seqs; i++)
        k.order[i] = i;
    return k;
}

void learn_pass(const learn *l, walk *k)
{
    for (size_t i = l->n_seqs; i > 1; i--) {
        size_t j = random_of(&k->state) % i, swap = k->order[i - 1];
        k->order[i - 1] = k->order[j];
        k->order[j] = swap;
    }
}

size_t learn_next(learn *l, walk *k, size_t i, size_t *beg)
{
    size_t seq = k->order[i];
    size_t end = seq + 1 < l->n_seqs ? l->seqs[seq + 1] : l->n_pos;

    *beg = l->seqs[seq];
    for (size_t f = l->pos[*beg].beg; l->drop && f < l->pos[end].beg; f++)
        l->live[f] = (random_of(&k->state) >> 20) % 100 < l->drop ? UINT32_MAX
                                                                  : l->index[f];
    return end - *beg;
}

void learn_clear(learn *l)
{
    memset(l->w, 0, learn_n_weights(l) * sizeof *l->w);
    memset(l->sum, 0, learn_n_weights(l) * sizeof *l->sum);
    l->step = 0;
    for (uint32_t i = 0; i < (l->nl + 1) * l->nl; i++)
        if (l->never[i])
            l->w[(size_t)l->n_known * l->nl + i] = -1e6f;
}

/* One run over all passes; its average goes to the total. */
static void run(learn *l, int n_passes, uint64_t seed, bool tell)
{
    lattice t = {0};
    walk k = learn_walk(l, seed);

    learn_clear(l);
    for (int pass = 1; pass <= n_passes; pass++) {
        size_t wrong = 0;
        learn_pass(l, &k);
        for (size_t s = 0, beg; s < l->n_seqs; s++) {
            size_t n = learn_next(l, &k, s, &beg);
            viterbi(l, beg, n, &t);
            wrong += !correct(l, beg, n, &t);
            l->step++;
        }
        if (tell)
            fprintf(stderr, "pass %d: %zu of %zu sequences wrong\n", pass,
                    wrong, l->n_seqs);
    }
    for (size_t i = 0; i < learn_n_weights(l); i++)
        l->total[i] +=
            l->w[i] - (float)(l->sum[i] / (l->step > 0 ? l->step : 1));
    free(k.order);
    free(t.score);
    free(t.from);
    free(t.label);
}

void learn_run(learn *l, int n_passes, bool tell)
{
    learn_number(l);
    for (int i = 0; i < l->n_runs; i++)
        run(l, n_passes, 0x9e3779b97f4a7c15u * (uint64_t)(i + 1), tell);
}
