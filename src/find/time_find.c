/* time_find.c - looks for times from left to right: joins what is read into
 * expressions, and drops what only looks like a time.
 */
#include "find/time_item.h"
#include "find/time_point.h"

enum { FEW = 8 /* items: more than most articles' leads have */ };

sk_item *sk_time_add(sk_scan *s)
{
    if (!s->items.cap)
        sk_reserve(&s->d->arena, &s->items, FEW);
    return sk_push(&s->d->arena, &s->items);
}

sk_item *sk_time_push(sk_scan *s, uint32_t beg, uint32_t end, uint8_t kind)
{
    sk_item *it = sk_time_add(s);

    *it = (sk_item){.beg = beg, .end = end, .kind = kind};
    return it;
}

void sk_time_push_point(sk_scan *s, uint32_t beg, uint32_t end,
                        const sk_point *p)
{
    sk_time_push(s, beg, end, SK_I_POINT)->p = *p;
    if (p->sign && !(p->has & SK_P_BARE))
        s->seen[p->sign - '-']++;
}

/* What a number or a range of days or lengths begins with. */
static const uint64_t numbers = SK_T_NUMBER | SK_T_BIT(mod);

/* ---- now, lately, soon ---- */

static bool lower_word(const sk_scan *s, uint32_t i)
{
    return s->t[i].kind == SK_TOK_LETTERS && !(s->t[i].flags & SK_TOK_CAP);
}

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
        if (sk_time_more(s, i) && i && s->t[i - 1].flags & SK_TOK_CAP &&
            sk_time_is(s, i, SK_T_to, NULL) && sk_time_more(s, e) &&
            (s->t[e].kind == SK_TOK_DIGITS || sk_time_mask(s, e) & numbers))
            return 0; /* "ông Nam tới đây một ngày trước đó": came here */
    } else if ((e = sk_time_is(s, i, SK_T_future, NULL))) {
        if (!i || !sk_time_is(s, i - 1, SK_T_of, NULL) ||
            !sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("trong")))
            return 0;
        x = &future;
    } else if ((e = sk_time_is(s, i, SK_T_nay, &x)) && x->a) { /* giờ */
        if (!sk_time_more(s, e) || !sk_time_is(s, e, SK_T_nowafter, NULL) ||
            (i && (s->t[i - 1].kind == SK_TOK_DIGITS ||
                   sk_time_after(s, i, SK_T_num, NULL) ||
                   sk_time_after(s, i, SK_T_vague, NULL) ||
                   sk_time_after(s, i, SK_T_scale, NULL) ||
                   sk_time_after(s, i, SK_T_set, NULL))))
            return 0;
        x = &present;
    } else if (e) {
        if (!sk_time_after(s, i, SK_T_to, NULL) &&
            !(i && sk_str_ends(sk_doc_tok(s->d, i - 1), SK_STR("ừ"))) &&
            !(sk_time_more(s, e) && sk_time_is(s, e, SK_T_nowafter, NULL) &&
              i &&
              (s->t[i - 1].kind == SK_TOK_LETTERS || s->t[i - 1].ch == ',') &&
              !sk_time_after(s, i, SK_T_unit, NULL)))
            return 0;
        x = &present;
    } else {
        return 0;
    }
    sk_time_push(s, i, e, SK_I_REF)->ref = x;
    return e;
}

/* ---- the loop ---- */

/* "(giờ Việt Nam)", ", theo giờ địa phương" behind a time. */
static void zone_behind(sk_scan *s, uint32_t e)
{
    sk_item *it = &s->items.v[s->items.n - 1];
    uint32_t at = e;

    if (it->kind != SK_I_POINT || it->p.has & SK_P_ZONE || !sk_time_more(s, e))
        return;
    if (sk_time_ch(s, at) == '(' || sk_time_ch(s, at) == ',')
        at++;
    if (at < s->n && sk_str_eq(sk_doc_tok(s->d, at), SK_STR("theo")))
        at++;
    else if (at > e && sk_time_ch(s, e) == ',')
        return;
    if (at > e) {
        it->p.n = 0;
        sk_time_zone(s, at, &it->p);
    }
}

/* Whether a clock time that could be a length ("8 giờ", "20h") is one. */
static bool is_length(const sk_scan *s, uint32_t i, uint32_t end)
{
    const sk_item *last = s->items.n ? &s->items.v[s->items.n - 1] : NULL;
    const sk_sense *x;
    sk_point p;
    uint32_t c;
    int h;

    if (sk_time_after(s, i, SK_T_at, NULL) || sk_time_alone(s, i, end))
        return false;
    if (sk_time_is(s, end - 1, SK_T_unit, &x) && x->b == 1 &&
        sk_time_digits(s, i, &h) && h > 12 && h < 24 && i &&
        sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("sau")))
        return false; /* "sau 17h" */
    if (last && last->kind == SK_I_POINT && (last->p.has & SK_P_CLOCK) &&
        sk_time_connector(s, last->end, true) == i)
        return false;
    if ((c = sk_time_connector(s, end, false)) && sk_time_point(s, c, &p) &&
        (p.has & SK_P_CLOCK) &&
        (p.has & SK_P_PART || sk_time_after(s, i, SK_T_prep, NULL)))
        return false; /* "khoảng 20h-21h tối" */
    if (sk_time_after(s, i, SK_T_durcue, NULL))
        return true;
    if (sk_time_is(s, i, SK_T_mod, NULL))
        return true;
    if (sk_time_is(s, end - 1, SK_T_unit, &x) && x->b == 1)
        return s->t[i].end - s->t[i].beg == 2 &&
               memcmp(s->d->text.s + s->t[i].beg, "24", 2) == 0;
    if (sk_time_after(s, i, SK_T_prep, &x) && !(s->t[i].flags & SK_TOK_LINE) &&
        (sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("từ")) ||
         sk_str_eq(sk_doc_tok(s->d, i - 1), SK_STR("trước"))))
        return false;
    return true;
}

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
    it = sk_time_push(s, i, end, SK_I_LENGTH);
    it->len = (sk_length){.n = 1, .unit = u->a};
    it->dir = x->b;
    return end;
}

/* A range, a set or a bare year at i. */
static uint32_t special(sk_scan *s, uint32_t i, uint64_t mask)
{
    const uint64_t joins = SK_T_BIT(to) | SK_T_BIT(and);
    bool digits = s->t[i].kind == SK_TOK_DIGITS;
    /* "6-7", "2, 3", "5 đến 8" */
    bool joined =
        digits && i + 1 < s->n &&
        (s->t[i + 1].kind == SK_TOK_MARK || sk_time_mask(s, i + 1) & joins);
    sk_item it;
    uint32_t e;
    int y, y2;

    if (mask & SK_T_BIT(set) && (e = sk_time_set(s, i, &it))) {
        it.end = e;
        *sk_time_add(s) = it;
        return e;
    }
    if ((joined || mask & (SK_T_BIT(unit) | SK_T_BIT(part) | SK_T_BIT(mung))) &&
        (e = sk_time_day_range(s, i)))
        return e;
    if (mask & SK_T_BIT(part) && (e = sk_time_part_list(s, i)))
        return e;
    if (mask & SK_T_BIT(unit) && (e = bare_length(s, i)))
        return e;
    if (joined && (e = sk_time_clock_range(s, i)))
        return e;
    if ((digits || mask & numbers) && (e = sk_time_length_range(s, i)))
        return e;
    if (digits && (e = sk_time_bare_year(s, i, &y, &y2))) {
        sk_point p = {.has = SK_P_YEAR, .year = y};
        sk_time_push_point(s, i, i + 1, &p);
        p.year = y2;
        if (y2)
            sk_time_push_point(s, e - 1, e, &p);
        return e;
    }
    return 0;
}

/* Whether a number at i could be of a time: most are not. */
static bool counts_time(const sk_scan *s, uint32_t i)
{
    const uint64_t next = SK_T_BIT(unit) | SK_T_BIT(halfmore) | SK_T_BIT(to) |
                          SK_T_BIT(and) | SK_T_BIT(part) | SK_T_BIT(thu) |
                          SK_T_BIT(weekday) | SK_T_BIT(phase);
    const uint64_t tet = SK_T_BIT(tet) | SK_T_BIT(feast);
    sk_number n;
    uint32_t e;

    if (!sk_time_more(s, i + 1))
        return false;
    /* one word, and nothing that goes with it: "một", "hai", "nhiều" */
    if (s->t[i + 1].kind == SK_TOK_LETTERS && !s->stands[i].path &&
        !(sk_time_mask(s, i + 1) & (next | SK_T_NUMBER | SK_T_BIT(linh))))
        return false;
    e = sk_time_number(s, i, &n);
    return e && sk_time_more(s, e) &&
           (s->t[e].kind == SK_TOK_MARK ||
            sk_time_mask(s, e) & (next | tet | SK_T_BIT(num)));
}

/* The same of digits, by the token behind them. */
static bool digits_time(const sk_scan *s, uint32_t i)
{
    const sk_item *last = s->items.n ? &s->items.v[s->items.n - 1] : NULL;
    const uint64_t next = SK_T_BIT(unit) | SK_T_BIT(halfmore) | SK_T_BIT(to) |
                          SK_T_BIT(of) | SK_T_BIT(feast) | SK_T_BIT(tet) |
                          SK_T_BIT(vague) | SK_T_BIT(ampm) | SK_T_BIT(era) |
                          SK_T_BIT(and) | SK_T_BIT(lmonth);
    char c = sk_time_ch(s, i + 1);

    if (s->t[i].end - s->t[i].beg == 4) /* a year has its cue before it */
        return true;
    if (!sk_time_more(s, i + 1))
        return false;
    if (last && last->end == i) /* "hai ngày 2, 3 và 4/9" */
        return true;
    if (sk_time_mask(s, i + 1) & SK_T_BIT(scale))
        return counts_time(s, i);
    if (s->t[i + 1].kind == SK_TOK_LETTERS)
        return sk_time_mask(s, i + 1) & next ||
               (sk_time_glued(s, i + 1) &&
                s->t[i + 1].end - s->t[i + 1].beg == 1);
    switch (c) {
    case '/':
    case ':':
        return sk_time_glued(s, i + 2) && s->t[i + 2].kind == SK_TOK_DIGITS;
    case '.':
    case ',': /* a date, or a number with a unit behind it */
        return sk_time_glued(s, i + 2) && s->t[i + 2].kind == SK_TOK_DIGITS &&
               ((c == '.' && s->t[i + 2].end - s->t[i + 2].beg < 3) ||
                counts_time(s, i));
    case 0:
    case '-':
        return sk_time_dash(s, i + 1);
    default:
        return false;
    }
}

/* Whether it is worth while to read an expression at i. */
static bool may_begin(const sk_scan *s, uint32_t i, uint64_t mask)
{
    uint32_t e;

    if (s->t[i].kind == SK_TOK_DIGITS)
        return digits_time(s, i);
    if (mask & SK_T_STARTS & ~numbers)
        return true;
    if (!(e = sk_time_is(s, i, SK_T_mod, NULL)))
        return counts_time(s, i);
    return sk_time_more(s, e) &&
           (s->t[e].kind == SK_TOK_DIGITS
                ? digits_time(s, e)
                : (sk_time_mask(s, e) & SK_T_STARTS) != 0);
}

/* The token behind a word such as khoảng before a point, i if there is none:
 * "hơn 3h sáng" is a point, "hơn 3h" and "hơn một giờ vào đêm 7/9" are not. */
static uint32_t mod_behind(const sk_scan *s, uint32_t i, sk_str *mod)
{
    const sk_sense *x;
    sk_point p = {0};
    bool weak;
    uint32_t e = sk_time_is(s, i, SK_T_mod, &x), more, clock;

    if (!e || !sk_time_more(s, e))
        return i;
    if ((more = sk_time_is(s, e, SK_T_mod, NULL)) && sk_time_more(s, more))
        e = more; /* "khoảng gần 17 giờ" */
    if (more || !sk_str_eq(x->as, SK_STR("APPROX"))) {
        clock = sk_time_clock(s, e, &p, &weak);
        if (clock && sk_time_after(s, i, SK_T_at, NULL)) {
            *mod = x->as; /* "lúc gần 18h" */
            return e;
        }
        if (!clock || !sk_time_more(s, clock) ||
            sk_time_is(s, clock, SK_T_at, NULL) || !sk_time_point(s, e, &p) ||
            !(p.has & (SK_P_PART | SK_P_DAYISH)) || p.has & SK_P_EACH)
            return i;
    }
    *mod = x->as;
    return e;
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

    if (!may_begin(s, i, mask))
        return 0;
    if ((e = special(s, i, mask)))
        return e;
    at = mod_behind(s, i, &mod);
    ep = sk_time_point(s, at, &p);
    if (ep && (p.has & SK_P_BARE) &&
        !(p.has & (SK_P_CLOCK | SK_P_PART | SK_P_WEEKDAY | SK_P_DREL)) &&
        !sk_time_bare_day(s, at, ep, &p, &maybe))
        ep = 0;
    if (ep && s->t[at].kind == SK_TOK_DIGITS && (p.has & SK_P_DAY) &&
        sk_time_after(s, at, SK_T_nodate, &x) &&
        sk_str_eq(x->as, SK_STR("place")))
        return ep; /* "đường 30 Tháng 4": nothing in it is a time */
    el = s->t[i].kind == SK_TOK_DIGITS ||
                 mask & (numbers | SK_T_BIT(agopre) | SK_T_BIT(whole))
             ? sk_time_length(s, i, &it)
             : 0;
    if (ep && (p.has & SK_P_LOOSE) && !(p.has & SK_P_WEEKEND) && (el >= ep) &&
        is_length(s, i, ep))
        ep = 0;
    if (ep && (p.has & SK_P_WEEKEND) && (p.has & SK_P_LOOSE) && s->items.n &&
        s->items.v[s->items.n - 1].kind == SK_I_LENGTH &&
        s->items.v[s->items.n - 1].end == i)
        ep = 0; /* "bốn ngày cuối tuần" */
    if (ep && (p.has & SK_P_LOOSE) && (p.has & SK_P_CLOCK))
        el = 0;
    if (ep && ep >= el) {
        size_t first = s->items.n;
        if ((e = sk_time_unit_range(s, i, ep, &p))) {
            s->items.v[first].mod = mod;
            return e;
        }
        sk_time_push_point(s, i, ep, &p);
        s->items.v[s->items.n - 1].mod = mod;
        s->items.v[s->items.n - 1].maybe = maybe;
        if ((p.has & SK_P_MONTH) && !(p.has & SK_P_YEAR) &&
            (y = sk_time_event_year(s, at, ep)) != 0) {
            s->items.v[s->items.n - 1].p.year = y;
            s->items.v[s->items.n - 1].p.has |= SK_P_YEAR;
            s->items.v[s->items.n - 1].event = true;
        }
        zone_behind(s, ep);
        return ep;
    }
    if (el) {
        it.end = el;
        *sk_time_add(s) = it;
        return el;
    }
    /* "một tối Chủ nhật gần đây" */
    if (sk_time_is(s, i, SK_T_num, &x) == i + 1 && x->a == 1 &&
        sk_time_more(s, i + 1) && (e = sk_time_point(s, i + 1, &p)) &&
        (p.has & SK_P_WEEKDAY) && !(p.has & (SK_P_DAY | SK_P_WREL))) {
        if (sk_time_more(s, e) && sk_time_is(s, e, SK_T_ref, NULL))
            e = sk_time_is(s, e, SK_T_ref, NULL);
        p.has |= SK_P_LOOSE;
        sk_time_push_point(s, i, e, &p);
        return e;
    }
    return reference(s, i);
}

enum { TITLE_MAX = 24 /* tokens of a title in quotation marks */ };

static bool is_quote(const sk_scan *s, uint32_t i, bool opens)
{
    switch (s->t[i].quote) {
    case SK_NO_QUOTE:
        return false;
    case SK_QUOTE_STRAIGHT:
        return true;
    case SK_QUOTE_SINGLE: /* of these only ' may close */
        return opens || s->t[i].ch == '\'';
    case SK_QUOTE_CLOSES:
    case SK_QUOTE_SINGLE_CLOSES:
        return !opens;
    default:
        return opens;
    }
}

/* The token behind a title in quotation marks that opens at i ("chương trình
 * 'Mùa thu năm ấy'"), 0 if none does: what is inside is a name. */
static uint32_t title_at(const sk_scan *s, uint32_t i)
{
    if (!sk_time_after(s, i, SK_T_work, NULL) || !is_quote(s, i, true))
        return 0;
    for (uint32_t k = i + 1; k <= i + TITLE_MAX && sk_time_more(s, k); k++)
        if (is_quote(s, k, false))
            return k + 1;
    return 0;
}

void sk_time_find(sk_doc *d)
{
    sk_scan s = {
        .d = d, .w = d->eng->times, .t = d->toks.v, .n = (uint32_t)d->toks.n};
    uint32_t e = 0;

    d->times.n = 0;
    if (!s.w || !s.n)
        return;
    sk_time_match(&s);
    for (uint32_t k = 0; k < s.n_spots; k++) {
        uint32_t i = s.spots[k];
        uint64_t mask = s.stands[i].mask;
        if (i < e)
            continue;
        if (mask & SK_T_BIT(block) &&
            (e = sk_time_longest(&s, i, s.n, SK_T_block, NULL)))
            continue;
        if (s.t[i].kind == SK_TOK_MARK)
            e = title_at(&s, i);
        else
            e = expression(&s, i, mask);
    }
    if (!s.items.n)
        return;
    sk_time_drop_foreign(&s);
    sk_time_values(&s);
}
