/* url.h - addresses: relative ones made whole (RFC 3986, section 5). */
#ifndef SK_READ_URL_H
#define SK_READ_URL_H

#include "read/page_words.h"

/* href as it is meant on a page at base, blanks around it cut off. As it stands
 * if it has a scheme of its own or base has none. */
sk_str sk_url_join(sk_arena *a, sk_str base, sk_str href);
/* One article, one address: an address of the web with its scheme and host in
 * lower case, without the port of its scheme, a fragment, and what only follows
 * readers about ("utm_source=..."; data/page_words.tsv). Others as they are. */
sk_str sk_url_tidy(sk_arena *a, const sk_page_words *w, sk_str url);
/* The host without "www."; s == NULL if there is none. */
sk_str sk_url_host(sk_str url);

#endif
