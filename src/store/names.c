/* names.c - tables of the words of names, for questions by a part of a name.
 *
 * The words of an entity's name stand with the number of documents that name
 * it, so the most mentioned come first without reading the others. They are
 * brought up to date at each commit, once for each entity that was named.
 */
#include "store/names.h"

#include "store/older.h"
#include "store/words.h"

static int with_words(sk_db *db, const char *sql, sk_str name, const int64_t *v,
                      int n, sk_arena *a, sk_err *err)
{
    sk_word_list w = {0};
    int rc = SK_OK;

    sk_words_folded(a, name, &w);
    for (size_t i = 0; i < w.n && !rc; i++) {
        sk_stmt *st = sk_db_prepare(db, sql);
        if (!st)
            return sk_db_fail(db, err);
        sk_bind_str(st, 1, w.v[i]);
        for (int k = 0; k < n; k++)
            sk_bind_int(st, 2 + k, v[k]);
        rc = sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
    }
    return rc;
}

/* ---- entities ---- */

static int list_entity(sk_db *db, int64_t id, int64_t type, sk_str name,
                       int64_t was, int64_t n, sk_arena *a, sk_err *err)
{
    if (n <= 0)
        return with_words(db,
                          "DELETE FROM name_word WHERE word = ?1 AND "
                          "type = ?2 AND n_docs = ?3 AND entity = ?4",
                          name, (int64_t[]){type, was, id}, 3, a, err);
    if (was > 0)
        return with_words(db,
                          "UPDATE name_word SET n_docs = ?5 WHERE "
                          "word = ?1 AND type = ?2 AND n_docs = ?3 AND "
                          "entity = ?4",
                          name, (int64_t[]){type, was, id, n}, 4, a, err);
    return with_words(db,
                      "INSERT INTO name_word(word, type, n_docs, entity) "
                      "VALUES(?1, ?2, ?3, ?4)",
                      name, (int64_t[]){type, n, id}, 3, a, err);
}

int sk_names_count(sk_db *db, int64_t entity, int64_t more, sk_arena *a,
                   sk_err *err)
{
    sk_stmt *st =
        sk_db_prepare(db, "SELECT type, n_docs, name FROM entity WHERE id = ?");
    int64_t type, was;
    sk_str name;

    if (!st || !more)
        return st ? SK_OK : sk_db_fail(db, err);
    sk_bind_int(st, 1, entity);
    if (sk_db_step(db, st) != 1)
        return sk_db_fail(db, err);
    type = sk_col_int(st, 0);
    was = sk_col_int(st, 1);
    name = sk_col_str(st, 2, a);
    sk_db_reset(st);
    st = sk_db_prepare(db, "UPDATE entity SET n_docs = ? WHERE id = ?");
    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, was + more);
    sk_bind_int(st, 2, entity);
    if (sk_db_run(db, st))
        return sk_db_fail(db, err);
    return list_entity(db, entity, type, name, was, was + more, a, err);
}

/* ---- storylines ---- */

int sk_names_story(sk_db *db, int64_t story, sk_str was, sk_str name,
                   sk_arena *a, sk_err *err)
{
    int rc;

    if (sk_str_eq(was, name))
        return SK_OK;
    rc = with_words(db, "DELETE FROM story_word WHERE word = ? AND story = ?",
                    was, &story, 1, a, err);
    return rc ? rc
              : with_words(db,
                           "INSERT INTO story_word(word, story) "
                           "VALUES(?, ?)",
                           name, &story, 1, a, err);
}

/* ---- an old store ---- */

typedef struct old {
    int64_t id, type, n_docs;
    sk_str name, text;
} old;

typedef struct pass {
    const char *sql; /* after ?, at most ?: id, type, n_docs, name, text */
    int (*each)(sk_db *db, const old *o, sk_arena *a, sk_err *err);
} pass;

static int old_entity(sk_db *db, const old *o, sk_arena *a, sk_err *err)
{
    return list_entity(db, o->id, o->type, o->name, 0, o->n_docs, a, err);
}

static int old_story(sk_db *db, const old *o, sk_arena *a, sk_err *err)
{
    return sk_names_story(db, o->id, (sk_str){NULL, 0}, o->name, a, err);
}

static int old_quote(sk_db *db, const old *o, sk_arena *a, sk_err *err)
{
    return sk_words_put_quote(db, o->id, o->name, o->text, false, a, err);
}

enum { AT_ONCE = 500 };

static int run(sk_db *db, const pass *p, sk_arena *a, sk_err *err)
{
    int64_t last = 0;
    size_t n = AT_ONCE;
    int rc = SK_OK;

    while (n == AT_ONCE && !rc) {
        sk_stmt *st = sk_db_prepare(db, p->sql);
        old *v;
        int row;
        sk_arena_reset(a);
        v = sk_new(a, old, AT_ONCE);
        if (!st)
            return sk_db_fail(db, err);
        sk_bind_int(st, 1, last);
        sk_bind_int(st, 2, AT_ONCE);
        for (n = 0; (row = sk_db_step(db, st)) == 1; n++)
            v[n] =
                (old){sk_col_int(st, 0), sk_col_int(st, 1), sk_col_int(st, 2),
                      sk_col_str(st, 3, a), sk_col_str(st, 4, a)};
        if (row < 0)
            return sk_db_fail(db, err);
        for (size_t i = 0; i < n && !rc; i++)
            rc = p->each(db, &v[i], a, err);
        if (n)
            last = v[n - 1].id;
    }
    return rc;
}

static int names(sk_db *db, sk_arena *a, sk_err *err)
{
    static const pass passes[] = {
        {"SELECT id, type, n_docs, name, '' FROM entity WHERE id > ? AND "
         "n_docs > 0 ORDER BY id LIMIT ?",
         old_entity},
        {"SELECT id, 0, 0, name_fold, '' FROM story WHERE id > ? AND "
         "name_fold IS NOT NULL ORDER BY id LIMIT ?",
         old_story},
        {"SELECT id, 0, 0, speaker_fold, text_fold FROM quote WHERE id > ? "
         "ORDER BY id LIMIT ?",
         old_quote},
    };
    int rc = SK_OK;

    for (size_t i = 0; i < sizeof passes / sizeof *passes && !rc; i++)
        rc = run(db, &passes[i], a, err);
    return rc;
}

int sk_names_all(sk_db *db, sk_err *err)
{
    return sk_older_run(db, names, err);
}
