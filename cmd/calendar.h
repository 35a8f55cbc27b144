/* calendar.h - what the store knows to be planned, as a list and as iCalendar. */
#ifndef SK_CMD_CALENDAR_H
#define SK_CMD_CALENDAR_H

#include "out.h"

/* Writes dated plans of a storyline (0: of all) as iCalendar (RFC 5545). */
int calendar_ics(asking *q, int64_t story, sk_err *err);

#endif
