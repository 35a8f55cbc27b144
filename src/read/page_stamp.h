/* page_stamp.h - days and clock times as pages write them. */
#ifndef SK_READ_PAGE_STAMP_H
#define SK_READ_PAGE_STAMP_H

#include "base/day.h"
#include "read/page_words.h"

typedef struct sk_stamp {
    int32_t day;        /* as written; SK_NO_DAY: none */
    int minute, second; /* as written; minute -1: none */
    bool zone;
    int offset; /* minutes east of Greenwich, if zone */
} sk_stamp;

/* 2025-03-05T14:20:00+07:00 and what comes near it. */
bool sk_stamp_iso(sk_str s, sk_stamp *st);
/* The first day in running text, in any language whose months are known
 * (5/3/2025, 5. März 2025, March 5th, 2025), and a clock time near it. */
bool sk_stamp_shown(const sk_page_words *w, sk_str s, sk_stamp *st);
/* 20:30, 20:30:15, 20h30, 8:30 p.m. at *at, which moves behind it. */
bool sk_stamp_clock(sk_str s, size_t *at, sk_stamp *st);
/* Puts a stamp with a zone on the clock of Hanoi. */
void sk_stamp_hanoi(sk_stamp *st);
/* ISO 8601: the day, with a clock time also that and +07:00. */
sk_str sk_stamp_text(sk_arena *a, const sk_stamp *st);

#endif
