/* draft.h - events while they are made: coded one by one, then merged. */
#ifndef SK_CODE_DRAFT_H
#define SK_CODE_DRAFT_H

#include "code/reading.h"

enum { SK_SIDE_MAX = 12, SK_TRIG_MAX = 6, SK_WHY_MAX = 16 };

typedef struct sk_side {
    uint32_t party[SK_SIDE_MAX];
    uint8_t n;
} sk_side;

typedef struct sk_draft {
    uint8_t type, status;
    bool title, said; /* in the title; told by somebody */
    bool body;        /* behind headline, lead and first sentences */
    bool asks;        /* in a question */
    bool since;       /* "kể từ": before what the sentence tells */
    bool hedged;
    bool active;    /* a verb in the active voice */
    bool passive;   /* somebody suffers it of who is named */
    bool old;       /* years before the article */
    bool content;   /* other acts are its content */
    bool addressed; /* a noun stands behind the verb: who is asked */
    const char *mode[4], *context[4];
    const sk_pattern *pat;
    sk_side source, target;
    sk_span trigger[SK_TRIG_MAX];
    uint8_t n_trigger;
    uint32_t sent, tok; /* of the first trigger */
    sk_str when;
    int32_t from, to; /* its days */
    uint32_t place;   /* party, SK_NONE */
    bool aim;         /* the place is that of the target */
    bool by_place;    /* the target is only the place of the act */
    uint32_t teller;  /* party, SK_NONE */
    sk_why why[SK_WHY_MAX];
    uint8_t n_why;
    bool gone; /* merged into another, or no event after all */
    const char *gone_why;
} sk_draft;

typedef SK_VEC(sk_draft) sk_drafts;

/* Whether a code names a state, not a body of states or the like. */
bool sk_code_state(const char *code);
void sk_draft_why(sk_draft *e, const char *slot, sk_span span, sk_str text);
/* Notes a pattern that makes no event, and why. */
void sk_draft_pass(sk_doc *d, const sk_pattern *pat, sk_span trigger,
                   const char *why);
/* One mode in place of those it had; NULL leaves none. */
void sk_draft_mode(sk_draft *e, const char *mode);
/* A party once; what is too much is left out. */
void sk_side_add(sk_side *s, uint32_t party);
/* Whether a party of a side has the code. */
bool sk_side_has(const sk_parties *p, const sk_side *s, const char *code);
/* The parties of both sides, from the act and the drafts before it; the draft
 * itself is the last of out. */
void sk_draft_sides(const sk_reading *r, const sk_act *a, sk_draft *e,
                    const sk_drafts *out);
/* What two sides mean for the event: an agreement of two is between them, words
 * are not to oneself. Once type and modes are weighed. */
void sk_draft_settle(const sk_reading *r, const sk_act *a, sk_draft *e);
/* The time of its sentence that dates an act. */
void sk_draft_date(const sk_reading *r, const sk_act *a, sk_draft *e);
/* The place of an act, and parties that only it tells. */
void sk_place_find(sk_reading *r, const sk_act *a, sk_draft *e);
/* Codes the acts of a sentence and appends them. */
void sk_draft_add(sk_reading *r, sk_drafts *out);
/* Drops what is no event of politics. */
void sk_draft_sift(sk_doc *d, const sk_parties *p, sk_drafts *v);
/* One event told twice becomes one. */
void sk_draft_merge(const sk_doc *d, const sk_parties *p, sk_drafts *v);
/* Gives deeds without a place that of the words around them. */
void sk_draft_place(const sk_doc *d, const sk_parties *p, sk_drafts *v);
/* Types whose parties stand side by side. */
bool sk_is_mutual(uint8_t type);

#endif
