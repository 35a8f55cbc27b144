/* quote.h - quotations: where somebody's words stand and which words say so.
 *
 * Fills doc->quotes (spans, kinds, cues, stance; no speakers yet) and
 * doc->quote_sites, from which relate/speaker.c names the speakers.
 */
#ifndef SK_FIND_QUOTE_H
#define SK_FIND_QUOTE_H

#include "base/doc.h"

enum sk_quote_place {
    SK_QUOTE_BEFORE,   /* speaker and cue stand before the words */
    SK_QUOTE_AFTER,    /* ... after them */
    SK_QUOTE_CONTINUED /* the speaker of the quote before goes on */
};

/* Beside each quote: token ranges, empty if there is none. */
typedef struct sk_quote_site {
    uint32_t para;
    uint32_t unit_beg, unit_end; /* the sentence around it */
    uint32_t cue_beg, cue_end;
    uint32_t who_beg, who_end;     /* the phrase that names the speaker */
    uint32_t relay_beg, relay_end; /* who handed the words on */
    uint32_t of_beg, of_end;       /* whom they tell of: their subject stands
                                      before the marks and does not speak */
    uint8_t place;                 /* enum sk_quote_place */
    bool inside;                   /* lies inside the quote before it */
} sk_quote_site;

void sk_quotes_find(sk_doc *d);

#endif
