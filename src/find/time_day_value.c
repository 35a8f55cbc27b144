/* time_day_value.c - the days that points name.
 *
 * Relative words count from the day of publication, "cùng ngày" and "hôm sau"
 * from the day told last, "hôm nay" in a quotation from the day told in a
 * quotation before it. A day without a year is the one nearest to publication
 * (right for 146 of 150 in news), unless words such as "dự kiến" say that it is
 * to come.
 */
#include "find/time_value.h"

#include <stdlib.h>

#include "base/day.h"
#include "find/lunar.h"

enum {
    LONG_AGO = 100, /* days: a plan is meant, if nothing else is said */
    SOON = 2, /* years: a name out of sixty that lies farther ahead is told of
                 the past: "Tết Mậu Thân" is 1968 */
};

/* The year that the point names or, by "năm ngoái" and the like, points to. */
bool sk_time_stated_year(const sk_telling *v, const sk_point *p, int *year)
{
    if (p->has & SK_P_YEAR) {
        *year = p->year;
        return true;
    }
    if (p->has & SK_P_CYCLE) {
        int near = v->ref == SK_NO_DAY ? 2000 : sk_year_of(v->ref);
        if (v->year > 0 && (v->year + 56) % 60 == p->cycle) {
            *year = v->year; /* "năm 1870 (Canh Ngọ)" */
            return true;
        }
        for (int k = SOON; k > SOON - 60; k--)
            if ((near + k - 4) % 60 == p->cycle) {
                *year = near + k;
                return true;
            }
    }
    if ((p->has & SK_P_YREL) && v->ref != SK_NO_DAY) {
        int base = sk_year_of(v->ref);
        if ((p->has & SK_P_ANCHOR) && !p->yrel && !v->year)
            return false; /* "năm ấy" of no year told */
        if ((p->has & SK_P_ANCHOR) && v->year)
            base = v->year;
        *year = base + p->yrel;
        return true;
    }
    return false;
}

/* Whether the day told right before a bracket or "tức" has a second name here:
 * "15/8/2012 (tức 28/6 âm lịch)". */
static bool second_name(const sk_telling *v, const sk_item *it)
{
    const sk_item *last = v->item ? it - 1 : NULL;

    return last && v->told != SK_NO_DAY && last->kind == SK_I_POINT &&
           last->p.has & SK_P_DAY && it->beg - last->end <= 3 &&
           (sk_time_ch(v->s, last->end) == '(' ||
            sk_str_eq(sk_doc_tok(v->s->d, it->beg - 1), SK_STR("tức")) ||
            sk_str_eq(sk_doc_tok(v->s->d, it->beg - 1), SK_STR("nhằm")));
}

/* The lunar day or month that p names. */
void sk_time_lunar_value(sk_telling *v, const sk_item *it, sk_answer *r)
{
    const sk_point *p = &it->p;
    int32_t from = v->ref == SK_NO_DAY ? sk_day_of(2000, 7, 1) : v->ref;
    bool leap = p->has & SK_P_LEAP;
    int y, n;

    if (second_name(v, it))
        from = v->told;

    if (!(p->has & SK_P_DAY)) { /* a month: an interval */
        if (!sk_time_stated_year(v, p, &y))
            y = sk_lunar_of(sk_lunar_nearest(from, p->month, 15, leap)).year;
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
        if (!sk_time_stated_year(v, p, &y))
            y = sk_year_of(sk_lunar_nearest(from, 1, 1, false));
        n = sk_lunar_month_days(y - 1, 12, false);
        r->beg = sk_lunar_day(y - 1, 12, false, p->day > n ? n : p->day);
    } else if (!(p->has & SK_P_MONTH)) { /* "rằm": the nearest full moon */
        sk_lunar l = sk_lunar_of(from);
        sk_nearest near = {from, SK_NO_DAY, false};
        for (int k = -1; k <= 1; k++)
            sk_nearest_offer(&near, from - l.day + 1 + p->day - 1 + k * 30);
        r->beg = near.best;
        l = sk_lunar_of(r->beg);
        r->beg += p->day - l.day;
    } else if (sk_time_stated_year(v, p, &y)) {
        r->beg = sk_lunar_day(y, p->month, leap, p->day);
        /* "23 tháng Chạp 2026" may mean the solar year */
        if ((p->has & SK_P_YEAR) && !(p->has & SK_P_CYCLE) && p->month >= 11 &&
            r->beg != SK_NO_DAY && sk_year_of(r->beg) > y &&
            sk_lunar_day(y - 1, p->month, leap, p->day) != SK_NO_DAY &&
            v->ref != SK_NO_DAY && llabs((int64_t)r->beg - v->ref) > 250 &&
            llabs((int64_t)r->beg - v->ref) < 500)
            r->beg = sk_lunar_day(y - 1, p->month, leap, p->day);
    } else if (p->month == 12 && p->day == 30 && !leap) {
        /* the last day of the year also where that is the 29th */
        r->beg = sk_lunar_nearest(from, 1, 1, false) - 1;
    } else {
        r->beg = sk_lunar_nearest(from, p->month, p->day, leap);
    }
    r->end = r->beg;
}

/* The weekday that is meant when no week is named. */
static int32_t weekday_day(sk_telling *v, const sk_item *it)
{
    const sk_point *p = &it->p;
    int32_t ref = v->ref;
    int shift = (p->wd - sk_weekday(ref) + 7) % 7; /* days ahead */
    bool bare = sk_time_only(v);
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
    if (it->joined && v->told != SK_NO_DAY && sk_weekday(v->told) != p->wd)
        return v->told + (p->wd - sk_weekday(v->told) + 7) % 7;
    if (p->tense)
        tense = p->tense;
    else
        tense = sk_time_tense_at(v->s, it->beg, SK_TENSE_CLAUSE);
    if (!tense)
        tense = bare ? 1 : -1;
    if (tense > 0)
        return ref + (shift ? shift : bare ? 7 : 0);
    return shift ? ref + shift - 7 : ref;
}

/* Sets beg = end to the day that p names, if it names one. */
/* The day of a month in the year that is nearest, that has it on the weekday
 * named, or, where nothing else is said, that brings it not too long ago. */
static int32_t month_day(const sk_telling *v, const sk_item *it)
{
    const sk_point *p = &it->p;
    int32_t day =
        sk_solar_nearest(v->ref, p->month, p->day, sk_time_is_future(v, it));
    sk_nearest n = {v->ref, SK_NO_DAY, false};
    int y;

    if (day == SK_NO_DAY)
        return day;
    y = sk_year_of(day);
    if (sk_time_pointed(v, p) < 0 && day > v->ref &&
        p->day <= sk_month_days(y - 1, p->month))
        return sk_day_of(y - 1, p->month, p->day); /* "ngày 15/3 vừa qua" */
    if ((p->has & SK_P_WEEKDAY) && sk_weekday(day) != p->wd &&
        abs(day - v->ref) > LONG_AGO) { /* nearer, the weekday is a slip */
        for (int k = -1; k <= 1; k++)
            if (p->day <= sk_month_days(y + k, p->month) &&
                sk_weekday(sk_day_of(y + k, p->month, p->day)) == p->wd)
                sk_nearest_offer(&n, sk_day_of(y + k, p->month, p->day));
        return n.best != SK_NO_DAY ? n.best : day;
    }
    if (day < v->ref - LONG_AGO && sk_time_alone(v->s, it->beg, it->end) &&
        p->day <= sk_month_days(y + 1, p->month))
        return sk_day_of(y + 1, p->month, p->day);
    return day;
}

bool sk_time_day_value(sk_telling *v, const sk_item *it, sk_answer *r)
{
    const sk_point *p = &it->p;
    int y, m, d;

    if ((p->has & (SK_P_DAY | SK_P_MONTH)) == (SK_P_DAY | SK_P_MONTH)) {
        if (sk_time_stated_year(v, p, &y)) {
            if (p->has & SK_P_BC || p->day > sk_month_days(y, p->month))
                return false;
            r->beg = sk_day_of(y, p->month, p->day);
            r->conf = p->has & SK_P_YEAR ? 0.98f : 0.9f;
        } else if (v->ref != SK_NO_DAY) {
            if (it->joined && v->told != SK_NO_DAY)
                r->beg = sk_solar_nearest(v->told, p->month, p->day, false);
            else
                r->beg = month_day(v, it);
            r->conf = 0.95f * v->trust;
        } else {
            return false;
        }
    } else if (p->has & SK_P_DAY) {
        sk_nearest n = {v->ref, SK_NO_DAY, false};
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
                    sk_nearest_offer(&n, sk_day_of(yy, mm, p->day));
            }
            r->beg = n.best;
        }
        r->conf = 0.8f * v->trust;
    } else if ((p->has & SK_P_DREL) && v->ref != SK_NO_DAY) {
        int32_t base = v->ref;
        r->conf = 0.95f * v->trust;
        if (v->quoted != SK_NO_DAY && v->quoted <= base &&
            base - v->quoted <= 3 && sk_time_in_quote(v, it->beg)) {
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
    if (p->has & SK_P_YREL && p->has & (SK_P_DREL | SK_P_SAME)) {
        sk_day_civil(r->beg, &y, &m, &d); /* "ngày này năm ngoái" */
        y += p->yrel;
        r->beg = sk_day_of(y, m, d > sk_month_days(y, m) ? d - 1 : d);
    }
    r->end = r->beg;
    return r->beg != SK_NO_DAY;
}

/* The feast that p names. */
void sk_time_feast_value(sk_telling *v, const sk_item *it, sk_answer *r)
{
    const sk_point *p = &it->p;
    sk_str rule =
        p->feast->cls == SK_T_tet ? SK_STR("lunar:1-1") : p->feast->as;
    sk_nearest n = {v->ref, SK_NO_DAY, false};
    int y, k = 0;

    if (sk_time_stated_year(v, p, &y)) {
        r->beg = sk_feast_day(rule, y);
    } else if (v->ref != SK_NO_DAY) {
        y = sk_year_of(v->ref);
        do
            sk_nearest_offer(&n, sk_feast_day(rule, y + k));
        while (sk_nearest_year(&n, &k));
        r->beg = n.best;
        k = sk_time_pointed(v, p);
        if (k && (k > 0 ? r->beg < v->ref : r->beg > v->ref)) {
            r->beg = sk_feast_day(rule, sk_year_of(r->beg) + k);
        } else if (r->beg < v->ref && sk_time_alone(v->s, it->beg, it->end)) {
            r->beg = sk_feast_day(rule, sk_year_of(r->beg) + 1);
        }
    }
    r->end = r->beg;
    r->conf = 0.9f * v->trust;
}
