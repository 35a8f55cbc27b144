/* shown.c - who and what is named often enough to be shown (shown.h). */
#include "store/shown.h"

#include "base/tok.h"
#include "know/know.h"
#include "store/words.h"

enum { SHARE = 40, SMALL = 4 /* articles */ };

/* Two of few articles, else one in forty. */
static bool often(uint32_t n, uint32_t docs)
{
    return docs < SMALL || (n > 1 && n * SHARE >= docs);
}

/* Whether a name begins with an office: nobody's. */
static bool nameless(const sk_engine *eng, sk_str name, sk_arena *a)
{
    const sk_know *k = eng->know;
    sk_toks toks = {0};
    uint32_t node = SK_TRIE_ROOT;

    sk_tok_cut(a, &eng->vocab, name, 0, (uint32_t)name.len, &toks);
    for (size_t i = 0; i < toks.n; i++) {
        node = sk_trie_step(&k->trie, node, toks.v[i].id);
        if (node == UINT32_MAX)
            return false;
        for (uint32_t v = sk_trie_first(&k->trie, node); v;
             v = k->trie.values.v[v - 1].next)
            if (k->aliases.v[k->trie.values.v[v - 1].value].kind ==
                SK_KNOW_ROLE)
                return true;
    }
    return false;
}

static bool holds(sk_str a, sk_str b)
{
    return sk_str_find(a, b, 0) != SIZE_MAX;
}

/* Whether one of those that are taken has the name, or words of it in a row.
 * Countries and towns are in the names of much that is not them. */
static bool told(const sk_shown *taken, sk_str words, bool loose)
{
    for (unsigned i = 0; i < taken->n; i++)
        if (sk_str_eq(taken->words[i], words) ||
            ((loose || taken->v[i].type == SK_LOC) &&
             (holds(taken->words[i], words) || holds(words, taken->words[i]))))
            return true;
    return false;
}

void sk_shown_take(const sk_engine *eng, const sk_party *p, uint32_t docs,
                   sk_shown *people, sk_shown *places, sk_arena *a)
{
    bool person = p->type == SK_PER;
    sk_shown *to = person ? people : places;
    sk_str words;

    if ((!person && p->type != SK_GPE && p->type != SK_LOC) ||
        to->n == SK_SHOWN || !often(p->n_docs, docs))
        return;
    words = sk_words_spaced(a, p->name);
    if (words.len < 4 || memchr(p->name.s, ',', p->name.len) ||
        (person && eng && nameless(eng, p->name, a)) ||
        told(people, words, person) ||
        told(places, words, person || p->type == SK_LOC))
        return;
    to->v[to->n] = *p;
    to->v[to->n].name = sk_words_unquoted(a, p->name);
    to->words[to->n++] = words;
}
