/* Reads the rows of store/lead.tsv: which report stands for a happening. */
#include "engine_table.h"

#include "store/lead.h"

static void each(void **state)
{
    const row *r = *state;
    sk_lead v[8] = {{0}};
    sk_arena a;
    size_t n = 0, best;

    sk_arena_init(&a, 1 << 20);
    for (int i = 1; i < r->n; i++, n++) {
        sk_str cell = sk_str_of(r->cell[i]);
        size_t at = sk_str_find(cell, SK_STR(" | "), 0);
        assert_true(at != SIZE_MAX);
        v[n] = (sk_lead){i, sk_str_sub(cell, 0, at),
                         sk_str_sub(cell, at + 3, cell.len)};
    }
    best = sk_lead_best(eng, v, n, &a);
    sk_arena_done(&a);
    assert_int_equal(best + 1, atoi(r->cell[0]));
}

int main(void)
{
    return run_engine_table("store/lead.tsv", each);
}
