/* page_json.c - a page as a raw document and as a line of JSON. */
#include "base/json.h"
#include "read/page.h"
#include "read/reader.h"

static sk_str joined(sk_arena *a, sk_strs list, const char *between)
{
    sk_buf b = {0};

    for (size_t i = 0; i < list.n; i++) {
        if (i)
            sk_buf_add(a, &b, sk_str_of(between));
        sk_buf_add(a, &b, list.v[i]);
    }
    return list.n ? sk_buf_str(&b) : (sk_str){NULL, 0};
}

static void article(sk_arena *a, const sk_page *p, sk_raw *raw)
{
    raw->url = p->url;
    raw->outlet = p->site_name.len ? p->site_name : p->site;
    raw->section = p->section;
    raw->author = joined(a, p->authors, ", ");
    raw->published = p->published;
    raw->title = p->title;
    raw->lead = p->lead;
    raw->body = p->body.v;
    raw->n_body = p->body.n;
    raw->page = p;
}

void sk_read_page(sk_arena *a, const sk_engine *eng, sk_str html, sk_str url,
                  sk_raw *raw)
{
    sk_page *p = sk_new(a, sk_page, 1);

    *raw = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    sk_page_read(a, eng, html, url, p);
    article(a, p, raw);
    if (!raw->title.s && !raw->n_body)
        raw->title = SK_STR("");
    if (!p->items.n)
        return;
    raw->items = sk_new(a, sk_raw, p->items.n);
    raw->n_items = p->items.n;
    for (size_t i = 0; i < p->items.n; i++) {
        const sk_page_item *it = &p->items.v[i];
        sk_raw *r = &raw->items[i];
        *r = (sk_raw){.day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
        r->url = it->url;
        r->outlet = raw->outlet;
        r->section = raw->section;
        r->title = it->title;
        r->lead = it->lead;
        r->published = it->published.s ? it->published
                       : p->is_live    ? p->published
                                       : it->published;
        r->body = it->body.v;
        r->n_body = it->body.n;
    }
}

/* ---- JSON ---- */

static void put(sk_json *j, const char *key, sk_str s)
{
    sk_json_key(j, key);
    sk_json_str(j, s.len ? s : (sk_str){NULL, 0});
}

static void put_list(sk_json *j, const char *key, sk_strs list)
{
    sk_json_key(j, key);
    sk_json_open(j, '[');
    for (size_t i = 0; i < list.n; i++)
        sk_json_str(j, list.v[i]);
    sk_json_close(j, ']');
}

static void put_items(sk_json *j, const sk_page *p)
{
    sk_json_key(j, "items");
    sk_json_open(j, '[');
    for (size_t i = 0; i < p->items.n; i++) {
        const sk_page_item *it = &p->items.v[i];
        sk_json_open(j, '{');
        put(j, "title", it->title);
        put(j, "url", it->url);
        sk_json_key(j, "lead");
        sk_json_str(j, it->lead.s ? it->lead : SK_STR(""));
        put(j, "date_published", it->published);
        if (it->body.n)
            put(j, "articleBody", joined(j->arena, it->body, "\n"));
        sk_json_close(j, '}');
    }
    sk_json_close(j, ']');
}

static bool is_ascii(sk_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.s[i] >= 0x80)
            return false;
    return true;
}

static bool is_vietnamese(const sk_page *p)
{
    return sk_str_starts(p->language, SK_STR("vi")) ||
           sk_str_ends(p->site, SK_STR(".vn")) ||
           (p->lead.len && !is_ascii(p->lead) && !p->language.len);
}

void sk_page_json(const sk_page *p, sk_str id, sk_json *j)
{
    sk_strs all = {0};

    /* Vietnamese papers begin the article with its lead; elsewhere what stands
     * apart is an editor's summary */
    if (p->lead.len && (!p->lead_apart || is_vietnamese(p)))
        *sk_push(j->arena, &all) = p->lead;
    for (size_t i = 0; i < p->body.n; i++)
        *sk_push(j->arena, &all) = p->body.v[i];
    sk_json_open(j, '{');
    put(j, "id", id);
    put(j, "url", p->url);
    sk_json_key(j, "kind");
    sk_json_cstr(j, p->is_list ? "list" : p->is_live ? "live" : "article");
    put(j, "title", p->title);
    put(j, "lead", p->lead);
    put_list(j, "authors", p->authors);
    put(j, "date_published", p->published);
    put(j, "date_modified", p->modified);
    put(j, "site", p->site);
    put(j, "site_name", p->site_name);
    put(j, "section", p->section);
    put(j, "republished_from", p->republished_from);
    put(j, "language", p->language);
    put_list(j, "tags", p->tags);
    put_list(j, "captions", p->captions);
    put_list(j, "related", p->related);
    if (p->items.n)
        put_items(j, p);
    sk_json_key(j, "articleBody");
    sk_json_str(j, joined(j->arena, all, "\n").s ? joined(j->arena, all, "\n")
                                                 : SK_STR(""));
    sk_json_close(j, '}');
}
