/* sense.c - reads the table of directions and adds them up. */
#include "thread/sense.h"

#include <math.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/err.h"

/* thread_sense.bin: "SKSE", the number of dimensions and of terms, then for
 * each term its id, a float and that many signed bytes; little-endian. */
enum { HEAD = 12, ROW = 8 + SK_SENSE_DIMS, TERMS_MAX = 1 << 17 };

static uint32_t u32(const unsigned char *p)
{
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

/* The place of a term, free if it is not there. */
static sk_sense_term *place(const sk_senses *s, uint32_t id)
{
    uint32_t h = id & s->mask;

    while (s->terms[h].row && s->terms[h].id != id)
        h = (h + 1) & s->mask;
    return &s->terms[h];
}

static void take(sk_loader *ld, sk_senses *s, uint32_t n,
                 const unsigned char *p)
{
    sk_sense_row *rows = sk_new(ld->arena, sk_sense_row, n);
    uint32_t cap = 16;

    while (cap < n * 2)
        cap *= 2;
    s->n = n;
    s->mask = cap - 1;
    s->terms = sk_new(ld->arena, sk_sense_term, cap);
    for (uint32_t i = 0; i < n; i++, p += ROW) {
        sk_sense_term t = {.id = u32(p), .row = &rows[i]};
        uint32_t bits = u32(p + 4);
        memcpy(&t.scale, &bits, sizeof bits);
        memcpy(rows[i].v, p + 8, SK_SENSE_DIMS);
        *place(s, t.id) = t;
    }
}

int sk_senses_load(sk_loader *ld, sk_senses *s)
{
    FILE *f = fopen(sk_load_path(ld, "models/thread_sense.bin"), "rb");
    size_t cap = HEAD + (size_t)TERMS_MAX * ROW, n;
    struct stat st;
    unsigned char *v;
    uint32_t terms;

    *s = (sk_senses){0};
    if (!f)
        return SK_OK;
    if (fstat(fileno(f), &st) == 0 && (size_t)st.st_size < cap)
        cap = (size_t)st.st_size;
    v = sk_new(ld->arena, unsigned char, cap + 1);
    n = fread(v, 1, cap, f);
    fclose(f);
    terms = n < HEAD ? 0 : u32(v + 8);
    if (n < HEAD || memcmp(v, "SKSE", 4) != 0 || u32(v + 4) != SK_SENSE_DIMS ||
        terms > TERMS_MAX || n != HEAD + (size_t)terms * ROW)
        return sk_fail(ld->err, SK_EINPUT, 0,
                       "models/thread_sense.bin: not a table of directions");
    take(ld, s, terms, v + HEAD);
    return SK_OK;
}

const sk_sense_term *sk_sense_find(const sk_senses *s, uint32_t id)
{
    const sk_sense_term *t = s->n ? place(s, id) : NULL;

    if (!t || !t->row)
        return NULL;
    sk_soon(t->row, sizeof *t->row);
    return t;
}

void sk_sense_add(const sk_sense_term *t, double w, float sum[SK_SENSE_DIMS])
{
    float by = (float)w * t->scale;

    for (int k = 0; k < SK_SENSE_DIMS; k++)
        sum[k] += by * (float)t->row->v[k];
}

/* Eight sums side by side, as a compiler may not reorder additions. */
static double dot(const float *a, const float *b)
{
    enum { LANES = 8 };
    float sum[LANES] = {0}, all = 0;

    for (int i = 0; i < SK_SENSE_DIMS; i += LANES)
        for (int k = 0; k < LANES; k++)
            sum[k] += a[i + k] * b[i + k];
    for (int k = 0; k < LANES; k++)
        all += sum[k];
    return (double)all;
}

sk_sense sk_sense_of(const float sum[SK_SENSE_DIMS])
{
    double norm = sqrt(dot(sum, sum));
    sk_sense s = {{0}};

    for (int i = 0; norm > 0 && i < SK_SENSE_DIMS; i++)
        s.v[i] = (int8_t)lrint((double)sum[i] / norm * SK_SENSE_ONE);
    return s;
}

double sk_sense_cos(const sk_sense *a, const sk_sense *b)
{
    int32_t sum = 0;

    for (int i = 0; i < SK_SENSE_DIMS; i++)
        sum += a->v[i] * b->v[i];
    return sum / (double)(SK_SENSE_ONE * SK_SENSE_ONE);
}

double sk_sense_cos_sum(const sk_sense *a, const float *sum)
{
    double norm = sqrt(dot(sum, sum)) * SK_SENSE_ONE;
    float v[SK_SENSE_DIMS];

    for (int i = 0; i < SK_SENSE_DIMS; i++)
        v[i] = (float)a->v[i];
    return norm > 0 ? dot(v, sum) / norm : 0;
}

double sk_sense_cos_sums(const float *a, const float *b)
{
    double norm = sqrt(dot(a, a) * dot(b, b));

    return norm > 0 ? dot(a, b) / norm : 0;
}
