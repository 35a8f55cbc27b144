/* bench_threads.c - sukien bench --threads: how fast articles find their
 * happenings and storylines, and whether that grows with what came before. */
#include "bench_threads.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "thread/threads.h"

enum { PART = 10000 };

/* Seconds of threading, in parts of PART items each. */
typedef struct parts {
    double *v;
    size_t n, cap, items;
} parts;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int charge(parts *p, double seconds)
{
    if (p->items++ % PART == 0) {
        if (p->n == p->cap) {
            double *v = realloc(p->v, (p->cap = p->cap * 2 + 64) * sizeof *v);
            if (!v)
                return SK_ENOMEM;
            p->v = v;
        }
        p->v[p->n++] = 0;
    }
    p->v[p->n - 1] += seconds;
    return SK_OK;
}

static int one(const sk_engine *eng, sk_threads *t, sk_doc *d, parts *p,
               sk_err *err)
{
    static sk_item it;
    sk_decision out;
    jmp_buf full;
    double then;

    if (setjmp(full))
        return SK_OK; /* too long: not threaded */
    d->arena.full = &full;
    sk_item_from(eng->threads, d, &it);
    it.id = (int64_t)p->items + 1;
    then = now();
    if (sk_threads_add(t, &it, &out, err))
        return err->code;
    return charge(p, now() - then);
}

static void report(const parts *p)
{
    size_t whole = p->items / PART;
    double all = 0;

    for (size_t i = 0; i < p->n; i++)
        all += p->v[i];
    printf("%zu articles, threading alone, one thread, CPU time\n\n"
           "%-30s %10.0f articles/s\n",
           p->items, "all", (double)p->items / all);
    if (whole < 2)
        return;
    for (size_t i = 0; i < whole; i++)
        printf("%8zu - %-19zu %10.0f\n", i * PART + 1, (i + 1) * PART,
               PART / p->v[i]);
    printf("%-30s %10.2f\n", "last to first, time", p->v[whole - 1] / p->v[0]);
}

int bench_threads(const sk_engine *eng, const char *path)
{
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY);
    sk_err err = {0};
    sk_stream *in = fd < 0 ? NULL : sk_stream_open(eng, fd, path, &err);
    sk_threads *t = sk_threads_new(eng->threads);
    sk_doc *d = sk_doc_new(eng, 0);
    parts p = {0};
    int rc = in && t && d ? SK_OK : SK_ENOMEM;

    while (!rc && (rc = sk_stream_next(in, d, &err)) != SK_ENONE)
        if (!rc)
            rc = one(eng, t, d, &p, &err);
        else if (rc == SK_EINPUT || rc == SK_ELIMIT)
            rc = SK_OK; /* a bad line is skipped */
    if (rc == SK_ENONE && p.items)
        report(&p);
    else if (fd < 0)
        perror(path);
    else
        fprintf(stderr, "sukien bench: %s\n",
                err.msg[0] ? err.msg : "no articles");
    sk_doc_free(d);
    sk_threads_free(t);
    sk_stream_close(in);
    free(p.v);
    if (fd > STDIN_FILENO)
        close(fd);
    return rc == SK_ENONE ? EXIT_ALL_READ : EXIT_USAGE;
}
