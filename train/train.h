/* train.h - the trainers, one for each model. */
#ifndef SK_TRAIN_TRAIN_H
#define SK_TRAIN_TRAIN_H

#include <stdbool.h>
#include <sukien/sukien.h>

typedef struct words_train {
    const char *lexicon;       /* data/lexicon.tsv */
    const char *const *trees;  /* treebanks in CoNLL-U */
    int n_trees;
    const char *check;         /* a treebank to measure on, or NULL */
    const char *out;           /* where the model goes, or NULL */
    bool tell;                 /* how learning goes, on standard error */
} words_train;

/* Trains the word model (split/word.h). */
int train_words(const words_train *how, sk_err *err);

#endif
