/* words.h - what codes are called, in Vietnamese and English. */
#ifndef SK_SERVE_WORDS_H
#define SK_SERVE_WORDS_H

#include "serve/http.h"

/* The country or body of a code ("USA": "Mỹ"); s == NULL if unknown. */
sk_str sk_word_country(const sk_request *rq, sk_str code);
/* A PLOVER type as a verb: "CONSULT": "hội đàm". */
const char *sk_word_type(const sk_request *rq, sk_str type);
/* A status of an event or of a timeline's entry: "planned": "dự kiến". */
const char *sk_word_status(const sk_request *rq, const char *status);
/* The class of style.css for a status. */
const char *sk_css_status(const char *status);

#endif
