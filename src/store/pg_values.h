/* pg_values.h - values of a statement as libpq wants and gives them. */
#ifndef SK_STORE_PG_VALUES_H
#define SK_STORE_PG_VALUES_H

#include "store/db_kind.h"

#include <libpq-fe.h>

typedef struct sk_pg_values {
    const char *v[SK_DB_VALUES];
    int len[SK_DB_VALUES], binary[SK_DB_VALUES];
    char text[SK_DB_VALUES][32]; /* the digits of numbers */
    char *mended[SK_DB_VALUES];  /* texts that had to be mended */
    int n_mended;
} sk_pg_values;

/* The first n values of a statement; borrowed from it until released. */
void sk_pg_fill(const sk_stmt *st, int n, sk_pg_values *o);
void sk_pg_release(sk_pg_values *o);
/* What stands in a row. */
sk_value sk_pg_read(const PGresult *r, int row, int c);

#endif
