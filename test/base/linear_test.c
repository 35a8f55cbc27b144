/* linear_test.c - the decoder against the plain way: features looked for slot
 * by slot, labels weighed one by one, with models made by chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/linear.h"

enum { SLOTS = 64, ROWS = 40, FEATS = 100, LONGEST = 40, MODELS = 300 };

static uint64_t seed = 1;

static int chance(int below)
{
    seed = seed * 0xd1342543de82ef95u + 1;
    return (int)((seed >> 33) % (uint64_t)below);
}

static int weight(int most)
{
    return chance(2 * most + 1) - most;
}

static uint64_t a_feat(void)
{
    return sk_feat(7, (uint32_t)chance(FEATS), 0, 0);
}

/* The bytes of a model. names: labels from 1 on go in twos, of which the second
 * stands only behind one of the two. */
static sk_str make(uint32_t n_labels, bool names)
{
    static _Alignas(64) char bytes[1 << 13];
    sk_linear_head *head = (void *)bytes;
    sk_linear_score *pairs = (void *)(bytes + sk_linear_aligned(sizeof *head));
    sk_linear_slot *slots =
        (void *)(bytes + sk_linear_aligned(
                             (size_t)((char *)(pairs + n_labels + 1) - bytes)));

    memset(bytes, 0, sizeof bytes);
    *head = (sk_linear_head){n_labels, SLOTS, ROWS, 0};
    for (uint32_t from = 0; from <= n_labels; from++)
        for (uint32_t to = 0; to < SK_LINEAR_LABELS; to++) {
            bool never = to >= n_labels || (names && to && to % 2 == 0 &&
                                            from != to && from + 1 != to);
            ((int16_t *)&pairs[from])[to] =
                (int16_t)(never ? SK_LINEAR_NEVER : weight(90));
        }
    for (int i = 0; i < ROWS; i++) {
        uint64_t feat = a_feat();
        uint32_t at = sk_linear_at(SLOTS, feat);
        while (slots[at].key)
            at = (at + 1) % SLOTS;
        slots[at].key = sk_linear_key(feat);
        for (uint32_t k = 0; k < n_labels; k++)
            slots[at].row[sk_linear_place(k)] = (int8_t)weight(127);
    }
    return (sk_str){bytes, (size_t)((char *)(slots + SLOTS) - bytes)};
}

/* What a feature gives to a label, by looking at slot after slot. */
static int plain_weight(const sk_linear *m, uint64_t feat, uint32_t label)
{
    uint32_t at = sk_linear_at(SLOTS, feat);

    while (m->slots[at].key && m->slots[at].key != sk_linear_key(feat))
        at = (at + 1) % SLOTS;
    return m->slots[at].key ? m->slots[at].row[sk_linear_place(label)] : 0;
}

static int pair(const sk_linear *m, uint32_t from, uint32_t to)
{
    return ((const int16_t *)&m->pairs[from])[to];
}

static int score_of(const sk_linear_score *score, size_t i, uint32_t label)
{
    return ((const int16_t *)&score[i])[label];
}

/* The sum of the best path. */
static int plain_best(const sk_linear *m, const sk_linear_score *score,
                      size_t n)
{
    int was[SK_LINEAR_LABELS], now[SK_LINEAR_LABELS], best = INT32_MIN;

    for (uint32_t k = 0; k < m->n_labels; k++)
        was[k] = pair(m, m->n_labels, k) + score_of(score, 0, k);
    for (size_t i = 1; i < n; i++, memcpy(was, now, sizeof was))
        for (uint32_t k = 0; k < m->n_labels; k++) {
            now[k] = INT32_MIN;
            for (uint32_t p = 0; p < m->n_labels; p++)
                if (was[p] + pair(m, p, k) > now[k])
                    now[k] = was[p] + pair(m, p, k);
            now[k] += score_of(score, i, k);
        }
    for (uint32_t k = 0; k < m->n_labels; k++)
        best = was[k] > best ? was[k] : best;
    return best;
}

static int path_sum(const sk_linear *m, const sk_linear_score *score, size_t n,
                    const uint8_t *labels)
{
    int sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += score_of(score, i, labels[i]) +
               pair(m, i ? labels[i - 1] : m->n_labels, labels[i]);
    return sum;
}

static void check(sk_arena *a, const sk_linear *m)
{
    size_t n = 1 + (size_t)chance(LONGEST);
    sk_linear_score *score = sk_new(a, sk_linear_score, n);
    uint8_t *labels = sk_new(a, uint8_t, n);

    for (size_t i = 0; i < n; i++) {
        uint64_t feats[6];
        int n_feats = chance(7);
        for (int f = 0; f < n_feats; f++)
            feats[f] = a_feat();
        sk_linear_add(m, feats, (size_t)n_feats, &score[i]);
        for (uint32_t k = 0; k < m->n_labels; k++) {
            int sum = 0;
            for (int f = 0; f < n_feats; f++)
                sum += plain_weight(m, feats[f], k);
            assert_int_equal(score_of(score, i, k), sum);
        }
    }
    sk_linear_best(m, a, score, n, labels);
    assert_int_equal(path_sum(m, score, n, labels), plain_best(m, score, n));
}

static void as_plain(uint32_t n_labels, bool names)
{
    sk_arena a;
    sk_linear m;
    sk_err err;
    jmp_buf full;

    sk_arena_init(&a, 1 << 24);
    assert_int_equal(setjmp(full), 0);
    a.full = &full;
    for (int i = 0; i < MODELS; i++) {
        assert_int_equal(sk_linear_of(&a, make(n_labels, names), &m, &err),
                         SK_OK);
        check(&a, &m);
        sk_arena_reset(&a);
    }
    sk_arena_done(&a);
}

static void classes(void **state)
{
    (void)state;
    as_plain(SK_LINEAR_LABELS, false);
    as_plain(5, false);
}

static void names(void **state)
{
    (void)state;
    as_plain(11, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes),
        cmocka_unit_test(names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
