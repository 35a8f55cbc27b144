/* follow_run.c - the feeds and pages that sukien follow fetches, until it is
 * told to stop.
 *
 * One thread, many transfers (libcurl's multi interface), one at a time and
 * with a delay for each host. Each host's robots.txt comes first. Feeds are
 * asked with their ETag and Last-Modified; new items wait in the state file
 * until their page is in the store, so that a restart loses nothing and fetches
 * nothing twice. How a host is called is in fetch.c, what is done with what
 * came back in follow_take.c.
 */
#include "follow_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "follow_take.h"

enum { TRANSFERS = 8 };

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

/* Whether a host may be called now. */
static bool is_free(const char *url, void *arg)
{
    follower *f = arg;
    fetch_host *h = fetch_host_of(&f->hosts, url);

    return h && !h->busy && h->next <= fetch_clock();
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

static void take_robots(follower *f, transfer *t, CURLcode rc, long status)
{
    fetch_take_robots(t->host, rc, status, &t->reply.body, t->reply.n);
    if (t->host->closed)
        follow_tell(f, "warning", t->url,
                    rc ? fetch_why(&t->reply, rc) : "closed");
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
            follow_feed_done(f, t->feed, true, 0, "");
        else if (!rc && status == 200)
            follow_take_feed(f, t->feed, t->host, t->url, &t->reply);
        else
            follow_feed_done(f, t->feed, false, (long)retry, why);
        follow_feed_save(f->state, &t->feed->f);
        follow_commit(f->state);
    } else if (!rc && status == 200) {
        follow_take_page(f, &t->item, &t->reply);
    } else {
        follow_item_failed(f, &t->item, t->reply.too_large ? -1 : status,
                           (long)retry, why);
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
        if (fetch_knows_robots(h) &&
            !fetch_is_allowed(&f->policy, h, fd->f.url)) {
            follow_feed_done(f, fd, false, 0, "error=\"robots.txt\"");
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
            follow_item_failed(f, &it, h->closed ? 0 : 403, 0,
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
    return follow_waiting(f->state, &earliest) == 0 ||
           earliest > fetch_now() + 30;
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
