/* time_match.c - where the words of time stand in a document. */
#include "find/time_scan.h"

enum { DEEP = 16 /* tokens of the longest form */ };

/* The nodes of the trie along the tokens from i on; how many. */
static uint32_t walk(const sk_scan *s, uint32_t i, uint32_t at,
                     uint32_t nodes[DEEP])
{
    uint32_t node = s->w->edges.v[at].root, n = 0;

    while (node != UINT32_MAX && n < DEEP) {
        nodes[n++] = node;
        if (++i >= s->n || !s->t[i].id || s->t[i].flags & SK_TOK_LINE)
            break;
        node = sk_trie_step(&s->w->trie, node, s->t[i].id);
    }
    return n;
}

/* Adds to x, token i, what stands there besides a form of one token; its mask.
 * Not inline: the loop that rarely calls it wants the registers. */
static __attribute__((noinline)) uint64_t add_path(sk_scan *s, uint32_t i,
                                                   sk_time_stand *x)
{
    uint32_t nodes[DEEP], n = walk(s, i, x->at, nodes);

    if (n < 2)
        return x->mask;
    x->path = (uint32_t)s->paths.n;
    *sk_push(&s->d->arena, &s->paths) = n;
    for (uint32_t k = 0; k < n; k++) {
        *sk_push(&s->d->arena, &s->paths) = nodes[k];
        x->mask |= s->w->nodes.v[nodes[k]].classes;
    }
    return x->mask;
}

void sk_time_match(sk_scan *s)
{
    static const bool spot[][128] = {
        [SK_TOK_DIGITS] = {[0] = true},
        [SK_TOK_MARK] = {[0] = true, ['\''] = true, ['"'] = true}};
    const uint64_t starts = SK_T_STARTS | SK_T_BIT(block);
    const sk_time_first *firsts = s->w->firsts.v;
    const uint16_t *at_of = s->w->at;
    const sk_tok *t = s->t, *last = t + s->n - 1;
    uint32_t beyond = s->w->n_at, n = 0, i = 0, id = t->id;
    sk_time_stand *stands =
        sk_arena_raw(&s->d->arena, s->n, sizeof *stands + sizeof *s->spots, 8);
    uint32_t *spots = (uint32_t *)(stands + s->n);

    sk_reserve(&s->d->arena, &s->paths, 64);
    s->paths.v[s->paths.n++] = 0; /* no path */
    /* few branches that depend on the token: nobody could guess them */
    for (; t <= last; i++, t++) {
        uint32_t at = at_of[id < beyond ? id : 0];
        uint64_t mask = firsts[at].one;
        stands[i] = (sk_time_stand){.mask = mask, .at = at};
        id = t < last ? t[1].id : 0;
        if (firsts[at].next >> id % 64 & 1)
            mask = add_path(s, i, &stands[i]);
        spots[n] = i;
        n += ((mask & starts) != 0) | spot[t->kind][(unsigned char)t->ch];
    }
    s->stands = stands;
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
    const sk_time_stand *x = s->stands ? &s->stands[i] : NULL;
    uint32_t found = 0, end = 0, block = 0, n, own[DEEP];
    const uint32_t *nodes = own;

    if (!x) {
        n = walk(s, i, sk_time_at(w, s->t[i].id), own);
    } else if (x->path) {
        nodes = &s->paths.v[x->path + 1];
        n = nodes[-1];
    } else { /* most are one token */
        if (sense)
            *sense = sense_of(w, w->edges.v[x->at].root, cls);
        return i + 1;
    }
    for (uint32_t k = 0; k < n && i + k < stop; k++) {
        uint64_t mask = w->nodes.v[nodes[k]].classes;
        if (mask & SK_T_BIT(block))
            block = i + k + 1;
        if (mask >> cls & 1) {
            end = i + k + 1;
            found = nodes[k];
        } else if (cls == SK_T_block && mask) {
            end = 0; /* "ngày một lần" is longer than "ngày một" */
        }
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
