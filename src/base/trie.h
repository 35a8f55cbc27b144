/* trie.h - sequences of token ids to lists of values.
 *
 * Edges live in one open-addressing table keyed by (node, token id), so a step
 * costs one probe whatever the fan-out; those of the root in an array. Most
 * steps lead nowhere, and a probe of a large table misses the cache: each node
 * knows roughly by which ids it can be left, the root exactly. Built once, then
 * read-only.
 */
#ifndef SK_BASE_TRIE_H
#define SK_BASE_TRIE_H

#include "base/arena.h"
#include "base/model.h"
#include "base/tok.h"

#include <stdbool.h>

typedef struct sk_trie_edge {
    uint32_t node, id; /* id 0: an empty slot */
    uint32_t kid;      /* node */
} sk_trie_edge;

typedef struct sk_trie_node {
    uint32_t first; /* index + 1 of its newest value, 0 none */
    uint32_t kids;  /* a bit for each id that leaves it, modulo 32 */
} sk_trie_node;

typedef struct sk_trie_value {
    uint32_t value, next; /* next: index + 1 */
} sk_trie_value;

typedef struct sk_trie {
    sk_trie_edge *edges; /* [n_slots] */
    uint32_t n_slots;    /* power of two */
    uint32_t n_edges;
    SK_VEC(uint64_t) begins; /* a bit for each id that leaves the root */
    SK_VEC(uint32_t) roots;  /* [id] the node behind the root, 0 none */
    SK_VEC(sk_trie_node) nodes;
    SK_VEC(sk_trie_value) values;
} sk_trie;

enum { SK_TRIE_ROOT = 0 };

/* Adds a value under ids[0..n); n > 0. */
void sk_trie_add(sk_arena *a, sk_trie *t, const uint32_t *ids, size_t n,
                 uint32_t value);
/* Points into the sections of a model file that train/pack.c wrote; checked:
 * steps stay inside, lists of values end, values are below n_values. */
bool sk_trie_of(const sk_model *m, uint32_t n_values, sk_trie *t);
/* Whether id may leave the root: most tokens of a text begin nothing. */
static inline bool sk_trie_begins(const sk_trie *t, uint32_t id)
{
    return id / 64 < t->begins.n && (t->begins.v[id / 64] >> (id % 64) & 1);
}
/* The node behind a node that is not the root, or UINT32_MAX. */
uint32_t sk_trie_follow(const sk_trie *t, uint32_t node, uint32_t id);
static inline uint32_t sk_trie_step(const sk_trie *t, uint32_t node,
                                    uint32_t id)
{
    if (node == SK_TRIE_ROOT)
        return sk_trie_begins(t, id) ? t->roots.v[id] : UINT32_MAX;
    return t->nodes.v[node].kids >> (id % 32) & 1 ? sk_trie_follow(t, node, id)
                                                  : UINT32_MAX;
}
/* The values of a node: for (i = sk_trie_first(t, node); i;
 *                            i = t->values.v[i - 1].next) */
static inline uint32_t sk_trie_first(const sk_trie *t, uint32_t node)
{
    return node < t->nodes.n ? t->nodes.v[node].first : 0;
}
/* How many of toks[0..n) make the longest sequence of the trie, and its newest
 * value; 0 if none does. */
static inline uint32_t sk_trie_longest(const sk_trie *t, const sk_tok *toks,
                                       size_t n, uint32_t *value)
{
    uint32_t node = SK_TRIE_ROOT, found = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t first;
        node = sk_trie_step(t, node, toks[i].id);
        if (node == UINT32_MAX)
            break;
        first = sk_trie_first(t, node);
        if (!first)
            continue;
        *value = t->values.v[first - 1].value;
        found = i + 1;
    }
    return found;
}

#endif
