/* alias.c - puts the forms of names into the trie while tables are read. */
#include "know/build.h"

size_t sk_build_cut(sk_build *b, sk_str form)
{
    sk_str text;

    sk_load_tokens(b->ld, sk_str_trim(form), &text, &b->toks);
    if (b->toks.n > SK_ALIAS_TOKS)
        return 0;
    for (size_t i = 0; i < b->toks.n; i++)
        b->ids[i] = b->toks.v[i].id;
    return b->toks.n;
}

/* Which tokens are written with a capital; and whether all words are acronyms,
 * so that "Who" is not the "WHO". */
static uint32_t capitals(const sk_toks *toks, bool *acronym)
{
    uint32_t caps = 0;

    *acronym = false;
    for (size_t i = 0; i < toks->n; i++) {
        const sk_tok *t = &toks->v[i];
        if (t->flags & SK_TOK_CAP)
            caps |= 1u << i;
        *acronym |= (t->flags & SK_TOK_UPPER) != 0;
    }
    for (size_t i = 0; i < toks->n; i++)
        if (toks->v[i].kind == SK_TOK_LETTERS &&
            !(toks->v[i].flags & SK_TOK_UPPER))
            *acronym = false;
    return caps;
}

/* A row's forms that differ in capitals only ("Nhà Trắng", "Nhà trắng") are
 * one alias, the loosest. Looks in the ring of alias i. */
static bool loosened(sk_know *k, uint32_t i, uint8_t kind, uint32_t row,
                     unsigned flags, uint32_t caps)
{
    uint32_t end = i;

    do {
        sk_alias *al = &k->aliases.v[i];
        if (al->kind == kind && al->row == row &&
            !((al->flags ^ flags) & ~SK_ALIAS_MAIN) &&
            ((al->caps & caps) == caps || (al->caps & caps) == al->caps)) {
            al->caps &= caps;
            return true;
        }
        i = al->same;
    } while (i != end);
    return false;
}

void sk_build_alias(sk_build *b, sk_str form, uint8_t kind, uint32_t row,
                    unsigned flags, unsigned rank)
{
    sk_know *k = b->k;
    size_t n = sk_build_cut(b, form);
    uint32_t other = SK_NONE, node = SK_TRIE_ROOT, me, caps;
    bool acronym;
    sk_alias *al;

    if (!n)
        return;
    for (size_t i = 0; i < n && node != UINT32_MAX; i++)
        node = sk_trie_step(&k->trie, node, b->ids[i]);
    if (node != UINT32_MAX && sk_trie_first(&k->trie, node))
        other = k->trie.values.v[sk_trie_first(&k->trie, node) - 1].value;
    caps = capitals(&b->toks, &acronym);
    flags |= acronym ? SK_ALIAS_UPPER : 0;
    if (other != SK_NONE && loosened(k, other, kind, row, flags, caps))
        return;
    me = (uint32_t)k->aliases.n;
    al = sk_push(b->ld->arena, &k->aliases);
    memset(al, 0, sizeof *al);
    al->row = row;
    al->kind = kind;
    al->rank = (uint8_t)(b->user ? SK_RANK_USER : rank);
    al->n_toks = (uint8_t)n;
    al->caps = caps;
    al->flags = (uint8_t)flags;
    al->same = me;
    if (other != SK_NONE) { /* join its ring */
        al->same = k->aliases.v[other].same;
        k->aliases.v[other].same = me;
    }
    sk_trie_add(b->ld->arena, &k->trie, b->ids, n, me);
}

unsigned sk_build_ambiguous(const sk_tsv *t, sk_str form)
{
    sk_str list = sk_tsv_get(t, "ambiguous");

    if (sk_str_eq(list, SK_STR("1")))
        return SK_ALIAS_AMBIGUOUS;
    while (list.s && list.len)
        if (sk_str_eq(sk_str_trim(sk_str_cut(list, '|', &list)), form))
            return SK_ALIAS_AMBIGUOUS;
    return 0;
}

void sk_build_list(sk_build *b, const sk_tsv *t, sk_str list, uint8_t kind,
                   uint32_t row, unsigned flags, unsigned rank)
{
    while (list.s && list.len) {
        sk_str one = sk_str_trim(sk_str_cut(list, '|', &list));
        sk_build_alias(b, one, kind, row, flags | sk_build_ambiguous(t, one),
                       rank);
    }
}
