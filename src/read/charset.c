/* charset.c - finds the charset of bytes and turns them into UTF-8. */
#include <stdio.h>
#include <strings.h>

#include "base/uni.h"
#include "read/charset_parts.h"

enum {
    HEAD = 4096,       /* bytes in which a declaration is looked for */
    SAMPLE = 64 << 10, /* bytes by which readings are compared */
};

/* ---- declarations ---- */

/* The word behind "charset=" or "encoding=" near the beginning. */
static sk_str declared_in(sk_str s)
{
    sk_str head = sk_str_sub(s, 0, s.len < HEAD ? s.len : HEAD);
    const char *eq;

    for (size_t at = 0; (eq = memchr(head.s + at, '=', head.len - at));) {
        size_t beg = (size_t)(eq - head.s), end;
        bool named = (beg >= 7 && strncasecmp(eq - 7, "charset", 7) == 0) ||
                     (beg >= 8 && strncasecmp(eq - 8, "encoding", 8) == 0);
        at = beg + 1;
        if (!named)
            continue;
        for (beg++; beg < head.len && memchr("\"' ", head.s[beg], 3);)
            beg++;
        for (end = beg;
             end < head.len && !memchr("\"' />;?\r\n", head.s[end], 9);)
            end++;
        if (end > beg && end - beg < 32)
            return sk_str_sub(head, beg, end);
    }
    return (sk_str){NULL, 0};
}

static bool is(sk_str s, const char *name)
{
    return s.len == strlen(name) && strncasecmp(s.s, name, s.len) == 0;
}

/* What says nothing: nearly every page of the time said it. */
static bool is_vague(sk_str name)
{
    return !name.len || is(name, "iso-8859-1") || is(name, "windows-1252") ||
           is(name, "us-ascii") || is(name, "utf-8") || is(name, "utf8") ||
           is(name, "x-user-defined") || is(name, "windows-1258");
}

static sk_str best_reading(sk_arena *a, const sk_engine *eng, sk_str s,
                           const char **used)
{
    static const char *const names[] = {"windows-1252", "windows-1258", "TCVN3",
                                        "VNI", "VISCII"};
    sk_str sample = sk_str_sub(s, 0, s.len < SAMPLE ? s.len : SAMPLE);
    int best = 0, top = INT32_MIN;

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5; i++) {
            sk_str in = round ? s : sample, out = {NULL, 0};
            int points;
            if (round && i != best)
                continue;
            switch (i) {
            case 0:
                out = sk_charset_by_1252(a, in);
                break;
            case 1:
                out = sk_charset_iconv(a, in, "CP1258");
                break;
            case 2:
                out = sk_charset_iconv(a, in, "TCVN");
                break;
            case 3:
                out = sk_charset_by_vni(a, eng->charsets, in);
                break;
            default:
                out = sk_charset_iconv(a, in, "VISCII");
                break;
            }
            out = sk_charset_composed(a, out);
            if (round) {
                *used = names[i];
                return out;
            }
            points = out.s ? sk_charset_vietnamese(out) : INT32_MIN;
            if (points > top) {
                top = points;
                best = i;
            }
        }
    return s;
}

/* ---- what it is ---- */

/* UTF-8 with broken bytes: letters of several bytes hardly come by accident. */
static bool is_broken_utf8(sk_str s)
{
    size_t bad = 0, good = 0;

    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        bool broken = sk_utf8_next(s, &at) == 0xFFFD && at == from + 1;
        bad += broken;
        good += !broken && at > from + 1;
    }
    return good && good * 4 >= bad;
}

/* UTF-16 has the upper bytes of ASCII letters: many NULs on one side. */
static const char *utf16(sk_str s)
{
    const unsigned char *p = (const unsigned char *)s.s;
    size_t n = s.len < 512 ? s.len & ~(size_t)1 : 512, zeros[2] = {0, 0};

    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += !p[i];
    if (n >= 4 && zeros[1] * 8 >= n && !zeros[0])
        return "UTF-16LE";
    if (n >= 4 && zeros[0] * 8 >= n && !zeros[1])
        return "UTF-16BE";
    return NULL;
}

/* As iconv knows the names that pages write: "windows_1253", "866", "tcvn3". */
static sk_str by_name(sk_arena *a, sk_str s, sk_str declared)
{
    char name[40];
    size_t n = declared.len < 32 ? declared.len : 32;

    if (n >= 4 && strncasecmp(declared.s, "tcvn", 4) == 0)
        return sk_charset_iconv(a, s, "TCVN");
    if (n > 8 && strncasecmp(declared.s, "windows_", 8) == 0) {
        declared = sk_str_sub(declared, 8, n);
        n = declared.len;
    }
    snprintf(name, sizeof name, "%s%.*s", sk_str_digit(declared, 0) ? "CP" : "",
             (int)n, declared.s);
    return sk_charset_iconv(a, s, name);
}

sk_str sk_charset_utf8(sk_arena *a, const sk_engine *eng, sk_str s,
                       sk_str declared, bool is_markup, const char **used)
{
    const char *local, *wide = NULL;
    const unsigned char *p = (const unsigned char *)s.s;
    sk_utf8_seen seen;
    sk_str own;

    if (!used)
        used = &local;
    *used = "UTF-8";
    if (s.len >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        s = sk_str_sub(s, 3, s.len);
    wide = utf16(s);
    if (wide) {
        *used = wide;
        return sk_charset_composed(
            a,
            sk_charset_iconv(
                a, p[0] >= 0xFE || p[1] >= 0xFE ? sk_str_sub(s, 2, s.len) : s,
                wide));
    }
    own = is_markup ? declared_in(s) : (sk_str){NULL, 0};
    if (!declared.len ||
        !is_vague(own)) /* the page knows better than its server */
        declared = own;
    if (sk_utf8_survey(s, &seen) == s.len) {
        if (!seen.high && (!is_markup || is(declared, "viqr"))) {
            sk_str v = sk_charset_by_viqr(a, eng->charsets, s);
            int words = 0;
            for (size_t i = 0; i < s.len; i++)
                words += s.s[i] == ' ';
            if (sk_charset_vietnamese(v) * 2 > words) {
                *used = "VIQR";
                return v;
            }
        }
        if (seen.marks)
            s = sk_charset_composed(a, s);
        if (seen.marks || seen.c3_pairs >= SK_MOJIBAKE_MIN)
            s = sk_charset_unbroken(a, s);
        return s;
    }
    if (!is_vague(declared)) {
        sk_str out = by_name(a, s, declared);
        if (out.s) {
            *used = "declared";
            return sk_charset_composed(a, out);
        }
    }
    if (is_broken_utf8(s))
        return sk_charset_composed(a, sk_charset_iconv(a, s, "UTF-8"));
    return best_reading(a, eng, s, used);
}
