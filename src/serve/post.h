/* post.h - articles that arrive by POST /api/v1/documents. */
#ifndef SK_SERVE_POST_H
#define SK_SERVE_POST_H

#include "serve/http.h"

typedef struct sk_poster sk_poster;

/* token: what clients must show; store: as in sk_store_open; eng is borrowed. */
sk_poster *sk_poster_open(const sk_engine *eng, const char *token,
                          const char *store, sk_err *err);
void sk_poster_close(sk_poster *p);
/* Whether an Authorization header shows the token. */
bool sk_poster_allows(const sk_poster *p, sk_str authorization);
/* Adds the articles of body (what sukien add reads) and replies with what
 * became of them. One at a time. */
void sk_poster_add(sk_poster *p, sk_request *rq, sk_str body);

#endif
