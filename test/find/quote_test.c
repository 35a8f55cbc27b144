/* Quotes in sentences: the row holds the text with its quotes marked; the
 * marks are taken off, the text is read, and marked anew from what was found. */
#include "engine_table.h"

#include "base/json.h"

#include <sukien/sukien.h>

/* The text without {K name| and }. */
static void plain(const char *s, char *out)
{
    while (*s) {
        if (*s == '{') {
            s = strchr(s, '|') + 1;
        } else if (*s == '}') {
            s++;
        } else {
            *out++ = *s++;
        }
    }
    *out = 0;
}

/* Writes the opening marks that stand at a byte. */
static size_t open_at(sk_quotes qs, uint32_t at, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < qs.n; i++) {
        const sk_quote *q = &qs.v[i];
        sk_str who = q->speaker_name.s ? q->speaker_name : SK_STR("-");
        if (q->span.beg != at)
            continue;
        if (q->kind == SK_SCARE)
            n += (size_t)sprintf(out + n, "{S|");
        else
            n += (size_t)sprintf(out + n, "{%c %.*s|", "DIM"[q->kind],
                                 SK_FMT(who));
    }
    return n;
}

static void marked(const sk_doc *d, uint32_t beg, uint32_t end, char *out)
{
    sk_str text = sk_doc_text(d);
    sk_quotes qs = sk_doc_quotes(d);

    for (uint32_t i = beg; i <= end; i++) {
        for (size_t k = 0; k < qs.n; k++)
            if (qs.v[k].span.end == i && qs.v[k].span.beg >= beg)
                *out++ = '}';
        if (i == end)
            break;
        out += open_at(qs, i, out);
        *out++ = text.s[i];
    }
    *out = 0;
}

/* Those who handed words on, in text order. */
static void tellers(sk_quotes qs, char *out)
{
    size_t n = 0;

    out[0] = 0;
    for (size_t i = 0; i < qs.n; i++)
        for (uint32_t k = 0; k < qs.v[i].n_told_by; k++)
            n += (size_t)sprintf(out + n, "%s%.*s", n ? "; " : "",
                                 SK_FMT(qs.v[i].told_by[k]));
}

static void each(void **state)
{
    const row *r = *state;
    static char text[4096], got[16384];
    bool title = strcmp(r->cell[0], "title") == 0;
    sk_doc *d = sk_doc_new(eng, 0);
    uint32_t end;
    sk_err err;

    plain(r->cell[1], text);
    if (title) {
        sk_arena a;
        sk_json j;
        sk_arena_init(&a, 1 << 20);
        j = sk_json_on(&a);
        sk_json_open(&j, '{');
        sk_json_key(&j, "title");
        sk_json_cstr(&j, text);
        sk_json_close(&j, '}');
        assert_int_equal(sk_doc_read_json(d, sk_buf_str(&j.out), &err), SK_OK);
        sk_arena_done(&a);
    } else {
        assert_int_equal(sk_doc_read_text(d, sk_str_of(text), &err), SK_OK);
    }
    end = (uint32_t)sk_doc_text(d).len;
    while (end && sk_doc_text(d).s[end - 1] == '\n')
        end--;
    marked(d, 0, end, got);
    assert_string_equal(got, r->cell[1]);
    tellers(sk_doc_quotes(d), got);
    if (r->n > 2)
        assert_string_equal(got, r->cell[2]);
    sk_doc_free(d);
}

int main(void)
{
    return run_engine_table("find/quote.tsv", each);
}
