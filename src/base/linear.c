/* linear.c - scores and decodes linear sequence models. */
#include "base/linear.h"

#include "base/err.h"

static size_t aligned(size_t n)
{
    return (n + 15) & ~(size_t)15;
}

/* A search ends at an empty slot, so there must be one. */
static bool has_empty(const sk_linear *m)
{
    for (uint32_t i = 0; i < m->n_slots; i++) {
        uint32_t key;
        memcpy(&key, m->rows + (size_t)i * m->stride, 4);
        if (!key)
            return true;
    }
    return false;
}

int sk_linear_of(sk_str section, sk_linear *m, sk_err *err)
{
    const sk_linear_head *h = (const void *)section.s;
    size_t pairs_at = aligned(sizeof *h), rows_at;

    if (!section.s || section.len < sizeof *h)
        return sk_fail(err, SK_EINPUT, 0, "the model lacks its weights");
    if (h->n_labels < 2 || h->n_labels > SK_LINEAR_LABELS ||
        h->stride < 4 + h->n_labels || h->stride % 4 || h->stride > 64 ||
        !h->n_slots || (h->n_slots & (h->n_slots - 1)))
        return sk_fail(err, SK_EINPUT, 0, "weights of an unknown shape");
    rows_at = aligned(pairs_at + (h->n_labels + 1) * h->n_labels *
                                     sizeof(int16_t));
    if (rows_at > section.len ||
        (section.len - rows_at) / h->stride < h->n_slots)
        return sk_fail(err, SK_EINPUT, 0, "weights are cut off");
    *m = (sk_linear){h->n_labels, h->n_slots, h->stride,
                     (const int16_t *)(const void *)(section.s + pairs_at),
                     (const uint8_t *)section.s + rows_at};
    if (!has_empty(m))
        return sk_fail(err, SK_EINPUT, 0, "a table of weights is full");
    return SK_OK;
}

static const int8_t *row_of(const sk_linear *m, uint64_t feat)
{
    uint32_t key = sk_linear_key(feat), at = sk_linear_slot(m->n_slots, feat);

    for (;; at = (at + 1) & (m->n_slots - 1)) {
        const uint8_t *row = m->rows + (size_t)at * m->stride;
        uint32_t k;
        memcpy(&k, row, 4);
        if (k == key)
            return (const int8_t *)row + 4;
        if (!k)
            return NULL;
    }
}

/* Rows lie all over the table: they are called for before they are needed. */
static void call_for(const sk_linear *m, const uint64_t *feats, size_t n)
{
    for (size_t i = 0; i < n; i++)
        __builtin_prefetch(m->rows + (size_t)sk_linear_slot(m->n_slots,
                                                            feats[i]) *
                                         m->stride);
}

/* The sum of rows; with a constant n_labels the compiler makes vectors. */
static inline void add_rows(const sk_linear *m, const uint64_t *feats,
                            size_t n, int32_t *score, uint32_t n_labels)
{
    int16_t sum[SK_LINEAR_LABELS] = {0};

    for (size_t i = 0; i < n; i++) {
        const int8_t *w = row_of(m, feats[i]);
        if (!w)
            continue;
        for (uint32_t k = 0; k < n_labels; k++)
            sum[k] = (int16_t)(sum[k] + w[k]);
    }
    for (uint32_t k = 0; k < m->n_labels; k++)
        score[k] += sum[k];
}

void sk_linear_add(const sk_linear *m, const uint64_t *feats, size_t n,
                   int32_t *score)
{
    while (n > SK_LINEAR_FEATS) { /* what a sum of 16 bits can hold */
        sk_linear_add(m, feats, SK_LINEAR_FEATS, score);
        feats += SK_LINEAR_FEATS;
        n -= SK_LINEAR_FEATS;
    }
    call_for(m, feats, n);
    switch (m->stride) { /* a row is padded up to its stride */
    case 8:
        add_rows(m, feats, n, score, 4);
        break;
    case 16:
        add_rows(m, feats, n, score, 12);
        break;
    case 24:
        add_rows(m, feats, n, score, 20);
        break;
    default:
        add_rows(m, feats, n, score, m->n_labels);
    }
}

void sk_linear_best(const sk_linear *m, sk_arena *a, int32_t *score, size_t n,
                    uint8_t *labels)
{
    uint32_t nl = m->n_labels, best = 0;
    uint8_t *from = sk_new(a, uint8_t, n * nl);

    if (!n)
        return;
    for (uint32_t k = 0; k < nl; k++)
        score[k] += m->pairs[nl * nl + k];
    for (size_t i = 1; i < n; i++) {
        const int32_t *was = score + (i - 1) * nl;
        int32_t *now = score + i * nl, max[SK_LINEAR_LABELS];
        uint8_t *back = from + i * nl;
        for (uint32_t k = 0; k < nl; k++)
            max[k] = was[0] + m->pairs[k];
        for (uint32_t p = 1; p < nl; p++)
            for (uint32_t k = 0; k < nl; k++) {
                int32_t s = was[p] + m->pairs[p * nl + k];
                back[k] = s > max[k] ? (uint8_t)p : back[k];
                max[k] = s > max[k] ? s : max[k];
            }
        for (uint32_t k = 0; k < nl; k++)
            now[k] += max[k];
    }
    for (uint32_t k = 1; k < nl; k++)
        if (score[(n - 1) * nl + k] > score[(n - 1) * nl + best])
            best = k;
    for (size_t i = n; i-- > 0;) {
        labels[i] = (uint8_t)best;
        best = from[i * nl + best];
    }
}
