/* mark.c - series of titles, tolls ("5 người chết", "ba người bị thương"), cues
 * of what is planned, denied, claimed, looked back to. */
#include "thread/mark.h"

#include "base/engine.h"
#include "base/tok.h"

enum { OPENING = 160, SOON = 12, SHORT = 10, /* tokens */ TOLL_MAX = 9999999 };

/* What stands behind the beginning of a series. */
static bool routine(const sk_thread_model *m, const sk_toks *toks, size_t from)
{
    bool figure = false, move = false;
    uint32_t value;

    if (from < toks->n && toks->v[from].kind == SK_TOK_DIGITS)
        return true; /* "ngày 1.450", "sáng 3-4": numbered */
    for (size_t i = from; i < toks->n; i++) {
        if (toks->v[i].ch == '?')
            return false;
        figure |= i < SOON && toks->v[i].kind == SK_TOK_DIGITS;
        move |= toks->n <= SHORT &&
                sk_trie_longest(&m->moves, &toks->v[i], toks->n - i, &value);
    }
    return figure || move;
}

uint32_t sk_mark_series(const sk_engine *eng, sk_str title, sk_arena *a)
{
    sk_toks toks = {0};
    uint32_t value = 0, n;
    size_t from = 0;

    if (!title.len)
        return 0;
    sk_tok_cut(a, &eng->vocab, title, 0, (uint32_t)title.len, &toks);
    while (from < toks.n && toks.v[from].quote)
        from++;
    n = sk_trie_longest(&eng->threads->series, toks.v + from, toks.n - from,
                        &value);
    return n && routine(eng->threads, &toks, from + n) ? value : 0;
}

/* ---- cues ---- */

/* The cue at token i, *n tokens long; 0 if there is none. */
static uint32_t cue_at(const sk_engine *eng, const sk_toks *toks, size_t i,
                       uint32_t *n)
{
    uint32_t cue = 0;

    *n = sk_trie_longest(&eng->threads->cues, toks->v + i, toks->n - i, &cue);
    return *n ? cue : 0;
}

unsigned sk_mark_cues(const sk_engine *eng, sk_str title, sk_arena *a)
{
    sk_toks toks = {0};
    unsigned found = 0;
    uint32_t n;

    sk_tok_cut(a, &eng->vocab, title, 0, (uint32_t)title.len, &toks);
    for (size_t i = 0; i < toks.n; i += n ? n : 1) {
        found |= cue_at(eng, &toks, i, &n);
        if (i && toks.v[i].ch == ':')
            found |= SK_SAYS_CLAIM; /* who speaks stands before it */
    }
    return found & (SK_SAYS_PLAN | SK_SAYS_DENY | SK_SAYS_CLAIM);
}

bool sk_mark_behind(const sk_engine *eng, sk_str before, sk_arena *a)
{
    sk_toks toks = {0};
    bool comma;
    uint32_t n;

    sk_tok_cut(a, &eng->vocab, before, 0, (uint32_t)before.len, &toks);
    comma = toks.n && toks.v[toks.n - 1].ch == ',';
    for (size_t i = 0; i < toks.n; i += n ? n : 1) {
        bool behind = cue_at(eng, &toks, i, &n) & SK_SAYS_BEHIND;
        if (behind && (!comma || n + 1 == toks.n))
            return true; /* before a comma it is all: "Trước đó," */
    }
    return false;
}

/* ---- tolls ---- */

/* The number at token i, written in digits ("1.200") or in words, *end behind
 * it; -1 if there is none. */
static int64_t number_at(const sk_doc *d, size_t i, size_t *end)
{
    const sk_toks *toks = &d->toks;
    int64_t n = 0;
    uint32_t value, words = sk_trie_longest(&d->eng->threads->numbers,
                                            &toks->v[i], toks->n - i, &value);

    *end = i + words;
    if (words)
        return value;
    if (toks->v[i].kind != SK_TOK_DIGITS)
        return -1;
    for (*end = i; *end < toks->n; ++*end) {
        const sk_tok *t = &toks->v[*end];
        bool dot = t->ch == '.' && *end + 1 < toks->n && t->end - t->beg == 1 &&
                   toks->v[*end + 1].kind == SK_TOK_DIGITS &&
                   toks->v[*end + 1].end - toks->v[*end + 1].beg == 3;
        sk_str s = sk_tok_str(d->text, t);
        if (dot)
            continue;
        if (t->kind != SK_TOK_DIGITS)
            break;
        for (size_t k = 0; k < s.len && n <= TOLL_MAX; k++) {
            if (s.s[k] == '.')
                continue;
            if (s.s[k] < '0' || s.s[k] > '9')
                return -1;
            n = n * 10 + (s.s[k] - '0');
        }
    }
    return n <= TOLL_MAX ? n : -1;
}

void sk_mark_tolls(const sk_doc *d, int64_t n[SK_TOLL_KINDS])
{
    size_t to = d->toks.n < OPENING ? d->toks.n : OPENING;

    for (int k = 0; k < SK_TOLL_KINDS; k++)
        n[k] = -1;
    for (size_t i = 0; i < to; i++) {
        size_t at;
        int64_t v = number_at(d, i, &at);
        uint32_t kind;
        if (v < 0)
            continue;
        if (sk_trie_longest(&d->eng->threads->tolls, d->toks.v + at,
                            d->toks.n - at, &kind) &&
            n[kind] < 0)
            n[kind] = v;
        i = at - 1;
    }
}
