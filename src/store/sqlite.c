/* sqlite.c - db_kind.h over SQLite: write-ahead log, foreign keys, one writer. */
#include "store/db_kind.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { BUSY_MS = 10000 };

static sqlite3 *of(const sk_db *db)
{
    return db->own;
}

static int fail(sk_db *db, sk_err *err)
{
    int code = sqlite3_errcode(of(db));
    const char *path = db->name;

    switch (code & 0xff) {
    case SQLITE_FULL:
        return sk_fail(err, SK_EIO, 0,
                       "%s: the disk is full; what was stored "
                       "before is safe",
                       path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return sk_fail(err, SK_EIO, 0, "%s: another program is writing", path);
    case SQLITE_NOTADB:
        return sk_fail(err, SK_EINPUT, 0, "%s: not a store of sukien", path);
    case SQLITE_NOMEM:
        return sk_fail(err, SK_ENOMEM, 0, "%s: no memory", path);
    default:
        return sk_fail(err, SK_EIO, 0, "%s: %s", path, sqlite3_errmsg(of(db)));
    }
}

static int exec(sk_db *db, const char *sql)
{
    return sqlite3_exec(of(db), sql, NULL, NULL, NULL) ? SK_EIO : SK_OK;
}

/* ---- words in columns ---- */

/* stand_in(index, n, columns): 1 if each of the first n phrases that a row was
 * found by stands in one of the columns (bits), too. */
static void stand_in(const Fts5ExtensionApi *api, Fts5Context *row,
                     sqlite3_context *out, int n, sqlite3_value **v)
{
    int phrases = n == 2 ? sqlite3_value_int(v[0]) : 0, i = 0;
    unsigned columns = n == 2 ? (unsigned)sqlite3_value_int(v[1]) : 0;
    Fts5PhraseIter it;

    for (int c; i < phrases; i++) {
        if (api->xPhraseFirstColumn(row, i, &it, &c))
            break;
        while (c >= 0 && !(columns >> c & 1))
            api->xPhraseNextColumn(row, &it, &c);
        if (c < 0)
            break;
    }
    sqlite3_result_int(out, phrases && i == phrases);
}

static bool add_functions(sqlite3 *own)
{
    sqlite3_stmt *st = NULL;
    fts5_api *api = NULL;

    if (sqlite3_prepare_v2(own, "SELECT fts5(?1)", -1, &st, NULL) ==
        SQLITE_OK) {
        sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(st);
    }
    sqlite3_finalize(st);
    return api && api->xCreateFunction(api, "stand_in", NULL, stand_in, NULL) ==
                      SQLITE_OK;
}

/* ---- open and close ---- */

/* Counting what it allocates would have every thread wait for the others. */
static void set_up(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int open_file(sk_db *db, const char *path, bool read_only, sk_err *err)
{
    int flags = read_only ? SQLITE_OPEN_READONLY
                          : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    sqlite3 *own = NULL;

    pthread_once(&once, set_up);
    db->name = strdup(path);
    if (!db->name)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    if (sqlite3_open_v2(path, &own, flags | SQLITE_OPEN_NOMUTEX, NULL)) {
        sk_fail(err, SK_EIO, 0, "%s: %s", path,
                own ? sqlite3_errmsg(own) : "no memory");
        sqlite3_close(own);
        return SK_EIO;
    }
    db->own = own;
    sqlite3_extended_result_codes(own, 1);
    sqlite3_busy_timeout(own, BUSY_MS);
    if (!add_functions(own))
        return sk_fail(err, SK_EIO, 0, "SQLite was built without FTS5");
    if (exec(db, "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
                 "PRAGMA cache_size=-32000") ||
        (read_only && exec(db, "PRAGMA mmap_size=1073741824")) ||
        (!read_only && exec(db, "PRAGMA journal_mode=WAL; "
                                "PRAGMA synchronous=FULL; "
                                "PRAGMA journal_size_limit=67108864")))
        return fail(db, err);
    return SK_OK;
}

static void close_file(sk_db *db)
{
    sqlite3_close(of(db));
}

/* ---- statements ---- */

static bool prepare(sk_stmt *st)
{
    sqlite3_stmt *own = NULL;
    int rc = sqlite3_prepare_v3(of(st->db), st->sql, -1,
                                SQLITE_PREPARE_PERSISTENT, &own, NULL);

    st->own = own;
    return rc == SQLITE_OK;
}

static void drop(sk_stmt *st)
{
    sqlite3_finalize(st->own);
}

static void bind(sk_stmt *st)
{
    sqlite3_stmt *own = st->own;

    sqlite3_clear_bindings(own);
    for (int i = 0; i < st->n_in; i++) {
        const sk_value *v = &st->in[i];
        if (v->kind == SK_V_INT)
            sqlite3_bind_int64(own, i + 1, v->i);
        else if (v->kind == SK_V_NUM)
            sqlite3_bind_double(own, i + 1, v->d);
        else if (v->kind == SK_V_TEXT)
            sqlite3_bind_text64(own, i + 1, v->s.s, v->s.len, SQLITE_STATIC,
                                SQLITE_UTF8);
        else if (v->kind == SK_V_BLOB)
            sqlite3_bind_blob64(own, i + 1, v->s.s, v->s.len, SQLITE_STATIC);
    }
}

/* The connection has one thread, so a value need not be protected. */
static void read_column(sqlite3_stmt *own, int c, sk_value *out)
{
    sqlite3_value *v = sqlite3_column_value(own, c);
    const char *p;

    switch (sqlite3_value_type(v)) {
    case SQLITE_NULL:
        out->kind = SK_V_NULL;
        break;
    case SQLITE_INTEGER:
        out->kind = SK_V_INT;
        out->i = sqlite3_value_int64(v);
        break;
    case SQLITE_FLOAT:
        out->kind = SK_V_NUM;
        out->d = sqlite3_value_double(v);
        break;
    default:
        p = sqlite3_value_blob(v);
        out->kind = SK_V_TEXT;
        out->s = (sk_str){p ? p : "", (size_t)sqlite3_value_bytes(v)};
    }
}

static void reset(sk_stmt *st)
{
    sqlite3_reset(st->own);
}

static int step(sk_stmt *st)
{
    sqlite3_stmt *own = st->own;
    int rc;

    if (!st->open)
        bind(st);
    rc = sqlite3_step(own);
    st->open = rc == SQLITE_ROW;
    if (!st->open) {
        reset(st);
        return rc == SQLITE_DONE ? 0 : -1;
    }
    st->n_out = sqlite3_data_count(own);
    if (st->n_out > SK_DB_VALUES)
        st->n_out = SK_DB_VALUES;
    for (int c = 0; c < st->n_out; c++)
        read_column(own, c, &st->out[c]);
    return 1;
}

static int run(sk_stmt *st)
{
    int rc = step(st);

    sk_db_reset(st);
    return rc < 0 ? -1 : 0;
}

static void hold(sk_db *db)
{
    sk_db_run(db, sk_db_prepare(db, "BEGIN"));
}

static void release(sk_db *db)
{
    sk_db_run(db, sk_db_prepare(db, "COMMIT"));
}

static int begin(sk_db *db)
{
    return exec(db, "BEGIN IMMEDIATE");
}

static int64_t schema(sk_db *db)
{
    sk_stmt *st = sk_db_prepare(db, "PRAGMA user_version");
    int64_t v = sk_db_step(db, st) == 1 ? sk_col_int(st, 0) : -1;

    sk_db_reset(st);
    return v;
}

static int set_schema(sk_db *db, int64_t version)
{
    char set[64];

    snprintf(set, sizeof set, "PRAGMA user_version = %d", (int)version);
    return exec(db, set);
}

static int backup(sk_db *db, const char *path, sk_err *err)
{
    sqlite3 *to = NULL;
    sqlite3_backup *b = NULL;
    int rc = sqlite3_open(path, &to);

    if (!rc)
        b = sqlite3_backup_init(to, "main", of(db), "main");
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

static const char *const damage[] = {
    "SELECT 1 FROM pragma_quick_check WHERE quick_check <> 'ok'",
    "SELECT 1 FROM pragma_foreign_key_check", NULL};

#define LOOK(table, more)                                               \
    "SELECT rowid" more " FROM " table " WHERE " table " MATCH ?1 AND " \
    "rowid >= ?2 AND rowid < ?3 ORDER BY rowid DESC LIMIT ?4"

static const char *const written[] = {"{title body}", "{title}", "{body}"};
static const char *const folded[] = {"{title_fold body_fold}", "{title_fold}",
                                     "{body_fold}"};
static const char *const of_quotes[] = {"{speaker text}", "{speaker}",
                                        "{text}"};

static const sk_dialect dialect = {
    .words =
        {
            .make = /* lower case as written, and folded; rowid is doc.id */
            "CREATE VIRTUAL TABLE words USING fts5("
            " title, body, title_fold, body_fold, content='',"
            " tokenize=\"unicode61 remove_diacritics 0\");",
            .put =
                "INSERT INTO words(rowid, title, body, title_fold, body_fold) "
                "VALUES(?,?,?,?,?)",
            .drop = "INSERT INTO words(words, rowid, title, body, title_fold, "
                    "body_fold) VALUES('delete', ?,?,?,?,?)",
            .look = LOOK("words", ", stand_in(words, ?5, ?6)"),
            .written = written,
            .folded = folded,
        },
    .said =
        {
            .make = /* folded; rowid is quote.id */
            "CREATE VIRTUAL TABLE said USING fts5("
            " speaker, text, content='',"
            " tokenize=\"unicode61 remove_diacritics 0\");",
            .put = "INSERT INTO said(rowid, speaker, text) VALUES(?,?,?)",
            .drop = "INSERT INTO said(said, rowid, speaker, text) "
                    "VALUES('delete', ?,?,?)",
            .look = LOOK("said", ""),
            .folded = of_quotes,
        },
    .pairs =
        {
            .make = /* rowid is doc.id */
            "CREATE VIRTUAL TABLE pairs USING fts5("
            " list, content='', columnsize=0, detail=none,"
            " tokenize=\"unicode61 remove_diacritics 0\");",
            .put = "INSERT INTO pairs(rowid, list) VALUES(?,?)",
            .drop =
                "INSERT INTO pairs(pairs, rowid, list) VALUES('delete', ?,?)",
            .look = LOOK("pairs", ""),
        },
    .numbers = "json_each(?)",
    .keeps_order = true,
    /* the lists of many small additions become one: half as long to read */
    .tidy = "INSERT INTO words(words) VALUES('optimize');"
            "INSERT INTO said(said) VALUES('optimize');"
            "INSERT INTO pairs(pairs) VALUES('optimize');",
    .damage = damage,
};

const sk_db_kind sk_db_sqlite = {
    .dialect = &dialect,
    .open = open_file,
    .close = close_file,
    .prepare = prepare,
    .drop = drop,
    .step = step,
    .run = run,
    .reset = reset,
    .exec = exec,
    .begin = begin,
    .fail = fail,
    .hold = hold,
    .release = release,
    .schema = schema,
    .set_schema = set_schema,
    .backup = backup,
};
