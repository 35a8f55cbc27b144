/* who.c - all that the store knows of a person, body or place. */
#include "store/who.h"

#include <stdlib.h>

#include "know/know.h"
#include "store/inside.h"

enum {
    SPELLINGS = 24,
    TITLES = 12,
    DOCS = 10,
    BESIDE = 12,
    RARE = 100 /* a title that stands in fewer than one of so many documents
                  with the most frequent one is not shown */
};

typedef struct asked {
    sk_str entity;
    int64_t id;
    sk_arena *a;
    sk_who *w;
} asked;

/* ---- counts ---- */

static int counts(sk_store *s, const asked *q)
{
    sk_who *w = q->w;
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT sum(m.n), min(d.minute), max(d.minute), "
               "(SELECT count(DISTINCT same) FROM quote WHERE entity = ?1 AND "
               "kind <> ?2), (SELECT count(DISTINCT event) FROM party WHERE "
               "entity = ?1) FROM mention m JOIN doc d ON d.id = m.doc "
               "WHERE m.entity = ?1");

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, q->id);
    sk_bind_int(st, 2, SK_SCARE);
    if (sk_db_step(s->db, st) != 1)
        return SK_EIO;
    w->n_mentions = (uint32_t)sk_col_int(st, 0);
    w->first = sk_col_time(st, 1);
    w->last = sk_col_time(st, 2);
    w->n_quotes = (uint32_t)sk_col_int(st, 3);
    w->n_events = (uint32_t)sk_col_int(st, 4);
    sk_db_reset(st);
    return SK_OK;
}

static int spellings(sk_store *s, const asked *q)
{
    SK_VEC(sk_spelling) v = {0};
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT form, n FROM spelling WHERE entity = ?1 AND n > 0 "
               "ORDER BY n DESC, form LIMIT ?2");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, q->id);
    sk_bind_int(st, 2, SPELLINGS);
    while ((row = sk_db_step(s->db, st)) == 1)
        *sk_push(q->a, &v) =
            (sk_spelling){sk_col_str(st, 0, q->a), (uint32_t)sk_col_int(st, 1)};
    q->w->spellings = v.v;
    q->w->n_spellings = (uint32_t)v.n;
    return row < 0 ? SK_EIO : SK_OK;
}

/* ---- titles over time ---- */

/* A title with its capitals aside. */
typedef struct titled {
    sk_title_seen t;
    sk_str low;
    uint32_t most; /* documents with the form that is shown */
} titled;

static int later(const void *a, const void *b)
{
    const titled *x = a, *y = b;

    if (x->t.last != y->t.last)
        return (y->t.last > x->t.last) - (y->t.last < x->t.last);
    if (x->t.n_docs != y->t.n_docs)
        return (y->t.n_docs > x->t.n_docs) - (y->t.n_docs < x->t.n_docs);
    return sk_str_cmp(x->low, y->low);
}

static int titles(sk_store *s, const asked *q)
{
    SK_VEC(titled) v = {0};
    sk_title_seen *out;
    uint32_t most = 0;
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT role, min(month), max(month), sum(n) FROM role_seen "
               "WHERE entity = ? AND n > 0 GROUP BY role ORDER BY role");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, q->id);
    while ((row = sk_db_step(s->db, st)) == 1) {
        titled x = {.t = {sk_col_str(st, 0, q->a), (int32_t)sk_col_int(st, 1),
                          (int32_t)sk_col_int(st, 2),
                          (uint32_t)sk_col_int(st, 3)}};
        titled *y = NULL;
        x.low = sk_lower_dup(q->a, x.t.title);
        x.most = x.t.n_docs;
        for (size_t i = 0; i < v.n && !y; i++)
            y = sk_str_eq(v.v[i].low, x.low) ? &v.v[i] : NULL;
        if (!y) {
            *sk_push(q->a, &v) = x;
            continue;
        }
        if (x.most > y->most) {
            y->t.title = x.t.title;
            y->most = x.most;
        }
        y->t.first = x.t.first < y->t.first ? x.t.first : y->t.first;
        y->t.last = x.t.last > y->t.last ? x.t.last : y->t.last;
        y->t.n_docs += x.t.n_docs;
    }
    if (v.n)
        qsort(v.v, v.n, sizeof *v.v, later);
    out = sk_new(q->a, sk_title_seen, v.n + 1);
    for (size_t i = 0; i < v.n; i++)
        most = v.v[i].t.n_docs > most ? v.v[i].t.n_docs : most;
    for (size_t i = 0; i < v.n && q->w->n_titles < TITLES; i++)
        if (v.v[i].t.n_docs * RARE >= most) /* else of somebody beside */
            out[q->w->n_titles++] = v.v[i].t;
    q->w->titles = out;
    return row < 0 ? SK_EIO : SK_OK;
}

/* The offices by the tables, the latest first. */
static void offices(const sk_know *k, const asked *q)
{
    uint32_t p = k ? sk_know_person(k, q->entity) : SK_NONE, n;
    const sk_person *who;
    sk_office_held *v;

    if (p == SK_NONE)
        return;
    who = &k->people.v[p];
    n = who->office_end - who->office_beg;
    v = sk_new(q->a, sk_office_held, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        const sk_office *o = &k->offices.v[who->office_end - 1 - i];
        v[i] = (sk_office_held){
            .title = o->title,
            .org = o->org_row != SK_NONE ? k->orgs.v[o->org_row].name : o->org,
            .from = o->from,
            .to = o->to};
        memcpy(v[i].country, o->country, sizeof v[i].country);
    }
    q->w->offices = v;
    q->w->n_offices = n;
}

/* ---- documents ---- */

static int documents(sk_store *s, const asked *q)
{
    SK_VEC(sk_doc_row) v = {0};
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT " SK_DOC_COLUMNS " FROM mention m JOIN doc d ON "
               "d.id = m.doc JOIN happening h ON h.id = d.happening WHERE "
               "m.entity = ?1 ORDER BY d.minute DESC, d.id DESC LIMIT ?2");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, q->id);
    sk_bind_int(st, 2, DOCS);
    while ((row = sk_db_step(s->db, st)) == 1)
        sk_store_read_doc(st, q->a, sk_push(q->a, &v));
    q->w->docs = v.v;
    q->w->n_docs = (uint32_t)v.n;
    return row < 0 ? SK_EIO : SK_OK;
}

static int find(sk_store *s, asked *q)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT id FROM entity WHERE key = ?");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, q->entity);
    row = sk_db_step(s->db, st);
    if (row == 1)
        q->id = sk_col_int(st, 0);
    sk_db_reset(st);
    return row < 0 ? SK_EIO : row ? SK_OK : SK_ENONE;
}

static int who(sk_store *s, void *how)
{
    asked *q = how;
    int rc = find(s, q);

    if (!rc)
        rc = counts(s, q);
    if (!rc)
        rc = spellings(s, q);
    if (!rc)
        rc = titles(s, q);
    return rc ? rc : documents(s, q);
}

int sk_store_who(sk_store *s, const sk_know *know, sk_str entity, sk_arena *a,
                 sk_who *out, sk_err *err)
{
    asked q = {.entity = entity, .a = a, .w = out};
    sk_parties_found self, beside;
    int rc;

    *out = (sk_who){0};
    rc = sk_store_parties(s, entity, -1, 1, NULL, a, &self, err);
    if (!rc && (!self.n || !sk_str_eq(self.v[0].id, entity)))
        rc = sk_fail(err, SK_ENONE, 0, "%.*s: nobody has that id",
                     SK_FMT(entity));
    if (!rc)
        rc = sk_store_guard(s, a, who, &q, err);
    if (!rc)
        rc = sk_store_beside(s, entity, BESIDE, a, &beside, err);
    if (rc)
        return rc;
    out->party = self.v[0];
    out->beside = beside.v;
    out->n_beside = (uint32_t)beside.n;
    offices(know, &q);
    return SK_OK;
}
