/* time.h - finds the times of a document and puts them on the calendar.
 *
 * time_words.c knows the words (data/times.tsv). time_find.c goes through the
 * tokens once and has expressions read at those that may begin one: points
 * (time_point.c and its components, time_year.c, _day.c, _clock.c, _wide.c),
 * lengths and sets (time_length.c), ranges (time_range.c), bare numbers
 * (time_bare.c). Then time_value.c gives each a TIMEX3 value and the days that
 * it covers (time_day_value.c, _wide_value.c), asking the words around it and
 * the calendar (time_around.c, _calendar.c). User's view: docs/times.md.
 */
#ifndef SK_FIND_TIME_H
#define SK_FIND_TIME_H

#include "base/doc.h"
#include "know/load.h"

typedef struct sk_time_words sk_time_words;

/* Builds the words of time from ld's folder. */
int sk_time_load(sk_loader *ld, const sk_time_words **out);

/* Fills doc->times. Counts from the day of publication; without one, from the
 * range of days that raw allows, or from the first full date in the text. */
void sk_time_find(sk_doc *d);

/* 1 if the words before t in its sentence say that it was to come (sẽ, dự kiến),
 * -1 if they say that it was past (đã, vừa), else 0. */
int sk_time_tense(const sk_doc *d, const sk_time *t);
/* Whether t stands behind a word such as đến: until then. */
bool sk_time_ends_span(const sk_doc *d, const sk_time *t);

#endif
