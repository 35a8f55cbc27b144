/* roles.h - the steps by which a sentence is read, in their order.
 */
#ifndef SK_CODE_ROLES_H
#define SK_CODE_ROLES_H

#include "code/reading.h"

/* ---- subject.c, subject_walk.c ---- */

/* What the way from a verb to its subject passed. */
typedef struct sk_walk {
    uint32_t say;    /* nearest verb of saying passed */
    bool comma, sub; /* a comma, a subordinator passed */
    bool near;       /* a passive: the party right before it, if there is one */
    bool owned;  /* found only as owner of a noun: "kế hoạch của Nga" */
    bool op;     /* the verb is a verbal act: "và" parts it from deeds */
    bool spoken; /* ... or an act that is done by saying */
    bool cause;  /* "vì" stands right before the verb */
} sk_walk;

/* The grammatical subject of a verb whose group begins at item i, SK_NONE if
 * there is none. */
uint32_t sk_subject_left(const sk_reading *r, uint32_t i, sk_walk *w);
/* The first party of the main clause behind a leading subordinate clause. */
uint32_t sk_subject_right(const sk_reading *r, uint32_t i);
/* Whether "việc" at item i begins what somebody has an opinion of: he is not
 * its doer ("lo ngại việc điều tra ông Powell"). */
bool sk_opined(const sk_reading *r, uint32_t i);
/* The "mà" that begins a relative clause around item i, SK_NONE if none. */
uint32_t sk_relative(const sk_reading *r, uint32_t i);

/* ---- noun.c, verb.c, object.c ---- */

/* Whether what stands before a trigger makes it a noun. */
bool sk_noun_before(const sk_reading *r, uint32_t i);
/* The item before i that says that the subject of its clause suffered, SK_NONE
 * if there is none. */
uint32_t sk_suffers(const sk_reading *r, uint32_t i);
void sk_roles_of_noun(sk_reading *r, sk_act *a);
void sk_roles_of_verb(sk_reading *r, sk_act *a);
/* Fills the target, and the place, from what stands right of the verb; parties
 * between quotation marks are passed over if skip_quotes is set. */
void sk_objects(sk_reading *r, sk_act *a, bool skip_quotes);
/* Whether the party at item i, right of a verb and behind a preposition
 * (SK_MARK_WORD: none), is governed by another word. In object_inner.c. */
bool sk_inner_object(const sk_reading *r, const sk_act *a, uint32_t i,
                     uint8_t prep);
/* Whether the words behind the gap of the pattern are a preposition: its object
 * follows. */
bool sk_ends_in_preposition(const sk_reading *r, const sk_act *a);
/* Turns the roles round where the pattern says so. */
void sk_roles_placed(const sk_reading *r, sk_act *a);

/* ---- no_event.c ---- */

/* Why an act did not happen or is none, NULL if it is one. */
const char *sk_no_event(const sk_reading *r, const sk_act *a);
/* The same for figures of speech and means; in no_deed.c. */
const char *sk_no_deed(const sk_reading *r, const sk_act *a);
/* "cấm vận của Mỹ": whether what follows makes a noun of the verb. In
 * reading.c. */
bool sk_noun_behind(const sk_reading *r, const sk_act *a);

/* ---- status.c ---- */

/* Whether the act happened, is planned, denied ..., by the words around it. */
void sk_status_find(sk_reading *r, sk_act *a);
/* Whether "nên", "cần" stand before the verb. */
bool sk_status_advised(const sk_reading *r, const sk_act *a);
/* A status, the item that says so (SK_NONE: none) and why. */
void sk_status_set(sk_act *a, uint8_t status, uint32_t item, const char *why);
/* Deeds that are hostile by what is done, not said. */
bool sk_is_material(uint8_t type);
/* Demands, charges, refusals, threats, promises. */
bool sk_is_verbal(uint8_t type);
/* Acts that are done by saying, also those that may be done otherwise. */
bool sk_is_spoken(uint8_t type);

/* ---- content.c ---- */

/* Whether an act inside a protest tells not whom it is against. */
bool sk_content_of_protest(const sk_reading *r, const sk_act *in);
/* "dọa tấn công": the acts of its complement become content of the operator. */
void sk_content_absorb(sk_reading *r, sk_act *a);
/* The deeds inside an accusation are claims of the accuser about its object. */
void sk_content_claimed(sk_reading *r, sk_act *a);
/* "cảnh báo": a threat, blame or nothing, by what follows. */
void sk_content_warned(sk_reading *r, sk_act *a);
/* "dọa ... nếu Mỹ ...": the threat is to the party of the condition. */
void sk_content_condition(const sk_reading *r, sk_act *a);
/* "X nói Y phải rút quân": X demands of Y. Nothing if nobody says so. */
void sk_content_said(sk_act *a);
/* "X nói Y nên gặp Z": X asks it of Y; nothing happened. */
void sk_content_advised(const sk_reading *r, sk_act *a);
/* "bác cáo buộc của Mỹ": the charge is an act of its own. */
void sk_content_answered(sk_reading *r, uint32_t i);

#endif
