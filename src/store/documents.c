/* documents.c - documents: filters in, rows out. */
#include "store/ask.h"

int64_t sk_col_time(const sk_stmt *st, int col)
{
    return sk_col_null(st, col) ? SK_NO_TIME : sk_col_int(st, col);
}

#define FROM_DOC " FROM doc d JOIN happening h ON h.id = d.happening "

void sk_store_read_doc(sk_stmt *st, sk_arena *a, sk_doc_row *r)
{
    *r = (sk_doc_row){
        .id = sk_col_int(st, 0),
        .key = sk_col_str(st, 1, a),
        .url = sk_col_str(st, 2, a),
        .outlet = sk_col_str(st, 3, a),
        .title = sk_col_str(st, 4, a),
        .lead = sk_col_str(st, 5, a),
        .author = sk_col_str(st, 6, a),
        .published = sk_col_time(st, 7),
        .happening = sk_col_int(st, 8),
        .story = sk_col_int(st, 9),
        .article = sk_col_int(st, 10),
    };
}

typedef struct docs_asked {
    int64_t happening, story, id;
    sk_str key;
    uint32_t limit;
    sk_arena *a;
    sk_docs_found *out;
    sk_doc_row *one;
} docs_asked;

static int docs(sk_store *s, void *how)
{
    const docs_asked *q = how;
    SK_VEC(sk_doc_row) rows = {0};
    int row;
    sk_stmt *st = sk_db_prepare(
        s->db, q->happening
                   ? "SELECT " SK_DOC_COLUMNS FROM_DOC
                     "WHERE d.happening = ?1 ORDER BY d.minute, d.id LIMIT ?2"
                   : "SELECT " SK_DOC_COLUMNS FROM_DOC
                     "WHERE h.story = ?1 ORDER BY d.minute, d.id LIMIT ?2");

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, q->happening ? q->happening : q->story);
    sk_bind_int(st, 2, q->limit ? q->limit : INT32_MAX);
    while ((row = sk_db_step(s->db, st)) == 1)
        sk_store_read_doc(st, q->a, sk_push(q->a, &rows));
    q->out->v = rows.v;
    q->out->n = rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_docs(sk_store *s, int64_t happening, int64_t story,
                  uint32_t limit, sk_arena *a, sk_docs_found *out, sk_err *err)
{
    docs_asked q = {.happening = happening, .story = story, .limit = limit,
                    .a = a, .out = out};

    return sk_store_guard(s, a, docs, &q, err);
}

static int one_doc(sk_store *s, void *how)
{
    const docs_asked *q = how;
    int row;
    sk_stmt *st = sk_db_prepare(
        s->db, q->id ? "SELECT " SK_DOC_COLUMNS ", d.record" FROM_DOC
                       "WHERE d.id = ?1"
                     : "SELECT " SK_DOC_COLUMNS ", d.record" FROM_DOC
                       "WHERE d.key = ?1");

    if (!st)
        return SK_EIO;
    if (q->id)
        sk_bind_int(st, 1, q->id);
    else
        sk_bind_str(st, 1, q->key);
    row = sk_db_step(s->db, st);
    if (row == 1) {
        sk_store_read_doc(st, q->a, q->one);
        q->one->record = sk_col_str(st, 11, q->a);
    }
    sk_db_reset(st);
    return row < 0 ? SK_EIO : row ? SK_OK : SK_ENONE;
}

int sk_store_doc(sk_store *s, int64_t id, sk_str key, sk_arena *a,
                 sk_doc_row *out, sk_err *err)
{
    docs_asked q = {.id = id, .key = key, .a = a, .one = out};

    return sk_store_guard(s, a, one_doc, &q, err);
}

int sk_store_each_doc(sk_store *s,
                      int (*each)(const sk_doc_row *row, void *arg), void *arg,
                      sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT d.id, d.key, d.url, d.happening, h.story" FROM_DOC
               "ORDER BY d.id");
    int row;

    if (!st)
        return sk_db_fail(s->db, err);
    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_doc_row r = {.id = sk_col_int(st, 0),
                        .key = sk_col_view(st, 1),
                        .url = sk_col_view(st, 2),
                        .happening = sk_col_int(st, 3),
                        .story = sk_col_int(st, 4)};
        if (each(&r, arg))
            break;
    }
    sk_db_reset(st);
    return row < 0 ? sk_db_fail(s->db, err) : SK_OK;
}
