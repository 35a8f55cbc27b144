/* events.c - coded events: filters in, rows out, the newest first.
 *
 * Each filter leads along an index that has its events in order, so that few
 * more are read than are shown: of a type, a place, a status, of one party. A
 * name that several parties have is looked up first; of each of them the
 * newest are read, and of those the newest.
 */
#include "store/columns.h"

enum { NAMESAKES = 20 /* parties that a part of a name may mean, at most */ };

typedef struct events_asked {
    const sk_event_filter *f;
    sk_arena *a;
    sk_events_found *out;
} events_asked;

static sk_str cut_text(sk_str text, sk_span s)
{
    if (!text.s || s.end > text.len || s.beg > s.end)
        return (sk_str){NULL, 0};
    return sk_str_sub(text, s.beg, s.end);
}

/* Behind the columns stand the text and the order. */
static int64_t read_event(sk_stmt *st, sk_arena *a, sk_event_row *r)
{
    int n = sk_columns_read(st, sk_event_columns, SK_EVENT_COLUMNS, a, r);

    r->evidence_text = sk_str_dup(a, cut_text(sk_col_view(st, n), r->evidence));
    return sk_col_int(st, n + 1);
}

/* ---- whose ---- */

/* Parties that an actor may be. */
typedef struct actors {
    sk_str code; /* of a country; s == NULL: none */
    int64_t v[NAMESAKES];
    size_t n;
} actors;

static bool is_code(sk_str actor)
{
    bool code = actor.len == 3;

    for (size_t i = 0; i < actor.len; i++)
        code &= actor.s[i] >= 'A' && actor.s[i] <= 'Z';
    return code;
}

/* Parties whose whole name is a code. */
static int find_named(sk_store *s, sk_arena *a, actors *who)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT id FROM entity WHERE name_fold = ? AND +n_docs > 0 "
               "ORDER BY n_docs DESC, id DESC LIMIT ?");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, sk_fold(a, who->code));
    sk_bind_int(st, 2, NAMESAKES);
    while ((row = sk_db_step(s->db, st)) == 1)
        who->v[who->n++] = sk_col_int(st, 0);
    return row < 0 ? SK_EIO : SK_OK;
}

/* A code, a whole name or a part of one, or an entity id. */
static int find_actors(sk_store *s, sk_str actor, sk_arena *a, actors *who)
{
    sk_parties_found found;
    sk_err err;

    *who = (actors){.code = is_code(actor) ? actor : (sk_str){NULL, 0}};
    if (who->code.s)
        return find_named(s, a, who);
    if (sk_store_parties(s, actor, -1, NAMESAKES, NULL, a, &found, &err))
        return SK_EIO;
    for (size_t i = 0; i < found.n; i++)
        who->v[who->n++] = found.v[i].number;
    return SK_OK;
}

/* ---- which ---- */

/* A CAMEO code or the beginning of one; else the word of a type. */
static bool is_number(sk_str type)
{
    return type.len && type.s[0] >= '0' && type.s[0] <= '9';
}

static void ask_type(sk_ask *q, sk_str type)
{
    if (!is_number(type)) {
        sk_ask_if_str(q, "e.type = ?", type);
        return;
    }
    sk_ask_if_str(q, "e.cameo LIKE ?", sk_strf(q->a, "%.*s%%", SK_FMT(type)));
}

/* The tables that lead from the events e to what is asked of them. */
static void ask_from(sk_ask *q, const sk_event_filter *f)
{
    if (f->outlet.s || f->happening || f->story)
        sk_ask_sql(q, " JOIN doc d ON d.id = e.doc");
    if (f->story)
        sk_ask_sql(q, " JOIN happening h ON h.id = d.happening");
}

static void ask_filters(sk_ask *q, const sk_event_filter *f)
{
    if (f->doc)
        sk_ask_if_int(q, "e.doc = ?", f->doc);
    if (f->happening)
        sk_ask_if_int(q, "d.happening = ?", f->happening);
    if (f->story)
        sk_ask_if_int(q, "h.story = ?", f->story);
    if (f->type.s)
        ask_type(q, f->type);
    if (f->country.s)
        sk_ask_if_str(q, "e.country = ?", f->country);
    if (f->place.s)
        sk_ask_if_str(q, "e.where_text = ?", f->place);
    if (f->outlet.s)
        sk_ask_if_str(q, "d.outlet = ?", f->outlet);
    if (f->status >= 0)
        sk_ask_if_int(q, "e.status = ?", f->status);
}

/* In order, as many as are shown and one more. */
static void ask_newest(sk_ask *q, const sk_event_filter *f, const char *sort,
                       const char *behind, const char *order)
{
    sk_ask_if_time(q, sort, f->from, f->to);
    if (f->after.given) {
        sk_ask_if_int(q, behind, f->after.v[0]);
        sk_ask_value_int(q, f->after.v[1]);
    }
    sk_ask_sql(q, " ORDER BY ");
    sk_ask_sql(q, order);
    sk_ask_int(q, " LIMIT ?", f->limit + 1);
}

static void ask_all(sk_ask *q, const sk_event_filter *f)
{
    if (f->story) {
        sk_ask_sql(q, "SELECT e.id FROM happening h CROSS JOIN doc d "
                      "CROSS JOIN event e");
        sk_ask_if(q, "d.happening = h.id AND e.doc = d.id");
    } else {
        sk_ask_sql(q, "SELECT e.id FROM event e");
        ask_from(q, f);
    }
    ask_filters(q, f);
    ask_newest(q, f, "e.sort", "(e.sort, e.id) < (?, ?)",
               "e.sort DESC, e.id DESC");
}

/* The events of one party, each once though it be on both sides. A party has
 * its event's type, so that both lead along one index. */
static void ask_party(sk_ask *q, const sk_event_filter *f, const char *is,
                      const sk_value *party)
{
    sk_event_filter other = *f;
    bool word = f->type.s && !is_number(f->type),
         more = (f->type.s && !word) || f->doc || f->happening || f->story ||
                f->country.s || f->place.s || f->outlet.s || f->status >= 0;

    other.type = word ? (sk_str){NULL, 0} : f->type;
    sk_ask_sql(q, "SELECT DISTINCT p.sort, p.event AS id FROM party p");
    if (more) {
        sk_ask_sql(q, " CROSS JOIN event e");
        ask_from(q, f);
    }
    sk_ask_if(q, is);
    *sk_push(q->a, &q->values) = *party;
    if (more)
        sk_ask_if(q, "e.id = p.event");
    if (word)
        sk_ask_if_str(q, "p.type = ?", f->type);
    ask_filters(q, &other);
    ask_newest(q, f, "p.sort", "(p.sort, p.event) < (?, ?)",
               "p.sort DESC, p.event DESC");
}

/* Of each the newest, and of those the newest. */
static void ask_parties(sk_ask *q, const sk_event_filter *f, const actors *who)
{
    size_t of = who->n + (who->code.s != NULL);

    sk_ask_sql(q, "SELECT DISTINCT sort, id FROM (");
    for (size_t i = 0; i < of; i++) {
        bool code = i == who->n;
        sk_value party = code ? (sk_value){.kind = SK_V_TEXT, .s = who->code}
                              : (sk_value){.kind = SK_V_INT, .i = who->v[i]};
        sk_ask_sql(q, i ? " UNION ALL SELECT * FROM (" : "SELECT * FROM (");
        sk_ask_part(q);
        ask_party(q, f, code ? "p.code = ?" : "p.entity = ?", &party);
        sk_ask_sql(q, sk_strf(q->a, ") AS p%zu", i + 1).s);
    }
    sk_ask_int(q, ") AS p ORDER BY sort DESC, id DESC LIMIT ?", f->limit + 1);
}

/* What is shown of an event is read only of those that are. */
static sk_stmt *ask(sk_store *s, const sk_event_filter *f, const actors *who,
                    sk_arena *a)
{
    sk_ask q = {.a = a};

    sk_ask_sql(&q, "SELECT ");
    sk_columns_ask(&q, sk_event_columns, SK_EVENT_COLUMNS);
    sk_ask_sql(&q, ", d.text, e.sort FROM (");
    if (f->actor.s)
        ask_parties(&q, f, who);
    else
        ask_all(&q, f);
    sk_ask_sql(&q, ") AS f CROSS JOIN event e CROSS JOIN doc d "
                   "CROSS JOIN happening h WHERE e.id = f.id AND "
                   "d.id = e.doc AND h.id = d.happening");
    sk_ask_order(s, &q, "e.sort DESC, e.id DESC");
    return sk_ask_ready(s, &q);
}

static int events(sk_store *s, void *how)
{
    const events_asked *asked = how;
    sk_event_filter f = *asked->f;
    SK_VEC(sk_event_row) rows = {0};
    actors who = {0};
    sk_stmt *st;
    int row;

    f.limit = f.limit ? f.limit : 50;
    if (f.actor.s && find_actors(s, f.actor, asked->a, &who))
        return SK_EIO;
    if (f.actor.s && !who.n && !who.code.s)
        return SK_OK;
    st = ask(s, &f, &who, asked->a);
    while ((row = sk_db_step(s->db, st)) == 1 && rows.n < f.limit) {
        int64_t sort = read_event(st, asked->a, sk_push(asked->a, &rows));
        asked->out->next = (sk_cursor){.v = {sort, rows.v[rows.n - 1].id}};
    }
    sk_db_reset(st);
    asked->out->next.given = row == 1;
    asked->out->v = rows.v;
    asked->out->n = rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_events(sk_store *s, const sk_event_filter *f, sk_arena *a,
                    sk_events_found *out, sk_err *err)
{
    events_asked q = {f, a, out};

    *out = (sk_events_found){0};
    return sk_store_guard(s, a, events, &q, err);
}
