/* db.h - the little of a database that the store needs.
 *
 * SQL with ? for values, cached by its text. SQLite is behind it (sqlite.c);
 * another database takes the same calls.
 */
#ifndef SK_STORE_DB_H
#define SK_STORE_DB_H

#include "base/err.h"
#include "base/str.h"

typedef struct sk_db sk_db;
typedef struct sk_stmt sk_stmt;

sk_db *sk_db_open(const char *path, bool read_only, sk_err *err);
void sk_db_close(sk_db *db);

/* A statement ready to be bound, the same each time for the same literal;
 * NULL on failure, told by sk_db_fail. */
sk_stmt *sk_db_prepare(sk_db *db, const char *sql);
/* Places count from 1. Strings must live until the statement is done. */
void sk_bind_int(sk_stmt *st, int place, int64_t v);
void sk_bind_num(sk_stmt *st, int place, double v);
void sk_bind_str(sk_stmt *st, int place, sk_str v); /* s == NULL: null */
void sk_bind_blob(sk_stmt *st, int place, const void *p, size_t len);
/* 1: a row; 0: done (and ready for new values); -1: failed. */
int sk_db_step(sk_db *db, sk_stmt *st);
/* Done with the rows. */
void sk_db_reset(sk_stmt *st);
int64_t sk_col_int(sk_stmt *st, int col); /* from 0; null gives 0 */
double sk_col_num(sk_stmt *st, int col);  /* null gives NAN */
bool sk_col_null(sk_stmt *st, int col);
/* A copy in the arena. */
sk_str sk_col_str(sk_stmt *st, int col, sk_arena *a);
/* Borrowed until the next step. */
sk_str sk_col_view(sk_stmt *st, int col);

/* Runs statements without values or rows. */
int sk_db_exec(sk_db *db, const char *sql);
/* Ends all statements that are under way. */
void sk_db_reset_all(sk_db *db);
/* Says what failed last; returns err's code: SK_EIO or SK_EINPUT. */
int sk_db_fail(sk_db *db, sk_err *err);
int64_t sk_db_last_id(sk_db *db);
/* A number that changes when anybody commits. */
int64_t sk_db_version(sk_db *db);
int sk_db_backup(sk_db *db, const char *path, sk_err *err);

#endif
