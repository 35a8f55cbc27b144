/* warc.h - records of web archives: the HTTP replies inside.
 * WARC 1.0 and 1.1 (ISO 28500), and ARC 1, which was before it.
 */
#ifndef SK_READ_WARC_H
#define SK_READ_WARC_H

#include "base/err.h"
#include "base/str.h"

typedef struct sk_warc {
    sk_str type, url, date;
    sk_str content;  /* the type of the block itself */
    uint64_t length; /* of the block behind the header */
} sk_warc;

/* The header at the beginning of bytes (up to its empty line): its length, 0 if
 * the end of it is not there yet, SIZE_MAX if it is none. */
size_t sk_warc_head(sk_str bytes, sk_warc *out);
/* Whether a record of a web archive begins so. */
bool sk_is_warc(sk_str bytes);

typedef struct sk_http {
    int status;
    sk_str type, charset, encoding;
    bool chunked;
    sk_str body;
} sk_http;

/* An HTTP reply: its status, its body as sent. False if it is none. */
bool sk_http_read(sk_str bytes, sk_http *out);
/* A chunked body made whole in the arena; of a damaged one what there is. */
sk_str sk_http_dechunk(sk_arena *a, sk_str body);
/* The charset of a Content-Type; s == NULL if it names none. */
sk_str sk_http_charset(sk_str type);

#endif
