/* str.h - string views and a growing string. */
#ifndef SK_BASE_STR_H
#define SK_BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sukien/sukien.h>

static inline sk_str sk_str_of(const char *cstr)
{
    return (sk_str){cstr, cstr ? strlen(cstr) : 0};
}

static inline bool sk_str_eq(sk_str a, sk_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.s, b.s, a.len) == 0);
}

static inline bool sk_str_starts(sk_str s, sk_str with)
{
    return s.len >= with.len && memcmp(s.s, with.s, with.len) == 0;
}

static inline bool sk_str_ends(sk_str s, sk_str with)
{
    return s.len >= with.len &&
           memcmp(s.s + s.len - with.len, with.s, with.len) == 0;
}

/* Whether byte i is there and a digit. */
static inline bool sk_str_digit(sk_str s, size_t i)
{
    return i < s.len && s.s[i] >= '0' && s.s[i] <= '9';
}

static inline sk_str sk_str_sub(sk_str s, size_t beg, size_t end)
{
    return (sk_str){s.s + beg, end - beg};
}

/* Up to eight bytes as a little-endian number. */
static inline uint64_t sk_few(const char *p, size_t n)
{
    const unsigned char *s = (const unsigned char *)p;
    uint32_t low, high;

    if (n > 3) { /* two halves that may overlap */
        memcpy(&low, s, 4);
        memcpy(&high, s + n - 4, 4);
        return low | (uint64_t)high << (n - 4) * 8;
    }
    return n ? s[0] | (uint64_t)s[n / 2] << n / 2 * 8 |
                   (uint64_t)s[n - 1] << (n - 1) * 8
             : 0;
}

/* Byte order, then length: the order of every sorted list. */
int sk_str_cmp(sk_str a, sk_str b);
/* Where what begins in s at or after from; SIZE_MAX if nowhere. */
size_t sk_str_find(sk_str s, sk_str what, size_t from);
/* Without ASCII white space and no-break spaces at both ends. */
sk_str sk_str_trim(sk_str s);
/* The part before sep; *rest is the part after it (s == NULL at the end). */
sk_str sk_str_cut(sk_str s, char sep, sk_str *rest);
/* A copy in the arena, with a NUL behind it that is not counted. */
sk_str sk_str_dup(sk_arena *a, sk_str s);
sk_str sk_strf(sk_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));
/* The digits of v in to. */
sk_str sk_int_text(int64_t v, char to[24]);
/* 64-bit hash of bytes (wyhash-like mixing; not for hostile keys). */
uint64_t sk_hash(const void *p, size_t len, uint64_t seed);
/* Mixes many bytes into four numbers, which together are a hash of them: four
 * times as fast. */
void sk_hash4(sk_str s, uint64_t h[4]);

/* A growing string in an arena; zero it to start. */
typedef SK_VEC(char) sk_buf;
void sk_buf_add(sk_arena *a, sk_buf *b, sk_str s);
void sk_buf_char(sk_arena *a, sk_buf *b, char c);
static inline sk_str sk_buf_str(const sk_buf *b)
{
    return (sk_str){b->v ? b->v : "", b->n};
}

#endif
