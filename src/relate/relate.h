/* relate.h - who is who, who speaks, who does what to whom. */
#ifndef SK_RELATE_RELATE_H
#define SK_RELATE_RELATE_H

#include "base/doc.h"
#include "know/know.h"

void sk_relate(sk_doc *d);

#endif
