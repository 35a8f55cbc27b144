/* train.h - the trainers, one for each model. */
#ifndef SK_TRAIN_TRAIN_H
#define SK_TRAIN_TRAIN_H

#include <stdbool.h>
#include <stdio.h>
#include <sukien/sukien.h>

typedef struct words_train {
    const char *lexicon;       /* data/lexicon.tsv */
    const char *surnames;      /* data/name_words.tsv */
    const char *abbreviations; /* data/abbreviations.tsv */
    const char *kinds;         /* data/word_kinds.tsv */
    const char *const *trees;  /* treebanks in CoNLL-U */
    int n_trees;
    bool blind;        /* classes by surroundings and clusters alone,
                                  to guess at those of unknown words */
    const char *check; /* a treebank to measure on, or NULL */
    const char *out;   /* where the model goes, or NULL */
    bool tell;         /* how learning goes, on standard error */
} words_train;

/* Trains the word model (split/word.h). */
int train_words(const words_train *how, sk_err *err);

typedef struct names_train {
    const char *const *gold; /* articles with names, JSON Lines */
    int n_gold;
    int fold, folds; /* articles fold, fold + folds, ... are kept out
                                and measured on; folds 0: none */
    const char *out;
    bool tell;
} names_train;

/* Trains the tagger of names (find/name.h) on the engine's own data. */
int train_names(const names_train *how, sk_err *err);
/* Prints a model file; with every row of weights if asked. */
int train_dump(const char *path, bool rows, FILE *f, sk_err *err);

/* Word clusters (train/clusters.c): count words of documents, run, write. */
typedef struct clusters clusters;
clusters *clusters_new(uint32_t n_clusters, uint32_t min_count);
void clusters_free(clusters *c);
int clusters_add(clusters *c, const sk_doc *d);
void clusters_run(clusters *c, int n_passes, bool tell);
int clusters_write(const clusters *c, FILE *f, sk_err *err);

#endif
