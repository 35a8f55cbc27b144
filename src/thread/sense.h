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

/* As memory is read: a line of 64 bytes at a time. */
typedef struct sk_sense_row {
    _Alignas(64) int8_t v[SK_SENSE_DIMS];
} sk_sense_row;

typedef struct sk_sense_term {
    uint32_t id;
    float scale;
    const sk_sense_row *row; /* NULL: free */
} sk_sense_term;

typedef struct sk_senses {
    uint32_t n;
    uint32_t mask;
    sk_sense_term *terms; /* [mask + 1] by id */
} sk_senses;

/* Reads models/thread_sense.bin; no file, no senses. */
int sk_senses_load(sk_loader *ld, sk_senses *s);
/* Asks for a term, which will be read soon. */
static inline void sk_sense_soon(const sk_senses *s, uint32_t id)
{
    if (s->n)
        sk_soon(&s->terms[id & s->mask], sizeof *s->terms);
}
/* The direction of a term, on its way from memory; NULL if it has none. */
const sk_sense_term *sk_sense_find(const sk_senses *s, uint32_t id);
/* Adds w times the direction of a term to sum. */
void sk_sense_add(const sk_sense_term *t, double w, float sum[SK_SENSE_DIMS]);
/* The direction of a sum. */
sk_sense sk_sense_of(const float sum[SK_SENSE_DIMS]);
/* The cosine of two directions, and of a direction with a sum. */
double sk_sense_cos(const sk_sense *a, const sk_sense *b);
double sk_sense_cos_sum(const sk_sense *a, const float *sum);
double sk_sense_cos_sums(const float *a, const float *b);

#endif
