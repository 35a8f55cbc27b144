/* mark.h - what a timeline wants to know of an article beside its coded events:
 * whether its title is one of a series that comes again and again (the price of
 * gold, the day's war), how many it says were killed, injured, are missing, how
 * sure its title is of what it tells, and whether a day it names is its own.
 */
#ifndef SK_THREAD_MARK_H
#define SK_THREAD_MARK_H

#include "base/doc.h"
#include "thread/model.h"

enum sk_toll_kind {
    SK_TOLL_DEAD,
    SK_TOLL_INJURED,
    SK_TOLL_MISSING,
    SK_TOLL_KINDS
};

/* A number of the series that a title begins as (data/thread_kinds.tsv, rows
 * "routine"), 0 if none. Such a title has a figure soon, or is short and tells
 * a move; else it says more than that the price is another: "Giá xăng tăng,
 * ngư dân âu lo đứng trước biển". */
uint32_t sk_mark_series(const sk_engine *eng, sk_str title, sk_arena *a);
/* Whether a title announces, denies or only claims: of enum sk_says the three. */
unsigned sk_mark_cues(const sk_engine *eng, sk_str title, sk_arena *a);
/* Whether a day is only looked back to, by the words that stand before it in
 * its sentence: "sau trận thua", "so với". One that follows a comma belongs to
 * the clause behind it. */
bool sk_mark_behind(const sk_engine *eng, sk_str before, sk_arena *a);
/* The first number that the title, the lead or the opening gives of each kind;
 * -1 if it gives none. */
void sk_mark_tolls(const sk_doc *d, int64_t n[SK_TOLL_KINDS]);

#endif
