/* learn.h - the learner's half of base/linear.h: an averaged structured
 * perceptron (M. Collins, "Discriminative Training Methods for Hidden Markov
 * Models", EMNLP 2002). Deterministic: same sequences, same weights.
 *
 *     learn *l = learn_new(n_labels);
 *     for each sequence {
 *         for each position
 *             learn_add(l, feats, n_feats, gold, allowed);
 *         learn_end(l);
 *     }
 *     learn_run(l, 12);
 *     learn_write(l, pack, "gaps");
 */
#ifndef SK_TRAIN_LEARN_H
#define SK_TRAIN_LEARN_H

#include "base/linear.h"
#include "pack.h"

typedef struct learn learn;

learn *learn_new(uint32_t n_labels);
void learn_free(learn *l);
/* Adds a position: its features, gold label, and a bit for each label that is
 * allowed there (0: all). */
void learn_add(learn *l, const uint64_t *feats, size_t n, uint8_t gold,
               uint32_t allowed);
/* More features of the position that was added last. */
void learn_more(learn *l, const uint64_t *feats, size_t n);
/* The same, but their weights are not written with the model: learn_sum tells
 * them. */
void learn_aside(learn *l, const uint64_t *feats, size_t n);
/* Ends the sequence. */
void learn_end(learn *l);
/* Label `to` never follows `from` (n_labels: the begin of a sequence). */
void learn_forbid(learn *l, uint32_t from, uint32_t to);
/* Features seen less often get no weights (default 1: all get some). */
void learn_min_count(learn *l, uint32_t min);
/* One in so many weights may be cut off when they are made to fit a byte
 * (default 1000; more keeps large weights exact and makes small ones rough). */
void learn_cut(learn *l, uint32_t one_in);
/* Each time a sequence is met, so many percent of its features are left out at
 * random (default 0): a model that does not lean on single features reads
 * other texts better. */
void learn_drop(learn *l, uint32_t percent);
/* Makes quantised weights so many times smaller (default 1), where bytes are to
 * hold sums of them. */
void learn_widen(learn *l, float times);
/* By how much the gold labels must win to be left alone (default 0). */
void learn_margin(learn *l, float margin);
/* Features none of whose quantised weights (up to 127) reaches this are left
 * out of the file (default 1). */
void learn_least(learn *l, int least);
/* Learns n times in different orders and adds the weights (default 1): steadier
 * and a little better, no slower to decode. Both ways to learn do. */
void learn_runs(learn *l, int n);
/* Passes over all sequences; may be told about each on standard error. */
void learn_run(learn *l, int n_passes, bool tell);
/* The same by likelihood, as a conditional random field (stochastic gradient
 * with AdaGrad): slower, and better where gold is little. */
void learn_climb(learn *l, int n_passes, bool tell);
/* Averaged weights, quantised, as a section of a model file. */
void learn_write(const learn *l, pack *p, const char *section);
/* The quantised sums of the weights of features, the first n_aside of which
 * were added by learn_aside; step is what learn_step says. */
float learn_step(const learn *l);
void learn_sum(const learn *l, float step, const uint64_t *feats, size_t n,
               size_t n_aside, sk_linear_row out);

#endif
