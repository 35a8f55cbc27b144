/* entries.c - entries of timelines: days, status, plans and what came of them. */
#include "store/entries.h"

#include "base/day.h"
#include "store/card.h"
#include "store/days.h"
#include "store/inside.h"
#include "store/lead.h"
#include "store/older.h"
#include "thread/mark.h"

/* A coded event, so far as an entry needs it. */
typedef struct fact {
    int64_t happening, doc;
    uint64_t who; /* type, and the countries or bodies of its parties */
    int64_t day;  /* the first if it takes a few; SK_NO_TIME if unknown */
    int64_t last; /* of a few days */
    uint8_t status;
    bool head; /* told by the title, or there is none */
} fact;

typedef SK_VEC(fact) facts;

#define FACTS(from, which)                                                \
    "SELECT d.happening, e.type, coalesce(e.source_code, e.source), "     \
    "coalesce(e.target_code, e.target), e.day_from, e.day_to, e.status, " \
    "d.id, e.evidence_beg, d.title "                                      \
    "FROM " from " JOIN event e ON e.doc = d.id WHERE " which             \
    " ORDER BY d.happening, e.id"

enum { PARTIES = 24, DAYS = 4 /* "ngày 14-15/5" has a day, "tháng 5" none */ };

/* The heads of codes "UKR GOV; USA MIL" as hashes, each once. */
static size_t add_heads(sk_str codes, uint64_t *v, size_t n)
{
    while (codes.s && codes.len) {
        sk_str rest, head = sk_str_trim(sk_str_cut(codes, ';', &rest));
        uint64_t h;
        size_t i = 0;
        if (head.len > 3 && head.s[3] == ' ')
            head.len = 3;
        h = sk_hash(head.s, head.len, 2);
        while (i < n && v[i] != h)
            i++;
        if (i == n && n < PARTIES)
            v[n++] = h;
        codes = rest;
    }
    return n;
}

/* The same for "A will visit B" and "B receives A". */
static uint64_t who_of(sk_str type, sk_str from, sk_str to)
{
    uint64_t v[PARTIES], sum = 0;
    size_t n = add_heads(to, v, add_heads(from, v, 0));

    for (size_t i = 0; i < n; i++)
        sum += v[i];
    return sk_hash(type.s, type.len, 1) ^ sum;
}

static int read_facts(sk_db *db, const char *sql, int64_t of, sk_arena *a,
                      facts *v, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(db, sql);
    int row;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, of);
    while ((row = sk_db_step(db, st)) == 1) {
        sk_str type = sk_col_view(st, 1), from = sk_col_view(st, 2),
               to = sk_col_view(st, 3);
        bool dated =
            !sk_col_null(st, 4) && sk_col_int(st, 5) - sk_col_int(st, 4) < DAYS;
        *sk_push(a, v) = (fact){
            .happening = sk_col_int(st, 0),
            .doc = sk_col_int(st, 7),
            .who = who_of(type, from, to),
            .day = dated ? sk_col_int(st, 4) : SK_NO_TIME,
            .last = sk_col_int(st, 5),
            .status = (uint8_t)sk_col_int(st, 6),
            .head = sk_col_null(st, 9) ||
                    sk_col_int(st, 8) < (int64_t)sk_col_view(st, 9).len,
        };
    }
    return row < 0 ? sk_db_fail(db, err) : SK_OK;
}

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
static void date(entry *e, const facts *v)
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
static bool disputed(const facts *v)
{
    for (size_t i = 0; i < v->n; i++)
        for (size_t k = 0; k < v->n && v->v[i].status == SK_NEGATED; k++)
            if (v->v[k].status == SK_HAPPENED && v->v[k].who == v->v[i].who &&
                v->v[k].doc != v->v[i].doc)
                return true;
    return false;
}

/* What is so by its coded events; that the titles say it too is asked of all
 * that is not plainly done: of a war a lead tells in passing what may come, what
 * somebody says and what did not happen. */
static uint8_t standing_of(const entry *e, const facts *v)
{
    unsigned n[SK_STATUS_N] = {0}, done, heads = 0;

    for (size_t i = 0; i < v->n; i++)
        heads += v->v[i].head;
    for (size_t i = 0; i < v->n; i++)
        if (v->v[i].head || !heads)
            n[v->v[i].status < SK_STATUS_N ? v->v[i].status : 0]++;
    done = n[SK_HAPPENED] + n[SK_ONGOING];
    if (n[SK_PLANNED] > done)
        return cued(e, SK_SAYS_PLAN) ? SK_ENTRY_PLANNED : SK_ENTRY_TOLD;
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

static void judge(entry *e, const facts *v)
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
    facts v = {0};
    int rc = read_docs(db, eng, a, &e, err);

    if (!rc)
        rc = read_facts(db, FACTS("doc d", "d.happening = ?"), happening, a, &v,
                        err);
    if (rc || !e.doc)
        return rc;
    judge(&e, &v);
    rc = date_by_words(db, eng, &e, a, err);
    return rc ? rc : write_entry(db, &e, err);
}

/* ---- plans and what came of them ---- */

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

/* The facts of a happening: v[from..to). */
static void facts_of(const facts *v, int64_t id, size_t *from, size_t *to)
{
    SK_FIRST_NOT(*from, v->n, i, v->v[i].happening < id);
    *to = *from;
    while (*to < v->n && v->v[*to].happening == id)
        ++*to;
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
static bool fulfils(const facts *v, const place *plan, const place *later,
                    sk_arena *a, bool *cancelled)
{
    size_t pf, pt, lf, lt;

    if (later->last < plan->first || later == plan)
        return false;
    if (later->status != SK_ENTRY_HAPPENED && later->status != SK_ENTRY_DENIED)
        return false; /* it looks ahead too, or explains */
    facts_of(v, plan->id, &pf, &pt);
    facts_of(v, later->id, &lf, &lt);
    for (size_t i = pf; i < pt; i++) {
        const fact *p = &v->v[i];
        if (p->status != SK_PLANNED || (plan->dated && p->day == SK_NO_TIME))
            continue;
        for (size_t k = lf; k < lt; k++) {
            const fact *f = &v->v[k];
            int64_t day =
                f->day == SK_NO_TIME ? sk_day_of_minute(later->first) : f->day;
            if (f->who != p->who ||
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
static void meet(places *v, const facts *f, sk_arena *a)
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

int sk_entries_meet(sk_db *db, int64_t story, sk_arena *a, sk_err *err)
{
    places v = {0};
    facts f = {0};
    int rc = any_plan(db, story, err);

    if (rc != 1)
        return rc;
    rc = read_places(db, story, a, &v, err);
    if (!rc)
        rc = read_facts(db,
                        FACTS("happening h JOIN doc d ON d.happening = h.id",
                              "h.story = ?"),
                        story, a, &f, err);
    if (!rc)
        meet(&v, &f, a);
    for (size_t i = 0; i < v.n && !rc; i++)
        if (!same(&v.v[i].was, &v.v[i].now))
            rc = write_place(db, &v.v[i], err);
    return rc;
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
                           a, sk_entries_meet, err);
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
