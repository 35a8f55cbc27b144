/* Whether an article a month later is of an affair that three have told. */
#include "engine_table.h"

#include "thread/threads.h"

enum { TOLD = 3, MONTH = 30 * 1440 };

static void each(void **state)
{
    static sk_item it;
    const row *r = *state;
    sk_thread_model m = *eng->threads;
    sk_decision out[TOLD + 1];
    sk_threads *t;

    m.param[SK_TP_QUIET_ITEMS] = 0; /* what is old is out of sight */
    t = sk_threads_new(&m);
    assert_non_null(t);
    for (int i = 0; i <= TOLD; i++) {
        sk_doc *d = sk_doc_new(eng, 0);
        assert_non_null(d);
        assert_int_equal(sk_doc_read_text(d, sk_str_of(r->cell[i]), NULL),
                         SK_OK);
        sk_item_from(&m, d, &it);
        it.id = i + 1;
        it.minute = i * 300 + (i == TOLD) * MONTH;
        it.outlet = (uint32_t)i;
        assert_int_equal(sk_threads_add(t, &it, &out[i], NULL), SK_OK);
        sk_doc_free(d);
    }
    assert_int_equal(out[TOLD - 1].story, out[0].story);
    assert_int_equal(out[TOLD].story == out[0].story, atoi(r->cell[TOLD + 1]));
    sk_threads_free(t);
}

int main(void)
{
    return run_engine_table("thread/wake.tsv", each);
}
