/* feed_mend.c - what a feed writes that is no XML, written as XML. */
#include "base/entity.h"
#include "read/feed_parts.h"

static bool is_xml_ref(sk_str s, size_t i)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;",
                                        "&apos;"};

    for (size_t k = 0; k < 5; k++)
        if (sk_str_starts(sk_str_sub(s, i, s.len), sk_str_of(names[k])))
            return true;
    return false;
}

static bool allowed(char c)
{
    return (unsigned char)c >= 32 || c == '\t' || c == '\r' || c == '\n';
}

static bool is_name(char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* An ampersand at i that begins no reference of XML; returns what is behind.
 * Of an address ("?a=1&sect=2") no name without semicolon is a reference. */
static size_t mended_ref(sk_arena *a, sk_str s, size_t i, sk_buf *b)
{
    char out[16];
    size_t end, n = sk_entity_at(s, i, out, &end);

    if (n && s.s[end - 1] != ';' && end < s.len &&
        (s.s[end] == '=' || is_name(s.s[end])))
        n = 0;
    if (n == 1 && strchr("<>&\"'", out[0]))
        sk_buf_add(a, b,
                   out[0] == '<'   ? SK_STR("&lt;")
                   : out[0] == '&' ? SK_STR("&amp;")
                                   : (sk_str){out, 1});
    else if (n && allowed(out[0]))
        sk_buf_add(a, b, (sk_str){out, n});
    if (n)
        return end;
    sk_buf_add(a, b, SK_STR("&amp;"));
    return i + 1;
}

/* What is behind the comment at i. Comments may hold "--"; an end that is
 * nowhere is looked for once. */
static size_t behind_comment(sk_str s, size_t i, bool *no_end)
{
    size_t end = *no_end ? SIZE_MAX : sk_str_find(s, SK_STR("-->"), i);

    *no_end = end == SIZE_MAX;
    return *no_end ? i + 4 : end + 3;
}

sk_str sk_feed_mended(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t i = sk_feed_root(s); /* nothing of ours stands before it */
    bool no_end = false;

    i = i == SIZE_MAX ? 0 : i;
    while (i < s.len) {
        sk_str left = sk_str_sub(s, i, s.len);
        char c = s.s[i], next = i + 1 < s.len ? s.s[i + 1] : 0;
        if (sk_str_starts(left, SK_STR("<![CDATA["))) {
            size_t stop = sk_str_find(s, SK_STR("]]>"), i);
            stop = stop == SIZE_MAX ? s.len : stop + 3;
            for (; i < stop; i++)
                if (allowed(s.s[i]))
                    sk_buf_char(a, &b, s.s[i]);
        } else if (sk_str_starts(left, SK_STR("<!--"))) {
            i = behind_comment(s, i, &no_end);
        } else if (!allowed(c)) {
            i++;
        } else if (c == '&' && !is_xml_ref(s, i)) {
            i = mended_ref(a, s, i, &b);
        } else if (c == '<' && (next == ' ' || sk_str_digit(s, i + 1))) {
            sk_buf_add(a, &b, SK_STR("&lt;"));
            i++;
        } else {
            sk_buf_char(a, &b, c);
            i++;
        }
    }
    return sk_buf_str(&b);
}
