/* utf8_check.c - how far bytes are UTF-8, and what stands in them. */
#include "base/uni.h"

enum { STEP = 64 };

#ifdef __SSE2__
#include <emmintrin.h>

/* Which of 64 bytes are what, a bit each. */
typedef struct marks {
    uint64_t high;   /* 80 and above */
    uint64_t inner;  /* 80..BF: behind the first of a letter */
    uint64_t three;  /* E1..EC, EE, EF: the first of three */
    uint64_t odd;    /* wrong, or more is to be known: C0, C1, E0, ED, F0.. */
    uint64_t c3, cc; /* C3; CC and CD */
} marks;

static void look_at(const unsigned char *p, int shift, marks *m)
{
    const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
    /* as signed bytes 80 is the least and FF is -1 */
    uint64_t high = (uint64_t)_mm_movemask_epi8(v);
    __m128i inner = _mm_cmplt_epi8(v, _mm_set1_epi8((char)0xC0));
    __m128i three = _mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xDF));
    __m128i odd = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xE0)),
                     _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xED))),
        _mm_or_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8((char)0xEF)),
                     _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xFE)),
                                    _mm_set1_epi8((char)0xC0))));

    m->high |= high << shift;
    m->inner |= (uint64_t)_mm_movemask_epi8(inner) << shift;
    m->three |= (high & (uint64_t)_mm_movemask_epi8(three)) << shift;
    m->odd |= (high & (uint64_t)_mm_movemask_epi8(odd)) << shift;
    m->c3 |= (uint64_t)_mm_movemask_epi8(
                 _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xC3)))
             << shift;
    m->cc |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(
                 _mm_or_si128(v, _mm_set1_epi8(1)), _mm_set1_epi8((char)0xCD)))
             << shift;
}

static bool is_ascii(const unsigned char *p)
{
    const __m128i *v = (const __m128i *)(const void *)p;
    __m128i a = _mm_or_si128(_mm_loadu_si128(v), _mm_loadu_si128(v + 1));
    __m128i b = _mm_or_si128(_mm_loadu_si128(v + 2), _mm_loadu_si128(v + 3));

    return !_mm_movemask_epi8(_mm_or_si128(a, b));
}

/* Behind the letters at i that are right beyond doubt, in steps of 64 bytes:
 * inner bytes must stand where the first bytes before them want them. What
 * stands before *told has been seen; it moves on. */
static size_t skip_right(sk_str s, size_t i, size_t *told, sk_utf8_seen *seen)
{
    const unsigned char *p = (const unsigned char *)s.s;
    uint64_t due = 0; /* inner bytes that the step before wants */
    uint64_t c3 = i >= 2 && p[i - 2] == 0xC3; /* places two behind a C3 of it */

    for (; s.len - i >= STEP; i += STEP) {
        marks m = {0};
        uint64_t first;
        if (!due && is_ascii(p + i)) {
            c3 = 0;
            continue;
        }
        for (int k = 0; k < STEP; k += 16)
            look_at(p + i + k, k, &m);
        first = m.high & ~m.inner;
        if (m.odd || (first << 1 | m.three << 2 | due) != m.inner)
            break;
        due = first >> 63 | m.three >> 62;
        if (i >= *told) {
            seen->high = true;
            seen->marks |= m.cc != 0;
            for (uint64_t at = (m.c3 << 2 | c3) & first; at; at &= at - 1)
                seen->c3_pairs++;
        }
        c3 = m.c3 >> 62;
    }
    *told = i > *told ? i : *told;
    if (due)
        while ((p[--i] & 0xC0) == 0x80)
            ;
    return i;
}
#else
#include <endian.h>

/* Behind the ASCII at i, in steps of 8 bytes. */
static size_t skip_right(sk_str s, size_t i, size_t *told, sk_utf8_seen *seen)
{
    const uint64_t high = 0x8080808080808080u;
    uint64_t w;

    (void)told;
    (void)seen;
    for (; s.len - i >= sizeof w; i += sizeof w) {
        memcpy(&w, s.s + i, sizeof w);
        if (w & high)
            return i + ((size_t)__builtin_ctzll(le64toh(w) & high) >> 3);
    }
    return i;
}
#endif

/* Notes a letter of more than one byte that begins at i. */
static void note(sk_str s, size_t i, sk_utf8_seen *seen)
{
    seen->high = true;
    seen->marks |= (s.s[i] & 0xFE) == 0xCC;
    seen->c3_pairs += i >= 2 && (unsigned char)s.s[i - 2] == 0xC3;
}

size_t sk_utf8_survey(sk_str s, sk_utf8_seen *seen)
{
    size_t told = 0;

    *seen = (sk_utf8_seen){0};
    for (size_t i = 0; i < s.len;) {
        size_t stop;
        i = skip_right(s, i, &told, seen);
        stop = s.len - i < STEP ? s.len : i + STEP;
        while (i < stop) {
            size_t was = i;
            if (sk_utf8_next(s, &i) == 0xFFFD &&
                (i - was != 3 || memcmp(s.s + was, "\xEF\xBF\xBD", 3) != 0))
                return was;
            if (i > was + 1 && was >= told)
                note(s, was, seen);
        }
        told = i > told ? i : told;
    }
    return s.len;
}

size_t sk_utf8_check(sk_str s)
{
    sk_utf8_seen seen;

    return sk_utf8_survey(s, &seen);
}
