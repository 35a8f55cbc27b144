/* Words of a text, or with *...* words that must be among them. */
#include "engine_table.h"

static void each(void **state)
{
    const row *r = *state;
    sk_doc *doc = sk_doc_new(eng, 0);
    sk_str text = {r->cell[0], strlen(r->cell[0])};
    const char *want = r->cell[1];
    char got[4096] = " ", part[1024];
    size_t n = 1;
    sk_err err;

    assert_int_equal(sk_doc_read_text(doc, text, &err), SK_OK);
    text = sk_doc_text(doc);
    for (size_t i = 0; i < sk_doc_words(doc).n; i++) {
        sk_span s = sk_doc_words(doc).v[i].span;
        for (uint32_t k = s.beg; k < s.end; k++)
            got[n++] = text.s[k] == ' ' ? '_' : text.s[k];
        got[n++] = ' ';
    }
    got[n] = 0;
    snprintf(part, sizeof part, " %s ", want);
    if (want[0] == '*') {
        snprintf(part, sizeof part, " %.*s ", (int)strlen(want) - 2, want + 1);
        if (!strstr(got, part))
            fail_msg("no \"%s\" in \"%s\"", part, got);
    } else {
        assert_string_equal(got, part);
    }
    sk_doc_free(doc);
}

int main(void)
{
    return run_engine_table("split/words.tsv", each);
}
