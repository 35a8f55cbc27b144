/* lunar.c - the Vietnamese calendar of moons and years.
 *
 * New moons and the longitude of the sun: J. Meeus, Astronomical Algorithms
 * (1991), chapters 47 and 24, all terms of the first and the low-accuracy
 * series of the second. Terrestrial less universal time: values of each decade
 * as observed, and as expected after 2020.
 */
#include "find/lunar.h"

#include <math.h>

#include "base/day.h"

static const double RAD = 3.14159265358979323846 / 180;
static const double UNIX_JD = 2440587.5;        /* 1970-01-01T00:00 UTC */
static const double HANOI = 7.0 / 24;           /* days east of UTC */
static const double MONTH = 29.530588861;       /* days */
static const double FIRST_MOON = 2451550.09766; /* January 2000 */
static const double STRAY = .63;  /* days from a mean moon to the true one */
static const double ROUGH = .005; /* what all terms but the MAIN add up to */
enum { MAIN = 8 };

/* Seconds of terrestrial time less universal time. */
static double delta_t(double jd)
{
    static const double s[] = {-3, 10, 21, 24, 24, 29, 33, 40, 51, 57,  64,
                               66, 69, 70, 72, 75, 80, 85, 91, 97, 104, 111};
    double at = (jd - 2415020.5) / 3652.425; /* decades since 1900 */
    int i = at < 0 ? 0 : at >= 20 ? 20 : (int)at;

    return s[i] + (s[i + 1] - s[i]) * (at - i);
}

/* The instant of the k-th new moon since January 2000 (Julian day, UTC); rough:
 * by the MAIN largest terms, less than ROUGH days off. */
static double new_moon(int k, bool rough)
{
    static const struct {
        double size;          /* days */
        signed char e;        /* power of the eccentricity */
        signed char m, mm, f; /* of sun's and moon's anomaly and F */
    } t[] = {
        {-.40720, 0, 0, 1, 0},   {.17241, 1, 1, 0, 0},   {.01608, 0, 0, 2, 0},
        {.01039, 0, 0, 0, 2},    {.00739, 1, -1, 1, 0},  {-.00514, 1, 1, 1, 0},
        {.00208, 2, 2, 0, 0},    {-.00111, 0, 0, 1, -2}, {-.00057, 0, 0, 1, 2},
        {.00056, 1, 1, 2, 0},    {-.00042, 0, 0, 3, 0},  {.00042, 1, 1, 0, 2},
        {.00038, 1, 1, 0, -2},   {-.00024, 1, -1, 2, 0}, {-.00007, 0, 2, 1, 0},
        {.00004, 0, 0, 2, -2},   {.00004, 0, 3, 0, 0},   {.00003, 0, 1, 1, -2},
        {.00003, 0, 0, 2, 2},    {-.00003, 0, 1, 1, 2},  {.00003, 0, -1, 1, 2},
        {-.00002, 0, -1, 1, -2}, {-.00002, 0, 1, 3, 0},  {.00002, 0, 0, 4, 0},
    };
    static const double planets[][3] = {
        {299.77, .107408, 325},   {251.88, .016321, 165},
        {251.83, 26.651886, 164}, {349.42, 36.412478, 126},
        {84.66, 18.206239, 110},  {141.74, 53.303771, 62},
        {207.14, 2.453732, 60},   {154.84, 7.306860, 56},
        {34.52, 27.261239, 47},   {207.19, .121824, 42},
        {291.34, 1.844379, 40},   {161.72, 24.198154, 37},
        {239.56, 25.513099, 35},  {331.55, 3.592518, 23},
    };
    double c = k / 1236.85, c2 = c * c; /* centuries */
    double e = 1 - .002516 * c - .0000074 * c2;
    double m = 2.5534 + 29.10535670 * k - .0000014 * c2;
    double mm = 201.5643 + 385.81693528 * k + .0107582 * c2;
    double f = 160.7108 + 390.67050284 * k - .0016118 * c2;
    double node = 124.7746 - 1.56375588 * k + .0020672 * c2;
    double jd = FIRST_MOON + MONTH * k + .00015437 * c2;

    for (size_t i = 0; i < (rough ? MAIN : sizeof t / sizeof *t); i++)
        jd += t[i].size *
              (t[i].e == 1   ? e
               : t[i].e == 2 ? e * e
                             : 1) *
              sin((t[i].m * m + t[i].mm * mm + t[i].f * f) * RAD);
    if (!rough)
        jd -= .00017 * sin(node * RAD);
    for (size_t i = 0; !rough && i < sizeof planets / sizeof *planets; i++)
        jd += planets[i][2] * 1e-6 *
              sin((planets[i][0] + planets[i][1] * k) * RAD);
    return jd - delta_t(jd) / 86400;
}

/* The day in Hanoi on which the k-th new moon falls: mostly far enough from
 * midnight to be sure without the small terms. */
static int32_t moon_day(int k)
{
    double at = new_moon(k, true) + HANOI - UNIX_JD;

    if (at - floor(at) < ROUGH || at - floor(at) > 1 - ROUGH)
        at = new_moon(k, false) + HANOI - UNIX_JD;
    return (int32_t)floor(at);
}

/* Where the sun stands on the ecliptic (degrees from the March equinox) when a
 * day begins in Hanoi. */
static double sun_at(int32_t day)
{
    double jd = day + UNIX_JD - HANOI;
    double c = (jd + delta_t(jd) / 86400 - 2451545) / 36525;
    double l = 280.46645 + 36000.76983 * c + .0003032 * c * c;
    double m = (357.52910 + 35999.05030 * c) * RAD;
    double at = l + (1.914600 - .004817 * c) * sin(m) +
                (.019993 - .000101 * c) * sin(2 * m) + .00029 * sin(3 * m) -
                .00569 - .00478 * sin((125.04 - 1934.136 * c) * RAD);

    at = fmod(at, 360);
    return at < 0 ? at + 360 : at;
}

static int sun_sign(int32_t day)
{
    return (int)(sun_at(day) / 30);
}

/* The last new moon at or before a day, and its day. */
static int moon_at(int32_t day, int32_t *moon)
{
    int k = (int)floor((day + 1 + STRAY + UNIX_JD - FIRST_MOON) / MONTH);

    while ((*moon = moon_day(k)) > day)
        k--;
    return k;
}

/* The moon that begins the 11th month of a year: it holds the solstice, when
 * the sun enters sign 9. */
static int eleventh(int year)
{
    int32_t moon;
    int k = moon_at(sk_day_of(year, 12, 31), &moon);

    return sun_sign(moon) >= 9 ? k - 1 : k;
}

/* In a year of thirteen months from moon k on: the first month (1..12 after k)
 * in which the sun enters no sign. */
static int leap_after(int k)
{
    for (int i = 1; i < 13; i++)
        if (sun_sign(moon_day(k + i)) == sun_sign(moon_day(k + i + 1)))
            return i;
    return 0;
}

sk_lunar sk_lunar_of(int32_t day)
{
    int32_t moon;
    int k = moon_at(day, &moon), year, m, d, first, n, leap;
    sk_lunar r = {0};

    sk_day_civil(day, &year, &m, &d);
    first = eleventh(year);
    if (k < first)
        first = eleventh(--year);
    n = k - first; /* months behind the 11th of year */
    leap = eleventh(year + 1) - first == 13 ? leap_after(first) : 0;
    r.leap = leap && n == leap;
    m = n - (leap && n >= leap) + 11;
    r.month = m > 12 ? m - 12 : m;
    r.year = year + (m > 12);
    r.day = day - moon + 1;
    return r;
}

/* The moon that begins a month; false if it is not there. */
static bool moon_of(int year, int month, bool leap, int *k)
{
    int first = eleventh(month >= 11 ? year : year - 1);
    int next = eleventh(month >= 11 ? year + 1 : year);
    int n = month >= 11 ? month - 11 : month + 1;
    int gap = next - first == 13 ? leap_after(first) : 0;

    if (month < 1 || month > 12 || (leap && gap != n + 1))
        return false;
    *k = first + n + (gap && (n >= gap || leap));
    return true;
}

int sk_lunar_month_days(int year, int month, bool leap)
{
    int k;

    return moon_of(year, month, leap, &k) ? moon_day(k + 1) - moon_day(k) : 0;
}

int32_t sk_lunar_day(int year, int month, bool leap, int mday)
{
    int32_t day;
    int k;

    if (!moon_of(year, month, leap, &k) || mday < 1 || mday > 30)
        return SK_NO_DAY;
    day = moon_day(k) + mday - 1;
    return mday < 30 || day < moon_day(k + 1) ? day : SK_NO_DAY;
}

int32_t sk_sun_day(int year, int degrees)
{
    /* from the equinox, 280 is in the next year: 1 January */
    int32_t day =
        sk_day_of(year, 3, 20) +
        (int32_t)((degrees < 280 ? degrees : degrees - 360) * 365.2422 / 360) -
        4;

    while (fmod(sun_at(day + 1) - degrees + 540, 360) < 180)
        day++;
    return day;
}
