/* url.h - addresses: relative ones made whole (RFC 3986, section 5). */
#ifndef SK_READ_URL_H
#define SK_READ_URL_H

#include "base/str.h"

/* href as it is meant on a page at base, blanks around it cut off. As it stands
 * if it has a scheme of its own or base has none. */
sk_str sk_url_join(sk_arena *a, sk_str base, sk_str href);
/* The host without "www."; s == NULL if there is none. */
sk_str sk_url_host(sk_str url);

#endif
