/* follow_take.c - what the feeds and pages that came back give: new feeds and
 * items in the state file, articles in the store. */
#include "follow_take.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "read/charset.h"
#include "read/feed.h"
#include "read/flow.h"
#include "read/page.h"
#include "read/url.h"
#include "read/warc.h"

enum {
    TRIES = 4,
    BACKOFF_MAX = 6 * 3600,
    SITEMAPS = 4,            /* of an index that are followed */
    UNPACKED_MAX = 64 << 20, /* bytes of a packed feed */
};

/* A feed that came back, from where. */
typedef struct came {
    feed *feed;
    const fetch_host *host;
    const char *url;
    fetch_reply *reply;
} came;

void follow_tell(const follower *f, const char *level, const char *url,
                 const char *what)
{
    if (!f->quiet || *level == 'e')
        fprintf(stderr, "%s follow url=%s %s\n", level, url, what);
}

/* 1, 2, 4... times base, a quarter more or less, at most BACKOFF_MAX. */
static int64_t backoff(int64_t base, int64_t errors)
{
    int64_t v = base;

    while (errors-- > 0 && v < BACKOFF_MAX)
        v *= 2;
    v = v < BACKOFF_MAX ? v : BACKOFF_MAX;
    return v - v / 4 + (v > 1 ? random() % (v / 2 + 1) : 0);
}

/* ---- feeds ---- */

/* A feed of the state; those that are known already are left alone. */
void follow_add_feed(const follow_feed *s, void *arg)
{
    follower *f = arg;
    feed **list, *fd;

    for (size_t i = 0; i < f->n_feeds; i++)
        if (f->feeds[i]->f.id == s->id)
            return;
    list = realloc(f->feeds, (f->n_feeds + 1) * sizeof *list);
    if (list)
        f->feeds = list;
    fd = list ? calloc(1, sizeof *fd) : NULL;
    if (!fd)
        return;
    fd->f = *s;
    f->feeds[f->n_feeds++] = fd;
}

static int newest_first(const void *a, const void *b)
{
    const sk_feed_item *x = a, *y = b;

    return sk_str_cmp(y->published, x->published);
}

/* The newest sitemaps of an index become feeds, if they are of its host. */
static size_t take_index(follower *f, const came *t, sk_feed *index)
{
    size_t n = 0;

    qsort(index->items.v, index->items.n, sizeof *index->items.v, newest_first);
    for (size_t i = 0; i < index->items.n && n < SITEMAPS; i++) {
        sk_str url =
            sk_url_join(&f->arena, sk_str_of(t->url), index->items.v[i].url);
        url = sk_str_dup(&f->arena, url);
        if (url.len >= FOLLOW_URL || fetch_host_of(&f->hosts, url.s) != t->host)
            continue;
        follow_feed_add(f->state, url);
        n++;
    }
    follow_feeds(f->state, follow_add_feed, f);
    return n;
}

void follow_feed_done(follower *f, feed *fd, bool ok, long retry,
                      const char *why)
{
    follow_feed *s = &fd->f;

    if (ok) {
        s->errors = 0;
        s->last_ok = fetch_now();
        s->next = fetch_now() + backoff(f->interval, 0);
        return;
    }
    s->errors++;
    f->n_errors++;
    s->next =
        fetch_now() + (retry > 0 ? retry : backoff(f->interval, s->errors));
    follow_tell(f, "warning", s->url, why);
}

/* A packed sitemap ("sitemap.xml.gz") comes as it is. */
static void unpack(fetch_reply *r)
{
    size_t len;
    char *plain;

    if (r->n < 3 || memcmp(r->body, "\x1F\x8B\x08", 3) != 0)
        return;
    plain = sk_unpack("gzip", r->body, r->n, UNPACKED_MAX, &len, NULL);
    if (!plain)
        return;
    free(r->body);
    r->body = plain;
    r->n = r->cap = len;
}

static void take_items(follower *f, const came *t)
{
    jmp_buf full;
    sk_feed fd;
    sk_err err;
    sk_str text;
    char what[64];
    size_t fresh = 0;

    sk_arena_reset(&f->arena);
    if (setjmp(full)) {
        f->arena.full = NULL;
        follow_feed_done(f, t->feed, false, 0, "error=\"feed too large\"");
        return;
    }
    f->arena.full = &full;
    unpack(t->reply);
    text = sk_charset_utf8(
        &f->arena, f->eng, (sk_str){t->reply->body, t->reply->n},
        sk_http_charset(sk_str_of(t->reply->type)), true, NULL);
    if (!sk_is_feed(text) ||
        sk_feed_read(&f->arena, f->eng, text, sk_str_of(t->url), &fd, &err)) {
        f->arena.full = NULL;
        follow_feed_done(f, t->feed, false, 0, "error=\"no feed\"");
        return;
    }
    if (fd.is_index)
        fresh = take_index(f, t, &fd);
    for (size_t i = 0; i < fd.items.n && !fd.is_index; i++) {
        sk_feed_item *it = &fd.items.v[i];
        sk_strs lead = {0}, title = {0};
        bool is_new = false;
        sk_str url =
            sk_url_tidy(&f->arena, f->eng->pages,
                        sk_url_join(&f->arena, sk_str_of(t->url), it->url));
        if (!sk_str_starts(url, SK_STR("http")) || url.len >= FOLLOW_URL)
            continue;
        sk_page_blocks(&f->arena, f->eng, it->title, &title);
        sk_page_blocks(&f->arena, f->eng, it->summary, &lead);
        follow_item_add(
            f->state, t->feed->f.id, url, title.n ? title.v[0] : SK_STR(""),
            lead.n ? lead.v[0] : SK_STR(""), it->published, &is_new);
        fresh += is_new;
    }
    f->arena.full = NULL;
    t->feed->f.items += fd.is_index ? 0 : (int64_t)fresh;
    snprintf(t->feed->f.etag, sizeof t->feed->f.etag, "%s", t->reply->etag);
    snprintf(t->feed->f.modified, sizeof t->feed->f.modified, "%s",
             t->reply->modified);
    follow_feed_done(f, t->feed, true, 0, "");
    snprintf(what, sizeof what, "items=%zu new=%zu%s", fd.items.n, fresh,
             fd.mended ? " mended=1" : "");
    follow_tell(f, "info", t->feed->f.url, what);
}

void follow_take_feed(follower *f, feed *fd, const fetch_host *host,
                      const char *url, fetch_reply *reply)
{
    const came t = {fd, host, url, reply};

    take_items(f, &t);
}

/* ---- items ---- */

/* The feed's own words about an item whose page could not be had. */
static int from_feed(follower *f, const follow_item *it, sk_err *err)
{
    jmp_buf full;
    sk_json j;

    sk_arena_reset(&f->arena);
    if (setjmp(full)) {
        f->arena.full = NULL;
        return sk_fail(err, SK_ELIMIT, 0, "item too large");
    }
    f->arena.full = &full;
    j = sk_json_on(&f->arena);
    sk_json_open(&j, '{');
    sk_json_key(&j, "url");
    sk_json_cstr(&j, it->url);
    sk_json_key(&j, "title");
    sk_json_cstr(&j, it->title);
    sk_json_key(&j, "lead");
    sk_json_cstr(&j, it->lead);
    if (*it->published) {
        sk_json_key(&j, "published");
        sk_json_cstr(&j, it->published);
    }
    sk_json_close(&j, '}');
    f->arena.full = NULL;
    return sk_doc_read_json(f->doc, sk_buf_str(&j.out), err);
}

static void keep_item(follower *f, const follow_item *it, int rc, sk_err *err)
{
    enum sk_added what;

    if (rc)
        rc = from_feed(f, it, err);
    if (!rc)
        rc = sk_store_add(f->store, f->eng, f->doc, &what, err);
    if (!rc)
        rc = sk_store_commit(f->store, err);
    if (rc) {
        f->n_errors++;
        follow_tell(f, "error", it->url, err->msg);
    }
    f->n_added += !rc;
    follow_item_save(f->state, it->id, rc ? ITEM_FAILED : ITEM_DONE,
                     it->tries + 1, 0);
}

void follow_item_failed(follower *f, const follow_item *it, long status,
                        long retry, const char *why)
{
    sk_err err;

    follow_tell(f, "warning", it->url, why);
    f->n_errors++;
    if (it->tries + 1 < TRIES && status != 404 && status != 410 &&
        status != 403 && status >= 0 && (status < 300 || status >= 400)) {
        follow_item_save(f->state, it->id, ITEM_DUE, it->tries + 1,
                         fetch_now() +
                             (retry > 0 ? retry : backoff(60, it->tries)));
        return;
    }
    keep_item(f, it, SK_EIO, &err); /* what the feed said must do */
}

void follow_take_page(follower *f, const follow_item *it,
                      const fetch_reply *reply)
{
    sk_err err;
    int rc =
        sk_doc_read_page(f->doc, (sk_str){reply->body, reply->n},
                         sk_http_charset(sk_str_of(reply->type)),
                         sk_str_of(it->url), sk_str_of(it->published), &err);

    if (!rc && sk_doc_paras(f->doc).n < 2)
        rc = SK_EINPUT;
    keep_item(f, it, rc, &err);
}
