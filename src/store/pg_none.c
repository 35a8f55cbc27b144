/* pg_none.c - stands for pg.c where libpq was not there. */
#include "store/db_kind.h"

static int open_server(sk_db *db, const char *where, bool read_only,
                       sk_err *err)
{
    (void)db;
    (void)where;
    (void)read_only;
    return sk_fail(err, SK_EINPUT, 0,
                   "this sukien was built without "
                   "PostgreSQL (libpq)");
}

static void close_server(sk_db *db)
{
    (void)db;
}

const sk_db_kind sk_db_pg = {.open = open_server, .close = close_server};
