/* str.c - string views and a growing string. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>

int sk_str_cmp(sk_str a, sk_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.s, b.s, n) : 0;

    return c ? c : (a.len > b.len) - (a.len < b.len);
}

/* Looks for what byte by byte; a long search is made ready for by memmem. */
enum { FIND_NEAR = 128 };

size_t sk_str_find(sk_str s, sk_str what, size_t from)
{
    const char *p, *end;

    if (!s.s || from > s.len)
        return SIZE_MAX;
    if (s.len - from > FIND_NEAR || !what.len) {
        p = memmem(s.s + from, s.len - from, what.s, what.len);
        return p ? (size_t)(p - s.s) : SIZE_MAX;
    }
    if (s.len - from < what.len)
        return SIZE_MAX;
    end = s.s + s.len - what.len + 1;
    for (p = s.s + from; p < end; p++) {
        p = memchr(p, what.s[0], (size_t)(end - p));
        if (!p)
            break;
        if (memcmp(p, what.s, what.len) == 0)
            return (size_t)(p - s.s);
    }
    return SIZE_MAX;
}

static bool blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

sk_str sk_str_trim(sk_str s)
{
    for (;;) {
        if (s.len && blank(s.s[0]))
            s = sk_str_sub(s, 1, s.len);
        else if (s.len > 1 && memcmp(s.s, "\xC2\xA0", 2) == 0)
            s = sk_str_sub(s, 2, s.len);
        else if (s.len && blank(s.s[s.len - 1]))
            s.len--;
        else if (s.len > 1 && memcmp(s.s + s.len - 2, "\xC2\xA0", 2) == 0)
            s.len -= 2;
        else
            return s;
    }
}

sk_str sk_str_cut(sk_str s, char sep, sk_str *rest)
{
    const char *p = s.len ? memchr(s.s, sep, s.len) : NULL;

    if (!p) {
        *rest = (sk_str){NULL, 0};
        return s;
    }
    *rest = sk_str_sub(s, (size_t)(p - s.s) + 1, s.len);
    return sk_str_sub(s, 0, (size_t)(p - s.s));
}

sk_str sk_str_dup(sk_arena *a, sk_str s)
{
    char *p;

    if (!s.s)
        return s;
    p = sk_arena_raw(a, s.len + 1, 1, 1);
    memcpy(p, s.s, s.len);
    p[s.len] = 0;
    return (sk_str){p, s.len};
}

/* Digits of v with zeros in front up to a width; v >= 0. */
static char *put_number(char *p, int v, int width)
{
    char digits[12];
    int n = 0;

    do
        digits[n++] = (char)('0' + v % 10);
    while ((v /= 10) != 0);
    for (; width > n; width--)
        *p++ = '0';
    while (n)
        *p++ = digits[--n];
    return p;
}

/* Writes what most formats are made of: %s, %.*s, %c, and %d and %0Nd of
 * numbers from 0 on. The bytes written, or -1 if there is more to it; printf
 * costs ten times as much. */
static int plain(char *buf, size_t size, const char *fmt, va_list ap)
{
    enum { NUMBER = 16 }; /* bytes */
    char *p = buf, *end = buf + size;

    for (; *fmt; fmt++) {
        const char *s;
        size_t n;
        int v, width = 0;
        if (end - p < NUMBER)
            return -1;
        if (*fmt != '%') {
            *p++ = *fmt;
            continue;
        }
        switch (*++fmt) {
        case 'c':
            *p++ = (char)va_arg(ap, int);
            continue;
        case '0':
            if (fmt[1] < '1' || fmt[1] > '9' || fmt[2] != 'd')
                return -1;
            width = fmt[1] - '0';
            fmt += 2;
            /* fall through */
        case 'd':
            if ((v = va_arg(ap, int)) < 0)
                return -1;
            p = put_number(p, v, width);
            continue;
        case '.':
            if (fmt[1] != '*' || fmt[2] != 's' || (v = va_arg(ap, int)) < 0)
                return -1;
            fmt += 2;
            s = va_arg(ap, const char *);
            n = s ? strnlen(s, (size_t)v) : SIZE_MAX;
            break;
        case 's':
            s = va_arg(ap, const char *);
            n = s ? strlen(s) : SIZE_MAX;
            break;
        default:
            return -1;
        }
        if (n >= (size_t)(end - p))
            return -1;
        memcpy(p, s, n);
        p += n;
    }
    return (int)(p - buf);
}

sk_str sk_strf(sk_arena *a, const char *fmt, ...)
{
    char buf[256];
    va_list ap;
    char *p;
    int n;

    va_start(ap, fmt);
    n = plain(buf, sizeof buf, fmt, ap);
    va_end(ap);
    if (n < 0) {
        va_start(ap, fmt);
        n = vsnprintf(buf, sizeof buf, fmt, ap);
        va_end(ap);
    }
    if (n < 0)
        n = 0;
    p = sk_new(a, char, (size_t)n + 1);
    if ((size_t)n < sizeof buf) {
        memcpy(p, buf, (size_t)n);
    } else {
        va_start(ap, fmt);
        vsnprintf(p, (size_t)n + 1, fmt, ap);
        va_end(ap);
    }
    return (sk_str){p, (size_t)n};
}

/* Multiply-and-fold of 64-bit words, after W. Yi's wyhash (public domain). */
static uint64_t mix(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide m = (wide)a * b;

    return (uint64_t)m ^ (uint64_t)(m >> 64);
}

uint64_t sk_hash(const void *p, size_t len, uint64_t seed)
{
    const char *s = p;
    uint64_t h = seed ^ 0x9e3779b97f4a7c15u, w;
    size_t n = len;

    for (; n >= 8; n -= 8, s += 8) {
        memcpy(&w, s, 8);
        h = mix(h ^ w, 0xd6e8feb86659fd93u);
    }
    return mix(h ^ sk_few(s, n) ^ ((uint64_t)len << 56), 0xa0761d6478bd642fu);
}

void sk_hash4(sk_str s, uint64_t h[4])
{
    size_t at = 0;
    uint64_t w[4];

    for (; s.len - at >= sizeof w; at += sizeof w) {
        memcpy(w, s.s + at, sizeof w);
        for (int i = 0; i < 4; i++)
            h[i] = mix(h[i] ^ w[i], 0xd6e8feb86659fd93u);
    }
    h[0] = sk_hash(s.s + at, s.len - at, h[0] ^ s.len);
}

sk_str sk_int_text(int64_t v, char to[24])
{
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    char *end = to + 24, *p = end;

    do
        *--p = (char)('0' + left % 10);
    while (left /= 10);
    if (v < 0)
        *--p = '-';
    return (sk_str){p, (size_t)(end - p)};
}

void sk_buf_add(sk_arena *a, sk_buf *b, sk_str s)
{
    while (b->cap - b->n < s.len)
        b->v = sk_arena_stretch(a, b->v, &b->cap, 1, 1);
    if (s.len)
        memcpy(b->v + b->n, s.s, s.len);
    b->n += s.len;
}

void sk_buf_char(sk_arena *a, sk_buf *b, char c)
{
    if (b->n == b->cap)
        b->v = sk_arena_stretch(a, b->v, &b->cap, 1, 1);
    b->v[b->n++] = c;
}
