/* bench_threads.h - sukien bench --threads. */
#ifndef SK_CMD_BENCH_THREADS_H
#define SK_CMD_BENCH_THREADS_H

#include "know/know.h"

/* Threads the articles of a file into an empty state and prints items a second,
 * of all and of the first and the last 10,000. */
int bench_threads(const sk_engine *eng, const char *path);

#endif
