/* A state that is saved and loaded decides like one that went on; a broken one
 * is refused. */
#include "engine_table.h"

#include "base/err.h"
#include "thread/threads.h"

enum { ITEMS = 400 };

static uint32_t next(uint32_t *r)
{
    return *r = *r * 1664525u + 1013904223u;
}

/* An invented item of one of 12 affairs. */
static void make(sk_item *it, int64_t id)
{
    uint32_t r = (uint32_t)id * 7919u + 1, affair = next(&r) >> 8 & 7;

    memset(it, 0, sizeof *it);
    it->id = id;
    it->minute = id * 45;
    it->key = (uint64_t)id * 2 + 1;
    it->outlet = next(&r) >> 16 & 3;
    for (uint32_t i = 0; i < 30; i++)
        it->terms[it->n_terms++] =
            (sk_term){i * 100000u + (i < 12 ? affair * 64u : next(&r) >> 20),
                      i < 4, 1, i < 3 ? SK_TERM_NAME : 0};
}

static void decide(sk_threads *t, int64_t id, sk_decision *d)
{
    static sk_item it;

    make(&it, id);
    assert_int_equal(sk_threads_add(t, &it, d, NULL), SK_OK);
}

static void goes_on(void **state)
{
    sk_threads *a = sk_threads_new(eng->threads);
    sk_threads *b = sk_threads_new(eng->threads);
    sk_decision da, db;
    unsigned joined = 0;

    (void)state;
    for (int64_t id = 1; id <= ITEMS; id++) {
        decide(a, id, &da);
        decide(b, id, &db);
        assert_memory_equal(&da, &db, sizeof da);
        joined += !da.new_story;
        if (id % 37 == 0) {
            unsigned char *bytes;
            size_t len;
            assert_int_equal(sk_threads_save(b, &bytes, &len, NULL), SK_OK);
            sk_threads_free(b);
            b = sk_threads_new(eng->threads);
            assert_int_equal(sk_threads_load(b, bytes, len, NULL), SK_OK);
            free(bytes);
        }
    }
    assert_true(joined > ITEMS / 2);
    sk_threads_free(a);
    sk_threads_free(b);
}

static void broken(void **state)
{
    sk_threads *a = sk_threads_new(eng->threads);
    unsigned char *bytes;
    sk_decision d;
    sk_err err;
    size_t len;

    (void)state;
    for (int64_t id = 1; id <= 20; id++)
        decide(a, id, &d);
    assert_int_equal(sk_threads_save(a, &bytes, &len, NULL), SK_OK);
    for (size_t cut = 0; cut < 40; cut++) {
        sk_threads *b = sk_threads_new(eng->threads);
        size_t n = cut < 20 ? cut : len * (cut - 20) / 20;
        assert_int_equal(sk_threads_load(b, bytes, n, &err), SK_EINPUT);
        sk_threads_free(b);
    }
    free(bytes);
    sk_threads_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(goes_on),
                                       cmocka_unit_test(broken)};

    return run_engine_tests(tests);
}
