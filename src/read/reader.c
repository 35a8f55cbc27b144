/* reader.c - finds the format of a stream of bytes and cuts raw documents. */
#include "read/reader.h"

#include <stdlib.h>

#include "read/any.h"
#include "read/feed.h"
#include "read/flow.h"
#include "read/warc.h"

enum {
    CHUNK = 256 << 10,
    WARC_HEAD = 64 << 10,
    MAGIC = 12 /* bytes that tell an archive */
};

enum format { UNKNOWN, JSON_LINES, ARCHIVE, WHOLE };

struct sk_reader {
    const sk_engine *eng;
    sk_flow *flow;
    char *name;
    char *unpacked;      /* of the last archive record, if it was packed */
    sk_str url, charset; /* as a server said */
    enum format format;
    char *buf; /* [cap], unread bytes at [beg, end) */
    size_t beg, end, cap;
    bool eof, done;
    uint64_t line;
};

sk_reader *sk_reader_open(const sk_engine *eng, int fd, const char *name,
                          sk_err *err)
{
    sk_reader *r = calloc(1, sizeof *r);

    if (r) {
        r->eng = eng;
        r->name = strdup(name);
        r->flow = r->name ? sk_flow_open(fd, r->name, err) : NULL;
        r->buf = malloc(CHUNK);
        r->cap = CHUNK;
    }
    if (!r || !r->name || !r->flow || !r->buf) {
        sk_reader_close(r);
        sk_fail(err, SK_ENOMEM, 0, "%s: no memory", name);
        return NULL;
    }
    return r;
}

void sk_reader_close(sk_reader *r)
{
    if (!r)
        return;
    sk_flow_close(r->flow);
    free(r->unpacked);
    free(r->buf);
    free(r->name);
    free(r);
}

void sk_reader_from(sk_reader *r, sk_str url, sk_str charset)
{
    r->url = url;
    r->charset = charset;
}

uint64_t sk_reader_line(const sk_reader *r)
{
    return r->line;
}

/* Reads more behind the unread bytes. SK_OK also at the end (r->eof). */
static int more(sk_reader *r, sk_err *err)
{
    size_t n;
    int rc;

    if (r->beg && r->end == r->cap) {
        memmove(r->buf, r->buf + r->beg, r->end - r->beg);
        r->end -= r->beg;
        r->beg = 0;
    }
    if (r->end == r->cap) {
        char *p = realloc(r->buf, r->cap * 2);
        if (!p)
            return sk_fail(err, SK_ENOMEM, 0, "%s: no memory", r->name);
        r->buf = p;
        r->cap *= 2;
    }
    rc = sk_flow_read(r->flow, r->buf + r->end, r->cap - r->end, &n, err);
    if (rc) {
        r->eof = r->done = true;
        return rc;
    }
    r->end += n;
    r->eof = n == 0;
    return SK_OK;
}

/* JSON Lines, or one object over many lines? The first line tells. */
static int look_json(sk_reader *r, size_t i, sk_err *err)
{
    char *nl;
    sk_str first;

    while (!(nl = memchr(r->buf + r->beg + i, '\n', r->end - r->beg - i)) &&
           !r->eof && r->end - r->beg < SK_READ_MAX)
        if (more(r, err))
            return err->code;
    first = (sk_str){r->buf + r->beg + i,
                     (nl ? (size_t)(nl - r->buf) : r->end) - r->beg - i};
    first = sk_str_trim(first);
    r->format = first.len > 1 && !sk_is_feed(first) ? JSON_LINES : WHOLE;
    return SK_OK;
}

static int look(sk_reader *r, sk_err *err)
{
    size_t i;

    for (;;) {
        for (i = r->beg; i < r->end; i++)
            if (!strchr(" \t\r\n", r->buf[i]) || !r->buf[i])
                break;
        if (r->end - r->beg >= 3 &&
            memcmp(r->buf + r->beg, "\xEF\xBB\xBF", 3) == 0) {
            r->beg += 3;
            continue;
        }
        if (i + MAGIC < r->end || r->eof)
            break;
        if (r->end - r->beg > SK_READ_MAX)
            return sk_fail(err, SK_ELIMIT, 0, "%s: 64 MiB of blanks", r->name);
        if (more(r, err))
            return err->code;
    }
    if (i == r->end)
        return SK_ENONE;
    if (r->buf[i] == '{')
        return look_json(r, i - r->beg, err);
    r->format = sk_is_warc((sk_str){r->buf + i, r->end - i}) ? ARCHIVE : WHOLE;
    return SK_OK;
}

/* The next line, without its end; a line longer than SK_READ_MAX is skipped
 * whole and gives SK_ELIMIT. */
static int next_line(sk_reader *r, sk_str *line, sk_err *err)
{
    size_t seen = 0;
    bool skipping = false;

    r->line++;
    for (;;) {
        char *nl = memchr(r->buf + r->beg + seen, '\n', r->end - r->beg - seen);
        if (nl || (r->eof && r->end > r->beg)) {
            size_t stop = nl ? (size_t)(nl - r->buf) : r->end;
            *line = (sk_str){r->buf + r->beg, stop - r->beg};
            r->beg = stop + (nl != NULL);
            return skipping
                       ? sk_fail(err, SK_ELIMIT, 0,
                                 "%s: line %llu: longer than %d MiB", r->name,
                                 (unsigned long long)r->line, SK_READ_MAX >> 20)
                       : SK_OK;
        }
        if (r->eof)
            return skipping
                       ? sk_fail(err, SK_ELIMIT, 0,
                                 "%s: line %llu: longer than %d MiB", r->name,
                                 (unsigned long long)r->line, SK_READ_MAX >> 20)
                       : SK_ENONE;
        seen = r->end - r->beg;
        if (seen > SK_READ_MAX) {
            skipping = true;
            r->beg = r->end = 0;
            seen = 0;
        }
        if (more(r, err))
            return err ? err->code : SK_EIO;
    }
}

static int next_json(sk_reader *r, sk_arena *a, sk_raw *raw, sk_err *err)
{
    sk_str line;
    sk_err why;
    int rc;

    do {
        rc = next_line(r, &line, err);
        if (rc)
            return rc;
        line = sk_str_trim(line);
    } while (!line.len);
    rc = sk_read_json(r->eng, line, a, raw, &why);
    if (rc)
        return sk_fail(err, rc, why.at, "%s: line %llu: byte %zu: %s", r->name,
                       (unsigned long long)r->line, why.at, why.msg);
    return SK_OK;
}

static int next_whole(sk_reader *r, sk_arena *a, sk_raw *raw, sk_err *err)
{
    sk_str all;
    int rc;

    r->done = true;
    r->line = 1;
    while (!r->eof) {
        if (r->end - r->beg > SK_READ_MAX)
            return sk_fail(err, SK_ELIMIT, SK_READ_MAX,
                           "%s: a text of more than %d MiB", r->name,
                           SK_READ_MAX >> 20);
        rc = more(r, err);
        if (rc)
            return rc;
    }
    all = sk_str_dup(a, (sk_str){r->buf + r->beg, r->end - r->beg});
    if (sk_str_trim(all).s[0] == '{' && !sk_is_feed(all))
        return sk_read_json(r->eng, all, a, raw, err);
    rc = sk_read_any(a, r->eng, all, r->charset, r->url, raw, err);
    if (!rc && !raw->url.len)
        raw->url = r->url;
    return rc;
}

/* ---- archives ---- */

/* At least n unread bytes, unless the file ends before. */
static int need(sk_reader *r, uint64_t n, sk_err *err)
{
    int rc = SK_OK;

    while (!rc && r->end - r->beg < n && !r->eof)
        rc = more(r, err);
    return rc;
}

static int skip(sk_reader *r, uint64_t n, sk_err *err)
{
    int rc = SK_OK;

    while (!rc && n) {
        uint64_t here = r->end - r->beg < n ? r->end - r->beg : n;
        r->beg += (size_t)here;
        n -= here;
        if (r->beg == r->end)
            r->beg = r->end = 0;
        if (n && r->eof)
            break;
        if (n)
            rc = more(r, err);
    }
    return rc;
}

static bool is_text(sk_str type)
{
    static const char *const kinds[] = {"html", "xml", "json", "rss"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (sk_str_find(type, sk_str_of(kinds[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* A reply with text in it, unpacked, in the arena; s == NULL if it is none. The
 * block of a resource or a conversion is the text itself. */
static sk_str reply(sk_reader *r, sk_arena *a, sk_str block, const sk_warc *w,
                    sk_http *h)
{
    bool bare = !sk_str_eq(w->type, SK_STR("response"));
    sk_str body;
    char *plain, name[16];
    size_t len;

    if (!sk_http_read(block, h)) {
        h->charset = bare ? sk_http_charset(w->content) : (sk_str){NULL, 0};
        bare &= is_text(w->content) ||
                sk_str_starts(w->content, SK_STR("text/plain"));
        return bare || sk_str_starts(block, SK_STR("<")) ? sk_str_dup(a, block)
                                                         : (sk_str){NULL, 0};
    }
    if (h->status != 200 || (h->type.len && !is_text(h->type)))
        return (sk_str){NULL, 0};
    body = h->chunked ? sk_http_dechunk(a, h->body) : h->body;
    if (!h->encoding.len || h->encoding.len >= sizeof name ||
        sk_str_eq(h->encoding, SK_STR("identity")))
        return sk_str_dup(a, body);
    memcpy(name, h->encoding.s, h->encoding.len);
    name[h->encoding.len] = 0;
    plain = sk_unpack(name, body.s, body.len, SK_READ_MAX, &len, NULL);
    if (!plain) /* archives often keep the header and store it unpacked */
        return sk_str_dup(a, body);
    free(r->unpacked);
    r->unpacked = plain;
    return (sk_str){plain, len};
}

static bool is_wanted(sk_str type)
{
    return sk_str_eq(type, SK_STR("response")) ||
           sk_str_eq(type, SK_STR("resource")) ||
           sk_str_eq(type, SK_STR("conversion"));
}

/* Goes on to the next line that begins a record; to the end if none does. */
static int resync(sk_reader *r)
{
    int rc = SK_OK;

    r->beg += r->beg < r->end;
    while (!rc) {
        sk_str s = {r->buf + r->beg, r->end - r->beg};
        size_t at = sk_str_find(s, SK_STR("\nWARC/1"), 0);
        if (at != SIZE_MAX) {
            r->beg += at + 1;
            return SK_OK;
        }
        if (r->eof)
            break;
        r->beg = s.len > MAGIC ? r->end - MAGIC : r->beg;
        rc = more(r, NULL);
    }
    r->beg = r->end;
    r->done = true;
    return rc;
}

static int next_record(sk_reader *r, sk_arena *a, sk_raw *raw, sk_err *err)
{
    for (;;) {
        sk_warc w = {0};
        size_t head = 0;
        sk_str body = {NULL, 0}, block;
        sk_http h = {0};
        int rc = SK_OK;
        while (!rc &&
               !(head = sk_warc_head((sk_str){r->buf + r->beg, r->end - r->beg},
                                     &w)) &&
               !r->eof && r->end - r->beg < WARC_HEAD)
            rc = more(r, err);
        if (rc)
            return rc;
        if (!head && r->eof) {
            r->done = true;
            return SK_ENONE;
        }
        if (!head || head == SIZE_MAX) {
            (void)resync(r);
            return sk_fail(err, SK_EINPUT, 0,
                           "%s: record %llu: no header of an archive", r->name,
                           (unsigned long long)r->line + 1);
        }
        r->line++;
        if (w.length > SK_READ_MAX || !is_wanted(w.type)) {
            r->beg += head;
            rc = skip(r, w.length, err);
            if (rc)
                return rc;
            continue;
        }
        w.url = sk_str_dup(a, w.url);
        w.type = sk_str_dup(a, w.type);
        w.content = sk_str_dup(a, w.content);
        r->beg += head;
        rc = need(r, w.length, err);
        if (rc)
            return rc;
        block = (sk_str){r->buf + r->beg, r->end - r->beg};
        block.len = block.len < w.length ? block.len : (size_t)w.length;
        body = reply(r, a, block, &w, &h);
        if (h.charset.s)
            h.charset = sk_str_dup(a, h.charset);
        r->beg += block.len;
        if (!body.len)
            continue;
        rc = sk_read_any(a, r->eng, body, h.charset, w.url, raw, err);
        if (!raw->url.len)
            raw->url = w.url;
        return rc;
    }
}

int sk_reader_next(sk_reader *r, sk_arena *a, sk_raw *raw, sk_err *err)
{
    sk_err local;
    int rc;

    *raw = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    if (!err)
        err = &local;
    if (r->done)
        return SK_ENONE;
    if (r->format == UNKNOWN) {
        rc = look(r, err);
        if (rc == SK_ENONE) {
            r->done = true;
            return sk_fail(err, SK_EINPUT, 0, "%s: empty", r->name);
        }
        if (rc)
            return rc;
    }
    return r->format == JSON_LINES ? next_json(r, a, raw, err)
           : r->format == ARCHIVE  ? next_record(r, a, raw, err)
                                   : next_whole(r, a, raw, err);
}
