/* What threading keeps of a full text. */
#include "engine_table.h"

#include "thread/item.h"

/* Terms of a title and n words, of which the first come again as words do. */
static void read(uint32_t n, sk_item *it)
{
    static char text[1 << 16];
    char *p = text + sprintf(text, "Cầu treo Rạch Dừa thông xe sau ba năm\n\n");
    sk_doc *d = sk_doc_new(eng, 0);

    for (uint32_t i = 0; i < n; i++) {
        uint32_t w = i < 300 ? i % 150 : i;
        p += sprintf(p, "t%c%c%c%s", 'a' + w % 26, 'a' + w / 26 % 26,
                     'a' + w / 676, i % 40 == 39 ? ".\n\n" : " ");
    }
    assert_non_null(d);
    assert_int_equal(sk_doc_read_text(d, sk_str_of(text), NULL), SK_OK);
    sk_item_from(eng->threads, d, it);
    sk_doc_free(d);
}

/* However long the text: its title whole, and of the rest the opening. */
static void opening(void **state)
{
    static sk_item brief, full, longer;

    (void)state;
    read(0, &brief);
    read(500, &full);
    read(3000, &longer);
    assert_true(full.n_terms < SK_ITEM_TERMS);
    assert_memory_equal(full.terms, longer.terms, sizeof full.terms);
    for (uint32_t i = 0, k = 0; i < brief.n_terms; i++) {
        while (k < full.n_terms && full.terms[k].id < brief.terms[i].id)
            k++;
        assert_true(k < full.n_terms);
        assert_int_equal(full.terms[k].id, brief.terms[i].id);
        assert_int_equal(full.terms[k].title, brief.terms[i].title);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(opening)};

    return run_engine_tests(tests);
}
