/* quote_part.h - the parts around a reporting verb: who speaks, what is said.
 */
#ifndef SK_FIND_QUOTE_PART_H
#define SK_FIND_QUOTE_PART_H

#include "find/cue.h"
#include "find/quote_mark.h"

/* One paragraph while its quotes are looked for. */
typedef struct sk_qpara {
    sk_doc *d;
    const sk_cues *c;
    uint32_t para;
    uint32_t beg, end; /* tokens */
    sk_pairs pairs;
    uint32_t *pair_of; /* [end - beg] outermost pair + 1, 0 none; NULL if there
                          are no pairs */
    bool title;
    bool dash; /* it opens with a dash, as dialogue does: "- ..., ông A nói" */
} sk_qpara;

typedef struct sk_range {
    uint32_t beg, end; /* tokens */
} sk_range;

static inline const sk_tok *sk_qtok(const sk_qpara *q, uint32_t i)
{
    return &q->d->toks.v[i];
}

/* The outermost pair around token i (its marks included), or NULL. */
static inline const sk_pair *sk_qpair(const sk_qpara *q, uint32_t i)
{
    uint32_t p = q->pair_of && i < q->end ? q->pair_of[i - q->beg] : 0;

    return p ? &q->pairs.v[p - 1] : NULL;
}

/* The longest form of the classes that begins at i, or ends before i. */
static inline uint32_t sk_qw(const sk_qpara *q, uint32_t i, uint32_t hi,
                             uint32_t cls)
{
    return i < hi ? sk_qword_at(q->d, i, hi, cls) : 0;
}

static inline uint32_t sk_qw_before(const sk_qpara *q, uint32_t lo, uint32_t i,
                                    uint32_t cls)
{
    return i > lo ? sk_qword_before(q->d, lo, i, cls) : 0;
}

/* A cue used as a verb at tok (outside marks)? Its number of tokens, 0. */
uint32_t sk_qcue(const sk_qpara *q, uint32_t lo, uint32_t tok, uint32_t hi,
                 const sk_cue **cue);
/* Words that say that something is made known end before tok: "ra thông cáo".
 */
bool sk_qbehind_cue(const sk_qpara *q, uint32_t tok);
/* The phrase that names who does the reporting of the cue at tok, looked for
 * from lo on. Empty if the cue has no subject of its own. */
sk_range sk_qsubject(const sk_qpara *q, uint32_t lo, uint32_t tok);
/* The subject of the clauses before end, for a verb that shares it. */
sk_range sk_qinherit(const sk_qpara *q, uint32_t lo, uint32_t end);
/* Where the chunk of tok begins: behind the last comma, mark or lo. */
uint32_t sk_qchunk(const sk_qpara *q, uint32_t lo, uint32_t tok);
/* Skips time phrases and adverbs from i on, before hi. */
uint32_t sk_qskip(const sk_qpara *q, uint32_t i, uint32_t hi);
/* Skips them backwards from i, not before lo. */
uint32_t sk_qskip_back(const sk_qpara *q, uint32_t lo, uint32_t i);
/* What the cue at cue_beg..cue_end says, looked for up to hi; after: words
 * that belong to the cue stand right before its subject. Empty if nothing. */
sk_range sk_qcomplement(const sk_qpara *q, const sk_cue *cue, uint32_t cue_end,
                        uint32_t hi, bool after);
/* Where words said from beg on end, before hi. */
uint32_t sk_qend(const sk_qpara *q, uint32_t beg, uint32_t hi);
/* A comma, a dash between blanks, a semicolon? */
bool sk_qbreak(const sk_qpara *q, uint32_t i);
/* A comma that is no decimal sign? */
bool sk_qcomma(const sk_qpara *q, uint32_t i);
/* The next token outside marks and brackets. */
uint32_t sk_qnext(const sk_qpara *q, uint32_t i, uint32_t hi);
/* Behind a time phrase that begins at i, else i. */
uint32_t sk_qtime_on(const sk_qpara *q, uint32_t i, uint32_t hi);

#endif
