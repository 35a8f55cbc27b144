/* Days and times of feeds, by the shipped names of months. */
#include "engine_table.h"

#include "base/engine.h"
#include "read/feed.h"

static void each(void **state)
{
    const row *r = *state;
    sk_arena a;
    jmp_buf full;
    char got[80];

    sk_arena_init(&a, 1 << 20);
    a.full = &full;
    if (setjmp(full))
        fail();
    snprintf(got, sizeof got, "%.*s",
             SK_FMT(sk_feed_date(&a, eng->pages, sk_str_of(r->cell[0]))));
    sk_arena_done(&a);
    assert_string_equal(got, r->cell[1]);
}

int main(void)
{
    return run_engine_table("read/feed_dates.tsv", each);
}
