/* parties.c - people, bodies and places: by id, by words of the name, by a
 * spelling seen somewhere; and who is named beside whom.
 */
#include "store/words.h"

typedef struct parties_asked {
    sk_str name;
    int type;
    uint32_t limit;
    const sk_cursor *after;
    sk_arena *a;
    sk_parties_found *out;
} parties_asked;

/* How one was found: cursors hold it, the documents and the number. */
enum found_by { WHOLE_NAME, PART_OF_NAME, SPELLING };

typedef struct list {
    sk_store *s;
    const parties_asked *q;
    sk_word_list words; /* of the name, the rarest first */
    SK_VEC(sk_party) rows;
} list;

enum {
    SPELLINGS = 2000, /* that begin with a name, of which the best are taken */
    COUNTED = 1000    /* entities with a word */
};

void sk_store_read_party(const sk_stmt *st, sk_arena *a, sk_party *p)
{
    *p = (sk_party){.id = sk_col_str(st, 0, a),
                    .name = sk_col_str(st, 1, a),
                    .role = sk_col_str(st, 2, a),
                    .type = (uint8_t)sk_col_int(st, 3),
                    .n_docs = (uint32_t)sk_col_int(st, 5),
                    .number = sk_col_int(st, 6)};
    sk_col_code(st, 4, p->country);
}

/* Adds rows until the list is full; 1: there are more. */
static int read_rows(list *l, sk_stmt *st, enum found_by by)
{
    const parties_asked *q = l->q;
    int row;

    while ((row = sk_db_step(l->s->db, st)) == 1 && l->rows.n < q->limit) {
        sk_party *p = sk_push(q->a, &l->rows);
        sk_store_read_party(st, q->a, p);
        q->out->next = (sk_cursor){.v = {by, p->n_docs, p->number}};
    }
    sk_db_reset(st);
    q->out->next.given = row == 1;
    q->out->v = l->rows.v;
    q->out->n = l->rows.n;
    return row;
}

/* ---- words ---- */

static int count_word(list *l, sk_str word, int64_t *n)
{
    sk_stmt *st = sk_db_prepare(
        l->s->db, "SELECT count(*) FROM (SELECT 1 FROM name_word WHERE "
                  "word = ? LIMIT ?) AS few");

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, word);
    sk_bind_int(st, 2, COUNTED);
    if (sk_db_step(l->s->db, st) != 1)
        return SK_EIO;
    *n = sk_col_int(st, 0);
    sk_db_reset(st);
    return SK_OK;
}

static int rarest_first(list *l)
{
    int64_t least = INT64_MAX, n;

    for (size_t i = 0; i < l->words.n && l->words.n > 1; i++) {
        sk_str word = l->words.v[i];
        if (count_word(l, word, &n))
            return SK_EIO;
        if (n >= least)
            continue;
        least = n;
        l->words.v[i] = l->words.v[0];
        l->words.v[0] = word;
    }
    return SK_OK;
}

/* Those with all words in the name. */
static void ask_words(sk_ask *q, const list *l)
{
    enum { WORDS = 12 };

    sk_ask_sql(q, " FROM name_word w CROSS JOIN entity e");
    sk_ask_if_str(q, "e.id = w.entity AND w.word = ?", l->words.v[0]);
    if (l->q->type >= 0)
        sk_ask_if_int(q, "w.type = ?", l->q->type);
    for (size_t i = 1; i < l->words.n && i < WORDS; i++)
        sk_ask_if_str(q,
                      "EXISTS (SELECT 1 FROM name_word x WHERE x.word = ? "
                      "AND x.type = w.type AND x.n_docs = w.n_docs AND "
                      "x.entity = w.entity)",
                      l->words.v[i]);
    if (l->words.n > 1)
        sk_ask_if_str(q, "e.name_fold <> ?", sk_fold(l->q->a, l->q->name));
}

/* Those of whom some text has a spelling that begins so. */
static void ask_spellings(sk_ask *q, const list *l)
{
    sk_str low = sk_fold(l->q->a, l->q->name);

    sk_ask_sql(q, " FROM (SELECT DISTINCT entity FROM (SELECT entity, n FROM "
                  "spelling WHERE ");
    sk_ask_str(q, "form_fold >= ?", low);
    sk_ask_str(q, " AND form_fold < ?",
               sk_strf(l->q->a, "%.*s\xF4\x8F\xBF\xBF", SK_FMT(low)));
    sk_ask_int(q,
               " ORDER BY form_fold, entity LIMIT ?) AS begin WHERE n > 0)"
               " AS w CROSS JOIN entity e",
               SPELLINGS);
    sk_ask_if(q, "e.id = w.entity AND e.n_docs > 0");
}

/* ---- the question ---- */

static sk_stmt *ask(const list *l, enum found_by by)
{
    const parties_asked *asked = l->q;
    const sk_cursor *after = asked->after;
    bool words = false;
    sk_ask q = {.a = asked->a};

    sk_ask_sql(&q, "SELECT " SK_PARTY_COLUMNS("e.n_docs"));
    if (by == SPELLING) {
        ask_spellings(&q, l);
    } else if (by == PART_OF_NAME && asked->name.s) {
        ask_words(&q, l);
        words = true;
    } else {
        sk_ask_sql(&q, " FROM entity e");
        /* +: of few, which the name finds, not of all in order */
        sk_ask_if(&q, asked->name.s ? "+e.n_docs > 0" : "e.n_docs > 0");
        if (asked->name.s && memchr(asked->name.s, ':', asked->name.len))
            sk_ask_if_str(&q, "e.key = ?", asked->name);
        else if (asked->name.s)
            sk_ask_if_str(&q, "e.name_fold = ?",
                          sk_fold(asked->a, asked->name));
    }
    if (asked->type >= 0 && !words)
        sk_ask_if_int(&q, asked->name.s ? "+e.type = ?" : "e.type = ?",
                      asked->type);
    if (after && after->given && after->v[0] == (int64_t)by) {
        sk_ask_if_int(&q,
                      words ? "(w.n_docs, w.entity) < (?, ?)"
                            : "(e.n_docs, e.id) < (?, ?)",
                      after->v[1]);
        sk_ask_value_int(&q, after->v[2]);
    }
    sk_ask_int(&q,
               words ? " ORDER BY w.n_docs DESC, w.entity DESC LIMIT ?"
                     : " ORDER BY e.n_docs DESC, e.id DESC LIMIT ?",
               asked->limit + 1 - (int64_t)l->rows.n);
    return sk_ask_ready(l->s, &q);
}

/* The whole name before a part of it; spellings if there is neither. One word
 * is but a part of most names: then the most mentioned are first. */
static int parties(sk_store *s, void *how)
{
    const parties_asked *asked = how;
    list l = {.s = s, .q = asked};
    bool goes_on = asked->after && asked->after->given;
    int64_t by = goes_on ? asked->after->v[0] : WHOLE_NAME;
    int row = 0;

    if (asked->name.s && !memchr(asked->name.s, ':', asked->name.len))
        sk_words_folded(asked->a, asked->name, &l.words);
    if (rarest_first(&l))
        return SK_EIO;
    if (by == WHOLE_NAME && l.words.n != 1)
        row = read_rows(&l, ask(&l, WHOLE_NAME), WHOLE_NAME);
    if (!row && by <= PART_OF_NAME && l.words.n)
        row = read_rows(&l, ask(&l, PART_OF_NAME), PART_OF_NAME);
    if (!row && l.words.n && (goes_on ? by == SPELLING : !l.rows.n))
        row = read_rows(&l, ask(&l, SPELLING), SPELLING);
    return row < 0 ? SK_EIO : SK_OK;
}

int sk_store_parties(sk_store *s, sk_str name, int type, uint32_t limit,
                     const sk_cursor *after, sk_arena *a, sk_parties_found *out,
                     sk_err *err)
{
    parties_asked q = {name, type, limit ? limit : 20, after, a, out};

    *out = (sk_parties_found){0};
    return sk_store_guard(s, a, parties, &q, err);
}

/* ---- beside ---- */

static int beside(sk_store *s, void *how)
{
    const parties_asked *q = how;
    sk_stmt *st = sk_db_prepare(
        s->db,
        "SELECT " SK_PARTY_COLUMNS(
            "c.n") " FROM "
                   "(SELECT x.entity, count(*) AS n FROM entity e JOIN mention "
                   "m "
                   "ON m.entity = e.id JOIN mention x ON x.doc = m.doc AND "
                   "x.entity <> e.id WHERE e.key = ? GROUP BY x.entity) AS c "
                   "JOIN entity e ON e.id = c.entity ORDER BY c.n DESC, e.id "
                   "DESC "
                   "LIMIT ?");

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, q->name);
    sk_bind_int(st, 2, q->limit);
    return read_rows(&(list){.s = s, .q = q}, st, WHOLE_NAME) < 0 ? SK_EIO
                                                                  : SK_OK;
}

int sk_store_beside(sk_store *s, sk_str entity, uint32_t limit, sk_arena *a,
                    sk_parties_found *out, sk_err *err)
{
    parties_asked q = {entity, -1, limit ? limit : 10, NULL, a, out};

    *out = (sk_parties_found){0};
    return sk_store_guard(s, a, beside, &q, err);
}
