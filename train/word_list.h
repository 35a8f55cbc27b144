/* word_list.h - the list of words that a word model is trained with. */
#ifndef SK_TRAIN_WORD_LIST_H
#define SK_TRAIN_WORD_LIST_H

#include "conllu.h"
#include "pack.h"

typedef struct word_list {
    sk_arena *arena;
    SK_VEC(uint64_t)
    hashes; /* of words and beginnings, low bits as in sk_lex */
} word_list;

/* Adds the words of a table like data/lexicon.tsv, and what it tells of them. */
int word_list_read(word_list *l, const char *path, sk_err *err);
/* Adds the surnames of a table like data/name_words.tsv. */
int word_list_surnames(word_list *l, const char *path, sk_err *err);
/* Words that the treebank has twice join the list. Those that it has once do
 * not: the list would know every word that is learnt from, and no other. */
void word_list_gold(word_list *l, const gold_sents *gold);
/* Writes the section "lex"; what is returned lives in the list's arena. */
sk_lex word_list_write(const word_list *l, pack *p);

#endif
