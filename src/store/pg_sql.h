/* pg_sql.h - the store's SQL as PostgreSQL wants it. */
#ifndef SK_STORE_PG_SQL_H
#define SK_STORE_PG_SQL_H

/* A copy for free(), NULL without memory; *n is the number of its values. */
char *sk_pg_sql(const char *sql, int *n);

#endif
