/* time_calendar.c - questions to the calendar: the nearest of several days, the
 * day of a feast, summer time.
 */
#include "find/time_value.h"

#include <stdlib.h>

#include "base/day.h"
#include "find/lunar.h"

enum {
    NEAR_PAST = 20, /* days */
    SURE = 150,     /* days: no other year's day is nearer */
};

/* ---- the nearest of several days ---- */

void sk_nearest_offer(sk_nearest *n, int32_t day)
{
    int64_t d, b;

    if (day == SK_NO_DAY || (n->future && day < n->from - NEAR_PAST))
        return;
    d = llabs((int64_t)day - n->from);
    b = n->best == SK_NO_DAY ? INT64_MAX : llabs((int64_t)n->best - n->from);
    if (d < b || (d == b && day > n->from))
        n->best = day;
}

bool sk_nearest_year(const sk_nearest *n, int *k)
{
    static const int next[] = {1, -1, 2}; /* behind -1, 0, 1 */

    if (n->best != SK_NO_DAY && llabs((int64_t)n->best - n->from) <= SURE)
        return false;
    *k = next[*k + 1];
    return *k < 2;
}

int32_t sk_solar_nearest(int32_t from, int m, int d, bool future)
{
    sk_nearest n = {from, SK_NO_DAY, future};
    int y = sk_year_of(from), k = 0;

    do
        if (d <= sk_month_days(y + k, m))
            sk_nearest_offer(&n, sk_day_of(y + k, m, d));
    while (sk_nearest_year(&n, &k));
    if (n.best == SK_NO_DAY) /* 29 February */
        for (k = -8; k <= 8; k++)
            if (d <= sk_month_days(y + k, m))
                sk_nearest_offer(&n, sk_day_of(y + k, m, d));
    return n.best;
}

int32_t sk_lunar_nearest(int32_t from, int m, int d, bool leap)
{
    sk_nearest n = {from, SK_NO_DAY, false};
    int y = sk_year_of(from), k = 0;

    do
        sk_nearest_offer(&n, sk_lunar_day(y + k, m, leap, d));
    while (sk_nearest_year(&n, &k));
    for (k = 2; n.best == SK_NO_DAY && k <= 38; k++) {
        sk_nearest_offer(&n,
                         sk_lunar_day(y - k, m, leap, d)); /* that leap month */
        sk_nearest_offer(&n, sk_lunar_day(y + k, m, leap, d));
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
    int y = sk_year_of(day);

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

sk_str sk_time_zone_text(sk_arena *a, const sk_point *p, int32_t day)
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
int32_t sk_feast_day(sk_str rule, int year)
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
    if (sk_str_eq(kind, SK_STR("sun")))
        return sk_sun_day(year, v[0]);
    if (sk_str_eq(kind, SK_STR("easter")))
        return easter(year) + v[0];
    return sk_lunar_day(year, 1, false, 1) - 1; /* eve */
}
