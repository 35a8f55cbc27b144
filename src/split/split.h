/* split.h - clean text into tokens, sentences and words. */
#ifndef SK_SPLIT_SPLIT_H
#define SK_SPLIT_SPLIT_H

#include "base/doc.h"
#include "know/load.h"

/* Fills doc->toks, sents and words. */
void sk_split(sk_doc *d);
/* Only toks and sents. */
void sk_split_toks(sk_doc *d);

/* Cuts doc's paragraphs into sentences (split/sent.c). */
void sk_split_sents(sk_doc *d);

#endif
