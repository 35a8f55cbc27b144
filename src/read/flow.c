/* flow.c - unpacks gzip and zstd while reading. */
#include "read/flow.h"

#include <brotli/decode.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum { IN_CAP = 128 << 10 };

enum packing { UNSEEN, PLAIN, GZIP, ZSTD };

struct sk_flow {
    int fd;
    const char *name; /* the caller's */
    enum packing packing;
    unsigned char *in; /* [IN_CAP], unread at [beg, end) */
    size_t beg, end;
    bool eof;
    bool open; /* inside a gzip member or zstd frame */
    uint64_t n_in, n_out;
    z_stream z;
    ZSTD_DStream *zd;
};

sk_flow *sk_flow_open(int fd, const char *name, sk_err *err)
{
    sk_flow *f = calloc(1, sizeof *f);

    if (f) {
        f->fd = fd;
        f->name = name;
        f->in = malloc(IN_CAP);
    }
    if (!f || !f->in) {
        sk_flow_close(f);
        sk_fail(err, SK_ENOMEM, 0, "%s: no memory", name);
        return NULL;
    }
    return f;
}

void sk_flow_close(sk_flow *f)
{
    if (!f)
        return;
    if (f->packing == GZIP)
        inflateEnd(&f->z);
    ZSTD_freeDStream(f->zd);
    free(f->in);
    free(f);
}

/* More packed bytes behind the unread ones. */
static int more(sk_flow *f, sk_err *err)
{
    ssize_t n;

    if (f->beg == f->end)
        f->beg = f->end = 0;
    else if (f->end == IN_CAP) {
        memmove(f->in, f->in + f->beg, f->end - f->beg);
        f->end -= f->beg;
        f->beg = 0;
    }
    do
        n = read(f->fd, f->in + f->end, IN_CAP - f->end);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return sk_fail(err, SK_EIO, 0, "%s: %s", f->name, strerror(errno));
    f->end += (size_t)n;
    f->n_in += (uint64_t)n;
    f->eof = n == 0;
    return SK_OK;
}

static int look(sk_flow *f, sk_err *err)
{
    const unsigned char *p = f->in;

    while (f->end < 4 && !f->eof)
        if (more(f, err))
            return SK_EIO;
    if (f->end >= 3 && p[0] == 0x1F && p[1] == 0x8B && p[2] == 8) {
        if (inflateInit2(&f->z, 15 + 16) != Z_OK)
            return sk_fail(err, SK_ENOMEM, 0, "%s: no memory", f->name);
        f->packing = GZIP;
    } else if (f->end >= 4 && memcmp(p, "\x28\xB5\x2F\xFD", 4) == 0) {
        f->zd = ZSTD_createDStream();
        if (!f->zd)
            return sk_fail(err, SK_ENOMEM, 0, "%s: no memory", f->name);
        ZSTD_DCtx_setParameter(f->zd, ZSTD_d_windowLogMax, 27);
        f->packing = ZSTD;
    } else {
        f->packing = PLAIN;
    }
    return SK_OK;
}

static int damaged(sk_flow *f, const char *why, sk_err *err)
{
    f->eof = true;
    f->beg = f->end = 0;
    f->open = false;
    return sk_fail(err, SK_EINPUT, (size_t)f->n_in, "%s: packed data: %s",
                   f->name, why);
}

static int step_gzip(sk_flow *f, char *out, size_t cap, size_t *n, sk_err *err)
{
    int rc;

    f->z.next_in = f->in + f->beg;
    f->z.avail_in = (uInt)(f->end - f->beg);
    f->z.next_out = (Bytef *)out;
    f->z.avail_out = (uInt)cap;
    rc = inflate(&f->z, Z_NO_FLUSH);
    f->beg = f->end - f->z.avail_in;
    *n = cap - f->z.avail_out;
    f->open = rc != Z_STREAM_END;
    if (rc == Z_STREAM_END) {
        while (f->beg < f->end && !f->in[f->beg])
            f->beg++; /* padding */
        inflateReset(&f->z);
    } else if (rc != Z_OK && rc != Z_BUF_ERROR) {
        return damaged(f, f->z.msg ? f->z.msg : "broken", err);
    }
    return SK_OK;
}

static int step_zstd(sk_flow *f, char *out, size_t cap, size_t *n, sk_err *err)
{
    ZSTD_inBuffer in = {f->in + f->beg, f->end - f->beg, 0};
    ZSTD_outBuffer o = {out, cap, 0};
    size_t rc = ZSTD_decompressStream(f->zd, &o, &in);

    if (ZSTD_isError(rc))
        return damaged(f, ZSTD_getErrorName(rc), err);
    f->beg += in.pos;
    *n = o.pos;
    f->open = rc != 0;
    return SK_OK;
}

int sk_flow_read(sk_flow *f, char *out, size_t cap, size_t *n, sk_err *err)
{
    int rc = SK_OK;

    *n = 0;
    if (cap > (1 << 30))
        cap = 1 << 30;
    if (f->packing == UNSEEN && (rc = look(f, err)) != SK_OK)
        return rc;
    while (!rc && !*n) {
        if (f->beg == f->end && !f->eof && (rc = more(f, err)) != SK_OK)
            return rc;
        if (f->packing == PLAIN) {
            *n = f->end - f->beg < cap ? f->end - f->beg : cap;
            memcpy(out, f->in + f->beg, *n);
            f->beg += *n;
            return SK_OK;
        }
        if (f->beg == f->end && f->eof && !f->open)
            return SK_OK;
        rc = f->packing == GZIP ? step_gzip(f, out, cap, n, err)
                                : step_zstd(f, out, cap, n, err);
        if (!rc && !*n && f->eof && f->beg == f->end && f->open)
            return damaged(f, "cut off", err);
    }
    f->n_out += *n;
    if (!rc && f->n_out > SK_FLOW_FREE && f->n_out / SK_FLOW_RATIO > f->n_in) {
        damaged(f, "", NULL);
        return sk_fail(err, SK_ELIMIT, 0,
                       "%s: packed more than %d to one: a bomb?", f->name,
                       SK_FLOW_RATIO);
    }
    return rc;
}

/* ---- a body whole ---- */

typedef struct body {
    char *v;
    size_t n, cap, max;
} body;

/* Room for more; false if there is none or too much came. */
static bool grow(body *b)
{
    size_t cap = b->cap ? b->cap * 2 : 64 << 10;
    char *p;

    if (b->n < b->cap)
        return true;
    if (b->cap >= b->max)
        return false;
    p = realloc(b->v, cap < b->max ? cap : b->max);
    if (!p)
        return false;
    b->v = p;
    b->cap = cap < b->max ? cap : b->max;
    return true;
}

static bool unpack_zlib(const char *in, size_t len, int bits, body *b)
{
    z_stream z = {.next_in = (Bytef *)in, .avail_in = (uInt)len};
    int rc = Z_OK;

    if (inflateInit2(&z, bits) != Z_OK)
        return false;
    while (rc == Z_OK && grow(b)) {
        size_t room = b->cap - b->n;
        z.next_out = (Bytef *)b->v + b->n;
        z.avail_out = (uInt)room;
        rc = inflate(&z, Z_NO_FLUSH);
        b->n += room - z.avail_out;
        if (rc == Z_BUF_ERROR && z.avail_out == 0)
            rc = Z_OK;
    }
    inflateEnd(&z);
    return rc == Z_STREAM_END || (rc == Z_BUF_ERROR && b->n);
}

static bool unpack_br(const char *in, size_t len, body *b)
{
    BrotliDecoderState *s = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    const uint8_t *next = (const uint8_t *)in;
    BrotliDecoderResult rc = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;

    while (s && rc == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && grow(b)) {
        size_t room = b->cap - b->n;
        uint8_t *to = (uint8_t *)b->v + b->n;
        rc = BrotliDecoderDecompressStream(s, &len, &next, &room, &to, NULL);
        b->n = b->cap - room;
    }
    BrotliDecoderDestroyInstance(s);
    return rc == BROTLI_DECODER_RESULT_SUCCESS;
}

static bool unpack_zstd(const char *in, size_t len, body *b)
{
    ZSTD_DStream *s = ZSTD_createDStream();
    ZSTD_inBuffer from = {in, len, 0};
    size_t rc = 1;

    while (s && rc && !ZSTD_isError(rc) && grow(b)) {
        ZSTD_outBuffer to = {b->v, b->cap, b->n};
        rc = ZSTD_decompressStream(s, &to, &from);
        if (to.pos == b->n && from.pos == from.size)
            break;
        b->n = to.pos;
    }
    ZSTD_freeDStream(s);
    return rc == 0;
}

char *sk_unpack(const char *coding, const char *in, size_t len, size_t max,
                size_t *out_len, sk_err *err)
{
    body b = {.max = max};
    bool ok;

    if (strcasecmp(coding, "br") == 0)
        ok = unpack_br(in, len, &b);
    else if (strcasecmp(coding, "zstd") == 0)
        ok = unpack_zstd(in, len, &b);
    else if (strcasecmp(coding, "deflate") == 0) {
        ok = unpack_zlib(in, len, 15, &b);
        if (!ok) { /* some servers send it without its frame */
            b.n = 0;
            ok = unpack_zlib(in, len, -15, &b);
        }
    } else {
        ok = unpack_zlib(in, len, 15 + 16, &b);
    }
    if (!ok) {
        free(b.v);
        sk_fail(err, b.n >= max ? SK_ELIMIT : SK_EINPUT, 0,
                "packed body (%s): %s", coding,
                b.n >= max ? "too large" : "damaged");
        return NULL;
    }
    *out_len = b.n;
    return b.v;
}
