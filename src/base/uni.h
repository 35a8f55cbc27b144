/* uni.h - UTF-8 and the letters of Vietnamese.
 *
 * Properties come from a table made at build time out of utf8proc
 * (tools/gen_unicode.c); it covers U+0000..U+1FFF, further code points are
 * told apart only as space, punctuation or other.
 */
#ifndef SK_BASE_UNI_H
#define SK_BASE_UNI_H

#include "base/str.h"

enum sk_uni_class {
    SK_UNI_OTHER,
    SK_UNI_SPACE,
    SK_UNI_LOWER,
    SK_UNI_UPPER,
    SK_UNI_DIGIT,
    SK_UNI_MARK,
    SK_UNI_PUNCT
};

typedef struct sk_uni {
    uint16_t lower; /* code point in lower case */
    uint16_t bare;  /* code point without its tone mark */
    uint8_t base;   /* ASCII letter without any mark, lower case; 0 if none */
    uint8_t tone;   /* 0 none, 1 grave, 2 acute, 3 hook, 4 tilde, 5 dot */
    uint8_t cls;    /* enum sk_uni_class */
} sk_uni;

enum { SK_UNI_LOW = 0x2000 };
extern const sk_uni sk_uni_low[SK_UNI_LOW]; /* of the code points below */
const sk_uni *sk_uni_high(uint32_t c);

/* Properties of any code point. */
static inline const sk_uni *sk_uni_of(uint32_t c)
{
    return c < SK_UNI_LOW ? &sk_uni_low[c] : sk_uni_high(c);
}
/* Decodes the code point at s.s[*at] and moves *at behind it. Bytes that are
 * not UTF-8 give U+FFFD and one byte of progress. */
uint32_t sk_utf8_next(sk_str s, size_t *at);
/* Writes c as UTF-8 into out[4], returns the number of bytes. */
size_t sk_utf8_put(uint32_t c, char *out);
/* Where s stops being UTF-8; s.len if nowhere. */
size_t sk_utf8_check(sk_str s);
/* The same; and if all of s is UTF-8, what stands in it, so that nobody need
 * look again. */
typedef struct sk_utf8_seen {
    bool high;         /* letters of more than one byte */
    bool marks;        /* bytes CC and CD: combining marks begin with them */
    unsigned c3_pairs; /* letters of several bytes, with C3 two bytes before */
} sk_utf8_seen;
size_t sk_utf8_survey(sk_str s, sk_utf8_seen *seen);

/* The lower case of ASCII letters, 0 for other bytes. Then the last byte of the
 * lower case of the letters from U+00C0 to U+01BF and from U+1E00 to U+1EFF,
 * which hold all letters of Vietnamese; 0 for those few whose lower case has
 * other bytes before it. */
extern const uint8_t sk_uni_ascii[256], sk_uni_tail[512];

/* Writes the lower case of the letters of those kinds that stand at s, as far
 * as there are any in len bytes; how many bytes, there and in out. */
static inline size_t sk_lower_plain(const char *s, size_t len, char *out)
{
    const unsigned char *p = (const unsigned char *)s, *end = p + len;
    unsigned char *o = (unsigned char *)out, low;

    while (p < end) {
        if ((low = sk_uni_ascii[p[0]])) {
            *o++ = low;
            p++;
        } else if (p[0] - 0xC3u < 4 && end - p > 1 && p[1] >> 6 == 2 &&
                   (low = sk_uni_tail[(p[0] - 0xC3u) << 6 | (p[1] & 63)])) {
            o[0] = p[0];
            o[1] = low;
            o += 2;
            p += 2;
        } else if (p[0] == 0xE1 && end - p > 2 && p[1] >> 2 == 0xB8 >> 2 &&
                   p[2] >> 6 == 2 &&
                   (low = sk_uni_tail[256 | (p[1] & 3u) << 6 | (p[2] & 63)])) {
            o[0] = p[0];
            o[1] = p[1];
            o[2] = low;
            o += 3;
            p += 3;
        } else {
            break;
        }
    }
    return (size_t)(p - (const unsigned char *)s);
}

/* Lower case of UTF-8 into out of size cap; the length, or SIZE_MAX if it does
 * not fit. */
size_t sk_lower(sk_str s, char *out, size_t cap);
/* Lower case without marks, d for đ: "Điện đàm" -> "dien dam". Letters that
 * have no ASCII base stay as they are. In the arena. */
sk_str sk_fold(sk_arena *a, sk_str s);
/* The same with marks kept. */
sk_str sk_lower_dup(sk_arena *a, sk_str s);
/* The same with a capital as its first letter. */
sk_str sk_capital(sk_arena *a, sk_str s);
/* NFC, with the tone mark of oa, oe, uy on the first vowel ("hoà" -> "hòa",
 * but "hoàn" and "quý" as they are). Returns s itself if nothing changes. */
sk_str sk_normal(sk_arena *a, sk_str s);

/* If the two letters at s.s[at] are oa, oe or uy with the tone on the second
 * ("hoà", "thuỷ", not "hoàn", "quý"): their normal form into out, its length;
 * *end is behind them. 0 if not. */
size_t sk_tone_placed(sk_str s, size_t at, char out[8], size_t *end);

#endif
