/* actor.h - the parties that a text names: who can do or suffer an act.
 *
 * A party is a noun phrase that leads to a country, a body or a person:
 * "Thủ tướng Anh Keir Starmer", "quân đội Israel", "hai tàu cá của Campuchia".
 * Parties side by side ("Mỹ, Israel", "Nga - Ukraine") make one group.
 */
#ifndef SK_CODE_ACTOR_H
#define SK_CODE_ACTOR_H

#include "code/pattern.h"

enum sk_party_kind {
    SK_PARTY_COUNTRY, /* a bare country */
    SK_PARTY_SEAT,    /* a capital or seat of government */
    SK_PARTY_PLACE,   /* another place */
    SK_PARTY_BODY,    /* an organisation */
    SK_PARTY_PERSON,  /* with or without a title */
    SK_PARTY_ROLE,    /* a title alone */
    SK_PARTY_HEAD,    /* a common noun: "binh sĩ", with or without country */
    SK_PARTY_PRONOUN, /* "nước này", "ông" */
};

enum {
    SK_PARTY_ARM = 1,      /* weapons, ships, aircraft */
    SK_PARTY_THING = 2,    /* property: counts through its owner */
    SK_PARTY_CIVIL = 4,    /* ordinary people: no political actor by itself */
    SK_PARTY_PROTEST = 8,  /* protesters: what they do is protest */
    SK_PARTY_TWO = 16,     /* one of "hai nước" */
    SK_PARTY_PRIVATE = 32, /* does not speak for its country */
    SK_PARTY_NAMED = 64,   /* a personal name stands in it */
    SK_PARTY_GUESS = 128,  /* the code was filled from the context */
};

typedef struct sk_party {
    uint32_t tok_beg, tok_end, sent;
    char code[4], sector[4];
    uint8_t kind; /* enum sk_party_kind */
    uint8_t flags;
    uint8_t hint; /* of a head: enum sk_head_kind */
    uint32_t entity;
    sk_str name;
    bool water;      /* a sea, a strait */
    double lat, lon; /* NAN unless a place */
    uint32_t in; /* token of the place in it: "bệnh viện ở Gaza"; 0 none */
} sk_party;

typedef struct sk_group {
    uint32_t first, n; /* parties */
    uint32_t tok_beg, tok_end;
    bool pair; /* "Nga - Ukraine" */
} sk_group;

/* A row of data/heads.tsv. */
enum sk_head_kind {
    SK_HEAD_PEOPLE, /* người, binh sĩ */
    SK_HEAD_BODY,   /* quân đội, chính phủ */
    SK_HEAD_ARM,    /* tiêm kích, UAV */
    SK_HEAD_THING,  /* tàu cá, nhà máy, lãnh thổ */
    SK_HEAD_NAMED,  /* hiệp định: a city behind it is its name */
    SK_HEAD_KINDS
};
typedef struct sk_head {
    uint8_t kind;
    char code[4], sector[4];
    uint8_t flags;
    bool alone;  /* a party without a country too */
    bool nobody; /* ... and never of one: "nhiều nước" */
} sk_head;

typedef struct sk_parties {
    SK_VEC(sk_party) parties;
    SK_VEC(sk_group) groups; /* in text order, no overlap */
} sk_parties;

static inline const sk_party *sk_party_at(const sk_parties *p, uint32_t i)
{
    return &p->parties.v[i];
}

/* Whether a common noun of protesters stands in any sentence. */
bool sk_heads_protest(const sk_doc *d);
/* Whether a common noun of weapons or property ends at tok. */
bool sk_head_before(const sk_doc *d, uint32_t tok, uint32_t beg);
int sk_heads_load(sk_loader *ld, sk_patterns *p);
/* All parties of the document. */
void sk_parties_find(sk_doc *d, sk_parties *out);

#endif
