/* sense.h - what an article is about, as a short vector.
 *
 * Two papers tell one thing in other words; a table made of many leads by
 * latent semantic analysis (train/thread_terms.c) gives each frequent term a
 * direction, and an article the direction of all its terms together. Two such
 * directions are compared by their cosine.
 */
#ifndef SK_THREAD_SENSE_H
#define SK_THREAD_SENSE_H

#include "know/load.h"
#include "thread/soon.h"

enum { SK_SENSE_DIMS = 64 };

/* Its cosine with another is the product divided by SK_SENSE_ONE squared; all
 * zero if nothing is known of the article's terms. */
typedef struct sk_sense {
    int8_t v[SK_SENSE_DIMS];
} sk_sense;
enum { SK_SENSE_ONE = 127 };

typedef struct sk_sense_row {
    uint32_t id;
    float scale;
    int8_t v[SK_SENSE_DIMS];
} sk_sense_row;

typedef struct sk_senses {
    uint32_t n;
    struct sk_sense_slot {
        uint32_t id, row; /* row + 1; 0: free */
    } * slots;            /* [mask + 1] by id */
    uint32_t mask;
    sk_sense_row *rows; /* [n] */
} sk_senses;

/* Reads models/thread_sense.bin; no file, no senses. */
int sk_senses_load(sk_loader *ld, sk_senses *s);
/* Asks for the slot of a term, which will be read soon. */
static inline void sk_sense_soon(const sk_senses *s, uint32_t id)
{
    if (s->n)
        sk_soon(&s->slots[id & s->mask], sizeof *s->slots);
}
/* The direction of a term, on its way from memory; NULL if it has none. */
const sk_sense_row *sk_sense_find(const sk_senses *s, uint32_t id);
/* Adds w times the direction of a term to sum. */
void sk_sense_add(const sk_sense_row *row, double w, float sum[SK_SENSE_DIMS]);
/* The direction of a sum. */
sk_sense sk_sense_of(const float sum[SK_SENSE_DIMS]);
/* The cosine of two directions, and of a direction with a sum. */
double sk_sense_cos(const sk_sense *a, const sk_sense *b);
double sk_sense_cos_sum(const sk_sense *a, const float *sum);
double sk_sense_cos_sums(const float *a, const float *b);

#endif
