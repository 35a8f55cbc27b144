/* time_length.c - lengths of time, points counted by them, and sets.
 *
 * "hơn hai tháng qua" is a length; "20 năm trước", "cách đây 3 tháng" and "55
 * năm nữa" are points; "2 ngày sau khi", "30 phút trước khi" are lengths, for
 * what follows tells from where.
 */
#include "find/time_point.h"

/* "giờ", "tiếng", "h": a unit behind a number; *x its sense. */
static uint32_t unit_of(const sk_scan *s, uint32_t i, const sk_number *n,
                        const sk_sense **x)
{
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_unit, x) : 0;

    if (!e || (*x)->a == SK_U_WHILE)
        return 0;
    if ((*x)->b == 1 && (*x)->a == SK_U_HOUR && /* "h"; "LM 500h" */
        (!sk_time_glued(s, i) ||
         (n->v >= 100 && i >= 2 && s->t[i - 2].flags & SK_TOK_UPPER) ||
         (sk_time_glued(s, e) && s->t[e].kind != SK_TOK_MARK)))
        return 0;
    if (sk_time_more(s, e)) {
        sk_str next = sk_doc_tok(s->d, e);
        if (sk_time_is(s, e, SK_T_notunitright, NULL) ||
            sk_str_eq(next, SK_STR("nào")) || sk_str_eq(next, SK_STR("học")))
            return 0;
        if (sk_str_eq(sk_doc_tok(s->d, i), SK_STR("tiếng")) && e == i + 1 &&
            ((n->vague && !sk_time_is(s, e, SK_T_deict, NULL)) ||
             (s->t[e].flags & SK_TOK_CAP)))
            return 0;
    }
    return e;
}

/* Digits that belong to a name or a ratio: "U23", "24/24". */
static bool torn(const sk_scan *s, uint32_t i)
{
    char c = i ? sk_time_ch(s, i - 1) : 0;

    if (!i || !sk_time_glued(s, i) || s->t[i].kind != SK_TOK_DIGITS)
        return false;
    return s->t[i - 1].kind == SK_TOK_LETTERS || c == '/' || c == '.' ||
           c == ',' || c == ':';
}

/* Whether "trước" behind a length means ago: nothing follows that it could be
 * before. */
static bool ago(const sk_scan *s, uint32_t beg, uint32_t e)
{
    bool ends = !sk_time_more(s, e) || s->t[e].kind == SK_TOK_MARK;

    if (ends && beg && sk_str_eq(sk_doc_tok(s->d, beg - 1), SK_STR("mất")))
        return true; /* died */
    if (sk_time_after(s, beg, SK_T_durcue, NULL) &&
        !sk_str_ends(sk_doc_tok(s->d, beg - 1), SK_STR("ròn")))
        return false; /* but "tròn 10 năm trước" */
    if (!sk_time_more(s, e))
        return true;
    return !sk_time_is(s, e, SK_T_durnext, NULL);
}

static void set_ago(sk_item *it, int sign)
{
    static const struct {
        int unit, to, by;
    } below[] = {{SK_U_YEAR, SK_U_MONTH, 12}, {SK_U_MONTH, SK_U_DAY, 30},
                 {SK_U_DAY, SK_U_HOUR, 24},   {SK_U_HOUR, SK_U_MINUTE, 60},
                 {SK_U_WEEK, SK_U_DAY, 7},    {SK_U_CENTURY, SK_U_YEAR, 100},
                 {SK_U_DECADE, SK_U_YEAR, 10}};

    it->kind = SK_I_POINT;
    it->p.has = SK_P_AGO;
    it->p.unit = it->len.unit;
    it->p.n = sign * (int)(it->len.n + 0.01);
    if (it->len.n - (int)it->len.n < 0.1) {
        for (size_t i = 0; i < sizeof below / sizeof *below; i++)
            if (it->len.n2 && below[i].unit == it->len.unit &&
                below[i].to == it->len.unit2) { /* "1 năm 2 tháng trước" */
                it->p.unit = below[i].to;
                it->p.n = it->p.n * below[i].by + sign * it->len.n2;
            }
        return;
    }
    /* "hai năm rưỡi trước", "nửa tiếng nữa": counted by the unit below */
    for (size_t i = 0; i < sizeof below / sizeof *below; i++)
        if (below[i].unit == it->len.unit) {
            it->p.unit = below[i].to;
            it->p.n = sign * (int)(it->len.n * below[i].by + 0.01);
        }
}

/* What stands behind a length and belongs to it; its end. */
static uint32_t tail(const sk_scan *s, uint32_t beg, uint32_t e, sk_item *it,
                     bool any)
{
    const sk_sense *x;
    sk_point p;
    uint32_t next;

    if (!sk_time_more(s, e))
        return any ? 0 : e;
    if (sk_time_is(s, e, SK_T_phase, NULL) && !any) {
        /* "10 tháng đầu năm", "hai ngày cuối tuần này" */
        next = sk_time_point(s, e, &p);
        if (next && p.phase.s && !(p.has & SK_P_DAYISH))
            return next;
        if (next && (p.has & (SK_P_HALF | SK_P_LOOSE)))
            return e;
    }
    next = sk_time_is(s, e, SK_T_deict, &x);
    if (!next)
        return any ? 0 : e;
    switch (x->b) {
    case SK_DIR_PAST:
        if (x->a == 0 && sk_time_more(s, next) && sk_time_ch(s, next) == 0 &&
            sk_str_eq(sk_doc_tok(s->d, e), SK_STR("này")))
            return any ? 0 : e;
        it->dir = SK_DIR_PAST;
        return next;
    case SK_DIR_PASTX:
        it->dir = SK_DIR_PAST;
        return next;
    case SK_DIR_FUTURE:
        /* "tới" also means to: "tới 5 năm" */
        if (next == e + 1 && sk_time_more(s, next) &&
            (s->t[next].kind == SK_TOK_DIGITS ||
             (s->t[next].flags & SK_TOK_CAP)))
            return any ? 0 : e;
        it->dir = SK_DIR_FUTURE;
        return next;
    case SK_DIR_NEXT:
        it->dir = SK_DIR_FUTURE;
        return next;
    case SK_DIR_IN:
        if (it->len.vague) {
            it->dir = SK_DIR_FUTURE;
            return next;
        }
        if (sk_time_after(s, beg, SK_T_durcue, NULL) &&
            !(sk_str_ends(sk_doc_tok(s->d, beg - 1), SK_STR("au"))))
            return next; /* but "sau 5 ngày nữa" is a day */
        set_ago(it, 1);
        return next;
    case SK_DIR_AGO:
    case SK_DIR_AGOX:
        if (any && it->len.unit < SK_U_DAY)
            return 0;
        if (x->b == SK_DIR_AGO && !ago(s, beg, next))
            return any ? 0 : e;
        if (it->len.vague) {
            it->kind = SK_I_REF;
            it->ref = NULL;
            return next;
        }
        set_ago(it, -1);
        return next;
    case SK_DIR_BEFORE:
        if (any)
            return 0;
        if (x->a && !it->len.vague && it->len.unit >= SK_U_DAY &&
            !sk_time_after(s, beg, SK_T_durcue, NULL) &&
            !sk_time_after(s, beg, SK_T_of, NULL) &&
            !(beg && sk_str_eq(sk_doc_tok(s->d, beg - 1), SK_STR("với")))) {
            set_ago(it, x->a); /* "hai ngày trước đó" */
            it->p.has |= SK_P_ANCHOR;
            it->len_end = e;
            return next;
        }
        it->dir = SK_DIR_PAST;
        return sk_time_after(s, beg, SK_T_durcue, NULL) ? next : e;
    case SK_DIR_AFTER:
        if (!any && !it->len.vague && sk_time_alone(s, beg, next)) {
            set_ago(it, 1);
            return next;
        }
        return any ? 0 : e;
    default:
        return any ? 0 : e;
    }
}

/* A number of a smaller unit behind a length; n2 of unit x. */
static uint32_t smaller(const sk_scan *s, uint32_t e, int unit, int *n2,
                        const sk_sense **x)
{
    static const uint8_t below[SK_U_N] = {
        [SK_U_MINUTE] = SK_U_SECOND, [SK_U_HOUR] = SK_U_MINUTE,
        [SK_U_DAY] = SK_U_HOUR,      [SK_U_WEEK] = SK_U_DAY,
        [SK_U_MONTH] = SK_U_DAY,     [SK_U_YEAR] = SK_U_MONTH};
    bool joined = false;
    sk_number n;
    sk_point p;
    uint32_t at, next;

    if (!sk_time_more(s, e))
        return 0;
    if (sk_str_eq(sk_doc_tok(s->d, e), SK_STR("và")) &&
        sk_time_more(s, e + 1)) {
        joined = true; /* "2 năm và 3 tháng" */
        e++;
    }
    at = sk_time_number(s, e, &n);
    if (!at || n.vague || n.fraction || !sk_time_whole(&n) ||
        !(next = unit_of(s, at, &n, x)) ||
        ((*x)->a >= unit && !((*x)->a == SK_U_NIGHT && unit == SK_U_DAY)) ||
        (joined && (*x)->a != below[unit]) ||
        ((*x)->a == SK_U_DAY && sk_time_point(s, at, &p)))
        return 0;
    *n2 = (int)n.v;
    return next;
}

/* "1 giờ 30 phút", "2 năm 3 tháng", "1 năm 2 tháng 15 ngày". */
static uint32_t more_units(const sk_scan *s, uint32_t e, sk_item *it)
{
    const sk_sense *x;
    sk_length *l = &it->len;
    uint32_t next;
    int n;

    if (l->vague || !(next = smaller(s, e, l->unit, &n, &x)))
        return e;
    if (x->a == SK_U_NIGHT) /* "ba ngày hai đêm" */
        return next;
    l->n2 = n;
    l->unit2 = x->a;
    if ((e = smaller(s, next, l->unit2, &n, &x)) && x->a != SK_U_NIGHT) {
        l->n3 = n;
        l->unit3 = x->a;
        return e;
    }
    return next;
}

/* A date right behind the number: "24 ngày 20/3" is no length, but "hai ngày
 * 11-12/6" is one. */
static bool date_behind(const sk_scan *s, uint32_t at, uint32_t e, double n,
                        int unit)
{
    sk_point p;
    uint32_t end;
    int v;

    if (unit != SK_U_DAY && unit != SK_U_MONTH && unit != SK_U_YEAR &&
        unit != SK_U_QUARTER)
        return false;
    if (!sk_time_more(s, e) || s->t[e].kind != SK_TOK_DIGITS)
        return false;
    if (unit == SK_U_MONTH && (end = sk_time_unit_at(s, e + 1, SK_U_DAY)) &&
        !(sk_time_more(s, end) && s->t[end].kind == SK_TOK_DIGITS))
        return false; /* "1 tháng 10 ngày" */
    if (unit == SK_U_DAY && n >= 2 && n <= 4 && sk_time_digits(s, e, &v) &&
        v <= 31 &&
        (sk_time_dash(s, e + 1) || sk_time_is(s, e + 1, SK_T_and, NULL) ||
         sk_time_ch(s, e + 1) == ','))
        return false;
    if (unit == SK_U_DAY && n >= 2 && n <= 4) {
        end = sk_time_point(s, e, &p);
        if (end && sk_time_more(s, end) &&
            (sk_time_dash(s, end) || sk_time_is(s, end, SK_T_and, NULL)))
            return false; /* "hai ngày 30/4 và 1/5" */
    }
    end = sk_time_point(s, at, &p);
    return end > e;
}

uint32_t sk_time_length(const sk_scan *s, uint32_t i, sk_item *it)
{
    const sk_sense *x, *mod = NULL;
    uint32_t at = i, e, num;
    sk_number n = {0};
    bool since = false, whole = false;

    *it = (sk_item){.beg = i, .kind = SK_I_LENGTH};
    if (i >= s->n)
        return 0;
    if ((e = sk_time_is(s, at, SK_T_agopre, NULL)) && sk_time_more(s, e)) {
        since = true;
        at = e;
    }
    if ((e = sk_time_is(s, at, SK_T_mod, &mod)) && sk_time_more(s, e))
        at = e;
    else
        mod = NULL;
    if (!since && !mod && (e = sk_time_is(s, at, SK_T_whole, NULL)) &&
        sk_time_more(s, e)) {
        whole = true;
        n.v = 1;
        n.words = true;
        num = at;
        at = e;
    } else {
        num = at;
        at = sk_time_number(s, at, &n);
        if (!at || torn(s, num) || n.v < 0 || n.v > 1e11)
            return 0;
        if (!n.vague && sk_time_more(s, at) &&
            sk_time_is(s, at, SK_T_vague, &x) && !x->a)
            return 0;
    }
    if (!n.vague && !whole && sk_time_is(s, at, SK_T_set, &x) && x->b &&
        n.v > 0) { /* "hai ngày một lần" */
        it->kind = SK_I_EVERY;
        it->len = (sk_length){.n = n.v, .unit = x->a};
        it->mod = mod ? mod->as : (sk_str){NULL, 0};
        return sk_time_is(s, at, SK_T_set, NULL);
    }
    e = unit_of(s, at, &n, &x);
    if (!e || (!whole && date_behind(s, at, e, n.v, x->a)))
        return 0;
    if (x->a == SK_U_NIGHT && n.v == 0.5) /* "nửa đêm" is a part of the day */
        return 0;
    if (n.fraction && x->a != SK_U_CENTURY && x->a != SK_U_DECADE)
        return 0; /* "bằng 1/10 năm ngoái" */
    if (whole && sk_time_point(s, at, &it->p))
        return 0; /* "cả năm 2025" */
    it->len = (sk_length){.n = n.v, .unit = x->a, .vague = n.vague};
    if (mod)
        it->mod = mod->as;
    if (!n.vague && sk_str_ends(sk_doc_tok(s->d, at), SK_STR("ôm")) &&
        !(n.v >= 2 && sk_time_is(s, e, SK_T_deict, &x) &&
          (x->b == SK_DIR_IN || (n.words && x->b == SK_DIR_AGO))))
        return 0; /* "một hôm", "vòng hai hôm nay", but "hai hôm trước" */
    if (x->a == SK_U_YEAR && !n.vague && sk_time_whole(&n) &&
        (at = sk_time_era(s, e, &it->p)) > e && it->p.has & SK_P_BC) {
        it->kind = SK_I_POINT; /* "5.000 năm trước Công nguyên" */
        it->p.has |= SK_P_YEAR;
        it->p.year = (int)n.v;
        return at;
    }
    if (sk_time_more(s, e) && !n.vague &&
        (at = sk_time_is(s, e, SK_T_halfmore, NULL))) {
        it->len.n += 0.5;
        e = at;
    } else {
        e = more_units(s, e, it);
    }
    if (since) {
        if (n.vague) {
            it->kind = SK_I_REF;
            return e;
        }
        set_ago(it, -1);
        return e;
    }
    /* "một năm" behind a price: a set */
    if (n.words && n.v == 1 && !mod && !whole && it->len.n == 1 &&
        sk_time_after(s, i, SK_T_rate, NULL)) {
        it->kind = SK_I_EVERY;
        return e;
    }
    return tail(s, i, e, it, n.any);
}

/* "vào thứ Tư", "vào ngày 15" behind "mỗi tuần", "hằng tháng". */
static uint32_t day_of_each(const sk_scan *s, uint32_t i, int unit, sk_point *p)
{
    const uint32_t day = unit == SK_U_WEEK    ? SK_P_WEEKDAY
                         : unit == SK_U_MONTH ? SK_P_DAY
                                              : 0;
    const sk_sense *x;
    uint32_t at = day && sk_time_more(s, i) ? sk_time_is(s, i, SK_T_at, NULL)
                                            : 0,
             e;

    if (!at)
        return 0;
    if (sk_time_is(s, at, SK_T_vague, &x) && x->a) {
        at++; /* "các ngày thứ Tư" */
        if (unit == SK_U_WEEK && sk_time_is(s, at, SK_T_unit, NULL))
            at++;
    }
    if (!sk_time_more(s, at))
        return 0;
    *p = (sk_point){0};
    e = unit == SK_U_WEEK ? sk_time_weekday(s, at, p, true)
                          : sk_time_point(s, at, p);
    if (!e || !(p->has & day) || p->has & ~(day | SK_P_CLOCK | SK_P_PART))
        return 0;
    p->has |= SK_P_EACH;
    return e;
}

/* Whether a unit that ends before e is one of many on end. */
static bool goes_on(const sk_scan *s, uint32_t e)
{
    return sk_str_eq(sk_doc_tok(s->d, e - 1), SK_STR("trời")) ||
           (sk_time_more(s, e) &&
            sk_str_eq(sk_doc_tok(s->d, e), SK_STR("liền")));
}

uint32_t sk_time_set(const sk_scan *s, uint32_t i, sk_item *it)
{
    const sk_sense *x;
    uint32_t at = sk_time_is(s, i, SK_T_set, &x), e;
    sk_number n = {0};
    sk_str word;

    if (!at)
        return 0;
    *it = (sk_item){.beg = i, .kind = SK_I_EVERY, .len = {.n = 1}};
    if (x->b) { /* "ngày một lần", but not "lên tiếng một lần" */
        it->len.unit = x->a;
        return x->a >= SK_U_DAY ? at : 0;
    }
    if (!sk_time_more(s, at))
        return 0;
    word = sk_doc_tok(s->d, i);
    if (sk_time_is(s, at, SK_T_set, &x) && x->b) {
        it->len.unit = x->a; /* "mỗi ngày một lần": the rest says how often */
        return at + 1;
    }
    if ((e = unit_of(s, at, &n, &x))) {
        if (s->t[i].end - s->t[i].beg > 5 && x->a < SK_U_DAY)
            return 0; /* "từng giờ" */
        if (!sk_str_ends(word, SK_STR("i")) && goes_on(s, e)) {
            it->kind = SK_I_LENGTH; /* "hàng tháng trời", "hàng giờ liền" */
            it->len = (sk_length){.unit = x->a, .vague = true};
            return e;
        }
        if (x->a == SK_U_NIGHT) {
            it->kind = SK_I_POINT;
            it->p.has = SK_P_EACH | SK_P_PART;
            it->p.part = SK_STR("TNI");
            return e;
        }
        it->len.unit = x->a;
        /* "mỗi ngày lúc 7 giờ" */
        if (x->a == SK_U_DAY && sk_time_more(s, e) &&
            (at = sk_time_is(s, e, SK_T_at, NULL)) && sk_time_more(s, at) &&
            (at = sk_time_point(s, at, &it->p)) &&
            !(it->p.has & ~(uint32_t)(SK_P_CLOCK | SK_P_PART | SK_P_LOOSE))) {
            it->kind = SK_I_POINT;
            it->p.has |= SK_P_EACH;
            return at;
        }
        if ((at = day_of_each(s, e, x->a, &it->p))) {
            it->kind = SK_I_POINT;
            return at;
        }
        it->p = (sk_point){0};
        return e;
    }
    if (!sk_str_eq(word, SK_STR("mỗi")) && !sk_str_eq(word, SK_STR("Mỗi")))
        return 0;
    if ((e = sk_time_number(s, at, &n)) && !n.vague && n.v >= 1 &&
        (at = unit_of(s, e, &n, &x))) {
        it->len.n = n.v;
        it->len.unit = x->a;
        return at;
    }
    at = i + 1;
    it->kind = SK_I_POINT;
    e = sk_time_point(s, at, &it->p);
    if (e && (it->p.has & SK_P_WEEKDAY) && !(it->p.has & SK_P_WDREL)) {
        it->p.has |= SK_P_EACH;
        return e;
    }
    if ((e = sk_time_is(s, at, SK_T_weekday, &x)) ||
        ((e = sk_time_is(s, at, SK_T_thu, NULL)) &&
         sk_time_is(s, e, SK_T_wdnum, &x) && (e = e + 1))) {
        it->p = (sk_point){.has = SK_P_EACH | SK_P_WEEKDAY, .wd = x->a};
        return e;
    }
    if ((e = sk_time_is(s, at, SK_T_part, &x))) {
        it->p = (sk_point){.has = SK_P_EACH | SK_P_PART, .part = x->as};
        return e;
    }
    if ((e = sk_time_is(s, at, SK_T_season, &x))) {
        it->p = (sk_point){.has = SK_P_EACH | SK_P_SEASON, .season = x->as};
        return e;
    }
    return 0;
}
