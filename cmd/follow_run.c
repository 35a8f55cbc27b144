/* follow_run.c - the feeds and pages that sukien follow fetches, until it is
 * told to stop.
 *
 * One thread, many transfers (libcurl's multi interface), one at a time and
 * with a delay for each host. Each host's robots.txt comes first. Feeds are
 * asked with their ETag and Last-Modified; new items wait in the state file
 * until their page is in the store, so that a restart loses nothing and fetches
 * nothing twice. How a host is called is in fetch.c.
 */
#include "follow_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "read/charset.h"
#include "read/feed.h"
#include "read/flow.h"
#include "read/page.h"
#include "store/store.h"

enum {
    TRANSFERS = 8, TRIES = 4, BACKOFF_MAX = 6 * 3600,
    SITEMAPS = 4,            /* of an index that are followed */
    UNPACKED_MAX = 64 << 20, /* bytes of a packed feed */
};

typedef enum { ROBOTS, FEED, ITEM } purpose;

typedef struct transfer {
    follower *f;
    CURL *curl;
    struct curl_slist *headers;
    purpose purpose;
    fetch_host *host;
    feed *feed;
    follow_item item;
    char url[FOLLOW_URL];
    int hops;
    fetch_reply reply;
} transfer;

static void tell(const follower *f, const char *level, const char *url,
                 const char *what)
{
    if (!f->quiet || *level == 'e')
        fprintf(stderr, "%s follow url=%s %s\n", level, url, what);
}

/* Whether a host may be called now. */
static bool is_free(const char *url, void *arg)
{
    follower *f = arg;
    fetch_host *h = fetch_host_of(&f->hosts, url);

    return h && !h->busy && h->next <= fetch_clock();
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

/* ---- a transfer ---- */

static void drop(transfer *t)
{
    if (t->host)
        t->host->busy = false;
    if (t->feed)
        t->feed->busy = false;
    curl_slist_free_all(t->headers);
    curl_easy_cleanup(t->curl);
    free(t->reply.body);
    free(t);
}

static void add_header(transfer *t, const char *name, const char *value)
{
    char line[400];

    if (!*value)
        return;
    snprintf(line, sizeof line, "%s: %s", name, value);
    t->headers = curl_slist_append(t->headers, line);
}

static bool launch(follower *f, transfer *t)
{
    CURL *c;

    t->f = f;
    if (t->purpose == FEED && !t->hops) {
        add_header(t, "If-None-Match", t->feed->f.etag);
        add_header(t, "If-Modified-Since", t->feed->f.modified);
    }
    t->curl = c = fetch_easy(&f->policy, t->url, t->headers, &t->reply);
    if (!c)
        return false;
    curl_easy_setopt(c, CURLOPT_PRIVATE, t);
    if (curl_multi_add_handle(f->multi, c) != CURLM_OK)
        return false;
    t->host->busy = true;
    f->n_running++;
    return true;
}

static transfer *transfer_new(purpose p, fetch_host *h, const char *url)
{
    transfer *t = calloc(1, sizeof *t);

    if (t) {
        t->purpose = p;
        t->host = h;
        snprintf(t->url, sizeof t->url, "%s", url);
    }
    return t;
}

/* Starts what t is for; its host's robots.txt first if that is not known. */
static void go(follower *f, purpose p, const char *url, feed *fd,
               const follow_item *it)
{
    fetch_host *h = fetch_host_of(&f->hosts, url);
    transfer *t;
    char robots[FETCH_URL];

    if (!h)
        return;
    if (!fetch_knows_robots(h)) {
        fetch_robots_url(h, robots);
        t = transfer_new(ROBOTS, h, robots);
    } else {
        t = transfer_new(p, h, url);
        if (t && fd) {
            t->feed = fd;
            fd->busy = true;
        }
        if (t && it)
            t->item = *it;
    }
    if (t && !launch(f, t))
        drop(t);
}

/* ---- what came back ---- */

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
static size_t take_index(follower *f, const transfer *t, sk_feed *index)
{
    size_t n = 0;

    qsort(index->items.v, index->items.n, sizeof *index->items.v, newest_first);
    for (size_t i = 0; i < index->items.n && n < SITEMAPS; i++) {
        sk_str url = sk_page_url(&f->arena, sk_str_of(t->url),
                                 index->items.v[i].url);
        url = sk_str_dup(&f->arena, url);
        if (url.len >= FOLLOW_URL ||
            fetch_host_of(&f->hosts, url.s) != t->host)
            continue;
        follow_feed_add(f->state, url);
        n++;
    }
    follow_feeds(f->state, follow_add_feed, f);
    return n;
}

static void feed_done(follower *f, feed *fd, bool ok, long retry,
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
    s->next = fetch_now() + (retry > 0 ? retry : backoff(f->interval, s->errors));
    tell(f, "warning", s->url, why);
}

/* A packed sitemap ("sitemap.xml.gz") comes as it is. */
static void unpack(transfer *t)
{
    fetch_reply *r = &t->reply;
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

static void take_items(follower *f, transfer *t)
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
        feed_done(f, t->feed, false, 0, "error=\"feed too large\"");
        return;
    }
    f->arena.full = &full;
    unpack(t);
    text = sk_charset_utf8(&f->arena, f->eng,
                           (sk_str){t->reply.body, t->reply.n},
                           (sk_str){NULL, 0}, true, NULL);
    if (!sk_is_feed(text) || sk_feed_read(&f->arena, text, &fd, &err)) {
        f->arena.full = NULL;
        feed_done(f, t->feed, false, 0, "error=\"no feed\"");
        return;
    }
    if (fd.is_index)
        fresh = take_index(f, t, &fd);
    for (size_t i = 0; i < fd.items.n && !fd.is_index; i++) {
        sk_feed_item *it = &fd.items.v[i];
        sk_strs lead = {0};
        bool is_new = false;
        sk_str url = sk_page_url(&f->arena, sk_str_of(t->url), it->url);
        if (!sk_str_starts(url, SK_STR("http")) || url.len >= FOLLOW_URL)
            continue;
        sk_page_blocks(&f->arena, f->eng, it->summary, &lead);
        follow_item_add(f->state, t->feed->f.id, url, it->title,
                        lead.n ? lead.v[lead.n - 1] : SK_STR(""),
                        it->published, &is_new);
        fresh += is_new;
    }
    f->arena.full = NULL;
    t->feed->f.items += fd.is_index ? 0 : (int64_t)fresh;
    snprintf(t->feed->f.etag, sizeof t->feed->f.etag, "%s", t->reply.etag);
    snprintf(t->feed->f.modified, sizeof t->feed->f.modified, "%s",
             t->reply.modified);
    feed_done(f, t->feed, true, 0, "");
    snprintf(what, sizeof what, "items=%zu new=%zu%s", fd.items.n, fresh,
             fd.mended ? " mended=1" : "");
    tell(f, "info", t->feed->f.url, what);
}

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
        tell(f, "error", it->url, err->msg);
    }
    f->n_added += !rc;
    follow_item_save(f->state, it->id, rc ? ITEM_FAILED : ITEM_DONE,
                     it->tries + 1, 0);
}

static void item_failed(follower *f, const follow_item *it, long status,
                        long retry, const char *why)
{
    sk_err err;

    tell(f, "warning", it->url, why);
    f->n_errors++;
    if (it->tries + 1 < TRIES && status != 404 && status != 410 &&
        status != 403 && status >= 0 && (status < 300 || status >= 400)) {
        follow_item_save(f->state, it->id, ITEM_DUE, it->tries + 1,
                         fetch_now() + (retry > 0 ? retry : backoff(60, it->tries)));
        return;
    }
    keep_item(f, it, SK_EIO, &err); /* what the feed said must do */
}

static void take_robots(follower *f, transfer *t, CURLcode rc, long status)
{
    fetch_take_robots(t->host, rc, status, &t->reply.body, t->reply.n);
    if (t->host->closed)
        tell(f, "warning", t->url, rc ? fetch_why(&t->reply, rc) : "closed");
}

/* What t was for is tried again in a moment, by then its host is ready. */
static void again(follower *f, transfer *t)
{
    if (t->purpose == ITEM)
        follow_item_save(f->state, t->item.id, ITEM_DUE, t->item.tries + 1,
                         fetch_now() + 1);
    else
        t->feed->f.next = fetch_now() + 1;
}

/* A redirect goes to its host in its turn. */
static bool redirected(follower *f, transfer *t, long status)
{
    char *to = NULL;
    fetch_host *h;
    transfer *n;

    if (status < 301 || status > 308 || status == 304 ||
        t->hops >= FETCH_REDIRECTS || t->purpose == ROBOTS)
        return false;
    curl_easy_getinfo(t->curl, CURLINFO_REDIRECT_URL, &to);
    h = to && strlen(to) < FOLLOW_URL ? fetch_host_of(&f->hosts, to) : NULL;
    if (!h || (fetch_knows_robots(h) && !fetch_is_allowed(&f->policy, h, to)))
        return false;
    if (!fetch_knows_robots(h) || (h != t->host && h->busy)) {
        if (!h->busy)
            go(f, ROBOTS, to, NULL, NULL);
        again(f, t);
        return true;
    }
    n = transfer_new(t->purpose, h, to);
    if (!n)
        return false;
    n->item = t->item;
    n->feed = t->feed;
    t->feed = NULL;
    n->hops = t->hops + 1;
    if (!launch(f, n)) {
        t->feed = n->feed;
        n->feed = NULL;
        drop(n);
        return false;
    }
    if (h == t->host)
        t->host = NULL; /* stays busy */
    return true;
}

static void done(follower *f, transfer *t, CURLcode rc)
{
    long status = 0;
    curl_off_t retry = 0;
    char why[200];
    sk_err err;

    curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(t->curl, CURLINFO_RETRY_AFTER, &retry);
    t->host->next = fetch_clock() + f->policy.delay;
    if (rc == CURLE_OK && redirected(f, t, status))
        return;
    snprintf(why, sizeof why, "status=%ld error=\"%s\"", status,
             fetch_why(&t->reply, rc));
    if (t->purpose == ROBOTS) {
        take_robots(f, t, rc, status);
    } else if (t->purpose == FEED) {
        follow_begin(f->state);
        if (!rc && status == 304)
            feed_done(f, t->feed, true, 0, "");
        else if (!rc && status == 200)
            take_items(f, t);
        else
            feed_done(f, t->feed, false, (long)retry, why);
        follow_feed_save(f->state, &t->feed->f);
        follow_commit(f->state);
    } else if (!rc && status == 200) {
        int got = sk_doc_read_page(f->doc, (sk_str){t->reply.body, t->reply.n},
                                   sk_str_of(t->item.url),
                                   sk_str_of(t->item.published), &err);
        if (!got && sk_doc_paras(f->doc).n < 2)
            got = SK_EINPUT;
        keep_item(f, &t->item, got, &err);
    } else {
        item_failed(f, &t->item, t->reply.too_large ? -1 : status, (long)retry, why);
    }
}

/* ---- the loop ---- */

static void start_feeds(follower *f)
{
    for (size_t i = 0; i < f->n_feeds && f->n_running < TRANSFERS; i++) {
        feed *fd = f->feeds[i];
        fetch_host *h;
        if (fd->busy || fd->f.next > fetch_now() || !is_free(fd->f.url, f))
            continue;
        h = fetch_host_of(&f->hosts, fd->f.url);
        if (fetch_knows_robots(h) && !fetch_is_allowed(&f->policy, h, fd->f.url)) {
            feed_done(f, fd, false, 0, "error=\"robots.txt\"");
            follow_feed_save(f->state, &fd->f);
            continue;
        }
        go(f, FEED, fd->f.url, fd, NULL);
    }
}

static void start_items(follower *f)
{
    follow_item it;

    while (f->n_running < TRANSFERS &&
           follow_item_next(f->state, fetch_now(), is_free, f, &it) == SK_OK) {
        fetch_host *h = fetch_host_of(&f->hosts, it.url);
        if (fetch_knows_robots(h) && !fetch_is_allowed(&f->policy, h, it.url)) {
            item_failed(f, &it, h->closed ? 0 : 403, 0,
                        "error=\"robots.txt\"");
            continue;
        }
        go(f, ITEM, it.url, NULL, &it);
    }
}

/* With --once: every feed has been asked and no item waits. */
static bool is_over(follower *f)
{
    int64_t earliest;

    if (!f->once || f->n_running)
        return false;
    for (size_t i = 0; i < f->n_feeds; i++)
        if (f->feeds[i]->busy || f->feeds[i]->f.next <= fetch_now())
            return false;
    return follow_waiting(f->state, &earliest) == 0 || earliest > fetch_now() + 30;
}

void follow_run(follower *f)
{
    while (!f->stopped && !is_over(f)) {
        CURLMsg *msg;
        int running, left;
        start_feeds(f);
        start_items(f);
        curl_multi_perform(f->multi, &running);
        curl_multi_poll(f->multi, NULL, 0, 200, NULL);
        while ((msg = curl_multi_info_read(f->multi, &left))) {
            transfer *t;
            CURLcode rc = msg->data.result;
            CURL *c = msg->easy_handle;
            if (msg->msg != CURLMSG_DONE)
                continue;
            curl_easy_getinfo(c, CURLINFO_PRIVATE, (char **)&t);
            curl_multi_remove_handle(f->multi, c);
            f->n_running--;
            done(f, t, rc);
            drop(t);
        }
    }
}
