/* Texts that are about one thing in other words are near each other. */
#include "arena.h"
#include "engine_table.h"

#include "base/tok.h"
#include "thread/window.h"

static void add(uint32_t id, float sum[SK_SENSE_DIMS])
{
    const sk_sense_term *r = sk_sense_find(&eng->threads->senses, id);

    if (r)
        sk_sense_add(r, 1, sum);
}

static sk_sense sense_of(const char *text)
{
    float sum[SK_SENSE_DIMS] = {0};
    sk_arena a;
    jmp_buf full;
    sk_toks toks = {0};
    sk_str s = sk_str_of(text);
    uint32_t last = 0;

    ARENA_OPEN(a, full, 1 << 20);
    sk_tok_cut(&a, NULL, s, 0, (uint32_t)s.len, &toks);
    for (size_t i = 0; i < toks.n; i++) {
        uint32_t id =
            sk_term_syllable(sk_lower_dup(&a, sk_tok_str(s, &toks.v[i])));
        add(id, sum);
        if (last)
            add(sk_term_pair(last, id), sum);
        last = id;
    }
    sk_arena_done(&a);
    return sk_sense_of(sum);
}

static void nearer(void **state)
{
    const row *r = *state;
    sk_sense a = sense_of(r->cell[0]), b = sense_of(r->cell[1]);
    sk_sense c = sense_of(r->cell[2]);

    assert_true(sk_sense_cos(&a, &b) > sk_sense_cos(&a, &c) + 0.1);
}

static void measures(void **state)
{
    float x[SK_SENSE_DIMS] = {3, 4}, y[SK_SENSE_DIMS] = {4, -3};
    float none[SK_SENSE_DIMS] = {0};
    sk_sense a = sk_sense_of(x), zero = sk_sense_of(none);

    (void)state;
    assert_true(sk_sense_cos(&a, &a) > 0.99);
    assert_true(sk_sense_cos_sum(&a, x) > 0.99);
    assert_true(sk_sense_cos_sums(x, y) < 1e-6);
    assert_true(sk_sense_cos(&a, &zero) <= 0);
    assert_true(sk_sense_cos_sum(&a, none) <= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(measures)};

    return run_engine_table("thread/sense.tsv", nearer) |
           run_engine_tests(tests);
}
