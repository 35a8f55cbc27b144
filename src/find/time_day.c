/* time_day.c - days: in digits, spelled out, of the moon, feasts.
 */
#include "find/time_item.h"
#include "find/time_point.h"

#include "base/day.h"

/* ---- day and month in digits ---- */

/* Days of the moon's months, of which every one may have 30, stand there. */
static bool moon_fits(const sk_scan *s, uint32_t e, int d, int m)
{
    return d == 30 && m == 2 && sk_time_lunar_tail(s, e, &(sk_point){0}) > e;
}

static bool calendar_fits(int d, int m)
{
    return m >= 1 && m <= 12 && d >= 1 && d <= sk_month_days(2000, m);
}

/* What touches it must not belong to it. */
uint32_t sk_time_numeric(const sk_scan *s, uint32_t i, sk_point *p)
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
        return p->has & SK_P_CLOCK ? e + 2 : sk_time_iso_clock(s, e + 2, p);
    }
    if (na <= 2 && nb <= 2 && calendar_fits(a, b) && (nc == 4 || nc == 2)) {
        if (nc == 2)
            c += c < 70 ? 2000 : 1900;
        p->year = c;
        p->has |= SK_P_YEAR;
        e += 2;
    } else if (na > 2 || nb > 2 || nc ||
               !(calendar_fits(a, b) || moon_fits(s, e, a, b))) {
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

/* ---- day and month in words, the days of the moon ---- */

/* "Tết", "Tết Nguyên đán". */
static uint32_t tet_at(const sk_scan *s, uint32_t i)
{
    const sk_sense *x;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_feast, &x) : 0;

    if (e && sk_str_eq(x->as, SK_STR("lunar:1-1")))
        return e;
    return sk_time_more(s, i) ? sk_time_is(s, i, SK_T_tet, NULL) : 0;
}

/* The same behind a day's number, with its year. */
static uint32_t tet_tail(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e;

    if (!(e = tet_at(s, i)))
        return 0;
    p->has |= SK_P_TET | SK_P_LUNAR | SK_P_DAY;
    return sk_time_year_tail(s, e, p, true);
}

/* "tháng này", "tháng tới" behind a day's number. */
static uint32_t month_shift(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e = sk_time_more(s, i) ? sk_time_unit_at(s, i, SK_U_MONTH) : 0;
    int dir;

    if (!e || !(e = sk_time_shift(s, e, &p->mrel, &dir)) ||
        dir == SK_DIR_BEFORE)
        return 0;
    p->has |= SK_P_DAY | SK_P_MREL;
    return e;
}

/* "mùng 2 Tết", "rằm tháng Giêng", "28 tháng Chạp", "18 tháng 3 năm 2025",
 * "29 Tết": the day in digits or words. named: ngày or hôm stands before. */
static uint32_t spelled_day(const sk_scan *s, uint32_t i, sk_point *p,
                            bool named)
{
    uint32_t at = i, e, tail;
    bool mung = false, ram = false, words = false;
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
        else if (mung && sk_time_mask(s, at) & SK_T_BIT(num)) {
            /* one word, also in "mùng năm tháng năm" */
            e = sk_time_longest(s, at, at + 1, SK_T_num, &x);
            v = x->a;
        } else if ((mung || named || /* "ba tháng" are three months */
                    sk_time_mask(s, at) & SK_T_BIT(ten) ||
                    sk_time_mask(s, at + 1) & SK_T_BIT(tens)) &&
                   (e = sk_time_number(s, at, &n)) && !n.vague &&
                   sk_time_whole(&n) && (mung || named || n.v >= 10))
            v = (int)n.v;
        else
            return 0;
        words = s->t[at].kind != SK_TOK_DIGITS;
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
    else if (named && sk_time_ch(s, tail) == ',' &&
             sk_time_unit_at(s, tail + 1, SK_U_MONTH))
        tail++; /* "ngày 5, tháng 6, năm 2024" */
    if ((mung || named) && (at = month_shift(s, tail, p)))
        return at;
    if (sk_time_more(s, tail) && (tail = sk_time_month_tail(s, tail, p))) {
        p->has |= SK_P_DAY | (ram ? SK_P_LUNAR : 0);
        if (!ram && !mung && !named &&
            (sk_time_unit_at(s, tail, SK_U_DAY) ||
             (words && sk_time_more(s, tail) &&
              sk_str_eq(sk_doc_tok(s->d, tail), SK_STR("lần")))))
            return 0; /* "6 tháng 10 ngày", "mười tháng một lần" */
        return tail;
    }
    if (mung || ram) {
        if (mung && sk_time_more(s, e) &&
            (tail = sk_time_year_point(s, e, p)) && (p->has & SK_P_CYCLE)) {
            p->month = 1;
            p->has |= SK_P_MONTH | SK_P_DAY | SK_P_LUNAR;
            return tail;
        }
        p->has |= SK_P_DAY | SK_P_LUNAR;
        return ram ? sk_time_lunar_tail(s, e, p) : 0;
    }
    return 0;
}

uint32_t sk_time_mung(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e;
    int v;

    if (!sk_time_digits(s, i, &v) || v < 1 || v > 10)
        return 0;
    p->day = v;
    if ((e = tet_tail(s, i + 1, p))) {
        p->month = 1;
        p->has |= SK_P_MONTH;
        return e;
    }
    e = sk_time_month_tail(s, i + 1, p);
    p->has |= e ? SK_P_DAY : 0;
    return e;
}

/* ---- a day ---- */

static bool is_hom(const sk_scan *s, uint32_t i)
{
    sk_str x = sk_doc_tok(s->d, i);

    return sk_str_ends(x, SK_STR("ôm"));
}

/* "12 Feb 2013". */
static uint32_t english_day(const sk_scan *s, uint32_t i, sk_point *p)
{
    uint32_t e;

    if (!sk_time_digits(s, i, &p->day) || p->day < 1 || p->day > 31 ||
        !sk_time_more(s, i + 1) ||
        !(e = sk_time_english_month(s, i + 1, &p->month)) ||
        sk_time_digits(s, e, &p->year) != 4 || p->year < 1900 ||
        p->year > 2100 || p->day > sk_month_days(p->year, p->month))
        return 0;
    p->has |= SK_P_DAY | SK_P_MONTH | SK_P_YEAR;
    return e + 1;
}

/* "ngày 18/3", "hôm 28.2", "ngày 18", "hôm thứ Tư", "9/3". */
uint32_t sk_time_day(const sk_scan *s, uint32_t i, sk_point *p, bool cued)
{
    uint32_t at = sk_time_unit_at(s, i, SK_U_DAY), e, next;
    bool named = at != 0;
    const sk_sense *x;
    sk_point q = *p;
    int v;

    if (!named)
        at = i;
    else if (!sk_time_more(s, at))
        return 0;
    if (!named && sk_time_mask(s, i) & SK_T_BIT(lmonth))
        return 0;
    if (!named && (e = english_day(s, at, &q))) {
        *p = q;
        return e;
    }
    if ((e = sk_time_numeric(s, at, &q))) {
        if (!named && !cued)
            q.has |= SK_P_BARE;
        e = sk_time_lunar_tail(s, e, &q);
        if (sk_time_ch(s, e) == '(' && sk_time_more(s, e + 1) &&
            sk_time_is(s, e + 1, SK_T_cal, &x) &&
            sk_str_eq(x->as, SK_STR("lunar")))
            q.has |= SK_P_LUNAR; /* "ngày 10/3 (âm lịch)" */
        if (q.has & SK_P_LUNAR)
            q.has &= ~(uint32_t)SK_P_BARE;
        next = q.has & SK_P_YEAR ? e : sk_time_year_tail(s, e, &q, false);
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
        if ((e = sk_time_weekday(s, at, p, hom))) {
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
    return sk_time_lunar_tail(s, e, p);
}

/* ---- feasts ---- */

/* "tới", "này", "vừa qua" behind a feast, if nothing follows that it could
 * belong to ("Tết tới thăm"). */
static uint32_t feast_shift(const sk_scan *s, uint32_t i, sk_point *p)
{
    int shift, dir;
    uint32_t e = sk_time_shift(s, i, &shift, &dir);

    if (!e || (dir != SK_DIR_FUTURE && dir != SK_DIR_NOW &&
               !(dir == SK_DIR_PAST && shift && e > i + 1)))
        return 0; /* not "Tết rồi": already */
    if (e == i + 1 && dir != SK_DIR_NOW && sk_time_more(s, e) &&
        s->t[e].kind != SK_TOK_MARK && !(sk_time_mask(s, e) & SK_T_BIT(tense)))
        return 0;
    p->tense = shift;
    return e;
}

/* "Giáng sinh 2025", "Tết Bính Ngọ", "giao thừa"; strict ones need a year or a
 * word such as dịp before them. */
uint32_t sk_time_feast(const sk_scan *s, uint32_t i, sk_point *p, bool cued)
{
    const sk_sense *x = NULL;
    uint32_t e = sk_time_is(s, i, SK_T_feast, &x), next, at;
    bool tet = false;
    sk_point q = {0};

    if (!e && (e = sk_time_is(s, i, SK_T_tet, &x)))
        tet = true;
    if (!e)
        return 0;
    if (sk_str_eq(x->as, SK_STR("eve")) && (next = tet_at(s, e)))
        e = next; /* "giao thừa Tết Bính Ngọ" */
    next = sk_time_year_tail(s, e, p, true);
    if (next == e && (at = feast_shift(s, e, p)))
        next = at;
    if (next == e && sk_time_more(s, e) && s->t[e].flags & SK_TOK_CAP &&
        !(s->t[e].flags & SK_TOK_UPPER) &&
        sk_str_ends(sk_doc_tok(s->d, e - 1), SK_STR("hánh")))
        return 0; /* "Quốc khánh Hà Lan": of another country, or a name */
    if (next == e && sk_time_more(s, e) &&
        (sk_time_numeric(s, e, &q) || sk_time_unit_at(s, e, SK_U_DAY)))
        return 0; /* "Quốc khánh 2/9": the date says it */
    if (next == e && (tet || sk_str_eq(x->bs, SK_STR("strict"))) && !cued &&
        !sk_time_after(s, i, SK_T_feastcue, NULL) && !sk_time_alone(s, i, e))
        return 0;
    p->feast = x;
    p->has |= SK_P_FEAST;
    return next;
}
