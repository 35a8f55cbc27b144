/* table.c - a hash table from ids to growing lists of numbers. */
#include "thread/table.h"

#include <stdlib.h>
#include <string.h>

static size_t slot_of(const sk_table *t, int64_t key)
{
    uint64_t h = (uint64_t)key * 0x9e3779b97f4a7c15u;
    size_t i = (size_t)(h >> 20) & (t->cap - 1);

    while (t->slots[i].key && t->slots[i].key != key)
        i = (i + 1) & (t->cap - 1);
    return i;
}

void sk_table_done(sk_table *t)
{
    for (size_t i = 0; i < t->cap; i++)
        free(t->slots[i].v);
    free(t->slots);
    *t = (sk_table){0};
}

sk_list *sk_table_find(const sk_table *t, int64_t key)
{
    sk_list *l;

    if (!t->cap)
        return NULL;
    l = &t->slots[slot_of(t, key)];
    return l->key ? l : NULL;
}

/* Moves all lists that are not empty into cap slots. */
static bool rehash(sk_table *t, size_t cap)
{
    sk_table old = *t;

    t->slots = calloc(cap, sizeof *t->slots);
    if (!t->slots) {
        *t = old;
        return false;
    }
    t->cap = cap;
    t->n = 0;
    for (size_t i = 0; i < old.cap; i++) {
        if (old.slots[i].n) {
            t->slots[slot_of(t, old.slots[i].key)] = old.slots[i];
            t->n++;
        } else {
            free(old.slots[i].v);
        }
    }
    free(old.slots);
    return true;
}

/* As many slots as half of them hold the lists that are not empty. */
static size_t cap_for(const sk_table *t)
{
    size_t n = 0;

    for (size_t i = 0; i < t->cap; i++)
        n += t->slots[i].n > 0;
    return n * 4 > t->cap ? t->cap * 2 : t->cap;
}

bool sk_table_push(sk_table *t, int64_t key, uint32_t value)
{
    sk_list *l;

    if ((t->n + 1) * 2 > t->cap && !rehash(t, t->cap ? cap_for(t) : 256))
        return false;
    l = &t->slots[slot_of(t, key)];
    if (l->n == l->cap) {
        uint32_t cap = l->cap ? l->cap * 2 : 4;
        uint32_t *v = realloc(l->v, cap * sizeof *v);
        if (!v)
            return false;
        l->v = v;
        l->cap = cap;
    }
    if (!l->key) {
        l->key = key;
        t->n++;
    }
    l->v[l->n++] = value;
    return true;
}

void sk_table_drop(sk_table *t, int64_t key, uint32_t value)
{
    sk_list *l = sk_table_find(t, key);
    uint32_t i = 0;

    while (l && i < l->n && l->v[i] != value)
        i++;
    if (!l || i == l->n)
        return;
    memmove(l->v + i, l->v + i + 1, (l->n - i - 1) * sizeof *l->v);
    l->n--;
}

void sk_table_sweep(sk_table *t,
                    bool (*keep)(int64_t key, uint32_t value, void *arg),
                    void *arg)
{
    for (size_t i = 0; i < t->cap; i++) {
        sk_list *l = &t->slots[i];
        uint32_t n = 0;
        for (uint32_t k = 0; k < l->n; k++)
            if (keep(l->key, l->v[k], arg))
                l->v[n++] = l->v[k];
        l->n = n;
    }
    if (t->cap)
        rehash(t, t->cap);
}
