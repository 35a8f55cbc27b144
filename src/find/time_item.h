/* time_item.h - expressions as they are collected: pushing, ranges, bare
 * numbers.
 */
#ifndef SK_FIND_TIME_ITEM_H
#define SK_FIND_TIME_ITEM_H

#include "find/time_scan.h"

/* Room for one more. */
sk_item *sk_time_add(sk_scan *s);
sk_item *sk_time_push(sk_scan *s, uint32_t beg, uint32_t end, uint8_t kind);
void sk_time_push_point(sk_scan *s, uint32_t beg, uint32_t end,
                        const sk_point *p);

/* ---- ranges (time_range.c): each pushes all of one, returns its end or 0 */

/* A connector at i, "-" or "đến", in lists also "," and "và"; its end. */
uint32_t sk_time_connector(const sk_scan *s, uint32_t i, bool lists);
/* "6 đến 27/10", "ngày 30-31/1", "các ngày 2, 3 và 4/9". */
uint32_t sk_time_day_range(sk_scan *s, uint32_t i);
/* "52-55 giờ", "hai đến ba năm", "2-3 tuần tới". */
uint32_t sk_time_length_range(sk_scan *s, uint32_t i);
/* "19-21h ngày 3/4". */
uint32_t sk_time_clock_range(sk_scan *s, uint32_t i);
/* "sáng và chiều 19-9". */
uint32_t sk_time_part_list(sk_scan *s, uint32_t i);
/* "tháng 3-5/2025", "quý I-II", "năm 2023 và 2024", whose first end p was read from beg..end. */
uint32_t sk_time_unit_range(sk_scan *s, uint32_t beg, uint32_t end,
                            sk_point *p);

/* ---- what one end leaves out (time_link.c) ---- */

/* Copies from one end to the other what (SK_P_*) only that has. */
void sk_time_borrow(sk_point *to, const sk_point *from, uint32_t what);

/* ---- bare numbers (time_bare.c) ---- */

/* Whether a bare "9/3" between tokens beg and end is a day; *maybe if only
 * the calendar can tell. */
bool sk_time_bare_day(const sk_scan *s, uint32_t beg, uint32_t end,
                      const sk_point *p, bool *maybe);
/* The year of an event that is named by its day ("vụ khủng bố 11/9"), 0. */
int sk_time_event_year(const sk_scan *s, uint32_t beg, uint32_t end);
/* Four digits at i that are a year: y, and the end of it or of "2026-2030". */
uint32_t sk_time_bare_year(const sk_scan *s, uint32_t i, int *y, int *y2);
/* Drops bare days that are not written as the paper writes them. */
void sk_time_drop_foreign(sk_scan *s);

#endif
