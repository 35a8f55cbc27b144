/* events_test.c - sentences and the events that must come out of them. */
#include "engine_table.h"

static size_t put(char *out, size_t at, size_t cap, const char *s)
{
    int n = snprintf(out + at, cap - at, "%s", s);

    return n < 0 || at + (size_t)n >= cap ? cap - 1 : at + (size_t)n;
}

/* "USA+GBR": the codes of a side, each once; "?" without a code, "-" nobody. */
static size_t side(char *out, size_t at, size_t cap, const sk_actor *v,
                   uint32_t n)
{
    bool any = false;

    for (uint32_t i = 0; i < n; i++) {
        bool again = false;
        for (uint32_t k = 0; k < i; k++)
            again |= strcmp(v[k].code, v[i].code) == 0;
        if (again)
            continue;
        if (any)
            at = put(out, at, cap, "+");
        at = put(out, at, cap, v[i].code[0] ? v[i].code : "?");
        any = true;
    }
    return any ? at : put(out, at, cap, "-");
}

/* "CONSULT/visit FRA > VNM planned @2026-01-20 in VNM" */
static size_t event(char *out, size_t at, size_t cap, const sk_event *e)
{
    static const char *const status[] = {
        "",         " planned",     " ongoing",
        " negated", " conditional", " reported-claim"};

    at = put(out, at, cap, e->type);
    for (int i = 0; i < 4 && e->mode[i]; i++) {
        at = put(out, at, cap, i ? "+" : "/");
        at = put(out, at, cap, e->mode[i]);
    }
    at = put(out, at, cap, " ");
    at = side(out, at, cap, e->source, e->n_source);
    at = put(out, at, cap, " > ");
    at = side(out, at, cap, e->target, e->n_target);
    at = put(out, at, cap, status[e->status]);
    if (e->when.s) {
        char when[64];
        snprintf(when, sizeof when, " @%.*s", SK_FMT(e->when));
        at = put(out, at, cap, when);
    }
    if (e->where.span.end > e->where.span.beg) {
        at = put(out, at, cap, " in ");
        at = put(out, at, cap, e->where.country[0] ? e->where.country : "?");
    }
    return at;
}

/* Row: sentence, events with "; " between, "-" for none. The article is of
 * 15 January 2026, a Thursday. */
static void each(void **state)
{
    const row *r = *state;
    char line[8192], got[4096] = "";
    size_t at = 0;
    sk_doc *doc = sk_doc_new(eng, 0);
    sk_err err;
    sk_events ev;

    snprintf(line, sizeof line,
             "{\"id\":\"t\",\"published\":\"2026-01-15\",\"text\":\"%s.\"}",
             r->cell[0]);
    assert_int_equal(sk_doc_read_json(doc, (sk_str){line, strlen(line)}, &err),
                     SK_OK);
    ev = sk_doc_events(doc);
    for (size_t i = 0; i < ev.n; i++) {
        if (i)
            at = put(got, at, sizeof got, "; ");
        at = event(got, at, sizeof got, &ev.v[i]);
    }
    if (!ev.n)
        put(got, at, sizeof got, "-");
    if (r->n < 2 || strcmp(got, r->cell[1]) != 0)
        print_error("%s:%d: %s\n  got  %s\n  want %s\n", r->file, r->line,
                    r->cell[0], got, r->n < 2 ? "" : r->cell[1]);
    assert_true(r->n > 1);
    assert_string_equal(got, r->cell[1]);
    sk_doc_free(doc);
}

int main(void)
{
    return run_engine_table("code/events.tsv", each);
}
