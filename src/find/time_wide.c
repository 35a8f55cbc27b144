/* time_wide.c - points larger than a day: weeks, quarters, seasons, decades,
 * centuries, and the parts of them that "đầu", "giữa", "cuối" name.
 */
#include "find/time_item.h"
#include "find/time_point.h"

uint32_t sk_time_week(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = sk_time_unit_at(s, i, SK_U_WEEK), next;
    int shift, dir;

    if (!e || !(next = sk_time_shift(s, e, &shift, &dir)))
        return 0;
    if (dir == SK_DIR_AFTER && sk_time_more(s, next) &&
        sk_str_eq(sk_doc_tok(s->d, next), SK_STR("khi")))
        return 0;
    p->wrel = shift;
    p->has |= SK_P_WREL;
    return next;
}

uint32_t sk_time_quarter(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t at = sk_time_unit_at(s, i, SK_U_QUARTER), e = 0, next;
    const sk_sense *x;
    sk_number n;
    int v, shift, dir;

    if (!at || !sk_time_more(s, at))
        return 0;
    if (sk_time_digits(s, at, &v) == 1)
        e = at + 1;
    else if (!(e = sk_time_roman(s, at, &v)) &&
             (e = sk_time_number(s, at, &n)) && !n.vague && n.v < 1e9)
        v = (int)n.v;
    else if (!e && (e = sk_time_is(s, at, SK_T_wdnum, &x)) && x->a == 3)
        v = 4;
    if (!e && (next = sk_time_is(s, at, SK_T_phase, &x)) == at + 1 &&
        sk_time_more(s, next)) {
        v = sk_str_eq(x->as, SK_STR("START")) ? 1
            : sk_str_eq(x->as, SK_STR("END")) ? 4
                                              : 0;
        if (sk_time_year_tail(s, next, &(sk_point){0}, true) > next)
            e = next; /* "quý cuối 2025" */
        else
            e = sk_time_unit_at(s, next, SK_U_YEAR); /* "quý đầu năm" */
        if (e && v) {
            p->quarter = v;
            p->has |= SK_P_QUARTER;
            return sk_time_year_tail(s, e, p, true);
        }
        e = 0;
    }
    if (e && v >= 1 && v <= 4) {
        p->quarter = v;
        p->has |= SK_P_QUARTER;
        return sk_time_year_tail(s, e, p, false);
    }
    if ((e = sk_time_shift(s, at, &shift, &dir))) {
        p->qrel = shift;
        p->has |= SK_P_QREL;
        return e;
    }
    return 0;
}

/* "hè tới", "hè qua": of bare names of seasons only that of summer. */
static bool summer_points(const sk_scan *s, const sk_sense *season,
                          uint32_t next, int dir)
{
    return (dir == SK_DIR_FUTURE || dir == SK_DIR_PAST) &&
           sk_str_eq(season->as, SK_STR("SU")) &&
           (!sk_time_more(s, next) || s->t[next].kind == SK_TOK_MARK ||
            sk_time_mask(s, next) & (SK_T_BIT(tense) | SK_T_BIT(at)));
}

uint32_t sk_time_abbreviated(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    bool quarter;
    uint32_t e;
    int v;

    if (!sk_time_is(s, i, SK_T_abbr, &x) || !(s->t[i].flags & SK_TOK_CAP) ||
        !x->b || !sk_time_glued(s, i + 1) || !sk_time_digits(s, i + 1, &v))
        return 0;
    quarter = x->b == 4;
    if (v < 1 || v > x->b ||
        (!quarter && sk_time_ch(s, i + 2) != '/' &&
         sk_time_ch(s, i + 2) != '-'))
        return 0;
    e = sk_time_year_tail(s, i + 2, p, quarter);
    if (e == i + 2 || !(p->has & SK_P_YEAR))
        return 0;
    p->quarter = p->month = v;
    p->has |= quarter ? SK_P_QUARTER : SK_P_MONTH;
    return e;
}

uint32_t sk_time_season(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e = sk_time_is(s, i, SK_T_season, &x), next;
    int shift, dir;

    if (!e || !sk_time_more(s, e))
        return 0;
    next = sk_time_year_tail(s, e, p, true);
    if (next == e) {
        next = sk_time_shift(s, e, &shift, &dir);
        if (!next || dir == SK_DIR_AGO || dir == SK_DIR_BEFORE)
            return 0;
        if (e - i == 1 && !(shift == 0 || summer_points(s, x, next, dir)))
            return 0;
        if (dir == SK_DIR_FUTURE || (dir == SK_DIR_PAST && shift))
            p->tense = shift; /* the nearest such one */
        else
            p->yrel = shift;
        p->has |= SK_P_YREL;
    }
    p->season = x->as;
    p->has |= SK_P_SEASON;
    return next;
}

/* "các năm 2010, 2011 và 2012" is no decade. */
static bool lists_years(const sk_scan *s, uint32_t i, uint32_t at)
{
    uint32_t c = sk_time_connector(s, at + 1, true);
    int y;

    return c && sk_time_digits(s, c, &y) == 4 &&
           (y % 10 || s->t[i].end - s->t[i].beg < 6);
}

/* The number of a century. */
static uint32_t century_number(const sk_scan *s, uint32_t i, int *v)
{
    const sk_sense *x;
    bool thu = sk_time_is(s, i, SK_T_thu, NULL) && sk_time_more(s, i + 1);
    uint32_t at = thu ? i + 1 : i, e; /* "thế kỷ thứ 19" */
    sk_number n;

    if (sk_time_digits(s, at, v))
        return at + 1;
    if ((e = sk_time_roman(s, at, v)))
        return e;
    if (thu && (e = sk_time_is(s, at, SK_T_wdnum, &x))) {
        *v = x->a + 1; /* "thứ hai": Monday is the second */
        return e;
    }
    if (!(e = sk_time_number(s, at, &n)) || n.vague || !sk_time_whole(&n) ||
        (n.v < 10 && !thu) || n.v > 30)
        return 0;
    *v = (int)n.v;
    return e;
}

/* "thế kỷ 19", "thế kỷ XXI", "thập niên 1990", "những năm 90". */
uint32_t sk_time_age(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t at = sk_time_is(s, i, SK_T_unit, &x), e;
    int v, shift, dir, unit;

    if (at) {
        unit = x->a;
    } else if (sk_time_is(s, i, SK_T_vague, &x) && x->a &&
               (at = sk_time_unit_at(s, i + 1, SK_U_YEAR))) {
        unit = SK_U_DECADE;
        if (!sk_time_digits(s, at, &v) || v % 10 ||
            (v >= 100 && s->t[at].end - s->t[at].beg != 4) ||
            lists_years(s, i, at))
            return 0;
    } else {
        return 0;
    }
    if ((unit != SK_U_DECADE && unit != SK_U_CENTURY) || !sk_time_more(s, at))
        return 0;
    if (unit == SK_U_CENTURY) {
        e = century_number(s, at, &v);
        if (e && v >= 1 && v <= 30) {
            uint32_t next = sk_time_era(s, e, p);
            p->century = v - 1;
            p->has |= SK_P_CENTURY;
            return next;
        }
        if ((e = sk_time_shift(s, at, &shift, &dir)) && dir != SK_DIR_PAST &&
            dir != SK_DIR_FUTURE) {
            p->century = 20 + shift;
            p->has |= SK_P_CENTURY;
            return e;
        }
        return 0;
    }
    if (sk_time_digits(s, at, &v) && v % 10 == 0 && v >= 10 && v < 2200) {
        p->decade = v >= 1000            ? v / 10
                    : v == 10 || v == 20 ? 200 + v / 10
                                         : 190 + v / 10;
        p->has |= SK_P_DECADE;
        e = at + 1;
        if (sk_time_more(s, e)) {
            sk_point q = {0};
            uint32_t of = sk_time_is(s, e, SK_T_of, NULL), next;
            next = sk_time_unit_at(s, of ? of : e, SK_U_CENTURY)
                       ? sk_time_age(s, of ? of : e, &q)
                       : 0;
            if (next && (q.has & SK_P_CENTURY)) {
                p->decade = q.century * 10 + v % 100 / 10;
                e = next;
            }
        }
        return e;
    }
    if (sk_time_is(s, i, SK_T_unit, NULL) &&
        (e = sk_time_shift(s, at, &shift, &dir)) && dir != SK_DIR_PAST &&
        dir != SK_DIR_FUTURE && dir != SK_DIR_AFTER) {
        p->decade = 9999;
        p->n = shift;
        p->has |= SK_P_DECADE;
        return e;
    }
    return 0;
}

/* "giữa năm cũ và năm mới" is between, not the middle. */
static bool joins_two(const sk_scan *s, uint32_t i)
{
    for (uint32_t k = i; k < i + 5 && sk_time_more(s, k); k++)
        if (sk_str_eq(sk_doc_tok(s->d, k), SK_STR("và")))
            return true;
    return false;
}

static bool two_years(const sk_scan *s, uint32_t e)
{
    int y;

    if (!sk_time_more(s, e) || !sk_time_is(s, e, SK_T_and, NULL))
        return false;
    e = sk_time_unit_at(s, e + 1, SK_U_YEAR) ? e + 2 : e + 1;
    return sk_time_digits(s, e, &y) == 4;
}

/* "năm mới": the one that begins. */
static uint32_t new_year(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = sk_time_unit_at(s, i, SK_U_YEAR);

    if (!e || !sk_time_more(s, e) ||
        !sk_str_eq(sk_doc_tok(s->d, e), SK_STR("mới")))
        return 0;
    p->fresh = true;
    p->has |= SK_P_YREL;
    return e + 1;
}

/* "đầu tháng 3", "cuối năm", "giữa tuần tới", "nửa đầu năm 2025". */
uint32_t sk_time_phase(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x, *u;
    uint32_t at = sk_time_is(s, i, SK_T_phase, &x), e, next;
    bool half, end;
    int y;

    if (!at || !sk_time_more(s, at))
        return 0;
    half = x->as.s[0] == 'H';
    end = sk_str_eq(x->as, SK_STR("END"));
    p->phase = x->as;
    if ((e = sk_time_year_point(s, at, p))) {
        if (sk_str_eq(x->as, SK_STR("MID")) && two_years(s, e))
            return 0; /* "giữa năm 1990 và 1995" */
        if (half) {
            p->half = x->as.s[1] - '0';
            p->has |= SK_P_HALF;
            p->phase = (sk_str){NULL, 0};
        }
        return e;
    }
    if (half && sk_str_eq(x->as, SK_STR("H1")))
        p->phase = SK_STR("START");
    else if (half)
        p->phase = SK_STR("END");
    if ((e = sk_time_week(s, at, p))) {
        if (end) {
            p->has |= SK_P_WEEKEND;
            p->phase = (sk_str){NULL, 0};
        }
        return e;
    }
    if ((e = sk_time_month(s, at, p)) || (e = sk_time_quarter(s, at, p)) ||
        (e = sk_time_season(s, at, p)) || (e = sk_time_age(s, at, p)))
        return e;
    if (sk_time_digits(s, at, &y) == 4 && y > 1900 && y < 2100 && !half) {
        p->year = y;
        p->has |= SK_P_YEAR;
        return at + 1;
    }
    e = sk_time_is(s, at, SK_T_unit, &u);
    if (!e || (sk_str_eq(x->as, SK_STR("MID")) && joins_two(s, e)))
        return 0;
    if (u->a == SK_U_YEAR) {
        if (half) {
            p->half = x->as.s[1] - '0';
            p->has |= SK_P_HALF;
            p->phase = (sk_str){NULL, 0};
        }
        p->has |= SK_P_YREL;
        next = new_year(s, at, p); /* "đầu năm mới" */
        return next ? next : e;
    }
    if (u->a == SK_U_MONTH && !half) {
        p->has |= SK_P_MREL;
        return e;
    }
    if (u->a == SK_U_QUARTER && !half) {
        p->has |= SK_P_QREL;
        return e;
    }
    if (u->a == SK_U_WEEK && !half) {
        if (end) {
            p->has |= SK_P_WEEKEND | SK_P_LOOSE;
            p->phase = (sk_str){NULL, 0};
        }
        p->has |= SK_P_WREL;
        return e;
    }
    return 0;
}

/* What "đầu tiên của" counts in: a month, quarter, year, century; "của năm"
 * alone is of this one. */
static uint32_t whole_at(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *u;
    uint32_t e;

    if ((e = sk_time_year_point(s, i, p)) || (e = sk_time_month(s, i, p)) ||
        (e = sk_time_quarter(s, i, p)) || (e = sk_time_age(s, i, p)))
        return e;
    if (!(e = sk_time_is(s, i, SK_T_unit, &u)) ||
        (u->a != SK_U_YEAR && u->a != SK_U_MONTH))
        return 0;
    p->has |= u->a == SK_U_YEAR ? SK_P_YREL : SK_P_MREL;
    return e;
}

/* "đầu tiên", "cuối cùng", behind a day or week also "thứ hai", "thứ 3". */
static uint32_t which(const sk_scan *s, uint32_t i, bool weekday, int *n)
{
    const sk_sense *x;
    uint32_t e = sk_time_is(s, i, SK_T_nth, &x), num;

    if (e) {
        *n = x->a;
        return e;
    }
    if (weekday && (e = sk_time_is(s, i, SK_T_phase, &x)) == i + 1 &&
        sk_time_unit_at(s, e, SK_U_MONTH) &&
        !sk_str_eq(x->as, SK_STR("MID"))) { /* "chủ nhật cuối tháng 3" */
        *n = sk_str_eq(x->as, SK_STR("START")) ? 1 : -1;
        return e;
    }
    if (!(e = sk_time_is(s, i, SK_T_thu, NULL)) || !sk_time_more(s, e))
        return 0;
    if ((num = sk_time_is(s, e, SK_T_wdnum, &x))) {
        *n = x->a + 1; /* Monday is "the second" */
        return num;
    }
    return sk_time_digits(s, e, n) == 1 && *n >= 2 && *n <= 5 ? e + 1 : 0;
}

/* "thứ bảy đầu tiên của tháng 7", "quý cuối cùng của năm 2025". */
static uint32_t nth_of(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *u = NULL;
    int wd = 0, n = 0;
    uint32_t e = sk_time_weekday_word(s, i, &wd), at, of;

    if (!e && !(e = sk_time_is(s, i, SK_T_unit, &u)))
        return 0;
    if (!sk_time_more(s, e) || !(at = which(s, e, !u, &n)) ||
        !sk_time_more(s, at) || sk_time_after(s, i, SK_T_vague, NULL) ||
        (u && sk_time_after(s, i, SK_T_num, NULL)) ||
        (u && (u->a < SK_U_WEEK || u->a > SK_U_YEAR)))
        return 0;
    of = sk_time_is(s, at, SK_T_of, NULL);
    if (n > 1 && (!of || (u && u->a != SK_U_WEEK)))
        return 0;
    e = whole_at(s, of && sk_time_more(s, of) ? of : at, p);
    if (!e)
        return 0;
    p->has |= SK_P_EDGE;
    p->edge = n;
    p->nth = u ? u->a : SK_U_DAY;
    p->wd = wd;
    return e;
}

/* "ngày đầu tiên của năm 2026", "ngày cuối năm": its first or last day. */
uint32_t sk_time_edge(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t at = sk_time_is(s, i, SK_T_edge, &x), e;

    if (!at)
        return nth_of(s, i, p);
    if (!sk_time_more(s, at) || sk_time_after(s, i, SK_T_vague, NULL))
        return 0;
    if ((e = sk_time_year_point(s, at, p)) || (e = sk_time_month(s, at, p)) ||
        (x->a > 0 && (e = new_year(s, at, p))) ||
        (x->b && (e = whole_at(s, at, p)))) {
        p->has |= SK_P_EDGE;
        p->edge = x->a;
        p->nth = SK_U_DAY;
        p->wd = 0;
    }
    return e;
}
