/* Reads the rows of store/said.tsv: which quotations are the same words. */
#include "engine_table.h"

#include "base/str.h"
#include "store/store.h"

static void add(sk_store *s, int i, const char *article)
{
    sk_doc *d = sk_doc_new(eng, 0);
    char json[8192], text[4096];
    size_t n = 0;
    int day = atoi(article);
    enum sk_added what;
    sk_err err;

    for (const char *c = strchr(article, ' ') + 1; *c; c++) {
        if (*c == '"')
            text[n++] = '\\';
        text[n++] = *c;
    }
    text[n] = 0;
    snprintf(json, sizeof json,
             "{\"url\":\"https://bao%d.example/tin-%d\",\"outlet\":\"Báo %d\","
             "\"published\":\"2026-03-%02dT08:00:00+07:00\",\"body\":[\"%s\"]}",
             i, i, i, day, text);
    assert_int_equal(sk_doc_read_json(d, sk_str_of(json), &err), SK_OK);
    assert_int_equal(sk_store_add(s, eng, d, &what, &err), SK_OK);
    assert_int_equal(what, SK_ADDED_NEW);
    sk_doc_free(d);
}

static void describe(sk_store *s, char *out, size_t cap)
{
    sk_quote_filter f = {.from = SK_NO_TIME, .to = SK_NO_TIME};
    sk_quotes_found found;
    sk_arena a;
    sk_err err;
    size_t n = 0;

    sk_arena_init(&a, 1 << 20);
    assert_int_equal(sk_store_quotes(s, &f, &a, &found, &err), SK_OK);
    out[0] = 0;
    for (size_t i = 0; i < found.n; i++)
        n += (size_t)snprintf(out + n, cap - n, "%s%u/%u", i ? " " : "",
                              found.v[i].n_docs, found.v[i].n_variants);
    sk_arena_done(&a);
}

static void each(void **state)
{
    const row *r = *state;
    char got[256];

    for (int back = 0; back < 2; back++) {
        sk_err err;
        sk_store *s = sk_store_open(":memory:", 0, &err);
        assert_non_null(s);
        for (int i = 1; i < r->n; i++) {
            int k = back ? r->n - i : i;
            add(s, k, r->cell[k]);
        }
        assert_int_equal(sk_store_commit(s, &err), SK_OK);
        describe(s, got, sizeof got);
        sk_store_close(s);
        if (strcmp(got, r->cell[0]) != 0)
            fail_msg("%s:%d%s\n  got  %s\n  want %s", r->file, r->line,
                     back ? " (the other way round)" : "", got, r->cell[0]);
    }
}

int main(void)
{
    return run_engine_table("store/said.tsv", each);
}
