/* db.h - the little of a database that the store needs.
 *
 * SQL in the part that SQLite and PostgreSQL share, with ? for values; the
 * few things that they say differently are in sk_dialect. An address that
 * begins with postgresql:// is PostgreSQL (pg.c), all else a file of SQLite
 * (sqlite.c). One thread at a time uses a sk_db.
 */
#ifndef SK_STORE_DB_H
#define SK_STORE_DB_H

#include "base/err.h"
#include "base/str.h"

typedef struct sk_db sk_db;
typedef struct sk_stmt sk_stmt;

/* A value on its way into or out of the database. */
typedef struct sk_value {
    enum { SK_V_NULL, SK_V_INT, SK_V_NUM, SK_V_TEXT, SK_V_BLOB } kind;
    int64_t i;
    double d;
    sk_str s; /* SK_V_TEXT, SK_V_BLOB */
} sk_value;

/* A path for SQLite, a postgresql:// address; NULL on failure. */
sk_db *sk_db_open(const char *where, bool read_only, sk_err *err);
void sk_db_close(sk_db *db);
/* Whether where is the address of a server, not a path. */
bool sk_db_is_address(const char *where);
/* The path, or the address without what is secret in it. */
const char *sk_db_name(const sk_db *db);

/* A statement ready to be bound; one of the same text is used again. NULL on
 * failure, told by sk_db_fail. */
sk_stmt *sk_db_prepare(sk_db *db, const char *sql);
/* How the statement is best answered hangs on the values: it is planned with
 * them each time. */
void sk_db_varied(sk_stmt *st);
/* Places count from 1; what is not bound is null. Strings must live until the
 * statement is done. */
void sk_bind_int(sk_stmt *st, int place, int64_t v);
void sk_bind_num(sk_stmt *st, int place, double v); /* NAN: null */
void sk_bind_str(sk_stmt *st, int place, sk_str v); /* s == NULL: null */
void sk_bind_blob(sk_stmt *st, int place, const void *p, size_t len);
void sk_bind(sk_stmt *st, int place, const sk_value *v);
/* 1: a row; 0: done (and ready for new values); -1: failed. */
int sk_db_step(sk_db *db, sk_stmt *st);
/* Runs a statement that gives no rows; 0, or -1: failed. Where the way to the
 * database is long it may fail later, at the next step or commit. */
int sk_db_run(sk_db *db, sk_stmt *st);
/* Done with the rows. */
void sk_db_reset(sk_stmt *st);
int64_t sk_col_int(const sk_stmt *st, int col); /* from 0; null gives 0 */
double sk_col_num(const sk_stmt *st, int col);  /* null gives NAN */
bool sk_col_null(const sk_stmt *st, int col);
/* A copy in the arena. */
sk_str sk_col_str(const sk_stmt *st, int col, sk_arena *a);
/* Borrowed until the next step. */
sk_str sk_col_view(const sk_stmt *st, int col);

/* Runs statements without values or rows. */
int sk_db_exec(sk_db *db, const char *sql);
/* A reader sees the store as it is until it lets go; only where one transaction
 * costs less than that of each statement. */
void sk_db_hold(sk_db *db);
void sk_db_release(sk_db *db);
/* A transaction of the one writer; others wait. */
int sk_db_begin(sk_db *db);
int sk_db_commit(sk_db *db);
/* Ends the transaction and all statements that are under way. */
void sk_db_rollback(sk_db *db);
/* Ends all statements that are under way. */
void sk_db_reset_all(sk_db *db);
/* Says what failed last; returns err's code: SK_EIO or SK_EINPUT. */
int sk_db_fail(sk_db *db, sk_err *err);
/* The version of the tables; 0: none yet, -1: failed. */
int64_t sk_db_schema(sk_db *db);
int sk_db_set_schema(sk_db *db, int64_t version);
/* A copy as of now into a new file. */
int sk_db_backup(sk_db *db, const char *path, sk_err *err);

/* An index of words (words.h). */
typedef struct sk_word_index {
    const char *make, *put, *drop;
    const char *look; /* numbers that match ?1, from ?2, below ?3, the highest
                         ?4 of them, highest first; of documents also whether
                         ?5 of its words stand in the title, of FTS5 ?6 */
    /* FTS5's columns, by enum sk_words_in; written NULL: all is folded */
    const char *const *written, *const *folded;
} sk_word_index;

/* What the two say differently. */
typedef struct sk_dialect {
    bool tsvector; /* the indexes hold PostgreSQL's lists of words */
    sk_word_index words, said; /* of documents, of quotations */
    sk_word_index pairs; /* of words side by side (pairs.h); make NULL: none */
    const char *numbers; /* a table "value" of the numbers in a list, ? */
    bool keeps_order; /* CROSS JOIN gives rows in the order of its left side */
    const char *tidy; /* after much was added */
    const char *const *damage; /* each gives a row where files are broken;
                                       NULL ends */
} sk_dialect;
const sk_dialect *sk_db_dialect(const sk_db *db);

#endif
