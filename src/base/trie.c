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

/* ---- out of a file ---- */

/* A power of two of slots, at most half of them full, so that probes end. */
static bool edges_ok(sk_trie *t, size_t n_slots)
{
    t->n_slots = (uint32_t)n_slots;
    t->n_edges = 0;
    for (size_t i = 0; i < n_slots; i++) {
        if (t->kids[i] >= t->first.n)
            return false;
        t->n_edges += t->keys[i] != 0;
    }
    return n_slots && (n_slots & (n_slots - 1)) == 0 &&
           t->n_edges * 2 <= n_slots;
}

static bool values_ok(const sk_trie *t, uint32_t n_values)
{
    for (size_t i = 0; i < t->first.n; i++)
        if (t->first.v[i] > t->values.n)
            return false;
    for (size_t i = 0; i < t->values.n; i++) /* lists go down, so they end */
        if (t->values.v[i].next > i || t->values.v[i].value >= n_values)
            return false;
    return true;
}

bool sk_trie_of(const sk_model *m, uint32_t n_values, sk_trie *t)
{
    const void *keys, *kids, *first, *values, *begins;
    size_t n, n_kids;

    if (!sk_model_rows(m, "tkeys", sizeof *t->keys, &keys, &n) ||
        !sk_model_rows(m, "tkids", sizeof *t->kids, &kids, &n_kids) ||
        !sk_model_rows(m, "tfirst", sizeof *t->first.v, &first, &t->first.n) ||
        !sk_model_rows(m, "tvalues", sizeof *t->values.v, &values,
                       &t->values.n) ||
        !sk_model_rows(m, "tbegins", sizeof *t->begins.v, &begins,
                       &t->begins.n) ||
        n != n_kids)
        return false;
    t->keys = (uint64_t *)keys;
    t->kids = (uint32_t *)kids;
    t->first.v = (uint32_t *)first;
    t->values.v = (struct sk_trie_value *)values;
    t->begins.v = (uint64_t *)begins;
    t->first.cap = t->first.n;
    t->values.cap = t->values.n;
    t->begins.cap = t->begins.n;
    return edges_ok(t, n) && values_ok(t, n_values);
}
