/* search.c - words and phrases, with and without marks.
 *
 * The index holds each document's words twice: in lower case as written, and
 * folded (no marks, d for đ). Words that are typed with a mark are looked for
 * as written; if nothing has them, folded. Words without any mark are looked
 * for folded. The answer says which.
 */
#include <stdlib.h>

#include "store/ask.h"

/* ---- words ---- */

static sk_str form(sk_arena *a, sk_str s, bool folded)
{
    return folded ? sk_fold(a, s) : sk_lower_dup(a, s);
}

/* The next run of letters and digits at or after *at; len 0 at the end. *marks
 * is how many quotation marks stand before it. */
static sk_str next_word(sk_str text, size_t *at, unsigned *marks)
{
    size_t beg = *at;

    *marks = 0;
    while (*at < text.len) {
        size_t was = *at;
        uint32_t c = sk_utf8_next(text, at);
        uint8_t cls = sk_uni_of(c)->cls;
        if (cls == SK_UNI_LOWER || cls == SK_UNI_UPPER || cls == SK_UNI_DIGIT)
            continue;
        if (was > beg) {
            *at = was;
            return sk_str_sub(text, beg, was);
        }
        *marks += c == '"' || c == 0x201C || c == 0x201D;
        beg = *at;
    }
    return sk_str_sub(text, beg, *at);
}

/* ---- the index ---- */

/* PostgreSQL's list of words with their places: 'thủ':1A '~thu':1A. Beyond
 * its greatest place no phrase is found, and the list has a greatest size. */
enum { PLACES = 16000, WORD_BYTES = 200 };

static void list_words(sk_arena *a, sk_buf *b, sk_str text, bool folded,
                       bool title)
{
    sk_str t = form(a, text, folded);
    size_t at = 0, place = title ? 0 : 200; /* no phrase over both */
    unsigned marks;

    for (sk_str w; (w = next_word(t, &at, &marks)).len && place < PLACES;) {
        if (w.len <= WORD_BYTES)
            sk_buf_add(a, b, sk_strf(a, "%s%.*s:%zu%s ", folded ? "~" : "",
                                     SK_FMT(w), ++place, title ? "A" : ""));
    }
}

static sk_str tsvector(sk_arena *a, sk_str title, sk_str text)
{
    sk_buf b = {0};

    for (int i = 0; i < 4; i++)
        list_words(a, &b, i & 1 ? title : text, i & 2, i & 1);
    return sk_buf_str(&b);
}

int sk_store_index(sk_store *s, int64_t id, sk_str title, sk_str text,
                   bool remove, sk_arena *a, sk_err *err)
{
    const sk_dialect *in = sk_db_dialect(s->db);
    sk_stmt *st = sk_db_prepare(s->db, remove ? in->drop_words : in->put_words);

    if (!st)
        return sk_db_fail(s->db, err);
    sk_bind_int(st, 1, id);
    if (!in->tsvector) {
        sk_bind_str(st, 2, sk_lower_dup(a, title));
        sk_bind_str(st, 3, sk_lower_dup(a, text));
        sk_bind_str(st, 4, sk_fold(a, title));
        sk_bind_str(st, 5, sk_fold(a, text));
    } else if (!remove) {
        sk_bind_str(st, 2, tsvector(a, title, text));
    }
    return sk_db_run(s->db, st) ? sk_db_fail(s->db, err) : SK_OK;
}

/* ---- the question ---- */

static bool has_marks(sk_arena *a, sk_str q)
{
    return !sk_str_eq(sk_fold(a, q), sk_lower_dup(a, q));
}

/* "điện đàm" Trump in the index's own language, which only letters and digits
 * reach. FTS5: {title body} : ("điện đàm" AND "trump"); PostgreSQL:
 * điện <-> đàm & trump. s == NULL without words. */
static sk_str match_of(const sk_store *s, sk_arena *a, sk_str q, bool folded,
                       bool title)
{
    static const char *const columns[2][2] = {
        {"{title body} : (\"", "{title} : (\""},
        {"{title_fold body_fold} : (\"", "{title_fold} : (\""}};
    bool ts = sk_db_dialect(s->db)->tsvector;
    sk_str text = form(a, sk_normal(a, q), folded);
    bool phrase = false, any = false;
    unsigned marks;
    size_t at = 0;
    sk_buf b = {0};

    for (sk_str w; (w = next_word(text, &at, &marks)).len;) {
        bool same = phrase && !marks;
        phrase ^= marks & 1;
        if (!any)
            sk_buf_add(a, &b, sk_str_of(ts ? "" : columns[folded][title]));
        else if (ts)
            sk_buf_add(a, &b, sk_str_of(same ? " <-> " : " & "));
        else
            sk_buf_add(a, &b, sk_str_of(same ? " " : "\" AND \""));
        if (ts && folded)
            sk_buf_char(a, &b, '~');
        sk_buf_add(a, &b, w);
        if (ts && title)
            sk_buf_add(a, &b, SK_STR(":A"));
        any = true;
    }
    if (!ts)
        sk_buf_add(a, &b, SK_STR("\")"));
    return any ? sk_buf_str(&b) : (sk_str){NULL, 0};
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
    for (end = best; end < toks.n &&
                     toks.v[end].end - toks.v[best].beg <= 2 * AROUND;)
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
    sk_arena *a;
    sk_search_found *out;
} asked;

/* Cursors: 2 if folded and 1 if said in the title, the minute, the number. */
enum { CURSOR_TITLE = 1, CURSOR_FOLDED = 2 };

static void ask_after(sk_ask *q, const sk_search_filter *f, const char *having,
                      sk_str title)
{
    static const char *const behind = "(d.minute, d.id) < (?, ?)";

    if (f->by_time) {
        sk_ask_if_int(q, behind, f->after.v[1]);
    } else {
        sk_ask_if(q, "(d.id NOT IN (");
        sk_ask_str(q, having, title);
        sk_ask_sql(q, f->after.v[0] & CURSOR_TITLE ? ") OR " : ") AND ");
        sk_ask_int(q, behind, f->after.v[1]);
        sk_ask_sql(q, ")");
    }
    sk_ask_value_int(q, f->after.v[2]);
}

/* Those that say it in the title first, then the newest. */
static sk_stmt *ask(sk_store *s, const sk_search_filter *f, sk_arena *a,
                    sk_str match, bool folded, uint32_t limit)
{
    const char *having = sk_db_dialect(s->db)->having;
    sk_str title = match_of(s, a, f->query, folded, true);
    sk_ask q = {.a = a};

    sk_ask_sql(&q, "SELECT " SK_DOC_COLUMNS ", d.text, d.minute, ");
    if (f->by_time) {
        sk_ask_sql(&q, "0");
    } else {
        sk_ask_sql(&q, "CASE WHEN d.id IN (");
        sk_ask_str(&q, having, title);
        sk_ask_sql(&q, ") THEN 1 ELSE 0 END");
    }
    sk_ask_sql(&q, " AS in_title FROM doc d JOIN happening h ON "
                   "h.id = d.happening");
    sk_ask_if(&q, "d.id IN (");
    sk_ask_str(&q, having, match);
    sk_ask_sql(&q, ")");
    sk_ask_if_time(&q, "d.minute", f->from, f->to);
    if (f->outlet.s)
        sk_ask_if_str(&q, "d.outlet = ?", f->outlet);
    if (f->story)
        sk_ask_if_int(&q, "h.story = ?", f->story);
    if (f->entity.s)
        sk_ask_if_str(&q, "d.id IN (SELECT m.doc FROM mention m JOIN entity e "
                          "ON e.id = m.entity WHERE e.key = ?)", f->entity);
    if (f->after.given)
        ask_after(&q, f, having, title);
    sk_ask_sql(&q, " ORDER BY ");
    if (!f->by_time)
        sk_ask_sql(&q, "in_title DESC, ");
    sk_ask_int(&q, "d.minute DESC, d.id DESC LIMIT ?", limit + 1);
    sk_ask_int(&q, " OFFSET ?", f->offset);
    return sk_ask_ready(s, &q);
}

static int look(sk_store *s, const asked *q, bool folded)
{
    sk_str match = match_of(s, q->a, q->f->query, folded, false);
    uint32_t limit = q->f->limit ? q->f->limit : 20;
    SK_VEC(sk_doc_row) rows = {0};
    words w = {0};
    sk_stmt *st;
    int row;

    if (!match.s)
        return SK_OK;
    st = ask(s, q->f, q->a, match, folded, limit);
    words_of(q->a, q->f->query, folded, &w);
    while ((row = sk_db_step(s->db, st)) == 1 && rows.n < limit) {
        sk_doc_row *r = sk_push(q->a, &rows);
        sk_store_read_doc(st, q->a, r);
        r->snippet = snippet(q->a, sk_col_str(st, 11, q->a), &w, folded);
        q->out->next = (sk_cursor){
            .v = {sk_col_int(st, 13) + (folded ? CURSOR_FOLDED : 0),
                  sk_col_int(st, 12), r->id}};
    }
    sk_db_reset(st);
    q->out->next.given = row == 1;
    q->out->v = rows.v;
    q->out->n = rows.n;
    q->out->mode = folded ? SK_SEARCH_FOLDED : SK_SEARCH_EXACT;
    return row < 0 ? SK_EIO : SK_OK;
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
    if (!rc && (!marks || (!q->out->n && !q->f->offset)))
        rc = look(s, q, true);
    return rc;
}

int sk_store_search(sk_store *s, const sk_search_filter *f, sk_arena *a,
                    sk_search_found *out, sk_err *err)
{
    asked q = {f, a, out};

    *out = (sk_search_found){0};
    return sk_store_guard(s, a, search, &q, err);
}
