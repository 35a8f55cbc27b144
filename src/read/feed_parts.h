/* feed_parts.h - what reading a feed is made of. */
#ifndef SK_READ_FEED_PARTS_H
#define SK_READ_FEED_PARTS_H

#include "read/feed.h"

/* Where the first element of a feed begins; SIZE_MAX: it is none. */
size_t sk_feed_root(sk_str s);

/* ---- feed_name.c ---- */

typedef enum sk_feed_field {
    SK_FF_ID,
    SK_FF_URL,
    SK_FF_TITLE,
    SK_FF_AUTHOR,
    SK_FF_SECTION,
    SK_FF_PUBLISHED,
    SK_FF_SUMMARY,
    SK_FF_CONTENT,
    SK_FF_N
} sk_feed_field;

/* The prefix that we know a namespace by, "" for those of feeds themselves;
 * NULL: not one of ours. */
const char *sk_feed_space(const char *uri);
/* The field of an item that an element fills, SK_FF_N if none; of several
 * elements the one of the lowest rank counts. */
sk_feed_field sk_feed_named(const char *name, uint8_t *rank);

/* ---- feed_text.c ---- */

/* How text is to be read. */
typedef enum sk_feed_as {
    SK_AS_HTML,
    SK_AS_TEXT,
    SK_AS_XHTML,
    SK_AS_BASE64
} sk_feed_as;

/* An attribute's value, "" if it is not there. */
const char *sk_feed_attr(const char **attrs, const char *name);
/* How an element says that its text is to be read. */
sk_feed_as sk_feed_said(const char *name, const char **attrs);
/* Text of an element as HTML. */
sk_str sk_feed_text(sk_arena *a, sk_str s, sk_feed_as as);
void sk_feed_escape(sk_arena *a, sk_buf *b, sk_str s);
/* "ai@bao.example (An Bình)", "An Bình <ai@bao.example>": the name. */
sk_str sk_feed_person(sk_str s);

/* ---- feed_xml.c ---- */

/* Whether bytes were XML to their end; what came before counts. */
bool sk_feed_xml(sk_arena *a, sk_str bytes, sk_str url, sk_feed *out,
                 sk_err *err);

/* ---- feed_mend.c ---- */

/* What nearly is XML, as XML. */
sk_str sk_feed_mended(sk_arena *a, sk_str s);

#endif
