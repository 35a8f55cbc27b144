/* part.h - a storyline that hangs under a larger one: the strait under the
 * war. No parent is better than a wrong one. */
#ifndef SK_THREAD_PART_H
#define SK_THREAD_PART_H

#include "thread/state.h"

/* Whether whole is large enough to have parts and st to be one of them. */
bool sk_part_fits(const sk_thread_story *st, const sk_thread_story *whole);

/* An item of st leads to a larger storyline too, or to none (NULL); likely is
 * how nearly the two are one. Sets st->parent. */
void sk_part_tie(sk_threads *t, sk_thread_story *st,
                 const sk_thread_story *large, double likely);

/* The parent of a storyline that is awake; 0 if it has none, -1 if it is not
 * awake. It may have become part of another one since. */
int64_t sk_threads_parent(const sk_threads *t, int64_t story);

#endif
