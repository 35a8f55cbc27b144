/* clean.h - a raw document into clean text with typed paragraphs.
 *
 * Clean text is NFC UTF-8 with one way of placing tone marks and no control
 * characters; HTML entities, whole and broken, are resolved. Title, lead and
 * paragraphs stand each on a line. doc->segs leads every byte back to the
 * input.
 */
#ifndef SK_CLEAN_CLEAN_H
#define SK_CLEAN_CLEAN_H

#include "base/doc.h"

/* Fills id, url, outlet, published, title, text, segs and paras from raw. */
void sk_clean(sk_doc *d);

/* Adds one field's text to the clean text (clean/mend.c); src_at is where s
 * begins in the field. */
void sk_mend(sk_doc *d, sk_buf *out, sk_str s, uint32_t src_at, int32_t field);
/* The clean form of a short string (title, outlet), without a map. */
sk_str sk_mend_str(sk_doc *d, sk_str s);

#endif
