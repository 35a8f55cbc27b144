/* html_ask.c - texts and values of a tree. */
#include "read/html.h"

#include "base/entity.h"

static sk_str resolved(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t from = 0, end;
    char out[16];

    if (!s.len || !memchr(s.s, '&', s.len))
        return s;
    for (size_t i = 0; i < s.len; i++) {
        size_t n = s.s[i] == '&' ? sk_entity_at(s, i, out, &end) : 0;
        if (!n)
            continue;
        sk_buf_add(a, &b, sk_str_sub(s, from, i));
        sk_buf_add(a, &b, (sk_str){out, n});
        from = end;
        i = end - 1;
    }
    sk_buf_add(a, &b, sk_str_sub(s, from, s.len));
    return sk_buf_str(&b);
}

sk_str sk_html_attr(sk_arena *a, const sk_html *h, uint32_t node,
                    sk_hattr_id id)
{
    const sk_hnode *n = &h->nodes.v[node];

    for (uint32_t i = n->attr; i < n->attr + n->n_attr; i++)
        if (h->attrs.v[i].id == id)
            return resolved(
                a, sk_html_written(h, h->attrs.v[i].beg, h->attrs.v[i].len));
    return (sk_str){NULL, 0};
}

sk_str sk_html_node_text(sk_arena *a, const sk_html *h, uint32_t node)
{
    const sk_hnode *n = &h->nodes.v[node];
    sk_str s = sk_html_written(h, n->beg, n->len);

    return n->raw ? s : resolved(a, s);
}
