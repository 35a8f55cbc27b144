/* theme.c - what many titles have in common.
 *
 * In:  the titles of a storyline, cut into words with classes.
 * Out: a run of words ("giá vàng miếng", "eo biển Hormuz"), chosen by the share
 *      of titles that have it and by how rare its syllables are elsewhere.
 *
 * Words keep a theme whole: syllables alone would tear "cầu thủ nhập | tịch".
 */
#include "store/theme.h"

#include <math.h>

enum { TITLES = 48, WORDS = 40, SYLS = 6, RUN = 5 };

typedef struct word {
    uint32_t id;      /* of its lower-case form */
    uint32_t syl, n;  /* its syllables: first in the list, number */
    uint8_t pos;
    bool head, tail;  /* a theme may begin, end here */
    bool inside;      /* a theme may hold it */
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
    title t[TITLES];
    size_t n;
    SK_VEC(uint32_t) syls;
};

typedef struct run {
    uint32_t title, from, n;
    unsigned c; /* titles that hold it */
    double worth;
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
            syls[n++] = sk_term_syllable(
                sk_lower_dup(a, sk_tok_str(text, &toks.v[i])));
    return (sk_theme_name){text, syls, n, type};
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

    for (uint32_t k = w->tok_beg; k < w->tok_end; k++) {
        const sk_tok *tok = &d->toks.v[k];
        uint32_t syl = sk_term_syllable(
            sk_lower_dup(&d->arena, sk_tok_str(d->text, tok)));
        o.id = sk_term_pair(o.id, syl);
        if (tok->kind == SK_TOK_MARK && w->tok_end - w->tok_beg == 1)
            mark = true;
        if (tok->kind != SK_TOK_MARK)
            *sk_push(&d->arena, &t->syls) = syl;
    }
    o.n = (uint32_t)t->syls.n - o.syl;
    o.inside = !mark && o.n && content(w->pos);
    o.head = o.inside && (w->pos == SK_NOUN || w->pos == SK_PROPN ||
                          w->pos == SK_VERB) &&
             !sk_thread_edge(t->m, t->syls.v[o.syl]);
    o.tail = o.inside && !sk_thread_edge(t->m, t->syls.v[o.syl + o.n - 1]);
    return o;
}

sk_titles *sk_titles_read(sk_doc *d, const sk_threads *threads,
                          const sk_thread_model *m)
{
    sk_titles *t = sk_new(&d->arena, sk_titles, 1);
    size_t at = 0;

    t->d = d;
    t->threads = threads;
    t->m = m;
    t->n = d->paras.n < TITLES ? d->paras.n : TITLES;
    for (size_t k = 0; k < t->n; k++) {
        word *w = sk_new(&d->arena, word, WORDS);
        title *o = &t->t[k];
        while (at < d->words.n &&
               d->words.v[at].span.beg < d->paras.v[k].span.beg)
            at++;
        *o = (title){w, (uint32_t)at, 0};
        for (; o->n < WORDS && at < d->words.n &&
               d->words.v[at].span.end <= d->paras.v[k].span.end; at++)
            w[o->n++] = word_of(t, &d->words.v[at]);
    }
    return t;
}

/* ---- runs ---- */

static const word *words_of(const sk_titles *t, const run *r)
{
    return t->t[r->title].w + r->from;
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

static unsigned support(const sk_titles *t, const word *w, uint32_t n)
{
    unsigned c = 0;

    for (size_t i = 0; i < t->n; i++)
        c += where(&t->t[i], w, n) < t->t[i].n;
    return c;
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

/* What a run tells: how rare its syllables are, and by how many it is
 * shared. */
static double worth(const sk_titles *t, const run *r, const uint32_t *syls,
                    uint32_t n)
{
    double idf = 0;

    for (uint32_t i = 0; i + 1 < n; i++)
        idf += fmax(0, sk_threads_idf(t->threads,
                                      sk_term_pair(syls[i], syls[i + 1])));
    return (double)r->c / (double)t->n * idf / sqrt(n + 1.0);
}

/* Whether the run is mostly a part of something longer: "tối cao" of "Lãnh tụ
 * tối cao". */
static bool torn(const sk_titles *t, const run *r)
{
    const word *w = words_of(t, r);

    for (size_t i = 0; i < t->n; i++) {
        const title *o = &t->t[i];
        uint32_t at = where(o, w, r->n), end = at + r->n;
        if (at == o->n)
            continue;
        if (end < o->n && o->w[end].inside &&
            support(t, o->w + at, r->n + 1) * 5 >= r->c * 3)
            return true;
        if (at && o->w[at - 1].inside && o->w[at - 1].head &&
            support(t, o->w + at - 1, r->n + 1) * 5 >= r->c * 3)
            return true;
    }
    return false;
}

/* Whether the run names somebody, or says nothing beside the names: "Tổng
 * thống Lào". */
static bool repeats(const sk_titles *t, const sk_theme_name *names,
                    size_t n_names, const uint32_t *syls, uint32_t n)
{
    uint32_t rest[SYLS], n_rest = 0;

    for (uint32_t k = 0; k < n; k++) {
        bool in = false;
        for (size_t i = 0; i < n_names; i++)
            if (has(&names[i], syls[k])) {
                if (names[i].type == SK_PER)
                    return true;
                in = true;
            }
        if (!in)
            rest[n_rest++] = syls[k];
    }
    return !n_rest || sk_thread_dull(t->m, rest, n_rest);
}

static bool any_of(const sk_titles *t, const run *r, uint8_t pos, uint8_t or)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (words_of(t, r)[i].pos == pos || words_of(t, r)[i].pos == or)
            return true;
    return false;
}

static run best_run(const sk_titles *t, const sk_theme_name *names, size_t n_names)
{
    unsigned least = t->n < 16 ? 2 : (unsigned)(t->n + 7) / 8;
    run best = {0};

    for (uint32_t k = 0; k < t->n; k++)
        for (uint32_t i = 0; i < t->t[k].n; i++) {
            const word *w = t->t[k].w + i;
            for (uint32_t n = 1; n <= RUN && i + n <= t->t[k].n; n++) {
                run r = {k, i, n, 0, 0};
                uint32_t syls[SYLS], n_syls;
                if (!w[0].head || !w[n - 1].inside)
                    break;
                r.c = support(t, w, n);
                if (r.c < least)
                    break; /* longer ones are rarer */
                n_syls = syllables(t, &r, syls);
                if (n_syls > SYLS)
                    break;
                if (n_syls < 2 || !w[n - 1].tail ||
                    !any_of(t, &r, SK_NOUN, SK_VERB))
                    continue;
                r.worth = worth(t, &r, syls, n_syls);
                if (r.worth > best.worth &&
                    !repeats(t, names, n_names, syls, n_syls) && !torn(t, &r))
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

/* As a title writes it behind another word, else from a beginning. */
static sk_str text_of(const sk_titles *t, const run *r)
{
    const word *w = words_of(t, r);
    sk_str s;

    for (size_t i = 0; i < t->n; i++) {
        uint32_t at = where(&t->t[i], w, r->n);
        if (at && at < t->t[i].n && t->t[i].w[at - 1].n)
            return text_at(t, i, at, r->n);
    }
    s = text_at(t, r->title, r->from, r->n);
    return w[0].pos == SK_PROPN ? s : lower_first(&t->d->arena, s);
}

sk_theme sk_theme_find(const sk_titles *t, const sk_theme_name *names,
                       size_t n_names)
{
    run best = best_run(t, names, n_names);

    if (!best.c)
        return (sk_theme){0};
    return (sk_theme){
        sk_theme_name_of(&t->d->arena, text_of(t, &best), SK_LOC),
        any_of(t, &best, SK_PROPN, SK_PROPN)};
}

sk_str sk_theme_middle(const sk_titles *t)
{
    double most = -1;
    size_t best = 0;

    for (size_t k = 0; k < t->n; k++) {
        const title *o = &t->t[k];
        double sum = 0;
        for (uint32_t i = 0; i + 1 < o->n; i++)
            sum += support(t, o->w + i, 2) - 1;
        sum /= 4 + o->n;
        if (sum > most) {
            most = sum;
            best = k;
        }
    }
    return sk_doc_sub(t->d, t->d->paras.v[best].span);
}
