/* pg_sql.h - the store's SQL as PostgreSQL wants it. */
#ifndef SK_STORE_PG_SQL_H
#define SK_STORE_PG_SQL_H

#include "store/db_kind.h"

/* A copy for free(), NULL without memory; *n is the number of its values. */
char *sk_pg_sql(const char *sql, int *n);
/* What is written otherwise from the start (pg_dialect.c). */
extern const sk_dialect sk_pg_dialect;

#endif
