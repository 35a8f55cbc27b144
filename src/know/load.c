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

    while (v->slots[i].id)
        i = (i + 1) & mask;
    ((sk_vocab_slot *)v->slots)[i] = /* ours until the engine is open */
        (sk_vocab_slot){id, (uint32_t)(h >> 32)};
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
        v->slots = sk_new(ld->arena, sk_vocab_slot, v->n_slots);
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
    sk_tok_cut(ld->arena, ld->vocab, *text, 0, (uint32_t)text->len, out);
    for (size_t i = 0; i < out->n; i++) {
        char low[128];
        size_t n;
        if (out->v[i].id)
            continue;
        n = sk_lower(sk_tok_str(*text, &out->v[i]), low, sizeof low);
        out->v[i].id = n == SIZE_MAX ? 0 : sk_load_form(ld, (sk_str){low, n});
    }
}

/* ---- words that were cut before ---- */

struct sk_load_word {
    sk_str s;
    const uint32_t *ids;
    uint32_t n;
};

static struct sk_load_word *word_slot(const sk_loader *ld, sk_str s)
{
    size_t i = sk_hash(s.s, s.len, 0) & (ld->n_slots - 1);

    while (ld->words[i].s.s && !sk_str_eq(ld->words[i].s, s))
        i = (i + 1) & (ld->n_slots - 1);
    return &ld->words[i];
}

static void more_words(sk_loader *ld)
{
    struct sk_load_word *old = ld->words;
    size_t n_old = ld->n_slots;

    ld->n_slots = n_old ? n_old * 2 : 1024;
    ld->words = sk_new(ld->arena, struct sk_load_word, ld->n_slots);
    for (size_t i = 0; i < n_old; i++)
        if (old[i].s.s)
            *word_slot(ld, old[i].s) = old[i];
}

/* A word is what stands between blanks; it may be several tokens. */
static const struct sk_load_word *word_of(sk_loader *ld, sk_str s)
{
    struct sk_load_word *w;
    sk_toks toks = {0};
    sk_str text;
    uint32_t *ids;

    if ((ld->n_words + 1) * 2 > ld->n_slots)
        more_words(ld);
    w = word_slot(ld, s);
    if (w->s.s)
        return w;
    sk_load_tokens(ld, s, &text, &toks);
    ids = sk_new(ld->arena, uint32_t, toks.n + 1);
    for (size_t i = 0; i < toks.n; i++)
        ids[i] = toks.v[i].id;
    *w = (struct sk_load_word){sk_str_dup(ld->arena, s), ids, (uint32_t)toks.n};
    ld->n_words++;
    return w;
}

size_t sk_load_ids(sk_loader *ld, sk_str phrase, uint32_t *ids, size_t cap)
{
    size_t n = 0;

    while (phrase.s) {
        sk_str one = sk_str_cut(phrase, ' ', &phrase);
        const struct sk_load_word *w = one.len ? word_of(ld, one) : NULL;
        if (!w)
            continue;
        if (w->n > cap - n)
            return SIZE_MAX;
        memcpy(ids + n, w->ids, w->n * sizeof *ids);
        n += w->n;
    }
    return n;
}

const char *sk_load_path(sk_loader *ld, const char *name)
{
    return sk_strf(ld->arena, "%s/%s", ld->data, name).s;
}

int sk_load_table(sk_loader *ld, const char *name, sk_tsv *t)
{
    return sk_tsv_open(t, ld->arena, sk_load_path(ld, name), ld->err);
}
