/* code.c - the step that codes: clauses into events. */
#include "code/code.h"

void sk_code(sk_doc *d)
{
    (void)d;
}
