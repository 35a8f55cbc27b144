/* json.c - writes JSON into a growing string. */
#include "base/json.h"

#include <math.h>
#include <stdio.h>

/* Where n more bytes may be written; end them by ended. */
static char *room(sk_json *j, size_t n)
{
    while (j->out.cap - j->out.n < n)
        j->out.v = sk_arena_grow(j->arena, j->out.v, &j->out.cap, 1, 1);
    return j->out.v + j->out.n;
}

static void ended(sk_json *j, const char *end)
{
    j->out.n = (size_t)(end - j->out.v);
}

static char *copied(char *p, sk_str s)
{
    if (s.len)
        memcpy(p, s.s, s.len);
    return p + s.len;
}

/* The comma before a value that is not the first. */
static char *begun(sk_json *j, char *p)
{
    if (j->comma)
        *p++ = ',';
    j->comma = true;
    return p;
}

void sk_json_open(sk_json *j, char bracket)
{
    char *p = begun(j, room(j, 2));

    *p++ = bracket;
    ended(j, p);
    j->comma = false;
}

void sk_json_close(sk_json *j, char bracket)
{
    *room(j, 1) = bracket;
    j->out.n++;
    j->comma = true;
}

/* Whether eight bytes hold none that JSON writes otherwise. */
static bool plain8(const char *p)
{
    const uint64_t ones = UINT64_MAX / 255, high = ones << 7;
    uint64_t v, quote, slash;

    memcpy(&v, p, sizeof v);
    quote = v ^ ones * '"';
    slash = v ^ ones * '\\';
    return !((((v - ones * 0x20) & ~v) | ((quote - ones) & ~quote) |
              ((slash - ones) & ~slash)) & high);
}

/* Behind the bytes from i on that JSON writes as they are. */
static size_t plain(sk_str s, size_t i)
{
    while (s.len - i >= 8 && plain8(s.s + i))
        i += 8;
    while (i < s.len && (unsigned char)s.s[i] >= 0x20 && s.s[i] != '"' &&
           s.s[i] != '\\')
        i++;
    return i;
}

static char *escaped(char *p, char c)
{
    static const char hex[] = "0123456789abcdef";
    char letter = c == '\n'   ? 'n'
                  : c == '\t' ? 't'
                  : c == '\r' ? 'r'
                  : c == '"' || c == '\\' ? c
                                          : 'u';

    *p++ = '\\';
    *p++ = letter;
    if (letter != 'u')
        return p;
    *p++ = '0';
    *p++ = '0';
    *p++ = hex[c >> 4 & 15];
    *p++ = hex[c & 15];
    return p;
}

void sk_json_key(sk_json *j, const char *key)
{
    sk_str s = sk_str_of(key);
    char *p = begun(j, room(j, s.len + 4));

    *p++ = '"'; /* keys are ours: nothing to escape */
    p = copied(p, s);
    *p++ = '"';
    *p++ = ':';
    ended(j, p);
    j->comma = false;
}

void sk_json_str(sk_json *j, sk_str s)
{
    char *p;

    if (!s.s) {
        sk_json_null(j);
        return;
    }
    p = begun(j, room(j, s.len + 3));
    *p++ = '"';
    for (size_t i = 0;;) {
        size_t end = plain(s, i);
        p = copied(p, sk_str_sub(s, i, end));
        i = end;
        if (i == s.len)
            break;
        ended(j, p);
        p = escaped(room(j, s.len - i + 7), s.s[i]);
        i++;
    }
    *p++ = '"';
    ended(j, p);
}

void sk_json_cstr(sk_json *j, const char *s)
{
    sk_json_str(j, sk_str_of(s));
}

void sk_json_raw(sk_json *j, sk_str json)
{
    ended(j, copied(begun(j, room(j, json.len + 1)), json));
}

void sk_json_int(sk_json *j, int64_t v)
{
    char s[24];

    sk_json_raw(j, sk_int_text(v, s));
}

void sk_json_num(sk_json *j, double v)
{
    char s[32];

    if (!isfinite(v)) {
        sk_json_null(j);
        return;
    }
    snprintf(s, sizeof s, "%.6g", v);
    sk_json_raw(j, sk_str_of(s));
}

void sk_json_bool(sk_json *j, bool v)
{
    sk_json_raw(j, v ? SK_STR("true") : SK_STR("false"));
}

void sk_json_null(sk_json *j)
{
    sk_json_raw(j, SK_STR("null"));
}
