/* time_wide_value.c - values of points larger than a day, of points so many
 * units away, and of lengths.
 */
#include "find/time_value.h"

#include <math.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/num.h"
#include "find/lunar.h"

/* ---- points ---- */

static void days_of_month(int y, int m, sk_answer *r)
{
    r->beg = sk_day_of(y, m, 1);
    r->end = r->beg + sk_month_days(y, m) - 1;
}

static void year_days(int y0, int y1, sk_answer *r)
{
    if (y0 < -9000 || y1 > 9999)
        return;
    r->beg = sk_day_of(y0, 1, 1);
    r->end = sk_day_of(y1, 12, 31);
}

/* The year of a month that has none: nearest to ref, or to come. */
static int month_year(const sk_telling *v, const sk_item *it, int month)
{
    int y = sk_year_of(v->ref), now = sk_month_of(v->ref);
    int d = month - now, tense = sk_time_pointed(v, &it->p);

    if (tense) /* "tháng 10 vừa qua", "tháng 1 tới" */
        return tense < 0 ? y - (d > 0) : y + (d < 0);
    if (d > 6 || (d == 6 && !sk_time_is_future(v, it)))
        y--;
    else if (d < -6 || (d < -1 && sk_time_is_future(v, it)))
        y++;
    if (d > 6 && sk_time_is_future(v, it))
        y++;
    if (y * 12 + month < sk_year_of(v->ref) * 12 + now - 3 &&
        sk_time_alone(v->s, it->beg, it->end))
        y++;
    return y;
}

/* Narrows the days of a month, year... to the part that a phase names. */
static void phase_days(const sk_point *p, sk_answer *r)
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

/* "Dịp cuối năm", told in January: the year that has just ended, unless it is
 * said to come. */
static bool ends_now(const sk_telling *v, const sk_item *it)
{
    const sk_point *p = &it->p;

    return p->has == SK_P_YREL && !p->yrel && !p->tense &&
           sk_str_eq(p->phase, SK_STR("END")) && v->ref != SK_NO_DAY &&
           sk_month_of(v->ref) == 1 &&
           sk_str_ends(sk_doc_tok(v->s->d, it->end - 1), SK_STR("năm")) &&
           !sk_time_after(v->s, it->beg, SK_T_to, NULL) &&
           !sk_time_is_future(v, it);
}

/* Points larger than a day. */
void sk_time_wide_value(sk_telling *v, const sk_item *it, sk_answer *r)
{
    const sk_point *p = &it->p;
    bool known = v->ref != SK_NO_DAY;
    int y = 0, w, m;
    bool year = sk_time_stated_year(v, p, &y);
    int tense = sk_time_pointed(v, p);

    r->conf = p->has & SK_P_YEAR ? 0.98f : 0.9f * v->trust;
    if (p->has & SK_P_CENTURY) {
        r->value =
            sk_strf(v->a, p->has & SK_P_BC ? "BC%02d" : "%02d", p->century);
        if (!(p->has & SK_P_BC))
            year_days(p->century * 100 + 1, p->century * 100 + 100, r);
    } else if (p->has & SK_P_DECADE) {
        int dec = p->decade;
        if (dec == 9999)
            dec = known ? sk_year_of(v->ref) / 10 + p->n : 0;
        r->value = dec ? sk_strf(v->a, "%03d", dec) : SK_STR("PXDE");
        if (dec)
            year_days(dec * 10, dec * 10 + 9, r);
    } else if ((p->has & SK_P_LUNAR) && (p->has & SK_P_MONTH)) {
        sk_time_lunar_value(v, it, r);
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
        int at = known ? sk_year_of(v->ref) * 12 + sk_month_of(v->ref) - 1 : 0;
        if (v->months &&
            (p->has & SK_P_ANCHOR ||
             (p->mrel == -1 && !p->phase.s && it->beg >= 2 && v->months != at &&
              sk_str_eq(sk_doc_tok(v->s->d, it->beg - 1), SK_STR("với")))))
            at = v->months; /* "so với tháng trước" */
        if (!at)
            return;
        at += p->mrel;
        r->value = sk_strf(v->a, "%04d-%02d", at / 12, at % 12 + 1);
        days_of_month(at / 12, at % 12 + 1, r);
    } else if (p->has & (SK_P_QUARTER | SK_P_QREL)) {
        int q = p->quarter, now = known ? (sk_month_of(v->ref) - 1) / 3 + 1 : 0;
        if (p->has & SK_P_QREL) {
            if (!known)
                return;
            y = sk_year_of(v->ref);
            q = now + p->qrel;
            y += q < 1 ? -1 : q > 4 ? 1 : 0;
            q = q < 1 ? q + 4 : q > 4 ? q - 4 : q;
        } else if (!year && known) {
            y = sk_year_of(v->ref);
            if (tense)
                y += tense < 0 ? -(q > now) : q < now;
            else if (q - now >= 2 && !sk_time_is_future(v, it))
                y -= q == 4 && now <= 2;
            else if (q < now && sk_time_is_future(v, it))
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
            sk_time_open_day(v, p, r);
            return;
        }
        m = p->season.s[0] == 'F'   ? 8
            : p->season.s[0] == 'W' ? 11
            : p->season.s[1] == 'P' ? 2
                                    : 5;
        if (p->tense > 0 && v->ref >= sk_day_of(y, m, 1))
            y++; /* "mùa hè tới", told in June */
        else if (p->tense < 0 && v->ref < sk_day_of(y, m, 1))
            y--;
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
        if (p->fresh && known && sk_month_of(v->ref) >= 11)
            y++; /* "đầu năm mới", told in December */
        else if (ends_now(v, it))
            y--;
        r->value = sk_strf(v->a, p->has & SK_P_BC ? "BC%04d" : "%04d", y);
        if (!(p->has & SK_P_BC))
            year_days(y, y, r);
    }
    phase_days(p, r);
}

/* The first (or second...) or last whole week, month, quarter or year of r's days. */
static void edge_span(sk_telling *v, const sk_point *p, sk_answer *r)
{
    int32_t day = p->edge > 0 ? r->beg : r->end;
    int y = sk_year_of(day), m = sk_month_of(day), w;

    switch (p->nth) {
    case SK_U_WEEK:
        r->beg = p->edge > 0
                     ? day + (8 - sk_weekday(day)) % 7 + 7 * (p->edge - 1)
                     : day - sk_weekday(day) % 7 - 6;
        r->end = r->beg + 6;
        sk_iso_week(r->beg, &y, &w);
        r->value = sk_strf(v->a, "%04d-W%02d", y, w);
        break;
    case SK_U_MONTH:
        days_of_month(y, m, r);
        r->value = sk_strf(v->a, "%04d-%02d", y, m);
        break;
    case SK_U_QUARTER:
        m = (m - 1) / 3;
        r->beg = sk_day_of(y, m * 3 + 1, 1);
        r->end = sk_day_of(y, m * 3 + 3, sk_month_days(y, m * 3 + 3));
        r->value = sk_strf(v->a, "%04d-Q%d", y, m + 1);
        break;
    default:
        year_days(y, y, r);
        r->value = sk_strf(v->a, "%04d", y);
    }
}

enum { NEAR_TET = 20 /* days: the year of the moon is meant */ };

/* The first or last day of this year: about Tết, of that of the moon. */
static void moon_year(const sk_telling *v, const sk_point *p, sk_answer *r)
{
    int32_t tet = sk_lunar_nearest(v->ref, 1, 1, false);
    sk_nearest n = {v->ref, SK_NO_DAY, false};

    r->beg = p->edge > 0 ? r->beg : r->end;
    sk_nearest_offer(&n, tet);
    if (p->fresh)
        sk_nearest_offer(&n, r->beg);
    if (abs(v->ref - tet) <= NEAR_TET && n.best == tet)
        r->beg = p->edge > 0 ? tet : tet - 1;
}

void sk_time_edge_value(sk_telling *v, const sk_item *it, sk_answer *r)
{
    const sk_point *p = &it->p;
    sk_item inner = *it;
    int y;

    if (p->has & SK_P_CYCLE) {
        if (!sk_time_stated_year(v, p, &y))
            return;
        r->beg = p->edge > 0 ? sk_lunar_day(y, 1, false, 1)
                             : sk_lunar_day(y + 1, 1, false, 1) - 1;
    } else {
        inner.p.has &= ~SK_P_EDGE;
        sk_time_wide_value(v, &inner, r);
        r->value = r->mod = (sk_str){NULL, 0};
        if (r->beg != SK_NO_DAY && p->nth != SK_U_DAY) {
            edge_span(v, p, r);
            return;
        }
        if (r->beg != SK_NO_DAY && p->has == (SK_P_EDGE | SK_P_YREL) &&
            !p->yrel) {
            moon_year(v, p, r);
        } else if (r->beg != SK_NO_DAY && p->wd)
            r->beg = p->edge > 0
                         ? r->beg + (p->wd - sk_weekday(r->beg) + 7) % 7 +
                               7 * (p->edge - 1)
                         : r->end - (sk_weekday(r->end) - p->wd + 7) % 7;
        else if (r->beg != SK_NO_DAY)
            r->beg = p->edge > 0 ? r->beg : r->end;
    }
    r->end = r->beg;
}

/* ---- so many units away ---- */

/* n units before or after the reference. */
void sk_time_ago_value(sk_telling *v, const sk_point *p, sk_answer *r)
{
    int y, m, d;
    int64_t n = p->n;
    int32_t from = p->has & SK_P_ANCHOR ? v->told : v->ref;

    if ((p->has & SK_P_ANCHOR) && p->unit >= SK_U_YEAR && v->year)
        from = sk_day_of(v->year, 1, 1); /* "hai năm sau đó" */
    else if ((p->has & SK_P_ANCHOR) && p->unit >= SK_U_MONTH && v->months)
        from = sk_day_of(v->months / 12, v->months % 12 + 1, 1);
    if (v->ref == SK_NO_DAY || n > 10000000 || n < -10000000) {
        r->value = n < 0 ? SK_STR("PAST_REF") : SK_STR("FUTURE_REF");
        return;
    }
    sk_day_civil(from, &y, &m, &d);
    r->conf = 0.9f * v->trust;
    switch (p->unit) {
    case SK_U_SECOND:
    case SK_U_MINUTE:
    case SK_U_HOUR: {
        int64_t step = p->unit == SK_U_HOUR ? 60 : 1;
        int64_t at = (v->minute < 0 ? 0 : v->minute) +
                     (p->unit == SK_U_SECOND ? n / 60 : n * step);
        int64_t day = from + (at >= 0 ? at / 1440 : -((-at + 1439) / 1440));
        if (day < INT32_MIN / 2 || day > INT32_MAX / 2)
            return;
        r->beg = r->end = (int32_t)day;
        at = ((at % 1440) + 1440) % 1440;
        r->type = SK_TIME;
        r->value =
            sk_strf(v->a, "%.*sT%02d:%02d", SK_FMT(sk_day_iso(v->a, r->beg)),
                    (int)at / 60, (int)at % 60);
        return;
    }
    case SK_U_DAY:
    case SK_U_NIGHT:
        r->beg = r->end = from + (int32_t)n;
        r->value = sk_day_iso(v->a, r->beg);
        return;
    case SK_U_WEEK:
        r->beg = from + 7 * (int32_t)n;
        sk_iso_week(r->beg, &y, &m);
        r->beg -= sk_weekday(r->beg) - 1;
        r->end = r->beg + 6;
        r->value = sk_strf(v->a, "%04d-W%02d", y, m);
        return;
    case SK_U_MONTH:
    case SK_U_QUARTER: {
        int64_t k =
            (int64_t)y * 12 + m - 1 + (p->unit == SK_U_MONTH ? n : n * 3);
        y = (int)(k >= 0 ? k / 12 : -1);
        if (y < 1 || y > 9999)
            break;
        m = (int)(k % 12) + 1;
        days_of_month(y, m, r);
        r->value = sk_strf(v->a, "%04d-%02d", y, m);
        return;
    }
    default: {
        int64_t k = y + n * (p->unit == SK_U_DECADE       ? 10
                             : p->unit == SK_U_CENTURY    ? 100
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

/* ---- lengths ---- */

static sk_str number_text(sk_arena *a, double n)
{
    char to[32];

    return n == floor(n) && n < 1e9 ? sk_strf(a, "%d", (int)n)
           : n == floor(n)          ? sk_strf(a, "%.0f", n)
                                    : sk_str_dup(a, sk_num_text(n, to));
}

static const char *const unit_signs[] = {"S", "M", "H",  "D",  "D", "W", "M",
                                         "Q", "Y", "DE", "CE", "Y", "D"};

/* "P1Y2M15D", "P3DT4H", "PT1H30M". */
static sk_str units_text(sk_arena *a, const sk_length *l, double n)
{
    const double many[] = {n, l->n2, l->n3};
    const int unit[] = {l->unit, l->unit2, l->unit3};
    sk_str s = SK_STR("P");
    bool clock = false;

    for (int i = 0; i < 3 && (i == 0 || many[i] > 0); i++) {
        bool first = unit[i] <= SK_U_HOUR && !clock;
        clock = clock || first;
        s = sk_strf(a, "%.*s%s%.*s%s", SK_FMT(s), first ? "T" : "",
                    SK_FMT(number_text(a, many[i])), unit_signs[unit[i]]);
    }
    return s;
}

static sk_str length_text(sk_arena *a, const sk_length *l)
{
    double n = l->unit == SK_U_MILLENNIUM ? l->n * 1000 : l->n;
    const char *u = unit_signs[l->unit];
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
    if (l->n2)
        return units_text(a, l, n);
    return sk_strf(a, "P%s%.*s%s", clock ? "T" : "", SK_FMT(number_text(a, n)),
                   u);
}

void sk_time_length_value(sk_telling *v, const sk_item *it, sk_answer *r)
{
    static const double days[] = {
        0, 0, 1 / 24.0, 1, 1, 7, 30.44, 91.3, 365.24, 3652.4, 36524, 365242, 0};
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
