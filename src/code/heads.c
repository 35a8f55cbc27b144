/* heads.c - common nouns that head a party: quân đội (army), tàu cá (boat).
 *
 * In:  data/heads.tsv.
 * Out: a trie over their words, and the longest of them at a token.
 */
#include "base/err.h"
#include "code/phrase.h"

static const char *const kind_names[SK_HEAD_KINDS] = {"people", "body", "arm",
                                                      "thing", "named"};

static void copy_code(char out[4], sk_str s)
{
    memset(out, 0, 4);
    if (s.len <= 3)
        memcpy(out, s.s, s.len);
}

static int head_row(sk_loader *ld, sk_patterns *p, sk_tsv *t)
{
    sk_str kind = sk_tsv_get(t, "kind"), flags = sk_tsv_get(t, "flags");
    sk_str rest = sk_tsv_get(t, "words");
    sk_head h = {0};

    while (h.kind < SK_HEAD_KINDS &&
           !sk_str_eq(kind, sk_str_of(kind_names[h.kind])))
        h.kind++;
    if (h.kind == SK_HEAD_KINDS)
        return sk_fail(ld->err, SK_EINPUT, t->line,
                       "%s: line %zu: no kind %.*s", t->path, t->line,
                       SK_FMT(kind));
    copy_code(h.code, sk_tsv_get(t, "code"));
    copy_code(h.sector, sk_tsv_get(t, "sector"));
    h.alone = sk_str_find(flags, SK_STR("alone"), 0) != SIZE_MAX;
    h.nobody = sk_str_find(flags, SK_STR("nobody"), 0) != SIZE_MAX;
    if (sk_str_find(flags, SK_STR("civil"), 0) != SIZE_MAX)
        h.flags |= SK_PARTY_CIVIL;
    if (sk_str_find(flags, SK_STR("protest"), 0) != SIZE_MAX)
        h.flags |= SK_PARTY_PROTEST;
    if (sk_str_find(flags, SK_STR("private"), 0) != SIZE_MAX)
        h.flags |= SK_PARTY_PRIVATE;
    if (h.kind == SK_HEAD_ARM)
        h.flags |= SK_PARTY_ARM;
    if (h.kind == SK_HEAD_THING)
        h.flags |= SK_PARTY_THING;
    *sk_push(ld->arena, &p->head) = h;
    while (rest.s) {
        sk_str phrase = sk_str_trim(sk_str_cut(rest, '|', &rest)), text;
        sk_toks toks = {0};
        uint32_t ids[16];
        sk_load_tokens(ld, phrase, &text, &toks);
        if (!toks.n || toks.n > 16)
            continue;
        for (size_t i = 0; i < toks.n; i++)
            ids[i] = toks.v[i].id;
        sk_trie_add(ld->arena, &p->heads, ids, toks.n, (uint32_t)p->head.n - 1);
        if (h.flags & SK_PARTY_PROTEST)
            sk_trie_add(ld->arena, &p->protest, ids, toks.n, 0);
    }
    return SK_OK;
}

int sk_heads_load(sk_loader *ld, sk_patterns *p)
{
    sk_tsv t;
    int rc = sk_load_table(ld, "heads.tsv", &t);

    while (!rc && sk_tsv_next(&t))
        rc = head_row(ld, p, &t);
    p->they = sk_load_form(ld, SK_STR("họ"));
    return rc;
}

/* The longest head noun at tok; NULL if none. */
static const sk_head *longest(const sk_doc *d, uint32_t tok, uint32_t limit,
                              uint32_t *end)
{
    const sk_patterns *p = d->eng->patterns;
    uint32_t value,
        n = sk_trie_longest(&p->heads, &d->toks.v[tok], limit - tok, &value);

    *end = tok + n;
    return n ? &p->head.v[value] : NULL;
}

static inline const sk_head *at(const sk_doc *d, uint32_t tok, uint32_t limit,
                                uint32_t *end)
{
    return sk_trie_begins(&d->eng->patterns->heads, d->toks.v[tok].id)
               ? longest(d, tok, limit, end)
               : NULL;
}

const sk_head *sk_head_at(const sk_finder *f, uint32_t tok, uint32_t *end)
{
    return tok < f->end ? at(f->d, tok, f->end, end) : NULL;
}

bool sk_heads_protest(const sk_doc *d)
{
    for (uint32_t s = 0; s < d->sents.n; s++)
        for (uint32_t i = d->sents.v[s].tok_beg; i < d->sents.v[s].tok_end;
             i++) {
            const sk_head *h;
            uint32_t end;
            if (!sk_trie_begins(&d->eng->patterns->protest, d->toks.v[i].id))
                continue;
            h = at(d, i, d->sents.v[s].tok_end, &end);
            if (h && (h->flags & SK_PARTY_PROTEST))
                return true;
        }
    return false;
}

bool sk_head_before(const sk_doc *d, uint32_t tok, uint32_t beg)
{
    for (uint32_t k = tok > beg + 3 ? tok - 3 : beg; k < tok; k++) {
        uint32_t end = 0;
        const sk_head *h = longest(d, k, tok, &end);
        if (h && end == tok &&
            (h->kind == SK_HEAD_THING || h->kind == SK_HEAD_ARM))
            return true;
    }
    return false;
}
