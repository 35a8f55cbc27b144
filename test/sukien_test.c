/* The public API: any memory limit, threads that share an engine, the way back
 * to the bytes of the input. */
#include "engine_table.h"

#include <pthread.h>

static const char article[] =
    "{\"id\":\"t1\",\"published\":\"2025-03-19\",\"title\":\"Trump - Putin "
    "điện đàm\",\"body\":[\"Tối 18/3, Tổng thống Mỹ Donald Trump điện đàm với "
    "Tổng thống Nga Vladimir Putin. \\\"Chúng tôi đã có một cuộc trao đổi tốt "
    "đẹp\\\", ông Trump nói.\",\"Ông Putin đồng ý ngừng tấn công hạ tầng năng "
    "lượng của Ukraine trong 30 ngày.\"]}";

static sk_str text_of(const char *s)
{
    return (sk_str){s, strlen(s)};
}

/* A document may run out of memory anywhere and is empty afterwards. */
static void any_limit(void **state)
{
    int ok = 0;

    (void)state;
    for (size_t limit = 1; limit <= (size_t)64 << 20; limit += limit / 4 + 1) {
        sk_doc *d = sk_doc_new(eng, limit);
        sk_err err;
        int rc = sk_doc_read_json(d, text_of(article), &err);
        assert_true(rc == SK_OK || rc == SK_ELIMIT);
        if (rc == SK_ELIMIT) {
            assert_int_equal(sk_doc_text(d).len, 0);
            assert_non_null(strstr(err.msg, "memory"));
        }
        ok += rc == SK_OK;
        sk_doc_free(d);
    }
    assert_true(ok > 0);
}

static char *record_of(void)
{
    sk_doc *d = sk_doc_new(eng, 0);
    sk_err err;
    sk_str rec;
    char *s;

    assert_int_equal(sk_doc_read_json(d, text_of(article), &err), SK_OK);
    rec = sk_doc_record(d, SK_RECORD_WORDS, &err);
    assert_non_null(rec.s);
    s = malloc(rec.len + 1);
    memcpy(s, rec.s, rec.len);
    s[rec.len] = 0;
    sk_doc_free(d);
    return s;
}

static void *worker(void *arg)
{
    const char *want = arg;

    for (int i = 0; i < 20; i++) {
        char *got = record_of();
        int same = strcmp(got, want) == 0;
        free(got);
        if (!same)
            return arg;
    }
    return NULL;
}

static void threads_agree(void **state)
{
    char *want = record_of();
    pthread_t t[4];

    (void)state;
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&t[i], NULL, worker, want), 0);
    for (int i = 0; i < 4; i++) {
        void *bad;
        pthread_join(t[i], &bad);
        assert_null(bad);
    }
    free(want);
}

/* Decomposed letters, references and double blanks lead back to their bytes. */
static void way_back(void **state)
{
    const char *in = "Ho\xCC\x80"
                     "a  &quot;Ha\xCC\x80 No\xCC\xA3\xCC\x82i&quot; 2/9";
    sk_doc *d = sk_doc_new(eng, 0);
    sk_str clean;
    sk_err err;

    (void)state;
    assert_int_equal(sk_doc_read_text(d, text_of(in), &err), SK_OK);
    clean = sk_doc_text(d);
    assert_memory_equal(clean.s, "Hòa \"Hà Nội\" 2/9", 20);
    for (uint32_t i = 0; i < clean.len - 1; i++) {
        uint32_t beg, end;
        int32_t field;
        if (((unsigned char)clean.s[i] & 0xC0) == 0x80)
            continue;
        sk_doc_origin(d, (sk_span){i, i + 1}, &field, &beg, &end);
        assert_int_equal(field, SK_FIELD_TEXT);
        assert_true(beg < end && end <= strlen(in));
        if (clean.s[i] == 'N')
            assert_int_equal(in[beg], 'N');
        if (clean.s[i] == '"')
            assert_memory_equal(in + beg, "&quot;", 6);
        if (clean.s[i] == '9')
            assert_int_equal(end, strlen(in));
    }
    sk_doc_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_limit),
        cmocka_unit_test(threads_agree),
        cmocka_unit_test(way_back),
    };

    return run_engine_tests(tests);
}
