/* timeline.c - the happenings of a storyline as dated entries.
 *
 * The day of an entry is the day that the coded events of its documents name
 * most often, else the day of the first report. Its status is that of most of
 * its events. A plan and the report that it came to pass (same type and
 * parties, the report on the planned day or the day after) are one entry. A
 * plan whose day has gone by without a report is overdue.
 */
#include <stdlib.h>

#include "store/inside.h"

/* A coded event, so far as a timeline needs it. */
typedef struct fact {
    int64_t happening;
    uint64_t who; /* type and parties */
    int64_t day;  /* SK_NO_TIME if unknown */
    uint8_t status;
} fact;

typedef struct asked {
    int64_t story, happening;
    uint32_t limit, offset;
    sk_arena *a;
    sk_timeline *out;
} asked;

const char *sk_entry_status_name(uint8_t status)
{
    static const char *const n[] = {"happened",  "planned", "overdue",
                                    "cancelled", "denied",  "claimed"};

    return status < sizeof n / sizeof *n ? n[status] : "?";
}

static int64_t day_of(int64_t minute)
{
    return minute / 1440 - (minute % 1440 < 0);
}

/* ---- rows ---- */

typedef SK_VEC(sk_happening_row) rows;
typedef SK_VEC(fact) facts;

#define IN_STORY                                                              \
    "(h.story = ?1 OR h.story IN (SELECT id FROM story WHERE parent = ?1))"
#define ROWS(which)                                                           \
    "SELECT h.id, h.story, h.first, h.last, h.n_docs, d.id, d.title, "        \
    "d.lead, d.outlet, d.url, (SELECT GROUP_CONCAT(outlet, ', ') FROM "       \
    "(SELECT DISTINCT outlet FROM doc WHERE happening = h.id ORDER BY "       \
    "outlet) AS o), "                                                         \
    "(SELECT count(DISTINCT outlet) FROM doc WHERE happening = h.id) "        \
    "FROM happening h JOIN doc d ON d.id = (SELECT id FROM doc WHERE "        \
    "happening = h.id ORDER BY CASE WHEN length(lead) BETWEEN 60 AND 400 "    \
    "THEN 0 ELSE 1 END, minute, id LIMIT 1) WHERE " which                     \
    " ORDER BY h.first DESC, h.id DESC"
#define FACTS(which)                                                          \
    "SELECT d.happening, e.type, coalesce(e.source_code, e.source), "         \
    "coalesce(e.target_code, e.target), e.day_from, e.day_to, e.status "      \
    "FROM happening h JOIN doc d ON d.happening = h.id "                      \
    "JOIN event e ON e.doc = d.id WHERE " which " ORDER BY d.happening, e.id"

static int read_rows(sk_store *s, const asked *q, rows *v)
{
    sk_stmt *st = sk_db_prepare(
        s->db, q->happening ? ROWS("h.id = ?1") : ROWS(IN_STORY));
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, q->happening ? q->happening : q->story);
    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_happening_row *r = sk_push(q->a, v);
        *r = (sk_happening_row){
            .id = sk_col_int(st, 0),
            .story = sk_col_int(st, 1),
            .first = sk_col_int(st, 2),
            .last = sk_col_int(st, 3),
            .n_docs = (uint32_t)sk_col_int(st, 4),
            .doc = sk_col_int(st, 5),
            .title = sk_col_str(st, 6, q->a),
            .lead = sk_col_str(st, 7, q->a),
            .outlet = sk_col_str(st, 8, q->a),
            .url = sk_col_str(st, 9, q->a),
            .outlets = sk_col_str(st, 10, q->a),
            .n_outlets = (uint32_t)sk_col_int(st, 11),
            .planned_on = SK_NO_TIME,
        };
        r->day = day_of(r->first);
    }
    return row < 0 ? SK_EIO : SK_OK;
}

static int read_facts(sk_store *s, const asked *q, facts *v)
{
    sk_stmt *st = sk_db_prepare(
        s->db, q->happening ? FACTS("h.id = ?1") : FACTS(IN_STORY));
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, q->happening ? q->happening : q->story);
    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_str type = sk_col_view(st, 1), from = sk_col_view(st, 2),
               to = sk_col_view(st, 3);
        fact *f = sk_push(q->a, v);
        f->happening = sk_col_int(st, 0);
        f->who = sk_hash(type.s, type.len, 1) ^
                 (sk_hash(from.s ? from.s : "", from.len, 2) +
                  sk_hash(to.s ? to.s : "", to.len, 2));
        f->day = sk_col_int(st, 4) == sk_col_int(st, 5) ? sk_col_time(st, 4)
                                                        : SK_NO_TIME;
        f->status = (uint8_t)sk_col_int(st, 6);
    }
    return row < 0 ? SK_EIO : SK_OK;
}

/* ---- days and status ---- */

/* The facts of a happening: v[from..to). */
static void facts_of(const facts *v, int64_t id, size_t *from, size_t *to)
{
    size_t lo = 0, hi = v->n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (v->v[mid].happening < id)
            lo = mid + 1;
        else
            hi = mid;
    }
    *from = *to = lo;
    while (*to < v->n && v->v[*to].happening == id)
        ++*to;
}

static void date_entry(sk_happening_row *r, const facts *v)
{
    unsigned best = 0, n[SK_STATUS_N] = {0};
    size_t from, to;

    facts_of(v, r->id, &from, &to);
    for (size_t i = from; i < to; i++) {
        unsigned c = 0;
        n[v->v[i].status < SK_STATUS_N ? v->v[i].status : 0]++;
        if (v->v[i].day == SK_NO_TIME)
            continue;
        for (size_t k = from; k < to; k++)
            c += v->v[k].day == v->v[i].day;
        if (c > best) {
            best = c;
            r->day = v->v[i].day;
            r->day_known = true;
        }
    }
    if (n[SK_PLANNED] > n[SK_HAPPENED] + n[SK_ONGOING])
        r->status = SK_ENTRY_PLANNED;
    else if (n[SK_NEGATED] > n[SK_HAPPENED] + n[SK_ONGOING])
        r->status = SK_ENTRY_DENIED;
    else if (n[SK_CLAIM] && !n[SK_HAPPENED] && !n[SK_ONGOING])
        r->status = SK_ENTRY_CLAIMED;
    r->disputed = n[SK_NEGATED] && n[SK_HAPPENED];
}

/* Whether later tells what plan announced; cancelled if it tells that it will
 * not be. */
static bool fulfils(const facts *v, const sk_happening_row *plan,
                    const sk_happening_row *later, bool *cancelled)
{
    size_t pf, pt, lf, lt;

    if (later->last < plan->first || later == plan)
        return false;
    facts_of(v, plan->id, &pf, &pt);
    facts_of(v, later->id, &lf, &lt);
    for (size_t i = pf; i < pt; i++) {
        const fact *p = &v->v[i];
        if (p->status != SK_PLANNED)
            continue;
        for (size_t k = lf; k < lt; k++) {
            const fact *f = &v->v[k];
            int64_t day = f->day == SK_NO_TIME ? day_of(later->first) : f->day;
            if (f->who != p->who || f->status == SK_PLANNED)
                continue;
            *cancelled = f->status == SK_NEGATED;
            if (p->day == SK_NO_TIME
                    ? day >= day_of(plan->first) &&
                          day <= day_of(plan->first) + 3
                    : *cancelled || (day >= p->day && day <= p->day + 1))
                return true;
        }
    }
    return false;
}

/* Joins plans with what came of them; the plan's entry goes. */
static size_t meet(sk_happening_row *v, size_t n, const facts *f,
                   int64_t today)
{
    size_t k = 0;

    for (size_t i = 0; i < n; i++) {
        sk_happening_row *p = &v[i], *met = NULL;
        bool cancelled = false;
        if (p->status != SK_ENTRY_PLANNED)
            continue;
        for (size_t j = i; j-- > 0 && !met;) /* newer entries stand before */
            if (v[j].story == p->story && v[j].status != SK_ENTRY_PLANNED &&
                fulfils(f, p, &v[j], &cancelled))
                met = &v[j];
        if (met) {
            met->planned_on = day_of(p->first);
            if (cancelled)
                met->status = SK_ENTRY_CANCELLED;
            met->n_docs += p->n_docs;
            p->n_docs = 0; /* gone */
        } else if (p->day_known && p->day < today) {
            p->status = SK_ENTRY_OVERDUE;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (v[i].n_docs)
            v[k++] = v[i];
    return k;
}

static int newest_first(const void *a, const void *b)
{
    const sk_happening_row *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? 1 : -1;
    if (x->first != y->first)
        return x->first < y->first ? 1 : -1;
    return (x->id < y->id) - (x->id > y->id);
}

static int64_t today(sk_store *s)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT max(minute) FROM doc");
    int64_t v = sk_db_step(s->db, st) == 1 ? sk_col_int(st, 0) : 0;

    sk_db_reset(st);
    return day_of(v);
}

static int timeline(sk_store *s, void *how)
{
    const asked *q = how;
    rows v = {0};
    facts f = {0};
    size_t n;

    if (read_rows(s, q, &v) || read_facts(s, q, &f))
        return SK_EIO;
    for (size_t i = 0; i < v.n; i++)
        date_entry(&v.v[i], &f);
    n = meet(v.v, v.n, &f, today(s));
    if (n)
        qsort(v.v, n, sizeof *v.v, newest_first);
    q->out->v = v.v + (q->offset < n ? q->offset : n);
    q->out->n = n - (q->offset < n ? q->offset : n);
    if (q->limit && q->out->n > q->limit)
        q->out->n = q->limit;
    return SK_OK;
}

int sk_store_timeline(sk_store *s, int64_t story, uint32_t limit,
                      uint32_t offset, sk_arena *a, sk_timeline *out,
                      sk_err *err)
{
    asked q = {story, 0, limit, offset, a, out};

    return sk_store_guard(s, a, timeline, &q, err);
}

int sk_store_happening(sk_store *s, int64_t id, sk_arena *a,
                       sk_happening_row *out, sk_err *err)
{
    sk_timeline t = {0};
    asked q = {0, id, 1, 0, a, &t};
    int rc = sk_store_guard(s, a, timeline, &q, err);

    if (!rc && !t.n)
        rc = sk_fail(err, SK_ENONE, 0, "no happening %lld", (long long)id);
    if (!rc)
        *out = t.v[0];
    return rc;
}
