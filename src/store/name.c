/* name.c - reads what a storyline's name is made of and writes the name and its
 * one line.
 *
 * A name rests on the first reports, whose number grows by a fourth at a time:
 * it does not change with each article.
 */
#include <math.h>

#include "base/day.h"
#include "split/split.h"
#include "store/inside.h"
#include "store/lead.h"
#include "store/name.h"
#include "store/names.h"
#include "store/words.h"

enum { COMMON = 3 };

typedef struct one {
    int64_t id, n_docs, n_happenings, first; /* minute */
    sk_arena *a;
} one;

/* The name under which it is listed: single reports are not. */
static int read_listed(sk_store *s, one *o, sk_str *name)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT name_fold, n_docs, n_happenings, first FROM story "
               "WHERE id = ?");

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    if (sk_db_step(s->db, st) != 1)
        return SK_EIO;
    *name = sk_col_str(st, 0, o->a);
    o->n_docs = sk_col_int(st, 1);
    o->n_happenings = sk_col_int(st, 2);
    o->first = sk_col_int(st, 3);
    sk_db_reset(st);
    return SK_OK;
}

/* Whether an older storyline is listed under that name. */
static int is_taken(sk_store *s, const one *o, sk_str name, bool *taken)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT 1 FROM story WHERE name_fold = ? AND id < ? "
               "AND into_id IS NULL LIMIT 1");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, sk_fold(o->a, name));
    sk_bind_int(st, 2, o->id);
    row = sk_db_step(s->db, st);
    *taken = row == 1;
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* What two would be called is the name of the older; the other's tells whom
 * else it is about, or when it began. */
static int set_apart(sk_store *s, const one *o, const sk_naming *nm,
                     sk_str *name)
{
    sk_str longer;
    bool taken;
    int y, m, d;

    if (is_taken(s, o, *name, &taken))
        return SK_EIO;
    if (!taken)
        return SK_OK;
    longer = sk_name_with_one_more(nm, *name);
    if (longer.len && is_taken(s, o, longer, &taken))
        return SK_EIO;
    sk_day_civil((int32_t)sk_day_of_minute(o->first), &y, &m, &d);
    if (!taken) {
        *name = longer;
        return SK_OK;
    }
    longer = sk_strf(o->a, "%.*s (%d/%d)", SK_FMT(*name), m, y);
    if (is_taken(s, o, longer, &taken))
        return SK_EIO;
    *name = taken ? sk_strf(o->a, "%.*s (%d/%d/%d)", SK_FMT(*name), d, m, y)
                  : longer;
    return SK_OK;
}

/* A younger one that has the name so far gets another. */
static int rename_younger(sk_store *s, const one *o, sk_str fold, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT id FROM story WHERE name_fold = ? AND id > ? "
               "AND into_id IS NULL ORDER BY id LIMIT 1");
    int64_t younger = 0;
    int row;

    if (!st)
        return sk_db_fail(s->db, err);
    sk_bind_str(st, 1, fold);
    sk_bind_int(st, 2, o->id);
    row = sk_db_step(s->db, st);
    if (row == 1)
        younger = sk_col_int(st, 0);
    sk_db_reset(st);
    if (row < 0)
        return sk_db_fail(s->db, err);
    return younger ? sk_store_touch_story(s, younger, err) : SK_OK;
}

static int write_name(sk_store *s, const one *o, sk_str name, sk_str fold,
                      sk_str state, int64_t outlets)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "UPDATE story SET name = ?, name_fold = ?, state = ?, "
               "n_outlets = ? WHERE id = ?");

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, name);
    sk_bind_str(st, 2, fold);
    sk_bind_str(st, 3, state);
    sk_bind_int(st, 4, outlets);
    sk_bind_int(st, 5, o->id);
    return sk_db_run(s->db, st) ? SK_EIO : SK_OK;
}

static int count_outlets(sk_store *s, int64_t id, int64_t *n)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT count(*) FROM story_outlet WHERE story = ?");

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, id);
    if (sk_db_step(s->db, st) != 1)
        return SK_EIO;
    *n = sk_col_int(st, 0);
    sk_db_reset(st);
    return SK_OK;
}

/* How many syllables in front of a name titles leave out: "Putin", "Gaza"; of
 * Vietnamese people the last alone is too common. */
static uint32_t left_out(const sk_topics *t, const sk_one_name *w)
{
    uint32_t n = w->name.n_syls;

    if (w->name.type != SK_PER)
        return n > 1 && sk_topics_front(t, w->name.syls[0]);
    return sk_str_eq(w->country, SK_STR("VNM")) ? (n > 2 ? n - 2 : 0)
           : n > 1                              ? n - 1
                                                : 0;
}

/* Those whom at least a fifth of its articles name, weighed by how seldom
 * others do. That tells little in a small store, where those of whom most news
 * is are everywhere: COMMON bits are everybody's. */
static int read_names(sk_store *s, const one *o, sk_naming *nm)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT e.name, e.type, e.country, e.key, e.role, e.n_docs, "
               "se.n, s.n_docs, (SELECT max(id) FROM doc) FROM story_entity se "
               "JOIN entity e ON e.id = se.entity "
               "JOIN story s ON s.id = se.story WHERE se.story = ? "
               "AND se.n * 5 >= s.n_docs ORDER BY se.n DESC, e.id LIMIT 12");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    while ((row = sk_db_step(s->db, st)) == 1) {
        double out =
            (double)(sk_col_int(st, 8) + 1) / (double)sk_col_int(st, 5);
        sk_str key = sk_col_str(st, 3, o->a);
        sk_one_name w = {
            .name = sk_theme_name_of(
                o->a, sk_words_unquoted(o->a, sk_col_view(st, 0)),
                (uint8_t)sk_col_int(st, 1)),
            .country = sk_col_str(st, 2, o->a),
            .role = sk_col_str(st, 4, o->a),
            .said = (double)sk_col_int(st, 6) / (double)sk_col_int(st, 7),
            .own = (double)sk_col_int(st, 6) / (double)sk_col_int(st, 5)};
        w.of_state =
            w.country.len == 3 && key.len > 3 &&
            sk_str_eq(sk_str_sub(key, key.len - 3, key.len), w.country);
        w.state = w.of_state && w.name.type == SK_GPE;
        w.worth = w.said * (COMMON + log2(fmax(out, 1)));
        w.name.skip = left_out(&s->eng->threads->topics, &w);
        if (w.name.n_syls < 2 && w.name.type != SK_GPE)
            continue; /* "Hội", "Đội": a word, not a name */
        if (w.name.type != SK_PER && w.name.n_syls &&
            sk_topics_minor(&s->eng->threads->topics, w.name.syls[0]))
            continue;
        if (w.name.type != SK_EVENT_NAME)
            nm->v[nm->n++] = w;
        else if (!nm->event.text.n_syls)
            nm->event = (sk_theme){w.name, false, true, w.said, 0};
    }
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* Of so many happenings, those on which the name rests: it grows by a fourth. */
static int64_t resting(int64_t n)
{
    int64_t steps = 4;

    while (steps + steps / 4 <= n)
        steps += steps / 4;
    return n < steps ? n : steps;
}

/* Titles of its first happenings as paragraphs of the scratch document, in
 * words; of many, one in two, in four and so on. */
static int read_titles(sk_store *s, const one *o, sk_doc *d)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT d.title FROM happening h JOIN doc d ON d.id = h.id "
               "WHERE h.story = ? AND h.id % ? = 0 "
               "ORDER BY h.id LIMIT ?");
    int64_t first = resting(o->n_happenings), every = 1;
    sk_buf text = {0};
    int row;

    while (first / every > SK_TITLES)
        every *= 2;
    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    sk_bind_int(st, 2, every);
    sk_bind_int(st, 3, first / every);
    while ((row = sk_db_step(s->db, st)) == 1) {
        uint32_t beg = (uint32_t)text.n;
        sk_buf_add(o->a, &text, sk_col_str(st, 0, o->a));
        *sk_push(o->a, &d->paras) =
            (sk_para){.span = {beg, (uint32_t)text.n}, .kind = SK_PARA_TITLE};
        sk_buf_add(o->a, &text, SK_STR("\n"));
    }
    sk_db_reset(st);
    d->text = sk_buf_str(&text);
    sk_split(d);
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_name(sk_store *s, int64_t story, sk_doc *scratch, sk_err *err)
{
    sk_arena *a = &scratch->arena;
    one o = {.id = story, .a = a};
    sk_naming *nm = sk_new(a, sk_naming, 1);
    sk_str state = {NULL, 0}, was, name, listed;
    int64_t outlets = 0;

    nm->a = a;
    if (read_listed(s, &o, &was) || read_titles(s, &o, scratch) ||
        read_names(s, &o, nm) || count_outlets(s, story, &outlets))
        return sk_db_fail(s->db, err);
    if (!scratch->paras.n)
        return SK_OK; /* merged in the same batch */
    nm->titles = sk_titles_read(scratch, s->threads, s->eng->threads);
    nm->n_titles = scratch->paras.n;
    sk_naming_weigh(nm);
    name = sk_name_of(nm);
    if (o.n_docs > 1 && set_apart(s, &o, nm, &name))
        return sk_db_fail(s->db, err);
    listed = o.n_docs > 1 ? sk_fold(a, name) : (sk_str){NULL, 0};
    if (sk_lead_state(s->db, s->eng, story, name, a, &state) ||
        write_name(s, &o, name, listed, state, outlets))
        return sk_db_fail(s->db, err);
    if (listed.len && !sk_str_eq(was, listed)) {
        int rc = rename_younger(s, &o, listed, err);
        if (rc)
            return rc;
    }
    return sk_names_story(s->db, story, was, listed, a, err);
}
