/* export.c - sukien export: the store, or the events of articles, in other
 * people's formats; backup and check. */
#include "export.h"
#include "calendar.h"

#include <string.h>
#include <unistd.h>

/* ---- threads: the grouping, a line for each document ---- */

typedef struct lines {
    sk_arena a;
    jmp_buf full;
} lines;

static int thread_line(const sk_doc_row *r, void *arg)
{
    lines *l = arg;
    sk_json j;

    sk_arena_reset(&l->a);
    l->a.full = &l->full;
    if (setjmp(l->full))
        return 1;
    j = sk_json_on(&l->a);
    sk_json_open(&j, '{');
    sk_json_key(&j, "url");
    sk_json_str(&j, r->url.s ? r->url : r->key);
    sk_json_key(&j, "id");
    sk_json_str(&j, r->key);
    sk_json_key(&j, "event");
    sk_json_str(&j, sk_strf(&l->a, "%lld", (long long)r->happening));
    sk_json_key(&j, "story");
    sk_json_str(&j, sk_strf(&l->a, "%lld", (long long)r->story));
    sk_json_close(&j, '}');
    ask_put(&j);
    return ferror(stdout);
}

static int threads(asking *q, int64_t story, sk_err *err)
{
    lines l;
    int rc;

    (void)story;
    sk_arena_init(&l.a, 1 << 20);
    rc = sk_store_each_doc(q->s, thread_line, &l, err);
    sk_arena_done(&l.a);
    return rc;
}

/* ---- one storyline ---- */

static const struct {
    const char *name;
    int (*whole)(asking *q, int64_t story, sk_err *err); /* story 0: all */
    story_writer one;
    bool of_one; /* takes a storyline */
} formats[] = {
    {"threads", threads, NULL, false},
    {"ics", calendar_ics, NULL, true},
    {"json", NULL, export_json, true},
    {"jsonfeed", NULL, export_jsonfeed, true},
    {"atom", NULL, export_atom, true},
    {"timelinejs", NULL, export_timelinejs, true},
    {"markdown", NULL, export_markdown, true},
    {"html", NULL, export_html, true},
};
enum { N_FORMATS = sizeof formats / sizeof *formats, QUOTES = 5000 };

static int one_story(asking *q, const sk_story_row *story, story_writer write,
                     sk_err *err)
{
    sk_quote_filter f = {.from = q->t_from, .to = q->t_to, .limit = QUOTES};
    sk_line_filter line = {.status = -1, .limit = q->n};
    whole_story w = {.story = *story};
    sk_buf out = {0};
    int rc;

    f.story = line.story = story->id;
    ask_line_days(q, &line);
    rc = sk_store_timeline(q->s, &line, &q->a, &w.line, err);
    if (!rc)
        rc = sk_store_quotes(q->s, &f, &q->a, &w.quotes, err);
    if (rc)
        return rc;
    write(q, &w, &out);
    fwrite(out.v, 1, out.n, stdout);
    putchar('\n');
    return SK_OK;
}

int cmd_export(int argc, char **argv)
{
    asking q = {0};
    const char *format = NULL;
    const char *data = NULL, *know = NULL;
    const cmd_opt opts[] = {
        ASK_STORE(q),
        ASK_LIMIT(q),
        ASK_DAYS(q),
        {"format", 'f', "FORMAT",
         "threads, ics; of one storyline: json, jsonfeed, atom, timelinejs, "
         "markdown, html, ics; of articles: plover, gdelt, csv, jsonl",
         &format, NULL},
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {"know", 0, "FILE", "a knowledge table of your own", &know, NULL},
        {0},
    };
    int at =
        cmd_options(argc, argv, opts, "export [options] [STORYLINE | FILE...]",
                    "Writes the store, or one storyline, or the events of "
                    "articles, in another format.");
    sk_story_row row;
    int64_t id;
    sk_err err;
    int rc, k = 0, taken;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (!format)
        format = at < argc ? "json" : "threads";
    if (cmd_export_format(format))
        return cmd_export_events(format, data, know, argc - at, argv + at);
    while (k < N_FORMATS && strcmp(format, formats[k].name) != 0)
        k++;
    if (k == N_FORMATS) {
        fprintf(stderr, "sukien: --format=%s: not known\n", format);
        return EXIT_USAGE;
    }
    if (formats[k].one && at == argc) {
        fprintf(stderr, "sukien: export: which storyline?\n");
        return EXIT_USAGE;
    }
    taken = formats[k].of_one ? 1 : 0;
    if (!ask_no_more("export", argc - at - taken, argv + at + taken))
        return EXIT_USAGE;
    rc = ask_open(&q);
    if (rc)
        return rc;
    ASK_GUARD(q);
    rc = ask_story(&q, at < argc ? argv[at] : NULL, &id, &row, &err);
    if (!rc)
        rc = formats[k].one ? one_story(&q, &row, formats[k].one, &err)
                            : formats[k].whole(&q, id, &err);
    return ask_end(&q, rc, &err);
}

int cmd_backup(int argc, char **argv)
{
    asking q = {0};
    const cmd_opt opts[] = {ASK_STORE(q), {0}};
    int at = cmd_options(argc, argv, opts, "backup [options] FILE",
                         "Copies the store as it is now into a new file, while "
                         "others read and write.");
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (at + 1 != argc) {
        fprintf(stderr, "sukien: backup needs one file to write\n");
        return EXIT_USAGE;
    }
    if (access(argv[at], F_OK) == 0) {
        fprintf(stderr, "sukien: %s: is there already\n", argv[at]);
        return EXIT_USAGE;
    }
    rc = ask_open(&q);
    if (rc)
        return rc;
    rc = sk_store_backup(q.s, argv[at], &err) ? ask_fail(&err) : EXIT_ALL_READ;
    ask_close(&q);
    return rc;
}

int cmd_check(int argc, char **argv)
{
    asking q = {0};
    const cmd_opt opts[] = {ASK_STORE(q), {0}};
    int at =
        cmd_options(argc, argv, opts, "check [options]", "Verifies the store.");
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    rc = ask_open(&q);
    if (rc)
        return rc;
    rc = sk_store_check(q.s, &err);
    if (rc)
        rc = ask_fail(&err);
    else
        printf("%s: all is well\n", sk_store_where(q.s));
    ask_close(&q);
    return rc;
}
