/* relate.c - the step that relates: entities, speakers, clauses. */
#include "relate/relate.h"

#include "relate/clause.h"
#include "relate/entity.h"
#include "relate/page.h"
#include "relate/refer.h"
#include "relate/speaker.h"

void sk_relate(sk_doc *d)
{
    sk_page_undated(d);
    sk_clause_find(d);
    sk_entity_all(d);
    sk_refer_all(d);
    sk_speakers(d);
}
