/* time_year.c - years and months, and the words that shift them.
 *
 * "năm ngoái" and "tháng tới" count from the day of publication; a month may
 * be one of the moon ("tháng Giêng"), a year have a name out of sixty ("Bính
 * Ngọ").
 */
#include "base/day.h"
#include "find/time_item.h"
#include "find/time_point.h"

/* ---- words ---- */

/* Whether "tới" before token i means to and not next: "từ đầu năm tới nay", "từ
 * đầu tuần tới thứ Tư". */
static bool reaches(const sk_scan *s, uint32_t i)
{
    const uint64_t now = SK_T_BIT(nay) | SK_T_BIT(day);
    const uint64_t end = SK_T_BIT(thu) | SK_T_BIT(weekday) | SK_T_BIT(unit) |
                         SK_T_BIT(part) | SK_T_BIT(phase);

    if (!sk_time_more(s, i) ||
        !sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("tới")))
        return false;
    if (sk_time_mask(s, i) & now)
        return true;
    if (!(sk_time_mask(s, i) & end) && s->t[i].kind != SK_TOK_DIGITS)
        return false;
    for (uint32_t k = 4; k <= 5 && k <= i; k++) /* but "từ năm tới" */
        if (sk_str_ends(sk_doc_tok(s->d, i - k), SK_STR("ừ")))
            return true; /* từ, Từ */
    return false;
}

/* Shifts of a unit by the word behind it: "năm ngoái" is -1, "tuần tới" 1. */
uint32_t sk_time_shift(const sk_scan *s, uint32_t i, int *shift, int *dir)
{
    const sk_sense *x;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_deict, &x) : 0;

    if (!e || x->b == SK_DIR_PASTX || x->b == SK_DIR_IN ||
        x->b == SK_DIR_AGOX || (x->b == SK_DIR_FUTURE && reaches(s, e)))
        return 0;
    if ((x->b == SK_DIR_AFTER || x->b == SK_DIR_AGO) && sk_time_more(s, e)) {
        sk_number n; /* "cả năm sau 10 tháng" */
        uint32_t num = sk_time_number(s, e, &n);
        if (num && sk_time_more(s, num) && sk_time_is(s, num, SK_T_unit, NULL))
            return 0;
    }
    *shift = x->a;
    *dir = x->b;
    return e;
}

uint32_t sk_time_unit_at(const sk_scan *s, uint32_t i, int unit)
{
    const sk_sense *x;
    uint32_t e = i < s->n ? sk_time_is(s, i, SK_T_unit, &x) : 0;

    return e && x->a == unit ? e : 0;
}

/* "Bính Ngọ": which of the sixty. */
static uint32_t cycle_at(const sk_scan *s, uint32_t i, int *cycle)
{
    const sk_sense *a, *b;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_stem, &a) : 0, e2;

    if (!e || !sk_time_more(s, e) || !(s->t[i].flags & SK_TOK_CAP) ||
        !(e2 = sk_time_is(s, e, SK_T_branch, &b)) || (a->a ^ b->a) & 1)
        return 0;
    for (*cycle = a->a; *cycle % 12 != b->a; *cycle += 10)
        ;
    return e2;
}

/* ---- years ---- */

/* "/2025", "-2025", ".2025" glued to a month. */
static uint32_t glued_year(const sk_scan *s, uint32_t i, sk_point *p)
{
    char c = sk_time_ch(s, i);
    int y;

    if ((c != '/' && c != '-' && c != '.') || !sk_time_glued(s, i) ||
        !sk_time_glued(s, i + 1) || sk_time_digits(s, i + 1, &y) != 4 ||
        y < 1000 || y > 2999)
        return 0;
    p->year = y;
    p->has |= SK_P_YEAR;
    return i + 2;
}

/* "sang năm", "qua tuần": the next one, where it stands by itself. */
uint32_t sk_time_next_unit(const sk_scan *s, uint32_t i, sk_point *p)
{
    const uint64_t behind = SK_T_BIT(tense) | SK_T_BIT(nowafter);
    const sk_sense *u;
    uint32_t at = sk_time_is(s, i, SK_T_into, NULL), e;

    if (!at || !sk_time_more(s, at) ||
        !(e = sk_time_is(s, at, SK_T_unit, &u)) ||
        (sk_time_more(s, i) && i && s->t[i - 1].kind != SK_TOK_MARK &&
         !sk_time_after(s, i, SK_T_to, NULL)) ||
        (sk_time_more(s, e) && s->t[e].kind != SK_TOK_MARK &&
         !(sk_time_mask(s, e) & behind)))
        return 0;
    switch (u->a) {
    case SK_U_WEEK:
        p->has |= SK_P_WREL;
        p->wrel = 1;
        return e;
    case SK_U_MONTH:
        p->has |= SK_P_MREL;
        p->mrel = 1;
        return e;
    case SK_U_QUARTER:
        p->has |= SK_P_QREL;
        p->qrel = 1;
        return e;
    case SK_U_YEAR:
        p->has |= SK_P_YREL;
        p->yrel = 1;
        return e;
    default:
        return 0;
    }
}

/* "trước Công nguyên" behind a year. */
uint32_t sk_time_era(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_era, &x) : 0;

    if (e && x->a < 0)
        p->has |= SK_P_BC;
    return e ? e : i;
}

/* Whether a range goes on at i that began with a year before Christ. */
static bool after_old_year(const sk_scan *s, uint32_t i)
{
    const sk_item *last = s->items.n ? &s->items.v[s->items.n - 1] : NULL;

    return last && last->kind == SK_I_POINT && last->p.has & SK_P_BC &&
           last->end < i && sk_time_connector(s, last->end, true) == i;
}

enum {
    OLD = 40 /* years of two digits from here on are of the last century */
};

/* "năm 2025", "năm nay", "năm Bính Ngọ", "năm mới 2026". */
uint32_t sk_time_year_point(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t at = sk_time_unit_at(s, i, SK_U_YEAR), e, next;
    bool fresh = false;
    int y, shift, dir;

    if (!at && i + 1 < s->n && sk_str_eq(sk_doc_tok(s->d, i), SK_STR("cùng")) &&
        (at = sk_time_unit_at(s, i + 1, SK_U_YEAR))) { /* "cùng năm" */
        p->has |= SK_P_YREL | SK_P_ANCHOR;
        return at;
    }
    if (!at || !sk_time_more(s, at))
        return 0;
    if (sk_str_eq(sk_doc_tok(s->d, at), SK_STR("mới"))) {
        fresh = true;
        at++;
    }
    if ((e = cycle_at(s, at, &p->cycle))) {
        p->has |= SK_P_CYCLE;
        if (sk_time_more(s, e) && sk_time_digits(s, e, &y) == 4 && y > 1000 &&
            y < 2100) {
            p->year = y;
            p->has |= SK_P_YEAR;
            e++;
        }
        return e;
    }
    if (sk_time_more(s, at) && !fresh && sk_time_digits(s, at, &y) == 2 &&
        y >= OLD && sk_time_after(s, i, SK_T_yearprep, NULL) &&
        !(sk_time_glued(s, at + 1) && sk_time_glued(s, at + 2)) &&
        (!sk_time_more(s, at + 1) ||
         !(s->t[at + 1].kind == SK_TOK_DIGITS ||
           (sk_time_mask(s, at + 1) &
            (SK_T_BIT(unit) | SK_T_BIT(nodateright) | SK_T_BIT(scale)))))) {
        p->year = 1900 + y; /* "hồi năm 98" */
        p->has |= SK_P_YEAR;
        return at + 1;
    }
    if (sk_time_more(s, at) && (e = sk_time_year(s, at, &y))) {
        next = sk_time_era(s, e, p);
        if ((s->t[at].end - s->t[at].beg < 4 ||
             s->t[at].kind == SK_TOK_LETTERS) &&
            next == e &&
            (y < 100 || sk_time_is(s, e, SK_T_unit, NULL) ||
             sk_time_is(s, e, SK_T_nodateright, NULL)))
            return 0;
        if (y > 2200 && next == e)
            return 0;
        p->year = y;
        p->has |= SK_P_YEAR;
        return next;
    }
    if (sk_time_more(s, at) && sk_time_digits(s, at, &y) &&
        (next = sk_time_era(s, at + 1, p)) > at + 1) {
        p->year = y;
        p->has |= SK_P_YEAR;
        return next;
    }
    if (sk_time_more(s, at) && after_old_year(s, i) &&
        sk_time_digits(s, at, &y) && y > 0) { /* "từ năm 111 TCN đến năm 39" */
        p->year = y;
        p->has |= SK_P_YEAR;
        return at + 1;
    }
    if (fresh) /* "năm mới" alone is no year */
        return 0;
    if ((e = sk_time_shift(s, at, &shift, &dir))) {
        if (dir == SK_DIR_AFTER && sk_time_more(s, e) &&
            sk_str_eq(sk_doc_tok(s->d, e), SK_STR("đó")))
            return 0;
        p->yrel = shift;
        p->has |= SK_P_YREL | (dir == SK_DIR_BEFORE ? SK_P_ANCHOR : 0);
        return e;
    }
    if ((e = sk_time_more(s, at) ? sk_time_is(s, at, SK_T_mai, NULL) : 0))
        return 0;
    return 0;
}

/* A year behind a month, quarter, season or feast, in any form. */
uint32_t sk_time_year_tail(const sk_scan *s, uint32_t i, sk_point *p, bool bare)
{
    uint32_t e, at = i;
    int y;

    if ((e = glued_year(s, i, p)))
        return e;
    if (!sk_time_more(s, i))
        return i;
    if ((e = cycle_at(s, i, &p->cycle))) {
        p->has |= SK_P_CYCLE;
        i = at = e;
        bare = true;
        if (!sk_time_more(s, i))
            return i;
    }
    if (sk_time_is(s, at, SK_T_of, NULL) || sk_time_ch(s, at) == ',')
        at++;
    if (sk_time_more(s, at) && (e = sk_time_year_point(s, at, p)))
        return e;
    if (sk_time_ch(s, i) == ',' && sk_time_more(s, at) &&
        sk_time_digits(s, at, &y) == 4 && y > 1900 && y < 2100 &&
        (!sk_time_more(s, at + 1) ||
         (s->t[at + 1].kind == SK_TOK_MARK && !sk_time_glued(s, at + 2)))) {
        p->year = y; /* "ngày 5 tháng 6, 2024" */
        p->has |= SK_P_YEAR;
        return at + 1;
    }
    if (bare && sk_time_digits(s, i, &y) == 4 && y > 1900 && y < 2100) {
        p->year = y;
        p->has |= SK_P_YEAR;
        return i + 1;
    }
    return i;
}

/* ---- months ---- */

/* A month's number in digits or words, or giêng, chạp. */
static uint32_t month_number(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    sk_number n;
    uint32_t e;
    int v;

    if (!sk_time_more(s, i))
        return 0;
    if ((e = sk_time_is(s, i, SK_T_lmonth, &x)) && !x->b) {
        p->month = x->a;
        p->has |= SK_P_MONTH | SK_P_LUNAR;
        return e;
    }
    if (sk_time_digits(s, i, &v)) {
        e = i + 1;
    } else if ((e = sk_time_is(s, i, SK_T_wdnum, &x)) && x->a == 3) {
        v = 4; /* tháng tư */
    } else if ((e = sk_time_number(s, i, &n)) && !n.vague && n.v >= 1 &&
               n.v <= 12 && sk_time_whole(&n)) {
        v = (int)n.v;
    } else if ((e = sk_time_is(s, i, SK_T_num, &x)) && x->a == 5 &&
               !sk_time_year_point(s, i, &(sk_point){0})) {
        v = 5; /* tháng năm, but not "9 tháng năm 2025" */
    } else {
        return 0;
    }
    if (v < 1 || v > 12)
        return 0;
    p->month = v;
    p->has |= SK_P_MONTH;
    return e;
}

uint32_t sk_time_lunar_tail(const sk_scan *s, uint32_t e, sk_point *p)
{
    const sk_sense *x;
    uint32_t n;

    while (sk_time_more(s, e) && (n = sk_time_is(s, e, SK_T_cal, &x))) {
        if (sk_str_eq(x->as, SK_STR("leap")))
            p->has |= SK_P_LEAP | SK_P_LUNAR;
        else if (sk_str_eq(x->as, SK_STR("lunar")))
            p->has |= SK_P_LUNAR;
        e = n;
    }
    return e;
}

/* "tháng 3", "tháng Giêng âm lịch", with its year. */
uint32_t sk_time_month_tail(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = sk_time_unit_at(s, i, SK_U_MONTH);

    if (!e || !(e = month_number(s, e, p)))
        return 0;
    e = sk_time_lunar_tail(s, e, p);
    e = sk_time_year_tail(s, e, p, true);
    e = sk_time_lunar_tail(s, e, p);
    if (p->has & SK_P_CYCLE)
        p->has |= SK_P_LUNAR;
    return e;
}

uint32_t sk_time_english_month(const sk_scan *s, uint32_t i, int *month)
{
    const sk_sense *x;
    uint32_t e = sk_time_is(s, i, SK_T_lmonth, &x);

    if (!e || !x->b || !(s->t[i].flags & SK_TOK_CAP))
        return 0;
    *month = x->a;
    return sk_time_more(s, e) ? e : 0;
}

uint32_t sk_time_english(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = sk_time_english_month(s, i, &p->month);
    int v, len = e ? sk_time_digits(s, e, &v) : 0;

    if (len == 1 || len == 2) {
        p->day = v;
        p->has |= SK_P_DAY;
        e += sk_time_ch(s, e + 1) == ',' ? 2 : 1;
        len = sk_time_digits(s, e, &v);
    }
    if (len != 4 || v < 1900 || v > 2100 ||
        (p->has & SK_P_DAY &&
         (p->day < 1 || p->day > sk_month_days(v, p->month))))
        return 0;
    p->year = v;
    p->has |= SK_P_MONTH | SK_P_YEAR;
    return e + 1;
}

uint32_t sk_time_bare_month(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_item *last = s->items.n ? &s->items.v[s->items.n - 1] : NULL;
    const sk_sense *x;
    uint32_t e;

    if (sk_time_digits(s, i, &p->month) > 2 || p->month < 1 || p->month > 12 ||
        !(e = glued_year(s, i + 1, p)) || p->year < 1900 || p->year > 2100 ||
        (i && sk_time_glued(s, i)) ||
        (sk_time_glued(s, e) &&
         (s->t[e].kind != SK_TOK_MARK ||
          (sk_time_glued(s, e + 1) && strchr("/-.,", sk_time_ch(s, e)) &&
           sk_time_ch(s, e)))))
        return 0;
    if (sk_time_after(s, i, SK_T_nodate, &x) &&
        !sk_str_eq(x->as, SK_STR("ratio")))
        return 0; /* "Nghị định 12/2013" */
    if (!sk_time_after(s, i, SK_T_prep, NULL) && !sk_time_alone(s, i, e) &&
        !(last && last->kind == SK_I_POINT &&
          (last->p.has & (SK_P_MONTH | SK_P_YEAR)) ==
              (SK_P_MONTH | SK_P_YEAR) &&
          last->end < i && sk_time_connector(s, last->end, true) == i))
        return 0;
    p->has |= SK_P_MONTH;
    return e;
}

/* "tháng 12 29, 2013", as programs write it that know only one order. */
static uint32_t month_first(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = month_number(s, i, p);

    if (!e || p->has & SK_P_LUNAR || !sk_time_more(s, e) ||
        !sk_time_digits(s, e, &p->day) || p->day < 1 || p->day > 31 ||
        sk_time_ch(s, e + 1) != ',' ||
        sk_time_digits(s, e + 2, &p->year) != 4 || p->year < 1900 ||
        p->year > 2100)
        return 0;
    p->has |= SK_P_DAY | SK_P_YEAR;
    return e + 3;
}

uint32_t sk_time_month(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t at = sk_time_unit_at(s, i, SK_U_MONTH), e;
    sk_point q = *p;
    int shift, dir;

    if (!at)
        return 0;
    if (!(p->has & SK_P_DAY) && (e = month_first(s, at, &q))) {
        *p = q;
        return e;
    }
    q = *p;
    if ((e = sk_time_month_tail(s, i, &q))) {
        if (sk_time_glued(s, e) && sk_time_ch(s, e) == '-' &&
            sk_time_glued(s, e + 1) && s->t[e + 1].kind == SK_TOK_DIGITS &&
            (q.has & SK_P_YEAR))
            return 0;
        *p = q;
        return e;
    }
    if ((e = sk_time_shift(s, at, &shift, &dir))) {
        p->mrel = shift;
        p->has |= SK_P_MREL | (dir == SK_DIR_BEFORE ? SK_P_ANCHOR : 0);
        return e;
    }
    return 0;
}
