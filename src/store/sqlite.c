/* sqlite.c - db.h over SQLite: write-ahead log, foreign keys, one writer. */
#include "store/db.h"

#include <sqlite3.h>
#include <stdlib.h>

enum { BUSY_MS = 10000, STATEMENTS = 256 };

struct sk_stmt {
    sqlite3_stmt *st;
    const char *sql;
};

struct sk_db {
    sqlite3 *db;
    char *path;
    sk_stmt cache[STATEMENTS];
    size_t n;
};

int sk_db_fail(sk_db *db, sk_err *err)
{
    int code = sqlite3_errcode(db->db);
    const char *path = db->path;

    switch (code & 0xff) {
    case SQLITE_FULL:
        return sk_fail(err, SK_EIO, 0, "%s: the disk is full; what was stored "
                       "before is safe", path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return sk_fail(err, SK_EIO, 0, "%s: another program is writing", path);
    case SQLITE_NOTADB:
        return sk_fail(err, SK_EINPUT, 0, "%s: not a store of sukien", path);
    case SQLITE_NOMEM:
        return sk_fail(err, SK_ENOMEM, 0, "%s: no memory", path);
    default:
        return sk_fail(err, SK_EIO, 0, "%s: %s", path, sqlite3_errmsg(db->db));
    }
}

sk_db *sk_db_open(const char *path, bool read_only, sk_err *err)
{
    sk_db *db = calloc(1, sizeof *db);
    int flags = read_only ? SQLITE_OPEN_READONLY
                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

    if (db)
        db->path = strdup(path);
    if (!db || !db->path) {
        free(db);
        sk_fail(err, SK_ENOMEM, 0, "%s: no memory", path);
        return NULL;
    }
    if (sqlite3_open_v2(path, &db->db, flags | SQLITE_OPEN_NOMUTEX, NULL)) {
        sk_fail(err, SK_EIO, 0, "%s: %s", path,
                db->db ? sqlite3_errmsg(db->db) : "no memory");
        sk_db_close(db);
        return NULL;
    }
    sqlite3_extended_result_codes(db->db, 1);
    sqlite3_busy_timeout(db->db, BUSY_MS);
    if (sk_db_exec(db, "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
                       "PRAGMA cache_size=-32000") ||
        (read_only && sk_db_exec(db, "PRAGMA mmap_size=1073741824")) ||
        (!read_only && sk_db_exec(db, "PRAGMA journal_mode=WAL; "
                                      "PRAGMA synchronous=FULL; "
                                      "PRAGMA journal_size_limit=67108864"))) {
        sk_db_fail(db, err);
        sk_db_close(db);
        return NULL;
    }
    return db;
}

void sk_db_close(sk_db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < db->n; i++)
        sqlite3_finalize(db->cache[i].st);
    sqlite3_close(db->db);
    free(db->path);
    free(db);
}

sk_stmt *sk_db_prepare(sk_db *db, const char *sql)
{
    sk_stmt *s;

    for (size_t i = 0; i < db->n; i++)
        if (db->cache[i].sql == sql) {
            sqlite3_reset(db->cache[i].st);
            sqlite3_clear_bindings(db->cache[i].st);
            return &db->cache[i];
        }
    if (db->n == STATEMENTS)
        return NULL;
    s = &db->cache[db->n];
    if (sqlite3_prepare_v3(db->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s->st,
                           NULL))
        return NULL;
    s->sql = sql;
    db->n++;
    return s;
}

void sk_bind_int(sk_stmt *st, int place, int64_t v)
{
    sqlite3_bind_int64(st->st, place, v);
}

void sk_bind_num(sk_stmt *st, int place, double v)
{
    sqlite3_bind_double(st->st, place, v); /* NAN becomes null */
}

void sk_bind_str(sk_stmt *st, int place, sk_str v)
{
    if (v.s)
        sqlite3_bind_text64(st->st, place, v.s, v.len, SQLITE_STATIC,
                            SQLITE_UTF8);
    else
        sqlite3_bind_null(st->st, place);
}

void sk_bind_blob(sk_stmt *st, int place, const void *p, size_t len)
{
    sqlite3_bind_blob64(st->st, place, p, len, SQLITE_STATIC);
}

int sk_db_step(sk_db *db, sk_stmt *st)
{
    int rc;

    if (!st)
        return -1;
    rc = sqlite3_step(st->st);
    (void)db;
    if (rc == SQLITE_ROW)
        return 1;
    sqlite3_reset(st->st);
    return rc == SQLITE_DONE ? 0 : -1;
}

void sk_db_reset(sk_stmt *st)
{
    if (st)
        sqlite3_reset(st->st);
}

int64_t sk_col_int(sk_stmt *st, int col)
{
    return sqlite3_column_int64(st->st, col);
}

double sk_col_num(sk_stmt *st, int col)
{
    return sk_col_null(st, col) ? __builtin_nan("")
                                : sqlite3_column_double(st->st, col);
}

bool sk_col_null(sk_stmt *st, int col)
{
    return sqlite3_column_type(st->st, col) == SQLITE_NULL;
}

sk_str sk_col_view(sk_stmt *st, int col)
{
    const void *p;

    if (sk_col_null(st, col))
        return (sk_str){NULL, 0};
    p = sqlite3_column_blob(st->st, col);
    return (sk_str){p ? p : "", (size_t)sqlite3_column_bytes(st->st, col)};
}

sk_str sk_col_str(sk_stmt *st, int col, sk_arena *a)
{
    return sk_str_dup(a, sk_col_view(st, col));
}

int sk_db_exec(sk_db *db, const char *sql)
{
    return sqlite3_exec(db->db, sql, NULL, NULL, NULL) ? SK_EIO : SK_OK;
}

void sk_db_reset_all(sk_db *db)
{
    for (size_t i = 0; i < db->n; i++)
        sqlite3_reset(db->cache[i].st);
}

int64_t sk_db_last_id(sk_db *db)
{
    return sqlite3_last_insert_rowid(db->db);
}

int64_t sk_db_version(sk_db *db)
{
    sk_stmt *st = sk_db_prepare(db, "PRAGMA data_version");
    int64_t v = 0;

    if (sk_db_step(db, st) == 1)
        v = sk_col_int(st, 0);
    sk_db_reset(st);
    return v;
}

int sk_db_backup(sk_db *db, const char *path, sk_err *err)
{
    sqlite3 *to = NULL;
    sqlite3_backup *b = NULL;
    int rc = sqlite3_open(path, &to);

    if (!rc)
        b = sqlite3_backup_init(to, "main", db->db, "main");
    if (b)
        sqlite3_backup_step(b, -1);
    sqlite3_backup_finish(b);
    rc = to ? sqlite3_errcode(to) : SQLITE_NOMEM;
    if (rc)
        sk_fail(err, SK_EIO, 0, "%s: %s", path,
                to ? sqlite3_errmsg(to) : "no memory");
    sqlite3_close(to);
    return rc ? SK_EIO : SK_OK;
}
