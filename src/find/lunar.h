/* lunar.h - the Vietnamese calendar of moons and years.
 *
 * The rule: a month begins on the day (in UTC+7) of the new moon; the month
 * that holds the winter solstice is the 11th; when thirteen months lie between
 * two such months, the first one in which the sun enters no sign that begins a
 * month ("trung khí") is the leap month and repeats the number before it. It
 * is computed, so it is the calendar of UTC+7 also for the years before 1968,
 * when almanacs printed that of UTC+8. Checked for 1900-2100.
 */
#ifndef SK_FIND_LUNAR_H
#define SK_FIND_LUNAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct sk_lunar {
    int year; /* the year in which it begins: Ất Tỵ is 2025 */
    int month, day;
    bool leap; /* the month repeats the number before it */
} sk_lunar;

/* The lunar date of a day (since 1970-01-01), at UTC+7. */
sk_lunar sk_lunar_of(int32_t day);
/* The day of a lunar date; SK_NO_DAY if that month is not there (no such leap
 * month) or has no such day (the 30th of a short month). */
int32_t sk_lunar_day(int year, int month, bool leap, int mday);
/* The day in Hanoi of a year on which the sun comes to so many degrees from the
 * March equinox: 15 is Thanh minh, 270 the winter solstice. */
int32_t sk_sun_day(int year, int degrees);
/* 29 or 30; 0 if there is no such month. */
int sk_lunar_month_days(int year, int month, bool leap);

#endif
