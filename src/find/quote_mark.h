/* quote_mark.h - pairs of quotation marks. */
#ifndef SK_FIND_QUOTE_MARK_H
#define SK_FIND_QUOTE_MARK_H

#include "base/doc.h"

/* Tokens open..open_end are the opening mark, close..close_end the closing
 * one (empty at the end of a paragraph if it is lost or stands in a later
 * paragraph); between them the words. */
typedef struct sk_pair {
    uint32_t open, open_end, close, close_end;
    uint32_t outer; /* index of the pair around it, SK_NONE */
    bool single;    /* '...' */
} sk_pair;

typedef SK_VEC(sk_pair) sk_pairs;

/* Appends the pairs of a paragraph, tokens beg..end, in the order of their
 * opening marks. runs_on: the next paragraph opens with a mark. */
void sk_marks_pair(sk_doc *d, uint32_t beg, uint32_t end, bool runs_on,
                   sk_pairs *out);

/* Does a double mark stand at tok? Its number of tokens. */
uint32_t sk_mark_at(const sk_doc *d, uint32_t tok, uint32_t end);

#endif
