/* trie.c - sequences of token ids to lists of values. */
#include "base/trie.h"

#include <string.h>

static uint32_t slot_of(const sk_trie *t, uint64_t key)
{
    uint64_t h = key * 0x9e3779b97f4a7c15u;
    uint32_t mask = t->n_slots - 1, i = (uint32_t)(h >> 32) & mask;

    while (t->keys[i] && t->keys[i] != key)
        i = (i + 1) & mask;
    return i;
}

static void rehash(sk_arena *a, sk_trie *t)
{
    sk_trie old = *t;

    t->n_slots = old.n_slots ? old.n_slots * 2 : 64;
    t->keys = sk_new(a, uint64_t, t->n_slots);
    t->kids = sk_new(a, uint32_t, t->n_slots);
    for (uint32_t i = 0; i < old.n_slots; i++)
        if (old.keys[i]) {
            uint32_t at = slot_of(t, old.keys[i]);
            t->keys[at] = old.keys[i];
            t->kids[at] = old.kids[i];
        }
}

static void begin(sk_arena *a, sk_trie *t, uint32_t id)
{
    if (t->n_edges && !t->begins.n)
        return; /* of edges that were there before nothing is known */
    while (t->begins.n <= id / 64)
        *sk_push(a, &t->begins) = 0;
    t->begins.v[id / 64] |= (uint64_t)1 << (id % 64);
}

void sk_trie_add(sk_arena *a, sk_trie *t, const uint32_t *ids, size_t n,
                 uint32_t value)
{
    uint32_t node = SK_TRIE_ROOT;

    if (!t->first.n)
        *sk_push(a, &t->first) = 0;
    begin(a, t, ids[0]);
    for (size_t i = 0; i < n; i++) {
        uint64_t key = (uint64_t)node << 32 | ids[i];
        uint32_t at;
        if ((t->n_edges + 1) * 2 > t->n_slots)
            rehash(a, t);
        at = slot_of(t, key);
        if (!t->keys[at]) {
            t->keys[at] = key;
            t->kids[at] = (uint32_t)t->first.n;
            *sk_push(a, &t->first) = 0;
            t->n_edges++;
        }
        node = t->kids[at];
    }
    *sk_push(a, &t->values) = (struct sk_trie_value){value, t->first.v[node]};
    t->first.v[node] = (uint32_t)t->values.n;
}

uint32_t sk_trie_edge(const sk_trie *t, uint32_t node, uint32_t id)
{
    uint32_t at;

    if (!t->n_slots || !id)
        return UINT32_MAX;
    at = slot_of(t, (uint64_t)node << 32 | id);
    return t->keys[at] ? t->kids[at] : UINT32_MAX;
}
