/* Times of a sentence: rows of find/time.tsv, the clock in the row. */
#include "engine_table.h"

static const char *type_name(uint8_t type)
{
    static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};

    return names[type];
}

static size_t put(char *out, size_t at, size_t cap, const char *before,
                  sk_str s)
{
    int n = snprintf(out + at, cap - at, "%s%.*s", before, SK_FMT(s));

    assert_true(n >= 0 && at + (size_t)n < cap);
    return at + (size_t)n;
}

static void each(void **state)
{
    const row *r = *state;
    sk_doc *doc = sk_doc_new(eng, 0);
    char line[4096], got[4096] = "-";
    size_t at = 0, n = 0;
    sk_times times;
    sk_str text;
    sk_err err;

    assert_non_null(doc);
    n = (size_t)snprintf(line, sizeof line, "{\"text\":\"");
    for (const char *c = r->cell[1]; *c && n + 8 < sizeof line; c++) {
        if (*c == '"')
            line[n++] = '\\';
        line[n++] = *c;
    }
    n += (size_t)snprintf(line + n, sizeof line - n, "\"%s%s%s}",
                          r->cell[0][0] == '-' ? "" : ",\"published\":\"",
                          r->cell[0][0] == '-' ? "" : r->cell[0],
                          r->cell[0][0] == '-' ? "" : ":00+07:00\"");
    assert_int_equal(sk_doc_read_json(doc, (sk_str){line, n}, &err), SK_OK);
    times = sk_doc_times(doc);
    text = sk_doc_text(doc);
    for (size_t i = 0; i < times.n; i++) {
        const sk_time *t = &times.v[i];
        at = put(got, at, sizeof got, i ? " ; " : "",
                 (sk_str){text.s + t->span.beg, t->span.end - t->span.beg});
        at = put(got, at, sizeof got, "=",
                 (sk_str){type_name(t->type), strlen(type_name(t->type))});
        at = put(got, at, sizeof got, " ", t->value);
        if (t->mod.s)
            at = put(got, at, sizeof got, " ", t->mod);
        if (t->tz.s)
            at = put(got, at, sizeof got, " @", t->tz);
        assert_true(t->confidence > 0 && t->confidence <= 1);
        assert_true(t->day_beg == SK_NO_DAY || t->day_beg <= t->day_end);
    }
    sk_doc_free(doc);
    assert_string_equal(got, r->cell[2]);
}

int main(void)
{
    return run_engine_table("find/time.tsv", each);
}
