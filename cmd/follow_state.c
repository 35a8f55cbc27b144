/* follow_state.c - the state of sukien follow in SQLite. */
#include "follow_state.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

struct follow_state {
    sqlite3 *db;
    sqlite3_stmt *add_item, *next, *save_item, *save_feed, *waiting;
};

static const char schema[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
    "PRAGMA busy_timeout=5000;"
    "CREATE TABLE IF NOT EXISTS feed(id INTEGER PRIMARY KEY,"
    " url TEXT UNIQUE NOT NULL, etag TEXT DEFAULT '', modified TEXT DEFAULT '',"
    " next INTEGER DEFAULT 0, last_ok INTEGER DEFAULT 0,"
    " errors INTEGER DEFAULT 0, items INTEGER DEFAULT 0);"
    "CREATE TABLE IF NOT EXISTS item(id INTEGER PRIMARY KEY,"
    " url TEXT UNIQUE NOT NULL, feed INTEGER, title TEXT, lead TEXT,"
    " published TEXT, status INTEGER DEFAULT 0, tries INTEGER DEFAULT 0,"
    " next INTEGER DEFAULT 0);"
    "CREATE INDEX IF NOT EXISTS item_due ON item(status, next);";

static bool prepare(follow_state *s, sqlite3_stmt **st, const char *sql)
{
    return sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, st,
                              NULL) == SQLITE_OK;
}

follow_state *follow_state_open(const char *path, sk_err *err)
{
    follow_state *s = calloc(1, sizeof *s);

    if (!s)
        return NULL;
    if (sqlite3_open(path, &s->db) != SQLITE_OK ||
        sqlite3_exec(s->db, schema, NULL, NULL, NULL) != SQLITE_OK ||
        !prepare(s, &s->add_item,
                 "INSERT OR IGNORE INTO item(url,feed,title,lead,published)"
                 " VALUES(?,?,?,?,?)") ||
        !prepare(s, &s->next,
                 "SELECT id,url,title,lead,published,tries FROM item WHERE"
                 " status=0 AND next<=? ORDER BY next,id LIMIT 200") ||
        !prepare(s, &s->save_item,
                 "UPDATE item SET status=?,tries=?,next=? WHERE id=?") ||
        !prepare(s, &s->save_feed,
                 "UPDATE feed SET etag=?,modified=?,next=?,last_ok=?,errors=?,"
                 "items=? WHERE id=?") ||
        !prepare(s, &s->waiting,
                 "SELECT count(*),min(next) FROM item WHERE status=0")) {
        sk_fail(err, SK_EIO, 0, "%s: %s", path, sqlite3_errmsg(s->db));
        follow_state_close(s);
        return NULL;
    }
    return s;
}

void follow_state_close(follow_state *s)
{
    if (!s)
        return;
    sqlite3_finalize(s->add_item);
    sqlite3_finalize(s->next);
    sqlite3_finalize(s->save_item);
    sqlite3_finalize(s->save_feed);
    sqlite3_finalize(s->waiting);
    sqlite3_close(s->db);
    free(s);
}

static void bind(sqlite3_stmt *st, int i, sk_str v)
{
    sqlite3_bind_text(st, i, v.s ? v.s : "", (int)v.len, SQLITE_TRANSIENT);
}

static int run(sqlite3_stmt *st)
{
    int rc = sqlite3_step(st);

    sqlite3_reset(st);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? SK_OK : SK_EIO;
}

static void text(sqlite3_stmt *st, int i, char *out, size_t size)
{
    const char *v = (const char *)sqlite3_column_text(st, i);

    snprintf(out, size, "%s", v ? v : "");
}

int follow_feed_add(follow_state *s, sk_str url)
{
    sqlite3_stmt *st;
    int rc;

    if (!prepare(s, &st, "INSERT OR IGNORE INTO feed(url) VALUES(?)"))
        return SK_EIO;
    bind(st, 1, url);
    rc = run(st);
    sqlite3_finalize(st);
    return rc;
}

int follow_feeds(follow_state *s, void (*each)(const follow_feed *, void *),
                 void *arg)
{
    sqlite3_stmt *st;

    if (!prepare(s, &st,
                 "SELECT id,url,etag,modified,next,last_ok,errors,"
                 "items FROM feed ORDER BY id"))
        return SK_EIO;
    while (sqlite3_step(st) == SQLITE_ROW) {
        follow_feed f = {.id = sqlite3_column_int64(st, 0),
                         .next = sqlite3_column_int64(st, 4),
                         .last_ok = sqlite3_column_int64(st, 5),
                         .errors = sqlite3_column_int64(st, 6),
                         .items = sqlite3_column_int64(st, 7)};
        text(st, 1, f.url, sizeof f.url);
        text(st, 2, f.etag, sizeof f.etag);
        text(st, 3, f.modified, sizeof f.modified);
        each(&f, arg);
    }
    sqlite3_finalize(st);
    return SK_OK;
}

int follow_begin(follow_state *s)
{
    return sqlite3_exec(s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) ? SK_EIO
                                                                    : SK_OK;
}

int follow_commit(follow_state *s)
{
    return sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL) ? SK_EIO : SK_OK;
}

int follow_item_add(follow_state *s, int64_t feed, sk_str url, sk_str title,
                    sk_str lead, sk_str published, bool *is_new)
{
    int rc;

    bind(s->add_item, 1, url);
    sqlite3_bind_int64(s->add_item, 2, feed);
    bind(s->add_item, 3, title);
    bind(s->add_item, 4, lead);
    bind(s->add_item, 5, published);
    rc = run(s->add_item);
    *is_new = !rc && sqlite3_changes(s->db) > 0;
    return rc;
}

int follow_feed_save(follow_state *s, const follow_feed *f)
{
    sqlite3_stmt *st = s->save_feed;

    bind(st, 1, (sk_str){f->etag, strlen(f->etag)});
    bind(st, 2, (sk_str){f->modified, strlen(f->modified)});
    sqlite3_bind_int64(st, 3, f->next);
    sqlite3_bind_int64(st, 4, f->last_ok);
    sqlite3_bind_int64(st, 5, f->errors);
    sqlite3_bind_int64(st, 6, f->items);
    sqlite3_bind_int64(st, 7, f->id);
    return run(st);
}

int follow_item_next(follow_state *s, int64_t now,
                     bool (*ok)(const char *url, void *arg), void *arg,
                     follow_item *out)
{
    int rc = SK_ENONE;

    sqlite3_bind_int64(s->next, 1, now);
    while (rc == SK_ENONE && sqlite3_step(s->next) == SQLITE_ROW) {
        text(s->next, 1, out->url, sizeof out->url);
        if (!ok(out->url, arg))
            continue;
        out->id = sqlite3_column_int64(s->next, 0);
        text(s->next, 2, out->title, sizeof out->title);
        text(s->next, 3, out->lead, sizeof out->lead);
        text(s->next, 4, out->published, sizeof out->published);
        out->tries = sqlite3_column_int64(s->next, 5);
        rc = SK_OK;
    }
    sqlite3_reset(s->next);
    return rc;
}

int follow_item_save(follow_state *s, int64_t id, int status, int64_t tries,
                     int64_t next)
{
    sqlite3_bind_int(s->save_item, 1, status);
    sqlite3_bind_int64(s->save_item, 2, tries);
    sqlite3_bind_int64(s->save_item, 3, next);
    sqlite3_bind_int64(s->save_item, 4, id);
    return run(s->save_item);
}

int64_t follow_waiting(follow_state *s, int64_t *earliest)
{
    int64_t n = 0;

    *earliest = INT64_MAX;
    if (sqlite3_step(s->waiting) == SQLITE_ROW) {
        n = sqlite3_column_int64(s->waiting, 0);
        if (n)
            *earliest = sqlite3_column_int64(s->waiting, 1);
    }
    sqlite3_reset(s->waiting);
    return n;
}
