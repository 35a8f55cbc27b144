/* day.h - days since 1970-01-01 and the civil calendar.
 * Algorithm: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
 */
#ifndef SK_BASE_DAY_H
#define SK_BASE_DAY_H

#include "base/str.h"

/* Day number of a date; month 1..12, day 1..31 (not checked). */
int32_t sk_day_of(int year, int month, int day);
void sk_day_civil(int32_t day, int *year, int *month, int *mday);
/* The day of a minute since 1970-01-01. */
static inline int64_t sk_day_of_minute(int64_t minute)
{
    return minute / 1440 - (minute % 1440 < 0);
}
int sk_month_days(int year, int month);
/* ISO weekday: 1 Monday .. 7 Sunday. */
int sk_weekday(int32_t day);
/* ISO week of a day: the year that the week belongs to and 1..53. */
void sk_iso_week(int32_t day, int *year, int *week);
/* "2025-03-18" in the arena. */
sk_str sk_day_iso(sk_arena *a, int32_t day);
/* An instant read from ISO 8601 ("2026-03-10", "2026-03-10T07:05:00+07:00",
 * "Z", blank for T, zone +07:00 if none). day and minute (of the day, -1 if no
 * clock) are in Asia/Ho_Chi_Minh. False if it is not a date. */
bool sk_iso_parse(sk_str s, int32_t *day, int32_t *minute);

#endif
