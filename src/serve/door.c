/* door.c - the socket that listens, and the thread at it. */
#include "serve/door.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { WAITING = 511 /* connections that nobody has taken yet */ };

static int bind_to(sk_door *d, const char *host, uint16_t port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    const int yes = 1;

    if (inet_pton(AF_INET, host, &addr.sin_addr) != 1)
        return SK_EINPUT;
    d->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return d->fd < 0 ||
                   setsockopt(d->fd, SOL_SOCKET, SO_REUSEADDR, &yes,
                              sizeof yes) ||
                   bind(d->fd, (struct sockaddr *)&addr, sizeof addr) ||
                   listen(d->fd, WAITING)
               ? SK_EIO
               : SK_OK;
}

int sk_door_init(sk_door *d, const char *host, uint16_t port, sk_err *err)
{
    int rc;

    *d = (sk_door){.fd = -1};
    rc = bind_to(d, host, port);
    if (rc == SK_EINPUT)
        return sk_fail(err, rc, 0, "'%s' is no IPv4 address", host);
    return rc ? sk_fail(err, rc, 0, "cannot listen on %s:%u: %s", host, port,
                        strerror(errno))
              : SK_OK;
}

uint16_t sk_door_port(const sk_door *d)
{
    struct sockaddr_in addr = {0};
    socklen_t len = sizeof addr;

    getsockname(d->fd, (struct sockaddr *)&addr, &len);
    return ntohs(addr.sin_port);
}

static void wait_a_moment(void)
{
    const struct timespec moment = {.tv_nsec = 10000000};

    nanosleep(&moment, NULL);
}

static bool is_full(const sk_door *d)
{
    return MHD_get_daemon_info(d->daemon, MHD_DAEMON_INFO_CURRENT_CONNECTIONS)
               ->num_connections >= d->most;
}

static void *let_in(void *arg)
{
    sk_door *d = arg;

    while (!atomic_load(&d->closing)) {
        struct sockaddr_in addr;
        socklen_t len = sizeof addr;
        int fd = is_full(d) ? -1
                            : accept4(d->fd, (struct sockaddr *)&addr, &len,
                                      SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (fd >= 0)
            MHD_add_connection(d->daemon, fd, (struct sockaddr *)&addr, len);
        else
            wait_a_moment(); /* until somebody has gone */
    }
    return NULL;
}

int sk_door_open(sk_door *d, struct MHD_Daemon *daemon, unsigned most)
{
    d->daemon = daemon;
    d->most = most;
    d->open = pthread_create(&d->thread, NULL, let_in, d) == 0;
    return d->open ? SK_OK : SK_ENOMEM;
}

void sk_door_close(sk_door *d)
{
    atomic_store(&d->closing, true);
    if (d->open) {
        shutdown(d->fd, SHUT_RD);
        pthread_join(d->thread, NULL);
    }
    if (d->fd >= 0)
        close(d->fd);
    d->open = false;
    d->fd = -1;
}
