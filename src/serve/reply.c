/* reply.c - replies on their way out.
 *
 * Pages and answers change only when the store does, so a reply that is asked
 * for a second time is kept as it was sent, compressed or not, until the
 * store's version is another. A slot of the table is found by the hash of what
 * was asked; whatever comes later twice takes it.
 */
#include "serve/reply.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

enum {
    GZIP_FROM = 1000, /* bytes; smaller replies gain nothing */
    SLOTS = 4096,
    KEPT_BYTES = 96 << 20,
    KEPT_MOST = 4 << 20, /* of one reply */
    ETAG = 24,
};

typedef struct kept {
    char *key; /* NULL: empty slot */
    size_t key_len, bytes;
    int64_t version;
    uint64_t asked; /* hash of what was asked for once since then */
    char etag[ETAG];
    struct MHD_Response *res;
} kept;

struct sk_replies {
    pthread_mutex_t lock;
    size_t bytes, hand; /* hand: the next slot to be emptied for room */
    kept v[SLOTS];
};

sk_replies *sk_replies_new(void)
{
    sk_replies *r = calloc(1, sizeof *r);

    if (r)
        pthread_mutex_init(&r->lock, NULL);
    return r;
}

static void forget(sk_replies *r, kept *k)
{
    if (!k->key)
        return;
    r->bytes -= k->bytes;
    free(k->key);
    MHD_destroy_response(k->res);
    *k = (kept){.asked = k->asked};
}

void sk_replies_free(sk_replies *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < SLOTS; i++)
        forget(r, &r->v[i]);
    pthread_mutex_destroy(&r->lock);
    free(r);
}

/* ---- one reply ---- */

static sk_str header(struct MHD_Connection *c, const char *name)
{
    return sk_str_of(MHD_lookup_connection_value(c, MHD_HEADER_KIND, name));
}

static bool has(struct MHD_Connection *c, const char *name, const char *what)
{
    sk_str v = header(c, name);

    return v.len && sk_str_find(v, sk_str_of(what), 0) != SIZE_MAX;
}

/* Answers are packed in haste: they are asked for by programs, and each is
 * another one. */
static bool gzip(sk_str in, bool haste, unsigned char **out, size_t *n)
{
    z_stream z = {0};
    uLong bound;

    if (deflateInit2(&z, haste ? 1 : 6, Z_DEFLATED, 15 + 16, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    bound = deflateBound(&z, (uLong)in.len);
    *out = malloc(bound);
    z.next_in = (Bytef *)in.s;
    z.avail_in = (uInt)in.len;
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

/* Scripts of other sites may ask; adding is not for them. */
static void put_cors(struct MHD_Response *res, bool before_asking)
{
    MHD_add_response_header(res, "Access-Control-Allow-Origin", "*");
    MHD_add_response_header(res, "Access-Control-Expose-Headers", "ETag, Link");
    if (!before_asking)
        return;
    MHD_add_response_header(res, "Access-Control-Allow-Methods", "GET, HEAD");
    MHD_add_response_header(res, "Access-Control-Allow-Headers",
                            "Accept, If-None-Match");
    MHD_add_response_header(res, "Access-Control-Max-Age", "86400");
}

/* By weak comparison: "*" and the opaque part alone fit too. */
static bool has_etag(struct MHD_Connection *c, const char *etag)
{
    return has(c, "If-None-Match", etag + 2) ||
           sk_str_eq(sk_str_trim(header(c, "If-None-Match")), SK_STR("*"));
}

static void put_headers(struct MHD_Response *res, const sk_request *rq,
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
        MHD_add_response_header(res, "Content-Disposition", rq->filename.s);
    if (rq->location.s)
        MHD_add_response_header(res, "Location", rq->location.s);
    if (rq->allow)
        MHD_add_response_header(res, "Allow", rq->allow);
    if (sk_str_starts(rq->path, SK_STR("/api/")))
        put_cors(res, rq->allow);
}

static struct MHD_Response *plain(const sk_request *rq, const char *etag)
{
    struct MHD_Response *res = MHD_create_response_from_buffer(
        rq->body.n, rq->body.v, MHD_RESPMEM_MUST_COPY);

    if (res)
        put_headers(res, rq, etag);
    return res;
}

/* NULL if it is better sent as it is. */
static struct MHD_Response *packed(const sk_request *rq, const char *etag,
                                   size_t *n)
{
    bool haste = sk_str_starts(rq->path, SK_STR("/api/"));
    struct MHD_Response *res;
    unsigned char *bytes;

    if (rq->body.n < GZIP_FROM ||
        !gzip(sk_buf_str(&rq->body), haste, &bytes, n))
        return NULL;
    res = MHD_create_response_from_buffer(*n, bytes, MHD_RESPMEM_MUST_FREE);
    if (!res)
        return NULL;
    put_headers(res, rq, etag);
    MHD_add_response_header(res, "Content-Encoding", "gzip");
    return res;
}

static bool takes_gzip(struct MHD_Connection *c)
{
    return has(c, "Accept-Encoding", "gzip") &&
           !has(c, "Accept-Encoding", "gzip;q=0,") &&
           !sk_str_ends(header(c, "Accept-Encoding"), SK_STR("gzip;q=0"));
}

/* ---- keeping ---- */

static bool add_pair(sk_request *rq, sk_buf *b, const char *k, const char *v)
{
    sk_buf_char(&rq->arena, b, '\x01');
    sk_buf_add(&rq->arena, b, sk_str_of(k));
    sk_buf_char(&rq->arena, b, '\x02');
    if (v)
        sk_buf_add(&rq->arena, b, sk_str_of(v));
    return b->n < 4096;
}

typedef struct pairs {
    sk_request *rq;
    sk_buf b;
} pairs;

static enum MHD_Result each_pair(void *arg, enum MHD_ValueKind kind,
                                 const char *k, const char *v)
{
    pairs *p = arg;

    (void)kind;
    return add_pair(p->rq, &p->b, k, v) ? MHD_YES : MHD_NO;
}

sk_str sk_reply_key(sk_request *rq, struct MHD_Connection *c)
{
    pairs p = {.rq = rq};

    if (rq->keep_lang || rq->base.len > 100)
        return (sk_str){NULL, 0};
    sk_buf_char(&rq->arena, &p.b, takes_gzip(c) ? 'z' : '-');
    sk_buf_add(&rq->arena, &p.b, rq->lang);
    sk_buf_add(&rq->arena, &p.b, rq->base);
    sk_buf_add(&rq->arena, &p.b, rq->path);
    MHD_get_connection_values(c, MHD_GET_ARGUMENT_KIND, each_pair, &p);
    return p.b.n < 4096 ? sk_buf_str(&p.b) : (sk_str){NULL, 0};
}

static uint64_t hash_of(sk_str key)
{
    return sk_hash(key.s, key.len, 11);
}

static kept *slot(sk_replies *r, sk_str key)
{
    return &r->v[hash_of(key) % SLOTS];
}

static enum MHD_Result not_changed(struct MHD_Connection *c, sk_request *rq,
                                   const char *etag)
{
    struct MHD_Response *res =
        MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
    enum MHD_Result rc;

    if (!res)
        return MHD_NO;
    rq->status = 304;
    put_headers(res, rq, etag);
    rc = MHD_queue_response(c, 304, res);
    MHD_destroy_response(res);
    return rc;
}

bool sk_reply_again(sk_replies *r, struct MHD_Connection *c, sk_request *rq,
                    sk_str key, int64_t version, enum MHD_Result *rc)
{
    bool found;
    kept *k;

    if (!key.s)
        return false;
    pthread_mutex_lock(&r->lock);
    k = slot(r, key);
    found = k->key && k->version == version && k->key_len == key.len &&
            memcmp(k->key, key.s, key.len) == 0;
    if (found) {
        rq->status = 200;
        if (has_etag(c, k->etag))
            *rc = not_changed(c, rq, k->etag);
        else
            *rc = MHD_queue_response(c, 200, k->res);
    }
    pthread_mutex_unlock(&r->lock);
    return found;
}

/* Whether what is asked for was asked for before, and nothing else since that
 * has the same slot. */
static bool is_asked_again(sk_replies *r, sk_str key)
{
    uint64_t hash = hash_of(key);
    bool again;
    kept *k;

    pthread_mutex_lock(&r->lock);
    k = slot(r, key);
    again = k->asked == hash;
    k->asked = hash;
    pthread_mutex_unlock(&r->lock);
    return again;
}

/* Takes over the response. */
static void keep(sk_replies *r, sk_str key, kept fresh)
{
    kept *k;

    fresh.key = malloc(key.len);
    if (!fresh.key || fresh.bytes > KEPT_MOST) {
        free(fresh.key);
        MHD_destroy_response(fresh.res);
        return;
    }
    memcpy(fresh.key, key.s, key.len);
    fresh.key_len = key.len;
    pthread_mutex_lock(&r->lock);
    k = slot(r, key);
    forget(r, k);
    fresh.asked = k->asked;
    while (r->bytes + fresh.bytes > KEPT_BYTES)
        forget(r, &r->v[r->hand++ % SLOTS]);
    *k = fresh;
    r->bytes += fresh.bytes;
    pthread_mutex_unlock(&r->lock);
}

static void put_etag(char etag[ETAG], sk_str body)
{
    uint64_t h[4] = {1, 2, 3, 4};

    sk_hash4(body, h);
    /* weak: packed or not, it is the same answer */
    snprintf(etag, ETAG, "W/\"%016llx\"",
             (unsigned long long)sk_hash(h, sizeof h, 7));
}

enum MHD_Result sk_reply_send(sk_replies *r, struct MHD_Connection *c,
                              sk_request *rq, sk_str key, int64_t version)
{
    bool ok = rq->status == 200;
    kept k = {.version = version};
    enum MHD_Result rc;
    size_t n = 0;

    put_etag(k.etag, sk_buf_str(&rq->body));
    if (ok && has_etag(c, k.etag))
        return not_changed(c, rq, k.etag);
    if (takes_gzip(c))
        k.res = packed(rq, ok ? k.etag : NULL, &n);
    if (!k.res)
        k.res = plain(rq, ok ? k.etag : NULL);
    if (!k.res)
        return MHD_NO;
    rc = MHD_queue_response(c, (unsigned)rq->status, k.res);
    k.bytes = (n ? n : rq->body.n) + key.len;
    if (ok && key.s && (!rq->cache || strcmp(rq->cache, "no-store") != 0) &&
        is_asked_again(r, key))
        keep(r, key, k);
    else
        MHD_destroy_response(k.res);
    return rc;
}
