/* query.c - documents, events, people: filters in, rows out. */
#include "store/inside.h"

int64_t sk_col_time(sk_stmt *st, int col)
{
    return sk_col_null(st, col) ? SK_NO_TIME : sk_col_int(st, col);
}

void sk_bind_time(sk_stmt *st, int place, int64_t v)
{
    if (v != SK_NO_TIME)
        sk_bind_int(st, place, v);
}

sk_str sk_store_like(sk_arena *a, sk_str s)
{
    return s.s ? sk_strf(a, "%%%.*s%%", SK_FMT(sk_fold(a, s))) : s;
}

/* ---- documents ---- */

#define DOC_COLUMNS                                                    \
    "d.id, d.key, d.url, d.outlet, d.title, d.lead, d.author, "        \
    "d.published, d.happening, h.story, d.article"
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
                   ? "SELECT " DOC_COLUMNS FROM_DOC
                     "WHERE d.happening = ?1 ORDER BY d.minute, d.id LIMIT ?2"
                   : "SELECT " DOC_COLUMNS FROM_DOC
                     "WHERE h.story = ?1 ORDER BY d.minute, d.id LIMIT ?2");

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, q->happening ? q->happening : q->story);
    sk_bind_int(st, 2, q->limit ? (int64_t)q->limit : -1);
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
        s->db, q->id ? "SELECT " DOC_COLUMNS ", d.record" FROM_DOC
                       "WHERE d.id = ?1"
                     : "SELECT " DOC_COLUMNS ", d.record" FROM_DOC
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

static void read_event(sk_stmt *st, sk_arena *a, sk_event_row *r)
{
    sk_str country = sk_col_view(st, 20);

    *r = (sk_event_row){
        .id = sk_col_int(st, 0),
        .doc = sk_col_int(st, 1),
        .key = sk_col_str(st, 2, a),
        .type = sk_col_str(st, 3, a),
        .mode = sk_col_str(st, 4, a),
        .context = sk_col_str(st, 5, a),
        .cameo = sk_col_str(st, 6, a),
        .quad = (uint8_t)sk_col_int(st, 7),
        .goldstein = sk_col_num(st, 8),
        .status = (uint8_t)sk_col_int(st, 9),
        .source = sk_col_str(st, 10, a),
        .target = sk_col_str(st, 11, a),
        .source_code = sk_col_str(st, 12, a),
        .target_code = sk_col_str(st, 13, a),
        .when = sk_col_str(st, 14, a),
        .day_from = sk_col_time(st, 15),
        .day_to = sk_col_time(st, 16),
        .where = sk_col_str(st, 17, a),
        .lat = sk_col_num(st, 18),
        .lon = sk_col_num(st, 19),
        .claimed_by = sk_col_str(st, 21, a),
        .trigger = sk_col_str(st, 22, a),
        .pattern = sk_col_str(st, 23, a),
        .confidence = sk_col_num(st, 24),
        .evidence = {(uint32_t)sk_col_int(st, 25), (uint32_t)sk_col_int(st, 26)},
        .outlet = sk_col_str(st, 28, a),
        .url = sk_col_str(st, 29, a),
        .title = sk_col_str(st, 30, a),
        .published = sk_col_time(st, 31),
        .happening = sk_col_int(st, 32),
        .story = sk_col_int(st, 33),
    };
    if (country.len && country.len < sizeof r->country)
        memcpy(r->country, country.s, country.len);
    r->evidence_text =
        sk_str_dup(a, cut_text(sk_col_view(st, 27), r->evidence));
}

/* The narrowest condition stands first and bare, so that its index is used. */
#define EVENTS(narrow)                                                         \
    "SELECT e.id, e.doc, e.key, e.type, e.mode, e.context, e.cameo, "          \
    "e.quad, e.goldstein, e.status, e.source, e.target, e.source_code, "       \
    "e.target_code, e.when_text, e.day_from, e.day_to, e.where_text, "         \
    "e.lat, e.lon, e.country, e.claimed_by, e.trigger_text, e.pattern, "       \
    "e.confidence, e.evidence_beg, e.evidence_end, d.text, d.outlet, "         \
    "d.url, d.title, d.published, d.happening, h.story "                       \
    "FROM event e JOIN doc d ON d.id = e.doc "                                 \
    "JOIN happening h ON h.id = d.happening WHERE " narrow                     \
    "(?1 IS NULL OR e.sort >= ?1) AND (?2 IS NULL OR e.sort < ?2) AND "        \
    "(?3 IS NULL OR e.type = ?3 OR substr(e.cameo, 1, length(?3)) = ?3) "      \
    "AND (?4 IS NULL OR e.country = ?4) AND (?5 IS NULL OR d.outlet = ?5) "    \
    "AND (?6 < 0 OR e.status = ?6) AND (?7 = 0 OR h.story = ?7) "              \
    "AND (?8 = 0 OR d.happening = ?8) AND (?9 = 0 OR e.doc = ?9) AND "         \
    "(?10 IS NULL OR EXISTS (SELECT 1 FROM party p LEFT JOIN entity n ON "     \
    "n.id = p.entity WHERE p.event = e.id AND (p.code = ?10 OR n.key = ?10 "   \
    "OR n.name_fold LIKE ?11))) "                                              \
    "ORDER BY e.sort DESC, e.id DESC LIMIT ?12 OFFSET ?13"

static int events(sk_store *s, void *how)
{
    const events_asked *q = how;
    const sk_event_filter *f = q->f;
    SK_VEC(sk_event_row) rows = {0};
    int row;
    sk_stmt *st = sk_db_prepare(
        s->db, f->doc         ? EVENTS("e.doc = ?9 AND ")
               : f->happening ? EVENTS("d.happening = ?8 AND ")
               : f->story     ? EVENTS("h.story = ?7 AND ")
                              : EVENTS(""));

    if (!st)
        return SK_EIO;
    sk_bind_time(st, 1, f->from);
    sk_bind_time(st, 2, f->to);
    sk_bind_str(st, 3, f->type);
    sk_bind_str(st, 4, f->country);
    sk_bind_str(st, 5, f->outlet);
    sk_bind_int(st, 6, f->status);
    sk_bind_int(st, 7, f->story);
    sk_bind_int(st, 8, f->happening);
    sk_bind_int(st, 9, f->doc);
    if (f->actor.s) {
        sk_bind_str(st, 10, f->actor);
        sk_bind_str(st, 11, sk_store_like(q->a, f->actor));
    }
    sk_bind_int(st, 12, f->limit ? f->limit : 50);
    sk_bind_int(st, 13, f->offset);
    while ((row = sk_db_step(s->db, st)) == 1)
        read_event(st, q->a, sk_push(q->a, &rows));
    q->out->v = rows.v;
    q->out->n = rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_events(sk_store *s, const sk_event_filter *f, sk_arena *a,
                    sk_events_found *out, sk_err *err)
{
    events_asked q = {f, a, out};

    return sk_store_guard(s, a, events, &q, err);
}

/* ---- people, bodies, places ---- */

typedef struct parties_asked {
    sk_str name;
    int type;
    uint32_t limit;
    sk_arena *a;
    sk_parties_found *out;
} parties_asked;

static int read_parties(sk_store *s, sk_stmt *st, const parties_asked *q)
{
    SK_VEC(sk_party) rows = {0};
    int row;

    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_party *p = sk_push(q->a, &rows);
        sk_str country = sk_col_view(st, 4);
        *p = (sk_party){.id = sk_col_str(st, 0, q->a),
                        .name = sk_col_str(st, 1, q->a),
                        .role = sk_col_str(st, 2, q->a),
                        .type = (uint8_t)sk_col_int(st, 3),
                        .n_docs = (uint32_t)sk_col_int(st, 5)};
        if (country.len && country.len < sizeof p->country)
            memcpy(p->country, country.s, country.len);
    }
    q->out->v = rows.v;
    q->out->n = rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

static int parties(sk_store *s, void *how)
{
    const parties_asked *q = how;
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT key, name, role, type, country, n_docs FROM entity "
               "WHERE n_docs > 0 AND (?1 IS NULL OR key = ?1 OR name_fold LIKE "
               "?2) AND (?3 < 0 OR type = ?3) "
               "ORDER BY n_docs DESC, key LIMIT ?4");

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, q->name);
    sk_bind_str(st, 2, sk_store_like(q->a, q->name));
    sk_bind_int(st, 3, q->type);
    sk_bind_int(st, 4, q->limit ? q->limit : 20);
    return read_parties(s, st, q);
}

int sk_store_parties(sk_store *s, sk_str name, int type, uint32_t limit,
                     sk_arena *a, sk_parties_found *out, sk_err *err)
{
    parties_asked q = {name, type, limit, a, out};

    return sk_store_guard(s, a, parties, &q, err);
}

static int beside(sk_store *s, void *how)
{
    const parties_asked *q = how;
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT o.key, o.name, o.role, o.type, o.country, count(*) AS n "
               "FROM entity e JOIN mention m ON m.entity = e.id "
               "JOIN mention x ON x.doc = m.doc AND x.entity <> e.id "
               "JOIN entity o ON o.id = x.entity WHERE e.key = ?1 "
               "GROUP BY o.id ORDER BY n DESC, o.key LIMIT ?2");

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, q->name);
    sk_bind_int(st, 2, q->limit ? q->limit : 10);
    return read_parties(s, st, q);
}

int sk_store_beside(sk_store *s, sk_str entity, uint32_t limit, sk_arena *a,
                    sk_parties_found *out, sk_err *err)
{
    parties_asked q = {entity, -1, limit, a, out};

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
