/* quotes.c - quotations: filters in, rows out; one row for the same words
 * (said.h). */
#include "store/words.h"

#include <assert.h>

#include "base/tok.h"
#include "store/columns.h"

typedef struct quotes_asked {
    const sk_quote_filter *f;
    sk_arena *a;
    sk_quotes_found *out;
} quotes_asked;

enum {
    REPORTS = 256, /* of one quotation, at most */
    STRETCHES = 10 /* that an answer looks at, at most */
};

/* ---- which ---- */

/* What is looked for, and where it is looked for now. */
typedef struct looking {
    sk_store *s;
    const quotes_asked *q;
    bool words; /* the match is of this stretch */
    sk_match match;
    sk_stretch in;
    sk_cursor after; /* minute, number, and of words where the stretch ends */
    uint32_t limit;
    SK_VEC(sk_quote_row) rows;
} looking;

static bool is_id(sk_str s)
{
    return s.s && memchr(s.s, ':', s.len);
}

/* The newest of all or of one speaker, in the order of an index: each group
 * at the first of its reports that are meant. */
static void ask_in_order(sk_ask *q, const looking *l)
{
    const sk_quote_filter *f = l->q->f;

    static_assert(SK_SCARE == 3, "as in the index quote_first");
    sk_ask_sql(q, f->by.s ? "SELECT q.same, q.minute, q.id FROM quote q"
                          : "SELECT q.id, q.minute, q.id FROM quote q");
    sk_ask_if(q, "q.kind <> 3");
    sk_ask_if_time(q, "q.minute", f->from, f->to);
    if (f->by.s) {
        sk_ask_if_str(q, "q.entity = (SELECT id FROM entity WHERE key = ?)",
                      f->by);
        /* +: what is the same is found by that alone */
        sk_ask_if_int(q,
                      "NOT EXISTS (SELECT 1 FROM quote p WHERE p.same = "
                      "q.same AND +p.entity = q.entity AND p.kind <> ? AND "
                      "(+p.minute, +p.id) < (q.minute, q.id)",
                      SK_SCARE);
        if (f->from != SK_NO_TIME)
            sk_ask_int(q, " AND +p.minute >= ?", f->from);
        sk_ask_sql(q, ")");
    } else {
        sk_ask_if(q, "q.id = q.same");
    }
    if (l->after.given) {
        sk_ask_if_int(q, "(q.minute, q.id) < (?, ?)", l->after.v[0]);
        sk_ask_value_int(q, l->after.v[1]);
    }
    sk_ask_int(q, " ORDER BY q.minute DESC, q.id DESC LIMIT ?", l->limit + 1);
}

/* Those of a storyline, a happening, a document or with certain words: all
 * are grouped. */
static void ask_grouped(sk_ask *q, const looking *l)
{
    const sk_quote_filter *f = l->q->f;

    sk_ask_sql(q, "SELECT q.same, min(q.minute) AS at, q.same FROM quote q");
    if (f->happening || f->story)
        sk_ask_sql(q, " JOIN doc d ON d.id = q.doc");
    if (f->story)
        sk_ask_sql(q, " JOIN happening h ON h.id = d.happening");
    sk_ask_if_int(q, "q.kind <> ?", SK_SCARE);
    sk_ask_if_time(q, "q.minute", f->from, f->to);
    if (l->words) {
        sk_ask_if(q, "q.id IN (SELECT value FROM ");
        sk_ask_numbers(l->s, q, &l->in.v);
        sk_ask_sql(q, ")");
    }
    if (is_id(f->by))
        sk_ask_if_str(q, "q.entity = (SELECT id FROM entity WHERE key = ?)",
                      f->by);
    if (f->doc)
        sk_ask_if_int(q, "q.doc = ?", f->doc);
    if (f->happening)
        sk_ask_if_int(q, "d.happening = ?", f->happening);
    if (f->story)
        sk_ask_if_int(q, "h.story = ?", f->story);
    sk_ask_sql(q, " GROUP BY q.same");
    if (l->after.given) {
        sk_ask_int(q, " HAVING (min(q.minute), q.same) < (?, ?)",
                   l->after.v[0]);
        sk_ask_value_int(q, l->after.v[1]);
    }
    sk_ask_int(q, " ORDER BY at DESC, q.same DESC LIMIT ?",
               l->limit + 1 - (int64_t)l->rows.n);
}

/* Adds rows until there are enough; 1: there are more. */
static int read_ids(looking *l)
{
    const sk_quote_filter *f = l->q->f;
    sk_ask q = {.a = l->q->a};
    sk_stmt *st;
    int row;

    if (l->words || f->doc || f->happening || f->story)
        ask_grouped(&q, l);
    else
        ask_in_order(&q, l);
    st = sk_ask_ready(l->s, &q);
    while ((row = sk_db_step(l->s->db, st)) == 1 && l->rows.n < l->limit) {
        sk_push(l->q->a, &l->rows)->id = sk_col_int(st, 0);
        l->q->out->next = (sk_cursor){
            .v = {sk_col_int(st, 1), sk_col_int(st, 2), l->in.below}};
    }
    sk_db_reset(st);
    l->q->out->next.given = row == 1;
    return row < 0 ? -1 : row;
}

/* Words are looked for in stretches of the newest, as in search.c. */
static int find(looking *l)
{
    int64_t below = l->after.given ? l->after.v[2] : 0;
    int row = 0;

    if (!l->words)
        return read_ids(l) < 0 ? SK_EIO : SK_OK;
    for (int i = 0; i < STRETCHES && !row; i++) {
        if (sk_match_look(l->s, &l->match, 0, below, NULL, l->q->a, &l->in) ||
            (l->in.v.n && (row = read_ids(l)) < 0))
            return SK_EIO;
        if (row || l->in.all)
            return SK_OK;
        l->after.given = false;
        below = l->in.from;
    }
    l->q->out->next = (sk_cursor){true, {INT64_MAX, INT64_MAX, below}};
    return SK_OK;
}

/* ---- one with its reports ---- */

/* A report as it stands in the tables. */
typedef struct telling {
    sk_quote_row row;
    sk_str fold, plain; /* plain: folded syllables, one blank between */
} telling;

typedef SK_VEC(telling) tellings;

static sk_str plain_of(sk_arena *a, sk_str fold)
{
    sk_toks t = {0};
    sk_buf b = {0};

    sk_tok_cut(a, NULL, fold, 0, (uint32_t)fold.len, &t);
    for (size_t i = 0; i < t.n; i++) {
        if (t.v[i].kind == SK_TOK_MARK)
            continue;
        if (b.n)
            sk_buf_char(a, &b, ' ');
        sk_buf_add(a, &b, sk_tok_str(fold, &t.v[i]));
    }
    return sk_buf_str(&b);
}

static telling read_telling(const sk_stmt *st, sk_arena *a)
{
    telling t = {0};
    int n = sk_columns_read(st, sk_quote_columns, SK_QUOTE_COLUMNS, a, &t.row);

    t.fold = sk_col_str(st, n, a);
    return t;
}

/* The reports of all that were found, each one's in the order of time. */
static int read_tellings(looking *l, tellings *v)
{
    sk_arena *a = l->q->a;
    sk_ask q = {.a = a};
    sk_numbers ids = {0};
    sk_stmt *st;
    int row;

    for (size_t i = 0; i < l->rows.n; i++)
        *sk_push(a, &ids) = l->rows.v[i].id;
    sk_ask_sql(&q, "SELECT ");
    sk_columns_ask(&q, sk_quote_columns, SK_QUOTE_COLUMNS);
    sk_ask_sql(&q, ", q.text_fold FROM (SELECT value AS id FROM ");
    sk_ask_numbers(l->s, &q, &ids);
    sk_ask_sql(&q, ") AS f CROSS JOIN quote q CROSS JOIN doc d CROSS JOIN "
                   "happening h LEFT JOIN entity n ON n.id = q.entity WHERE "
                   "q.same = f.id AND d.id = q.doc AND h.id = d.happening");
    sk_ask_order(l->s, &q, "q.same, q.minute, q.id");
    st = sk_ask_ready(l->s, &q);
    while ((row = sk_db_step(l->s->db, st)) == 1) {
        size_t i = 0;
        while (i < ids.n && ids.v[i] != sk_col_int(st, 0))
            i++;
        if (i < ids.n && v[i].n < REPORTS)
            *sk_push(a, &v[i]) = read_telling(st, a);
    }
    return row < 0 ? SK_EIO : SK_OK;
}

static uint32_t tellers(const tellings *v, const telling *of)
{
    uint32_t n = 0;

    for (size_t i = 0; i < v->n; i++)
        n += sk_str_eq(v->v[i].plain, of->plain);
    return n;
}

/* Words in marks before others, what most tell, what says most. */
static bool better(const tellings *v, const telling *x, const telling *y)
{
    static const uint8_t rank[] = {
        [SK_DIRECT] = 0, [SK_MIXED] = 1, [SK_INDIRECT] = 2, [SK_SCARE] = 3};
    uint32_t n = tellers(v, x), m = tellers(v, y);

    if (x->row.kind != y->row.kind)
        return rank[x->row.kind] < rank[y->row.kind];
    return n != m ? n > m : x->plain.len > y->plain.len;
}

/* 0 if it is the main one, else its place among the variants from 1. */
static uint32_t wording_of(const telling *t, const telling *main, sk_str *plain,
                           sk_quote_variant *out, uint32_t *n)
{
    if (sk_str_eq(t->plain, main->plain))
        return 0;
    for (uint32_t i = 0; i < *n; i++)
        if (sk_str_eq(plain[i], t->plain))
            return i + 1;
    plain[*n] = t->plain;
    out[*n] = (sk_quote_variant){t->row.text, t->row.kind};
    return ++*n;
}

static void gather(sk_arena *a, tellings *v, sk_quote_row *r)
{
    const telling *main = v->v;
    sk_quote_report *rep = sk_new(a, sk_quote_report, v->n);
    sk_quote_variant *var = sk_new(a, sk_quote_variant, v->n);
    sk_str *plain = sk_new(a, sk_str, v->n);

    for (size_t i = 0; i < v->n && v->n > 1; i++) /* of one it is not asked */
        v->v[i].plain = plain_of(a, v->v[i].fold);
    for (size_t i = 1; i < v->n; i++)
        if (better(v, &v->v[i], main))
            main = &v->v[i];
    *r = main->row;
    for (size_t i = 0; i < v->n; i++) {
        const sk_quote_row *x = &v->v[i].row;
        rep[i] = (sk_quote_report){.doc = x->doc,
                                   .published = x->published,
                                   .span = x->span,
                                   .outlet = x->outlet,
                                   .url = x->url};
        rep[i].wording = wording_of(&v->v[i], main, plain, var, &r->n_variants);
        for (size_t k = 0; k < i && !rep[i].again; k++)
            rep[i].again = rep[k].doc == rep[i].doc;
        r->n_docs += !rep[i].again;
        if (!r->when.s)
            r->when = x->when;
    }
    r->reports = rep;
    r->variants = var;
    r->n_reports = (uint32_t)v->n;
}

static int quotes(sk_store *s, void *how)
{
    const quotes_asked *q = how;
    const sk_quote_filter *f = q->f;
    bool by_words = f->by.s && !is_id(f->by);
    looking l = {.s = s,
                 .q = q,
                 .after = f->after,
                 .words = by_words || f->query.s,
                 .match = sk_match_new(s, true),
                 .limit = f->limit ? f->limit : 50};
    tellings *v;

    if ((by_words &&
         !sk_match_add(&l.match, q->a, f->by, true, SK_WORDS_FIRST)) ||
        (f->query.s &&
         !sk_match_add(&l.match, q->a, f->query, true, SK_WORDS_SECOND)))
        return SK_OK; /* no words */
    if (find(&l))
        return SK_EIO;
    v = sk_new(q->a, tellings, l.rows.n + 1);
    if (l.rows.n && read_tellings(&l, v))
        return SK_EIO;
    for (size_t i = 0; i < l.rows.n; i++) {
        if (!v[i].n)
            return SK_EIO;
        gather(q->a, &v[i], &l.rows.v[i]);
    }
    q->out->v = l.rows.v;
    q->out->n = l.rows.n;
    return SK_OK;
}

int sk_store_quotes(sk_store *s, const sk_quote_filter *f, sk_arena *a,
                    sk_quotes_found *out, sk_err *err)
{
    quotes_asked q = {f, a, out};

    *out = (sk_quotes_found){0};
    return sk_store_guard(s, a, quotes, &q, err);
}
