/* page_stamp.c - days and clock times as pages write them. */
#include "read/page_stamp.h"

enum {
    PARTS_MAX = 48, /* numbers and words of a line */
    GAP_MAX = 3,    /* bytes between the parts of a day */
    SMALL = 4,      /* bytes of a word that may stand between them: de, th */
    BEHIND = 24,
    BEFORE = 24, /* bytes in which the clock time stands */
    HANOI_MIN = 7 * 60,
};

static char at(sk_str s, size_t i)
{
    return i < s.len ? s.s[i] : 0;
}

/* A number of lo to hi digits at *i. -1: none. */
static int number(sk_str s, size_t *i, int lo, int hi)
{
    size_t k = *i;
    int v = 0, n = 0;

    while (n < hi && sk_str_digit(s, k)) {
        v = v * 10 + (s.s[k++] - '0');
        n++;
    }
    if (n < lo || sk_str_digit(s, k))
        return -1;
    *i = k;
    return v;
}

static bool valid(int y, int m, int d)
{
    return y >= 1990 && y < 2100 && m >= 1 && m <= 12 && d >= 1 &&
           d <= sk_month_days(y, m);
}

static void read_zone(sk_str s, size_t i, sk_stamp *st)
{
    int sign, h, m = 0;

    while (i < s.len && s.s[i] == ' ')
        i++;
    if (i < s.len && (s.s[i] == 'Z' || s.s[i] == 'z')) {
        st->zone = true;
        return;
    }
    if (i >= s.len || (s.s[i] != '+' && s.s[i] != '-'))
        return;
    sign = s.s[i++] == '-' ? -1 : 1;
    if (!sk_str_digit(s, i) || !sk_str_digit(s, i + 1))
        return;
    h = (s.s[i] - '0') * 10 + (s.s[i + 1] - '0');
    i += 2;
    i += i < s.len && s.s[i] == ':';
    if (sk_str_digit(s, i) && sk_str_digit(s, i + 1))
        m = (s.s[i] - '0') * 10 + (s.s[i + 1] - '0');
    if (h > 14 || m > 59)
        return;
    st->zone = true;
    st->offset = sign * (h * 60 + m);
}

/* a.m. and p.m., as far as they change the hour of twelve. */
static int half_day(sk_str s, size_t k, int h)
{
    while (k < s.len && s.s[k] == ' ')
        k++;
    if (k + 1 >= s.len || ((s.s[k] | 32) != 'p' && (s.s[k] | 32) != 'a'))
        return h;
    if ((at(s, k + 1 + (s.s[k + 1] == '.')) | 32) != 'm')
        return h;
    if ((s.s[k] | 32) == 'p')
        return h < 12 ? h + 12 : h;
    return h == 12 ? 0 : h;
}

bool sk_stamp_clock(sk_str s, size_t *i, sk_stamp *st)
{
    size_t k = *i;
    int h = number(s, &k, 1, 2), m, sec = 0;

    if (h < 0 || h > 23 || k >= s.len || (s.s[k] != ':' && s.s[k] != 'h'))
        return false;
    k++;
    m = number(s, &k, 2, 2);
    if (m < 0 || m > 59)
        return false;
    if (k < s.len && s.s[k] == ':') {
        size_t sk = k + 1;
        int v = number(s, &sk, 2, 2);
        if (v >= 0 && v < 60) {
            sec = v;
            k = sk;
        }
    }
    if (k < s.len && s.s[k] == '.')
        for (k++; sk_str_digit(s, k);)
            k++;
    *i = k;
    st->minute = half_day(s, k, h) * 60 + m;
    st->second = sec;
    return true;
}

bool sk_stamp_iso(sk_str s, sk_stamp *st)
{
    size_t i = 0;
    int y, m, d;

    *st = (sk_stamp){.day = SK_NO_DAY, .minute = -1};
    s = sk_str_trim(s);
    y = number(s, &i, 4, 4);
    if (y < 0 || i >= s.len || !strchr("-/", s.s[i]))
        return false;
    i++;
    m = number(s, &i, 1, 2);
    if (m < 0 || i >= s.len || !strchr("-/", s.s[i]))
        return false;
    i++;
    d = number(s, &i, 1, 2);
    if (!valid(y, m, d))
        return false;
    st->day = sk_day_of(y, m, d);
    while (i < s.len && (s.s[i] == 'T' || s.s[i] == ' '))
        i++;
    if (sk_stamp_clock(s, &i, st))
        read_zone(s, i, st);
    return true;
}

void sk_stamp_hanoi(sk_stamp *st)
{
    int min;

    if (!st->zone || st->minute < 0)
        return;
    min = st->minute - st->offset + HANOI_MIN;
    for (; min < 0; min += 24 * 60)
        st->day--;
    for (; min >= 24 * 60; min -= 24 * 60)
        st->day++;
    st->minute = min;
    st->offset = HANOI_MIN;
}

sk_str sk_stamp_text(sk_arena *a, const sk_stamp *st)
{
    sk_str day = sk_day_iso(a, st->day);

    if (st->minute < 0)
        return day;
    return sk_strf(a, "%.*sT%02d:%02d:%02d+07:00", SK_FMT(day), st->minute / 60,
                   st->minute % 60, st->second);
}

/* ---- days in running text ---- */

typedef struct part {
    size_t beg, end;
    int value; /* of a number; -1: a word */
    int month; /* that a word names; -1: none */
} part;

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* No-break spaces and dashes are no words. */
static size_t odd_blank(sk_str s, size_t i)
{
    sk_str left = sk_str_sub(s, i, s.len);

    if (sk_str_starts(left, SK_STR("\xC2\xA0")) ||
        sk_str_starts(left, SK_STR("\xC2\xBA")))
        return 2;
    return sk_str_starts(left, SK_STR("\xE2\x80")) && s.len - i > 2 ? 3 : 0;
}

static size_t cut_parts(const sk_page_words *w, sk_str s, part *parts)
{
    size_t n = 0, i = 0;

    while (i < s.len && n < PARTS_MAX) {
        part p = {.beg = i, .value = -1, .month = -1};
        size_t odd = odd_blank(s, i);
        if (odd || !(is_word(s.s[i]) || sk_str_digit(s, i))) {
            i += odd ? odd : 1;
            continue;
        }
        if (sk_str_digit(s, i)) {
            for (p.value = 0; sk_str_digit(s, i); i++)
                p.value =
                    p.value < 99999 ? p.value * 10 + (s.s[i] - '0') : p.value;
        } else {
            while (i < s.len && is_word(s.s[i]) && !odd_blank(s, i))
                i++;
            p.month = sk_page_month(w, sk_str_sub(s, p.beg, i));
        }
        p.end = i;
        parts[n++] = p;
    }
    return n;
}

/* What a day is made of, behind each other. */
typedef struct line {
    sk_str s;
    const part *v;
    size_t n;
} line;

static bool is_number(const line *l, size_t i, size_t digits_min,
                      size_t digits_max)
{
    return i < l->n && l->v[i].value >= 0 &&
           l->v[i].end - l->v[i].beg >= digits_min &&
           l->v[i].end - l->v[i].beg <= digits_max;
}

/* The part behind i that counts: small words between ("th of") are not. */
static size_t behind(const line *l, size_t i)
{
    size_t k = i + 1;

    while (k < l->n && k < i + 3 && l->v[k].value < 0 && l->v[k].month < 0 &&
           l->v[k].end - l->v[k].beg <= SMALL)
        k++;
    if (k < l->n && l->v[k].beg - l->v[k - 1].end <= GAP_MAX)
        return k;
    return l->n;
}

typedef struct ymd {
    int y, m, d;
    size_t last; /* the part behind which it ends */
} ymd;

/* 5/3/2025, 05.03.25, 2025-03-05, 2025年3月5日 */
static bool by_numbers(const line *l, size_t i, ymd *out)
{
    size_t k = behind(l, i), e = k < l->n ? behind(l, k) : l->n;
    char sep = at(l->s, l->v[i].end);

    if (!is_number(l, k, 1, 2) || !is_number(l, e, 1, 4))
        return false;
    out->last = e;
    if (is_number(l, i, 4, 4) && is_number(l, e, 1, 2)) {
        *out = (ymd){l->v[i].value, l->v[k].value, l->v[e].value, e};
        return at(l->s, l->v[k].end) == sep || (sep & 0x80);
    }
    if (k != i + 1 || e != k + 1 || at(l->s, l->v[k].end) != sep ||
        !strchr("/-.", sep) || !is_number(l, i, 1, 2))
        return false;
    *out = (ymd){l->v[e].value, l->v[k].value, l->v[i].value, e};
    if (is_number(l, e, 2, 2) && is_number(l, i, 2, 2) && sep == '.')
        out->y += out->y < 70 ? 2000 : 1900;
    if (out->m > 12 && out->d <= 12) { /* month first */
        out->m = out->d;
        out->d = l->v[k].value;
    }
    return true;
}

/* 5 March 2025, 5 tháng 3, 2025; March 5, 2025; 2025. március 5. */
static bool by_name(const line *l, size_t i, ymd *out)
{
    size_t k = behind(l, i), e = k < l->n ? behind(l, k) : l->n;

    if (is_number(l, i, 1, 2) && k < l->n &&
        l->v[k].month == SK_MONTH_NUMBERED) {
        size_t y = e < l->n ? behind(l, e) : l->n;
        if (!is_number(l, e, 1, 2) || !is_number(l, y, 4, 4))
            return false;
        *out = (ymd){l->v[y].value, l->v[e].value, l->v[i].value, y};
        return true;
    }
    if (l->v[i].month > 0 && is_number(l, k, 1, 2) && is_number(l, e, 4, 4))
        *out = (ymd){l->v[e].value, l->v[i].month, l->v[k].value, e};
    else if (k < l->n && l->v[k].month > 0 && is_number(l, i, 1, 2) &&
             is_number(l, e, 4, 4))
        *out = (ymd){l->v[e].value, l->v[k].month, l->v[i].value, e};
    else if (k < l->n && l->v[k].month > 0 && is_number(l, i, 4, 4) &&
             is_number(l, e, 1, 2))
        *out = (ymd){l->v[i].value, l->v[k].month, l->v[e].value, e};
    else
        return false;
    return true;
}

bool sk_stamp_shown(const sk_page_words *w, sk_str s, sk_stamp *st)
{
    part parts[PARTS_MAX];
    line l = {.s = s, .v = parts};

    for (size_t i = 0; i < s.len && !l.n; i++)
        l.n = sk_str_digit(s, i); /* no day without a figure */
    l.n = l.n ? cut_parts(w, s, parts) : 0;
    *st = (sk_stamp){.day = SK_NO_DAY, .minute = -1};
    for (size_t i = 0; i < l.n; i++) {
        size_t from = parts[i].beg, end, c;
        ymd x;
        if (!(parts[i].value >= 0 && by_numbers(&l, i, &x) &&
              valid(x.y, x.m, x.d)) &&
            !(by_name(&l, i, &x) && valid(x.y, x.m, x.d)))
            continue;
        st->day = sk_day_of(x.y, x.m, x.d);
        end = parts[x.last].end;
        for (c = end; c < s.len && c < end + BEHIND; c++)
            if (sk_str_digit(s, c) && sk_stamp_clock(s, &c, st))
                return true;
        for (c = from > BEFORE ? from - BEFORE : 0; c < from; c++)
            if (sk_str_digit(s, c) && !(c && sk_str_digit(s, c - 1)) &&
                sk_stamp_clock(s, &c, st))
                return true;
        return true;
    }
    return false;
}
