/* add.c - sukien add: articles into the store, threaded into storylines. */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/store.h"

enum { BATCH = 256, TIDY_FROM = 2000 /* new articles */ };

typedef struct adder {
    sk_store *s;
    const sk_engine *eng;
    size_t n[4]; /* by enum sk_added */
    size_t open; /* since the last commit */
    double since, told;
    bool broken, progress;
} adder;

static double seconds(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static int stop(adder *a, const sk_err *err)
{
    fprintf(stderr, "sukien: %s\n", err->msg);
    a->broken = true;
    return 1;
}

static int commit(adder *a)
{
    sk_err err;

    if (sk_store_commit(a->s, &err))
        return stop(a, &err);
    a->open = 0;
    a->since = seconds();
    return 0;
}

static void tell(adder *a)
{
    size_t n = a->n[0] + a->n[1] + a->n[2] + a->n[3];

    if (!a->progress || a->since - a->told < 0.2)
        return;
    a->told = a->since;
    fprintf(stderr, "\r%zu articles", n);
}

static int each(sk_doc *doc, void *arg)
{
    adder *a = arg;
    enum sk_added what;
    sk_err err;

    if (sk_store_add(a->s, a->eng, doc, &what, &err))
        return stop(a, &err);
    a->n[what]++;
    if (++a->open >= BATCH || seconds() - a->since > 1) {
        if (commit(a))
            return 1;
        tell(a);
    }
    return 0;
}

int cmd_add(int argc, char **argv)
{
    const char *data = NULL, *know = NULL, *store = getenv("SUKIEN_STORE");
    bool quiet = false, any = false;
    const cmd_opt opts[] = {
        {"store", 's', "PATH", "the store (default: that of the user)", &store,
         NULL},
        {"quiet", 'q', NULL, "no summary", NULL, &quiet},
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {"know", 0, "FILE", "a knowledge table of your own", &know, NULL},
        {"allow-private", 0, NULL, "also addresses of private networks", NULL,
         &any},
        {0},
    };
    int at = cmd_options(
        argc, argv, opts, "add [options] [FILE|URL...]",
        "Reads articles (files, folders, addresses, standard "
        "input), stores them once and threads them into storylines.");
    adder a = {0};
    cmd_input in = {.each = each, .arg = &a};
    sk_err err;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    a.eng = in.eng = cmd_engine(data, know);
    if (!in.eng)
        return EXIT_USAGE;
    a.s = sk_store_open(store, 0, &err);
    if (!a.s) {
        fprintf(stderr, "sukien: %s\n", err.msg);
        sk_engine_close((sk_engine *)in.eng);
        return EXIT_USAGE;
    }
    a.since = seconds();
    a.progress = isatty(STDERR_FILENO) && !quiet;
    in.any_address = any;
    rc = cmd_read_all(&in, argc - at, argv + at);
    if (!a.broken)
        commit(&a);
    if (!a.broken && a.n[SK_ADDED_NEW] >= TIDY_FROM && sk_store_tidy(a.s, &err))
        stop(&a, &err);
    if (a.broken)
        rc = EXIT_USAGE;
    if (!quiet)
        fprintf(stderr,
                "%s%zu new, %zu new addresses of known articles, "
                "%zu changed, %zu known, %zu failed: %s\n",
                a.progress ? "\r" : "", a.n[SK_ADDED_NEW],
                a.n[SK_ADDED_REVISION], a.n[SK_ADDED_REVISED],
                a.n[SK_ADDED_SAME], in.n_failed, sk_store_where(a.s));
    sk_store_close(a.s);
    sk_engine_close((sk_engine *)in.eng);
    return rc;
}
