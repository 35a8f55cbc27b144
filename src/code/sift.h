/* sift.h - the parts of the question whether a draft is an event of politics. */
#ifndef SK_CODE_SIFT_H
#define SK_CODE_SIFT_H

#include "code/draft.h"

/* Whether a code stands in a list of codes with blanks between them. */
static inline bool sk_one_of(const char *code, const char *list)
{
    return code[0] && strstr(list, code) != NULL;
}

/* The codes of both sides are one country and no more. */
bool sk_one_country(const sk_parties *p, const sk_draft *e);

/* ---- sift_crime.c ---- */

/* Police and courts of a country with its own people, and what a state does
 * inside Vietnam; src, tgt: a side has a political party. */
bool sk_sift_crime(const sk_doc *d, const sk_parties *p, const sk_draft *e,
                   bool src, bool tgt);
/* Somebody of no office before police or a court, here or abroad: in a text of
 * crime that is no politics. A bare country is where he is from, unless it can
 * be accused itself. */
bool sk_sift_policed(const sk_parties *p, const sk_draft *e);

/* ---- sift_about.c ---- */

/* What a text is about: how many of its words are of either class. */
typedef struct sk_about {
    unsigned other; /* sport, showbiz, business */
    unsigned crime;
} sk_about;

/* The token that ends headline and lead, which say what a text is about: its
 * paragraphs before the body, or three sentences. */
uint32_t sk_about_head(const sk_doc *d);
/* All of a text may speak of sport or business, its head of a crime: a report of
 * a war names some. */
sk_about sk_about_text(const sk_doc *d, uint32_t head);
/* ... at a draft: its sentence may speak of a crime; in a list of news ("...;
 * ...; ...") its item alone counts, the others tell nothing of it. */
sk_about sk_about_draft(const sk_doc *d, const sk_draft *e, uint32_t head,
                        sk_about all);
/* "Tổng thư ký Liên đoàn Bóng đá châu Á": whose own name says so. */
bool sk_about_domain(const sk_doc *d, const sk_party *p);

#endif
