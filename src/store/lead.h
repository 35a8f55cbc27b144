/* lead.h - the lead that tells best: of the reports of one happening, and of
 * the newest happenings of a storyline (its one-line state of affairs).
 *
 * A good one says plainly what happened: no question, no "vì sao", no preview,
 * neither too short nor too long; of many reports it has most words in common
 * with the others. For the state of affairs news that several outlets tell and
 * that is of the storyline's name goes before the very newest.
 */
#ifndef SK_STORE_LEAD_H
#define SK_STORE_LEAD_H

#include "base/engine.h"
#include "store/db.h"

typedef struct sk_lead {
    int64_t doc;
    sk_str title, lead;
} sk_lead;

/* Whether a title asks or explains: "vì sao", "lý do". */
bool sk_lead_soft(const sk_engine *eng, sk_str title, sk_arena *a);
/* The share of the pairs of neighbouring words of a title that a text has. */
double sk_lead_pairs(sk_str title, sk_str text, sk_arena *a);
/* The index of the best of n > 0, the first of those that are as good. */
size_t sk_lead_best(const sk_engine *eng, const sk_lead *v, size_t n,
                    sk_arena *a);
/* The state of affairs of a storyline of that name; len 0: there is none. Not
 * 0: failed. */
int sk_lead_state(sk_db *db, const sk_engine *eng, int64_t story, sk_str name,
                  sk_arena *a, sk_str *state);

#endif
