/* http.h - one request and its reply, apart from any server library.
 *
 * A view reads the request and fills the reply; it allocates from the
 * request's arena, which has a byte limit and is emptied afterwards.
 */
#ifndef SK_SERVE_HTTP_H
#define SK_SERVE_HTTP_H

#include "base/json.h"

struct sk_store;
struct sk_know;

typedef struct sk_request {
    sk_arena arena;
    struct sk_store *store;     /* a reader of this thread's own */
    const struct sk_know *know; /* who held which office */
    sk_str path;                /* decoded: "/dong-su-kien/12-nga-ukraine" */
    sk_str rest;                /* what a route's '*' matched */
    sk_str lang;                /* "vi" or "en" */
    bool keep_lang;             /* it was asked for: a cookie remembers it */
    sk_str feed;  /* address of the page's Atom feed, or s == NULL */
    sk_str home;  /* the one address of what the page shows, or s == NULL */
    sk_str about; /* what the page shows in a sentence, or s == NULL */
    sk_str facts; /* the same for programs, JSON-LD, or s == NULL */
    sk_str base;  /* "https://host", from the Host header */
    sk_str (*param)(void *conn, const char *name); /* s == NULL: not given */
    /* the parameter at a place in the question; false behind the last */
    bool (*param_at)(void *conn, size_t at, sk_str *name, sk_str *value);
    void *conn;

    /* the reply */
    int status;        /* 200 */
    const char *type;  /* media type */
    sk_str location;   /* for 301 */
    const char *allow; /* Allow: methods, for 405 and OPTIONS */
    const char *cache; /* Cache-Control */
    sk_str link;       /* Link: the next page of an answer */
    sk_str filename;   /* Content-Disposition of a file to keep */
    sk_buf body;
} sk_request;

typedef void (*sk_view)(sk_request *rq);

/* The view of a path ('*' at a pattern's end matches the rest), or NULL. */
typedef struct sk_route {
    const char *pattern;
    sk_view view;
} sk_route;
sk_view sk_route_find(const sk_route *routes, size_t n, sk_request *rq);

/* A query parameter as a string, a whole number between lo and hi, a flag. */
sk_str sk_param(sk_request *rq, const char *name);
int64_t sk_param_int(sk_request *rq, const char *name, int64_t otherwise,
                     int64_t lo, int64_t hi);

/* An ISO date as minutes, SK_NO_TIME (INT64_MIN) if not given or none. */
int64_t sk_param_day(sk_request *rq, const char *name);

/* A JSON error after RFC 9457 for paths under /api/, else a page. */
void sk_reply_error(sk_request *rq, int status, const char *title,
                    sk_str detail);

#endif
