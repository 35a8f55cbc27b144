/* door.h - takes connections and deals them out evenly.
 *
 * Threads that wait at one socket take unevenly what comes: the first to wake
 * takes all of a burst, and one processor works for everybody. So one thread
 * takes them and gives each to the next worker of the daemon.
 */
#ifndef SK_SERVE_DOOR_H
#define SK_SERVE_DOOR_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/err.h"

typedef struct sk_door {
    int fd;
    struct MHD_Daemon *daemon;
    unsigned most; /* connections at a time; those beyond wait outside */
    pthread_t thread;
    bool open;
    atomic_bool closing;
} sk_door;

/* Binds to an IPv4 address and port (0: any free one). */
int sk_door_init(sk_door *d, const char *host, uint16_t port, sk_err *err);
uint16_t sk_door_port(const sk_door *d);
/* Lets connections in to a daemon without a socket of its own. */
int sk_door_open(sk_door *d, struct MHD_Daemon *daemon, unsigned most);
/* Lets no more in; also without sk_door_open before. */
void sk_door_close(sk_door *d);

#endif
