/* html.h - writes HTML into a reply; every text is escaped. */
#ifndef SK_SERVE_HTML_H
#define SK_SERVE_HTML_H

#include "serve/http.h"

/* Markup as it stands; only for literals of our own. */
void sk_html(sk_request *rq, const char *markup);
/* Text, escaped for content and for quoted attributes. */
void sk_text(sk_request *rq, sk_str text);
void sk_textf(sk_request *rq, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Text with the bytes [beg, end) of it marked. */
void sk_text_marked(sk_request *rq, sk_str text, size_t beg, size_t end);
/* An address that may stand in href: http(s) only, else "#". */
void sk_href(sk_request *rq, sk_str url);
/* dd/mm/yyyy of an ISO date; also of "2026-03", "2026", "2026-W12" and of two
 * with "/" between; as it stands else. */
void sk_html_date(sk_request *rq, sk_str iso);

/* One of two wordings by the request's language. */
const char *sk_say(const sk_request *rq, const char *vi, const char *en);

/* The frame of a page: head, site header with search; then its end. */
void sk_page_begin(sk_request *rq, sk_str title);
void sk_page_end(sk_request *rq);

/* Markup with numbers in it; never with text from outside. */
void sk_htmlf(sk_request *rq, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Markup in the language of the page. */
void sk_both(sk_request *rq, const char *vi, const char *en);
/* "?q=…&loai=…": the known parameters of this address, name changed to value
 * (s == NULL: left out) and the place in the list forgotten. */
void sk_query(sk_request *rq, const char *name, sk_str value);
/* A value in an address. */
void sk_url_text(sk_request *rq, sk_str s);
/* What is written between the two is a text of its own and no part of the
 * reply: the first gives what was written before, the second takes it back. */
sk_buf sk_aside_begin(sk_request *rq);
sk_str sk_aside_end(sk_request *rq, sk_buf before);
/* The whole address of a path of this site. */
sk_str sk_address(sk_request *rq, sk_str path);
/* At most max characters of s, "…" if it goes on. */
sk_str sk_short(sk_arena *a, sk_str s, size_t max);

#endif
