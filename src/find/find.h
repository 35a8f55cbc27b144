/* find.h - what stands in the sentences: names, times, quotations. */
#ifndef SK_FIND_FIND_H
#define SK_FIND_FIND_H

#include "base/doc.h"
#include "know/know.h"

void sk_find(sk_doc *d);

#endif
