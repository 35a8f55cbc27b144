/* word.h - words and their classes, by two linear models over units.
 *
 * The first decides for every open gap between syllables whether a word goes
 * on; the second gives the words their classes (UPOS).
 */
#ifndef SK_SPLIT_WORD_H
#define SK_SPLIT_WORD_H

#include "base/choice.h"
#include "base/linear.h"
#include "base/model.h"
#include "know/load.h"
#include "split/unit.h"

/* What is known of a word. Its kind is what much unlabelled text says of it
 * (data/word_kinds.tsv): the cluster of words that it stands like, and the
 * classes that its places ask for; 0 if it was not seen there. The weights are
 * sums over all features that look at this word alone: what it says of its own
 * class, of that of the word after it and of the word before it. One line of
 * the cache. */
enum { SK_CLUSTERS = 1 << 12, SK_GUESSES = 128, SK_TOPS = SK_UPOS_N + 1 };
typedef struct sk_word_row {
    sk_linear_row self, after, before;
    uint32_t kind, zero[3];
} sk_word_row;

/* Words to their rows. The first rows are those of unlisted words and of the
 * edge of a sentence; the last number is of words not yet looked for. */
enum { SK_ROW_UNLISTED, SK_ROW_EDGE, SK_ROW_WORDS, SK_ROW_UNASKED = INT32_MAX };
typedef struct sk_kinds {
    uint32_t n_slots, n_rows;   /* n_slots: power of two, with an empty slot */
    const uint32_t (*slots)[2]; /* hash of the word, row; row 0: empty */
    const sk_word_row *rows;
    const uint32_t *frequent; /* [n_frequent] rows of frequent words of one
                                 syllable, by vocabulary id; 0: none */
    uint32_t n_frequent;
} sk_kinds;

/* What the guesses at a word and its neighbours say of its class together. */
typedef struct sk_guesses {
    sk_linear_row left[SK_GUESSES][SK_GUESSES];   /* [left word][word] */
    sk_linear_row right[SK_GUESSES][SK_GUESSES];  /* [word][right word] */
    sk_linear_row all[SK_TOPS][SK_TOPS][SK_TOPS]; /* left, word, right */
} sk_guesses;
static inline uint32_t sk_kind_cluster(uint32_t kind) /* from 1 */
{
    return kind & (SK_CLUSTERS - 1);
}
static inline uint32_t sk_kind_top(uint32_t kind) /* likeliest class, from 1 */
{
    return kind >> 12 & 31;
}
static inline uint32_t sk_kind_guess(uint32_t kind) /* the likeliest two and how
                                                       sure, numbered from 1 */
{
    return kind >> 17;
}
static inline uint32_t sk_kind(uint32_t cluster, uint32_t top, uint32_t guess)
{
    return cluster | top << 12 | guess << 17;
}
static inline uint32_t sk_kind_slot(const sk_kinds *k, uint32_t hash)
{
    return (hash * 0x9e3779b1u) >> 8 & (k->n_slots - 1);
}
/* The row of a word, SK_ROW_UNLISTED if it has none. */
uint32_t sk_kind_row(const sk_kinds *k, uint32_t hash);
static inline uint32_t sk_kind_of(const sk_kinds *k, uint32_t hash)
{
    return k->rows[sk_kind_row(k, hash)].kind;
}

/* What gaps between syllables owe to frequent ones, and to what few values tell,
 * all worked out beforehand (split/gap.c). Right and left are those of gaps
 * between syllables in small letters, by how many units the list has over it. */
enum {
    SK_GAP_SHAPE_BITS = 3,
    SK_GAP_LEX_BITS = 3,
    SK_GAP_LEX = SK_LEX_LONGEST + 1
};
typedef struct sk_gap_syllable {
    int16_t right[SK_GAP_LEX], left[SK_GAP_LEX];
} sk_gap_syllable;
typedef struct sk_gap_sums {
    int16_t shapes[1 << 4 * SK_GAP_SHAPE_BITS];
    int16_t list[1 << 3 * SK_GAP_LEX_BITS], over[1 << 3 * SK_GAP_LEX_BITS];
    int16_t lists[SK_GAP_LEX][SK_LEX_LISTS];
    const sk_gap_syllable *frequent; /* [n_frequent] by vocabulary id */
    uint32_t n_frequent;
} sk_gap_sums;

typedef struct sk_word_model {
    sk_model file; /* data/models/words.skmd */
    sk_lex lex;
    sk_kinds kinds;
    sk_abbrevs abbrevs;      /* data/abbreviations.tsv */
    sk_choice gaps;          /* does the word go on? */
    const sk_gap_sums *sums; /* of those weights */
    sk_linear classes;       /* labels: sk_class_label */
    const sk_guesses *guesses;
    bool blind; /* classes by a word's surroundings and cluster alone */
} sk_word_model;

/* The label of a class: enum sk_upos without interjections, which are too rare
 * to be learnt (three words of 20,000). */
enum { SK_CLASSES = SK_UPOS_N - 1 };
static inline uint8_t sk_class_label(uint8_t pos)
{
    return (uint8_t)(pos == SK_INTJ ? SK_X : pos - (pos > SK_INTJ));
}
static inline uint8_t sk_class_of_label(uint8_t label)
{
    return (uint8_t)(label + (label >= SK_INTJ));
}

/* Points into a mapped or built file. */
int sk_word_model_of(sk_arena *a, sk_word_model *m, sk_err *err);
/* Opens data/models/words.skmd into the engine. */
int sk_words_load(sk_loader *ld, const sk_word_model **out);
void sk_words_close(const sk_word_model *m);

/* Fills doc->words and the word ranges of its sentences; without classes all
 * are SK_X (for measuring). */
void sk_words_find(sk_doc *d, const sk_word_model *m, bool classes);

/* ---- shared with the trainer ---- */

enum { SK_GAP_FEATS = 32, SK_CLASS_FEATS = 16 };

/* A word as its class is told by. */
enum {
    SK_WORD_CAP = 8, /* only its first syllable has a capital */
    SK_WORD_FIRST = 16
}; /* with any shape: it begins a sentence */
typedef struct sk_word_view {
    uint32_t hash;        /* of all its units */
    uint32_t first, last; /* hashes of its first and last unit */
    uint32_t row, kind;
    uint8_t n_units; /* at most 255 */
    uint8_t shape;   /* of its first unit, or as above */
} sk_word_view;

/* Whether a word's form says all of its shape. */
static inline bool sk_word_plain(uint8_t shape)
{
    return shape == SK_UNIT_LOWER || shape == SK_UNIT_MARK ||
           shape == SK_UNIT_NUMBER || shape == SK_UNIT_NONE;
}

/* Features of the gap before u[i]; u is padded. They are of kinds, by what they
 * look at: neighbouring units, shapes, the list, the units on both sides, which
 * lists have the word, names. */
enum sk_gap_kind {
    SK_GAP_UNITS = 1,
    SK_GAP_SHAPES = 2,
    SK_GAP_LIST = 4,
    SK_GAP_OVER = 8,
    SK_GAP_RIGHT = 16,
    SK_GAP_LEFT = 32,
    SK_GAP_LISTS = 64,
    SK_GAP_NAME = 128,
    SK_GAP_ALL = 255
};
size_t sk_gap_feats(const sk_unit *u, uint32_t i, unsigned of, uint64_t *out);
/* The sums of all features' weights. */
const sk_gap_sums *sk_gap_sums_of(sk_arena *a, const sk_choice *m,
                                  const sk_vocab *v, uint32_t n_frequent);
int sk_gap_sum(const sk_choice *m, const sk_gap_sums *s, const sk_unit *u,
               uint32_t i);
/* The view of units u[beg..end), at the sentence's begin or not, and that of a
 * sentence's edge. sk_word_see gives what costs no look at the tables: without
 * the kind, and with no row but those of frequent words. */
sk_word_view sk_word_view_of(const sk_kinds *k, const sk_unit *u, uint32_t beg,
                             uint32_t end);
void sk_word_see(const sk_kinds *k, const sk_unit *u, uint32_t beg,
                 uint32_t end, sk_word_view *v);
enum { SK_WORD_EDGES = 2 }; /* so many before a sentence, one behind it */
#define SK_WORD_EDGE ((sk_word_view){.row = SK_ROW_EDGE})

/* Features of a word's class, each up to SK_CLASS_FEATS. A blind model does not
 * look at the word itself. First those that look at one word alone, whose
 * weights stand in its row: for its own class, for that of the next word, for
 * that of the word before; */
size_t sk_self_feats(const sk_word_view *w, bool blind, uint64_t *out);
size_t sk_after_feats(const sk_word_view *w, uint64_t *out);
size_t sk_before_feats(const sk_word_view *w, uint64_t *out);
/* then what its parts tell, which is in its row too, and for unlisted words in
 * the model; */
size_t sk_part_feats(const sk_word_view *w, bool blind, uint64_t *out);
/* then those of a word beside its neighbours w[-2], w[-1] and w[1]; */
size_t sk_class_feats(const sk_word_view *w, bool blind, uint64_t *out);
/* then those of the guesses at the three, whose weights stand in the model's
 * guesses. A blind model has none of them. */
size_t sk_left_feats(uint32_t left, uint32_t word, uint64_t *out);
size_t sk_right_feats(uint32_t word, uint32_t right, uint64_t *out);
size_t sk_tops_feats(uint32_t left, uint32_t word, uint32_t right,
                     uint64_t *out);

/* "NOUN" to SK_NOUN; -1 if unknown. */
int sk_upos_of(sk_str name);

#endif
