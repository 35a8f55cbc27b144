/* explain.c - sukien explain: why each event was coded as it was. */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

static const char *const statuses[SK_STATUS_N] = {
    "happened", "planned",     "ongoing",
    "negated",  "conditional", "reported-claim"};

static void print_sub(sk_str text, sk_span s)
{
    printf("%.*s", (int)(s.end - s.beg), text.s + s.beg);
}

static void side(const char *name, sk_str text, const sk_actor *v, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        printf("  %-9s ", name);
        print_sub(text, v[i].span);
        printf("  = %s%s%s", v[i].code[0] ? v[i].code : "?",
               v[i].sector[0] ? " " : "", v[i].sector);
        if (v[i].name.s)
            printf(" (%.*s)", SK_FMT(v[i].name));
        putchar('\n');
    }
}

static void head(const sk_event *e)
{
    printf("%s", e->type);
    for (int i = 0; i < 4 && e->mode[i]; i++)
        printf("/%s", e->mode[i]);
    printf("  CAMEO %s, quad %u, %g, %s, confidence %.2f\n",
           e->cameo ? e->cameo : "-", e->quad, (double)e->goldstein,
           statuses[e->status], (double)e->confidence);
}

static void event(const sk_doc *d, const sk_event *e)
{
    sk_str text = sk_doc_text(d);

    head(e);
    printf("  sentence  ");
    print_sub(text, sk_doc_sents(d).v[e->sent].span);
    putchar('\n');
    side("source", text, e->source, e->n_source);
    side("target", text, e->target, e->n_target);
    if (e->when.s)
        printf("  when      %.*s\n", SK_FMT(e->when));
    if (e->where.span.end > e->where.span.beg) {
        printf("  where     ");
        print_sub(text, e->where.span);
        printf("  = %s\n", e->where.country[0] ? e->where.country : "?");
    }
    if (e->claimed_by.s)
        printf("  claimed   %.*s\n", SK_FMT(e->claimed_by));
    for (uint32_t i = 0; i < e->n_why; i++) {
        const sk_why *w = &e->why[i];
        printf("  why %-9s ", w->slot);
        if (w->span.end > w->span.beg) {
            putchar('"');
            print_sub(text, w->span);
            printf("\" ");
        }
        printf("- %.*s\n", SK_FMT(w->text));
    }
    putchar('\n');
}

static int each(sk_doc *doc, void *arg)
{
    sk_events ev = sk_doc_events(doc);
    sk_passeds passed = sk_doc_passed(doc);
    sk_str title = sk_doc_text(doc);
    const char *nl = memchr(title.s, '\n', title.len);

    (void)arg;
    if (nl)
        title.len = (size_t)(nl - title.s);
    printf("## %.*s\n", SK_FMT(title));
    for (size_t i = 0; i < ev.n; i++)
        event(doc, &ev.v[i]);
    if (!ev.n)
        printf("no event: no pattern of data/events.tsv found its parties "
               "here\n");
    for (size_t i = 0; i < passed.n; i++) {
        printf("no event  \"");
        print_sub(sk_doc_text(doc), passed.v[i].trigger);
        printf("\" (%s, %s) - %s\n", passed.v[i].type, passed.v[i].pattern,
               passed.v[i].why);
    }
    if (!ev.n || passed.n)
        putchar('\n');
    return 0;
}

int cmd_explain(int argc, char **argv)
{
    const char *data = NULL, *know = NULL;
    const cmd_opt opts[] = {
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {"know", 0, "FILE", "a knowledge table of your own", &know, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "explain [options] [FILE...]",
                         "Reads articles and tells, for each event, the "
                         "sentence, the pattern, and where each slot came "
                         "from.");
    cmd_input in = {.each = each};
    sk_engine *eng;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    eng = cmd_engine(data, know);
    if (!eng)
        return EXIT_USAGE;
    in.eng = eng;
    rc = cmd_read_all(&in, argc - at, argv + at);
    sk_engine_close(eng);
    return rc;
}
