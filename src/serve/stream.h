/* stream.h - server-sent events: clients that wait for news. */
#ifndef SK_SERVE_STREAM_H
#define SK_SERVE_STREAM_H

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct sk_streams sk_streams;

sk_streams *sk_streams_new(void);
/* Ends all streams; no new ones are taken. Call before the daemon stops. */
void sk_streams_end(sk_streams *s);
/* After the daemon has stopped. */
void sk_streams_free(sk_streams *s);
/* Answers a connection with a stream; MHD_NO if there are too many. */
enum MHD_Result sk_streams_join(sk_streams *s, struct MHD_Connection *c);
/* Called every second with the store's version. */
void sk_streams_tick(sk_streams *s, int64_t version);
unsigned sk_streams_count(sk_streams *s);

#endif
