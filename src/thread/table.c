/* table.c - a hash table from ids to growing lists of numbers. */
#include "thread/table.h"

#include <stdlib.h>
#include <string.h>

static size_t first_slot(const sk_table *t, int64_t key)
{
    uint64_t h = (uint64_t)key * 0x9e3779b97f4a7c15u;

    return (size_t)(h >> 20) & (t->cap - 1);
}

static size_t slot_of(const sk_table *t, int64_t key)
{
    size_t i = first_slot(t, key);

    while (t->slots[i].key && t->slots[i].key != key)
        i = (i + 1) & (t->cap - 1);
    return i;
}

void sk_table_soon(const sk_table *t, int64_t key)
{
    if (t->cap)
        __builtin_prefetch(&t->slots[first_slot(t, key)]);
}

static void empty(sk_list *l)
{
    if (l->cap)
        free(l->many);
}

void sk_table_done(sk_table *t)
{
    for (size_t i = 0; i < t->cap; i++)
        empty(&t->slots[i]);
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
            empty(&old.slots[i]);
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

/* Room for one more number. */
static bool room(sk_list *l)
{
    uint32_t cap = l->cap ? l->cap * 2 : 4 * SK_LIST_FEW, *v;

    if (l->n < (l->cap ? l->cap : SK_LIST_FEW))
        return true;
    v = realloc(l->cap ? l->many : NULL, cap * sizeof *v);
    if (!v)
        return false;
    if (!l->cap)
        memcpy(v, l->few, sizeof l->few);
    l->many = v;
    l->cap = cap;
    return true;
}

bool sk_table_push(sk_table *t, int64_t key, uint32_t value)
{
    sk_list *l;

    if ((t->n + 1) * 2 > t->cap && !rehash(t, t->cap ? cap_for(t) : 256))
        return false;
    l = &t->slots[slot_of(t, key)];
    if (!room(l))
        return false;
    if (!l->key) {
        l->key = key;
        t->n++;
    }
    sk_list_of(l)[l->n++] = value;
    return true;
}

void sk_table_drop(sk_table *t, int64_t key, uint32_t value)
{
    sk_list *l = sk_table_find(t, key);
    uint32_t i = 0, *v;

    if (!l)
        return;
    v = sk_list_of(l);
    while (i < l->n && v[i] != value)
        i++;
    if (i == l->n)
        return;
    memmove(v + i, v + i + 1, (l->n - i - 1) * sizeof *v);
    l->n--;
}

void sk_table_sweep(sk_table *t,
                    bool (*keep)(int64_t key, uint32_t value, void *arg),
                    void *arg)
{
    for (size_t i = 0; i < t->cap; i++) {
        sk_list *l = &t->slots[i];
        uint32_t n = 0, *v = sk_list_of(l);
        for (uint32_t k = 0; k < l->n; k++)
            if (keep(l->key, v[k], arg))
                v[n++] = v[k];
        l->n = n;
    }
    if (t->cap)
        rehash(t, t->cap);
}
