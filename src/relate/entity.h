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

/* ---- for person.c and entity.c ---- */

/* Adds an entity; id is made of the name if s == NULL. */
uint32_t sk_entity_add(sk_doc *d, uint8_t type, sk_str id, sk_str name,
                       const char *country, uint32_t know);
/* An entity by type and name, lower case; SK_NONE. */
uint32_t sk_entity_find(const sk_doc *d, uint8_t type, sk_str id);
/* "per:vladimir-putin" */
sk_str sk_entity_id(sk_doc *d, uint8_t type, sk_str name);
/* Persons: names first, then titles alone. Needs the other entities. */
void sk_entity_people(sk_doc *d);
/* The country that stands nearest before a token in its sentence, else the
 * one that the article names most; "" if none. */
const char *sk_country_near(const sk_doc *d, uint32_t sent, uint32_t tok);

#endif
