/* unit.h - units: what words are made of.
 *
 * A unit is a syllable, or tokens that always stand together: a number with
 * its points ("1.000", "28/2", "7,5%"), letters with digits ("U22", "F-16"),
 * an abbreviation with its points ("TP.HCM", "ThS."), an ellipsis. Only
 * between two syllables is it a question whether a word goes on.
 */
#ifndef SK_SPLIT_UNIT_H
#define SK_SPLIT_UNIT_H

#include "base/doc.h"
#include "base/linear.h"

enum sk_unit_shape {
    SK_UNIT_NONE, /* beyond the ends of the sentence */
    SK_UNIT_LOWER,
    SK_UNIT_TITLE,
    SK_UNIT_UPPER, /* one run of letters */
    SK_UNIT_MIXED, /* letters and other tokens */
    SK_UNIT_NUMBER,
    SK_UNIT_MARK
};

typedef struct sk_unit {
    uint32_t tok_beg, tok_end;
    uint32_t hash; /* of its lower-case form; numbers only by their length */
    uint32_t id;   /* of the only token, 0 if there are others or digits */
    uint8_t shape;
    bool syllable;      /* one token of letters */
    bool open;          /* the gap to the unit before is a question */
    uint8_t lex_from;   /* units of the longest listed word from here, 0 none */
    uint8_t lex_to;     /* of the longest listed word that ends here */
    uint8_t lex_over;   /* of the longest that covers the gap before */
    uint8_t lex_lists;  /* which lists have that one: sk_lex_lists */
    uint8_t lex_greedy; /* longest match from the left: 0 not listed, 1 begins,
                           2 goes on */
    uint8_t name;       /* SK_LEX_SURNAME and how often it has a capital */
    uint8_t name_run;   /* how far behind a surname, from 1; 0: not */
} sk_unit;

enum { SK_UNIT_PAD = 2, SK_LEX_LONGEST = 6, SK_NAME_LONGEST = 4 };

/* The word list: a set of hashes of unit sequences. An entry is a hash with
 * bits: the sequence is a word, the sequence begins longer ones; of a word of
 * several syllables, which lists have it; of a syllable, whether it is a family
 * name and how often it has a capital (0-3). */
enum {
    SK_LEX_WORD = 1,
    SK_LEX_MORE = 2,
    SK_LEX_TOLD = 2, /* from this bit on */
    SK_LEX_CAPITALS = 3,
    SK_LEX_SURNAME = 4,
    SK_LEX_N_BITS = 5,
    SK_LEX_BITS = (1 << SK_LEX_N_BITS) - 1
};
enum sk_lex_lists {
    SK_LEX_BOTH,
    SK_LEX_FIRST,
    SK_LEX_SECOND,
    SK_LEX_NAMES,
    SK_LEX_LISTS
};
typedef struct sk_lex {
    uint32_t n_slots; /* power of two, with an empty slot */
    const uint32_t *slots;
    sk_bits some;            /* of what it holds; n 0: not known */
    const uint8_t *frequent; /* [n_frequent] the bits of frequent syllables, by
                                vocabulary id; 0: none */
    uint32_t n_frequent;
} sk_lex;

/* The hash of a sequence from that of all but its last unit (0 at first). */
static inline uint64_t sk_lex_hash(uint64_t before, uint32_t unit)
{
    uint64_t h = (before ^ unit) * 0x9e3779b97f4a7c15u;

    h = (h ^ h >> 32) * 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}
/* The entry's bits, 0 if it is not in the list. */
unsigned sk_lex_find(const sk_lex *lex, uint64_t hash);

/* Short forms whose point does not end a sentence ("TP.", "GS."), from
 * data/abbreviations.tsv: a set of hashes of forms, case and all. */
typedef struct sk_abbrevs {
    uint64_t *slots; /* [n_slots] power of two, 0 empty */
    uint32_t n_slots, n;
} sk_abbrevs;
int sk_abbrevs_read(sk_abbrevs *a, sk_arena *arena, const char *path,
                    sk_err *err);
/* Whether the mark at token i is the point of an abbreviation or an initial
 * ("H.") that stands before it without a blank. */
bool sk_abbrev_point(const sk_abbrevs *a, const sk_doc *d, uint32_t i);

/* Whether the mark at token i ends a sentence though no blank follows, as where
 * a page lost its line breaks: "nói.Rồi", but not "TP.HCM", "tp.Huế", "Bao.vn". */
bool sk_glued_stop(const sk_abbrevs *a, const sk_doc *d, uint32_t i);

/* Joins tokens beg..end (one sentence) into units, marks what the list says
 * about them. The units have SK_UNIT_PAD empty ones before and behind; *out
 * is the first true one. They live until the next call with the same buffer. */
typedef SK_VEC(sk_unit) sk_units;
uint32_t sk_units_of(sk_doc *d, const sk_lex *lex, const sk_abbrevs *abbrevs,
                     uint32_t beg, uint32_t end, sk_units *buf, sk_unit **out);

#endif
