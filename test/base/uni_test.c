/* Texts in their normal form, folded, and with a capital. */
#include "arena.h"
#include "table.h"

#include "base/uni.h"

static void each(void **state)
{
    const row *r = *state;
    sk_arena a;
    jmp_buf full;
    sk_str got;

    ARENA_OPEN(a, full, 1 << 20);
    got = sk_normal(&a, sk_str_of(r->cell[0]));
    assert_int_equal(got.len, strlen(r->cell[1]));
    assert_memory_equal(got.s, r->cell[1], got.len);
    got = sk_fold(&a, sk_str_of(r->cell[0]));
    assert_int_equal(got.len, strlen(r->cell[2]));
    assert_memory_equal(got.s, r->cell[2], got.len);
    if (r->n > 3) {
        got = sk_capital(&a, sk_str_of(r->cell[0]));
        assert_int_equal(got.len, strlen(r->cell[3]));
        assert_memory_equal(got.s, r->cell[3], got.len);
    }
    sk_arena_done(&a);
}

int main(void)
{
    return run_table("base/uni.tsv", each);
}
