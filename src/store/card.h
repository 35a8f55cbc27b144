/* card.h - what a list shows of a storyline besides its name, kept with it:
 * who and where is named most, and how many reports each day brought. */
#ifndef SK_STORE_CARD_H
#define SK_STORE_CARD_H

#include "base/engine.h"
#include "store/db.h"
#include "store/store.h"

enum { SK_CARD_DAYS = 30 };

/* Writes the card of a storyline anew; eng may be NULL (shown.h). */
int sk_card_write(sk_db *db, const sk_engine *eng, int64_t story, sk_arena *a,
                  sk_err *err);
/* The counts of SK_CARD_DAYS days; the last is that of today. */
const uint32_t *sk_card_days(sk_str column, int64_t today, sk_arena *a);

#endif
