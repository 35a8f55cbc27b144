/* facts.h - coded events, so far as an entry of a timeline needs them. */
#ifndef SK_STORE_FACTS_H
#define SK_STORE_FACTS_H

#include "store/db.h"

typedef struct sk_fact {
    int64_t happening, doc;
    uint64_t who; /* type, and the countries or bodies of its parties: the same
                     for "A will visit B" and "B receives A" */
    uint64_t meets; /* who of the talks that it implies: who agree have met */
    int64_t day;    /* the first if it takes a few; SK_NO_TIME if unknown */
    int64_t last;   /* of a few days */
    uint8_t status;
    bool head; /* told by the title, or there is none */
} sk_fact;

typedef SK_VEC(sk_fact) sk_facts;

/* The query for sk_facts_read; d is the document. */
#define SK_FACTS(from, which)                                             \
    "SELECT d.happening, e.type, coalesce(e.source_code, e.source), "     \
    "coalesce(e.target_code, e.target), e.day_from, e.day_to, e.status, " \
    "d.id, e.evidence_beg, d.title "                                      \
    "FROM " from " JOIN event e ON e.doc = d.id WHERE " which             \
    " ORDER BY d.happening, e.id"

/* Adds the facts of a query whose values are bound. SK_EIO. */
int sk_facts_read(sk_db *db, sk_stmt *st, sk_arena *a, sk_facts *v);
/* Those of a happening: v[from..to). */
void sk_facts_of(const sk_facts *v, int64_t happening, size_t *from,
                 size_t *to);

#endif
