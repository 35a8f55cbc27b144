/* kinds.c - makes the table of known words. */
#include "kinds.h"

#include <stdlib.h>

static void put(kinds *k, uint32_t hash, uint32_t row)
{
    uint32_t mask = k->table.n_slots - 1, at = sk_kind_slot(&k->table, hash);

    while (k->slots[at][1])
        at = (at + 1) & mask;
    k->slots[at][0] = hash;
    k->slots[at][1] = row;
}

/* Slots for twice the rows. */
static void grow(kinds *k, uint32_t n_slots)
{
    free(k->slots);
    k->slots = need(calloc(n_slots, sizeof *k->slots));
    k->table.slots = (const void *)k->slots;
    k->table.n_slots = n_slots;
    for (uint32_t r = SK_ROW_WORDS; r < k->table.n_rows; r++)
        put(k, k->views[r].hash, r);
}

static void add_row(kinds *k, sk_word_view word, uint32_t kind)
{
    size_t n_views = k->table.n_rows, n_rows = n_views;

    GROW(k->views, n_views, k->cap_views);
    GROW(k->rows, n_rows, k->cap_rows);
    word.row = k->table.n_rows++;
    word.kind = kind;
    k->views[word.row] = word;
    k->rows[word.row] = (sk_word_row){.kind = kind};
    k->table.rows = k->rows;
}

void kinds_init(kinds *k)
{
    *k = (kinds){0};
    grow(k, 1 << 10);
    add_row(k, (sk_word_view){0}, 0); /* SK_ROW_UNLISTED */
    add_row(k, SK_WORD_EDGE, 0);
}

void kinds_add(kinds *k, const sk_word_view *word, uint32_t kind)
{
    if (sk_kind_row(&k->table, word->hash))
        return;
    add_row(k, *word, kind);
    if (k->table.n_rows * 3 / 2 > k->table.n_slots)
        grow(k, k->table.n_slots * 2);
    else
        put(k, word->hash, k->table.n_rows - 1);
}

void kinds_write(const kinds *k, pack *p)
{
    pack_section(p, "kinds");
    pack_add(p, k->slots, k->table.n_slots * sizeof *k->slots);
    pack_section(p, "rows");
    pack_add(p, k->rows, k->table.n_rows * sizeof *k->rows);
}

void kinds_done(kinds *k)
{
    free(k->slots);
    free(k->views);
    free(k->rows);
}
