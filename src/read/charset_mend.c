/* charset_mend.c - text that has been read, made whole: letters composed, and
 * UTF-8 that was once taken for windows-1252 turned back. */
#include <utf8proc.h>

#include "base/uni.h"
#include "read/charset_parts.h"

enum {
    CLUSTER_MAX = 16, /* letters and marks that are composed as one */
};

/* ---- letters with their marks ---- */

/* The next combining mark (U+0300 to U+036F) at or behind i; s.len if none. */
static size_t next_mark(sk_str s, size_t i)
{
    const char *c = memchr(s.s + i, 0xCC, s.len - i);
    size_t end = c ? (size_t)(c - s.s) : s.len;
    const char *d = memchr(s.s + i, 0xCD, end - i);

    return d ? (size_t)(d - s.s) : end;
}

/* A letter with its marks as one letter: [0, n) of out. */
static size_t compose(sk_str s, char out[4 * CLUSTER_MAX])
{
    utf8proc_int32_t buf[2 * CLUSTER_MAX];
    utf8proc_ssize_t n = utf8proc_decompose(
        (const utf8proc_uint8_t *)s.s, (utf8proc_ssize_t)s.len, buf,
        2 * CLUSTER_MAX - 1, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    if (n > 0 && n < 2 * CLUSTER_MAX)
        n = utf8proc_reencode(buf, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n <= 0 || n > 4 * CLUSTER_MAX)
        return 0;
    memcpy(out, buf, (size_t)n);
    return (size_t)n;
}

/* NFC as far as letters with combining marks go; the rest is as it was, since
 * composing whole pages costs more than reading them. */
sk_str sk_charset_composed(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t done = 0, at;

    for (size_t i = 0; i < s.len && (at = next_mark(s, i)) < s.len;) {
        char out[4 * CLUSTER_MAX];
        size_t beg = at, end = at, n;
        while (beg > done && (s.s[--beg] & 0xC0) == 0x80)
            ;
        while (end + 1 < s.len && ((unsigned char)s.s[end] & 0xFE) == 0xCC)
            end += 2;
        i = end > at ? end : at + 1;
        if (end - beg > 2 * CLUSTER_MAX ||
            !(n = compose(sk_str_sub(s, beg, end), out)))
            continue;
        if (!b.cap)
            sk_reserve(a, &b, s.len);
        sk_buf_add(a, &b, sk_str_sub(s, done, beg));
        sk_buf_add(a, &b, (sk_str){out, n});
        done = end;
    }
    if (!done)
        return s;
    sk_buf_add(a, &b, sk_str_sub(s, done, s.len));
    return sk_buf_str(&b);
}

/* ---- is it Vietnamese ---- */

enum { CODA_MAX = 2, SYLLABLE_MAX = 7 };

/* A word as it is read: consonants, vowels, consonants. */
typedef struct shape {
    int len, tones, special, odd;
    bool vowels, lower, other; /* other: a second group of vowels */
    int coda;                  /* consonants behind the vowels */
    char end[CODA_MAX];
} shape;

static void shape_add(shape *w, uint32_t c, const sk_uni *u)
{
    static const uint32_t vowels = 1u << ('a' & 31) | 1u << ('e' & 31) |
                                   1u << ('i' & 31) | 1u << ('o' & 31) |
                                   1u << ('u' & 31) | 1u << ('y' & 31);
    char base = (char)(u->base ? u->base : c < 0x80 ? c | 32 : 0);

    w->len++;
    w->tones += u->tone != 0;
    w->special += c >= 0x80;
    w->odd += c >= 0x80 && (!u->base || c == 0xFFFD);
    w->odd += u->cls == SK_UNI_UPPER && w->lower;
    w->lower |= u->cls == SK_UNI_LOWER;
    if (vowels >> (base & 31) & 1) {
        w->other |= w->coda > 0;
        w->vowels = true;
    } else if (w->vowels) {
        if (w->coda < CODA_MAX)
            w->end[w->coda] = base;
        w->coda++;
    }
}

/* c, ch, k, m, n, ng, nh, p, t or none. */
static bool ends_well(const shape *w)
{
    if (!w->coda)
        return true;
    if (w->coda == 1)
        return w->end[0] && strchr("ckmnpt", w->end[0]);
    return w->coda == 2 && ((w->end[0] == 'c' && w->end[1] == 'h') ||
                            (w->end[0] == 'n' && w->end[1] == 'g') ||
                            (w->end[0] == 'n' && w->end[1] == 'h'));
}

/* A letter alone may be anything, an abbreviation has no vowels. */
static int points(const shape *w)
{
    if (!w->special || w->len == 1 || (!w->vowels && !w->odd && !w->lower))
        return 0;
    return w->tones <= 1 && w->len <= SYLLABLE_MAX && !w->odd && w->vowels &&
                   !w->other && ends_well(w)
               ? 2
               : -3;
}

/* Words with letters of Vietnamese that could be syllables, less those that
 * could not: two tones, two groups of vowels, capitals inside, odd signs. */
int sk_charset_vietnamese(sk_str s)
{
    shape w = {0};
    int sum = 0;

    for (size_t at = 0; at <= s.len;) {
        uint32_t c = at < s.len ? sk_utf8_next(s, &at) : (at++, ' ');
        const sk_uni *u = sk_uni_of(c);
        if (u->cls == SK_UNI_LOWER || u->cls == SK_UNI_UPPER ||
            u->cls == SK_UNI_MARK || c == 0xFFFD || (c >= 0x80 && c < 0x100)) {
            shape_add(&w, c, u);
            continue;
        }
        sum += points(&w);
        w = (shape){0};
    }
    return sum;
}

/* ---- UTF-8 that was taken for windows-1252 ---- */

/* The byte that c was in windows-1252; -1 if none. */
static int byte_1252(uint32_t c)
{
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF))
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (sk_charset_1252[i] == c)
            return 0x80 + i;
    return -1;
}

/* Turns back every run of letters whose bytes are UTF-8 again. *n: letters. */
static sk_str turned_back(sk_arena *a, sk_str s, size_t *n)
{
    char *out = sk_arena_get(a, s.len + 1, 1, 1);
    size_t len = 0;

    *n = 0;
    for (size_t at = 0; at < s.len;) {
        char bytes[4];
        size_t k = at, want = 0, have = 0;
        if ((unsigned char)s.s[at] < 0xC2) {
            out[len++] = s.s[at++];
            continue;
        }
        while (k < s.len && have < 4) {
            size_t next = k;
            int c = byte_1252(sk_utf8_next(s, &next));
            if (c < 0x80 || (!have && c < 0xC2))
                break;
            if (!have)
                want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
            bytes[have++] = (char)c;
            k = next;
            if (have == want)
                break;
        }
        if (have && have == want &&
            sk_utf8_check((sk_str){bytes, have}) == have) {
            memcpy(out + len, bytes, have);
            len += have;
            at = k;
            ++*n;
        } else {
            size_t next = at;
            sk_utf8_next(s, &next);
            memcpy(out + len, s.s + at, next - at);
            len += next - at;
            at = next;
        }
    }
    return (sk_str){out, len};
}

sk_str sk_charset_unbroken(sk_arena *a, sk_str s)
{
    for (int round = 0; round < 2; round++) {
        size_t n = 0, hints = 0;
        sk_str back;
        /* Ã, Ä, Æ, Â, á followed by a sign: C3 8x/C3 A1 C2 BA ... */
        for (size_t i = 0; i + 2 < s.len && hints < SK_MOJIBAKE_MIN; i++) {
            const char *p = memchr(s.s + i, 0xC3, s.len - i - 2);
            if (!p)
                break;
            i = (size_t)(p - s.s);
            hints += (unsigned char)s.s[i + 2] >= 0xC2;
        }
        if (hints < SK_MOJIBAKE_MIN)
            return s;
        back = turned_back(a, s, &n);
        if (n < SK_MOJIBAKE_MIN ||
            sk_charset_vietnamese(back) < sk_charset_vietnamese(s))
            return s;
        s = back;
    }
    return s;
}

sk_str sk_charset_c1(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t done = 0;
    const char *p;

    for (size_t i = 0;
         i + 1 < s.len && (p = memchr(s.s + i, 0xC2, s.len - i));) {
        unsigned char c;
        char out[4];
        i = (size_t)(p - s.s) + 1;
        c = i < s.len ? (unsigned char)s.s[i] : 0;
        if (c < 0x80 || c >= 0xA0)
            continue;
        sk_buf_add(a, &b, sk_str_sub(s, done, i - 1));
        sk_buf_add(a, &b,
                   (sk_str){out, sk_utf8_put(sk_charset_1252[c - 0x80], out)});
        done = ++i;
    }
    if (!done)
        return s;
    sk_buf_add(a, &b, sk_str_sub(s, done, s.len));
    return sk_buf_str(&b);
}
