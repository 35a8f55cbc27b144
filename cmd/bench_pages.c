/* bench_pages.c - sukien bench --pages: how fast pages become articles, and
 * how much memory that takes beside the page. */
#include "bench_pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cmd.h"
#include "read/any.h"

enum { PAGE_LIMIT = 512 << 20 };

typedef struct page {
    char *bytes;
    size_t len, used; /* used: bytes of the arena */
} page;

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool load(const char *path, page *p)
{
    FILE *f = fopen(path, "rb");
    long len = -1;

    if (f && fseek(f, 0, SEEK_END) == 0)
        len = ftell(f);
    if (len >= 0) {
        rewind(f);
        p->bytes = malloc((size_t)len + 1);
        p->len = p->bytes ? fread(p->bytes, 1, (size_t)len, f) : 0;
    }
    if (f)
        fclose(f);
    if (len < 0 || !p->bytes || p->len != (size_t)len) {
        perror(path);
        return false;
    }
    return true;
}

static void read_page(const sk_engine *eng, sk_arena *a, page *p)
{
    jmp_buf full;
    sk_raw raw;

    sk_arena_reset(a);
    if (setjmp(full)) {
        p->used = PAGE_LIMIT;
        return;
    }
    a->full = &full;
    sk_read_any(a, eng, (sk_str){p->bytes, p->len}, (sk_str){NULL, 0},
                (sk_str){NULL, 0}, &raw, NULL);
    p->used = a->used;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void report(const page *pages, size_t n, double *seconds, int n_runs)
{
    size_t bytes = 0, most = 0;
    double mid;

    for (size_t i = 0; i < n; i++) {
        bytes += pages[i].len;
        most = pages[i].used > most ? pages[i].used : most;
    }
    qsort(seconds, (size_t)n_runs, sizeof *seconds, by_value);
    mid = seconds[n_runs / 2];
    printf("%zu pages, %.1f MB, one thread, CPU time, median of %d runs\n\n"
           "%.0f pages/s  %.0f MB/s  most memory beside a page %.1f MB\n",
           n, (double)bytes * 1e-6, n_runs, (double)n / mid,
           (double)bytes * 1e-6 / mid, (double)most * 1e-6);
}

int bench_pages(const sk_engine *eng, int n, char **paths, int n_runs)
{
    page *pages = calloc((size_t)n + 1, sizeof *pages);
    double *seconds = calloc((size_t)n_runs, sizeof *seconds);
    sk_arena a;
    bool ok = pages && seconds;

    sk_arena_init(&a, PAGE_LIMIT);
    for (int i = 0; ok && i < n; i++)
        ok = load(paths[i], &pages[i]);
    for (int r = -1; ok && r < n_runs; r++) { /* the first warms up */
        double then = now();
        for (int i = 0; i < n; i++)
            read_page(eng, &a, &pages[i]);
        if (r >= 0)
            seconds[r] = now() - then;
    }
    if (ok)
        report(pages, (size_t)n, seconds, n_runs);
    sk_arena_done(&a);
    for (int i = 0; pages && i < n; i++)
        free(pages[i].bytes);
    free(pages);
    free(seconds);
    return ok ? EXIT_ALL_READ : EXIT_USAGE;
}
