/* reply.h - replies on their way out: headers, ETag, gzip, and a cache of those
 * made since the store last changed.
 */
#ifndef SK_SERVE_REPLY_H
#define SK_SERVE_REPLY_H

#include <microhttpd.h>

#include "serve/http.h"

typedef struct sk_replies sk_replies;

sk_replies *sk_replies_new(void);
void sk_replies_free(sk_replies *r);

/* What a request asks for, as the key of its reply; s == NULL if replies to it
 * are not kept. */
sk_str sk_reply_key(sk_request *rq, struct MHD_Connection *c);
/* Sends the kept reply of a key that was made at this version of the store.
 * False if there is none. */
bool sk_reply_again(sk_replies *r, struct MHD_Connection *c, sk_request *rq,
                    sk_str key, int64_t version, enum MHD_Result *rc);
/* Sends rq's reply, and keeps it under key unless key.s is NULL. */
enum MHD_Result sk_reply_send(sk_replies *r, struct MHD_Connection *c,
                              sk_request *rq, sk_str key, int64_t version);

#endif
