/* reader.c - finds the format of a stream of bytes and cuts raw documents. */
#include "read/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { CHUNK = 256 << 10 };

enum format { UNKNOWN, JSON_LINES, TEXT, PAGE };

struct sk_reader {
    const sk_engine *eng;
    int fd;
    char *name;
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
        r->fd = fd;
        r->name = strdup(name);
        r->buf = malloc(CHUNK);
        r->cap = CHUNK;
    }
    if (!r || !r->name || !r->buf) {
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
    free(r->buf);
    free(r->name);
    free(r);
}

uint64_t sk_reader_line(const sk_reader *r)
{
    return r->line;
}

/* Reads more behind the unread bytes. SK_OK also at the end (r->eof). */
static int more(sk_reader *r, sk_err *err)
{
    ssize_t n;

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
    do
        n = read(r->fd, r->buf + r->end, r->cap - r->end);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return sk_fail(err, SK_EIO, 0, "%s: %s", r->name, strerror(errno));
    r->end += (size_t)n;
    r->eof = n == 0;
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
        if (i < r->end || r->eof)
            break;
        if (r->end - r->beg > SK_READ_MAX)
            return sk_fail(err, SK_ELIMIT, 0, "%s: 64 MiB of blanks",
                           r->name);
        if (more(r, err))
            return err ? err->code : SK_EIO;
    }
    if (i == r->end)
        return SK_ENONE;
    r->format = r->buf[i] == '{'   ? JSON_LINES
                : r->buf[i] == '<' ? PAGE
                                   : TEXT;
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
            return skipping ? sk_fail(err, SK_ELIMIT, 0,
                                      "%s: line %llu: longer than %d MiB",
                                      r->name, (unsigned long long)r->line,
                                      SK_READ_MAX >> 20)
                            : SK_OK;
        }
        if (r->eof)
            return skipping ? sk_fail(err, SK_ELIMIT, 0,
                                      "%s: line %llu: longer than %d MiB",
                                      r->name, (unsigned long long)r->line,
                                      SK_READ_MAX >> 20)
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
        return sk_fail(err, rc, why.at, "%s: line %llu: byte %zu: %s",
                       r->name, (unsigned long long)r->line, why.at, why.msg);
    return SK_OK;
}

static int next_text(sk_reader *r, sk_arena *a, sk_raw *raw, sk_err *err)
{
    sk_str all;

    r->done = true;
    r->line = 1;
    while (!r->eof) {
        if (r->end - r->beg > SK_READ_MAX)
            return sk_fail(err, SK_ELIMIT, SK_READ_MAX,
                           "%s: a text of more than %d MiB", r->name,
                           SK_READ_MAX >> 20);
        if (more(r, err))
            return err ? err->code : SK_EIO;
    }
    *raw = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    all = sk_str_dup(a, (sk_str){r->buf + r->beg, r->end - r->beg});
    if (r->format == PAGE)
        sk_read_page(a, r->eng, all, (sk_str){NULL, 0}, raw);
    else
        raw->text = all;
    return SK_OK;
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
                                   : next_text(r, a, raw, err);
}
