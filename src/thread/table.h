/* table.h - a hash table from ids to growing lists of numbers, on the heap. */
#ifndef SK_THREAD_TABLE_H
#define SK_THREAD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sk_list {
    int64_t key; /* 0: no list here */
    uint32_t n, cap;
    uint32_t *v;
} sk_list;

typedef struct sk_table {
    sk_list *slots;
    size_t n, cap; /* cap is a power of two */
} sk_table;

void sk_table_done(sk_table *t);
/* The list of a key (not 0), NULL if it has none. */
sk_list *sk_table_find(const sk_table *t, int64_t key);
/* Appends a number to the list of key; false if there is no memory. */
bool sk_table_push(sk_table *t, int64_t key, uint32_t value);
/* Takes a number out of the list of key. */
void sk_table_drop(sk_table *t, int64_t key, uint32_t value);
/* Keeps what keep() wants in all lists and forgets the empty ones. */
void sk_table_sweep(sk_table *t, bool (*keep)(int64_t key, uint32_t value, void *arg),
                    void *arg);

#endif
