/* Addresses that are one article; items packed and unpacked. */
#include "table.h"

#include "thread/item.h"

/* address, another address, whether they are one article */
static void each(void **state)
{
    const row *r = *state;
    uint64_t a = sk_article_key(sk_str_of(r->cell[0]));
    uint64_t b = sk_article_key(sk_str_of(r->cell[1]));

    assert_int_equal(a && a == b, atoi(r->cell[2]));
}

static void packs(void **state)
{
    static sk_item in, out;
    static unsigned char buf[SK_ITEM_BYTES];
    size_t n;

    (void)state;
    in.id = 5;
    in.minute = -77;
    in.n_terms = SK_ITEM_TERMS;
    for (uint32_t i = 0; i < in.n_terms; i++)
        in.terms[i] = (sk_term){i * 977u, 1, 255, SK_TERM_PAIR};
    in.n_acts = SK_ITEM_ACTS;
    in.acts[0].day = SK_NO_DAY;
    in.n_numbers = SK_ITEM_NUMBERS;
    n = sk_item_pack(&in, buf);
    assert_true(n <= sizeof buf);
    assert_true(sk_item_unpack(buf, n, &out));
    assert_memory_equal(&in, &out, sizeof in);
    for (size_t cut = 0; cut < n; cut++)
        assert_false(sk_item_unpack(buf, cut, &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(packs)};

    return run_table("thread/keys.tsv", each) |
           cmocka_run_group_tests(tests, NULL, NULL);
}
