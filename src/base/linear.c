/* linear.c - scores and decodes linear sequence models.
 *
 * Most features of a text are not in the model: a table of bits says so for
 * nearly all of them. Sums fit 16 bits, which lets compilers work on eight
 * labels at a time.
 */
#include "base/linear.h"

#include "base/err.h"

enum {
    FEATS_AT_ONCE = 64,
    LANES = SK_LINEAR_LANES,
    VECS = SK_LINEAR_LABELS / LANES,
    WORST = -8000, /* a label that is so far behind is out; with a pair that
                      may not be and another such it still fits 16 bits */
};

typedef int8_t bytes8 __attribute__((vector_size(LANES)));
typedef int16_t words8 __attribute__((vector_size(LANES * 2)));

bool sk_bits_of(sk_arena *a, uint32_t n_slots,
                uint32_t (*key)(const void *at, uint32_t i), const void *at,
                sk_bits *out)
{
    uint32_t n = 0;
    uint64_t *v;

    for (uint32_t i = 0; i < n_slots; i++)
        n += key(at, i) != 0;
    for (out->n = 64; out->n / 8 < n && out->n < 1u << 30;)
        out->n *= 2;
    v = sk_new(a, uint64_t, out->n / 64);
    for (uint32_t i = 0; i < n_slots; i++) {
        uint32_t k = key(at, i), bit = k >> 1 & (out->n - 1);
        if (k)
            v[bit / 64] |= (uint64_t)1 << (bit % 64);
    }
    out->v = v;
    return n < n_slots;
}

static uint32_t key_at(const void *m, uint32_t i)
{
    return sk_linear_key_at(m, i);
}

/* By how much the pairs of labels can prefer one label before another: one that
 * is further behind is on no best path. */
static int16_t reach_of(const sk_linear *m)
{
    int reach = 0;

    for (uint32_t to = 0; to < m->n_labels; to++) {
        int low = INT16_MAX, high = INT16_MIN;
        for (uint32_t from = 0; from < m->n_labels; from++) {
            int w = m->pairs[from * m->width + to];
            low = w < low ? w : low;
            high = w > high ? w : high;
        }
        reach = high - low > reach ? high - low : reach;
    }
    return (int16_t)(reach < -WORST ? reach : -WORST);
}

int sk_linear_of(sk_arena *a, sk_str section, sk_linear *m, sk_err *err)
{
    const sk_linear_head *h = (const void *)section.s;
    size_t pairs_at = sk_linear_aligned(sizeof *h), slots_at;
    uint32_t width;

    if (!section.s || section.len < sizeof *h)
        return sk_fail(err, SK_EINPUT, 0, "the model lacks its weights");
    if (h->n_labels < 3 || h->n_labels > SK_LINEAR_LABELS ||
        h->stride != sk_linear_stride(h->n_labels) || !h->n_slots ||
        (h->n_slots & (h->n_slots - 1)))
        return sk_fail(err, SK_EINPUT, 0, "weights of an unknown shape");
    width = sk_linear_width(h->n_labels);
    slots_at = sk_linear_aligned(
        pairs_at + (h->n_labels + 1) * (size_t)width * sizeof(int16_t));
    /* the last slot is read up to the model's width */
    if (slots_at + sizeof(uint32_t) + width > section.len ||
        (section.len - slots_at - sizeof(uint32_t) - width) / h->stride <
            h->n_slots)
        return sk_fail(err, SK_EINPUT, 0, "weights are cut off");
    *m = (sk_linear){.n_labels = h->n_labels,
                     .n_slots = h->n_slots,
                     .width = width,
                     .stride = h->stride,
                     .pairs = (const void *)(section.s + pairs_at),
                     .slots = section.s + slots_at};
    m->reach = reach_of(m);
    if (!sk_bits_of(a, m->n_slots, key_at, m, &m->some))
        return sk_fail(err, SK_EINPUT, 0, "a table of weights is full");
    return SK_OK;
}

/* ---- scores ---- */

/* The weights of those features that the model knows. */
static size_t known(const sk_linear *m, const uint64_t *feats, size_t n,
                    const int8_t **rows)
{
    uint64_t some[FEATS_AT_ONCE];
    uint32_t mask = m->n_slots - 1;
    size_t k = 0, n_some = 0;

    for (size_t i = 0; i < n; i++) {
        some[n_some] = feats[i];
        n_some += sk_bits_has(&m->some, sk_linear_key(feats[i]));
    }
    for (size_t i = 0; i < n_some; i++)
        __builtin_prefetch(m->slots + (size_t)sk_linear_slot(m->n_slots,
                                                             some[i]) *
                                          m->stride);
    for (size_t i = 0; i < n_some; i++) {
        uint32_t key = sk_linear_key(some[i]), there;
        uint32_t at = sk_linear_slot(m->n_slots, some[i]);
        while ((there = sk_linear_key_at(m, at)) != 0 && there != key)
            at = (at + 1) & mask;
        rows[k] = sk_linear_weights(m, at);
        k += there != 0;
    }
    return k;
}

/* Adds rows of n_vec times eight weights; inlined with a constant n_vec, the
 * sums stay in registers. */
static inline void add_rows(const int8_t *const *rows, size_t n, int16_t *score,
                            uint32_t n_vec)
{
    words8 sum[VECS];

    memcpy(sum, score, n_vec * sizeof *sum);
    for (size_t i = 0; i < n; i++)
        for (uint32_t v = 0; v < n_vec; v++) {
            bytes8 eight;
            memcpy(&eight, rows[i] + v * LANES, sizeof eight);
            sum[v] += __builtin_convertvector(eight, words8);
        }
    memcpy(score, sum, n_vec * sizeof *sum);
}

void sk_linear_add_rows(const sk_linear *m, const int8_t *const *rows, size_t n,
                        int16_t *score)
{
    switch (m->width / LANES) {
    case 1: add_rows(rows, n, score, 1); break;
    case 2: add_rows(rows, n, score, 2); break;
    case 3: add_rows(rows, n, score, 3); break;
    default: add_rows(rows, n, score, VECS);
    }
}

void sk_linear_add(const sk_linear *m, const uint64_t *feats, size_t n,
                   int16_t *score)
{
    const int8_t *rows[FEATS_AT_ONCE];

    for (size_t i = 0; i < n; i += FEATS_AT_ONCE) {
        size_t some = n - i < FEATS_AT_ONCE ? n - i : FEATS_AT_ONCE;
        sk_linear_add_rows(m, rows, known(m, feats + i, some, rows), score);
    }
}

/* ---- Viterbi ---- */

/* What labels reach up to a position. Their best is 0. */
typedef struct state {
    words8 v[VECS];
} state;

static inline words8 choose(words8 mask, words8 yes, words8 no)
{
    return (yes & mask) | (no & ~mask);
}

static inline words8 larger(words8 a, words8 b)
{
    return choose(a > b, a, b);
}

/* Adds a position's scores to what leads to it and brings the best to 0. */
static inline void settle(state *s, const int16_t *score, uint32_t n_vec)
{
    words8 here[VECS], max;
    int16_t most;

    memcpy(here, score, n_vec * sizeof *here);
    for (uint32_t v = 0; v < n_vec; v++)
        s->v[v] += here[v];
    max = s->v[0];
    for (uint32_t v = 1; v < n_vec; v++)
        max = larger(s->v[v], max);
    most = max[0];
    for (uint32_t k = 1; k < LANES; k++)
        most = max[k] > most ? max[k] : most;
    for (uint32_t v = 0; v < n_vec; v++) {
        s->v[v] = larger(s->v[v] - most, (words8){0} + WORST);
    }
}

/* Which lanes of the last eight hold labels. */
static inline words8 label_lanes(const sk_linear *m)
{
    const words8 lane = {0, 1, 2, 3, 4, 5, 6, 7};

    return lane < (int16_t)(LANES - (m->width - m->n_labels));
}

/* One step: out[k] = max over p of was[p] + pairs[p][k], and the p of it. Those
 * p are left out that are so far behind the best that no pair makes up for it.
 */
static inline void step(const sk_linear *m, const state *was, state *out,
                        uint8_t *back, uint32_t n_vec)
{
    const words8 behind = (words8){0} - (int16_t)(m->reach + 1);
    words8 now[VECS], from[VECS];

    for (uint32_t v = 0; v < n_vec; v++) {
        now[v] = (words8){0} - 32767;
        from[v] = (words8){0};
    }
    for (uint32_t g = 0; g < n_vec; g++) {
        words8 in = was->v[g] > behind;
        uint64_t half[2];
        if (g + 1 == n_vec) /* behind the last label is noise */
            in &= label_lanes(m);
        memcpy(half, &in, sizeof half);
        for (uint32_t h = 0; h < 2; h++)
            while (half[h]) {
                uint32_t lane = (uint32_t)__builtin_ctzll(half[h]) / 16;
                uint32_t p = g * LANES + h * LANES / 2 + lane;
                const int16_t *row = m->pairs + (size_t)p * m->width;
                half[h] &= ~((uint64_t)0xffff << lane * 16);
                for (uint32_t v = 0; v < n_vec; v++) {
                    words8 s, more;
                    memcpy(&s, row + v * LANES, sizeof s);
                    s += was->v[g][p % LANES];
                    more = s > now[v];
                    now[v] = choose(more, s, now[v]);
                    from[v] = choose(more, (words8){0} + (int16_t)p, from[v]);
                }
            }
    }
    for (uint32_t v = 0; v < n_vec; v++) {
        bytes8 eight = __builtin_convertvector(from[v], bytes8);
        memcpy(back + v * LANES, &eight, sizeof eight);
        out->v[v] = now[v];
    }
}

static inline void forward(const sk_linear *m, const int16_t *score, size_t n,
                           uint8_t *back, state *last, uint32_t n_vec)
{
    state now;

    memcpy(last->v, m->pairs + (size_t)m->n_labels * m->width,
           n_vec * sizeof *last->v);
    settle(last, score, n_vec);
    for (size_t i = 1; i < n; i++) {
        step(m, last, &now, back + i * m->width, n_vec);
        settle(&now, score + i * m->width, n_vec);
        *last = now;
    }
}

void sk_linear_best(const sk_linear *m, sk_arena *a, const int16_t *score,
                    size_t n, uint8_t *labels)
{
    uint32_t best = 0;
    state last;
    uint8_t *back;

    if (!n)
        return;
    back = sk_new(a, uint8_t, n * m->width);
    switch (m->width / LANES) {
    case 1: forward(m, score, n, back, &last, 1); break;
    case 2: forward(m, score, n, back, &last, 2); break;
    case 3: forward(m, score, n, back, &last, 3); break;
    default: forward(m, score, n, back, &last, VECS);
    }
    for (uint32_t k = 1; k < m->n_labels; k++)
        if (last.v[k / LANES][k % LANES] > last.v[best / LANES][best % LANES])
            best = k;
    for (size_t i = n; i-- > 0;) {
        labels[i] = (uint8_t)best;
        best = back[i * m->width + best];
    }
}
