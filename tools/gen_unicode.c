/* gen_unicode.c - writes the letter table of base/uni.c from utf8proc.
 *
 * One entry for each code point below U+2000, which holds every letter of
 * Vietnamese and of the names in its press: lower case, the ASCII letter that
 * is left without marks, the tone, the general class.
 */
#include <stdio.h>
#include <utf8proc.h>

enum { OTHER, SPACE, LOWER, UPPER, DIGIT, MARK, PUNCT };

static int class_of(utf8proc_int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return UPPER;
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return LOWER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return MARK;
    case UTF8PROC_CATEGORY_ND:
        return c < 0x80 ? DIGIT : OTHER;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CC:
        return SPACE;
    default:
        return PUNCT;
    }
}

/* The tone mark of a Vietnamese vowel: 0 none, 1 grave, 2 acute, 3 hook above,
 * 4 tilde, 5 dot below; *bare is the vowel without it. */
static int tone_of(utf8proc_int32_t c, utf8proc_int32_t *bare)
{
    static const utf8proc_int32_t marks[] = {0x300, 0x301, 0x309, 0x303, 0x323};
    utf8proc_int32_t parts[8], rest[8];
    utf8proc_ssize_t n, m = 0;
    int tone = 0;

    *bare = c;
    n = utf8proc_decompose_char(c, parts, 8, UTF8PROC_DECOMPOSE, NULL);
    for (utf8proc_ssize_t i = 0; i < n; i++) {
        int t = 0;
        for (int k = 0; k < 5; k++)
            if (parts[i] == marks[k])
                t = k + 1;
        if (t)
            tone = t;
        else
            rest[m++] = parts[i];
    }
    if (tone) {
        utf8proc_ssize_t len = utf8proc_normalize_utf32(
            rest, m, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
        if (len != 1)
            return 0;
        *bare = rest[0];
    }
    return tone;
}

static int base_of(utf8proc_int32_t c)
{
    utf8proc_int32_t parts[8];

    if (c == 0x110 || c == 0x111 || c == 0xD0 || c == 0xF0) /* Đ đ, and eth */
        return 'd';
    if (utf8proc_decompose_char(
            c, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, NULL) < 1)
        return 0;
    return parts[0] < 0x80 ? parts[0] : 0;
}

/* The last byte of a letter's lower case, if all bytes before it are those of
 * the letter. */
static int tail_of(utf8proc_int32_t c)
{
    utf8proc_uint8_t own[4], low[4];
    utf8proc_ssize_t n = utf8proc_encode_char(c, own);
    int cls = class_of(c);

    if ((cls != LOWER && cls != UPPER) || c == 0xD0 || c == 0xF0 ||
        utf8proc_encode_char(utf8proc_tolower(c), low) != n)
        return 0;
    for (utf8proc_ssize_t i = 0; i + 1 < n; i++)
        if (own[i] != low[i])
            return 0;
    return low[n - 1];
}

int main(void)
{
    puts("const uint8_t sk_uni_ascii[256] = {");
    for (int c = 0; c < 0x80; c++)
        printf("%d,\n", tail_of(c));
    puts("};\nconst uint8_t sk_uni_tail[512] = {");
    for (int i = 0; i < 512; i++)
        printf("%d,\n", tail_of(i < 256 ? 0xC0 + i : 0x1E00 + i - 256));
    puts("};");
    puts("const sk_uni sk_uni_low[SK_UNI_LOW] = {");
    for (utf8proc_int32_t c = 0; c < 0x2000; c++) {
        utf8proc_int32_t low = utf8proc_tolower(c), bare;
        int cls = class_of(c), tone = tone_of(c, &bare);
        if (low >= 0x2000)
            low = c;
        if (c == 0xD0 || c == 0xF0) /* eth is a wrong Đ in Vietnamese text */
            low = 0x111;
        if (bare >= 0x2000)
            bare = c;
        printf("{%d,%d,%d,%d,%d},\n", (int)low, (int)bare,
               cls == LOWER || cls == UPPER || cls == DIGIT ? base_of(c) : 0,
               tone, cls);
    }
    puts("};");
    return 0;
}
