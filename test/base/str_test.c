/* sk_strf answers as printf does, whichever way it goes. */
#include "arena.h"
#include "table.h"

#include "base/str.h"

static void agree(sk_str got, const char *want)
{
    assert_int_equal(got.len, strlen(want));
    assert_string_equal(got.s, want);
}

/* Both answers to one format. */
#define CHECK(...)                                \
    do {                                          \
        snprintf(want, sizeof want, __VA_ARGS__); \
        agree(sk_strf(&a, __VA_ARGS__), want);    \
    } while (0)

static void each(void **state)
{
    const row *r = *state;
    int n = atoi(r->cell[0]), half;
    const char *s = r->cell[1];
    char want[2048], big[600];
    sk_arena a;
    jmp_buf full;

    ARENA_OPEN(a, full, 1 << 20);
    half = (int)strlen(s) / 2;
    memset(big, 'x', sizeof big - 1);
    big[sizeof big - 1] = 0;
    CHECK("%d", n);
    CHECK("%02d:%04d", n, n);
    CHECK("%05d%s", n, s);
    CHECK("%.*s|%s|%c", half, s, s, 'z');
    CHECK("%.*s", (int)sizeof big, s);
    CHECK("%3d %% %zu %g", n, sizeof n, n / 2.0);
    CHECK("%s%s", big, s);
    CHECK("%.*s%d", 250, big, n);
    sk_arena_done(&a);
}

int main(void)
{
    return run_table("base/str.tsv", each);
}
