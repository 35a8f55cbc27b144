/* time_point.c - reads a point of time out of its words.
 *
 * Vietnamese goes from small to large ("9 giờ sáng thứ bảy 28.11.2025, giờ Hà
 * Nội": clock, part, weekday, day, month, year, zone), so a point is a row of
 * components, each of which may come once; a few go the other way ("hôm nay lúc
 * 2 giờ chiều").
 */
#include "find/time_scan.h"

#include "base/day.h"

/* ---- small pieces ---- */

/* Shifts of a unit by the word behind it: "năm ngoái" is -1, "tuần tới" 1. */
static uint32_t deictic(const sk_scan *s, uint32_t i, int *shift, int *dir)
{
    const sk_sense *x;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_deict, &x) : 0;

    if (!e || x->b == SK_DIR_PASTX || x->b == SK_DIR_IN ||
        x->b == SK_DIR_AGOX)
        return 0;
    if ((x->b == SK_DIR_AFTER || x->b == SK_DIR_AGO) && sk_time_more(s, e)) {
        sk_number n; /* "cả năm sau 10 tháng" */
        uint32_t num = sk_time_number(s, e, &n);
        if (num && sk_time_more(s, num) &&
            sk_time_is(s, num, SK_T_unit, NULL))
            return 0;
    }
    *shift = x->a;
    *dir = x->b;
    return e;
}

static uint32_t unit_at(const sk_scan *s, uint32_t i, int unit)
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

/* A month's number in digits or words, or giêng, chạp. */
static uint32_t month_number(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    sk_number n;
    uint32_t e;
    int v;

    if (!sk_time_more(s, i))
        return 0;
    if ((e = sk_time_is(s, i, SK_T_lmonth, &x))) {
        p->month = x->a;
        p->has |= SK_P_MONTH | SK_P_LUNAR;
        return e;
    }
    if (sk_time_digits(s, i, &v)) {
        e = i + 1;
    } else if ((e = sk_time_is(s, i, SK_T_wdnum, &x)) && x->a == 3) {
        v = 4; /* tháng tư */
    } else if ((e = sk_time_number(s, i, &n)) && !n.vague && n.v >= 1 &&
               n.v <= 12 && n.v == (int)n.v) {
        v = (int)n.v;
    } else if ((e = sk_time_is(s, i, SK_T_num, &x)) && x->a == 5) {
        v = 5; /* tháng năm */
    } else {
        return 0;
    }
    if (v < 1 || v > 12)
        return 0;
    p->month = v;
    p->has |= SK_P_MONTH;
    return e;
}

static bool calendar_fits(int d, int m)
{
    return m >= 1 && m <= 12 && d >= 1 && d <= sk_month_days(2000, m);
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

/* "trước Công nguyên" behind a year. */
static uint32_t era(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_era, &x) : 0;

    if (e && x->a < 0)
        p->has |= SK_P_BC;
    return e ? e : i;
}

/* "năm 2025", "năm nay", "năm Bính Ngọ", "năm mới 2026". */
static uint32_t year_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t at = unit_at(s, i, SK_U_YEAR), e, next;
    bool fresh = false;
    int y, shift, dir;

    if (!at && i + 1 < s->n &&
        sk_str_eq(sk_doc_tok(s->d, i), SK_STR("cùng")) &&
        (at = unit_at(s, i + 1, SK_U_YEAR))) { /* "cùng năm" */
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
    if (sk_time_more(s, at) && (e = sk_time_year(s, at, &y))) {
        next = era(s, e, p);
        if (s->t[at].end - s->t[at].beg < 4 && next == e &&
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
        (next = era(s, at + 1, p)) > at + 1) {
        p->year = y;
        p->has |= SK_P_YEAR;
        return next;
    }
    if (fresh) /* "năm mới" alone is no year */
        return 0;
    if ((e = deictic(s, at, &shift, &dir))) {
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
static uint32_t year_tail(const sk_scan *s, uint32_t i, sk_point *p, bool bare)
{
    uint32_t e, at = i;
    int y;

    if ((e = glued_year(s, i, p)))
        return e;
    if (!sk_time_more(s, i))
        return i;
    if ((e = cycle_at(s, i, &p->cycle))) {
        p->has |= SK_P_CYCLE;
        i = e;
        bare = true;
        if (!sk_time_more(s, i))
            return i;
    }
    if (sk_time_is(s, at, SK_T_of, NULL) || sk_time_ch(s, at) == ',')
        at++;
    if (sk_time_more(s, at) && (e = year_comp(s, at, p)))
        return e;
    if (bare && sk_time_digits(s, i, &y) == 4 && y > 1900 && y < 2100) {
        p->year = y;
        p->has |= SK_P_YEAR;
        return i + 1;
    }
    return i;
}

/* ---- day and month in digits ---- */

/* "18/3", "18-3-2025", "2025-03-18". What touches it must not belong to it. */
static uint32_t numeric(const sk_scan *s, uint32_t i, sk_point *p)
{
    int a, b, c, na = sk_time_digits(s, i, &a), nb, nc;
    char sign = sk_time_ch(s, i + 1);
    uint32_t e;

    if (!na || na == 3 || na > 4 ||
        (sign != '/' && sign != '-' && sign != '.') ||
        !sk_time_glued(s, i + 1) || !sk_time_glued(s, i + 2))
        return 0;
    if (sk_time_glued(s, i) && i > 0 &&
        (s->t[i - 1].kind == SK_TOK_LETTERS || sk_time_ch(s, i - 1) == '/' ||
         sk_time_ch(s, i - 1) == '.' || sk_time_ch(s, i - 1) == ','))
        return 0;
    nb = sk_time_digits(s, i + 2, &b);
    if (!nb || nb > 4)
        return 0;
    e = i + 3;
    nc = sk_time_ch(s, e) == sign && sk_time_glued(s, e) &&
                 sk_time_glued(s, e + 1)
             ? sk_time_digits(s, e + 1, &c)
             : 0;
    if (na == 4 && nb <= 2 && nc && nc <= 2 && calendar_fits(c, b)) {
        p->year = a;
        p->month = b;
        p->day = c;
        p->has |= SK_P_YEAR | SK_P_MONTH | SK_P_DAY;
        p->sign = sign;
        return e + 2;
    }
    if (na <= 2 && nb <= 2 && calendar_fits(a, b) && (nc == 4 || nc == 2)) {
        if (nc == 2)
            c += c < 70 ? 2000 : 1900;
        p->year = c;
        p->has |= SK_P_YEAR;
        e += 2;
    } else if (na > 2 || nb > 2 || nc || !calendar_fits(a, b)) {
        return 0;
    }
    if (sk_time_glued(s, e) &&
        (s->t[e].kind != SK_TOK_MARK ||
         (strchr("/.,:-%", s->t[e].ch) && s->t[e].ch &&
          sk_time_glued(s, e + 1) && s->t[e + 1].kind == SK_TOK_DIGITS &&
          !(s->t[e].ch == '-' && sign != '-'))))
        return 0;
    if (sk_time_ch(s, e) == '%')
        return 0;
    p->day = a;
    p->month = b;
    p->has |= SK_P_MONTH | SK_P_DAY;
    p->sign = sign;
    return e;
}

/* ---- the lunar calendar ---- */

static uint32_t lunar_tail(const sk_scan *s, uint32_t e, sk_point *p)
{
    uint32_t n;

    if (sk_time_more(s, e) && (n = sk_time_is(s, e, SK_T_nhuan, NULL))) {
        p->has |= SK_P_LEAP | SK_P_LUNAR;
        e = n;
    }
    if (sk_time_more(s, e) && (n = sk_time_is(s, e, SK_T_lunarcal, NULL))) {
        p->has |= SK_P_LUNAR;
        e = n;
    } else if (sk_time_more(s, e) &&
               (n = sk_time_is(s, e, SK_T_solarcal, NULL))) {
        e = n;
    }
    return e;
}

/* "tháng 3", "tháng Giêng âm lịch", with its year. */
static uint32_t month_tail(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = unit_at(s, i, SK_U_MONTH);

    if (!e || !(e = month_number(s, e, p)))
        return 0;
    e = lunar_tail(s, e, p);
    e = year_tail(s, e, p, true);
    e = lunar_tail(s, e, p);
    if (p->has & SK_P_CYCLE)
        p->has |= SK_P_LUNAR;
    return e;
}

/* "Tết", "Tết Nguyên đán Bính Ngọ 2026" behind a day's number. */
static uint32_t tet_tail(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e;

    if (!sk_time_more(s, i))
        return 0;
    e = sk_time_is(s, i, SK_T_feast, &x);
    if (!e || !sk_str_eq(x->as, SK_STR("lunar:1-1")))
        e = sk_time_is(s, i, SK_T_tet, NULL);
    if (!e)
        return 0;
    p->has |= SK_P_TET | SK_P_LUNAR | SK_P_DAY;
    return year_tail(s, e, p, true);
}

/* "mùng 2 Tết", "rằm tháng Giêng", "28 tháng Chạp", "18 tháng 3 năm 2025",
 * "29 Tết": the day in digits or words. named: ngày or hôm stands before. */
static uint32_t spelled_day(const sk_scan *s, uint32_t i, sk_point *p,
                            bool named)
{
    uint32_t at = i, e, tail;
    bool mung = false, ram = false;
    sk_number n;
    int v;

    if ((e = sk_time_is(s, i, SK_T_mung, NULL)) && sk_time_more(s, e)) {
        mung = true;
        at = e;
    } else if ((e = sk_time_is(s, i, SK_T_ram, NULL))) {
        ram = true;
        v = 15;
    }
    if (!ram) {
        const sk_sense *x;
        if (!mung && sk_time_glued(s, at) && at > 0 &&
            s->t[at - 1].kind == SK_TOK_LETTERS)
            return 0;
        if (sk_time_digits(s, at, &v))
            e = at + 1;
        else if (mung && (e = sk_time_is(s, at, SK_T_num, &x)))
            v = x->a ? x->a : 0;
        else if ((mung || named) && (e = sk_time_number(s, at, &n)) &&
                 !n.vague && n.v == (int)n.v)
            v = (int)n.v;
        else
            return 0;
        if (mung && sk_time_is(s, at, SK_T_ten, NULL) == at + 1 && v == 0)
            v = 10;
        if (v < 1 || v > 31 || (mung && v > 10))
            return 0;
    }
    p->day = v;
    if ((mung || v >= 20) && (tail = tet_tail(s, e, p))) {
        p->has |= mung ? SK_P_MONTH : 0;
        p->month = mung ? 1 : p->month;
        return tail;
    }
    tail = e;
    if (sk_time_more(s, tail) && sk_time_is(s, tail, SK_T_of, NULL))
        tail++;
    if (sk_time_more(s, tail) && (tail = month_tail(s, tail, p))) {
        p->has |= SK_P_DAY | (ram ? SK_P_LUNAR : 0);
        if (!ram && !mung && !named && unit_at(s, tail, SK_U_DAY))
            return 0; /* "6 tháng 10 ngày" */
        return tail;
    }
    if (mung || ram) {
        if (mung && sk_time_more(s, e) && (tail = year_comp(s, e, p)) &&
            (p->has & SK_P_CYCLE)) {
            p->month = 1;
            p->has |= SK_P_MONTH | SK_P_DAY | SK_P_LUNAR;
            return tail;
        }
        p->has |= SK_P_DAY | SK_P_LUNAR;
        return ram ? lunar_tail(s, e, p) : 0;
    }
    return 0;
}

/* ---- days ---- */

static uint32_t clock_comp(const sk_scan *s, uint32_t i, sk_point *p,
                           bool *weak);

/* "thứ Hai", "thứ 2", "chủ nhật". */
static uint32_t weekday_word(const sk_scan *s, uint32_t i, int *wd)
{
    const sk_sense *x;
    uint32_t e = sk_time_is(s, i, SK_T_weekday, &x), e2;
    int v;

    if (e) {
        *wd = x->a;
        return e;
    }
    e = sk_time_is(s, i, SK_T_thu, NULL);
    if (!e || !sk_time_more(s, e))
        return 0;
    if ((e2 = sk_time_is(s, e, SK_T_wdnum, &x))) {
        *wd = x->a;
        return e2;
    }
    if (sk_time_digits(s, e, &v) == 1 && v >= 2 && v <= 7 &&
        !(sk_time_glued(s, e + 1) && s->t[e + 1].kind != SK_TOK_MARK)) {
        *wd = v - 1;
        return e + 1;
    }
    return 0;
}

static bool line_start(const sk_scan *s, uint32_t i)
{
    return i == 0 || (s->t[i].flags & SK_TOK_LINE);
}

/* Whether "thứ hai" at i is Monday and not the second of something. */
static bool weekday_meant(const sk_scan *s, uint32_t i, uint32_t e, bool cued)
{
    int shift, dir;
    sk_point p = {0};
    bool weak;

    if (sk_time_is(s, i, SK_T_weekday, NULL) || cued)
        return true;
    if (sk_time_more(s, e) &&
        (unit_at(s, e, SK_U_WEEK) || numeric(s, e, &p) ||
         unit_at(s, e, SK_U_DAY) || sk_time_is(s, e, SK_T_set, NULL)))
        return true;
    if (sk_time_after(s, i, SK_T_ordinal, NULL))
        return false;
    if (sk_time_more(s, e) &&
        (sk_time_is(s, e, SK_T_part, NULL) || clock_comp(s, e, &p, &weak) ||
         (line_start(s, i) && sk_time_is(s, e, SK_T_at, NULL))))
        return true;
    if (deictic(s, e, &shift, &dir) && dir != SK_DIR_AGO)
        return true;
    if (s->t[e - 1].kind == SK_TOK_LETTERS &&
        (s->t[e - 1].flags & SK_TOK_CAP) && !(s->t[i].flags & SK_TOK_UPPER))
        return true;
    if (sk_time_after(s, i, SK_T_at, NULL) || sk_time_after(s, i, SK_T_to, NULL))
        return true;
    return line_start(s, i) && (!sk_time_more(s, e) ||
                                sk_time_ch(s, e) == ',');
}

static uint32_t weekday_comp(const sk_scan *s, uint32_t i, sk_point *p,
                             bool cued)
{
    int wd, shift, dir;
    uint32_t e = weekday_word(s, i, &wd), next;

    if (!e || !weekday_meant(s, i, e, cued))
        return 0;
    p->wd = wd;
    p->has |= SK_P_WEEKDAY;
    if ((next = deictic(s, e, &shift, &dir)) && dir != SK_DIR_ONLY &&
        dir != SK_DIR_AFTER && dir != SK_DIR_BEFORE &&
        !(dir == SK_DIR_AGO && sk_time_more(s, next))) {
        p->drel = shift;
        p->has |= SK_P_WDREL;
        return next;
    }
    return e;
}

static bool is_hom(const sk_scan *s, uint32_t i)
{
    sk_str x = sk_doc_tok(s->d, i);

    return sk_str_ends(x, SK_STR("ôm"));
}

/* "ngày 18/3", "hôm 28.2", "ngày 18", "hôm thứ Tư", "9/3". */
static uint32_t day_comp(const sk_scan *s, uint32_t i, sk_point *p, bool cued)
{
    uint32_t at = unit_at(s, i, SK_U_DAY), e, next;
    bool named = at != 0;
    sk_point q = *p;
    int v;

    if (!named)
        at = i;
    else if (!sk_time_more(s, at))
        return 0;
    if (!named && sk_time_is(s, i, SK_T_lmonth, NULL))
        return 0;
    if ((e = numeric(s, at, &q))) {
        if (!named && !cued)
            q.has |= SK_P_BARE;
        e = lunar_tail(s, e, &q);
        next = q.has & SK_P_YEAR ? e : year_tail(s, e, &q, false);
        *p = q;
        return next;
    }
    q = *p;
    if ((e = spelled_day(s, at, &q, named))) {
        *p = q;
        return e;
    }
    if (named) {
        /* after "hôm" it is past; after "ngày" it may be an ordinal */
        bool hom = is_hom(s, at - 1);
        if ((e = weekday_comp(s, at, p, hom))) {
            p->tense = hom ? -1 : 0;
            return e;
        }
    }
    if (!named || !sk_time_digits(s, at, &v) || v < 1 || v > 31 ||
        s->t[at].end - s->t[at].beg > 2)
        return 0;
    e = at + 1;
    if (sk_time_more(s, e) &&
        (sk_time_is(s, e, SK_T_unit, NULL) ||
         sk_time_is(s, e, SK_T_scale, NULL) ||
         sk_time_is(s, e, SK_T_nodateright, NULL) || sk_time_ch(s, e) == '%'))
        return 0;
    if (sk_time_glued(s, e) &&
        (s->t[e].kind != SK_TOK_MARK ||
         (strchr("/.", s->t[e].ch) && s->t[e].ch && sk_time_glued(s, e + 1) &&
          s->t[e + 1].kind == SK_TOK_DIGITS)))
        return 0;
    p->day = v;
    p->has |= SK_P_DAY;
    return lunar_tail(s, e, p);
}

/* ---- clock and parts of the day ---- */

/* Minutes behind "giờ"; *spelled if they might be part of a length. */
static uint32_t minutes_tail(const sk_scan *s, uint32_t e, int *h, int *m,
                             bool *spelled)
{
    uint32_t next;
    sk_number n;
    int v;

    if (!sk_time_more(s, e))
        return e;
    if ((next = sk_time_is(s, e, SK_T_halfmore, NULL))) {
        *m = 30;
        return next;
    }
    if (sk_str_eq(sk_doc_tok(s->d, e), SK_STR("kém")) &&
        sk_time_more(s, e + 1) && (next = sk_time_number(s, e + 1, &n)) &&
        !n.vague && n.v < 60 && *h > 0) {
        *m = 60 - (int)n.v;
        --*h;
        e = next;
    } else if (sk_time_digits(s, e, &v) && s->t[e].end - s->t[e].beg <= 2 &&
               v < 60) {
        uint32_t after = e + 1;
        const sk_sense *x;
        if (sk_time_glued(s, after) && s->t[after].kind == SK_TOK_MARK &&
            strchr("/-.:", s->t[after].ch) && s->t[after].ch &&
            sk_time_glued(s, after + 1) &&
            s->t[after + 1].kind == SK_TOK_DIGITS)
            return e;
        if (sk_time_more(s, after) &&
            (next = sk_time_is(s, after, SK_T_unit, &x))) {
            int w;
            if (x->a == SK_U_MINUTE) {
                *m = v;
                *spelled = true;
                return next;
            }
            if (!(x->a == SK_U_DAY && sk_time_digits(s, next, &w)))
                return e;
        }
        if (sk_time_more(s, after) &&
            (sk_time_is(s, after, SK_T_nodateright, NULL) ||
             sk_time_is(s, after, SK_T_scale, NULL)) )
            return e;
        *m = v;
        return after;
    } else if ((next = sk_time_number(s, e, &n)) && !n.vague && n.v < 60 &&
               n.words && unit_at(s, next, SK_U_MINUTE)) {
        *m = (int)n.v;
        e = next;
    } else {
        return e;
    }
    return (next = sk_time_more(s, e) ? unit_at(s, e, SK_U_MINUTE) : 0) ? next
                                                                        : e;
}

/* "20h30", "20:30", "20 giờ 15", "tám giờ rưỡi". *weak: might be a length. */
static uint32_t clock_comp(const sk_scan *s, uint32_t i, sk_point *p,
                           bool *weak)
{
    int h, m = 0, sec = 0, v, len = sk_time_digits(s, i, &h);
    uint32_t at = i + 1, e;
    const sk_sense *x;
    sk_number n;

    *weak = false;
    if (sk_time_glued(s, i) && i > 0 && len &&
        (s->t[i - 1].kind == SK_TOK_LETTERS ||
         (strchr("/.,:", sk_time_ch(s, i - 1)) && sk_time_ch(s, i - 1))))
        return 0;
    if (len > 2 || (len && h > 24))
        return 0;
    if (len && sk_time_ch(s, at) == ':' && sk_time_glued(s, at) &&
        sk_time_glued(s, at + 1) && sk_time_digits(s, at + 1, &m) &&
        s->t[at + 1].end - s->t[at + 1].beg == 2 && m < 60) {
        e = at + 2;
        if (sk_time_ch(s, e) == ':' && sk_time_glued(s, e) &&
            sk_time_digits(s, e + 1, &v) && v < 60) {
            sec = v;
            e += 2;
        }
        if (sk_time_glued(s, e) && s->t[e].kind == SK_TOK_LETTERS)
            return 0;
    } else if (len && sk_time_glued(s, at) &&
               s->t[at].end - s->t[at].beg == 1 &&
               (s->d->text.s[s->t[at].beg] | 32) == 'h') {
        e = at + 1;
        if (sk_time_glued(s, e) && sk_time_digits(s, e, &v) && v < 60 &&
            s->t[e].end - s->t[e].beg <= 2) {
            m = v;
            e++;
            if (sk_time_glued(s, e) && s->t[e].kind == SK_TOK_LETTERS)
                return 0;
            if (sk_time_glued(s, e) && sk_time_ch(s, e) == '\'')
                e++; /* 20h30' */
            else if (sk_time_more(s, e) && unit_at(s, e, SK_U_MINUTE))
                e = unit_at(s, e, SK_U_MINUTE); /* 5h30 phút */
        } else if (sk_time_more(s, e) &&
                   (sk_time_is(s, e, SK_T_halfmore, NULL) ||
                    sk_str_eq(sk_doc_tok(s->d, e), SK_STR("kém")))) {
            e = minutes_tail(s, e, &h, &m, weak);
        } else {
            *weak = true;
        }
    } else if (len && sk_time_glued(s, at) &&
               s->t[at].end - s->t[at].beg == 1 &&
               (s->d->text.s[s->t[at].beg] | 32) == 'g' &&
               sk_time_glued(s, at + 1) && sk_time_digits(s, at + 1, &v) &&
               v < 60 && s->t[at + 1].end - s->t[at + 1].beg == 2) {
        m = v;
        e = at + 2;
    } else {
        if (!len) {
            at = sk_time_number(s, i, &n);
            if (!at || n.vague || n.v != (int)n.v || n.v > 24 || n.v < 1)
                return 0;
            h = (int)n.v;
        }
        if (!sk_time_more(s, at))
            return 0;
        if (sk_time_is(s, at, SK_T_halfmore, NULL) &&
            sk_time_more(s, at + 1) &&
            sk_time_is(s, at + 1, SK_T_part, NULL)) {
            m = 30; /* "3 rưỡi chiều" */
            e = at + 1;
        } else {
            e = sk_time_is(s, at, SK_T_unit, &x);
            if (!e || x->a != SK_U_HOUR || !x->b)
                return 0;
            at = e;
            e = minutes_tail(s, at, &h, &m, weak);
            *weak = *weak || e == at;
        }
    }
    if (h == 24 && m)
        return 0;
    p->hour = h;
    p->minute = m;
    p->second = sec;
    p->has |= SK_P_CLOCK;
    return e;
}

/* Takes a part of the day into the clock: "8 giờ tối" is 20:00. */
static void clock_part(sk_point *p, sk_str part)
{
    int *h = &p->hour;

    if (sk_str_eq(part, SK_STR("TAF")) && *h >= 1 && *h < 12)
        *h += 12;
    else if (sk_str_eq(part, SK_STR("TEV")) && *h >= 4 && *h < 12)
        *h += 12;
    else if (sk_str_eq(part, SK_STR("TNI")) && *h >= 6 && *h < 12)
        *h += 12;
    else if (sk_str_eq(part, SK_STR("TNI")) && *h == 12)
        *h = 24;
    else if (sk_str_eq(part, SK_STR("TMI")) && *h >= 1 && *h <= 3)
        *h += 12;
    else if (sk_str_eq(part, SK_STR("TMO")) && *h == 12)
        *h = 0;
}

/* "nay", "qua", "mai" right behind a part of the day. */
static uint32_t part_deixis(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e;

    if (!sk_time_more(s, i))
        return 0;
    if ((e = sk_time_is(s, i, SK_T_mai, &x))) {
        p->drel = x->a;
        p->has |= SK_P_DREL;
        return e;
    }
    e = sk_time_is(s, i, SK_T_deict, &x);
    if (!e || e != i + 1)
        return 0;
    if (x->b == SK_DIR_PAST && x->a <= 0)
        p->drel = x->a;
    else if (x->b == SK_DIR_ONLY && x->a < -1)
        p->drel = x->a;
    else
        return 0;
    p->has |= SK_P_DREL;
    return e;
}

/* ---- larger than a day ---- */

static uint32_t week_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = unit_at(s, i, SK_U_WEEK), next;
    int shift, dir;

    if (!e || !(next = deictic(s, e, &shift, &dir)))
        return 0;
    if (dir == SK_DIR_AFTER && sk_time_more(s, next) &&
        sk_str_eq(sk_doc_tok(s->d, next), SK_STR("khi")))
        return 0;
    p->wrel = shift;
    p->has |= SK_P_WREL;
    return next;
}

static uint32_t month_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t at = unit_at(s, i, SK_U_MONTH), e;
    sk_point q = *p;
    int shift, dir;

    if (!at)
        return 0;
    if ((e = month_tail(s, i, &q))) {
        if (sk_time_glued(s, e) && sk_time_ch(s, e) == '-' &&
            sk_time_glued(s, e + 1) && s->t[e + 1].kind == SK_TOK_DIGITS &&
            (q.has & SK_P_YEAR))
            return 0;
        *p = q;
        return e;
    }
    if ((e = deictic(s, at, &shift, &dir))) {
        p->mrel = shift;
        p->has |= SK_P_MREL | (dir == SK_DIR_BEFORE ? SK_P_ANCHOR : 0);
        return e;
    }
    return 0;
}

static uint32_t quarter_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t at = unit_at(s, i, SK_U_QUARTER), e = 0;
    const sk_sense *x;
    sk_number n;
    int v, shift, dir;

    if (!at || !sk_time_more(s, at))
        return 0;
    if (sk_time_digits(s, at, &v) == 1)
        e = at + 1;
    else if (!(e = sk_time_roman(s, at, &v)) &&
             (e = sk_time_number(s, at, &n)) && !n.vague)
        v = (int)n.v;
    else if (!e && (e = sk_time_is(s, at, SK_T_wdnum, &x)) && x->a == 3)
        v = 4;
    if (!e && (e = sk_time_is(s, at, SK_T_phase, &x)) && e == at + 1 &&
        sk_time_more(s, e) && unit_at(s, e, SK_U_YEAR)) {
        v = sk_str_eq(x->as, SK_STR("START")) ? 1
            : sk_str_eq(x->as, SK_STR("END")) ? 4
                                              : 0;
        if (v && !year_comp(s, e, &(sk_point){0}))
            e = unit_at(s, e, SK_U_YEAR); /* "quý đầu năm" */
    }
    if (e && v >= 1 && v <= 4) {
        p->quarter = v;
        p->has |= SK_P_QUARTER;
        return year_tail(s, e, p, false);
    }
    if ((e = deictic(s, at, &shift, &dir))) {
        p->qrel = shift;
        p->has |= SK_P_QREL;
        return e;
    }
    return 0;
}

static uint32_t season_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e = sk_time_is(s, i, SK_T_season, &x), next;
    int shift, dir;

    if (!e || !sk_time_more(s, e))
        return 0;
    next = year_tail(s, e, p, true);
    if (next == e) {
        next = deictic(s, e, &shift, &dir);
        if (!next || dir == SK_DIR_AGO || dir == SK_DIR_BEFORE)
            return 0;
        if (e - i == 1 && dir != SK_DIR_NOW && dir != SK_DIR_PAST)
            return 0;
        p->yrel = shift;
        p->has |= SK_P_YREL;
    }
    p->season = x->as;
    p->has |= SK_P_SEASON;
    return next;
}

/* "thế kỷ 19", "thế kỷ XXI", "thập niên 1990", "những năm 90". */
static uint32_t age_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t at = sk_time_is(s, i, SK_T_unit, &x), e;
    int v, shift, dir, unit;

    if (at) {
        unit = x->a;
    } else if (sk_time_is(s, i, SK_T_vague, &x) && x->a &&
               (at = unit_at(s, i + 1, SK_U_YEAR))) {
        unit = SK_U_DECADE;
        if (!sk_time_digits(s, at, &v) || v % 10 ||
            (v >= 100 && s->t[at].end - s->t[at].beg != 4))
            return 0;
    } else {
        return 0;
    }
    if ((unit != SK_U_DECADE && unit != SK_U_CENTURY) || !sk_time_more(s, at))
        return 0;
    if (unit == SK_U_CENTURY) {
        if (sk_time_is(s, at, SK_T_thu, NULL) && sk_time_more(s, at + 1))
            at++; /* "thế kỷ thứ 19" */
        e = sk_time_digits(s, at, &v) ? at + 1 : sk_time_roman(s, at, &v);
        if (e && v >= 1 && v <= 30) {
            uint32_t next = era(s, e, p);
            p->century = v - 1;
            p->has |= SK_P_CENTURY;
            return next;
        }
        if ((e = deictic(s, at, &shift, &dir)) && dir != SK_DIR_PAST &&
            dir != SK_DIR_FUTURE) {
            p->century = 20 + shift;
            p->has |= SK_P_CENTURY;
            return e;
        }
        return 0;
    }
    if (sk_time_digits(s, at, &v) && v % 10 == 0 && v >= 10 && v < 2200) {
        p->decade = v >= 1000 ? v / 10 : v == 10 || v == 20 ? 200 + v / 10
                                                            : 190 + v / 10;
        p->has |= SK_P_DECADE;
        e = at + 1;
        if (sk_time_more(s, e)) {
            sk_point q = {0};
            uint32_t of = sk_time_is(s, e, SK_T_of, NULL), next;
            next = unit_at(s, of ? of : e, SK_U_CENTURY)
                       ? age_comp(s, of ? of : e, &q)
                       : 0;
            if (next && (q.has & SK_P_CENTURY)) {
                p->decade = q.century * 10 + v % 100 / 10;
                e = next;
            }
        }
        return e;
    }
    if (sk_time_is(s, i, SK_T_unit, NULL) &&
        (e = deictic(s, at, &shift, &dir)) && dir != SK_DIR_PAST &&
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

/* "đầu tháng 3", "cuối năm", "giữa tuần tới", "nửa đầu năm 2025". */
static uint32_t phase_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x, *u;
    uint32_t at = sk_time_is(s, i, SK_T_phase, &x), e;
    bool half, end;
    int y;

    if (!at || !sk_time_more(s, at))
        return 0;
    half = x->as.s[0] == 'H';
    end = sk_str_eq(x->as, SK_STR("END"));
    p->phase = x->as;
    if ((e = year_comp(s, at, p))) {
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
    if ((e = week_comp(s, at, p))) {
        if (end) {
            p->has |= SK_P_WEEKEND;
            p->phase = (sk_str){NULL, 0};
        }
        return e;
    }
    if ((e = month_comp(s, at, p)) || (e = quarter_comp(s, at, p)) ||
        (e = season_comp(s, at, p)) || (e = age_comp(s, at, p)))
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
        /* "đầu năm mới": the year that begins */
        if (sk_time_more(s, e) &&
            sk_str_eq(sk_doc_tok(s->d, e), SK_STR("mới"))) {
            p->fresh = true;
            e++;
        }
        p->has |= SK_P_YREL;
        return e;
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

/* "ngày đầu tiên của năm 2026", "ngày cuối năm": its first or last day. */
static uint32_t edge_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t at = sk_time_is(s, i, SK_T_edge, &x), e;

    if (!at || !sk_time_more(s, at) || sk_time_after(s, i, SK_T_vague, NULL))
        return 0;
    if ((e = year_comp(s, at, p)) || (e = month_comp(s, at, p))) {
        p->has |= SK_P_EDGE;
        p->edge = x->a;
    }
    return e;
}

/* ---- feasts ---- */

/* "Giáng sinh 2025", "Tết Bính Ngọ", "giao thừa"; strict ones need a year or a
 * word such as dịp before them. */
static uint32_t feast_comp(const sk_scan *s, uint32_t i, sk_point *p, bool cued)
{
    const sk_sense *x = NULL;
    uint32_t e = sk_time_is(s, i, SK_T_feast, &x), next;
    bool tet = false;
    sk_point q = {0};

    if (!e && (e = sk_time_is(s, i, SK_T_tet, &x)))
        tet = true;
    if (!e)
        return 0;
    if (sk_str_eq(x->as, SK_STR("eve")) && sk_time_more(s, e) &&
        (next = sk_time_is(s, e, SK_T_tet, NULL)))
        e = next; /* "giao thừa Tết Bính Ngọ" */
    next = year_tail(s, e, p, true);
    if (next == e && sk_time_more(s, e) &&
        (numeric(s, e, &q) || unit_at(s, e, SK_U_DAY)))
        return 0; /* "Quốc khánh 2/9": the date says it */
    if (next == e && (tet || sk_str_eq(x->bs, SK_STR("strict"))) && !cued &&
        !sk_time_after(s, i, SK_T_feastcue, NULL) && !sk_time_alone(s, i, e))
        return 0;
    p->feast = x;
    p->has |= SK_P_FEAST;
    return next;
}

/* ---- zones ---- */

/* "giờ Việt Nam", "GMT+7". */
static uint32_t zone_comp(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_zone, &x) : 0;
    char c;
    int h;

    if (!e)
        return 0;
    p->zone = x;
    p->has |= SK_P_ZONE;
    c = sk_time_ch(s, e);
    if (!x->a && x->as.s[0] == '0' && (c == '+' || c == '-') &&
        sk_time_glued(s, e) && sk_time_glued(s, e + 1) &&
        sk_time_digits(s, e + 1, &h) && h <= 14) {
        p->n = c == '-' ? -h : h; /* kept where SK_P_AGO is not */
        return e + 2;
    }
    return e;
}

/* ---- the whole ---- */

/* One more component at i, or 0. */
static uint32_t component(const sk_scan *s, uint32_t i, sk_point *p, bool first,
                          bool *weak)
{
    const sk_sense *x;
    sk_point q = *p;
    uint32_t e, next;
    uint32_t day = p->has & SK_P_DAYISH;
    bool cued = p->has & (SK_P_CLOCK | SK_P_PART | SK_P_WEEKDAY | SK_P_DREL);

    if ((p->has & (SK_P_CLOCK | SK_P_PART)) && !(p->has & SK_P_ZONE) &&
        (e = zone_comp(s, i, p)))
        return e;
    if (!(p->has & (SK_P_CLOCK | SK_P_PART)) && (first || day) &&
        (e = clock_comp(s, i, &q, weak))) {
        *p = q;
        return e;
    }
    q = *p;
    e = sk_time_is(s, i, SK_T_part, &x);
    if (e && !day && sk_time_is(s, i, SK_T_feast, NULL) > e &&
        (next = feast_comp(s, i, p, true)))
        return next; /* "đêm giao thừa" */
    if (e && !(p->has & SK_P_PART)) {
        q.part = x->as;
        q.part_mod = x->bs.len ? x->bs : (sk_str){NULL, 0};
        q.has |= SK_P_PART;
        if (!day && (next = part_deixis(s, e, &q))) {
            *p = q;
            return next;
        }
        *p = q;
        return e;
    }
    if (!day) {
        if ((e = sk_time_is(s, i, SK_T_day, &x))) {
            p->drel = x->a;
            p->has |= SK_P_DREL;
            return e;
        }
        if ((e = sk_time_is(s, i, SK_T_sameday, &x))) {
            p->drel = x->a;
            p->has |= SK_P_SAME;
            return e;
        }
        if ((p->has & SK_P_CLOCK) && (e = part_deixis(s, i, &q)) &&
            sk_time_is(s, i, SK_T_mai, NULL)) {
            *p = q;
            return e;
        }
        if ((e = feast_comp(s, i, p, p->has & SK_P_PART)))
            return e;
        if ((e = edge_comp(s, i, p)))
            return e;
    }
    if (!(p->has & (SK_P_DAY | SK_P_FEAST | SK_P_SAME))) {
        q = *p;
        if ((e = day_comp(s, i, &q, cued)) &&
            !((p->has & SK_P_WEEKDAY) && (q.has & SK_P_WDREL))) {
            *p = q;
            return e;
        }
        if (!(p->has & (SK_P_WEEKDAY | SK_P_DREL)) &&
            (e = weekday_comp(s, i, p, cued)))
            return e;
    }
    if ((p->has & SK_P_DAY) && !(p->has & SK_P_MONTH) &&
        (e = month_comp(s, i, p)))
        return e;
    if ((p->has & SK_P_WEEKDAY) && !(p->has & (SK_P_WREL | SK_P_WDREL)) &&
        (e = week_comp(s, i, p)))
        return e;
    if ((p->has & (SK_P_MONTH | SK_P_FEAST)) &&
        !(p->has & (SK_P_YEAR | SK_P_YREL | SK_P_CYCLE)) &&
        (e = year_comp(s, i, p)))
        return e;
    if (p->has)
        return 0;
    if ((e = phase_comp(s, i, &q)) || (q = *p, e = week_comp(s, i, &q)) ||
        (q = *p, e = month_comp(s, i, &q)) ||
        (q = *p, e = quarter_comp(s, i, &q)) ||
        (q = *p, e = age_comp(s, i, &q)) ||
        (q = *p, e = season_comp(s, i, &q)) ||
        (q = *p, e = year_comp(s, i, &q)))
        *p = q;
    return e;
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
        p->has & (SK_P_YEAR | SK_P_YREL) ||
        (x->b != SK_DIR_FUTURE && x->b != SK_DIR_PAST) || !x->a)
        return 0;
    if (e == i + 1 && sk_time_more(s, e) && s->t[e].kind != SK_TOK_MARK &&
        !sk_time_is(s, e, SK_T_tense, NULL) && !sk_time_is(s, e, SK_T_at, NULL) &&
        !sk_time_is(s, e, SK_T_of, NULL) &&
        !sk_str_eq(sk_doc_tok(s->d, e), SK_STR("tại")))
        return 0; /* "ngày 20/11 tới thăm": to */
    p->tense = x->a;
    return e;
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
            bool comma = sk_time_ch(s, at) == ',';
            next = comma ? at + 1 : at;
            if (sk_time_more(s, next) &&
                (e = sk_time_is(s, next, SK_T_at, NULL)))
                next = e;
            else if (!comma && (e = sk_time_is(s, next, SK_T_of, NULL)))
                next = e;
            e = 0;
            if (next > at && sk_time_more(s, next)) {
                q = *p;
                e = component(s, next, &q, false, &w);
                /* two names of one day stay two: "hôm qua, 9/3" */
                if (e && comma &&
                    !((q.has ^ p->has) & SK_P_CLOCK) &&
                    !((p->has & (SK_P_WEEKDAY | SK_P_CLOCK)) &&
                      !(p->has & (SK_P_DREL | SK_P_DAY)) &&
                      (q.has & (SK_P_DAY | SK_P_WEEKDAY))))
                    e = 0;
                if (e && (q.has & SK_P_FEAST) && !(p->has & SK_P_FEAST))
                    e = 0;
            }
        }
        if (!e)
            break;
        if ((q.has & SK_P_CLOCK) && (q.has & SK_P_PART) &&
            !((p->has & SK_P_CLOCK) && (p->has & SK_P_PART)))
            clock_part(&q, q.part);
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
