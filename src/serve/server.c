/* server.c - the HTTP server in front of the views.
 *
 * libmicrohttpd reads requests in a few threads; each request borrows a reader
 * of the store and an arena from a pool, is answered by one view, and leaves as
 * one buffer with an ETag, compressed if the client takes gzip.
 */
#include "serve/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "serve/assets.h"
#include "serve/http.h"
#include "serve/views.h"
#include "store/store.h"

enum {
    THREADS = 4,
    ARENA_LIMIT = 64 << 20,    /* bytes of one reply */
    CONNECTION_BYTES = 32 << 10, /* request line and headers */
    TIMEOUT_S = 15,
    CONNECTIONS = 512,
    GZIP_FROM = 1000, /* bytes; smaller replies gain nothing */
};

typedef struct worker {
    sk_store *store;
    sk_request rq;
    struct worker *next;
} worker;

struct sk_server {
    struct MHD_Daemon *daemon;
    pthread_mutex_t lock;
    pthread_cond_t freed;
    worker *idle;
    worker *all;
    unsigned n;
};

static worker *borrow(sk_server *s)
{
    worker *w;

    pthread_mutex_lock(&s->lock);
    while (!s->idle)
        pthread_cond_wait(&s->freed, &s->lock);
    w = s->idle;
    s->idle = w->next;
    pthread_mutex_unlock(&s->lock);
    return w;
}

static void give_back(sk_server *s, worker *w)
{
    pthread_mutex_lock(&s->lock);
    w->next = s->idle;
    s->idle = w;
    pthread_cond_signal(&s->freed);
    pthread_mutex_unlock(&s->lock);
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

/* "http://host:port" if the Host header is a plain one. */
static sk_str base_of(sk_request *rq, struct MHD_Connection *c)
{
    sk_str host = header(c, "Host");

    if (!host.len || host.len > 200)
        return SK_STR("");
    for (size_t i = 0; i < host.len; i++) {
        char ch = host.s[i];
        if (!((ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') ||
              (ch >= 'A' && ch <= 'Z') || strchr(".-:[]", ch)))
            return SK_STR("");
    }
    return sk_strf(&rq->arena, "http://%.*s", SK_FMT(host));
}

static void answer(sk_request *rq)
{
    sk_view view = sk_views_find(rq);

    if (view)
        view(rq);
    else
        sk_reply_error(rq, 404, "Không tìm thấy", rq->path);
}

/* Runs the view; a reply that outgrows its arena becomes an error. */
static void run(sk_request *rq)
{
    jmp_buf full;

    if (setjmp(full) == 0) {
        rq->arena.full = &full;
        answer(rq);
    } else {
        sk_arena_reset(&rq->arena);
        rq->body = (sk_buf){0};
        rq->status = 503;
        rq->type = "text/plain; charset=utf-8";
        if (setjmp(full) == 0)
            sk_buf_add(&rq->arena, &rq->body, SK_STR("the reply is too large\n"));
    }
    rq->arena.full = NULL;
}

static bool gzip(const sk_buf *in, unsigned char **out, size_t *n)
{
    z_stream z = {0};
    uLong bound;

    if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    bound = deflateBound(&z, (uLong)in->n);
    *out = malloc(bound);
    z.next_in = (Bytef *)in->v;
    z.avail_in = (uInt)in->n;
    z.next_out = *out;
    z.avail_out = (uInt)bound;
    if (!*out || deflate(&z, Z_FINISH) != Z_STREAM_END) {
        free(*out);
        deflateEnd(&z);
        return false;
    }
    *n = z.total_out;
    deflateEnd(&z);
    return true;
}

static void headers(struct MHD_Response *res, const sk_request *rq,
                    const char *etag)
{
    static const char *const fixed[][2] = {
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
        {"Content-Security-Policy",
         "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
         "form-action 'self'; frame-ancestors 'self'"},
        {"Vary", "Accept-Encoding, Cookie"},
    };

    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        MHD_add_response_header(res, fixed[i][0], fixed[i][1]);
    MHD_add_response_header(res, "Content-Type", rq->type);
    MHD_add_response_header(res, "Cache-Control",
                            rq->cache ? rq->cache : "no-cache");
    if (rq->keep_lang)
        MHD_add_response_header(res, "Set-Cookie",
                                sk_str_eq(rq->lang, SK_STR("en"))
                                    ? "lang=en; Path=/; SameSite=Lax"
                                    : "lang=vi; Path=/; SameSite=Lax");
    if (etag)
        MHD_add_response_header(res, "ETag", etag);
    if (rq->link.s)
        MHD_add_response_header(res, "Link", rq->link.s);
    if (rq->filename.s)
        MHD_add_response_header(res, "Content-Disposition",
                                rq->filename.s);
    if (rq->location.s)
        MHD_add_response_header(res, "Location", rq->location.s);
    if (sk_str_starts(rq->path, SK_STR("/api/")))
        MHD_add_response_header(res, "Access-Control-Allow-Origin", "*");
}

static enum MHD_Result send_reply(struct MHD_Connection *c, sk_request *rq)
{
    sk_str match = header(c, "If-None-Match"), takes = header(c, "Accept-Encoding");
    struct MHD_Response *res;
    enum MHD_Result rc;
    unsigned char *packed = NULL;
    size_t n = 0;
    char etag[24];
    bool ok = rq->status == 200;

    snprintf(etag, sizeof etag, "\"%016llx\"",
             (unsigned long long)sk_hash(rq->body.v ? rq->body.v : "",
                                         rq->body.n, 7));
    if (ok && match.len && sk_str_find(match, sk_str_of(etag), 0) != SIZE_MAX) {
        rq->status = 304;
        res = MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    } else if (rq->body.n >= GZIP_FROM && takes.len &&
               sk_str_find(takes, SK_STR("gzip"), 0) != SIZE_MAX &&
               gzip(&rq->body, &packed, &n)) {
        res = MHD_create_response_from_buffer(n, packed, MHD_RESPMEM_MUST_FREE);
        if (res)
            MHD_add_response_header(res, "Content-Encoding", "gzip");
    } else {
        res = MHD_create_response_from_buffer(rq->body.n, rq->body.v,
                                              MHD_RESPMEM_MUST_COPY);
    }
    if (!res)
        return MHD_NO;
    headers(res, rq, ok ? etag : NULL);
    rc = MHD_queue_response(c, (unsigned)rq->status, res);
    MHD_destroy_response(res);
    return rc;
}

static enum MHD_Result handle(void *arg, struct MHD_Connection *c,
                              const char *url, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_len, void **state)
{
    sk_server *s = arg;
    enum MHD_Result rc;
    sk_str lang;
    worker *w;

    (void)version;
    (void)upload;
    if (!*state) { /* first call: headers only */
        *state = s;
        return MHD_YES;
    }
    if (*upload_len) {
        *upload_len = 0; /* bodies are not read */
        return MHD_YES;
    }
    w = borrow(s);
    sk_arena_reset(&w->rq.arena);
    lang = param(c, "lang");
    if (!lang.len)
        lang = sk_str_of(MHD_lookup_connection_value(c, MHD_COOKIE_KIND, "lang"));
    w->rq = (sk_request){
        .arena = w->rq.arena, .store = w->store, .path = sk_str_of(url),
        .lang = sk_str_eq(lang, SK_STR("en")) ? SK_STR("en") : SK_STR("vi"),
        .keep_lang = param(c, "lang").len > 0,
        .param = param, .conn = c, .status = 200,
        .type = "text/plain; charset=utf-8"};
    if (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0) {
        jmp_buf full;
        w->rq.arena.full = &full;
        if (setjmp(full) == 0)
            w->rq.base = base_of(&w->rq, c);
        run(&w->rq);
    } else {
        w->rq.status = 405;
    }
    rc = send_reply(c, &w->rq);
    give_back(s, w);
    return rc;
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

static int open_workers(sk_server *s, const sk_server_options *opt, sk_err *err)
{
    s->n = opt->threads ? opt->threads : THREADS;
    s->all = calloc(s->n, sizeof *s->all);
    if (!s->all)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    for (unsigned i = 0; i < s->n; i++) {
        sk_arena_init(&s->all[i].rq.arena, ARENA_LIMIT);
        s->all[i].store = sk_store_open(opt->store, SK_STORE_READ, err);
        if (!s->all[i].store)
            return err ? err->code : SK_EIO;
        s->all[i].next = s->idle;
        s->idle = &s->all[i];
    }
    return SK_OK;
}

sk_server *sk_server_start(const sk_server_options *opt, sk_err *err)
{
    struct sockaddr_in addr = {.sin_family = AF_INET,
                               .sin_port = htons(opt->port)};
    const char *host = opt->host ? opt->host : "127.0.0.1";
    sk_server *s = calloc(1, sizeof *s);

    if (!s) {
        sk_fail(err, SK_ENOMEM, 0, "no memory");
        return NULL;
    }
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->freed, NULL);
    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1) {
        sk_fail(err, SK_EINPUT, 0, "'%s' is no IPv4 address", host);
        sk_server_stop(s);
        return NULL;
    }
    if (open_workers(s, opt, err)) {
        sk_server_stop(s);
        return NULL;
    }
    s->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL, 0, NULL, NULL, handle,
        s, MHD_OPTION_SOCK_ADDR, &addr, MHD_OPTION_THREAD_POOL_SIZE, s->n,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_S,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
        MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_END);
    if (!s->daemon) {
        sk_fail(err, SK_EIO, 0, "cannot listen on %s:%u", host, opt->port);
        sk_server_stop(s);
        return NULL;
    }
    return s;
}

uint16_t sk_server_port(const sk_server *s)
{
    return MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void sk_server_stop(sk_server *s)
{
    if (!s)
        return;
    if (s->daemon)
        MHD_stop_daemon(s->daemon);
    free_workers(s);
    pthread_cond_destroy(&s->freed);
    pthread_mutex_destroy(&s->lock);
    free(s);
}
