/* store.c - opens and closes a store, begins and ends transactions. */
#include "store/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"
#include "store/schema.h"

/* ---- where ---- */

static char *default_path(void)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    char *p = NULL;
    int n;

    if (data && data[0] == '/')
        n = asprintf(&p, "%s/sukien/news.db", data);
    else
        n = asprintf(&p, "%s/.local/share/sukien/news.db", home ? home : ".");
    return n < 0 ? NULL : p;
}

/* Makes the folders above path. */
static int make_folders(const char *path, sk_err *err)
{
    char *p = strdup(path);
    int rc = SK_OK;

    if (!p)
        return sk_fail(err, SK_ENOMEM, 0, "no memory");
    for (char *c = p + 1; *c && !rc; c++) {
        if (*c != '/')
            continue;
        *c = 0;
        if (mkdir(p, 0777) && errno != EEXIST)
            rc = sk_fail(err, SK_EIO, 0, "%s: %s", p, strerror(errno));
        *c = '/';
    }
    free(p);
    return rc;
}

sk_store *sk_store_open(const char *where, unsigned flags, sk_err *err)
{
    bool read_only = flags & SK_STORE_READ;
    sk_store *s = calloc(1, sizeof *s);

    if (s)
        s->where = where ? strdup(where) : default_path();
    if (!s || !s->where) {
        sk_fail(err, SK_ENOMEM, 0, "no memory");
        goto fail;
    }
    if (!sk_db_is_address(s->where)) {
        if (read_only && access(s->where, F_OK)) {
            sk_fail(err, SK_EIO, 0, "%s: no store there (sukien add makes one)",
                    s->where);
            goto fail;
        }
        if (!read_only && make_folders(s->where, err))
            goto fail;
    }
    s->db = sk_db_open(s->where, read_only, err);
    if (!s->db)
        goto fail;
    if (read_only ? sk_schema_check(s->db, err) : sk_schema_update(s->db, err))
        goto fail;
    s->version = -1;
    return s;
fail:
    sk_store_close(s);
    return NULL;
}

void sk_store_close(sk_store *s)
{
    if (!s)
        return;
    if (s->writing)
        sk_db_rollback(s->db);
    sk_threads_free(s->threads);
    sk_db_close(s->db);
    free(s->dirty);
    free(s->where);
    free(s);
}

const char *sk_store_where(const sk_store *s)
{
    return sk_db_name(s->db);
}

int64_t sk_store_version(sk_store *s)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT CAST(value AS INTEGER) FROM meta WHERE "
               "key = 'version'");
    int64_t v = 0;

    if (sk_db_step(s->db, st) == 1)
        v = sk_col_int(st, 0);
    sk_db_reset(st);
    return v;
}

/* ---- transactions ---- */

int sk_store_touch(sk_store *s, int64_t story, sk_err *err)
{
    for (size_t i = s->n_dirty; i && i + 16 > s->n_dirty; i--)
        if (s->dirty[i - 1] == story)
            return SK_OK;
    if (s->n_dirty == s->dirty_cap) {
        size_t cap = s->dirty_cap ? s->dirty_cap * 2 : 64;
        int64_t *v = realloc(s->dirty, cap * sizeof *v);
        if (!v)
            return sk_fail(err, SK_ENOMEM, 0, "no memory");
        s->dirty = v;
        s->dirty_cap = cap;
    }
    s->dirty[s->n_dirty++] = story;
    return SK_OK;
}

int sk_store_begin(sk_store *s, sk_err *err)
{
    if (s->writing)
        return SK_OK;
    if (sk_db_begin(s->db))
        return sk_db_fail(s->db, err);
    s->writing = true;
    if (s->version != sk_store_version(s)) {
        sk_threads_free(s->threads); /* another one has written */
        s->threads = NULL;
    }
    return SK_OK;
}

void sk_store_undo(sk_store *s)
{
    sk_db_rollback(s->db);
    sk_threads_free(s->threads); /* it has gone ahead of the tables */
    s->threads = NULL;
    s->writing = false;
    s->n_dirty = 0;
}

static int grow_version(sk_store *s)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "INSERT INTO meta(key, value) VALUES('version', ?) ON CONFLICT"
               "(key) DO UPDATE SET value = excluded.value");
    char text[24];
    int n = snprintf(text, sizeof text, "%lld",
                     (long long)(s->version = sk_store_version(s) + 1));

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, (sk_str){text, (size_t)n});
    return sk_db_run(s->db, st) ? SK_EIO : SK_OK;
}

enum { SAVE_EVERY = 4096 };

int sk_store_commit(sk_store *s, sk_err *err)
{
    int rc;

    if (!s->writing)
        return SK_OK;
    rc = sk_store_name_stories(s, err);
    if (!rc && s->n_logged >= SAVE_EVERY)
        rc = sk_store_save_threads(s, err);
    if (!rc && (grow_version(s) || sk_db_commit(s->db)))
        rc = sk_db_fail(s->db, err);
    if (rc)
        sk_store_undo(s);
    s->writing = false;
    s->n_dirty = 0;
    return rc;
}

/* ---- answers ---- */

int sk_store_guard(sk_store *s, sk_arena *a, int (*body)(sk_store *s, void *how),
                   void *how, sk_err *err)
{
    jmp_buf *outer = a->full, full;
    int rc;

    if (setjmp(full) == 0) {
        a->full = &full;
        rc = body(s, how);
        if (rc == SK_EIO)
            rc = sk_db_fail(s->db, err);
        else if (rc == SK_ENONE)
            sk_fail(err, SK_ENONE, 0, "%s: nothing has that number", s->where);
    } else {
        sk_db_reset_all(s->db);
        rc = sk_fail(err, SK_ELIMIT, 0, "the answer needs more than %zu bytes",
                     a->limit);
    }
    a->full = outer;
    return rc;
}

sk_str sk_store_time(sk_arena *a, int64_t minute)
{
    int64_t day = minute / 1440;
    int32_t m;
    sk_str date;

    if (minute == SK_NO_TIME)
        return (sk_str){NULL, 0};
    if (minute % 1440 < 0)
        day--;
    m = (int32_t)(minute - day * 1440);
    date = sk_day_iso(a, (int32_t)day);
    return sk_strf(a, "%.*sT%02d:%02d+07:00", SK_FMT(date), m / 60, m % 60);
}

/* ---- dates as coded ---- */

static bool digits(sk_str s, size_t at, size_t n, int *v)
{
    *v = 0;
    if (s.len < at + n)
        return false;
    for (size_t i = at; i < at + n; i++) {
        if (s.s[i] < '0' || s.s[i] > '9')
            return false;
        *v = *v * 10 + (s.s[i] - '0');
    }
    return true;
}

static void one_range(sk_str w, int32_t *from, int32_t *to)
{
    int y, m, d;

    *from = *to = SK_NO_DAY;
    if (!digits(w, 0, 4, &y))
        return;
    if (w.len >= 8 && w.s[5] == 'W' && digits(w, 6, 2, &d)) {
        int32_t jan4 = sk_day_of(y, 1, 4);
        *from = jan4 - (sk_weekday(jan4) - 1) + (d - 1) * 7;
        *to = *from + 6;
    } else if (w.len >= 10 && digits(w, 5, 2, &m) && digits(w, 8, 2, &d) &&
               m >= 1 && m <= 12 && d >= 1 && d <= 31) {
        *from = *to = sk_day_of(y, m, d);
    } else if (w.len >= 7 && digits(w, 5, 2, &m) && m >= 1 && m <= 12) {
        *from = sk_day_of(y, m, 1);
        *to = *from + sk_month_days(y, m) - 1;
    } else if (w.len == 4) {
        *from = sk_day_of(y, 1, 1);
        *to = sk_day_of(y, 12, 31);
    }
}

void sk_when_range(sk_str when, int32_t *from, int32_t *to)
{
    sk_str rest, first;
    int32_t unused;

    *from = *to = SK_NO_DAY;
    if (!when.s)
        return;
    first = sk_str_cut(when, '/', &rest);
    one_range(first, from, to);
    if (rest.s)
        one_range(rest, &unused, to);
}
