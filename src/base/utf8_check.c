/* utf8_check.c - how far bytes are UTF-8. */
#include "base/uni.h"

enum { STEP = 64 };

#ifdef __SSE2__
#include <emmintrin.h>

/* Which of 64 bytes are what, a bit each. */
typedef struct marks {
    uint64_t high;  /* 80 and above */
    uint64_t inner; /* 80..BF: behind the first of a letter */
    uint64_t three; /* E1..EC, EE, EF: the first of three */
    uint64_t odd;   /* wrong, or more is to be known: C0, C1, E0, ED, F0.. */
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
}

static bool is_ascii(const unsigned char *p)
{
    const __m128i *v = (const __m128i *)(const void *)p;
    __m128i a = _mm_or_si128(_mm_loadu_si128(v), _mm_loadu_si128(v + 1));
    __m128i b = _mm_or_si128(_mm_loadu_si128(v + 2), _mm_loadu_si128(v + 3));

    return !_mm_movemask_epi8(_mm_or_si128(a, b));
}

/* Behind the letters at i that are right beyond doubt, in steps of 64 bytes:
 * inner bytes must stand where the first bytes before them want them. */
static size_t skip_right(sk_str s, size_t i)
{
    const unsigned char *p = (const unsigned char *)s.s;
    uint64_t due = 0; /* inner bytes that the step before wants */

    for (; s.len - i >= STEP; i += STEP) {
        marks m = {0};
        uint64_t first;
        if (!due && is_ascii(p + i))
            continue;
        for (int k = 0; k < STEP; k += 16)
            look_at(p + i + k, k, &m);
        first = m.high & ~m.inner;
        if (m.odd || (first << 1 | m.three << 2 | due) != m.inner)
            break;
        due = first >> 63 | m.three >> 62;
    }
    if (due)
        while ((p[--i] & 0xC0) == 0x80)
            ;
    return i;
}
#else
#include <endian.h>

/* Behind the ASCII at i, in steps of 8 bytes. */
static size_t skip_right(sk_str s, size_t i)
{
    const uint64_t high = 0x8080808080808080u;
    uint64_t w;

    for (; s.len - i >= sizeof w; i += sizeof w) {
        memcpy(&w, s.s + i, sizeof w);
        if (w & high)
            return i + ((size_t)__builtin_ctzll(le64toh(w) & high) >> 3);
    }
    return i;
}
#endif

size_t sk_utf8_check(sk_str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t stop;
        i = skip_right(s, i);
        stop = s.len - i < STEP ? s.len : i + STEP;
        while (i < stop) {
            size_t was = i;
            if (sk_utf8_next(s, &i) == 0xFFFD &&
                (i - was != 3 || memcmp(s.s + was, "\xEF\xBF\xBD", 3) != 0))
                return was;
        }
    }
    return s.len;
}
