/* anchor.h - which time dates what.
 *
 * A sentence may name several days: "sau những cuộc đàm phán hôm thứ Hai, ông
 * nói ..." (after the talks on Monday, he said ...) dates the talks, not the
 * statement. So a time belongs to the clause and to the words that it stands
 * next to, and the day of publication dates nothing by itself.
 */
#ifndef SK_RELATE_ANCHOR_H
#define SK_RELATE_ANCHOR_H

#include "base/doc.h"

/* The time expression that dates the trigger tok_beg..tok_end of a sentence,
 * NULL if none does. */
const sk_time *sk_time_for(const sk_doc *d, uint32_t sent, uint32_t tok_beg,
                           uint32_t tok_end);

/* A time as the "when" of an event: ISO day, month, week or year, or an
 * interval "A/B" of days; s == NULL if t is NULL or names no stretch of the
 * calendar (a duration, a set, "now"). */
sk_str sk_time_when(sk_doc *d, const sk_time *t);

/* Whether a time expression ends at a token. */
bool sk_time_before(const sk_doc *d, uint32_t tok);

/* The first time that begins at or after a token. */
size_t sk_time_from(const sk_doc *d, uint32_t tok);

#endif
