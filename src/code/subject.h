/* subject.h - the parts of the search for a subject. */
#ifndef SK_CODE_SUBJECT_H
#define SK_CODE_SUBJECT_H

#include "code/roles.h"

/* Subjects for want of a better one: who owns a noun on the way ("phản ứng của
 * Nga"), the doer of a passive or the object of another verb. */
typedef struct sk_held {
    uint32_t owner, agent;
} sk_held;

/* The subject left of item i, SK_NONE if there is none. */
uint32_t sk_subject_walk(const sk_reading *r, uint32_t i, sk_walk *w);
/* Whether the party at item *at ends the walk that began at item from, with the
 * group that *out gets; else *at is the item left of which it goes on. */
bool sk_subject_party(const sk_reading *r, uint32_t *at, uint32_t from,
                      sk_walk *w, sk_held *h, uint32_t *out);
/* Whether the party at item i only backs, leads or makes whoever stands before
 * it: "dân quân do Iran hậu thuẫn tấn công". */
bool sk_subject_backer(const sk_reading *r, uint32_t i);
/* Weapons and property, which accuse nobody. */
bool sk_subject_mute(const sk_reading *r, uint32_t group);

#endif
