/* day.c - days since 1970-01-01 and the civil calendar. */
#include "base/day.h"

enum { HANOI_MINUTES = 7 * 60, DAY_MINUTES = 24 * 60 };

int32_t sk_day_of(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int yoe = y - era * 400;
    int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

    return era * 146097 + doe - 719468;
}

void sk_day_civil(int32_t day, int *year, int *month, int *mday)
{
    int z = day + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (5 * doy + 2) / 153;

    *mday = doy - (153 * mp + 2) / 5 + 1;
    *month = mp + (mp < 10 ? 3 : -9);
    *year = yoe + era * 400 + (*month <= 2);
}

int sk_month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

int sk_weekday(int32_t day)
{
    int w = (int)(((int64_t)day + 3) % 7); /* 1970-01-01 was a Thursday */

    return (w < 0 ? w + 7 : w) + 1;
}

void sk_iso_week(int32_t day, int *year, int *week)
{
    int32_t thursday = day - sk_weekday(day) + 4;
    int m, d;

    sk_day_civil(thursday, year, &m, &d);
    *week = (thursday - sk_day_of(*year, 1, 1)) / 7 + 1;
}

static void two(char *p, int v)
{
    p[0] = (char)('0' + v / 10);
    p[1] = (char)('0' + v % 10);
}

sk_str sk_day_iso(sk_arena *a, int32_t day)
{
    int y, m, d;
    char *p;

    sk_day_civil(day, &y, &m, &d);
    if (y < 0 || y > 9999)
        return sk_strf(a, "%04d-%02d-%02d", y, m, d);
    p = sk_new(a, char, 10);
    two(p, y / 100);
    two(p + 2, y % 100);
    p[4] = p[7] = '-';
    two(p + 5, m);
    two(p + 8, d);
    return (sk_str){p, 10};
}

/* Reads exactly n digits at *at. */
static bool digits(sk_str s, size_t *at, int n, int *out)
{
    int v = 0;

    if (*at + (size_t)n > s.len)
        return false;
    for (int i = 0; i < n; i++) {
        char c = s.s[*at + (size_t)i];
        if (c < '0' || c > '9')
            return false;
        v = v * 10 + (c - '0');
    }
    *at += (size_t)n;
    *out = v;
    return true;
}

static bool sign(sk_str s, size_t *at, const char *any, char *got)
{
    if (*at >= s.len || !strchr(any, s.s[*at]))
        return false;
    *got = s.s[(*at)++];
    return true;
}

/* "+07:00", "+0700", "Z", with a blank before it; minutes east of UTC. */
static bool zone(sk_str s, size_t *at, int *minutes)
{
    size_t i = *at;
    int h, m = 0;
    char c;

    while (i < s.len && s.s[i] == ' ')
        i++;
    if (!sign(s, &i, "+-Zz", &c))
        return false;
    *minutes = 0;
    if (c == '+' || c == '-') {
        char colon;
        if (!digits(s, &i, 2, &h))
            return false;
        sign(s, &i, ":", &colon);
        digits(s, &i, 2, &m);
        *minutes = (h * 60 + m) * (c == '-' ? -1 : 1);
    }
    *at = i;
    return true;
}

bool sk_iso_parse(sk_str s, int32_t *day, int32_t *minute)
{
    int y, mo, d, h, mi, sec, off = HANOI_MINUTES;
    size_t i = 0;
    char c;

    if (!digits(s, &i, 4, &y) || !sign(s, &i, "-/", &c) ||
        !digits(s, &i, 2, &mo) || !sign(s, &i, "-/", &c) ||
        !digits(s, &i, 2, &d))
        return false;
    if (mo < 1 || mo > 12 || d < 1 || d > sk_month_days(y, mo))
        return false;
    *day = sk_day_of(y, mo, d);
    *minute = -1;
    if (!sign(s, &i, "Tt ", &c) || !digits(s, &i, 2, &h) ||
        !sign(s, &i, ":", &c) || !digits(s, &i, 2, &mi) || h > 24 || mi > 59)
        return true;
    if (sign(s, &i, ":", &c)) {
        digits(s, &i, 2, &sec);
        if (sign(s, &i, ".,", &c))
            while (i < s.len && s.s[i] >= '0' && s.s[i] <= '9')
                i++;
    }
    zone(s, &i, &off);
    *minute = h * 60 + mi - off + HANOI_MINUTES;
    while (*minute < 0) {
        *minute += DAY_MINUTES;
        --*day;
    }
    while (*minute >= DAY_MINUTES) {
        *minute -= DAY_MINUTES;
        ++*day;
    }
    return true;
}
