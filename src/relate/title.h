/* title.h - what the words around a person's name say: the title, whose it
 * is, former or deputy, man or woman.
 *
 *     Cựu Bộ trưởng Quốc phòng Ukraine Oleksii Reznikov
 *     former       role      country   core
 */
#ifndef SK_RELATE_TITLE_H
#define SK_RELATE_TITLE_H

#include "base/doc.h"
#include "know/know.h"

typedef struct sk_title {
    uint32_t role;             /* row of roles, SK_NONE: no known title */
    uint32_t tok_beg, tok_end; /* of the title */
    char country[4];           /* whose, "" if not said */
    uint32_t org;              /* row of orgs, SK_NONE */
    char gender;               /* 'm', 'f' or 0 */
    bool former, deputy, counterpart, epithet, address; /* address: ông, bà */
} sk_title;

sk_title sk_title_of(const sk_doc *d, const sk_mention *m);
/* Whether two titles can be of the same person on one day: the same row, or
 * the same class of which a country has one. */
bool sk_title_same(const sk_know *k, uint32_t role_a, uint32_t role_b);
/* Head of state or government. */
bool sk_title_leads(const sk_know *k, uint32_t role);
/* "Nhà lãnh đạo": head of state or of government. */
bool sk_title_any(const sk_know *k, uint32_t role);
/* Classes of which a country has one holder. */
bool sk_title_single(const sk_know *k, uint32_t role);
/* Titles of which a country has one holder, though not every country has one:
 * the above, "Tổng Bí thư", "Chủ tịch Quốc hội". */
bool sk_title_alone(const sk_know *k, uint32_t role);
/* The country that the tokens beg..end name first, through a country, a seat
 * of government or a body of one state; "" if none. */
/* Whether the syllable of a country's name belongs to another name inside
 * beg..end: "phường Bình Đức", "Hóa chất Đức Giang". */
bool sk_country_is_part(const sk_doc *d, const sk_hit *hit, uint32_t beg,
                        uint32_t end);
const char *sk_country_in(const sk_doc *d, uint32_t beg, uint32_t end);
/* A code of PLOVER such as IGO or MNC is no country. */
bool sk_is_country(const char *code);

#endif
