/* seen.c - how people, bodies and places are written, and with what titles in
 * which months: counted over all documents. */
#include "base/day.h"
#include "store/inside.h"

/* ---- of a document ---- */

static bool spells(const sk_mention *m)
{
    return (m->kind == SK_BY_NAME || m->kind == SK_BY_METONYM) &&
           m->core.end > m->core.beg;
}

sk_str sk_seen_forms(const sk_doc *d, uint32_t entity, sk_arena *a)
{
    sk_buf b = {0};

    for (size_t i = 0; i < d->mentions.n; i++) {
        const sk_mention *m = &d->mentions.v[i];
        sk_str form = sk_doc_sub(d, m->core);
        unsigned n = 0;
        if (m->entity != entity || !spells(m))
            continue;
        for (size_t k = 0; k < d->mentions.n; k++) {
            const sk_mention *x = &d->mentions.v[k];
            if (x->entity != entity || !spells(x) ||
                !sk_str_eq(sk_doc_sub(d, x->core), form))
                continue;
            if (k < i)
                break; /* counted there */
            n++;
        }
        if (n)
            sk_buf_add(a, &b, sk_strf(a, "%u %.*s\n", n, SK_FMT(form)));
    }
    return b.n ? sk_buf_str(&b) : (sk_str){NULL, 0};
}

sk_str sk_seen_role(const sk_doc *d, uint32_t entity)
{
    sk_str role = {NULL, 0};

    for (size_t i = 0; i < d->mentions.n; i++) {
        const sk_mention *m = &d->mentions.v[i];
        if (m->entity != entity || !m->role.len)
            continue;
        if (m->kind == SK_BY_NAME)
            return m->role;
        if (!role.s)
            role = m->role;
    }
    return role;
}

/* ---- in the tables ---- */

static int add_form(sk_db *db, int64_t entity, sk_str form, int64_t n,
                    sk_arena *a, sk_err *err)
{
    sk_stmt *st =
        sk_db_prepare(db, "INSERT INTO spelling(entity, form, form_fold, n) "
                          "VALUES(?, ?, ?, ?) ON CONFLICT(entity, form) DO "
                          "UPDATE SET n = spelling.n + "
                          "excluded.n");

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, entity);
    sk_bind_str(st, 2, form);
    sk_bind_str(st, 3, sk_fold(a, form));
    sk_bind_int(st, 4, n);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

static int add_role(sk_db *db, int64_t entity, sk_str role, int64_t month,
                    int64_t n, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "INSERT INTO role_seen(entity, role, month, n) VALUES(?, ?, ?, ?) "
            "ON CONFLICT(entity, role, month) DO UPDATE SET n = role_seen.n + "
            "excluded.n");

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, entity);
    sk_bind_str(st, 2, role);
    sk_bind_int(st, 3, month);
    sk_bind_int(st, 4, n);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

typedef struct named {
    int64_t entity, month;
    sk_str forms, role;
} named;

static int count_one(sk_db *db, const named *x, int sign, sk_arena *a,
                     sk_err *err)
{
    sk_str rest = x->forms, line;
    int rc = SK_OK;

    while (rest.len && !rc) {
        int64_t n = 0;
        size_t at = 0;
        line = sk_str_cut(rest, '\n', &rest);
        for (; at < line.len && line.s[at] != ' '; at++)
            n = n * 10 + (line.s[at] - '0');
        if (at < line.len)
            rc = add_form(db, x->entity, sk_str_sub(line, at + 1, line.len),
                          sign * n, a, err);
    }
    if (!rc && x->role.len)
        rc = add_role(db, x->entity, x->role, x->month, sign, err);
    return rc;
}

int sk_seen_count(sk_db *db, int64_t doc, int sign, sk_arena *a, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT m.entity, m.forms, m.role, d.minute FROM mention m "
            "JOIN doc d ON d.id = m.doc WHERE m.doc = ?");
    SK_VEC(named) v = {0};
    int row, rc = SK_OK;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, doc);
    while ((row = sk_db_step(db, st)) == 1) {
        int64_t minute = sk_col_int(st, 3);
        int y, m, d;
        sk_day_civil((int32_t)sk_day_of_minute(minute), &y, &m, &d);
        *sk_push(a, &v) = (named){.entity = sk_col_int(st, 0),
                                  .forms = sk_col_str(st, 1, a),
                                  .role = sk_col_str(st, 2, a),
                                  .month = (y - 1970) * 12 + m - 1};
    }
    if (row < 0)
        return sk_db_fail(db, err);
    for (size_t i = 0; i < v.n && !rc; i++)
        rc = count_one(db, &v.v[i], sign, a, err);
    return rc;
}
