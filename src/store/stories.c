/* stories.c - storylines as rows: heat, days, people, places. */
#include "store/ask.h"
#include "store/heat.h"

enum { DAYS = 30, PEOPLE = 6 };

typedef struct asked {
    const sk_story_filter *f;
    int64_t *id, now;
    sk_arena *a;
    sk_stories_found *out;
    sk_story_row *one;
} asked;

#define STORY_COLUMNS                                                   \
    "s.id, s.parent, s.name, s.state, s.first, s.last, s.n_docs, "      \
    "s.n_happenings, s.n_outlets, s.heat"

static void read_story(sk_stmt *st, sk_arena *a, int64_t now, sk_story_row *r)
{
    *r = (sk_story_row){
        .id = sk_col_int(st, 0),
        .parent = sk_col_int(st, 1),
        .name = sk_col_str(st, 2, a),
        .state = sk_col_str(st, 3, a),
        .first = sk_col_int(st, 4),
        .last = sk_col_int(st, 5),
        .n_docs = (uint32_t)sk_col_int(st, 6),
        .n_happenings = (uint32_t)sk_col_int(st, 7),
        .n_outlets = (uint32_t)sk_col_int(st, 8),
        .heat = sk_heat_at(sk_col_num(st, 9), now),
    };
}

static int64_t latest(sk_store *s)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT max(minute) FROM doc");
    int64_t v = sk_db_step(s->db, st) == 1 ? sk_col_int(st, 0) : 0;

    sk_db_reset(st);
    return v;
}

static int read_days(sk_store *s, int64_t now, sk_arena *a, sk_story_row *r)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT day, n FROM story_day WHERE story = ? AND day > ? AND "
               "day <= ?");
    int64_t last = now / 1440 - (now % 1440 < 0);
    uint32_t *v = sk_new(a, uint32_t, DAYS);
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, r->id);
    sk_bind_int(st, 2, last - DAYS);
    sk_bind_int(st, 3, last);
    while ((row = sk_db_step(s->db, st)) == 1)
        v[DAYS - 1 - (last - sk_col_int(st, 0))] = (uint32_t)sk_col_int(st, 1);
    r->days = v;
    r->n_days = DAYS;
    return row < 0 ? SK_EIO : SK_OK;
}

#define NAMED(from, types)                                                \
    "SELECT e.key, e.name, e.role, e.type, e.country, x.n FROM " from     \
    " x JOIN entity e ON e.id = x.entity WHERE x.story = ?1 AND e.type "  \
    types " ORDER BY x.n DESC, e.key LIMIT ?2"
/* Nearly always enough, and no look at each of thousands of names. */
#define TOP                                                               \
    "(SELECT story, entity, n FROM story_entity WHERE story = ?1 "        \
    "ORDER BY n DESC, entity LIMIT 96)"

/* People, or places, named most; of all names or of the top only. */
static int read_named(sk_store *s, sk_arena *a, int64_t story, bool places,
                      bool top, const sk_party **out, uint32_t *n)
{
    SK_VEC(sk_party) rows = {0};
    int row;
    sk_stmt *st = sk_db_prepare(
        s->db, top ? (places ? NAMED(TOP, "IN (2, 3)") : NAMED(TOP, "= 0"))
                   : places ? NAMED("story_entity", "IN (2, 3)")
                            : NAMED("story_entity", "= 0"));

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, story);
    sk_bind_int(st, 2, PEOPLE);
    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_party *p = sk_push(a, &rows);
        sk_str country = sk_col_view(st, 4);
        *p = (sk_party){.id = sk_col_str(st, 0, a),
                        .name = sk_col_str(st, 1, a),
                        .role = sk_col_str(st, 2, a),
                        .type = (uint8_t)sk_col_int(st, 3),
                        .n_docs = (uint32_t)sk_col_int(st, 5)};
        if (country.len && country.len < sizeof p->country)
            memcpy(p->country, country.s, country.len);
    }
    if (row == 0 && top && rows.n < PEOPLE)
        return read_named(s, a, story, places, false, out, n);
    *out = rows.v;
    *n = (uint32_t)rows.n;
    return row < 0 ? SK_EIO : SK_OK;
}

static int complete(sk_store *s, int64_t now, sk_arena *a, sk_story_row *r)
{
    if (read_days(s, now, a, r) ||
        read_named(s, a, r->id, false, true, &r->people, &r->n_people) ||
        read_named(s, a, r->id, true, true, &r->places, &r->n_places))
        return SK_EIO;
    return SK_OK;
}

static int stories(sk_store *s, void *how)
{
    const asked *want = how;
    const sk_story_filter *f = want->f;
    int64_t now = f->now == SK_NO_TIME ? latest(s) : f->now;
    SK_VEC(sk_story_row) rows = {0};
    sk_ask q = {.a = want->a};
    sk_stmt *st;
    int row;

    sk_ask_sql(&q, "SELECT " STORY_COLUMNS " FROM story s");
    sk_ask_if(&q, "s.into_id IS NULL");
    sk_ask_if_int(&q, "s.n_docs >= ?", f->min_docs ? f->min_docs : 2);
    if (f->parent)
        sk_ask_if_int(&q, "s.parent = ?", f->parent);
    if (f->entity.s)
        sk_ask_if_str(&q, "s.id IN (SELECT x.story FROM story_entity x JOIN "
                          "entity e ON e.id = x.entity WHERE e.key = ?)",
                      f->entity);
    if (f->query.s)
        sk_ask_if_has(&q, "s.name_fold", f->query);
    sk_ask_if_time(&q, "s.last", f->from, SK_NO_TIME);
    sk_ask_if_time(&q, "s.first", SK_NO_TIME, f->to);
    sk_ask_int(&q, f->by_time ? " ORDER BY s.last DESC, s.id DESC LIMIT ?"
                              : " ORDER BY s.heat DESC, s.id DESC LIMIT ?",
               f->limit ? f->limit : 20);
    sk_ask_int(&q, " OFFSET ?", f->offset);
    st = sk_ask_ready(s, &q);
    while ((row = sk_db_step(s->db, st)) == 1)
        read_story(st, want->a, now, sk_push(want->a, &rows));
    if (row < 0)
        return SK_EIO;
    for (size_t i = 0; i < rows.n; i++)
        if (complete(s, now, want->a, &rows.v[i]))
            return SK_EIO;
    want->out->v = rows.v;
    want->out->n = rows.n;
    return SK_OK;
}

int sk_store_stories(sk_store *s, const sk_story_filter *f, sk_arena *a,
                     sk_stories_found *out, sk_err *err)
{
    asked q = {.f = f, .a = a, .out = out};

    return sk_store_guard(s, a, stories, &q, err);
}

/* Follows the redirects of merged storylines. */
static int follow(sk_store *s, int64_t *id)
{
    for (int hops = 0; hops < 64; hops++) {
        sk_stmt *st = sk_db_prepare(
            s->db, "SELECT into_id FROM story WHERE id = ?");
        int64_t into;
        int row;
        if (!st)
            return SK_EIO;
        sk_bind_int(st, 1, *id);
        row = sk_db_step(s->db, st);
        if (row != 1)
            return row < 0 ? SK_EIO : SK_ENONE;
        into = sk_col_int(st, 0);
        sk_db_reset(st);
        if (!into)
            return SK_OK;
        *id = into;
    }
    return SK_ENONE;
}

static int story(sk_store *s, void *how)
{
    const asked *q = how;
    int64_t now = q->now == SK_NO_TIME ? latest(s) : q->now;
    int rc = follow(s, q->id);
    sk_stmt *st;

    if (rc)
        return rc;
    st = sk_db_prepare(s->db,
                       "SELECT " STORY_COLUMNS " FROM story s WHERE s.id = ?");
    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, *q->id);
    if (sk_db_step(s->db, st) != 1)
        return SK_EIO;
    read_story(st, q->a, now, q->one);
    sk_db_reset(st);
    return complete(s, now, q->a, q->one);
}

int sk_store_story(sk_store *s, int64_t *id, int64_t now, sk_arena *a,
                   sk_story_row *out, sk_err *err)
{
    asked q = {.id = id, .now = now, .a = a, .one = out};

    return sk_store_guard(s, a, story, &q, err);
}
