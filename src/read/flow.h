/* flow.h - the bytes of a file descriptor, unpacked if they are gzip or zstd.
 *
 * Packed input is told by its first bytes; several gzip members or zstd frames
 * behind each other are one stream. A stream that grows beyond all measure when
 * unpacked is refused.
 */
#ifndef SK_READ_FLOW_H
#define SK_READ_FLOW_H

#include "base/err.h"

#include <stdbool.h>

enum {
    SK_FLOW_FREE = 256 << 20, /* unpacked bytes that are not asked about */
    SK_FLOW_RATIO = 200,      /* unpacked for one packed, beyond those */
};

typedef struct sk_flow sk_flow;

/* Reads fd, which stays the caller's; name is for messages and must outlive
 * the flow. NULL if there is no memory. */
sk_flow *sk_flow_open(int fd, const char *name, sk_err *err);
/* Up to cap bytes into out, *n of them; 0 at the end. SK_EIO, SK_EINPUT for
 * damaged packed data, SK_ELIMIT for a bomb. */
int sk_flow_read(sk_flow *f, char *out, size_t cap, size_t *n, sk_err *err);
void sk_flow_close(sk_flow *f);

/* One packed body (an HTTP reply's) whole: coding is "gzip", "deflate", "br" or
 * "zstd". At most max bytes. The result is malloc'd; NULL on failure. */
char *sk_unpack(const char *coding, const char *in, size_t len, size_t max,
                size_t *out_len, sk_err *err);

#endif
