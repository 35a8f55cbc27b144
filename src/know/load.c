/* load.c - builds the vocabulary while tables are read. */
#include "know/load.h"

static void vocab_sync(sk_loader *ld)
{
    sk_vocab *v = ld->vocab;

    v->at = ld->at.v;
    v->bytes = ld->bytes.v;
    v->n = (uint32_t)ld->at.n - 1;
}

static void slot_add(sk_loader *ld, uint32_t id)
{
    sk_vocab *v = ld->vocab;
    sk_str s = sk_vocab_form(v, id);
    uint64_t h = sk_hash(s.s, s.len, 0);
    uint32_t mask = v->n_slots - 1, i = (uint32_t)h & mask;

    while (v->slots[i])
        i = (i + 1) & mask;
    ((uint32_t *)v->slots)[i] = id; /* ours until the engine is open */
    ((uint32_t *)v->tags)[i] = (uint32_t)(h >> 32);
}

uint32_t sk_load_form(sk_loader *ld, sk_str form)
{
    sk_vocab *v = ld->vocab;
    uint32_t id = sk_vocab_find(v, form);

    if (id || !form.len)
        return id;
    if (!ld->at.n)
        *sk_push(ld->arena, &ld->at) = 0;
    sk_buf_add(ld->arena, &ld->bytes, form);
    *sk_push(ld->arena, &ld->at) = (uint32_t)ld->bytes.n;
    vocab_sync(ld);
    if ((v->n + 1) * 2 > v->n_slots) {
        v->n_slots = v->n_slots ? v->n_slots * 2 : 1024;
        v->slots = sk_new(ld->arena, uint32_t, v->n_slots);
        v->tags = sk_new(ld->arena, uint32_t, v->n_slots);
        for (id = 1; id < v->n; id++)
            slot_add(ld, id);
    }
    slot_add(ld, v->n);
    return v->n;
}

void sk_load_tokens(sk_loader *ld, sk_str phrase, sk_str *text, sk_toks *out)
{
    *text = sk_normal(ld->arena, phrase);
    out->n = 0;
    sk_tok_cut(ld->arena, NULL, *text, 0, (uint32_t)text->len, out);
    for (size_t i = 0; i < out->n; i++) {
        char low[128];
        size_t n = sk_lower(sk_tok_str(*text, &out->v[i]), low, sizeof low);
        out->v[i].id =
            n == SIZE_MAX ? 0 : sk_load_form(ld, (sk_str){low, n});
    }
}

const char *sk_load_path(sk_loader *ld, const char *name)
{
    return sk_strf(ld->arena, "%s/%s", ld->data, name).s;
}

int sk_load_table(sk_loader *ld, const char *name, sk_tsv *t)
{
    return sk_tsv_open(t, ld->arena, sk_load_path(ld, name), ld->err);
}
