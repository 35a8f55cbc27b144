/* time_match.c - where the words of time stand in a document. */
#include "find/time_scan.h"

/* The classes of all forms that begin at token i. */
static uint64_t walk(const sk_scan *s, uint32_t i, const sk_time_edge_word *w)
{
    uint64_t mask = w->one;
    uint32_t node = w->root;

    for (uint32_t j = i + 1; j < s->n && s->t[j].id; j++) {
        if (s->t[j].flags & SK_TOK_LINE)
            break;
        node = sk_trie_edge(&s->w->trie, node, s->t[j].id);
        if (node == UINT32_MAX)
            break;
        mask |= s->w->classes.v[node];
    }
    return mask;
}

/* A quotation mark, perhaps. */
static bool opens_title(const sk_tok *t)
{
    return t->kind == SK_TOK_MARK && (!t->ch || t->ch == '\'' || t->ch == '"');
}

void sk_time_match(sk_scan *s, uint64_t starts)
{
    uint64_t *masks = sk_new(&s->d->arena, uint64_t, s->n + 1);
    uint32_t *spots = sk_new(&s->d->arena, uint32_t, s->n + 1), n = 0;

    for (uint32_t i = 0; i < s->n; i++) {
        const sk_tok *t = &s->t[i];
        uint32_t at = t->id < s->w->n_at ? s->w->at[t->id] : 0;
        spots[n] = i;
        if (at) {
            const sk_time_edge_word *w = &s->w->edges.v[at];
            masks[i] = w->one;
            if (w->next && i + 1 < s->n && w->next >> t[1].id % 64 & 1)
                masks[i] = walk(s, i, w);
            n += (masks[i] & starts) || t->kind != SK_TOK_LETTERS;
        } else {
            n += t->kind == SK_TOK_DIGITS || opens_title(t);
        }
    }
    s->masks = masks;
    s->spots = spots;
    s->n_spots = n;
}

static const sk_sense *sense_of(const sk_time_words *w, uint32_t node,
                                unsigned cls)
{
    const sk_sense *x = NULL;

    for (uint32_t v = sk_trie_first(&w->trie, node); v;
         v = w->trie.values.v[v - 1].next)
        if (w->senses.v[w->trie.values.v[v - 1].value].cls == cls)
            x = &w->senses.v[w->trie.values.v[v - 1].value];
    return x;
}

uint32_t sk_time_longest(const sk_scan *s, uint32_t i, uint32_t stop,
                         unsigned cls, const sk_sense **sense)
{
    const sk_time_words *w = s->w;
    const sk_time_edge_word *first = sk_time_edge_of(w, s->t[i].id);
    uint32_t node = first->root, found = 0, end = 0, block = 0;

    for (uint32_t j = i + 1; node != UINT32_MAX; j++) {
        uint64_t mask = w->classes.v[node];
        if (mask & SK_T_BIT(block))
            block = j;
        if (mask >> cls & 1) {
            end = j;
            found = node;
        }
        if (j >= stop || !s->t[j].id || s->t[j].flags & SK_TOK_LINE ||
            (j == i + 1 && !(first->next >> s->t[j].id % 64 & 1)))
            break;
        node = sk_trie_edge(&w->trie, node, s->t[j].id);
    }
    if (!end || (block > end && cls != SK_T_block))
        return 0;
    if (sense)
        *sense = sense_of(w, found, cls);
    return end;
}

bool sk_time_after(const sk_scan *s, uint32_t i, unsigned cls,
                   const sk_sense **sense)
{
    uint64_t want = (uint64_t)1 << cls;

    if (!i || !(sk_time_edge_of(s->w, s->t[i - 1].id)->last & want))
        return false;
    for (uint32_t k = 5; k >= 1; k--)
        if (i >= k && sk_time_mask(s, i - k) & want &&
            sk_time_longest(s, i - k, i, cls, sense) == i)
            return true;
    return false;
}

bool sk_time_alone(const sk_scan *s, uint32_t beg, uint32_t end)
{
    if (sk_time_more(s, end))
        return false;
    for (uint32_t k = 0; k <= 2 && k <= beg; k++)
        if (beg - k == 0 || (s->t[beg - k].flags & SK_TOK_LINE))
            return k == 0 || sk_time_is(s, beg - k, SK_T_at, NULL) == beg ||
                   sk_time_is(s, beg - k, SK_T_prep, NULL) == beg;
    return false;
}
