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

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether the tag around s.s[at] is a meta element or the XML declaration. */
static bool in_declaring_tag(sk_str s, size_t at)
{
    while (at > 0 && s.s[at - 1] != '<' && s.s[at - 1] != '>')
        at--;
    return at && s.len - at > 4 &&
           (strncasecmp(s.s + at, "meta", 4) == 0 ||
            strncasecmp(s.s + at, "?xml", 4) == 0);
}

/* The next word behind "charset=" or "encoding=" in such a tag, from *at on;
 * *at behind it. s == NULL if there is none. */
static sk_str next_declared(sk_str head, size_t *at)
{
    const char *eq;

    while (*at < head.len && (eq = memchr(head.s + *at, '=', head.len - *at))) {
        size_t name = (size_t)(eq - head.s), beg = name + 1, end;
        while (name > 0 && is_blank(head.s[name - 1]))
            name--;
        *at = beg;
        if (!(name >= 7 && strncasecmp(head.s + name - 7, "charset", 7) == 0) &&
            !(name >= 8 && strncasecmp(head.s + name - 8, "encoding", 8) == 0))
            continue;
        while (beg < head.len && (is_blank(head.s[beg]) || head.s[beg] == '"' ||
                                  head.s[beg] == '\''))
            beg++;
        for (end = beg;
             end < head.len && !memchr("\"' />;?\r\n", head.s[end], 9);)
            end++;
        *at = end;
        if (end > beg && end - beg < 32 && in_declaring_tag(head, name))
            return sk_str_sub(head, beg, end);
    }
    return (sk_str){NULL, 0};
}

static bool is(sk_str s, const char *name)
{
    return s.len == strlen(name) && strncasecmp(s.s, name, s.len) == 0;
}

/* What says nothing: nearly every page of the time said it, or it is one that
 * the form of the bytes tells. */
static bool is_vague(sk_str name)
{
    return !name.len || is(name, "iso-8859-1") || is(name, "windows-1252") ||
           is(name, "us-ascii") || is(name, "x-user-defined") ||
           is(name, "windows-1258") || is(name, "unicode") ||
           (name.len > 3 && strncasecmp(name.s, "utf", 3) == 0);
}

/* ---- readings ---- */

enum { BY_1252, BY_1258, BY_TCVN, BY_VNI, BY_VISCII, N_READINGS };

/* s == NULL if it cannot be read so. */
static sk_str read_by(sk_arena *a, const sk_engine *eng, sk_str s, int reading)
{
    sk_str out = {NULL, 0};

    switch (reading) {
    case BY_1252:
        out = sk_charset_by_1252(a, s);
        break;
    case BY_1258:
        out = sk_charset_iconv(a, s, "CP1258");
        break;
    case BY_TCVN:
        out = sk_charset_iconv(a, s, "TCVN");
        break;
    case BY_VNI:
        out = sk_charset_by_vni(a, eng->charsets, s);
        break;
    case BY_VISCII:
        out = sk_charset_iconv(a, s, "VISCII");
        break;
    default:
        break;
    }
    return sk_charset_composed(a, out);
}

static sk_str first(sk_str s, size_t n)
{
    return sk_str_sub(s, 0, s.len < n ? s.len : n);
}

/* The reading that is most Vietnamese, if it is more so than that as declared
 * (s == NULL: none, then windows-1252); *used is its name. */
static sk_str best_reading(sk_arena *a, const sk_engine *eng, sk_str s,
                           sk_str declared, const char **used)
{
    static const char *const names[N_READINGS] = {
        "windows-1252", "windows-1258", "TCVN3", "VNI", "VISCII"};
    int best = N_READINGS, top = 0;

    if (declared.s)
        top = sk_charset_vietnamese(first(declared, SAMPLE));
    top = top > 0 ? top : 0;
    for (int i = 0; i < N_READINGS; i++) {
        sk_str out = read_by(a, eng, first(s, SAMPLE), i);
        int points = out.s ? sk_charset_vietnamese(out) : INT32_MIN;
        if (points > top) {
            top = points;
            best = i;
        }
    }
    if (best == N_READINGS && declared.s) {
        *used = "declared";
        return declared;
    }
    best = best < N_READINGS ? best : BY_1252;
    *used = names[best];
    return read_by(a, eng, s, best);
}

/* ---- what it is ---- */

/* UTF-8 with broken bytes. *mostly: too good for an accident, whatever was
 * declared; letters of several bytes hardly come by accident. */
static bool is_broken_utf8(sk_str s, bool *mostly)
{
    size_t bad = 0, good = 0;

    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        bool broken = sk_utf8_next(s, &at) == 0xFFFD && at == from + 1;
        bad += broken;
        good += !broken && at > from + 1;
    }
    *mostly = good > bad * 4;
    return good && good * 4 >= bad;
}

/* UTF-16 and UTF-32 have the upper bytes of ASCII letters: many NULs in some
 * places of four and hardly one in others. */
static const char *wide_form(sk_str s)
{
    const unsigned char *p = (const unsigned char *)s.s;
    size_t n = s.len < 512 ? s.len & ~(size_t)3 : 512, zeros[4] = {0};
    size_t odd, even;

    if (s.len < 4)
        return NULL;
    for (size_t i = 0; i < n; i++)
        zeros[i & 3] += !p[i];
    if (zeros[3] == n / 4 && zeros[2] * 8 > n)
        return "UTF-32LE";
    if (zeros[0] == n / 4 && zeros[1] * 8 > n)
        return "UTF-32BE";
    odd = zeros[1] + zeros[3];
    even = zeros[0] + zeros[2];
    if (odd * 8 >= n && odd > even * 4)
        return "UTF-16LE";
    if (even * 8 >= n && even > odd * 4)
        return "UTF-16BE";
    return NULL;
}

/* As iconv knows the names that pages write: "windows_1253", "866", "tcvn3",
 * and by what browsers read under some names. s == NULL if it is none or most
 * bytes are of another. */
static sk_str by_name(sk_arena *a, sk_str s, sk_str declared)
{
    static const char *const as[][2] = {
        {"gb2312", "GB18030"},    {"gbk", "GB18030"},
        {"shift_jis", "CP932"},   {"x-sjis", "CP932"},
        {"euc-kr", "CP949"},      {"ks_c_5601-1987", "CP949"},
        {"iso-8859-9", "CP1254"}, {"tis-620", "CP874"},
        {"windows-949", "CP949"}, {"koi8", "KOI8-R"},
    };
    char name[40];
    size_t n = declared.len < 32 ? declared.len : 32, bad = 0, high = 0;
    sk_str out;

    if (n > 8 && strncasecmp(declared.s, "windows_", 8) == 0)
        declared = sk_str_sub(declared, 8, n);
    else if (n > 2 && strncasecmp(declared.s, "x-", 2) == 0 &&
             !is(declared, "x-sjis"))
        declared = sk_str_sub(declared, 2, n);
    n = declared.len < 32 ? declared.len : 32;
    snprintf(name, sizeof name, "%s%.*s", sk_str_digit(declared, 0) ? "CP" : "",
             (int)n, declared.s);
    if (n >= 4 && strncasecmp(declared.s, "tcvn", 4) == 0)
        snprintf(name, sizeof name, "TCVN");
    for (size_t i = 0; i < sizeof as / sizeof *as; i++)
        if (is(declared, as[i][0]))
            snprintf(name, sizeof name, "%s", as[i][1]);
    out = sk_charset_iconv(a, s, name);
    for (size_t at = 0; at < out.len;) {
        uint32_t c = sk_utf8_next(out, &at);
        high += c >= 0x80;
        bad += c == 0xFFFD;
    }
    return bad * 16 > high ? (sk_str){NULL, 0} : out;
}

/* Of bytes that are no UTF-8: as the page says, which knows better than its
 * server, or as the server says. s == NULL if neither tells. */
static sk_str as_declared(sk_arena *a, sk_str s, sk_str server, bool is_markup)
{
    sk_str head = first(s, HEAD), name, out;

    for (size_t at = 0; is_markup && (name = next_declared(head, &at)).len;)
        if (!is_vague(name) && (out = by_name(a, s, name)).s)
            return sk_charset_composed(a, out);
    server = sk_str_trim(server);
    if (server.len > 2 && server.s[0] == '"')
        server = sk_str_sub(server, 1, server.len - 1);
    out = is_vague(server) ? (sk_str){NULL, 0} : by_name(a, s, server);
    return out.s ? sk_charset_composed(a, out) : out;
}

/* VIQR writes all in ASCII; in markup, whose marks it needs too, only where it
 * is declared. s == NULL if it is none. */
static sk_str as_viqr(sk_arena *a, const sk_engine *eng, sk_str s,
                      sk_str server, bool is_markup)
{
    sk_str head = first(s, HEAD), v, name;
    size_t at = 0;
    int words = 0;

    if (is_markup && !is(server, "viqr") &&
        !((name = next_declared(head, &at)).len && is(name, "viqr")))
        return (sk_str){NULL, 0};
    v = sk_charset_by_viqr(a, eng->charsets, s);
    for (size_t i = 0; i < s.len; i++)
        words += s.s[i] == ' ';
    return sk_charset_vietnamese(v) * 2 > words ? v : (sk_str){NULL, 0};
}

sk_str sk_charset_utf8(sk_arena *a, const sk_engine *eng, sk_str s,
                       sk_str declared, bool is_markup, const char **used)
{
    const char *local, *wide = NULL;
    sk_utf8_seen seen;
    bool mostly, broken, marked;
    sk_str out;

    if (!used)
        used = &local;
    *used = "UTF-8";
    marked = sk_str_starts(s, SK_STR("\xEF\xBB\xBF"));
    if (marked)
        s = sk_str_sub(s, 3, s.len);
    wide = wide_form(s);
    if (wide) {
        *used = wide;
        out = sk_charset_composed(a, sk_charset_iconv(a, s, wide));
        return sk_str_starts(out, SK_STR("\xEF\xBB\xBF"))
                   ? sk_str_sub(out, 3, out.len)
                   : out;
    }
    if (sk_utf8_survey(s, &seen) == s.len) {
        if (!seen.high && (out = as_viqr(a, eng, s, declared, is_markup)).s) {
            *used = "VIQR";
            return out;
        }
        if (seen.marks)
            s = sk_charset_composed(a, s);
        if (seen.marks || seen.c3_pairs)
            s = sk_charset_unbroken(a, s);
        return s;
    }
    broken = is_broken_utf8(s, &mostly);
    mostly |= marked && broken;
    out = mostly ? (sk_str){NULL, 0} : as_declared(a, s, declared, is_markup);
    if (broken && !out.s)
        return sk_charset_composed(a, sk_charset_iconv(a, s, "UTF-8"));
    return best_reading(a, eng, s, out, used);
}
