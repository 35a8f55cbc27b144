/* search.c - words and phrases, with and without marks.
 *
 * The index holds each document's words twice: in lower case as written, and
 * folded (no marks, d for đ). Words that are typed with a mark are looked for
 * as written; if nothing has them, folded. Words without any mark are looked
 * for folded. The answer says which.
 */
#include "store/pairs.h"

enum { STRETCHES = 10 /* that an answer looks at, at most */ };

static sk_str form(sk_arena *a, sk_str s, bool folded)
{
    return folded ? sk_fold(a, s) : sk_lower_dup(a, s);
}

/* ---- the question ---- */

static bool has_marks(sk_arena *a, sk_str q)
{
    return !sk_str_eq(sk_fold(a, q), sk_lower_dup(a, q));
}

/* ---- the snippet ---- */

enum { AROUND = 90 };

typedef struct words {
    uint64_t h[16];
    size_t n;
} words;

static void words_of(sk_arena *a, sk_str q, bool folded, words *w)
{
    sk_toks toks = {0};
    sk_str text = sk_normal(a, q);

    sk_tok_cut(a, NULL, text, 0, (uint32_t)text.len, &toks);
    for (size_t i = 0; i < toks.n && w->n < 16; i++) {
        sk_str f = form(a, sk_tok_str(text, &toks.v[i]), folded);
        if (toks.v[i].kind != SK_TOK_MARK)
            w->h[w->n++] = sk_hash(f.s, f.len, 1);
    }
}

static bool is_hit(sk_arena *a, const words *w, sk_str s, bool folded)
{
    sk_str f = form(a, s, folded);
    uint64_t h = sk_hash(f.s, f.len, 1);

    for (size_t i = 0; i < w->n; i++)
        if (w->h[i] == h)
            return true;
    return false;
}

static sk_str snippet(sk_arena *a, sk_str text, const words *w, bool folded)
{
    sk_toks toks = {0};
    size_t first = 0, best = 0, most = 0, end;
    sk_buf b = {0};
    bool *hit;

    sk_tok_cut(a, NULL, text, 0,
               (uint32_t)(text.len > 20000 ? 20000 : text.len), &toks);
    hit = sk_new(a, bool, toks.n + 1);
    for (size_t i = 0; i < toks.n; i++)
        hit[i] = toks.v[i].kind != SK_TOK_MARK &&
                 is_hit(a, w, sk_tok_str(text, &toks.v[i]), folded);
    for (size_t i = 0, n = 0; i < toks.n; i++) { /* densest stretch */
        n += hit[i];
        for (; toks.v[i].end - toks.v[first].beg > 2 * AROUND; first++)
            n -= hit[first];
        if (n > most) {
            most = n;
            best = first;
        }
    }
    for (end = best;
         end < toks.n && toks.v[end].end - toks.v[best].beg <= 2 * AROUND;)
        end++;
    if (best)
        sk_buf_add(a, &b, SK_STR("… "));
    for (size_t i = best; i < end; i++) {
        if (i > best)
            for (uint32_t k = toks.v[i - 1].end; k < toks.v[i].beg; k++)
                sk_buf_char(a, &b, text.s[k] == '\n' ? ' ' : text.s[k]);
        if (hit[i])
            sk_buf_char(a, &b, 1);
        sk_buf_add(a, &b, sk_tok_str(text, &toks.v[i]));
        if (hit[i])
            sk_buf_char(a, &b, 2);
    }
    if (end < toks.n)
        sk_buf_add(a, &b, SK_STR(" …"));
    return sk_buf_str(&b);
}

/* ---- the answer ---- */

typedef struct asked {
    const sk_search_filter *f;
    sk_str without; /* what no answer may have, or s == NULL */
    sk_arena *a;
    sk_search_found *out;
} asked;

/* Cursors: where the stretch ends, with flags; the minute, the number. */
enum {
    CURSOR_TITLE = 1, /* said in the title */
    CURSOR_FOLDED = 2,
    CURSOR_ALL = 4,   /* there is one stretch only */
    CURSOR_LOOSE = 8, /* the words in a row have all been shown */
    CURSOR_BITS = 4
};

/* What is looked for, and where it is looked for now. */
typedef struct looking {
    sk_store *s;
    const asked *q;
    bool folded;
    bool loose; /* not the words in a row any more */
    sk_match row, all;
    sk_stretch in;
    sk_numbers in_row; /* all so far that have the words in a row */
    sk_cursor after;   /* in this stretch */
    uint32_t limit;
    words w;
    SK_VEC(sk_doc_row) rows;
} looking;

static void ask_filters(sk_ask *q, const sk_search_filter *f)
{
    sk_ask_if_time(q, "d.minute", f->from, f->to);
    if (f->outlet.s)
        sk_ask_if_str(q, "d.outlet = ?", f->outlet);
    if (f->story)
        sk_ask_if_int(q,
                      "d.happening IN (SELECT id FROM happening WHERE "
                      "story = ?)",
                      f->story);
    if (f->entity.s)
        sk_ask_if_str(q,
                      "d.id IN (SELECT m.doc FROM mention m JOIN entity e "
                      "ON e.id = m.entity WHERE e.key = ?)",
                      f->entity);
}

/* Those that say it in the title first, then the newest. What is shown of a
 * document is read only of those that are. */
static sk_stmt *ask(const looking *l)
{
    static const char *const order =
        "f.in_title DESC, d.minute DESC, d.id DESC";
    sk_ask q = {.a = l->q->a};

    sk_ask_sql(&q,
               "SELECT " SK_DOC_COLUMNS ", d.text, d.minute, f.in_title "
               "FROM (SELECT d.id, f.in_title FROM (SELECT value / 2 AS id, "
               "value % 2 AS in_title FROM ");
    sk_ask_numbers(l->s, &q, &l->in.titles);
    sk_ask_sql(&q, ") AS f CROSS JOIN doc d");
    sk_ask_if(&q, "d.id = f.id");
    ask_filters(&q, l->q->f);
    if (l->after.given) {
        sk_ask_if_int(&q, "(f.in_title, d.minute, d.id) < (?, ?, ?)",
                      l->after.v[0] & CURSOR_TITLE);
        sk_ask_value_int(&q, l->after.v[1]);
        sk_ask_value_int(&q, l->after.v[2]);
    }
    sk_ask_sql(&q, " ORDER BY ");
    sk_ask_sql(&q, order);
    sk_ask_int(&q, " LIMIT ?", l->limit + 1 - (int64_t)l->rows.n);
    sk_ask_sql(&q, ") AS f CROSS JOIN doc d CROSS JOIN happening h "
                   "WHERE d.id = f.id AND h.id = d.happening");
    sk_ask_order(l->s, &q, order);
    return sk_ask_ready(l->s, &q);
}

static int64_t flags(const looking *l)
{
    return (l->folded ? CURSOR_FOLDED : 0) | (l->loose ? CURSOR_LOOSE : 0) |
           (l->q->out->all ? CURSOR_ALL : 0);
}

/* The text without the title, which is shown above it. */
static sk_str below_title(sk_str text, sk_str title)
{
    return sk_str_starts(text, title)
               ? sk_str_trim(sk_str_sub(text, title.len, text.len))
               : text;
}

/* The rows of a stretch that there is room for; 1: and there are more. */
static int read_stretch(looking *l)
{
    sk_stmt *st = ask(l);
    sk_search_found *out = l->q->out;
    int row;

    while ((row = sk_db_step(l->s->db, st)) == 1 && l->rows.n < l->limit) {
        sk_doc_row *r = sk_push(l->q->a, &l->rows);
        sk_store_read_doc(st, l->q->a, r);
        r->snippet =
            snippet(l->q->a, below_title(sk_col_view(st, 11), r->title), &l->w,
                    l->folded);
        out->next = (sk_cursor){
            .v = {l->in.below << CURSOR_BITS | sk_col_int(st, 13) | flags(l),
                  sk_col_int(st, 12), r->id}};
    }
    sk_db_reset(st);
    return row;
}

/* Then all of them somewhere but in a row. */
static void not_in_a_row(looking *l)
{
    sk_arena *a = l->q->a;
    sk_buf rest = {0};

    sk_buf_add(a, &rest,
               sk_strf(a, l->all.tsvector ? "%.*s & !(%.*s)" : "%.*s NOT %.*s",
                       SK_FMT(sk_buf_str(&l->all.b)),
                       SK_FMT(sk_buf_str(&l->row.b))));
    l->all.b = rest;
}

/* What is asked of the index: the words in a row, and then all of them
 * somewhere but in a row. false without words. */
static bool matches(looking *l)
{
    sk_arena *a = l->q->a;
    sk_str typed = l->q->f->query, row = sk_strf(a, "\"%.*s\"", SK_FMT(typed));

    if (!sk_match_add(&l->all, a, typed, l->folded, SK_WORDS_BOTH))
        return false;
    sk_match_add(&l->row, a, row, l->folded, SK_WORDS_BOTH);
    if (l->q->f->by_time) { /* titles make no difference */
        l->all.title = l->row.title = (sk_buf){0};
        l->all.phrases = l->row.phrases = 0;
    }
    l->loose = sk_has_quotation(typed) ||
               sk_str_eq(sk_buf_str(&l->all.b), sk_buf_str(&l->row.b));
    /* when it goes on what was in a row is not known any more; loose: it says
     * itself what is in a row, or is one word */
    if (!l->loose && l->after.given)
        not_in_a_row(l);
    if (l->q->without.s) {
        sk_match_leave_out(&l->all, a, l->q->without);
        sk_match_leave_out(&l->row, a, l->q->without);
    }
    return true;
}

static int look_stretch(looking *l, int64_t below)
{
    const sk_search_filter *f = l->q->f;
    sk_arena *a = l->q->a;
    int found = l->loose || l->q->without.s
                    ? 0
                    : sk_pairs_look(l->s, f->query, l->folded, !f->by_time,
                                    below, a, &l->in);

    if (found < 0 ||
        (l->loose &&
         sk_match_look(l->s, &l->all, 0, below, &l->in_row, a, &l->in)) ||
        (!l->loose && !found &&
         sk_match_look(l->s, &l->row, 0, below, NULL, a, &l->in)))
        return -1;
    for (size_t i = 0; !l->loose && i < l->in.v.n; i++)
        *sk_push(a, &l->in_row) = l->in.v.v[i];
    return 0;
}

/* Stretches of the newest documents, one after the other, until there are
 * rows enough or enough has been looked at. */
static int look(sk_store *s, const asked *q, bool folded)
{
    const sk_cursor *after = &q->f->after;
    looking l = {.s = s,
                 .q = q,
                 .folded = folded,
                 .after = *after,
                 .all = sk_match_new(s, false),
                 .row = sk_match_new(s, false),
                 .limit = q->f->limit ? q->f->limit : 20};
    int64_t below = after->given ? after->v[0] >> CURSOR_BITS : 0;
    bool ended = false;
    int row = 0;

    if (!matches(&l))
        return SK_OK;
    l.loose |= after->given && after->v[0] & CURSOR_LOOSE;
    q->out->all = !after->given || after->v[0] & CURSOR_ALL;
    words_of(q->a, q->f->query, folded, &l.w);
    for (int i = 0; i < STRETCHES && !row && !ended; i++) {
        if (look_stretch(&l, below))
            return SK_EIO;
        if (!below) /* the first of its kind */
            q->out->all &= l.in.all;
        if (l.in.v.n && (row = read_stretch(&l)) < 0)
            return SK_EIO;
        if (row)
            break;
        l.after.given = false;
        below = l.in.all ? 0 : l.in.from;
        ended = l.in.all && l.loose;
        l.loose |= l.in.all;
    }
    if (!row && !ended) /* on with the next stretch */
        q->out->next =
            (sk_cursor){.v = {below << CURSOR_BITS | flags(&l) | CURSOR_TITLE,
                              INT64_MAX, INT64_MAX}};
    q->out->next.given = row || !ended;
    q->out->v = l.rows.v;
    q->out->n = l.rows.n;
    q->out->mode = folded ? SK_SEARCH_FOLDED : SK_SEARCH_EXACT;
    return SK_OK;
}

static int search(sk_store *s, void *how)
{
    const asked *q = how;
    const sk_cursor *after = &q->f->after;
    bool marks = has_marks(q->a, q->f->query);
    int rc = SK_OK;

    if (after->given) /* go on as it was begun */
        return look(s, q, after->v[0] & CURSOR_FOLDED);
    if (marks)
        rc = look(s, q, false);
    if (!rc && (!marks || !q->out->n))
        rc = look(s, q, true);
    return rc;
}

int sk_store_search(sk_store *s, const sk_search_filter *f, sk_arena *a,
                    sk_search_found *out, sk_err *err)
{
    asked q = {.a = a, .out = out};
    sk_search_filter wanted = *f;

    wanted.query = sk_words_wanted(a, f->query, &q.without);
    q.f = &wanted;
    *out = (sk_search_found){0};
    return sk_store_guard(s, a, search, &q, err);
}
