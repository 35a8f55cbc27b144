/* engine_table.h - tables and tests that ask an engine of the shipped knowledge. */
#ifndef SK_TEST_ENGINE_TABLE_H
#define SK_TEST_ENGINE_TABLE_H

#include "table.h"

#include <sukien/sukien.h>

static sk_engine *eng; /* open while they run */

static inline bool open_engine(void)
{
    sk_err err;

    eng = sk_engine_open(NULL, &err);
    if (!eng)
        fprintf(stderr, "%s\n", err.msg);
    return eng != NULL;
}

static inline int close_engine(int rc)
{
    sk_engine_close(eng);
    return rc;
}

/* run_table with an engine. */
static inline int run_engine_table(const char *name, void (*each)(void **state))
{
    return open_engine() ? close_engine(run_table(name, each)) : 1;
}

/* cmocka_run_group_tests with an engine. */
#define run_engine_tests(tests)                                              \
    (open_engine() ? close_engine(cmocka_run_group_tests(tests, NULL, NULL)) \
                   : 1)

#endif
