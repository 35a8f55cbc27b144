/* uni.c - UTF-8 and the letters of Vietnamese. */
#include "base/uni.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "unicode_table.h"

const sk_uni *sk_uni_high(uint32_t c)
{
    static const sk_uni space = {0, 0, 0, 0, SK_UNI_SPACE};
    static const sk_uni punct = {0, 0, 0, 0, SK_UNI_PUNCT};
    static const sk_uni mark = {0, 0, 0, 0, SK_UNI_MARK};
    static const sk_uni other = {0, 0, 0, 0, SK_UNI_OTHER};

    if (c <= 0x200A || c == 0x2028 || c == 0x2029 || c == 0x202F ||
        c == 0x205F || c == 0x3000 || c == 0xFEFF)
        return &space;
    if (c <= 0x200D || (c >= 0xFE00 && c <= 0xFE0F))
        return &mark;
    if (c < 0x2C00 || (c >= 0x3001 && c <= 0x303F))
        return &punct;
    return &other;
}

uint32_t sk_utf8_next(sk_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.s + *at;
    size_t left = s.len - *at;
    uint32_t c = p[0];

    ++*at;
    if (c < 0x80)
        return c;
    if (c >= 0xC2 && c <= 0xDF && left > 1 && (p[1] & 0xC0) == 0x80) {
        *at += 1;
        return (c & 0x1F) << 6 | (p[1] & 0x3Fu);
    }
    if (c >= 0xE0 && c <= 0xEF && left > 2 && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80) {
        c = (c & 0xF) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) {
            *at += 2;
            return c;
        }
    } else if (c >= 0xF0 && c <= 0xF4 && left > 3 && (p[1] & 0xC0) == 0x80 &&
               (p[2] & 0xC0) == 0x80 && (p[3] & 0xC0) == 0x80) {
        c = (c & 7) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
            (p[3] & 0x3Fu);
        if (c >= 0x10000 && c <= 0x10FFFF) {
            *at += 3;
            return c;
        }
    }
    return 0xFFFD;
}

size_t sk_utf8_put(uint32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* The code point that carries a tone (0..5) on a bare vowel. */
static uint32_t with_tone(uint32_t bare, int tone)
{
    static const int32_t marks[] = {0, 0x300, 0x301, 0x309, 0x303, 0x323};
    utf8proc_int32_t two[2] = {(int32_t)bare, marks[tone]};

    if (!tone || utf8proc_normalize_utf32(
                     two, 2, UTF8PROC_COMPOSE | UTF8PROC_STABLE) != 1)
        return bare;
    return (uint32_t)two[0];
}

size_t sk_lower(sk_str s, char *out, size_t cap)
{
    size_t n = 0, i = 0;

    while (i < s.len) {
        unsigned char b = (unsigned char)s.s[i];
        uint32_t c;
        if (b < 0x80) {
            if (n == cap)
                return SIZE_MAX;
            out[n++] = (char)(b >= 'A' && b <= 'Z' ? b + 32 : b);
            i++;
            continue;
        }
        c = sk_utf8_next(s, &i);
        if (c < SK_UNI_LOW)
            c = sk_uni_low[c].lower;
        if (cap - n < 4)
            return SIZE_MAX;
        n += sk_utf8_put(c, out + n);
    }
    return n;
}

sk_str sk_lower_dup(sk_arena *a, sk_str s)
{
    size_t cap = s.len * 2 + 4;
    char *p = sk_new(a, char, cap);

    return (sk_str){p, sk_lower(s, p, cap)};
}

sk_str sk_capital(sk_arena *a, sk_str s)
{
    size_t at = 0;
    uint32_t c = s.len ? sk_utf8_next(s, &at) : 0;
    char up[4];

    for (uint32_t u = 'A'; sk_uni_of(c)->cls == SK_UNI_LOWER && u < SK_UNI_LOW;
         u++) {
        const sk_uni *o = &sk_uni_low[u];
        if (o->cls == SK_UNI_UPPER && o->lower == c &&
            u != 0xD0) /* eth, which is only read as Đ */
            return sk_strf(a, "%.*s%.*s", (int)sk_utf8_put(u, up), up,
                           SK_FMT(sk_str_sub(s, at, s.len)));
    }
    return s;
}

sk_str sk_fold(sk_arena *a, sk_str s)
{
    char *p = sk_new(a, char, s.len * 2 + 4);
    size_t n = 0, i = 0;

    while (i < s.len) {
        uint32_t c = sk_utf8_next(s, &i);
        const sk_uni *u = sk_uni_of(c);
        if (u->base)
            p[n++] = (char)u->base;
        else if (u->cls != SK_UNI_MARK)
            n += sk_utf8_put(c < SK_UNI_LOW ? u->lower : c, p + n);
    }
    return (sk_str){p, n};
}

/* ---- normal form ---- */

/* Combining marks, and the rare compatibility forms of the letters we use. */
static bool needs_nfc(sk_str s)
{
    for (size_t i = 0; i + 1 < s.len; i++) {
        unsigned char b = (unsigned char)s.s[i];
        if (b == 0xCC || b == 0xCD) /* U+0300..U+037F */
            return true;
        if (b == 0xE1 && s.len - i > 2 && (unsigned char)s.s[i + 1] >= 0xBF)
            return true; /* Greek with marks, singletons among them */
        if (b == 0xE2 && (unsigned char)s.s[i + 1] == 0x84)
            return true; /* Kelvin, Angstrom */
    }
    return false;
}

static sk_str nfc(sk_arena *a, sk_str s)
{
    utf8proc_uint8_t *out = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.s, (utf8proc_ssize_t)s.len,
                     &out, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    sk_str r = s;

    /* copied before anything can jump out: the arena may be full */
    if (n >= 0) {
        jmp_buf *outer = a->full, full;
        a->full = &full;
        if (setjmp(full) == 0) {
            r = sk_str_dup(a, (sk_str){(char *)out, (size_t)n});
            a->full = outer;
        } else {
            free(out);
            a->full = outer;
            longjmp(*outer, 1);
        }
    }
    free(out);
    return r;
}

/* A toned second vowel of oa, oe, uy at the end of a syllable: the two code
 * points at i (of len1, len2 bytes), or false. "qu" is an initial. */
static bool misplaced(sk_str s, size_t i, uint32_t *v1, uint32_t *v2,
                      size_t *end)
{
    size_t j = i;
    const sk_uni *a, *b;
    uint32_t bare;

    *v1 = (unsigned char)s.s[j++];
    if (*v1 != 'o' && *v1 != 'u' && *v1 != 'O' && *v1 != 'U')
        return false;
    if (j >= s.len || (unsigned char)s.s[j] < 0x80)
        return false;
    *v2 = sk_utf8_next(s, &j);
    b = sk_uni_of(*v2);
    a = sk_uni_of(*v1);
    if (!b->tone || *v2 >= SK_UNI_LOW)
        return false;
    bare = sk_uni_of(b->bare)->lower;
    if (!(a->base == 'o' ? bare == 'a' || bare == 'e' : bare == 'y'))
        return false;
    if (i && a->base == 'u' && (s.s[i - 1] == 'q' || s.s[i - 1] == 'Q'))
        return false;
    *end = j;
    if (j < s.len) {
        uint32_t next = sk_utf8_next(s, &j);
        uint8_t cls = sk_uni_of(next)->cls;
        if (cls == SK_UNI_LOWER || cls == SK_UNI_UPPER)
            return false;
    }
    return true;
}

size_t sk_tone_placed(sk_str s, size_t at, char out[8], size_t *end)
{
    uint32_t v1, v2;
    size_t n;

    if (at + 1 >= s.len || !misplaced(s, at, &v1, &v2, end))
        return 0;
    n = sk_utf8_put(with_tone(v1, sk_uni_of(v2)->tone), out);
    return n + sk_utf8_put(sk_uni_of(v2)->bare, out + n);
}

sk_str sk_normal(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t from = 0, end, n;
    char out[8];

    if (needs_nfc(s))
        s = nfc(a, s);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i] | 0x20;
        if (c != 'o' && c != 'u') /* the first vowel carries no mark yet */
            continue;
        n = sk_tone_placed(s, i, out, &end);
        if (!n)
            continue;
        sk_buf_add(a, &b, sk_str_sub(s, from, i));
        sk_buf_add(a, &b, (sk_str){out, n});
        from = end;
        i = end - 1;
    }
    if (!from)
        return s;
    sk_buf_add(a, &b, sk_str_sub(s, from, s.len));
    return sk_buf_str(&b);
}
