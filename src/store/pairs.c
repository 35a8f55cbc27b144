/* pairs.c - words side by side: into the index, and questions to it. */
#include "store/pairs.h"

#include "store/older.h"

enum { FEW = 64 /* documents whose texts are looked at */ };

/* Stands between two words; of no script, but part of a word for FTS5. */
#define BETWEEN SK_STR("\xEE\x80\x80") /* U+E000 */

/* "một_hai" of each two words in a row, each in quote and with glue between. */
static void list_pairs(sk_arena *a, sk_buf *b, sk_str text, const char *quote,
                       const char *glue)
{
    sk_str last = {NULL, 0};
    unsigned marks;
    size_t at = 0;

    for (sk_str w; (w = sk_word_next(text, &at, &marks)).len; last = w) {
        if (!last.s)
            continue;
        sk_buf_add(a, b, sk_str_of(b->n ? glue : ""));
        sk_buf_add(a, b, sk_str_of(quote));
        sk_buf_add(a, b, last);
        sk_buf_add(a, b, BETWEEN);
        sk_buf_add(a, b, w);
        sk_buf_add(a, b, sk_str_of(quote));
    }
}

int sk_pairs_put(sk_db *db, int64_t id, sk_str title, sk_str text, bool remove,
                 sk_arena *a, sk_err *err)
{
    const sk_word_index *in = &sk_db_dialect(db)->pairs;
    sk_buf b = {0};
    sk_stmt *st;

    if (!in->make)
        return SK_OK;
    st = sk_db_prepare(db, remove ? in->drop : in->put);
    if (!st)
        return sk_db_fail(db, err);
    list_pairs(a, &b, title, "", " ");
    list_pairs(a, &b, text, "", " ");
    sk_bind_int(st, 1, id);
    sk_bind_str(st, 2, sk_buf_str(&b));
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

/* ---- an older store ---- */

static int put_old(sk_db *db, int64_t id, sk_arena *a, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(db, "SELECT title, text FROM doc WHERE id = ?");
    sk_str title, text;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, id);
    if (sk_db_step(db, st) != 1)
        return sk_db_fail(db, err);
    title = sk_fold(a, sk_col_view(st, 0));
    text = sk_fold(a, sk_col_view(st, 1));
    sk_db_reset(st);
    return sk_pairs_put(db, id, title, text, false, a, err);
}

static int put_all(sk_db *db, sk_arena *a, sk_err *err)
{
    return sk_older_each(db,
                         "SELECT coalesce(min(id), 0) FROM doc WHERE id > ?", a,
                         put_old, err);
}

int sk_pairs_all(sk_db *db, sk_err *err)
{
    return sk_db_dialect(db)->pairs.make ? sk_older_run(db, put_all, err)
                                         : SK_OK;
}

/* ---- questions ---- */

static void cut_words(sk_arena *a, sk_str text, sk_word_list *out)
{
    unsigned marks;
    size_t at = 0;

    for (sk_str w; (w = sk_word_next(text, &at, &marks)).len;)
        *sk_push(a, out) = w;
}

static bool stand_in_a_row(sk_arena *a, sk_str text, const sk_word_list *w)
{
    sk_word_list t = {0};

    cut_words(a, text, &t);
    for (size_t i = 0; i + w->n <= t.n; i++) {
        size_t k = 0;
        while (k < w->n && sk_str_eq(t.v[i + k], w->v[k]))
            k++;
        if (k == w->n)
            return true;
    }
    return false;
}

/* Of the documents with all pairs those with the words in a row. */
static int read_texts(sk_store *s, const sk_word_list *w, bool folded,
                      bool titles, const sk_numbers *ids, sk_arena *a,
                      sk_stretch *out)
{
    sk_str (*form)(sk_arena * a, sk_str s) = folded ? sk_fold : sk_lower_dup;
    sk_stmt *st =
        sk_db_prepare(s->db, "SELECT title, text FROM doc WHERE id = ?");

    if (!st)
        return -1;
    for (size_t i = 0; i < ids->n; i++) {
        bool in_title;
        sk_bind_int(st, 1, ids->v[i]);
        if (sk_db_step(s->db, st) != 1)
            return -1;
        in_title = titles && stand_in_a_row(a, form(a, sk_col_view(st, 0)), w);
        if (in_title || stand_in_a_row(a, form(a, sk_col_view(st, 1)), w)) {
            *sk_push(a, &out->v) = out->from = ids->v[i];
            *sk_push(a, &out->titles) = ids->v[i] * 2 + in_title;
            if (!out->below)
                out->below = ids->v[i] + 1;
        }
        sk_db_reset(st);
    }
    return 1;
}

int sk_pairs_look(sk_store *s, sk_str words, bool folded, bool titles,
                  int64_t below, sk_arena *a, sk_stretch *out)
{
    const sk_word_index *in = &sk_db_dialect(s->db)->pairs;
    sk_str normal = sk_normal(a, words);
    sk_word_list w = {0};
    sk_numbers ids = {0};
    sk_buf match = {0};
    sk_stmt *st;
    int row;

    if (!in->make)
        return 0;
    st = sk_db_prepare(s->db, in->look);
    if (!st)
        return -1;
    list_pairs(a, &match, sk_fold(a, normal), "\"", " AND ");
    sk_bind_str(st, 1, sk_buf_str(&match));
    sk_bind_int(st, 2, 0);
    sk_bind_int(st, 3, below ? below : INT64_MAX);
    sk_bind_int(st, 4, FEW + 1);
    while ((row = sk_db_step(s->db, st)) == 1)
        *sk_push(a, &ids) = sk_col_int(st, 0);
    if (row < 0 || ids.n > FEW)
        return row;
    cut_words(a, folded ? sk_fold(a, normal) : sk_lower_dup(a, normal), &w);
    *out = (sk_stretch){.below = below, .all = true};
    return read_texts(s, &w, folded, titles, &ids, a, out);
}
