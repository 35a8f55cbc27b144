/* page_when.c - when a page came out, to the minute and with its zone.
 *
 * JSON-LD, meta elements and the line near the headline give instants; they
 * vote. Some pages write local time and call it UTC: where the digits agree
 * with what is seen and the instant does not, the digits are local time.
 */
#include "base/day.h"
#include "read/page_tree.h"

enum { HANOI_MIN = 7 * 60, NEAR = 14 /* blocks around the headline */ };

typedef struct stamp {
    int32_t day;        /* as written; SK_NO_DAY: none */
    int minute, second; /* as written; minute -1: none */
    bool zone;
    int offset;         /* minutes east of Greenwich, if zone */
} stamp;

static bool digit(sk_str s, size_t i)
{
    return i < s.len && s.s[i] >= '0' && s.s[i] <= '9';
}

/* A number of lo to hi digits at *i. -1: none. */
static int number(sk_str s, size_t *i, int lo, int hi)
{
    size_t k = *i;
    int v = 0, n = 0;

    while (n < hi && digit(s, k)) {
        v = v * 10 + (s.s[k++] - '0');
        n++;
    }
    if (n < lo || digit(s, k))
        return -1;
    *i = k;
    return v;
}

static bool valid(int y, int m, int d)
{
    return y >= 1990 && y < 2100 && m >= 1 && m <= 12 && d >= 1 &&
           d <= sk_month_days(y, m);
}

static void read_zone(sk_str s, size_t i, stamp *st)
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
    if (!digit(s, i) || !digit(s, i + 1))
        return;
    h = (s.s[i] - '0') * 10 + (s.s[i + 1] - '0');
    i += 2;
    i += i < s.len && s.s[i] == ':';
    if (digit(s, i) && digit(s, i + 1))
        m = (s.s[i] - '0') * 10 + (s.s[i + 1] - '0');
    if (h > 14 || m > 59)
        return;
    st->zone = true;
    st->offset = sign * (h * 60 + m);
}

/* 20:30, 20:30:15, 20h30, 8:30 PM at *i. */
static bool read_clock(sk_str s, size_t *i, stamp *st)
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
        for (k++; digit(s, k);)
            k++;
    *i = k;
    while (k < s.len && s.s[k] == ' ')
        k++;
    if (k + 1 < s.len && (s.s[k] | 32) == 'p' && (s.s[k + 1] | 32) == 'm' &&
        h < 12)
        h += 12;
    st->minute = h * 60 + m;
    st->second = sec;
    return true;
}

static bool read_iso(sk_str s, stamp *st)
{
    size_t i = 0;
    int y, m, d;

    *st = (stamp){.day = SK_NO_DAY, .minute = -1};
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
    if (read_clock(s, &i, st))
        read_zone(s, i, st);
    return true;
}

/* "3 tháng 3 năm 2025", "3 tháng 3, 2025" (3 March 2025) behind the day at *i:
 * moves behind the year. */
static bool read_month_year(sk_str s, size_t *i, int *m, int *y)
{
    static const char month[] = " tháng ", year[] = "năm ";
    size_t k = *i, n = sizeof month - 1;

    if (!sk_str_starts(sk_str_sub(s, k, s.len), (sk_str){month, n}))
        return false;
    k += n;
    *m = number(s, &k, 1, 2);
    while (k < s.len && (s.s[k] == ',' || s.s[k] == ' '))
        k++;
    if (sk_str_starts(sk_str_sub(s, k, s.len), (sk_str){year, sizeof year - 1}))
        k += sizeof year - 1;
    *y = number(s, &k, 4, 4);
    *i = k;
    return *m > 0 && *y > 0;
}

/* 13/2/2022 with a clock nearby, as pages show it. */
static bool read_shown(sk_str s, stamp *st)
{
    *st = (stamp){.day = SK_NO_DAY, .minute = -1};
    for (size_t i = 0; i < s.len; i++) {
        size_t k = i, c;
        int d, m, y;
        char sep;
        if (!digit(s, i) || (i && digit(s, i - 1)))
            continue;
        d = number(s, &k, 1, 2);
        if (d < 0 || k >= s.len)
            continue;
        if (!read_month_year(s, &k, &m, &y)) {
            if (!strchr("/-.", s.s[k]))
                continue;
            sep = s.s[k++];
            m = number(s, &k, 1, 2);
            if (m < 0 || k >= s.len || s.s[k] != sep)
                continue;
            k++;
            y = number(s, &k, 4, 4);
        }
        if (y < 0 || !valid(y, m, d))
            continue;
        st->day = sk_day_of(y, m, d);
        for (c = k; c < s.len && c < k + 16; c++)
            if (digit(s, c) && read_clock(s, &c, st))
                return true;
        for (c = i > 24 ? i - 24 : 0; c < i; c++)
            if (digit(s, c) && !(c && digit(s, c - 1)) &&
                read_clock(s, &c, st))
                return true;
        return true;
    }
    return false;
}

static bool same_digits(const stamp *a, const stamp *b)
{
    return a->day == b->day && a->minute == b->minute;
}

static void to_hanoi(stamp *st)
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

static sk_str written(sk_arena *a, const stamp *st)
{
    sk_str day = sk_day_iso(a, st->day);

    if (st->minute < 0)
        return day;
    return sk_strf(a, "%.*sT%02d:%02d:%02d+07:00", SK_FMT(day),
                   st->minute / 60, st->minute % 60, st->second);
}

static bool is_date_box(const sk_tree *t, uint32_t node)
{
    for (int d = 0; d < 3 && node; d++) {
        if ((t->n[node].hint & SK_PC_DATE) ||
            t->h.nodes.v[node].tag == SK_H_TIME)
            return true;
        node = t->h.nodes.v[node].parent;
    }
    return false;
}

/* The stamp shown near the headline, a clock preferred. */
static bool shown(const sk_tree *t, stamp *best)
{
    size_t h1 = t->h1 ? sk_tree_block_at(t, t->h1) : 0;
    size_t from = h1 > NEAR ? h1 - NEAR : 0;
    size_t to = h1 + NEAR * 2 < t->blocks.n ? h1 + NEAR * 2 : t->blocks.n;
    int rank = -1;

    for (size_t i = from; i < to; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        stamp st;
        int r;
        if (b->text.len > 160 || !read_shown(b->text, &st))
            continue;
        r = (st.minute >= 0 ? 4 : 0) + (is_date_box(t, b->node) ? 2 : 0) +
            (i + 6 > h1);
        if (r > rank) {
            rank = r;
            *best = st;
        }
    }
    return rank >= 0;
}

/* The time element with a datetime nearest to the headline. */
static bool timed(const sk_tree *t, stamp *st)
{
    for (uint32_t i = 1; i < t->h.nodes.n; i++) {
        if (t->h.nodes.v[i].tag != SK_H_TIME || t->n[i].drop)
            continue;
        if (read_iso(sk_html_attr(t->a, &t->h, i, SK_HA_DATETIME), st))
            return true;
    }
    return false;
}

bool sk_page_clock(sk_str s, size_t *end, int32_t *day, int *minute)
{
    stamp st = {.minute = -1}, dated;
    size_t i = 0;

    if (!read_clock(s, &i, &st))
        return false;
    *end = i;
    *day = SK_NO_DAY;
    *minute = st.minute;
    if (s.len < 40 && read_shown(s, &dated)) {
        *day = dated.day;
        *end = s.len;
    }
    return true;
}

sk_str sk_page_instant(sk_arena *a, sk_str s)
{
    stamp st;

    if (!read_iso(s, &st))
        return (sk_str){NULL, 0};
    to_hanoi(&st);
    return written(a, &st);
}

void sk_tree_when(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    stamp said[7], seen;
    size_t n = 0, pick = 0;
    bool is_seen = shown(t, &seen);

    for (int i = 0; i < 6; i++)
        if (m->published[i].len && (read_iso(m->published[i], &said[n]) ||
                                    read_shown(m->published[i], &said[n])))
            n++;
    if (!n && timed(t, &said[n]))
        n++;
    for (size_t i = n; i-- > 0;)
        if (said[i].minute >= 0)
            pick = i;
    for (size_t i = 0; is_seen && seen.minute >= 0 && i < n; i++) {
        stamp here = said[i];
        to_hanoi(&here);
        if (same_digits(&here, &seen)) {
            pick = i;
            break;
        }
        if (same_digits(&said[i], &seen)) {
            said[i].zone = false;
            pick = i;
            break;
        }
    }
    if (n) {
        stamp st = said[pick];
        to_hanoi(&st);
        if (st.minute < 0 && is_seen && seen.day == st.day)
            st = seen;
        p->published = written(t->a, &st);
    } else if (is_seen) {
        p->published = written(t->a, &seen);
    }
    if (m->modified.len && read_iso(m->modified, &seen)) {
        to_hanoi(&seen);
        p->modified = written(t->a, &seen);
    }
}
