/* asked.h - what the questions of the API may be asked. */
#ifndef SK_SERVE_ASKED_H
#define SK_SERVE_ASKED_H

#include "serve/http.h"

enum { SK_ASKED_BYTES = 500 /* of words to look for */ };

/* Whether each parameter is one that the path knows, with a value that can be
 * read; else an error that names it is the reply. A filter that was misspelt
 * and passed over would answer another question than the one asked. */
bool sk_asked_well(sk_request *rq);
/* "?q=dien%20dam": words to look for in an address. */
sk_str sk_asked_words(sk_request *rq, sk_str words);
/* "?story=12&limit=20&cursor=c1-2-3": the question again, from a cursor on. */
sk_str sk_asked_next(sk_request *rq, sk_str cursor);

#endif
