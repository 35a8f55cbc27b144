/* said.h - the same words told by several outlets are one quotation.
 *
 * quote.same is the lowest number of the quotations that are one; a quotation
 * that stands alone has its own. Two are one if the same speaker is said to
 * have said nearly the same within some days (said.c); what is one with a third
 * is one with each other, so the order of arrival plays no part.
 */
#ifndef SK_STORE_SAID_H
#define SK_STORE_SAID_H

#include "store/db.h"

/* Joins a quotation that is in the tables (same 0: new) to those that are the
 * same. */
int sk_said_join(sk_db *db, int64_t quote, sk_arena *a, sk_err *err);
/* Deletes the quotations of a document, and from the index of words those up to
 * listed; those that it held together with others are joined anew. */
int sk_said_forget(sk_db *db, int64_t doc, int64_t listed, sk_arena *a,
                   sk_err *err);
/* Joins all of a store that was made before there were groups. */
int sk_said_all(sk_db *db, sk_err *err);

#endif
