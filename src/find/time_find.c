/* time_find.c - looks for times from left to right: joins what is read into
 * expressions and ranges, and drops what only looks like a time.
 *
 * A bare "9-3" is a day or a score: the words beside it decide, and the sign
 * that the paper writes between day and month (known for the outlet, or seen
 * elsewhere in the document: "ngày 9.3").
 */
#include "find/time_scan.h"

#include "base/day.h"
#include "know/know.h"

/* ---- pushing ---- */

static sk_item *push(sk_scan *s, uint32_t beg, uint32_t end, uint8_t kind)
{
    sk_item *it = sk_push(&s->d->arena, &s->items);

    *it = (sk_item){.beg = beg, .end = end, .kind = kind};
    return it;
}

static void push_point(sk_scan *s, uint32_t beg, uint32_t end,
                       const sk_point *p)
{
    push(s, beg, end, SK_I_POINT)->p = *p;
    if (p->sign && !(p->has & SK_P_BARE))
        s->seen[(unsigned char)p->sign & 127]++;
}

/* ---- what only looks like a time ---- */

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
static bool bare_is_day(const sk_scan *s, uint32_t beg, uint32_t end,
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
    if (sk_time_more(s, end) &&
        (sk_time_is(s, end, SK_T_nodateright, NULL) ||
         sk_time_ch(s, end) == '%' ||
         (sk_time_is(s, end, SK_T_unit, NULL) && !cue)))
        return false;
    if (sk_time_after(s, beg, SK_T_nodate, &x)) {
        /* "đến 2/3" is a part, "tới 9/3" a day */
        if (!sk_str_eq(x->as, SK_STR("ratio")))
            return false;
        if (fraction_like(p) || p->sign != '/')
            return false;
    }
    if (open && sk_time_ch(s, end) == ')')
        return p->sign == '/' || (last && last->end + 1 == beg);
    if (cue || known)
        return true;
    *maybe = p->sign != '/' && ends_clause(s, end);
    return *maybe || (p->sign == '/' && !fraction_like(p));
}

/* The year of an event that is named by its day ("vụ khủng bố 11/9"), 0. */
static int event_year(const sk_scan *s, uint32_t beg, uint32_t end)
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

static bool lower_word(const sk_scan *s, uint32_t i)
{
    return s->t[i].kind == SK_TOK_LETTERS && !(s->t[i].flags & SK_TOK_CAP);
}

/* Four digits at i that are a year: y, and the end of it or of "2026-2030". */
static uint32_t bare_year(const sk_scan *s, uint32_t i, int *y, int *y2)
{
    uint32_t e = i + 1;
    bool cue, range = false;

    *y2 = 0;
    if (sk_time_digits(s, i, y) != 4 || *y < 1800 || *y > 2100)
        return 0;
    if (sk_time_glued(s, i) && i &&
        (s->t[i - 1].kind != SK_TOK_MARK ||
         strchr("./,:+$#", sk_time_ch(s, i - 1))))
        return 0;
    if (sk_time_dash(s, e) && sk_time_digits(s, e + 1, y2) == 4 &&
        *y2 > *y && *y2 <= *y + 120 && sk_time_more(s, e + 1)) {
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
    cue = sk_time_after(s, i, SK_T_yearcue, NULL);
    if (range)
        return cue || sk_time_after(s, i, SK_T_yearprep, NULL) ||
                       (i && sk_time_ch(s, i - 1) == '(')
                   ? e
                   : 0;
    return cue || sk_time_after(s, i, SK_T_yearprep, NULL) ? e : 0;
}

/* ---- ranges whose first ends are bare numbers ---- */

/* A connector at i: its end; *tight if it is a dash that touches. */
static uint32_t connector(const sk_scan *s, uint32_t i, bool lists)
{
    uint32_t e;

    if (!sk_time_more(s, i))
        return 0;
    if (sk_time_dash(s, i))
        e = i + 1;
    else if (lists && (sk_time_ch(s, i) == ',' || sk_time_ch(s, i) == ';'))
        e = i + 1;
    else if (!(e = sk_time_is(s, i, SK_T_to, NULL)) &&
             !(lists && (e = sk_time_is(s, i, SK_T_and, NULL))))
        return 0;
    return sk_time_more(s, e) ? e : 0;
}

/* "6 đến 27/10", "ngày 30-31/1", "các ngày 2, 3 và 4/9": days whose month
 * comes with the last one. Pushes all; the end or 0. */
static uint32_t day_range(sk_scan *s, uint32_t i)
{
    uint32_t beg[8], end[8], at = i, e;
    int day[8], n = 0, next;
    const sk_sense *x;
    sk_point p;
    bool named = false;
    sk_str part = {NULL, 0}, part_mod = {NULL, 0};

    if ((e = sk_time_is(s, i, SK_T_part, &x)) && sk_time_more(s, e)) {
        named = true; /* "tối 10 và 11/3" */
        part = x->as;
        part_mod = x->bs;
        at = e;
    }
    if ((at == i || sk_time_more(s, at)) && (e = sk_time_is(s, at, SK_T_unit, &x)) &&
        x->a == SK_U_DAY) {
        named = true;
        at = e;
    } else if (named) {
        ;
    } else if (sk_time_glued(s, i) && i &&
               (s->t[i - 1].kind == SK_TOK_LETTERS ||
                (sk_time_ch(s, i - 1) && strchr("./:,-", sk_time_ch(s, i - 1)))))
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
        e = connector(s, at + 1, named);
        if (!e)
            return 0;
        beg[n] = e;
        if (sk_time_digits(s, e, &next) && s->t[e].end - s->t[e].beg <= 2 &&
            connector(s, e + 1, true) && sk_time_ch(s, e + 1) != '-') {
            at = e;
            continue;
        }
        e = sk_time_point(s, e, &p);
        break;
    }
    if (!e || !(p.has & SK_P_DAY) || p.has & (SK_P_WEEKDAY | SK_P_FEAST | SK_P_CLOCK) ||
        !(p.has & (SK_P_MONTH | SK_P_MREL | SK_P_TET)))
        return 0;
    if (!named && (p.has & SK_P_BARE) &&
        !sk_time_after(s, i, SK_T_prep, NULL) &&
        (p.sign != '/' || sk_time_after(s, i, SK_T_nodate, NULL) ||
         (sk_time_more(s, e) &&
          sk_time_is(s, e, SK_T_nodateright, NULL))))
        return 0;
    p.has &= ~(uint32_t)SK_P_BARE;
    for (int k = 0; k < n; k++) {
        sk_point q = {.has = p.has & ~(uint32_t)(SK_P_CLOCK | SK_P_PART |
                                                 SK_P_ZONE | SK_P_DREL),
                      .year = p.year, .month = p.month, .mrel = p.mrel,
                      .yrel = p.yrel, .cycle = p.cycle};
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
        push_point(s, beg[k], end[k], &q);
        if (q.day > sk_month_days(2000, q.month ? q.month : 1))
            s->items.n--;
    }
    push_point(s, beg[n], e, &p);
    s->items.v[s->items.n - 1].joined = true;
    return e;
}

/* "52-55 giờ", "hai đến ba năm", "2-3 tuần tới". */
static uint32_t length_range(sk_scan *s, uint32_t i)
{
    const sk_sense *mod = NULL;
    sk_item it;
    sk_number n;
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
    c = connector(s, e, n.words);
    if (!c || !(e = sk_time_length(s, c, &it)) ||
        !(it.kind == SK_I_LENGTH ||
          (it.kind == SK_I_POINT && it.p.has & SK_P_AGO)) ||
        it.len.vague || it.len.n <= n.v || it.mod.s)
        return 0;
    if (sk_time_ch(s, c - 1) == ',' && it.len.n > n.v + 1.5)
        return 0;
    first = push(s, i, sk_time_number(s, at, &n), SK_I_LENGTH);
    first->len = (sk_length){n.v, it.len.unit, false, 0, 0};
    first->mod = mod ? mod->as : (sk_str){NULL, 0};
    first->kind = it.kind;
    first->p = it.p;
    if (it.kind == SK_I_POINT) /* "hai, ba ngày nữa" */
        first->p.n = it.p.n < 0 ? -(int)n.v : (int)n.v;
    it.end = e;
    *sk_push(&s->d->arena, &s->items) = it;
    return e;
}

/* "19-21h ngày 3/4": a bare hour before a clock time. */
static uint32_t clock_range(sk_scan *s, uint32_t i)
{
    int h;
    uint32_t c, e;
    sk_point p, q;

    if (!sk_time_digits(s, i, &h) || h > 23 || s->t[i].end - s->t[i].beg > 2 ||
        (sk_time_glued(s, i) && i &&
         (s->t[i - 1].kind == SK_TOK_LETTERS || sk_time_dash(s, i - 1) ||
          (sk_time_ch(s, i - 1) && strchr("./,:", sk_time_ch(s, i - 1))))))
        return 0;
    c = connector(s, i + 1, false);
    if (!c || !(e = sk_time_point(s, c, &p)) || !(p.has & SK_P_CLOCK) ||
        s->t[c].kind != SK_TOK_DIGITS || p.hour <= h)
        return 0;
    if (!(p.has & (SK_P_DAYISH | SK_P_PART)) &&
        !sk_time_after(s, i, SK_T_at, NULL) &&
        !sk_time_after(s, i, SK_T_prep, NULL))
        return 0;
    q = p;
    q.hour = h + (p.hour > 12 && p.has & SK_P_PART && h < 12 && h + 12 < p.hour
                      ? 12
                      : 0);
    q.minute = 0;
    p.has &= ~(uint32_t)SK_P_LOOSE;
    q.has = p.has;
    push_point(s, i, i + 1, &q);
    push_point(s, c, e, &p);
    s->items.v[s->items.n - 1].joined = true;
    return e;
}

/* "tháng 3-5/2025", "quý I-II": a bare second end behind a month or quarter. */
static uint32_t unit_range(sk_scan *s, uint32_t beg, uint32_t end, sk_point *p)
{
    uint32_t c = connector(s, end, false), e;
    bool quarter = p->has & SK_P_QUARTER;
    sk_point q = {0};
    int v, y;

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
    if (sk_time_ch(s, e) == '/' && sk_time_glued(s, e) &&
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
    push_point(s, beg, end, p);
    push_point(s, c, e, &q);
    return e;
}

/* ---- now, lately, soon ---- */

static uint32_t reference(sk_scan *s, uint32_t i)
{
    static const sk_sense present = {.as = {"PRESENT_REF", 11}};
    static const sk_sense future = {.as = {"FUTURE_REF", 10}};
    const sk_sense *x = NULL;
    uint32_t e = sk_time_is(s, i, SK_T_ref, &x);

    if (e) {
        if (e == i + 1 && i && lower_word(s, i - 1) &&
            sk_time_after(s, i, SK_T_vague, NULL))
            return 0;
    } else if ((e = sk_time_is(s, i, SK_T_future, NULL))) {
        if (!i || !sk_time_is(s, i - 1, SK_T_of, NULL) ||
            !sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("trong")))
            return 0;
        x = &future;
    } else if ((e = sk_time_is(s, i, SK_T_gio, NULL))) {
        if (!sk_time_more(s, e) || !sk_time_is(s, e, SK_T_nowafter, NULL) ||
            (i && (s->t[i - 1].kind == SK_TOK_DIGITS ||
                   sk_time_after(s, i, SK_T_num, NULL) ||
                   sk_time_after(s, i, SK_T_vague, NULL) ||
                   sk_time_after(s, i, SK_T_scale, NULL) ||
                   sk_time_after(s, i, SK_T_set, NULL))))
            return 0;
        x = &present;
    } else if ((e = sk_time_is(s, i, SK_T_nay, NULL))) {
        if (!sk_time_after(s, i, SK_T_to, NULL) &&
            !(sk_time_more(s, e) && sk_time_is(s, e, SK_T_nowafter, NULL) &&
              i && s->t[i - 1].kind == SK_TOK_LETTERS &&
              !sk_time_after(s, i, SK_T_unit, NULL)))
            return 0;
        x = &present;
    } else {
        return 0;
    }
    push(s, i, e, SK_I_REF)->ref = x;
    return e;
}

/* ---- the loop ---- */

/* "(giờ Việt Nam)", ", theo giờ địa phương" behind a time. */
static void zone_behind(sk_scan *s, uint32_t e)
{
    sk_item *it = &s->items.v[s->items.n - 1];
    const sk_sense *x;
    uint32_t at = e;

    if (it->kind != SK_I_POINT || it->p.has & SK_P_ZONE || !sk_time_more(s, e))
        return;
    if (sk_time_ch(s, at) == '(' || sk_time_ch(s, at) == ',')
        at++;
    if (at < s->n && sk_str_eq(sk_doc_tok(s->d, at), SK_STR("theo")))
        at++;
    else if (at > e && sk_time_ch(s, e) == ',')
        return;
    if (at > e && sk_time_more(s, at) && sk_time_is(s, at, SK_T_zone, &x)) {
        it->p.zone = x;
        it->p.has |= SK_P_ZONE;
        it->p.n = 0;
    }
}

/* Whether a clock time that could be a length ("8 giờ", "20h") is one. */
static bool is_length(const sk_scan *s, uint32_t i, uint32_t end)
{
    const sk_item *last = s->items.n ? &s->items.v[s->items.n - 1] : NULL;
    const sk_sense *x;

    int h;

    if (sk_time_after(s, i, SK_T_at, NULL) || sk_time_alone(s, i, end))
        return false;
    if (sk_time_is(s, end - 1, SK_T_unit, &x) && x->b == 1 &&
        sk_time_digits(s, i, &h) && h > 12 && h < 24 && i &&
        sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("sau")))
        return false; /* "sau 17h" */
    if (last && last->kind == SK_I_POINT && (last->p.has & SK_P_CLOCK) &&
        connector(s, last->end, true) == i)
        return false;
    if (sk_time_after(s, i, SK_T_durcue, NULL))
        return true;
    if (sk_time_is(s, i, SK_T_mod, NULL))
        return true;
    if (connector(s, end, false)) {
        sk_point p;
        uint32_t c = connector(s, end, false);
        if (sk_time_after(s, i, SK_T_prep, NULL) && sk_time_point(s, c, &p) &&
            p.has & SK_P_CLOCK)
            return false;
    }
    if (sk_time_is(s, end - 1, SK_T_unit, &x) && x->b == 1)
        return s->t[i].end - s->t[i].beg == 2 &&
               memcmp(s->d->text.s + s->t[i].beg, "24", 2) == 0;
    if (sk_time_after(s, i, SK_T_prep, &x) && !(s->t[i].flags & SK_TOK_LINE) &&
        (sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("từ")) ||
         sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("trước"))))
        return false;
    return true;
}

/* What an expression may begin with, but for digits. */
static const uint64_t starts =
    SK_T_BIT(num) | SK_T_BIT(ten) | SK_T_BIT(tens) | SK_T_BIT(scale) |
    SK_T_BIT(half) | SK_T_BIT(vague) | SK_T_BIT(unit) | SK_T_BIT(part) |
    SK_T_BIT(phase) | SK_T_BIT(edge) | SK_T_BIT(thu) | SK_T_BIT(weekday) |
    SK_T_BIT(season) | SK_T_BIT(day) | SK_T_BIT(sameday) | SK_T_BIT(agopre) |
    SK_T_BIT(set) | SK_T_BIT(mod) | SK_T_BIT(whole) | SK_T_BIT(ref) |
    SK_T_BIT(future) | SK_T_BIT(nay) | SK_T_BIT(gio) | SK_T_BIT(feast) |
    SK_T_BIT(tet) | SK_T_BIT(mung) | SK_T_BIT(ram);
/* ... a number, a range of days or lengths. */
static const uint64_t numbers = SK_T_BIT(num) | SK_T_BIT(ten) | SK_T_BIT(tens) |
                                SK_T_BIT(scale) | SK_T_BIT(half) |
                                SK_T_BIT(vague) | SK_T_BIT(mod);

/* "thập kỷ qua", "thế kỷ tới": one of them. */
static uint32_t bare_length(sk_scan *s, uint32_t i)
{
    const sk_sense *u, *x;
    uint32_t e = sk_time_is(s, i, SK_T_unit, &u), end;
    sk_item *it;

    if (!e || (u->a != SK_U_DECADE && u->a != SK_U_CENTURY) ||
        !sk_time_more(s, e) || !(end = sk_time_is(s, e, SK_T_deict, &x)) ||
        (x->b != SK_DIR_PAST && x->b != SK_DIR_FUTURE) || !x->a)
        return 0;
    it = push(s, i, end, SK_I_LENGTH);
    it->len = (sk_length){.n = 1, .unit = u->a};
    it->dir = x->b;
    return end;
}

/* A range, a set or a bare year at i. */
static uint32_t special(sk_scan *s, uint32_t i, uint64_t mask)
{
    bool digits = s->t[i].kind == SK_TOK_DIGITS;
    sk_item it;
    uint32_t e;
    int y, y2;

    if (mask & SK_T_BIT(set) && (e = sk_time_set(s, i, &it))) {
        it.end = e;
        *sk_push(&s->d->arena, &s->items) = it;
        return e;
    }
    if ((digits || mask & (SK_T_BIT(unit) | SK_T_BIT(part))) &&
        (e = day_range(s, i)))
        return e;
    if (mask & SK_T_BIT(unit) && (e = bare_length(s, i)))
        return e;
    if (digits && (e = clock_range(s, i)))
        return e;
    if ((digits || mask & numbers) && (e = length_range(s, i)))
        return e;
    if (digits && (e = bare_year(s, i, &y, &y2))) {
        sk_point p = {.has = SK_P_YEAR, .year = y};
        push_point(s, i, i + 1, &p);
        p.year = y2;
        if (y2)
            push_point(s, e - 1, e, &p);
        return e;
    }
    return 0;
}

/* Whether a number in words at i could be of a time: most are not. */
static bool counts_time(const sk_scan *s, uint32_t i)
{
    sk_number n;
    uint32_t e = sk_time_number(s, i, &n);
    const uint64_t next = SK_T_BIT(unit) | SK_T_BIT(halfmore) | SK_T_BIT(to) |
                          SK_T_BIT(and) | SK_T_BIT(part) | SK_T_BIT(thu) |
                          SK_T_BIT(weekday) | SK_T_BIT(phase);

    return e && sk_time_more(s, e) &&
           (s->t[e].kind == SK_TOK_MARK || sk_time_mask(s, e) & next);
}

/* Reads one expression or range at i; its end or 0. */
static uint32_t expression(sk_scan *s, uint32_t i, uint64_t mask)
{
    const sk_sense *x;
    sk_point p = {0};
    sk_item it;
    uint32_t ep, el, e, at = i;
    sk_str mod = {NULL, 0};
    bool maybe = false;
    int y;

    if (!(mask & starts & ~(numbers & ~SK_T_BIT(mod))) &&
        s->t[i].kind != SK_TOK_DIGITS && !counts_time(s, i))
        return 0;
    if ((e = special(s, i, mask)))
        return e;
    if ((e = sk_time_is(s, i, SK_T_mod, &x)) && sk_time_more(s, e) &&
        sk_str_eq(x->as, SK_STR("APPROX"))) {
        at = e;
        mod = x->as;
    }
    ep = sk_time_point(s, at, &p);
    if (ep && (p.has & SK_P_BARE) &&
        !(p.has & (SK_P_CLOCK | SK_P_PART | SK_P_WEEKDAY | SK_P_DREL)) &&
        !bare_is_day(s, at, ep, &p, &maybe))
        ep = 0;
    if (ep && s->t[at].kind == SK_TOK_DIGITS && (p.has & SK_P_DAY) &&
        sk_time_after(s, at, SK_T_nodate, &x) &&
        sk_str_eq(x->as, SK_STR("place")))
        return ep; /* "đường 30 Tháng 4": nothing in it is a time */
    el = s->t[i].kind == SK_TOK_DIGITS ||
                 mask & (numbers | SK_T_BIT(agopre) | SK_T_BIT(whole))
             ? sk_time_length(s, i, &it)
             : 0;
    if (ep && (p.has & SK_P_LOOSE) && !(p.has & SK_P_WEEKEND) &&
        (el >= ep) && is_length(s, i, ep))
        ep = 0;
    if (ep && (p.has & SK_P_WEEKEND) && (p.has & SK_P_LOOSE) && s->items.n &&
        s->items.v[s->items.n - 1].kind == SK_I_LENGTH &&
        s->items.v[s->items.n - 1].end == i)
        ep = 0; /* "bốn ngày cuối tuần" */
    if (ep && (p.has & SK_P_LOOSE) && (p.has & SK_P_CLOCK))
        el = 0;
    if (ep && ep >= el) {
        if ((e = unit_range(s, i, ep, &p)))
            return e;
        push_point(s, i, ep, &p);
        s->items.v[s->items.n - 1].mod = mod;
        s->items.v[s->items.n - 1].maybe = maybe;
        if ((p.has & SK_P_MONTH) && !(p.has & SK_P_YEAR) &&
            (y = event_year(s, at, ep)) != 0) {
            s->items.v[s->items.n - 1].p.year = y;
            s->items.v[s->items.n - 1].p.has |= SK_P_YEAR;
            s->items.v[s->items.n - 1].event = true;
        }
        zone_behind(s, ep);
        return ep;
    }
    if (el) {
        it.end = el;
        *sk_push(&s->d->arena, &s->items) = it;
        return el;
    }
    /* "một tối Chủ nhật gần đây" */
    if (sk_time_is(s, i, SK_T_num, &x) == i + 1 && x->a == 1 &&
        sk_time_more(s, i + 1) && (e = sk_time_point(s, i + 1, &p)) &&
        (p.has & SK_P_WEEKDAY) && !(p.has & (SK_P_DAY | SK_P_WREL))) {
        if (sk_time_more(s, e) && sk_time_is(s, e, SK_T_ref, NULL))
            e = sk_time_is(s, e, SK_T_ref, NULL);
        p.has |= SK_P_LOOSE;
        push_point(s, i, e, &p);
        return e;
    }
    return reference(s, i);
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
        if (s->seen[(unsigned char)*c] >
            (best ? s->seen[(unsigned char)best] : 0))
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
static void drop_foreign(sk_scan *s)
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

enum { TITLE_MAX = 24 /* tokens of a title in quotation marks */ };

static bool is_quote(const sk_scan *s, uint32_t i, bool opens)
{
    static const char *const marks[] = {"'", "\"", "‘", "“", "’", "”"};
    sk_str x = sk_doc_tok(s->d, i);

    for (int k = opens ? 0 : 4; k < (opens ? 4 : 6); k++)
        if (sk_str_eq(x, sk_str_of(marks[k])))
            return true;
    return !opens && (s->t[i].ch == '\'' || s->t[i].ch == '"');
}

/* The token behind a title in quotation marks that opens at i ("chương trình
 * 'Mùa thu năm ấy'"), 0 if none does: what is inside is a name. */
static uint32_t title_at(const sk_scan *s, uint32_t i)
{
    if (!is_quote(s, i, true) || !sk_time_after(s, i, SK_T_work, NULL))
        return 0;
    for (uint32_t k = i + 1; k <= i + TITLE_MAX && sk_time_more(s, k); k++)
        if (is_quote(s, k, false))
            return k + 1;
    return 0;
}

void sk_time_find(sk_doc *d)
{
    sk_scan s = {.d = d, .w = d->eng->times, .t = d->toks.v,
                 .n = (uint32_t)d->toks.n};
    uint32_t i = 0, e;

    d->times.n = 0;
    if (!s.w)
        return;
    while (i < s.n) {
        uint64_t mask = sk_time_mask(&s, i);
        if (mask & SK_T_BIT(block) &&
            (e = sk_time_longest(&s, i, s.n, SK_T_block, NULL)))
            i = e;
        else if (s.t[i].kind == SK_TOK_MARK && i &&
                 (e = title_at(&s, i)))
            i = e;
        else if ((mask & starts || s.t[i].kind == SK_TOK_DIGITS) &&
                 (e = expression(&s, i, mask)))
            i = e;
        else
            i++;
    }
    drop_foreign(&s);
    sk_time_values(&s);
}
