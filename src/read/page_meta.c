/* page_meta.c - what a page says of itself: JSON-LD (page_ld.c), OpenGraph and
 * other meta elements, links. Each value is kept with its rank; page.c lets
 * them vote. */
#include "read/page_tree.h"

#include <strings.h>

#include "base/entity.h"

/* ---- text of metadata ---- */

/* Bytes that are fine wherever they stand. */
static bool is_plain(sk_str s)
{
    bool blank = true, odd;

    for (size_t i = 0; i < s.len; i++) {
        bool was = blank;
        unsigned char c = (unsigned char)s.s[i];
        blank = c == ' ';
        if (c < ' ' || c == '&' || (blank && was) ||
            ((c == 0xC2 || c >= 0xE2) && sk_page_odd(s, i, &odd)))
            return false;
    }
    return !blank || !s.len;
}

/* One round: references resolved, blanks folded. Whether there were any. */
static bool tidied(sk_arena *a, sk_str *s)
{
    sk_buf b = {0};
    bool blank = false, any = false;

    sk_reserve(a, &b, s->len + 1);
    for (size_t i = 0; i < s->len;) {
        char out[16];
        size_t end, n = s->s[i] == '&' ? sk_entity_at(*s, i, out, &end) : 0;
        bool is_blank, odd;
        if (n) {
            any = true;
            i = end;
        } else {
            n = sk_page_odd(*s, i, &is_blank);
            n = n ? n : 1;
            memcpy(out, s->s + i, n);
            i += n;
        }
        odd = sk_page_odd((sk_str){out, n}, 0, &is_blank) > 0;
        if (odd || (n == 1 && memchr(" \t\r\n", out[0], 4))) {
            blank |= !odd || is_blank;
            continue;
        }
        if (blank && b.n)
            sk_buf_char(a, &b, ' ');
        blank = false;
        sk_buf_add(a, &b, (sk_str){out, n});
    }
    *s = sk_buf_str(&b);
    return any;
}

sk_str sk_page_tidy(sk_arena *a, sk_str s)
{
    if (!is_plain(s) && tidied(a, &s))
        tidied(a, &s); /* pages escape escaped text */
    return s;
}

void sk_page_set(sk_str *slot, sk_str v)
{
    if (!slot->len && v.len)
        *slot = v;
}

void sk_page_add(sk_arena *a, sk_strs *list, sk_str v)
{
    if (!v.len)
        return;
    for (size_t i = 0; i < list->n; i++)
        if (sk_str_eq(list->v[i], v))
            return;
    *sk_push(a, list) = v;
}

void sk_page_add_split(sk_arena *a, sk_strs *list, sk_str v, char sep)
{
    while (v.s)
        sk_page_add(a, list, sk_str_trim(sk_str_cut(v, sep, &v)));
}

/* ---- meta elements ---- */

static bool is(sk_str s, const char *what)
{
    return s.len == strlen(what) && strncasecmp(s.s, what, s.len) == 0;
}

static void read_meta(sk_tree *t, uint32_t i, sk_pmeta *m)
{
    static const sk_hattr_id keys[] = {SK_HA_PROPERTY, SK_HA_NAME,
                                       SK_HA_ITEMPROP};
    sk_arena *a = t->a;
    sk_str v = {NULL, 0};

    for (int k = 0; k < 3; k++) {
        sk_str key = sk_html_attr(a, &t->h, i, keys[k]);
        int what = key.len ? sk_page_metaname(t->w, key) : -1;
        if (what < 0)
            continue;
        if (!v.s)
            v = sk_page_tidy(a, sk_html_attr(a, &t->h, i, SK_HA_CONTENT));
        if (!v.len)
            v = sk_html_attr(a, &t->h, i, SK_HA_DATETIME);
        if (!v.len)
            return;
        switch (what) {
        case SK_PM_OG_TITLE:
            sk_page_set(&m->titles[1], v);
            break;
        case SK_PM_TITLE:
            sk_page_set(&m->titles[2], v);
            break;
        case SK_PM_OG_DESCRIPTION:
            sk_page_set(&m->description[0], v);
            break;
        case SK_PM_DESCRIPTION:
            sk_page_set(&m->description[2], v);
            break;
        case SK_PM_SITE:
            sk_page_set(&m->site_name, v);
            break;
        case SK_PM_URL:
            sk_page_set(&m->url, v);
            break;
        case SK_PM_TYPE:
            sk_page_set(&m->type, v);
            break;
        case SK_PM_SECTION:
            sk_page_set(&m->section, v);
            break;
        case SK_PM_PUBLISHED:
            sk_page_set(&m->published[1], v);
            break;
        case SK_PM_MICRODATE:
            sk_page_set(&m->published[2], v);
            break;
        case SK_PM_DATE:
            sk_page_set(&m->published[3], v);
            break;
        case SK_PM_MODIFIED:
            sk_page_set(&m->modified, v);
            break;
        case SK_PM_AUTHOR:
            sk_page_add_split(a, &m->named, v, ';');
            break;
        default:
            sk_page_add_split(a, &m->tags, v, ',');
        }
    }
}

static bool has_word(sk_str s, const char *what)
{
    return sk_str_find(s, sk_str_of(what), 0) != SIZE_MAX;
}

/* "application/ld+json", as it may be written. */
static bool is_ld(sk_str type)
{
    static const sk_str ld = {"application/ld+json", 19};

    type = sk_str_trim(type);
    return type.len >= ld.len && strncasecmp(type.s, ld.s, ld.len) == 0;
}

/* Microdata in the body: times and names that are seen. */
static void read_prop(sk_tree *t, uint32_t i, sk_pmeta *m)
{
    sk_str prop, v;

    if (!sk_html_has_attr(&t->h, i, SK_HA_ITEMPROP))
        return;
    prop = sk_html_attr(t->a, &t->h, i, SK_HA_ITEMPROP);
    if (has_word(prop, "datePublished") || has_word(prop, "dateModified")) {
        v = sk_html_attr(t->a, &t->h, i, SK_HA_DATETIME);
        if (!v.len)
            v = sk_html_attr(t->a, &t->h, i, SK_HA_CONTENT);
        sk_page_set(has_word(prop, "datePublished") ? &m->published[2]
                                                    : &m->modified,
                    v.len ? v : sk_tree_text(t, i));
    } else if (is(prop, "articleSection")) {
        sk_page_set(&m->section, sk_tree_text(t, i));
    }
}

void sk_tree_meta(sk_tree *t, sk_pmeta *m)
{
    sk_arena *a = t->a;
    sk_str canonical = {NULL, 0};

    *m = (sk_pmeta){0};
    m->language = sk_html_attr(a, &t->h, 0, SK_HA_LANG);
    for (uint32_t i = 1; i < t->h.nodes.n; i++) {
        const sk_hnode *n = &t->h.nodes.v[i];
        sk_str rel;
        switch (n->tag) {
        case SK_H_META:
            read_meta(t, i, m);
            break;
        case SK_H_TITLE:
            if (t->h.nodes.v[n->parent].tag != SK_H_SVG && n->end > i + 1)
                sk_page_set(
                    &m->titles[3],
                    sk_page_tidy(a, sk_html_node_text(a, &t->h, i + 1)));
            break;
        case SK_H_LINK:
            rel = sk_html_attr(a, &t->h, i, SK_HA_REL);
            if (is(rel, "canonical"))
                sk_page_set(&canonical, sk_html_attr(a, &t->h, i, SK_HA_HREF));
            break;
        case SK_H_BASE:
            sk_page_set(&m->base, sk_html_attr(a, &t->h, i, SK_HA_HREF));
            break;
        case SK_H_SCRIPT:
            if (n->end > i + 1 && is_ld(sk_html_attr(a, &t->h, i, SK_HA_TYPE)))
                sk_page_ld(a, sk_html_node_text(a, &t->h, i + 1), m);
            break;
        case SK_H_TEXT:
            break;
        default:
            read_prop(t, i, m);
        }
    }
    if (canonical.len && (sk_str_starts(canonical, SK_STR("http")) ||
                          (!m->url.len && canonical.s[0] == '/')))
        m->url = canonical;
    m->is_list |= sk_str_eq(m->type, SK_STR("website")) && !m->is_article;
}
