/* Reads the rows of relate/who.tsv: who is named, linked and pointed back to. */
#include "engine_table.h"

#include "base/day.h"
#include "relate/refer.h"

static const char *type_name(uint8_t type)
{
    static const char *const n[] = {"PER", "ORG", "GPE", "LOC", "EVENT"};

    return n[type];
}

/* "[Tổng thống Mỹ]=per:donald-trump" for each mention and reference, in the
 * order of the text; TYPE stands for an entity that nobody knows. */
static void describe(const sk_doc *d, char *out, size_t cap)
{
    size_t r = 0, n = 0;

    out[0] = 0;
    for (size_t i = 0; i <= d->mentions.n; i++) {
        const sk_mention *m = i < d->mentions.n ? &d->mentions.v[i] : NULL;
        while (r < d->refs.n && (!m || d->refs.v[r].tok_beg < m->tok_beg)) {
            const sk_ref *f = &d->refs.v[r++];
            n += (size_t)snprintf(
                out + n, cap - n, "%s(%.*s)=%.*s", n ? " " : "",
                SK_FMT(
                    sk_doc_sub(d, sk_doc_tok_span(d, f->tok_beg, f->tok_end))),
                SK_FMT(d->entities.v[f->entity].id));
            if (f->other != SK_NONE)
                n += (size_t)snprintf(out + n, cap - n, "+%.*s",
                                      SK_FMT(d->entities.v[f->other].id));
        }
        if (m) {
            const sk_entity *e = &d->entities.v[m->entity];
            n += (size_t)snprintf(out + n, cap - n, "%s[%.*s]=%.*s",
                                  n ? " " : "", SK_FMT(sk_doc_sub(d, m->span)),
                                  SK_FMT(e->id));
            if (e->know == SK_NONE || e->type != SK_PER)
                n += (size_t)snprintf(out + n, cap - n, "/%s%s%s",
                                      type_name(m->type),
                                      m->country[0] ? "-" : "", m->country);
        }
    }
}

static void each(void **state)
{
    const row *r = *state;
    sk_doc *d = sk_doc_new(eng, 0);
    sk_err err;
    char line[8192], json[8192], got[8192];

    assert_int_equal(r->n, 3);
    snprintf(json, sizeof json,
             r->cell[0][0] == '-' ? "{%.0s\"body\":[\"%s\"]}"
                                  : "{\"published\":\"%s\",\"body\":[\"%s\"]}",
             r->cell[0], r->cell[1]);
    assert_int_equal(sk_doc_read_json(d, sk_str_of(json), &err), SK_OK);
    describe(d, got, sizeof got);
    if (strcmp(got, r->cell[2]) != 0) {
        snprintf(line, sizeof line, "%s:%d: %s\n  got  %s\n  want %s", r->file,
                 r->line, r->cell[1], got, r->cell[2]);
        fail_msg("%s", line);
    }
    sk_doc_free(d);
}

int main(void)
{
    return run_engine_table("relate/who.tsv", each);
}
