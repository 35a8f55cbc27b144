/* pairs.h - an index of the words that stand side by side in documents.
 *
 * Two frequent words stand next to each other in few texts, and FTS5 finds
 * those few only by a look at all texts that have both. A word of the index is
 * two folded words in a row; which documents have all pairs of a question is
 * soon said, and of few it is looked up in their texts. SQLite alone has it.
 */
#ifndef SK_STORE_PAIRS_H
#define SK_STORE_PAIRS_H

#include "store/words.h"

/* A document's pairs into the index, or out of it; folded texts. */
int sk_pairs_put(sk_db *db, int64_t id, sk_str title, sk_str text, bool remove,
                 sk_arena *a, sk_err *err);
/* Those of all documents of an older store. */
int sk_pairs_all(sk_db *db, sk_err *err);

/* The documents below a number (0: of all) in which words stand in a row, as
 * written or folded; titles: those in whose title they do are told. 1: all were
 * found; 0: there may be too many to look up, or there is no index; -1: failed. */
int sk_pairs_look(sk_store *s, sk_str words, bool folded, bool titles,
                  int64_t below, sk_arena *a, sk_stretch *out);

#endif
