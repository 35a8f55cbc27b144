/* json.c - writes JSON into a growing string. */
#include "base/json.h"

#include <math.h>
#include <stdio.h>

static void put(sk_json *j, sk_str s)
{
    sk_buf_add(j->arena, &j->out, s);
}

static void begin(sk_json *j)
{
    if (j->comma)
        sk_buf_char(j->arena, &j->out, ',');
    j->comma = true;
}

void sk_json_open(sk_json *j, char bracket)
{
    begin(j);
    sk_buf_char(j->arena, &j->out, bracket);
    j->comma = false;
}

void sk_json_close(sk_json *j, char bracket)
{
    sk_buf_char(j->arena, &j->out, bracket);
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

static void quoted(sk_json *j, sk_str s)
{
    size_t from = 0;

    sk_buf_char(j->arena, &j->out, '"');
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c;
        char esc[8];
        while (s.len - i >= 8 && plain8(s.s + i))
            i += 8;
        if (i == s.len)
            break;
        c = (unsigned char)s.s[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        put(j, sk_str_sub(s, from, i));
        from = i + 1;
        if (c == '"' || c == '\\')
            snprintf(esc, sizeof esc, "\\%c", c);
        else if (c == '\n')
            snprintf(esc, sizeof esc, "\\n");
        else if (c == '\t')
            snprintf(esc, sizeof esc, "\\t");
        else if (c == '\r')
            snprintf(esc, sizeof esc, "\\r");
        else
            snprintf(esc, sizeof esc, "\\u%04x", c);
        put(j, sk_str_of(esc));
    }
    put(j, sk_str_sub(s, from, s.len));
    sk_buf_char(j->arena, &j->out, '"');
}

void sk_json_key(sk_json *j, const char *key)
{
    begin(j);
    quoted(j, sk_str_of(key));
    sk_buf_char(j->arena, &j->out, ':');
    j->comma = false;
}

void sk_json_str(sk_json *j, sk_str s)
{
    if (!s.s) {
        sk_json_null(j);
        return;
    }
    begin(j);
    quoted(j, s);
}

void sk_json_cstr(sk_json *j, const char *s)
{
    sk_json_str(j, sk_str_of(s));
}

void sk_json_raw(sk_json *j, sk_str json)
{
    begin(j);
    put(j, json);
}

void sk_json_int(sk_json *j, int64_t v)
{
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    char s[24], *end = s + sizeof s, *p = end;

    do
        *--p = (char)('0' + left % 10);
    while (left /= 10);
    if (v < 0)
        *--p = '-';
    sk_json_raw(j, (sk_str){p, (size_t)(end - p)});
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
