/* any.c - the bytes of one document of whatever kind: a page, a feed, text. */
#include "read/any.h"

#include "read/charset.h"
#include "read/feed.h"
#include "read/page.h"
#include "read/reader.h"

static sk_str or_else(sk_str a, sk_str b)
{
    return a.len ? a : b;
}

/* Markup or text into paragraphs. */
static sk_strs paragraphs(sk_arena *a, const sk_engine *eng, sk_str s)
{
    sk_strs out = {0};

    sk_page_blocks(a, eng, s, &out);
    return out;
}

static void feed_item(sk_arena *a, const sk_engine *eng, const sk_feed *f,
                      const sk_feed_item *it, sk_raw *raw)
{
    sk_strs title = paragraphs(a, eng, it->title);
    sk_strs lead = paragraphs(a, eng, it->summary);
    sk_strs body = paragraphs(a, eng, it->content);

    *raw = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    raw->url = it->url;
    raw->id = or_else(it->url, it->id);
    raw->outlet = sk_page_outlet(eng, it->url, f->title);
    raw->author = it->author;
    raw->section = it->section;
    raw->published = it->published;
    raw->title = title.n ? title.v[0] : SK_STR("");
    if (lead.n)
        raw->lead = lead.v[0];
    if (!body.n && lead.n > 1) /* the whole text stands as the summary */
        body = (sk_strs){.v = lead.v + 1, .n = lead.n - 1};
    if (body.n && raw->lead.s && sk_str_eq(body.v[0], raw->lead)) {
        body.v++;
        body.n--;
    }
    raw->body = body.v;
    raw->n_body = body.n;
}

static int from_feed(sk_arena *a, const sk_engine *eng, sk_str bytes,
                     sk_str url, sk_raw *raw, sk_err *err)
{
    sk_feed f;
    sk_strs title;
    int rc = sk_feed_read(a, eng, bytes, url, &f, err);

    if (rc)
        return rc;
    title = paragraphs(a, eng, f.title);
    f.title = title.n ? title.v[0] : SK_STR("");
    *raw = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    raw->url = f.url;
    raw->title = f.title;
    if (!f.items.n)
        return sk_fail(err, SK_EINPUT, 0, "feed without items");
    raw->items = sk_new(a, sk_raw, f.items.n);
    raw->n_items = f.items.n;
    for (size_t i = 0; i < f.items.n; i++)
        feed_item(a, eng, &f, &f.items.v[i], &raw->items[i]);
    return SK_OK;
}

/* Whether text begins as markup of a page. */
static bool is_page(sk_str s)
{
    s = sk_str_trim(sk_str_sub(s, 0, s.len < 1024 ? s.len : 1024));
    return s.len > 2 && s.s[0] == '<' &&
           (s.s[1] == '!' || s.s[1] == '?' || (s.s[1] | 32) >= 'a') &&
           s.s[1] != '<';
}

int sk_read_any(sk_arena *a, const sk_engine *eng, sk_str bytes, sk_str charset,
                sk_str url, sk_raw *raw, sk_err *err)
{
    sk_str head = sk_str_sub(bytes, 0, bytes.len < 256 ? bytes.len : 256);
    bool markup = memchr(head.s, '<', head.len) != NULL;
    sk_str text = sk_charset_utf8(a, eng, bytes, charset, markup, NULL);

    *raw = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    if (sk_is_feed(text))
        return from_feed(a, eng, text, url, raw, err);
    if (is_page(text))
        sk_read_page(a, eng, text, url, raw);
    else
        raw->text = text;
    return SK_OK;
}
