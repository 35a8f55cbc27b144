/* feed.h - RSS 0.9x-2.0 and RDF, Atom, JSON Feed, (news) sitemaps, OPML.
 *
 * XML by libexpat; a document that it refuses is mended once (bare "&", HTML
 * references, control characters) and read again; of one that is cut off, what
 * came before counts. Of a document's own entities only short plain ones are
 * read. Addresses are whole as far as the feed or url tells.
 */
#ifndef SK_READ_FEED_H
#define SK_READ_FEED_H

#include "base/doc.h"
#include "base/err.h"
#include "read/page_words.h"

enum { SK_FEED_ITEMS = 50000 /* of one feed, at most: a sitemap's limit */ };

typedef struct sk_feed_item {
    sk_str id, url, title, author, section, published;
    /* title, summary and content are HTML */
    sk_str summary, content;
} sk_feed_item;

typedef struct sk_feed {
    sk_str title, url, language;
    bool is_opml;    /* items are feeds: url, title */
    bool is_sitemap; /* of an index, items are sitemaps */
    bool is_index;
    bool mended; /* it was no XML before */
    SK_VEC(sk_feed_item) items;
} sk_feed;

/* Whether bytes look like one of these. */
bool sk_is_feed(sk_str bytes);
/* bytes in UTF-8; url is where they came from, s == NULL if unknown. SK_EINPUT
 * if nothing could be read. */
int sk_feed_read(sk_arena *a, const sk_engine *eng, sk_str bytes, sk_str url,
                 sk_feed *out, sk_err *err);
/* A day and time as feeds write it (RFC 822, RFC 3339, as in text) in ISO 8601
 * on the clock of Hanoi; as written if it is none. */
sk_str sk_feed_date(sk_arena *a, const sk_page_words *w, sk_str s);

#endif
