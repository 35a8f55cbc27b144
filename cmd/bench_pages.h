/* bench_pages.h - sukien bench --pages. */
#ifndef SK_CMD_BENCH_PAGES_H
#define SK_CMD_BENCH_PAGES_H

#include "know/know.h"

/* Reads each page n_runs times and prints pages a second. */
int bench_pages(const sk_engine *eng, int n, char **paths, int n_runs);

#endif
