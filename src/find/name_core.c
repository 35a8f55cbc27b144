/* name_core.c - the bare name in the mention of a person.
 *
 * Vietnamese puts title, country and address before a name, capitals and all:
 * "Tổng thống Mỹ Donald Trump". What is left of the right end of a mention up to
 * the first word of these is the name.
 */
#include "find/name_part.h"

/* "Anh", "Đức", "Mỹ" are countries behind a title and given names behind a
 * surname. */
static bool is_given(const sk_doc *d, uint32_t beg, uint32_t tok)
{
    return tok > beg && (d->toks.v[tok - 1].flags & SK_TOK_CAP) &&
           !(sk_name_class_at(d, tok - 1) & SK_NW_HONOUR) &&
           !sk_name_is_title(d, beg, tok - 1, true) &&
           sk_name_syllable_at(d, tok);
}

/* "đại diện UBND quận | Đống Đa": the word before says what place it is. */
static bool is_unit(const sk_doc *d, uint32_t beg, uint32_t tok)
{
    return tok > beg && !(d->toks.v[tok - 1].flags & SK_TOK_CAP) &&
           (sk_name_class_at(d, tok - 1) & SK_NW_GPE);
}

bool sk_name_is_title(const sk_doc *d, uint32_t beg, uint32_t tok, bool titled)
{
    /* "ông Muscat" is no capital */
    const bool address = !titled && (sk_name_class_at(d, beg) & SK_NW_HONOUR);
    const unsigned kinds =
        1u << SK_KNOW_COUNTRY | 1u << SK_KNOW_ROLE | 1u << SK_KNOW_EPITHET |
        (address ? 0 : 1u << SK_KNOW_SEAT | 1u << SK_KNOW_ORG);

    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_alias *al = sk_name_alias(d, h);
        if (d->hits.v[h].tok_beg > tok)
            break;
        if (d->hits.v[h].tok_end <= tok)
            continue;
        if (al->kind == SK_KNOW_COUNTRY && al->n_toks == 1 &&
            ((al->flags & SK_ALIAS_PAIR) || is_given(d, beg, tok)))
            continue;
        if ((kinds >> al->kind & 1) ||
            (titled && al->kind == SK_KNOW_PLACE &&
             (al->rank > 2 || is_unit(d, beg, d->hits.v[h].tok_beg))))
            return true;
    }
    return false;
}

/* Where a known person's name begins that ends at end; end if there is none. A
 * short form is often a word of a title too ("Nga", "Quốc"). */
static uint32_t known_beg(const sk_doc *d, uint32_t beg, uint32_t end)
{
    bool titled = !(sk_name_class_at(d, beg) & SK_NW_HONOUR);

    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        if (hit->tok_beg >= end)
            break;
        if (hit->tok_end != end || sk_name_alias(d, h)->kind != SK_KNOW_PERSON)
            continue;
        if (!(sk_name_alias(d, h)->flags & SK_ALIAS_SHORT) ||
            (hit->tok_beg > beg &&
             (sk_name_class_at(d, hit->tok_beg - 1) & SK_NW_HONOUR)) ||
            !sk_name_is_title(d, beg, hit->tok_beg, titled))
            return hit->tok_beg;
    }
    return end;
}

bool sk_name_glued(const sk_doc *d, uint32_t tok)
{
    return d->toks.v[tok - 1].ch == '-' &&
           !(d->toks.v[tok].flags & SK_TOK_SPACE) &&
           !(d->toks.v[tok - 1].flags & SK_TOK_SPACE);
}

uint32_t sk_name_core(const sk_doc *d, uint32_t beg, uint32_t end)
{
    uint32_t at = known_beg(d, beg, end);
    bool titled = !(sk_name_class_at(d, beg) & SK_NW_HONOUR);

    if (end == beg + 2 && !titled && (d->toks.v[beg + 1].flags & SK_TOK_CAP) &&
        sk_name_syllable_at(d, beg + 1) &&
        (sk_name_class_at(d, beg) & (SK_NW_MAN | SK_NW_WOMAN)))
        return beg + 1; /* "chị Nga" */
    if (at < end && (at == beg || !(d->toks.v[at - 1].flags & SK_TOK_CAP) ||
                     (sk_name_class_at(d, at - 1) & SK_NW_HONOUR) ||
                     sk_name_is_title(d, beg, at - 1, titled)))
        return at;
    for (uint32_t i = at = end; i-- > beg;) {
        const sk_tok *t = &d->toks.v[i];
        if (t->flags & SK_TOK_CAP) {
            bool first = i + 1 < end &&
                         (i == beg || !(d->toks.v[i - 1].flags & SK_TOK_CAP));
            if (sk_name_is_title(d, beg, i, titled) ||
                (first && (sk_name_class_at(d, i) & SK_NW_HONOUR)))
                break;
            at = i;
        } else if (i > beg && t->kind == SK_TOK_LETTERS &&
                   sk_name_glued(d, i)) {
            at = i; /* "Yo-jong" */
        } else if (at == end ||
                   !(t->ch == '-' || t->ch == '.' || t->ch == '\'' ||
                     (sk_name_class_at(d, i) & SK_NW_JOIN))) {
            break;
        } else if (t->ch == '-' && (t->flags & SK_TOK_SPACE)) {
            break; /* "Tổng thống Nga - Vladimir Putin" */
        }
    }
    return at;
}
