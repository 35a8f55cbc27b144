/* choice.h - linear sequence models of two labels, no and yes: what
 * base/linear.h does, with one weight for a feature, that of yes over no.
 *
 *     for (i = 0; i < n; i++)
 *         lead[i] = sk_choice_sum(m, feats, my_features(seq, i, feats));
 *     sk_choice_best(m, lead, n, labels);
 */
#ifndef SK_BASE_CHOICE_H
#define SK_BASE_CHOICE_H

#include "base/linear.h"

enum { SK_CHOICE_NO = -(1 << 20) }; /* a lead that is always no */

/* A slot is a key and, in its lowest byte, a weight; 0 if it is empty. */
typedef struct sk_choice {
    int pairs[3][2]; /* weight of a label after another; 2: the begin */
    uint32_t n_slots;
    const uint32_t *slots;
    sk_bits some;
} sk_choice;

/* The first bytes of a section that holds a model. */
typedef struct sk_choice_head {
    uint32_t n_labels, n_slots, n_rows, zero; /* n_labels: 2 */
    int16_t pairs[3][2], more[2];
} sk_choice_head;

/* The key of a feature; its slot is that of base/linear.h. */
static inline uint32_t sk_choice_key(uint64_t feat)
{
    return ((uint32_t)feat | 1) << 8;
}
static inline uint32_t sk_choice_entry(uint64_t feat, int8_t weight)
{
    return sk_choice_key(feat) | (uint8_t)weight;
}

int sk_choice_of(sk_arena *a, sk_str section, sk_choice *m, sk_err *err);
/* By how much n features are for yes. */
int sk_choice_sum(const sk_choice *m, const uint64_t *feats, size_t n);
/* The best labels of n positions, of which lead[] says how much each is for
 * yes. */
void sk_choice_best(const sk_choice *m, const int *lead, size_t n,
                    uint8_t *labels);

#endif
