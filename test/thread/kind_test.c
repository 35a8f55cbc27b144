/* What kind of piece a title makes, and where it goes after a report. */
#include "engine_table.h"

#include "thread/threads.h"

static const char *const kinds[SK_ITEM_KINDS] = {
    "news", "digest", "column", "series", "preview", "listing"};

static void decide(sk_threads *t, const char *text, int64_t id, sk_item *it,
                   sk_decision *out)
{
    sk_doc *d = sk_doc_new(eng, 0);

    assert_non_null(d);
    assert_int_equal(sk_doc_read_text(d, sk_str_of(text), NULL), SK_OK);
    sk_item_from(eng->threads, d, it);
    it->id = id;
    it->minute = id * 60;
    it->outlet = (uint32_t)id;
    assert_int_equal(sk_threads_add(t, it, out, NULL), SK_OK);
    sk_doc_free(d);
}

static void each(void **state)
{
    static sk_item it;
    const row *r = *state;
    sk_threads *t = sk_threads_new(eng->threads);
    sk_decision first, then;

    assert_non_null(t);
    decide(t, r->cell[0], 1, &it, &first);
    decide(t, r->cell[1], 2, &it, &then);
    assert_string_equal(kinds[it.kind], r->cell[2]);
    assert_int_equal(then.story == first.story, atoi(r->cell[3]));
    assert_int_equal(then.happening == first.happening, atoi(r->cell[4]));
    sk_threads_free(t);
}

int main(void)
{
    return run_engine_table("thread/kind.tsv", each);
}
