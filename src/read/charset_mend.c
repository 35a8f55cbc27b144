/* charset_mend.c - text that has been read, made whole: letters composed, and
 * UTF-8 that was once taken for windows-1252 turned back. */
#include <utf8proc.h>

#include "base/uni.h"
#include "read/charset_parts.h"

enum {
    CLUSTER_MAX = 16, /* letters and marks that are composed as one */
    MANY = 3,         /* broken letters that are no accident */
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

/* ---- UTF-8 that was taken for windows-1252 ---- */

/* The byte that c was in windows-1252, or in Latin-1 where that has controls; Ă
 * is what windows-1258 has for its Ã. -1 if none. */
static int byte_1252(uint32_t c)
{
    if (c <= 0xFF)
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (sk_charset_1252[i] == c)
            return 0x80 + i;
    return c == 0x102 ? 0xC3 : -1;
}

/* What speaks for a letter having been broken. */
enum {
    SURE = 1,     /* punctuation: "â€œ", "Â°" end no word that is right */
    LETTER = 2,   /* a Latin letter: "á»‡" */
    OTHER = 4,    /* any other */
    DOUBTFUL = 8, /* "XÃ”" may be a word and a quotation mark */
};

/* The letter whose bytes stand as letters from at on, *end behind them; 0 if
 * none do. Of "â€\x9D", the closing quotation mark, many lost the last byte. */
static uint32_t letter_at(sk_str s, size_t at, size_t *end)
{
    char bytes[4];
    size_t have = 0, want = 1;

    for (*end = at; have < want; have++) {
        size_t next = *end;
        uint32_t sign = next < s.len ? sk_utf8_next(s, &next) : 0;
        int c = byte_1252(sign);
        if (!have && (c < 0xC2 || c > 0xF4))
            return 0;
        if (have && (c < 0x80 || c > 0xBF)) {
            if (have != 2 || memcmp(bytes, "\xE2\x80", 2) != 0)
                return 0;
            *end = sign == 0xFFFD ? next : *end;
            return 0x201D;
        }
        if (!have)
            want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
        bytes[have] = (char)c;
        *end = next;
    }
    at = 0;
    return sk_utf8_check((sk_str){bytes, have}) == have
               ? sk_utf8_next((sk_str){bytes, have}, &at)
               : 0;
}

/* SURE ... DOUBTFUL: what c is, that was read from at to end. */
static int kind_of(sk_str s, size_t at, size_t end, uint32_t c)
{
    uint32_t sign;
    size_t more;

    if (c < 0xC0 || (c >= 0x2010 && c <= 0x203A) || c == 0x200B ||
        c == 0x20AB || c == 0x20AC || c == 0x2122 || c == 0x2212 ||
        c == 0xFEFF || c == 0xFFFD || c >= 0x1F000)
        return SURE;
    if (c >= 0x250 && (c < 0x1EA0 || c > 0x1EFF))
        return OTHER;
    sk_utf8_next(s, &at);
    sign = sk_utf8_next(s, &at);
    if (c < 0x100 &&
        (sign >= 0x2010 || sign == 0xA0 || sign == 0xAB || sign == 0xBB))
        return DOUBTFUL;
    c = letter_at(s, end, &more); /* broken twice: "Ã¢â‚¬â„¢" */
    return c && c < 0xC000 && kind_of(s, end, more, c) == SURE ? SURE : LETTER;
}

/* How many letters of each kind there are; n[k] counts kind 1 << k. */
static void count_broken(sk_str s, size_t n[4])
{
    const char *p;
    size_t end;

    memset(n, 0, 4 * sizeof *n);
    for (size_t i = 0; i + 2 < s.len; i = end) {
        uint32_t c = 0;
        p = memchr(s.s + i, 0xC3, s.len - i - 2);
        if (!p)
            break;
        i = (size_t)(p - s.s);
        end = i + 2;
        if ((unsigned char)s.s[end] >= 0xC2) /* mostly it is ASCII */
            c = letter_at(s, i, &end);
        if (c)
            n[__builtin_ctz((unsigned)kind_of(s, i, end, c))]++;
        else
            end = i + 2;
    }
}

/* Behind "Ã" at at: à, whose second byte was a blank that has become a common
 * one. It goes if another follows ("lÃ  cá"), or what ends the syllable. */
static size_t behind_blank(sk_str s, size_t at)
{
    size_t end = ++at;

    while (end < s.len && (s.s[end] | 32) >= 'a' && (s.s[end] | 32) <= 'z')
        end++;
    if (at < s.len && s.s[at] == ' ')
        return at;
    return (end == at + 1 && strchr("imnouy", s.s[at])) ||
                   (end == at + 2 && (memcmp(s.s + at, "ng", 2) == 0 ||
                                      memcmp(s.s + at, "nh", 2) == 0))
               ? at
               : at - 1;
}

/* Turns back the letters of these kinds. */
static sk_str turned_back(sk_arena *a, sk_str s, int kinds)
{
    sk_buf b = {0};
    char out[4];

    sk_reserve(a, &b, s.len + 1);
    for (size_t at = 0; at < s.len;) {
        size_t end;
        uint32_t c = 0;
        if ((unsigned char)s.s[at] >= 0xC3)
            c = letter_at(s, at, &end);
        if (c && kind_of(s, at, end, c) & kinds) {
            at = end;
        } else {
            end = at;
            c = sk_utf8_next(s, &at);
            if (kinds & DOUBTFUL && (c == 0xC3 || c == 0x102) && at < s.len &&
                s.s[at] == ' ') {
                at = behind_blank(s, at);
                c = 0xE0;
            }
        }
        sk_buf_add(a, &b, (sk_str){out, sk_utf8_put(c, out)});
    }
    return sk_buf_str(&b);
}

sk_str sk_charset_unbroken(sk_arena *a, sk_str s)
{
    for (int round = 0; round < 3; round++) {
        size_t n[4];
        sk_str back;
        count_broken(s, n);
        if (!n[0] && !n[1] && !n[2])
            return s;
        if (n[1] + n[2] >= MANY) {
            back = turned_back(a, s, SURE | LETTER | OTHER | DOUBTFUL);
            if (sk_charset_vietnamese(back) >= sk_charset_vietnamese(s)) {
                s = back;
                continue;
            }
        }
        if (n[1]) {
            back = turned_back(a, s, SURE | LETTER);
            if (sk_charset_vietnamese(back) > sk_charset_vietnamese(s)) {
                s = back;
                continue;
            }
        }
        if (!n[0])
            return s;
        s = turned_back(a, s, SURE);
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
