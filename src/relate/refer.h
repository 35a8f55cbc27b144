/* refer.h - words that point back: "ông" (he), "nước này" (this country),
 * "nhóm này" (this group), "hai nước" (the two countries).
 *
 * They are no mentions; doc->refs lists them with what they mean, in text
 * order. A pronoun without a likely meaning is not listed.
 */
#ifndef SK_RELATE_REFER_H
#define SK_RELATE_REFER_H

#include "base/doc.h"
#include "know/load.h"

/* Reads refer.tsv. */
int sk_refer_load(sk_loader *ld, const struct sk_refer_words **out);
/* Fills doc->refs; needs mentions with entities, and quotations if there are
 * any. */
void sk_refer_all(sk_doc *d);

/* The reference that covers a token; NULL. */
const sk_ref *sk_refer_at(const sk_doc *d, uint32_t tok);
/* The entity that a token belongs to, by a mention or a reference that covers
 * it; SK_NONE. */
uint32_t sk_refer(const sk_doc *d, uint32_t tok);
/* Who would be meant by "ông" ('m'), "bà" ('f') or either (0) at a token: the
 * last fitting person named before it outside quotations; SK_NONE. */
uint32_t sk_refer_person(const sk_doc *d, uint32_t tok, char gender);

#endif
