/* stream.h - a stream of documents, as the command opens it. */
#ifndef SK_STREAM_H
#define SK_STREAM_H

#include "base/str.h"

/* Where the bytes came from and in which charset, as a server said: what a page
 * does not say of itself. The strings must outlive st. */
void sk_stream_from(sk_stream *st, sk_str url, sk_str charset);

#endif
