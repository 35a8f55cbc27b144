/* item.h - what threading keeps of a document: counted terms and a few facts.
 *
 * An item is small, flat and free of its document, so it can wait in the
 * store's log and be threaded again after a crash with the same result.
 */
#ifndef SK_THREAD_ITEM_H
#define SK_THREAD_ITEM_H

#include "base/doc.h"
#include "thread/model.h"

enum {
    SK_TERM_NAME = 1,   /* a part of a capitalised name */
    SK_TERM_PAIR = 2,   /* two neighbouring syllables */
    SK_TERM_ENTITY = 4, /* a resolved person, body or place */
    SK_TERM_SEASON = 8, /* a part of the name of a season or feast */
};

/* How often a term stands in the title and in the rest (at most 255). */
typedef struct sk_term {
    uint32_t id; /* hash of the term */
    uint8_t title, rest, flags;
} sk_term;

enum { SK_NUMBER_DAY = 1 }; /* the last bit of a number that is a day */

enum { SK_ITEM_TERMS = 400, SK_ITEM_NUMBERS = 12, SK_ITEM_ACTS = 8 };

/* A coded event, so far as it tells happenings apart. */
typedef struct sk_act {
    uint32_t who;   /* hash of the type and the parties, in any order */
    uint8_t status; /* enum sk_status */
    int32_t day;    /* first day, SK_NO_DAY */
} sk_act;

typedef struct sk_item {
    int64_t id;      /* of the document in the store; grows with time of
                         arrival */
    int64_t minute;  /* of publication, since 1970-01-01 in Hanoi */
    uint64_t key;    /* of the article: host and number of its address */
    uint64_t title;  /* hashes of the folded title and of the rest, */
    uint64_t rest;   /* 0 if empty */
    uint32_t outlet; /* hash of the host or of the outlet's name */
    uint8_t kind;    /* enum sk_item_kind */
    int64_t happening, story; /* known beforehand: those of an earlier address
                                 of the same article; else 0 */
    uint32_t n_terms, n_numbers, n_acts;
    sk_term terms[SK_ITEM_TERMS]; /* by id */
    uint32_t numbers[SK_ITEM_NUMBERS];
    sk_act acts[SK_ITEM_ACTS];
} sk_item;

/* Fills item from a document with all its layers. The document's arena is used
 * for scratch. id and, for documents without a date, minute are the caller's. */
void sk_item_from(const sk_thread_model *m, sk_doc *d, sk_item *item);
/* The key of an address: its host and the number that ends it (six digits or
 * more); 0 if there is no such number. */
uint64_t sk_article_key(sk_str url);

/* The item as bytes, at most SK_ITEM_BYTES; and back, false if broken. */
enum {
    SK_ITEM_BYTES =
        80 + SK_ITEM_TERMS * 7 + 4 * SK_ITEM_NUMBERS + 9 * SK_ITEM_ACTS
};
size_t sk_item_pack(const sk_item *item, unsigned char *out);
bool sk_item_unpack(const unsigned char *p, size_t len, sk_item *item);

#endif
