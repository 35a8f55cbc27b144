/* para.h - what kind of paragraph a line is. */
#ifndef SK_CLEAN_PARA_H
#define SK_CLEAN_PARA_H

#include "base/doc.h"

/* Sets the kinds of all paragraphs of doc (those of fields are given). */
void sk_para_kinds(sk_doc *d);
/* If line is a crawler's header ("date 2026-03-10 (VTC News) -"), takes the
 * date and the outlet from it. */
bool sk_para_header(sk_str line, sk_str *published, sk_str *outlet);

#endif
