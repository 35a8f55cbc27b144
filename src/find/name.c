/* name.c - mentions out of labels, and the bare name in each. */
#include "find/name.h"

#include "base/err.h"

/* ---- loading ---- */

static unsigned class_of(sk_str name, sk_str of)
{
    static const struct {
        const char *name;
        unsigned bit;
    } classes[] = {
        {"honour", SK_NW_HONOUR}, {"prefix", SK_NW_PREFIX},
        {"surname", SK_NW_SURNAME}, {"middle", SK_NW_MIDDLE},
        {"gpe", SK_NW_GPE}, {"org", SK_NW_ORG}, {"loc", SK_NW_LOC},
        {"event", SK_NW_EVENT}, {"at", SK_NW_AT}, {"media", SK_NW_MEDIA},
        {"land", SK_NW_LAND}, {"join", SK_NW_JOIN}, {"same", SK_NW_SAME},
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
    int rc = sk_load_table(ld, "names-words.tsv", &t);

    if (rc)
        return rc;
    while (sk_tsv_next(&t)) {
        uint32_t id = sk_load_form(ld, sk_tsv_get(&t, "word"));
        unsigned bits =
            class_of(sk_tsv_get(&t, "class"), sk_tsv_get(&t, "of"));
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

static int load_tagger(sk_loader *ld, sk_name_model *m)
{
    sk_err why;
    int rc = sk_model_open(sk_load_path(ld, "models/names.skmd"), "names",
                           &m->file, &why);

    if (rc == SK_EIO) /* a house without a model finds no names */
        return SK_OK;
    if (!rc)
        rc = sk_linear_of(sk_model_find(&m->file, "tagger"), &m->tagger, &why);
    if (!rc && m->tagger.n_labels != SK_NAME_LABELS)
        rc = sk_fail(&why, SK_EINPUT, 0, "names.skmd: wrong labels");
    if (rc && ld->err)
        *ld->err = why;
    return rc;
}

int sk_name_load(sk_loader *ld, const sk_name_model **out)
{
    sk_name_model *m = sk_new(ld->arena, sk_name_model, 1);
    int rc = load_words(ld, m);

    if (!rc)
        rc = load_tagger(ld, m);
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

/* ---- the bare name of a person ---- */

/* Whether a hit of one of the kinds (a bit each) covers the token. */
static bool covered(const sk_doc *d, uint32_t beg, uint32_t tok, unsigned kinds)
{
    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        if (hit->tok_beg > tok)
            break;
        if (hit->tok_end > tok &&
            (kinds >> d->eng->know->aliases.v[hit->alias].kind & 1))
            return true;
    }
    return false;
}

/* First token of the person's name that ends at end, end if there is none:
 * capitals back to a title, country, body or place. */
static uint32_t core_beg(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const unsigned stops = 1u << SK_KNOW_COUNTRY | 1u << SK_KNOW_SEAT |
                           1u << SK_KNOW_ORG | 1u << SK_KNOW_PLACE |
                           1u << SK_KNOW_ROLE | 1u << SK_KNOW_EPITHET;
    uint32_t at = end;

    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        if (hit->tok_beg >= end)
            break;
        if (hit->tok_end == end &&
            d->eng->know->aliases.v[hit->alias].kind == SK_KNOW_PERSON)
            return hit->tok_beg;
    }
    for (uint32_t i = end; i-- > beg;) {
        const sk_tok *t = &d->toks.v[i];
        if (t->flags & SK_TOK_CAP) {
            unsigned cls = sk_name_class(d->eng->names, t->id);
            bool first = i == beg && i + 1 < end;
            if (covered(d, beg, i, stops) || (first && (cls & SK_NW_HONOUR)))
                break;
            at = i;
        } else if (at == end ||
                   !(t->ch == '-' || t->ch == '.' || t->ch == '\'' ||
                     (sk_name_class(d->eng->names, t->id) & SK_NW_JOIN))) {
            break;
        } else if (t->ch == '-' && (t->flags & SK_TOK_SPACE)) {
            break; /* "Tổng thống Nga - Vladimir Putin" */
        }
    }
    return at;
}

/* ---- mentions ---- */

static void add_mention(sk_doc *d, uint32_t sent, uint32_t beg, uint32_t end,
                        uint8_t type)
{
    sk_mention m = {.span = sk_doc_tok_span(d, beg, end),
                    .sent = sent, .tok_beg = beg, .tok_end = end,
                    .entity = SK_NONE, .type = type};
    uint32_t core = beg;

    if (type == SK_PER)
        core = core_beg(d, beg, end);
    if (core < end)
        m.core = sk_doc_tok_span(d, core, end);
    m.kind = core < end ? SK_BY_NAME : SK_BY_ROLE;
    *sk_push(&d->arena, &d->mentions) = m;
}

void sk_name_tag(const sk_linear *model, const sk_name_atom *at, uint32_t beg,
                 uint32_t end, sk_arena *a, uint8_t *labels)
{
    uint64_t feats[SK_NAME_FEATURES];
    int32_t *score = sk_new(a, int32_t, (size_t)(end - beg) * SK_NAME_LABELS);

    for (uint32_t i = beg; i < end; i++)
        sk_linear_add(model, feats,
                      sk_name_features(at, beg, end, i, feats),
                      score + (i - beg) * SK_NAME_LABELS);
    sk_linear_best(model, a, score, end - beg, labels);
}

void sk_name_find(sk_doc *d)
{
    const sk_linear *model = &d->eng->names->tagger;
    sk_name_atom *at;
    uint8_t *labels;

    d->mentions.n = 0;
    if (!model->n_labels)
        return;
    at = sk_name_atoms(d, &d->arena);
    labels = sk_new(&d->arena, uint8_t, d->toks.n + 1);
    for (uint32_t s = 0; s < d->sents.n; s++) {
        uint32_t beg = d->sents.v[s].tok_beg, end = d->sents.v[s].tok_end;
        sk_name_tag(model, at, beg, end, &d->arena, labels + beg);
        for (uint32_t i = beg; i < end;) {
            uint8_t l = labels[i];
            uint32_t j = i + 1;
            if (!l) {
                i++;
                continue;
            }
            while (j < end && labels[j] && labels[j] % 2 == 0)
                j++;
            add_mention(d, s, i, j, (uint8_t)((l - 1) / 2));
            i = j;
        }
    }
}
