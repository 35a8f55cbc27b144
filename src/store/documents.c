/* documents.c - documents: filters in, rows out. */
#include "store/ask.h"

int64_t sk_col_time(const sk_stmt *st, int col)
{
    return sk_col_null(st, col) ? SK_NO_TIME : sk_col_int(st, col);
}

void sk_col_code(const sk_stmt *st, int col, char out[4])
{
    sk_str code = sk_col_view(st, col);

    if (code.len && code.len < 4)
        memcpy(out, code.s, code.len);
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
    bool citing; /* digests that name the happening */
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
        s->db,
        q->citing ? "SELECT " SK_DOC_COLUMNS FROM_DOC
                    "WHERE d.id IN (SELECT doc FROM cite WHERE happening = ?1) "
                    "ORDER BY d.minute, d.id LIMIT ?2"
        : q->happening
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

int sk_store_citing(sk_store *s, int64_t happening, sk_arena *a,
                    sk_docs_found *out, sk_err *err)
{
    docs_asked q = {.happening = happening, .citing = true, .a = a, .out = out};

    *out = (sk_docs_found){0};
    return sk_store_guard(s, a, docs, &q, err);
}

int sk_store_docs(sk_store *s, int64_t happening, int64_t story, uint32_t limit,
                  sk_arena *a, sk_docs_found *out, sk_err *err)
{
    docs_asked q = {.happening = happening,
                    .story = story,
                    .limit = limit,
                    .a = a,
                    .out = out};

    return sk_store_guard(s, a, docs, &q, err);
}

/* ---- lists, newest first ---- */

enum { FEW = 1000 /* documents that name an entity: they are sorted */ };

typedef struct list_asked {
    const sk_doc_filter *f;
    sk_arena *a;
    sk_docs_found *out;
} list_asked;

/* Few are found by the entity; of many the newest are soon met. */
static int ask_entity(sk_store *s, sk_ask *q, sk_str key)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT count(*) FROM (SELECT 1 FROM entity e JOIN mention m ON "
               "m.entity = e.id WHERE e.key = ? LIMIT ?) AS few");
    int64_t n;

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, key);
    sk_bind_int(st, 2, FEW);
    if (sk_db_step(s->db, st) != 1)
        return SK_EIO;
    n = sk_col_int(st, 0);
    sk_db_reset(st);
    sk_ask_if_str(q,
                  n < FEW
                      ? "d.id IN (SELECT m.doc FROM entity e JOIN mention m "
                        "ON m.entity = e.id WHERE e.key = ?)"
                      : "EXISTS (SELECT 1 FROM mention m WHERE m.doc = d.id "
                        "AND m.entity = (SELECT id FROM entity WHERE "
                        "key = ?))",
                  key);
    return SK_OK;
}

static int documents(sk_store *s, void *how)
{
    const list_asked *want = how;
    const sk_doc_filter *f = want->f;
    uint32_t limit = f->limit ? f->limit : 20;
    SK_VEC(sk_doc_row) rows = {0};
    sk_ask q = {.a = want->a};
    sk_stmt *st;
    int row;

    sk_ask_sql(&q, "SELECT " SK_DOC_COLUMNS ", d.minute FROM (SELECT d.id FROM "
                   "doc d");
    if (f->story)
        sk_ask_sql(&q, " JOIN happening h ON h.id = d.happening");
    sk_ask_if_time(&q, "d.minute", f->from, f->to);
    if (f->outlet.s)
        sk_ask_if_str(&q, "d.outlet = ?", f->outlet);
    if (f->happening)
        sk_ask_if_int(&q, "d.happening = ?", f->happening);
    if (f->story)
        sk_ask_if_int(&q, "h.story = ?", f->story);
    if (f->entity.s && ask_entity(s, &q, f->entity))
        return SK_EIO;
    if (f->after.given) {
        sk_ask_if_int(&q, "(d.minute, d.id) < (?, ?)", f->after.v[0]);
        sk_ask_value_int(&q, f->after.v[1]);
    }
    sk_ask_int(&q, " ORDER BY d.minute DESC, d.id DESC LIMIT ?", limit + 1);
    sk_ask_sql(&q, ") AS f CROSS JOIN doc d CROSS JOIN happening h WHERE "
                   "d.id = f.id AND h.id = d.happening");
    sk_ask_order(s, &q, "d.minute DESC, d.id DESC");
    st = sk_ask_ready(s, &q);
    while ((row = sk_db_step(s->db, st)) == 1 && rows.n < limit) {
        sk_doc_row *r = sk_push(want->a, &rows);
        sk_store_read_doc(st, want->a, r);
        want->out->next = (sk_cursor){.v = {sk_col_int(st, 11), r->id}};
    }
    sk_db_reset(st);
    want->out->next.given = row == 1;
    want->out->v = rows.v;
    want->out->n = rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_documents(sk_store *s, const sk_doc_filter *f, sk_arena *a,
                       sk_docs_found *out, sk_err *err)
{
    list_asked q = {f, a, out};

    *out = (sk_docs_found){0};
    return sk_store_guard(s, a, documents, &q, err);
}

/* ---- one, and all ---- */

static int one_doc(sk_store *s, void *how)
{
    const docs_asked *q = how;
    int row;
    sk_stmt *st =
        sk_db_prepare(s->db, q->id ? "SELECT " SK_DOC_COLUMNS
                                     ", d.record" FROM_DOC "WHERE d.id = ?1"
                                   : "SELECT " SK_DOC_COLUMNS
                                     ", d.record" FROM_DOC "WHERE d.key = ?1");

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
