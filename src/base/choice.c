/* choice.c - scores and decodes models of two labels. */
#include "base/choice.h"

#include "base/err.h"

enum { WEIGHT = 8 }; /* bits; the lowest one of the key over it is always set */

int sk_choice_of(sk_arena *a, sk_str section, sk_choice *m, sk_err *err)
{
    const sk_choice_head *h = (const void *)section.s;

    if (!section.s || section.len < sizeof *h)
        return sk_fail(err, SK_EINPUT, 0, "the model lacks its weights");
    if (h->n_labels != 2 || !h->n_slots || (h->n_slots & (h->n_slots - 1)) ||
        (section.len - sizeof *h) / sizeof *m->slots < h->n_slots)
        return sk_fail(err, SK_EINPUT, 0, "weights of an unknown shape");
    *m = (sk_choice){.n_slots = h->n_slots, .slots = (const void *)(h + 1)};
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 2; k++)
            m->pairs[i][k] = h->pairs[i][k];
    if (!sk_bits_of(a, m->slots, m->n_slots, WEIGHT + 1, &m->some))
        return sk_fail(err, SK_EINPUT, 0, "a table of weights is full");
    return SK_OK;
}

int sk_choice_sum(const sk_choice *m, const uint64_t *feats, size_t n)
{
    uint32_t mask = m->n_slots - 1;
    int sum = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t key = sk_choice_key(feats[i]), at, there;
        if (!sk_bits_has(&m->some, key))
            continue;
        at = sk_linear_at(m->n_slots, feats[i]);
        while ((there = m->slots[at]) != 0 && (there ^ key) >> 8)
            at = (at + 1) & mask;
        sum += (int8_t)(there & 255);
    }
    return sum;
}

void sk_choice_best(const sk_choice *m, const int *lead, size_t n,
                    uint8_t *labels)
{
    int no, yes;
    uint8_t last;

    if (!n)
        return;
    no = m->pairs[2][0];
    yes = m->pairs[2][1] + lead[0];
    for (size_t i = 1; i < n; i++) {
        int nn = no + m->pairs[0][0], yn = yes + m->pairs[1][0];
        int ny = no + m->pairs[0][1], yy = yes + m->pairs[1][1];
        labels[i] = (uint8_t)((yn > nn) | (yy > ny) << 1); /* came from yes */
        no = yn > nn ? yn : nn;
        yes = (yy > ny ? yy : ny) + lead[i];
    }
    last = yes > no;
    for (size_t i = n; i-- > 0;) {
        uint8_t from = (uint8_t)(i ? labels[i] >> last & 1 : 0);
        labels[i] = last;
        last = from;
    }
}
