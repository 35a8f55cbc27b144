/* word_list.c - the list of words that a word model is trained with.
 *
 * In:  data/lexicon.tsv, surnames, a treebank.
 * Out: the section "lex": a hash set of words and of their beginnings
 *      (split/unit.h, sk_lex).
 */
#include "word_list.h"

#include <stdlib.h>

#include "know/tsv.h"

/* A word, and what the list tells more of it. */
static void add(word_list *l, sk_str word, unsigned bits)
{
    sk_doc d = {.arena = *l->arena, .text = word};
    uint64_t h = 0;

    sk_tok_cut(&d.arena, NULL, word, 0, (uint32_t)word.len, &d.toks);
    *l->arena = d.arena;
    for (size_t i = 0; i < d.toks.n; i++)
        if (d.toks.v[i].kind != SK_TOK_LETTERS)
            return;
    if (!d.toks.n || d.toks.n > SK_LEX_LONGEST)
        return;
    for (size_t i = 0; i < d.toks.n; i++) {
        h = sk_lex_hash(h, d.toks.v[i].hash);
        *sk_push(l->arena, &l->hashes) =
            (h & ~(uint64_t)SK_LEX_BITS) |
            (i + 1 < d.toks.n ? SK_LEX_MORE : bits);
    }
}

/* Which lists attest a word of several syllables. */
static unsigned lists_of(sk_str attested)
{
    bool first = memchr(attested.s, 'R', attested.len);
    bool second = memchr(attested.s, 'P', attested.len);

    return first    ? second ? SK_LEX_BOTH : SK_LEX_FIRST
           : second ? SK_LEX_SECOND
                    : SK_LEX_NAMES;
}

/* How often a syllable has a capital, in steps, from per cent. */
static unsigned capitals_of(sk_str percent)
{
    int n = percent.len ? atoi(percent.s) : 0; /* the cell ends in no digit */

    return (unsigned)((n >= 20) + (n >= 40) + (n >= 70));
}

int word_list_read(word_list *l, const char *path, sk_err *err)
{
    sk_tsv tsv;
    int rc = sk_tsv_open(&tsv, l->arena, path, err);

    while (!rc && sk_tsv_next(&tsv)) {
        sk_str word = sk_tsv_get(&tsv, "word");
        unsigned told = memchr(word.s, ' ', word.len)
                            ? lists_of(sk_tsv_get(&tsv, "attested"))
                            : capitals_of(sk_tsv_get(&tsv, "capital"));
        add(l, sk_normal(l->arena, word), SK_LEX_WORD | told << SK_LEX_TOLD);
    }
    return rc;
}

int word_list_surnames(word_list *l, const char *path, sk_err *err)
{
    sk_tsv tsv;
    int rc = sk_tsv_open(&tsv, l->arena, path, err);

    while (!rc && sk_tsv_next(&tsv))
        if (sk_str_eq(sk_tsv_get(&tsv, "class"), SK_STR("surname")))
            add(l, sk_normal(l->arena, sk_tsv_get(&tsv, "word")),
                SK_LEX_SURNAME << SK_LEX_TOLD);
    return rc;
}

static int by_form(const void *a, const void *b)
{
    return sk_str_cmp(*(const sk_str *)a, *(const sk_str *)b);
}

void word_list_gold(word_list *l, const gold_sents *gold)
{
    SK_VEC(sk_str) forms = {0};

    for (size_t i = 0; i < gold->n; i++) {
        const gold_sent *s = &gold->v[i];
        for (size_t k = 0; k < s->words.n; k++) {
            char low[256];
            size_t n = sk_lower(
                sk_str_sub(s->text, s->words.v[k].beg, s->words.v[k].end), low,
                sizeof low);
            if (n != SIZE_MAX && memchr(low, ' ', n))
                *sk_push(l->arena, &forms) =
                    sk_str_dup(l->arena, (sk_str){low, n});
        }
    }
    qsort(forms.v, forms.n, sizeof *forms.v, by_form);
    for (size_t i = 1; i < forms.n; i++)
        if (sk_str_eq(forms.v[i], forms.v[i - 1]))
            add(l, forms.v[i], SK_LEX_WORD);
}

sk_lex word_list_write(const word_list *l, pack *p)
{
    uint32_t n = 16, *slots;

    while (n < l->hashes.n * 2)
        n *= 2;
    slots = sk_new(l->arena, uint32_t, n);
    for (size_t i = 0; i < l->hashes.n; i++) {
        uint64_t e = l->hashes.v[i];
        uint32_t key = (uint32_t)e | SK_LEX_BITS, at = (uint32_t)(e >> 32);
        for (at &= n - 1; slots[at]; at = (at + 1) & (n - 1))
            if ((slots[at] | SK_LEX_BITS) == key)
                break;
        slots[at] |= (uint32_t)e;
    }
    pack_section(p, "lex");
    pack_add(p, slots, n * sizeof *slots);
    return (sk_lex){.n_slots = n, .slots = slots};
}
