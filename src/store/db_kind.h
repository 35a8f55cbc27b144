/* db_kind.h - what a database behind db.h has to do. */
#ifndef SK_STORE_DB_KIND_H
#define SK_STORE_DB_KIND_H

#include "store/db.h"

enum { SK_DB_VALUES = 48 /* of one statement or row */ };

struct sk_stmt {
    sk_db *db;
    char *sql;
    uint64_t hash, used; /* used: when, for the cache */
    void *own;           /* of the kind */
    bool open;           /* rows are under way */
    bool varied;         /* how it is best answered hangs on its values */
    int n_in, n_out;
    sk_value in[SK_DB_VALUES], out[SK_DB_VALUES];
};

typedef struct sk_db_kind {
    const sk_dialect *dialect;
    int (*open)(sk_db *db, const char *where, bool read_only, sk_err *err);
    void (*close)(sk_db *db);
    bool (*prepare)(sk_stmt *st);
    void (*drop)(sk_stmt *st); /* forgets a prepared statement */
    int (*step)(sk_stmt *st);  /* begins with in, fills out */
    int (*run)(sk_stmt *st);
    void (*reset)(sk_stmt *st); /* ends the rows */
    int (*exec)(sk_db *db, const char *sql);
    int (*begin)(sk_db *db);
    void (*hold)(sk_db *db); /* NULL: need not */
    void (*release)(sk_db *db);
    int (*fail)(sk_db *db, sk_err *err);
    int64_t (*schema)(sk_db *db);
    int (*set_schema)(sk_db *db, int64_t version);
    int (*backup)(sk_db *db, const char *path, sk_err *err);
} sk_db_kind;

enum { SK_DB_STATEMENTS = 256 };

struct sk_db {
    const sk_db_kind *kind;
    void *own;
    char *name;
    uint64_t clock;
    bool closing;
    sk_stmt *cache[SK_DB_STATEMENTS];
    size_t n;
};

extern const sk_db_kind sk_db_sqlite, sk_db_pg;

#endif
