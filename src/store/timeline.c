/* timeline.c - the happenings of a storyline as dated entries (entries.h). A
 * plan whose day has gone by without a report is overdue.
 */
#include "store/columns.h"

#include "base/day.h"

const char *sk_entry_status_name(uint8_t status)
{
    static const char *const n[] = {"happened",  "planned", "overdue",
                                    "cancelled", "denied",  "claimed",
                                    "told"};

    return status < sizeof n / sizeof *n ? n[status] : "?";
}

bool sk_toll_next(sk_str *tolls, sk_toll *out)
{
    static const char *const what[] = {"dead", "injured", "missing"};
    sk_str line = sk_str_cut(*tolls, '\n', tolls);
    int64_t v[4] = {0};
    size_t at = 0;

    if (!line.len)
        return false;
    for (int i = 0; i < 4; i++, at++)
        for (; at < line.len && line.s[at] != ' '; at++)
            v[i] = v[i] * 10 + (line.s[at] - '0');
    *out = (sk_toll){v[0] < 3 ? what[v[0]] : "?", v[1], v[2], v[3],
                     at < line.len ? sk_str_sub(line, at, line.len)
                                   : (sk_str){NULL, 0}};
    return true;
}

sk_str sk_entry_note(const sk_happening_row *r, sk_arena *a)
{
    static const struct {
        const char *what, *say;
    } kinds[] = {{"dead", "Số người chết: "},
                 {"injured", "Số người bị thương: "},
                 {"missing", "Số người mất tích: "}};
    const char *last = NULL;
    sk_str tolls = r->tolls;
    sk_buf b = {0};
    sk_toll t;

    if (r->n_repeats) {
        int y, m, d;
        sk_day_civil((int32_t)r->repeats_from, &y, &m, &d);
        sk_buf_add(a, &b,
                   sk_strf(a, "Và %u tin cùng loại từ %02d/%02d/%04d.",
                           r->n_repeats, d, m, y));
    }
    while (sk_toll_next(&tolls, &t)) {
        for (size_t i = 0; t.what != last && i < 3; i++)
            if (strcmp(t.what, kinds[i].what) == 0)
                sk_buf_add(a, &b,
                           sk_strf(a, "%s%s",
                                   last  ? ". "
                                   : b.n ? " "
                                         : "",
                                   kinds[i].say));
        if (t.what == last)
            sk_buf_add(a, &b, SK_STR(", "));
        last = t.what;
        sk_buf_add(a, &b,
                   sk_strf(a, "%lld (%.*s)", (long long)t.n,
                           SK_FMT(t.outlet.len ? t.outlet : SK_STR("?"))));
    }
    if (last)
        sk_buf_char(a, &b, '.');
    return b.n ? sk_buf_str(&b) : (sk_str){NULL, 0};
}

sk_str sk_entry_text(const sk_happening_row *r, sk_arena *a)
{
    sk_str note = sk_entry_note(r, a);

    if (!note.len || !r->lead.len)
        return note.len ? note : r->lead;
    return sk_strf(a, "%.*s %.*s", SK_FMT(r->lead), SK_FMT(note));
}

static int64_t today(sk_store *s)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT max(minute) FROM doc");
    int64_t v = sk_db_step(s->db, st) == 1 ? sk_col_int(st, 0) : 0;

    sk_db_reset(st);
    return sk_day_of_minute(v);
}

/* ---- rows ---- */

/* Behind the columns: whether it was cancelled. */
static void ask_columns(sk_ask *q, const char *from)
{
    sk_ask_sql(q, "SELECT ");
    sk_columns_ask(q, sk_entry_columns, SK_ENTRY_COLUMNS);
    sk_ask_sql(q, ", h.cancelled FROM ");
    sk_ask_sql(q, from);
}

static const char entries[] = "happening h JOIN doc d ON d.id = h.doc";

/* A plan that has the day of its announcement was met elsewhere (plans.h). */
static uint8_t status_of(uint8_t kept, bool cancelled,
                         const sk_happening_row *r, int64_t now)
{
    if (cancelled)
        return SK_ENTRY_CANCELLED;
    if (kept == SK_ENTRY_PLANNED && r->planned_on != SK_NO_TIME)
        return SK_ENTRY_HAPPENED;
    return kept == SK_ENTRY_PLANNED && r->day_known && r->day < now
               ? SK_ENTRY_OVERDUE
               : kept;
}

static int read_rows(sk_store *s, sk_stmt *st, sk_arena *a, sk_timeline *out)
{
    int64_t now = today(s);
    SK_VEC(sk_happening_row) v = {0};
    int row;

    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_happening_row *r = sk_push(a, &v);
        int n = sk_columns_read(st, sk_entry_columns, SK_ENTRY_COLUMNS, a, r);
        r->status = status_of(r->status, sk_col_int(st, n), r, now);
    }
    out->v = v.v;
    out->n = v.n;
    return row < 0 ? SK_EIO : SK_OK;
}

/* ---- of a storyline ---- */

typedef struct line_asked {
    const sk_line_filter *f;
    sk_arena *a;
    sk_timeline *out;
} line_asked;

static int has_children(sk_store *s, int64_t story)
{
    sk_stmt *st =
        sk_db_prepare(s->db, "SELECT 1 FROM story WHERE parent = ? LIMIT 1");
    int row;

    if (!st)
        return -1;
    sk_bind_int(st, 1, story);
    row = sk_db_step(s->db, st);
    sk_db_reset(st);
    return row;
}

/* A plan whose day has gone by is kept as planned (see read_rows). */
static void ask_status(sk_ask *q, uint8_t status, int64_t now)
{
    if (status == SK_ENTRY_CANCELLED) {
        sk_ask_if(q, "cancelled = 1");
        return;
    }
    sk_ask_if(q, "cancelled = 0");
    if (status == SK_ENTRY_HAPPENED) {
        sk_ask_if_int(q,
                      "(status = ? OR (status = ? AND planned_on IS NOT NULL))",
                      status);
        sk_ask_value_int(q, SK_ENTRY_PLANNED);
        return;
    }
    sk_ask_if_int(q, "status = ?",
                  status == SK_ENTRY_OVERDUE ? SK_ENTRY_PLANNED : status);
    if (status == SK_ENTRY_OVERDUE || status == SK_ENTRY_PLANNED)
        sk_ask_if(q, "planned_on IS NULL");
    if (status == SK_ENTRY_OVERDUE)
        sk_ask_if_int(q, "day_known = 1 AND day < ?", now);
    else if (status == SK_ENTRY_PLANNED)
        sk_ask_if_int(q, "(day_known = 0 OR day >= ?)", now);
}

/* The entries of a storyline, and of its children if it has any. */
static int ask_story(sk_store *s, sk_ask *q, const sk_line_filter *f)
{
    int64_t story = f->story;
    int children = has_children(s, story);

    sk_ask_if(q, "met_by IS NULL");
    if (f->under)
        sk_ask_if_int(q, "fold = ?", f->under);
    else if (!f->unfolded)
        sk_ask_if(q, "fold IS NULL");
    sk_ask_if_int(q,
                  children ? "(story = ? OR story IN (SELECT id FROM story "
                             "WHERE parent = ?))"
                           : "story = ?",
                  story);
    if (children)
        sk_ask_value_int(q, story);
    return children < 0 ? SK_EIO : SK_OK;
}

/* The entries are found in an index that holds them in order; only those that
 * are shown are read. */
static int timeline(sk_store *s, void *how)
{
    const line_asked *want = how;
    const sk_line_filter *f = want->f;
    uint32_t limit = f->limit ? f->limit : INT32_MAX - 1;
    sk_ask q = {.a = want->a};
    int rc;

    ask_columns(&q, "(SELECT id FROM happening");
    if (ask_story(s, &q, f))
        return SK_EIO;
    if (f->status >= 0)
        ask_status(&q, (uint8_t)f->status, today(s));
    if (f->from)
        sk_ask_if_int(&q, "day >= ?", sk_day_of_minute(f->from));
    if (f->to)
        sk_ask_if_int(&q, "day <= ?", sk_day_of_minute(f->to - 1));
    if (f->main)
        sk_ask_if(&q, "(n_outlets > 1 OR n_docs + n_before > 2)");
    if (f->type.s)
        sk_ask_if_str(&q,
                      "EXISTS (SELECT 1 FROM doc d JOIN event e ON "
                      "e.doc = d.id WHERE d.happening = happening.id AND "
                      "e.type = ?)",
                      f->type);
    if (f->after.given) {
        sk_ask_if_int(&q,
                      f->oldest ? "(day, first, id) > (?, ?, ?)"
                                : "(day, first, id) < (?, ?, ?)",
                      f->after.v[0]);
        sk_ask_value_int(&q, f->after.v[1]);
        sk_ask_value_int(&q, f->after.v[2]);
    }
    sk_ask_int(&q,
               f->oldest ? " ORDER BY day, first, id LIMIT ?"
                         : " ORDER BY day DESC, first DESC, id DESC "
                           "LIMIT ?",
               limit + 1);
    sk_ask_sql(&q, ") AS f CROSS JOIN happening h CROSS JOIN doc d WHERE "
                   "h.id = f.id AND d.id = h.doc");
    sk_ask_order(s, &q,
                 f->oldest ? "h.day, h.first, h.id"
                           : "h.day DESC, h.first DESC, h.id DESC");
    rc = read_rows(s, sk_ask_ready(s, &q), want->a, want->out);
    want->out->next.given = !rc && want->out->n > limit;
    if (want->out->next.given) {
        const sk_happening_row *last = &want->out->v[limit - 1];
        want->out->n = limit;
        want->out->next = (sk_cursor){true, {last->day, last->first, last->id}};
    }
    return rc;
}

int sk_store_timeline(sk_store *s, const sk_line_filter *f, sk_arena *a,
                      sk_timeline *out, sk_err *err)
{
    line_asked q = {f, a, out};

    *out = (sk_timeline){0};
    return sk_store_guard(s, a, timeline, &q, err);
}

static int drawn(sk_store *s, void *how)
{
    const line_asked *want = how;
    int64_t now = today(s);
    SK_VEC(sk_happening_row) v = {0};
    sk_ask q = {.a = want->a};
    sk_stmt *st;
    int row;

    sk_ask_sql(
        &q,
        "SELECT f.id, f.day, f.day_known, f.status, f.cancelled, "
        "f.first, f.last, f.told, coalesce(d.title, d.lead), f.planned_on FROM "
        "(SELECT id, doc, day, day_known, status, cancelled, first, "
        "last, n_docs + n_before AS told, planned_on FROM happening");
    if (ask_story(s, &q, want->f))
        return SK_EIO;
    sk_ask_int(&q,
               " ORDER BY told DESC, id LIMIT ?) AS f JOIN doc d ON "
               "d.id = f.doc ORDER BY f.told DESC, f.id",
               want->f->limit);
    st = sk_ask_ready(s, &q);
    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_happening_row *r = sk_push(want->a, &v);
        *r = (sk_happening_row){.id = sk_col_int(st, 0),
                                .day = sk_col_int(st, 1),
                                .day_known = sk_col_int(st, 2),
                                .first = sk_col_int(st, 5),
                                .last = sk_col_int(st, 6),
                                .n_docs = (uint32_t)sk_col_int(st, 7),
                                .title = sk_col_str(st, 8, want->a),
                                .planned_on = sk_col_time(st, 9)};
        r->status =
            status_of((uint8_t)sk_col_int(st, 3), sk_col_int(st, 4), r, now);
    }
    want->out->v = v.v;
    want->out->n = v.n;
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_line_drawn(sk_store *s, int64_t story, uint32_t limit, sk_arena *a,
                        sk_timeline *out, sk_err *err)
{
    line_asked q = {&(sk_line_filter){.story = story, .limit = limit}, a, out};

    *out = (sk_timeline){0};
    return sk_store_guard(s, a, drawn, &q, err);
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

    ask_columns(&q, entries);
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

static int cited(sk_store *s, void *how)
{
    const asked *want = how;
    sk_ask q = {.a = want->a};

    ask_columns(&q, entries);
    sk_ask_if_int(&q,
                  "h.id IN (SELECT c.happening FROM doc x JOIN cite c ON "
                  "c.doc = x.id WHERE x.happening = ?)",
                  want->id);
    sk_ask_sql(&q, " ORDER BY h.day DESC, h.first DESC, h.id DESC");
    return read_rows(s, sk_ask_ready(s, &q), want->a, want->out);
}

int sk_store_cited(sk_store *s, int64_t happening, sk_arena *a,
                   sk_timeline *out, sk_err *err)
{
    asked q = {.id = happening, .a = a, .out = out};

    *out = (sk_timeline){0};
    return sk_store_guard(s, a, cited, &q, err);
}

static int plans(sk_store *s, void *how)
{
    const asked *want = how;
    sk_ask q = {.a = want->a};

    ask_columns(&q, entries);
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
