/* who.h - all that the store knows of a person, body or place. */
#ifndef SK_STORE_WHO_H
#define SK_STORE_WHO_H

#include "store/store.h"

typedef struct sk_spelling {
    sk_str form;
    uint32_t n; /* mentions */
} sk_spelling;

/* A title that articles give somebody. */
typedef struct sk_title_seen {
    sk_str title;
    int32_t first, last; /* months since 1970-01 */
    uint32_t n_docs;
} sk_title_seen;

/* An office that the knowledge tables give him; days, INT32_MIN and INT32_MAX
 * open. */
typedef struct sk_office_held {
    sk_str title, org;
    char country[4];
    int32_t from, to;
} sk_office_held;

typedef struct sk_who {
    sk_party party;
    uint32_t n_mentions, n_quotes, n_events;
    int64_t first, last;           /* reports */
    const sk_spelling *spellings;  /* most frequent first */
    const sk_title_seen *titles;   /* latest first */
    const sk_office_held *offices; /* latest first */
    const sk_doc_row *docs;        /* that name him, newest first */
    const sk_party *beside;        /* named together with, most first */
    uint32_t n_spellings, n_titles, n_offices, n_docs, n_beside;
} sk_who;

struct sk_know;

/* know: of an engine, or NULL: no offices then. SK_ENONE. */
int sk_store_who(sk_store *s, const struct sk_know *know, sk_str entity,
                 sk_arena *a, sk_who *out, sk_err *err);

void sk_json_who(sk_json *j, const sk_who *w);

#endif
