/* titles.h - titles as runs of words, for the choice of a theme. */
#ifndef SK_STORE_TITLES_H
#define SK_STORE_TITLES_H

#include "store/theme.h"

enum { SK_RUN = 5 }; /* words of a theme; a run is counted with one more */

typedef struct sk_title_word {
    uint32_t id;     /* of its lower-case form */
    uint32_t syl, n; /* its syllables: first in the list, number */
    uint8_t pos;
    bool head, tail; /* a theme may begin, end here */
    bool inside;     /* a theme may hold it */
    bool edge;       /* but neither begin nor end with it */
    bool move;       /* what a price does: "giảm" */
} sk_title_word;

typedef struct sk_told_title {
    const sk_title_word *w;
    uint32_t first; /* of the document's words */
    uint32_t n;
} sk_told_title;

/* Words in a row, n of them, where they first stand. */
typedef struct sk_run {
    uint32_t key; /* 0: a free slot */
    uint32_t title, from, n;
    uint32_t c;    /* titles that hold it */
    uint32_t last; /* of them, + 1 */
    uint32_t most; /* titles that hold it within the same longer run */
} sk_run;

struct sk_titles {
    sk_doc *d;
    const sk_threads *threads;
    const sk_thread_model *m;
    sk_told_title t[SK_TITLES];
    size_t n;
    SK_VEC(uint32_t) syls;
    sk_run *runs; /* [mask + 1] by key */
    uint32_t mask;
};

/* The key of a run (0: of no word) that goes on with w. */
static inline uint32_t sk_run_key(uint32_t key, const sk_title_word *w)
{
    key = sk_term_pair(key, w->id);
    return key ? key : 1;
}

/* The slot of a run, taken or free. */
static inline sk_run *sk_run_slot(const sk_titles *t, uint32_t key)
{
    uint32_t i = key & t->mask;

    while (t->runs[i].key && t->runs[i].key != key)
        i = (i + 1) & t->mask;
    return &t->runs[i];
}

#endif
