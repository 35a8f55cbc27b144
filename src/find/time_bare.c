/* time_bare.c - numbers that may be a day or a year: "9-3", "2026".
 *
 * A bare "9-3" is a day or a score: the words beside it decide, and the sign
 * that the paper writes between day and month (known for the outlet, or seen
 * elsewhere in the document: "ngày 9.3").
 */
#include "find/time_item.h"

#include "base/day.h"
#include "know/know.h"

/* ---- days ---- */

static bool ends_clause(const sk_scan *s, uint32_t e)
{
    return !sk_time_more(s, e) || (s->t[e].kind == SK_TOK_MARK);
}

/* "1/5", "3/4", "2/3": could be a part of a whole. */
static bool fraction_like(const sk_point *p)
{
    return p->sign == '/' && p->day < p->month && p->day <= 9 &&
           !(p->has & SK_P_YEAR);
}

/* Whether a bare "9/3" between tokens beg and end is a day; *maybe if only
 * the calendar can tell. */
bool sk_time_bare_day(const sk_scan *s, uint32_t beg, uint32_t end,
                      const sk_point *p, bool *maybe)
{
    bool cue = sk_time_after(s, beg, SK_T_prep, NULL) ||
               sk_time_after(s, beg, SK_T_at, NULL) ||
               sk_time_after(s, beg, SK_T_feastcue, NULL) ||
               sk_time_after(s, beg, SK_T_feast, NULL);
    const sk_item *last = s->items.n ? &s->items.v[s->items.n - 1] : NULL;
    bool open = beg && sk_time_ch(s, beg - 1) == '(';
    bool known = sk_time_is(s, beg, SK_T_dayname, NULL) == end;
    const sk_sense *x;

    if (p->has & SK_P_YEAR)
        return !sk_time_after(s, beg, SK_T_nodate, &x) ||
               !sk_str_eq(x->as, SK_STR("number"));
    if (last && last->kind == SK_I_POINT && last->end <= beg &&
        beg - last->end <= 1 && !ends_clause(s, beg))
        cue = cue || beg > last->end;
    if (last && last->kind == SK_I_POINT && last->end + 1 == beg &&
        (sk_time_dash(s, beg - 1) || open || sk_time_ch(s, beg - 1) == ',' ||
         sk_time_is(s, beg - 1, SK_T_to, NULL) ||
         sk_time_is(s, beg - 1, SK_T_and, NULL)))
        return last->p.has & SK_P_DAYISH && !last->maybe;
    if (last && last->kind == SK_I_LENGTH && last->end == beg &&
        last->len.unit == SK_U_DAY)
        return true;
    if (sk_time_more(s, end) && (sk_time_is(s, end, SK_T_nodateright, NULL) ||
                                 sk_time_ch(s, end) == '%' ||
                                 (sk_time_is(s, end, SK_T_unit, NULL) && !cue)))
        return false;
    if (sk_time_after(s, beg, SK_T_nodate, &x)) {
        /* "đến 2/3" is a part, "tới 9/3" a day */
        if (!sk_str_eq(x->as, SK_STR("ratio")))
            return false;
        if (fraction_like(p) || (p->sign != '/' && p->day <= 12))
            return false; /* "dẫn đến 4-1" */
    }
    if (open && sk_time_ch(s, end) == ')')
        return p->sign == '/' || (last && last->end + 1 == beg);
    if (cue || known)
        return true;
    *maybe = p->sign != '/' && ends_clause(s, end);
    return *maybe || (p->sign == '/' && !fraction_like(p));
}

/* The sign of the paper: known, else what the document itself shows. */
static char house_sign(const sk_scan *s)
{
    const sk_know *k = s->d->eng->know;
    uint32_t o = SK_NONE;
    char best = 0;

    if (k && s->d->url.s)
        o = sk_know_outlet(k, s->d->url);
    if (k && o == SK_NONE && s->d->outlet.s)
        o = sk_know_outlet(k, s->d->outlet);
    if (o != SK_NONE && k->outlets.v[o].date_sign)
        return k->outlets.v[o].date_sign;
    for (const char *c = "/-."; *c; c++)
        if (s->seen[*c - '-'] > (best ? s->seen[best - '-'] : 0))
            best = *c;
    return best;
}

/* Within a day of publication: "Chứng khoán 8-1:" on 8 January. */
static bool is_now(const sk_scan *s, const sk_point *p)
{
    int y, m, d;

    for (int k = -1; k <= 1; k++) {
        if (s->d->day == SK_NO_DAY)
            return false;
        sk_day_civil(s->d->day + k, &y, &m, &d);
        if (m == p->month && d == p->day)
            return true;
    }
    return false;
}

/* Drops bare days that are not written as the paper writes them. */
void sk_time_drop_foreign(sk_scan *s)
{
    char house;
    size_t n = 0;

    while (n < s->items.n && !(s->items.v[n].p.has & SK_P_BARE))
        n++;
    if (n == s->items.n)
        return;
    house = house_sign(s);
    for (size_t i = n; i < s->items.n; i++) {
        const sk_item *it = &s->items.v[i];
        if (it->kind == SK_I_POINT && (it->p.has & SK_P_BARE) &&
            !(it->p.has & SK_P_YEAR) && house && it->p.sign != house &&
            it->p.sign != '/')
            continue;
        if (it->maybe && (it->p.sign != house || !is_now(s, &it->p)))
            continue;
        s->items.v[n++] = *it;
    }
    s->items.n = n;
}

/* ---- years ---- */

/* The year of an event that is named by its day ("vụ khủng bố 11/9"), 0. */
int sk_time_event_year(const sk_scan *s, uint32_t beg, uint32_t end)
{
    const sk_sense *x;
    uint32_t num = end >= 3 ? end - 3 : 0;

    if (num < beg || sk_time_is(s, num, SK_T_eventday, &x) != end)
        return 0;
    for (uint32_t k = 1; k <= 6 && k <= beg; k++) {
        if (s->t[beg - k + 1].flags & SK_TOK_LINE)
            break;
        if (sk_time_is(s, beg - k, SK_T_eventcue, NULL))
            return x->a;
    }
    return 0;
}

/* "các mùa giải 2023/24 và 2024/25": a second one. */
static bool season_goes_on(const sk_scan *s, uint32_t i)
{
    const sk_item *last = s->items.n ? &s->items.v[s->items.n - 1] : NULL;

    return last && last->kind == SK_I_POINT && last->p.has == SK_P_YEAR &&
           last->end < i && sk_time_ch(s, last->end - 2) == '/' &&
           sk_time_ch(s, i + 1) == '/' &&
           sk_time_connector(s, last->end, true) == i;
}

/* Four digits at i that are a year: y, and the end of it or of "2026-2030". */
uint32_t sk_time_bare_year(const sk_scan *s, uint32_t i, int *y, int *y2)
{
    uint32_t e = i + 1;
    bool cue, range = false;
    const sk_sense *x;

    *y2 = 0;
    if (sk_time_digits(s, i, y) != 4 ||
        *y < (i && sk_time_ch(s, i - 1) == '(' ? 1000 : 1800) || *y > 2100)
        return 0;
    if (sk_time_glued(s, i) && i &&
        (s->t[i - 1].kind != SK_TOK_MARK ||
         strchr("./,:+$#", sk_time_ch(s, i - 1))))
        return 0;
    cue = sk_time_after(s, i, SK_T_yearcue, NULL) || season_goes_on(s, i);
    if ((sk_time_dash(s, e) ||
         (sk_time_more(s, e) && sk_time_is(s, e, SK_T_to, NULL) == e + 1)) &&
        sk_time_digits(s, e + 1, y2) == 4 && *y2 > *y && *y2 <= *y + 120 &&
        sk_time_more(s, e + 1)) {
        range = true;
        e += 2;
    } else if (cue && sk_time_ch(s, e) == '/' && sk_time_glued(s, e) &&
               sk_time_glued(s, e + 1) && sk_time_digits(s, e + 1, y2) &&
               (*y2 == *y + 1 || *y2 == (*y + 1) % 100)) {
        *y2 = *y + 1; /* "mùa giải 2025/26" */
        range = true;
        e += 2;
    } else {
        *y2 = 0;
    }
    if (sk_time_glued(s, e) &&
        (s->t[e].kind != SK_TOK_MARK ||
         (s->t[e].ch && strchr("/.,:-", s->t[e].ch) &&
          sk_time_glued(s, e + 1) && s->t[e + 1].kind == SK_TOK_DIGITS)))
        return 0;
    if (sk_time_ch(s, e) == '%' ||
        (sk_time_more(s, e) && (sk_time_is(s, e, SK_T_nodateright, NULL) ||
                                sk_time_is(s, e, SK_T_unit, NULL) ||
                                sk_time_is(s, e, SK_T_scale, NULL))))
        return 0;
    if (sk_time_after(s, i, SK_T_nodate, &x) &&
        sk_str_eq(x->as, SK_STR("edition")))
        return 0; /* "tuyển sinh 2026", "giải hạng nhất 2025-2026" */
    if (range)
        return cue || sk_time_after(s, i, SK_T_yearprep, NULL) ||
                       (i && sk_time_ch(s, i - 1) == '(') ||
                       sk_time_alone(s, i, e)
                   ? e
                   : 0;
    return cue || sk_time_after(s, i, SK_T_yearprep, NULL) ? e : 0;
}
