/* parent.c - under which storyline another one hangs (parent.h). */
#include "store/parent.h"

#include <math.h>

#include "thread/part.h"

/* An event is a storyline's own if a fourth of its articles name it; two own
 * ones are one if so much of the less told one is common to both. */
static const double OWN = 0.25, COMMON = 0.4;

/* Asks for one row of two numbers: 1, 0 if there is none, else -1. */
static int ask(sk_store *s, const char *sql, int64_t x, int64_t y, sk_stmt **st)
{
    *st = sk_db_prepare(s->db, sql);
    if (!*st)
        return -1;
    sk_bind_int(*st, 1, x);
    sk_bind_int(*st, 2, y);
    return sk_db_step(s->db, *st);
}

#define EVENTS                                                      \
    "story_entity se JOIN entity e ON e.id = se.entity JOIN story " \
    "s ON s.id = se.story WHERE se.story = "

/* The share of its articles that name the event that most of them name. */
static int own_event(sk_store *s, int64_t story, double *share)
{
    sk_stmt *st;
    int row = ask(s,
                  "SELECT CAST(se.n AS REAL) / s.n_docs FROM " EVENTS
                  "?1 AND e.type = ?2 ORDER BY se.n DESC LIMIT 1",
                  story, SK_EVENT_NAME, &st);

    *share = row == 1 ? sk_col_num(st, 0) : 0;
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* The greatest share of articles of both that name the same event. */
static int common_event(sk_store *s, int64_t part, int64_t whole, double *share)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT CAST(se.n AS REAL) / s.n_docs, CAST(o.n AS REAL) / "
               "w.n_docs FROM story_entity o JOIN story w ON w.id = o.story "
               "JOIN " EVENTS "?1 AND e.type = ?3 AND o.entity = se.entity "
               "AND o.story = ?2");
    int row;

    *share = 0;
    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, part);
    sk_bind_int(st, 2, whole);
    sk_bind_int(st, 3, SK_EVENT_NAME);
    while ((row = sk_db_step(s->db, st)) == 1)
        *share = fmax(*share, fmin(sk_col_num(st, 0), sk_col_num(st, 1)));
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

static int other_event(sk_store *s, int64_t part, int64_t whole, bool *other)
{
    double x, y, both;

    *other = false;
    if (own_event(s, part, &x) || own_event(s, whole, &y))
        return SK_EIO;
    if (x < OWN || y < OWN)
        return SK_OK;
    if (common_event(s, part, whole, &both))
        return SK_EIO;
    *other = both < COMMON * fmin(x, y);
    return SK_OK;
}

/* The parent in the tables, and what that of the threader is called now; of
 * one that was merged there is nothing to write. */
static int read_parents(sk_store *s, int64_t story, int64_t *was, int64_t *now)
{
    sk_stmt *st;
    int row = ask(s,
                  "SELECT coalesce(parent, 0), coalesce((SELECT "
                  "coalesce(into_id, id) FROM story WHERE id = ?2 AND "
                  "coalesce(into_id, id) <> ?1), 0) FROM story WHERE id = ?1 "
                  "AND into_id IS NULL",
                  story, *now, &st);

    *was = row == 1 ? sk_col_int(st, 0) : 0;
    *now = row == 1 ? sk_col_int(st, 1) : 0;
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_parent_write(sk_store *s, int64_t story, sk_err *err)
{
    int64_t now = sk_threads_parent(s->threads, story), was;
    bool other = false;
    sk_stmt *st;

    if (now < 0)
        return SK_OK;
    if (read_parents(s, story, &was, &now) ||
        (now && other_event(s, story, now, &other)))
        return sk_db_fail(s->db, err);
    if (other)
        now = 0;
    if (now == was)
        return SK_OK;
    st = sk_db_prepare(s->db, "UPDATE story SET parent = ? WHERE id = ?");
    if (!st)
        return sk_db_fail(s->db, err);
    if (now)
        sk_bind_int(st, 1, now);
    sk_bind_int(st, 2, story);
    return sk_db_run(s->db, st) ? sk_db_fail(s->db, err) : SK_OK;
}
