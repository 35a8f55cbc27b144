/* Sentences of a text. */
#include "engine_table.h"

static void each(void **state)
{
    const row *r = *state;
    sk_doc *doc = sk_doc_new(eng, 0);
    sk_str text = {r->cell[0], strlen(r->cell[0])};
    char got[4096];
    size_t n = 0;
    sk_err err;

    assert_int_equal(sk_doc_read_text(doc, text, &err), SK_OK);
    text = sk_doc_text(doc);
    for (size_t i = 0; i < sk_doc_sents(doc).n; i++) {
        sk_span s = sk_doc_sents(doc).v[i].span;
        n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s", i ? "|" : "",
                              (int)(s.end - s.beg), text.s + s.beg);
    }
    assert_string_equal(got, r->cell[1]);
    sk_doc_free(doc);
}

int main(void)
{
    return run_engine_table("split/sents.tsv", each);
}
