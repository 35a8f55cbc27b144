/* names.h - words of names: of people, bodies and places with how often they
 * are named, and of storylines. */
#ifndef SK_STORE_NAMES_H
#define SK_STORE_NAMES_H

#include "store/db.h"

/* An entity is named in so many documents more (or, below 0, fewer). */
int sk_names_count(sk_db *db, int64_t entity, int64_t more, sk_arena *a,
                   sk_err *err);
/* A storyline has another name (story.name_fold); s == NULL: none. */
int sk_names_story(sk_db *db, int64_t story, sk_str was, sk_str name,
                   sk_arena *a, sk_err *err);
/* All that is in a store of before version 5: names, and the quotations into
 * their index of words. */
int sk_names_all(sk_db *db, sk_err *err);

#endif
