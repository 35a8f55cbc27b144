/* stream.c - server-sent events: clients that wait for news.
 *
 * A stream with nothing to send is suspended; the tick that brings news (or a
 * comment now and then, so that proxies keep the line) wakes it up.
 */
#include "serve/stream.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 200, QUIET_TICKS = 15, BLOCK = 256 };

typedef struct stream {
    struct stream *next;
    sk_streams *all;
    struct MHD_Connection *c;
    char out[128];
    size_t at, n;
    bool asleep;
} stream;

struct sk_streams {
    pthread_mutex_t lock;
    stream *first;
    unsigned n, ticks;
    int64_t version;
    bool ending;
};

sk_streams *sk_streams_new(void)
{
    sk_streams *s = calloc(1, sizeof *s);

    if (s)
        pthread_mutex_init(&s->lock, NULL);
    return s;
}

static void wake(stream *st)
{
    if (st->asleep) {
        st->asleep = false;
        MHD_resume_connection(st->c);
    }
}

void sk_streams_end(sk_streams *s)
{
    if (!s)
        return;
    pthread_mutex_lock(&s->lock);
    s->ending = true;
    for (stream *st = s->first; st; st = st->next)
        wake(st);
    pthread_mutex_unlock(&s->lock);
}

void sk_streams_free(sk_streams *s)
{
    if (!s)
        return;
    pthread_mutex_destroy(&s->lock);
    free(s);
}

/* ---- one stream: libmicrohttpd's callbacks ---- */

static ssize_t more(void *arg, uint64_t pos, char *buf, size_t max)
{
    stream *st = arg;
    sk_streams *s = st->all;
    ssize_t n = 0;

    (void)pos;
    pthread_mutex_lock(&s->lock);
    if (st->at < st->n) {
        n = (ssize_t)(st->n - st->at < max ? st->n - st->at : max);
        memcpy(buf, st->out + st->at, (size_t)n);
        st->at += (size_t)n;
    } else if (s->ending) {
        n = MHD_CONTENT_READER_END_OF_STREAM;
    } else {
        st->asleep = true;
        MHD_suspend_connection(st->c);
    }
    pthread_mutex_unlock(&s->lock);
    return n;
}

static void gone(void *arg)
{
    stream *st = arg, **at;
    sk_streams *s = st->all;

    pthread_mutex_lock(&s->lock);
    for (at = &s->first; *at && *at != st; at = &(*at)->next)
        ;
    if (*at)
        *at = st->next;
    s->n--;
    pthread_mutex_unlock(&s->lock);
    free(st);
}

enum MHD_Result sk_streams_join(sk_streams *s, struct MHD_Connection *c)
{
    stream *st = calloc(1, sizeof *st);
    struct MHD_Response *res;
    enum MHD_Result rc;

    if (!st)
        return MHD_NO;
    *st = (stream){.all = s, .c = c};
    st->n = (size_t)snprintf(st->out, sizeof st->out, "retry: 5000\n\n");
    pthread_mutex_lock(&s->lock);
    if (s->n >= MOST || s->ending) {
        pthread_mutex_unlock(&s->lock);
        free(st);
        return MHD_NO;
    }
    s->n++;
    st->next = s->first;
    s->first = st;
    pthread_mutex_unlock(&s->lock);
    res = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, more, st,
                                            gone);
    if (!res) {
        gone(st);
        return MHD_NO;
    }
    MHD_add_response_header(res, "Content-Type", "text/event-stream");
    MHD_add_response_header(res, "Cache-Control", "no-store");
    MHD_add_response_header(res, "X-Accel-Buffering", "no");
    MHD_add_response_header(res, "Access-Control-Allow-Origin", "*");
    rc = MHD_queue_response(c, MHD_HTTP_OK, res);
    MHD_destroy_response(res);
    return rc;
}

/* ---- news ---- */

void sk_streams_tick(sk_streams *s, int64_t version)
{
    char out[sizeof s->first->out] = "";
    bool first;

    pthread_mutex_lock(&s->lock);
    first = s->version == 0;
    if (version != s->version && !first)
        snprintf(out, sizeof out,
                 "id: %" PRId64 "\nevent: new\ndata: {\"version\":%" PRId64
                 "}\n\n",
                 version, version);
    else if (++s->ticks % QUIET_TICKS == 0)
        snprintf(out, sizeof out, ":\n\n");
    s->version = version;
    for (stream *st = s->first; st && out[0]; st = st->next) {
        if (st->at < st->n)
            continue; /* a slow reader misses this one */
        memcpy(st->out, out, sizeof out);
        st->at = 0;
        st->n = strlen(out);
        wake(st);
    }
    pthread_mutex_unlock(&s->lock);
}

unsigned sk_streams_count(sk_streams *s)
{
    unsigned n;

    pthread_mutex_lock(&s->lock);
    n = s->n;
    pthread_mutex_unlock(&s->lock);
    return n;
}
