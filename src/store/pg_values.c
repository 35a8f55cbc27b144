/* pg_values.c - values to and from libpq: texts and bytes as they are, numbers
 * as digits on their way out and in binary on their way back. */
#include "store/pg_values.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/uni.h"

/* PostgreSQL refuses NUL and what is no UTF-8: they become question marks. */
static const char *mend(sk_pg_values *o, sk_str s)
{
    char *copy;
    size_t bad = sk_utf8_check(s);

    if (bad == s.len && !memchr(s.s, 0, s.len))
        return s.s;
    copy = malloc(s.len + 1);
    if (!copy)
        return NULL;
    memcpy(copy, s.s, s.len);
    while (bad < s.len) {
        copy[bad++] = '?';
        bad += sk_utf8_check(sk_str_sub(s, bad, s.len));
    }
    for (char *nul; (nul = memchr(copy, 0, s.len)) != NULL;)
        *nul = '?';
    o->mended[o->n_mended++] = copy;
    return copy;
}

void sk_pg_release(sk_pg_values *o)
{
    while (o->n_mended)
        free(o->mended[--o->n_mended]);
}

void sk_pg_fill(const sk_stmt *st, int n, sk_pg_values *o)
{
    static const sk_value null;

    o->n_mended = 0;
    for (int i = 0; i < n; i++) {
        const sk_value *in = i < st->n_in ? &st->in[i] : &null;
        o->v[i] = NULL;
        o->binary[i] = o->len[i] = 0;
        if (in->kind == SK_V_INT)
            snprintf(o->text[i], sizeof *o->text, "%lld", (long long)in->i);
        else if (in->kind == SK_V_NUM)
            snprintf(o->text[i], sizeof *o->text, "%.17g", in->d);
        if (in->kind == SK_V_INT || in->kind == SK_V_NUM) {
            o->v[i] = o->text[i];
        } else if (in->kind != SK_V_NULL) {
            o->v[i] = in->kind == SK_V_TEXT ? mend(o, in->s) : in->s.s;
            o->len[i] = (int)in->s.len;
            o->binary[i] = 1;
        }
    }
}

static uint64_t big_endian(const char *p, int n)
{
    uint64_t v = 0;

    for (int i = 0; i < n; i++)
        v = v << 8 | (unsigned char)p[i];
    return v;
}

/* A sum of whole numbers: digits to the base of 10,000, the first of weight
 * p[2..4), sign p[4..6). */
static int64_t whole_numeric(const char *p)
{
    int n = (int)big_endian(p, 2), weight = (int16_t)big_endian(p + 2, 2);
    int64_t v = 0;

    for (int i = 0; i <= weight; i++)
        v = v * 10000 + (i < n ? (int64_t)big_endian(p + 8 + 2 * i, 2) : 0);
    return big_endian(p + 4, 2) ? -v : v;
}

sk_value sk_pg_read(const PGresult *r, int row, int c)
{
    enum {
        BOOL = 16,
        INT8 = 20,
        INT2 = 21,
        INT4 = 23,
        FLOAT8 = 701,
        NUMERIC = 1700
    };
    const char *p = PQgetvalue(r, row, c);
    int n = PQgetlength(r, row, c);
    uint64_t bits;
    double d;

    if (PQgetisnull(r, row, c))
        return (sk_value){.kind = SK_V_NULL};
    switch (PQftype(r, c)) {
    case BOOL:
        return (sk_value){.kind = SK_V_INT, .i = p[0]};
    case INT2:
        return (sk_value){.kind = SK_V_INT, .i = (int16_t)big_endian(p, 2)};
    case INT4:
        return (sk_value){.kind = SK_V_INT, .i = (int32_t)big_endian(p, 4)};
    case INT8:
        return (sk_value){.kind = SK_V_INT, .i = (int64_t)big_endian(p, 8)};
    case NUMERIC:
        return (sk_value){.kind = SK_V_INT, .i = whole_numeric(p)};
    case FLOAT8:
        bits = big_endian(p, 8);
        memcpy(&d, &bits, sizeof d);
        return (sk_value){.kind = SK_V_NUM, .d = d};
    default:
        return (sk_value){.kind = SK_V_TEXT, .s = {p, (size_t)n}};
    }
}
