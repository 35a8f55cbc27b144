/* routine.h - what a timeline folds, and tolls that differ.
 *
 * Titles of one series ("Giá vàng …") come day after day; from the third on,
 * one entry stands for them, the newest, with their number and the day of the
 * first; what three outlets told stands alone all the same. The numbers of
 * killed, injured, missing that the articles of a happening give are kept with
 * it if they differ: sources are shown side by side, nobody is put right.
 */
#ifndef SK_STORE_ROUTINE_H
#define SK_STORE_ROUTINE_H

#include "store/add.h"

/* Keeps the tolls of a document. */
int sk_routine_put_doc(sk_adding *a);
/* The series and the tolls of a happening, whose entry is written. */
int sk_routine_write(sk_store *s, int64_t happening, sk_arena *a, sk_err *err);
/* Folds the entries of a storyline anew. */
int sk_routine_fold(sk_db *db, int64_t story, sk_arena *a, sk_err *err);

#endif
