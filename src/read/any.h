/* any.h - the bytes of one document of whatever kind: a page, a feed, text. */
#ifndef SK_READ_ANY_H
#define SK_READ_ANY_H

#include "base/doc.h"
#include "base/err.h"

/* charset and url: as a server said, s == NULL if unknown. A feed or a page that
 * lists articles gives raw->items. bytes must live as long as raw. */
int sk_read_any(sk_arena *a, const sk_engine *eng, sk_str bytes, sk_str charset,
                sk_str url, sk_raw *raw, sk_err *err);

#endif
