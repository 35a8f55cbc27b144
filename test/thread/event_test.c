/* Whether what names an event, or another, is of one storyline. */
#include "engine_table.h"

#include "thread/threads.h"

enum { REPORTS = 3 };

static void each(void **state)
{
    static sk_item it;
    const row *r = *state;
    sk_threads *t = sk_threads_new(eng->threads);
    sk_decision out[REPORTS];

    assert_non_null(t);
    for (int i = 0; i < REPORTS; i++) {
        sk_doc *d = sk_doc_new(eng, 0);
        assert_non_null(d);
        assert_int_equal(sk_doc_read_text(d, sk_str_of(r->cell[i]), NULL),
                         SK_OK);
        sk_item_from(eng->threads, d, &it);
        it.id = i + 1;
        it.minute = i * 300;
        it.outlet = (uint32_t)i;
        assert_int_equal(sk_threads_add(t, &it, &out[i], NULL), SK_OK);
        sk_doc_free(d);
        if (i)
            assert_int_equal(out[i].story == out[0].story,
                             atoi(r->cell[REPORTS + i - 1]));
    }
    sk_threads_free(t);
}

int main(void)
{
    return run_engine_table("thread/event.tsv", each);
}
