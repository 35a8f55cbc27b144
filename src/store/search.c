/* search.c - words and phrases, with and without marks.
 *
 * The index holds each document's words twice: in lower case as written, and
 * folded (no marks, d for đ). Words that are typed with a mark are looked for
 * as written; if nothing has them, folded. Words without any mark are looked
 * for folded. The answer says which.
 */
#include <stdlib.h>

#include "store/inside.h"

int sk_store_index(sk_store *s, int64_t id, sk_str title, sk_str text,
                   bool remove, sk_arena *a, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(
        s->db,
        remove ? sk_db_dialect(s->db)->drop_words
               : sk_db_dialect(s->db)->put_words);

    if (!st)
        return sk_db_fail(s->db, err);
    sk_bind_int(st, 1, id);
    sk_bind_str(st, 2, sk_lower_dup(a, title));
    sk_bind_str(st, 3, sk_lower_dup(a, text));
    sk_bind_str(st, 4, sk_fold(a, title));
    sk_bind_str(st, 5, sk_fold(a, text));
    return sk_db_run(s->db, st) ? sk_db_fail(s->db, err) : SK_OK;
}

/* ---- the question ---- */

static bool has_marks(sk_arena *a, sk_str q)
{
    return !sk_str_eq(sk_fold(a, q), sk_lower_dup(a, q));
}

/* "điện đàm" Trump -> {title body} : ("điện đàm" AND "trump"). Only letters
 * and digits reach the index's own language. */
static sk_str match_of(sk_arena *a, sk_str q, bool folded)
{
    sk_buf b = {0};
    sk_str text = folded ? sk_fold(a, q) : sk_lower_dup(a, sk_normal(a, q));
    bool phrase = false, open = false, any = false;

    sk_buf_add(a, &b, folded ? SK_STR("{title_fold body_fold} : (")
                             : SK_STR("{title body} : ("));
    for (size_t i = 0; i < text.len;) {
        size_t at = i;
        uint32_t c = sk_utf8_next(text, &i);
        uint8_t cls = sk_uni_of(c)->cls;
        bool word = cls == SK_UNI_LOWER || cls == SK_UNI_UPPER ||
                    cls == SK_UNI_DIGIT;
        if (c == '"' || c == 0x201C || c == 0x201D) {
            phrase = !phrase;
            if (open)
                sk_buf_char(a, &b, '"');
            open = false;
        } else if (word) {
            if (!open) {
                sk_buf_add(a, &b, any ? SK_STR(" AND \"") : SK_STR("\""));
                open = any = true;
            }
            sk_buf_add(a, &b, sk_str_sub(text, at, i));
        } else if (open && phrase) {
            sk_buf_char(a, &b, ' ');
        } else if (open) {
            sk_buf_char(a, &b, '"');
            open = false;
        }
    }
    if (open)
        sk_buf_char(a, &b, '"');
    sk_buf_char(a, &b, ')');
    return any ? sk_buf_str(&b) : (sk_str){NULL, 0};
}

/* ---- the snippet ---- */

enum { AROUND = 90 };

typedef struct words {
    uint64_t h[16];
    size_t n;
} words;

static sk_str form(sk_arena *a, sk_str s, bool folded)
{
    return folded ? sk_fold(a, s) : sk_lower_dup(a, s);
}

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

static int look(sk_store *s, const asked *q, bool folded)
{
    sk_str match = match_of(q->a, q->f->query, folded);
    SK_VEC(sk_doc_row) rows = {0};
    words w = {0};
    int row;
    sk_stmt *st = sk_db_prepare(
        s->db,
        q->f->by_time
            ? "SELECT d.id, d.key, d.url, d.outlet, d.title, d.lead, "
              "d.author, d.published, d.happening, h.story, d.article, d.text "
              "FROM words w JOIN doc d ON d.id = w.rowid JOIN happening h ON "
              "h.id = d.happening WHERE words MATCH ?1 AND "
              "(?2 IS NULL OR d.minute >= ?2) AND (?3 IS NULL OR d.minute < ?3) "
              "AND (?4 IS NULL OR d.outlet = ?4) AND (?5 = 0 OR h.story = ?5) "
              "AND (?6 IS NULL OR EXISTS (SELECT 1 FROM mention m JOIN entity e "
              "ON e.id = m.entity WHERE m.doc = d.id AND e.key = ?6)) "
              "ORDER BY d.minute DESC, d.id DESC LIMIT ?7 OFFSET ?8"
            : "SELECT d.id, d.key, d.url, d.outlet, d.title, d.lead, "
              "d.author, d.published, d.happening, h.story, d.article, d.text "
              "FROM words w JOIN doc d ON d.id = w.rowid JOIN happening h ON "
              "h.id = d.happening WHERE words MATCH ?1 AND "
              "(?2 IS NULL OR d.minute >= ?2) AND (?3 IS NULL OR d.minute < ?3) "
              "AND (?4 IS NULL OR d.outlet = ?4) AND (?5 = 0 OR h.story = ?5) "
              "AND (?6 IS NULL OR EXISTS (SELECT 1 FROM mention m JOIN entity e "
              "ON e.id = m.entity WHERE m.doc = d.id AND e.key = ?6)) "
              "ORDER BY bm25(words, 4.0, 1.0, 4.0, 1.0), d.minute DESC "
              "LIMIT ?7 OFFSET ?8");

    if (!match.s)
        return SK_OK;
    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, match);
    if (q->f->from != SK_NO_TIME)
        sk_bind_int(st, 2, q->f->from);
    if (q->f->to != SK_NO_TIME)
        sk_bind_int(st, 3, q->f->to);
    sk_bind_str(st, 4, q->f->outlet);
    sk_bind_int(st, 5, q->f->story);
    sk_bind_str(st, 6, q->f->entity);
    sk_bind_int(st, 7, q->f->limit ? q->f->limit : 20);
    sk_bind_int(st, 8, q->f->offset);
    words_of(q->a, q->f->query, folded, &w);
    while ((row = sk_db_step(s->db, st)) == 1) {
        sk_doc_row *r = sk_push(q->a, &rows);
        sk_store_read_doc(st, q->a, r);
        r->snippet = snippet(q->a, sk_col_str(st, 11, q->a), &w, folded);
    }
    q->out->v = rows.v;
    q->out->n = rows.n;
    q->out->mode = folded ? SK_SEARCH_FOLDED : SK_SEARCH_EXACT;
    return row < 0 ? SK_EIO : SK_OK;
}

static int search(sk_store *s, void *how)
{
    const asked *q = how;
    bool marks = has_marks(q->a, q->f->query);
    int rc = SK_OK;

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
