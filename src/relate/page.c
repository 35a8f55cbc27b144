/* page.c - the days of an undated page of leads. */
#include "relate/page.h"

#include <stdlib.h>

#include "base/day.h"
#include "clean/clean.h"
#include "find/find.h"
#include "find/time.h"
#include "split/split.h"

enum {
    FIRST_YEAR = 1986,
    LAST_YEAR = 2100,
    TITLE_REACH = 5, /* tokens between a title and the name */
    SLACK = 45,      /* days: how far a person's item may lie from a date */
    AFTER_LAST = 2,
    BEFORE_FIRST = 7, /* days beyond the dates told */
};

/* A day that an item tells; year 0 if it does not say. */
typedef struct told {
    uint32_t item;
    int year, month, mday;
    int tense; /* 1: to come when it was written */
    int32_t day;
} told;

/* Somebody named with a title. */
typedef struct holder {
    uint32_t person, role;
} holder;

typedef struct page {
    sk_arena *a;
    const sk_know *know;
    SK_VEC(told) days;
    SK_VEC(holder) holders;
    int least; /* the year is not before this one */
} page;

/* ---- what an item tells ---- */

static bool digits(sk_str s, size_t at, size_t n, int *v)
{
    *v = 0;
    for (size_t i = at; i < at + n; i++) {
        if (i >= s.len || s.s[i] < '0' || s.s[i] > '9')
            return false;
        *v = *v * 10 + (s.s[i] - '0');
    }
    return true;
}

static void add_days(page *p, const sk_doc *d, uint32_t item)
{
    for (size_t i = 0; i < d->times.n; i++) {
        const sk_time *t = &d->times.v[i];
        told x = {.item = item, .tense = sk_time_tense(d, t), .day = SK_NO_DAY};
        if ((t->type != SK_DATE && t->type != SK_TIME) || t->value.len < 10 ||
            !digits(t->value, 5, 2, &x.month) ||
            !digits(t->value, 8, 2, &x.mday))
            continue;
        if (!digits(t->value, 0, 4, &x.year))
            x.year = 0;
        *sk_push(p->a, &p->days) = x;
    }
}

static void add_holders(page *p, const sk_doc *d)
{
    const sk_alias *al = p->know->aliases.v;

    for (size_t i = 0; i < d->hits.n; i++) {
        const sk_hit *h = &d->hits.v[i];
        const sk_hit *title = NULL; /* the nearest, and of these the longest */
        if (al[h->alias].kind != SK_KNOW_PERSON)
            continue;
        for (size_t k = i; k-- > 0;) {
            const sk_hit *g = &d->hits.v[k];
            if (g->tok_beg + 2 * TITLE_REACH < h->tok_beg)
                break;
            if (al[g->alias].kind == SK_KNOW_ROLE && g->tok_end <= h->tok_beg &&
                h->tok_beg - g->tok_end <= TITLE_REACH &&
                (!title || g->tok_end == title->tok_end))
                title = g;
        }
        if (title)
            *sk_push(p->a, &p->holders) =
                (holder){al[h->alias].row, al[title->alias].row};
    }
}

static void read_items(page *p, sk_doc *d, const sk_raw *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sk_doc_reset(d);
        d->raw = items[i];
        sk_clean(d);
        sk_split_toks(d);
        sk_know_hits(d);
        sk_time_find(d);
        add_days(p, d, (uint32_t)i);
        add_holders(p, d);
    }
    sk_doc_reset(d);
}

/* ---- the year ---- */

static int32_t nearest_year(const told *t, int32_t to)
{
    int32_t best = SK_NO_DAY;
    int y, m, d;

    sk_day_civil(to, &y, &m, &d);
    for (int k = -1; k <= 1; k++) {
        int32_t day;
        if (t->mday > sk_month_days(y + k, t->month))
            continue;
        day = sk_day_of(y + k, t->month, t->mday);
        if (best == SK_NO_DAY || abs(day - to) < abs(best - to))
            best = day;
    }
    return best;
}

/* Gives every day its year, the first one being in year. */
static void walk(page *p, int year)
{
    int32_t last = SK_NO_DAY;

    for (size_t i = 0; i < p->days.n; i++) {
        told *t = &p->days.v[i];
        if (t->year)
            t->day = sk_day_of(t->year, t->month, t->mday);
        else if (last != SK_NO_DAY)
            t->day = nearest_year(t, last);
        else if (t->mday <= sk_month_days(year, t->month))
            t->day = sk_day_of(year, t->month, t->mday);
        if (t->day != SK_NO_DAY)
            last = t->day;
    }
}

/* How well the offices agree with the days from first to last: false if one of
 * them does not; *known if one began. */
static bool fits(const page *p, int32_t first, int32_t last, bool *known)
{
    for (size_t i = 0; i < p->holders.n; i++) {
        const holder *h = &p->holders.v[i];
        const sk_person *who = &p->know->people.v[h->person];
        bool any = false, held = false;
        for (uint32_t k = who->office_beg; k < who->office_end; k++) {
            const sk_office *o = &p->know->offices.v[k];
            if (o->role != h->role)
                continue;
            any = true;
            if (o->from <= last && o->to >= first - SLACK) {
                held = true;
                *known = *known || o->from != INT32_MIN;
            }
        }
        if (any && !held)
            return false;
    }
    return true;
}

static void bounds(const page *p, int32_t *first, int32_t *last)
{
    *first = INT32_MAX;
    *last = INT32_MIN;
    for (size_t i = 0; i < p->days.n; i++) {
        int32_t day = p->days.v[i].day;
        if (day == SK_NO_DAY)
            continue;
        *first = day < *first ? day : *first;
        *last = day > *last ? day : *last;
    }
}

/* True if the days have their years. */
static bool find_year(page *p)
{
    int32_t first, last;

    for (size_t i = 0; i < p->days.n; i++)
        if (p->days.v[i].year) { /* one is said: the others are near it */
            told *t = &p->days.v[i];
            t->day = sk_day_of(t->year, t->month, t->mday);
            for (size_t k = i; k-- > 0;)
                p->days.v[k].day =
                    nearest_year(&p->days.v[k], p->days.v[k + 1].day);
            for (size_t k = i + 1; k < p->days.n; k++)
                if (!p->days.v[k].year)
                    p->days.v[k].day =
                        nearest_year(&p->days.v[k], p->days.v[k - 1].day);
                else
                    p->days.v[k].day =
                        sk_day_of(p->days.v[k].year, p->days.v[k].month,
                                  p->days.v[k].mday);
            return true;
        }
    for (int y = p->least > FIRST_YEAR ? p->least : FIRST_YEAR; y <= LAST_YEAR;
         y++) {
        bool known = false;
        walk(p, y);
        bounds(p, &first, &last);
        if (first <= last && fits(p, first, last, &known) && known)
            return true;
    }
    return false;
}

/* ---- windows ---- */

/* An item is no older than a day that it tells as past, no newer than one to
 * come; the items below are no newer, those above no older. */
static void windows(const page *p, sk_raw *items, size_t n)
{
    int32_t first, last, at;
    size_t k;

    bounds(p, &first, &last);
    at = last + AFTER_LAST;
    k = 0;
    for (size_t i = 0; i < n; i++) {
        for (; k < p->days.n && p->days.v[k].item == i; k++)
            if (p->days.v[k].tense > 0 && p->days.v[k].day < at)
                at = p->days.v[k].day;
        items[i].day_to = at;
    }
    at = first - BEFORE_FIRST;
    k = p->days.n;
    for (size_t i = n; i-- > 0;) {
        for (; k > 0 && p->days.v[k - 1].item == i; k--)
            if (p->days.v[k - 1].tense <= 0 && p->days.v[k - 1].day > at)
                at = p->days.v[k - 1].day;
        items[i].day_from = at < items[i].day_to ? at : items[i].day_to;
    }
}

void sk_page_days(sk_doc *scratch, sk_arena *a, sk_raw *items, size_t n)
{
    page p = {.a = a, .know = scratch->eng->know};

    if (!p.know || !scratch->eng->times)
        return;
    read_items(&p, scratch, items, n);
    if (p.days.n && find_year(&p))
        windows(&p, items, n);
}

/* The latest year that an article speaks of as past: it is not older. */
static int last_year(const sk_doc *d)
{
    int last = 0, y;

    for (size_t i = 0; i < d->times.n; i++) {
        const sk_time *t = &d->times.v[i];
        if (t->type == SK_DATE && (t->value.len == 4 || t->value.len == 7) &&
            digits(t->value, 0, 4, &y) && y < LAST_YEAR && y > last &&
            sk_str_find(sk_doc_sub(d, t->span), sk_str_sub(t->value, 0, 4),
                        0) != SIZE_MAX &&
            !sk_time_ends_span(d, t) && sk_time_tense(d, t) <= 0)
            last = y;
    }
    return last;
}

void sk_page_undated(sk_doc *d)
{
    page p = {.a = &d->arena, .know = d->eng->know};

    if (d->day != SK_NO_DAY || d->raw.day_from != SK_NO_DAY ||
        d->raw.day_to != SK_NO_DAY || !p.know || !d->eng->times)
        return;
    add_days(&p, d, 0);
    for (size_t i = 0; i < p.days.n; i++)
        if (p.days.v[i].year)
            return; /* the text says it, and the times know */
    if (!p.days.n)
        return;
    if (!d->hits.n)
        sk_know_hits(d);
    add_holders(&p, d);
    p.least = last_year(d);
    if (!find_year(&p))
        return;
    bounds(&p, &d->raw.day_from, &d->raw.day_to);
    sk_time_find(d);
}
