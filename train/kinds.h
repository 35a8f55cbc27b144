/* kinds.h - the rows of known words in the making (split/word.h). */
#ifndef SK_TRAIN_KINDS_H
#define SK_TRAIN_KINDS_H

#include "pack.h"
#include "split/word.h"

typedef struct kinds {
    sk_kinds table;      /* as the decoder sees it */
    sk_word_view *views; /* [table.n_rows] each row's word */
    uint32_t (*slots)[2];
    sk_word_row *rows;
    size_t cap_views, cap_rows;
} kinds;

/* Only the rows that are no words'. */
void kinds_init(kinds *k);
/* Adds a row for a word if there is none. */
void kinds_add(kinds *k, const sk_word_view *word, uint32_t kind);
/* Adds the words of a table like data/word_kinds.tsv, cut with abbreviations. */
int kinds_read(kinds *k, sk_arena *a, const sk_abbrevs *abbrevs,
               const char *path, sk_err *err);
/* As two sections of a model file. */
void kinds_write(const kinds *k, pack *p);
void kinds_done(kinds *k);

#endif
