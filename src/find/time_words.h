/* time_words.h - the words of time, compiled from data/times.tsv. */
#ifndef SK_FIND_TIME_WORDS_H
#define SK_FIND_TIME_WORDS_H

#include "base/trie.h"
#include "find/time.h"

/* What a word is to the grammar; names as in the table. A word may be several
 * things: "năm" is 5, a year and Thursday. At most 64. */
#define SK_TIME_CLASSES(X)                                                    \
    X(block) X(num) X(ten) X(tens) X(scale) X(half) X(halfmore) X(linh)       \
    X(vague) X(unit) X(part) X(phase) X(edge) X(thu) X(weekday) X(wdnum) X(season)    \
    X(day) X(mai) X(sameday) X(deict) X(agopre) X(set) X(mod)  \
    X(whole) X(ref) X(future) X(nay) X(gio) X(nowafter) X(feast) X(tet)       \
    X(feastcue) X(mung) X(ram) X(lmonth) X(cal) X(nhuan)     \
    X(stem) X(branch) X(era) X(zone) X(to) X(and) X(at) X(of) X(prep)         \
    X(yearcue) X(yearprep) X(nodate) X(nodateright) X(notunitright) X(rate)   \
    X(ordinal) X(durcue) X(durnext) X(eventcue) X(eventday) X(dayname) X(tense) X(parts) X(work)  \
    X(ampm) X(nth)
enum sk_time_class {
#define SK_TIME_ENUM(c) SK_T_##c,
    SK_TIME_CLASSES(SK_TIME_ENUM)
#undef SK_TIME_ENUM
        SK_T_CLASSES
};
_Static_assert(SK_T_CLASSES <= 64, "a class is a bit");

enum sk_time_unit {
    SK_U_SECOND, SK_U_MINUTE, SK_U_HOUR, SK_U_DAY, SK_U_NIGHT, SK_U_WEEK,
    SK_U_MONTH, SK_U_QUARTER, SK_U_YEAR, SK_U_DECADE, SK_U_CENTURY,
    SK_U_MILLENNIUM, SK_U_WHILE, SK_U_N
};

enum sk_time_dir {
    SK_DIR_NONE, SK_DIR_NOW, SK_DIR_PAST, SK_DIR_PASTX, SK_DIR_ONLY,
    SK_DIR_AGO, SK_DIR_AGOX, SK_DIR_BEFORE, SK_DIR_FUTURE, SK_DIR_NEXT,
    SK_DIR_IN, SK_DIR_AFTER
};

/* One meaning of a form. */
typedef struct sk_sense {
    uint8_t cls;
    int32_t a, b;  /* numbers of the class */
    sk_str as, bs; /* the cells as they stand */
} sk_sense;

/* A token that forms begin or end with. Most that could begin a form of
 * several tokens do not. */
typedef struct sk_time_edge_word {
    uint64_t one;  /* classes of the form that is this token alone */
    uint64_t next; /* a bit (id % 64) for each id that may come second */
    uint64_t any;  /* classes of all forms that begin with it */
    uint64_t last; /* classes of all forms that end with it */
    uint32_t root; /* the node behind the root */
} sk_time_edge_word;

struct sk_time_words {
    sk_trie trie; /* token ids to rows of senses */
    SK_VEC(sk_sense) senses;
    SK_VEC(uint64_t) classes; /* by node of the trie: of the forms that end
                                 there */
    SK_VEC(sk_time_edge_word) edges; /* the first one is of all other tokens */
    uint16_t *at; /* [n_at] by token id: index in edges */
    uint32_t n_at;
};

static inline const sk_time_edge_word *
sk_time_edge_of(const sk_time_words *w, uint32_t id)
{
    return &w->edges.v[id < w->n_at ? w->at[id] : 0];
}

#endif
