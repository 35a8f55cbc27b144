/* entity_place.c - countries, seats of government and places of an article.
 *
 * A capital stands for its government unless the words say that it is a place;
 * a place that no table knows gets the country behind it or named near it.
 */
#include "relate/entity.h"

#include "find/cue.h"
#include "find/name.h"
#include "relate/title.h"

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
    return strcmp(seat->country, SK_HOME) == 0 && !names_other(d, m, SK_HOME);
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
    sk_entity_join(d, m, e);
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
bool sk_names_country(const sk_doc *d, const char *code)
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
    const sk_hit *h =
        sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_PLACE, false);
    const sk_known_place *best = NULL;
    int top = -1;

    if (h && sk_country_is_part(d, h, m->tok_beg, m->tok_end))
        return NULL; /* "sông Tô Lịch" is not in the town of Tô */
    for (size_t i = h ? (size_t)(h - d->hits.v) : d->hits.n;
         i < d->hits.n && d->hits.v[i].tok_beg == h->tok_beg; i++) {
        const sk_alias *al = sk_hit_alias(d, &d->hits.v[i]);
        const sk_known_place *p = &d->eng->know->places.v[al->row];
        int score = al->rank;
        if (al->kind != SK_KNOW_PLACE || d->hits.v[i].tok_end != h->tok_end)
            continue;
        if (p->country[0] && sk_names_country(d, p->country))
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
    return sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_PLACE, true) !=
           NULL;
}

/* "bán đảo | Triều Tiên": the word of two syllables before belongs to the name
 * of a region; the country in it is not meant. */
static void take_region(sk_doc *d, sk_mention *m)
{
    enum { WORD = 2 };

    if (m->tok_beg < d->sents.v[m->sent].tok_beg + WORD ||
        !sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_COUNTRY, true) ||
        !sk_entity_hit(d, m->tok_beg - WORD, m->tok_end, SK_KNOW_PLACE, true))
        return;
    m->tok_beg -= WORD;
    m->span = sk_doc_tok_span(d, m->tok_beg, m->tok_end);
    m->type = SK_LOC;
}

void sk_entity_place(sk_doc *d, sk_mention *m)
{
    const sk_know *k = d->eng->know;
    const sk_known_place *p;
    const sk_hit *s;
    sk_str text, id;
    const char *code;
    uint32_t e;

    take_region(d, m);
    p = place_of(d, m);
    s = sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_SEAT, false);
    text = sk_doc_sub(d, m->span);
    code = country_behind(d, m);
    if (p) {
        if (m->type == SK_GPE || is_whole(d, m))
            text = p->name;
        code = p->country;
    } else if (s && !sk_country_is_part(d, s, m->tok_beg, m->tok_end)) {
        text = k->seats.v[sk_hit_alias(d, s)->row].name;
        code = k->seats.v[sk_hit_alias(d, s)->row].country;
    } else if (!code[0]) {
        code = sk_country_in(d, m->tok_beg, m->tok_end);
    }
    id = sk_entity_id(d, m->type, text);
    e = sk_entity_find(d, m->type, id);
    if (e == SK_NONE && !code[0] && !p && m->type == SK_GPE)
        code = sk_country_near(d, m->sent, m->tok_beg);
    if (e == SK_NONE)
        e = sk_entity_add(d, m->type, id, text, code, SK_NONE);
    sk_entity_join(d, m, e);
}

/* "bang Georgia" (the state of Georgia) is no country: the word before belongs
 * to the name. */
static void take_kind(sk_doc *d, sk_mention *m)
{
    const sk_hit *c =
        sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_COUNTRY, true);

    if (!c || !(sk_hit_alias(d, c)->flags & SK_ALIAS_AMBIGUOUS) ||
        m->tok_beg == d->sents.v[m->sent].tok_beg ||
        !sk_entity_hit(d, m->tok_beg - 1, m->tok_end, SK_KNOW_PLACE, true))
        return;
    m->tok_beg--;
    m->span = sk_doc_tok_span(d, m->tok_beg, m->tok_end);
}

void sk_entity_gpe(sk_doc *d, sk_mention *m)
{
    const sk_know *k = d->eng->know;
    const sk_hit *c, *s;

    take_kind(d, m);
    take_region(d, m);
    c = sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_COUNTRY, true);
    s = sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_SEAT, true);
    if (c) {
        country_entity(d, m, k->countries.v[sk_hit_alias(d, c)->row].code);
    } else if (s &&
               sk_is_country(k->seats.v[sk_hit_alias(d, s)->row].country) &&
               !is_place(d, m) &&
               !is_home_city(d, m, &k->seats.v[sk_hit_alias(d, s)->row])) {
        m->kind = SK_BY_METONYM;
        memcpy(m->sector, "GOV", 4);
        country_entity(d, m, k->seats.v[sk_hit_alias(d, s)->row].country);
    } else {
        sk_entity_place(d, m);
    }
}
