/* record.h - a document as one JSON object (docs/format.md). */
#ifndef SK_RECORD_H
#define SK_RECORD_H

#include "base/doc.h"
#include "base/json.h"

/* Writes doc's record; flags are SK_RECORD_*. */
void sk_record(const sk_doc *d, unsigned flags, sk_json *j);
/* Writes doc's text as TimeML, its times marked (timex3.c). */
void sk_timex3(sk_doc *d, sk_buf *out);
/* The names of the enumerations, as they stand in records. */
const char *sk_mention_type_name(uint8_t type);
const char *sk_time_type_name(uint8_t type);
const char *sk_quote_kind_name(uint8_t kind);
const char *sk_stance_name(uint8_t stance);
const char *sk_status_name(uint8_t status);

#endif
