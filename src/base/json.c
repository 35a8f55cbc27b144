/* json.c - writes JSON into a growing string. */
#include "base/json.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <math.h>

#include "base/num.h"

/* Where n more bytes may be written; end them by ended. */
static char *room(sk_json *j, size_t n)
{
    while (j->out.cap - j->out.n < n)
        j->out.v = sk_arena_stretch(j->arena, j->out.v, &j->out.cap, 1, 1);
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

/* ---- text ---- */

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

/* Whether eight bytes hold none that JSON writes otherwise. */
static bool are_plain(uint64_t v)
{
    const uint64_t ones = UINT64_MAX / 255, high = ones << 7,
                   quote = v ^ ones * '"', slash = v ^ ones * '\\';

    return !((((v - ones * 0x20) & ~v) | ((quote - ones) & ~quote) |
              ((slash - ones) & ~slash)) &
             high);
}

/* Copies the bytes from *i on that JSON writes as they are. To hold: as many
 * as are left, and 15 more. */
static char *plain(char *p, sk_str s, size_t *i)
{
    size_t at = *i;

#ifdef __SSE2__
    const __m128i control = _mm_set1_epi8(0x1f), quote = _mm_set1_epi8('"'),
                  slash = _mm_set1_epi8('\\');

    for (; s.len - at >= 16; at += 16, p += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s.s + at));
        __m128i other = _mm_or_si128(
            _mm_cmpeq_epi8(_mm_min_epu8(v, control), v),
            _mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash)));
        unsigned mask = (unsigned)_mm_movemask_epi8(other);
        _mm_storeu_si128((__m128i *)(void *)p, v);
        if (mask) {
            *i = at + (unsigned)__builtin_ctz(mask);
            return p + (*i - at);
        }
    }
#endif
    while (at < s.len) { /* eight, behind the end blanks */
        size_t n = s.len - at < 8 ? s.len - at : 8;
        uint64_t v = sk_few(s.s + at, n);
        if (!are_plain(n < 8 ? v | UINT64_MAX / 255 * ' ' << n * 8 : v))
            break;
        memcpy(p, &v, sizeof v);
        p += n;
        at += n;
    }
    while (at < s.len && is_plain(s.s[at]))
        *p++ = s.s[at++];
    *i = at;
    return p;
}

static char *escaped(char *p, char c)
{
    static const char hex[] = "0123456789abcdef";
    char letter = c == '\n'               ? 'n'
                  : c == '\t'             ? 't'
                  : c == '\r'             ? 'r'
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

void sk_json_name(sk_json *j, sk_str name)
{
    char *p = begun(j, room(j, name.len + 4));

    *p++ = '"';
    p = copied(p, name);
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
    p = begun(j, room(j, s.len + 18));
    *p++ = '"';
    for (size_t i = 0;;) {
        p = plain(p, s, &i);
        if (i == s.len)
            break;
        ended(j, p);
        p = escaped(room(j, s.len - i + 22), s.s[i]);
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

/* What %.6g makes of a number that it writes without an exponent; 0: it does
 * not, or the sixth digit hangs on what a product loses. */
static size_t six_digits(double v, char s[32])
{
    static const double power[] = {1e0, 1e1, 1e2, 1e3, 1e4,
                                   1e5, 1e6, 1e7, 1e8, 1e9};
    double size = fabs(v), all;
    int behind = 5; /* digits behind the point */
    uint32_t n, unit;
    char *p = s;

    if (!(size >= 1e-4 && size < 999999))
        return 0;
    while (behind > 0 && size >= power[6 - behind])
        behind--;
    while (behind < 9 && size * power[behind] < 1e5)
        behind++;
    all = size * power[behind];
    n = (uint32_t)all;
    if (fabs(all - n - .5) < 1e-6)
        return 0;
    n += all - n > .5;
    while (behind > 0 && n % 10 == 0) {
        n /= 10;
        behind--;
    }
    unit = (uint32_t)power[behind];
    if (v < 0)
        *p++ = '-';
    p = copied(p, sk_int_text(n / unit, (char[24]){0}));
    if (behind > 0)
        *p++ = '.';
    while (behind-- > 0)
        *p++ = (char)('0' + n / (unit /= 10) % 10);
    return (size_t)(p - s);
}

void sk_json_num(sk_json *j, double v)
{
    char s[32];
    size_t n = six_digits(v, s);

    if (!isfinite(v)) {
        sk_json_null(j);
        return;
    }
    if (!n)
        n = sk_num_text(v, s).len;
    sk_json_raw(j, (sk_str){s, n});
}

void sk_json_bool(sk_json *j, bool v)
{
    sk_json_raw(j, v ? SK_STR("true") : SK_STR("false"));
}

void sk_json_null(sk_json *j)
{
    sk_json_raw(j, SK_STR("null"));
}
