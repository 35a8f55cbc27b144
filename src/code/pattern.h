/* pattern.h - the event patterns of data/events.tsv, compiled.
 *
 * The language is described in docs/patterns.md. A pattern is a verb or noun
 * group with slots ("S tấn công T"); its words are expanded into sequences of
 * token ids and put into one trie, so that a text is matched in one pass.
 */
#ifndef SK_CODE_PATTERN_H
#define SK_CODE_PATTERN_H

#include "base/doc.h"
#include "base/model.h"
#include "base/trie.h"
#include "know/load.h"

enum sk_type {
    SK_EV_AGREE,
    SK_EV_CONSULT,
    SK_EV_SUPPORT,
    SK_EV_CONCEDE,
    SK_EV_COOPERATE,
    SK_EV_AID,
    SK_EV_RETREAT,
    SK_EV_REQUEST,
    SK_EV_ACCUSE,
    SK_EV_REJECT,
    SK_EV_THREATEN,
    SK_EV_PROTEST,
    SK_EV_SANCTION,
    SK_EV_MOBILIZE,
    SK_EV_COERCE,
    SK_EV_ASSAULT,
    SK_TYPES
};

/* Who fills a slot of a pattern. */
enum sk_slot {
    SK_SLOT_NONE,
    SK_SLOT_SOURCE, /* S: does it */
    SK_SLOT_TARGET, /* T: receives it */
    SK_SLOT_BOTH,   /* B: a party of a mutual act */
};

enum {
    SK_PAT_OP = 1,        /* takes the acts in its complement as its content */
    SK_PAT_CLAIM = 2,     /* the acts in its complement are claimed */
    SK_PAT_NOUN = 4,      /* only as a noun ("tối hậu thư") */
    SK_PAT_VERB = 8,      /* only as a verb */
    SK_PAT_TWO = 16,      /* only between parties of two countries or sectors */
    SK_PAT_NEED_T = 32,   /* nothing without a target */
    SK_PAT_NEED_S = 64,   /* nothing without a source */
    SK_PAT_PLAN = 128,    /* planned by its own words */
    SK_PAT_FAIL = 256,    /* negated by its own words: foiled, cancelled */
    SK_PAT_DENY = 512,    /* denies what its complement says */
    SK_PAT_POWER = 2048,  /* the source must be of state, army, court, party */
    SK_PAT_WEAPON = 4096, /* adds a mode to an attack in the same clause */
    SK_PAT_HOST = 8192,   /* the grammatical subject is the host of a visit */
    SK_PAT_HEDGE = 16384, /* claimed by its own words */
    SK_PAT_STOP = 32768,  /* no event; hides shorter patterns */
    SK_PAT_FORCE = 65536, /* threat if announced as the speaker's own plan */
    SK_PAT_CONTROL = 1 << 17, /* its object does what follows */
    SK_PAT_SELF = 1 << 18,    /* the source may be anybody */
    SK_PAT_NEAR = 1 << 19,    /* only if a party follows at once */
    SK_PAT_PERSON = 1 << 20,  /* the source must be a person */
    SK_PAT_WARN = 1 << 21,    /* counts only with a threat or blame in it */
    SK_PAT_SAID = 1 << 23,    /* told by its source of its target */
    SK_PAT_CHARGE = 1 << 24,  /* answers a charge, an act of its own */
    SK_PAT_IF = 1 << 25,      /* what stands before depends on it */
    SK_PAT_FIRST = 1 << 26,   /* only right behind its subject */
    SK_PAT_ACTIVE = 1 << 27,  /* not in the passive */
    SK_PAT_RAID = 1 << 28,    /* a search if police or agents do it */
    SK_PAT_TEST = 1 << 22,    /* without a target it is a weapons test */
};

typedef struct sk_pattern {
    const char *id;
    uint8_t type;        /* enum sk_type */
    uint8_t left, right; /* enum sk_slot */
    uint32_t flags;
    const char *mode[4], *context[4];
    const char *cameo;
    size_t line;
} sk_pattern;

/* One expansion: what must follow within a few words, and what must not stand
 * in the sentence. */
typedef struct sk_arm {
    uint32_t pattern;
    uint32_t tail; /* in sk_patterns.ids: [n_tail] that follow the gap */
    uint32_t not ; /* [n_not] phrases, each 0-ended, one after another */
    uint8_t n_head, n_tail, n_not; /* at most 255 tokens */
} sk_arm;

typedef struct sk_type_row {
    const char *name;
    uint8_t quad;
    float scale; /* of the bare type */
    const char *cameo;
} sk_type_row;

/* A mode of a type: its CAMEO code and score; and what an operator's content
 * makes of it ("REQUEST" with "CONSULT" inside is mode meet). */
typedef struct sk_mode_row {
    uint8_t type;
    const char *mode, *cameo;
    float scale;
} sk_mode_row;

typedef struct sk_compose_row {
    uint8_t op, inner;      /* inner SK_TYPES: any */
    const char *inner_mode; /* NULL: any */
    const char *mode;       /* NULL: none */
    uint8_t result;         /* type */
} sk_compose_row;

typedef struct sk_cameo_row {
    const char *code;
    float goldstein;
    uint8_t quad;
} sk_cameo_row;

typedef struct sk_patterns {
    sk_trie trie; /* to rows of arms */
    SK_VEC(sk_pattern) rows;
    SK_VEC(sk_arm) arms;
    SK_VEC(uint32_t) ids; /* of tails and forbidden phrases */
    /* The arms that end at each node, the newest first, side by side, for most
     * are refused by the one thing that is asked of them first: whether the
     * first word behind the gap is in the sentence at all. */
    const uint32_t *ends;   /* [trie.nodes.n + 1] where those of a node begin */
    const uint32_t *arm;    /* [trie.values.n] */
    const uint16_t *awaits; /* [trie.values.n] that word's bit in a sk_id_set,
                               SK_SET_BITS if there is no gap */
    sk_model image;         /* what they were mapped from, if they were */
    uint32_t n_forms;       /* of the vocabulary before they came */
    uint64_t forms;         /* sum of those */
    uint32_t protesters;    /* row of the pattern without words */
    sk_type_row types[SK_TYPES];
    SK_VEC(sk_mode_row) modes;
    SK_VEC(sk_compose_row) compose;
    SK_VEC(sk_cameo_row) cameo; /* by code */
    sk_trie heads;              /* code/heads.c: to rows of head */
    sk_trie protest;            /* those of them that protest */
    uint32_t they;              /* id of họ */
    SK_VEC(struct sk_head) head;
} sk_patterns;

/* Tokens that ".." may stand for; more if a party is awaited there. */
enum { SK_GAP_MIN = 7, SK_GAP_MAX = 12 };

/* A pattern found in the text. */
typedef struct sk_trigger {
    uint32_t tok_beg, tok_end; /* with the tail */
    uint32_t head_end;         /* end of the words before the gap */
    uint32_t tail_beg;         /* the words behind the gap; tok_end if none */
    uint32_t pattern;
} sk_trigger;

/* The ids that stand in a sentence, a bit for each modulo the size: most arms
 * of a head are refused by one look whether the words of their tails are
 * there at all. */
enum { SK_SET_BITS = 1024 };
typedef struct sk_id_set {
    uint64_t bits[SK_SET_BITS / 64 + 1]; /* the bit behind the last is set */
} sk_id_set;
static inline bool sk_id_set_bit(const sk_id_set *s, uint32_t bit)
{
    return s->bits[bit / 64] >> bit % 64 & 1;
}

/* From the file that the build made of the tables, else from the tables. */
int sk_pattern_load(sk_loader *ld, const sk_patterns **out);
void sk_pattern_close(const sk_patterns *p);
/* The ids of the tokens beg..end. */
sk_id_set sk_id_set_of(const sk_doc *d, uint32_t beg, uint32_t end);
/* The best pattern whose words begin at tok in the sentence beg..end; false if
 * none. ids: what stands there, for who asks at many tokens; or NULL. */
bool sk_pattern_from(const sk_doc *d, uint32_t tok, uint32_t beg, uint32_t end,
                     const sk_id_set *ids, sk_trigger *out);
static inline bool sk_pattern_at(const sk_doc *d, uint32_t tok, uint32_t beg,
                                 uint32_t end, const sk_id_set *ids,
                                 sk_trigger *out)
{
    return tok < end &&
           sk_trie_begins(&d->eng->patterns->trie, d->toks.v[tok].id) &&
           sk_pattern_from(d, tok, beg, end, ids, out);
}

/* Whether "CONSULT" is a type of events. */
bool sk_event_type_known(sk_str name);

#endif
