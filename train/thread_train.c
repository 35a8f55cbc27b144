/* thread_train.c - the trainer of threading, twin of src/thread/.
 *
 *   thread_train items < leads.jsonl > leads.items
 *   thread_train df leads.items > data/models/thread_df.bin
 *   thread_train sense leads.items > data/models/thread_sense.bin
 *   thread_train run leads.items [NAME=VALUE...] > groups.jsonl
 *   thread_train fit leads.items sagas.jsonl labels.jsonl...
 *                    [doubt=SAGA] [NAME=VALUE...]
 *
 * An items file holds the address and the packed item of each document, so
 * that the articles are read once and threaded many times. fit threads the
 * stream with the weights of data/thread.tsv, looks at every pair of items and
 * every pair of item and storyline that was weighed, learns from the labels by
 * logistic regression, and writes the rows of data/thread.tsv that it learned;
 * run it again with them, as the storylines then differ. Each file of labels is
 * a window of the stream in which every item is labelled. doubt=SAGA names one
 * whose list contradicts them: its members teach, who is not on it does not.
 * NAME=VALUE changes a setting (story-min=0.4) for this run.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "thread/part.h"
#include "thread_train.h"

_Noreturn void die(const char *what, const char *why)
{
    fprintf(stderr, "thread_train: %s: %s\n", what, why);
    exit(2);
}

static double now(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* ---- items: articles in, packed items out ---- */

static void put(const void *p, size_t n)
{
    if (fwrite(p, 1, n, stdout) != n)
        die("standard output", "cannot write");
}

static int items(const sk_engine *eng)
{
    static sk_item it;
    static unsigned char buf[SK_ITEM_BYTES];
    sk_err err;
    sk_stream *st = sk_stream_open(eng, STDIN_FILENO, "standard input", &err);
    sk_doc *doc = sk_doc_new(eng, 0);
    jmp_buf full;
    int64_t id = 0;
    int rc;

    while (st && doc && (rc = sk_stream_next(st, doc, &err)) != SK_ENONE) {
        uint32_t n[2];
        if (rc)
            die("input", err.msg);
        if (setjmp(full))
            die("document", "too large");
        doc->arena.full = &full;
        sk_item_from(eng->threads, doc, &it);
        it.id = ++id;
        n[0] = (uint32_t)doc->url.len;
        n[1] = (uint32_t)sk_item_pack(&it, buf);
        put(n, sizeof n);
        put(doc->url.s, n[0]);
        put(buf, n[1]);
    }
    sk_doc_free(doc);
    sk_stream_close(st);
    return 0;
}

/* ---- run: items through the threader ---- */

static void read_items(corpus *c, const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t cap = 0;
    uint32_t n[2];

    if (!f)
        die(path, "cannot open");
    while (fread(n, sizeof n, 1, f) == 1) {
        if (c->n + 2 > cap) {
            cap = cap ? cap * 2 : 1 << 17;
            c->url = realloc(c->url, cap * sizeof *c->url);
            c->packed = realloc(c->packed, cap * sizeof *c->packed);
            c->len = realloc(c->len, cap * sizeof *c->len);
        }
        c->n++;
        c->url[c->n] = calloc(1, n[0] + 1);
        c->packed[c->n] = malloc(n[1]);
        c->len[c->n] = n[1];
        if (fread(c->url[c->n], 1, n[0], f) != n[0] ||
            fread(c->packed[c->n], 1, n[1], f) != n[1])
            die(path, "breaks off");
    }
    fclose(f);
    c->happening = calloc(c->n + 1, sizeof *c->happening);
    c->story = calloc(c->n + 1, sizeof *c->story);
    c->parent = calloc(c->n + 1, sizeof *c->parent);
    c->into = calloc(c->n + 1, sizeof *c->into);
}

static int64_t story_of(corpus *c, int64_t s)
{
    while (c->into[s])
        s = c->into[s];
    return s;
}

void thread_all(corpus *c, const sk_engine *eng, const sk_thread_watch *watch,
                void (*decided)(void *arg, int64_t item, const sk_decision *d))
{
    static sk_item it;
    sk_threads *t = sk_threads_new(eng->threads);
    sk_table keys = {0};
    double from = now(), first = 0, last = 0;
    struct rusage ru;
    sk_err err;

    if (watch)
        sk_threads_watch(t, watch);
    for (size_t i = 1; i <= c->n; i++) {
        sk_decision d;
        sk_list *l;
        int64_t parent;
        if (!sk_item_unpack(c->packed[i], c->len[i], &it))
            die("items", "broken");
        l = sk_table_find(&keys, (int64_t)(it.key >> 1));
        if (l && l->n) {
            it.happening = c->happening[*sk_list_of(l)];
            it.story = story_of(c, c->story[*sk_list_of(l)]);
        } else {
            sk_table_push(&keys, (int64_t)(it.key >> 1), (uint32_t)i);
        }
        if (sk_threads_add(t, &it, &d, &err))
            die("threading", err.msg);
        c->happening[i] = d.happening;
        c->story[i] = d.story;
        parent = sk_threads_parent(t, d.story);
        c->parent[d.story] = parent < 0 ? 0 : parent;
        for (uint32_t k = 0; k < d.n_merges; k++)
            c->into[d.merges[k].from] = d.merges[k].into;
        if (decided)
            decided(watch->arg, (int64_t)i, &d);
        if (i == 10000)
            first = now() - from;
        if (i == c->n - 10000)
            last = now();
    }
    getrusage(RUSAGE_SELF, &ru);
    fprintf(stderr,
            "%zu items, %.0f items/s; first 10,000 %.2f s, last %.2f s; "
            "%ld MB\n",
            c->n, (double)c->n / (now() - from), first, now() - last,
            ru.ru_maxrss / 1024);
    sk_table_done(&keys);
    sk_threads_free(t);
}

static int run(corpus *c, const sk_engine *eng)
{
    thread_all(c, eng, NULL, NULL);
    for (size_t i = 1; i <= c->n; i++)
        printf(
            "{\"url\":\"%s\",\"id\":%zu,\"event\":\"%lld\",\"story\":\"%lld\""
            ",\"parent\":\"%lld\"}\n",
            c->url[i], i, (long long)c->happening[i],
            (long long)story_of(c, c->story[i]),
            (long long)story_of(c, c->parent[story_of(c, c->story[i])]));
    return 0;
}

/* NAME=VALUE for the settings of this run. */
static void change(const sk_engine *eng, char *arg)
{
    sk_thread_model *m = (sk_thread_model *)eng->threads; /* ours alone */
    char *is = strchr(arg, '=');

    for (int i = 0; is && i < SK_TP_N; i++)
        if (strlen(sk_thread_param_names[i]) == (size_t)(is - arg) &&
            strncmp(sk_thread_param_names[i], arg, (size_t)(is - arg)) == 0) {
            m->param[i] = atof(is + 1);
            return;
        }
    die(arg, "no such setting");
}

int main(int argc, char **argv)
{
    corpus c = {0};
    sk_err err;
    sk_engine *eng = sk_engine_open(NULL, &err);
    bool fits = argc >= 5 && strcmp(argv[1], "fit") == 0;
    const char *doubted = NULL;
    int files = 3;

    if (!eng)
        die("engine", err.msg);
    if (argc == 2 && strcmp(argv[1], "items") == 0)
        return items(eng);
    if (argc == 3 && strcmp(argv[1], "df") == 0) {
        read_items(&c, argv[2]);
        return df(&c);
    }
    if (argc == 3 && strcmp(argv[1], "sense") == 0) {
        read_items(&c, argv[2]);
        return sense(&c);
    }
    if (!fits && (argc < 3 || strcmp(argv[1], "run") != 0))
        die("usage", "items | df FILE | sense FILE | run FILE | "
                     "fit FILE SAGAS LABELS...");
    while (fits && files < argc && !strchr(argv[files], '='))
        files++;
    for (int i = files; i < argc; i++)
        if (fits && strncmp(argv[i], "doubt=", 6) == 0)
            doubted = argv[i] + 6;
        else
            change(eng, argv[i]);
    read_items(&c, argv[2]);
    return fits ? fit(&c, eng, argv + 3, files - 3, doubted) : run(&c, eng);
}
