/* pg.c - db_kind.h over PostgreSQL, by libpq.
 *
 * Statements that give no rows are sent without waiting (pipeline mode) and
 * their results read in one go, so a document costs a few round trips, not
 * thirty. Values go and come in binary, numbers go as text: the server knows
 * which type it wants. A connection that broke outside of a transaction is
 * made anew and the question asked again.
 */
#include "store/db_kind.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/pg_sql.h"
#include "store/pg_values.h"

enum {
    SENT_MOST = 128, /* statements before their results are read */
    LOCK = 0x5355,   /* the advisory lock of the writer */
};

typedef struct server {
    PGconn *c;
    char why[200], code[6]; /* of the last failure */
    unsigned names;         /* of prepared statements so far */
    unsigned connection;    /* how many there have been */
    unsigned sent;          /* statements whose results wait */
    bool writing, read_only, lost;
} server;

/* A prepared statement; it exists in one connection. */
typedef struct prepared {
    char *sql, name[16];
    int n_values;
    unsigned connection;
    PGresult *rows;
    int next;
} prepared;

static server *of(const sk_db *db)
{
    return db->own;
}

/* ---- what went wrong ---- */

/* Whether a failure ends the connection: the server says so (class 57P), or it
 * says nothing and libpq speaks, whose status may still be good then: after a
 * write that failed it waits for the server's last words. */
static bool ends_it(const server *v, const char *code)
{
    return !code || strncmp(code, "57P", 3) == 0 ||
           PQstatus(v->c) == CONNECTION_BAD;
}

static void note(server *v, const char *message, const char *code)
{
    size_t n = strcspn(message, "\n");

    if (code && strcmp(code, "25P02") == 0)
        return; /* the failure before this one is the cause */
    if (n >= sizeof v->why)
        n = sizeof v->why - 1;
    if (n > 7 && strncmp(message, "ERROR:  ", 8) == 0) {
        message += 8;
        n -= 8;
    }
    memcpy(v->why, message, n);
    v->why[n] = 0;
    snprintf(v->code, sizeof v->code, "%s", code ? code : "");
    v->lost = ends_it(v, code);
}

static int fail(sk_db *db, sk_err *err)
{
    server *v = of(db);
    bool lost = v->lost, busy = strcmp(v->code, "55P03") == 0,
         full = strcmp(v->code, "53100") == 0;
    char why[sizeof v->why];

    memcpy(why, v->why, sizeof why);
    v->why[0] = v->code[0] = 0;
    v->lost = false;
    if (lost)
        return sk_fail(err, SK_EIO, 0,
                       "%s: the connection is lost; what was "
                       "stored before is safe",
                       db->name);
    if (busy)
        return sk_fail(err, SK_EIO, 0, "%s: another program is writing",
                       db->name);
    if (full)
        return sk_fail(err, SK_EIO, 0,
                       "%s: the disk is full; what was stored "
                       "before is safe",
                       db->name);
    return sk_fail(err, SK_EIO, 0, "%s: %s", db->name, why);
}

/* Whether a result is what it should be; it is cleared if not. */
static bool good(server *v, PGresult *r)
{
    ExecStatusType s = PQresultStatus(r);

    if (s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK || s == PGRES_EMPTY_QUERY)
        return true;
    if (s != PGRES_PIPELINE_ABORTED)
        note(v, r ? PQresultErrorMessage(r) : PQerrorMessage(v->c),
             r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL);
    PQclear(r);
    return false;
}

/* ---- statements without rows ---- */

/* Reads the results of all that was sent; -1 if one failed. */
static int settle(server *v)
{
    PGresult *r;
    bool ok, ended = false, failed = false;

    if (PQpipelineStatus(v->c) == PQ_PIPELINE_OFF)
        return 0;
    ok = PQpipelineSync(v->c);
    while (ok && !ended) { /* one result each, NULL behind it */
        r = PQgetResult(v->c);
        if (!r) {
            ok = PQstatus(v->c) != CONNECTION_BAD;
        } else if (PQresultStatus(r) == PGRES_PIPELINE_SYNC) {
            PQclear(r);
            ended = true;
        } else if (good(v, r)) {
            PQclear(r);
        } else {
            failed = true;
        }
    }
    v->sent = 0;
    if (ok)
        ok = PQexitPipelineMode(v->c);
    if (!ok)
        note(v, PQerrorMessage(v->c), NULL);
    return ok && !failed ? 0 : -1;
}

static int exec(sk_db *db, const char *sql)
{
    server *v = of(db);
    bool ends = strcmp(sql, "COMMIT") == 0 || strcmp(sql, "ROLLBACK") == 0;
    int rc, none;
    char *own = sk_pg_sql(sql, &none);
    PGresult *r;

    rc = settle(v);
    if (ends && sql[0] == 'R')
        rc = 0; /* what failed before it is no matter now */
    if (!rc && own) {
        r = PQexec(v->c, own);
        rc = good(v, r) ? 0 : -1;
        if (!rc && sql[0] == 'C' && ends &&
            strcmp(PQcmdStatus(r), "COMMIT") != 0) {
            note(v, "the transaction was given up", "40000");
            rc = -1;
        }
        if (r && !rc)
            PQclear(r);
    }
    if (ends)
        v->writing = false;
    free(own);
    return rc ? SK_EIO : SK_OK;
}

/* ---- the connection ---- */

/* The address without user, password and options. */
static char *public_name(const char *where)
{
    const char *host = strstr(where, "//") + 2;
    size_t n = strcspn(host, "/?");
    const char *at = memchr(host, '@', n);
    char *name = NULL;

    if (at) {
        n -= (size_t)(at + 1 - host);
        host = at + 1;
    }
    n += strcspn(host + n, "?");
    return asprintf(&name, "postgresql://%.*s", (int)n, host) < 0 ? NULL : name;
}

static void quiet(void *arg, const PGresult *r)
{
    (void)arg;
    (void)r;
}

/* What each connection is told first. */
static int set_up(sk_db *db)
{
    server *v = of(db);

    PQsetNoticeReceiver(v->c, quiet, NULL);
    v->connection++;
    if (strcmp(PQparameterStatus(v->c, "server_encoding"), "UTF8") != 0) {
        note(v, "the database must be of encoding UTF8", "22021");
        return SK_EIO;
    }
    if (PQsetClientEncoding(v->c, "UTF8"))
        note(v, PQerrorMessage(v->c), NULL);
    /* a writer's plans hang on no values */
    return exec(db,
                v->read_only
                    ? "SET jit = off; SET default_transaction_read_only = on"
                    : "SET jit = off; SET lock_timeout = '10s'; "
                      "SET plan_cache_mode = force_generic_plan");
}

static int open_server(sk_db *db, const char *where, bool read_only,
                       sk_err *err)
{
    const char *const keys[] = {"connect_timeout", "fallback_application_name",
                                "dbname", NULL};
    const char *const values[] = {"10", "sukien", where, NULL};
    server *v = calloc(1, sizeof *v);

    db->own = v;
    db->name = public_name(where);
    if (!v || !db->name)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    v->read_only = read_only;
    v->c = PQconnectdbParams(keys, values, 1);
    if (!v->c)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    if (PQstatus(v->c) != CONNECTION_OK) {
        note(v, PQerrorMessage(v->c), NULL);
        v->lost = false;
        return fail(db, err);
    }
    return set_up(db) ? fail(db, err) : SK_OK;
}

static void close_server(sk_db *db)
{
    if (of(db))
        PQfinish(of(db)->c);
    free(of(db));
}

/* After a lost connection, unless a transaction went with it. */
static bool again(sk_db *db)
{
    server *v = of(db);

    if ((!v->lost && PQstatus(v->c) != CONNECTION_BAD) || v->writing)
        return false;
    PQreset(v->c);
    v->sent = 0;
    if (PQstatus(v->c) != CONNECTION_OK)
        return false;
    v->why[0] = v->code[0] = 0;
    v->lost = false;
    return set_up(db) == SK_OK;
}

static int begin(sk_db *db)
{
    char lock[64];

    snprintf(lock, sizeof lock, "SELECT pg_advisory_xact_lock(%d)", LOCK);
    if (exec(db, "BEGIN") && (!again(db) || exec(db, "BEGIN")))
        return SK_EIO;
    of(db)->writing = true;
    if (exec(db, lock) == SK_OK)
        return SK_OK;
    exec(db, "ROLLBACK");
    return SK_EIO;
}

/* ---- statements ---- */

static bool prepare(sk_stmt *st)
{
    prepared *p = calloc(1, sizeof *p);

    st->own = p;
    if (p)
        p->sql = sk_pg_sql(st->sql, &p->n_values);
    return p && p->sql && p->n_values <= SK_DB_VALUES;
}

static void reset(sk_stmt *st)
{
    prepared *p = st->own;

    PQclear(p->rows);
    p->rows = NULL;
}

static void drop(sk_stmt *st)
{
    prepared *p = st->own;
    server *v = of(st->db);
    char sql[40];

    if (!p)
        return;
    if (!st->db->closing && p->connection && p->connection == v->connection &&
        PQpipelineStatus(v->c) == PQ_PIPELINE_OFF) {
        snprintf(sql, sizeof sql, "DEALLOCATE %s", p->name);
        PQclear(PQexec(v->c, sql));
    }
    reset(st);
    free(p->sql);
    free(p);
}

/* Makes the statement known to the connection, without waiting in a pipeline. */
static bool announce(sk_stmt *st)
{
    prepared *p = st->own;
    server *v = of(st->db);
    PGresult *r;

    if (p->connection == v->connection)
        return true;
    snprintf(p->name, sizeof p->name, "s%u", ++v->names);
    if (PQpipelineStatus(v->c) != PQ_PIPELINE_OFF) {
        v->sent++;
        if (!PQsendPrepare(v->c, p->name, p->sql, 0, NULL)) {
            note(v, PQerrorMessage(v->c), NULL);
            return false;
        }
    } else {
        r = PQprepare(v->c, p->name, p->sql, 0, NULL);
        if (!good(v, r))
            return false;
        PQclear(r);
    }
    p->connection = v->connection;
    return true;
}

static bool ask(sk_stmt *st)
{
    prepared *p = st->own;
    server *v = of(st->db);
    sk_pg_values in;
    PGresult *r;

    if (settle(v) || (!st->varied && !announce(st)))
        return false;
    sk_pg_fill(st, p->n_values, &in);
    r = st->varied ? PQexecParams(v->c, p->sql, p->n_values, NULL, in.v, in.len,
                                  in.binary, 1)
                   : PQexecPrepared(v->c, p->name, p->n_values, in.v, in.len,
                                    in.binary, 1);
    sk_pg_release(&in);
    if (!good(v, r))
        return false;
    PQclear(p->rows);
    p->rows = r;
    p->next = 0;
    return true;
}

static int step(sk_stmt *st)
{
    prepared *p = st->own;

    if (!st->open && !ask(st) && (!again(st->db) || !ask(st)))
        return -1;
    st->open = p->next < PQntuples(p->rows);
    if (!st->open) {
        reset(st);
        return 0;
    }
    st->n_out = PQnfields(p->rows);
    if (st->n_out > SK_DB_VALUES)
        st->n_out = SK_DB_VALUES;
    for (int c = 0; c < st->n_out; c++)
        st->out[c] = sk_pg_read(p->rows, p->next, c);
    p->next++;
    return 1;
}

static int run(sk_stmt *st)
{
    prepared *p = st->own;
    server *v = of(st->db);
    sk_pg_values in;
    int sent;

    if (!v->writing) {
        int rc = step(st);
        sk_db_reset(st);
        return rc < 0 ? -1 : 0;
    }
    if (v->sent >= SENT_MOST && settle(v))
        return -1;
    if (PQpipelineStatus(v->c) == PQ_PIPELINE_OFF &&
        !PQenterPipelineMode(v->c)) {
        note(v, PQerrorMessage(v->c), NULL);
        return -1;
    }
    if (!announce(st))
        return -1;
    sk_pg_fill(st, p->n_values, &in);
    v->sent++;
    sent = PQsendQueryPrepared(v->c, p->name, p->n_values, in.v, in.len,
                               in.binary, 1);
    sk_pg_release(&in);
    if (!sent) {
        note(v, PQerrorMessage(v->c), NULL);
        return -1;
    }
    return 0;
}

/* ---- the tables' version, copies ---- */

static int64_t one_number(sk_db *db, const char *sql)
{
    sk_stmt *st = sk_db_prepare(db, sql);
    int64_t v = sk_db_step(db, st) == 1 ? sk_col_int(st, 0) : -1;

    sk_db_reset(st);
    return v;
}

static int64_t schema(sk_db *db)
{
    int64_t there =
        one_number(db, "SELECT to_regclass('tables_version') IS NOT NULL");

    return there == 1 ? one_number(db, "SELECT version FROM tables_version")
                      : there;
}

static int set_schema(sk_db *db, int64_t version)
{
    char sql[160];

    snprintf(sql, sizeof sql,
             "CREATE TABLE IF NOT EXISTS tables_version("
             "version INTEGER); DELETE FROM tables_version; "
             "INSERT INTO tables_version VALUES(%d)",
             (int)version);
    return exec(db, sql);
}

static int backup(sk_db *db, const char *path, sk_err *err)
{
    (void)path;
    return sk_fail(err, SK_EINPUT, 0,
                   "%s: pg_dump copies a store on "
                   "PostgreSQL",
                   db->name);
}

const sk_db_kind sk_db_pg = {
    .dialect = &sk_pg_dialect,
    .open = open_server,
    .close = close_server,
    .prepare = prepare,
    .drop = drop,
    .step = step,
    .run = run,
    .reset = reset,
    .exec = exec,
    .begin = begin,
    .fail = fail,
    .schema = schema,
    .set_schema = set_schema,
    .backup = backup,
};
