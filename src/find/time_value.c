/* time_value.c - puts what was read on the calendar: TIMEX3 values and the
 * days that they cover.
 *
 * Relative words count from the day of publication, "cùng ngày" and "hôm sau"
 * from the day told last, "hôm nay" in a quotation from the day told in a
 * quotation before it. A day without a year is the one nearest to publication
 * (right for 146 of 150 in news), unless words such as "dự kiến" say that it is
 * to come. A range's end borrows from the other end what it does not say.
 */
#include "find/time_scan.h"

#include <math.h>
#include <stdlib.h>

#include "base/day.h"
#include "find/lunar.h"

enum {
    TENSE_REACH = 8, CLAUSE_REACH = 30, /* tokens */
    NEAR_PAST = 20, /* days */
    FEW = 3, /* tokens: a line that is no sentence */
};

typedef struct values {
    sk_scan *s;
    sk_arena *a;
    int32_t ref;   /* the day that relative words count from, SK_NO_DAY */
    int32_t minute; /* of ref, -1 */
    float trust;   /* in ref */
    int32_t told;  /* the day told last */
    int32_t quoted; /* the day told last in a quotation */
    int32_t months; /* the month told last, year * 12 + month - 1; 0 none */
    int year;       /* the year told last, 0 none */
    uint32_t sent;
    size_t item;    /* the one at hand */
    uint32_t at;    /* first token that in_quote has not seen */
    bool open;      /* a quotation is, before it */
} values;

/* One answer. */
typedef struct answer {
    uint8_t type;
    sk_str value, mod;
    int32_t beg, end;
    float conf;
} answer;

static int year_of(int32_t day)
{
    int y, m, d;

    sk_day_civil(day, &y, &m, &d);
    return y;
}

static int month_of(int32_t day)
{
    int y, m, d;

    sk_day_civil(day, &y, &m, &d);
    return m;
}

/* ---- the words around ---- */

/* 1 or -1 if the last word of tense before the time says to come or past. */
static int tense_at(const sk_scan *s, uint32_t tok, uint32_t reach)
{
    const sk_sense *x;

    for (uint32_t k = 1; k <= reach && k <= tok; k++) {
        uint32_t i = tok - k;
        if (sk_time_is(s, i, SK_T_tense, &x))
            return x->a;
        if (s->t[i].flags & SK_TOK_LINE)
            break;
    }
    return 0;
}

int sk_time_tense(const sk_doc *d, const sk_time *t)
{
    sk_scan s = {.d = (sk_doc *)d, .w = d->eng->times, .t = d->toks.v,
                 .n = (uint32_t)d->toks.n};
    uint32_t reach = t->tok_beg - d->sents.v[t->sent].tok_beg;

    return tense_at(&s, t->tok_beg, reach < CLAUSE_REACH ? reach : CLAUSE_REACH);
}

bool sk_time_ends_span(const sk_doc *d, const sk_time *t)
{
    sk_scan s = {.d = (sk_doc *)d, .w = d->eng->times, .t = d->toks.v,
                 .n = (uint32_t)d->toks.n};

    return sk_time_after(&s, t->tok_beg, SK_T_to, NULL) ||
           (t->tok_beg && sk_time_dash(&s, t->tok_beg - 1));
}

/* Whether a token stands between quotation marks of its paragraph; asked in
 * text order. */
static bool in_quote(values *v, uint32_t tok)
{
    const sk_scan *s = v->s;

    for (; v->at <= tok; v->at++) {
        sk_str x;
        if (s->t[v->at].flags & SK_TOK_LINE)
            v->open = false;
        if (s->t[v->at].kind != SK_TOK_MARK || v->at == tok)
            continue;
        x = sk_doc_tok(s->d, v->at);
        if (sk_str_eq(x, SK_STR("\"")))
            v->open = !v->open;
        else if (sk_str_eq(x, SK_STR("“")))
            v->open = true;
        else if (sk_str_eq(x, SK_STR("”")))
            v->open = false;
    }
    return v->open;
}

/* ---- the nearest of several days ---- */

typedef struct nearest {
    int32_t from, best;
    bool future; /* not long before from */
} nearest;

static void offer(nearest *n, int32_t day)
{
    int64_t d, b;

    if (day == SK_NO_DAY || (n->future && day < n->from - NEAR_PAST))
        return;
    d = llabs((int64_t)day - n->from);
    b = n->best == SK_NO_DAY ? INT64_MAX : llabs((int64_t)n->best - n->from);
    if (d < b || (d == b && day > n->from))
        n->best = day;
}

static int32_t solar_nearest(int32_t from, int m, int d, bool future)
{
    nearest n = {from, SK_NO_DAY, future};
    int y = year_of(from);

    for (int k = -1; k <= 1; k++)
        if (d <= sk_month_days(y + k, m))
            offer(&n, sk_day_of(y + k, m, d));
    if (n.best == SK_NO_DAY) /* 29 February */
        for (int k = -8; k <= 8; k++)
            if (d <= sk_month_days(y + k, m))
                offer(&n, sk_day_of(y + k, m, d));
    return n.best;
}

static int32_t lunar_nearest(int32_t from, int m, int d, bool leap)
{
    nearest n = {from, SK_NO_DAY, false};
    int y = year_of(from);

    for (int k = -1; k <= 1; k++)
        offer(&n, sk_lunar_day(y + k, m, leap, d));
    for (int k = 2; n.best == SK_NO_DAY && k <= 38; k++) {
        offer(&n, sk_lunar_day(y - k, m, leap, d)); /* that leap month */
        offer(&n, sk_lunar_day(y + k, m, leap, d));
    }
    return n.best;
}

/* ---- zones ---- */

/* The n-th weekday of a month (wd 1..7; n 5: the last). */
static int32_t nth_weekday(int y, int m, int wd, int n)
{
    int32_t first = sk_day_of(y, m, 1);
    int32_t day = first + (wd - sk_weekday(first) + 7) % 7;

    if (n == 5) {
        day += 28;
        return day - first >= sk_month_days(y, m) ? day - 7 : day;
    }
    return day + 7 * (n - 1);
}

/* Whether a rule's summer time holds on a day. */
static bool summer(sk_str rule, int32_t day)
{
    int y = year_of(day);

    if (sk_str_eq(rule, SK_STR("us")))
        return day >= nth_weekday(y, 3, 7, 2) && day < nth_weekday(y, 11, 7, 1);
    if (sk_str_eq(rule, SK_STR("eu")))
        return day >= nth_weekday(y, 3, 7, 5) && day < nth_weekday(y, 10, 7, 5);
    if (sk_str_eq(rule, SK_STR("il")))
        return day >= nth_weekday(y, 3, 7, 5) - 2 &&
               day < nth_weekday(y, 10, 7, 5);
    if (sk_str_eq(rule, SK_STR("au")))
        return day >= nth_weekday(y, 10, 7, 1) || day < nth_weekday(y, 4, 7, 1);
    if (sk_str_eq(rule, SK_STR("nz")))
        return day >= nth_weekday(y, 9, 7, 5) || day < nth_weekday(y, 4, 7, 1);
    return false;
}

static sk_str zone_text(sk_arena *a, const sk_point *p, int32_t day)
{
    int min;

    if (!(p->has & SK_P_ZONE))
        return (sk_str){NULL, 0};
    if (sk_str_eq(p->zone->as, SK_STR("local")))
        return SK_STR("local");
    min = p->zone->a + 60 * p->n;
    if (day != SK_NO_DAY && summer(p->zone->bs, day))
        min += 60;
    return sk_strf(a, "%c%02d:%02d", min < 0 ? '-' : '+', abs(min) / 60,
                   abs(min) % 60);
}

/* ---- feasts ---- */

/* Easter Sunday: the anonymous Gregorian rule (Meeus, chapter 8). */
static int32_t easter(int y)
{
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4;
    int f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;

    return sk_day_of(y, n / 31, n % 31 + 1);
}

/* Reads "12-25" or "5-7-2" into v; how many. */
static int numbers(sk_str s, int v[3])
{
    int n = 0;
    bool neg = false;

    for (size_t i = 0; i < s.len && n < 3; i++) {
        if (s.s[i] == '-' && i == 0) {
            neg = true;
        } else if (s.s[i] == '-') {
            n++;
            v[n < 3 ? n : 2] = 0;
        } else if (s.s[i] >= '0' && s.s[i] <= '9') {
            v[n] = v[n] * 10 + (s.s[i] - '0');
        }
    }
    if (neg)
        v[0] = -v[0];
    return n + 1;
}

/* The day of a feast by its rule in a year; lunar ones in that lunar year. */
static int32_t feast_day(sk_str rule, int year)
{
    int v[3] = {0};
    sk_str rest, kind = sk_str_cut(rule, ':', &rest);

    if (rest.s)
        numbers(rest, v);
    if (sk_str_eq(kind, SK_STR("solar")))
        return sk_day_of(year, v[0], v[1]);
    if (sk_str_eq(kind, SK_STR("lunar")))
        return sk_lunar_day(year, v[0], false, v[1]);
    if (sk_str_eq(kind, SK_STR("nth")))
        return nth_weekday(year, v[0], v[1], v[2]);
    if (sk_str_eq(kind, SK_STR("easter")))
        return easter(year) + v[0];
    return sk_lunar_day(year, 1, false, 1) - 1; /* eve */
}

/* ---- years ---- */

/* The year that the point names or, by "năm ngoái" and the like, points to. */
static bool stated_year(const values *v, const sk_point *p, int *year)
{
    if (p->has & SK_P_YEAR) {
        *year = p->year;
        return true;
    }
    if (p->has & SK_P_CYCLE) {
        int near = v->ref == SK_NO_DAY ? 2000 : year_of(v->ref);
        for (int k = 0; k <= 30; k++) {
            if ((near - k - 4) % 60 == p->cycle) {
                *year = near - k;
                return true;
            }
            if ((near + k - 4) % 60 == p->cycle) {
                *year = near + k;
                return true;
            }
        }
    }
    if ((p->has & SK_P_YREL) && v->ref != SK_NO_DAY) {
        int base = year_of(v->ref);
        if ((p->has & SK_P_ANCHOR) && !p->yrel && !v->year)
            return false; /* "năm ấy" of no year told */
        if ((p->has & SK_P_ANCHOR) && v->year)
            base = v->year;
        *year = base + p->yrel;
        return true;
    }
    return false;
}

static bool is_future(const values *v, const sk_item *it)
{
    if (it->p.tense)
        return it->p.tense > 0;
    return tense_at(v->s, it->beg, TENSE_REACH) > 0;
}

/* The year of a month that has none: nearest to ref, or to come. */
static int month_year(const values *v, const sk_item *it, int month)
{
    int y = year_of(v->ref), now = month_of(v->ref);
    int d = month - now;

    if (d > 6 || (d == 6 && !is_future(v, it)))
        y--;
    else if (d < -6 || (d < -1 && is_future(v, it)))
        y++;
    if (d > 6 && is_future(v, it))
        y++;
    return y;
}

/* ---- days ---- */

static void days_of_month(int y, int m, answer *r)
{
    r->beg = sk_day_of(y, m, 1);
    r->end = r->beg + sk_month_days(y, m) - 1;
}

/* The lunar day or month that p names. */
static void lunar_point(values *v, const sk_item *it, answer *r)
{
    const sk_point *p = &it->p;
    int32_t from = v->ref == SK_NO_DAY ? sk_day_of(2000, 7, 1) : v->ref;
    bool leap = p->has & SK_P_LEAP;
    int y, n;

    if (!(p->has & SK_P_DAY)) { /* a month: an interval */
        if (!stated_year(v, p, &y))
            y = sk_lunar_of(lunar_nearest(from, p->month, 15, leap)).year;
        n = sk_lunar_month_days(y, p->month, leap);
        if (!n)
            return;
        r->beg = sk_lunar_day(y, p->month, leap, 1);
        r->end = r->beg + n - 1;
        r->value = sk_strf(v->a, "%.*s/%.*s", SK_FMT(sk_day_iso(v->a, r->beg)),
                           SK_FMT(sk_day_iso(v->a, r->end)));
        return;
    }
    if ((p->has & SK_P_TET) && p->day >= 20) { /* days before Tết */
        if (!stated_year(v, p, &y))
            y = year_of(lunar_nearest(from, 1, 1, false));
        n = sk_lunar_month_days(y - 1, 12, false);
        r->beg = sk_lunar_day(y - 1, 12, false, p->day > n ? n : p->day);
    } else if (!(p->has & SK_P_MONTH)) { /* "rằm": the nearest full moon */
        sk_lunar l = sk_lunar_of(from);
        nearest near = {from, SK_NO_DAY, false};
        for (int k = -1; k <= 1; k++)
            offer(&near, from - l.day + 1 + p->day - 1 + k * 30);
        r->beg = near.best;
        l = sk_lunar_of(r->beg);
        r->beg += p->day - l.day;
    } else if (stated_year(v, p, &y)) {
        r->beg = sk_lunar_day(y, p->month, leap, p->day);
        /* "23 tháng Chạp 2026" may mean the solar year */
        if ((p->has & SK_P_YEAR) && !(p->has & SK_P_CYCLE) && p->month >= 11 &&
            r->beg != SK_NO_DAY && year_of(r->beg) > y &&
            sk_lunar_day(y - 1, p->month, leap, p->day) != SK_NO_DAY &&
            v->ref != SK_NO_DAY && llabs((int64_t)r->beg - v->ref) > 250)
            r->beg = sk_lunar_day(y - 1, p->month, leap, p->day);
    } else {
        r->beg = lunar_nearest(from, p->month, p->day, leap);
    }
    r->end = r->beg;
}

/* Whether the sentence holds little but times: a line of a calendar. */
static bool only_times(const values *v)
{
    const sk_sent *x = v->s->d->sents.n ? &v->s->d->sents.v[v->sent] : NULL;
    uint32_t left;

    if (!x)
        return true;
    left = x->tok_end - x->tok_beg;
    for (size_t i = v->item > FEW ? v->item - FEW : 0;
         i < v->s->items.n && i <= v->item + FEW; i++) {
        const sk_item *it = &v->s->items.v[i];
        if (it->beg >= x->tok_beg && it->end <= x->tok_end)
            left -= it->end - it->beg;
    }
    return left <= FEW;
}

/* The weekday that is meant when no week is named. */
static int32_t weekday_day(values *v, const sk_item *it)
{
    const sk_point *p = &it->p;
    int32_t ref = v->ref;
    int shift = (p->wd - sk_weekday(ref) + 7) % 7; /* days ahead */
    bool bare = only_times(v);
    int tense;

    if (p->has & SK_P_WREL) {
        int32_t monday = ref - sk_weekday(ref) + 1 + 7 * p->wrel;
        return monday + p->wd - 1;
    }
    if (p->has & SK_P_WDREL) {
        if (p->drel < 0)
            return ref + shift - 7;
        return ref + (shift || p->drel == 0 ? shift : 7);
    }
    if (p->tense)
        tense = p->tense;
    else
        tense = tense_at(v->s, it->beg, CLAUSE_REACH);
    if (!tense)
        tense = bare ? 1 : -1;
    if (tense > 0)
        return ref + (shift ? shift : bare ? 7 : 0);
    return shift ? ref + shift - 7 : ref;
}

/* Sets beg = end to the day that p names, if it names one. */
static bool day_point(values *v, const sk_item *it, answer *r)
{
    const sk_point *p = &it->p;
    int y, m, d;

    if ((p->has & (SK_P_DAY | SK_P_MONTH)) == (SK_P_DAY | SK_P_MONTH)) {
        if (stated_year(v, p, &y)) {
            if (p->has & SK_P_BC || p->day > sk_month_days(y, p->month))
                return false;
            r->beg = sk_day_of(y, p->month, p->day);
            r->conf = p->has & SK_P_YEAR ? 0.98f : 0.9f;
        } else if (v->ref != SK_NO_DAY) {
            if (it->joined && v->told != SK_NO_DAY)
                r->beg = solar_nearest(v->told, p->month, p->day, false);
            else
                r->beg = solar_nearest(v->ref, p->month, p->day,
                                       is_future(v, it));
            r->conf = 0.95f * v->trust;
        } else {
            return false;
        }
    } else if (p->has & SK_P_DAY) {
        nearest n = {v->ref, SK_NO_DAY, false};
        if (v->ref == SK_NO_DAY)
            return false;
        if (v->months && it->joined) {
            y = v->months / 12;
            m = v->months % 12 + 1;
            if (p->day < (v->told == SK_NO_DAY ? 0 : 1))
                m++;
        } else {
            sk_day_civil(v->ref, &y, &m, &d);
            if (p->has & SK_P_MREL) {
                m += p->mrel;
                y += m < 1 ? -1 : m > 12 ? 1 : 0;
                m = m < 1 ? m + 12 : m > 12 ? m - 12 : m;
            }
        }
        if (it->joined || p->has & SK_P_MREL) {
            if (p->day > sk_month_days(y, m))
                return false;
            r->beg = sk_day_of(y, m, p->day);
            if (it->joined && v->told != SK_NO_DAY && r->beg < v->told) {
                m++;
                y += m > 12;
                m = m > 12 ? 1 : m;
                if (p->day <= sk_month_days(y, m))
                    r->beg = sk_day_of(y, m, p->day);
            }
        } else {
            for (int k = -1; k <= 1; k++) {
                int mm = m + k, yy = y;
                yy += mm < 1 ? -1 : mm > 12 ? 1 : 0;
                mm = mm < 1 ? 12 : mm > 12 ? 1 : mm;
                if (p->day <= sk_month_days(yy, mm))
                    offer(&n, sk_day_of(yy, mm, p->day));
            }
            r->beg = n.best;
        }
        r->conf = 0.8f * v->trust;
    } else if ((p->has & SK_P_DREL) && v->ref != SK_NO_DAY) {
        int32_t base = v->ref;
        r->conf = 0.95f * v->trust;
        if (v->quoted != SK_NO_DAY && v->quoted <= base &&
            base - v->quoted <= 3 && in_quote(v, it->beg)) {
            base = v->quoted;
            r->conf = 0.7f;
        }
        r->beg = base + p->drel;
    } else if (p->has & SK_P_SAME) {
        if (v->told == SK_NO_DAY && v->ref == SK_NO_DAY)
            return false;
        r->beg = (v->told != SK_NO_DAY ? v->told : v->ref) + p->drel;
        r->conf = 0.85f;
    } else if ((p->has & SK_P_WEEKDAY) && v->ref != SK_NO_DAY) {
        r->beg = weekday_day(v, it);
        r->conf = 0.8f * v->trust;
    } else {
        return false;
    }
    r->end = r->beg;
    return r->beg != SK_NO_DAY;
}

/* The feast that p names. */
static void feast_point(values *v, const sk_item *it, answer *r)
{
    const sk_point *p = &it->p;
    sk_str rule = p->feast->cls == SK_T_tet ? SK_STR("lunar:1-1")
                                            : p->feast->as;
    nearest n = {v->ref, SK_NO_DAY, false};
    int y;

    if (stated_year(v, p, &y)) {
        r->beg = feast_day(rule, y);
    } else if (v->ref != SK_NO_DAY) {
        for (int k = -1; k <= 1; k++)
            offer(&n, feast_day(rule, year_of(v->ref) + k));
        r->beg = n.best;
        if (r->beg < v->ref && sk_time_alone(v->s, it->beg, it->end))
            r->beg = feast_day(rule, year_of(r->beg) + 1);
    }
    r->end = r->beg;
    r->conf = 0.9f * v->trust;
}

/* ---- values ---- */

static sk_str clock_text(sk_arena *a, const sk_point *p)
{
    return p->second
               ? sk_strf(a, "T%02d:%02d:%02d", p->hour, p->minute, p->second)
               : sk_strf(a, "T%02d:%02d", p->hour, p->minute);
}

/* Adds the clock or the part of the day to a day's value. */
static void add_clock(values *v, const sk_point *p, answer *r)
{
    if (p->has & SK_P_CLOCK)
        r->value = sk_strf(v->a, "%.*s%.*s", SK_FMT(r->value),
                           SK_FMT(clock_text(v->a, p)));
    else if (p->has & SK_P_PART)
        r->value =
            sk_strf(v->a, "%.*s%.*s", SK_FMT(r->value), SK_FMT(p->part));
    else
        return;
    r->type = SK_TIME;
    if (!(p->has & SK_P_CLOCK) && p->part_mod.s)
        r->mod = p->part_mod;
}

/* A day of no one week or year, and every such day. */
static void open_day(values *v, const sk_point *p, answer *r)
{
    r->type = p->has & SK_P_EACH ? SK_SET : SK_DATE;
    if (p->has & SK_P_WEEKDAY)
        r->value = sk_strf(v->a, "XXXX-WXX-%d", p->wd);
    else if (p->has & SK_P_WEEKEND)
        r->value = SK_STR("XXXX-WXX-WE");
    else if (p->has & SK_P_SEASON)
        r->value = sk_strf(v->a, "XXXX-%.*s", SK_FMT(p->season));
    else if ((p->has & SK_P_DAY) && (p->has & SK_P_MONTH))
        r->value = sk_strf(v->a, "XXXX-%02d-%02d", p->month, p->day);
    else if (p->has & SK_P_DAY)
        r->value = sk_strf(v->a, "XXXX-XX-%02d", p->day);
    else if (p->has & SK_P_MONTH)
        r->value = sk_strf(v->a, "XXXX-%02d", p->month);
    else
        r->value = SK_STR("XXXX-XX-XX");
    add_clock(v, p, r);
    if (p->has & SK_P_EACH)
        r->type = SK_SET;
    r->conf = 0.8f;
}

/* Narrows the days of a month, year... to the part that a phase names. */
static void phase_days(const sk_point *p, answer *r)
{
    int32_t third = (r->end - r->beg + 1) / 3;

    if (!p->phase.s || r->beg == SK_NO_DAY)
        return;
    r->mod = p->phase;
    if (sk_str_eq(p->phase, SK_STR("START"))) {
        r->end = r->beg + third;
    } else if (sk_str_eq(p->phase, SK_STR("END"))) {
        r->beg = r->end - third;
    } else {
        r->beg += third;
        r->end -= third;
    }
}

static void year_days(int y0, int y1, answer *r)
{
    if (y0 < -9000 || y1 > 9999)
        return;
    r->beg = sk_day_of(y0, 1, 1);
    r->end = sk_day_of(y1, 12, 31);
}

/* n units before or after the reference. */
static void ago_point(values *v, const sk_point *p, answer *r)
{
    int y, m, d;
    int64_t n = p->n;

    if (v->ref == SK_NO_DAY || n > 10000000 || n < -10000000) {
        r->value = n < 0 ? SK_STR("PAST_REF") : SK_STR("FUTURE_REF");
        return;
    }
    sk_day_civil(v->ref, &y, &m, &d);
    r->conf = 0.9f * v->trust;
    switch (p->unit) {
    case SK_U_SECOND: case SK_U_MINUTE: case SK_U_HOUR: {
        int64_t step = p->unit == SK_U_HOUR ? 60 : 1;
        int64_t at = (v->minute < 0 ? 0 : v->minute) +
                     (p->unit == SK_U_SECOND ? n / 60 : n * step);
        int64_t day = v->ref + (at >= 0 ? at / 1440 : -((-at + 1439) / 1440));
        if (day < INT32_MIN / 2 || day > INT32_MAX / 2)
            return;
        r->beg = r->end = (int32_t)day;
        at = ((at % 1440) + 1440) % 1440;
        r->type = SK_TIME;
        r->value = sk_strf(v->a, "%.*sT%02d:%02d",
                           SK_FMT(sk_day_iso(v->a, r->beg)), (int)at / 60,
                           (int)at % 60);
        return;
    }
    case SK_U_DAY: case SK_U_NIGHT:
        r->beg = r->end = v->ref + (int32_t)n;
        r->value = sk_day_iso(v->a, r->beg);
        return;
    case SK_U_WEEK:
        r->beg = v->ref + 7 * (int32_t)n;
        sk_iso_week(r->beg, &y, &m);
        r->beg -= sk_weekday(r->beg) - 1;
        r->end = r->beg + 6;
        r->value = sk_strf(v->a, "%04d-W%02d", y, m);
        return;
    case SK_U_MONTH: case SK_U_QUARTER: {
        int64_t k = (int64_t)y * 12 + m - 1 + (p->unit == SK_U_MONTH ? n : n * 3);
        y = (int)(k >= 0 ? k / 12 : -1);
        if (y < 1 || y > 9999)
            break;
        m = (int)(k % 12) + 1;
        days_of_month(y, m, r);
        r->value = sk_strf(v->a, "%04d-%02d", y, m);
        return;
    }
    default: {
        int64_t k = y + n * (p->unit == SK_U_DECADE    ? 10
                             : p->unit == SK_U_CENTURY ? 100
                             : p->unit == SK_U_MILLENNIUM ? 1000
                                                          : 1);
        if (k < -9999999 || k > 9999)
            break;
        if (k > 0) {
            year_days((int)k, (int)k, r);
            r->value = sk_strf(v->a, "%04d", (int)k);
        } else {
            r->value = sk_strf(v->a, "BC%04d", (int)(1 - k));
        }
        return;
    }
    }
    r->value = n < 0 ? SK_STR("PAST_REF") : SK_STR("FUTURE_REF");
}

/* Points larger than a day. */
static void wide_point(values *v, const sk_item *it, answer *r)
{
    const sk_point *p = &it->p;
    bool known = v->ref != SK_NO_DAY;
    int y = 0, w, m;
    bool year = stated_year(v, p, &y);

    r->conf = p->has & SK_P_YEAR ? 0.98f : 0.9f * v->trust;
    if (p->has & SK_P_CENTURY) {
        r->value = sk_strf(v->a, p->has & SK_P_BC ? "BC%02d" : "%02d",
                           p->century);
        if (!(p->has & SK_P_BC))
            year_days(p->century * 100 + 1, p->century * 100 + 100, r);
    } else if (p->has & SK_P_DECADE) {
        int dec = p->decade;
        if (dec == 9999)
            dec = known ? year_of(v->ref) / 10 + p->n : 0;
        r->value = dec ? sk_strf(v->a, "%03d", dec) : SK_STR("PXDE");
        if (dec)
            year_days(dec * 10, dec * 10 + 9, r);
    } else if ((p->has & SK_P_LUNAR) && (p->has & SK_P_MONTH)) {
        lunar_point(v, it, r);
    } else if (p->has & SK_P_MONTH) {
        if (!year && known)
            y = month_year(v, it, p->month);
        if (!y) {
            r->value = sk_strf(v->a, "XXXX-%02d", p->month);
        } else {
            r->value = sk_strf(v->a, "%04d-%02d", y, p->month);
            days_of_month(y, p->month, r);
        }
    } else if (p->has & SK_P_MREL) {
        int at = known ? year_of(v->ref) * 12 + month_of(v->ref) - 1 : 0;
        if (v->months && (p->has & SK_P_ANCHOR ||
                          (p->mrel == -1 && !p->phase.s &&
                           it->beg >= 2 && v->months != at &&
                           sk_str_eq(sk_doc_tok(v->s->d, it->beg - 1),
                                     SK_STR("với")))))
            at = v->months; /* "so với tháng trước" */
        if (!at)
            return;
        at += p->mrel;
        r->value = sk_strf(v->a, "%04d-%02d", at / 12, at % 12 + 1);
        days_of_month(at / 12, at % 12 + 1, r);
    } else if (p->has & (SK_P_QUARTER | SK_P_QREL)) {
        int q = p->quarter, now = known ? (month_of(v->ref) - 1) / 3 + 1 : 0;
        if (p->has & SK_P_QREL) {
            if (!known)
                return;
            y = year_of(v->ref);
            q = now + p->qrel;
            y += q < 1 ? -1 : q > 4 ? 1 : 0;
            q = q < 1 ? q + 4 : q > 4 ? q - 4 : q;
        } else if (!year && known) {
            y = year_of(v->ref);
            if (q - now >= 2 && !is_future(v, it))
                y -= q == 4 && now <= 2;
            else if (q < now && is_future(v, it))
                y++;
        }
        if (!y) {
            r->value = sk_strf(v->a, "XXXX-Q%d", q);
            return;
        }
        r->value = sk_strf(v->a, "%04d-Q%d", y, q);
        r->beg = sk_day_of(y, q * 3 - 2, 1);
        r->end = sk_day_of(y, q * 3, sk_month_days(y, q * 3));
    } else if (p->has & SK_P_HALF) {
        if (!year) {
            r->value = sk_strf(v->a, "XXXX-H%d", p->half);
            return;
        }
        r->value = sk_strf(v->a, "%04d-H%d", y, p->half);
        r->beg = sk_day_of(y, p->half == 1 ? 1 : 7, 1);
        r->end = p->half == 1 ? sk_day_of(y, 6, 30) : sk_day_of(y, 12, 31);
    } else if (p->has & SK_P_SEASON) {
        if (!year) {
            open_day(v, p, r);
            return;
        }
        m = p->season.s[0] == 'F' ? 8 : p->season.s[0] == 'W' ? 11
            : p->season.s[1] == 'P' ? 2 : 5;
        r->value = sk_strf(v->a, "%04d-%.*s", y, SK_FMT(p->season));
        r->beg = sk_day_of(y, m, 1);
        r->end = r->beg + 91;
    } else if (p->has & SK_P_WREL) {
        if (!known || (p->has & SK_P_LOOSE)) {
            if (p->has & SK_P_WEEKEND)
                r->value = SK_STR("XXXX-WXX-WE");
            return;
        }
        r->beg = v->ref - sk_weekday(v->ref) + 1 + 7 * p->wrel;
        r->end = r->beg + 6;
        sk_iso_week(r->beg, &y, &w);
        if (p->has & SK_P_WEEKEND)
            r->beg += 5;
        r->value = sk_strf(v->a, "%04d-W%02d%s", y, w,
                           p->has & SK_P_WEEKEND ? "-WE" : "");
    } else if (year) {
        if (p->fresh && known && month_of(v->ref) >= 11)
            y++; /* "đầu năm mới", told in December */
        r->value = sk_strf(v->a, p->has & SK_P_BC ? "BC%04d" : "%04d", y);
        if (!(p->has & SK_P_BC))
            year_days(y, y, r);
    }
    phase_days(p, r);
}

static void edge_point(values *v, const sk_item *it, answer *r)
{
    const sk_point *p = &it->p;
    sk_item inner = *it;
    int y;

    if (p->has & SK_P_CYCLE) {
        if (!stated_year(v, p, &y))
            return;
        r->beg = p->edge > 0 ? sk_lunar_day(y, 1, false, 1)
                             : sk_lunar_day(y + 1, 1, false, 1) - 1;
    } else {
        inner.p.has &= ~SK_P_EDGE;
        wide_point(v, &inner, r);
        if (r->beg != SK_NO_DAY)
            r->beg = p->edge > 0 ? r->beg : r->end;
    }
    r->end = r->beg;
}

static void point_value(values *v, const sk_item *it, answer *r)
{
    const sk_point *p = &it->p;
    bool day = false;

    r->type = SK_DATE;
    if (p->has & SK_P_AGO) {
        ago_point(v, p, r);
        return;
    }
    if ((p->has & SK_P_EACH) ||
        ((p->has & SK_P_LOOSE) && (p->has & SK_P_WEEKDAY))) {
        open_day(v, p, r);
        return;
    }
    if (p->has & SK_P_EDGE) {
        edge_point(v, it, r);
        day = r->beg != SK_NO_DAY;
    } else if ((p->has & SK_P_FEAST) && p->feast) {
        feast_point(v, it, r);
        day = r->beg != SK_NO_DAY;
        if (day && (sk_str_eq(p->feast->as, SK_STR("eve")) ||
                    sk_str_ends(p->feast->as, SK_STR("T"))) &&
            !(p->has & (SK_P_CLOCK | SK_P_PART))) {
            r->value = sk_strf(v->a, "%.*sTNI",
                               SK_FMT(sk_day_iso(v->a, r->beg)));
            r->type = SK_TIME;
            return;
        }
    } else if ((p->has & SK_P_LUNAR) && (p->has & SK_P_DAY)) {
        r->conf = 0.9f * v->trust;
        lunar_point(v, it, r);
        day = r->beg != SK_NO_DAY;
    } else if (p->has & SK_P_DAYISH) {
        day = day_point(v, it, r);
        if (!day && !(p->has & (SK_P_DREL | SK_P_SAME | SK_P_YEAR))) {
            open_day(v, p, r);
            r->conf = 0.4f;
            return;
        }
    } else if (p->has & (SK_P_CLOCK | SK_P_PART)) {
        r->beg = v->told != SK_NO_DAY ? v->told : v->ref;
        r->end = r->beg;
        r->conf = 0.6f;
        day = r->beg != SK_NO_DAY;
        if (!day) {
            open_day(v, p, r);
            return;
        }
    } else {
        wide_point(v, it, r);
        return;
    }
    if (!day)
        return;
    r->value = sk_day_iso(v->a, r->beg);
    add_clock(v, p, r);
}

/* ---- lengths ---- */

static sk_str number_text(sk_arena *a, double n)
{
    return n == floor(n) ? sk_strf(a, "%.0f", n) : sk_strf(a, "%g", n);
}

static sk_str length_text(sk_arena *a, const sk_length *l)
{
    static const char *const unit[] = {"S", "M", "H", "D", "D", "W", "M",
                                       "Q", "Y", "DE", "CE", "Y", "D"};
    double n = l->unit == SK_U_MILLENNIUM ? l->n * 1000 : l->n;
    const char *u = unit[l->unit];
    bool clock = l->unit <= SK_U_HOUR;
    bool half = !l->vague && n == 0.5;

    if (l->vague)
        return sk_strf(a, "P%sX%s", clock ? "T" : "", u);
    if (half && l->unit == SK_U_YEAR)
        return SK_STR("P6M");
    if (half && l->unit == SK_U_MONTH)
        return SK_STR("P15D");
    if (half && l->unit == SK_U_DAY)
        return SK_STR("PT12H");
    if (half && l->unit == SK_U_HOUR)
        return SK_STR("PT30M");
    if (half && l->unit == SK_U_MINUTE)
        return SK_STR("PT30S");
    if (n != floor(n) && l->unit == SK_U_CENTURY)
        return sk_strf(a, "P%gY", n * 100);
    if (n != floor(n) && l->unit == SK_U_DECADE)
        return sk_strf(a, "P%gY", n * 10);
    if (l->n2 && clock)
        return sk_strf(a, "PT%.*s%s%d%s", SK_FMT(number_text(a, n)), u, l->n2,
                       unit[l->unit2]);
    if (l->n2)
        return sk_strf(a, "P%.*s%s%s%d%s", SK_FMT(number_text(a, n)), u,
                       l->unit2 <= SK_U_HOUR ? "T" : "", l->n2,
                       unit[l->unit2]);
    return sk_strf(a, "P%s%.*s%s", clock ? "T" : "",
                   SK_FMT(number_text(a, n)), u);
}

static void length_value(values *v, const sk_item *it, answer *r)
{
    static const double days[] = {0, 0, 1 / 24.0, 1, 1, 7, 30.44, 91.3, 365.24,
                                  3652.4, 36524, 365242, 0};
    double n = it->len.n * days[it->len.unit];

    r->type = it->kind == SK_I_EVERY ? SK_SET : SK_DURATION;
    r->value = length_text(v->a, &it->len);
    r->conf = 0.95f;
    if (it->len.vague || v->ref == SK_NO_DAY || n > 3e6 || it->len.vague)
        return;
    if (it->dir == SK_DIR_PAST) {
        r->beg = v->ref - (int32_t)n;
        r->end = v->ref;
    } else if (it->dir == SK_DIR_FUTURE) {
        r->beg = v->ref;
        r->end = v->ref + (int32_t)n;
    }
}

/* ---- ranges: what one end leaves out ---- */

static bool between(const sk_scan *s, uint32_t a, uint32_t b)
{
    uint32_t e;

    if (a >= b || b - a > 3)
        return false;
    if (sk_time_dash(s, a) || sk_time_ch(s, a) == ',')
        return a + 1 == b;
    return (e = sk_time_is(s, a, SK_T_to, NULL)) == b ||
           (e = sk_time_is(s, a, SK_T_and, NULL)) == b;
}

/* Copies day, month and year from one end to the other. */
static void borrow(sk_point *to, const sk_point *from, uint32_t what)
{
    what &= from->has & ~to->has;
    to->has |= what;
    if (what & SK_P_YEAR)
        to->year = from->year;
    if (what & SK_P_MONTH)
        to->month = from->month;
    if (what & SK_P_DAY)
        to->day = from->day;
    if (what & SK_P_WEEKDAY)
        to->wd = from->wd;
    if (what & (SK_P_DREL | SK_P_SAME))
        to->drel = from->drel;
    if (what & SK_P_YREL)
        to->yrel = from->yrel;
    if (what & SK_P_MREL)
        to->mrel = from->mrel;
    if (what & SK_P_WREL)
        to->wrel = from->wrel;
    if (what & SK_P_ZONE)
        to->zone = from->zone;
}

enum { DATE_FIELDS = SK_P_YEAR | SK_P_MONTH | SK_P_DAY | SK_P_WEEKDAY |
                     SK_P_DREL | SK_P_SAME | SK_P_YREL | SK_P_MREL |
                     SK_P_WREL };

static void link_pair(const sk_scan *s, sk_item *a, sk_item *b)
{
    sk_point *p = &a->p, *q = &b->p;
    bool clocks = (p->has & q->has) & SK_P_CLOCK;

    b->joined = true;
    if (clocks && !(p->has & SK_P_DAYISH))
        borrow(p, q, DATE_FIELDS | SK_P_ZONE);
    else if (clocks && !(q->has & SK_P_DAYISH))
        borrow(q, p, DATE_FIELDS);
    if (clocks)
        borrow(p, q, SK_P_ZONE);
    if (clocks && (q->has & SK_P_PART) && !(p->has & SK_P_PART) &&
        p->hour < 12 && p->hour + 12 < q->hour)
        p->hour += 12; /* "từ 3 giờ đến 4 giờ chiều" */
    if ((p->has & SK_P_DAY) && (q->has & SK_P_DAY) &&
        !(p->has & (SK_P_MONTH | SK_P_MREL)) && (q->has & SK_P_MONTH)) {
        borrow(p, q, SK_P_MONTH | SK_P_YEAR | SK_P_YREL);
        if (p->day > q->day) {
            p->month = p->month == 1 ? 12 : p->month - 1;
            p->year -= p->month == 12;
        }
    }
    /* the year of the second end holds for the first, unless the months say
     * that a new year lies between */
    if ((q->has & (SK_P_YEAR | SK_P_YREL)) && (p->has & q->has & SK_P_MONTH) &&
        !(p->has & (SK_P_YEAR | SK_P_YREL | SK_P_CYCLE)) &&
        (p->month < q->month ||
         (p->month == q->month && p->day <= q->day)))
        borrow(p, q, SK_P_YEAR | SK_P_YREL);
    else if ((q->has & SK_P_YEAR) && (p->has & q->has & SK_P_MONTH) &&
             !(p->has & (SK_P_YEAR | SK_P_YREL | SK_P_CYCLE)) &&
             !sk_time_is(s, a->end, SK_T_and, NULL)) {
        p->year = q->year - 1;
        p->has |= SK_P_YEAR;
    }
    if ((p->has & SK_P_YEAR) && !(q->has & (SK_P_YEAR | SK_P_YREL | SK_P_CYCLE)) &&
        (p->has & q->has & SK_P_MONTH)) {
        q->year = p->year + (q->month < p->month);
        q->has |= SK_P_YEAR;
    }
    if ((p->has & q->has & SK_P_QUARTER) && (q->has & (SK_P_YEAR | SK_P_YREL)) &&
        !(p->has & (SK_P_YEAR | SK_P_YREL)) && p->quarter < q->quarter)
        borrow(p, q, SK_P_YEAR | SK_P_YREL);
    if ((q->has & SK_P_EACH) && (p->has & (SK_P_WEEKDAY | SK_P_CLOCK)))
        p->has |= SK_P_EACH;
    if ((p->has & q->has & SK_P_WEEKDAY) && !(p->has & SK_P_WREL))
        borrow(p, q, SK_P_WREL);
    if ((p->has & q->has & SK_P_WEEKDAY) && !(q->has & SK_P_WREL))
        borrow(q, p, SK_P_WREL);
}

static void link_ranges(sk_scan *s)
{
    for (size_t i = s->items.n; i-- > 1;) {
        sk_item *a = &s->items.v[i - 1], *b = &s->items.v[i];
        if (a->kind != SK_I_POINT || b->kind != SK_I_POINT)
            continue;
        if (between(s, a->end, b->beg))
            link_pair(s, a, b);
        else if ((b->p.has & SK_P_EACH) && b->beg - a->end <= 2 &&
                 !(a->p.has & ~(uint32_t)(SK_P_CLOCK | SK_P_PART |
                                          SK_P_LOOSE)) &&
                 !(s->t[b->beg].flags & SK_TOK_LINE))
            a->p.has |= SK_P_EACH; /* "20h từ thứ Hai ... hằng tuần" */
    }
}

/* ---- the reference ---- */

/* Without a day of publication: the page's range of days, else the first full
 * date that the text gives. */
static void set_reference(values *v)
{
    const sk_doc *d = v->s->d;
    const sk_raw *r = &d->raw;

    v->ref = d->day;
    v->minute = d->minute;
    v->trust = 1;
    if (v->ref != SK_NO_DAY)
        return;
    v->minute = -1;
    if (r->day_from != SK_NO_DAY || r->day_to != SK_NO_DAY) {
        v->ref = r->day_to != SK_NO_DAY ? r->day_to : r->day_from;
        v->trust = r->undated_page ? 0.6f : 0.5f;
        return;
    }
    for (size_t i = 0; i < v->s->items.n; i++) {
        const sk_point *p = &v->s->items.v[i].p;
        if (v->s->items.v[i].kind == SK_I_POINT && !v->s->items.v[i].event &&
            (p->has & SK_P_YEAR) && (p->has & SK_P_MONTH) &&
            (p->has & SK_P_DAY) && !(p->has & (SK_P_LUNAR | SK_P_BC)) &&
            p->day <= sk_month_days(p->year, p->month)) {
            v->ref = sk_day_of(p->year, p->month, p->day);
            v->trust = 0.6f;
            return;
        }
    }
}

static uint32_t sentence_of(const sk_doc *d, uint32_t tok, uint32_t from)
{
    while (from + 1 < d->sents.n && d->sents.v[from].tok_end <= tok)
        from++;
    return from;
}

void sk_time_values(sk_scan *s)
{
    sk_doc *d = s->d;
    values v = {.s = s, .a = &d->arena, .told = SK_NO_DAY,
                .quoted = SK_NO_DAY};

    link_ranges(s);
    set_reference(&v);
    for (size_t i = 0; i < s->items.n; i++) {
        sk_item *it = &s->items.v[i];
        answer r = {.type = SK_DATE, .beg = SK_NO_DAY, .end = SK_NO_DAY,
                    .conf = 0.9f};
        sk_time *t;
        int y, m, day;

        v.sent = sentence_of(d, it->beg, v.sent);
        v.item = i;
        if (it->kind == SK_I_POINT)
            point_value(&v, it, &r);
        else if (it->kind == SK_I_REF)
            r.value = it->ref ? it->ref->as : SK_STR("PAST_REF");
        else
            length_value(&v, it, &r);
        if (!r.value.s)
            continue;
        if (it->mod.s && !r.mod.s)
            r.mod = it->mod;
        if (it->kind == SK_I_POINT && r.beg != SK_NO_DAY && !it->event) {
            sk_day_civil(r.beg, &y, &m, &day);
            v.year = y;
            if (r.beg == r.end) {
                v.told = r.beg;
                v.months = y * 12 + m - 1;
                if ((it->p.has & SK_P_DAY) && in_quote(&v, it->beg))
                    v.quoted = r.beg;
            } else if (r.end - r.beg < 32) {
                v.months = y * 12 + m - 1;
            }
        }
        t = sk_push(v.a, &d->times);
        *t = (sk_time){.span = sk_doc_tok_span(d, it->beg, it->end),
                       .sent = v.sent,
                       .tok_beg = it->beg,
                       .tok_end = it->end,
                       .type = r.type,
                       .value = r.value,
                       .mod = r.mod,
                       .day_beg = r.beg,
                       .day_end = r.end,
                       .confidence = r.conf};
        if (it->kind == SK_I_POINT) {
            t->tz = zone_text(v.a, &it->p, r.beg);
            if (it->p.has & (SK_P_LUNAR | SK_P_CYCLE))
                t->cal = SK_STR("lunar");
            else if ((it->p.has & SK_P_FEAST) && it->p.feast &&
                     !sk_str_starts(it->p.feast->as, SK_STR("solar")))
                t->cal = SK_STR("lunar");
        }
    }
}
