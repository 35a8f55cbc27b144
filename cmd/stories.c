/* stories.c - sukien stories: the storylines of the store. */
#include "out.h"

#include <string.h>

/* Documents of the last days as a line of blocks. */
static sk_str spark(asking *q, const sk_story_row *r, uint32_t n)
{
    static const char *const bar[] = {" ", "▁", "▂", "▃", "▄",
                                      "▅", "▆", "▇", "█"};
    uint32_t most = 1, from = r->n_days > n ? r->n_days - n : 0;
    sk_buf b = {0};

    for (uint32_t i = from; i < r->n_days; i++)
        if (r->days[i] > most)
            most = r->days[i];
    for (uint32_t i = from; i < r->n_days; i++)
        sk_buf_add(&q->a, &b,
                   sk_str_of(bar[(r->days[i] * 8 + most - 1) / most]));
    return sk_buf_str(&b);
}

static void row(asking *q, const sk_story_row *r)
{
    int room = columns() - 51;

    put_cell(q, CYAN, sk_strf(&q->a, "%lld", (long long)r->id), 8, true);
    printf("  ");
    put_cell(q, BOLD, r->name, room, false);
    put_cell(q, PLAIN, sk_strf(&q->a, "%u", r->n_docs), 6, true);
    put_cell(q, DIM, sk_strf(&q->a, "%.1f", r->heat), 7, true);
    printf("  ");
    put_cell(q, GREEN, spark(q, r, 14), 14, false);
    printf(" ");
    put_cell(q, DIM, date_text(q, r->last), 10, false);
    putchar('\n');
}

static void table(asking *q, const sk_stories_found *v)
{
    int room = columns() - 51;

    put_cell(q, DIM, SK_STR("id"), 8, true);
    printf("  ");
    put_cell(q, DIM, SK_STR("storyline"), room, false);
    put_cell(q, DIM, SK_STR("items"), 6, true);
    put_cell(q, DIM, SK_STR("heat"), 7, true);
    printf("  ");
    put_cell(q, DIM, SK_STR("14 days"), 14, false);
    put_cell(q, DIM, SK_STR(" last"), 11, false);
    putchar('\n');
    for (size_t i = 0; i < v->n; i++)
        row(q, &v->v[i]);
    put_none(q, v->n, "storylines");
}

int cmd_stories(int argc, char **argv)
{
    asking q = {0};
    const char *who = NULL;
    bool newest = false, all = false;
    const cmd_opt opts[] = {
        ASK_OPTIONS(q),
        {"who", 0, "ENTITY", "that name this entity", &who, NULL},
        {"newest", 0, NULL, "newest first instead of hottest", NULL, &newest},
        {"all", 'a', NULL, "single articles too", NULL, &all},
        {0},
    };
    int first = cmd_options(argc, argv, opts, "stories [options] [WORDS]",
                            "Lists storylines, the hottest first.");
    sk_story_filter f = {.now = SK_NO_TIME};
    sk_stories_found found;
    sk_err err;
    int rc;

    if (first < 0)
        return first == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    rc = ask_open(&q);
    if (rc)
        return rc;
    ASK_GUARD(q);
    f.from = q.t_from;
    f.to = q.t_to;
    f.by_time = newest;
    f.min_docs = all ? 1 : 2;
    f.limit = q.n;
    f.entity = sk_str_of(who);
    f.query = ask_words(&q, argc - first, argv + first);
    if (q.t_to != SK_NO_TIME)
        f.now = q.t_to;
    rc = sk_store_stories(q.s, &f, &q.a, &found, &err);
    for (size_t i = 0; !rc && q.json && i < found.n; i++) {
        sk_json j = ask_line(&q);
        sk_json_story(&j, &found.v[i]);
        ask_put(&j);
    }
    if (!rc && !q.json)
        table(&q, &found);
    return ask_end(&q, rc, &err);
}
