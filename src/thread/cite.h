/* cite.h - the happenings that a digest names. */
#ifndef SK_THREAD_CITE_H
#define SK_THREAD_CITE_H

#include "thread/state.h"

/* Sets out->cites: the happenings of the window that the title of the digest x
 * names, those most of whose own title it has first. */
void sk_cite(sk_threads *t, const sk_live *x, sk_decision *out);

#endif
