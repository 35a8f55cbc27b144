/* leads.h - a page of leads (a storyline page) into its documents. */
#ifndef SK_CLEAN_LEADS_H
#define SK_CLEAN_LEADS_H

#include "clean/para.h"

/* If raw is a plain text that lists leads of different articles, one a line,
 * newest first, returns how many and sets *items (each a raw document whose
 * text is one lead); else 0. */
size_t sk_leads_cut(sk_arena *a, const sk_para_words *w, const sk_raw *raw,
                    sk_raw **items);

#endif
