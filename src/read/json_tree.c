/* json_tree.c - looks into JSON trees; the escapes of strings. */
#include "read/json_tree.h"

#include "base/uni.h"

uint32_t sk_jtree_first(const sk_jtree *v, uint32_t around)
{
    return around < v->n && v->v[around].end > around + 1 ? around + 1 : 0;
}

uint32_t sk_jtree_next(const sk_jtree *v, uint32_t around, uint32_t i)
{
    return v->v[i].end < v->v[around].end ? v->v[i].end : 0;
}

uint32_t sk_jtree_get(const sk_jtree *v, uint32_t object, sk_str key)
{
    uint32_t found = 0;

    if (object >= v->n || v->v[object].kind != SK_J_OBJECT)
        return 0;
    for (uint32_t i = sk_jtree_first(v, object); i;
         i = sk_jtree_next(v, object, i))
        if (sk_str_eq(v->v[i].key, key))
            found = i;
    return found;
}

sk_str sk_jtree_text(const sk_jtree *v, uint32_t i)
{
    return i < v->n && v->v[i].kind == SK_J_STRING ? v->v[i].text
                                                   : (sk_str){NULL, 0};
}

/* ---- escapes ---- */

/* Four hexadecimal digits; -1 if they are not there. */
static int32_t hex(sk_str s, size_t i)
{
    int32_t c = 0;

    for (size_t k = i; k < i + 4; k++) {
        char d = k < s.len ? s.s[k] : 0;
        if (d >= '0' && d <= '9')
            c = c << 4 | (d - '0');
        else if ((d | 32) >= 'a' && (d | 32) <= 'f')
            c = c << 4 | ((d | 32) - 'a' + 10);
        else
            return -1;
    }
    return c;
}

/* The character of "\uXXXX" at i, of two of them where they make one. */
static uint32_t escaped(sk_str s, size_t *i)
{
    int32_t c = hex(s, *i + 2), low;

    *i += 6;
    if (c < 0xD800 || c > 0xDFFF)
        return c ? (uint32_t)c : ' ';
    low = *i + 1 < s.len && s.s[*i] == '\\' && s.s[*i + 1] == 'u'
              ? hex(s, *i + 2)
              : -1;
    if (c > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return 0xFFFD;
    *i += 6;
    return 0x10000 + ((uint32_t)(c & 0x3FF) << 10 | (uint32_t)(low & 0x3FF));
}

sk_str sk_json_unescape(sk_arena *a, sk_str s)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t  ";
    sk_buf b = {0};

    if (!s.len || !memchr(s.s, '\\', s.len))
        return s;
    for (size_t at = 0; at < s.len;) {
        const char *back = memchr(s.s + at, '\\', s.len - at);
        size_t end = back ? (size_t)(back - s.s) : s.len;
        char out[4];
        const char *known;
        sk_buf_add(a, &b, sk_str_sub(s, at, end));
        at = end + 2;
        if (at > s.len)
            break;
        if (s.s[end + 1] == 'u' && hex(s, end + 2) >= 0) {
            at = end;
            sk_buf_add(a, &b, (sk_str){out, sk_utf8_put(escaped(s, &at), out)});
            continue;
        }
        known = memchr(from, s.s[end + 1], sizeof from - 1);
        sk_buf_char(a, &b, known ? to[known - from] : s.s[end + 1]);
    }
    return sk_buf_str(&b);
}
