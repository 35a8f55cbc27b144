/* name_known.c - what is known of the tokens of a name: whether they are a
 * country, body or place, and where the known name begins and ends.
 */
#include "find/name_part.h"

const sk_alias *sk_name_country(const sk_doc *d, uint32_t beg, uint32_t end)
{
    size_t at = sk_hit_from(d, beg);
    const sk_alias *al;

    while ((al = sk_name_over(d, &at, beg, end)) && al->kind != SK_KNOW_COUNTRY)
        ;
    return al;
}

/* Whether tokens are the name of a country and nothing else: never a body. */
bool sk_name_is_country(const sk_doc *d, uint32_t beg, uint32_t end)
{
    size_t at = sk_hit_from(d, beg);

    for (const sk_alias *al; (al = sk_name_over(d, &at, beg, end));)
        if (al->kind == SK_KNOW_COUNTRY &&
            !(al->flags & (SK_ALIAS_PAIR | SK_ALIAS_AMBIGUOUS)))
            return true;
    return false;
}

/* Whether tokens are the name of a known body and of no person: "Tottenham" is
 * a club, whatever the tagger takes it for. */
bool sk_name_is_body(const sk_doc *d, uint32_t beg, uint32_t end)
{
    size_t at = sk_hit_from(d, beg);
    bool body = false;

    for (const sk_alias *al; (al = sk_name_over(d, &at, beg, end));) {
        if (al->kind == SK_KNOW_PERSON || al->kind == SK_KNOW_ROLE)
            return false;
        body |= al->kind == SK_KNOW_ORG && !(al->flags & SK_ALIAS_AMBIGUOUS);
    }
    return body;
}

/* "Đội U | .23": the name of a known body that begins like it is in it as a
 * whole. */
void sk_name_whole_body(const sk_doc *d, uint32_t sent_end, sk_name_part *p)
{
    for (size_t h = sk_hit_from(d, p->beg);
         h < d->hits.n && d->hits.v[h].tok_beg == p->beg; h++) {
        const sk_alias *al = sk_name_alias(d, h);
        if (al->kind == SK_KNOW_ORG && !(al->flags & SK_ALIAS_AMBIGUOUS) &&
            d->hits.v[h].tok_end > p->end && d->hits.v[h].tok_end <= sent_end)
            p->end = d->hits.v[h].tok_end;
    }
}

/* Whether tokens are a name of the same as an alias. */
static bool names_same(const sk_doc *d, const sk_alias *al, uint32_t beg,
                       uint32_t end)
{
    size_t at = sk_hit_from(d, beg);

    for (const sk_alias *other; (other = sk_name_over(d, &at, beg, end));)
        if (other->kind == al->kind && other->row == al->row)
            return true;
    return false;
}

static bool is_known(const sk_doc *d, uint32_t beg, uint32_t end)
{
    size_t at = sk_hit_from(d, beg);

    return sk_name_over(d, &at, beg, end) != NULL;
}

/* The known place of this country that tokens are all of; NULL if none. */
static const sk_known_place *home_place(const sk_doc *d, uint32_t beg,
                                        uint32_t end)
{
    size_t at = sk_hit_from(d, beg);

    for (const sk_alias *al; (al = sk_name_over(d, &at, beg, end));)
        if (al->kind == SK_KNOW_PLACE &&
            strcmp(d->eng->know->places.v[al->row].country, SK_HOME) == 0)
            return &d->eng->know->places.v[al->row];
    return NULL;
}

/* "Bà Rịa | - Vũng Tàu": where the name of a province ends that begins at a token;
 * end if it is not longer. */
static uint32_t province_end(const sk_doc *d, uint32_t beg, uint32_t end,
                             uint32_t sent_end)
{
    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_beg == beg; h++) {
        uint32_t to = d->hits.v[h].tok_end;
        const sk_known_place *x =
            to > end && to <= sent_end ? home_place(d, beg, to) : NULL;
        if (x && sk_str_eq(x->kind, SK_STR("province")))
            return to;
    }
    return end;
}

/* "Liên bang | Nga", "vùng | Vịnh": the known name of a country or place is in
 * it as a whole; what only says of what kind it is ("tỉnh | Kursk") is not. */
void sk_name_whole_known(const sk_doc *d, uint32_t from, uint32_t sent_end,
                         sk_name_part *p)
{
    p->end = province_end(d, p->beg, p->end, sent_end);
    for (size_t h = sk_hit_from(d, p->beg > from + 4 ? p->beg - 4 : from);
         h < d->hits.n && d->hits.v[h].tok_beg < p->beg; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = sk_name_alias(d, h);
        if (hit->tok_end < p->end || hit->tok_end > sent_end)
            continue;
        if ((al->kind == SK_KNOW_PLACE && !is_known(d, p->beg, p->end)) ||
            (al->kind == SK_KNOW_COUNTRY && (al->caps & 1))) {
            p->beg = hit->tok_beg;
            p->end = hit->tok_end;
            return;
        }
    }
}

/* "Moskva (Moscow)": another name of the same in brackets belongs to it. */
void sk_name_other_name(const sk_doc *d, uint32_t sent_end, sk_name_part *p)
{
    uint32_t i = p->end + 1;
    const sk_alias *al;
    size_t at;

    if (i >= sent_end || d->toks.v[p->end].ch != '(')
        return;
    while (i < sent_end && i < p->end + 8 && d->toks.v[i].ch != ')')
        i++;
    if (i == sent_end || d->toks.v[i].ch != ')')
        return;
    at = sk_hit_from(d, p->beg);
    while ((al = sk_name_over(d, &at, p->beg, p->end)))
        if (names_same(d, al, p->end + 1, i)) {
            p->end = i + 1;
            return;
        }
}

/* "Tỉnh | Lào Cai": behind the word for its kind, here with the capital of a
 * sentence, stands a territory, which the word is no part of; a province is one
 * without it too. */
void sk_name_by_unit(const sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const uint32_t sent_beg = d->sents.v[sent].tok_beg;
    const sk_known_place *x;
    uint32_t at = p->beg;

    if (p->type != SK_LOC && p->type != SK_ORG)
        return;
    x = p->type == SK_LOC ? home_place(d, p->beg, p->end) : NULL;
    if (p->beg == sent_beg && at + 1 < p->end &&
        !sk_name_begins_word(d, sent, at + 1))
        at++; /* "Thành | phố" */
    if (p->beg == sent_beg && (sk_name_class_at(d, at) & SK_NW_GPE) &&
        at + 1 < p->end && home_place(d, at + 1, p->end)) {
        p->type = SK_GPE;
        p->beg = at + 1;
    } else if (x && sk_str_eq(x->kind, SK_STR("province"))) {
        p->type = SK_GPE;
    }
}
