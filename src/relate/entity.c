/* entity.c - countries, seats, bodies, places and events of an article. */
#include "relate/entity.h"

#include "find/cue.h"
#include "find/name.h"
#include "relate/title.h"

static const char HOME[] = "VNM"; /* where the outlets are */

/* ---- ids ---- */

sk_str sk_entity_id(sk_doc *d, uint8_t type, sk_str name)
{
    static const char *const kinds[] = {"per", "org", "gpe", "loc", "event"};
    sk_str fold = sk_fold(&d->arena, name), kind = sk_str_of(kinds[type]);
    char *p = sk_new(&d->arena, char, kind.len + 1 + 2 * fold.len);
    size_t n = kind.len;
    bool gap = false;

    memcpy(p, kind.s, n);
    p[n++] = ':';
    for (size_t i = 0; i < fold.len; i++) {
        char c = fold.s[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                    (c & 0x80);
        if (!word) {
            gap = true;
            continue;
        }
        if (gap && p[n - 1] != ':')
            p[n++] = '-';
        gap = false;
        p[n++] = c;
    }
    return (sk_str){p, n};
}

uint32_t sk_entity_find(const sk_doc *d, uint8_t type, sk_str id)
{
    for (uint32_t i = 0; i < d->entities.n; i = sk_next_some(i, d->entities.n))
        if (d->entities.v[i].type == type &&
            sk_str_eq(d->entities.v[i].id, id))
            return i;
    return SK_NONE;
}

uint32_t sk_entity_add(sk_doc *d, uint8_t type, sk_str id, sk_str name,
                       const char *country, uint32_t know)
{
    sk_entity e = {.id = id, .name = name, .type = type, .know = know};

    if (!e.id.s)
        e.id = sk_entity_id(d, type, name);
    if (sk_is_country(country))
        memcpy(e.country, country, strnlen(country, 3));
    *sk_push(&d->arena, &d->entities) = e;
    return (uint32_t)d->entities.n - 1;
}

sk_str sk_entity_said(const sk_doc *d, uint32_t entity)
{
    sk_span best = {0, 0};

    for (uint32_t i = 0; i < d->mentions.n;
         i = sk_next_some(i, d->mentions.n)) {
        const sk_mention *m = &d->mentions.v[i];
        sk_span s = m->type == SK_PER ? m->core : m->span;
        if (m->entity == entity && s.end - s.beg > best.end - best.beg)
            best = s;
    }
    return best.end > best.beg && d->entities.v[entity].type <= SK_ORG
               ? sk_doc_sub(d, best)
               : d->entities.v[entity].name;
}

static uint32_t get(sk_doc *d, uint8_t type, sk_str id, sk_str name,
                    const char *country, uint32_t know)
{
    uint32_t e = sk_entity_find(d, type, id);

    return e != SK_NONE ? e : sk_entity_add(d, type, id, name, country, know);
}

static void join(sk_doc *d, sk_mention *m, uint32_t e)
{
    m->entity = e;
    memcpy(m->country, d->entities.v[e].country, sizeof m->country);
    if (!m->sector[0])
        memcpy(m->sector, d->entities.v[e].sector, sizeof m->sector);
}

/* ---- what the knowledge base says of a mention ---- */

/* The best hit of a kind inside beg..end: the longest, then the first; it must
 * reach the end if whole is set. NULL if none. */
static const sk_hit *hit_in(const sk_doc *d, uint32_t beg, uint32_t end,
                            uint8_t kind, bool whole)
{
    const sk_hit *best = NULL;

    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        if (hit->tok_beg >= end)
            break;
        if (hit->tok_end > end ||
            d->eng->know->aliases.v[hit->alias].kind != kind ||
            (whole && (hit->tok_end != end || hit->tok_beg != beg)))
            continue;
        if (!best ||
            hit->tok_end - hit->tok_beg > best->tok_end - best->tok_beg)
            best = hit;
    }
    return best;
}

static const sk_alias *alias_of(const sk_doc *d, const sk_hit *h)
{
    return &d->eng->know->aliases.v[h->alias];
}

/* ---- countries named near a mention ---- */

/* The country that the article names most; of two alike the first. */
static const char *country_most(const sk_doc *d)
{
    enum { COUNTRIES = 64 };
    const char *code[COUNTRIES], *best = "";
    uint32_t count[COUNTRIES] = {0}, n = 0, most = 0;

    for (uint32_t i = 0; i < d->entities.n && n < COUNTRIES;
         i = sk_next_some(i, d->entities.n)) {
        const char *c = d->entities.v[i].country;
        uint32_t k = 0;
        while (k < n && memcmp(code[k], c, 4) != 0)
            k++;
        if (k == n && c[0])
            code[n++] = c;
    }
    for (uint32_t i = 0; i < d->mentions.n;
         i = sk_next_some(i, d->mentions.n)) {
        const sk_mention *m = &d->mentions.v[i];
        for (uint32_t k = 0; k < n && m->entity != SK_NONE && m->country[0];
             k++)
            if (memcmp(code[k], m->country, 4) == 0) {
                count[k] += m->type == SK_PER ? 2 : 1; /* who acts tells more */
                break;
            }
    }
    for (uint32_t k = 0; k < n; k++)
        if (count[k] > most) {
            most = count[k];
            best = code[k];
        }
    return best;
}

const char *sk_country_near(const sk_doc *d, uint32_t sent, uint32_t tok)
{
    for (size_t i = sk_mention_after(d, tok); i-- > 0;) {
        const sk_mention *m = &d->mentions.v[i];
        if (m->sent != sent)
            break;
        if (m->tok_end <= tok && m->country[0])
            return m->country;
    }
    return country_most(d);
}

/* ---- countries, cities ---- */

static unsigned class_before(const sk_doc *d, const sk_mention *m)
{
    uint32_t beg = d->sents.v[m->sent].tok_beg;

    return m->tok_beg > beg
               ? sk_name_class(d->eng->names, d->toks.v[m->tok_beg - 1].id)
               : 0;
}

/* Whether a capital is a place here, not its government: after "ở", "tại",
 * "thủ đô", before ", Nga". */
static bool is_place(const sk_doc *d, const sk_mention *m)
{
    return (class_before(d, m) & (SK_NW_AT | SK_NW_GPE)) != 0;
}

/* Whether the sentence names a country other than code. */
static bool names_other(const sk_doc *d, const sk_mention *m, const char *code)
{
    for (size_t i = sk_mention_after(d, d->sents.v[m->sent].tok_beg);
         i < d->mentions.n && d->mentions.v[i].sent == m->sent; i++)
        if (d->mentions.v[i].type == SK_GPE && &d->mentions.v[i] != m) {
            const sk_mention *o = &d->mentions.v[i];
            const char *other = sk_country_in(d, o->tok_beg, o->tok_end);
            if (other[0] && strcmp(other, code) != 0)
                return true;
        }
    return false;
}

/* At home the capital is a city like others; its government is meant only
 * towards another country. */
static bool is_home_city(const sk_doc *d, const sk_mention *m,
                         const sk_seat *seat)
{
    return strcmp(seat->country, HOME) == 0 && !names_other(d, m, HOME);
}

static void country_entity(sk_doc *d, sk_mention *m, const char *code)
{
    const sk_know *k = d->eng->know;
    char text[8] = "gpe:";
    sk_str id = {text, 4 + strnlen(code, 3)};
    uint32_t e, row;

    memcpy(text + 4, code, id.len - 4);
    e = sk_entity_find(d, SK_GPE, id);
    if (e == SK_NONE) {
        row = sk_know_country(k, code);
        e = sk_entity_add(d, SK_GPE, sk_str_dup(&d->arena, id),
                          row == SK_NONE ? sk_str_of(code)
                                         : k->countries.v[row].name,
                          code, row);
    }
    join(d, m, e);
}

/* The country of a place that no table knows: ", Nga" behind it, else what the
 * same place got before. */
static const char *country_behind(const sk_doc *d, const sk_mention *m)
{
    uint32_t i = m->tok_end, end = d->sents.v[m->sent].tok_end;

    while (i < end && (d->toks.v[i].ch == ',' || d->toks.v[i].ch == '(' ||
                       (sk_name_class(d->eng->names, d->toks.v[i].id) &
                        (SK_NW_GPE | SK_NW_JOIN))))
        i++;
    return i > m->tok_end && i < end && i < m->tok_end + 4
               ? sk_country_in(d, i, i + 4 < end ? i + 4 : end)
               : "";
}

/* Whether the article names a country. */
static bool names_country(const sk_doc *d, const char *code)
{
    for (uint32_t i = 0; i < d->entities.n; i = sk_next_some(i, d->entities.n))
        if (d->entities.v[i].type == SK_GPE &&
            strcmp(d->entities.v[i].country, code) == 0)
            return true;
    return false;
}

/* Of the places of one name the best known, but one of a country that the
 * article names goes before others. NULL if none. */
static const sk_known_place *place_of(const sk_doc *d, const sk_mention *m)
{
    const sk_hit *h = hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_PLACE, false);
    const sk_known_place *best = NULL;
    int top = -1;

    for (size_t i = h ? (size_t)(h - d->hits.v) : d->hits.n;
         i < d->hits.n && d->hits.v[i].tok_beg == h->tok_beg; i++) {
        const sk_alias *al = alias_of(d, &d->hits.v[i]);
        const sk_known_place *p = &d->eng->know->places.v[al->row];
        int score = al->rank;
        if (al->kind != SK_KNOW_PLACE || d->hits.v[i].tok_end != h->tok_end)
            continue;
        if (p->country[0] && names_country(d, p->country))
            score += 10;
        if (score > top) {
            top = score;
            best = p;
        }
    }
    return best;
}

/* "vịnh Nha Trang" is not the city. */
static bool is_whole(const sk_doc *d, const sk_mention *m)
{
    return hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_PLACE, true) != NULL;
}

static void place_entity(sk_doc *d, sk_mention *m)
{
    const sk_know *k = d->eng->know;
    const sk_known_place *p = place_of(d, m);
    const sk_hit *s = hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_SEAT, false);
    sk_str text = sk_doc_sub(d, m->span), id;
    const char *code = country_behind(d, m);
    uint32_t e;

    if (p) {
        if (m->type == SK_GPE || is_whole(d, m))
            text = p->name;
        code = p->country;
    } else if (s) {
        text = k->seats.v[alias_of(d, s)->row].name;
        code = k->seats.v[alias_of(d, s)->row].country;
    } else if (!code[0]) {
        code = sk_country_in(d, m->tok_beg, m->tok_end);
    }
    id = sk_entity_id(d, m->type, text);
    e = sk_entity_find(d, m->type, id);
    if (e == SK_NONE && !code[0] && !p && m->type == SK_GPE)
        code = sk_country_near(d, m->sent, m->tok_beg);
    if (e == SK_NONE)
        e = sk_entity_add(d, m->type, id, text, code, SK_NONE);
    join(d, m, e);
}

/* "bang Georgia" (the state of Georgia) is no country: the word before belongs
 * to the name. */
static void take_kind(sk_doc *d, sk_mention *m)
{
    const sk_hit *c = hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_COUNTRY, true);

    if (!c || !(alias_of(d, c)->flags & SK_ALIAS_AMBIGUOUS) ||
        m->tok_beg == d->sents.v[m->sent].tok_beg ||
        !hit_in(d, m->tok_beg - 1, m->tok_end, SK_KNOW_PLACE, true))
        return;
    m->tok_beg--;
    m->span = sk_doc_tok_span(d, m->tok_beg, m->tok_end);
}

static void gpe(sk_doc *d, sk_mention *m)
{
    const sk_know *k = d->eng->know;
    const sk_hit *c, *s;

    take_kind(d, m);
    c = hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_COUNTRY, true);
    s = hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_SEAT, true);
    if (c) {
        country_entity(d, m, k->countries.v[alias_of(d, c)->row].code);
    } else if (s && sk_is_country(k->seats.v[alias_of(d, s)->row].country) &&
               !is_place(d, m) &&
               !is_home_city(d, m, &k->seats.v[alias_of(d, s)->row])) {
        m->kind = SK_BY_METONYM;
        memcpy(m->sector, "GOV", 4);
        country_entity(d, m, k->seats.v[alias_of(d, s)->row].country);
    } else {
        place_entity(d, m);
    }
}

/* ---- bodies ---- */

/* "Chính quyền tỉnh Sindh" (the government of the province of Sindh). */
static bool has_kind(const sk_doc *d, const sk_mention *m, const sk_hit *place)
{
    uint32_t i = place->tok_beg;

    return (sk_name_class(d->eng->names, d->toks.v[i].id) & SK_NW_GPE) ||
           (i > m->tok_beg &&
            (sk_name_class(d->eng->names, d->toks.v[i - 1].id) & SK_NW_GPE));
}

/* The country that a mention names itself, not through its body's code. */
static const char *said_country(const sk_doc *d, const sk_mention *m)
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
        if (al->kind == SK_KNOW_PLACE && hit->tok_end > place_end)
            place_end = hit->tok_end;
        if (al->kind == SK_KNOW_COUNTRY &&
            !sk_country_is_part(d, hit, m->tok_beg, m->tok_end))
            code = k->countries.v[al->row].code;
        else if (al->kind == SK_KNOW_SEAT && !code[0])
            code = k->seats.v[al->row].country;
        else if (al->kind == SK_KNOW_PLACE && !code[0] && has_kind(d, m, hit))
            code = k->places.v[al->row].country;
    }
    return code;
}

/* A body of a state, not a firm or an outlet. */
static bool is_public(const sk_org *o)
{
    static const char *const sectors[] = {"GOV", "LEG", "MIL", "JUD", "COP",
                                          "PTY", "SPY"};

    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (strcmp(o->sector, sectors[i]) == 0)
            return true;
    return false;
}

/* "Quốc hội" is in the table as the outlets' own, but may be another's: the
 * words say so, or the article speaks of other countries only. */
static bool is_elsewhere(const sk_doc *d, const sk_mention *m, const sk_org *o)
{
    const char *said = said_country(d, m), *near;

    if (!sk_is_country(o->code) || !is_public(o))
        return false;
    if (said[0] && strcmp(said, o->code) != 0)
        return true;
    near = sk_country_near(d, m->sent, m->tok_beg);
    return strcmp(o->code, HOME) == 0 && m->tok_end - m->tok_beg <= 3 &&
           near[0] && strcmp(near, HOME) != 0 && !names_country(d, HOME);
}

/* A body of which every state has one ("Bộ Ngoại giao") is told apart by the
 * country; without one it is the last that was named, else of the country that
 * the sentence or the article speaks of. */
static void body_of_state(sk_doc *d, sk_mention *m, uint32_t row)
{
    const sk_org *o = &d->eng->know->orgs.v[row];
    const char *code = said_country(d, m);
    sk_str id, name = o->name;
    uint32_t e;

    if (o->code[0] && strcmp(code, o->code) == 0)
        code = "";
    for (const sk_mention *p = m; p-- > d->mentions.v && !code[0] &&
                                  m - p < SK_EACH_END;)
        if (p->entity != SK_NONE &&
            d->entities.v[p->entity].type == SK_ORG &&
            d->entities.v[p->entity].know == row)
            code = p->country;
    if (!code[0])
        code = sk_country_near(d, m->sent, m->tok_beg);
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
    join(d, m, e);
}

/* Capitals of beg..end that the hit does not cover, countries apart. */
static uint32_t caps_left(const sk_doc *d, uint32_t beg, uint32_t end,
                          const sk_hit *h)
{
    uint32_t n = 0;

    for (uint32_t i = beg; i < end; i++)
        if ((i < h->tok_beg || i >= h->tok_end) &&
            (d->toks.v[i].flags & SK_TOK_CAP) &&
            !sk_country_in(d, i, i + 1)[0])
            n++;
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
        t = short_form(d, p->tok_beg, d->sents.v[p->sent].tok_end <
                                              p->tok_end + 3
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
            alias_of(d, hit)->kind == SK_KNOW_PERSON &&
            alias_of(d, hit)->rank > 2)
            return d->eng->know->people.v[alias_of(d, hit)->row].country;
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
        if (!(t->flags & SK_TOK_CAP) || (sk_name_class(d->eng->names, t->id) & SK_NW_ORG))
            return false;
        foreign |= !(t->flags & SK_TOK_UPPER) && !sk_name_syllable_at(d, i);
    }
    return foreign;
}

static void org(sk_doc *d, sk_mention *m)
{
    const sk_know *k = d->eng->know;
    const sk_hit *h = hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_ORG, false);
    const sk_hit *s = hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_SEAT, true);
    sk_str text = sk_doc_sub(d, m->span), id;
    const char *code;
    uint32_t e;

    if (s) {
        const sk_seat *seat = &k->seats.v[alias_of(d, s)->row];
        id = sk_entity_id(d, SK_ORG, seat->name);
        e = get(d, SK_ORG, id, seat->name, seat->country, SK_NONE);
        memcpy(d->entities.v[e].sector, seat->sector, 4);
        join(d, m, e);
        return;
    }
    if (h && (caps_left(d, m->tok_beg, m->tok_end, h) == 0 ||
              short_form(d, m->tok_beg, m->tok_end) != SK_NONE)) {
        const sk_org *o = &k->orgs.v[alias_of(d, h)->row];
        if (!o->code[0] || is_elsewhere(d, m, o)) {
            body_of_state(d, m, alias_of(d, h)->row);
            return;
        }
        e = get(d, SK_ORG, o->id, o->name,
                sk_is_country(o->code) ? o->code : "", alias_of(d, h)->row);
        memcpy(d->entities.v[e].sector, o->sector, 4);
        join(d, m, e);
        return;
    }
    e = by_word(d, m, text);
    code = said_country(d, m);
    if (!code[0])
        code = country_of_person(d, m);
    if (!code[0])
        code = sk_country_in(d, m->tok_beg, m->tok_end);
    id = sk_entity_id(d, SK_ORG, text);
    if (e == SK_NONE)
        e = sk_entity_find(d, SK_ORG, id);
    if (e == SK_NONE && !code[0])
        code = sk_country_near(d, m->sent, m->tok_beg);
    if (e == SK_NONE && strcmp(code, HOME) == 0 && is_foreign(d, m) &&
        !said_country(d, m)[0])
        code = "";
    if (e == SK_NONE)
        e = sk_entity_add(d, SK_ORG, id, text, code, SK_NONE);
    join(d, m, e);
}

static void event(sk_doc *d, sk_mention *m)
{
    sk_str text = sk_doc_sub(d, m->span);

    join(d, m, get(d, m->type, sk_entity_id(d, m->type, text), text, "",
                   SK_NONE));
}

void sk_entity_all(sk_doc *d)
{
    d->entities.n = 0;
    for (int cities = 0; cities < 2; cities++) /* countries tell of cities */
        for (size_t i = 0; i < d->mentions.n; i++) {
            sk_mention *m = &d->mentions.v[i];
            if (m->type == SK_GPE &&
                !hit_in(d, m->tok_beg, m->tok_end, SK_KNOW_COUNTRY, true) ==
                    (cities == 1))
                gpe(d, m);
        }
    for (size_t i = 0; i < d->mentions.n; i++) {
        sk_mention *m = &d->mentions.v[i];
        if (m->type == SK_LOC)
            place_entity(d, m);
        else if (m->type == SK_ORG)
            org(d, m);
        else if (m->type == SK_EVENT_NAME)
            event(d, m);
    }
    sk_entity_people(d);
}
