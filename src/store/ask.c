/* ask.c - SQL from pieces. */
#include "store/ask.h"

void sk_ask_sql(sk_ask *q, const char *sql)
{
    sk_buf_add(q->a, &q->sql, sk_str_of(sql));
}

void sk_ask_value_int(sk_ask *q, int64_t v)
{
    *sk_push(q->a, &q->values) = (sk_value){.kind = SK_V_INT, .i = v};
}

void sk_ask_value_str(sk_ask *q, sk_str v)
{
    *sk_push(q->a, &q->values) =
        (sk_value){.kind = v.s ? SK_V_TEXT : SK_V_NULL, .s = v};
}

void sk_ask_int(sk_ask *q, const char *sql, int64_t v)
{
    sk_ask_sql(q, sql);
    sk_ask_value_int(q, v);
}

void sk_ask_str(sk_ask *q, const char *sql, sk_str v)
{
    sk_ask_sql(q, sql);
    sk_ask_value_str(q, v);
}

void sk_ask_if(sk_ask *q, const char *condition)
{
    sk_ask_sql(q, q->where ? " AND " : " WHERE ");
    sk_ask_sql(q, condition);
    q->where = true;
}

void sk_ask_if_int(sk_ask *q, const char *condition, int64_t v)
{
    sk_ask_if(q, condition);
    sk_ask_value_int(q, v);
}

void sk_ask_if_num(sk_ask *q, const char *condition, double v)
{
    sk_ask_if(q, condition);
    *sk_push(q->a, &q->values) = (sk_value){.kind = SK_V_NUM, .d = v};
}

void sk_ask_if_str(sk_ask *q, const char *condition, sk_str v)
{
    sk_ask_if(q, condition);
    sk_ask_value_str(q, v);
}

void sk_ask_if_time(sk_ask *q, const char *column, int64_t from, int64_t to)
{
    if (from != SK_NO_TIME) {
        sk_ask_if(q, column);
        sk_ask_int(q, " >= ?", from);
    }
    if (to != SK_NO_TIME) {
        sk_ask_if(q, column);
        sk_ask_int(q, " < ?", to);
    }
}

void sk_ask_order(sk_store *s, sk_ask *q, const char *order)
{
    if (sk_db_dialect(s->db)->keeps_order)
        return;
    sk_ask_sql(q, " ORDER BY ");
    sk_ask_sql(q, order);
}

static bool same(const sk_value *a, const sk_value *b)
{
    return a->kind == b->kind && (a->kind == SK_V_INT    ? a->i == b->i
                                  : a->kind == SK_V_TEXT ? sk_str_eq(a->s, b->s)
                                                         : a == b);
}

void sk_ask_part(sk_ask *q)
{
    *sk_push(q->a, &q->parts) = q->values.n;
    q->where = false;
}

/* ?n for ?: n is that of the same value at the same place of the first part, or
 * the next. */
static void share(sk_ask *q)
{
    size_t *number = sk_new(q->a, size_t, q->values.n + 1);
    size_t first = q->parts.v[0], part = 0, n = 0, at = 0;
    sk_buf sql = {0};
    char text[24];

    for (size_t i = 0; i < q->sql.n; i++) {
        size_t like;
        sk_buf_char(q->a, &sql, q->sql.v[i]);
        if (q->sql.v[i] != '?')
            continue;
        while (part + 1 < q->parts.n && at >= q->parts.v[part + 1])
            part++;
        like = first + at - q->parts.v[part];
        if (part && like < q->parts.v[1] &&
            same(&q->values.v[number[like]], &q->values.v[at])) {
            number[at] = number[like];
        } else {
            q->values.v[n] = q->values.v[at];
            number[at] = n++;
        }
        sk_buf_add(q->a, &sql, sk_int_text((int64_t)number[at++] + 1, text));
    }
    q->sql = sql;
    q->values.n = n;
}

sk_stmt *sk_ask_ready(sk_store *s, sk_ask *q)
{
    sk_stmt *st;

    if (q->parts.n)
        share(q);
    sk_buf_char(q->a, &q->sql, 0);
    st = sk_db_prepare(s->db, q->sql.v);
    if (st)
        sk_db_varied(st);
    for (size_t i = 0; st && i < q->values.n; i++)
        sk_bind(st, (int)i + 1, &q->values.v[i]);
    return st;
}
