/* warc.c - headers of archive records and of the HTTP replies in them. */
#include "read/warc.h"

#include <strings.h>

enum { ARC_LINE = 8 << 10 /* bytes of the line that begins an ARC record */ };

/* The next line of a header, without its end. False at the end. */
static bool next_line(sk_str s, size_t *at, sk_str *line)
{
    const char *nl;

    if (*at >= s.len)
        return false;
    nl = memchr(s.s + *at, '\n', s.len - *at);
    if (!nl)
        return false;
    *line = sk_str_sub(s, *at, (size_t)(nl - s.s));
    if (line->len && line->s[line->len - 1] == '\r')
        line->len--;
    *at = (size_t)(nl - s.s) + 1;
    return true;
}

static bool field(sk_str line, const char *name, sk_str *value)
{
    size_t n = strlen(name);

    if (line.len <= n || line.s[n] != ':' || strncasecmp(line.s, name, n) != 0)
        return false;
    *value = sk_str_trim(sk_str_sub(line, n + 1, line.len));
    return true;
}

static uint64_t number(sk_str s)
{
    uint64_t v = 0;

    for (size_t i = 0; i < s.len && s.s[i] >= '0' && s.s[i] <= '9'; i++)
        if (v < UINT64_MAX / 16)
            v = v * 10 + (uint64_t)(s.s[i] - '0');
    return v;
}

bool sk_is_warc(sk_str s)
{
    return sk_str_starts(s, SK_STR("WARC/1")) ||
           sk_str_starts(s, SK_STR("WARC/0.")) ||
           sk_str_starts(s, SK_STR("filedesc://"));
}

/* The line of an ARC record: address, IP, date, type and length between blanks;
 * in the address blanks may stand too. */
static size_t arc_head(sk_str s, size_t at, sk_warc *out)
{
    sk_str line, last = {NULL, 0};

    if (!next_line(s, &at, &line))
        return s.len - at < ARC_LINE ? 0 : SIZE_MAX;
    if (sk_str_find(line, SK_STR("://"), 0) == SIZE_MAX || line.len > ARC_LINE)
        return SIZE_MAX;
    for (int fields = 0; fields < 4; fields++) {
        size_t end = line.len;
        while (line.len && line.s[line.len - 1] != ' ')
            line.len--;
        if (!line.len)
            return SIZE_MAX;
        last = sk_str_sub(line, line.len, end);
        line.len--;
        if (!fields && (!last.len || !sk_str_digit(last, 0)))
            return SIZE_MAX;
        if (!fields)
            out->length = number(last);
        if (fields == 1)
            out->content = last;
    }
    out->url = line;
    out->type = sk_str_starts(line, SK_STR("filedesc:")) ? SK_STR("warcinfo")
                                                         : SK_STR("response");
    return at;
}

size_t sk_warc_head(sk_str s, sk_warc *out)
{
    size_t at = 0;
    sk_str line, v;

    *out = (sk_warc){0};
    while (at < s.len && (s.s[at] == '\r' || s.s[at] == '\n'))
        at++; /* the empty lines behind the record before */
    if (s.len - at < 6)
        return 0;
    if (memcmp(s.s + at, "WARC/1", 6) != 0 &&
        memcmp(s.s + at, "WARC/0", 6) != 0)
        return arc_head(s, at, out);
    while (next_line(s, &at, &line)) {
        if (!line.len)
            return at;
        if (field(line, "WARC-Type", &v))
            out->type = v;
        else if (field(line, "WARC-Target-URI", &v))
            out->url = v;
        else if (field(line, "WARC-Date", &v))
            out->date = v;
        else if (field(line, "Content-Type", &v))
            out->content = v;
        else if (field(line, "Content-Length", &v))
            out->length = number(v);
        if (out->url.len > 1 && out->url.s[0] == '<') /* as some write it */
            out->url = sk_str_sub(out->url, 1, out->url.len - 1);
    }
    return 0;
}

sk_str sk_http_charset(sk_str type)
{
    static const char key[] = "charset=";
    size_t k = 0, n = sizeof key - 1;

    while (k + n < type.len && strncasecmp(type.s + k, key, n) != 0)
        k++;
    if (k + n >= type.len)
        return (sk_str){NULL, 0};
    type = sk_str_sub(type, k + n, type.len);
    while (type.len && memchr("\"' ", type.s[0], 3))
        type = sk_str_sub(type, 1, type.len);
    for (k = 0; k < type.len && !memchr("\"' ;", type.s[k], 4);)
        k++;
    return sk_str_sub(type, 0, k);
}

bool sk_http_read(sk_str s, sk_http *out)
{
    size_t at = 0, semi;
    sk_str line, v;

    *out = (sk_http){0};
    if (!next_line(s, &at, &line) || line.len < 9 ||
        memcmp(line.s, "HTTP/", 5) != 0)
        return false;
    semi = sk_str_find(line, SK_STR(" "), 0);
    if (semi == SIZE_MAX)
        return false;
    out->status = (int)number(sk_str_trim(sk_str_sub(line, semi, line.len)));
    while (next_line(s, &at, &line)) {
        if (!line.len)
            break;
        if (field(line, "Content-Type", &v)) {
            out->type = v;
            semi = sk_str_find(v, SK_STR(";"), 0);
            if (semi != SIZE_MAX)
                out->type = sk_str_trim(sk_str_sub(v, 0, semi));
            out->charset = sk_http_charset(v);
        } else if (field(line, "Content-Encoding", &v)) {
            out->encoding = v;
        } else if (field(line, "Transfer-Encoding", &v)) {
            out->chunked = v.len >= 7 && strncasecmp(v.s, "chunked", 7) == 0;
        }
    }
    out->body = sk_str_sub(s, at, s.len);
    return true;
}

sk_str sk_http_dechunk(sk_arena *a, sk_str body)
{
    char *out = sk_arena_get(a, body.len + 1, 1, 1);
    size_t at = 0, n = 0;
    sk_str line;
    bool any = false;

    while (next_line(body, &at, &line)) {
        size_t len = 0, i;
        for (i = 0; i < line.len && i < 15; i++) {
            char c = line.s[i];
            int v = c >= '0' && c <= '9'                 ? c - '0'
                    : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                         : -1;
            if (v < 0)
                break;
            len = len * 16 + (size_t)v;
        }
        if (!i)
            break; /* was not chunked, or is damaged */
        any = true;
        if (!len)
            break;
        if (len > body.len - at)
            len = body.len - at;
        memcpy(out + n, body.s + at, len);
        n += len;
        at += len;
        at += at < body.len && body.s[at] == '\r';
        at += at < body.len && body.s[at] == '\n';
    }
    return any ? (sk_str){out, n} : body;
}
