/* code.h - clauses into events of PLOVER and CAMEO. */
#ifndef SK_CODE_CODE_H
#define SK_CODE_CODE_H

#include "base/doc.h"
#include "know/know.h"

void sk_code(sk_doc *d);

#endif
