/* learn.c - an averaged structured perceptron with Viterbi, and a conditional
 * random field over the same features (forward-backward; J. Duchi et al.,
 * "Adaptive Subgradient Methods", 2011). */
#include "learn.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* A position: features feats[beg..next position's beg). */
typedef struct pos {
    size_t beg;
    uint32_t allowed;
    uint8_t gold;
} pos;

struct learn {
    uint32_t nl, min_count, cut;
    int n_runs, least;
    float margin;
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
    float *w, *sum;  /* [n_known + nl + 1 rows of pairs][nl] */
    float *total;    /* averages of the runs so far */
    uint8_t *never;  /* [nl + 1][nl] */
    double step;
};

learn *learn_new(uint32_t n_labels)
{
    learn *l = need(calloc(1, sizeof *l));

    l->nl = n_labels;
    l->min_count = 1;
    l->n_runs = l->least = 1;
    l->cut = 1000;
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
    for (size_t i = 0; i < n; i++) {
        GROW(l->hashes, l->n_feats, l->cap_feats);
        l->hashes[l->n_feats++] = feats[i];
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

static uint32_t row_of(const learn *l, uint64_t hash)
{
    const uint64_t *p =
        bsearch(&hash, l->known, l->n_known, sizeof hash, by_hash);

    return p ? (uint32_t)(p - l->known) : UINT32_MAX;
}

static void number_feats(learn *l)
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
        l->index[i] = row_of(l, l->hashes[i]);
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
            if (l->index[f] != UINT32_MAX) {
                const float *w = l->w + (size_t)l->index[f] * nl;
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
                if (l->index[f] != UINT32_MAX) {
                    bump(l, l->index[f], p->gold, 1);
                    bump(l, l->index[f], got, -1);
                }
        }
        if (got != p->gold || was_got != was_gold) {
            bump(l, l->n_known + was_gold, p->gold, 1);
            bump(l, l->n_known + was_got, got, -1);
        }
    }
    return right;
}

static void shuffle(size_t *v, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t j, swap;
        *state ^= *state << 13;
        *state ^= *state >> 7;
        *state ^= *state << 17;
        j = *state % i;
        swap = v[i - 1];
        v[i - 1] = v[j];
        v[j] = swap;
    }
}

static size_t n_weights(const learn *l)
{
    return ((size_t)l->n_known + l->nl + 1) * l->nl;
}

/* All weights zero, but for the pairs that may not be. */
static void begin(learn *l)
{
    memset(l->w, 0, n_weights(l) * sizeof *l->w);
    memset(l->sum, 0, n_weights(l) * sizeof *l->sum);
    l->step = 0;
    for (uint32_t i = 0; i < (l->nl + 1) * l->nl; i++)
        if (l->never[i])
            l->w[(size_t)l->n_known * l->nl + i] = -1e6f;
}

/* One run over all passes; its average goes to the total. */
static void run(learn *l, int n_passes, uint64_t state, bool tell)
{
    lattice t = {0};
    size_t *order = need(malloc(l->n_seqs * sizeof *order + 1));

    for (size_t i = 0; i < l->n_seqs; i++)
        order[i] = i;
    begin(l);
    for (int pass = 1; pass <= n_passes; pass++) {
        size_t wrong = 0;
        shuffle(order, l->n_seqs, &state);
        for (size_t s = 0; s < l->n_seqs; s++) {
            size_t beg = l->seqs[order[s]];
            size_t end = order[s] + 1 < l->n_seqs ? l->seqs[order[s] + 1]
                                                  : l->n_pos;
            viterbi(l, beg, end - beg, &t);
            wrong += !correct(l, beg, end - beg, &t);
            l->step++;
        }
        if (tell)
            fprintf(stderr, "pass %d: %zu of %zu sequences wrong\n", pass,
                    wrong, l->n_seqs);
    }
    for (size_t i = 0; i < n_weights(l); i++)
        l->total[i] +=
            l->w[i] - (float)(l->sum[i] / (l->step > 0 ? l->step : 1));
    free(order);
    free(t.score);
    free(t.from);
    free(t.label);
}

void learn_run(learn *l, int n_passes, bool tell)
{
    number_feats(l);
    for (int i = 0; i < l->n_runs; i++)
        run(l, n_passes, 0x9e3779b97f4a7c15u * (uint64_t)(i + 1), tell);
}

/* ---- the same model by likelihood ---- */

static const float RATE = 0.1f; /* first step of a weight */
static const float KEEP = 0.99f; /* what a pass leaves of every weight */
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
            if (l->index[f] != UINT32_MAX) {
                const float *w = l->w + (size_t)l->index[f] * nl;
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
                float m = expf(b->fore[(i - 1) * nl + q] +
                               l->w[pair0 + q * nl + k] +
                               b->emit[i * nl + k] + b->back[i * nl + k] - z);
                if (!l->never[q * nl + k])
                    climb(l, pair0 + q * nl + k,
                          (p[-1].gold == q && p->gold == k) - m);
            }
        for (size_t f = p->beg; f < p[1].beg; f++)
            if (l->index[f] != UINT32_MAX)
                for (uint32_t k = 0; k < nl; k++)
                    if (fabsf(by[k]) > SMALL)
                        climb(l, (size_t)l->index[f] * nl + k, by[k]);
    }
    return (double)like;
}

void learn_climb(learn *l, int n_passes, bool tell)
{
    beliefs b = {0};
    uint64_t state = 0x9e3779b97f4a7c15u;
    size_t *order = need(malloc(l->n_seqs * sizeof *order + 1));

    number_feats(l);
    begin(l);
    for (size_t i = 0; i < l->n_seqs; i++)
        order[i] = i;
    for (int pass = 1; pass <= n_passes; pass++) {
        double like = 0;
        shuffle(order, l->n_seqs, &state);
        for (size_t s = 0; s < l->n_seqs; s++) {
            size_t beg = l->seqs[order[s]];
            size_t end = order[s] + 1 < l->n_seqs ? l->seqs[order[s] + 1]
                                                  : l->n_pos;
            like += ascend(l, beg, end - beg, &b);
        }
        for (size_t i = 0; i < (size_t)l->n_known * l->nl; i++)
            l->w[i] *= KEEP;
        if (tell)
            fprintf(stderr, "pass %d: log likelihood %.0f\n", pass, like);
    }
    for (size_t i = 0; i < n_weights(l); i++)
        l->total[i] = l->w[i];
    free(order);
    free(b.emit);
    free(b.fore);
    free(b.back);
}

/* ---- writing ---- */

static float average(const learn *l, size_t at)
{
    return l->total[at];
}

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* What one step of a quantised weight is worth: all but the largest one in
 * l->cut fit into a byte, those are cut off. */
static float step_of(const learn *l)
{
    size_t n = (size_t)l->n_known * l->nl, k = 0;
    float *all = need(malloc((n + 1) * sizeof *all)), big;

    for (size_t i = 0; i < n; i++)
        if (average(l, i) != 0)
            all[k++] = fabsf(average(l, i));
    qsort(all, k, sizeof *all, by_size);
    big = k ? all[k - 1 - k / l->cut] : 1;
    free(all);
    return big / 127;
}

static int quantised(float w, float step, int max)
{
    long q = lrintf(w / step);

    return (int)(q > max ? max : q < -max ? -max : q);
}

/* Puts the rows that say enough into slots and counts them; keys may be
 * NULL to count only. */
static uint32_t fill(const learn *l, float step, uint32_t *keys, int8_t *rows,
                     uint32_t n_slots, uint32_t stride)
{
    uint32_t n = 0;

    for (uint32_t r = 0; r < l->n_known; r++) {
        uint32_t at = sk_linear_slot(n_slots, l->known[r]), used = 0;
        int8_t w[SK_LINEAR_LABELS];
        for (uint32_t k = 0; k < l->nl; k++) {
            w[k] = (int8_t)quantised(average(l, (size_t)r * l->nl + k), step,
                                     127);
            used |= abs(w[k]) >= l->least;
        }
        if (!used)
            continue;
        n++;
        if (!keys)
            continue;
        while (keys[at])
            at = (at + 1) & (n_slots - 1);
        keys[at] = sk_linear_key(l->known[r]);
        memcpy(rows + (size_t)at * stride, w, l->nl);
    }
    return n;
}

void learn_write(const learn *l, pack *p, const char *section)
{
    float step = step_of(l);
    sk_linear_head h = {.n_labels = l->nl,
                        .n_slots = 16,
                        .stride = sk_linear_stride(l->nl)};
    uint32_t *keys;
    int8_t *rows;

    h.n_rows = fill(l, step, NULL, NULL, 1, 0);
    while (h.n_slots / 5 * 3 < h.n_rows)
        h.n_slots *= 2;
    keys = need(calloc(h.n_slots, sizeof *keys));
    rows = need(calloc(h.n_slots, h.stride));
    fill(l, step, keys, rows, h.n_slots, h.stride);
    pack_section(p, section);
    pack_add(p, &h, sizeof h);
    for (uint32_t i = 0; i <= l->nl; i++) {
        int16_t row[SK_LINEAR_LABELS] = {0};
        for (uint32_t k = 0; k < l->nl; k++) {
            size_t at = i * l->nl + k;
            float w = average(l, (size_t)l->n_known * l->nl + at);
            row[k] = l->never[at]
                         ? SK_LINEAR_NEVER
                         : (int16_t)quantised(w, step, -SK_LINEAR_NEVER);
        }
        pack_add(p, row, h.stride * sizeof *row);
    }
    pack_align(p);
    pack_add(p, keys, (size_t)h.n_slots * sizeof *keys);
    pack_align(p);
    pack_add(p, rows, (size_t)h.n_slots * h.stride);
    free(keys);
    free(rows);
}
