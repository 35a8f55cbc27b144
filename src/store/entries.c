/* entries.c - entries of timelines: days and status. */
#include "store/entries.h"

#include "base/day.h"
#include "store/card.h"
#include "store/days.h"
#include "store/facts.h"
#include "store/inside.h"
#include "store/lead.h"
#include "store/older.h"
#include "store/plans.h"
#include "thread/mark.h"

/* ---- the entry of one happening ---- */

typedef struct entry {
    int64_t id, doc, day; /* doc: the document that stands for it */
    int64_t from, to;     /* days that it may be of, by its reports */
    bool day_known, disputed;
    bool soft; /* asks or explains */
    uint8_t status;
    unsigned n_titles, n_cues[SK_SAYS_CLAIM + 1]; /* titles that have each of
                                                     enum sk_says */
    uint32_t n_outlets;
    sk_buf outlets;
} entry;

enum { BACK = 3 }; /* days: older things are what a report looks back to */

static void widen(entry *e, int64_t day)
{
    if (day - BACK < e->from)
        e->from = day - BACK;
    if (day + 1 > e->to)
        e->to = day + 1;
}

static void count_cues(entry *e, const sk_engine *eng, sk_str title,
                       sk_arena *a)
{
    unsigned cues = sk_mark_cues(eng, title, a);

    e->n_titles++;
    for (unsigned cue = SK_SAYS_PLAN; cue <= SK_SAYS_CLAIM; cue <<= 1)
        e->n_cues[cue] += (cues & cue) != 0;
}

/* Whether half of the titles have a cue; without titles it goes unasked. */
static bool cued(const entry *e, enum sk_says cue)
{
    return e->n_cues[cue] * 2 >= e->n_titles;
}

/* The document that tells best; the outlets in the order in which they told
 * it. */
static int read_docs(sk_db *db, const sk_engine *eng, sk_arena *a, entry *e,
                     sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, "SELECT id, outlet, title, lead, published FROM doc WHERE "
            "happening = ? ORDER BY minute, id");
    SK_VEC(sk_str) seen = {0};
    SK_VEC(sk_lead) leads = {0};
    int row;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, e->id);
    while ((row = sk_db_step(db, st)) == 1) {
        sk_str outlet = sk_col_view(st, 1);
        size_t i = 0;
        if (sk_col_null(st, 4))
            e->from = INT32_MIN, e->to = INT32_MAX;
        else
            widen(e, sk_day_of_minute(sk_col_int(st, 4)));
        *sk_push(a, &leads) = (sk_lead){sk_col_int(st, 0), sk_col_str(st, 2, a),
                                        sk_col_str(st, 3, a)};
        if (eng && !sk_col_null(st, 2))
            count_cues(e, eng, sk_col_view(st, 2), a);
        while (i < seen.n && !sk_str_eq(seen.v[i], outlet))
            i++;
        if (!outlet.len || i < seen.n)
            continue;
        *sk_push(a, &seen) = sk_str_dup(a, outlet);
        if (e->n_outlets++)
            sk_buf_add(a, &e->outlets, SK_STR(", "));
        sk_buf_add(a, &e->outlets, outlet);
    }
    if (leads.n) {
        const sk_lead *l = &leads.v[sk_lead_best(eng, leads.v, leads.n, a)];
        e->doc = l->doc;
        e->soft = eng && sk_lead_soft(eng, l->title, a);
    }
    return row < 0 ? sk_db_fail(db, err) : SK_OK;
}

/* The day that the events of an entry name most: of a plan the planned ones, of
 * what happened the others. */
static void date(entry *e, const sk_facts *v)
{
    bool plan = e->status == SK_ENTRY_PLANNED;
    unsigned best = 0;

    for (size_t i = 0; i < v->n; i++) {
        unsigned c = 0;
        if (v->v[i].day == SK_NO_TIME || v->v[i].day < e->from ||
            (v->v[i].day > e->to && !plan) ||
            (v->v[i].status == SK_PLANNED) != plan)
            continue;
        for (size_t k = 0; k < v->n; k++)
            c += v->v[k].day == v->v[i].day &&
                 (v->v[k].status == SK_PLANNED) == plan;
        if (c > best) {
            best = c;
            e->day = v->v[i].day;
            e->day_known = true;
        }
    }
}

/* Whether one document denies what another one tells. */
static bool disputed(const sk_facts *v)
{
    for (size_t i = 0; i < v->n; i++)
        for (size_t k = 0; k < v->n && v->v[i].status == SK_NEGATED; k++)
            if (v->v[k].status == SK_HAPPENED && v->v[k].who == v->v[i].who &&
                v->v[k].doc != v->v[i].doc)
                return true;
    return false;
}

/* Whether something is planned for a day behind the last report. */
static bool ahead(const entry *e, const sk_facts *v)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].status == SK_PLANNED && v->v[i].day != SK_NO_TIME &&
            v->v[i].day >= e->to)
            return true;
    return false;
}

/* What is so by its coded events; that the titles say it too is asked of all
 * that is not plainly done, nor set for a day: of a war a lead tells in passing
 * what may come, what somebody says and what did not happen. */
static uint8_t standing_of(const entry *e, const sk_facts *v)
{
    unsigned n[SK_STATUS_N] = {0}, done, heads = 0;

    for (size_t i = 0; i < v->n; i++)
        heads += v->v[i].head;
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].head || !heads)
            n[v->v[i].status < SK_STATUS_N ? v->v[i].status : 0]++;
    done = n[SK_HAPPENED] + n[SK_ONGOING];
    if (n[SK_PLANNED] > done)
        return cued(e, SK_SAYS_PLAN) || ahead(e, v) ? SK_ENTRY_PLANNED
                                                    : SK_ENTRY_TOLD;
    if (n[SK_NEGATED] > done || (n[SK_CLAIM] && !done && cued(e, SK_SAYS_DENY)))
        return cued(e, SK_SAYS_DENY) ? SK_ENTRY_DENIED : SK_ENTRY_TOLD;
    if (n[SK_CLAIM] && !done)
        return cued(e, SK_SAYS_CLAIM) || cued(e, SK_SAYS_PLAN)
                   ? SK_ENTRY_CLAIMED
                   : SK_ENTRY_TOLD;
    return done && (heads || !e->n_titles || !cued(e, SK_SAYS_PLAN))
               ? SK_ENTRY_HAPPENED
               : SK_ENTRY_TOLD;
}

static void judge(entry *e, const sk_facts *v)
{
    e->status = standing_of(e, v);
    if (e->soft)
        e->status = SK_ENTRY_TOLD;
    e->disputed = disputed(v);
    date(e, v);
}

/* The day that the reports name, if no coded event gives it. Of plans the first
 * day named is of something else, of what explains all but the first words. */
static int date_by_words(sk_db *db, const sk_engine *eng, entry *e, sk_arena *a,
                         sk_err *err)
{
    if (!eng || e->day_known || e->status == SK_ENTRY_PLANNED)
        return SK_OK;
    if (sk_day_told(db, eng, e->id, BACK, e->soft, a, &e->day))
        return sk_db_fail(db, err);
    e->day_known = e->day != SK_NO_TIME;
    return SK_OK;
}

static int write_entry(sk_db *db, const entry *e, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        db, e->day_known
                ? "UPDATE happening SET doc = ?, outlets = ?, n_outlets = ?, "
                  "status = ?, plan = ?, disputed = ?, day_known = 1, day = ? "
                  "WHERE id = ?"
                : "UPDATE happening SET doc = ?, outlets = ?, n_outlets = ?, "
                  "status = ?, plan = ?, disputed = ?, day_known = 0, day = "
                  "(first - ((first % 1440) + 1440) % 1440) / 1440 "
                  "WHERE id = ?");
    int at = 7;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, e->doc);
    sk_bind_str(st, 2,
                e->n_outlets ? sk_buf_str(&e->outlets) : (sk_str){NULL, 0});
    sk_bind_int(st, 3, e->n_outlets);
    sk_bind_int(st, 4, e->status);
    sk_bind_int(st, 5, e->status == SK_ENTRY_PLANNED);
    sk_bind_int(st, 6, e->disputed);
    if (e->day_known)
        sk_bind_int(st, at++, e->day);
    sk_bind_int(st, at, e->id);
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

int sk_entry_write(sk_db *db, const sk_engine *eng, int64_t happening,
                   sk_arena *a, sk_err *err)
{
    entry e = {.id = happening,
               .status = SK_ENTRY_HAPPENED,
               .from = INT32_MAX,
               .to = INT32_MIN};
    sk_facts v = {0};
    sk_stmt *st;
    int rc = read_docs(db, eng, a, &e, err);

    if (rc || !e.doc)
        return rc;
    st = sk_db_prepare(db, SK_FACTS("doc d", "d.happening = ?"));
    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, happening);
    if (sk_facts_read(db, st, a, &v))
        return sk_db_fail(db, err);
    judge(&e, &v);
    rc = date_by_words(db, eng, &e, a, err);
    return rc ? rc : write_entry(db, &e, err);
}

/* ---- an old store ---- */

static int old_card(sk_db *db, int64_t story, sk_arena *a, sk_err *err)
{
    return sk_card_write(db, NULL, story, a, err);
}

static int cards(sk_db *db, sk_arena *a, sk_err *err)
{
    return sk_older_each(db,
                         "SELECT min(id) FROM story WHERE id > ? AND "
                         "into_id IS NULL",
                         a, old_card, err);
}

static int old_entry(sk_db *db, int64_t happening, sk_arena *a, sk_err *err)
{
    return sk_entry_write(db, NULL, happening, a, err);
}

static int kept(sk_db *db, sk_arena *a, sk_err *err)
{
    int rc = sk_older_each(db, "SELECT min(id) FROM happening WHERE id > ?", a,
                           old_entry, err);

    if (!rc)
        rc = sk_older_each(db,
                           "SELECT min(story) FROM happening WHERE "
                           "plan = 1 AND story > ?",
                           a, sk_plans_meet, err);
    return rc ? rc : cards(db, a, err);
}

int sk_kept_all(sk_db *db, sk_err *err)
{
    return sk_older_run(db, kept, err);
}

int sk_cards_all(sk_db *db, sk_err *err)
{
    return sk_older_run(db, cards, err);
}
