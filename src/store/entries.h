/* entries.h - what a timeline says of a happening, kept with the happening.
 *
 * The status of an entry is that of most coded events of its titles, or of its
 * leads if those have none; its day the one that the planned of them (of a plan)
 * or the others name most often, else the one that reports name for their own
 * (days.h), else the day of the first report; what lies further back than BACK
 * days is background (plans.h tells what becomes of plans). All this changes only when documents come, so it is worked
 * out then and a question reads rows.
 */
#ifndef SK_STORE_ENTRIES_H
#define SK_STORE_ENTRIES_H

#include "base/engine.h"
#include "store/db.h"

/* Writes the entry of a happening anew; eng may be NULL (lead.h). */
int sk_entry_write(sk_db *db, const sk_engine *eng, int64_t happening,
                   sk_arena *a, sk_err *err);
/* All entries and cards (card.h) of a store that was made before them. */
int sk_kept_all(sk_db *db, sk_err *err);
/* The cards of a store of before version 6. */
int sk_cards_all(sk_db *db, sk_err *err);

#endif
