/* days.h - the day of a happening by what its reports say of it.
 *
 * "Tối 7-10, đội nhà thắng" is told on the 8th and was on the 7th, even where no
 * coded event says so. The first day that the opening of a report names counts,
 * if the text does not only look back to it (sk_mark_behind).
 */
#ifndef SK_STORE_DAYS_H
#define SK_STORE_DAYS_H

#include "base/engine.h"
#include "store/db.h"

/* The day that most reports of a happening name for their own, the first told
 * of those named as often; SK_NO_TIME if none does. A report tells of its day or
 * of back days before; first: only a day that opens it counts. Not 0: failed. */
int sk_day_told(sk_db *db, const sk_engine *eng, int64_t happening, int back,
                bool first, sk_arena *a, int64_t *day);

#endif
