/* find.c - the step that finds: hits of the knowledge base, then times, names
 * and quotations, in this order. */
#include "find/find.h"

#include "find/name.h"
#include "find/quote.h"
#include "find/time.h"

void sk_find(sk_doc *d)
{
    sk_know_hits(d);
    sk_time_find(d);
    sk_name_find(d);
    sk_quotes_find(d);
}
