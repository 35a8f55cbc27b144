/* time_words.h - the words of time, compiled from data/times.tsv. */
#ifndef SK_FIND_TIME_WORDS_H
#define SK_FIND_TIME_WORDS_H

#include "base/trie.h"
#include "find/time.h"

/* What a word is to the grammar; names as in the table. A word may be several
 * things: "năm" is 5, a year and Thursday. At most 64. */
/* clang-format off */
#define SK_TIME_CLASSES(X)                                                    \
    X(block) X(num) X(ten) X(tens) X(scale) X(half) X(halfmore) X(linh)       \
    X(vague) X(unit) X(part) X(phase) X(edge) X(thu) X(weekday) X(wdnum) X(season)    \
    X(day) X(mai) X(sameday) X(deict) X(agopre) X(set) X(mod)  \
    X(whole) X(ref) X(future) X(nay) X(nowafter) X(feast) X(tet)       \
    X(feastcue) X(mung) X(ram) X(lmonth) X(cal) X(into)     \
    X(stem) X(branch) X(era) X(zone) X(to) X(and) X(at) X(of) X(prep)         \
    X(yearcue) X(yearprep) X(nodate) X(nodateright) X(notunitright) X(rate)   \
    X(ordinal) X(durcue) X(durnext) X(eventcue) X(eventday) X(dayname) X(tense) X(parts) X(work)  \
    X(ampm) X(nth) X(abbr)
/* clang-format on */
enum sk_time_class {
#define SK_TIME_ENUM(c) SK_T_##c,
    SK_TIME_CLASSES(SK_TIME_ENUM)
#undef SK_TIME_ENUM
        SK_T_CLASSES
};
_Static_assert(SK_T_CLASSES <= 64, "a class is a bit");
#define SK_T_BIT(cls) ((uint64_t)1 << SK_T_##cls)
/* What a number in words begins with. */
#define SK_T_NUMBER                                                     \
    (SK_T_BIT(num) | SK_T_BIT(ten) | SK_T_BIT(tens) | SK_T_BIT(scale) | \
     SK_T_BIT(half) | SK_T_BIT(vague))
/* What an expression may begin with, but for digits. */
#define SK_T_STARTS                                                          \
    (SK_T_NUMBER | SK_T_BIT(unit) | SK_T_BIT(part) | SK_T_BIT(phase) |       \
     SK_T_BIT(edge) | SK_T_BIT(thu) | SK_T_BIT(weekday) | SK_T_BIT(season) | \
     SK_T_BIT(day) | SK_T_BIT(sameday) | SK_T_BIT(agopre) | SK_T_BIT(set) |  \
     SK_T_BIT(mod) | SK_T_BIT(whole) | SK_T_BIT(ref) | SK_T_BIT(future) |    \
     SK_T_BIT(nay) | SK_T_BIT(feast) | SK_T_BIT(tet) | SK_T_BIT(mung) |      \
     SK_T_BIT(ram) | SK_T_BIT(into) | SK_T_BIT(abbr) | SK_T_BIT(lmonth))

enum sk_time_unit {
    SK_U_SECOND,
    SK_U_MINUTE,
    SK_U_HOUR,
    SK_U_DAY,
    SK_U_NIGHT,
    SK_U_WEEK,
    SK_U_MONTH,
    SK_U_QUARTER,
    SK_U_YEAR,
    SK_U_DECADE,
    SK_U_CENTURY,
    SK_U_MILLENNIUM,
    SK_U_WHILE,
    SK_U_N
};

enum sk_time_dir {
    SK_DIR_NONE,
    SK_DIR_NOW,
    SK_DIR_PAST,
    SK_DIR_PASTX,
    SK_DIR_ONLY,
    SK_DIR_AGO,
    SK_DIR_AGOX,
    SK_DIR_BEFORE,
    SK_DIR_FUTURE,
    SK_DIR_NEXT,
    SK_DIR_IN,
    SK_DIR_AFTER
};

/* One meaning of a form. */
typedef struct sk_sense {
    uint8_t cls;
    int32_t a, b;  /* numbers of the class */
    sk_str as, bs; /* the cells as they stand */
} sk_sense;

/* A token that forms begin with; most that could begin a form of several
 * tokens do not. */
typedef struct sk_time_first {
    uint64_t one;  /* classes of the form that is this token alone */
    uint64_t next; /* a bit (id % 64) for each id that may come second */
} sk_time_first;

/* More of a token that forms begin or end with. */
typedef struct sk_time_edge_word {
    uint64_t any;  /* classes of all forms that begin with it */
    uint64_t last; /* classes of all forms that end with it */
    uint32_t root; /* the node behind the root */
} sk_time_edge_word;

/* What ends at a node of the trie. */
typedef struct sk_time_node {
    uint64_t classes;
    uint32_t senses; /* index of the first of them, one for each class */
} sk_time_node;

struct sk_time_words {
    sk_trie trie; /* token ids to rows */
    SK_VEC(sk_sense) rows;
    SK_VEC(sk_sense) senses; /* of the nodes, by class */
    SK_VEC(sk_time_node) nodes;
    SK_VEC(sk_time_first) firsts;    /* as edges */
    SK_VEC(sk_time_edge_word) edges; /* the first one is of all other tokens */
    uint16_t *at;                    /* [n_at] by token id: index in edges */
    uint32_t n_at;
};

static inline uint32_t sk_time_at(const sk_time_words *w, uint32_t id)
{
    return id < w->n_at ? w->at[id] : 0;
}

static inline const sk_time_edge_word *sk_time_edge_of(const sk_time_words *w,
                                                       uint32_t id)
{
    return &w->edges.v[sk_time_at(w, id)];
}

#endif
