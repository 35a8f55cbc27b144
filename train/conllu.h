/* conllu.h - reads a treebank: sentences of words with classes. */
#ifndef SK_TRAIN_CONLLU_H
#define SK_TRAIN_CONLLU_H

#include "split/word.h"

typedef struct gold_word {
    uint32_t beg, end; /* bytes in the sentence's text */
    uint8_t pos;
} gold_word;

typedef struct gold_sent {
    sk_str text; /* normal form, words apart by blanks */
    SK_VEC(gold_word) words;
} gold_sent;

typedef SK_VEC(gold_sent) gold_sents;

/* Appends the sentences of a CoNLL-U file. */
int conllu_read(sk_arena *a, const char *path, gold_sents *out, sk_err *err);

#endif
