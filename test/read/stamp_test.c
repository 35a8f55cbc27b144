/* Days and clock times in running text, by the shipped names of months. */
#include "arena.h"
#include "engine_table.h"

#include "base/engine.h"
#include "read/page_stamp.h"

static void each(void **state)
{
    const row *r = *state;
    sk_arena a;
    jmp_buf full;
    sk_stamp st;
    char got[32] = "-";

    ARENA_OPEN(a, full, 1 << 20);
    if (sk_stamp_shown(eng->pages, sk_str_of(r->cell[0]), &st)) {
        int n =
            snprintf(got, sizeof got, "%.*s", SK_FMT(sk_day_iso(&a, st.day)));
        if (st.minute >= 0)
            snprintf(got + n, sizeof got - (size_t)n, " %02d:%02d",
                     st.minute / 60, st.minute % 60);
    }
    sk_arena_done(&a);
    assert_string_equal(got, r->cell[1]);
}

int main(void)
{
    return run_engine_table("read/stamps.tsv", each);
}
