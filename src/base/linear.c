/* linear.c - scores and decodes linear sequence models.
 *
 * Most features of a text are not in the model: a table of bits says so for
 * nearly all of them. Sums fit 16 bits, which lets compilers work on eight
 * labels at a time. And most positions have but one label that can be on the
 * best path, so that Viterbi has one step to look at.
 */
#include "base/linear.h"

#include "base/err.h"

enum {
    FEATS_AT_ONCE = 64,
    LANES = 8,
    WORST = -8000, /* a label that is so far behind is out; with a pair that
                      may not be and another such it still fits 16 bits */
};

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

static uint32_t key_at(const void *slots, uint32_t i)
{
    return ((const sk_linear_slot *)slots)[i].key;
}

static inline int16_t *lane(sk_linear_score *s, uint32_t label)
{
    return (int16_t *)s + label;
}

static inline int16_t lane_of(const sk_linear_score *s, uint32_t label)
{
    return ((const int16_t *)s)[label];
}

/* Whether some label may not stand before this one. */
static bool is_bound(const sk_linear *m, uint32_t to)
{
    for (uint32_t from = 0; from < m->n_labels; from++)
        if (lane_of(&m->pairs[from], to) <= SK_LINEAR_NEVER)
            return true;
    return false;
}

static void find_ties(sk_arena *a, sk_linear *m)
{
    sk_linear_tie *ties = sk_new(a, sk_linear_tie,
                                 SK_LINEAR_LABELS * SK_LINEAR_LABELS);

    for (uint32_t to = 0; to < m->n_labels; to++)
        for (uint32_t from = 0; is_bound(m, to) && from < m->n_labels; from++) {
            int16_t w = lane_of(&m->pairs[from], to);
            if (w > SK_LINEAR_NEVER)
                ties[m->n_ties++] =
                    (sk_linear_tie){(uint8_t)from, (uint8_t)to, w};
        }
    m->ties = ties;
}

/* By how much the pairs can prefer a label before any other: if it is further
 * behind, the best path has another one instead. */
static int reach_of(const sk_linear *m, uint32_t label)
{
    int reach = 0;

    for (uint32_t to = 0; to < m->n_labels; to++)
        for (uint32_t from = 0; !is_bound(m, to) && from < m->n_labels; from++) {
            int more = lane_of(&m->pairs[label], to) - lane_of(&m->pairs[from], to);
            reach = more > reach ? more : reach;
        }
    return reach < -WORST ? reach : -WORST;
}

int sk_linear_of(sk_arena *a, sk_str section, sk_linear *m, sk_err *err)
{
    const sk_linear_head *h = (const void *)section.s;
    size_t pairs_at = sk_linear_aligned(sizeof *h), slots_at;

    if (!section.s || section.len < sizeof *h)
        return sk_fail(err, SK_EINPUT, 0, "the model lacks its weights");
    if (h->n_labels < 3 || h->n_labels > SK_LINEAR_LABELS || !h->n_slots ||
        (h->n_slots & (h->n_slots - 1)))
        return sk_fail(err, SK_EINPUT, 0, "weights of an unknown shape");
    slots_at = sk_linear_aligned(pairs_at +
                                 (h->n_labels + 1) * sizeof *m->pairs);
    if (slots_at > section.len ||
        (section.len - slots_at) / sizeof *m->slots < h->n_slots)
        return sk_fail(err, SK_EINPUT, 0, "weights are cut off");
    *m = (sk_linear){.n_labels = h->n_labels,
                     .n_slots = h->n_slots,
                     .pairs = (const void *)(section.s + pairs_at),
                     .slots = (const void *)(section.s + slots_at)};
    find_ties(a, m);
    for (uint32_t k = 0; k < SK_LINEAR_LABELS; k++)
        *lane(&m->reach, k) =
            (int16_t)(k < m->n_labels ? -reach_of(m, k) - 1 : INT16_MAX);
    if (!sk_bits_of(a, m->n_slots, key_at, m->slots, &m->some))
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
        __builtin_prefetch(m->slots + sk_linear_at(m->n_slots, some[i]));
    for (size_t i = 0; i < n_some; i++) {
        uint32_t key = sk_linear_key(some[i]), there;
        uint32_t at = sk_linear_at(m->n_slots, some[i]);
        while ((there = m->slots[at].key) != 0 && there != key)
            at = (at + 1) & mask;
        rows[k] = m->slots[at].row;
        k += there != 0;
    }
    return k;
}

void sk_linear_add(const sk_linear *m, const uint64_t *feats, size_t n,
                   sk_linear_score *score)
{
    const int8_t *rows[FEATS_AT_ONCE];

    for (size_t i = 0; i < n; i += FEATS_AT_ONCE) {
        size_t some = n - i < FEATS_AT_ONCE ? n - i : FEATS_AT_ONCE;
        sk_linear_add_rows(rows, known(m, feats + i, some, rows), score);
    }
}

/* ---- Viterbi ---- */

static inline sk_lanes larger(sk_lanes a, sk_lanes b)
{
    sk_lanes max;

    for (int k = 0; k < LANES; k++) /* one instruction of most machines */
        max[k] = a[k] > b[k] ? a[k] : b[k];
    return max;
}

static inline sk_lanes choose(sk_lanes mask, sk_lanes yes, sk_lanes no)
{
    return (yes & mask) | (no & ~mask);
}

/* The largest lane, in all lanes. */
static inline sk_lanes largest(sk_lanes a)
{
    a = larger(a, __builtin_shufflevector(a, a, 4, 5, 6, 7, 0, 1, 2, 3));
    a = larger(a, __builtin_shufflevector(a, a, 2, 3, 0, 1, 6, 7, 4, 5));
    return larger(a, __builtin_shufflevector(a, a, 1, 0, 3, 2, 5, 4, 7, 6));
}

/* Adds a position's scores to what leads to it and brings the best to 0. */
static inline void settle(sk_linear_score *s, const sk_linear_score *score)
{
    sk_lanes low = s->half[0] + score->half[0];
    sk_lanes high = s->half[1] + score->half[1];
    sk_lanes most = largest(larger(low, high)), worst = (sk_lanes){0} + WORST;

    s->half[0] = larger(low - most, worst);
    s->half[1] = larger(high - most, worst);
}

/* A byte for each of eight lanes that are more than a limit. */
static inline uint64_t above(sk_lanes v, sk_lanes limit)
{
    typedef int8_t bytes __attribute__((vector_size(LANES)));
    bytes mask = __builtin_convertvector(v > limit, bytes);
    uint64_t out;

    memcpy(&out, &mask, sizeof out);
    return out;
}

/* now[k] becomes was[p] + pairs[p][k] where that is more, and back[k] p. */
static inline void try_from(const sk_linear *m, const sk_linear_score *was,
                            uint32_t p, sk_linear_score *now,
                            sk_linear_score *back)
{
    for (int h = 0; h < 2; h++) {
        sk_lanes sum = m->pairs[p].half[h] + lane_of(was, p);
        sk_lanes more = sum > now->half[h];
        now->half[h] = choose(more, sum, now->half[h]);
        back->half[h] = choose(more, (sk_lanes){0} + (int16_t)p, back->half[h]);
    }
}

/* One step: now[k] = max over p of was[p] + pairs[p][k], and the p of it. */
static inline void step(const sk_linear *m, const sk_linear_score *was,
                        sk_linear_score *now, sk_linear_score *back)
{
    uint64_t live[2] = {above(was->half[0], m->reach.half[0]),
                        above(was->half[1], m->reach.half[1])};
    uint32_t h = !live[0], p = 0;

    if (live[h]) {
        p = (uint32_t)__builtin_ctzll(live[h]) / 8;
        live[h] &= ~((uint64_t)255 << p * 8);
        p += h * LANES;
    }
    for (int i = 0; i < 2; i++) {
        now->half[i] = m->pairs[p].half[i] + lane_of(was, p);
        back->half[i] = (sk_lanes){0} + (int16_t)p;
    }
    for (h = 0; h < 2; h++)
        while (live[h]) {
            p = (uint32_t)__builtin_ctzll(live[h]) / 8;
            live[h] &= ~((uint64_t)255 << p * 8);
            try_from(m, was, p + h * LANES, now, back);
        }
    for (const sk_linear_tie *t = m->ties; t < m->ties + m->n_ties; t++) {
        int16_t sum = (int16_t)(lane_of(was, t->from) + t->weight);
        if (sum > lane_of(now, t->to)) {
            *lane(now, t->to) = sum;
            *lane(back, t->to) = t->from;
        }
    }
}

void sk_linear_best(const sk_linear *m, sk_arena *a,
                    const sk_linear_score *score, size_t n, uint8_t *labels)
{
    sk_linear_score state, *back;
    uint32_t best = 0;

    if (!n)
        return;
    back = sk_arena_raw(a, n, sizeof *back, _Alignof(sk_linear_score));
    state = m->pairs[m->n_labels];
    settle(&state, &score[0]);
    for (size_t i = 1; i < n; i++) {
        sk_linear_score now;
        step(m, &state, &now, &back[i]);
        settle(&now, &score[i]);
        state = now;
    }
    for (uint32_t k = 1; k < m->n_labels; k++)
        if (lane_of(&state, k) > lane_of(&state, best))
            best = k;
    for (size_t i = n; i-- > 0;) {
        labels[i] = (uint8_t)best;
        if (i)
            best = (uint32_t)lane_of(&back[i], best);
    }
}
