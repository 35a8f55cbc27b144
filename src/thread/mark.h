/* mark.h - two things that a timeline wants to know of an article: whether its
 * title is one of a series that comes again and again (the price of gold, the
 * day's war), and how many it says were killed, injured, are missing.
 */
#ifndef SK_THREAD_MARK_H
#define SK_THREAD_MARK_H

#include "base/doc.h"
#include "thread/model.h"

enum sk_toll_kind { SK_TOLL_DEAD, SK_TOLL_INJURED, SK_TOLL_MISSING,
                    SK_TOLL_KINDS };

/* A number of the series that a title begins as (data/thread_kinds.tsv, rows
 * "routine"), 0 if none. Such a title has a figure soon, or is short and tells
 * a move; else it says more than that the price is another: "Giá xăng tăng,
 * ngư dân âu lo đứng trước biển". */
uint32_t sk_mark_series(const sk_engine *eng, sk_str title, sk_arena *a);
/* The first number that the title, the lead or the opening gives of each kind;
 * -1 if it gives none. */
void sk_mark_tolls(const sk_doc *d, int64_t n[SK_TOLL_KINDS]);

#endif
