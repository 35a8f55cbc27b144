/* search.c - sukien search: words and phrases, with or without marks. */
#include "out.h"

#include <stdlib.h>

static void snippet(asking *q, sk_str s)
{
    size_t from = 0;

    printf("    ");
    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && s.s[i] != 1 && s.s[i] != 2)
            continue;
        put_colour(q, i < s.len && s.s[i] == 2 ? YELLOW : PLAIN,
                   sk_str_sub(s, from, i));
        from = i + 1;
    }
    putchar('\n');
}

static void row(asking *q, const sk_doc_row *r)
{
    put_minute(q, r->published);
    put_colour(q, BOLD, r->title);
    put_colour(q, DIM,
               sk_strf(&q->a, " · %.*s · storyline %lld",
                       SK_FMT(r->outlet.s ? r->outlet : SK_STR("")),
                       (long long)r->story));
    putchar('\n');
    snippet(q, r->snippet);
}

int cmd_search(int argc, char **argv)
{
    asking q = {0};
    const char *outlet = NULL, *who = NULL, *story = NULL;
    bool newest = false;
    const cmd_opt opts[] = {
        ASK_OPTIONS(q),
        {"outlet", 0, "NAME", "told by", &outlet, NULL},
        {"who", 0, "ENTITY", "that name this entity", &who, NULL},
        {"story", 0, "ID", "of one storyline", &story, NULL},
        {"newest", 0, NULL, "newest first instead of best", NULL, &newest},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "search [options] WORDS",
                         "Finds articles. Words typed with marks are looked "
                         "for as typed, others without marks; \"a phrase\" "
                         "keeps its order; -word, behind --, leaves out.");
    sk_search_found found;
    sk_search_filter f = {0};
    int64_t id;
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (at == argc) {
        fprintf(stderr, "sukien: search: which words?\n");
        return EXIT_USAGE;
    }
    rc = ask_open(&q);
    if (rc)
        return rc;
    ASK_GUARD(q);
    rc = ask_story(&q, story, &id, NULL, &err);
    f = (sk_search_filter){.query = ask_words(&q, argc - at, argv + at),
                           .from = q.t_from,
                           .to = q.t_to,
                           .outlet = sk_str_of(outlet),
                           .entity = sk_str_of(who),
                           .story = id,
                           .by_time = newest,
                           .limit = q.n};
    if (!rc)
        rc = sk_store_search(q.s, &f, &q.a, &found, &err);
    if (!rc && !q.json && found.n)
        put_line(&q, DIM,
                 found.mode == SK_SEARCH_EXACT
                     ? SK_STR("with the marks as typed")
                     : SK_STR("without marks"));
    for (size_t i = 0; !rc && i < found.n; i++) {
        sk_json j = ask_line(&q);
        if (!q.json) {
            row(&q, &found.v[i]);
            continue;
        }
        sk_json_doc(&j, &found.v[i]);
        ask_put(&j);
    }
    if (!rc && !found.n) {
        put_none(&q, 0, "articles");
        ask_close(&q);
        return EXIT_SOME_FAILED;
    }
    return ask_end(&q, rc, &err);
}
