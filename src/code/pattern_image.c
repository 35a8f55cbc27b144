/* pattern_image.c - maps the compiled patterns from their file. */
#include "code/pattern_image.h"

#include <stddef.h>

#include "base/err.h"
#include "code/phrase.h"

static const char *const tables[] = {"events.tsv"};

const sk_made_of sk_pattern_made_of = {"patterns", SK_PATTERN_VERSION, 1,
                                       tables};

#define AT(field) offsetof(sk_pattern, field)
const uint32_t sk_pattern_strs[SK_PATTERN_STRS] = {
    AT(id),      AT(cameo),      AT(mode[0]),    AT(mode[1]),    AT(mode[2]),
    AT(mode[3]), AT(context[0]), AT(context[1]), AT(context[2]), AT(context[3]),
};

/* Tells vocabularies apart. */
static uint64_t forms_sum(const sk_vocab *v)
{
    return sk_hash(v->bytes, v->at ? v->at[v->n] : 0,
                   v->at ? sk_hash(v->at, (v->n + 1) * sizeof *v->at, 0) : 0);
}

/* ---- checks ---- */

static bool arms_ok(const sk_patterns *p)
{
    for (size_t i = 0; i < p->arms.n; i++) {
        const sk_arm *a = &p->arms.v[i];
        size_t at = a->not ;
        if (a->pattern >= p->rows.n || a->tail > p->ids.n ||
            a->n_tail > p->ids.n - a->tail)
            return false;
        for (uint8_t k = 0; k < a->n_not; k++, at++) {
            while (at < p->ids.n && p->ids.v[at])
                at++;
            if (at >= p->ids.n)
                return false;
        }
    }
    return true;
}

/* Copies the rows and turns their offsets into pointers. */
static bool rows_of(sk_loader *ld, const sk_model *m, sk_patterns *p)
{
    sk_str text = sk_model_find(m, "text");
    const void *rows;

    if (!text.len || text.s[text.len - 1] ||
        !sk_model_rows(m, "rows", sizeof *p->rows.v, &rows, &p->rows.n))
        return false;
    p->rows.v = sk_new(ld->arena, sk_pattern, p->rows.n + 1);
    p->rows.cap = p->rows.n;
    memcpy(p->rows.v, rows, p->rows.n * sizeof *p->rows.v);
    for (size_t i = 0; i < p->rows.n; i++)
        for (int k = 0; k < SK_PATTERN_STRS; k++) {
            char *field = (char *)&p->rows.v[i] + sk_pattern_strs[k];
            uintptr_t at;
            const char *s;
            memcpy(&at, field, sizeof at);
            if (at > text.len)
                return false;
            s = at ? text.s + at - 1 : NULL;
            memcpy(field, &s, sizeof s);
        }
    return true;
}

static bool types_ok(const sk_patterns *p)
{
    for (size_t i = 0; i < p->rows.n; i++)
        if (p->rows.v[i].type >= SK_TYPES || !p->rows.v[i].id)
            return false;
    return p->protesters == SK_NONE || p->protesters < p->rows.n;
}

static bool patterns_of(sk_loader *ld, const sk_model *m, sk_patterns *p)
{
    const sk_pattern_head *h = (const void *)sk_model_find(m, "head").s;
    const void *arms, *ids;

    if (!sk_model_rows(m, "arms", sizeof *p->arms.v, &arms, &p->arms.n) ||
        !sk_model_rows(m, "ids", sizeof *p->ids.v, &ids, &p->ids.n))
        return false;
    p->arms.v = (sk_arm *)arms;
    p->ids.v = (uint32_t *)ids;
    p->arms.cap = p->arms.n;
    p->ids.cap = p->ids.n;
    p->protesters = h->protesters;
    return rows_of(ld, m, p) && types_ok(p) && arms_ok(p) &&
           sk_trie_of(m, (uint32_t)p->arms.n, &p->trie);
}

/* ---- loading ---- */

/* Whether the file's ids are those of this engine. */
static bool fits(const sk_model *m, const sk_vocab *v)
{
    const sk_pattern_head *h = (const void *)sk_model_find(m, "head").s;

    return sk_model_find(m, "head").len == sizeof *h &&
           h->row_size == sizeof(sk_pattern) && h->arm_size == sizeof(sk_arm) &&
           h->n_forms == v->n && h->forms == forms_sum(v);
}

static int from_file(sk_loader *ld, sk_patterns *p)
{
    sk_str forms = sk_model_find(&p->image, "forms");

    if (!patterns_of(ld, &p->image, p))
        return sk_fail(ld->err, SK_EINPUT, 0, "patterns.skmd: broken");
    while (forms.s && forms.len)
        sk_load_form(ld, sk_str_cut(forms, 0, &forms));
    return SK_OK;
}

static void line_up(sk_loader *ld, sk_patterns *p)
{
    const sk_trie *t = &p->trie;
    uint32_t *ends = sk_new(ld->arena, uint32_t, t->nodes.n + 1), n = 0;
    uint32_t *arm = sk_new(ld->arena, uint32_t, t->values.n + 1);
    uint16_t *awaits = sk_new(ld->arena, uint16_t, t->values.n + 1);

    for (uint32_t node = 0; node < t->nodes.n; node++) {
        ends[node] = n;
        for (uint32_t i = sk_trie_first(t, node); i && n < t->values.n;
             i = t->values.v[i - 1].next) {
            const sk_arm *a = &p->arms.v[t->values.v[i - 1].value];
            awaits[n] =
                a->n_tail ? p->ids.v[a->tail] % SK_SET_BITS : SK_SET_BITS;
            arm[n++] = t->values.v[i - 1].value;
        }
    }
    ends[t->nodes.n] = n;
    p->ends = ends;
    p->arm = arm;
    p->awaits = awaits;
}

int sk_pattern_load(sk_loader *ld, const sk_patterns **out)
{
    sk_patterns *p = sk_new(ld->arena, sk_patterns, 1);
    int rc;

    *out = p; /* so that closing the engine unmaps the file, come what may */
    p->protesters = SK_NONE;
    if (sk_made_open(ld, &sk_pattern_made_of, &p->image) &&
        !fits(&p->image, ld->vocab))
        sk_model_close(&p->image);
    if (!p->image.head) {
        p->n_forms = ld->vocab->n;
        p->forms = forms_sum(ld->vocab);
    }
    rc = sk_pattern_read(ld, p, !p->image.head);
    if (!rc && p->image.head)
        rc = from_file(ld, p);
    if (!rc)
        rc = sk_heads_load(ld, p);
    if (!rc)
        line_up(ld, p);
    return rc;
}

void sk_pattern_close(const sk_patterns *p)
{
    sk_model m;

    if (!p)
        return;
    m = p->image;
    sk_model_close(&m);
}
