/* rows.h - answers of the store as JSON, the same for commands and server. */
#ifndef SK_STORE_ROWS_H
#define SK_STORE_ROWS_H

#include "store/store.h"

/* Each writes one object. */
void sk_json_story(sk_json *j, const sk_story_row *r);
void sk_json_happening(sk_json *j, const sk_happening_row *r);
void sk_json_doc(sk_json *j, const sk_doc_row *r);
void sk_json_event(sk_json *j, const sk_event_row *r);
void sk_json_quote(sk_json *j, const sk_quote_row *r);
void sk_json_party(sk_json *j, const sk_party *p);

#endif
