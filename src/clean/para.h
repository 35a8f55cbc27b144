/* para.h - what kind of paragraph a line is, and what is glued into it. */
#ifndef SK_CLEAN_PARA_H
#define SK_CLEAN_PARA_H

#include "base/doc.h"
#include "know/load.h"

enum sk_para_class {
    SK_PW_CREDIT,
    SK_PW_RELATED,
    SK_PW_RELHEAD,
    SK_PW_PROMO,
    SK_PW_SOURCE,
    SK_PW_STAMP,
    SK_PW_MINOR,
    SK_PW_LEANING,
    SK_PW_CLASSES
};

/* Words of data/paragraphs.tsv. */
typedef struct sk_para_words {
    SK_VEC(sk_str) forms[SK_PW_CLASSES];
} sk_para_words;

int sk_para_load(sk_loader *ld, const sk_para_words **out);

/* Sets the kinds of all paragraphs of doc (those of fields are given) and
 * cuts what is glued into them into paragraphs of their own (clean/part.c). */
void sk_para_kinds(sk_doc *d);
/* If line is a crawler's header ("date 2026-03-10 (VTC News) -"), takes the
 * date and the outlet from it. */
bool sk_para_header(sk_str line, sk_str *published, sk_str *outlet);

/* ---- for para.c and part.c ---- */

/* Where a form of the class stands in s, from at on; its length in *len.
 * SIZE_MAX if nowhere. */
size_t sk_para_find(const sk_para_words *w, int cls, sk_str s, size_t at,
                    size_t *len);
/* s begins with a form of the class: its length, else 0. */
size_t sk_para_starts(const sk_para_words *w, int cls, sk_str s);
/* Only words with a capital, marks and words of class minor; at most max
 * words: the names of authors, agencies, outlets. */
bool sk_para_names(const sk_para_words *w, sk_str s, unsigned max);
/* "(PLVN) - ", "TTO - ", "VTV.vn - ", "Dân trí ": bytes before the text. */
size_t sk_para_dateline(const sk_doc *d, sk_str s);
/* Cuts datelines, captions, author and source out of paragraphs. */
void sk_para_parts(sk_doc *d);

#endif
