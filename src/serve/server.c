/* server.c - the HTTP server in front of the views.
 *
 * libmicrohttpd reads requests in a few threads (door.c deals out who is served
 * by which); each has a reader of the store and an arena of its own, and a
 * request is answered by one view (reply.c sends it and keeps it). One more
 * thread looks every second whether the store has changed, for those who wait
 * for news (stream.c).
 *
 * A thread serves its connections one after the other. With several for each
 * processor none waits long for one that is slow, nor for a thread that has to
 * wait for its processor, and no processor is idle while another has a queue.
 */
#include "serve/server.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "serve/asked.h"
#include "serve/door.h"
#include "serve/html.h"
#include "serve/metrics.h"
#include "serve/post.h"
#include "serve/reply.h"
#include "serve/stream.h"
#include "serve/views.h"
#include "store/store.h"

enum {
    THREADS = 4,                 /* of each processor, if nothing is said */
    THREADS_MOST = 32,           /* then */
    ARENA_LIMIT = 64 << 20,      /* bytes of one reply */
    CONNECTION_BYTES = 32 << 10, /* request line and headers */
    BODY_BYTES = 16 << 20,       /* of a POST */
    TIMEOUT_S = 15,
    CONNECTIONS = 512,
};

/* What a thread works with. */
typedef struct worker {
    sk_store *store;
    sk_request rq;
} worker;

struct sk_server {
    sk_door door;
    struct MHD_Daemon *daemon;
    worker *all;
    unsigned n;
    atomic_uint n_taken;
    sk_replies *replies;
    sk_streams *streams;
    sk_engine *eng;
    sk_poster *poster; /* NULL: only reading */
    sk_store *watched;
    pthread_t watcher;
    bool watching;
    atomic_bool ending;
    atomic_llong version;
    sk_metrics metrics;
};

/* A request while its body comes in. */
typedef struct upload {
    char *v;
    size_t n, cap;
    bool refused;
} upload;

/* There are as many as threads. */
static worker *own(sk_server *s)
{
    static _Thread_local worker *mine;

    if (!mine)
        mine = &s->all[atomic_fetch_add(&s->n_taken, 1)];
    return mine;
}

/* ---- one request ---- */

static sk_str header(struct MHD_Connection *c, const char *name)
{
    return sk_str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, name));
}

static sk_str param(void *conn, const char *name)
{
    return sk_str_of(
        MHD_lookup_connection_value(conn, MHD_GET_ARGUMENT_KIND, name));
}

/* The argument of the question that is looked for, and where we are. */
typedef struct place {
    size_t left;
    sk_str *name, *value;
} place;

static enum MHD_Result each_param(void *arg, enum MHD_ValueKind kind,
                                  const char *name, const char *value)
{
    place *p = arg;

    (void)kind;
    if (p->left--)
        return MHD_YES;
    *p->name = sk_str_of(name);
    *p->value = sk_str_of(value);
    return MHD_NO;
}

static bool param_at(void *conn, size_t at, sk_str *name, sk_str *value)
{
    place p = {at, name, value};

    *name = (sk_str){NULL, 0};
    MHD_get_connection_values(conn, MHD_GET_ARGUMENT_KIND, each_param, &p);
    return name->s;
}

/* "http://host:port" if the Host header is a plain one. */
static sk_str base_of(sk_request *rq, struct MHD_Connection *c)
{
    sk_str host = header(c, "Host"), proto = header(c, "X-Forwarded-Proto");

    if (!host.len || host.len > 200)
        return SK_STR("");
    for (size_t i = 0; i < host.len; i++) {
        char ch = host.s[i];
        if (!((ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') ||
              (ch >= 'A' && ch <= 'Z') || strchr(".-:[]", ch)))
            return SK_STR("");
    }
    return sk_strf(&rq->arena, "%s://%.*s",
                   sk_str_eq(proto, SK_STR("https")) ? "https" : "http",
                   SK_FMT(host));
}

static void answer(sk_server *s, sk_request *rq)
{
    sk_view view = sk_views_find(rq);

    if (sk_str_eq(rq->path, SK_STR("/metrics")))
        sk_metrics_write(&s->metrics, rq, sk_streams_count(s->streams),
                         atomic_load(&s->version));
    else if (!view)
        sk_reply_error(rq, 404, sk_say(rq, "Không tìm thấy", "Not found"),
                       rq->path);
    else if (sk_asked_well(rq))
        view(rq);
}

/* Runs what fills the reply; one that outgrows its arena becomes an error. */
static void run(sk_server *s, sk_request *rq,
                void (*fill)(sk_server *s, sk_request *rq))
{
    jmp_buf full;

    if (setjmp(full) == 0) {
        rq->arena.full = &full;
        fill(s, rq);
    } else {
        sk_arena_reset(&rq->arena);
        rq->body = (sk_buf){0};
        rq->status = 503;
        rq->type = "text/plain; charset=utf-8";
        if (setjmp(full) == 0)
            sk_buf_add(&rq->arena, &rq->body,
                       SK_STR("the reply is too large\n"));
    }
    rq->arena.full = NULL;
}

static const char *methods(const sk_server *s, const sk_request *rq)
{
    return s->poster && sk_str_eq(rq->path, SK_STR("/api/v1/documents"))
               ? "GET, HEAD, OPTIONS, POST"
               : "GET, HEAD, OPTIONS";
}

static void refuse(sk_server *s, sk_request *rq)
{
    const char *title = rq->status == 401 ? "no valid token"
                        : rq->status == 413
                            ? "too large"
                            : sk_say(rq, "Chỉ đọc được", "Only reading");

    if (rq->status == 405)
        rq->allow = methods(s, rq);
    sk_reply_error(rq, rq->status, title, rq->path);
}

static sk_request request(const sk_server *s, worker *w,
                          struct MHD_Connection *c, const char *url)
{
    sk_str asked = param(c, "lang"), lang = asked;

    if (!lang.len)
        lang =
            sk_str_of(MHD_lookup_connection_value(c, MHD_COOKIE_KIND, "lang"));
    return (sk_request){.arena = w->rq.arena,
                        .store = w->store,
                        .know = s->eng->know,
                        .path = sk_str_of(url),
                        .lang = sk_str_eq(lang, SK_STR("en")) ? SK_STR("en")
                                                              : SK_STR("vi"),
                        .keep_lang = asked.len > 0,
                        .param = param,
                        .param_at = param_at,
                        .conn = c,
                        .status = 200,
                        .type = "text/plain; charset=utf-8"};
}

static enum MHD_Result get(sk_server *s, worker *w, struct MHD_Connection *c)
{
    int64_t start = sk_metrics_now(), version;
    enum MHD_Result rc;
    sk_str key = {NULL, 0};
    jmp_buf full;

    sk_store_hold(w->store);
    version = sk_store_version(w->store);
    w->rq.arena.full = &full;
    if (setjmp(full) == 0) {
        w->rq.base = base_of(&w->rq, c);
        key = sk_reply_key(&w->rq, c);
    }
    w->rq.arena.full = NULL;
    if (sk_reply_again(s->replies, c, &w->rq, key, version, &rc)) {
        sk_metrics_again(&s->metrics);
        sk_store_release(w->store);
    } else {
        run(s, &w->rq, answer);
        sk_store_release(w->store);
        rc = sk_reply_send(s->replies, c, &w->rq, key, version);
    }
    sk_metrics_count(&s->metrics, w->rq.status, sk_metrics_now() - start);
    return rc;
}

static enum MHD_Result other(sk_server *s, worker *w, struct MHD_Connection *c,
                             const char *method, const upload *u)
{
    bool post = s->poster && strcmp(method, "POST") == 0 &&
                sk_str_eq(w->rq.path, SK_STR("/api/v1/documents"));
    jmp_buf full;

    w->rq.status = strcmp(method, "OPTIONS") == 0 ? 204
                   : !post                        ? 405
                   : !sk_poster_allows(s->poster, header(c, "Authorization"))
                       ? 401
                   : u->refused ? 413
                                : 200;
    if (w->rq.status == 204) {
        w->rq.allow = methods(s, &w->rq);
    } else if (w->rq.status != 200) {
        run(s, &w->rq, refuse);
    } else if (setjmp(full) == 0) {
        w->rq.arena.full = &full;
        sk_poster_add(s->poster, &w->rq, (sk_str){u->v ? u->v : "", u->n});
    }
    w->rq.arena.full = NULL;
    sk_metrics_count(&s->metrics, w->rq.status, 0);
    return sk_reply_send(s->replies, c, &w->rq, (sk_str){NULL, 0}, 0);
}

/* Takes a piece of a body; only those who may add have theirs kept. */
static void take(sk_server *s, struct MHD_Connection *c, upload *u,
                 const char *bytes, size_t n)
{
    if (u->refused || !s->poster ||
        !sk_poster_allows(s->poster, header(c, "Authorization")))
        return;
    if (u->n + n > u->cap || u->n + n > BODY_BYTES) {
        size_t cap = (u->n + n) * 2;
        char *v = u->n + n > BODY_BYTES ? NULL : realloc(u->v, cap);
        if (!v) {
            u->refused = true;
            return;
        }
        u->v = v;
        u->cap = cap;
    }
    memcpy(u->v + u->n, bytes, n);
    u->n += n;
}

static enum MHD_Result handle(void *arg, struct MHD_Connection *c,
                              const char *url, const char *method,
                              const char *version, const char *piece,
                              size_t *n_piece, void **state)
{
    sk_server *s = arg;
    bool reads = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
    worker *w;

    (void)version;
    if (!*state) { /* first call: headers only */
        *state = calloc(1, sizeof(upload));
        return *state ? MHD_YES : MHD_NO;
    }
    if (*n_piece) {
        take(s, c, *state, piece, *n_piece);
        *n_piece = 0;
        return MHD_YES;
    }
    if (strcmp(method, "GET") == 0 && strcmp(url, "/api/v1/stream") == 0)
        return sk_streams_join(s->streams, c);
    w = own(s);
    sk_arena_reset(&w->rq.arena);
    w->rq = request(s, w, c, url);
    return reads ? get(s, w, c) : other(s, w, c, method, *state);
}

static void completed(void *arg, struct MHD_Connection *c, void **state,
                      enum MHD_RequestTerminationCode how)
{
    upload *u = *state;

    (void)arg;
    (void)c;
    (void)how;
    if (u)
        free(u->v);
    free(u);
    *state = NULL;
}

/* ---- news ---- */

static void *watch(void *arg)
{
    const struct timespec second = {1, 0};
    sk_server *s = arg;

    while (!atomic_load(&s->ending)) {
        int64_t v = sk_store_version(s->watched);
        atomic_store(&s->version, v);
        sk_streams_tick(s->streams, v);
        nanosleep(&second, NULL);
    }
    return NULL;
}

/* ---- start and stop ---- */

static void free_workers(sk_server *s)
{
    for (unsigned i = 0; s->all && i < s->n; i++) {
        sk_store_close(s->all[i].store);
        sk_arena_done(&s->all[i].rq.arena);
    }
    free(s->all);
}

static int open_parts(sk_server *s, const sk_server_options *opt, sk_err *err)
{
    s->replies = sk_replies_new();
    s->streams = sk_streams_new();
    if (!s->replies || !s->streams)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    s->eng = sk_engine_open(NULL, err);
    s->watched = s->eng ? sk_store_open(opt->store, SK_STORE_READ, err) : NULL;
    if (opt->token && s->watched)
        s->poster = sk_poster_open(s->eng, opt->token, opt->store, err);
    return s->watched && (s->poster || !opt->token) ? SK_OK : SK_EIO;
}

static int open_workers(sk_server *s, const sk_server_options *opt, sk_err *err)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);

    s->n = opt->threads ? opt->threads
                        : (unsigned)(online > 0 ? online : 1) * THREADS;
    if (!opt->threads && s->n > THREADS_MOST)
        s->n = THREADS_MOST;
    s->all = calloc(s->n, sizeof *s->all);
    if (!s->all)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    for (unsigned i = 0; i < s->n; i++) {
        sk_arena_init(&s->all[i].rq.arena, ARENA_LIMIT);
        s->all[i].store = sk_store_open(opt->store, SK_STORE_READ, err);
        if (!s->all[i].store)
            return err ? err->code : SK_EIO;
    }
    return SK_OK;
}

static int start(sk_server *s, const sk_server_options *opt, sk_err *err)
{
    const char *host = opt->host ? opt->host : "127.0.0.1";
    int rc = sk_door_init(&s->door, host, opt->port, err);

    if (rc || (rc = open_workers(s, opt, err)) ||
        (rc = open_parts(s, opt, err)))
        return rc;
    s->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL |
            MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME,
        0, NULL, NULL, handle, s, MHD_OPTION_THREAD_POOL_SIZE, s->n,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_S,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
        MHD_OPTION_NOTIFY_COMPLETED, completed, NULL, MHD_OPTION_END);
    if (!s->daemon || sk_door_open(&s->door, s->daemon, CONNECTIONS))
        return sk_fail(err, SK_EIO, 0, "cannot start the server's threads");
    s->watching = pthread_create(&s->watcher, NULL, watch, s) == 0;
    return SK_OK;
}

sk_server *sk_server_start(const sk_server_options *opt, sk_err *err)
{
    sk_server *s = calloc(1, sizeof *s);

    if (!s)
        sk_fail(err, SK_ENOMEM, 0, "no memory");
    else if (start(s, opt, err)) {
        sk_server_stop(s);
        s = NULL;
    }
    return s;
}

uint16_t sk_server_port(const sk_server *s)
{
    return sk_door_port(&s->door);
}

void sk_server_stop(sk_server *s)
{
    if (!s)
        return;
    atomic_store(&s->ending, true);
    if (s->watching)
        pthread_join(s->watcher, NULL);
    sk_door_close(&s->door);
    sk_streams_end(s->streams);
    if (s->daemon)
        MHD_stop_daemon(s->daemon);
    sk_streams_free(s->streams);
    sk_replies_free(s->replies);
    sk_poster_close(s->poster);
    sk_engine_close(s->eng);
    sk_store_close(s->watched);
    free_workers(s);
    free(s);
}
