/* entity.c - the entities of an article, but for its people (person.c).
 *
 * Countries come first, for they tell of cities, then places and bodies.
 */
#include "relate/entity.h"

#include "relate/title.h"

/* "ha-noi", behind what the id begins with. */
static sk_str slug(sk_doc *d, sk_str head, sk_str name)
{
    sk_str fold = sk_fold(&d->arena, name);
    char *p = sk_new(&d->arena, char, head.len + 1 + 2 * fold.len);
    size_t n = head.len;
    bool gap = false;

    memcpy(p, head.s, n);
    p[n++] = ':';
    for (size_t i = 0; i < fold.len; i++) {
        char c = fold.s[i];
        bool word =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
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

sk_str sk_entity_id(sk_doc *d, uint8_t type, sk_str name)
{
    static const char *const kinds[] = {"per", "org", "gpe", "loc", "event"};

    return slug(d, sk_str_of(kinds[type]), name);
}

sk_str sk_entity_id_at(sk_doc *d, sk_str body, sk_str place)
{
    return slug(d, body, place);
}

uint32_t sk_entity_find(const sk_doc *d, uint8_t type, sk_str id)
{
    for (uint32_t i = 0; i < d->entities.n; i = sk_next_some(i, d->entities.n))
        if (d->entities.v[i].type == type && sk_str_eq(d->entities.v[i].id, id))
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

uint32_t sk_entity_get(sk_doc *d, uint8_t type, sk_str id, sk_str name,
                       const char *country, uint32_t know)
{
    uint32_t e = sk_entity_find(d, type, id);

    return e != SK_NONE ? e : sk_entity_add(d, type, id, name, country, know);
}

void sk_entity_join(sk_doc *d, sk_mention *m, uint32_t e)
{
    m->entity = e;
    memcpy(m->country, d->entities.v[e].country, sizeof m->country);
    if (!m->sector[0])
        memcpy(m->sector, d->entities.v[e].sector, sizeof m->sector);
}

const sk_hit *sk_entity_hit(const sk_doc *d, uint32_t beg, uint32_t end,
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

static void event(sk_doc *d, sk_mention *m)
{
    sk_str text = sk_doc_sub(d, m->span);

    sk_entity_join(d, m,
                   sk_entity_get(d, m->type, sk_entity_id(d, m->type, text),
                                 text, "", SK_NONE));
}

void sk_entity_all(sk_doc *d)
{
    d->entities.n = 0;
    for (int cities = 0; cities < 2; cities++)
        for (size_t i = 0; i < d->mentions.n; i++) {
            sk_mention *m = &d->mentions.v[i];
            if (m->type == SK_GPE &&
                !sk_entity_hit(d, m->tok_beg, m->tok_end, SK_KNOW_COUNTRY,
                               true) == (cities == 1))
                sk_entity_gpe(d, m);
        }
    for (size_t i = 0; i < d->mentions.n; i++) {
        sk_mention *m = &d->mentions.v[i];
        if (m->type == SK_LOC)
            sk_entity_place(d, m);
        else if (m->type == SK_ORG)
            sk_entity_body(d, m);
        else if (m->type == SK_EVENT_NAME)
            event(d, m);
    }
    sk_entity_people(d);
}
