/* theme_name.c - names as lists of syllables, held against each other. */
#include "store/theme.h"

sk_theme_name sk_theme_name_of(sk_arena *a, sk_str text, uint8_t type)
{
    sk_toks toks = {0};
    uint32_t *syls;
    uint32_t n = 0;

    sk_tok_cut(a, NULL, text, 0, (uint32_t)text.len, &toks);
    syls = sk_new(a, uint32_t, toks.n + 1);
    for (size_t i = 0; i < toks.n; i++)
        if (toks.v[i].kind != SK_TOK_MARK)
            syls[n++] =
                sk_term_syllable(sk_lower_dup(a, sk_tok_str(text, &toks.v[i])));
    return (sk_theme_name){text, syls, n, 0, type};
}

bool sk_theme_name_has(const sk_theme_name *a, uint32_t syllable)
{
    for (uint32_t i = 0; i < a->n_syls; i++)
        if (a->syls[i] == syllable)
            return true;
    return false;
}

bool sk_theme_names_meet(const sk_theme_name *a, const sk_theme_name *b)
{
    for (uint32_t i = 0; i < b->n_syls; i++)
        if (sk_theme_name_has(a, b->syls[i]))
            return true;
    return false;
}

bool sk_theme_name_holds(const sk_theme_name *a, const sk_theme_name *b)
{
    for (uint32_t i = 0; i < b->n_syls; i++)
        if (!sk_theme_name_has(a, b->syls[i]))
            return false;
    return true;
}

bool sk_theme_names_cover(const sk_theme_name *a, const sk_theme_name *b)
{
    uint32_t least = a->n_syls < b->n_syls ? a->n_syls : b->n_syls, n = 0;

    for (uint32_t i = 0; i < b->n_syls; i++)
        n += sk_theme_name_has(a, b->syls[i]);
    return n * 2 > least || (n && a->syls[0] == b->syls[0]);
}
