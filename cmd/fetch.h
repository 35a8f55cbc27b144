/* fetch.h - calling hosts politely, with libcurl.
 *
 * Used by sukien follow, many transfers at a time, and for operands that are
 * addresses, one at a time. Each host's robots.txt comes first, and calls to a
 * host keep a distance. Redirects are not followed by curl but by the caller,
 * so that the host that they lead to is asked for its robots.txt too. Addresses
 * of private networks are refused when the socket is made: no name and no
 * redirect leads around that.
 */
#ifndef SK_CMD_FETCH_H
#define SK_CMD_FETCH_H

#include <curl/curl.h>
#include <stdint.h>
#include <sukien/sukien.h>

enum { FETCH_URL = 2048, FETCH_HOSTS = 4096, FETCH_REDIRECTS = 5 };

typedef struct fetch_policy {
    const char *agent; /* how to introduce itself */
    double delay;      /* seconds between two calls to a host */
    long timeout;      /* seconds, of one transfer */
    bool any_address;  /* also of private networks */
} fetch_policy;
#define FETCH_POLICY                                             \
    {                                                            \
        .agent = "sukien/" SK_VERSION, .delay = 2, .timeout = 60 \
    }

typedef struct fetch_host {
    char *name; /* "https://host:port" */
    char *robots;
    size_t robots_len;
    int64_t robots_until; /* asked again after that; 0: never asked */
    bool closed;          /* its robots.txt could not be had: nothing goes */
    bool busy;
    double next; /* seconds of fetch_clock: not before */
} fetch_host;

typedef struct fetch_hosts {
    fetch_host v[FETCH_HOSTS];
    size_t n;
} fetch_hosts;

/* Seconds that only go forward; seconds since 1970. */
double fetch_clock(void);
int64_t fetch_now(void);

/* The host of an address, made known; NULL if there are too many. */
fetch_host *fetch_host_of(fetch_hosts *hosts, const char *url);
/* Whether its robots.txt is known and fresh. */
bool fetch_knows_robots(const fetch_host *h);
/* The address of its robots.txt. */
void fetch_robots_url(const fetch_host *h, char out[FETCH_URL]);
/* Takes the reply to that; *body is taken over if it is used. */
void fetch_take_robots(fetch_host *h, CURLcode rc, long status, char **body,
                       size_t len);
/* Whether robots.txt lets us; puts the next call off if it asks for that. */
bool fetch_is_allowed(const fetch_policy *p, fetch_host *h, const char *url);
void fetch_hosts_done(fetch_hosts *hosts);

/* What came back. Zero it to start; the caller frees body. */
typedef struct fetch_reply {
    char *body;
    size_t n, cap;
    long status;
    char etag[256], modified[128], type[128];
    bool too_large;
    bool refused; /* its address is of a private network */
    const fetch_policy *policy;
} fetch_reply;

/* A transfer with all limits set; headers and out must outlive it. NULL if
 * there is no memory. */
CURL *fetch_easy(const fetch_policy *p, const char *url,
                 struct curl_slist *headers, fetch_reply *out);

/* Why a transfer failed, in words. */
const char *fetch_why(const fetch_reply *r, CURLcode rc);

/* Fetches one address and waits for it, by way of robots.txt and redirects.
 * url becomes the last one. SK_EIO says why not. */
int fetch_url(const fetch_policy *p, fetch_hosts *hosts, char url[FETCH_URL],
              fetch_reply *out, sk_err *err);

#endif
