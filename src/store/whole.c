/* whole.c - the store as a whole: how much is in it, whether it is sound, a
 * copy of it. */
#include "store/inside.h"

int sk_store_stat(sk_store *s, sk_store_stats *out, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT (SELECT count(*) FROM doc), "
               "(SELECT count(*) FROM doc WHERE article = id), "
               "(SELECT count(*) FROM happening), "
               "(SELECT count(*) FROM story WHERE into_id IS NULL), "
               "(SELECT count(*) FROM event), (SELECT count(*) FROM quote), "
               "(SELECT count(*) FROM entity), "
               "(SELECT count(DISTINCT outlet) FROM story_outlet), "
               "(SELECT min(minute) FROM doc), (SELECT max(minute) FROM doc)");

    if (sk_db_step(s->db, st) != 1)
        return sk_db_fail(s->db, err);
    *out = (sk_store_stats){
        (uint64_t)sk_col_int(st, 0), (uint64_t)sk_col_int(st, 1),
        (uint64_t)sk_col_int(st, 2), (uint64_t)sk_col_int(st, 3),
        (uint64_t)sk_col_int(st, 4), (uint64_t)sk_col_int(st, 5),
        (uint64_t)sk_col_int(st, 6), (uint64_t)sk_col_int(st, 7),
        sk_col_time(st, 8),          sk_col_time(st, 9)};
    sk_db_reset(st);
    return SK_OK;
}

int sk_store_tidy(sk_store *s, sk_err *err)
{
    return sk_db_exec(s->db, sk_db_dialect(s->db)->tidy)
               ? sk_db_fail(s->db, err)
               : SK_OK;
}

/* Fails if sql finds a row. */
static int check_one(sk_store *s, const char *sql, const char *what,
                     sk_err *err)
{
    sk_stmt *st = sk_db_prepare(s->db, sql);
    int row = sk_db_step(s->db, st);

    sk_db_reset(st);
    return row < 0 ? sk_db_fail(s->db, err)
           : row > 0
               ? sk_fail(err, SK_EINPUT, 0, "%s: %s", sk_store_where(s), what)
               : SK_OK;
}

int sk_store_check(sk_store *s, sk_err *err)
{
    static const struct {
        const char *sql, *what;
    } checks[] = {
        {"SELECT 1 FROM happening h JOIN story s ON s.id = h.story "
         "WHERE s.into_id IS NOT NULL",
         "a happening is in a merged storyline"},
        {"SELECT 1 FROM story s WHERE into_id IS NULL AND n_docs <> "
         "(SELECT coalesce(sum(n), 0) FROM story_day WHERE story = s.id)",
         "a storyline counts its documents wrongly"},
        {"SELECT 1 FROM happening h WHERE n_docs <> (SELECT count(*) FROM doc "
         "WHERE happening = h.id)",
         "a happening counts its documents wrongly"},
    };

    int rc = SK_OK;

    for (const char *const *d = sk_db_dialect(s->db)->damage; !rc && *d; d++)
        rc =
            check_one(s, *d, "the file is damaged or a row leads nowhere", err);
    for (size_t i = 0; !rc && i < sizeof checks / sizeof *checks; i++)
        rc = check_one(s, checks[i].sql, checks[i].what, err);
    return rc;
}

int sk_store_backup(sk_store *s, const char *path, sk_err *err)
{
    return sk_db_backup(s->db, path, err);
}
