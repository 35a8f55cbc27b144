/* name.c - what a storyline is called, and its one line.
 *
 * A name says who and what: "Thái Lan - Campuchia: giao tranh biên giới". Who
 * are those that many of its articles name and few others do; what is a theme,
 * a run of syllables without capitals from its own titles, chosen by the share
 * of happenings that have it and by how rare its words are elsewhere. When
 * nothing is shared, the title nearest to all others stands for it.
 */
#include <math.h>
#include <stdlib.h>

#include "base/tok.h"
#include "store/inside.h"

enum { TITLES = 48, WORDS = 40, NAMES = 3, THEME_RUN = 6 };

typedef struct title {
    sk_str text;
    sk_toks toks;
    uint32_t ids[WORDS]; /* hash of each syllable, 0 for a mark */
    bool edge[WORDS];    /* no name begins or ends here */
    uint32_t n;
} title;

typedef struct naming {
    sk_arena *a;
    const sk_threads *threads;
    const sk_thread_model *m;
    title t[TITLES];
    size_t n;
    title who[NAMES]; /* the most telling first */
    size_t n_who;
} naming;

static void cut(const naming *nm, sk_str text, title *t)
{
    t->text = text;
    sk_tok_cut(nm->a, NULL, text, 0, (uint32_t)text.len, &t->toks);
    t->n = t->toks.n > WORDS ? WORDS : (uint32_t)t->toks.n;
    for (uint32_t i = 0; i < t->n; i++) {
        sk_str low = sk_lower_dup(nm->a, sk_tok_str(text, &t->toks.v[i]));
        t->ids[i] = t->toks.v[i].kind == SK_TOK_MARK
                        ? 0 : sk_term_syllable(low);
        t->edge[i] = sk_thread_edge(nm->m, t->ids[i]);
    }
}

/* Whether a title holds n ids in a row; from is where. */
static bool holds(const title *t, const uint32_t *ids, uint32_t n)
{
    for (uint32_t i = 0; i + n <= t->n; i++)
        if (memcmp(t->ids + i, ids, n * sizeof *ids) == 0)
            return true;
    return false;
}

static unsigned support(const naming *nm, const uint32_t *ids, uint32_t n)
{
    unsigned c = 0;

    for (size_t i = 0; i < nm->n; i++)
        c += holds(&nm->t[i], ids, n);
    return c;
}

static bool plain(const title *t, uint32_t from, uint32_t n)
{
    for (uint32_t i = from; i < from + n; i++)
        if (!t->ids[i])
            return false;
    return true;
}

typedef struct run {
    const title *t;
    uint32_t from, n;
    unsigned c; /* titles that hold it */
    double worth;
} run;

/* What a run tells: how rare its words are, and by how many it is shared. */
static double worth(const naming *nm, const run *r)
{
    const uint32_t *ids = r->t->ids + r->from;
    double idf = 0, share = (double)r->c / (double)nm->n;

    if (r->n == 1)
        idf = 1.5 * sk_threads_idf(nm->threads, ids[0]);
    for (uint32_t i = 0; i + 1 < r->n; i++)
        idf += fmax(0, sk_threads_idf(nm->threads,
                                      sk_term_pair(ids[i], ids[i + 1])));
    return share * idf / sqrt(r->n + 1.0);
}

/* Whether two runs share a syllable. */
static bool overlap(const run *a, const run *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t k = 0; k < b->n; k++)
            if (a->t->ids[a->from + i] == b->t->ids[b->from + k])
                return true;
    return false;
}

static bool small(const title *t, uint32_t i)
{
    return t->ids[i] && t->toks.v[i].kind != SK_TOK_DIGITS &&
           !(t->toks.v[i].flags & SK_TOK_CAP);
}

/* Whether the run is mostly a part of something longer: "tụ tối cao" of "Lãnh
 * tụ tối cao", "lãnh đạo châu" of "lãnh đạo châu Âu". */
static bool torn(const naming *nm, const run *r)
{
    const title *t = r->t;
    uint32_t end = r->from + r->n;

    return (end < t->n && t->ids[end] && !small(t, end) &&
            support(nm, t->ids + r->from, r->n + 1) * 5 >= r->c * 3) ||
           (r->from && t->ids[r->from - 1] && !t->edge[r->from - 1] &&
            support(nm, t->ids + r->from - 1, r->n + 1) * 5 >= r->c * 3);
}

/* ... that belongs to its word, as in "Lãnh tụ", not in "Trump điện đàm". */
static bool bound(const naming *nm, const title *t, uint32_t i)
{
    return support(nm, t->ids + i, 2) * 10 >= support(nm, t->ids + i, 1) * 9;
}

static bool in_names(const naming *nm, const run *r)
{
    for (size_t i = 0; i < nm->n_who; i++)
        if (overlap(r, &(run){.t = &nm->who[i], .n = nm->who[i].n}))
            return true;
    return false;
}

/* The best theme that says nothing of the names again. */
static run best_theme(const naming *nm, unsigned least)
{
    run best = {0};

    for (size_t k = 0; k < nm->n; k++) {
        const title *t = &nm->t[k];
        /* the first word has its capital for its place */
        for (uint32_t i = 0; i < t->n; i++)
            for (uint32_t n = 1; n <= THEME_RUN && i + n <= t->n; n++) {
                run r = {t, i, n, 0, 0};
                if (n == 1) {
                    if (!t->ids[i])
                        break;
                    continue;
                }
                if (!small(t, i + n - 1))
                    break; /* a theme may begin with a capital... */
                if (n == 2 && !small(t, i) && !bound(nm, t, i))
                    break;
                r.c = support(nm, t->ids + i, n);
                if (r.c < least)
                    break; /* longer ones are rarer */
                if (t->edge[i] || t->edge[i + n - 1] || torn(nm, &r))
                    continue;
                r.worth = worth(nm, &r);
                if (r.worth > best.worth && !in_names(nm, &r))
                    best = r;
            }
    }
    return best;
}

static sk_str text_of(const run *r)
{
    return sk_str_sub(r->t->text, r->t->toks.v[r->from].beg,
                      r->t->toks.v[r->from + r->n - 1].end);
}

/* The title that shares most syllables with the others. */
static sk_str middle(const naming *nm)
{
    double most = -1;
    size_t best = 0;

    for (size_t k = 0; k < nm->n; k++) {
        double sum = 0;
        for (uint32_t i = 0; i + 1 < nm->t[k].n; i++)
            if (plain(&nm->t[k], i, 2))
                sum += support(nm, nm->t[k].ids + i, 2) - 1;
        sum /= 4 + nm->t[k].n;
        if (sum > most) {
            most = sum;
            best = k;
        }
    }
    return nm->t[best].text;
}

static sk_str capital(sk_arena *a, sk_str s)
{
    size_t at = 0;
    uint32_t c = s.len ? sk_utf8_next(s, &at) : 0;
    char up[4];

    if (sk_uni_of(c)->cls != SK_UNI_LOWER)
        return s;
    for (uint32_t u = 'A'; u < 0x2000; u++)
        if (sk_uni_of(u)->cls == SK_UNI_UPPER && sk_uni_of(u)->lower == c) {
            size_t n = sk_utf8_put(u, up);
            return sk_strf(a, "%.*s%.*s", (int)n, up,
                           SK_FMT(sk_str_sub(s, at, s.len)));
        }
    return s;
}

/* A theme from the beginning of a title has lost its capital's reason. */
static sk_str lower_first(sk_arena *a, sk_str s)
{
    size_t at = 0;

    if (!s.len)
        return s;
    sk_utf8_next(s, &at);
    return sk_strf(a, "%.*s%.*s", SK_FMT(sk_lower_dup(a, sk_str_sub(s, 0, at))),
                   SK_FMT(sk_str_sub(s, at, s.len)));
}

static sk_str name_of(naming *nm)
{
    run what = best_theme(nm, nm->n < 16 ? 2 : (unsigned)(nm->n + 7) / 8);
    sk_buf who = {0};

    for (size_t i = 0; i < nm->n_who; i++) {
        sk_buf_add(nm->a, &who, i ? SK_STR(" - ") : SK_STR(""));
        sk_buf_add(nm->a, &who, nm->who[i].text);
    }
    if (!what.n)
        return nm->n_who > 1 ? sk_buf_str(&who) : middle(nm);
    if (!nm->n_who)
        return what.n > 2 ? capital(nm->a, text_of(&what)) : middle(nm);
    return sk_strf(nm->a, "%.*s: %.*s", SK_FMT(sk_buf_str(&who)),
                   SK_FMT(what.from ? text_of(&what)
                                    : lower_first(nm->a, text_of(&what))));
}

/* ---- the store's side ---- */

typedef struct one {
    int64_t id;
    sk_arena *a;
} one;

static int write_name(sk_store *s, const one *o, sk_str name, sk_str state,
                      int64_t outlets)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "UPDATE story SET name = ?, name_fold = ?, state = ?, "
               "n_outlets = ? WHERE id = ?");

    if (!st)
        return SK_EIO;
    sk_bind_str(st, 1, name);
    sk_bind_str(st, 2, sk_fold(o->a, name));
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

/* The lead of the newest report, else its title. */
static int read_state(sk_store *s, const one *o, sk_str *state)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT d.lead, d.title FROM happening h JOIN doc d ON "
               "d.happening = h.id WHERE h.story = ? ORDER BY h.last DESC, "
               "h.id DESC, d.id LIMIT 1");
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    row = sk_db_step(s->db, st);
    if (row == 1) {
        *state = sk_col_str(st, 0, o->a);
        if (!state->len)
            *state = sk_col_str(st, 1, o->a);
    }
    sk_db_reset(st);
    return row < 0 ? SK_EIO : SK_OK;
}

/* Those whom at least a fourth of its articles name, weighed by how seldom
 * others do: two of them, or three countries. */
static int read_names(sk_store *s, const one *o, naming *nm)
{
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT e.name, e.type, e.n_docs, se.n, s.n_docs, "
               "(SELECT max(id) FROM doc) FROM story_entity se "
               "JOIN entity e ON e.id = se.entity "
               "JOIN story s ON s.id = se.story WHERE se.story = ? "
               "AND se.n * 4 >= s.n_docs ORDER BY se.n DESC, e.id LIMIT 12");
    struct { sk_str name; double worth; bool country; } v[12];
    size_t n = 0;
    int row;

    if (!st)
        return SK_EIO;
    sk_bind_int(st, 1, o->id);
    while ((row = sk_db_step(s->db, st)) == 1) {
        double in = (double)sk_col_int(st, 3) / (double)sk_col_int(st, 4);
        double out = (double)(sk_col_int(st, 5) + 1) / (double)sk_col_int(st, 2);
        size_t at = n++;
        double w = in * log2(fmax(out, 1));
        for (; at && v[at - 1].worth < w; at--)
            v[at] = v[at - 1];
        v[at].name = sk_col_str(st, 0, o->a);
        v[at].worth = w;
        v[at].country = sk_col_int(st, 1) == SK_GPE;
    }
    sk_db_reset(st);
    for (size_t i = 0; i < n && nm->n_who < NAMES; i++) {
        if (i && v[i].worth * 2 < v[0].worth)
            break;
        if (nm->n_who == 2 && !(v[0].country && v[1].country && v[i].country))
            break;
        cut(nm, v[i].name, &nm->who[nm->n_who]);
        if (!nm->n_who ||
            !overlap(&(run){.t = &nm->who[nm->n_who], .n = nm->who[nm->n_who].n},
                     &(run){.t = &nm->who[0], .n = nm->who[0].n}))
            nm->n_who++;
    }
    return row < 0 ? SK_EIO : SK_OK;
}

static int name_one(sk_store *s, const one *o)
{
    naming *nm = sk_new(o->a, naming, 1);
    sk_stmt *st = sk_db_prepare(
        s->db, "SELECT d.title FROM happening h JOIN doc d ON "
               "d.id = h.id WHERE h.story = ? ORDER BY h.n_docs DESC, h.last DESC, "
               "h.id DESC LIMIT 48");
    sk_str state = {NULL, 0};
    int64_t outlets = 0;
    int row;

    if (!st)
        return SK_EIO;
    nm->a = o->a;
    nm->threads = s->threads;
    nm->m = s->model;
    sk_bind_int(st, 1, o->id);
    while ((row = sk_db_step(s->db, st)) == 1 && nm->n < TITLES) {
        cut(nm, sk_col_str(st, 0, o->a), &nm->t[nm->n]);
        nm->n++;
    }
    sk_db_reset(st);
    if (row < 0 || read_state(s, o, &state) || read_names(s, o, nm) ||
        count_outlets(s, o->id, &outlets))
        return SK_EIO;
    if (!nm->n)
        return SK_OK; /* merged in the same batch */
    return write_name(s, o, nm->n > 2 ? name_of(nm) : middle(nm), state,
                      outlets);
}

int sk_store_name(sk_store *s, int64_t story, sk_arena *a, sk_err *err)
{
    one o = {story, a};

    return name_one(s, &o) ? sk_db_fail(s->db, err) : SK_OK;
}
