/* theme.h - what many titles have in common: the theme of a storyline. */
#ifndef SK_STORE_THEME_H
#define SK_STORE_THEME_H

#include "base/doc.h"
#include "thread/threads.h"

/* A name of the storyline's people, bodies or places. */
typedef struct sk_theme_name {
    sk_str text;
    const uint32_t *syls; /* sk_term_syllable of each syllable */
    uint32_t n_syls;
    uint32_t skip; /* of them, in front, that titles may leave out */
    uint8_t type;  /* enum sk_mention_type */
} sk_theme_name;

/* Cuts a name into syllables. */
sk_theme_name sk_theme_name_of(sk_arena *a, sk_str text, uint8_t type);
bool sk_theme_name_has(const sk_theme_name *a, uint32_t syllable);
bool sk_theme_names_meet(const sk_theme_name *a, const sk_theme_name *b);
/* Whether a has all syllables of b. */
bool sk_theme_name_holds(const sk_theme_name *a, const sk_theme_name *b);
/* Whether more than half of the shorter is in the other: "cán bộ" does not tell
 * "Bộ Chính trị". */
bool sk_theme_names_cover(const sk_theme_name *a, const sk_theme_name *b);

typedef struct sk_theme {
    sk_theme_name text; /* as most titles write it; n_syls 0: there is none */
    bool word;          /* one common word: "điều khoản" */
    bool named;         /* holds a proper name itself: "eo biển Hormuz" */
    double share;       /* of the titles that hold it */
    uint64_t topics;    /* of which it is a cue: a bit each */
} sk_theme;

/* The topic that most titles tell of. */
typedef struct sk_told_topic {
    const sk_topic *topic; /* NULL: they tell of none */
    unsigned bit;
    double share; /* of the titles */
} sk_told_topic;

enum { SK_TITLES = 128 }; /* more are not read */

/* The titles, which are the paragraphs of d, split into words; in d's arena. */
typedef struct sk_titles sk_titles;
sk_titles *sk_titles_read(sk_doc *d, const sk_threads *threads,
                          const sk_thread_model *m);

/* A run of words from a noun or verb to a content word that many titles have
 * and few others do. names are the storyline's own, which a theme does not
 * merely repeat. */
sk_theme sk_theme_find(const sk_titles *t, const sk_theme_name *names,
                       size_t n_names);
/* A name of one syllable that no list knows, which most titles hold: "Zalo". */
sk_theme sk_theme_single(const sk_titles *t);
/* The share of titles that hold a name. */
double sk_titles_name(const sk_titles *t, const sk_theme_name *name);
/* Of the topics that are not yet in passed. */
sk_told_topic sk_titles_topic(const sk_titles *t, uint64_t passed);
/* The title that shares most words with the others. */
sk_str sk_theme_middle(const sk_titles *t);

#endif
