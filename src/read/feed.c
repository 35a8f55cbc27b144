/* feed.c - reads feeds, sitemaps and lists of feeds. */
#include "read/feed.h"

#include <jansson.h>
#include <strings.h>

#include "base/engine.h"
#include "read/feed_parts.h"

enum { ROOT_WITHIN = 8 << 10 /* bytes before the first element of a feed */ };

/* ---- is it one ---- */

/* Where a comment, a declaration or an instruction at s ends. */
static size_t behind_aside(sk_str s)
{
    bool comment = sk_str_starts(s, SK_STR("<!--"));
    size_t end = sk_str_find(s, comment ? SK_STR("-->") : SK_STR(">"), 0);
    size_t own = comment ? SIZE_MAX : sk_str_find(s, SK_STR("["), 0);

    if (s.s[1] == '!' && own < end) /* entities of its own */
        end = sk_str_find(s, SK_STR("]"), own);
    return end == SIZE_MAX ? s.len : end + 1;
}

/* The name of an element, "rss" of <r:rss. */
static sk_str local_name(sk_str s)
{
    size_t n = 0;

    while (n < s.len && s.s[n] && !strchr(" \t\r\n/>", s.s[n]))
        n++;
    s.len = n;
    while (n && s.s[n - 1] != ':')
        n--;
    return sk_str_sub(s, n, s.len);
}

static bool is_one_of(sk_str name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (name.len == strlen(list[i]) &&
            strncasecmp(name.s, list[i], name.len) == 0)
            return true;
    return false;
}

size_t sk_feed_root(sk_str all)
{
    static const char *const roots[] = {
        "rss", "feed", "rdf", "opml", "channel", "urlset", "sitemapindex"};
    static const char *const pages[] = {"html", "head", "body", "article"};
    sk_str s = all;
    const char *lt;

    s.len = s.len < ROOT_WITHIN ? s.len : ROOT_WITHIN;
    while (s.len && (lt = memchr(s.s, '<', s.len))) {
        sk_str name;
        s = sk_str_sub(s, (size_t)(lt - s.s), s.len);
        if (s.len > 1 && (s.s[1] == '!' || s.s[1] == '?')) {
            s = sk_str_sub(s, behind_aside(s), s.len);
            continue;
        }
        s = sk_str_sub(s, 1, s.len);
        name = local_name(s);
        if (is_one_of(name, roots, sizeof roots / sizeof *roots))
            return (size_t)(lt - all.s);
        if (is_one_of(name, pages, sizeof pages / sizeof *pages))
            break;
    }
    return SIZE_MAX;
}

bool sk_is_feed(sk_str s)
{
    if (s.len && s.s[0] == '{')
        return sk_str_find(sk_str_sub(s, 0, s.len < 2048 ? s.len : 2048),
                           SK_STR("jsonfeed.org/version"), 0) != SIZE_MAX;
    return sk_feed_root(s) != SIZE_MAX;
}

/* ---- JSON Feed ---- */

static sk_str take(sk_arena *a, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);

    return json_is_string(v) ? sk_str_dup(a, (sk_str){json_string_value(v),
                                                      json_string_length(v)})
                             : (sk_str){NULL, 0};
}

static void json_items(sk_arena *a, const json_t *o, sk_feed *out)
{
    const json_t *items = json_object_get(o, "items");

    out->title = take(a, o, "title");
    out->url = take(a, o, "home_page_url");
    out->language = take(a, o, "language");
    for (size_t i = 0; i < json_array_size(items) && i < SK_FEED_ITEMS; i++) {
        const json_t *e = json_array_get(items, i), *who;
        sk_feed_item it = {.id = take(a, e, "id"),
                           .url = take(a, e, "url"),
                           .title = take(a, e, "title"),
                           .summary = take(a, e, "summary"),
                           .published = take(a, e, "date_published"),
                           .content = take(a, e, "content_html")};
        if (!it.content.s)
            it.content = take(a, e, "content_text");
        who = json_array_get(json_object_get(e, "authors"), 0);
        it.author = take(a, who ? who : json_object_get(e, "author"), "name");
        *sk_push(a, &out->items) = it;
    }
}

static int read_json(sk_arena *a, sk_str bytes, sk_feed *out, sk_err *err)
{
    json_error_t why;
    jmp_buf *outer = a->full, full;
    json_t *o = json_loadb(bytes.s, bytes.len, JSON_ALLOW_NUL, &why);

    if (!o)
        return sk_fail(err, SK_EINPUT, (size_t)why.position, "JSON Feed: %s",
                       why.text);
    a->full = &full;
    if (setjmp(full)) {
        json_decref(o);
        a->full = outer;
        longjmp(*outer, 1);
    }
    json_items(a, o, out);
    a->full = outer;
    json_decref(o);
    return SK_OK;
}

/* What a sitemap holds is nothing without an address: so begins the last item
 * of one that is cut off. */
static void drop_unaddressed(sk_feed *f)
{
    size_t n = 0;

    for (size_t i = 0; i < f->items.n; i++)
        if (f->items.v[i].url.len)
            f->items.v[n++] = f->items.v[i];
    f->items.n = n;
}

int sk_feed_read(sk_arena *a, const sk_engine *eng, sk_str bytes, sk_str url,
                 sk_feed *out, sk_err *err)
{
    sk_err local;
    int rc = SK_OK;

    *out = (sk_feed){0};
    if (!err)
        err = &local;
    if (bytes.len > INT32_MAX / 2)
        return sk_fail(err, SK_ELIMIT, 0, "feed of %zu bytes", bytes.len);
    if (bytes.len && bytes.s[0] == '{') {
        rc = read_json(a, bytes, out, err);
    } else if (!sk_feed_xml(a, bytes, url, out, err)) {
        sk_feed first = *out;
        *out = (sk_feed){.mended = true};
        if (!sk_feed_xml(a, sk_feed_mended(a, bytes), url, out, err) &&
            out->items.n < first.items.n) {
            *out = first;
            out->mended = true;
        }
        rc = out->items.n || out->title.len ? SK_OK : err->code;
    }
    if (out->is_sitemap)
        drop_unaddressed(out);
    for (size_t i = 0; i < out->items.n; i++)
        out->items.v[i].published =
            sk_feed_date(a, eng->pages, out->items.v[i].published);
    return rc;
}
