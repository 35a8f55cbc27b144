/* store.c - opens and closes a store, begins and ends transactions. */
#include "store/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/day.h"
#include "store/card.h"
#include "store/entries.h"
#include "store/names.h"
#include "store/parent.h"
#include "store/plans.h"
#include "store/routine.h"
#include "store/schema.h"
#include "store/words.h"

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
        struct stat st;
        if (stat(s->where, &st) == 0 && S_ISDIR(st.st_mode)) {
            sk_fail(err, SK_EIO, 0, "%s: a folder, no store", s->where);
            goto fail;
        }
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
    free(s->stories.v);
    free(s->happenings.v);
    free(s->named.v);
    free(s->where);
    free(s);
}

const char *sk_store_where(const sk_store *s)
{
    return sk_db_name(s->db);
}

char *sk_store_file(const sk_store *s, const char *suffix, sk_err *err)
{
    char *own = sk_db_is_address(s->where) ? default_path() : strdup(s->where);
    char *path = NULL;

    if (!own || asprintf(&path, "%s%s", own, suffix) < 0) {
        path = NULL;
        sk_fail(err, SK_ENOMEM, 0, "no memory");
    } else if (make_folders(path, err)) {
        free(path);
        path = NULL;
    }
    free(own);
    return path;
}

int64_t sk_store_version(sk_store *s)
{
    sk_stmt *st =
        sk_db_prepare(s->db, "SELECT CAST(value AS INTEGER) FROM meta WHERE "
                             "key = 'version'");
    int64_t v = 0;

    if (sk_db_step(s->db, st) == 1)
        v = sk_col_int(st, 0);
    sk_db_reset(st);
    return v;
}

void sk_store_hold(sk_store *s)
{
    sk_db_hold(s->db);
}

void sk_store_release(sk_store *s)
{
    sk_db_release(s->db);
}

/* ---- transactions ---- */

static int note(sk_ids *ids, int64_t id, sk_err *err)
{
    for (size_t i = ids->n; i && i + 16 > ids->n; i--)
        if (ids->v[i - 1] == id)
            return SK_OK;
    if (ids->n == ids->cap) {
        size_t cap = ids->cap ? ids->cap * 2 : 64;
        int64_t *v = realloc(ids->v, cap * sizeof *v);
        if (!v)
            return sk_fail(err, SK_ENOMEM, 0, "no memory");
        ids->v = v;
        ids->cap = cap;
    }
    ids->v[ids->n++] = id;
    return SK_OK;
}

int sk_store_touch(sk_store *s, int64_t story, int64_t happening, sk_err *err)
{
    int rc = note(&s->stories, story, err);

    return rc ? rc : note(&s->happenings, happening, err);
}

int sk_store_touch_story(sk_store *s, int64_t story, sk_err *err)
{
    return note(&s->stories, story, err);
}

int sk_store_named(sk_store *s, int64_t entity, int64_t more, sk_err *err)
{
    if (s->named.n == s->named.cap) {
        size_t cap = s->named.cap ? s->named.cap * 2 : 1024;
        sk_named *v = realloc(s->named.v, cap * sizeof *v);
        if (!v)
            return sk_fail(err, SK_ENOMEM, 0, "no memory");
        s->named.v = v;
        s->named.cap = cap;
    }
    s->named.v[s->named.n++] = (sk_named){entity, more};
    return SK_OK;
}

static int by_entity(const void *a, const void *b)
{
    const sk_named *x = a, *y = b;

    return (x->entity > y->entity) - (x->entity < y->entity);
}

/* Counts in who was named, each once. */
static int count_named(sk_store *s, sk_arena *a, sk_err *err)
{
    int rc = SK_OK;

    if (s->named.n)
        qsort(s->named.v, s->named.n, sizeof *s->named.v, by_entity);
    for (size_t i = 0, k; i < s->named.n && !rc; i = k) {
        int64_t more = 0;
        for (k = i;
             k < s->named.n && s->named.v[k].entity == s->named.v[i].entity;
             k++)
            more += s->named.v[k].more;
        sk_arena_reset(a);
        rc = sk_names_count(s->db, s->named.v[i].entity, more, a, err);
    }
    return rc;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* In order, each once. */
static void sort(sk_ids *ids)
{
    size_t n = 0;

    if (ids->n)
        qsort(ids->v, ids->n, sizeof *ids->v, by_number);
    for (size_t i = 0; i < ids->n; i++)
        if (!n || ids->v[i] != ids->v[n - 1])
            ids->v[n++] = ids->v[i];
    ids->n = n;
}

/* All is worked out in the scratch document's arena. */
static int settle(sk_store *s, sk_doc *scratch, sk_err *err)
{
    sk_arena *a = &scratch->arena;
    int rc = count_named(s, a, err);

    sort(&s->happenings);
    for (size_t i = 0; i < s->happenings.n && !rc; i++) {
        sk_arena_reset(a);
        rc = sk_entry_write(s->db, s->eng, s->happenings.v[i], a, err);
        if (!rc)
            rc = sk_routine_write(s, s->happenings.v[i], a, err);
        if (!rc)
            rc = sk_plans_ask(s, s->happenings.v[i], err);
    }
    sort(&s->stories);
    for (size_t i = 0; i < s->stories.n && !rc; i++) {
        sk_arena_reset(a);
        rc = sk_plans_meet(s->db, s->stories.v[i], a, err);
        if (!rc)
            rc = sk_routine_fold(s->db, s->stories.v[i], a, err);
        if (!rc) {
            *scratch = (sk_doc){.eng = s->eng, .arena = *a};
            rc = sk_store_name(s, s->stories.v[i], scratch, err);
        }
        if (!rc)
            rc = sk_card_write(s->db, s->eng, s->stories.v[i], a, err);
        if (!rc)
            rc = sk_parent_write(s, s->stories.v[i], err);
    }
    if (!rc && s->threads)
        rc = sk_words_put_after(s->db, s->listed_doc, s->listed_quote, a, err);
    return rc;
}

/* Works out what is kept of those that changed: names, entries. */
static int settle_changed(sk_store *s, sk_err *err)
{
    sk_doc scratch = {0};
    jmp_buf full;
    int rc;

    sk_arena_init(&scratch.arena, (size_t)64 << 20);
    if (setjmp(full) == 0) {
        scratch.arena.full = &full;
        rc = settle(s, &scratch, err);
    } else {
        sk_db_reset_all(s->db);
        rc = sk_fail(err, SK_ELIMIT, 0, "a storyline is too large");
    }
    sk_arena_done(&scratch.arena);
    return rc;
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
    s->stories.n = s->happenings.n = s->named.n = 0;
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

/* Who adds much writes the state now and then; who adds a little to a long log,
 * and had to thread that again, spares the next one. */
enum { SAVE_EVERY = 4096, SAVE_REPLAYED = 1024 };

int sk_store_commit(sk_store *s, sk_err *err)
{
    int rc;

    if (!s->writing)
        return SK_OK;
    rc = settle_changed(s, err);
    if (!rc && (s->n_logged >= SAVE_EVERY || s->n_replayed >= SAVE_REPLAYED))
        rc = sk_store_save_threads(s, err);
    if (!rc && (grow_version(s) || sk_db_commit(s->db)))
        rc = sk_db_fail(s->db, err);
    if (rc)
        sk_store_undo(s);
    s->listed_doc = s->last_id;
    s->listed_quote = s->last_quote;
    s->writing = false;
    s->stories.n = s->happenings.n = s->named.n = 0;
    return rc;
}

/* ---- answers ---- */

int sk_store_guard(sk_store *s, sk_arena *a,
                   int (*body)(sk_store *s, void *how), void *how, sk_err *err)
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

static void two_digits(char *out, int v)
{
    out[0] = (char)('0' + v / 10 % 10);
    out[1] = (char)('0' + v % 10);
}

sk_str sk_store_time(sk_arena *a, int64_t minute)
{
    static const char form[] = "0000-00-00T00:00+07:00";
    int64_t date = sk_day_of_minute(minute);
    int y, month, day, t = (int)(minute - date * 1440);
    char *s;

    if (minute == SK_NO_TIME)
        return (sk_str){NULL, 0};
    s = sk_new(a, char, sizeof form);
    memcpy(s, form, sizeof form);
    sk_day_civil((int32_t)date, &y, &month, &day);
    two_digits(s, y / 100);
    two_digits(s + 2, y);
    two_digits(s + 5, month);
    two_digits(s + 8, day);
    two_digits(s + 11, t / 60);
    two_digits(s + 14, t % 60);
    return (sk_str){s, sizeof form - 1};
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
