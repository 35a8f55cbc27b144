/* plans.c - plans and what came of them (plans.h). */
#include "store/plans.h"

#include "base/day.h"
#include "store/facts.h"
#include "store/lead.h"

/* How an entry stands to others: as it is in the tables, and as it should be. */
typedef struct standing {
    int64_t planned_on, met_by;
    bool cancelled;
    uint32_t n_before; /* documents of the plans that it met */
} standing;

typedef struct place {
    int64_t id, first, last;
    sk_str title, lead;
    uint32_t n_docs;
    uint8_t status;
    bool dated;
    standing was, now;
} place;

typedef SK_VEC(place) places;

static int any_plan(sk_db *db, int64_t story, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT 1 FROM happening WHERE story = ? AND plan = 1 LIMIT 1");
    int row;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, story);
    row = sk_db_step(db, st);
    sk_db_reset(st);
    return row < 0 ? sk_db_fail(db, err) : row;
}

static int read_places(sk_db *db, int64_t story, sk_arena *a, places *v,
                       sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db,
        "SELECT h.id, h.first, h.last, h.n_docs, h.status, h.planned_on, "
        "h.met_by, h.cancelled, h.n_before, d.title, d.lead, h.day_known FROM "
        "happening h JOIN doc d ON d.id = h.doc WHERE h.story = ? "
        "ORDER BY h.first DESC, h.id DESC");
    int row;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, story);
    while ((row = sk_db_step(db, st)) == 1)
        *sk_push(a, v) = (place){
            .title = sk_col_str(st, 9, a),
            .lead = sk_col_str(st, 10, a),
            .dated = sk_col_int(st, 11),
            .id = sk_col_int(st, 0),
            .first = sk_col_int(st, 1),
            .last = sk_col_int(st, 2),
            .n_docs = (uint32_t)sk_col_int(st, 3),
            .status = (uint8_t)sk_col_int(st, 4),
            .was = {sk_col_time(st, 5), sk_col_int(st, 6), sk_col_int(st, 7),
                    (uint32_t)sk_col_int(st, 8)},
            .now = {.planned_on = SK_NO_TIME},
        };
    return row < 0 ? sk_db_fail(db, err) : SK_OK;
}

static bool alike(const place *plan, const place *later, sk_arena *a)
{
    return sk_lead_pairs(plan->title,
                         sk_strf(a, "%.*s %.*s", SK_FMT(later->title),
                                 SK_FMT(later->lead)),
                         a) >= 0.4;
}

/* Whether later tells what plan announced; cancelled if its title tells that it
 * will not be. A plan without any day is told by its words too: of a war much is
 * planned by the same against the same. */
static bool fulfils(const sk_facts *v, const place *plan, const place *later,
                    sk_arena *a, bool *cancelled)
{
    size_t pf, pt, lf, lt;

    if (later->last < plan->first || later == plan)
        return false;
    if (later->status != SK_ENTRY_HAPPENED && later->status != SK_ENTRY_DENIED)
        return false; /* it looks ahead too, or explains */
    sk_facts_of(v, plan->id, &pf, &pt);
    sk_facts_of(v, later->id, &lf, &lt);
    for (size_t i = pf; i < pt; i++) {
        const sk_fact *p = &v->v[i];
        if (p->status != SK_PLANNED || (plan->dated && p->day == SK_NO_TIME))
            continue;
        for (size_t k = lf; k < lt; k++) {
            const sk_fact *f = &v->v[k];
            int64_t day =
                f->day == SK_NO_TIME ? sk_day_of_minute(later->first) : f->day;
            if ((f->who != p->who && f->meets != p->who) ||
                (f->status == SK_NEGATED
                     ? !f->head
                     : f->status != SK_HAPPENED && f->status != SK_ONGOING))
                continue;
            *cancelled = f->status == SK_NEGATED;
            if (p->day == SK_NO_TIME
                    ? day >= sk_day_of_minute(plan->first) &&
                          day <= sk_day_of_minute(plan->first) + 3 &&
                          alike(plan, later, a)
                    : *cancelled || (day >= p->day && day <= p->last + 1))
                return true;
        }
    }
    return false;
}

/* Newer entries stand before older ones. */
static void meet(places *v, const sk_facts *f, sk_arena *a)
{
    for (size_t i = 0; i < v->n; i++) {
        place *p = &v->v[i], *met = NULL;
        bool cancelled = false;
        if (p->status != SK_ENTRY_PLANNED)
            continue;
        for (size_t j = i; j-- > 0 && !met;)
            if (v->v[j].status != SK_ENTRY_PLANNED &&
                fulfils(f, p, &v->v[j], a, &cancelled))
                met = &v->v[j];
        if (!met)
            continue;
        met->now.planned_on = sk_day_of_minute(p->first);
        met->now.cancelled |= cancelled;
        met->now.n_before += p->n_docs;
        p->now.met_by = met->id;
    }
}

/* What other storylines tell of the day and those behind it. */
static int read_elsewhere(sk_db *db, int64_t story, const place *plan,
                          const sk_fact *p, sk_arena *a, sk_facts *v)
{
    sk_stmt *st = sk_db_prepare(
        db, SK_FACTS("happening h JOIN doc d ON d.happening = h.id",
                     "e.id IN (SELECT id FROM event WHERE sort >= ? AND "
                     "sort < ?) AND h.story <> ? AND h.status = ? AND "
                     "h.last >= ?"));

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, p->day * 1440);
    sk_bind_int(st, 2, (p->last + 2) * 1440);
    sk_bind_int(st, 3, story);
    sk_bind_int(st, 4, SK_ENTRY_HAPPENED);
    sk_bind_int(st, 5, plan->first);
    return sk_facts_read(db, st, a, v);
}

/* A plan that nothing met here may have come to pass in another storyline, by a
 * title; it stays an entry, for it is all that this one knows of it. */
static int meet_elsewhere(sk_db *db, int64_t story, place *plan,
                          const sk_facts *v, sk_arena *a)
{
    size_t from, to;

    if (plan->status != SK_ENTRY_PLANNED || plan->now.met_by)
        return SK_OK;
    sk_facts_of(v, plan->id, &from, &to);
    for (size_t i = from; i < to; i++) {
        const sk_fact *p = &v->v[i];
        sk_facts o = {0};
        if (p->status != SK_PLANNED || p->day == SK_NO_TIME)
            continue;
        if (read_elsewhere(db, story, plan, p, a, &o))
            return SK_EIO;
        for (size_t k = 0; k < o.n; k++)
            if ((o.v[k].who == p->who || o.v[k].meets == p->who) &&
                o.v[k].head &&
                (o.v[k].status == SK_HAPPENED || o.v[k].status == SK_ONGOING))
                plan->now.planned_on = sk_day_of_minute(plan->first);
    }
    return SK_OK;
}

static int write_place(sk_db *db, const place *p, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "UPDATE happening SET planned_on = ?, met_by = ?, cancelled = ?, "
            "n_before = ?, plan = ? WHERE id = ?");

    if (!st)
        return sk_db_fail(db, err);
    if (p->now.planned_on != SK_NO_TIME)
        sk_bind_int(st, 1, p->now.planned_on);
    if (p->now.met_by)
        sk_bind_int(st, 2, p->now.met_by);
    sk_bind_int(st, 3, p->now.cancelled);
    sk_bind_int(st, 4, p->now.n_before);
    sk_bind_int(st, 5,
                p->status == SK_ENTRY_PLANNED ||
                    p->now.planned_on != SK_NO_TIME);
    sk_bind_int(st, 6, p->id);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

static bool same(const standing *x, const standing *y)
{
    return x->planned_on == y->planned_on && x->met_by == y->met_by &&
           x->cancelled == y->cancelled && x->n_before == y->n_before;
}

int sk_plans_ask(sk_store *s, int64_t happening, sk_err *err)
{
    enum { BEFORE = 5 }; /* days: a plan may be for a few */
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT DISTINCT p.story FROM happening h JOIN happening p ON "
               "p.plan = 1 AND p.day <= h.day AND p.day >= h.day - ? AND "
               "p.first <= h.last AND p.story <> h.story WHERE h.id = ? AND "
               "h.status = ? AND p.status = ? AND p.day_known = 1 AND "
               "p.met_by IS NULL AND p.planned_on IS NULL");
    int row, rc = SK_OK;

    if (!st)
        return sk_db_fail(s->db, err);
    sk_bind_int(st, 1, BEFORE);
    sk_bind_int(st, 2, happening);
    sk_bind_int(st, 3, SK_ENTRY_HAPPENED);
    sk_bind_int(st, 4, SK_ENTRY_PLANNED);
    while (!rc && (row = sk_db_step(s->db, st)) == 1)
        rc = sk_store_touch_story(s, sk_col_int(st, 0), err);
    sk_db_reset(st);
    return rc ? rc : row < 0 ? sk_db_fail(s->db, err) : SK_OK;
}

int sk_plans_meet(sk_db *db, int64_t story, sk_arena *a, sk_err *err)
{
    places v = {0};
    sk_facts f = {0};
    sk_stmt *st;
    int rc = any_plan(db, story, err);

    if (rc != 1)
        return rc;
    rc = read_places(db, story, a, &v, err);
    if (rc)
        return rc;
    st = sk_db_prepare(db,
                       SK_FACTS("happening h JOIN doc d ON d.happening = h.id",
                                "h.story = ?"));
    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, story);
    if (sk_facts_read(db, st, a, &f))
        return sk_db_fail(db, err);
    meet(&v, &f, a);
    for (size_t i = 0; i < v.n; i++)
        if (meet_elsewhere(db, story, &v.v[i], &f, a))
            return sk_db_fail(db, err);
    for (size_t i = 0; i < v.n && !rc; i++)
        if (!same(&v.v[i].was, &v.v[i].now))
            rc = write_place(db, &v.v[i], err);
    return rc;
}
