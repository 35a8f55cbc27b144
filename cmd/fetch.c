/* fetch.c - hosts, their robots.txt, and transfers with limits. */
#include "fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#include "base/err.h"
#include "read/robots.h"

enum { BODY_MAX = 16 << 20, ROBOTS_AGE = 24 * 3600, ROBOTS_RETRY = 600 };

double fetch_clock(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

int64_t fetch_now(void)
{
    return (int64_t)time(NULL);
}

/* ---- hosts ---- */

static size_t host_len(const char *url)
{
    const char *p = strstr(url, "://");

    return p ? (size_t)(p + 3 - url) + strcspn(p + 3, "/?#") : 0;
}

fetch_host *fetch_host_of(fetch_hosts *hosts, const char *url)
{
    size_t n = host_len(url);
    fetch_host *h;

    for (size_t i = 0; n && i < hosts->n; i++)
        if (strlen(hosts->v[i].name) == n &&
            strncasecmp(hosts->v[i].name, url, n) == 0)
            return &hosts->v[i];
    if (!n || hosts->n == FETCH_HOSTS)
        return NULL;
    h = &hosts->v[hosts->n];
    h->name = strndup(url, n);
    if (!h->name)
        return NULL;
    hosts->n++;
    return h;
}

bool fetch_knows_robots(const fetch_host *h)
{
    return h->robots_until > fetch_now();
}

void fetch_robots_url(const fetch_host *h, char out[FETCH_URL])
{
    snprintf(out, FETCH_URL, "%s/robots.txt", h->name);
}

void fetch_take_robots(fetch_host *h, CURLcode rc, long status, char **body,
                       size_t len)
{
    free(h->robots);
    h->robots = NULL;
    h->robots_len = 0;
    h->closed = rc != CURLE_OK || status >= 500 || status == 429;
    h->robots_until = fetch_now() + (h->closed ? ROBOTS_RETRY : ROBOTS_AGE);
    if (rc == CURLE_OK && status == 200) {
        h->robots = *body;
        h->robots_len = len;
        *body = NULL;
    }
}

bool fetch_is_allowed(const fetch_policy *p, fetch_host *h, const char *url)
{
    sk_str path = sk_str_of(url + host_len(url));
    sk_str agent = sk_str_of(p->agent);
    bool yes;
    int delay;

    if (h->closed)
        return false;
    agent.len = strcspn(p->agent, "/ ");
    yes = sk_robots_allow((sk_str){h->robots ? h->robots : "", h->robots_len},
                          agent, path.len ? path : SK_STR("/"), &delay);
    if (delay > p->delay && h->next < fetch_clock() + delay)
        h->next = fetch_clock() + delay;
    return yes;
}

void fetch_hosts_done(fetch_hosts *hosts)
{
    for (size_t i = 0; i < hosts->n; i++) {
        free(hosts->v[i].name);
        free(hosts->v[i].robots);
    }
    hosts->n = 0;
}

/* ---- a transfer ---- */

static size_t take(char *data, size_t size, size_t n, void *arg)
{
    fetch_reply *r = arg;

    n *= size;
    if (r->n + n > BODY_MAX) {
        r->too_large = true;
        return 0;
    }
    if (r->n + n > r->cap) {
        size_t cap = (r->n + n) * 2;
        char *p = realloc(r->body, cap);
        if (!p)
            return 0;
        r->body = p;
        r->cap = cap;
    }
    memcpy(r->body + r->n, data, n);
    r->n += n;
    return n;
}

static void header_value(const char *line, size_t n, const char *name,
                         char *out, size_t size)
{
    size_t k = strlen(name);

    if (n <= k || strncasecmp(line, name, k) != 0)
        return;
    while (k < n && line[k] == ' ')
        k++;
    while (n > k && strchr("\r\n ", line[n - 1]))
        n--;
    if (n - k < size) {
        memcpy(out, line + k, n - k);
        out[n - k] = 0;
    }
}

static size_t take_header(char *data, size_t size, size_t n, void *arg)
{
    fetch_reply *r = arg;

    header_value(data, n * size, "etag:", r->etag, sizeof r->etag);
    header_value(data, n * size, "last-modified:", r->modified,
                 sizeof r->modified);
    header_value(data, n * size, "content-type:", r->type, sizeof r->type);
    return n * size;
}

static curl_socket_t open_socket(void *arg, curlsocktype kind,
                                 struct curl_sockaddr *addr)
{
    fetch_reply *r = arg;

    (void)kind;
    if (!r->policy->any_address && !sk_address_is_public(&addr->addr)) {
        r->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(addr->family, addr->socktype | SOCK_CLOEXEC, addr->protocol);
}

CURL *fetch_easy(const fetch_policy *p, const char *url,
                 struct curl_slist *headers, fetch_reply *out)
{
    CURL *c = curl_easy_init();

    if (!c)
        return NULL;
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(c, CURLOPT_USERAGENT, p->agent);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 15L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, p->timeout);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 64L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, 20L);
    curl_easy_setopt(c, CURLOPT_MAXFILESIZE, (long)BODY_MAX);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROXY, ""); /* it would hide the address */
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, out);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, out);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, out);
    out->policy = p;
    return c;
}

const char *fetch_why(const fetch_reply *r, CURLcode rc)
{
    return r->too_large ? "too large"
           : r->refused ? "an address of a private network"
           : rc         ? curl_easy_strerror(rc)
                        : "";
}

/* ---- one address, waited for ---- */

static void wait_for(const fetch_host *h)
{
    double wait = h->next - fetch_clock();
    struct timespec ts = {(time_t)wait,
                          (long)((wait - (double)(time_t)wait) * 1e9)};

    if (wait > 0)
        nanosleep(&ts, NULL);
}

/* *to is where a redirect leads, "" if it is none. */
static CURLcode call(const fetch_policy *p, const char *url, fetch_reply *out,
                     char to[FETCH_URL])
{
    CURLcode rc = CURLE_OUT_OF_MEMORY;
    char *where = NULL;
    CURL *c;

    free(out->body);
    *out = (fetch_reply){0};
    *to = 0;
    c = fetch_easy(p, url, NULL, out);
    if (!c)
        return rc;
    rc = curl_easy_perform(c);
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &out->status);
    curl_easy_getinfo(c, CURLINFO_REDIRECT_URL, &where);
    if (where && strlen(where) < FETCH_URL)
        strcpy(to, where);
    curl_easy_cleanup(c);
    return rc;
}

int fetch_url(const fetch_policy *p, fetch_hosts *hosts, char url[FETCH_URL],
              fetch_reply *out, sk_err *err)
{
    char to[FETCH_URL], robots[FETCH_URL];

    for (int hops = 0; hops <= FETCH_REDIRECTS; hops++) {
        fetch_host *h = fetch_host_of(hosts, url);
        CURLcode rc;
        if (!h)
            return sk_fail(err, SK_EIO, 0, "%.100s: no host", url);
        if (!fetch_knows_robots(h)) {
            fetch_robots_url(h, robots);
            rc = call(p, robots, out, to);
            fetch_take_robots(h, rc, out->status, &out->body, out->n);
            if (rc)
                return sk_fail(err, SK_EIO, 0, "%.90s: %s", robots,
                               fetch_why(out, rc));
        }
        if (!fetch_is_allowed(p, h, url))
            return sk_fail(err, SK_EIO, 0, "%.100s: %s", url,
                           h->closed ? "its robots.txt cannot be had"
                                     : "robots.txt forbids it");
        wait_for(h);
        rc = call(p, url, out, to);
        if (rc || !*to) /* robots.txt and redirects are no calls of their own */
            h->next = fetch_clock() + p->delay;
        if (rc)
            return sk_fail(err, SK_EIO, 0, "%.90s: %s", url,
                           fetch_why(out, rc));
        if (!*to || out->status < 300 || out->status >= 400)
            return out->status == 200
                       ? SK_OK
                       : sk_fail(err, SK_EIO, 0, "%.100s: status %ld", url,
                                 out->status);
        strcpy(url, to);
    }
    return sk_fail(err, SK_EIO, 0, "%.100s: too many redirects", url);
}
