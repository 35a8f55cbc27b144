/* page_meta.c - what a page says of itself: JSON-LD, OpenGraph and other meta
 * elements, links. Each value is kept with its rank; page.c lets them vote. */
#include "read/page_tree.h"

#include <jansson.h>
#include <strings.h>

#include "base/entity.h"

enum { LD_DEPTH = 8, LD_MAX = 512 << 10 };

/* ---- text of metadata ---- */

/* References resolved (twice: pages escape escaped text), blanks folded. */
static sk_str tidy(sk_arena *a, sk_str s)
{
    for (int round = 0; round < 2; round++) {
        sk_buf b = {0};
        bool blank = false, any = false;
        for (size_t i = 0; i < s.len;) {
            char out[16];
            size_t end, n = s.s[i] == '&' ? sk_entity_at(s, i, out, &end) : 0;
            if (n) {
                any = true;
                i = end;
                if (n == 2 && memcmp(out, "\xC2\xA0", 2) == 0) {
                    blank = true;
                    continue;
                }
            } else {
                out[0] = s.s[i++];
                n = 1;
            }
            if (n == 1 && strchr(" \t\r\n", out[0])) {
                blank = true;
                continue;
            }
            if (blank && b.n)
                sk_buf_char(a, &b, ' ');
            blank = false;
            sk_buf_add(a, &b, (sk_str){out, n});
        }
        s = sk_buf_str(&b);
        if (!any)
            break;
    }
    return s;
}

static void set(sk_str *slot, sk_str v)
{
    if (!slot->len && v.len)
        *slot = v;
}

static void add(sk_arena *a, sk_strs *list, sk_str v)
{
    if (!v.len)
        return;
    for (size_t i = 0; i < list->n; i++)
        if (sk_str_eq(list->v[i], v))
            return;
    *sk_push(a, list) = v;
}

static void add_split(sk_arena *a, sk_strs *list, sk_str v, char sep)
{
    while (v.s)
        add(a, list, sk_str_trim(sk_str_cut(v, sep, &v)));
}

/* ---- JSON-LD ---- */

/* Raw control characters in strings escaped, commas before brackets dropped:
 * the usual faults of templates. */
static sk_str repaired(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    bool in = false;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        if (in && c == '\\' && i + 1 < s.len) {
            if (!strchr("\"\\/bfnrtu", s.s[i + 1])) {
                sk_buf_char(a, &b, s.s[++i]); /* "\'" and the like */
                continue;
            }
            sk_buf_char(a, &b, c);
            sk_buf_char(a, &b, s.s[++i]);
            continue;
        }
        if (c == '"') {
            size_t k = i + 1;
            while (k < s.len && strchr(" \t\r\n", s.s[k]))
                k++;
            if (in && k < s.len && !strchr(",:}]", s.s[k])) {
                sk_buf_add(a, &b, SK_STR("\\\"")); /* a bare mark inside */
                continue;
            }
            in = !in;
        }
        if (in && (unsigned char)c < 32) {
            sk_buf_char(a, &b, ' ');
            continue;
        }
        if (!in && c == ',') {
            size_t k = i + 1;
            while (k < s.len && strchr(" \t\r\n", s.s[k]))
                k++;
            if (k < s.len && strchr("}],", s.s[k]))
                continue;
        }
        sk_buf_char(a, &b, c);
    }
    return sk_buf_str(&b);
}

static sk_str text(sk_arena *a, const json_t *v)
{
    if (json_is_array(v))
        v = json_array_get(v, 0);
    if (!json_is_string(v))
        return (sk_str){NULL, 0};
    return tidy(a, (sk_str){json_string_value(v), json_string_length(v)});
}

/* The same with its lines. */
static sk_str lines(sk_arena *a, const json_t *v)
{
    return json_is_string(v)
               ? sk_str_dup(a, (sk_str){json_string_value(v),
                                        json_string_length(v)})
               : (sk_str){NULL, 0};
}

static bool is_type(const json_t *o, const char *what)
{
    const json_t *v = json_object_get(o, "@type");

    if (json_is_array(v)) {
        for (size_t i = 0; i < json_array_size(v); i++) {
            const json_t *e = json_array_get(v, i);
            if (json_is_string(e) && strcasestr(json_string_value(e), what))
                return true;
        }
        return false;
    }
    return json_is_string(v) && strcasestr(json_string_value(v), what);
}

static sk_str name_of(sk_arena *a, const json_t *v)
{
    return json_is_object(v) ? text(a, json_object_get(v, "name"))
                             : text(a, v);
}

static void ld_authors(sk_tree *t, const json_t *v, sk_pmeta *m)
{
    if (json_is_array(v)) {
        for (size_t i = 0; i < json_array_size(v); i++)
            ld_authors(t, json_array_get(v, i), m);
        return;
    }
    if (json_is_object(v) && json_is_array(json_object_get(v, "name"))) {
        ld_authors(t, json_object_get(v, "name"), m);
        return;
    }
    if (json_is_object(v) && is_type(v, "Organization"))
        add(t->a, &m->bodies, name_of(t->a, v));
    else
        add(t->a, &m->authors, name_of(t->a, v));
}

/* The entries of a live page. */
static void ld_updates(sk_tree *t, const json_t *v, sk_pmeta *m)
{
    for (size_t i = 0; i < json_array_size(v); i++) {
        const json_t *e = json_array_get(v, i);
        sk_page_item it = {
            .title = text(t->a, json_object_get(e, "headline")),
            .url = text(t->a, json_object_get(e, "url")),
            .published = text(t->a, json_object_get(e, "datePublished"))};
        sk_str body = text(t->a, json_object_get(e, "articleBody"));
        if (body.len)
            *sk_push(t->a, &it.body) = body;
        if (it.title.len || body.len)
            *sk_push(t->a, &m->updates) = it;
    }
}

static void ld_article(sk_tree *t, const json_t *o, sk_pmeta *m)
{
    sk_arena *a = t->a;
    const json_t *words = json_object_get(o, "keywords");

    m->is_article = true;
    m->is_live |= is_type(o, "LiveBlog");
    set(&m->titles[0], text(a, json_object_get(o, "headline")));
    set(&m->description[1], text(a, json_object_get(o, "description")));
    set(&m->published[0], text(a, json_object_get(o, "datePublished")));
    set(&m->modified, text(a, json_object_get(o, "dateModified")));
    set(&m->section, text(a, json_object_get(o, "articleSection")));
    set(&m->body, lines(a, json_object_get(o, "articleBody")));
    if (!m->authors.n)
        ld_authors(t, json_object_get(o, "author"), m);
    add(a, &m->bodies, name_of(a, json_object_get(o, "publisher")));
    ld_updates(t, json_object_get(o, "liveBlogUpdate"), m);
    if (json_is_array(words))
        for (size_t i = 0; i < json_array_size(words); i++)
            add(a, &m->tags, text(a, json_array_get(words, i)));
    else if (json_is_string(words))
        add_split(a, &m->tags, text(a, words), ',');
}

static void ld_walk(sk_tree *t, const json_t *v, sk_pmeta *m, int depth)
{
    static const char *const kinds[] = {"Article", "BlogPosting", "Report",
                                        "LiveBlog", "Recipe", "Review"};

    if (depth > LD_DEPTH)
        return;
    if (json_is_array(v)) {
        for (size_t i = 0; i < json_array_size(v); i++)
            ld_walk(t, json_array_get(v, i), m, depth + 1);
        return;
    }
    if (!json_is_object(v))
        return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_type(v, kinds[i])) {
            ld_article(t, v, m);
            break;
        }
    if (is_type(v, "CollectionPage") || is_type(v, "ItemList"))
        m->is_list = true;
    if (is_type(v, "Organization") || is_type(v, "WebSite"))
        add(t->a, &m->bodies, name_of(t->a, v));
    if (is_type(v, "WebSite"))
        set(&m->site_name, name_of(t->a, v));
    ld_walk(t, json_object_get(v, "@graph"), m, depth + 1);
    ld_walk(t, json_object_get(v, "mainEntity"), m, depth + 1);
}

static void read_ld(sk_tree *t, sk_str s, sk_pmeta *m)
{
    sk_arena *a = t->a;
    jmp_buf *outer = a->full, full;
    json_t *volatile v;

    s = sk_str_trim(s);
    if (sk_str_starts(s, SK_STR("<!--")) && s.len > 7)
        s = sk_str_trim(sk_str_sub(s, 4, s.len - 3));
    if (!s.len || s.len > LD_MAX)
        return;
    v = json_loadb(s.s, s.len, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
    if (!v) {
        s = repaired(a, s);
        v = json_loadb(s.s, s.len, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL,
                       NULL);
    }
    if (!v)
        return;
    a->full = &full; /* the arena may run out while jansson's tree is ours */
    if (setjmp(full)) {
        json_decref(v);
        a->full = outer;
        longjmp(*outer, 1);
    }
    ld_walk(t, v, m, 0);
    a->full = outer;
    json_decref(v);
}

/* ---- meta elements ---- */

static bool is(sk_str s, const char *what)
{
    return s.len == strlen(what) && strncasecmp(s.s, what, s.len) == 0;
}

static void read_meta(sk_tree *t, uint32_t i, sk_pmeta *m)
{
    sk_arena *a = t->a;
    sk_str v = sk_html_attr(a, &t->h, i, SK_HA_CONTENT);
    static const sk_hattr_id keys[] = {SK_HA_PROPERTY, SK_HA_NAME,
                                       SK_HA_ITEMPROP};

    if (!v.len)
        return;
    v = tidy(a, v);
    for (int k = 0; k < 3; k++) {
        sk_str key = sk_html_attr(a, &t->h, i, keys[k]);
        if (!key.len)
            continue;
        if (is(key, "og:title"))
            set(&m->titles[1], v);
        else if (is(key, "twitter:title"))
            set(&m->titles[2], v);
        else if (is(key, "headline"))
            set(&m->titles[1], v);
        else if (is(key, "og:description"))
            set(&m->description[0], v);
        else if (is(key, "description") || is(key, "twitter:description"))
            set(&m->description[2], v);
        else if (is(key, "og:site_name"))
            set(&m->site_name, v);
        else if (is(key, "og:url"))
            set(&m->url, v);
        else if (is(key, "og:type"))
            set(&m->type, v);
        else if (is(key, "article:section"))
            set(&m->section, v);
        else if (is(key, "article:published_time") ||
                 is(key, "og:article:published_time"))
            set(&m->published[1], v);
        else if (is(key, "datePublished"))
            set(&m->published[2], v);
        else if (is(key, "pubdate") || is(key, "publishdate") ||
                 is(key, "publish_date") || is(key, "date") ||
                 is(key, "dc.date") || is(key, "dc.date.issued") ||
                 is(key, "dcterms.created") || is(key, "parsely-pub-date") ||
                 is(key, "sailthru.date") || is(key, "publication_date"))
            set(&m->published[3], v);
        else if (is(key, "article:modified_time") ||
                 is(key, "og:updated_time") || is(key, "dateModified"))
            set(&m->modified, v);
        else if (is(key, "article:author") || is(key, "dable:author") ||
                 is(key, "dc.creator") || is(key, "parsely-author") ||
                 is(key, "sailthru.author") || is(key, "byl"))
            add_split(a, &m->named, v, ';');
        else if (is(key, "author"))
            add_split(a, &m->named, v, ';');
        else if (is(key, "keywords") || is(key, "news_keywords") ||
                 is(key, "article:tag"))
            add_split(a, &m->tags, v, ',');
    }
}

static bool has_word(sk_str s, const char *what)
{
    return sk_str_find(s, sk_str_of(what), 0) != SIZE_MAX;
}

/* Microdata in the body: times and names that are seen. */
static void read_prop(sk_tree *t, uint32_t i, sk_pmeta *m)
{
    sk_str prop = sk_html_attr(t->a, &t->h, i, SK_HA_ITEMPROP), v;

    if (!prop.len)
        return;
    if (has_word(prop, "datePublished")) {
        v = sk_html_attr(t->a, &t->h, i, SK_HA_DATETIME);
        if (!v.len)
            v = sk_html_attr(t->a, &t->h, i, SK_HA_CONTENT);
        set(&m->published[2], v.len ? v : sk_tree_text(t, i));
    } else if (is(prop, "articleSection")) {
        set(&m->section, sk_tree_text(t, i));
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
                set(&m->titles[3], tidy(a, sk_html_node_text(a, &t->h, i + 1)));
            break;
        case SK_H_LINK:
            rel = sk_html_attr(a, &t->h, i, SK_HA_REL);
            if (is(rel, "canonical"))
                set(&canonical, sk_html_attr(a, &t->h, i, SK_HA_HREF));
            break;
        case SK_H_SCRIPT:
            if (n->end > i + 1 &&
                has_word(sk_html_attr(a, &t->h, i, SK_HA_TYPE), "ld+json"))
                read_ld(t, sk_html_node_text(a, &t->h, i + 1), m);
            break;
        case SK_H_TEXT:
            break;
        default:
            if (n->n_attr)
                read_prop(t, i, m);
        }
    }
    if (canonical.len && sk_str_starts(canonical, SK_STR("http")))
        m->url = canonical;
    m->is_list |= sk_str_eq(m->type, SK_STR("website")) && !m->is_article;
}
