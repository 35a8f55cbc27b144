/* Titles of series, and the tolls that an article tells first. */
#include "arena.h"
#include "engine_table.h"

#include <stdio.h>

#include "thread/mark.h"

static uint32_t series(const char *title)
{
    sk_arena a;
    jmp_buf full;
    uint32_t s;

    ARENA_OPEN(a, full, 1 << 20);
    s = sk_mark_series(eng, sk_str_of(title), &a);
    sk_arena_done(&a);
    return s;
}

static void tolls(const char *text, char *out, size_t cap)
{
    sk_doc *d = sk_doc_new(eng, 0);
    int64_t n[SK_TOLL_KINDS];
    size_t at = 0;

    assert_non_null(d);
    assert_int_equal(sk_doc_read_text(d, sk_str_of(text), NULL), SK_OK);
    sk_mark_tolls(d, n);
    for (int k = 0; k < SK_TOLL_KINDS; k++)
        at += (size_t)snprintf(out + at, cap - at, n[k] < 0 ? "%s-" : "%s%lld",
                               k ? " " : "", (long long)n[k]);
    sk_doc_free(d);
}

static void each(void **state)
{
    const row *r = *state;
    uint32_t a = series(r->cell[0]);
    char told[80];

    assert_int_equal(a && a == series(r->cell[1]), atoi(r->cell[2]));
    tolls(r->cell[0], told, sizeof told);
    assert_string_equal(told, r->cell[3]);
}

int main(void)
{
    return run_engine_table("thread/mark.tsv", each);
}
