/* entity.h - who the mentions speak of: one entity for each person, body or
 * place of the article, linked to the knowledge base where that is certain.
 */
#ifndef SK_RELATE_ENTITY_H
#define SK_RELATE_ENTITY_H

#include "base/doc.h"
#include "know/know.h"

/* Of very many entities or mentions only the first and the last so many are
 * looked at, so that time stays linear: the one that is looked at behind i. */
enum { SK_EACH_END = 500 };

static inline uint32_t sk_next_some(uint32_t i, size_t n)
{
    return i + 1 == SK_EACH_END && n > 2 * SK_EACH_END
               ? (uint32_t)n - SK_EACH_END
               : i + 1;
}

/* Fills doc->entities, and entity, country, sector, role of doc->mentions. */
void sk_entity_all(sk_doc *d);

/* What the article calls an entity: a person's fullest name in it, a body's
 * fullest form, a country's usual name; the canonical name if none. */
sk_str sk_entity_said(const sk_doc *d, uint32_t entity);

/* ---- for person.c and entity*.c ---- */

/* Adds an entity; id is made of the name if s == NULL. */
uint32_t sk_entity_add(sk_doc *d, uint8_t type, sk_str id, sk_str name,
                       const char *country, uint32_t know);
/* An entity by type and name, lower case; SK_NONE. */
uint32_t sk_entity_find(const sk_doc *d, uint8_t type, sk_str id);
/* "per:vladimir-putin" */
sk_str sk_entity_id(sk_doc *d, uint8_t type, sk_str name);
/* "org:so-y-te:lao-cai": the body of a place. */
sk_str sk_entity_id_at(sk_doc *d, sk_str body, sk_str place);
/* The entity of that id, added if the article has none. */
uint32_t sk_entity_get(sk_doc *d, uint8_t type, sk_str id, sk_str name,
                       const char *country, uint32_t know);
/* Makes a mention one of an entity: its country, its sector if it has none. */
void sk_entity_join(sk_doc *d, sk_mention *m, uint32_t e);
/* The best hit of a kind inside beg..end: the longest, then the first; it must
 * be all of beg..end if whole is set. NULL if none. */
const sk_hit *sk_entity_hit(const sk_doc *d, uint32_t beg, uint32_t end,
                            uint8_t kind, bool whole);
static inline const sk_alias *sk_hit_alias(const sk_doc *d, const sk_hit *h)
{
    return &d->eng->know->aliases.v[h->alias];
}
/* Whether an entity of the article is that country or a place in it. */
bool sk_names_country(const sk_doc *d, const char *code);
/* The entity of one mention: a country or city, a place, a body. */
void sk_entity_gpe(sk_doc *d, sk_mention *m);
void sk_entity_place(sk_doc *d, sk_mention *m);
void sk_entity_body(sk_doc *d, sk_mention *m);
/* Persons: names first, then titles alone. Needs the other entities. */
void sk_entity_people(sk_doc *d);
/* The country that stands nearest before a token in its sentence, else the
 * one that the article names most; "" if none. */
const char *sk_country_near(const sk_doc *d, uint32_t sent, uint32_t tok);

#endif
