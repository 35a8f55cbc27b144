/* phrase_take.c - what a mention or entity tells of the party it names.
 *
 * In:  a mention, the entity behind it, the names that the tables know in it.
 * Out: country, sector, kind and coordinates of the party.
 */
#include "code/phrase.h"

#include "find/name.h"
#include "know/know.h"
#include "relate/entity.h"

const char *sk_entity_code(const sk_finder *f, uint32_t entity)
{
    const sk_know *k = f->d->eng->know;
    const sk_entity *e;

    if (entity >= f->d->entities.n)
        return "";
    e = &f->d->entities.v[entity];
    if (e->country[0] || e->type != SK_ORG || e->know == SK_NONE ||
        e->know >= k->orgs.n)
        return e->country;
    return k->orgs.v[e->know].code;
}

bool sk_entity_country(const sk_finder *f, uint32_t entity)
{
    sk_str id;

    if (entity >= f->d->entities.n)
        return false;
    id = f->d->entities.v[entity].id;
    return id.len == 7 && sk_str_starts(id, SK_STR("gpe:")) && id.s[4] >= 'A' &&
           id.s[4] <= 'Z';
}

static bool is_water(sk_str kind)
{
    return sk_str_eq(kind, SK_STR("sea")) || sk_str_eq(kind, SK_STR("gulf")) ||
           sk_str_eq(kind, SK_STR("strait"));
}

/* Latitude and longitude of the country, capital or place that the tables know
 * inside the phrase. */
static void locate(const sk_finder *f, sk_party *p, uint32_t beg, uint32_t end)
{
    const sk_know *k = f->d->eng->know;
    size_t at = sk_hit_from(f->d, beg);

    for (const sk_hit *h; (h = sk_hit_within(f->d, &at, end));) {
        const sk_alias *al = &k->aliases.v[h->alias];
        if (al->kind == SK_KNOW_COUNTRY) {
            p->lat = k->countries.v[al->row].lat;
            p->lon = k->countries.v[al->row].lon;
        } else if (al->kind == SK_KNOW_SEAT) {
            p->lat = k->seats.v[al->row].lat;
            p->lon = k->seats.v[al->row].lon;
        } else if (al->kind == SK_KNOW_PLACE) {
            p->water = is_water(k->places.v[al->row].kind);
            p->lat = k->places.v[al->row].lat;
            p->lon = k->places.v[al->row].lon;
        } else {
            continue;
        }
        return;
    }
}

void sk_take_entity(const sk_finder *f, sk_party *p, uint32_t entity)
{
    p->entity = entity;
    sk_code_set(p->code, sk_entity_code(f, entity));
    if (entity < f->d->entities.n) {
        const sk_entity *e = &f->d->entities.v[entity];
        p->name = e->name;
        if (!p->sector[0])
            sk_code_set(p->sector, e->sector);
    }
}

/* "Đại sứ Pakistan tại Liên Hợp Quốc": of Pakistan. */
static bool posted(const sk_finder *f, uint32_t tok)
{
    return sk_tok_is(f, tok, "tại") || sk_tok_is(f, tok, "ở");
}

/* "Tổng thư ký NATO Mark Rutte" acts for the body of states, not for the
 * country that he is from: the code of such a body inside the mention. */
static const char *body_code(const sk_finder *f, const sk_mention *m)
{
    const sk_know *k = f->d->eng->know;

    for (size_t i = sk_hit_from(f->d, m->tok_beg); i < f->d->hits.n; i++) {
        const sk_hit *h = &f->d->hits.v[i];
        const sk_alias *al = &k->aliases.v[h->alias];
        const char *code;
        if (h->tok_beg >= m->tok_end)
            break;
        if (h->tok_end > m->tok_end || al->kind != SK_KNOW_ORG ||
            (h->tok_beg > m->tok_beg && posted(f, h->tok_beg - 1)))
            continue;
        code = k->orgs.v[al->row].code;
        if (strcmp(code, "UNO") == 0 || strcmp(code, "EUR") == 0 ||
            strcmp(code, "IGO") == 0)
            return code;
    }
    return "";
}

/* "Liên đoàn Lao động Serbia" is no Vietnamese body, whoever has that name
 * here: the only country named in a body, at its end; "" if there is none. */
static const char *own_country_of(const sk_finder *f, const sk_mention *m)
{
    const sk_know *k = f->d->eng->know;
    const char *code = "";
    unsigned n = 0;

    for (size_t i = sk_hit_from(f->d, m->tok_beg); i < f->d->hits.n; i++) {
        const sk_hit *h = &f->d->hits.v[i];
        const sk_alias *al = &k->aliases.v[h->alias];
        if (h->tok_beg >= m->tok_end)
            break;
        if (h->tok_end > m->tok_end || al->kind != SK_KNOW_COUNTRY ||
            (al->flags & SK_ALIAS_PAIR))
            continue;
        n++;
        if (h->tok_beg > m->tok_beg &&
            (h->tok_end == m->tok_end || sk_tok_is(f, h->tok_end, "(")))
            code = k->countries.v[al->row].code;
    }
    return n == 1 ? code : "";
}

/* "Chủ tịch Quốc hội Andriy Parubiy": a title of ours with a name that nobody
 * bears here. */
static bool foreign_name(const sk_finder *f, const sk_party *p,
                         const sk_mention *m)
{
    const char *near;

    if (m->kind == SK_BY_ROLE || strcmp(p->code, SK_HOME) != 0 ||
        m->entity >= f->d->entities.n ||
        f->d->entities.v[m->entity].know != SK_NONE ||
        sk_name_syllable_at(f->d, m->tok_end - 1))
        return false;
    near = sk_country_near(f->d, m->sent, m->tok_beg);
    return near[0] && strcmp(near, SK_HOME) != 0;
}

void sk_take_mention(const sk_finder *f, sk_party *p, const sk_mention *m)
{
    sk_code_set(p->code, m->country);
    sk_code_set(p->sector, m->sector);
    sk_take_entity(f, p, m->entity);
    if (m->country[0])
        sk_code_set(p->code, m->country);
    switch (m->type) {
    case SK_PER:
        sk_code_set(p->code, body_code(f, m));
        if (p->sector[0] && strstr("GOV LEG JUD COP SPY", p->sector) &&
            (sk_name_class(f->d->eng->names, f->d->toks.v[m->tok_beg].id) &
             SK_NW_FORMER) &&
            !f->d->clauses->inner[m->tok_beg + 1]) /* "Cố vấn" (adviser) */
            sk_code_set(p->sector, "ELI");         /* "cựu Tổng thống" */
        p->kind = m->kind == SK_BY_ROLE ? SK_PARTY_ROLE : SK_PARTY_PERSON;
        if (m->kind != SK_BY_ROLE)
            p->flags |= SK_PARTY_NAMED;
        if (foreign_name(f, p, m))
            sk_code_set(p->code, sk_country_near(f->d, m->sent, m->tok_beg));
        break;
    case SK_ORG:
        p->kind = SK_PARTY_BODY;
        sk_code_set(p->code, own_country_of(f, m));
        sk_code_set(p->code,
                    body_code(f, m)); /* "văn phòng Liên Hợp Quốc ở Yemen" */
        break;
    case SK_GPE:
        p->kind = m->kind == SK_BY_METONYM ? SK_PARTY_SEAT
                  : sk_entity_country(f, m->entity) || m->entity == SK_NONE
                      ? SK_PARTY_COUNTRY
                      : SK_PARTY_PLACE;
        break;
    default:
        p->kind = SK_PARTY_PLACE;
    }
    if (p->kind == SK_PARTY_PLACE && strcmp(p->code, "EUR") == 0)
        p->kind = SK_PARTY_COUNTRY; /* châu Âu as a bloc */
    if (m->type == SK_GPE || m->type == SK_LOC)
        locate(f, p, m->tok_beg, m->tok_end);
}
