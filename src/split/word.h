/* word.h - words and their classes, by two linear models over units.
 *
 * The first decides for every open gap between syllables whether a word goes
 * on; the second gives the words their classes (UPOS).
 */
#ifndef SK_SPLIT_WORD_H
#define SK_SPLIT_WORD_H

#include "base/linear.h"
#include "base/model.h"
#include "know/load.h"
#include "split/unit.h"

/* What much unlabelled text says of words (data/word_kinds.tsv): the cluster of
 * words that it stands like, and the classes that its places ask for. A kind
 * packs them; 0 is an unknown word. */
typedef struct sk_kinds {
    uint32_t n_slots; /* power of two, with an empty slot */
    const uint32_t (*slots)[2]; /* hash of the word, kind; kind 0: empty */
} sk_kinds;
enum { SK_CLUSTERS = 1 << 12, SK_SHARES = 6 };
static inline uint32_t sk_kind_cluster(uint32_t kind) /* from 1 */
{
    return kind & (SK_CLUSTERS - 1);
}
static inline uint32_t sk_kind_class(uint32_t kind) /* likeliest, from 1 */
{
    return kind >> 12 & 31;
}
static inline uint32_t sk_kind_two(uint32_t kind) /* the likeliest two */
{
    return kind >> 12 & 1023;
}
static inline uint32_t sk_kind_guess(uint32_t kind) /* and how sure */
{
    return kind >> 12;
}
static inline uint32_t sk_kind_slot(const sk_kinds *k, uint32_t hash)
{
    return (hash * 0x9e3779b1u) >> 8 & (k->n_slots - 1);
}
uint32_t sk_kind_of(const sk_kinds *k, uint32_t hash);

typedef struct sk_word_model {
    sk_model file; /* data/models/words.skmd */
    sk_lex lex;
    sk_kinds kinds;
    sk_abbrevs abbrevs; /* data/abbreviations.tsv */
    sk_linear gaps;    /* labels: 0 a word begins, 1 it goes on */
    sk_linear classes; /* labels: enum sk_upos */
    bool blind; /* classes by a word's surroundings and cluster alone */
} sk_word_model;

/* Points into a mapped or built file. */
int sk_word_model_of(sk_arena *a, sk_word_model *m, sk_err *err);
/* Opens data/models/words.skmd into the engine. */
int sk_words_load(sk_loader *ld, const sk_word_model **out);
void sk_words_close(const sk_word_model *m);

/* Fills doc->words and the word ranges of its sentences; without classes all
 * are SK_X (for measuring). */
void sk_words_find(sk_doc *d, const sk_word_model *m, bool classes);

/* ---- shared with the trainer ---- */

enum { SK_GAP_FEATS = 32, SK_CLASS_FEATS = 32 };

/* A word as its class is told by. */
typedef struct sk_word_view {
    uint32_t hash;        /* of all its units */
    uint32_t first, last; /* hashes of its first and last unit */
    uint8_t n_units;      /* at most 255 */
    uint8_t shape;
    bool listed;
    uint32_t kind;
} sk_word_view;

/* Features of the gap before u[i]; u is padded. */
size_t sk_gap_feats(const sk_unit *u, uint32_t i, uint64_t *out);
/* The view of units u[beg..end), at the sentence's begin or not. */
sk_word_view sk_word_view_of(const sk_kinds *k, const sk_unit *u, uint32_t beg,
                             uint32_t end);
/* Features of word w[i]; w is padded by SK_UNIT_PAD. A blind model does not
 * look at the word itself. */
size_t sk_class_feats(const sk_word_view *w, uint32_t i, bool blind,
                      uint64_t *out);

/* "NOUN" to SK_NOUN; -1 if unknown. */
int sk_upos_of(sk_str name);

#endif
