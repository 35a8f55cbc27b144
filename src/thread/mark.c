/* mark.c - series of titles, and tolls: "5 người chết", "ba người bị thương". */
#include "thread/mark.h"

#include "base/engine.h"
#include "base/tok.h"

enum { OPENING = 160, SOON = 12, SHORT = 10, /* tokens */ TOLL_MAX = 9999999 };

/* The value of the longest run of tokens from..to) in t, *end behind it; false
 * if there is none. */
static bool longest(const sk_trie *t, const sk_toks *toks, size_t from,
                    size_t to, size_t *end, uint32_t *value)
{
    uint32_t node = SK_TRIE_ROOT;
    bool found = false;

    for (size_t i = from; i < to; i++) {
        uint32_t v;
        node = sk_trie_step(t, node, toks->v[i].id);
        if (node == UINT32_MAX)
            break;
        v = sk_trie_first(t, node);
        if (!v)
            continue;
        *value = t->values.v[v - 1].value;
        *end = i + 1;
        found = true;
    }
    return found;
}

static bool quote_mark(const sk_tok *t)
{
    return t->ch == '\'' || t->ch == '"';
}

/* What stands behind the beginning of a series. */
static bool routine(const sk_thread_model *m, const sk_toks *toks, size_t from)
{
    bool figure = false, move = false;
    uint32_t value;

    for (size_t i = from; i < toks->n; i++) {
        size_t end;
        if (toks->v[i].ch == '?')
            return false;
        figure |= i < SOON && toks->v[i].kind == SK_TOK_DIGITS;
        move |= toks->n <= SHORT &&
                longest(&m->moves, toks, i, toks->n, &end, &value);
    }
    return figure || move;
}

uint32_t sk_mark_series(const sk_engine *eng, sk_str title, sk_arena *a)
{
    sk_toks toks = {0};
    uint32_t value = 0;
    size_t from = 0, end;

    if (!title.len)
        return 0;
    sk_tok_cut(a, &eng->vocab, title, 0, (uint32_t)title.len, &toks);
    while (from < toks.n && quote_mark(&toks.v[from]))
        from++;
    return longest(&eng->threads->series, &toks, from, toks.n, &end, &value) &&
                   routine(eng->threads, &toks, end)
               ? value : 0;
}

/* The number at token i, written in digits ("1.200") or in words, *end behind
 * it; -1 if there is none. */
static int64_t number_at(const sk_doc *d, size_t i, size_t *end)
{
    const sk_toks *toks = &d->toks;
    int64_t n = 0;
    uint32_t value;

    if (longest(&d->eng->threads->numbers, toks, i, toks->n, end, &value))
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
        size_t at = i + 1, end = i + 1;
        int64_t v = number_at(d, i, &at);
        uint32_t kind;
        if (v < 0)
            continue;
        if (longest(&d->eng->threads->tolls, &d->toks, at, d->toks.n, &end,
                    &kind) && n[kind] < 0)
            n[kind] = v;
        i = at - 1;
    }
}
