/* source.c - opens operands; what an address gives goes through a file that has
 * no name, since readers read files. */
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/err.h"
#include "read/warc.h"

bool source_is_url(const char *operand)
{
    return strncasecmp(operand, "http://", 7) == 0 ||
           strncasecmp(operand, "https://", 8) == 0;
}

static bool write_all(int fd, const char *s, size_t n)
{
    while (n) {
        ssize_t k = write(fd, s, n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0)
            return false;
        s += k;
        n -= (size_t)k;
    }
    return lseek(fd, 0, SEEK_SET) == 0;
}

static int open_url(sources *all, const char *url, source *s, sk_err *err)
{
    const fetch_policy usual = FETCH_POLICY;
    int rc;

    if (!all->hosts) {
        bool any = all->policy.any_address;
        all->policy = usual;
        all->policy.any_address = any;
        all->hosts = calloc(1, sizeof *all->hosts);
    }
    if (!all->hosts)
        return sk_fail(err, SK_ENOMEM, 0, "%.100s: no memory", url);
    if (strlen(url) >= sizeof s->url)
        return sk_fail(err, SK_EIO, 0, "%.100s...: too long", url);
    strcpy(s->url, url);
    s->url[strcspn(s->url, "#")] = 0;
    rc = fetch_url(&all->policy, all->hosts, s->url, &s->reply, err);
    if (rc)
        return rc;
    s->charset = sk_http_charset(sk_str_of(s->reply.type));
    s->fd = memfd_create("page", MFD_CLOEXEC);
    if (s->fd < 0 || !write_all(s->fd, s->reply.body, s->reply.n))
        return sk_fail(err, SK_EIO, 0, "%.100s: %s", url, strerror(errno));
    free(s->reply.body); /* the file holds it */
    s->reply.body = NULL;
    return SK_OK;
}

int source_open(sources *all, const char *operand, source *s, sk_err *err)
{
    *s = (source){.fd = -1, .name = operand};
    if (strcmp(operand, "-") == 0) {
        s->fd = STDIN_FILENO;
        s->name = "standard input";
        return SK_OK;
    }
    if (source_is_url(operand)) {
        int rc = open_url(all, operand, s, err);
        if (rc)
            source_close(s);
        return rc;
    }
    s->fd = open(operand, O_RDONLY | O_CLOEXEC);
    return s->fd >= 0
               ? SK_OK
               : sk_fail(err, SK_EIO, 0, "%s: %s", operand, strerror(errno));
}

void source_close(source *s)
{
    if (s->fd > STDIN_FILENO)
        close(s->fd);
    s->fd = -1;
    free(s->reply.body);
    s->reply.body = NULL;
}

void sources_done(sources *all)
{
    if (all->hosts)
        fetch_hosts_done(all->hosts);
    free(all->hosts);
    all->hosts = NULL;
}
