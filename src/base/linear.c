/* linear.c - scores and decodes linear sequence models.
 *
 * Most features of a text are not in the model: a table of bits says so for
 * nearly all of them, and the keys stand apart from the weights. Sums fit 16 bits,
 * which lets compilers work on eight labels at a time.
 */
#include "base/linear.h"

#include "base/err.h"

enum {
    FEATS_AT_ONCE = 64,
    LANES = 8,
    WORST = -8000, /* a label that is so far behind is out; with a pair that
                      may not be and another such it still fits 16 bits */
};

typedef int8_t bytes8 __attribute__((vector_size(LANES)));
typedef int16_t words8 __attribute__((vector_size(LANES * 2)));

static size_t aligned(size_t n)
{
    return (n + 15) & ~(size_t)15;
}

static uint32_t maybe_bit(uint32_t n_maybe, uint32_t key)
{
    return key >> 1 & (n_maybe - 1); /* the lowest bit is always set */
}

/* Sets the bit of every key, eight bits of room for each. False if no slot is
 * empty, where a search would end. */
static bool mark_keys(sk_arena *a, sk_linear *m)
{
    uint32_t n = 0;
    uint64_t *bits;

    for (uint32_t i = 0; i < m->n_slots; i++)
        n += m->keys[i] != 0;
    for (m->n_maybe = 64; m->n_maybe / 8 < n && m->n_maybe < 1u << 30;)
        m->n_maybe *= 2;
    bits = sk_new(a, uint64_t, m->n_maybe / 64);
    for (uint32_t i = 0; i < m->n_slots; i++)
        if (m->keys[i]) {
            uint32_t bit = maybe_bit(m->n_maybe, m->keys[i]);
            bits[bit / 64] |= (uint64_t)1 << (bit % 64);
        }
    m->maybe = bits;
    return n < m->n_slots;
}

int sk_linear_of(sk_arena *a, sk_str section, sk_linear *m, sk_err *err)
{
    const sk_linear_head *h = (const void *)section.s;
    size_t keys_at, weights_at;

    if (!section.s || section.len < sizeof *h)
        return sk_fail(err, SK_EINPUT, 0, "the model lacks its weights");
    if (h->n_labels < 2 || h->n_labels > SK_LINEAR_LABELS ||
        h->stride != sk_linear_stride(h->n_labels) || !h->n_slots ||
        (h->n_slots & (h->n_slots - 1)))
        return sk_fail(err, SK_EINPUT, 0, "weights of an unknown shape");
    keys_at = aligned(sizeof *h +
                      (h->n_labels + 1) * h->stride * sizeof(int16_t));
    weights_at = aligned(keys_at + (size_t)h->n_slots * sizeof(uint32_t));
    if (weights_at > section.len ||
        (section.len - weights_at) / h->stride < h->n_slots)
        return sk_fail(err, SK_EINPUT, 0, "weights are cut off");
    *m = (sk_linear){.n_labels = h->n_labels,
                     .n_slots = h->n_slots,
                     .stride = h->stride,
                     .pairs = (const void *)(h + 1),
                     .keys = (const void *)(section.s + keys_at),
                     .weights = (const void *)(section.s + weights_at)};
    if (!mark_keys(a, m))
        return sk_fail(err, SK_EINPUT, 0, "a table of weights is full");
    return SK_OK;
}

/* ---- scores ---- */

/* The slots of those features that the model knows. */
static size_t known(const sk_linear *m, const uint64_t *feats, size_t n,
                    uint32_t *slots)
{
    uint64_t some[FEATS_AT_ONCE];
    uint32_t mask = m->n_slots - 1;
    size_t k = 0, n_some = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t bit = maybe_bit(m->n_maybe, sk_linear_key(feats[i]));
        some[n_some] = feats[i];
        n_some += m->maybe[bit / 64] >> (bit % 64) & 1;
    }
    for (size_t i = 0; i < n_some; i++)
        __builtin_prefetch(&m->keys[sk_linear_slot(m->n_slots, some[i])]);
    for (size_t i = 0; i < n_some; i++) {
        uint32_t key = sk_linear_key(some[i]);
        uint32_t at = sk_linear_slot(m->n_slots, some[i]);
        while (m->keys[at] && m->keys[at] != key)
            at = (at + 1) & mask;
        if (m->keys[at]) {
            __builtin_prefetch(m->weights + (size_t)at * m->stride);
            slots[k++] = at;
        }
    }
    return k;
}

static void add_two(const sk_linear *m, const uint32_t *slots, size_t n,
                    int32_t *score)
{
    for (size_t i = 0; i < n; i++) {
        const int8_t *w = m->weights + (size_t)slots[i] * 2;
        score[0] += w[0];
        score[1] += w[1];
    }
}

static void add_many(const sk_linear *m, const uint32_t *slots, size_t n,
                     int32_t *score)
{
    words8 sum[SK_LINEAR_LABELS / LANES] = {{0}};
    int16_t flat[SK_LINEAR_LABELS];

    for (size_t i = 0; i < n; i++) {
        const int8_t *w = m->weights + (size_t)slots[i] * m->stride;
        for (uint32_t k = 0; k * LANES < m->stride; k++) {
            bytes8 eight;
            memcpy(&eight, w + k * LANES, sizeof eight);
            sum[k] += __builtin_convertvector(eight, words8);
        }
    }
    memcpy(flat, sum, sizeof flat);
    for (uint32_t k = 0; k < m->n_labels; k++)
        score[k] += flat[k];
}

void sk_linear_add(const sk_linear *m, const uint64_t *feats, size_t n,
                   int32_t *score)
{
    uint32_t slots[FEATS_AT_ONCE];

    for (size_t i = 0; i < n; i += FEATS_AT_ONCE) {
        size_t some = n - i < FEATS_AT_ONCE ? n - i : FEATS_AT_ONCE;
        size_t k = known(m, feats + i, some, slots);
        if (m->n_labels == 2)
            add_two(m, slots, k, score);
        else
            add_many(m, slots, k, score);
    }
}

/* ---- Viterbi ---- */

/* The best labels of a model of two: all in registers. */
static void best_of_two(const sk_linear *m, const int32_t *score, size_t n,
                        uint8_t *labels)
{
    const int16_t *p = m->pairs;
    int32_t a = score[0] + p[4], b = score[1] + p[5];
    uint8_t last;

    for (size_t i = 1; i < n; i++) {
        int32_t aa = a + p[0], ba = b + p[2], ab = a + p[1], bb = b + p[3];
        labels[i] = (uint8_t)((ba > aa) | (bb > ab) << 1); /* came from 1 */
        a = (ba > aa ? ba : aa) + score[i * 2];
        b = (bb > ab ? bb : ab) + score[i * 2 + 1];
    }
    last = b > a;
    for (size_t i = n; i-- > 0;) {
        uint8_t from = (uint8_t)(i ? labels[i] >> last & 1 : 0);
        labels[i] = last;
        last = from;
    }
}

/* One step: now[k] = max over p of was[p] + pairs[p][k], and the p of it. */
static void step(const sk_linear *m, const int16_t *was, int16_t *out,
                 uint8_t *back)
{
    words8 now[SK_LINEAR_LABELS / LANES], from[SK_LINEAR_LABELS / LANES];
    uint32_t n_vec = m->stride / LANES;

    for (uint32_t v = 0; v < n_vec; v++) {
        now[v] = (words8){0} - 32767;
        from[v] = (words8){0};
    }
    for (uint32_t p = 0; p < m->n_labels; p++) {
        const int16_t *row = m->pairs + (size_t)p * m->stride;
        for (uint32_t v = 0; v < n_vec; v++) {
            words8 s, more;
            memcpy(&s, row + v * LANES, sizeof s);
            s += was[p];
            more = s > now[v];
            now[v] = (s & more) | (now[v] & ~more);
            from[v] = (((words8){0} + (int16_t)p) & more) | (from[v] & ~more);
        }
    }
    for (uint32_t v = 0; v < n_vec; v++) {
        bytes8 eight = __builtin_convertvector(from[v], bytes8);
        memcpy(back + v * LANES, &eight, sizeof eight);
        memcpy(out + v * LANES, &now[v], sizeof now[v]);
    }
}

/* Adds a position's scores and brings the best to 0. */
static void settle(const sk_linear *m, int16_t *now, const int32_t *score)
{
    int32_t sum[SK_LINEAR_LABELS], max = INT32_MIN;

    for (uint32_t k = 0; k < m->n_labels; k++) {
        sum[k] = now[k] + score[k];
        max = sum[k] > max ? sum[k] : max;
    }
    for (uint32_t k = 0; k < m->n_labels; k++)
        now[k] = (int16_t)(sum[k] - max < WORST ? WORST : sum[k] - max);
}

void sk_linear_best(const sk_linear *m, sk_arena *a, const int32_t *score,
                    size_t n, uint8_t *labels)
{
    uint32_t nl = m->n_labels, best = 0;
    int16_t was[SK_LINEAR_LABELS] = {0}, now[SK_LINEAR_LABELS] = {0};
    uint8_t *from;

    if (!n)
        return;
    if (nl == 2) {
        best_of_two(m, score, n, labels);
        return;
    }
    from = sk_new(a, uint8_t, n * m->stride);
    memcpy(was, m->pairs + (size_t)nl * m->stride, m->stride * sizeof *was);
    settle(m, was, score);
    for (size_t i = 1; i < n; i++) {
        step(m, was, now, from + i * m->stride);
        settle(m, now, score + i * nl);
        memcpy(was, now, sizeof was);
    }
    for (uint32_t k = 1; k < nl; k++)
        best = was[k] > was[best] ? k : best;
    for (size_t i = n; i-- > 0;) {
        labels[i] = (uint8_t)best;
        best = from[i * m->stride + best];
    }
}
