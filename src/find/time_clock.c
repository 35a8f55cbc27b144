/* time_clock.c - clock times, parts of the day and zones. */
#include "find/time_point.h"

/* Whether a clock time may end before token e: its day or a pause follows. */
static bool ends_clock(const sk_scan *s, uint32_t e)
{
    const uint64_t next = SK_T_BIT(part) | SK_T_BIT(day) | SK_T_BIT(thu) |
                          SK_T_BIT(weekday) | SK_T_BIT(to) | SK_T_BIT(zone);

    return !sk_time_more(s, e) || s->t[e].kind == SK_TOK_MARK ||
           sk_time_mask(s, e) & next || sk_time_unit_at(s, e, SK_U_DAY);
}

/* Seconds behind minutes that are spelled out. */
static uint32_t seconds_tail(const sk_scan *s, uint32_t e, int *sec)
{
    uint32_t next;
    int v;

    if (!sk_time_more(s, e) || !sk_time_digits(s, e, &v) || v > 59 ||
        !sk_time_more(s, e + 1) ||
        !(next = sk_time_unit_at(s, e + 1, SK_U_SECOND)))
        return e;
    *sec = v;
    return next;
}

static bool tok_is(const sk_scan *s, uint32_t i, const char *word)
{
    return sk_str_eq(sk_doc_tok(s->d, i), sk_str_of(word));
}

/* The number behind "kém", where năm is five: "bảy giờ kém năm". */
static uint32_t less_by(const sk_scan *s, uint32_t i, sk_number *n)
{
    const sk_sense *x;
    uint32_t e = sk_time_number(s, i, n);

    if (!e && (e = sk_time_is(s, i, SK_T_num, &x)) && ends_clock(s, e))
        *n = (sk_number){.v = x->a, .words = true};
    return n->v > 0 ? e : 0;
}

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
    if (tok_is(s, e, "đúng") && ends_clock(s, e + 1))
        return e + 1; /* "7 giờ đúng sáng mai" */
    if (tok_is(s, e, "kém") && sk_time_more(s, e + 1) && *h > 0 &&
        (next = less_by(s, e + 1, &n)) && !n.vague && n.v < 60) {
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
            if (x->a != SK_U_NIGHT && /* "22 giờ 30 đêm" */
                !(x->a == SK_U_DAY && sk_time_digits(s, next, &w)) &&
                !sk_time_is(s, after, SK_T_day, NULL)) /* "30 hôm nay" */
                return e;
        }
        if (sk_time_more(s, after) && !tok_is(s, after, "trên") &&
            !sk_time_is(s, after, SK_T_part, NULL) &&
            (sk_time_is(s, after, SK_T_nodateright, NULL) ||
             sk_time_is(s, after, SK_T_scale, NULL)))
            return e; /* but "20 giờ 40 trên VTV3" */
        *m = v;
        if (sk_time_glued(s, after) &&
            (tok_is(s, after, "p") || tok_is(s, after, "ph")))
            after++; /* "7 giờ 30p" */
        return after;
    } else if ((next = sk_time_number(s, e, &n)) && !n.vague && n.v < 60 &&
               n.words &&
               (sk_time_unit_at(s, next, SK_U_MINUTE) ||
                (n.v >= 5 && ends_clock(s, next)))) {
        *m = (int)n.v;
        e = next;
    } else {
        return e;
    }
    return (next = sk_time_more(s, e) ? sk_time_unit_at(s, e, SK_U_MINUTE) : 0)
               ? next
               : e;
}

/* A clock as it is read. */
typedef struct reading {
    int h, m, sec;
    bool weak; /* may as well be a length of time */
} reading;

/* Whether token i is glued to what makes something else of it: "A320", "1/20".
 */
static bool is_glued_on(const sk_scan *s, uint32_t i)
{
    char before;

    if (!sk_time_glued(s, i) || i == 0)
        return false;
    before = sk_time_ch(s, i - 1);
    return s->t[i - 1].kind == SK_TOK_LETTERS ||
           (before && strchr("/.,:", before));
}

/* The letter of a token of one byte, in lower case; 0 if it is longer or stands
 * apart. */
static char glued_letter(const sk_scan *s, uint32_t i)
{
    return sk_time_glued(s, i) && s->t[i].end - s->t[i].beg == 1
               ? (char)(s->d->text.s[s->t[i].beg] | 32)
               : 0;
}

/* Whether ":30" stands at i. */
static bool has_colon(const sk_scan *s, uint32_t i, int *m)
{
    return sk_time_ch(s, i) == ':' && sk_time_glued(s, i) &&
           sk_time_glued(s, i + 1) && sk_time_digits(s, i + 1, m) &&
           s->t[i + 1].end - s->t[i + 1].beg == 2 && *m < 60;
}

/* Behind ":30" the seconds may follow; letters make something else of it. */
static uint32_t behind_colon(const sk_scan *s, uint32_t e, reading *c)
{
    const sk_sense *x;
    int sec;

    if (sk_time_ch(s, e) == ':' && sk_time_glued(s, e) &&
        sk_time_digits(s, e + 1, &sec) && sec < 60) {
        c->sec = sec;
        e += 2;
    }
    if (sk_time_glued(s, e) && s->t[e].kind == SK_TOK_LETTERS &&
        !sk_time_ampm(s, e, &x))
        return 0;
    return e;
}

/* Behind the minutes of "20h30": "p", "phút", "'". */
static uint32_t behind_minutes(const sk_scan *s, uint32_t e)
{
    if (!sk_time_glued(s, e))
        return sk_time_more(s, e) && sk_time_unit_at(s, e, SK_U_MINUTE)
                   ? sk_time_unit_at(s, e, SK_U_MINUTE) /* 5h30 phút */
                   : e;
    if (tok_is(s, e, "p") || tok_is(s, e, "ph") || tok_is(s, e, "phút") ||
        sk_time_ch(s, e) == '\'')
        return e + 1;
    return s->t[e].kind == SK_TOK_LETTERS ? 0 : e;
}

/* Behind "20h". */
static uint32_t behind_h(const sk_scan *s, uint32_t e, reading *c)
{
    int v;

    if (sk_time_glued(s, e) && sk_time_digits(s, e, &v) && v < 60 &&
        s->t[e].end - s->t[e].beg <= 2) {
        c->m = v;
        return behind_minutes(s, e + 1);
    }
    if (sk_time_more(s, e) && sk_time_digits(s, e, &v) && v < 60 &&
        s->t[e].end - s->t[e].beg == 2 &&
        (ends_clock(s, e + 1) || sk_time_unit_at(s, e + 1, SK_U_MINUTE))) {
        e = minutes_tail(s, e, &c->h, &c->m, &c->weak); /* 20h 30 */
        c->weak = c->weak || !c->m;
        return e;
    }
    if (sk_time_more(s, e) && (sk_time_is(s, e, SK_T_halfmore, NULL) ||
                               sk_str_eq(sk_doc_tok(s->d, e), SK_STR("kém"))))
        return minutes_tail(s, e, &c->h, &c->m, &c->weak);
    c->weak = true;
    return e;
}

/* Behind "7g": "7g30", "7g sáng"; 0 for "5G". */
static uint32_t behind_g(const sk_scan *s, uint32_t e, reading *c)
{
    int v;

    if (sk_time_glued(s, e)) {
        if (sk_time_digits(s, e, &v) != 2 || v >= 60)
            return 0;
        c->m = v;
        return e + 1;
    }
    return sk_time_more(s, e) &&
                   ((sk_time_mask(s, e) & (SK_T_BIT(part) | SK_T_BIT(day))) ||
                    sk_time_unit_at(s, e, SK_U_DAY))
               ? e
               : 0;
}

/* Behind an hour that no sign follows: "3 rưỡi chiều", "11 PM", "bảy giờ kém
 * mười". */
static uint32_t behind_hour(const sk_scan *s, uint32_t i, uint32_t at,
                            reading *c)
{
    const sk_sense *x;
    uint32_t e;

    if (!sk_time_more(s, at))
        return 0;
    if (sk_time_is(s, at, SK_T_halfmore, NULL) &&
        (sk_time_more(s, at + 1) ? sk_time_is(s, at + 1, SK_T_part, NULL)
                                 : sk_time_alone(s, i, at + 1))) {
        c->m = 30;
        return at + 1;
    }
    if (sk_time_ampm(s, at, &x) && !x->b && c->h <= 12 &&
        !(sk_time_glued(s, at + 1) && s->t[at + 1].kind == SK_TOK_DIGITS))
        return at; /* "11 PM" */
    at = sk_time_is(s, at, SK_T_unit, &x);
    if (!at || x->a != SK_U_HOUR || !x->b)
        return 0;
    e = minutes_tail(s, at, &c->h, &c->m, &c->weak);
    if (c->weak)
        e = seconds_tail(s, e, &c->sec);
    c->weak = c->weak || e == at;
    return e;
}

/* The end of the clock that begins at token i, 0 if there is none. */
static uint32_t read_clock(const sk_scan *s, uint32_t i, reading *c)
{
    uint32_t at = i + 1, e;
    sk_number n;
    int len = sk_time_digits(s, i, &c->h), m;

    if (len > 2 || (len && (c->h > 24 || is_glued_on(s, i))))
        return 0;
    if (!len) {
        at = sk_time_number(s, i, &n);
        if (!at || n.vague || !sk_time_whole(&n) || n.v > 24 || n.v < 1)
            return 0;
        c->h = (int)n.v;
        return behind_hour(s, i, at, c);
    }
    if (has_colon(s, at, &m)) {
        c->m = m;
        return behind_colon(s, at + 2, c);
    }
    if (glued_letter(s, at) == 'h')
        return behind_h(s, at + 1, c);
    if (glued_letter(s, at) == 'g' && s->d->text.s[s->t[at].beg] == 'g' &&
        (e = behind_g(s, at + 1, c)))
        return e;
    return behind_hour(s, i, at, c);
}

/* "20h30", "20:30", "20 giờ 15", "tám giờ rưỡi". *weak: might be a length. */
uint32_t sk_time_clock(const sk_scan *s, uint32_t i, sk_point *p, bool *weak)
{
    reading c = {0};
    uint32_t e = read_clock(s, i, &c);

    *weak = c.weak;
    if (!e || (c.h == 24 && c.m))
        return 0;
    p->hour = c.h;
    p->minute = c.m;
    p->second = c.sec;
    p->has |= SK_P_CLOCK;
    return e;
}

/* Takes a part of the day into the clock: "8 giờ tối" is 20:00. */
void sk_time_clock_part(sk_point *p, sk_str part)
{
    int *h = &p->hour;

    if (sk_str_eq(part, SK_STR("TAF")) && *h >= 1 && *h < 12)
        *h += 12;
    else if (sk_str_eq(part, SK_STR("TEV")) && *h >= 4 && *h < 12)
        *h += 12;
    else if (sk_str_eq(part, SK_STR("TNI")) && *h >= 6 && *h < 12)
        *h += 12;
    else if ((sk_str_eq(part, SK_STR("TNI")) && *h % 12 == 0) ||
             (sk_str_eq(part, SK_STR("TEV")) && *h == 12))
        *h = 24;
    else if (sk_str_eq(part, SK_STR("TMI")) && *h >= 1 && *h <= 3)
        *h += 12;
    else if (sk_str_eq(part, SK_STR("TMO")) && *h == 12)
        *h = 0;
}

/* "PM", "CH" behind a clock time. */
uint32_t sk_time_ampm(const sk_scan *s, uint32_t i, const sk_sense **x)
{
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_ampm, x) : 0;

    /* not "9h, CH Czech ..." */
    return e && (!(*x)->b || (s->t[i].flags & SK_TOK_UPPER &&
                              s->t[i - 1].kind == SK_TOK_DIGITS))
               ? e
               : 0;
}

/* "T14:20:05Z" behind the day of an ISO date. */
uint32_t sk_time_iso_clock(const sk_scan *s, uint32_t i, sk_point *p)
{
    static const sk_sense utc = {.as = {"0", 1}};
    uint32_t e = i + 4;
    int h, m, v;
    char c;

    if (!sk_time_glued(s, i) || !tok_is(s, i, "T") ||
        sk_time_digits(s, i + 1, &h) != 2 || h > 24 ||
        sk_time_ch(s, i + 2) != ':' || sk_time_digits(s, i + 3, &m) != 2 ||
        m > 59)
        return i;
    p->hour = h;
    p->minute = m;
    p->has |= SK_P_CLOCK;
    if (sk_time_ch(s, e) == ':' && sk_time_digits(s, e + 1, &v) == 2) {
        p->second = v;
        e += 2;
        if (sk_time_ch(s, e) == '.' && sk_time_digits(s, e + 1, &v))
            e += 2;
    }
    c = sk_time_ch(s, e);
    if (sk_time_glued(s, e) && tok_is(s, e, "Z")) {
        p->n = 0;
        e++;
    } else if ((c == '+' || c == '-') && sk_time_digits(s, e + 1, &v) == 2 &&
               sk_time_ch(s, e + 2) == ':' &&
               sk_time_digits(s, e + 3, &m) == 2 && m == 0) {
        p->n = c == '-' ? -v : v;
        e += 4;
    } else {
        return e;
    }
    p->zone = &utc;
    p->has |= SK_P_ZONE;
    return e;
}

/* "nay", "qua", "mai" right behind a part of the day. */
uint32_t sk_time_part_shift(const sk_scan *s, uint32_t i, sk_point *p)
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

/* "+0700" behind a clock time, as letters and feeds have it. */
static uint32_t offset(const sk_scan *s, uint32_t i, sk_point *p)
{
    static const sk_sense utc = {.as = {"0", 1}};
    char c = sk_time_ch(s, i);
    int v;

    if ((c != '+' && c != '-') || !sk_time_more(s, i) || sk_time_glued(s, i) ||
        !sk_time_glued(s, i + 1) || sk_time_digits(s, i + 1, &v) != 4 ||
        v > 1400 || v % 100)
        return 0;
    p->n = c == '-' ? -v / 100 : v / 100;
    p->zone = &utc;
    p->has |= SK_P_ZONE;
    return i + 2;
}

/* "giờ Việt Nam", "GMT+7". */
uint32_t sk_time_zone(const sk_scan *s, uint32_t i, sk_point *p)
{
    const sk_sense *x;
    uint32_t e = sk_time_more(s, i) ? sk_time_is(s, i, SK_T_zone, &x) : 0;
    char c;
    int h;

    if (!e)
        return p->has & SK_P_CLOCK ? offset(s, i, p) : 0;
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
