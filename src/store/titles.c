/* titles.c - the titles of a storyline: their words, the runs of words that they
 * share, the names and topics that they tell.
 *
 * Words keep a theme whole: syllables alone would tear "cầu thủ nhập | tịch".
 * All runs of all titles are counted in one table; one that mostly stands
 * inside a longer one is a part of that and no theme.
 */
#include "store/titles.h"

enum { WORDS = 40 };

/* ---- titles into words ---- */

static bool content(uint8_t pos)
{
    return pos == SK_NOUN || pos == SK_PROPN || pos == SK_VERB ||
           pos == SK_ADJ || pos == SK_NUM || pos == SK_X;
}

static sk_title_word word_of(sk_titles *t, const sk_word *w)
{
    sk_doc *d = t->d;
    sk_title_word o = {.syl = (uint32_t)t->syls.n, .pos = w->pos};
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

static void count(sk_titles *t, uint32_t k, uint32_t from, uint32_t n,
                  uint32_t key)
{
    sk_run *r = sk_run_slot(t, key);

    if (!r->key)
        *r = (sk_run){.key = key, .title = k, .from = from, .n = n};
    if (r->last != k + 1)
        r->c++;
    r->last = k + 1;
}

/* The run of n words that begins at word i of title k stands, c times, within
 * one that is a word longer. */
static void within(sk_titles *t, uint32_t k, uint32_t i, uint32_t n, uint32_t c)
{
    uint32_t key = 0;
    sk_run *r;

    for (uint32_t j = i; j < i + n; j++)
        key = sk_run_key(key, t->t[k].w + j);
    r = sk_run_slot(t, key);
    if (r->most < c)
        r->most = c;
}

/* A longer run tears a shorter one only if it could be a name itself: behind
 * by what may stand inside, in front by a noun before a noun. */
static void tear(sk_titles *t, const sk_run *r)
{
    const sk_title_word *w = t->t[r->title].w + r->from;

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
        all += t->t[k].n * (SK_RUN + 1);
    while (size < all * 2)
        size *= 2;
    t->runs = sk_new(&t->d->arena, sk_run, size);
    t->mask = size - 1;
    for (uint32_t k = 0; k < t->n; k++)
        for (uint32_t i = 0; i < t->t[k].n; i++) {
            uint32_t key = 0;
            for (uint32_t n = 1; n <= SK_RUN + 1 && i + n <= t->t[k].n; n++) {
                key = sk_run_key(key, t->t[k].w + i + n - 1);
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
        sk_title_word *w = sk_new(&d->arena, sk_title_word, WORDS);
        sk_told_title *o = &t->t[k];
        while (at < d->words.n &&
               d->words.v[at].span.beg < d->paras.v[k].span.beg)
            at++;
        *o = (sk_told_title){w, (uint32_t)at, 0};
        for (; o->n < WORDS && at < d->words.n &&
               d->words.v[at].span.end <= d->paras.v[k].span.end;
             at++)
            w[o->n++] = word_of(t, &d->words.v[at]);
    }
    count_runs(t);
    return t;
}

/* ---- names and topics in titles ---- */

static bool holds(const sk_titles *t, const sk_told_title *o,
                  const uint32_t *syls, uint32_t n)
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
        const sk_told_title *o = &t->t[k];
        double sum = 0;
        for (uint32_t i = 0; i + 1 < o->n; i++)
            sum += sk_run_slot(
                       t, sk_run_key(sk_run_key(0, o->w + i), o->w + i + 1))
                       ->c -
                   1;
        sum /= 4 + o->n;
        if (sum > most) {
            most = sum;
            best = k;
        }
    }
    return sk_doc_sub(t->d, t->d->paras.v[best].span);
}
