/* time_weekday.c - days of the week: "thứ Hai", "T7", "chủ nhật tới".
 *
 * "thứ hai" is also the second of something, "T7" a type: what stands beside
 * them decides.
 */
#include "find/time_item.h"
#include "find/time_point.h"

/* "thứ Hai", "thứ 2", "chủ nhật". */
uint32_t sk_time_weekday_word(const sk_scan *s, uint32_t i, int *wd)
{
    const sk_sense *x;
    uint32_t e = sk_time_is(s, i, SK_T_weekday, &x), e2;
    int v;

    if (e) {
        *wd = x->a;
        return e;
    }
    if ((e = sk_time_is(s, i, SK_T_abbr, &x)) &&
        !(s->t[i].flags & (x->a ? SK_TOK_UPPER : SK_TOK_CAP)))
        return 0;
    if (e && x->a == 7) { /* CN */
        *wd = 7;
        return e;
    }
    if (!e)
        e = sk_time_is(s, i, SK_T_thu, NULL);
    else if (!sk_time_glued(s, e))
        return 0; /* "T7" */
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

/* Whether a range goes on at i to another day of the week: "thứ 2 đến thứ 6".
 */
static bool to_weekday(const sk_scan *s, uint32_t i)
{
    uint32_t e = sk_time_connector(s, i, false);
    int wd;

    return e && sk_time_weekday_word(s, e, &wd);
}

/* Whether a list of days of the week goes on at i that can be no list of
 * ordinals: "thứ 7 và chủ nhật", "thứ hai, thứ tư hằng tuần". */
static bool lists_weekdays(const sk_scan *s, uint32_t i)
{
    const uint64_t sure = SK_T_BIT(weekday) | SK_T_BIT(abbr);
    uint32_t c, e;
    int wd;

    while ((c = sk_time_connector(s, i, true)) &&
           (e = sk_time_weekday_word(s, c, &wd))) {
        if (sk_time_mask(s, c) & sure)
            return true;
        i = e;
    }
    return sk_time_more(s, i) && (sk_time_is(s, i, SK_T_set, NULL) ||
                                  sk_time_unit_at(s, i, SK_U_WEEK));
}

/* Whether a range or list of days of the week stands before token i. */
static bool after_weekday(const sk_scan *s, uint32_t i)
{
    const sk_item *last = s->items.n ? &s->items.v[s->items.n - 1] : NULL;

    return last && last->kind == SK_I_POINT && last->p.has & SK_P_WEEKDAY &&
           last->end < i && sk_time_connector(s, last->end, true) == i;
}

/* "đầu tuần" at i. */
static bool week_part(const sk_scan *s, uint32_t i)
{
    uint32_t e = sk_time_is(s, i, SK_T_phase, NULL);

    return e && sk_time_more(s, e) && sk_time_unit_at(s, e, SK_U_WEEK);
}

/* Whether "T7", "CN" at i is a day of the week and not a type or a firm. */
static bool abbreviated(const sk_scan *s, uint32_t i, uint32_t e, bool cued)
{
    uint32_t c = sk_time_connector(s, e, true), at = e;
    int wd;

    if (cued || after_weekday(s, i) || sk_time_alone(s, i, e))
        return true;
    if (c && sk_time_weekday_word(s, c, &wd) && wd > 5)
        return true; /* "T2 - CN" */
    if (sk_time_ch(s, at) == ',')
        at++;
    return sk_time_more(s, at) && (sk_time_numeric(s, at, &(sk_point){0}) ||
                                   sk_time_unit_at(s, at, SK_U_WEEK) ||
                                   sk_time_is(s, at, SK_T_set, NULL));
}

/* Whether "thứ hai" at i is Monday and not the second of something. */
static bool weekday_meant(const sk_scan *s, uint32_t i, uint32_t e, bool cued)
{
    int shift, dir;
    sk_point p = {0};
    bool weak;

    if (sk_time_mask(s, i) & SK_T_BIT(abbr))
        return abbreviated(s, i, e, cued);
    if (sk_time_is(s, i, SK_T_weekday, NULL) || cued || to_weekday(s, e) ||
        after_weekday(s, i))
        return true;
    if (sk_time_more(s, e) &&
        (sk_time_unit_at(s, e, SK_U_WEEK) || sk_time_numeric(s, e, &p) ||
         sk_time_unit_at(s, e, SK_U_DAY) || sk_time_is(s, e, SK_T_set, NULL)))
        return true;
    if (sk_time_after(s, i, SK_T_ordinal, NULL) &&
        !(i && sk_time_unit_at(s, i - 1, SK_U_DAY) &&
          s->t[e - 1].flags & SK_TOK_CAP)) /* "ngày thứ Hai" */
        return false;
    if (lists_weekdays(s, e))
        return true;
    if (sk_time_more(s, e) &&
        (sk_time_is(s, e, SK_T_part, NULL) || week_part(s, e) ||
         sk_time_clock(s, e, &p, &weak) ||
         (line_start(s, i) && sk_time_is(s, e, SK_T_at, NULL))))
        return true;
    if (sk_time_shift(s, e, &shift, &dir) && dir != SK_DIR_AGO)
        return true;
    if (s->t[e - 1].kind == SK_TOK_LETTERS &&
        (s->t[e - 1].flags & SK_TOK_CAP) && !(s->t[i].flags & SK_TOK_UPPER))
        return true;
    if (sk_time_after(s, i, SK_T_at, NULL) ||
        sk_time_after(s, i, SK_T_to, NULL))
        return true;
    return line_start(s, i) && (!sk_time_more(s, e) || sk_time_ch(s, e) == ',');
}

uint32_t sk_time_weekday(const sk_scan *s, uint32_t i, sk_point *p, bool cued)
{
    int wd, shift, dir;
    uint32_t e = sk_time_weekday_word(s, i, &wd), next;

    if (!e || !weekday_meant(s, i, e, cued))
        return 0;
    p->wd = wd;
    p->has |= SK_P_WEEKDAY;
    if (!to_weekday(s, e) && (next = sk_time_shift(s, e, &shift, &dir)) &&
        dir != SK_DIR_ONLY && dir != SK_DIR_AFTER && dir != SK_DIR_BEFORE &&
        !(dir == SK_DIR_AGO && sk_time_more(s, next))) {
        p->drel = shift;
        p->has |= SK_P_WDREL;
        return next;
    }
    return e;
}
