/* deeds.c - who did what to whom, in short: for pictures and counts.
 *
 * Several reports of one deed (same happening, type and parties) are one.
 */
#include "store/inside.h"

typedef struct asked {
    int64_t story;
    sk_str actor;
    sk_arena *a;
    sk_deeds_found *out;
} asked;

#define ACTS(from)                                                             \
    "SELECT d.happening, e.type, e.cameo, e.quad, e.goldstein, e.status, "     \
    "e.source, e.target, e.source_code, e.target_code, e.sort, e.where_text, " \
    "e.country, e.lat, e.lon, h.first " from                                   \
    " ORDER BY d.happening, e.type, e.source, e.target, e.id"

static bool same(const sk_deed *x, const sk_deed *y)
{
    return x->happening == y->happening && sk_str_eq(x->type, y->type) &&
           sk_str_eq(x->source, y->source) && sk_str_eq(x->target, y->target);
}

static sk_deed read_act(sk_stmt *st, sk_arena *a)
{
    int64_t sort = sk_col_int(st, 10);
    sk_deed r = {
        .happening = sk_col_int(st, 0),
        .type = sk_col_str(st, 1, a),
        .cameo = sk_col_str(st, 2, a),
        .quad = (uint8_t)sk_col_int(st, 3),
        .goldstein = sk_col_num(st, 4),
        .status = (uint8_t)sk_col_int(st, 5),
        .source = sk_col_str(st, 6, a),
        .target = sk_col_str(st, 7, a),
        .source_code = sk_col_str(st, 8, a),
        .target_code = sk_col_str(st, 9, a),
        .day = sort / 1440 - (sort % 1440 < 0),
        .where = sk_col_str(st, 11, a),
        .lat = sk_col_num(st, 13),
        .lon = sk_col_num(st, 14),
        .first = sk_col_int(st, 15),
        .n_reports = 1,
    };

    sk_col_code(st, 12, r.country);
    return r;
}

static int acts(sk_store *s, void *how)
{
    const asked *q = how;
    SK_VEC(sk_deed) rows = {0};
    int row;
    sk_stmt *st = sk_db_prepare(
        s->db, q->story
                   ? ACTS("FROM happening h JOIN doc d ON d.happening = h.id "
                          "JOIN event e ON e.doc = d.id WHERE h.story = ?1 OR "
                          "h.story IN (SELECT id FROM story WHERE parent = ?1)")
                   : ACTS("FROM event e JOIN doc d ON d.id = e.doc JOIN "
                          "happening h ON h.id = d.happening WHERE e.id IN "
                          "(SELECT p.event FROM party p JOIN entity n ON "
                          "n.id = p.entity WHERE n.key = ?1)"));

    if (!st)
        return SK_EIO;
    if (q->story)
        sk_bind_int(st, 1, q->story);
    else
        sk_bind_str(st, 1, q->actor);
    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_deed act = read_act(st, q->a);
        if (rows.n && same(&rows.v[rows.n - 1], &act))
            rows.v[rows.n - 1].n_reports++;
        else
            *sk_push(q->a, &rows) = act;
    }
    q->out->v = rows.v;
    q->out->n = rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_deeds(sk_store *s, int64_t story, sk_str actor, sk_arena *a,
                   sk_deeds_found *out, sk_err *err)
{
    asked q = {story, actor, a, out};

    return sk_store_guard(s, a, acts, &q, err);
}
