/* stories.c - storylines as rows: heat, days, people, places. */
#include "store/card.h"
#include "store/heat.h"
#include "store/words.h"

enum {
    FEW = 400, /* storylines that are sorted without an index */
    WORDS = 12 /* of a question */
};

typedef struct asked {
    const sk_story_filter *f;
    int64_t *id, now;
    sk_arena *a;
    sk_stories_found *out;
    sk_story_row *one;
} asked;

#define STORY_COLUMNS                                              \
    "s.id, s.parent, s.name, s.state, s.first, s.last, s.n_docs, " \
    "s.n_happenings, s.n_outlets, s.heat, s.people, s.places, s.days"

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
        .days =
            sk_card_days(sk_col_view(st, 12), now / 1440 - (now % 1440 < 0), a),
        .n_days = SK_CARD_DAYS,
        .people = sk_col_str(st, 10, a),
        .places = sk_col_str(st, 11, a),
    };
}

static int64_t latest(sk_store *s)
{
    sk_stmt *st = sk_db_prepare(s->db, "SELECT max(minute) FROM doc");
    int64_t v = sk_db_step(s->db, st) == 1 ? sk_col_int(st, 0) : 0;

    sk_db_reset(st);
    return v;
}

/* A cursor holds whole numbers: the bits of a heat. */
static int64_t bits_of(double heat)
{
    int64_t v;

    memcpy(&v, &heat, sizeof v);
    return v;
}

static void ask_after(sk_ask *q, const sk_story_filter *f)
{
    double heat;

    if (f->by_time) {
        sk_ask_if_int(q, "(s.last, s.id) < (?, ?)", f->after.v[0]);
    } else {
        memcpy(&heat, &f->after.v[0], sizeof heat);
        sk_ask_if_num(q, "(s.heat, s.id) < (?, ?)", heat);
    }
    sk_ask_value_int(q, f->after.v[1]);
}

/* Whether few rows are found so; -1: failed. */
static int are_few(sk_store *s, const char *sql, sk_str v)
{
    sk_stmt *st = sk_db_prepare(s->db, sql);
    int row, n = 0;

    if (!st)
        return -1;
    sk_bind_str(st, 1, v);
    sk_bind_int(st, 2, FEW);
    row = sk_db_step(s->db, st);
    if (row == 1)
        n = (int)sk_col_int(st, 0);
    sk_db_reset(st);
    return row < 0 ? -1 : n < FEW;
}

/* Storylines of an entity or with words in the name. Few are found by them and
 * sorted; of many the first in order are soon met, each looked at by itself. */
static int ask_about(sk_store *s, sk_ask *q, const sk_story_filter *f)
{
    sk_word_list w = {0};
    bool one_by_one = true;

    if (f->query.s)
        sk_words_folded(q->a, f->query, &w);
    for (size_t i = 0; i < w.n && i < WORDS; i++) {
        int few = are_few(s,
                          "SELECT count(*) FROM (SELECT 1 FROM story_word "
                          "WHERE word = ? LIMIT ?) AS few",
                          w.v[i]);
        if (few < 0)
            return SK_EIO;
        sk_ask_if_str(q,
                      few ? "s.id IN (SELECT w.story FROM story_word w "
                            "WHERE w.word = ?)"
                          : "EXISTS (SELECT 1 FROM story_word w WHERE "
                            "w.word = ? AND w.story = s.id)",
                      w.v[i]);
        one_by_one &= !few;
    }
    if (f->query.s && !w.n)
        sk_ask_if(q, "s.id < 0"); /* no words */
    if (f->entity.s) {
        int few = are_few(s,
                          "SELECT count(*) FROM (SELECT 1 FROM entity e "
                          "JOIN story_entity x ON x.entity = e.id WHERE "
                          "e.key = ? LIMIT ?) AS few",
                          f->entity);
        if (few < 0)
            return SK_EIO;
        sk_ask_if_str(q,
                      few && one_by_one
                          ? "s.id IN (SELECT x.story FROM entity e JOIN "
                            "story_entity x ON x.entity = e.id WHERE "
                            "e.key = ?)"
                          : "EXISTS (SELECT 1 FROM story_entity x WHERE "
                            "x.story = s.id AND x.entity = (SELECT id FROM "
                            "entity WHERE key = ?))",
                      f->entity);
    }
    return SK_OK;
}

static int stories(sk_store *s, void *how)
{
    const asked *want = how;
    const sk_story_filter *f = want->f;
    int64_t now = f->now == SK_NO_TIME ? latest(s) : f->now;
    uint32_t limit = f->limit ? f->limit : 20;
    SK_VEC(sk_story_row) rows = {0};
    sk_cursor next = {0};
    sk_ask q = {.a = want->a};
    sk_stmt *st;
    int row;

    sk_ask_sql(&q, "SELECT " STORY_COLUMNS " FROM story s");
    sk_ask_if(&q, "s.into_id IS NULL");
    if (!f->min_docs || f->min_docs == 2)
        sk_ask_if(&q, "s.n_docs >= 2"); /* as in the indexes */
    else
        sk_ask_if_int(&q, "s.n_docs >= ?", f->min_docs);
    if (f->parent)
        sk_ask_if_int(&q, "s.parent = ?", f->parent);
    if (ask_about(s, &q, f))
        return SK_EIO;
    /* + keeps a database from sorting by heat what an index finds by time:
     * what is hot is recent */
    sk_ask_if_time(&q, f->by_time ? "s.last" : "+s.last", f->from, SK_NO_TIME);
    sk_ask_if_time(&q, "s.first", SK_NO_TIME, f->to);
    if (f->after.given)
        ask_after(&q, f);
    sk_ask_int(&q,
               f->by_time ? " ORDER BY s.last DESC, s.id DESC LIMIT ?"
                          : " ORDER BY s.heat DESC, s.id DESC LIMIT ?",
               limit + 1);
    st = sk_ask_ready(s, &q);
    while ((row = sk_db_step(s->db, st)) == 1 && rows.n < limit) {
        read_story(st, want->a, now, sk_push(want->a, &rows));
        next = (sk_cursor){
            .v = {f->by_time ? sk_col_int(st, 5) : bits_of(sk_col_num(st, 9)),
                  sk_col_int(st, 0)}};
    }
    if (row < 0)
        return SK_EIO;
    next.given = row == 1;
    sk_db_reset(st);
    want->out->next = next;
    want->out->v = rows.v;
    want->out->n = rows.n;
    return SK_OK;
}

int sk_store_stories(sk_store *s, const sk_story_filter *f, sk_arena *a,
                     sk_stories_found *out, sk_err *err)
{
    asked q = {.f = f, .a = a, .out = out};

    *out = (sk_stories_found){0};
    return sk_store_guard(s, a, stories, &q, err);
}

/* Follows the redirects of merged storylines. */
static int follow(sk_store *s, int64_t *id)
{
    for (int hops = 0; hops < 64; hops++) {
        sk_stmt *st =
            sk_db_prepare(s->db, "SELECT into_id FROM story WHERE id = ?");
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
    return SK_OK;
}

int sk_store_story(sk_store *s, int64_t *id, int64_t now, sk_arena *a,
                   sk_story_row *out, sk_err *err)
{
    asked q = {.id = id, .now = now, .a = a, .one = out};

    return sk_store_guard(s, a, story, &q, err);
}
