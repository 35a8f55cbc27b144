/* Reads the rows of store/shown.tsv: whom and what a storyline is shown with. */
#include "arena.h"
#include "engine_table.h"

#include "record.h"
#include "store/shown.h"

/* "TYPE name n" */
static sk_party party(const char *cell)
{
    sk_str s = sk_str_of(cell);
    sk_party p = {.type = SK_PER};
    size_t last = s.len;

    while (last && s.s[last - 1] != ' ')
        last--;
    while (p.type < SK_LOC &&
           !sk_str_starts(s, sk_str_of(sk_mention_type_name(p.type))))
        p.type++;
    p.name = sk_str_sub(s, sk_str_find(s, SK_STR(" "), 0) + 1, last - 1);
    p.n_docs = (uint32_t)atoi(cell + last);
    return p;
}

static void list(const sk_shown *v, char *out)
{
    strcpy(out, v->n ? "" : "-");
    for (unsigned i = 0; i < v->n; i++)
        sprintf(out + strlen(out), "%s%.*s", i ? "; " : "",
                SK_FMT(v->v[i].name));
}

static void each(void **state)
{
    const row *r = *state;
    sk_shown people = {.n = 0}, places = {.n = 0};
    char told[200];
    sk_arena a;
    jmp_buf full;

    ARENA_OPEN(a, full, 1 << 20);
    for (int i = 3; i < r->n; i++) {
        sk_party p = party(r->cell[i]);
        sk_shown_take(eng, &p, (uint32_t)atoi(r->cell[0]), &people, &places,
                      &a);
    }
    list(&people, told);
    assert_string_equal(told, r->cell[1]);
    list(&places, told);
    assert_string_equal(told, r->cell[2]);
    sk_arena_done(&a);
}

int main(void)
{
    return run_engine_table("store/shown.tsv", each);
}
