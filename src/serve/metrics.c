/* metrics.c - what the server counts for /metrics. */
#include "serve/metrics.h"

#include <time.h>

static const double le[SK_METRICS_TIMES] = {0.001, 0.0025, 0.005, 0.01,
                                            0.025, 0.1,    1}; /* seconds */

int64_t sk_metrics_now(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

void sk_metrics_count(sk_metrics *m, int status, int64_t us)
{
    size_t i = 0;

    while (i < SK_METRICS_TIMES && (double)us / 1e6 > le[i])
        i++;
    atomic_fetch_add(&m->n_took[i], 1);
    atomic_fetch_add(&m->took_us, (unsigned long long)us);
    atomic_fetch_add(&m->n_status[status / 100 % 6], 1);
}

void sk_metrics_again(sk_metrics *m)
{
    atomic_fetch_add(&m->n_again, 1);
}

static void line(sk_request *rq, sk_str text)
{
    sk_buf_add(&rq->arena, &rq->body, text);
}

void sk_metrics_write(sk_metrics *m, sk_request *rq, unsigned streams,
                      long long version)
{
    sk_arena *a = &rq->arena;
    unsigned long long sum = 0;

    rq->type = "text/plain; version=0.0.4; charset=utf-8";
    rq->cache = "no-store";
    line(rq, SK_STR("# TYPE sukien_http_requests_total counter\n"));
    for (int i = 2; i < 6; i++)
        line(rq, sk_strf(a,
                         "sukien_http_requests_total{status=\"%dxx\"} "
                         "%llu\n",
                         i, atomic_load(&m->n_status[i])));
    line(rq, SK_STR("# TYPE sukien_http_request_seconds histogram\n"));
    for (size_t i = 0; i <= SK_METRICS_TIMES; i++) {
        sum += atomic_load(&m->n_took[i]);
        line(rq, i < SK_METRICS_TIMES
                     ? sk_strf(a,
                               "sukien_http_request_seconds_bucket{le="
                               "\"%g\"} %llu\n",
                               le[i], sum)
                     : sk_strf(a,
                               "sukien_http_request_seconds_bucket{le="
                               "\"+Inf\"} %llu\n",
                               sum));
    }
    line(rq, sk_strf(a,
                     "sukien_http_request_seconds_sum %.6f\n"
                     "sukien_http_request_seconds_count %llu\n",
                     (double)atomic_load(&m->took_us) / 1e6, sum));
    line(rq, sk_strf(a,
                     "# TYPE sukien_http_kept_replies_total counter\n"
                     "sukien_http_kept_replies_total %llu\n",
                     atomic_load(&m->n_again)));
    line(rq, sk_strf(a, "# TYPE sukien_streams gauge\nsukien_streams %u\n",
                     streams));
    line(rq, sk_strf(a,
                     "# TYPE sukien_store_version counter\n"
                     "sukien_store_version %lld\n",
                     version));
}
