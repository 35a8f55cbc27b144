/* title.c - reads the title in a mention of a person. */
#include "relate/title.h"

#include "find/name.h"

bool sk_is_country(const char *code)
{
    static const char *const bodies[] = {"UNO", "EUR", "IGO", "NGO",
                                         "ISM", "IMG", "MNC"};

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        if (code[0] == bodies[i][0] && strcmp(code, bodies[i]) == 0)
            return false;
    return code[0] != 0;
}

static bool cap_syllable(const sk_doc *d, uint32_t tok)
{
    return (d->toks.v[tok].flags & SK_TOK_CAP) && sk_name_syllable_at(d, tok);
}

bool sk_country_is_part(const sk_doc *d, const sk_hit *hit, uint32_t beg,
                        uint32_t end)
{
    uint32_t t = hit->tok_beg;

    if (hit->tok_end != t + 1 || !sk_name_syllable_at(d, t))
        return false;
    return (t > beg && cap_syllable(d, t - 1)) ||
           (t + 1 < end && cap_syllable(d, t + 1));
}

const char *sk_country_in(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const sk_know *k = d->eng->know;
    const char *weak = ""; /* of a body or city */
    uint32_t past = beg;

    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = &k->aliases.v[hit->alias];
        const char *code = "";
        if (hit->tok_beg >= end)
            break;
        if (hit->tok_end > end || hit->tok_beg < past ||
            (al->flags & SK_ALIAS_PAIR))
            continue; /* the longest hit comes first: it hides those inside */
        if ((al->kind == SK_KNOW_COUNTRY || al->kind == SK_KNOW_SEAT) &&
            sk_country_is_part(d, hit, beg, end))
            continue;
        if (al->kind == SK_KNOW_COUNTRY)
            return k->countries.v[al->row].code;
        if (al->kind == SK_KNOW_SEAT)
            return k->seats.v[al->row].country;
        if (al->kind == SK_KNOW_ORG)
            code = k->orgs.v[al->row].code;
        else if (al->kind == SK_KNOW_PLACE && al->rank > 1)
            code = k->places.v[al->row].country;
        else
            continue;
        if (!weak[0] && sk_is_country(code))
            weak = code;
        past = hit->tok_end;
    }
    return weak;
}

/* "Anh | Thanh Tân" is no man of England. */
static bool is_honour(const sk_doc *d, uint32_t tok)
{
    return (sk_name_class(d->eng->names, d->toks.v[tok].id) & SK_NW_HONOUR) !=
           0;
}

sk_title sk_title_of(const sk_doc *d, const sk_mention *m)
{
    const sk_know *k = d->eng->know;
    sk_title t = {.role = SK_NONE,
                  .org = SK_NONE,
                  .tok_beg = m->tok_beg,
                  .tok_end = m->tok_beg};
    uint32_t end = m->tok_end, last_org = m->tok_beg;
    size_t at;

    if (m->core.end > m->core.beg)
        while (end > m->tok_beg && d->toks.v[end - 1].beg >= m->core.beg)
            end--;
    for (uint32_t i = m->tok_beg; i < end; i++) {
        unsigned cls = sk_name_class(d->eng->names, d->toks.v[i].id);
        if ((cls & SK_NW_HONOUR) && (i == m->tok_beg || i + 1 == end)) {
            t.address = true;
            t.gender = cls & SK_NW_MAN ? 'm' : cls & SK_NW_WOMAN ? 'f' : 0;
        }
        if (cls & SK_NW_FORMER)
            t.former = true;
    }
    at = sk_hit_from(d, m->tok_beg);
    for (const sk_hit *hit; (hit = sk_hit_within(d, &at, end));) {
        const sk_alias *al = &k->aliases.v[hit->alias];
        if (al->kind == SK_KNOW_ORG && hit->tok_beg >= last_org) {
            if (t.org == SK_NONE)
                t.org = al->row;
            last_org = hit->tok_end;
        }
        if (t.role != SK_NONE)
            continue;
        if (al->kind == SK_KNOW_EPITHET) {
            const sk_epithet *e = &k->epithets.v[al->row];
            t.role = e->role;
            memcpy(t.country, e->country, sizeof t.country);
            t.epithet = true;
        } else if (al->kind == SK_KNOW_ROLE) {
            t.role = al->row;
        } else {
            continue;
        }
        t.tok_beg = hit->tok_beg;
        t.tok_end = hit->tok_end;
        if (hit->tok_beg > m->tok_beg &&
            sk_str_eq(
                sk_vocab_form(&d->eng->vocab, d->toks.v[hit->tok_beg - 1].id),
                SK_STR("phó")))
            t.deputy = true;
    }
    if (t.role != SK_NONE)
        t.counterpart =
            sk_str_eq(k->roles.v[t.role].title, SK_STR("Người đồng cấp"));
    if (!t.country[0] &&
        !(t.address && m->tok_end == m->tok_beg + 2)) /* "ông Đức" */
        strncpy(t.country,
                sk_country_in(d, m->tok_beg + is_honour(d, m->tok_beg), end),
                sizeof t.country - 1);
    return t;
}

bool sk_title_leads(const sk_know *k, uint32_t role)
{
    uint8_t c = role == SK_NONE ? 0 : k->roles.v[role].cls;

    return c == SK_ROLE_HEAD_OF_STATE || c == SK_ROLE_HEAD_OF_GOVERNMENT;
}

bool sk_title_single(const sk_know *k, uint32_t role)
{
    uint8_t c = role == SK_NONE ? 0 : k->roles.v[role].cls;

    return sk_title_leads(k, role) || c == SK_ROLE_FOREIGN_MINISTER ||
           c == SK_ROLE_DEFENCE_MINISTER;
}

bool sk_title_alone(const sk_know *k, uint32_t role)
{
    const sk_role *r = role == SK_NONE ? NULL : &k->roles.v[role];

    return sk_title_single(k, role) ||
           (r && ((r->cls == SK_ROLE_PARTY && r->rank == 1) ||
                  (r->cls == SK_ROLE_LEGISLATURE && r->rank <= 2)));
}

bool sk_title_any(const sk_know *k, uint32_t role)
{
    return role != SK_NONE &&
           (sk_str_eq(k->roles.v[role].title, SK_STR("Nhà lãnh đạo")) ||
            sk_str_eq(k->roles.v[role].title, SK_STR("Nguyên thủ")));
}

bool sk_title_same(const sk_know *k, uint32_t a, uint32_t b)
{
    if (a == SK_NONE || b == SK_NONE)
        return false;
    if (a == b)
        return true;
    if (sk_title_any(k, a) || sk_title_any(k, b))
        return sk_title_leads(k, a) && sk_title_leads(k, b);
    return sk_title_single(k, a) && k->roles.v[a].cls == k->roles.v[b].cls &&
           !sk_title_leads(k, a);
}
