/* html_scan.h - where bytes of a kind stand in a page, sixteen at a time.
 *
 * What is looked for stands near by as a rule - a name, a value, blanks between
 * two tags - so that calling memchr costs more than it finds.
 */
#ifndef SK_READ_HTML_SCAN_H
#define SK_READ_HTML_SCAN_H

#include "base/str.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Kinds of bytes, several at once. */
enum {
    SK_SCAN_BLANK = 1,
    SK_SCAN_NAME = 2,  /* ends the name of an attribute */
    SK_SCAN_TAG = 4,   /* ends the name of a tag */
    SK_SCAN_VALUE = 8, /* ends a value without quotation marks */
};
extern const uint8_t sk_scan_kinds[256];

static inline bool sk_scan_is(char c, unsigned kinds)
{
    return sk_scan_kinds[(unsigned char)c] & kinds;
}

#ifdef __SSE2__
static inline __m128i sk_scan_load(sk_str s, size_t i)
{
    return _mm_loadu_si128((const __m128i *)(const void *)(s.s + i));
}

/* Which bytes of v are c. */
static inline __m128i sk_scan_eq(__m128i v, char c)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

/* Which bytes of v are at most c. */
static inline __m128i sk_scan_to(__m128i v, char c)
{
    return _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(c)), v);
}

/* How many of the first bytes of v are blanks. */
static inline unsigned sk_scan_n_blank(__m128i v)
{
    __m128i tab_on = _mm_sub_epi8(v, _mm_set1_epi8('\t'));
    __m128i all =
        _mm_or_si128(sk_scan_eq(v, ' '), sk_scan_to(tab_on, '\r' - '\t'));
    unsigned m =
        (unsigned)_mm_movemask_epi8(_mm_andnot_si128(sk_scan_eq(v, '\v'), all));

    return (unsigned)__builtin_ctz(~m);
}
#endif

/* Where c stands at or behind i, else the end. */
static inline size_t sk_scan_byte(sk_str s, size_t i, char c)
{
    const char *p;

#ifdef __SSE2__
    if (s.len - i >= 32) {
        unsigned m =
            (unsigned)_mm_movemask_epi8(sk_scan_eq(sk_scan_load(s, i), c)) |
            (unsigned)_mm_movemask_epi8(sk_scan_eq(sk_scan_load(s, i + 16), c))
                << 16;
        if (m)
            return i + (size_t)__builtin_ctz(m);
        i += 32;
    }
#endif
    p = memchr(s.s + i, c, s.len - i);
    return p ? (size_t)(p - s.s) : s.len;
}

/* Behind the blanks at i. */
static inline size_t sk_scan_blanks(sk_str s, size_t i)
{
    if (i == s.len || !sk_scan_is(s.s[i], SK_SCAN_BLANK))
        return i;
    i++;
#ifdef __SSE2__
    while (s.len - i >= 16) {
        unsigned n = sk_scan_n_blank(sk_scan_load(s, i));
        i += n;
        if (n < 16)
            return i;
    }
#endif
    while (i < s.len && sk_scan_is(s.s[i], SK_SCAN_BLANK))
        i++;
    return i;
}

/* Behind the name at i: kinds is SK_SCAN_NAME or SK_SCAN_TAG. */
static inline size_t sk_scan_name(sk_str s, size_t i, unsigned kinds)
{
#ifdef __SSE2__
    while (s.len - i >= 16) {
        __m128i v = sk_scan_load(s, i);
        int m = _mm_movemask_epi8(
            _mm_or_si128(_mm_or_si128(sk_scan_to(v, ' '), sk_scan_eq(v, '>')),
                         _mm_or_si128(sk_scan_eq(v, '/'), sk_scan_eq(v, '='))));
        if (!m) {
            i += 16;
            continue;
        }
        i += (size_t)__builtin_ctz((unsigned)m);
        if (sk_scan_is(s.s[i], kinds))
            return i;
        i++; /* a byte like them that does not end it */
    }
#endif
    while (i < s.len && !sk_scan_is(s.s[i], kinds))
        i++;
    return i;
}

/* Where "</" or "<!" stands at or behind i, else the end. */
static inline size_t sk_scan_mark(sk_str s, size_t i)
{
#ifdef __SSE2__
    for (; s.len - i > 16; i += 16) {
        __m128i v = sk_scan_load(s, i + 1);
        int m = _mm_movemask_epi8(_mm_and_si128(
            sk_scan_eq(sk_scan_load(s, i), '<'),
            _mm_or_si128(sk_scan_eq(v, '/'), sk_scan_eq(v, '!'))));
        if (m)
            return i + (size_t)__builtin_ctz((unsigned)m);
    }
#endif
    while ((i = sk_scan_byte(s, i, '<')) < s.len &&
           !(i + 1 < s.len && (s.s[i + 1] == '/' || s.s[i + 1] == '!')))
        i++;
    return i;
}

#endif
