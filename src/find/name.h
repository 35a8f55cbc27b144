/* name.h - mentions of people, bodies, places and named events.
 *
 * A linear model gives each token one of eleven labels: outside, or first or
 * further token of a mention of one of the five types. It decides only where a
 * name may be; its features are what stands at and around the token and what
 * the knowledge base knows there.
 */
#ifndef SK_FIND_NAME_H
#define SK_FIND_NAME_H

#include "base/doc.h"
#include "base/linear.h"
#include "base/model.h"
#include "base/trie.h"
#include "know/know.h"
#include "know/load.h"

enum {
    SK_NAME_LABELS = 11, /* 0 outside, 1 + 2 * type first, 2 + 2 * type next */
    SK_NAME_FEATURES = 16,
};

/* Classes of data/name_words.tsv, a bit each. */
enum sk_name_class {
    SK_NW_HONOUR = 1 << 0,
    SK_NW_PREFIX = 1 << 1,
    SK_NW_SURNAME = 1 << 2,
    SK_NW_MIDDLE = 1 << 3,
    SK_NW_GPE = 1 << 4,
    SK_NW_ORG = 1 << 5,
    SK_NW_LOC = 1 << 6,
    SK_NW_EVENT = 1 << 7,
    SK_NW_AT = 1 << 8,
    SK_NW_MEDIA = 1 << 9,
    SK_NW_LAND = 1 << 10,
    SK_NW_JOIN = 1 << 11,
    SK_NW_ASIDE = 1 << 12,
    SK_NW_MAN = 1 << 13,
    SK_NW_WOMAN = 1 << 14,
    SK_NW_FORMER = 1 << 15,
};

/* What training gives. */
typedef struct sk_name_tagger {
    sk_linear linear;      /* n_labels 0: there is none */
    const uint32_t *inner; /* [n_inner] a set: words that stand in names though
                               they have no capital (hashes, 0 empty) */
    uint32_t n_inner;      /* power of two */
} sk_name_tagger;

/* Names of events (data/name_events.tsv). */
enum sk_event_kind {
    SK_EVENT_ALWAYS,
    SK_EVENT_NUMBERED,
    SK_EVENT_HEAD,
    SK_EVENT_QUOTED
};
typedef struct sk_name_event_form {
    uint32_t caps; /* bit i: token i is written with a capital */
    uint8_t kind;  /* enum sk_event_kind */
} sk_name_event_form;
typedef struct sk_name_events {
    sk_trie trie; /* to forms */
    SK_VEC(sk_name_event_form) forms;
} sk_name_events;

typedef struct sk_name_model {
    const uint16_t *cls; /* [n_cls] classes of a vocabulary id */
    uint32_t n_cls;
    const bool *syllables; /* [n_syllables] whether the form with a vocabulary
                               id could be a Vietnamese syllable */
    uint32_t n_syllables;
    sk_name_events events;
    sk_name_tagger tagger;
    sk_model file; /* that the tagger points into */
} sk_name_model;

/* Reads name_words.tsv, name_events.tsv and models/names.skmd (which may be
 * missing). */
int sk_name_load(sk_loader *ld, const sk_name_model **out);
/* Points into a mapped or built file. */
int sk_name_tagger_of(sk_arena *a, const sk_model *file, sk_name_tagger *t,
                      sk_err *err);
void sk_name_close(const sk_name_model *m);

static inline unsigned sk_name_class(const sk_name_model *m, uint32_t id)
{
    return id < m->n_cls ? m->cls[id] : 0;
}

/* All mentions into doc->mentions (span, core, type, kind). Needs hits. */
void sk_name_find(sk_doc *d);

/* ---- for the tagger and its trainer ---- */

/* What is known of each token of a document. */
typedef struct sk_name_atom {
    uint32_t word; /* hash of the lower-case form */
    uint16_t cls;
    uint8_t shape, known, role;
    bool cap;            /* in a run of capitals: */
    uint8_t pos, behind; /* words of it before and behind this */
    bool near;           /* a name may be here: it is decided; for these */
    uint8_t inside, upos, before_upos, after_upos; /* class of its word and of
                               those beside; whether it is not its first token */
    uint16_t kind, own_kind; /* clusters (split/word.h) of word and token */
} sk_name_atom;

sk_name_atom *sk_name_atoms(const sk_doc *d, sk_arena *a);
/* Whether a token alone tells that a name may be here. */
static inline bool sk_name_sign(const sk_name_atom *at)
{
    return at->cap || at->role || at->known;
}
/* Marks the tokens of a sentence that are near a name: those and the inner
 * words beside them. All others are outside. */
void sk_name_near(const sk_name_tagger *t, const sk_doc *d, const sk_sent *s,
                  sk_name_atom *at);
/* Where a word is in a set of inner words, or would be. */
static inline uint32_t sk_name_inner_slot(const uint32_t *inner, uint32_t n,
                                          uint32_t word)
{
    uint32_t i = word & (n - 1);

    while (inner[i] && inner[i] != word)
        i = (i + 1) & (n - 1);
    return i;
}
/* The features of token i of the sentence [beg, end); how many. */
unsigned sk_name_features(const sk_name_atom *at, uint32_t beg, uint32_t end,
                          uint32_t i, uint64_t out[SK_NAME_FEATURES]);
/* Whether a sentence belongs to the article: not to its author, source or
 * teasers of others. */
bool sk_name_tells(const sk_doc *d, uint32_t sent);
/* The next stretch of tokens at or after *beg that are near a name; false if
 * there is none before end. Stretches are decided one by one. */
bool sk_name_stretch(const sk_name_atom *at, uint32_t *beg, uint32_t *stop,
                     uint32_t end);
/* Marks what is near a name; the best labels of a sentence into
 * labels[0..its tokens), which is zero. */
void sk_name_tag(const sk_name_tagger *t, const sk_doc *d, const sk_sent *s,
                 sk_name_atom *at, sk_arena *a, uint8_t *labels);
/* Whether a token's could: of frequent ones it is known. */
bool sk_name_syllable_at(const sk_doc *d, uint32_t tok);
/* The verdicts on the forms with the first ids. */
void sk_name_syllables(sk_arena *a, const sk_vocab *v, sk_name_model *m);

#endif
