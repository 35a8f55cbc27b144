/* theme.c - what many titles have in common.
 *
 * In:  the titles of a storyline, cut into words with classes.
 * Out: a run of words ("giá vàng miếng", "eo biển Hormuz"), chosen by the share
 *      of titles that have it and by how rare its syllables are elsewhere.
 *
 * Words keep a theme whole: syllables alone would tear "cầu thủ nhập | tịch".
 * All runs of all titles are counted in one table; one that mostly stands
 * inside a longer one is a part of that and no theme.
 */
#include "store/theme.h"

#include <math.h>

#include "store/words.h"

enum { WORDS = 40, SYLS = 7, RUN = 5, FORMS = 8, COMMON = 2 /* idf */ };

typedef struct word {
    uint32_t id;     /* of its lower-case form */
    uint32_t syl, n; /* its syllables: first in the list, number */
    uint8_t pos;
    bool head, tail; /* a theme may begin, end here */
    bool inside;     /* a theme may hold it */
    bool edge;       /* but neither begin nor end with it */
    bool move;       /* what a price does: "giảm" */
} word;

typedef struct title {
    const word *w;
    uint32_t first; /* of the document's words */
    uint32_t n;
} title;

struct sk_titles {
    sk_doc *d;
    const sk_threads *threads;
    const sk_thread_model *m;
    title t[SK_TITLES];
    size_t n;
    SK_VEC(uint32_t) syls;
    struct run *runs; /* [mask + 1] by key */
    uint32_t mask;
};

/* Words in a row, n of them, where they first stand. */
typedef struct run {
    uint32_t key; /* 0: a free slot */
    uint32_t title, from, n;
    uint32_t c;    /* titles that hold it */
    uint32_t last; /* of them, + 1 */
    uint32_t most; /* titles that hold it within the same longer run */
} run;

sk_theme_name sk_theme_name_of(sk_arena *a, sk_str text, uint8_t type)
{
    sk_toks toks = {0};
    uint32_t *syls;
    uint32_t n = 0;

    sk_tok_cut(a, NULL, text, 0, (uint32_t)text.len, &toks);
    syls = sk_new(a, uint32_t, toks.n + 1);
    for (size_t i = 0; i < toks.n; i++)
        if (toks.v[i].kind != SK_TOK_MARK)
            syls[n++] =
                sk_term_syllable(sk_lower_dup(a, sk_tok_str(text, &toks.v[i])));
    return (sk_theme_name){text, syls, n, 0, type};
}

static bool has(const sk_theme_name *a, uint32_t syllable)
{
    for (uint32_t i = 0; i < a->n_syls; i++)
        if (a->syls[i] == syllable)
            return true;
    return false;
}

bool sk_theme_names_meet(const sk_theme_name *a, const sk_theme_name *b)
{
    for (uint32_t i = 0; i < b->n_syls; i++)
        if (has(a, b->syls[i]))
            return true;
    return false;
}

bool sk_theme_name_holds(const sk_theme_name *a, const sk_theme_name *b)
{
    for (uint32_t i = 0; i < b->n_syls; i++)
        if (!has(a, b->syls[i]))
            return false;
    return true;
}

bool sk_theme_names_cover(const sk_theme_name *a, const sk_theme_name *b)
{
    uint32_t least = a->n_syls < b->n_syls ? a->n_syls : b->n_syls, n = 0;

    for (uint32_t i = 0; i < b->n_syls; i++)
        n += has(a, b->syls[i]);
    return n * 2 > least || (n && a->syls[0] == b->syls[0]);
}

/* ---- titles into words ---- */

static bool content(uint8_t pos)
{
    return pos == SK_NOUN || pos == SK_PROPN || pos == SK_VERB ||
           pos == SK_ADJ || pos == SK_NUM || pos == SK_X;
}

static word word_of(sk_titles *t, const sk_word *w)
{
    sk_doc *d = t->d;
    word o = {.syl = (uint32_t)t->syls.n, .pos = w->pos};
    bool mark = false;
    uint32_t moved;

    for (uint32_t k = w->tok_beg; k < w->tok_end; k++) {
        const sk_tok *tok = &d->toks.v[k];
        uint32_t syl =
            sk_term_syllable(sk_lower_dup(&d->arena, sk_tok_str(d->text, tok)));
        o.id = sk_term_pair(o.id, syl);
        if (tok->kind == SK_TOK_MARK && w->tok_end - w->tok_beg == 1)
            mark = true;
        if (tok->kind != SK_TOK_MARK)
            *sk_push(&d->arena, &t->syls) = syl;
    }
    o.n = (uint32_t)t->syls.n - o.syl;
    o.inside = !mark && o.n && content(w->pos);
    o.head = o.inside &&
             (w->pos == SK_NOUN || w->pos == SK_PROPN || w->pos == SK_VERB) &&
             d->toks.v[w->tok_beg].kind != SK_TOK_DIGITS &&
             !sk_thread_edge(t->m, t->syls.v[o.syl]);
    o.edge = o.inside && sk_thread_edge(t->m, t->syls.v[o.syl + o.n - 1]);
    o.tail = o.inside && !o.edge;
    o.move = sk_trie_longest(&t->m->moves, &d->toks.v[w->tok_beg],
                             w->tok_end - w->tok_beg,
                             &moved) == w->tok_end - w->tok_beg;
    return o;
}

/* ---- runs ---- */

static uint32_t longer(uint32_t key, const word *w)
{
    key = sk_term_pair(key, w->id);
    return key ? key : 1;
}

/* The slot of a run, taken or free. */
static run *slot(const sk_titles *t, uint32_t key)
{
    uint32_t i = key & t->mask;

    while (t->runs[i].key && t->runs[i].key != key)
        i = (i + 1) & t->mask;
    return &t->runs[i];
}

static void count(sk_titles *t, uint32_t k, uint32_t from, uint32_t n,
                  uint32_t key)
{
    run *r = slot(t, key);

    if (!r->key)
        *r = (run){.key = key, .title = k, .from = from, .n = n};
    if (r->last != k + 1)
        r->c++;
    r->last = k + 1;
}

/* The run of n words that begins at word i of title k stands, c times, within
 * one that is a word longer. */
static void within(sk_titles *t, uint32_t k, uint32_t i, uint32_t n, uint32_t c)
{
    uint32_t key = 0;
    run *r;

    for (uint32_t j = i; j < i + n; j++)
        key = longer(key, t->t[k].w + j);
    r = slot(t, key);
    if (r->most < c)
        r->most = c;
}

/* A longer run tears a shorter one only if it could be a name itself: behind
 * by what may stand inside, in front by a noun before a noun. */
static void tear(sk_titles *t, const run *r)
{
    const word *w = t->t[r->title].w + r->from;

    if (r->n < 2 || r->c < 2)
        return;
    if (w[r->n - 1].inside && !w[r->n - 1].edge && !w[r->n - 1].move)
        within(t, r->title, r->from, r->n - 1, r->c);
    if (w[0].head && (w[0].pos != SK_VERB || w[1].pos == SK_VERB))
        within(t, r->title, r->from + 1, r->n - 1, r->c);
}

static void count_runs(sk_titles *t)
{
    uint32_t all = 0, size = 64;

    for (size_t k = 0; k < t->n; k++)
        all += t->t[k].n * (RUN + 1);
    while (size < all * 2)
        size *= 2;
    t->runs = sk_new(&t->d->arena, run, size);
    t->mask = size - 1;
    for (uint32_t k = 0; k < t->n; k++)
        for (uint32_t i = 0; i < t->t[k].n; i++) {
            uint32_t key = 0;
            for (uint32_t n = 1; n <= RUN + 1 && i + n <= t->t[k].n; n++) {
                key = longer(key, t->t[k].w + i + n - 1);
                count(t, k, i, n, key);
            }
        }
    for (uint32_t i = 0; i < size; i++)
        if (t->runs[i].key)
            tear(t, &t->runs[i]);
}

sk_titles *sk_titles_read(sk_doc *d, const sk_threads *threads,
                          const sk_thread_model *m)
{
    sk_titles *t = sk_new(&d->arena, sk_titles, 1);
    size_t at = 0;

    t->d = d;
    t->threads = threads;
    t->m = m;
    t->n = d->paras.n < SK_TITLES ? d->paras.n : SK_TITLES;
    for (size_t k = 0; k < t->n; k++) {
        word *w = sk_new(&d->arena, word, WORDS);
        title *o = &t->t[k];
        while (at < d->words.n &&
               d->words.v[at].span.beg < d->paras.v[k].span.beg)
            at++;
        *o = (title){w, (uint32_t)at, 0};
        for (; o->n < WORDS && at < d->words.n &&
               d->words.v[at].span.end <= d->paras.v[k].span.end;
             at++)
            w[o->n++] = word_of(t, &d->words.v[at]);
    }
    count_runs(t);
    return t;
}

/* ---- the best of them ---- */

static const word *words_of(const sk_titles *t, const run *r)
{
    return t->t[r->title].w + r->from;
}

/* Its syllables, of which there may be SYLS; their number. */
static uint32_t syllables(const sk_titles *t, const run *r, uint32_t *out)
{
    const word *w = words_of(t, r);
    uint32_t n = 0;

    for (uint32_t i = 0; i < r->n; i++)
        for (uint32_t k = 0; k < w[i].n; k++, n++)
            if (n < SYLS)
                out[n] = t->syls.v[w[i].syl + k];
    return n;
}

/* What a run tells: by how many it is shared, how rare its syllables are, and
 * a little by how much it says. */
static double worth(const sk_titles *t, const run *r, const uint32_t *syls,
                    uint32_t n)
{
    double idf = 0;

    for (uint32_t i = 0; i + 1 < n; i++)
        idf += fmax(
            0, sk_threads_idf(t->threads, sk_term_pair(syls[i], syls[i + 1])));
    return (double)r->c / (double)t->n * (idf / (n - 1) - COMMON) *
           (0.4 + 0.3 * n);
}

/* Whether a run holds the part of a name that titles say. */
static bool says(const uint32_t *syls, uint32_t n, const sk_theme_name *name)
{
    for (uint32_t i = name->skip; i < name->n_syls; i++) {
        uint32_t k = 0;
        while (k < n && syls[k] != name->syls[i])
            k++;
        if (k == n)
            return false;
    }
    return true;
}

/* Whether the run names somebody, or says nothing beside the names: "Tổng
 * thống Lào". */
static bool repeats(const sk_titles *t, const sk_theme_name *names,
                    size_t n_names, const uint32_t *syls, uint32_t n)
{
    uint32_t rest[SYLS], n_rest = 0;

    for (size_t i = 0; i < n_names; i++)
        if (names[i].type == SK_PER && says(syls, n, &names[i]))
            return true;
    for (uint32_t k = 0; k < n; k++) {
        bool in = false;
        for (size_t i = 0; i < n_names; i++)
            in |= has(&names[i], syls[k]);
        if (!in)
            rest[n_rest++] = syls[k];
    }
    return !n_rest || sk_thread_dull(t->m, rest, n_rest) ||
           sk_thread_dull(t->m, syls, n);
}

static bool any_of(const sk_titles *t, const run *r, uint8_t pos, uint8_t or)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (words_of(t, r)[i].pos == pos || words_of(t, r)[i].pos == or)
            return true;
    return false;
}

/* Whether a run can be read alone: "eo biển Hormuz", "xả lũ", but not "dự World
 * Cup", "Liverpool chơi", which are parts of a sentence. */
static bool phrase(const sk_titles *t, const run *r)
{
    const word *w = words_of(t, r), *last = &w[r->n - 1];

    if (!w[0].head || !last->tail || !any_of(t, r, SK_NOUN, SK_VERB))
        return false;
    for (uint32_t i = 0; i < r->n; i++)
        if (!w[i].inside || w[i].move)
            return false;
    if (any_of(t, r, SK_PROPN, SK_PROPN))
        return w[0].pos != SK_VERB && last->pos != SK_VERB &&
               last->pos != SK_ADJ;
    return r->n == 1 || w[0].pos != SK_VERB || last->pos != SK_VERB;
}

static const run *best_run(const sk_titles *t, const sk_theme_name *names,
                           size_t n_names)
{
    unsigned n = (unsigned)t->n, least = n < 8    ? (n + 1) / 2
                                         : n < 16 ? 2 + n / 13
                                                  : (n + 7) / 8;
    const run *best = NULL;
    double most = 0;

    for (uint32_t i = 0; i <= t->mask; i++) {
        const run *r = &t->runs[i];
        uint32_t syls[SYLS], n_syls;
        double v;
        if (!r->key || r->n > RUN || r->c < least || r->most * 5 >= r->c * 2 ||
            !phrase(t, r))
            continue;
        n_syls = syllables(t, r, syls);
        if (n_syls < 2 || n_syls > SYLS)
            continue;
        v = worth(t, r, syls, n_syls);
        if ((v > most || (best && v == most && r->key < best->key)) &&
            !repeats(t, names, n_names, syls, n_syls)) {
            most = v;
            best = r;
        }
    }
    return best;
}

static sk_str text_at(const sk_titles *t, size_t k, uint32_t from, uint32_t n)
{
    const sk_word *w = t->d->words.v + t->t[k].first + from;

    return sk_str_sub(t->d->text, w[0].span.beg, w[n - 1].span.end);
}

/* A word from the beginning of a title has lost its capital's reason, if it is
 * not written with more of them ("CLB"). */
static sk_str lower_first(sk_arena *a, sk_str s)
{
    size_t at = 0, next;

    sk_utf8_next(s, &at);
    next = at;
    if (at < s.len && sk_uni_of(sk_utf8_next(s, &next))->cls == SK_UNI_UPPER)
        return s;
    return sk_strf(a, "%.*s%.*s", SK_FMT(sk_lower_dup(a, sk_str_sub(s, 0, at))),
                   SK_FMT(sk_str_sub(s, at, s.len)));
}

/* Where a title holds n words in a row, or its end. */
static uint32_t where(const title *t, const word *w, uint32_t n)
{
    for (uint32_t i = 0; i + n <= t->n; i++) {
        uint32_t k = 0;
        while (k < n && t->w[i + k].id == w[k].id)
            k++;
        if (k == n)
            return i;
    }
    return t->n;
}

/* As most titles write it behind another word, else as at a beginning. */
static sk_str text_of(const sk_titles *t, const run *r)
{
    sk_str forms[FORMS] = {{NULL, 0}}, s;
    unsigned n[FORMS] = {0}, best = 0;
    const word *w = words_of(t, r);

    for (size_t i = 0; i < t->n; i++) {
        uint32_t at = where(&t->t[i], w, r->n);
        unsigned k = 0;
        if (!at || at >= t->t[i].n || !t->t[i].w[at - 1].n)
            continue;
        s = text_at(t, i, at, r->n);
        if (sk_has_quotation(s))
            continue; /* "'siêu sân bay' Mẫu" */
        while (k < FORMS - 1 && n[k] && !sk_str_eq(forms[k], s))
            k++;
        forms[k] = s;
        if (++n[k] > n[best])
            best = k;
    }
    if (n[best])
        return forms[best];
    s = text_at(t, r->title, r->from, r->n);
    return w[0].pos == SK_PROPN ? s : lower_first(&t->d->arena, s);
}

sk_theme sk_theme_find(const sk_titles *t, const sk_theme_name *names,
                       size_t n_names)
{
    const run *best = best_run(t, names, n_names);
    size_t from;

    if (!best)
        return (sk_theme){0};
    from = t->t[best->title].first + best->from;
    return (sk_theme){sk_theme_name_of(&t->d->arena, text_of(t, best), SK_LOC),
                      best->n == 1 && !any_of(t, best, SK_PROPN, SK_PROPN),
                      any_of(t, best, SK_PROPN, SK_PROPN),
                      (double)best->c / (double)t->n,
                      sk_topics_of(&t->m->topics, t->d, from, from + best->n)};
}

/* Whether a word is written as a name behind another one; "ĐH", "USD" are no
 * names. */
static bool name_inside(const sk_titles *t, size_t k, uint32_t at)
{
    size_t from = 0, letters = 1;
    bool low = false;
    sk_str s;

    if (!at || !t->t[k].w[at - 1].n || t->t[k].w[at].n != 1 ||
        t->t[k].w[at].pos == SK_NUM)
        return false;
    s = text_at(t, k, at, 1);
    if (sk_uni_of(sk_utf8_next(s, &from))->cls != SK_UNI_UPPER)
        return false;
    for (; from < s.len; letters++)
        low |= sk_uni_of(sk_utf8_next(s, &from))->cls == SK_UNI_LOWER;
    return low || letters > 3;
}

sk_theme sk_theme_single(const sk_titles *t)
{
    const run *best = NULL;
    size_t k = 0, of = 0;
    uint32_t at = 0, in = 0;

    for (k = 0; k < t->n; k++)
        for (uint32_t i = 0; i < t->t[k].n; i++) {
            const run *r = slot(t, longer(0, &t->t[k].w[i]));
            if (r->c * 2 > t->n && (!best || r->c > best->c) &&
                name_inside(t, k, i)) {
                best = r;
                of = k;
                in = i;
            }
        }
    for (k = 0; best && k < t->n; k++) { /* no common word with one capital */
        at = where(&t->t[k], t->t[of].w + in, 1);
        if (at && at < t->t[k].n && t->t[k].w[at - 1].n &&
            !name_inside(t, k, at))
            best = NULL;
    }
    if (!best)
        return (sk_theme){0};
    return (sk_theme){
        sk_theme_name_of(&t->d->arena, text_at(t, of, in, 1), SK_LOC), false,
        true, (double)best->c / (double)t->n, 0};
}

/* ---- names and topics in titles ---- */

static bool holds(const sk_titles *t, const title *o, const uint32_t *syls,
                  uint32_t n)
{
    uint32_t beg = o->w[0].syl, end = o->w[o->n - 1].syl + o->w[o->n - 1].n;

    for (uint32_t i = beg; i + n <= end; i++)
        if (memcmp(&t->syls.v[i], syls, n * sizeof *syls) == 0)
            return true;
    return false;
}

double sk_titles_name(const sk_titles *t, const sk_theme_name *name)
{
    uint32_t n = name->n_syls, skip = name->skip;
    unsigned c = 0;

    for (size_t k = 0; k < t->n; k++)
        c += t->t[k].n && n && holds(t, &t->t[k], name->syls + skip, n - skip);
    return (double)c / (double)t->n;
}

sk_told_topic sk_titles_topic(const sk_titles *t, uint64_t passed)
{
    unsigned n[SK_TOPICS_MAX] = {0}, best = 0;

    for (size_t k = 0; k < t->n; k++) {
        uint64_t told = sk_topics_of(&t->m->topics, t->d, t->t[k].first,
                                     t->t[k].first + t->t[k].n) &
                        ~passed;
        for (unsigned i = 0; told; i++, told >>= 1)
            n[i] += told & 1;
    }
    for (unsigned i = 1; i < SK_TOPICS_MAX; i++)
        if (n[i] > n[best])
            best = i;
    if (!n[best])
        return (sk_told_topic){0};
    return (sk_told_topic){&t->m->topics.v.v[best], best,
                           (double)n[best] / (double)t->n};
}

sk_str sk_theme_middle(const sk_titles *t)
{
    double most = -1;
    size_t best = 0;

    for (size_t k = 0; k < t->n; k++) {
        const title *o = &t->t[k];
        double sum = 0;
        for (uint32_t i = 0; i + 1 < o->n; i++)
            sum += slot(t, longer(longer(0, o->w + i), o->w + i + 1))->c - 1;
        sum /= 4 + o->n;
        if (sum > most) {
            most = sum;
            best = k;
        }
    }
    return sk_doc_sub(t->d, t->d->paras.v[best].span);
}
