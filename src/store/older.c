/* older.c - going over all rows of an older store. */
#include "store/older.h"

int sk_older_run(sk_db *db, int (*body)(sk_db *db, sk_arena *a, sk_err *err),
                 sk_err *err)
{
    sk_arena a;
    jmp_buf full;
    int rc;

    sk_arena_init(&a, (size_t)64 << 20);
    if (setjmp(full) == 0) {
        a.full = &full;
        rc = body(db, &a, err);
    } else {
        sk_db_reset_all(db);
        rc = sk_fail(err, SK_ENOMEM, 0, "no memory");
    }
    sk_arena_done(&a);
    return rc;
}

int sk_older_each(sk_db *db, const char *sql, sk_arena *a,
                  int (*one)(sk_db *db, int64_t id, sk_arena *a, sk_err *err),
                  sk_err *err)
{
    int64_t last = 0;
    int rc = SK_OK;

    while (!rc) {
        sk_stmt *st = sk_db_prepare(db, sql);
        if (!st)
            return sk_db_fail(db, err);
        sk_bind_int(st, 1, last);
        if (sk_db_step(db, st) != 1)
            return sk_db_fail(db, err);
        last = sk_col_int(st, 0);
        sk_db_reset(st);
        if (!last)
            break;
        sk_arena_reset(a);
        rc = one(db, last, a, err);
    }
    return rc;
}
