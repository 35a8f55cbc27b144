/* time_match.c - where the words of time stand in a document. */
#include "find/time_scan.h"

/* The classes of all forms of several tokens that begin at token i, behind
 * whose id comes node. */
static uint64_t walk(const sk_scan *s, uint32_t i, uint32_t node)
{
    uint64_t mask = 0;

    for (uint32_t j = i + 1; j < s->n && s->t[j].id; j++) {
        if (s->t[j].flags & SK_TOK_LINE)
            break;
        node = sk_trie_edge(&s->w->trie, node, s->t[j].id);
        if (node == UINT32_MAX)
            break;
        mask |= s->w->nodes.v[node].classes;
    }
    return mask;
}

void sk_time_match(sk_scan *s)
{
    static const bool spot[][128] = {
        [SK_TOK_DIGITS] = {[0] = true},
        [SK_TOK_MARK] = {[0] = true, ['\''] = true, ['"'] = true}};
    const uint64_t starts = SK_T_STARTS | SK_T_BIT(block);
    const sk_time_first *firsts = s->w->firsts.v;
    const uint16_t *at_of = s->w->at;
    const sk_tok *t = s->t;
    uint32_t beyond = s->w->n_at, n = 0, id = t->id;
    uint64_t *masks = sk_arena_raw(&s->d->arena, s->n,
                                   sizeof *masks + sizeof *s->spots, 8);
    uint32_t *spots = (uint32_t *)(masks + s->n);

    /* few branches that depend on the token: nobody could guess them */
    for (uint32_t i = 0, last = s->n - 1; i <= last; i++, t++) {
        uint32_t at = at_of[id < beyond ? id : 0];
        uint64_t mask = firsts[at].one;
        id = i < last ? t[1].id : 0;
        if (firsts[at].next >> id % 64 & 1)
            mask |= walk(s, i, s->w->edges.v[at].root);
        masks[i] = mask;
        spots[n] = i;
        n += ((mask & starts) != 0) | spot[t->kind][(unsigned char)t->ch];
    }
    s->masks = masks;
    s->spots = spots;
    s->n_spots = n;
}

/* The sense that a node has in a class which it has. */
static const sk_sense *sense_of(const sk_time_words *w, uint32_t node,
                                unsigned cls)
{
    const sk_time_node *x = &w->nodes.v[node];
    uint64_t before = x->classes & (((uint64_t)1 << cls) - 1);
    uint32_t at = x->senses;

    for (; before; before &= before - 1) /* mostly none */
        at++;
    return &w->senses.v[at];
}

uint32_t sk_time_longest(const sk_scan *s, uint32_t i, uint32_t stop,
                         unsigned cls, const sk_sense **sense)
{
    const sk_time_words *w = s->w;
    uint32_t at = sk_time_at(w, s->t[i].id), node = w->edges.v[at].root;
    uint32_t found = 0, end = 0, block = 0;

    if (!sk_time_goes_on(s, i)) { /* most are one token */
        if (!(w->firsts.v[at].one >> cls & 1))
            return 0;
        if (sense)
            *sense = sense_of(w, node, cls);
        return i + 1;
    }
    for (uint32_t j = i + 1; node != UINT32_MAX; j++) {
        uint64_t mask = w->nodes.v[node].classes;
        if (mask & SK_T_BIT(block))
            block = j;
        if (mask >> cls & 1) {
            end = j;
            found = node;
        } else if (cls == SK_T_block && mask) {
            end = 0; /* "ngày một lần" is longer than "ngày một" */
        }
        if (j >= stop || !s->t[j].id || s->t[j].flags & SK_TOK_LINE)
            break;
        node = sk_trie_edge(&w->trie, node, s->t[j].id);
    }
    if (!end || (block > end && cls != SK_T_block))
        return 0;
    if (sense)
        *sense = sense_of(w, found, cls);
    return end;
}

bool sk_time_ends_as(const sk_scan *s, uint32_t i, unsigned cls,
                     const sk_sense **sense)
{
    uint64_t want = (uint64_t)1 << cls;

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
