/* time_range.c - ranges and lists: "6 đến 27/10", "52-55 giờ", "quý I-II".
 *
 * Each end is an item of its own; most of what one end leaves out it borrows
 * from the other when all are read (time_link.c).
 */
#include "find/time_item.h"
#include "find/time_point.h"

#include "base/day.h"

/* ---- first ends that are bare numbers ---- */

uint32_t sk_time_connector(const sk_scan *s, uint32_t i, bool lists)
{
    uint32_t e;

    if (!sk_time_more(s, i))
        return 0;
    if (sk_time_dash(s, i))
        e = i + 1;
    else if (lists && sk_time_ch(s, i) && strchr(",;&", sk_time_ch(s, i)))
        e = i + 1;
    else if (!(e = sk_time_is(s, i, SK_T_to, NULL)) &&
             !(lists && (e = sk_time_is(s, i, SK_T_and, NULL))))
        return 0;
    return sk_time_more(s, e) ? e : 0;
}

/* "6 đến 27/10", "ngày 30-31/1", "các ngày 2, 3 và 4/9": days whose month
 * comes with the last one. Pushes all; the end or 0. */
uint32_t sk_time_day_range(sk_scan *s, uint32_t i)
{
    uint32_t beg[8], end[8], at = i, e;
    int day[8], n = 0, next;
    const sk_sense *x;
    sk_point p;
    bool named = false, mung = false;
    sk_str part = {NULL, 0}, part_mod = {NULL, 0};

    if ((e = sk_time_is(s, i, SK_T_part, &x)) && sk_time_more(s, e)) {
        named = true; /* "tối 10 và 11/3" */
        part = x->as;
        part_mod = x->bs;
        at = e;
    }
    if ((at == i || sk_time_more(s, at)) &&
        (e = sk_time_is(s, at, SK_T_unit, &x)) && x->a == SK_U_DAY) {
        named = true;
        at = e;
    }
    if ((at == i || sk_time_more(s, at)) &&
        (e = sk_time_is(s, at, SK_T_mung, NULL))) {
        named = mung = true; /* "mùng 1-5 Tết" */
        at = e;
    } else if (named) {
        ;
    } else if (sk_time_glued(s, i) && i &&
               (s->t[i - 1].kind == SK_TOK_LETTERS ||
                (sk_time_ch(s, i - 1) &&
                 strchr("./:,-", sk_time_ch(s, i - 1)))))
        return 0;
    if (!named && s->items.n) {
        const sk_item *it = &s->items.v[s->items.n - 1];
        named = it->kind == SK_I_LENGTH && it->end == i &&
                it->len.unit == SK_U_DAY; /* "hai ngày 11-12/6" */
    }
    beg[0] = i;
    for (;;) {
        int len = at < s->n ? sk_time_digits(s, at, &day[n]) : 0;
        if (!len || len > 2 || day[n] < 1 || day[n] > 31 || n == 7)
            return 0;
        if (at > i && (s->t[at].flags & SK_TOK_LINE))
            return 0;
        end[n++] = at + 1;
        if (sk_time_glued(s, at + 1) &&
            (s->t[at + 1].kind == SK_TOK_LETTERS ||
             ((sk_time_ch(s, at + 1) == '/' || sk_time_ch(s, at + 1) == '.') &&
              sk_time_glued(s, at + 2))))
            return 0;
        e = sk_time_connector(s, at + 1, named);
        if (!e && part.s && sk_time_more(s, at + 1) &&
            sk_time_is(s, at + 1, SK_T_part, NULL))
            e = at + 1; /* "đêm 29 rạng sáng 30/4" */
        if (!e)
            return 0;
        beg[n] = e;
        if (sk_time_digits(s, e, &next) && s->t[e].end - s->t[e].beg <= 2 &&
            sk_time_connector(s, e + 1, true) && sk_time_ch(s, e + 1) != '-') {
            at = e;
            continue;
        }
        p = (sk_point){0};
        at = e;
        e = mung && s->t[e].kind == SK_TOK_DIGITS ? sk_time_mung(s, e, &p)
                                                  : sk_time_point(s, e, &p);
        if (!e && named) { /* "các ngày 1, 2, 3 Tết" */
            p = (sk_point){0};
            e = sk_time_mung(s, at, &p);
            e = p.has & SK_P_TET ? e : 0;
        }
        break;
    }
    if (!e || !(p.has & SK_P_DAY) ||
        p.has & (SK_P_WEEKDAY | SK_P_FEAST | SK_P_CLOCK) ||
        !(p.has & (SK_P_MONTH | SK_P_MREL | SK_P_TET)))
        return 0;
    if (!named && (p.has & SK_P_BARE) &&
        !sk_time_after(s, i, SK_T_prep, NULL) &&
        (p.sign != '/' || sk_time_after(s, i, SK_T_nodate, NULL) ||
         (sk_time_more(s, e) && sk_time_is(s, e, SK_T_nodateright, NULL))))
        return 0;
    p.has &= ~(uint32_t)SK_P_BARE;
    for (int k = 0; k < n; k++) {
        sk_point q = {.has = p.has & ~(uint32_t)(SK_P_CLOCK | SK_P_PART |
                                                 SK_P_ZONE | SK_P_DREL),
                      .year = p.year,
                      .month = p.month,
                      .mrel = p.mrel,
                      .yrel = p.yrel,
                      .cycle = p.cycle};
        q.day = day[k];
        if (part.s && k == 0) {
            q.part = part;
            q.part_mod = part_mod.len ? part_mod : (sk_str){NULL, 0};
            q.has |= SK_P_PART;
        }
        if (day[k] > p.day && (q.has & SK_P_MONTH) && q.month > 1)
            q.month--;
        else if (day[k] > p.day && (q.has & SK_P_MONTH)) {
            q.month = 12;
            q.year--;
        } else if (day[k] > p.day)
            q.mrel--;
        sk_time_push_point(s, beg[k], end[k], &q);
        if (q.day > sk_month_days(2000, q.month ? q.month : 1))
            s->items.n--;
    }
    sk_time_push_point(s, beg[n], e, &p);
    s->items.v[s->items.n - 1].joined = true;
    return e;
}

/* "52-55 giờ", "hai đến ba năm", "2-3 tuần tới". */
uint32_t sk_time_length_range(sk_scan *s, uint32_t i)
{
    const sk_sense *mod = NULL;
    sk_item it;
    sk_number n, more;
    uint32_t at = i, e, c;
    sk_item *first;

    if ((e = sk_time_is(s, i, SK_T_mod, &mod)) && sk_time_more(s, e))
        at = e;
    else
        mod = NULL;
    e = sk_time_number(s, at, &n);
    if (!e || n.vague || n.fraction || n.v <= 0)
        return 0;
    if (sk_time_glued(s, at) && at && s->t[at].kind == SK_TOK_DIGITS &&
        (s->t[at - 1].kind == SK_TOK_LETTERS ||
         (sk_time_ch(s, at - 1) && strchr("./,:-", sk_time_ch(s, at - 1)))))
        return 0;
    c = sk_time_connector(s, e, n.words);
    if (!c && sk_time_more(s, e) &&
        (sk_str_eq(sk_doc_tok(s->d, e), SK_STR("hoặc")) ||
         sk_str_eq(sk_doc_tok(s->d, e), SK_STR("hay"))))
        c = e + 1;
    if (!c && n.words && e == at + 1 && n.v < 9 && sk_time_more(s, e) &&
        sk_time_number(s, e, &more) && more.words && more.v == n.v + 1)
        c = e; /* "hai ba năm" */
    if (!c || !(e = sk_time_length(s, c, &it)) ||
        !(it.kind == SK_I_LENGTH ||
          (it.kind == SK_I_POINT && it.p.has & SK_P_AGO)) ||
        it.len.vague || it.len.n <= n.v || it.mod.s)
        return 0;
    if (sk_time_ch(s, c - 1) == ',' && it.len.n > n.v + 1.5)
        return 0;
    first = sk_time_push(s, i, sk_time_number(s, at, &n), SK_I_LENGTH);
    first->len = (sk_length){.n = n.v, .unit = it.len.unit};
    first->mod = mod ? mod->as : (sk_str){NULL, 0};
    first->kind = it.kind;
    first->p = it.p;
    if (it.kind == SK_I_POINT) /* "hai, ba ngày nữa" */
        first->p.n = it.p.n < 0 ? -(int)n.v : (int)n.v;
    it.end = e;
    *sk_time_add(s) = it;
    return e;
}

/* "19-21h ngày 3/4": a bare hour before a clock time. */
uint32_t sk_time_clock_range(sk_scan *s, uint32_t i)
{
    int h;
    uint32_t c, e;
    sk_point p, q;

    if (!sk_time_digits(s, i, &h) || h > 23 || s->t[i].end - s->t[i].beg > 2 ||
        (sk_time_glued(s, i) && i &&
         (s->t[i - 1].kind == SK_TOK_LETTERS || sk_time_dash(s, i - 1) ||
          (sk_time_ch(s, i - 1) && strchr("./,:", sk_time_ch(s, i - 1))))))
        return 0;
    c = sk_time_connector(s, i + 1, false);
    if (!c || s->t[c].kind != SK_TOK_DIGITS || !(e = sk_time_point(s, c, &p)) ||
        !(p.has & SK_P_CLOCK) || p.hour <= h)
        return 0;
    if (!(p.has & (SK_P_DAYISH | SK_P_PART)) &&
        !sk_time_after(s, i, SK_T_at, NULL) &&
        !sk_time_after(s, i, SK_T_prep, NULL))
        return 0;
    q = p;
    q.hour =
        h + (p.hour > 12 && p.has & SK_P_PART && h < 12 && h + 12 < p.hour ? 12
                                                                           : 0);
    q.minute = 0;
    p.has &= ~(uint32_t)SK_P_LOOSE;
    q.has = p.has;
    sk_time_push_point(s, i, i + 1, &q);
    sk_time_push_point(s, c, e, &p);
    s->items.v[s->items.n - 1].joined = true;
    return e;
}

/* "những năm 1970 - 1990", "thập niên 80 và 90". */
static uint32_t decade_range(sk_scan *s, uint32_t beg, uint32_t end,
                             const sk_point *p)
{
    uint32_t c = sk_time_connector(s, end, true);
    sk_point q = *p;
    int v, first, len = c ? sk_time_digits(s, c, &v) : 0;

    if (!len || v % 10 || len != sk_time_digits(s, end - 1, &first) ||
        v <= first ||
        (sk_time_more(s, c + 1) && sk_time_is(s, c + 1, SK_T_unit, NULL)))
        return 0;
    q.decade += (v - first) / 10;
    sk_time_push_point(s, beg, end, p);
    sk_time_push_point(s, c, c + 1, &q);
    return c + 1;
}

/* "thế kỷ XVII - XVIII", "thế kỷ 3 và 4 trước Công nguyên". */
static uint32_t century_range(sk_scan *s, uint32_t beg, uint32_t end,
                              sk_point *p)
{
    uint32_t c = sk_time_connector(s, end, true), e = 0;
    sk_point q = *p;
    int v;

    if (c && sk_time_digits(s, c, &v))
        e = c + 1;
    else if (!c || !(e = sk_time_roman(s, c, &v)))
        return 0;
    if (v < 1 || v > 30 ||
        (sk_time_more(s, e) &&
         (sk_time_is(s, e, SK_T_unit, NULL) || sk_time_ch(s, e) == '%' ||
          sk_time_is(s, e, SK_T_nodateright, NULL))))
        return 0;
    q.century = v - 1;
    e = sk_time_era(s, e, &q);
    if (q.has & SK_P_BC ? v == p->century + 1 : v <= p->century + 1)
        return 0;
    p->has = q.has;
    sk_time_push_point(s, beg, end, p);
    sk_time_push_point(s, c, e, &q);
    return e;
}

/* "năm 2024-2025", "các năm 2021, 2022 và 2023". */
static uint32_t year_list(sk_scan *s, uint32_t beg, uint32_t end,
                          const sk_point *p)
{
    sk_point q = *p;
    uint32_t c, last = 0;
    int y;

    while ((c = sk_time_connector(s, last ? last : end, true)) &&
           sk_time_digits(s, c, &y) == 4 && y > q.year && y <= q.year + 120 &&
           !(sk_time_glued(s, c + 1) && s->t[c + 1].kind != SK_TOK_MARK) &&
           !(sk_time_more(s, c + 1) &&
             (sk_time_is(s, c + 1, SK_T_nodateright, NULL) ||
              sk_time_is(s, c + 1, SK_T_unit, NULL)))) {
        if (!last)
            sk_time_push_point(s, beg, end, p);
        q.year = y;
        sk_time_push_point(s, c, c + 1, &q);
        last = c + 1;
    }
    return last;
}

/* Whether a list of months may end before token e: "tháng 9 và 10" is one, but
 * not in "tháng 9 và 10 tỉnh". */
static bool ends_list(const sk_scan *s, uint32_t e)
{
    const uint64_t next = SK_T_BIT(tense) | SK_T_BIT(at) | SK_T_BIT(to) |
                          SK_T_BIT(deict) | SK_T_BIT(and);

    return !sk_time_more(s, e) ||
           (s->t[e].kind == SK_TOK_MARK && !sk_time_glued(s, e + 1)) ||
           sk_time_mask(s, e) & next ||
           sk_time_year_point(s, e, &(sk_point){0});
}

/* "các tháng 7, 8 và 9". */
static uint32_t month_list(sk_scan *s, uint32_t beg, uint32_t end,
                           const sk_point *p)
{
    sk_point q = {.has = SK_P_MONTH, .month = p->month}, year = {0};
    uint32_t at[4] = {end}, c, e;
    int month[4] = {0}, n = 0, v;

    while (n < 3 && (c = sk_time_connector(s, at[n], true)) &&
           sk_time_digits(s, c, &v) && v > q.month && v <= 12) {
        at[++n] = c + 1;
        month[n] = q.month = v;
    }
    if (!n || !ends_list(s, at[n]) ||
        (n == 1 && sk_time_ch(s, at[n] - 2) == ','))
        return 0; /* "tháng 9, 10 tỉnh" */
    e = sk_time_year_point(s, at[n], &year);
    if (!e)
        e = at[n];
    else if (year.has == SK_P_YEAR || year.has == SK_P_YREL)
        sk_time_borrow(&q, &year, year.has); /* "tháng 9 và 10 năm nay" */
    else
        return 0;
    for (int k = 0; k <= n; k++) {
        q.month = k ? month[k] : p->month;
        sk_time_push_point(s, k ? at[k] - 1 : beg, k < n ? at[k] : e, &q);
    }
    return e;
}

/* Where a part of the day stands in it. */
static int part_order(sk_str part)
{
    static const char order[] = "TMO TMI TAF TEV TNI";

    for (int i = 0; i < 5; i++)
        if (sk_str_eq(part, (sk_str){order + 4 * i, 3}))
            return i;
    return 0;
}

/* "sáng và chiều 19-9", "từ sáng đến tối 19-9": the first is of the same day,
 * but of the one before in "đêm đến sáng 20-9". */
uint32_t sk_time_part_list(sk_scan *s, uint32_t i)
{
    const sk_sense *x;
    uint32_t e = sk_time_is(s, i, SK_T_part, &x), c, end;
    bool back, comma;
    sk_point p, q;

    if (!e || !(c = sk_time_connector(s, e, true)) ||
        !sk_time_is(s, c, SK_T_part, NULL) ||
        !(end = sk_time_point(s, c, &p)) || !(p.has & SK_P_PART) ||
        !(p.has & SK_P_DAYISH) || p.has & SK_P_CLOCK)
        return 0;
    back = part_order(x->as) > part_order(p.part);
    comma = sk_time_ch(s, e) == ',';
    if (comma && (back || p.has & SK_P_SAME || /* "chiếu sớm, sáng 9/3" */
                  (e == i + 1 && x->bs.len)))
        return 0;
    q = p;
    q.part = x->as;
    q.part_mod = x->bs.len ? x->bs : (sk_str){NULL, 0};
    if (back && (p.has & SK_P_DAY) && p.day < 2)
        return 0;
    if (back) {
        q.day--;
        q.drel--;
    }
    sk_time_push_point(s, i, e, &q);
    sk_time_push_point(s, c, end, &p);
    return end;
}

/* "tháng 3-5/2025", "quý I-II": a bare second end behind a month or quarter. */
uint32_t sk_time_unit_range(sk_scan *s, uint32_t beg, uint32_t end, sk_point *p)
{
    uint32_t c = sk_time_connector(s, end, false), e;
    bool quarter = p->has & SK_P_QUARTER;
    sk_point q = {0};
    int v, y;

    if (p->has & SK_P_DECADE && !(p->has & ~(uint32_t)SK_P_DECADE))
        return decade_range(s, beg, end, p);
    if (p->has == SK_P_CENTURY && !p->phase.s)
        return century_range(s, beg, end, p);
    if (p->has == SK_P_YEAR && !p->phase.s)
        return year_list(s, beg, end, p);
    if (!c && p->has == SK_P_MONTH && !p->phase.s)
        return month_list(s, beg, end, p);
    if (!c && quarter && (c = sk_time_connector(s, end, true)) &&
        !sk_time_roman(s, c, &v) && !ends_list(s, c + 1))
        c = 0; /* "quý 2 và 3 tỉnh" */
    if (!c || p->has & (SK_P_DAYISH | SK_P_YEAR) || p->phase.s ||
        !(p->has & (SK_P_MONTH | SK_P_QUARTER)) ||
        (sk_time_dash(s, end) && !sk_time_glued(s, c)))
        return 0;
    if (sk_time_digits(s, c, &v))
        e = c + 1;
    else if (!quarter || !(e = sk_time_roman(s, c, &v)))
        return 0;
    if (v > (quarter ? 4 : 12) || v <= (quarter ? p->quarter : p->month))
        return 0;
    q.has = p->has;
    q.quarter = v;
    q.month = v;
    if (sk_time_glued(s, e) && sk_time_glued(s, e + 1) &&
        (sk_time_ch(s, e) == '/' || sk_time_ch(s, e) == '-' ||
         sk_time_ch(s, e) == '.') &&
        sk_time_digits(s, e + 1, &y) == 4) {
        q.year = p->year = y;
        q.has |= SK_P_YEAR;
        p->has |= SK_P_YEAR;
        e += 2;
    } else if (sk_time_more(s, e) &&
               (sk_time_is(s, e, SK_T_unit, NULL) ||
                sk_time_is(s, e, SK_T_nodateright, NULL))) {
        sk_point yp;
        uint32_t ye = sk_time_point(s, e, &yp);
        if (!ye || yp.has & ~(SK_P_YEAR | SK_P_YREL))
            return 0;
        q.year = p->year = yp.year;
        q.yrel = p->yrel = yp.yrel;
        q.has |= yp.has;
        p->has |= yp.has;
        e = ye;
    }
    sk_time_push_point(s, beg, end, p);
    sk_time_push_point(s, c, e, &q);
    return e;
}
