/* trie.h - sequences of token ids to lists of values.
 *
 * Edges live in one open-addressing table keyed by (node, token id), so a step
 * costs one probe whatever the fan-out. Built once, then read-only.
 */
#ifndef SK_BASE_TRIE_H
#define SK_BASE_TRIE_H

#include "base/arena.h"
#include "base/model.h"

#include <stdbool.h>

typedef struct sk_trie {
    uint64_t *keys;   /* [n_slots] node << 32 | id, 0 empty */
    uint32_t *kids;   /* [n_slots] node */
    uint32_t n_slots; /* power of two */
    uint32_t n_edges;
    SK_VEC(uint64_t) begins; /* a bit for each id that leaves the root; none:
                                not known */
    SK_VEC(uint32_t) first; /* [node] index + 1 of its newest value, 0 none */
    struct {
        struct sk_trie_value {
            uint32_t value, next; /* next: index + 1 */
        } *v;
        size_t n, cap;
    } values;
} sk_trie;

enum { SK_TRIE_ROOT = 0 };

/* Adds a value under ids[0..n); n > 0. */
void sk_trie_add(sk_arena *a, sk_trie *t, const uint32_t *ids, size_t n,
                 uint32_t value);
/* Points into the sections of a model file that train/pack.c wrote; checked:
 * steps stay inside, lists of values end, values are below n_values. */
bool sk_trie_of(const sk_model *m, uint32_t n_values, sk_trie *t);
/* The node behind node by id, or UINT32_MAX. */
uint32_t sk_trie_edge(const sk_trie *t, uint32_t node, uint32_t id);
/* Whether id may leave the root: most tokens of a text begin nothing. */
static inline bool sk_trie_begins(const sk_trie *t, uint32_t id)
{
    return !t->begins.n || (id / 64 < t->begins.n &&
                            (t->begins.v[id / 64] >> (id % 64) & 1));
}
static inline uint32_t sk_trie_step(const sk_trie *t, uint32_t node,
                                    uint32_t id)
{
    if (node == SK_TRIE_ROOT && !sk_trie_begins(t, id))
        return UINT32_MAX;
    return sk_trie_edge(t, node, id);
}
/* The values of a node: for (i = sk_trie_first(t, node); i;
 *                            i = t->values.v[i - 1].next) */
static inline uint32_t sk_trie_first(const sk_trie *t, uint32_t node)
{
    return node < t->first.n ? t->first.v[node] : 0;
}

#endif
