/* cue.h - reporting verbs, and the small words around reported speech.
 *
 * Tables: data/cues.tsv (verb, frame, stance, what it takes) and
 * data/quote_words.tsv (classes of small words).
 */
#ifndef SK_FIND_CUE_H
#define SK_FIND_CUE_H

#include "base/doc.h"
#include "base/trie.h"
#include "know/load.h"

enum sk_cue_frame {
    SK_CUE_SAY,    /* says that ... */
    SK_CUE_ASK,    /* asks whom to do what */
    SK_CUE_ACCUSE, /* accuses whom of what */
    SK_CUE_DENY,   /* denies a fact */
    SK_CUE_NAME,   /* calls X Y */
    SK_CUE_JUDGE,  /* praises or blames; words in marks make it a quote */
    SK_CUE_SOURCE, /* "theo X": according to X */
    SK_CUE_RELAY,  /* "dẫn lời X": an outlet hands on the words of X */
    SK_CUE_NONE    /* looks like a cue but is none */
};

typedef struct sk_cue {
    sk_str text;
    uint8_t frame, stance;
    char takes; /* what it governs, see data/cues.tsv; 0 */
} sk_cue;

/* Classes of small words, see data/quote_words.tsv. */
enum {
    SK_QW_ADV = 1 << 0,
    SK_QW_AUX = 1 << 1,
    SK_QW_TIME = 1 << 2,
    SK_QW_TIMEHEAD = 1 << 3,
    SK_QW_LEAD = 1 << 4,
    SK_QW_SUB = 1 << 5,
    SK_QW_CONJ = 1 << 6,
    SK_QW_PREP = 1 << 7,
    SK_QW_NOUNPRE = 1 << 8,
    SK_QW_NOUNPOST = 1 << 9,
    SK_QW_BUT = 1 << 10,
    SK_QW_OWN = 1 << 11,
    SK_QW_STOP = 1 << 12,
    SK_QW_BARESTOP = 1 << 13,
    SK_QW_NOTSOURCE = 1 << 14,
    SK_QW_NAMING = 1 << 15,
    SK_QW_PERSON = 1 << 16,
    SK_QW_PRONOUN = 1 << 17,
    SK_QW_OF = 1 << 18,
    SK_QW_MEDIA = 1 << 19,
    SK_QW_PRED = 1 << 20,
    SK_QW_DET = 1 << 21,
    SK_QW_RELATIVE = 1 << 22,
    SK_QW_THING = 1 << 23,
    SK_QW_TITLE = 1 << 24,
    SK_QW_DOC = 1 << 25,
    SK_QW_KIN = 1 << 26,
    SK_QW_OFFICE = 1 << 27
};

/* Classes of the small words that a token's id begins and ends. */
typedef struct sk_qword_ids {
    uint32_t first, last;
} sk_qword_ids;

typedef struct sk_cues {
    SK_VEC(sk_cue) cues;
    sk_trie cue_trie;                                  /* to rows of cues */
    sk_trie word_trie;                                 /* to class bits */
    SK_VEC(sk_qword_ids) words;                        /* [id] */
    uint32_t rang, la, cua, viec, do_, ve, tren, duoc; /* ids of rằng, là, của,
                                                việc, đó, về, trên, được */
} sk_cues;

int sk_cues_load(sk_loader *ld, const sk_cues **out);

/* ---- asked at nearly every token, where nearly nothing begins ---- */

uint32_t sk_cue_from(const sk_doc *d, uint32_t tok, uint32_t end,
                     const sk_cue **cue);
uint32_t sk_qword_from(const sk_doc *d, uint32_t tok, uint32_t end,
                       uint32_t cls);

/* The longest cue that begins at tok and ends before end: its number of
 * tokens, 0 if none. */
static inline uint32_t sk_cue_at(const sk_doc *d, uint32_t tok, uint32_t end,
                                 const sk_cue **cue)
{
    return tok < end &&
                   sk_trie_begins(&d->eng->cues->cue_trie, d->toks.v[tok].id)
               ? sk_cue_from(d, tok, end, cue)
               : 0;
}
/* The longest form of any of the classes that begins at tok. */
static inline uint32_t sk_qword_at(const sk_doc *d, uint32_t tok, uint32_t end,
                                   uint32_t cls)
{
    uint32_t id = tok < end ? d->toks.v[tok].id : 0;

    return id < d->eng->cues->words.n && (d->eng->cues->words.v[id].first & cls)
               ? sk_qword_from(d, tok, end, cls)
               : 0;
}
/* The longest form of any of the classes that ends before tok and begins at or
 * after beg. */
uint32_t sk_qword_before(const sk_doc *d, uint32_t beg, uint32_t tok,
                         uint32_t cls);

/* The word that holds tok, as the word model sees it; NULL if there is none. */
const sk_word *sk_word_at(const sk_doc *d, uint32_t tok);
/* First mention that begins at or after tok; doc->mentions.n if none does. */
size_t sk_mention_after(const sk_doc *d, uint32_t tok);
/* The mention that begins at tok, NULL if none does. */
const sk_mention *sk_mention_from(const sk_doc *d, uint32_t tok);
/* The word model takes the syllable tok for a word of its own. */
static inline bool sk_lone_word(const sk_doc *d, uint32_t tok)
{
    const sk_word *w = sk_word_at(d, tok);

    return !w || w->tok_end - w->tok_beg == 1;
}

#endif
