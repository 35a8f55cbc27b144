/* said.c - which quotations are the same words.
 *
 * A quotation leaves keys: hashes of its speaker with runs of four syllables,
 * of which winnowing picks about one in three, the same ones wherever eight
 * syllables in a row are the same (Schleimer, Wilkerson, Aiken 2003). Those
 * with a key in common are compared, so nothing is compared with everything.
 *
 * What stands in marks is the same if most of the shorter one's pairs of
 * syllables stand in the longer one: outlets quote more or less of a speech.
 * What is told in other words must agree nearly whole, with the same numbers
 * and without a word put in ("sẽ rút", "sẽ không rút").
 */
#include "store/said.h"

#include "base/day.h"
#include "base/tok.h"
#include "store/older.h"
#include "store/words.h"

enum {
    RUN = 4,         /* syllables in a key */
    WINDOW = 5,      /* runs of which one is picked */
    MARKED_DAYS = 7, /* between two reports of the same words */
    TOLD_DAYS = 2,
    AT_ONCE = 8,      /* keys asked for */
    NEAR = 256,       /* quotations with one of them, at most */
    MARKED_LEAST = 5, /* syllables, unless all are the same */
    TOLD_LEAST = 8
};

/* A quotation cut into syllables. */
typedef struct saying {
    int64_t id, same, happening, minute;
    uint64_t speaker;
    uint32_t *toks; /* [n] hashes */
    bool *number;   /* [n] */
    uint32_t n;
    uint32_t *marked; /* [n_marked] those that stand in marks */
    uint32_t n_marked;
} saying;

/* Not single ones: they may be apostrophes. */
static bool is_mark(const sk_tok *t)
{
    return t->quote && t->quote < SK_QUOTE_SINGLE;
}

static void cut(sk_arena *a, sk_str text, bool direct, saying *x)
{
    sk_toks t = {0};
    bool open = direct;

    sk_tok_cut(a, NULL, text, 0, (uint32_t)text.len, &t);
    x->toks = sk_new(a, uint32_t, t.n + 1);
    x->marked = sk_new(a, uint32_t, t.n + 1);
    x->number = sk_new(a, bool, t.n + 1);
    for (size_t i = 0; i < t.n; i++) {
        if (t.v[i].kind != SK_TOK_MARK) {
            x->number[x->n] = t.v[i].kind == SK_TOK_DIGITS;
            x->toks[x->n++] = t.v[i].hash;
            if (open)
                x->marked[x->n_marked++] = t.v[i].hash;
        } else if (!direct && is_mark(&t.v[i])) {
            open = !open;
        }
    }
}

/* ---- the tables ---- */

#define SAYING                                                      \
    "q.id, q.same, q.kind, q.text_fold, q.entity, q.speaker_fold, " \
    "d.happening, d.minute FROM quote q JOIN doc d ON d.id = q.doc "

static void read_row(sk_stmt *st, sk_arena *a, saying *x)
{
    sk_str name = sk_col_view(st, 5);

    *x = (saying){
        .id = sk_col_int(st, 0),
        .same = sk_col_int(st, 1),
        .speaker = sk_col_null(st, 4) ? sk_hash(name.s, name.len, 1)
                                      : (uint64_t)sk_col_int(st, 4) * 2 + 1,
        .happening = sk_col_int(st, 6),
        .minute = sk_col_int(st, 7),
    };
    if (name.len || !sk_col_null(st, 4))
        cut(a, sk_col_str(st, 3, a), sk_col_int(st, 2) == SK_DIRECT, x);
}

static int read_one(sk_db *db, int64_t id, sk_arena *a, saying *x, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(db, "SELECT " SAYING "WHERE q.id = ?");

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, id);
    if (sk_db_step(db, st) != 1)
        return sk_db_fail(db, err);
    read_row(st, a, x);
    sk_db_reset(st);
    return SK_OK;
}

/* Runs a statement with one number or (y not 0) two. */
static int with(sk_db *db, const char *sql, int64_t x, int64_t y, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(db, sql);

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, x);
    if (y)
        sk_bind_int(st, 2, y);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

/* ---- keys ---- */

typedef SK_VEC(int64_t) numbers;

static int64_t key_of(const saying *x, uint32_t at, uint32_t n)
{
    return (int64_t)(sk_hash(x->toks + at, n * sizeof *x->toks, x->speaker) >>
                     1);
}

static void keys_of(const saying *x, sk_arena *a, numbers *out)
{
    uint32_t runs = x->n < RUN ? 1 : x->n - RUN + 1;
    uint32_t window = runs < WINDOW ? runs : WINDOW, picked = UINT32_MAX;
    int64_t *h;

    if (x->n < RUN - 1)
        return;
    h = sk_new(a, int64_t, runs);
    for (uint32_t i = 0; i < runs; i++)
        h[i] = key_of(x, i, x->n < RUN ? x->n : RUN);
    for (uint32_t i = 0; i + window <= runs; i++) {
        uint32_t low = i;
        for (uint32_t k = i; k < i + window; k++)
            if (h[k] <= h[low])
                low = k;
        if (low != picked)
            *sk_push(a, out) = h[low];
        picked = low;
    }
}

static int put_key(sk_db *db, int64_t key, const saying *x, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "INSERT INTO quote_key(key, day, quote) VALUES(?, ?, ?) "
            "ON CONFLICT(key, day, quote) DO NOTHING");

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, key);
    sk_bind_int(st, 2, sk_day_of_minute(x->minute));
    sk_bind_int(st, 3, x->id);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

typedef SK_VEC(saying) sayings;

/* Those outside of the group that have one of at most AT_ONCE keys. */
static int with_keys(sk_db *db, const saying *x, const int64_t *keys, size_t n,
                     sk_arena *a, sayings *out, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT DISTINCT " SAYING "JOIN quote_key k ON k.quote = q.id "
            "WHERE k.key IN (?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) AND "
            "k.day >= ?2 AND k.day <= ?3 AND q.same <> ?1 "
            "ORDER BY q.id LIMIT ?4");
    int row;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, x->same);
    sk_bind_int(st, 2, sk_day_of_minute(x->minute) - MARKED_DAYS);
    sk_bind_int(st, 3, sk_day_of_minute(x->minute) + MARKED_DAYS);
    sk_bind_int(st, 4, NEAR);
    for (size_t i = 0; i < AT_ONCE; i++)
        sk_bind_int(st, 5 + (int)i, keys[i < n ? i : 0]);
    while ((row = sk_db_step(db, st)) == 1)
        read_row(st, a, sk_push(a, out));
    return row < 0 ? sk_db_fail(db, err) : SK_OK;
}

/* ---- whether two are the same ---- */

static bool has_pair(const uint32_t *v, uint32_t n, uint32_t x, uint32_t y)
{
    for (uint32_t i = 0; i + 1 < n; i++)
        if (v[i] == x && v[i + 1] == y)
            return true;
    return false;
}

/* How many of v's pairs of neighbours stand in w. */
static uint32_t shared(const uint32_t *v, uint32_t n, const uint32_t *w,
                       uint32_t m)
{
    uint32_t c = 0;

    for (uint32_t i = 0; i + 1 < n; i++)
        c += has_pair(w, m, v[i], v[i + 1]);
    return c;
}

static bool same_marked(const saying *x, const saying *y)
{
    uint32_t n = x->n_marked, m = y->n_marked;

    if (n == m && n >= RUN - 1 &&
        !memcmp(x->marked, y->marked, n * sizeof *x->marked))
        return true;
    if (n > m)
        return same_marked(y, x);
    return n >= MARKED_LEAST &&
           shared(x->marked, n, y->marked, m) * 3 >= (n - 1) * 2;
}

/* All numbers of x stand in y too. */
static bool numbers_in(const saying *x, const saying *y)
{
    for (uint32_t i = 0; i < x->n; i++) {
        bool found = !x->number[i];
        for (uint32_t k = 0; k < y->n && !found; k++)
            found = y->number[k] && y->toks[k] == x->toks[i];
        if (!found)
            return false;
    }
    return true;
}

/* A word of x stands between two that are neighbours in y. */
static bool word_put_in(const saying *x, const saying *y)
{
    for (uint32_t i = 1; i + 1 < x->n; i++)
        if (has_pair(y->toks, y->n, x->toks[i - 1], x->toks[i + 1]) &&
            !has_pair(y->toks, y->n, x->toks[i - 1], x->toks[i]))
            return true;
    return false;
}

static bool same_told(const saying *x, const saying *y)
{
    int64_t apart =
        x->minute < y->minute ? y->minute - x->minute : x->minute - y->minute;
    uint32_t n = x->n, m = y->n, c;

    if (n > m)
        return same_told(y, x);
    if (n < TOLD_LEAST || !numbers_in(x, y) || word_put_in(x, y) ||
        word_put_in(y, x))
        return false;
    c = shared(x->toks, n, y->toks, m);
    if (x->happening == y->happening && c * 20 >= (n - 1) * 17)
        return true; /* one of them says less */
    return apart <= TOLD_DAYS * 1440 && c * 8 >= (n + m - 2) * 3;
}

static bool same(const saying *x, const saying *y)
{
    if (x->speaker != y->speaker)
        return false;
    if (x->n_marked >= RUN - 1 && y->n_marked >= RUN - 1)
        return same_marked(x, y);
    return same_told(x, y);
}

/* ---- joining ---- */

/* The two groups become the one with the lower number. */
static int unite(sk_db *db, saying *x, int64_t other, sk_err *err)
{
    int64_t low = x->same < other ? x->same : other;
    int64_t high = x->same < other ? other : x->same;

    if (low == high)
        return SK_OK;
    x->same = low;
    return with(db, "UPDATE quote SET same = ?2 WHERE same = ?1", high, low,
                err);
}

int sk_said_join(sk_db *db, int64_t quote, sk_arena *a, sk_err *err)
{
    numbers keys = {0};
    saying x;
    int rc = with(db, "UPDATE quote SET same = id WHERE id = ? AND same = 0",
                  quote, 0, err);

    if (!rc)
        rc = read_one(db, quote, a, &x, err);
    if (!rc)
        keys_of(&x, a, &keys);
    for (size_t at = 0; at < keys.n && !rc; at += AT_ONCE) {
        size_t n = keys.n - at < AT_ONCE ? keys.n - at : AT_ONCE;
        sayings near = {0};
        rc = with_keys(db, &x, keys.v + at, n, a, &near, err);
        for (size_t i = 0; i < near.n && !rc; i++)
            if (same(&x, &near.v[i]))
                rc = unite(db, &x, near.v[i].same, err);
        for (size_t i = at; i < at + n && !rc; i++)
            rc = put_key(db, keys.v[i], &x, err);
    }
    return rc;
}

/* ---- a document that goes ---- */

static int list(sk_db *db, const char *sql, int64_t of, sk_arena *a,
                numbers *out, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(db, sql);
    int row;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, of);
    while ((row = sk_db_step(db, st)) == 1)
        *sk_push(a, out) = sk_col_int(st, 0);
    return row < 0 ? sk_db_fail(db, err) : SK_OK;
}

static int drop_words(sk_db *db, int64_t doc, int64_t listed, sk_arena *a,
                      sk_err *err)
{
    struct words {
        int64_t id;
        sk_str speaker, text;
    };
    SK_VEC(struct words) v = {0};
    sk_stmt *st = sk_db_prepare(
        db, "SELECT id, speaker_fold, text_fold FROM quote WHERE doc = ? AND "
            "id <= ?");
    int row, rc = SK_OK;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, doc);
    sk_bind_int(st, 2, listed);
    while ((row = sk_db_step(db, st)) == 1)
        *sk_push(a, &v) = (struct words){
            sk_col_int(st, 0), sk_col_str(st, 1, a), sk_col_str(st, 2, a)};
    if (row < 0)
        return sk_db_fail(db, err);
    for (size_t i = 0; i < v.n && !rc; i++)
        rc = sk_words_put_quote(db, v.v[i].id, v.v[i].speaker, v.v[i].text,
                                true, a, err);
    return rc;
}

int sk_said_forget(sk_db *db, int64_t doc, int64_t listed, sk_arena *a,
                   sk_err *err)
{
    numbers groups = {0}, rest = {0};
    int rc = list(db, "SELECT DISTINCT same FROM quote WHERE doc = ?", doc, a,
                  &groups, err);

    if (!rc)
        rc = drop_words(db, doc, listed, a, err);
    if (!rc)
        rc = with(db, "DELETE FROM quote WHERE doc = ?", doc, 0, err);
    for (size_t i = 0; i < groups.n && !rc; i++)
        rc = list(db, "SELECT id FROM quote WHERE same = ? ORDER BY id",
                  groups.v[i], a, &rest, err);
    for (size_t i = 0; i < rest.n && !rc; i++)
        rc = with(db, "UPDATE quote SET same = id WHERE id = ?", rest.v[i], 0,
                  err);
    for (size_t i = 0; i < rest.n && !rc; i++)
        rc = sk_said_join(db, rest.v[i], a, err);
    return rc;
}

/* ---- an old store ---- */

static int join_all(sk_db *db, sk_arena *a, sk_err *err)
{
    return sk_older_each(db, "SELECT min(id) FROM quote WHERE id > ?", a,
                         sk_said_join, err);
}

int sk_said_all(sk_db *db, sk_err *err)
{
    return sk_older_run(db, join_all, err);
}
