/* routine.c - folds what comes day after day, and keeps tolls that differ. */
#include "store/routine.h"

#include "thread/mark.h"

enum {
    SERIES = 3, /* entries that are folded, at least */
    GAP = 10,   /* days between two of them, at most */
    APART = 3,  /* what so many outlets told is no routine */
};

int sk_routine_put_doc(sk_adding *a)
{
    int64_t n[SK_TOLL_KINDS];

    sk_mark_tolls(a->d, n);
    for (int k = 0; k < SK_TOLL_KINDS; k++)
        if (n[k] >= 0)
            SK_TRY(SK_ADD_WITH(a,
                               "INSERT INTO toll(doc, what, n) "
                               "VALUES(?, ?, ?)",
                               a->id, k, n[k]));
    return SK_OK;
}

/* ---- one happening ---- */

/* "what n document minute outlet" a line, oldest first, of the kinds in which
 * two documents differ; s == NULL if none. */
static int differing(sk_db *db, int64_t happening, sk_arena *a, sk_str *out,
                     sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT t.what, t.n, d.id, d.minute, d.outlet FROM doc d JOIN toll "
            "t ON t.doc = d.id WHERE d.happening = ? "
            "ORDER BY t.what, d.minute, d.id");
    sk_buf all = {0}, one = {0};
    int64_t what = -1, first = 0;
    bool differ = false;
    int row;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, happening);
    do {
        row = sk_db_step(db, st);
        if (row != 1 || sk_col_int(st, 0) != what) {
            if (differ)
                sk_buf_add(a, &all, sk_buf_str(&one));
            one = (sk_buf){0};
            differ = false;
            if (row != 1)
                break;
            what = sk_col_int(st, 0);
            first = sk_col_int(st, 1);
        }
        differ |= sk_col_int(st, 1) != first;
        sk_buf_add(
            a, &one,
            sk_strf(a, "%lld %lld %lld %lld %.*s\n", (long long)what,
                    (long long)sk_col_int(st, 1), (long long)sk_col_int(st, 2),
                    (long long)sk_col_int(st, 3), SK_FMT(sk_col_view(st, 4))));
    } while (row == 1);
    *out = all.n ? sk_buf_str(&all) : (sk_str){NULL, 0};
    return row < 0 ? sk_db_fail(db, err) : SK_OK;
}

int sk_routine_write(sk_store *s, int64_t happening, sk_arena *a, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT d.title FROM happening h JOIN "
                                       "doc d ON d.id = h.doc WHERE h.id = ?");
    sk_str title, tolls;
    int row;

    if (!st)
        return sk_db_fail(s->db, err);
    sk_bind_int(st, 1, happening);
    row = sk_db_step(s->db, st);
    title = row == 1 ? sk_col_str(st, 0, a) : (sk_str){NULL, 0};
    sk_db_reset(st);
    if (row < 0)
        return sk_db_fail(s->db, err);
    SK_TRY(differing(s->db, happening, a, &tolls, err));
    st = sk_db_prepare(
        s->db, "UPDATE happening SET series = ?, tolls = ? WHERE id = ?");
    if (!st)
        return sk_db_fail(s->db, err);
    sk_bind_int(st, 1, sk_mark_series(s->eng, title, a));
    sk_bind_str(st, 2, tolls);
    sk_bind_int(st, 3, happening);
    return sk_db_run(s->db, st) ? sk_db_fail(s->db, err) : SK_OK;
}

/* ---- the entries of a storyline ---- */

typedef struct fold {
    int64_t under; /* 0: stands alone */
    int64_t n;     /* entries that are folded under it */
    int64_t from;  /* day of the first of them */
} fold;

typedef struct entry {
    int64_t id, series, day;
    bool routine;
    fold was, now;
} entry;

typedef SK_VEC(entry) entries;

/* By series, newest first. */
static int read_entries(sk_db *db, int64_t story, sk_arena *a, entries *v,
                        sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT id, series, day, CASE WHEN met_by IS NULL AND plan = 0 AND "
            "n_outlets < ? THEN 1 ELSE 0 END, fold, n_folded, folded_from FROM "
            "happening WHERE story = ? AND series <> 0 "
            "ORDER BY series, day DESC, first DESC, id DESC");
    int row;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, APART);
    sk_bind_int(st, 2, story);
    while ((row = sk_db_step(db, st)) == 1)
        *sk_push(a, v) = (entry){
            .id = sk_col_int(st, 0),
            .series = sk_col_int(st, 1),
            .day = sk_col_int(st, 2),
            .routine = sk_col_int(st, 3),
            .was = {sk_col_int(st, 4), sk_col_int(st, 5), sk_col_int(st, 6)}};
    return row < 0 ? sk_db_fail(db, err) : SK_OK;
}

/* The entries at places run[0..n) are one series without a long pause. */
static void fold_run(entries *v, const size_t *run, size_t n)
{
    entry *head = n ? &v->v[run[0]] : NULL;

    if (n < SERIES)
        return;
    head->now.n = (int64_t)n - 1;
    head->now.from = v->v[run[n - 1]].day;
    for (size_t i = 1; i < n; i++)
        v->v[run[i]].now.under = head->id;
}

static void fold_all(entries *v, sk_arena *a)
{
    size_t *run = sk_new(a, size_t, v->n + 1), n = 0;

    for (size_t i = 0; i < v->n; i++) {
        const entry *e = &v->v[i], *last = n ? &v->v[run[n - 1]] : NULL;
        if (!e->routine)
            continue;
        if (last && (e->series != last->series || last->day - e->day > GAP)) {
            fold_run(v, run, n);
            n = 0;
        }
        run[n++] = i;
    }
    fold_run(v, run, n);
}

static int write_fold(sk_db *db, const entry *e, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "UPDATE happening SET fold = ?, n_folded = ?, folded_from = ? "
            "WHERE id = ?");

    if (!st)
        return sk_db_fail(db, err);
    if (e->now.under)
        sk_bind_int(st, 1, e->now.under);
    sk_bind_int(st, 2, e->now.n);
    if (e->now.n)
        sk_bind_int(st, 3, e->now.from);
    sk_bind_int(st, 4, e->id);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

int sk_routine_fold(sk_db *db, int64_t story, sk_arena *a, sk_err *err)
{
    entries v = {0};
    int rc = read_entries(db, story, a, &v, err);

    if (!rc)
        fold_all(&v, a);
    for (size_t i = 0; i < v.n && !rc; i++) {
        const fold *x = &v.v[i].was, *y = &v.v[i].now;
        if (x->under != y->under || x->n != y->n || x->from != y->from)
            rc = write_fold(db, &v.v[i], err);
    }
    return rc;
}
