/* build.h - what the readers of tables share: the forms of rows. */
#ifndef SK_KNOW_BUILD_H
#define SK_KNOW_BUILD_H

#include "know/know.h"

typedef struct sk_build {
    sk_loader *ld;
    sk_know *k;
    bool user;    /* a table of the user's: its rows go first */
    sk_toks toks; /* scratch */
    uint32_t ids[SK_ALIAS_TOKS];
} sk_build;

/* The form as token ids into b->ids; their number, 0 if it is too long. */
size_t sk_build_cut(sk_build *b, sk_str form);
/* SK_ALIAS_AMBIGUOUS if the form is in the row's list of ambiguous ones ("1"
 * is all), else 0. */
unsigned sk_build_ambiguous(const sk_tsv *t, sk_str form);
void sk_build_alias(sk_build *b, sk_str form, uint8_t kind, uint32_t row,
                    unsigned flags, unsigned rank);
/* All forms of a cell. */
void sk_build_list(sk_build *b, const sk_tsv *t, sk_str list, uint8_t kind,
                   uint32_t row, unsigned flags, unsigned rank);

#endif
