/* learn_write.c - weights as sections of a model file. */
#include "learn_inside.h"

#include <math.h>
#include <stdlib.h>

#include "base/choice.h"

/* A weight of a row: that of a label, or, of two labels, that of the second over
 * the first. */
static float weight(const learn *l, size_t row, uint32_t label)
{
    const float *w = l->total + row * l->nl;

    return l->nl == 2 ? w[1] - w[0] : w[label];
}

/* How many weights a row of the file has. */
static uint32_t columns(const learn *l)
{
    return l->nl == 2 ? 1 : l->nl;
}

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;

    return (x > y) - (x < y);
}

/* What one step of a quantised weight is worth: all but the largest one in
 * l->cut fit into a byte, those are cut off. */
float learn_step(const learn *l)
{
    uint32_t n = columns(l);
    float *all = need(malloc(((size_t)l->n_known * n + 1) * sizeof *all)), big;
    size_t k = 0;

    for (uint32_t r = 0; r < l->n_known; r++)
        for (uint32_t c = 0; c < n; c++)
            if (weight(l, r, c) != 0)
                all[k++] = fabsf(weight(l, r, c));
    qsort(all, k, sizeof *all, by_size);
    big = k ? all[k - 1 - k / l->cut] : 1;
    free(all);
    return big / 127 * l->widen;
}

static int quantised(float w, float step, int max)
{
    long q = lrintf(w / step);

    return (int)(q > max ? max : q < -max ? -max : q);
}

/* The quantised weights of a row; whether they say enough to be written. */
static bool row_of(const learn *l, float step, uint32_t r, int8_t *w)
{
    bool enough = false;

    if (l->known[r] & ASIDE)
        return false;
    for (uint32_t c = 0; c < columns(l); c++) {
        w[c] = (int8_t)quantised(weight(l, r, c), step, 127);
        enough |= abs(w[c]) >= l->least;
    }
    return enough;
}

static int16_t pair_of(const learn *l, float step, uint32_t from, uint32_t to)
{
    size_t at = (size_t)from * l->nl + to;

    if (l->never[at])
        return SK_LINEAR_NEVER;
    return (int16_t)quantised(l->total[(size_t)l->n_known * l->nl + at], step,
                              -SK_LINEAR_NEVER);
}

/* Slots for n rows, three in five of them taken at most. */
static uint32_t slots_for(uint32_t n)
{
    uint32_t slots = 16;

    while (slots / 5 * 3 < n)
        slots *= 2;
    return slots;
}

static void write_choice(const learn *l, pack *p, float step, uint32_t n_rows)
{
    sk_choice_head h = {2, slots_for(n_rows), n_rows, 0, {{0}}, {0}};
    uint32_t *slots = need(calloc(h.n_slots, sizeof *slots));
    int8_t w;

    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t k = 0; k < 2; k++)
            h.pairs[i][k] = pair_of(l, step, i, k);
    for (uint32_t r = 0; r < l->n_known; r++) {
        uint32_t at = sk_linear_at(h.n_slots, l->known[r]);
        if (!row_of(l, step, r, &w))
            continue;
        while (slots[at])
            at = (at + 1) & (h.n_slots - 1);
        slots[at] = sk_choice_entry(l->known[r], w);
    }
    pack_add(p, &h, sizeof h);
    pack_add(p, slots, (size_t)h.n_slots * sizeof *slots);
    free(slots);
}

static void write_pairs(const learn *l, pack *p, float step)
{
    for (uint32_t i = 0; i <= l->nl; i++) {
        int16_t row[SK_LINEAR_LABELS];
        for (uint32_t k = 0; k < SK_LINEAR_LABELS; k++)
            row[k] = k < l->nl ? pair_of(l, step, i, k) : SK_LINEAR_NEVER;
        pack_add(p, row, sizeof row);
    }
}

static void write_linear(const learn *l, pack *p, float step, uint32_t n_rows)
{
    sk_linear_head h = {l->nl, slots_for(n_rows), n_rows, 0};
    sk_linear_slot *slots = need(calloc(h.n_slots, sizeof *slots));
    int8_t w[SK_LINEAR_LABELS];

    for (uint32_t r = 0; r < l->n_known; r++) {
        uint32_t at = sk_linear_at(h.n_slots, l->known[r]);
        if (!row_of(l, step, r, w))
            continue;
        while (slots[at].key)
            at = (at + 1) & (h.n_slots - 1);
        slots[at].key = sk_linear_key(l->known[r]);
        for (uint32_t k = 0; k < l->nl; k++)
            slots[at].row[sk_linear_place(k)] = w[k];
    }
    pack_add(p, &h, sizeof h);
    pack_align(p);
    write_pairs(l, p, step);
    pack_align(p);
    pack_add(p, slots, h.n_slots * sizeof *slots);
    free(slots);
}

void learn_write(const learn *l, pack *p, const char *section)
{
    float step = learn_step(l);
    uint32_t n_rows = 0;
    int8_t w[SK_LINEAR_LABELS];

    for (uint32_t r = 0; r < l->n_known; r++)
        n_rows += row_of(l, step, r, w);
    pack_section(p, section);
    if (l->nl == 2)
        write_choice(l, p, step, n_rows);
    else
        write_linear(l, p, step, n_rows);
}

void learn_sum(const learn *l, float step, const uint64_t *feats, size_t n,
               size_t n_aside, sk_linear_row out)
{
    float sum[SK_LINEAR_LABELS] = {0};

    for (size_t i = 0; i < n; i++) {
        uint32_t r =
            learn_row(l, i < n_aside ? feats[i] | ASIDE : feats[i] & ~ASIDE);
        for (uint32_t k = 0; r != UINT32_MAX && k < l->nl; k++)
            sum[k] += l->total[(size_t)r * l->nl + k];
    }
    for (uint32_t k = 0; k < l->nl; k++)
        out[sk_linear_place(k)] = (int8_t)quantised(sum[k], step, 127);
}
