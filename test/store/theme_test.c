/* Reads the rows of store/theme.tsv: what titles have in common. */
#include "store/titles.h"

static uint8_t type_of(const char *s)
{
    return strncmp(s, "PER:", 4) == 0   ? SK_PER
           : strncmp(s, "GPE:", 4) == 0 ? SK_GPE
                                        : SK_ORG;
}

static size_t read_names(sk_arena *a, char *cell, sk_theme_name *names)
{
    size_t n = 0;

    for (char *s = strtok(cell, ";"); s; s = strtok(NULL, ";")) {
        while (*s == ' ')
            s++;
        if (strchr(s, ':'))
            names[n++] =
                sk_theme_name_of(a, sk_str_of(strchr(s, ':') + 1), type_of(s));
    }
    return n;
}

static void each(void **state)
{
    const row *r = *state;
    sk_doc d = {.eng = eng};
    sk_threads *threads = sk_threads_new(eng->threads);
    sk_theme_name names[8];
    char cell[512], got[256];
    sk_theme theme;
    size_t n;

    sk_arena_init(&d.arena, 1 << 22);
    snprintf(cell, sizeof cell, "%s", r->cell[1]);
    n = read_names(&d.arena, cell, names);
    theme = sk_theme_find(titles_of(&d, threads, r), names, n);
    snprintf(got, sizeof got, "%.*s",
             SK_FMT(theme.text.n_syls ? theme.text.text : SK_STR("-")));
    sk_arena_done(&d.arena);
    sk_threads_free(threads);
    if (strcmp(got, r->cell[0]) != 0)
        fail_msg("%s:%d\n  got  %s\n  want %s", r->file, r->line, got,
                 r->cell[0]);
}

int main(void)
{
    return run_engine_table("store/theme.tsv", each);
}
