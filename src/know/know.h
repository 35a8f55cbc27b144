/* know.h - who and what is known: countries, seats of government, bodies,
 * people with their offices over time, role titles, places, outlets.
 *
 * Tables and their columns: docs/knowledge.md. All of them share one list of
 * aliases over token ids; sk_know_hits finds every alias in a text.
 */
#ifndef SK_KNOW_KNOW_H
#define SK_KNOW_KNOW_H

#include "base/doc.h"
#include "base/model.h"
#include "base/trie.h"
#include "know/load.h"

enum sk_know_kind {
    SK_KNOW_COUNTRY,
    SK_KNOW_SEAT,
    SK_KNOW_ORG,
    SK_KNOW_PERSON,
    SK_KNOW_ROLE,
    SK_KNOW_PLACE,
    SK_KNOW_OUTLET,
    SK_KNOW_EPITHET,
    SK_KNOW_OFFICE,
    SK_KNOW_KINDS /* offices have no aliases; the rest do */
};

enum {
    SK_ALIAS_AMBIGUOUS = 1, /* also an ordinary word or given name */
    SK_ALIAS_SHORT = 2,     /* a person's short form: "Putin" */
    SK_ALIAS_PAIR = 4,      /* only in pairs: "Việt" in "Việt - Lào" */
    SK_ALIAS_MAIN = 8,      /* the display name itself */
    SK_ALIAS_UPPER = 16,    /* an acronym: matches capitals only ("WHO") */
};

enum { SK_RANK_USER = 6, SK_ALIAS_TOKS = 32 /* at most */ };

typedef struct sk_alias {
    uint32_t row; /* in the table of its kind */
    uint8_t kind, flags;
    uint8_t n_toks;
    uint8_t rank;  /* 1..5, 5 the best known, 6 the user's own; for ties */
    uint32_t caps; /* bit i: token i is written with a capital */
    uint32_t same; /* the next alias of the same form: a ring */
} sk_alias;

typedef struct sk_country {
    char code[4], alpha2[4], fips[4];
    sk_str name, english;
    double lat, lon;
} sk_country;

typedef struct sk_seat {
    sk_str name;
    char country[4], sector[4];
    bool capital; /* else a building */
    double lat, lon;
} sk_seat;

typedef struct sk_org {
    sk_str id, name;
    char code[4], sector[4];
    sk_str other; /* further sectors, | between */
} sk_org;

typedef struct sk_office {
    uint32_t person;  /* row of people */
    uint32_t role;    /* row of roles, SK_NONE if the title is in no table */
    uint32_t org_row; /* row of orgs, SK_NONE if none or not in the table */
    sk_str title;     /* "Tổng thống" */
    sk_str org;       /* as in the table: an id or a name */
    char country[4], sector[4];
    int32_t from, to; /* days, both included; INT32_MIN / INT32_MAX open */
} sk_office;

typedef struct sk_person {
    sk_str id, name;
    char country[4];
    char gender; /* 'm', 'f' or 0 */
    uint8_t known;
    uint32_t office_beg, office_end; /* rows of offices, by from */
} sk_person;

enum sk_role_class {
    SK_ROLE_OTHER,
    SK_ROLE_HEAD_OF_STATE,
    SK_ROLE_HEAD_OF_GOVERNMENT,
    SK_ROLE_FOREIGN_MINISTER,
    SK_ROLE_DEFENCE_MINISTER,
    SK_ROLE_MINISTER,
    SK_ROLE_DEPUTY,
    SK_ROLE_ENVOY,
    SK_ROLE_SPOKESPERSON,
    SK_ROLE_MILITARY,
    SK_ROLE_PARTY,
    SK_ROLE_LEGISLATURE,
    SK_ROLE_JUSTICE,
    SK_ROLE_POLICE,
    SK_ROLE_BUSINESS,
    SK_ROLE_JOURNALIST,
    SK_ROLE_CLERGY,
    SK_ROLE_RELATIVE
};

typedef struct sk_role {
    sk_str title;
    char sector[4];
    uint8_t rank;
    uint8_t cls;   /* enum sk_role_class */
    uint8_t takes; /* 'c' country, 'o' org, 'b' both, 0 none */
} sk_role;

typedef struct sk_known_place {
    sk_str name;
    sk_str kind, admin; /* admin: "Đồng Nai", "Huyện Trảng Bom, Đồng Nai" */
    double lat, lon;
    uint32_t population;
    int32_t to; /* last day, INT32_MAX if it still is */
    char country[4];
} sk_known_place;

typedef struct sk_outlet {
    sk_str domain, name, aliases, kind;
    char country[4];
    char date_sign; /* '/', '-', '.' or 0 */
} sk_outlet;

typedef struct sk_epithet {
    sk_str phrase;
    uint32_t role;
    char country[4];
} sk_epithet;

/* The node behind the first token of a name, 0 none, and all of it: nearly
 * every syllable begins one, nearly none goes on. */
typedef struct sk_know_root {
    uint32_t node;
    sk_trie_node is;
} sk_know_root;

/* What a row goes by. */
typedef struct sk_known_as {
    sk_str name;
    uint32_t row;
} sk_known_as;
typedef SK_VEC(sk_known_as) sk_known_list; /* by name, then row */

typedef struct sk_know {
    SK_VEC(sk_alias) aliases;
    sk_trie trie; /* token ids to rows of aliases */
    SK_VEC(sk_country) countries;
    SK_VEC(sk_seat) seats;
    SK_VEC(sk_org) orgs;
    SK_VEC(sk_person) people;
    SK_VEC(sk_office) offices;
    SK_VEC(sk_role) roles;
    SK_VEC(sk_known_place) places;
    SK_VEC(sk_outlet) outlets;
    SK_VEC(sk_epithet) epithets;
    SK_VEC(uint32_t) by_country; /* rows of offices: by country, latest first */
    const uint32_t *org_first,
        *org_next;       /* [orgs.n], [offices.n] the offices of
                                             a body, up from the first; SK_NONE */
    sk_known_list codes; /* of countries */
    sk_known_list outlet_names, outlet_domains; /* names and aliases; domains */
    sk_know_root *roots;                        /* [n_roots] by token id */
    uint32_t n_roots;
    sk_model image; /* what the tables were mapped from, if they were */
} sk_know;

/* Maps the image of ld's folder if it is there and not older than the tables
 * (docs/knowledge.md), else reads the tables; then the user's tables. */
int sk_know_load(sk_loader *ld, const sk_know **out);
/* Reads the tables only. */
int sk_know_build(sk_loader *ld, sk_know *k);
/* Adds the rows of the user's tables (ld->extra). */
int sk_know_add(sk_loader *ld, sk_know *k);
void sk_know_close(const sk_know *k);

/* All aliases in doc's tokens, into doc->hits: by tok_beg, longest first, then
 * rank. An alias with capitals matches only text with capitals there; all-caps
 * text matches anything. Of the places of one form only the best known is a
 * hit; sk_know_place_in finds another. */
void sk_know_hits(sk_doc *d);

/* The country of the outlets. */
#define SK_HOME "VNM"

/* The first of doc->hits that begins at or after a token. */
static inline size_t sk_hit_from(const sk_doc *d, uint32_t tok)
{
    return tok <= d->toks.n && d->hit_from ? d->hit_from[tok] : d->hits.n;
}
/* The next hit that ends by the token end; *at, at first sk_hit_from of where
 * to look, moves behind it. NULL: there is no more. */
static inline const sk_hit *sk_hit_within(const sk_doc *d, size_t *at,
                                          uint32_t end)
{
    while (*at < d->hits.n && d->hits.v[*at].tok_beg < end) {
        const sk_hit *h = &d->hits.v[(*at)++];
        if (h->tok_end <= end)
            return h;
    }
    return NULL;
}
/* All aliases in any tokens: calls each(ctx, beg, end, alias), shortest first
 * at each beginning. */
void sk_know_find(const sk_know *k, const sk_tok *toks, uint32_t n,
                  void (*each)(void *ctx, uint32_t beg, uint32_t end,
                               uint32_t alias),
                  void *ctx);

/* The row of a country by alpha-3 code, SK_NONE if unknown. */
uint32_t sk_know_country(const sk_know *k, const char *code);
/* The row of a body or a person by id, SK_NONE if unknown. */
uint32_t sk_know_org(const sk_know *k, sk_str id);
uint32_t sk_know_person(const sk_know *k, sk_str id);
/* The row of a role by exact title. */
uint32_t sk_know_role(const sk_know *k, sk_str title);
/* Who held the role (a row of roles; any role of the same class if the class
 * is singular: head of state, head of government, foreign or defence minister)
 * in the country on that day; SK_NO_DAY: the latest holder. SK_NONE if
 * nobody. */
uint32_t sk_know_holder(const sk_know *k, uint32_t role, const char *country,
                        int32_t day);
/* The one person who holds an office of just that title in a country on a day;
 * SK_NONE if nobody or two are known to. */
uint32_t sk_know_sole_holder(const sk_know *k, uint32_t role,
                             const char *country, int32_t day);
/* The same for a role in a body: a row of orgs (SK_NONE: none), or whatever
 * the office names ("Điện Kremlin", "California"; s == NULL: none). The
 * country ("" any) parts the ministries of one name. SK_NONE too if two hold it
 * on that day. */
uint32_t sk_know_holder_at(const sk_know *k, uint32_t role, uint32_t org,
                           sk_str name, const char *country, int32_t day);
/* A body of a state, not a firm or an outlet. */
bool sk_org_public(const sk_org *o);
/* Not a body of several states or a charity; such have codes of their own. */
bool sk_org_of_one(const sk_org *o);
/* The person's most important office on that day (SK_NO_DAY: the latest); row
 * of offices, SK_NONE if none is known. */
uint32_t sk_know_office(const sk_know *k, uint32_t person, int32_t day);
/* Of the places with the form of this alias: the row of the one in the country
 * ("" any) and unit ("" any; matches any part of admin) that was there on the
 * day (SK_NO_DAY: any); SK_NONE if there is none. */
uint32_t sk_know_place_in(const sk_know *k, uint32_t alias, const char *country,
                          sk_str admin, int32_t day);
/* The outlet of a domain or address, or by name or alias; SK_NONE. */
uint32_t sk_know_outlet(const sk_know *k, sk_str domain_or_name);

#endif
