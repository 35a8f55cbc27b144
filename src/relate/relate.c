/* relate.c - the step that relates: entities, speakers, clauses. */
#include "relate/relate.h"

#include "relate/entity.h"

void sk_relate(sk_doc *d)
{
    sk_entity_all(d);
}
