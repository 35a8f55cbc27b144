/* linear.c - scores and decodes linear sequence models.
 *
 * A feature is looked for by a byte of its key, eight slots at once: most that
 * are in the model cost one look at its rows, most others none. Sums fit 16
 * bits, which lets compilers work on eight labels at a time. And most positions
 * have but one label that can be on the best path, so that Viterbi has one step
 * to look at.
 */
#include "base/linear.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/err.h"

enum {
    LANES = 8,
    WORST = -8000, /* a label that is so far behind is out; with a pair that
                      may not be and another such it still fits 16 bits */
};

bool sk_bits_of(sk_arena *a, const uint32_t *slots, uint32_t n_slots,
                uint32_t drop, sk_bits *out)
{
    /* half of the slots are empty, so that one bit of eight is set */
    uint32_t n = n_slots < 16 ? 64 : n_slots < 1u << 28 ? n_slots * 4 : n_slots;
    uint64_t *v = sk_new(a, uint64_t, n / 64);
    bool empty = false;

    for (uint32_t i = 0; i < n_slots; i++) {
        uint32_t bit = slots[i] >> drop & (n - 1);
        if (slots[i])
            v[bit / 64] |= (uint64_t)1 << (bit % 64);
        else
            empty = true;
    }
    *out = (sk_bits){v, n, drop};
    return empty;
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

/* The weights of the few labels that may stand before bound ones; false if there
 * are others than the label itself and the one before it in number. */
static bool find_ties(sk_linear *m)
{
    for (uint32_t to = 0; to < SK_LINEAR_LABELS; to++)
        *lane(&m->same, to) = *lane(&m->next, to) = SK_LINEAR_NEVER;
    for (uint32_t to = 0; to < m->n_labels; to++)
        for (uint32_t from = 0; is_bound(m, to) && from < m->n_labels; from++) {
            int16_t w = lane_of(&m->pairs[from], to);
            if (w <= SK_LINEAR_NEVER)
                continue;
            if (from != to && from + 1 != to)
                return false;
            *lane(from == to ? &m->same : &m->next, to) = w;
            m->tied = true;
        }
    return true;
}

/* By how much the pairs can prefer a label before any other: if it is further
 * behind, the best path has another one instead. */
static int reach_of(const sk_linear *m, uint32_t label)
{
    int reach = 0;

    for (uint32_t to = 0; to < m->n_labels; to++)
        for (uint32_t from = 0; !is_bound(m, to) && from < m->n_labels;
             from++) {
            int more =
                lane_of(&m->pairs[label], to) - lane_of(&m->pairs[from], to);
            reach = more > reach ? more : reach;
        }
    return reach < -WORST ? reach : -WORST;
}

/* ---- where a feature is ---- */

static const uint64_t each = 0x0101010101010101u; /* of eight bytes */

/* A byte of a key that is not in a slot's place; the highest bit is set. */
static inline uint8_t tag_of(uint32_t key)
{
    return (uint8_t)(key >> 24 | 0x80);
}

/* The tags of all slots, 0 if empty, the first ones again behind the last.
 * False if no slot is empty, where a search would end. */
static bool find_tags(sk_arena *a, sk_linear *m)
{
    uint8_t *tags = sk_new(a, uint8_t, m->n_slots + sizeof each);
    bool empty = false;

    for (uint32_t i = 0; i < m->n_slots; i++) {
        uint32_t key = m->slots[i].key;
        tags[i] = key ? tag_of(key) : 0;
        empty |= !key;
    }
    for (uint32_t i = 0; i < sizeof each; i++)
        tags[m->n_slots + i] = tags[i & (m->n_slots - 1)];
    m->tags = tags;
    return empty;
}

/* The first of eight bytes that has a bit. */
static inline uint32_t first_byte(uint64_t bits)
{
    return (uint32_t)__builtin_ctzll(bits) / 8;
}

/* The row of a feature, NULL if it has none: slot by slot. */
static const int8_t *search(const sk_linear *m, uint32_t key, uint32_t at)
{
    for (; m->slots[at].key; at = (at + 1) & (m->n_slots - 1))
        if (m->slots[at].key == key)
            return m->slots[at].row;
    return NULL;
}

/* The same: of eight slots mostly one has the tag, and that is it, or none has
 * and one is empty. */
static inline const int8_t *row_of(const sk_linear *m, uint64_t feat)
{
    uint32_t key = sk_linear_key(feat), at = sk_linear_at(m->n_slots, feat);
    uint64_t tags, same;

    memcpy(&tags, m->tags + at, sizeof tags);
    same = tags ^ each * tag_of(key); /* its first zero byte is one of tags */
    same = (same - each) & ~same & each << 7;
    if (same) {
        const sk_linear_slot *slot =
            &m->slots[(at + first_byte(same)) & (m->n_slots - 1)];
        if (slot->key == key)
            return slot->row;
    } else if (~tags & each << 7) {
        return NULL;
    }
    return search(m, key, at);
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
    slots_at =
        sk_linear_aligned(pairs_at + (h->n_labels + 1) * sizeof *m->pairs);
    if (slots_at > section.len ||
        (section.len - slots_at) / sizeof *m->slots < h->n_slots)
        return sk_fail(err, SK_EINPUT, 0, "weights are cut off");
    *m = (sk_linear){.n_labels = h->n_labels,
                     .n_slots = h->n_slots,
                     .pairs = (const void *)(section.s + pairs_at),
                     .slots = (const void *)(section.s + slots_at)};
    if (!find_ties(m))
        return sk_fail(err, SK_EINPUT, 0, "labels bound in an unknown way");
    for (uint32_t k = 0; k < SK_LINEAR_LABELS; k++)
        *lane(&m->reach, k) =
            (int16_t)(k < m->n_labels ? -reach_of(m, k) - 1 : INT16_MAX);
    if (!find_tags(a, m))
        return sk_fail(err, SK_EINPUT, 0, "a table of weights is full");
    return SK_OK;
}

/* ---- scores ---- */

void sk_linear_add(const sk_linear *m, const uint64_t *feats, size_t n,
                   sk_linear_score *score)
{
    sk_lanes low = score->half[0], high = score->half[1], both;

    for (size_t i = 0; i < n; i++) {
        const int8_t *row = row_of(m, feats[i]);
        if (!row)
            continue;
        memcpy(&both, row, sizeof both);
        low += both << 8 >> 8;
        high += both >> 8;
    }
    *score = (sk_linear_score){{low, high}};
}

/* ---- Viterbi ---- */

static inline sk_lanes choose(sk_lanes mask, sk_lanes yes, sk_lanes no)
{
    return (yes & mask) | (no & ~mask);
}

/* As a whole: what is written lane by lane is worked out so, one after another. */
static inline sk_lanes larger(sk_lanes a, sk_lanes b)
{
#ifdef __SSE2__
    return (sk_lanes)_mm_max_epi16((__m128i)a, (__m128i)b);
#else
    return choose(a > b, a, b);
#endif
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

/* A bit in the byte of each of eight lanes that are more than a limit. */
static inline uint64_t above(sk_lanes v, sk_lanes limit)
{
    typedef int8_t bytes __attribute__((vector_size(LANES)));
    bytes mask = __builtin_convertvector(v > limit, bytes);
    uint64_t out;

    memcpy(&out, &mask, sizeof out);
    return out & each;
}

/* now[k] becomes sum[k] where that is more, and back[k] from[k]. */
static inline void take(sk_lanes sum, sk_lanes from, sk_lanes *now,
                        sk_lanes *back)
{
    sk_lanes more = sum > *now;

    *now = larger(sum, *now);
    *back = choose(more, from, *back);
}

/* Tries label p as the one before. */
static inline void try_from(const sk_linear *m, const sk_linear_score *was,
                            uint32_t p, sk_linear_score *now,
                            sk_linear_score *back)
{
    sk_lanes from = (sk_lanes){0} + (int16_t)p;

    for (int h = 0; h < 2; h++)
        take(m->pairs[p].half[h] + lane_of(was, p), from, &now->half[h],
             &back->half[h]);
}

/* Tries the labels that bound ones may follow. */
static inline void try_ties(const sk_linear *m, const sk_linear_score *was,
                            sk_linear_score *now, sk_linear_score *back)
{
    sk_lanes low = was->half[0], high = was->half[1];
    sk_lanes number = {0, 1, 2, 3, 4, 5, 6, 7};

    take(__builtin_shufflevector(low, low, 0, 0, 1, 2, 3, 4, 5, 6) +
             m->next.half[0],
         number - 1, &now->half[0], &back->half[0]);
    take(__builtin_shufflevector(low, high, 7, 8, 9, 10, 11, 12, 13, 14) +
             m->next.half[1],
         number + (LANES - 1), &now->half[1], &back->half[1]);
    take(low + m->same.half[0], number, &now->half[0], &back->half[0]);
    take(high + m->same.half[1], number + LANES, &now->half[1], &back->half[1]);
}

/* One step: now[k] = max over p of was[p] + pairs[p][k], and the p of it. */
static inline void step(const sk_linear *m, const sk_linear_score *was,
                        sk_linear_score *now, sk_linear_score *back)
{
    uint64_t low = above(was->half[0], m->reach.half[0]);
    uint64_t high = above(was->half[1], m->reach.half[1]);
    uint32_t p = 0;

    if (low) {
        p = first_byte(low);
        low &= low - 1;
    } else if (high) {
        p = first_byte(high) + LANES;
        high &= high - 1;
    }
    for (int h = 0; h < 2; h++) {
        now->half[h] = m->pairs[p].half[h] + lane_of(was, p);
        back->half[h] = (sk_lanes){0} + (int16_t)p;
    }
    for (; low; low &= low - 1)
        try_from(m, was, first_byte(low), now, back);
    for (; high; high &= high - 1)
        try_from(m, was, first_byte(high) + LANES, now, back);
    if (m->tied)
        try_ties(m, was, now, back);
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
