/* add_threads.c - what threading decided about a document: its happening, its
 * storyline, which storylines become one. */
#include <math.h>

#include "store/add.h"
#include "store/heat.h"
#include "store/names.h"

/* The minutes of a row now reach to those of the other. */
#define WIDEN(row, other)                                                   \
    "first = CASE WHEN " other ".first < " row ".first THEN " other         \
    ".first ELSE " row ".first END, last = CASE WHEN " other ".last > " row \
    ".last THEN " other ".last ELSE " row ".last END"

static int put_story(sk_adding *a)
{
    sk_stmt *st = sk_add_prepare(
        a, "INSERT INTO story(id, first, last, n_docs, n_happenings, heat, "
           "n_outlets) VALUES(?, ?, ?, 1, ?, ?, 0) ON CONFLICT(id) DO "
           "UPDATE SET " WIDEN("story",
                               "excluded") ", "
                                           "n_docs = story.n_docs + 1, "
                                           "n_happenings = story.n_happenings "
                                           "+ excluded.n_happenings");

    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->dec.story);
    sk_bind_int(st, 2, a->minute);
    sk_bind_int(st, 3, a->minute);
    sk_bind_int(st, 4, a->dec.new_happening);
    sk_bind_num(st, 5, sk_heat_of(a->minute));
    return sk_add_run(a, st);
}

static int count_story(sk_adding *a)
{
    sk_stmt *st = sk_add_prepare(
        a, "INSERT INTO story_day(story, day, n) VALUES(?, ?, 1) "
           "ON CONFLICT(story, day) DO UPDATE SET n = story_day.n + 1");
    int64_t day = a->minute / 1440 - (a->minute % 1440 < 0);

    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->dec.story);
    sk_bind_int(st, 2, day);
    SK_TRY(sk_add_run(a, st));
    if (!a->outlet.len)
        return SK_OK;
    st = sk_add_prepare(a, "INSERT INTO story_outlet(story, outlet, n) "
                           "VALUES(?, ?, 1) ON CONFLICT(story, outlet) "
                           "DO UPDATE SET n = story_outlet.n + 1");
    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->dec.story);
    sk_bind_str(st, 2, a->outlet);
    return sk_add_run(a, st);
}

static int put_happening(sk_adding *a)
{
    sk_stmt *st = sk_add_prepare(
        a, "INSERT INTO happening(id, story, first, last, n_docs) "
           "VALUES(?, ?, ?, ?, 1) ON CONFLICT(id) DO UPDATE SET " WIDEN(
               "happening", "excluded") ", n_docs = happening.n_docs + 1");

    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, a->dec.happening);
    sk_bind_int(st, 2, a->dec.story);
    sk_bind_int(st, 3, a->minute);
    sk_bind_int(st, 4, a->minute);
    return sk_add_run(a, st);
}

/* What is kept of a storyline; -INFINITY and no name if it is new. name may be
 * NULL. */
static int story_of(sk_adding *a, int64_t story, double *heat, sk_str *name)
{
    sk_stmt *st =
        sk_add_prepare(a, "SELECT heat, name_fold FROM story WHERE id = ?");
    int row;

    if (!st)
        return sk_add_failed(a);
    sk_bind_int(st, 1, story);
    row = sk_db_step(a->s->db, st);
    *heat = row == 1 ? sk_col_num(st, 0) : -INFINITY;
    if (name)
        *name = row == 1 ? sk_col_str(st, 1, &a->d->arena) : (sk_str){NULL, 0};
    sk_db_reset(st);
    return row < 0 ? sk_add_failed(a) : SK_OK;
}

static int set_heat(sk_adding *a, int64_t story, double heat)
{
    sk_stmt *st = sk_add_prepare(a, "UPDATE story SET heat = ? WHERE id = ?");

    if (!st)
        return sk_add_failed(a);
    sk_bind_num(st, 1, heat);
    sk_bind_int(st, 2, story);
    return sk_add_run(a, st);
}

/* Adds the document's warmth to a storyline that was there. */
static int warm(sk_adding *a)
{
    double heat;

    SK_TRY(story_of(a, a->dec.story, &heat, NULL));
    return set_heat(a, a->dec.story, sk_heat_add(heat, sk_heat_of(a->minute)));
}

/* Counts of one storyline, by day, outlet or name, go to another. */
#define ADD_COUNTS(table, by)                                                \
    "INSERT INTO " table "(story, " by ", n) SELECT CAST(? AS INTEGER), " by \
    ", n FROM " table " AS o WHERE story = ? ON CONFLICT(story, " by         \
    ") DO UPDATE SET n = " table ".n + excluded.n"

/* from becomes part of into; from stays as a redirect. */
static int merge(sk_adding *a, int64_t from, int64_t into)
{
    double x, y;
    sk_str name;

    SK_TRY(story_of(a, from, &x, &name));
    SK_TRY(sk_names_story(a->s->db, from, name, (sk_str){NULL, 0}, &a->d->arena,
                          a->err));
    SK_TRY(story_of(a, into, &y, NULL));
    SK_TRY(SK_ADD_WITH(a, "UPDATE happening SET story = ? WHERE story = ?",
                       into, from));
    SK_TRY(SK_ADD_WITH(a, ADD_COUNTS("story_day", "day"), into, from));
    SK_TRY(SK_ADD_WITH(a, ADD_COUNTS("story_outlet", "outlet"), into, from));
    SK_TRY(SK_ADD_WITH(a, ADD_COUNTS("story_entity", "entity"), into, from));
    SK_TRY(SK_ADD_WITH(a, "DELETE FROM story_day WHERE story = ?", from));
    SK_TRY(SK_ADD_WITH(a, "DELETE FROM story_outlet WHERE story = ?", from));
    SK_TRY(SK_ADD_WITH(a, "DELETE FROM story_entity WHERE story = ?", from));
    SK_TRY(SK_ADD_WITH(
        a,
        "UPDATE story SET " WIDEN(
            "story",
            "o") ", n_docs = "
                 "story.n_docs + o.n_docs, n_happenings = story.n_happenings + "
                 "o.n_happenings FROM story AS o WHERE story.id = ? AND "
                 "o.id = ?",
        into, from));
    SK_TRY(SK_ADD_WITH(a,
                       "UPDATE story SET into_id = ?, parent = NULL WHERE "
                       "id = ? OR into_id = ?",
                       into, from, from));
    SK_TRY(SK_ADD_WITH(
        a, "UPDATE story SET parent = ? WHERE parent = ? AND id <> ?", into,
        from, into));
    return set_heat(a, into, sk_heat_add(x, y));
}

/* What threading decided. Storylines are merged after the document is in its
 * own, the first of the merges being of that one. */
int sk_add_threads(sk_adding *a)
{
    int64_t last = a->dec.story;

    if (a->dec.n_merges) {
        /* the document joined a storyline that may now be the merged one */
        a->dec.story = a->dec.joined;
    }
    SK_TRY(put_story(a));
    if (!a->dec.new_story)
        SK_TRY(warm(a));
    SK_TRY(put_happening(a));
    SK_TRY(count_story(a));
    for (uint32_t i = 0; i < a->dec.n_merges; i++)
        SK_TRY(merge(a, a->dec.merges[i].from, a->dec.merges[i].into));
    a->dec.story = last;
    return sk_store_touch(a->s, last, a->dec.happening, a->err);
}
