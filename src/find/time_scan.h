/* time_scan.h - what the passes of the time finder share. */
#ifndef SK_FIND_TIME_SCAN_H
#define SK_FIND_TIME_SCAN_H

#include "find/time_words.h"

/* ---- a point on the calendar or the clock, as its words give it ---- */

enum {
    SK_P_YEAR = 1 << 0,     /* year */
    SK_P_MONTH = 1 << 1,    /* month */
    SK_P_DAY = 1 << 2,      /* day of the month */
    SK_P_WEEKDAY = 1 << 3,  /* wd; with SK_P_WEEK of that week */
    SK_P_CLOCK = 1 << 4,    /* hour, minute, second */
    SK_P_PART = 1 << 5,     /* part */
    SK_P_DREL = 1 << 6,     /* drel days from the reference */
    SK_P_SAME = 1 << 7,     /* drel days from the day told last */
    SK_P_WREL = 1 << 8,     /* wrel weeks */
    SK_P_MREL = 1 << 9,     /* mrel months */
    SK_P_QREL = 1 << 10,    /* qrel quarters */
    SK_P_YREL = 1 << 11,    /* yrel years */
    SK_P_QUARTER = 1 << 12, /* quarter */
    SK_P_HALF = 1 << 13,    /* half */
    SK_P_SEASON = 1 << 14,  /* season */
    SK_P_DECADE = 1 << 15,  /* decade: 199 */
    SK_P_CENTURY = 1 << 16, /* century: 18 */
    SK_P_WEEKEND = 1 << 17,
    SK_P_FEAST = 1 << 18, /* feast */
    SK_P_TET = 1 << 19,   /* day counts from Tết */
    SK_P_LUNAR = 1 << 20, /* month and day are lunar */
    SK_P_CYCLE = 1 << 21, /* cycle: the year's name, 0..59 */
    SK_P_ZONE = 1 << 22,  /* zone */
    SK_P_BC = 1 << 23,
    SK_P_EACH = 1 << 24,   /* every such day: a set */
    SK_P_AGO = 1 << 25,    /* n units before or after now */
    SK_P_WDREL = 1 << 26,  /* drel: the weekday before, next */
    SK_P_BARE = 1 << 27,   /* only "9-3", with nothing that makes it a date */
    SK_P_ANCHOR = 1 << 28, /* mrel, yrel count from the month told last */
    SK_P_LEAP = 1 << 29,   /* the leap month */
    SK_P_LOOSE = 1 << 30,  /* a weekday or clock time of no one day */
};
#define SK_P_EDGE (1u << 31) /* edge, nth: first (1), last (-1) day... of it */

/* What fixes a day. */
#define SK_P_DAYISH \
    (SK_P_DAY | SK_P_WEEKDAY | SK_P_DREL | SK_P_SAME | SK_P_FEAST)

typedef struct sk_point {
    uint32_t has;
    int year, month, day, wd, hour, minute, second;
    int drel, wrel, mrel, qrel, yrel;
    int quarter, half, decade, century, cycle;
    int unit, n; /* of SK_P_AGO */
    int edge;
    int nth;    /* unit that edge counts: SK_U_DAY, or wd if SK_P_WEEKDAY */
    bool fresh; /* the year that begins: "đầu năm mới" */
    int tense;  /* of the words with it: "hôm" -1, "tới" 1 */
    sk_str part, part_mod, phase, season;
    const sk_sense *feast, *zone;
    char sign; /* between day and month */
} sk_point;

typedef struct sk_length {
    double n;
    int unit;
    bool vague;
    int n2, unit2; /* "1 giờ 30 phút"; n2 0 if none */
    int n3, unit3; /* a third one */
} sk_length;

enum sk_item_kind { SK_I_POINT, SK_I_LENGTH, SK_I_SET, SK_I_REF, SK_I_EVERY };

/* An expression. */
typedef struct sk_item {
    uint32_t beg, end; /* tokens */
    uint32_t
        len_end; /* of what is left if the time it counts from is not told */
    uint8_t kind;
    bool joined; /* a range's second end: borrows from the item before it */
    bool event;  /* "vụ 11/9" */
    bool maybe;  /* a day only if the paper writes it so and it is near */
    sk_str mod;
    sk_point p;
    sk_length len; /* SK_I_LENGTH, and SK_I_EVERY: every so much */
    int dir;       /* enum sk_time_dir of a length */
    const sk_sense *ref;
} sk_item;

/* What begins with a token. */
typedef struct sk_time_stand {
    uint64_t mask; /* classes of the forms that stand there */
    uint32_t at;   /* index in sk_time_words.edges */
    uint32_t path; /* where its nodes begin in sk_scan.paths, if a form of
                      several tokens may stand there, else 0 */
} sk_time_stand;

typedef struct sk_scan {
    sk_doc *d;
    const sk_time_words *w;
    const sk_tok *t;
    uint32_t n;
    const sk_time_stand *stands; /* [n], or NULL: find out when asked */
    SK_VEC(uint32_t) paths;      /* how many nodes, the nodes, and so on */
    const uint32_t *spots; /* [n_spots] tokens that something may begin at */
    uint32_t n_spots;
    unsigned seen[3]; /* how often day and month had "-", ".", "/" between */
    SK_VEC(sk_item) items;
} sk_scan;

/* ---- words ---- */

/* Fills s->stands; into s->spots go digits, marks that may open a title and the
 * tokens that an expression or what only looks like a time may begin with. */
void sk_time_match(sk_scan *s);
/* The classes of the forms that begin with token i, a bit each. */
static inline uint64_t sk_time_mask(const sk_scan *s, uint32_t i)
{
    if (i >= s->n)
        return 0;
    return s->stands ? s->stands[i].mask
                     : sk_time_edge_of(s->w, s->t[i].id)->any;
}

/* The longest form of a class that begins at i and ends at or before stop; the
 * mask of i has the class. */
uint32_t sk_time_longest(const sk_scan *s, uint32_t i, uint32_t stop,
                         unsigned cls, const sk_sense **sense);
/* The end of the longest form of a class that begins at token i; 0 if none or
 * if a longer form that is no time stands there. */
static inline uint32_t sk_time_is(const sk_scan *s, uint32_t i, unsigned cls,
                                  const sk_sense **sense)
{
    return sk_time_mask(s, i) >> cls & 1
               ? sk_time_longest(s, i, s->n, cls, sense)
               : 0;
}
/* Whether a form of the class ends right before token i. */
bool sk_time_ends_as(const sk_scan *s, uint32_t i, unsigned cls,
                     const sk_sense **sense);
static inline bool sk_time_after(const sk_scan *s, uint32_t i, unsigned cls,
                                 const sk_sense **sense)
{
    return i && sk_time_edge_of(s->w, s->t[i - 1].id)->last >> cls & 1 &&
           sk_time_ends_as(s, i, cls, sense);
}

/* Whether tokens beg..end are all of their line, but for a preposition: what
 * would be too vague in a text is then meant as a time. */
bool sk_time_alone(const sk_scan *s, uint32_t beg, uint32_t end);

/* Token i is there and on the line of the one before it. */
static inline bool sk_time_more(const sk_scan *s, uint32_t i)
{
    return i < s->n && !(s->t[i].flags & SK_TOK_LINE);
}

/* ... and touches it. */
static inline bool sk_time_glued(const sk_scan *s, uint32_t i)
{
    return i < s->n && !(s->t[i].flags & (SK_TOK_LINE | SK_TOK_SPACE));
}

static inline char sk_time_ch(const sk_scan *s, uint32_t i)
{
    return i < s->n ? s->t[i].ch : 0;
}

/* Digits of a token (0 if it has none or more than 9) and their value. */
int sk_time_digits_of(const sk_scan *s, uint32_t i, int *v);
static inline int sk_time_digits(const sk_scan *s, uint32_t i, int *v)
{
    return i < s->n && s->t[i].kind == SK_TOK_DIGITS
               ? sk_time_digits_of(s, i, v)
               : 0;
}
/* Whether token i is a dash, short or long. */
bool sk_time_dash(const sk_scan *s, uint32_t i);

/* ---- readers: each returns the end of what it read at i, 0 if nothing ---- */

typedef struct sk_number {
    double v;
    bool vague, any; /* any: "những", which needs more behind it */
    bool words, fraction;
} sk_number;
/* Whether it has no fraction and is small enough for an int. */
static inline bool sk_time_whole(const sk_number *n)
{
    return n->v < 1e9 && n->v == (int)n->v;
}
uint32_t sk_time_number(const sk_scan *s, uint32_t i, sk_number *n);
/* A number with "năm" (five, year) as a year: 1..3999 in digits. */
uint32_t sk_time_year(const sk_scan *s, uint32_t i, int *year);
/* A roman numeral I..XXXIX in capitals. */
uint32_t sk_time_roman(const sk_scan *s, uint32_t i, int *v);

/* A day, a part of it, a clock time, or several of these together. */
uint32_t sk_time_point(const sk_scan *s, uint32_t i, sk_point *p);
/* "hơn hai tháng qua", "3 ngày trước": a length or a point counted by one. */
uint32_t sk_time_length(const sk_scan *s, uint32_t i, sk_item *it);
/* "mỗi tuần", "mỗi tối thứ bảy", "hằng năm". */
uint32_t sk_time_set(const sk_scan *s, uint32_t i, sk_item *it);

/* Gives items their values, in text order. */
void sk_time_values(sk_scan *s);

#endif
