/* time_link.c - the two ends of a range: what one leaves out it borrows from the
 * other, so that each has its whole value.
 */
#include "find/time_item.h"
#include "find/time_value.h"

void sk_time_borrow(sk_point *to, const sk_point *from, uint32_t what)
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

enum {
    DATE_FIELDS = SK_P_YEAR | SK_P_MONTH | SK_P_DAY | SK_P_WEEKDAY | SK_P_DREL |
                  SK_P_SAME | SK_P_YREL | SK_P_MREL | SK_P_WREL
};

static void link_pair(const sk_scan *s, sk_item *a, sk_item *b)
{
    sk_point *p = &a->p, *q = &b->p;
    bool clocks = (p->has & q->has) & SK_P_CLOCK;

    b->joined = true;
    if (clocks && !(p->has & SK_P_DAYISH))
        sk_time_borrow(p, q, DATE_FIELDS | SK_P_ZONE);
    else if (clocks && !(q->has & SK_P_DAYISH))
        sk_time_borrow(q, p, DATE_FIELDS);
    if (clocks)
        sk_time_borrow(p, q, SK_P_ZONE);
    if (clocks && (q->has & SK_P_PART) && !(p->has & SK_P_PART) &&
        p->hour < 12 && p->hour + 12 < q->hour)
        p->hour += 12; /* "từ 3 giờ đến 4 giờ chiều" */
    if ((p->has & SK_P_DAY) && (q->has & SK_P_DAY) &&
        !(p->has & (SK_P_MONTH | SK_P_MREL)) && (q->has & SK_P_MONTH)) {
        sk_time_borrow(p, q, SK_P_MONTH | SK_P_YEAR | SK_P_YREL);
        if (p->day > q->day) {
            p->month = p->month == 1 ? 12 : p->month - 1;
            p->year -= p->month == 12;
        }
    }
    /* the year of the second end holds for the first, unless the months say
     * that a new year lies between */
    if ((q->has & (SK_P_YEAR | SK_P_YREL)) && (p->has & q->has & SK_P_MONTH) &&
        !(p->has & (SK_P_YEAR | SK_P_YREL | SK_P_CYCLE)) &&
        (p->month < q->month || (p->month == q->month && p->day <= q->day)))
        sk_time_borrow(p, q, SK_P_YEAR | SK_P_YREL);
    else if ((q->has & SK_P_YEAR) && (p->has & q->has & SK_P_MONTH) &&
             !(p->has & (SK_P_YEAR | SK_P_YREL | SK_P_CYCLE)) &&
             !sk_time_is(s, a->end, SK_T_and, NULL)) {
        p->year = q->year - 1;
        p->has |= SK_P_YEAR;
    }
    if ((p->has & SK_P_YEAR) &&
        !(q->has & (SK_P_YEAR | SK_P_YREL | SK_P_CYCLE)) &&
        (p->has & q->has & SK_P_MONTH)) {
        q->year = p->year + (q->month < p->month);
        q->has |= SK_P_YEAR;
    }
    if ((p->has & q->has & SK_P_QUARTER) &&
        (q->has & (SK_P_YEAR | SK_P_YREL)) &&
        !(p->has & (SK_P_YEAR | SK_P_YREL)) && p->quarter < q->quarter)
        sk_time_borrow(p, q, SK_P_YEAR | SK_P_YREL);
    if ((q->has & SK_P_EACH) && (p->has & (SK_P_WEEKDAY | SK_P_CLOCK)))
        p->has |= SK_P_EACH;
    if (p->has == SK_P_WEEKDAY && q->has == SK_P_WEEKDAY && p->wd == 1 &&
        q->wd >= 5) { /* "từ thứ hai đến thứ sáu": of every week */
        p->has |= SK_P_LOOSE;
        q->has |= SK_P_LOOSE;
    }
    if ((p->has & q->has & SK_P_WEEKDAY) && !(p->has & SK_P_WREL))
        sk_time_borrow(p, q, SK_P_WREL);
    if ((p->has & q->has & SK_P_WEEKDAY) &&
        !(q->has & (SK_P_WREL | SK_P_WDREL)))
        sk_time_borrow(q, p, SK_P_WREL);
}

/* "8 giờ (giờ địa phương) | ngày 19/2": the day stands behind the bracket of the
 * zone. "Sáng thứ Bảy | (17/2)": the bracket says which Saturday. */
static void link_bracket(const sk_scan *s, sk_item *a, const sk_item *b)
{
    const uint32_t date = SK_P_DAY | SK_P_MONTH;

    if (sk_time_ch(s, a->end) != '(' || (s->t[b->beg].flags & SK_TOK_LINE))
        return;
    if ((a->p.has & SK_P_CLOCK) && (a->p.has & SK_P_ZONE) &&
        !(a->p.has & SK_P_DAYISH) && (b->p.has & SK_P_DAYISH) &&
        !(b->p.has & SK_P_EACH) && b->beg - a->end < 8 &&
        sk_time_ch(s, b->beg - 1) == ')')
        sk_time_borrow(&a->p, &b->p, DATE_FIELDS);
    else if ((a->p.has & SK_P_WEEKDAY) && !(a->p.has & (date | SK_P_EACH)) &&
             (b->p.has & date) == date && b->beg == a->end + 1) {
        a->p.has &= ~(uint32_t)(SK_P_WREL | SK_P_WDREL | SK_P_LOOSE);
        sk_time_borrow(&a->p, &b->p, date | SK_P_YEAR | SK_P_YREL);
    }
}

void sk_time_link_ranges(sk_scan *s)
{
    for (size_t i = 1; i < s->items.n; i++) {
        sk_item *a = &s->items.v[i - 1], *b = &s->items.v[i];
        if (a->kind == SK_I_POINT && b->kind == SK_I_POINT &&
            b->p.has == SK_P_WEEKDAY && (a->p.has & SK_P_WEEKDAY) &&
            (a->p.has & SK_P_EACH) && between(s, a->end, b->beg))
            b->p.has |= SK_P_EACH; /* "mỗi thứ Hai, thứ Tư và thứ Sáu" */
    }
    for (size_t i = s->items.n; i-- > 1;) {
        sk_item *a = &s->items.v[i - 1], *b = &s->items.v[i];
        if (a->kind != SK_I_POINT || b->kind != SK_I_POINT)
            continue;
        link_bracket(s, a, b);
        if (between(s, a->end, b->beg))
            link_pair(s, a, b);
        else if ((b->p.has & SK_P_EACH) && b->beg - a->end <= 2 &&
                 !(a->p.has &
                   ~(uint32_t)(SK_P_CLOCK | SK_P_PART | SK_P_LOOSE)) &&
                 !(s->t[b->beg].flags & SK_TOK_LINE))
            a->p.has |= SK_P_EACH; /* "20h từ thứ Hai ... hằng tuần" */
    }
}
