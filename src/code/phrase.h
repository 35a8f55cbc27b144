/* phrase.h - one noun phrase that names a party.
 */
#ifndef SK_CODE_PHRASE_H
#define SK_CODE_PHRASE_H

#include "code/actor.h"
#include "code/pattern.h"
#include "relate/clause.h"

typedef struct sk_finder {
    sk_doc *d;
    sk_parties *out;
    const sk_mention **mention_at; /* [toks.n] the one that begins there */
    const sk_ref **ref_at;
    uint32_t sent, beg, end; /* of the current sentence */
} sk_finder;

typedef struct sk_phrase {
    sk_party p, other; /* other: the second of "hai nước" */
    uint32_t at;       /* next token */
    bool owned;        /* a country, body or person stands in it */
    bool region;       /* it is of no country: "nhà ngoại giao Bắc Âu" */
    bool two;
} sk_phrase;

/* The longest head noun of data/heads.tsv at tok; NULL if none. */
const sk_head *sk_head_at(const sk_finder *f, uint32_t tok, uint32_t *end);
/* Reads the phrase that begins at tok; false if none does. */
bool sk_phrase_from(sk_finder *f, uint32_t tok, sk_phrase *x);
/* The same; asked at nearly every token, where nearly none begins. */
static inline bool sk_phrase_read(sk_finder *f, uint32_t tok, sk_phrase *x)
{
    const sk_patterns *p = f->d->eng->patterns;
    uint32_t id = f->d->toks.v[tok].id;

    return (f->mention_at[tok] || f->ref_at[tok] || id == p->they ||
            sk_trie_begins(&p->heads, id)) &&
           sk_phrase_from(f, tok, x);
}

/* ---- phrase_take.c ---- */

/* The code of an entity: its country, or UNO, IGO, EUR ... of a body. */
const char *sk_entity_code(const sk_finder *f, uint32_t entity);
bool sk_entity_country(const sk_finder *f, uint32_t entity);
void sk_take_entity(const sk_finder *f, sk_party *p, uint32_t entity);
/* A party that is a mention. */
void sk_take_mention(const sk_finder *f, sk_party *p, const sk_mention *m);

/* What is unknown changes nothing. */
static inline void sk_code_set(char out[4], const char *code)
{
    if (code[0])
        memcpy(out, code, 4);
}

static inline bool sk_tok_is(const sk_finder *f, uint32_t tok, const char *s)
{
    return tok < f->end && sk_str_eq(sk_doc_tok(f->d, tok), sk_str_of(s));
}

#endif
