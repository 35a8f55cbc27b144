/* feed_text.c - the text of a feed's element as HTML, and its persons. */
#include <strings.h>

#include "base/uni.h"
#include "read/charset.h"
#include "read/feed_parts.h"

static bool is(const char *s, const char *what)
{
    return strcasecmp(s, what) == 0;
}

const char *sk_feed_attr(const char **attrs, const char *name)
{
    for (size_t i = 0; attrs[i]; i += 2)
        if (is(attrs[i], name))
            return attrs[i + 1];
    return "";
}

/* How an element says that its text is to be read. */
sk_feed_as sk_feed_said(const char *name, const char **attrs)
{
    const char *mode = sk_feed_attr(attrs, "mode"),
               *type = sk_feed_attr(attrs, "type");
    size_t n = strlen(type);

    if (is(mode, "base64"))
        return SK_AS_BASE64;
    if (is(mode, "escaped"))
        return SK_AS_HTML;
    if (is(mode, "xml") || is(type, "xhtml") || is(name, "fullitem") ||
        is(name, "xhtml:body") || is(name, "body") ||
        (n > 4 && (is(type + n - 4, "+xml") || is(type + n - 4, "/xml"))))
        return SK_AS_XHTML;
    if (is(type, "text") || is(type, "text/plain") || is(type, "plain"))
        return SK_AS_TEXT;
    return !n || is(type, "html") || strncasecmp(type, "text/", 5) == 0
               ? SK_AS_HTML
               : SK_AS_BASE64;
}

/* s itself if it is no such text. */
static sk_str base64(sk_arena *a, sk_str s)
{
    char *out = sk_arena_get(a, s.len + 1, 1, 1);
    uint32_t bits = 0;
    size_t n = 0, k = 0;

    for (size_t i = 0; i < s.len && s.s[i] != '='; i++) {
        static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "abcdefghijklmnopqrstuvwxyz0123456789+/";
        const char *d = s.s[i] ? strchr(digits, s.s[i]) : NULL;
        if (!d && s.s[i] > ' ')
            return s;
        if (!d)
            continue;
        bits = bits << 6 | (uint32_t)(d - digits);
        if (++k % 4 != 1)
            out[n++] = (char)(bits >> (6 - 2 * ((k - 1) % 4)));
    }
    return sk_utf8_check((sk_str){out, n}) == n ? (sk_str){out, n} : s;
}

/* Text that is said to be plain may be HTML all the same: it closes a tag. */
static bool closes_tag(sk_str s)
{
    size_t at = sk_str_find(s, SK_STR("</"), 0);

    return at != SIZE_MAX && at + 2 < s.len && (s.s[at + 2] | 32) >= 'a' &&
           (s.s[at + 2] | 32) <= 'z' &&
           sk_str_find(s, SK_STR(">"), at) != SIZE_MAX;
}

void sk_feed_escape(sk_arena *a, sk_buf *b, sk_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        if (c == '<')
            sk_buf_add(a, b, SK_STR("&lt;"));
        else if (c == '&')
            sk_buf_add(a, b, SK_STR("&amp;"));
        else if (c == '"')
            sk_buf_add(a, b, SK_STR("&quot;"));
        else
            sk_buf_char(a, b, c);
    }
}

sk_str sk_feed_text(sk_arena *a, sk_str s, sk_feed_as as)
{
    sk_buf b = {0};

    s = sk_charset_c1(a, sk_str_trim(s));
    if (as == SK_AS_BASE64)
        return base64(a, s);
    if (as != SK_AS_TEXT || closes_tag(s) ||
        (!memchr(s.s, '<', s.len) && !memchr(s.s, '&', s.len)))
        return s;
    sk_feed_escape(a, &b, s);
    return sk_buf_str(&b);
}

/* "ai@bao.example (An Bình)", "An Bình <ai@bao.example>": the name. */
sk_str sk_feed_person(sk_str s)
{
    size_t open = sk_str_find(s, SK_STR("("), 0);
    size_t less = sk_str_find(s, SK_STR("<"), 0);
    bool at = memchr(s.s, '@', s.len) != NULL;

    if (at && open != SIZE_MAX && open > 0 && s.s[s.len - 1] == ')') {
        sk_str in = sk_str_sub(s, open + 1, s.len - 1);
        return sk_str_trim(memchr(in.s, '@', in.len) ? sk_str_sub(s, 0, open)
                                                     : in);
    }
    if (at && less != SIZE_MAX && less > 0)
        return sk_str_trim(sk_str_sub(s, 0, less));
    return s;
}
