/* metrics.h - what the server counts for /metrics, from any thread. */
#ifndef SK_SERVE_METRICS_H
#define SK_SERVE_METRICS_H

#include <stdatomic.h>

#include "serve/http.h"

enum { SK_METRICS_TIMES = 7 }; /* upper ends of the histogram */

typedef struct sk_metrics {
    atomic_ullong n_status[6];                  /* by hundreds */
    atomic_ullong n_took[SK_METRICS_TIMES + 1]; /* behind the last: longer */
    atomic_ullong took_us, n_again;
} sk_metrics;

/* Microseconds of a clock that only goes forward. */
int64_t sk_metrics_now(void);
/* A request was answered with that status in so many microseconds. */
void sk_metrics_count(sk_metrics *m, int status, int64_t us);
/* One was answered by a reply that was kept. */
void sk_metrics_again(sk_metrics *m);
/* All of it in the text format of Prometheus, with how many wait for news and
 * the version of the store. */
void sk_metrics_write(sk_metrics *m, sk_request *rq, unsigned streams,
                      long long version);

#endif
