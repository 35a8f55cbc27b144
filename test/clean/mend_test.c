/* What a text is when its letters are mended. */
#include "engine_table.h"

static void each(void **state)
{
    const row *r = *state;
    sk_doc *doc = sk_doc_new(eng, 0);
    sk_str text = {r->cell[0], strlen(r->cell[0])};
    char got[1024];
    sk_err err;

    assert_int_equal(sk_doc_read_text(doc, text, &err), SK_OK);
    text = sk_doc_text(doc);
    while (text.len && text.s[text.len - 1] == '\n')
        text.len--;
    snprintf(got, sizeof got, "%.*s", (int)text.len, text.s);
    assert_string_equal(got, r->cell[1]);
    sk_doc_free(doc);
}

int main(void)
{
    return run_engine_table("clean/mend.tsv", each);
}
