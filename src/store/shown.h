/* shown.h - the people and places that a storyline is shown with.
 *
 * Those whom most of its articles name: not who stands in one of thirty, not
 * what is an office and no name ("Đại sứ Campuchia"), not one name twice
 * ("Sinner" beside "Jannik Sinner") nor a place within the name of another
 * ("bảo tàng Louvre Pháp").
 */
#ifndef SK_STORE_SHOWN_H
#define SK_STORE_SHOWN_H

#include "base/engine.h"
#include "store/store.h"

enum { SK_SHOWN = 6 };

typedef struct sk_shown {
    sk_party v[SK_SHOWN];
    sk_str words[SK_SHOWN]; /* " jannik sinner " */
    unsigned n;
} sk_shown;

/* Takes a name into people or places, if it belongs there; names come with the
 * most frequent first. docs: the articles of the storyline; eng may be NULL:
 * offices are not known. */
void sk_shown_take(const sk_engine *eng, const sk_party *p, uint32_t docs,
                   sk_shown *people, sk_shown *places, sk_arena *a);

#endif
