/* trie.c - sequences of token ids to lists of values. */
#include "base/trie.h"

#include <string.h>

static uint32_t slot_of(const sk_trie *t, uint32_t node, uint32_t id)
{
    uint64_t h = ((uint64_t)node << 32 | id) * 0x9e3779b97f4a7c15u;
    uint32_t mask = t->n_slots - 1, i = (uint32_t)(h >> 32) & mask;

    while (t->edges[i].id && (t->edges[i].id != id || t->edges[i].node != node))
        i = (i + 1) & mask;
    return i;
}

static void rehash(sk_arena *a, sk_trie *t)
{
    sk_trie old = *t;

    t->n_slots = old.n_slots ? old.n_slots * 2 : 64;
    t->edges = sk_new(a, sk_trie_edge, t->n_slots);
    for (uint32_t i = 0; i < old.n_slots; i++)
        if (old.edges[i].id)
            t->edges[slot_of(t, old.edges[i].node, old.edges[i].id)] =
                old.edges[i];
}

static uint32_t new_node(sk_arena *a, sk_trie *t)
{
    *sk_push(a, &t->nodes) = (sk_trie_node){0, 0};
    return (uint32_t)t->nodes.n - 1;
}

/* The node behind the root by id, made if there is none. */
static uint32_t root_of(sk_arena *a, sk_trie *t, uint32_t id)
{
    while (t->roots.n <= id)
        *sk_push(a, &t->roots) = 0;
    while (t->begins.n <= id / 64)
        *sk_push(a, &t->begins) = 0;
    t->begins.v[id / 64] |= (uint64_t)1 << (id % 64);
    if (!t->roots.v[id])
        t->roots.v[id] = new_node(a, t);
    return t->roots.v[id];
}

/* The node behind another. */
static uint32_t kid_of(sk_arena *a, sk_trie *t, uint32_t node, uint32_t id)
{
    uint32_t at;

    if ((t->n_edges + 1) * 2 > t->n_slots)
        rehash(a, t);
    at = slot_of(t, node, id);
    if (!t->edges[at].id) {
        t->edges[at] = (sk_trie_edge){node, id, new_node(a, t)};
        t->nodes.v[node].kids |= (uint32_t)1 << id % 32;
        t->n_edges++;
    }
    return t->edges[at].kid;
}

void sk_trie_add(sk_arena *a, sk_trie *t, const uint32_t *ids, size_t n,
                 uint32_t value)
{
    uint32_t node;

    if (!t->nodes.n)
        new_node(a, t);
    node = root_of(a, t, ids[0]);
    for (size_t i = 1; i < n; i++)
        node = kid_of(a, t, node, ids[i]);
    *sk_push(a, &t->values) = (sk_trie_value){value, t->nodes.v[node].first};
    t->nodes.v[node].first = (uint32_t)t->values.n;
}

uint32_t sk_trie_follow(const sk_trie *t, uint32_t node, uint32_t id)
{
    uint32_t at;

    if (!t->n_slots || !id)
        return UINT32_MAX;
    at = slot_of(t, node, id);
    return t->edges[at].id ? t->edges[at].kid : UINT32_MAX;
}

/* ---- out of a file ---- */

/* A power of two of slots, at most half of them full, so that probes end. */
static bool edges_ok(sk_trie *t, size_t n_slots)
{
    t->n_slots = (uint32_t)n_slots;
    t->n_edges = 0;
    for (size_t i = 0; i < n_slots; i++) {
        if (t->edges[i].kid >= t->nodes.n)
            return false;
        t->n_edges += t->edges[i].id != 0;
    }
    return n_slots <= UINT32_MAX && (n_slots & (n_slots - 1)) == 0 &&
           t->n_edges * 2 <= n_slots;
}

/* No bit is set for an id without a node. */
static bool roots_ok(const sk_trie *t)
{
    for (size_t i = 0; i < t->begins.n * 64; i++)
        if (t->begins.v[i / 64] >> (i % 64) & 1 && i >= t->roots.n)
            return false;
    for (size_t i = 0; i < t->roots.n; i++)
        if (t->roots.v[i] >= t->nodes.n)
            return false;
    return true;
}

static bool values_ok(const sk_trie *t, uint32_t n_values)
{
    for (size_t i = 0; i < t->nodes.n; i++)
        if (t->nodes.v[i].first > t->values.n)
            return false;
    for (size_t i = 0; i < t->values.n; i++) /* lists go down, so they end */
        if (t->values.v[i].next > i || t->values.v[i].value >= n_values)
            return false;
    return true;
}

bool sk_trie_of(const sk_model *m, uint32_t n_values, sk_trie *t)
{
    const void *edges, *nodes, *values, *begins, *roots;
    size_t n;

    if (!sk_model_rows(m, "tedges", sizeof *t->edges, &edges, &n) ||
        !sk_model_rows(m, "tnodes", sizeof *t->nodes.v, &nodes, &t->nodes.n) ||
        !sk_model_rows(m, "tvalues", sizeof *t->values.v, &values,
                       &t->values.n) ||
        !sk_model_rows(m, "tbegins", sizeof *t->begins.v, &begins,
                       &t->begins.n) ||
        !sk_model_rows(m, "troots", sizeof *t->roots.v, &roots, &t->roots.n))
        return false;
    t->edges = (sk_trie_edge *)edges;
    t->nodes.v = (sk_trie_node *)nodes;
    t->values.v = (sk_trie_value *)values;
    t->begins.v = (uint64_t *)begins;
    t->roots.v = (uint32_t *)roots;
    t->nodes.cap = t->nodes.n;
    t->values.cap = t->values.n;
    t->begins.cap = t->begins.n;
    t->roots.cap = t->roots.n;
    return edges_ok(t, n) && roots_ok(t) && values_ok(t, n_values);
}
