/* ask.h - a question put together from the filters that are given.
 *
 * Only the conditions that are asked for stand in the SQL, so the database
 * sees which index serves it. Each piece of SQL has one ? for its value.
 */
#ifndef SK_STORE_ASK_H
#define SK_STORE_ASK_H

#include "store/inside.h"

typedef struct sk_ask {
    sk_arena *a;
    sk_buf sql;
    SK_VEC(sk_value) values;
    bool where;           /* a condition stands already */
    SK_VEC(size_t) parts; /* where the values of each begin */
} sk_ask;

void sk_ask_sql(sk_ask *q, const char *sql);
void sk_ask_int(sk_ask *q, const char *sql, int64_t v);
void sk_ask_str(sk_ask *q, const char *sql, sk_str v);
/* Conditions: WHERE before the first, AND before the others. */
void sk_ask_if(sk_ask *q, const char *condition);
void sk_ask_if_int(sk_ask *q, const char *condition, int64_t v);
void sk_ask_if_num(sk_ask *q, const char *condition, double v);
void sk_ask_if_str(sk_ask *q, const char *condition, sk_str v);
/* from <= column < to; SK_NO_TIME: no bound. */
void sk_ask_if_time(sk_ask *q, const char *column, int64_t from, int64_t to);
/* Begins a part of the question that is asked several times in the same words:
 * values that are the same as in the first are given once, as a statement takes
 * few. */
void sk_ask_part(sk_ask *q);
/* A further value for a condition with more than one ?. */
void sk_ask_value_int(sk_ask *q, int64_t v);
void sk_ask_value_str(sk_ask *q, sk_str v);
/* In the order that the table which leads has already: said only to a database
 * whose joins do not keep it. */
void sk_ask_order(sk_store *s, sk_ask *q, const char *order);
/* The statement with its values; NULL on failure. */
sk_stmt *sk_ask_ready(sk_store *s, sk_ask *q);

#endif
