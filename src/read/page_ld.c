/* page_ld.c - what a page says of itself in JSON-LD (schema.org). */
#include <strings.h>

#include "read/json_loose.h"
#include "read/page_tree.h"

enum { LD_DEPTH = 8, LD_MAX = 512 << 10, REFS_MAX = 32, HIDES_MAX = 64 };

typedef struct ld {
    sk_arena *a;
    sk_pmeta *m;
    sk_loose v;
    int n_refs; /* looked for: each looks through all of it */
} ld;

static uint32_t get(const ld *d, uint32_t i, const char *key)
{
    return sk_loose_get(&d->v, i, sk_str_of(key));
}

static bool is_kind(const ld *d, uint32_t i, int kind)
{
    return i < d->v.n && d->v.v[i].kind == (unsigned)kind;
}

/* The string, or the first of a list of them; one with a language is an object
 * ("@value"). */
static sk_str text(ld *d, uint32_t i)
{
    if (i && is_kind(d, i, SK_L_ARRAY))
        i = sk_loose_first(&d->v, i);
    if (i && is_kind(d, i, SK_L_OBJECT))
        i = get(d, i, "@value");
    return i ? sk_page_tidy(d->a, sk_loose_text(d->a, &d->v, i))
             : (sk_str){NULL, 0};
}

static sk_str text_of(ld *d, uint32_t i, const char *key)
{
    return text(d, get(d, i, key));
}

static bool names(sk_str s, const char *what)
{
    size_t n = strlen(what);

    for (size_t i = 0; i + n <= s.len; i++)
        if (strncasecmp(s.s + i, what, n) == 0)
            return true;
    return false;
}

static bool is_type(const ld *d, uint32_t i, const char *what)
{
    uint32_t t = get(d, i, "@type");

    if (t && is_kind(d, t, SK_L_ARRAY)) {
        for (uint32_t k = sk_loose_first(&d->v, t); k;
             k = sk_loose_next(&d->v, t, k))
            if (names(d->v.v[k].text, what))
                return true;
        return false;
    }
    return t && names(d->v.v[t].text, what);
}

/* What an object that is only named by its address ("@id") says elsewhere. */
static uint32_t referred(ld *d, uint32_t i)
{
    uint32_t id = get(d, i, "@id"), other;

    if (!id || get(d, i, "name") || d->n_refs++ >= REFS_MAX)
        return i;
    for (uint32_t k = 0; k < d->v.n; k++)
        if (d->v.v[k].kind == SK_L_OBJECT && (other = get(d, k, "@id")) &&
            get(d, k, "name") && sk_str_eq(d->v.v[other].text, d->v.v[id].text))
            return k;
    return i;
}

static sk_str name_of(ld *d, uint32_t i)
{
    return i && is_kind(d, i, SK_L_OBJECT) ? text_of(d, referred(d, i), "name")
                                           : text(d, i);
}

static void authors(ld *d, uint32_t i)
{
    uint32_t name;

    if (!i)
        return;
    if (is_kind(d, i, SK_L_ARRAY)) {
        for (uint32_t k = sk_loose_first(&d->v, i); k;
             k = sk_loose_next(&d->v, i, k))
            authors(d, k);
        return;
    }
    if (is_kind(d, i, SK_L_OBJECT))
        i = referred(d, i);
    name = get(d, i, "name");
    if (name && !is_kind(d, name, SK_L_STRING)) {
        authors(d, name);
        return;
    }
    if (is_kind(d, i, SK_L_OBJECT) && is_type(d, i, "Organization"))
        sk_page_add(d->a, &d->m->bodies, name_of(d, i));
    else
        sk_page_add(d->a, &d->m->authors, name_of(d, i));
}

/* The entries of a live page. */
static void updates(ld *d, uint32_t list)
{
    if (!list || !is_kind(d, list, SK_L_ARRAY))
        return;
    for (uint32_t k = sk_loose_first(&d->v, list); k;
         k = sk_loose_next(&d->v, list, k)) {
        sk_page_item it = {.title = text_of(d, k, "headline"),
                           .url = text_of(d, k, "url"),
                           .published = text_of(d, k, "datePublished")};
        sk_str body = text_of(d, k, "articleBody");
        if (body.len)
            *sk_push(d->a, &it.body) = body;
        if (it.title.len || body.len)
            *sk_push(d->a, &d->m->updates) = it;
    }
}

static void article(ld *d, uint32_t i)
{
    sk_pmeta *m = d->m;
    uint32_t words = get(d, i, "keywords");

    m->is_article = true;
    m->is_live |= is_type(d, i, "LiveBlog");
    sk_page_set(&m->titles[0], text_of(d, i, "headline"));
    if (!is_type(d, i, "Person") && !is_type(d, i, "WebPage"))
        sk_page_set(&m->titles[2], text_of(d, i, "name"));
    sk_page_set(&m->description[1], text_of(d, i, "description"));
    sk_page_set(&m->published[0], text_of(d, i, "datePublished"));
    sk_page_set(&m->modified, text_of(d, i, "dateModified"));
    sk_page_set(&m->section, text_of(d, i, "articleSection"));
    sk_page_set(&m->body, sk_loose_text(d->a, &d->v, get(d, i, "articleBody")));
    if (!m->authors.n)
        authors(d, get(d, i, "author"));
    sk_page_set(&m->publisher, name_of(d, get(d, i, "publisher")));
    sk_page_add(d->a, &m->bodies, m->publisher);
    updates(d, get(d, i, "liveBlogUpdate"));
    if (words && is_kind(d, words, SK_L_ARRAY))
        for (uint32_t k = sk_loose_first(&d->v, words); k;
             k = sk_loose_next(&d->v, words, k))
            sk_page_add(d->a, &m->tags, text(d, k));
    else
        sk_page_add_split(d->a, &m->tags, text(d, words), ',');
}

static void walk(ld *d, uint32_t i, int depth)
{
    static const char *const kinds[] = {"Article",  "BlogPosting", "Report",
                                        "LiveBlog", "Recipe",      "Review"};
    static const char *const inner[] = {"@graph", "mainEntity"};
    bool told; /* what the article says of itself */

    if (depth > LD_DEPTH)
        return;
    if (is_kind(d, i, SK_L_ARRAY)) {
        for (uint32_t k = sk_loose_first(&d->v, i); k;
             k = sk_loose_next(&d->v, i, k))
            walk(d, k, depth + 1);
        return;
    }
    if (!is_kind(d, i, SK_L_OBJECT))
        return;
    told = !get(d, i, "@type") &&
           (get(d, i, "headline") || get(d, i, "datePublished"));
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !told; k++)
        told = is_type(d, i, kinds[k]);
    if (told)
        article(d, i);
    if (is_type(d, i, "CollectionPage") || is_type(d, i, "ItemList"))
        d->m->is_list = true;
    if (is_type(d, i, "Organization") || is_type(d, i, "WebSite"))
        sk_page_add(d->a, &d->m->bodies, name_of(d, i));
    if (is_type(d, i, "WebSite"))
        sk_page_set(&d->m->site_name, name_of(d, i));
    for (size_t k = 0; k < sizeof inner / sizeof *inner; k++) {
        uint32_t in = get(d, i, inner[k]);
        if (in)
            walk(d, in, depth + 1);
    }
}

void sk_page_ld(sk_arena *a, sk_str s, sk_pmeta *m)
{
    ld d = {.a = a, .m = m};
    size_t from;

    /* behind what hides it from old readers: "<!--", "//<![CDATA[" */
    from = sk_str_find(s, SK_STR("<![CDATA["), 0);
    from = from < HIDES_MAX ? from + 9 : 0;
    while (from < s.len && s.s[from] != '{' && s.s[from] != '[')
        from++;
    if (from == s.len || s.len > LD_MAX)
        return;
    sk_loose_read(a, sk_str_sub(s, from, s.len), &d.v);
    walk(&d, 0, 0);
}
