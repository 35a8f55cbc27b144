/* reading.h - a sentence as a row of parties, triggers and marks, and the roles
 * that their order gives.
 */
#ifndef SK_CODE_READING_H
#define SK_CODE_READING_H

#include "code/actor.h"
#include "relate/clause.h"

enum sk_item_kind {
    SK_ITEM_OTHER,   /* other words */
    SK_ITEM_PARTY,   /* ref: group */
    SK_ITEM_TRIGGER, /* ref: act of the reading */
    SK_ITEM_MARK,    /* cls: enum sk_mark_class */
    SK_ITEM_COMMA,
    SK_ITEM_STOP, /* ; : - ( ) and the like */
    SK_ITEM_COLON,
    SK_ITEM_QUOTE,
};

typedef struct sk_item {
    uint8_t kind, cls;
    uint32_t tok_beg, tok_end;
    uint32_t ref;
} sk_item;

/* A set of parties: up to four groups in a slot. */
typedef struct sk_slotted {
    uint32_t group[4];
    uint8_t n;
} sk_slotted;

/* What a trigger turned out to be in its sentence. */
typedef struct sk_act {
    sk_trigger trig;
    const sk_pattern *pat;
    uint32_t item; /* index of its item */
    uint32_t sent;
    uint8_t type;
    bool noun; /* "cuộc tấn công" */
    bool done; /* ... behind a light verb: "mở cuộc tấn công" */
    bool passive;
    bool owned;          /* the subject only owns the noun before the verb */
    const char *dropped; /* why it is no event of its own, or NULL */
    uint32_t absorbed;   /* act that takes it as its content, SK_NONE */
    sk_slotted source, target;
    uint32_t subject; /* grammatical subject, a group, or SK_NONE */
    uint32_t say;     /* item of the verb of saying above it, SK_NONE */
    uint32_t teller;  /* group that says so, SK_NONE */
    uint8_t status;
    uint32_t status_item; /* item that shows the status, SK_NONE */
    bool hedged;          /* anonymous or hedged */
    bool own_say;         /* told by its own source */
    bool behind;          /* told at the end of the sentence */
    bool undated;         /* the times of the sentence are another act's */
    bool own_future;      /* the speaker's own plan: "tuyên bố sẽ" */
    uint32_t place;       /* group of its place, SK_NONE */
    const char *mode[4];
    const char *source_why, *target_why, *status_why;
} sk_act;

#define SK_DIRECT_OBJECT "direct object"

/* Whether its target was found as the direct object of its verb. */
static inline bool sk_has_direct_object(const sk_act *a)
{
    return a->target_why && strcmp(a->target_why, SK_DIRECT_OBJECT) == 0;
}

typedef struct sk_reading {
    sk_doc *d;
    const sk_parties *parties;
    uint32_t sent;
    bool title;
    SK_VEC(sk_trigger) triggers; /* of the whole document, by tok_beg */
    size_t trigger;              /* the first that is not before the sentence */
    SK_VEC(sk_item) items;
    SK_VEC(sk_act) acts;
} sk_reading;

/* Cuts a sentence into items and starts an act for each pattern. */
void sk_read_items(sk_reading *r, uint32_t sent);
/* Reads one sentence: items, acts with roles and status. */
void sk_read_sentence(sk_reading *r, uint32_t sent);

#endif
