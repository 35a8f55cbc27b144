/* What two texts share when one thing is written in two ways. */
#include "engine_table.h"

#include "thread/item.h"

static void read(const char *text, sk_item *it)
{
    sk_doc *d = sk_doc_new(eng, 0);

    assert_non_null(d);
    assert_int_equal(sk_doc_read_text(d, sk_str_of(text), NULL), SK_OK);
    sk_item_from(eng->threads, d, it);
    sk_doc_free(d);
}

static bool has(const sk_item *it, uint32_t number)
{
    for (uint32_t i = 0; i < it->n_numbers; i++)
        if (it->numbers[i] == number)
            return true;
    return false;
}

static int shared(const sk_item *a, const sk_item *b, uint32_t day)
{
    int n = 0;

    for (uint32_t i = 0; i < a->n_numbers; i++)
        n += (a->numbers[i] & SK_NUMBER_DAY) == day && has(b, a->numbers[i]);
    return n;
}

static int unlike_terms(const sk_item *a, const sk_item *b)
{
    int n = 0;

    for (uint32_t i = 0; i < a->n_terms; i++) {
        uint32_t k = 0;
        while (k < b->n_terms && b->terms[k].id != a->terms[i].id)
            k++;
        n += k == b->n_terms;
    }
    return n;
}

static void each(void **state)
{
    static sk_item a, b;
    const row *r = *state;

    read(r->cell[0], &a);
    read(r->cell[1], &b);
    assert_int_equal(unlike_terms(&a, &b), atoi(r->cell[2]));
    assert_int_equal(shared(&a, &b, 0), atoi(r->cell[3]));
    assert_int_equal(shared(&a, &b, SK_NUMBER_DAY), atoi(r->cell[4]));
}

int main(void)
{
    return run_engine_table("thread/spell.tsv", each);
}
