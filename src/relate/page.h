/* page.h - the days of an undated page of leads.
 *
 * A storyline page lists leads, newest first, with day and month at most. The
 * year comes from what is known: the offices held by the people it names with
 * their titles (a president Donald Trump beside a prime minister Keir Starmer:
 * not before 2025), years that it says, and the order, which also carries the
 * list across New Year. The earliest year that fits all is taken.
 */
#ifndef SK_RELATE_PAGE_H
#define SK_RELATE_PAGE_H

#include "base/doc.h"

/* Sets day_from and day_to of n items (newest first); leaves them SK_NO_DAY if
 * nothing tells the year. scratch is a document to read the items into; it is
 * emptied. Memory comes from a and from scratch. */
void sk_page_days(sk_doc *scratch, sk_arena *a, sk_raw *items, size_t n);

/* The same for one article without a day: if nothing in it says the year of its
 * days, it is inferred, and the times are found anew from it. */
void sk_page_undated(sk_doc *d);

#endif
