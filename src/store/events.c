/* events.c - coded events: filters in, rows out, the newest first.
 *
 * Each filter leads along an index that has its events in order, so that few
 * more are read than are shown: of one party, of a type, a place, a status.
 * A name that many parties have is looked up first.
 */
#include "store/columns.h"

enum {
    NAMESAKES = 20, /* parties that a part of a name may mean, at most */
    FEW = 2000      /* their events are sorted; more are gone through */
};

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
    bool many; /* events of several parties */
} actors;

/* A code, a whole name or a part of one, or an entity id. */
static int find_actors(sk_store *s, sk_str actor, sk_arena *a, actors *who)
{
    bool code = actor.len == 3;
    sk_parties_found found;
    sk_err err;

    for (size_t i = 0; i < actor.len; i++)
        code &= actor.s[i] >= 'A' && actor.s[i] <= 'Z';
    if (sk_store_parties(s, actor, -1, NAMESAKES, NULL, a, &found, &err))
        return SK_EIO;
    *who = (actors){.code = code ? actor : (sk_str){NULL, 0}};
    for (size_t i = 0; i < found.n; i++)
        if (!code ||
            sk_str_eq(sk_fold(a, found.v[i].name), sk_fold(a, actor)))
            who->v[who->n++] = found.v[i].number;
    who->many = who->n + code > 1;
    return SK_OK;
}

/* The parties p that are meant. */
static void ask_parties(sk_ask *q, const actors *who)
{
    for (size_t i = 0; i < who->n; i++)
        sk_ask_int(q, i ? ", ?" : "p.entity IN (?", who->v[i]);
    if (who->n)
        sk_ask_sql(q, ")");
    if (who->code.s)
        sk_ask_str(q, who->n ? " OR p.code = ?" : "p.code = ?", who->code);
}

/* Whether they have so many events that sorting all would take long. */
static int many_events(sk_store *s, const actors *who, sk_arena *a, bool *out)
{
    sk_ask q = {.a = a};
    sk_stmt *st;
    int row;

    sk_ask_sql(&q, "SELECT count(*) FROM (SELECT 1 FROM party p WHERE ");
    ask_parties(&q, who);
    sk_ask_int(&q, " LIMIT ?) AS few", FEW);
    st = sk_ask_ready(s, &q);
    row = sk_db_step(s->db, st);
    *out = row == 1 && sk_col_int(st, 0) == FEW;
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* The tables that lead to the events e. */
static int ask_from(sk_store *s, sk_ask *q, const sk_event_filter *f,
                    const actors *who)
{
    bool gone_through = false;

    if (who->many && many_events(s, who, q->a, &gone_through))
        return SK_EIO;
    if (f->story && !f->actor.s) {
        sk_ask_sql(q, " FROM happening h CROSS JOIN doc d CROSS JOIN event e");
        sk_ask_if(q, "d.happening = h.id AND e.doc = d.id");
        return SK_OK;
    }
    if (!f->actor.s || gone_through) {
        sk_ask_sql(q, " FROM event e");
    } else if (who->many) {
        sk_ask_sql(q, " FROM (SELECT DISTINCT p.event FROM party p WHERE ");
        ask_parties(q, who);
        sk_ask_sql(q, ") AS p CROSS JOIN event e");
    } else {
        sk_ask_sql(q, " FROM party p CROSS JOIN event e");
    }
    if (f->outlet.s || f->happening || f->story)
        sk_ask_sql(q, " JOIN doc d ON d.id = e.doc");
    if (f->story)
        sk_ask_sql(q, " JOIN happening h ON h.id = d.happening");
    if (gone_through) {
        sk_ask_if(q, "EXISTS (SELECT 1 FROM party p WHERE p.event = e.id AND (");
        ask_parties(q, who);
        sk_ask_sql(q, "))");
    } else if (f->actor.s) {
        sk_ask_if(q, "e.id = p.event");
    }
    if (f->actor.s && !who->many) { /* the first of its sides only */
        sk_ask_if(q, "");
        ask_parties(q, who);
        sk_ask_if(q, "NOT EXISTS (SELECT 1 FROM party o WHERE o.event = "
                     "p.event AND (o.side, o.n) < (p.side, p.n) AND ");
        sk_ask_sql(q, who->code.s ? "o.code = p.code)" : "o.entity = p.entity)");
    }
    return SK_OK;
}

/* ---- which ---- */

static void ask_type(sk_ask *q, sk_str type)
{
    bool code = type.len && type.s[0] >= '0' && type.s[0] <= '9';

    sk_ask_if_str(q, code ? "substr(e.cameo, 1, ?) = ?" : "e.type = ?", type);
    if (code) {
        q->values.v[q->values.n - 1] =
            (sk_value){.kind = SK_V_INT, .i = (int64_t)type.len};
        sk_ask_value_str(q, type);
    }
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

/* What is shown of an event is read only of those that are. */
static sk_stmt *ask(sk_store *s, const events_asked *asked, const actors *who,
                    uint32_t limit)
{
    const sk_event_filter *f = asked->f;
    bool by_party = f->actor.s && !who->many;
    const char *sort = by_party ? "p.sort" : "e.sort";
    sk_ask q = {.a = asked->a};

    sk_ask_sql(&q, "SELECT ");
    sk_columns_ask(&q, sk_event_columns, SK_EVENT_COLUMNS);
    sk_ask_sql(&q, ", d.text, e.sort FROM (SELECT e.id");
    if (ask_from(s, &q, f, who))
        return NULL;
    ask_filters(&q, f);
    sk_ask_if_time(&q, sort, f->from, f->to);
    if (f->after.given) {
        sk_ask_if_int(&q, by_party ? "(p.sort, p.event) < (?, ?)"
                                   : "(e.sort, e.id) < (?, ?)", f->after.v[0]);
        sk_ask_value_int(&q, f->after.v[1]);
    }
    sk_ask_int(&q, by_party ? " ORDER BY p.sort DESC, p.event DESC LIMIT ?"
                            : " ORDER BY e.sort DESC, e.id DESC LIMIT ?",
               limit + 1);
    sk_ask_sql(&q, ") AS f CROSS JOIN event e CROSS JOIN doc d "
                   "CROSS JOIN happening h WHERE e.id = f.id AND "
                   "d.id = e.doc AND h.id = d.happening "
                   "ORDER BY e.sort DESC, e.id DESC");
    return sk_ask_ready(s, &q);
}

static int events(sk_store *s, void *how)
{
    const events_asked *asked = how;
    const sk_event_filter *f = asked->f;
    uint32_t limit = f->limit ? f->limit : 50;
    SK_VEC(sk_event_row) rows = {0};
    actors who = {0};
    sk_stmt *st;
    int row;

    if (f->actor.s && find_actors(s, f->actor, asked->a, &who))
        return SK_EIO;
    if (f->actor.s && !who.n && !who.code.s)
        return SK_OK;
    st = ask(s, asked, &who, limit);
    while ((row = sk_db_step(s->db, st)) == 1 && rows.n < limit) {
        int64_t sort = read_event(st, asked->a, sk_push(asked->a, &rows));
        asked->out->next =
            (sk_cursor){.v = {sort, rows.v[rows.n - 1].id}};
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
