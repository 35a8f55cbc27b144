/* db.c - statements, their values and rows, the same for every database. */
#include "store/db_kind.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

bool sk_db_is_address(const char *where)
{
    return strncmp(where, "postgresql://", 13) == 0 ||
           strncmp(where, "postgres://", 11) == 0;
}

sk_db *sk_db_open(const char *where, bool read_only, sk_err *err)
{
    sk_db *db = calloc(1, sizeof *db);

    if (!db) {
        sk_fail(err, SK_ENOMEM, 0, "no memory");
        return NULL;
    }
    db->kind = sk_db_is_address(where) ? &sk_db_pg : &sk_db_sqlite;
    if (db->kind->open(db, where, read_only, err)) {
        sk_db_close(db);
        return NULL;
    }
    return db;
}

static void forget(sk_stmt *st)
{
    st->db->kind->drop(st);
    free(st->sql);
    free(st);
}

void sk_db_close(sk_db *db)
{
    if (!db)
        return;
    db->closing = true;
    for (size_t i = 0; i < db->n; i++)
        forget(db->cache[i]);
    db->kind->close(db);
    free(db->name);
    free(db);
}

const char *sk_db_name(const sk_db *db)
{
    return db->name;
}

const sk_dialect *sk_db_dialect(const sk_db *db)
{
    return db->kind->dialect;
}

/* ---- statements ---- */

/* A place for one more statement: of the one that was used longest ago, when
 * there are too many. */
static sk_stmt **place(sk_db *db)
{
    size_t old = SIZE_MAX;

    if (db->n < SK_DB_STATEMENTS)
        return &db->cache[db->n++];
    for (size_t i = 0; i < db->n; i++)
        if (!db->cache[i]->open &&
            (old == SIZE_MAX || db->cache[i]->used < db->cache[old]->used))
            old = i;
    assert(old != SIZE_MAX);
    forget(db->cache[old]);
    return &db->cache[old];
}

sk_stmt *sk_db_prepare(sk_db *db, const char *sql)
{
    size_t len = strlen(sql);
    uint64_t hash = sk_hash(sql, len, 3);
    sk_stmt *st;

    for (size_t i = 0; i < db->n; i++) {
        st = db->cache[i];
        if (st->hash != hash || strcmp(st->sql, sql) != 0)
            continue;
        sk_db_reset(st);
        for (int k = 0; k < st->n_in; k++)
            st->in[k].kind = SK_V_NULL;
        st->n_in = 0;
        st->used = ++db->clock;
        return st;
    }
    st = calloc(1, sizeof *st);
    if (st)
        st->sql = malloc(len + 1);
    if (!st || !st->sql) {
        free(st);
        return NULL;
    }
    memcpy(st->sql, sql, len + 1);
    st->db = db;
    st->hash = hash;
    st->used = ++db->clock;
    if (!db->kind->prepare(st)) {
        forget(st);
        return NULL;
    }
    *place(db) = st;
    return st;
}

void sk_db_varied(sk_stmt *st)
{
    st->varied = true;
}

void sk_bind(sk_stmt *st, int at, const sk_value *v)
{
    assert(at >= 1 && at <= SK_DB_VALUES);
    st->in[at - 1] = *v;
    if (at > st->n_in)
        st->n_in = at;
}

void sk_bind_int(sk_stmt *st, int at, int64_t v)
{
    sk_bind(st, at, &(sk_value){.kind = SK_V_INT, .i = v});
}

void sk_bind_num(sk_stmt *st, int at, double v)
{
    sk_bind(st, at,
            &(sk_value){.kind = isnan(v) ? SK_V_NULL : SK_V_NUM, .d = v});
}

void sk_bind_str(sk_stmt *st, int at, sk_str v)
{
    sk_bind(st, at, &(sk_value){.kind = v.s ? SK_V_TEXT : SK_V_NULL, .s = v});
}

void sk_bind_blob(sk_stmt *st, int at, const void *p, size_t len)
{
    sk_bind(st, at, &(sk_value){.kind = SK_V_BLOB, .s = {p, len}});
}

int sk_db_step(sk_db *db, sk_stmt *st)
{
    return st ? db->kind->step(st) : -1;
}

int sk_db_run(sk_db *db, sk_stmt *st)
{
    return st ? db->kind->run(st) : -1;
}

void sk_db_reset(sk_stmt *st)
{
    if (st && st->open) {
        st->db->kind->reset(st);
        st->open = false;
    }
}

void sk_db_reset_all(sk_db *db)
{
    for (size_t i = 0; i < db->n; i++)
        sk_db_reset(db->cache[i]);
}

/* ---- rows ---- */

static const sk_value *col(const sk_stmt *st, int c)
{
    static const sk_value null;

    return c < st->n_out ? &st->out[c] : &null;
}

int64_t sk_col_int(const sk_stmt *st, int c)
{
    const sk_value *v = col(st, c);

    return v->kind == SK_V_INT ? v->i : v->kind == SK_V_NUM ? (int64_t)v->d : 0;
}

double sk_col_num(const sk_stmt *st, int c)
{
    const sk_value *v = col(st, c);

    return v->kind == SK_V_NUM   ? v->d
           : v->kind == SK_V_INT ? (double)v->i
                                 : NAN;
}

bool sk_col_null(const sk_stmt *st, int c)
{
    return col(st, c)->kind == SK_V_NULL;
}

sk_str sk_col_view(const sk_stmt *st, int c)
{
    const sk_value *v = col(st, c);

    return v->kind >= SK_V_TEXT ? v->s : (sk_str){NULL, 0};
}

sk_str sk_col_str(const sk_stmt *st, int c, sk_arena *a)
{
    return sk_str_dup(a, sk_col_view(st, c));
}

/* ---- the rest ---- */

int sk_db_exec(sk_db *db, const char *sql)
{
    return db->kind->exec(db, sql);
}

void sk_db_hold(sk_db *db)
{
    if (db->kind->hold)
        db->kind->hold(db);
}

void sk_db_release(sk_db *db)
{
    if (db->kind->release)
        db->kind->release(db);
}

int sk_db_begin(sk_db *db)
{
    return db->kind->begin(db);
}

int sk_db_commit(sk_db *db)
{
    return db->kind->exec(db, "COMMIT");
}

void sk_db_rollback(sk_db *db)
{
    sk_db_reset_all(db);
    db->kind->exec(db, "ROLLBACK");
}

int sk_db_fail(sk_db *db, sk_err *err)
{
    return db->kind->fail(db, err);
}

int64_t sk_db_schema(sk_db *db)
{
    return db->kind->schema(db);
}

int sk_db_set_schema(sk_db *db, int64_t version)
{
    return db->kind->set_schema(db, version);
}

int sk_db_backup(sk_db *db, const char *path, sk_err *err)
{
    return db->kind->backup(db, path, err);
}
