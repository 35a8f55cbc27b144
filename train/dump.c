/* dump.c - a model file as text. */
#include "train.h"

#include "base/err.h"
#include "base/linear.h"
#include "base/model.h"

static bool is_linear(sk_str name)
{
    return sk_str_eq(name, SK_STR("gaps")) ||
           sk_str_eq(name, SK_STR("classes")) ||
           sk_str_eq(name, SK_STR("tagger"));
}

static void dump_row(FILE *f, const sk_linear *m, uint32_t slot)
{
    fprintf(f, "  %08x:", m->keys[slot]);
    for (uint32_t k = 0; k < m->n_labels; k++)
        fprintf(f, " %d", m->weights[(size_t)slot * m->stride + k]);
    fputc('\n', f);
}

static int dump_linear(FILE *f, sk_arena *a, sk_str section, bool rows,
                       sk_err *err)
{
    sk_linear m;
    int rc = sk_linear_of(a, section, &m, err);

    if (rc)
        return rc;
    fprintf(f, "  %u labels, %u slots\n", m.n_labels, m.n_slots);
    for (uint32_t i = 0; i <= m.n_labels; i++) {
        fprintf(f, i < m.n_labels ? "  after %2u:" : "  at first:", i);
        for (uint32_t k = 0; k < m.n_labels; k++)
            fprintf(f, " %d", m.pairs[i * m.stride + k]);
        fputc('\n', f);
    }
    for (uint32_t i = 0; rows && i < m.n_slots; i++)
        if (m.keys[i])
            dump_row(f, &m, i);
    return SK_OK;
}

static int dump(FILE *f, sk_arena *a, const sk_model *m, bool rows,
                sk_err *err)
{
    int rc = SK_OK;

    fprintf(f, "kind %.8s, version %u, %zu bytes\n", m->head->kind,
            m->head->version, m->bytes.len);
    for (uint32_t i = 0; !rc && i < m->head->n_sections; i++) {
        const sk_model_section *s = &m->sections[i];
        sk_str name = {s->name, strnlen(s->name, sizeof s->name)};
        fprintf(f, "%-8.*s at %llu, %llu bytes\n", SK_FMT(name),
                (unsigned long long)s->at, (unsigned long long)s->len);
        if (is_linear(name))
            rc = dump_linear(f, a, (sk_str){m->bytes.s + s->at, s->len}, rows,
                             err);
    }
    return rc;
}

int train_dump(const char *path, bool rows, FILE *f, sk_err *err)
{
    sk_arena a;
    jmp_buf full;
    sk_model m = {0};
    int rc = sk_model_open(path, NULL, &m, err);

    sk_arena_init(&a, (size_t)1 << 28);
    a.full = &full;
    if (!rc)
        rc = setjmp(full) ? sk_fail(err, SK_ENOMEM, 0, "no memory")
                          : dump(f, &a, &m, rows, err);
    sk_arena_done(&a);
    sk_model_close(&m);
    return rc;
}
