/* dump.c - a model file as text. */
#include "train.h"

#include "base/err.h"
#include "base/linear.h"
#include "base/model.h"
#include "split/word.h"

static bool is_linear(sk_str name)
{
    return sk_str_eq(name, SK_STR("classes")) ||
           sk_str_eq(name, SK_STR("tagger"));
}

static void dump_pairs(FILE *f, const int16_t *row, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++)
        fprintf(f, " %d", row[k]);
    fputc('\n', f);
}

static void dump_weights(FILE *f, const int8_t *w, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++)
        fprintf(f, " %d", w[sk_linear_place(k)]);
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
        dump_pairs(f, (const int16_t *)&m.pairs[i], m.n_labels);
    }
    for (uint32_t i = 0; rows && i < m.n_slots; i++)
        if (m.slots[i].key) {
            fprintf(f, "  %08x:", m.slots[i].key);
            dump_weights(f, m.slots[i].row, m.n_labels);
        }
    return SK_OK;
}

static int dump_choice(FILE *f, sk_arena *a, sk_str section, bool rows,
                       sk_err *err)
{
    sk_choice m;
    int rc = sk_choice_of(a, section, &m, err);

    if (rc)
        return rc;
    fprintf(f, "  no or yes, %u slots\n", m.n_slots);
    for (uint32_t i = 0; i < 3; i++)
        fprintf(f, "  %s %d %d\n",
                i == 2 ? "at first:"
                : i    ? "after yes:"
                       : "after no:",
                m.pairs[i][0], m.pairs[i][1]);
    for (uint32_t i = 0; rows && i < m.n_slots; i++)
        if (m.slots[i])
            fprintf(f, "  %06x: %d\n", m.slots[i] >> 8,
                    (int8_t)(m.slots[i] & 255));
    return SK_OK;
}

/* What is known of words: their kinds, and the weights they give. */
static void dump_words(FILE *f, sk_str section, bool rows)
{
    const sk_word_row *row = (const void *)section.s;
    size_t n = section.len / sizeof *row;

    fprintf(f, "  %zu rows\n", n);
    for (size_t i = 0; rows && i < n; i++) {
        fprintf(f, "  %zu: kind %08x\n    self:  ", i, row[i].kind);
        dump_weights(f, row[i].self, SK_CLASSES);
        fputs("    after: ", f);
        dump_weights(f, row[i].after, SK_CLASSES);
        fputs("    before:", f);
        dump_weights(f, row[i].before, SK_CLASSES);
    }
}

static int dump(FILE *f, sk_arena *a, const sk_model *m, bool rows, sk_err *err)
{
    int rc = SK_OK;

    fprintf(f, "kind %.8s, version %u, %zu bytes\n", m->head->kind,
            m->head->version, m->bytes.len);
    for (uint32_t i = 0; !rc && i < m->head->n_sections; i++) {
        const sk_model_section *s = &m->sections[i];
        sk_str name = {s->name, strnlen(s->name, sizeof s->name)};
        sk_str bytes = {m->bytes.s + s->at, s->len};
        fprintf(f, "%-8.*s at %llu, %llu bytes\n", SK_FMT(name),
                (unsigned long long)s->at, (unsigned long long)s->len);
        if (is_linear(name))
            rc = dump_linear(f, a, bytes, rows, err);
        else if (sk_str_eq(name, SK_STR("gaps")))
            rc = dump_choice(f, a, bytes, rows, err);
        else if (sk_str_eq(name, SK_STR("rows")))
            dump_words(f, bytes, rows);
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
