/* theme.c - what many titles have in common.
 *
 * In:  the titles of a storyline, cut into words, and their runs (titles.h).
 * Out: a run of words ("giá vàng miếng", "eo biển Hormuz"), chosen by the share
 *      of titles that have it and by how rare its syllables are elsewhere.
 */
#include "store/titles.h"

#include <math.h>

#include "store/words.h"

enum { SYLS = 7, FORMS = 8, COMMON = 2 /* idf */ };

static const sk_title_word *words_of(const sk_titles *t, const sk_run *r)
{
    return t->t[r->title].w + r->from;
}

/* Its syllables, of which there may be SYLS; their number. */
static uint32_t syllables(const sk_titles *t, const sk_run *r, uint32_t *out)
{
    const sk_title_word *w = words_of(t, r);
    uint32_t n = 0;

    for (uint32_t i = 0; i < r->n; i++)
        for (uint32_t k = 0; k < w[i].n; k++, n++)
            if (n < SYLS)
                out[n] = t->syls.v[w[i].syl + k];
    return n;
}

/* What a run tells: by how many it is shared, how rare its syllables are, and
 * a little by how much it says. */
static double worth(const sk_titles *t, const sk_run *r, const uint32_t *syls,
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
            in |= sk_theme_name_has(&names[i], syls[k]);
        if (!in)
            rest[n_rest++] = syls[k];
    }
    return !n_rest || sk_thread_dull(t->m, rest, n_rest) ||
           sk_thread_dull(t->m, syls, n);
}

static bool any_of(const sk_titles *t, const sk_run *r, uint8_t pos, uint8_t or)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (words_of(t, r)[i].pos == pos || words_of(t, r)[i].pos == or)
            return true;
    return false;
}

/* Whether a run can be read alone: "eo biển Hormuz", "xả lũ", but not "dự World
 * Cup", "Liverpool chơi", which are parts of a sentence. */
static bool phrase(const sk_titles *t, const sk_run *r)
{
    const sk_title_word *w = words_of(t, r), *last = &w[r->n - 1];

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

static const sk_run *best_run(const sk_titles *t, const sk_theme_name *names,
                              size_t n_names)
{
    unsigned n = (unsigned)t->n, least = n < 8    ? (n + 1) / 2
                                         : n < 16 ? 2 + n / 13
                                                  : (n + 7) / 8;
    const sk_run *best = NULL;
    double most = 0;

    for (uint32_t i = 0; i <= t->mask; i++) {
        const sk_run *r = &t->runs[i];
        uint32_t syls[SYLS], n_syls;
        double v;
        if (!r->key || r->n > SK_RUN || r->c < least ||
            r->most * 5 >= r->c * 2 || !phrase(t, r))
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
static uint32_t where(const sk_told_title *t, const sk_title_word *w,
                      uint32_t n)
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
static sk_str text_of(const sk_titles *t, const sk_run *r)
{
    sk_str forms[FORMS] = {{NULL, 0}}, s;
    unsigned n[FORMS] = {0}, best = 0;
    const sk_title_word *w = words_of(t, r);

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
    const sk_run *best = best_run(t, names, n_names);
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
    const sk_run *best = NULL;
    size_t k = 0, of = 0;
    uint32_t at = 0, in = 0;

    for (k = 0; k < t->n; k++)
        for (uint32_t i = 0; i < t->t[k].n; i++) {
            const sk_run *r = sk_run_slot(t, sk_run_key(0, &t->t[k].w[i]));
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
