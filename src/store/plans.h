/* plans.h - plans and what came of them.
 *
 * A plan and the report that it came to pass (same type and parties, the report
 * on the planned day or the day after; who agree have met) are one entry: that of the report. If only
 * another storyline reports it, the plan stays, and has happened: planned_on is
 * then the day of its own report.
 */
#ifndef SK_STORE_PLANS_H
#define SK_STORE_PLANS_H

#include "store/inside.h"

/* Lets the plans of a storyline and what came of them meet anew. */
int sk_plans_meet(sk_db *db, int64_t story, sk_arena *a, sk_err *err);

/* Marks the storylines whose open plans a happening of another one may have met,
 * to be settled too. */
int sk_plans_ask(sk_store *s, int64_t happening, sk_err *err);

#endif
