/* query.c - documents, events, people: filters in, rows out. */
#include "store/columns.h"

int64_t sk_col_time(const sk_stmt *st, int col)
{
    return sk_col_null(st, col) ? SK_NO_TIME : sk_col_int(st, col);
}

/* ---- documents ---- */

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

/* ---- events ---- */

typedef struct events_asked {
    const sk_event_filter *f;
    sk_arena *a;
    sk_events_found *out;
} events_asked;

static sk_str cut_text(sk_str text, sk_span s)
{
    if (!text.s || s.end > text.len || s.beg > s.end)
        return (sk_str){NULL, 0};
    return sk_str_sub(text, s.beg, s.end);
}

/* Behind the columns stand the text and the order. */
static int64_t read_event(sk_stmt *st, sk_arena *a, sk_event_row *r)
{
    int n = sk_columns_read(st, sk_event_columns, SK_EVENT_COLUMNS, a, r);

    r->evidence_text = sk_str_dup(a, cut_text(sk_col_view(st, n), r->evidence));
    return sk_col_int(st, n + 1);
}

/* By an entity id, three capitals (a country's code or a whole name), or a
 * part of the name. */
static void ask_actor(sk_ask *q, sk_str actor)
{
    bool id = memchr(actor.s, ':', actor.len) != NULL;
    bool code = actor.len == 3;

    for (size_t i = 0; i < actor.len; i++)
        code &= actor.s[i] >= 'A' && actor.s[i] <= 'Z';
    if (code) { /* +: countries act daily, so the newest events are looked at */
        sk_ask_if_str(q, "+e.id IN (SELECT p.event FROM party p WHERE "
                         "p.code = ? UNION SELECT p.event FROM party p JOIN "
                         "entity n ON n.id = p.entity WHERE n.name_fold = ?)",
                      actor);
        sk_ask_value_str(q, sk_fold(q->a, actor));
        return;
    }
    if (id) {
        sk_ask_if_str(q, "e.id IN (SELECT p.event FROM party p JOIN entity n "
                         "ON n.id = p.entity WHERE n.key = ?)", actor);
        return;
    }
    sk_ask_if_str(q, "e.id IN (SELECT p.event FROM party p JOIN entity n ON "
                     "n.id = p.entity WHERE n.name_fold LIKE ? ESCAPE '\\')",
                  sk_ask_pattern(q->a, actor));
}

static void ask_type(sk_ask *q, sk_str type)
{
    bool code = type.len && type.s[0] >= '0' && type.s[0] <= '9';

    sk_ask_if_str(q, code ? "substr(e.cameo, 1, ?) = ?" : "e.type = ?", type);
    if (code) {
        q->values.v[q->values.n - 1] =
            (sk_value){.kind = SK_V_INT, .i = (int64_t)type.len};
        sk_ask_value_str(q, type);
    }
}

static int events(sk_store *s, void *how)
{
    const events_asked *asked = how;
    const sk_event_filter *f = asked->f;
    uint32_t limit = f->limit ? f->limit : 50;
    SK_VEC(sk_event_row) rows = {0};
    sk_ask q = {.a = asked->a};
    sk_stmt *st;
    int row;

    sk_ask_sql(&q, "SELECT ");
    sk_columns_ask(&q, sk_event_columns, SK_EVENT_COLUMNS);
    sk_ask_sql(&q, ", d.text, e.sort FROM event e JOIN doc d ON d.id = e.doc "
                   "JOIN happening h ON h.id = d.happening");
    if (f->doc)
        sk_ask_if_int(&q, "e.doc = ?", f->doc);
    if (f->happening)
        sk_ask_if_int(&q, "d.happening = ?", f->happening);
    if (f->story)
        sk_ask_if_int(&q, "h.story = ?", f->story);
    if (f->actor.s)
        ask_actor(&q, f->actor);
    if (f->type.s)
        ask_type(&q, f->type);
    if (f->country.s)
        sk_ask_if_str(&q, "e.country = ?", f->country);
    if (f->place.s)
        sk_ask_if_str(&q, "e.where_text = ?", f->place);
    if (f->outlet.s)
        sk_ask_if_str(&q, "d.outlet = ?", f->outlet);
    if (f->status >= 0)
        sk_ask_if_int(&q, "e.status = ?", f->status);
    sk_ask_if_time(&q, "e.sort", f->from, f->to);
    if (f->after.given) {
        sk_ask_if_int(&q, "(e.sort, e.id) < (?, ?)", f->after.v[0]);
        sk_ask_value_int(&q, f->after.v[1]);
    }
    sk_ask_int(&q, " ORDER BY e.sort DESC, e.id DESC LIMIT ?", limit + 1);
    sk_ask_int(&q, " OFFSET ?", f->offset);
    st = sk_ask_ready(s, &q);
    while ((row = sk_db_step(s->db, st)) == 1 && rows.n < limit) {
        int64_t sort = read_event(st, asked->a, sk_push(asked->a, &rows));
        asked->out->next =
            (sk_cursor){.v = {sort, rows.v[rows.n - 1].id}};
    }
    sk_db_reset(st);
    asked->out->next.given = row == 1;
    asked->out->v = rows.v;
    asked->out->n = rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_events(sk_store *s, const sk_event_filter *f, sk_arena *a,
                    sk_events_found *out, sk_err *err)
{
    events_asked q = {f, a, out};

    *out = (sk_events_found){0};
    return sk_store_guard(s, a, events, &q, err);
}

/* ---- people, bodies, places ---- */

typedef struct parties_asked {
    sk_str name;
    int type;
    uint32_t limit;
    const sk_cursor *after;
    sk_arena *a;
    sk_parties_found *out;
} parties_asked;

/* Cursors: how it was found, documents, number. */
enum { WHOLE_NAME, PART_OF_NAME, BY_FORM };

static int read_parties(sk_store *s, sk_stmt *st, const parties_asked *q,
                        bool by_form)
{
    sk_str name = q->name.s ? sk_fold(q->a, q->name) : q->name;
    SK_VEC(sk_party) rows = {0};
    int row;

    while ((row = sk_db_step(s->db, st)) == 1 && rows.n < q->limit) {
        sk_party *p = sk_push(q->a, &rows);
        sk_str country = sk_col_view(st, 4);
        *p = (sk_party){.id = sk_col_str(st, 0, q->a),
                        .name = sk_col_str(st, 1, q->a),
                        .role = sk_col_str(st, 2, q->a),
                        .type = (uint8_t)sk_col_int(st, 3),
                        .n_docs = (uint32_t)sk_col_int(st, 5)};
        if (country.len && country.len < sizeof p->country)
            memcpy(p->country, country.s, country.len);
        q->out->next = (sk_cursor){
            .v = {by_form ? BY_FORM
                  : name.s && sk_str_eq(sk_fold(q->a, p->name), name)
                      ? WHOLE_NAME : PART_OF_NAME,
                  p->n_docs, sk_col_int(st, 6)}};
    }
    sk_db_reset(st);
    q->out->next.given = row == 1;
    q->out->v = rows.v;
    q->out->n = rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

static void parties_after(sk_ask *q, const parties_asked *asked, bool by_form)
{
    const sk_cursor *after = asked->after;

    if (by_form || !asked->name.s) {
        sk_ask_if_int(q, "(n_docs, id) < (?, ?)", after->v[1]);
    } else {
        sk_ask_if_str(q, "(name_fold <> ?", sk_fold(asked->a, asked->name));
        sk_ask_int(q, after->v[0] == WHOLE_NAME
                          ? " OR (n_docs, id) < (?, ?))"
                          : " AND (n_docs, id) < (?, ?))", after->v[1]);
    }
    sk_ask_value_int(q, after->v[2]);
}

/* Those whose name has the words; by_form: that are written so somewhere. */
static sk_stmt *ask_parties(sk_store *s, const parties_asked *asked,
                            bool by_form)
{
    const sk_cursor *after = asked->after;
    sk_ask q = {.a = asked->a};

    sk_ask_sql(&q, "SELECT key, name, role, type, country, n_docs, id FROM "
                   "entity");
    sk_ask_if(&q, "n_docs > 0");
    if (by_form)
        sk_ask_if_str(&q, "EXISTS (SELECT 1 FROM spelling s WHERE s.entity = "
                          "entity.id AND s.n > 0 AND s.form_fold LIKE ? "
                          "ESCAPE '\\')", sk_ask_pattern(asked->a, asked->name));
    else if (asked->name.s && memchr(asked->name.s, ':', asked->name.len))
        sk_ask_if_str(&q, "key = ?", asked->name);
    else if (asked->name.s)
        sk_ask_if_has(&q, "name_fold", asked->name);
    if (asked->type >= 0)
        sk_ask_if_int(&q, "type = ?", asked->type);
    if (after && after->given)
        parties_after(&q, asked, by_form);
    sk_ask_sql(&q, " ORDER BY ");
    if (asked->name.s && !by_form) /* the whole name before a part of it */
        sk_ask_str(&q, "CASE WHEN name_fold = ? THEN 0 ELSE 1 END, ",
                   sk_fold(asked->a, asked->name));
    sk_ask_int(&q, "n_docs DESC, id DESC LIMIT ?", asked->limit + 1);
    return sk_ask_ready(s, &q);
}

static int parties(sk_store *s, void *how)
{
    const parties_asked *asked = how;
    bool goes_on = asked->after && asked->after->given;
    int rc = SK_OK;

    if (!goes_on || asked->after->v[0] != BY_FORM)
        rc = read_parties(s, ask_parties(s, asked, false), asked, false);
    if (rc || !asked->name.s ||
        (goes_on ? asked->after->v[0] != BY_FORM : asked->out->n))
        return rc;
    return read_parties(s, ask_parties(s, asked, true), asked, true);
}

int sk_store_parties(sk_store *s, sk_str name, int type, uint32_t limit,
                     const sk_cursor *after, sk_arena *a, sk_parties_found *out,
                     sk_err *err)
{
    parties_asked q = {name, type, limit ? limit : 20, after, a, out};

    *out = (sk_parties_found){0};
    return sk_store_guard(s, a, parties, &q, err);
}

static int beside(sk_store *s, void *how)
{
    const parties_asked *q = how;
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT o.key, o.name, o.role, o.type, o.country, c.n, o.id FROM "
               "(SELECT x.entity, count(*) AS n FROM entity e JOIN mention m "
               "ON m.entity = e.id JOIN mention x ON x.doc = m.doc AND "
               "x.entity <> e.id WHERE e.key = ? GROUP BY x.entity) AS c "
               "JOIN entity o ON o.id = c.entity ORDER BY c.n DESC, o.id DESC "
               "LIMIT ?");

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, q->name);
    sk_bind_int(st, 2, q->limit);
    return read_parties(s, st, q, false);
}

int sk_store_beside(sk_store *s, sk_str entity, uint32_t limit, sk_arena *a,
                    sk_parties_found *out, sk_err *err)
{
    parties_asked q = {entity, -1, limit ? limit : 10, NULL, a, out};

    *out = (sk_parties_found){0};
    return sk_store_guard(s, a, beside, &q, err);
}

/* ---- the whole ---- */

int sk_store_stat(sk_store *s, sk_store_stats *out, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        s->db,
        "SELECT (SELECT count(*) FROM doc), "
        "(SELECT count(*) FROM doc WHERE article = id), "
        "(SELECT count(*) FROM happening), "
        "(SELECT count(*) FROM story WHERE into_id IS NULL), "
        "(SELECT count(*) FROM event), (SELECT count(*) FROM quote), "
        "(SELECT count(*) FROM entity), "
        "(SELECT count(DISTINCT outlet) FROM story_outlet), "
        "(SELECT min(minute) FROM doc), (SELECT max(minute) FROM doc)");

    if (sk_db_step(s->db, st) != 1)
        return sk_db_fail(s->db, err);
    *out = (sk_store_stats){
        (uint64_t)sk_col_int(st, 0), (uint64_t)sk_col_int(st, 1),
        (uint64_t)sk_col_int(st, 2), (uint64_t)sk_col_int(st, 3),
        (uint64_t)sk_col_int(st, 4), (uint64_t)sk_col_int(st, 5),
        (uint64_t)sk_col_int(st, 6), (uint64_t)sk_col_int(st, 7),
        sk_col_time(st, 8),          sk_col_time(st, 9)};
    sk_db_reset(st);
    return SK_OK;
}

/* Fails if sql finds a row. */
static int check_one(sk_store *s, const char *sql, const char *what,
                     sk_err *err)
{
    sk_stmt *st = sk_db_prepare(s->db, sql);
    int row = sk_db_step(s->db, st);

    sk_db_reset(st);
    return row < 0   ? sk_db_fail(s->db, err)
           : row > 0 ? sk_fail(err, SK_EINPUT, 0, "%s: %s", sk_store_where(s),
                               what)
                     : SK_OK;
}

int sk_store_check(sk_store *s, sk_err *err)
{
    static const struct {
        const char *sql, *what;
    } checks[] = {
        {"SELECT 1 FROM happening h JOIN story s ON s.id = h.story "
         "WHERE s.into_id IS NOT NULL", "a happening is in a merged storyline"},
        {"SELECT 1 FROM story s WHERE into_id IS NULL AND n_docs <> "
         "(SELECT coalesce(sum(n), 0) FROM story_day WHERE story = s.id)",
         "a storyline counts its documents wrongly"},
        {"SELECT 1 FROM happening h WHERE n_docs <> (SELECT count(*) FROM doc "
         "WHERE happening = h.id)", "a happening counts its documents wrongly"},
    };

    int rc = SK_OK;

    for (const char *const *d = sk_db_dialect(s->db)->damage; !rc && *d; d++)
        rc = check_one(s, *d, "the file is damaged or a row leads nowhere",
                       err);
    for (size_t i = 0; !rc && i < sizeof checks / sizeof *checks; i++)
        rc = check_one(s, checks[i].sql, checks[i].what, err);
    return rc;
}

int sk_store_backup(sk_store *s, const char *path, sk_err *err)
{
    return sk_db_backup(s->db, path, err);
}
