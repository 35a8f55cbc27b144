/* older.h - what the migrations of an older store share (schema.c): going over
 * all rows of a kind, with bounded memory. */
#ifndef SK_STORE_OLDER_H
#define SK_STORE_OLDER_H

#include "base/arena.h"
#include "store/db.h"

/* Runs body with an arena of its own, at most 64 MiB at a time; SK_ENOMEM if
 * that was not enough, else what body returns. */
int sk_older_run(sk_db *db, int (*body)(sk_db *db, sk_arena *a, sk_err *err),
                 sk_err *err);
/* Runs one for each id that sql finds behind the last (its only value), one
 * after another; empties the arena before each. */
int sk_older_each(sk_db *db, const char *sql, sk_arena *a,
                  int (*one)(sk_db *db, int64_t id, sk_arena *a, sk_err *err),
                  sk_err *err);

#endif
