/* engine_table.h - tables whose rows are read by the engine. */
#ifndef SK_TEST_ENGINE_TABLE_H
#define SK_TEST_ENGINE_TABLE_H

#include "table.h"

#include <sukien/sukien.h>

static sk_engine *eng; /* open while the rows run */

/* run_table with an engine of the shipped knowledge. */
static inline int run_engine_table(const char *name, void (*each)(void **state))
{
    sk_err err;
    int rc;

    eng = sk_engine_open(NULL, &err);
    if (!eng) {
        fprintf(stderr, "%s\n", err.msg);
        return 1;
    }
    rc = run_table(name, each);
    sk_engine_close(eng);
    return rc;
}

#endif
