/* relate.c - the step that relates: entities, speakers, clauses. */
#include "relate/relate.h"

void sk_relate(sk_doc *d)
{
    (void)d;
}
