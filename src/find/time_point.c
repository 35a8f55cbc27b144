/* time_point.c - reads a point of time out of its words.
 *
 * Vietnamese goes from small to large ("9 giờ sáng thứ bảy 28.11.2025, giờ Hà
 * Nội": clock, part, weekday, day, month, year, zone), so a point is a row of
 * components, each of which may come once; a few go the other way ("hôm nay lúc
 * 2 giờ chiều").
 */
#include "find/time_point.h"

/* A clock time or a part of the day at i. */
static uint32_t hour_component(const sk_scan *s, uint32_t i, uint64_t mask,
                               sk_point *p, bool first, bool *weak)
{
    const sk_sense *x;
    uint32_t e, next;
    bool day = p->has & SK_P_DAYISH;
    const uint64_t counted = SK_T_BIT(unit) | SK_T_BIT(halfmore) |
                             SK_T_BIT(ampm) | SK_T_BIT(linh) | SK_T_NUMBER;
    sk_point q;

    if ((p->has & (SK_P_CLOCK | SK_P_PART)) && !(p->has & SK_P_ZONE) &&
        (e = sk_time_zone(s, i, p)))
        return e;
    if (!(p->has & SK_P_CLOCK) && (first || day) &&
        (s->t[i].kind == SK_TOK_DIGITS ||
         (mask & SK_T_NUMBER && sk_time_mask(s, i + 1) & counted))) {
        q = *p;
        if ((e = sk_time_clock(s, i, &q, weak))) {
            *p = q;
            if ((p->has & SK_P_PART) && sk_time_more(s, e) &&
                (next = sk_time_is(s, e, SK_T_part, &x))) {
                p->part = x->as; /* "tối nay lúc 8 giờ tối" */
                e = next;
            }
            return e;
        }
    }
    if ((p->has & SK_P_CLOCK) && !(p->has & SK_P_PART) &&
        (e = sk_time_ampm(s, i, &x))) {
        p->part = x->as;
        p->has |= SK_P_PART;
        return e;
    }
    if (!(e = sk_time_is(s, i, SK_T_part, &x)))
        return 0;
    if (!day && sk_time_is(s, i, SK_T_feast, NULL) > e &&
        (next = sk_time_feast(s, i, p, true)))
        return next; /* "đêm giao thừa" */
    if (p->has & SK_P_PART)
        return 0;
    p->part = x->as;
    p->part_mod = x->bs.len ? x->bs : (sk_str){NULL, 0};
    p->has |= SK_P_PART;
    return !day && (next = sk_time_part_shift(s, e, p)) ? next : e;
}

/* "năm ngoái", "năm sau" at i. */
static uint32_t shifted_year(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = sk_time_more(s, i) ? sk_time_year_point(s, i, p) : 0;

    return e && p->has & SK_P_YREL ? e : 0;
}

/* A day at i. */
static uint32_t day_component(const sk_scan *s, uint32_t i, uint64_t mask,
                              sk_point *p)
{
    const uint64_t days = SK_T_BIT(thu) | SK_T_BIT(weekday) | SK_T_BIT(abbr);
    bool cued = p->has & (SK_P_CLOCK | SK_P_PART | SK_P_WEEKDAY | SK_P_DREL);
    const sk_sense *x;
    sk_point q;
    uint32_t e;

    if (!(p->has & SK_P_DAYISH)) {
        if ((e = sk_time_is(s, i, SK_T_day, &x))) {
            if (x->b && !shifted_year(s, e, &(sk_point){0}))
                return 0; /* "ngày này" alone */
            p->drel = x->a;
            p->has |= SK_P_DREL;
            return e;
        }
        if ((e = sk_time_is(s, i, SK_T_sameday, &x))) {
            p->drel = x->a;
            p->has |= SK_P_SAME;
            return e;
        }
        if ((p->has & SK_P_CLOCK) && mask & SK_T_BIT(mai))
            return sk_time_part_shift(s, i, p);
        if (mask & (SK_T_BIT(feast) | SK_T_BIT(tet)) &&
            (e = sk_time_feast(s, i, p, p->has & SK_P_PART)))
            return e;
        if (mask & (SK_T_BIT(edge) | SK_T_BIT(unit) | days) &&
            (e = sk_time_edge(s, i, p)))
            return e;
    }
    if (p->has & (SK_P_DAY | SK_P_FEAST | SK_P_SAME))
        return 0;
    if (s->t[i].kind == SK_TOK_DIGITS ||
        mask &
            (SK_T_BIT(unit) | SK_T_BIT(mung) | SK_T_BIT(ram) | SK_T_NUMBER)) {
        q = *p;
        if ((e = sk_time_day(s, i, &q, cued)) &&
            !((p->has & SK_P_WEEKDAY) && (q.has & SK_P_WDREL))) {
            *p = q;
            return e;
        }
    }
    return mask & days && !(p->has & (SK_P_WEEKDAY | SK_P_DREL))
               ? sk_time_weekday(s, i, p, cued)
               : 0;
}

/* What is larger than a day at i, behind nothing. */
static uint32_t wide_component(const sk_scan *s, uint32_t i, uint64_t mask,
                               sk_point *p)
{
    typedef uint32_t reader(const sk_scan *, uint32_t, sk_point *);
    static reader *const by_unit[SK_U_N] = {
        [SK_U_WEEK] = sk_time_week,       [SK_U_MONTH] = sk_time_month,
        [SK_U_QUARTER] = sk_time_quarter, [SK_U_DECADE] = sk_time_age,
        [SK_U_CENTURY] = sk_time_age,     [SK_U_YEAR] = sk_time_year_point};
    const sk_sense *u;
    reader *read = NULL;
    uint32_t e;

    if (s->t[i].kind == SK_TOK_DIGITS && sk_time_ch(s, i + 1) == '/')
        return sk_time_bare_month(s, i, p);
    if (s->t[i].kind == SK_TOK_DIGITS) /* "208 TCN" */
        return sk_time_digits(s, i, &p->year) && p->year &&
                       (e = sk_time_era(s, i + 1, p)) > i + 1
                   ? (p->has |= SK_P_YEAR, e)
                   : 0;
    if (mask & SK_T_BIT(phase) && (e = sk_time_phase(s, i, p)))
        return e;
    *p = (sk_point){0};
    if (sk_time_is(s, i, SK_T_unit, &u))
        read = by_unit[u->a];
    else if (mask & SK_T_BIT(vague))
        read = sk_time_age;
    else if (mask & SK_T_BIT(and)) /* "cùng năm" */
        read = sk_time_year_point;
    else if (mask & SK_T_BIT(into))
        read = sk_time_next_unit;
    if (read && (e = read(s, i, p)))
        return e;
    *p = (sk_point){0};
    if (mask & SK_T_BIT(lmonth))
        return sk_time_english(s, i, p);
    if (mask & SK_T_BIT(abbr))
        return sk_time_abbreviated(s, i, p);
    return mask & SK_T_BIT(season) ? sk_time_season(s, i, p) : 0;
}

/* "thứ Hai đầu tuần", "thứ bảy cuối tuần này": the part of the week behind its
 * day says only which week. */
static uint32_t week_phase(const sk_scan *s, uint32_t i, sk_point *p)
{
    sk_point q = {0};
    uint32_t e = sk_time_phase(s, i, &q);

    if (!e || !(q.has & SK_P_WREL) ||
        q.has & ~(uint32_t)(SK_P_WREL | SK_P_WEEKEND | SK_P_LOOSE) ||
        (q.has & SK_P_WEEKEND ? p->wd < 5 : p->wd > 3))
        return 0;
    if (sk_time_unit_at(s, e - 1, SK_U_WEEK) != e) { /* "tuần này" */
        p->wrel = q.wrel;
        p->has |= SK_P_WREL;
    }
    return e;
}

/* One more component at i, or 0. */
static uint32_t component(const sk_scan *s, uint32_t i, sk_point *p, bool first,
                          bool *weak)
{
    uint64_t mask = sk_time_mask(s, i);
    uint32_t e;

    if (s->t[i].kind != SK_TOK_DIGITS && !mask &&
        !(s->t[i].kind == SK_TOK_MARK && p->has & SK_P_CLOCK))
        return 0;
    if ((e = hour_component(s, i, mask, p, first, weak)) ||
        (e = day_component(s, i, mask, p)))
        return e;
    if ((p->has & SK_P_DAY) && !(p->has & SK_P_MONTH) &&
        (e = sk_time_month(s, i, p)))
        return e;
    if ((p->has & SK_P_WEEKDAY) && !(p->has & (SK_P_WREL | SK_P_WDREL)) &&
        (e = sk_time_week(s, i, p)))
        return e;
    if ((p->has & SK_P_WEEKDAY) &&
        !(p->has & (SK_P_DAY | SK_P_WREL | SK_P_WDREL | SK_P_EDGE)) &&
        mask & SK_T_BIT(phase) && (e = week_phase(s, i, p)))
        return e;
    if (p->has == SK_P_DREL || p->has == SK_P_SAME) {
        sk_point q = *p;
        if (mask & SK_T_BIT(unit) && (e = shifted_year(s, i, &q))) {
            *p = q; /* "cùng ngày năm ngoái" */
            return e;
        }
    }
    if ((p->has & (SK_P_MONTH | SK_P_FEAST)) &&
        !(p->has & (SK_P_YEAR | SK_P_YREL | SK_P_CYCLE)) &&
        (e = sk_time_year_point(s, i, p)))
        return e;
    return p->has ? 0 : wide_component(s, i, mask, p);
}

/* A set's word behind a point: "thứ Bảy hằng tuần", "10 giờ sáng mỗi ngày". */
static uint32_t every(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_set, NULL) : 0;

    if (!e || !sk_time_more(s, e) || !(e = sk_time_is(s, e, SK_T_unit, NULL)))
        return 0;
    p->has |= SK_P_EACH;
    return e;
}

/* "tới", "vừa qua" behind a day, month or quarter: "ngày 20/11 tới". */
static uint32_t pointing(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_deict, &x) : 0;

    if (!e || !(p->has & (SK_P_DAY | SK_P_MONTH | SK_P_QUARTER)) ||
        p->has & (SK_P_YEAR | SK_P_YREL))
        return 0;
    if (x->b == SK_DIR_NOW) /* "tháng 8 này" */
        return e;
    if ((x->b != SK_DIR_FUTURE && x->b != SK_DIR_PAST) || !x->a)
        return 0;
    if (e == i + 1 && sk_time_more(s, e) && s->t[e].kind != SK_TOK_MARK &&
        !sk_time_is(s, e, SK_T_tense, NULL) &&
        !sk_time_is(s, e, SK_T_at, NULL) && !sk_time_is(s, e, SK_T_of, NULL) &&
        !sk_str_eq(sk_doc_tok(s->d, e), SK_STR("tại")))
        return 0; /* "ngày 20/11 tới thăm": to */
    p->tense = x->a;
    return e;
}

/* A dash or bar with spaces around it at i. */
static bool dateline(const sk_scan *s, uint32_t i)
{
    return (sk_time_ch(s, i) == '|' || sk_time_dash(s, i)) &&
           !sk_time_glued(s, i) && sk_time_more(s, i + 1) &&
           !sk_time_glued(s, i + 1);
}

/* "12/02/2013 - 10:00", "10:00 | 12/02/2013", as pages give their own time. */
static bool joins_dateline(const sk_point *p, const sk_point *q)
{
    const uint32_t full = SK_P_YEAR | SK_P_MONTH | SK_P_DAY;
    uint32_t more = q->has & ~p->has;

    if ((p->has & full) == full && !(p->has & (SK_P_CLOCK | SK_P_PART)))
        return more & SK_P_CLOCK;
    return p->has == SK_P_CLOCK && (q->has & full) == full;
}

uint32_t sk_time_point(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t at = i, end = 0, e;
    bool weak = false;

    *p = (sk_point){0};
    for (;;) {
        bool w = false;
        uint32_t next = at;
        sk_point q = *p;
        e = component(s, at, &q, at == i, &w);
        if (!e && end && sk_time_more(s, at)) {
            /* a joiner: comma before a day, "lúc" before a clock */
            bool bar = dateline(s, at);
            bool comma = sk_time_ch(s, at) == ',';
            next = comma || bar ? at + 1 : at;
            if (sk_time_more(s, next) &&
                (e = sk_time_is(s, next, SK_T_at, NULL)))
                next = e;
            else if (!comma && !bar && (e = sk_time_is(s, next, SK_T_of, NULL)))
                next = e;
            e = 0;
            if (next > at && sk_time_more(s, next)) {
                q = *p;
                e = component(s, next, &q, false, &w);
                /* two names of one day stay two: "hôm qua, 9/3" */
                if (e && comma && !((q.has ^ p->has) & SK_P_CLOCK) &&
                    !((p->has & (SK_P_WEEKDAY | SK_P_CLOCK)) &&
                      !(p->has & (SK_P_DREL | SK_P_DAY)) &&
                      (q.has & (SK_P_DAY | SK_P_WEEKDAY))))
                    e = 0;
                if (e && bar && !joins_dateline(p, &q))
                    e = 0;
                if (e && (q.has & SK_P_FEAST) && !(p->has & SK_P_FEAST))
                    e = 0;
                /* "sáng 9/3 trong 5 giờ", "sáng 9/3, 5 giờ sau" */
                if (e && (p->has & SK_P_PART) && !(p->has & SK_P_CLOCK) &&
                    (q.has & SK_P_CLOCK) &&
                    !sk_time_after(s, next, SK_T_at, NULL) && (w || !comma))
                    e = 0;
            }
        }
        if (!e)
            break;
        if ((q.has & SK_P_CLOCK) && (q.has & SK_P_PART) &&
            !((p->has & SK_P_CLOCK) && (p->has & SK_P_PART)))
            sk_time_clock_part(&q, q.part);
        if (at == i)
            weak = w;
        *p = q;
        at = end = e;
        if (!sk_time_more(s, at))
            break;
    }
    if (!end)
        return 0;
    if ((e = every(s, end, p)) || (e = pointing(s, end, p)))
        return e;
    if (weak && !(p->has & ~SK_P_CLOCK))
        p->has |= SK_P_LOOSE; /* "8 giờ" alone may be a length */
    /* a part of no one day is no time */
    if (!(p->has & ~(SK_P_PART | SK_P_ZONE)) && !sk_time_alone(s, i, end))
        return 0;
    return end;
}
