/* time_point.h - the components of a point of time.
 *
 * Each reader returns the end of what it read at token i, 0 if nothing; what it
 * read it adds to p, which it may spoil when it returns 0.
 */
#ifndef SK_FIND_TIME_POINT_H
#define SK_FIND_TIME_POINT_H

#include "find/time_scan.h"

/* ---- words (time_year.c) ---- */

/* Shifts of a unit by the word behind it: "năm ngoái" is -1, "tuần tới" 1. */
uint32_t sk_time_shift(const sk_scan *s, uint32_t i, int *shift, int *dir);
/* A word for that unit. */
uint32_t sk_time_unit_at(const sk_scan *s, uint32_t i, int unit);

/* ---- years and months (time_year.c) ---- */

/* "trước Công nguyên" behind a year; i if there is nothing. */
uint32_t sk_time_era(const sk_scan *s, uint32_t i, sk_point *p);
/* "năm 2025", "năm nay", "năm Bính Ngọ", "năm mới 2026". */
uint32_t sk_time_year_point(const sk_scan *s, uint32_t i, sk_point *p);
/* "sang năm", "qua tuần": the next one, where it stands by itself. */
uint32_t sk_time_next_unit(const sk_scan *s, uint32_t i, sk_point *p);
/* A year behind a month, quarter, season or feast, in any form, bare: also just
 * its digits; i if there is none. */
uint32_t sk_time_year_tail(const sk_scan *s, uint32_t i, sk_point *p,
                           bool bare);
/* "nhuận", "âm lịch" behind a day or month; e if there is nothing. */
uint32_t sk_time_lunar_tail(const sk_scan *s, uint32_t e, sk_point *p);
/* "tháng 3", "tháng Giêng âm lịch", with its year. */
uint32_t sk_time_month_tail(const sk_scan *s, uint32_t i, sk_point *p);
/* "Feb", "February", which begin a year's date in English. */
uint32_t sk_time_english_month(const sk_scan *s, uint32_t i, int *month);
/* "February 12, 2013", "Feb 2013". */
uint32_t sk_time_english(const sk_scan *s, uint32_t i, sk_point *p);
/* "3/2013" behind a preposition or by itself. */
uint32_t sk_time_bare_month(const sk_scan *s, uint32_t i, sk_point *p);
/* The same or "tháng trước". */
uint32_t sk_time_month(const sk_scan *s, uint32_t i, sk_point *p);

/* ---- days (time_day.c); cued: a word before says that it is a day ---- */

/* "18/3", "18-3-2025", "2025-03-18". */
uint32_t sk_time_numeric(const sk_scan *s, uint32_t i, sk_point *p);
/* "ngày 18/3", "hôm 28.2", "ngày 18", "hôm thứ Tư", "9/3". */
uint32_t sk_time_day(const sk_scan *s, uint32_t i, sk_point *p, bool cued);
/* "5 Tết", "8 tháng Giêng" behind mùng and a range. */
uint32_t sk_time_mung(const sk_scan *s, uint32_t i, sk_point *p);
/* "Giáng sinh 2025", "Tết Bính Ngọ", "giao thừa". */
uint32_t sk_time_feast(const sk_scan *s, uint32_t i, sk_point *p, bool cued);

/* ---- days of the week (time_weekday.c); cued as above ---- */

/* "thứ Hai", "thứ 2", "chủ nhật", meant so or not. */
uint32_t sk_time_weekday_word(const sk_scan *s, uint32_t i, int *wd);
/* "thứ Hai", "chủ nhật tới". */
uint32_t sk_time_weekday(const sk_scan *s, uint32_t i, sk_point *p, bool cued);

/* ---- the clock (time_clock.c) ---- */

/* "20h30", "20:30", "20 giờ 15", "tám giờ rưỡi". *weak: might be a length. */
uint32_t sk_time_clock(const sk_scan *s, uint32_t i, sk_point *p, bool *weak);
/* "PM", "CH" behind a clock time; *x its part of the day. */
uint32_t sk_time_ampm(const sk_scan *s, uint32_t i, const sk_sense **x);
/* "T14:20:05Z" behind the day of an ISO date; i if there is none. */
uint32_t sk_time_iso_clock(const sk_scan *s, uint32_t i, sk_point *p);
/* Takes a part of the day into the clock: "8 giờ tối" is 20:00. */
void sk_time_clock_part(sk_point *p, sk_str part);
/* "nay", "qua", "mai" right behind a part of the day. */
uint32_t sk_time_part_shift(const sk_scan *s, uint32_t i, sk_point *p);
/* "giờ Việt Nam", "GMT+7". */
uint32_t sk_time_zone(const sk_scan *s, uint32_t i, sk_point *p);

/* ---- larger than a day (time_wide.c) ---- */

uint32_t sk_time_week(const sk_scan *s, uint32_t i, sk_point *p);
/* "Q1/2025", "T3-2025": a quarter or month as tables write it. */
uint32_t sk_time_abbreviated(const sk_scan *s, uint32_t i, sk_point *p);
uint32_t sk_time_quarter(const sk_scan *s, uint32_t i, sk_point *p);
uint32_t sk_time_season(const sk_scan *s, uint32_t i, sk_point *p);
/* "thế kỷ 19", "thế kỷ XXI", "thập niên 1990", "những năm 90". */
uint32_t sk_time_age(const sk_scan *s, uint32_t i, sk_point *p);
/* "đầu tháng 3", "cuối năm", "giữa tuần tới", "nửa đầu năm 2025". */
uint32_t sk_time_phase(const sk_scan *s, uint32_t i, sk_point *p);
/* "ngày đầu tiên của năm 2026", "ngày cuối năm", "chủ nhật cuối cùng của tháng
 * 6": its first or last one. */
uint32_t sk_time_edge(const sk_scan *s, uint32_t i, sk_point *p);

#endif
