/* reader.h - bytes into raw documents, one at a time, in bounded memory.
 *
 * The format is found by looking at the first bytes, packed (gzip, zstd) or not:
 * JSON Lines (docs/format.md), web archives (WARC), pages (HTML), feeds (RSS,
 * Atom, JSON Feed, sitemaps) or plain text, in any charset. A text file is one
 * raw document; a page of leads in it is cut by clean/leads.h. A page that lists
 * articles and a feed give one raw document with items.
 */
#ifndef SK_READ_READER_H
#define SK_READ_READER_H

#include "base/doc.h"
#include "base/err.h"
#include "base/json.h"

enum { SK_READ_MAX = 64 << 20 }; /* bytes of one document, at most */

typedef struct sk_reader sk_reader;

/* Reads from fd, which stays the caller's; name is used in messages. */
sk_reader *sk_reader_open(const sk_engine *eng, int fd, const char *name,
                          sk_err *err);
/* Where the bytes came from, as a server said (s == NULL if unknown): what a
 * page does not say of itself. The strings must outlive r. */
void sk_reader_from(sk_reader *r, sk_str url, sk_str charset);
/* The next raw document, its strings in a. Returns as sk_stream_next. On
 * SK_EINPUT raw->id holds the document's id if it was seen. */
int sk_reader_next(sk_reader *r, sk_arena *a, sk_raw *raw, sk_err *err);
/* The line (from 1) of the last document or error. */
uint64_t sk_reader_line(const sk_reader *r);
void sk_reader_close(sk_reader *r);

/* A page in UTF-8 into raw: an article, or a list with raw->items. url is where
 * it came from, s == NULL if unknown. */
void sk_read_page(sk_arena *a, const sk_engine *eng, sk_str html, sk_str url,
                  sk_raw *raw);
/* The page as the object of `sukien read --format=json`. */
void sk_page_json(const struct sk_page *p, sk_str id, sk_json *j);

/* One line of JSON (FORMAT: id, url, title, lead, body, text...) into raw. */
int sk_read_json(const sk_engine *eng, sk_str line, sk_arena *a, sk_raw *raw,
                 sk_err *err);

#endif
