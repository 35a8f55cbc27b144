/* thread_terms.c - what is known of terms before a stream begins: in how many
 * articles each stands, and which way it points.
 *
 * Directions are those of latent semantic analysis: the articles as rows of
 * tf-idf, of length one; the leading right singular vectors by orthogonal
 * iteration (Golub and Van Loan, Matrix Computations, 8.2), each divided by
 * the root of its singular value, so that the first do not drown the others.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thread_train.h"

/* ---- df: how many items have each term ---- */

static void put_number(uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        putchar((int)(v & 0x7f) | 0x80);
    putchar((int)v);
}

/* Counts under LEAST say little and cost most: they are left out. */
int df(corpus *c)
{
    enum { LEAST = 4 };
    static uint32_t n[1 << SK_DF_BITS];
    static sk_item it;
    size_t all = sizeof n / sizeof *n;

    for (size_t i = 1; i <= c->n; i++) {
        if (!sk_item_unpack(c->packed[i], c->len[i], &it))
            die("items", "broken");
        for (uint32_t k = 0; k < it.n_terms; k++)
            n[it.terms[k].id & (all - 1)]++;
    }
    fputs("SKDF", stdout);
    put_number(c->n);
    for (size_t i = 0; i < all;) {
        size_t zeros = 0;
        if (n[i] >= LEAST) {
            put_number(n[i++]);
            continue;
        }
        for (; i < all && n[i] < LEAST; i++)
            zeros++;
        put_number(0);
        put_number(zeros);
    }
    return 0;
}

/* ---- sense: a direction for each frequent term ---- */

enum { DIMS = SK_SENSE_DIMS, ROUNDS = 16, SENSE_LEAST = 30 };
static const double SENSE_MOST = 0.2; /* of the articles */

typedef struct entry {
    uint32_t term; /* its number */
    float w;
} entry;

typedef struct matrix {
    size_t n_rows, n_terms;
    size_t *from; /* [n_rows + 1] into v */
    entry *v;
    uint32_t *id; /* [n_terms] */
} matrix;

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static const sk_item *item_of(const corpus *c, size_t i)
{
    static sk_item it;

    if (!sk_item_unpack(c->packed[i], c->len[i], &it))
        die("items", "broken");
    return &it;
}

/* The ids of all words and pairs that are neither rare nor everywhere, with
 * the number of articles that each is in. */
static void frequent(const corpus *c, matrix *x, double **df)
{
    uint32_t *all = NULL;
    size_t n = 0, cap = 0;

    for (size_t i = 1; i <= c->n; i++) {
        const sk_item *it = item_of(c, i);
        if (n + it->n_terms > cap) {
            cap = (n + it->n_terms) * 2;
            all = realloc(all, cap * sizeof *all);
        }
        for (uint32_t k = 0; k < it->n_terms; k++)
            if (!(it->terms[k].flags & SK_TERM_ENTITY))
                all[n++] = it->terms[k].id;
    }
    qsort(all, n, sizeof *all, by_value);
    x->id = malloc((n + 1) * sizeof *x->id);
    *df = malloc((n + 1) * sizeof **df);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && all[end] == all[i];)
            end++;
        if (end - i < SENSE_LEAST ||
            (double)(end - i) > SENSE_MOST * (double)c->n)
            continue;
        x->id[x->n_terms] = all[i];
        (*df)[x->n_terms++] = (double)(end - i);
    }
    free(all);
}

/* Rows of length one. */
static void fill(const corpus *c, matrix *x, const double *df)
{
    size_t n = 0, cap = 0;

    x->from = calloc(c->n + 1, sizeof *x->from);
    for (size_t i = 1; i <= c->n; i++) {
        const sk_item *it = item_of(c, i);
        size_t row = n;
        double norm = 0;
        if (n + it->n_terms > cap) {
            cap = (n + it->n_terms) * 2;
            x->v = realloc(x->v, cap * sizeof *x->v);
        }
        for (uint32_t k = 0; k < it->n_terms; k++) {
            const sk_term *t = &it->terms[k];
            const uint32_t *at =
                bsearch(&t->id, x->id, x->n_terms, sizeof t->id, by_value);
            double w = 1 + log(2.0 * t->title + t->rest);
            if (!at || t->flags & SK_TERM_ENTITY)
                continue;
            w *= log((double)c->n / df[at - x->id]) *
                 (t->flags & SK_TERM_PAIR ? 0.6 : 1);
            x->v[n++] = (entry){(uint32_t)(at - x->id), (float)w};
            norm += w * w;
        }
        for (size_t k = row; k < n; k++)
            x->v[k].w = (float)((double)x->v[k].w / sqrt(norm));
        x->from[i] = n;
    }
    x->n_rows = c->n;
}

/* to = x'x q; returns the lengths of the columns of x q in length. */
static void apply(const matrix *x, const float *q, float *to, double *length)
{
    memset(to, 0, x->n_terms * DIMS * sizeof *to);
    memset(length, 0, DIMS * sizeof *length);
    for (size_t i = 0; i < x->n_rows; i++) {
        float y[DIMS] = {0};
        for (size_t k = x->from[i]; k < x->from[i + 1]; k++)
            for (int d = 0; d < DIMS; d++)
                y[d] += x->v[k].w * q[x->v[k].term * DIMS + d];
        for (size_t k = x->from[i]; k < x->from[i + 1]; k++)
            for (int d = 0; d < DIMS; d++)
                to[x->v[k].term * DIMS + d] += x->v[k].w * y[d];
        for (int d = 0; d < DIMS; d++)
            length[d] += (double)y[d] * (double)y[d];
    }
    for (int d = 0; d < DIMS; d++)
        length[d] = sqrt(length[d]);
}

/* Columns of length one and at right angles (Gram-Schmidt). */
static void straighten(float *q, size_t n)
{
    for (int d = 0; d < DIMS; d++) {
        double norm = 0;
        for (int e = 0; e < d; e++) {
            double dot = 0;
            for (size_t i = 0; i < n; i++)
                dot += (double)q[i * DIMS + d] * (double)q[i * DIMS + e];
            for (size_t i = 0; i < n; i++)
                q[i * DIMS + d] -= (float)dot * q[i * DIMS + e];
        }
        for (size_t i = 0; i < n; i++)
            norm += (double)q[i * DIMS + d] * (double)q[i * DIMS + d];
        for (size_t i = 0; i < n; i++)
            q[i * DIMS + d] = (float)((double)q[i * DIMS + d] / sqrt(norm));
    }
}

static void put_u32(uint32_t v)
{
    for (int i = 0; i < 4; i++)
        putchar((int)(v >> (8 * i) & 0xff));
}

static void put_row(uint32_t id, const float *v, const double *length)
{
    double w[DIMS], top = 1e-12;
    float scale;
    uint32_t bits;

    for (int d = 0; d < DIMS; d++) {
        w[d] = (double)v[d] / sqrt(length[d]);
        top = fmax(top, fabs(w[d]));
    }
    scale = (float)(top / 127);
    memcpy(&bits, &scale, sizeof bits);
    put_u32(id);
    put_u32(bits);
    for (int d = 0; d < DIMS; d++)
        putchar((int)lrint(w[d] / (double)scale) & 0xff);
}

int sense(corpus *c)
{
    matrix x = {0};
    double *in, length[DIMS];
    float *q, *to;
    uint32_t r = 1;

    frequent(c, &x, &in);
    fill(c, &x, in);
    q = malloc(x.n_terms * DIMS * sizeof *q);
    to = malloc(x.n_terms * DIMS * sizeof *to);
    for (size_t i = 0; i < x.n_terms * DIMS; i++)
        q[i] = (float)((r = r * 1664525u + 1013904223u) >> 8) / (1 << 23) - 1;
    for (int round = 0; round < ROUNDS; round++) {
        float *t = q;
        straighten(q, x.n_terms);
        apply(&x, q, to, length);
        q = to;
        to = t;
    }
    straighten(q, x.n_terms);
    apply(&x, q, to, length);
    fputs("SKSE", stdout);
    put_u32(DIMS);
    put_u32((uint32_t)x.n_terms);
    for (size_t i = 0; i < x.n_terms; i++)
        put_row(x.id[i], q + i * DIMS, length);
    fprintf(stderr, "%zu terms, from %.3f to %.3f\n", x.n_terms, length[0],
            length[DIMS - 1]);
    return 0;
}
