/* parent.h - under which storyline another one hangs. */
#ifndef SK_STORE_PARENT_H
#define SK_STORE_PARENT_H

#include "store/inside.h"

/* Writes the parent that threading gave a storyline, unless the two are of two
 * named events: a cup is no part of another one, nor is a storm. */
int sk_parent_write(sk_store *s, int64_t story, sk_err *err);

#endif
