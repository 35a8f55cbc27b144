/* Addresses made whole and tidy. */
#include "engine_table.h"

#include "base/engine.h"
#include "read/url.h"

static void each(void **state)
{
    const row *r = *state;
    sk_arena a;
    jmp_buf full;
    char got[256];
    sk_str s;

    sk_arena_init(&a, 1 << 20);
    a.full = &full;
    if (setjmp(full))
        fail();
    s = strcmp(r->cell[1], "host") == 0 ? sk_url_host(sk_str_of(r->cell[0]))
        : strcmp(r->cell[1], "tidy") == 0
            ? sk_url_tidy(&a, eng->pages, sk_str_of(r->cell[0]))
            : sk_url_join(&a, sk_str_of(r->cell[0]), sk_str_of(r->cell[1]));
    snprintf(got, sizeof got, "%.*s", SK_FMT(s));
    sk_arena_done(&a);
    assert_string_equal(got, r->cell[2]);
}

int main(void)
{
    return run_engine_table("read/urls.tsv", each);
}
