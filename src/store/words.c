/* words.c - texts as words, and questions to the indexes of words.
 *
 * SQLite's FTS5 has a column for each kind of text; PostgreSQL's list of words
 * has folded words of documents behind a ~ and what stands first (titles,
 * speakers) with the weight A.
 */
#include "store/words.h"

#include "store/pairs.h"

sk_str sk_word_next(sk_str text, size_t *at, unsigned *marks)
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

/* The bytes of a minus at a place where one means "without"; else 0. */
static size_t minus_at(sk_str s, size_t at)
{
    sk_str rest = sk_str_sub(s, at, s.len);
    size_t len = sk_str_starts(rest, SK_STR("-"))              ? 1
                 : sk_str_starts(rest, SK_STR("\xE2\x88\x92")) ? 3
                                                               : 0;
    bool begins = !at || s.s[at - 1] == ' ';

    return begins && len < rest.len && !strchr(" -", rest.s[len]) ? len : 0;
}

/* With " for each “ and ”. */
static sk_str plain_marks(sk_arena *a, sk_str s)
{
    sk_buf b = {0};

    for (size_t at = 0, beg = 0; at < s.len; beg = at) {
        uint32_t c = sk_utf8_next(s, &at);
        if (c == 0x201C || c == 0x201D)
            sk_buf_char(a, &b, '"');
        else
            sk_buf_add(a, &b, sk_str_sub(s, beg, at));
    }
    return sk_buf_str(&b);
}

sk_str sk_words_wanted(sk_arena *a, sk_str typed, sk_str *without)
{
    sk_buf wanted = {0}, other = {0};
    bool quoted = false, out = false;
    unsigned marks;
    size_t word = 0;

    *without = (sk_str){NULL, 0};
    typed = plain_marks(a, typed);
    for (size_t i = 0, minus; i < typed.len; i++) {
        if (!quoted && typed.s[i] == ' ')
            out = false;
        if (!quoted && (minus = minus_at(typed, i))) {
            out = true;
            i += minus;
        }
        quoted ^= typed.s[i] == '"';
        sk_buf_char(a, out ? &other : &wanted, typed.s[i]);
        if (out && !quoted && (i + 1 == typed.len || typed.s[i + 1] == ' '))
            sk_buf_char(a, &other, ' ');
    }
    if (!other.n || !sk_word_next(sk_buf_str(&wanted), &word, &marks).len)
        return typed;
    *without = sk_buf_str(&other);
    return sk_buf_str(&wanted);
}

bool sk_has_quotation(sk_str text)
{
    unsigned marks = 0;
    size_t at = 0;

    while (at < text.len && !marks)
        sk_word_next(text, &at, &marks);
    return marks > 0;
}

void sk_words_folded(sk_arena *a, sk_str text, sk_word_list *out)
{
    sk_str t = sk_fold(a, sk_normal(a, text));
    unsigned marks;
    size_t at = 0;

    for (sk_str w; (w = sk_word_next(t, &at, &marks)).len;) {
        bool known = false;
        for (size_t i = 0; i < out->n && !known; i++)
            known = sk_str_eq(out->v[i], w);
        if (!known)
            *sk_push(a, out) = w;
    }
}

sk_str sk_words_unquoted(sk_arena *a, sk_str name)
{
    sk_buf b = {0};

    for (size_t i = 0; i < name.len; i++) {
        bool mark = name.s[i] == '\'' || name.s[i] == '"';
        bool edge = !i || i + 1 == name.len || name.s[i - 1] == ' ' ||
                    name.s[i + 1] == ' ';
        if (!mark || !edge)
            sk_buf_char(a, &b, name.s[i]);
    }
    return sk_buf_str(&b);
}

sk_str sk_words_spaced(sk_arena *a, sk_str text)
{
    sk_str folded = sk_fold(a, text), word;
    sk_buf b = {0};
    unsigned marks;
    size_t at = 0;

    while ((word = sk_word_next(folded, &at, &marks)).len) {
        sk_buf_char(a, &b, ' ');
        sk_buf_add(a, &b, word);
    }
    sk_buf_char(a, &b, ' ');
    return sk_buf_str(&b);
}

/* ---- into the indexes ---- */

/* PostgreSQL's list of words with their places: 'thủ':1A '~thu':1A. Beyond
 * its greatest place no phrase is found, and the list has a greatest size. */
enum {
    PLACES = 16000,
    WORD_BYTES = 200,
    SECOND = 200 /* no phrase over both */
};

static void list_words(sk_arena *a, sk_buf *b, sk_str text, const char *mark,
                       bool first)
{
    size_t at = 0, place = first ? 0 : SECOND;
    unsigned marks;

    for (sk_str w; (w = sk_word_next(text, &at, &marks)).len && place < PLACES;)
        if (w.len <= WORD_BYTES)
            sk_buf_add(a, b,
                       sk_strf(a, "%s%.*s:%zu%s ", mark, SK_FMT(w), ++place,
                               first ? "A" : ""));
}

/* Columns of FTS5, or the same as one list: every second one stands first. */
static int put(sk_db *db, const sk_word_index *in, int64_t id,
               const sk_str *texts, int n, bool remove, sk_arena *a,
               sk_err *err)
{
    sk_stmt *st = sk_db_prepare(db, remove ? in->drop : in->put);
    sk_buf b = {0};

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, id);
    if (!sk_db_dialect(db)->tsvector) {
        for (int i = 0; i < n; i++)
            sk_bind_str(st, 2 + i, texts[i]);
    } else if (!remove) {
        for (int i = 0; i < n; i++)
            list_words(a, &b, texts[i], i > 1 ? "~" : "", i % 2 == 0);
        sk_bind_str(st, 2, sk_buf_str(&b));
    }
    return sk_db_run(db, st) ? sk_db_fail(db, err) : SK_OK;
}

int sk_words_put_doc(sk_db *db, int64_t id, sk_str title, sk_str text,
                     bool remove, sk_arena *a, sk_err *err)
{
    sk_str texts[] = {sk_lower_dup(a, title), sk_lower_dup(a, text),
                      sk_fold(a, title), sk_fold(a, text)};

    int rc = put(db, &sk_db_dialect(db)->words, id, texts, 4, remove, a, err);

    return rc ? rc : sk_pairs_put(db, id, texts[2], texts[3], remove, a, err);
}

int sk_words_put_quote(sk_db *db, int64_t id, sk_str speaker, sk_str words,
                       bool remove, sk_arena *a, sk_err *err)
{
    sk_str texts[] = {speaker.s ? speaker : SK_STR(""), words};

    return put(db, &sk_db_dialect(db)->said, id, texts, 2, remove, a, err);
}

/* sql: number and two texts of all after a number, in order. */
static int put_rows(sk_db *db, const char *sql, int64_t after,
                    int (*one)(sk_db *db, int64_t id, sk_str first,
                               sk_str second, bool remove, sk_arena *a,
                               sk_err *err),
                    sk_arena *a, sk_err *err)
{
    sk_stmt *st = sk_db_prepare(db, sql);
    int row = 0, rc = SK_OK;

    if (!st)
        return sk_db_fail(db, err);
    sk_bind_int(st, 1, after);
    while (!rc && (row = sk_db_step(db, st)) == 1) {
        sk_arena_reset(a);
        rc = one(db, sk_col_int(st, 0), sk_col_view(st, 1), sk_col_view(st, 2),
                 false, a, err);
    }
    sk_db_reset(st);
    return row < 0 ? sk_db_fail(db, err) : rc;
}

int sk_words_put_after(sk_db *db, int64_t doc, int64_t quote, sk_arena *a,
                       sk_err *err)
{
    int rc =
        put_rows(db, "SELECT id, title, text FROM doc WHERE id > ? ORDER BY id",
                 doc, sk_words_put_doc, a, err);

    return rc ? rc
              : put_rows(db,
                         "SELECT id, speaker_fold, text_fold FROM quote "
                         "WHERE id > ? ORDER BY id",
                         quote, sk_words_put_quote, a, err);
}

/* ---- questions ---- */

sk_match sk_match_new(sk_store *s, bool quotes)
{
    const sk_dialect *d = sk_db_dialect(s->db);

    return (sk_match){.in = quotes ? &d->said : &d->words,
                      .tsvector = d->tsvector};
}

/* Whether its words stand only where they are looked for: as one with marks
 * stands in no folded text, and what is in a folded text without marks or in
 * the text itself is in the folded one. */
static bool only_there(sk_arena *a, sk_str text, bool folded)
{
    bool phrase = false, marked = true;
    unsigned marks;
    size_t at = 0;

    for (sk_str w; !folded && (w = sk_word_next(text, &at, &marks)).len;) {
        bool same = phrase && !marks, own = !sk_str_eq(w, sk_fold(a, w));
        phrase ^= marks & 1;
        if (!same && !marked)
            return false;
        marked = same ? marked || own : own;
    }
    return marked;
}

/* "điện đàm" Trump in the index's own language, which only letters and digits
 * reach. FTS5: {title body} : ("điện đàm" AND "trump"), which costs a look at
 * every place unless the columns are left out; PostgreSQL:
 * điện <-> đàm & trump. */
bool sk_match_add(sk_match *m, sk_arena *a, sk_str words, bool folded,
                  enum sk_words_in where)
{
    static const char *const weight[] = {"", ":A", ":D"};
    enum { TITLE = 1 << 0, TITLE_FOLD = 1 << 2 }; /* columns */
    bool quotes = !m->in->written, phrase = false, any = false;
    sk_str normal = sk_normal(a, words),
           text = folded ? sk_fold(a, normal) : sk_lower_dup(a, normal);
    const char *columns =
        folded || quotes ? m->in->folded[where] : m->in->written[where];
    unsigned marks;
    size_t at = 0;

    for (sk_str w; (w = sk_word_next(text, &at, &marks)).len;) {
        bool same = phrase && !marks;
        size_t beg = m->b.n;
        phrase ^= marks & 1;
        if (w.len > WORD_BYTES)
            return false; /* no index holds it */
        m->phrases += !same || !any;
        if (m->tsvector)
            sk_buf_add(a, &m->b,
                       sk_str_of(!m->b.n       ? ""
                                 : same && any ? " <-> "
                                               : " & "));
        else if (any)
            sk_buf_add(a, &m->b, sk_str_of(same ? " " : "\" AND \""));
        else if (where == SK_WORDS_BOTH && only_there(a, text, folded))
            sk_buf_add(a, &m->b, sk_str_of(m->b.n ? " AND (\"" : "(\""));
        else
            sk_buf_add(
                a, &m->b,
                sk_strf(a, "%s%s : (\"", m->b.n ? " AND " : "", columns));
        if (m->tsvector && folded && !quotes)
            sk_buf_char(a, &m->b, '~');
        sk_buf_add(a, &m->b, w);
        if (m->tsvector) {
            sk_buf_add(a, &m->title,
                       sk_str_sub(sk_buf_str(&m->b), beg, m->b.n));
            sk_buf_add(a, &m->title, sk_str_of(weight[SK_WORDS_FIRST]));
            sk_buf_add(a, &m->b, sk_str_of(weight[where]));
        }
        any = true;
    }
    m->columns = folded ? TITLE_FOLD : TITLE;
    if (any && !m->tsvector)
        sk_buf_add(a, &m->b, SK_STR("\")"));
    return any;
}

/* The next word or "phrase" of a list, without its marks of quotation. */
static sk_str next_part(sk_arena *a, sk_str words, size_t *at)
{
    bool quoted = false;
    sk_buf part = {0};

    for (; *at < words.len && (quoted || words.s[*at] != ' '); ++*at) {
        if (words.s[*at] == '"')
            quoted = !quoted;
        else
            sk_buf_char(a, &part, words.s[*at]);
    }
    ++*at;
    return sk_buf_str(&part);
}

void sk_match_leave_out(sk_match *m, sk_arena *a, sk_str words)
{
    for (size_t at = 0; at < words.len;) {
        sk_match one = {.in = m->in, .tsvector = m->tsvector};
        sk_str part = next_part(a, words, &at), normal = sk_normal(a, part);
        bool folded = sk_str_eq(sk_fold(a, normal), sk_lower_dup(a, normal));
        sk_buf both = {0};

        /* what is cut in two, "F-16", stands in a row */
        if (!sk_match_add(&one, a, sk_strf(a, "\"%.*s\"", SK_FMT(part)), folded,
                          SK_WORDS_BOTH))
            continue;
        sk_buf_add(
            a, &both,
            sk_strf(a, m->tsvector ? "(%.*s) & !(%.*s)" : "(%.*s) NOT (%.*s)",
                    SK_FMT(sk_buf_str(&m->b)), SK_FMT(sk_buf_str(&one.b))));
        m->b = both;
    }
}

int sk_match_look(sk_store *s, const sk_match *m, int64_t from, int64_t below,
                  const sk_numbers *but, sk_arena *a, sk_stretch *out)
{
    sk_stmt *st = sk_db_prepare(s->db, m->in->look);
    size_t skip = 0, n_but = but ? but->n : 0;
    int row;

    *out = (sk_stretch){.below = below};
    if (!st)
        return -1;
    sk_db_varied(st);
    sk_bind_str(st, 1, sk_buf_str(&m->b));
    sk_bind_int(st, 2, from);
    sk_bind_int(st, 3, below ? below : INT64_MAX);
    sk_bind_int(st, 4, SK_LOOK + (int64_t)n_but);
    if (m->tsvector && m->in->written) {
        sk_bind_str(st, 5, sk_buf_str(&m->title));
    } else if (m->in->written) {
        sk_bind_int(st, 5, m->phrases);
        sk_bind_int(st, 6, m->columns);
    }
    while ((row = sk_db_step(s->db, st)) == 1 && out->v.n < SK_LOOK) {
        int64_t n = sk_col_int(st, 0);
        while (skip < n_but && but->v[skip] > n)
            skip++;
        if (skip < n_but && but->v[skip] == n)
            continue;
        *sk_push(a, &out->v) = out->from = n;
        *sk_push(a, &out->titles) = n * 2 + (sk_col_int(st, 1) != 0);
        if (!out->below)
            out->below = n + 1;
    }
    sk_db_reset(st);
    out->all = out->v.n < SK_LOOK;
    return row < 0 ? -1 : 0;
}

void sk_ask_numbers(sk_store *s, sk_ask *q, const sk_numbers *v)
{
    const sk_dialect *d = sk_db_dialect(s->db);
    sk_buf list = {0};
    char text[24];

    sk_buf_char(q->a, &list, d->tsvector ? '{' : '[');
    for (size_t i = 0; i < v->n; i++) {
        if (i)
            sk_buf_char(q->a, &list, ',');
        sk_buf_add(q->a, &list, sk_int_text(v->v[i], text));
    }
    sk_buf_char(q->a, &list, d->tsvector ? '}' : ']');
    sk_ask_str(q, d->numbers, sk_buf_str(&list));
    sk_ask_sql(q, " AS value");
}
