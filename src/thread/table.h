/* table.h - a hash table from ids to growing lists of numbers, on the heap. */
#ifndef SK_THREAD_TABLE_H
#define SK_THREAD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SK_LIST_FEW = 2 };

typedef struct sk_list {
    int64_t key;     /* 0: no list here */
    uint32_t n, cap; /* cap 0: the numbers stand here */
    union {
        uint32_t *many;
        uint32_t few[SK_LIST_FEW];
    };
} sk_list;

static inline uint32_t *sk_list_of(sk_list *l)
{
    return l->cap ? l->many : l->few;
}

typedef struct sk_table {
    sk_list *slots;
    size_t n, cap; /* cap is a power of two */
} sk_table;

void sk_table_done(sk_table *t);
/* Asks for the list of a key, which will be looked for soon. */
void sk_table_soon(const sk_table *t, int64_t key);
/* The list of a key (not 0), NULL if it has none. */
sk_list *sk_table_find(const sk_table *t, int64_t key);
/* Appends a number to the list of key; false if there is no memory. */
bool sk_table_push(sk_table *t, int64_t key, uint32_t value);
/* Takes a number out of the list of key. */
void sk_table_drop(sk_table *t, int64_t key, uint32_t value);
/* Keeps what keep() wants in all lists and forgets the empty ones. */
void sk_table_sweep(sk_table *t,
                    bool (*keep)(int64_t key, uint32_t value, void *arg),
                    void *arg);

#endif
