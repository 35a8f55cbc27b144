/* name.h - mentions of people, bodies, places and named events.
 *
 * A linear model gives each token one of eleven labels: outside, or first or
 * further token of a mention of one of the five types. Its features are what
 * stands at and around the token, what the knowledge base knows there, and
 * what the rest of the article tells about the same word.
 */
#ifndef SK_FIND_NAME_H
#define SK_FIND_NAME_H

#include "base/doc.h"
#include "base/linear.h"
#include "base/model.h"
#include "know/know.h"
#include "know/load.h"

enum {
    SK_NAME_LABELS = 11, /* 0 outside, 1 + 2 * type first, 2 + 2 * type next */
    SK_NAME_FEATURES = 64,
};

/* Classes of data/names-words.tsv, a bit each. */
enum sk_name_class {
    SK_NW_HONOUR = 1 << 0, SK_NW_PREFIX = 1 << 1, SK_NW_SURNAME = 1 << 2,
    SK_NW_MIDDLE = 1 << 3, SK_NW_GPE = 1 << 4, SK_NW_ORG = 1 << 5,
    SK_NW_LOC = 1 << 6, SK_NW_EVENT = 1 << 7, SK_NW_AT = 1 << 8,
    SK_NW_MEDIA = 1 << 9, SK_NW_LAND = 1 << 10, SK_NW_JOIN = 1 << 11,
    SK_NW_CRAFT = 1 << 12, SK_NW_MAN = 1 << 13, SK_NW_WOMAN = 1 << 14,
    SK_NW_FORMER = 1 << 15,
};

typedef struct sk_name_model {
    const uint16_t *cls;    /* [n_cls] classes of a vocabulary id */
    uint32_t n_cls;
    sk_linear tagger;       /* n_labels 0: there is none */
    sk_model file;          /* that the tagger points into */
} sk_name_model;

/* Reads names-words.tsv and models/names.skmd (which may be missing). */
int sk_name_load(sk_loader *ld, const sk_name_model **out);
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
    uint32_t word;          /* hash of the lower-case form */
    uint32_t end3, end2;    /* of its last letters */
    uint32_t left, left2;   /* words before the run of capitals */
    uint32_t right;         /* and behind it */
    uint32_t first;         /* first word of the run */
    uint32_t whole, before, after; /* its word and the words beside it */
    uint16_t cls;
    uint16_t kind, own_kind, before_kind, after_kind; /* clusters (split/word.h)
                               of the word, the token, the words beside it */
    uint8_t upos, inside, before_upos, after_upos, para; /* class of the word;
                               whether the token is not its first */
    bool near;              /* a name may be here: it is decided */
    uint8_t shape, known, role, seen, pos, len, behind, syllable;
} sk_name_atom;

sk_name_atom *sk_name_atoms(const sk_doc *d, sk_arena *a);
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
/* The best labels of a sentence into labels[0..end - beg), which is zero. */
void sk_name_tag(const sk_linear *model, const sk_name_atom *at, uint32_t beg,
                 uint32_t end, sk_arena *a, uint8_t *labels);
/* Whether a written form could be a Vietnamese syllable. */
bool sk_name_syllable(sk_str form);

#endif
