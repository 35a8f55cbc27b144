/* time_value.h - what the files that put times on the calendar share. */
#ifndef SK_FIND_TIME_VALUE_H
#define SK_FIND_TIME_VALUE_H

#include "base/day.h"
#include "find/time_scan.h"

/* Where the text stands when an item is valued. */
typedef struct sk_telling {
    sk_scan *s;
    sk_arena *a;
    int32_t ref;    /* the day that relative words count from, SK_NO_DAY */
    int32_t minute; /* of ref, -1 */
    float trust;    /* in ref */
    int32_t told;   /* the day told last */
    int32_t quoted; /* the day told last in a quotation */
    int32_t months; /* the month told last, year * 12 + month - 1; 0 none */
    int year;       /* the year told last, 0 none */
    uint32_t sent;
    size_t item; /* the one at hand */
    uint32_t at; /* first token that sk_time_in_quote has not seen */
    bool open;   /* a quotation is, before it */
} sk_telling;

/* One answer. */
typedef struct sk_answer {
    uint8_t type;
    sk_str value, mod;
    int32_t beg, end;
    float conf;
} sk_answer;

/* ---- the words around (time_around.c) ---- */

enum { SK_TENSE_CLAUSE = 30 /* tokens */ };
/* 1 or -1 if the last word of tense before the time says to come or past. */
int sk_time_tense_at(const sk_scan *s, uint32_t tok, uint32_t reach);
bool sk_time_is_future(const sk_telling *v, const sk_item *it);
/* 1 for "tới", -1 for "vừa qua" behind a point; 0 if the day of publication is
 * not known: counted from another day they mislead. */
static inline int sk_time_pointed(const sk_telling *v, const sk_point *p)
{
    return v->s->d->day == SK_NO_DAY ? 0 : p->tense;
}
/* Whether a token stands between quotation marks of its paragraph; asked in
 * text order. */
bool sk_time_in_quote(sk_telling *v, uint32_t tok);
/* Whether the sentence holds little but times: a line of a calendar. */
bool sk_time_only(const sk_telling *v);

/* ---- the calendar (time_calendar.c) ---- */

static inline int sk_year_of(int32_t day)
{
    int y, m, d;

    sk_day_civil(day, &y, &m, &d);
    return y;
}

static inline int sk_month_of(int32_t day)
{
    int y, m, d;

    sk_day_civil(day, &y, &m, &d);
    return m;
}

/* The nearest of several days. */
typedef struct sk_nearest {
    int32_t from, best;
    bool future; /* not long before from */
} sk_nearest;
void sk_nearest_offer(sk_nearest *n, int32_t day);
/* Which year to offer a day of next, counted from that of n->from: 0 (the
 * first), -1, 1; false when there is none or a day is near enough. */
bool sk_nearest_year(const sk_nearest *n, int *k);
int32_t sk_solar_nearest(int32_t from, int m, int d, bool future);
int32_t sk_lunar_nearest(int32_t from, int m, int d, bool leap);
/* The day of a feast by its rule in a year; lunar ones in that lunar year. */
int32_t sk_feast_day(sk_str rule, int year);
/* "+07:00", with summer time if it holds on the day; "local"; NULL. */
sk_str sk_time_zone_text(sk_arena *a, const sk_point *p, int32_t day);

/* ---- points and lengths ---- */

/* The year that the point names or, by "năm ngoái" and the like, points to. */
bool sk_time_stated_year(const sk_telling *v, const sk_point *p, int *year);
/* Sets beg = end to the day that it names, if it names one. */
bool sk_time_day_value(sk_telling *v, const sk_item *it, sk_answer *r);
/* The lunar day or month that it names. */
void sk_time_lunar_value(sk_telling *v, const sk_item *it, sk_answer *r);
/* The feast that it names. */
void sk_time_feast_value(sk_telling *v, const sk_item *it, sk_answer *r);
/* A day of no one week or year, and every such day. */
void sk_time_open_day(sk_telling *v, const sk_point *p, sk_answer *r);
/* Points larger than a day; the first or last day of one; so many units
 * before or after the reference. */
void sk_time_wide_value(sk_telling *v, const sk_item *it, sk_answer *r);
void sk_time_edge_value(sk_telling *v, const sk_item *it, sk_answer *r);
void sk_time_ago_value(sk_telling *v, const sk_point *p, sk_answer *r);
void sk_time_length_value(sk_telling *v, const sk_item *it, sk_answer *r);

/* ---- ranges (time_link.c) ---- */

/* Lends what one end of a range leaves out from the other. */
void sk_time_link_ranges(sk_scan *s);

#endif
