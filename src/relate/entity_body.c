/* entity_body.c - the bodies of an article: of states, firms, clubs.
 *
 * "Bộ Ngoại giao" (the Foreign Ministry) is another one in each country: the
 * words of its name, else the text around it, tell whose.
 */
#include "relate/entity.h"

#include "find/name.h"
#include "relate/title.h"

/* "Chính quyền tỉnh Sindh" (the government of the province of Sindh). */
static bool has_kind(const sk_doc *d, const sk_mention *m, const sk_hit *place)
{
    uint32_t i = place->tok_beg;

    return (sk_name_class(d->eng->names, d->toks.v[i].id) & SK_NW_GPE) ||
           (i > m->tok_beg &&
            (sk_name_class(d->eng->names, d->toks.v[i - 1].id) & SK_NW_GPE));
}

/* The country that a mention names itself, not through its body's code; what
 * stands inside the name of the body is no country: "Ủy ban Pháp luật". */
static const char *said_country(const sk_doc *d, const sk_mention *m,
                                const sk_hit *body)
{
    const sk_know *k = d->eng->know;
    const char *code = "";
    uint32_t place_end = m->tok_beg; /* "Niger Delta" is not in Niger */

    for (size_t h = sk_hit_from(d, m->tok_beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = &k->aliases.v[hit->alias];
        if (hit->tok_beg >= m->tok_end)
            break;
        if (hit->tok_end > m->tok_end || (al->flags & SK_ALIAS_PAIR) ||
            hit->tok_end < place_end)
            continue;
        if (body && hit->tok_beg > body->tok_beg &&
            hit->tok_end < body->tok_end)
            continue;
        if (al->kind == SK_KNOW_PLACE && hit->tok_end > place_end)
            place_end = hit->tok_end;
        if (al->kind == SK_KNOW_COUNTRY &&
            !sk_country_is_part(d, hit, m->tok_beg, m->tok_end))
            code = k->countries.v[al->row].code;
        else if (al->kind == SK_KNOW_SEAT && !code[0] &&
                 !sk_country_is_part(d, hit, m->tok_beg, m->tok_end))
            code = k->seats.v[al->row].country;
        else if (al->kind == SK_KNOW_PLACE && !code[0] && has_kind(d, m, hit))
            code = k->places.v[al->row].country;
    }
    return code;
}

/* "Quốc hội" is in the table as the outlets' own, but may be another's: the
 * words say so, or the article speaks of other countries only. */
static bool is_elsewhere(const sk_doc *d, const sk_mention *m,
                         const sk_hit *body, const sk_org *o)
{
    const char *said = said_country(d, m, body), *near;

    if (!sk_is_country(o->code) || !sk_org_public(o))
        return false;
    if (said[0] && strcmp(said, o->code) != 0)
        return true;
    near = sk_country_near(d, m->sent, m->tok_beg);
    return strcmp(o->code, SK_HOME) == 0 && m->tok_end - m->tok_beg <= 3 &&
           near[0] && strcmp(near, SK_HOME) != 0 &&
           !sk_names_country(d, SK_HOME);
}

/* "Toyota | Việt Nam": the branch of a firm in another country is one of its
 * own, and that country's. */
static bool is_branch(const sk_doc *d, const sk_mention *m, const sk_hit *body)
{
    const sk_know *k = d->eng->know;
    const sk_org *o = &k->orgs.v[sk_hit_alias(d, body)->row];

    if (!sk_is_country(o->code) || sk_org_public(o))
        return false;
    for (size_t h = sk_hit_from(d, body->tok_end);
         h < d->hits.n && d->hits.v[h].tok_end <= m->tok_end; h++) {
        const sk_alias *al = sk_hit_alias(d, &d->hits.v[h]);
        if (al->kind == SK_KNOW_COUNTRY &&
            strcmp(k->countries.v[al->row].code, o->code) != 0)
            return true;
    }
    return false;
}

/* A body of which every state has one ("Bộ Ngoại giao") is told apart by the
 * country; without one it is the last that was named, else of the country that
 * the sentence or the article speaks of, else the outlets' own. */
static void body_of_state(sk_doc *d, sk_mention *m, uint32_t row)
{
    const sk_org *o = &d->eng->know->orgs.v[row];
    const char *code = said_country(d, m, NULL);
    sk_str id, name = o->name;
    uint32_t e;

    if (o->code[0] && strcmp(code, o->code) == 0)
        code = "";
    for (const sk_mention *p = m;
         p-- > d->mentions.v && !code[0] && m - p < SK_EACH_END;)
        if (p->entity != SK_NONE && d->entities.v[p->entity].type == SK_ORG &&
            d->entities.v[p->entity].know == row)
            code = p->country;
    if (!code[0])
        code = sk_country_near(d, m->sent, m->tok_beg);
    if (!code[0] && strcmp(o->sector, "GOV") == 0)
        code = SK_HOME;
    id = code[0] ? sk_strf(&d->arena, "%.*s:%s", SK_FMT(o->id), code) : o->id;
    e = sk_entity_find(d, SK_ORG, id);
    if (e == SK_NONE) {
        uint32_t c = sk_know_country(d->eng->know, code);
        if (c != SK_NONE)
            name = sk_strf(&d->arena, "%.*s %.*s", SK_FMT(o->name),
                           SK_FMT(d->eng->know->countries.v[c].name));
        e = sk_entity_add(d, SK_ORG, id, name, code, row);
        memcpy(d->entities.v[e].sector, o->sector, 4);
    }
    sk_entity_join(d, m, e);
}

/* Where the name of a country that begins at a token ends; tok if none does. */
static uint32_t country_end(const sk_doc *d, uint32_t tok)
{
    uint32_t end = tok;

    for (size_t h = sk_hit_from(d, tok);
         h < d->hits.n && d->hits.v[h].tok_beg == tok; h++)
        if (sk_hit_alias(d, &d->hits.v[h])->kind == SK_KNOW_COUNTRY &&
            d->hits.v[h].tok_end > end)
            end = d->hits.v[h].tok_end;
    return end;
}

/* "Sở Y tế | TP.HCM", "UBND tỉnh | Lào Cai", "UBND | TP | .HCM": whose a body is that every place of
 * this country has one of; NULL if the mention does not go on so. */
static const sk_known_place *seat_of(const sk_doc *d, const sk_mention *m,
                                     const sk_hit *body)
{
    const sk_org *o = &d->eng->know->orgs.v[sk_hit_alias(d, body)->row];
    const sk_hit *place;

    if (body->tok_beg != m->tok_beg || strcmp(o->code, SK_HOME) != 0 ||
        !sk_org_public(o))
        return NULL;
    place =
        sk_entity_hit(d, body->tok_beg + 1, m->tok_end, SK_KNOW_PLACE, false);
    if (!place || place->tok_end != m->tok_end)
        return NULL;
    for (uint32_t i = body->tok_end; i < place->tok_beg; i++)
        if (d->toks.v[i].kind == SK_TOK_LETTERS &&
            !(sk_name_class(d->eng->names, d->toks.v[i].id) & SK_NW_GPE))
            return NULL;
    return strcmp(d->eng->know->places.v[sk_hit_alias(d, place)->row].country,
                  SK_HOME) == 0
               ? &d->eng->know->places.v[sk_hit_alias(d, place)->row]
               : NULL;
}

/* "Sở Y tế" alone is the one that the article tells in full: before it, else
 * behind it. NULL if none. */
static sk_mention *in_full(sk_doc *d, const sk_mention *m, const sk_hit *body)
{
    const uint32_t n = m->tok_end - m->tok_beg;
    sk_mention *full = NULL;

    if (body->tok_beg != m->tok_beg || body->tok_end != m->tok_end)
        return NULL;
    for (size_t i = 0; i < d->mentions.n && i < SK_EACH_END; i++) {
        sk_mention *f = &d->mentions.v[i];
        const sk_hit *h;
        if (f > m && full)
            break;
        if (f->type != SK_ORG || f->tok_end - f->tok_beg <= n ||
            d->toks.v[f->tok_beg].hash != d->toks.v[m->tok_beg].hash)
            continue;
        h = sk_entity_hit(d, f->tok_beg, f->tok_end, SK_KNOW_ORG, false);
        if (h && h->tok_beg == f->tok_beg &&
            sk_hit_alias(d, h)->row == sk_hit_alias(d, body)->row &&
            seat_of(d, f, h))
            full = f;
    }
    return full;
}

/* Capitals of beg..end that the hit does not cover, countries apart. */
static uint32_t caps_left(const sk_doc *d, uint32_t beg, uint32_t end,
                          const sk_hit *h)
{
    uint32_t n = 0;

    for (uint32_t i = beg; i < end; i++) {
        uint32_t past = country_end(d, i);
        if (i >= h->tok_beg && i < h->tok_end)
            i = h->tok_end - 1;
        else if (past > i)
            i = past - 1;
        else if ((d->toks.v[i].flags & SK_TOK_CAP) &&
                 !sk_country_in(d, i, i + 1)[0])
            n++;
    }
    return n;
}

/* "(SPRAVDI)" inside or right behind a mention: the token, or SK_NONE. */
static uint32_t short_form(const sk_doc *d, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i + 1 < end; i++)
        if (d->toks.v[i].ch == '(' && (d->toks.v[i + 1].flags & SK_TOK_UPPER))
            return i + 1;
    return SK_NONE;
}

static uint32_t by_word(const sk_doc *d, const sk_mention *m, sk_str word)
{
    for (size_t i = 0; i < SK_EACH_END && i < d->mentions.n; i++) {
        const sk_mention *p = &d->mentions.v[i];
        uint32_t t;
        if (p >= m)
            break;
        t = short_form(d, p->tok_beg,
                       d->sents.v[p->sent].tok_end < p->tok_end + 3
                           ? d->sents.v[p->sent].tok_end
                           : p->tok_end + 3);
        if (p->type == SK_ORG && t != SK_NONE &&
            sk_str_eq(sk_doc_tok(d, t), word))
            return p->entity;
    }
    return SK_NONE;
}

/* "Chính quyền ông Obama": of the country of the person in its name. */
static const char *country_of_person(const sk_doc *d, const sk_mention *m)
{
    for (size_t h = sk_hit_from(d, m->tok_beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        if (hit->tok_beg >= m->tok_end)
            break;
        if (hit->tok_end == m->tok_end &&
            sk_hit_alias(d, hit)->kind == SK_KNOW_PERSON &&
            sk_hit_alias(d, hit)->rank > 2)
            return d->eng->know->people.v[sk_hit_alias(d, hit)->row].country;
    }
    return "";
}

/* "Galatasaray", "Real Oviedo": no word of it is Vietnamese, nor does a word for
 * the kind of body stand before. Such a firm, club or brand is not of this
 * country because nothing else is named. */
static bool is_foreign(const sk_doc *d, const sk_mention *m)
{
    bool foreign = false;

    for (uint32_t i = m->tok_beg; i < m->tok_end; i++) {
        const sk_tok *t = &d->toks.v[i];
        if (t->kind != SK_TOK_LETTERS)
            continue;
        if (!(t->flags & SK_TOK_CAP) ||
            (sk_name_class(d->eng->names, t->id) & SK_NW_ORG))
            return false;
        foreign |= !(t->flags & SK_TOK_UPPER) && !sk_name_syllable_at(d, i);
    }
    return foreign;
}

/* Whether a known body is all that a mention names: no capital is left beside it,
 * or it is the short form in brackets ("Trường ĐH Thủy Lợi (TLU)" is more than
 * "Trường ĐH"). */
static bool is_all(const sk_doc *d, const sk_mention *m, const sk_hit *h)
{
    uint32_t t = short_form(d, m->tok_beg, m->tok_end);

    return caps_left(d, m->tok_beg, t == SK_NONE ? m->tok_end : t - 1, h) ==
               0 ||
           (t != SK_NONE && h->tok_beg <= t && t < h->tok_end);
}

void sk_entity_body(sk_doc *d, sk_mention *m)
{
    const sk_know *k = d->eng->know;
    const sk_hit *h =
        sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_ORG, false);
    const sk_hit *s =
        sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_SEAT, true);
    const sk_known_place *place;
    sk_str text = sk_doc_sub(d, m->span), id;
    const char *code;
    uint32_t e;

    if (s) {
        const sk_seat *seat = &k->seats.v[sk_hit_alias(d, s)->row];
        id = sk_entity_id(d, SK_ORG, seat->name);
        e = sk_entity_get(d, SK_ORG, id, seat->name, seat->country, SK_NONE);
        memcpy(d->entities.v[e].sector, seat->sector, 4);
        sk_entity_join(d, m, e);
        return;
    }
    if (h && is_all(d, m, h) && !is_branch(d, m, h)) {
        const sk_org *o = &k->orgs.v[sk_hit_alias(d, h)->row];
        sk_mention *full;
        if (!o->code[0] || is_elsewhere(d, m, h, o)) {
            body_of_state(d, m, sk_hit_alias(d, h)->row);
            return;
        }
        full = in_full(d, m, h);
        if (full) {
            if (full->entity == SK_NONE)
                sk_entity_body(d, full);
            sk_entity_join(d, m, full->entity);
            return;
        }
        e = sk_entity_get(d, SK_ORG, o->id, o->name,
                          sk_is_country(o->code) ? o->code : "",
                          sk_hit_alias(d, h)->row);
        memcpy(d->entities.v[e].sector, o->sector, 4);
        sk_entity_join(d, m, e);
        return;
    }
    e = by_word(d, m, text);
    code = said_country(d, m, NULL);
    if (!code[0])
        code = country_of_person(d, m);
    if (!code[0])
        code = sk_country_in(d, m->tok_beg, m->tok_end);
    place = h ? seat_of(d, m, h) : NULL;
    id = place ? sk_entity_id_at(d, k->orgs.v[sk_hit_alias(d, h)->row].id,
                                 place->name)
               : sk_entity_id(d, SK_ORG, text);
    if (e == SK_NONE)
        e = sk_entity_find(d, SK_ORG, id);
    if (e == SK_NONE && !code[0])
        code = sk_country_near(d, m->sent, m->tok_beg);
    if (e == SK_NONE && strcmp(code, SK_HOME) == 0 && is_foreign(d, m) &&
        !said_country(d, m, NULL)[0])
        code = "";
    if (e == SK_NONE)
        e = sk_entity_add(d, SK_ORG, id, text, code, SK_NONE);
    sk_entity_join(d, m, e);
}
