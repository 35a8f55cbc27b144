/* name_load.c - the words and the tagger that find names. */
#include "find/name_part.h"

#include "base/err.h"

static unsigned class_of(sk_str name, sk_str of)
{
    static const struct {
        const char *name;
        unsigned bit;
    } classes[] = {
        {"honour", SK_NW_HONOUR},   {"prefix", SK_NW_PREFIX},
        {"surname", SK_NW_SURNAME}, {"middle", SK_NW_MIDDLE},
        {"gpe", SK_NW_GPE},         {"org", SK_NW_ORG},
        {"loc", SK_NW_LOC},         {"event", SK_NW_EVENT},
        {"at", SK_NW_AT},           {"media", SK_NW_MEDIA},
        {"land", SK_NW_LAND},       {"join", SK_NW_JOIN},
        {"aside", SK_NW_ASIDE},
    };
    unsigned more = sk_str_eq(of, SK_STR("m"))   ? SK_NW_MAN
                    : sk_str_eq(of, SK_STR("f")) ? SK_NW_WOMAN
                    : sk_str_eq(of, SK_STR("x")) ? SK_NW_FORMER
                                                 : 0;

    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (sk_str_eq(name, sk_str_of(classes[i].name)))
            return classes[i].bit | more;
    return 0;
}

static int load_words(sk_loader *ld, sk_name_model *m)
{
    SK_VEC(uint16_t) cls = {0};
    sk_tsv t;
    int rc = sk_load_table(ld, "name_words.tsv", &t);

    if (rc)
        return rc;
    while (sk_tsv_next(&t)) {
        uint32_t id = sk_load_form(ld, sk_tsv_get(&t, "word"));
        unsigned bits = class_of(sk_tsv_get(&t, "class"), sk_tsv_get(&t, "of"));
        if (!bits)
            return sk_fail(ld->err, SK_EINPUT, t.line,
                           "%s: line %zu: unknown class", t.path, t.line);
        while (cls.n <= id)
            *sk_push(ld->arena, &cls) = 0;
        cls.v[id] |= (uint16_t)bits;
    }
    m->cls = cls.v;
    m->n_cls = (uint32_t)cls.n;
    return SK_OK;
}

/* A set has an empty slot, where a search ends. */
static bool is_set(const uint32_t *slots, uint32_t n)
{
    bool free = false;

    for (uint32_t i = 0; i < n; i++)
        free |= !slots[i];
    return free && !(n & (n - 1));
}

int sk_name_tagger_of(sk_arena *a, const sk_model *file, sk_name_tagger *t,
                      sk_err *err)
{
    sk_str inner = sk_model_find(file, "inner");
    int rc = sk_linear_of(a, sk_model_find(file, "tagger"), &t->linear, err);

    if (rc)
        return rc;
    if (t->linear.n_labels != SK_NAME_LABELS)
        return sk_fail(err, SK_EINPUT, 0, "names.skmd: wrong labels");
    t->inner = (const void *)inner.s;
    t->n_inner = (uint32_t)(inner.len / sizeof *t->inner);
    if (!is_set(t->inner, t->n_inner))
        return sk_fail(err, SK_EINPUT, 0, "names.skmd: no inner words");
    return SK_OK;
}

static int load_tagger(sk_loader *ld, sk_name_model *m)
{
    sk_err why;
    int rc = sk_model_open(sk_load_path(ld, "models/names.skmd"), "names",
                           &m->file, &why);

    if (rc == SK_EIO) /* a house without a model finds no names */
        return SK_OK;
    if (!rc)
        rc = sk_name_tagger_of(ld->arena, &m->file, &m->tagger, &why);
    if (rc && ld->err)
        *ld->err = why;
    return rc;
}

int sk_name_load(sk_loader *ld, const sk_name_model **out)
{
    sk_name_model *m = sk_new(ld->arena, sk_name_model, 1);
    int rc = load_words(ld, m);

    if (!rc)
        rc = sk_name_events_load(ld, &m->events);
    if (!rc)
        rc = load_tagger(ld, m);
    sk_name_syllables(ld->arena, ld->vocab, m);
    *out = m;
    return rc;
}

void sk_name_close(const sk_name_model *m)
{
    if (m && m->file.bytes.s) {
        sk_model file = m->file;
        sk_model_close(&file);
    }
}
