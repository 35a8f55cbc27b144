/* Reads the rows of store/name.tsv: what a storyline is called. */
#include "store/titles.h"

#include "store/name.h"

/* "TYPE:name:share:country", of a body of the state ":own" behind it */
static sk_one_name name_of(sk_arena *a, char *s)
{
    char *name = strchr(s, ':') + 1, *share = strchr(name, ':'), *country, *own;
    sk_one_name w = {.said = strtod(share + 1, &country)};

    *share = 0;
    if ((own = strchr(country + 1, ':'))) {
        *own = 0;
        w.own = atof(own + 1);
    }
    w.country = sk_str_of(country + 1);
    w.worth = 3 * w.said;
    w.name = sk_theme_name_of(a, sk_str_of(name),
                              strncmp(s, "PER", 3) == 0   ? SK_PER
                              : strncmp(s, "GPE", 3) == 0 ? SK_GPE
                              : strncmp(s, "LOC", 3) == 0 ? SK_LOC
                                                          : SK_ORG);
    w.name.skip = w.name.type == SK_PER
                      ? 1
                      : sk_topics_front(&eng->threads->topics, w.name.syls[0]);
    w.state = w.name.type == SK_GPE && !w.name.skip;
    w.of_state = w.state || own;
    return w;
}

static void each(void **state)
{
    const row *r = *state;
    sk_doc d = {.eng = eng};
    sk_threads *threads = sk_threads_new(eng->threads);
    char cells[512];
    sk_naming nm = {.a = &d.arena};
    sk_str got;

    sk_arena_init(&d.arena, 1 << 22);
    snprintf(cells, sizeof cells, "%s", r->cell[1]);
    for (char *s = strtok(cells, ";"); s && strchr(s, ':');
         s = strtok(NULL, ";"))
        nm.v[nm.n++] = name_of(&d.arena, s + strspn(s, " "));
    nm.titles = titles_of(&d, threads, r);
    nm.n_titles = (size_t)r->n - 2;
    sk_naming_weigh(&nm);
    got = sk_name_of(&nm);
    if (strstr(r->cell[0], " | "))
        got = sk_strf(nm.a, "%.*s | %.*s", SK_FMT(got),
                      SK_FMT(sk_name_with_one_more(&nm, got)));
    if (!sk_str_eq(got, sk_str_of(r->cell[0])))
        fail_msg("%s:%d\n  got  %.*s\n  want %s", r->file, r->line, SK_FMT(got),
                 r->cell[0]);
    sk_arena_done(&d.arena);
    sk_threads_free(threads);
}

int main(void)
{
    return run_engine_table("store/name.tsv", each);
}
