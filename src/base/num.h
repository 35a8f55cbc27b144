/* num.h - numbers as text, the same in every locale: a program that reads or
 * writes 0,5 for 0.5 may use the library.
 */
#ifndef SK_BASE_NUM_H
#define SK_BASE_NUM_H

#include "base/str.h"

/* A decimal number of at most 15 digits ("12", "-0.5"); false if s is none. */
bool sk_num_of(sk_str s, double *v);
/* What %.6g makes of a finite number, in to. */
sk_str sk_num_text(double v, char to[32]);

#endif
