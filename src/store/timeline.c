/* timeline.c - the happenings of a storyline as dated entries (entries.h). A
 * plan whose day has gone by without a report is overdue.
 */
#include "store/columns.h"

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

/* Behind the columns: whether it was cancelled. */
static void ask_columns(sk_ask *q)
{
    sk_ask_sql(q, "SELECT ");
    sk_columns_ask(q, sk_entry_columns, SK_ENTRY_COLUMNS);
    sk_ask_sql(q, ", h.cancelled FROM happening h JOIN doc d ON d.id = h.doc");
}

static int read_rows(sk_store *s, sk_stmt *st, sk_arena *a, sk_timeline *out)
{
    int64_t now = today(s);
    SK_VEC(sk_happening_row) v = {0};
    int row;

    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_happening_row *r = sk_push(a, &v);
        int n = sk_columns_read(st, sk_entry_columns, SK_ENTRY_COLUMNS, a, r);
        if (sk_col_int(st, n))
            r->status = SK_ENTRY_CANCELLED;
        else if (r->status == SK_ENTRY_PLANNED && r->day_known && r->day < now)
            r->status = SK_ENTRY_OVERDUE;
    }
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
    ask_columns(&q);
    sk_ask_sql(&q, " WHERE h.id IN (SELECT id FROM happening");
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

    ask_columns(&q);
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

    ask_columns(&q);
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
