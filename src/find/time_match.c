/* time_match.c - where the words of time stand in a document. */
#include "find/time_scan.h"

/* The classes of all forms that begin at token i, whose start is given. */
static uint64_t walk(const sk_scan *s, uint32_t i, const sk_time_start *start)
{
    const sk_trie *t = &s->w->trie;
    uint64_t mask = start->one;
    uint32_t node = start->root;

    for (uint32_t j = i + 1; j < s->n && s->t[j].id; j++) {
        if (s->t[j].flags & SK_TOK_LINE)
            break;
        node = sk_trie_step(t, node, s->t[j].id);
        if (node == UINT32_MAX)
            break;
        for (uint32_t v = sk_trie_first(t, node); v;
             v = t->values.v[v - 1].next)
            mask |= (uint64_t)1
                    << s->w->senses.v[t->values.v[v - 1].value].cls;
    }
    return mask;
}

void sk_time_match(sk_scan *s)
{
    uint64_t *masks = sk_new(&s->d->arena, uint64_t, s->n + 1);

    for (uint32_t i = 0; i < s->n; i++) {
        const sk_time_start *start;
        if (s->t[i].id >= s->w->n_start)
            continue;
        start = &s->w->start[s->t[i].id];
        masks[i] = start->one;
        if (start->next && i + 1 < s->n &&
            start->next >> s->t[i + 1].id % 64 & 1)
            masks[i] = walk(s, i, start);
    }
    s->masks = masks;
}

uint32_t sk_time_longest(const sk_scan *s, uint32_t i, uint32_t stop,
                         unsigned cls, const sk_sense **sense)
{
    const sk_trie *t = &s->w->trie;
    uint32_t node = s->w->start[s->t[i].id].root, end = 0, block = 0;

    for (uint32_t j = i + 1; node != UINT32_MAX; j++) {
        for (uint32_t v = sk_trie_first(t, node); v;
             v = t->values.v[v - 1].next) {
            const sk_sense *x = &s->w->senses.v[t->values.v[v - 1].value];
            if (x->cls == SK_T_block)
                block = j;
            if (x->cls == cls) {
                end = j;
                if (sense)
                    *sense = x;
            }
        }
        if (j >= stop || !s->t[j].id || s->t[j].flags & SK_TOK_LINE)
            break;
        node = sk_trie_step(t, node, s->t[j].id);
    }
    return block > end && cls != SK_T_block ? 0 : end;
}

bool sk_time_after(const sk_scan *s, uint32_t i, unsigned cls,
                   const sk_sense **sense)
{
    uint64_t want = (uint64_t)1 << cls;

    if (!i || s->t[i - 1].id >= s->w->n_last ||
        !(s->w->last[s->t[i - 1].id] & want))
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
