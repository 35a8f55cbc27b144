/* source.h - an operand as an open file: standard input, a file, or what an
 * address (http, https) gives. */
#ifndef SK_CMD_SOURCE_H
#define SK_CMD_SOURCE_H

#include <stdbool.h>

#include "fetch.h"

/* Hosts that were called; one for all operands. */
typedef struct sources {
    fetch_policy policy;
    fetch_hosts *hosts;
} sources;

typedef struct source {
    int fd;
    const char *name;    /* for messages */
    char url[FETCH_URL]; /* "" if it is no address */
    sk_str charset;      /* as the server said */
    fetch_reply reply;
} source;

/* Whether an operand is an address. */
bool source_is_url(const char *operand);
/* Opens an operand. SK_EIO says why not. */
int source_open(sources *all, const char *operand, source *s, sk_err *err);
void source_close(source *s);
void sources_done(sources *all);

#endif
