/* server.h - the HTTP server (libmicrohttpd) in front of the views. */
#ifndef SK_SERVE_SERVER_H
#define SK_SERVE_SERVER_H

#include "base/err.h"

typedef struct sk_server sk_server;

typedef struct sk_server_options {
    const char *store; /* path or URL of the store */
    const char *host;  /* address to listen on; NULL: 127.0.0.1 */
    uint16_t port;     /* 0: any free one */
    unsigned threads;  /* 0: 4 for each processor, at most 32 */
    const char *token; /* who shows it may add documents; NULL: nobody */
} sk_server_options;

/* Starts serving in threads of its own. NULL on failure, err says why. */
sk_server *sk_server_start(const sk_server_options *opt, sk_err *err);
uint16_t sk_server_port(const sk_server *s);
/* Waits for running requests, then closes. */
void sk_server_stop(sk_server *s);

#endif
