/* quote_unit.h - a sentence while its quotations are found.
 *
 * quote.c reads it from left to right; quote_source.c, quote_verb.c and
 * quote_rest.c each know one way in which words are said, and record them by
 * quote_unit.c.
 */
#ifndef SK_FIND_QUOTE_UNIT_H
#define SK_FIND_QUOTE_UNIT_H

#include "find/quote.h"
#include "find/quote_part.h"

enum {
    SK_UTTERANCE = 6,  /* tokens in marks that may be a statement */
    SK_LONG_WORDS = 9, /* ... that surely are more than a term */
    SK_SAY_ON = 4      /* ... that may go on with a statement */
};

typedef struct sk_qsites {
    sk_quote_site *v;
    size_t n, cap;
    sk_quote_site carry; /* "Ông A nói:" at the end of a paragraph */
} sk_qsites;

typedef struct sk_qunit {
    sk_qpara q;
    uint32_t beg, end;         /* the sentence, without its last stop */
    uint32_t done;             /* everything before it has a speaker */
    uint8_t *claimed;          /* [pairs] */
    size_t pair_beg, pair_end; /* pairs of the sentence */
    sk_quote_site last; /* cue and speaker of the last quote in the sentence */
    sk_range relay;     /* the outlet that the sentence rests on */
    bool spoken;        /* the words being recorded are dialogue */
    sk_qsites *sites;
} sk_qunit;

/* ---- ways of saying; each returns the token where to go on ---- */

/* "Theo X, ..." and "..., theo X". */
uint32_t sk_qunit_source(sk_qunit *u, uint32_t at, uint32_t n,
                         const sk_cue *cue);
/* "Reuters dẫn lời ông A" without a verb of his: the words stand before, or
 * behind a colon. */
uint32_t sk_qunit_relay(sk_qunit *u, uint32_t at, uint32_t n,
                        const sk_cue *cue);
/* One reporting verb. */
uint32_t sk_qunit_verb(sk_qunit *u, uint32_t at, uint32_t n, const sk_cue *cue);
/* "Ông A: ..." without a verb; in titles also without marks. */
void sk_qunit_colon(sk_qunit *u);
/* An answer of an interview: the whole paragraph behind "Ông A: ". False if it
 * is none. */
bool sk_qunit_label(sk_qunit *u);
/* A pair of marks that no verb has claimed. */
void sk_qunit_unclaimed(sk_qunit *u, const sk_pair *p);

/* Where the marks end that a speaker and the verb at `at` follow, and nothing
 * but he and what describes him stands between: "...", ông A, giám đốc B, nói.
 * 0 if there are none. */
uint32_t sk_qunit_close(const sk_qunit *u, uint32_t at);

/* ---- records ---- */

/* A quote of these bytes; tok: its first token. cue, site may be NULL. */
sk_quote *sk_qunit_add(sk_qunit *u, uint8_t kind, sk_span span, uint32_t tok,
                       const sk_cue *cue, const sk_quote_site *site);
/* The tokens beg..end are said: direct if they are one pair of marks. */
void sk_qunit_said(sk_qunit *u, uint32_t beg, uint32_t end, const sk_cue *cue,
                   const sk_quote_site *site);
void sk_qunit_scare(sk_qunit *u, const sk_pair *p);
/* The cue and who speaks; an empty who shares the last one of the sentence. */
sk_quote_site sk_qunit_site(const sk_qunit *u, uint32_t cue_beg,
                            uint32_t cue_end, sk_range who, uint8_t place);

/* ---- parts ---- */

/* The words strictly inside a pair of marks. */
sk_span sk_qunit_inside(const sk_doc *d, const sk_pair *p);
/* Words in marks that begin like a sentence. */
bool sk_qunit_utterance(const sk_doc *d, const sk_pair *p);
bool sk_qunit_marks(const sk_qunit *u, uint32_t beg, uint32_t end);
/* Behind the words that lead into a sentence: "Tuy nhiên, tại đây, ...". */
uint32_t sk_qunit_lead(const sk_qunit *u, uint32_t i, uint32_t end);
/* The phrase begins with the name of an outlet: "Reuters", "tờ Guardian". */
bool sk_qunit_outlet(const sk_doc *d, sk_range r);
/* Words before the colon of a title can be whose words stand behind it. */
bool sk_qunit_titled(const sk_qunit *u, uint32_t beg, uint32_t end);
/* The tokens beg..end are the mention of one person. */
bool sk_qunit_person(const sk_doc *d, uint32_t beg, uint32_t end);
/* A name, a pronoun or a word for people begins at beg. */
bool sk_qunit_speaker(const sk_qunit *u, uint32_t beg, uint32_t end);

#endif
