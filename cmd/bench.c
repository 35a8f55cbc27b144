/* bench.c - sukien bench: how fast each step is on one thread. */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "bench_pages.h"
#include "bench_threads.h"
#include "clean/clean.h"
#include "code/code.h"
#include "find/find.h"
#include "find/time.h"
#include "read/reader.h"
#include "record.h"
#include "relate/relate.h"
#include "split/split.h"
#include "split/word.h"

enum { RUNS_MAX = 31 };

/* The whole file in memory, cut into lines. */
typedef struct lines {
    char *bytes;
    sk_str *v;
    size_t n, len;
} lines;

static void words(sk_doc *d)
{
    sk_words_find(d, d->eng->words, false);
}

/* Again, with classes: the step that takes the place of the one before. */
static void classes(sk_doc *d)
{
    d->words.n = 0;
    sk_words_find(d, d->eng->words, true);
}

static void record(sk_doc *d)
{
    sk_json j = sk_json_on(&d->arena);

    sk_record(d, 0, &j);
}

static void utf8(sk_doc *d)
{
    if (sk_utf8_check(d->text) != d->text.len)
        abort(); /* clean text is UTF-8 */
}

static void read_line(sk_doc *d)
{
    sk_err err;

    if (sk_read_json(d->eng, d->raw.text, &d->arena, &d->raw, &err))
        d->raw = (sk_raw){.text = SK_STR("")};
}

/* The steps in order. Lines of the report add up some of them. */
enum {
    READ,
    CLEAN,
    UTF8,
    TOKENS,
    TIMES,
    WORDS,
    CLASSES,
    FIND,
    RELATE,
    CODE,
    RECORD,
    N_STEPS
};
static void (*const steps[N_STEPS])(sk_doc *d) = {
    read_line, sk_clean, utf8,      sk_split_toks, sk_time_find, words,
    classes,   sk_find,  sk_relate, sk_code,       record,
};

static const struct row {
    const char *what;
    int steps[10]; /* + 1; 0 ends the list */
} rows[] = {
    {"UTF-8 check", {UTF8 + 1}},
    {"read (JSON)", {READ + 1}},
    {"clean", {CLEAN + 1}},
    {"tokens, sentences", {TOKENS + 1}},
    {"times, on tokens", {TIMES + 1}},
    {"times, from text", {TOKENS + 1, TIMES + 1}},
    {"times, from JSON", {READ + 1, CLEAN + 1, TOKENS + 1, TIMES + 1}},
    {"words, from text", {TOKENS + 1, WORDS + 1}},
    {"words and classes, from text", {TOKENS + 1, CLASSES + 1}},
    {"names, times, quotes", {FIND + 1}},
    {"who is who", {RELATE + 1}},
    {"events", {CODE + 1}},
    {"record (JSON)", {RECORD + 1}},
    {"the chain, text to events",
     {TOKENS + 1, CLASSES + 1, FIND + 1, RELATE + 1, CODE + 1}},
    {"all, JSON to record",
     {READ + 1, CLEAN + 1, TOKENS + 1, CLASSES + 1, FIND + 1, RELATE + 1,
      CODE + 1, RECORD + 1}},
};
enum { N_ROWS = sizeof rows / sizeof *rows };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Seconds that asking for the time takes, which every step would be charged. */
static double clock_cost(void)
{
    enum { ASKED = 20000 };
    double then = now(), at = then;

    for (int i = 0; i < ASKED; i++)
        at = now();
    return (at - then) / ASKED;
}

/* One pass over all lines; seconds of each step, bytes of clean text. */
static size_t pass(sk_doc *d, const lines *in, int last, double cost,
                   double *seconds)
{
    size_t bytes = 0;

    for (size_t i = 0; i < in->n; i++) {
        jmp_buf full;
        double at;
        sk_doc_reset(d);
        if (setjmp(full))
            continue;
        d->arena.full = &full;
        d->raw.text = in->v[i];
        at = now();
        for (int s = 0; s <= last; s++) {
            double then = at;
            steps[s](d);
            at = now();
            seconds[s] += at - then - cost;
        }
        bytes += d->text.len;
    }
    return bytes;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double row_seconds(const struct row *r, const double *seconds)
{
    double sum = 0;

    for (int i = 0; r->steps[i]; i++)
        sum += seconds[r->steps[i] - 1];
    return sum;
}

static bool measured(const struct row *r, int last)
{
    for (int i = 0; r->steps[i]; i++)
        if (r->steps[i] - 1 > last)
            return false;
    return true;
}

static int bench(const sk_engine *eng, const lines *in, int last, int n_runs)
{
    static double seconds[RUNS_MAX][N_STEPS], warm[N_STEPS];
    sk_doc *d = sk_doc_new(eng, 0);
    double check = 0, cost = clock_cost();
    size_t bytes;

    if (!d)
        return EXIT_USAGE;
    bytes = pass(d, in, last, cost, warm);
    for (int r = 0; r < n_runs; r++)
        pass(d, in, last, cost, seconds[r]);
    sk_doc_free(d);
    printf("%zu articles, %.1f MB of text, one thread, CPU time, median of %d "
           "runs\n\n%-30s %10s %9s %12s\n",
           in->n, (double)bytes * 1e-6, n_runs, "", "articles/s", "MB/s",
           "UTF-8 checks");
    for (int i = 0; i < N_ROWS; i++) {
        double all[RUNS_MAX], mid;
        if (!measured(&rows[i], last))
            continue;
        for (int r = 0; r < n_runs; r++)
            all[r] = row_seconds(&rows[i], seconds[r]);
        qsort(all, (size_t)n_runs, sizeof *all, by_value);
        mid = all[n_runs / 2];
        if (!i)
            check = mid;
        printf("%-30s %10.0f %9.2f %12.0f\n", rows[i].what, (double)in->n / mid,
               (double)bytes * 1e-6 / mid, mid / check);
    }
    return EXIT_ALL_READ;
}

static bool slurp(const char *path, lines *in)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    size_t cap = 0, got;
    sk_str rest;

    if (!f) {
        perror(path);
        return false;
    }
    do {
        if (cap - in->len < 1 << 16) {
            char *p = realloc(in->bytes, cap = cap * 2 + (1 << 20));
            if (!p)
                return false;
            in->bytes = p;
        }
        got = fread(in->bytes + in->len, 1, cap - in->len, f);
        in->len += got;
    } while (got);
    if (f != stdin)
        fclose(f);
    for (size_t i = 0; i < in->len; i++)
        in->n += in->bytes[i] == '\n';
    in->v = calloc(in->n + 1, sizeof *in->v);
    rest = (sk_str){in->bytes, in->len};
    in->n = 0;
    while (in->v && rest.s && rest.len) {
        sk_str line = sk_str_cut(rest, '\n', &rest);
        if (line.len)
            in->v[in->n++] = line;
    }
    return in->v && in->n;
}

int cmd_bench(int argc, char **argv)
{
    const char *data = NULL, *runs = "5";
    bool only_words = false, only_times = false, pages = false, threads = false;
    const cmd_opt opts[] = {
        {"runs", 'n', "N", "how often, after a warm-up (5)", &runs, NULL},
        {"words", 'w', NULL, "stop after words and classes", NULL, &only_words},
        {"times", 't', NULL, "stop after times", NULL, &only_times},
        {"pages", 'p', NULL, "FILES are pages: measure how they are read", NULL,
         &pages},
        {"threads", 0, NULL, "measure threading alone, once, from nothing",
         NULL, &threads},
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "bench [options] FILE...",
                         "Measures each step on articles (JSON Lines), or "
                         "the reading of pages.");
    lines in = {0};
    sk_engine *eng;
    int rc = EXIT_USAGE;
    long n;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (!cmd_number("runs", runs, 1, RUNS_MAX, &n))
        return EXIT_USAGE;
    if (at == argc || (!pages && argc - at > 1)) {
        fprintf(stderr, "sukien: bench: which %s?\n",
                pages        ? "files"
                : at == argc ? "file"
                             : "one of the files");
        return EXIT_USAGE;
    }
    eng = cmd_engine(data, NULL);
    if (eng && pages)
        rc = bench_pages(eng, argc - at, argv + at, (int)n);
    else if (eng && threads)
        rc = bench_threads(eng, argv[at]);
    else if (eng && slurp(argv[at], &in))
        rc = bench(eng, &in,
                   only_times   ? TIMES
                   : only_words ? CLASSES
                                : N_STEPS - 1,
                   (int)n);
    free(in.v);
    free(in.bytes);
    sk_engine_close(eng);
    return rc;
}
