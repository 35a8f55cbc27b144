/* timeline.c - the happenings of a storyline as dated entries (entries.h). A
 * plan whose day has gone by without a report is overdue.
 */
#include "store/ask.h"

#define COLUMNS                                                               \
    "h.id, h.story, h.first, h.last, h.n_docs + h.n_before, h.doc, d.title, " \
    "d.lead, d.outlet, d.url, h.outlets, h.n_outlets, h.day, h.day_known, "   \
    "h.status, h.cancelled, h.planned_on, h.disputed"

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

static int64_t today(sk_store *s)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT max(minute) FROM doc");
    int64_t v = sk_db_step(s->db, st) == 1 ? sk_col_int(st, 0) : 0;

    sk_db_reset(st);
    return day_of(v);
}

/* ---- rows ---- */

static uint8_t status_of(sk_stmt *st, int64_t now)
{
    uint8_t own = (uint8_t)sk_col_int(st, 14);

    if (sk_col_int(st, 15))
        return SK_ENTRY_CANCELLED;
    return own == SK_ENTRY_PLANNED && sk_col_int(st, 13) &&
                   sk_col_int(st, 12) < now
               ? SK_ENTRY_OVERDUE : own;
}

static int read_rows(sk_store *s, sk_stmt *st, sk_arena *a, sk_timeline *out)
{
    int64_t now = today(s);
    SK_VEC(sk_happening_row) v = {0};
    int row;

    while ((row = sk_db_step(s->db, st)) == 1)
        *sk_push(a, &v) = (sk_happening_row){
            .id = sk_col_int(st, 0),
            .story = sk_col_int(st, 1),
            .first = sk_col_int(st, 2),
            .last = sk_col_int(st, 3),
            .n_docs = (uint32_t)sk_col_int(st, 4),
            .doc = sk_col_int(st, 5),
            .title = sk_col_str(st, 6, a),
            .lead = sk_col_str(st, 7, a),
            .outlet = sk_col_str(st, 8, a),
            .url = sk_col_str(st, 9, a),
            .outlets = sk_col_str(st, 10, a),
            .n_outlets = (uint32_t)sk_col_int(st, 11),
            .day = sk_col_int(st, 12),
            .day_known = sk_col_int(st, 13),
            .status = status_of(st, now),
            .planned_on = sk_col_time(st, 16),
            .disputed = sk_col_int(st, 17),
        };
    out->v = v.v;
    out->n = v.n;
    return row < 0 ? SK_EIO : SK_OK;
}

/* ---- of a storyline ---- */

typedef struct line_asked {
    int64_t story;
    uint32_t limit;
    const sk_cursor *after;
    sk_arena *a;
    sk_timeline *out;
} line_asked;

static int has_children(sk_store *s, int64_t story)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT 1 FROM story WHERE parent = ? LIMIT 1");
    int row;

    if (!st)
        return -1;
    sk_bind_int(st, 1, story);
    row = sk_db_step(s->db, st);
    sk_db_reset(st);
    return row;
}

/* The entries are found in an index that holds them in order; only those that
 * are shown are read. */
static int timeline(sk_store *s, void *how)
{
    const line_asked *want = how;
    const sk_cursor *after = want->after;
    int children = has_children(s, want->story);
    uint32_t limit = want->limit ? want->limit : INT32_MAX - 1;
    sk_ask q = {.a = want->a};
    int rc;

    if (children < 0)
        return SK_EIO;
    sk_ask_sql(&q, "SELECT " COLUMNS " FROM happening h JOIN doc d ON "
                   "d.id = h.doc WHERE h.id IN (SELECT id FROM happening");
    sk_ask_if(&q, "met_by IS NULL");
    if (children) {
        sk_ask_if_int(&q, "(story = ? OR story IN (SELECT id FROM story WHERE "
                          "parent = ?))", want->story);
        sk_ask_value_int(&q, want->story);
    } else {
        sk_ask_if_int(&q, "story = ?", want->story);
    }
    if (after && after->given) {
        sk_ask_if_int(&q, "(day, first, id) < (?, ?, ?)", after->v[0]);
        sk_ask_value_int(&q, after->v[1]);
        sk_ask_value_int(&q, after->v[2]);
    }
    sk_ask_int(&q, " ORDER BY day DESC, first DESC, id DESC LIMIT ?)",
               limit + 1);
    sk_ask_sql(&q, " ORDER BY h.day DESC, h.first DESC, h.id DESC");
    rc = read_rows(s, sk_ask_ready(s, &q), want->a, want->out);
    want->out->next.given = !rc && want->out->n > limit;
    if (want->out->next.given) {
        const sk_happening_row *last = &want->out->v[limit - 1];
        want->out->n = limit;
        want->out->next = (sk_cursor){true, {last->day, last->first, last->id}};
    }
    return rc;
}

int sk_store_timeline(sk_store *s, int64_t story, uint32_t limit,
                      const sk_cursor *after, sk_arena *a, sk_timeline *out,
                      sk_err *err)
{
    line_asked q = {story, limit, after, a, out};

    *out = (sk_timeline){0};
    return sk_store_guard(s, a, timeline, &q, err);
}

/* ---- one, and those that were announced ---- */

typedef struct asked {
    int64_t id, from, to;
    uint32_t limit;
    sk_arena *a;
    sk_timeline *out;
} asked;

static int happening(sk_store *s, void *how)
{
    const asked *want = how;
    sk_ask q = {.a = want->a};

    sk_ask_sql(&q, "SELECT " COLUMNS " FROM happening h JOIN doc d ON "
                   "d.id = h.doc");
    sk_ask_if_int(&q, "h.id = ?", want->id);
    return read_rows(s, sk_ask_ready(s, &q), want->a, want->out);
}

int sk_store_happening(sk_store *s, int64_t id, sk_arena *a,
                       sk_happening_row *out, sk_err *err)
{
    sk_timeline t = {0};
    asked q = {.id = id, .a = a, .out = &t};
    int rc = sk_store_guard(s, a, happening, &q, err);

    if (!rc && !t.n)
        rc = sk_fail(err, SK_ENONE, 0, "no happening %lld", (long long)id);
    if (!rc)
        *out = t.v[0];
    return rc;
}

static int plans(sk_store *s, void *how)
{
    const asked *want = how;
    sk_ask q = {.a = want->a};

    sk_ask_sql(&q, "SELECT " COLUMNS " FROM happening h JOIN doc d ON "
                   "d.id = h.doc");
    sk_ask_if(&q, "h.plan = 1 AND h.day_known = 1 AND h.met_by IS NULL");
    sk_ask_if_int(&q, "h.day >= ?", want->from);
    sk_ask_if_int(&q, "h.day <= ?", want->to);
    sk_ask_int(&q, " ORDER BY h.day, h.id LIMIT ?", want->limit);
    return read_rows(s, sk_ask_ready(s, &q), want->a, want->out);
}

int sk_store_plans(sk_store *s, int64_t from, int64_t to, uint32_t limit,
                   sk_arena *a, sk_timeline *out, sk_err *err)
{
    asked q = {.from = from, .to = to, .limit = limit, .a = a, .out = out};

    *out = (sk_timeline){0};
    return sk_store_guard(s, a, plans, &q, err);
}
