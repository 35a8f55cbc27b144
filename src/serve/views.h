/* views.h - every address that the server knows. */
#ifndef SK_SERVE_VIEWS_H
#define SK_SERVE_VIEWS_H

#include "serve/http.h"

/* The view for rq->path, or NULL. */
sk_view sk_views_find(sk_request *rq);

/* page_*.c */
void sk_page_front(sk_request *rq);
void sk_page_story(sk_request *rq);
void sk_page_happening(sk_request *rq);
void sk_page_person(sk_request *rq);
void sk_page_search(sk_request *rq);
void sk_page_calendar(sk_request *rq);
void sk_page_about(sk_request *rq);

/* api_*.c */
void sk_api_stories(sk_request *rq);
void sk_api_story(sk_request *rq);
void sk_api_events(sk_request *rq);
void sk_api_quotes(sk_request *rq);
void sk_api_document(sk_request *rq);
void sk_api_search(sk_request *rq);
void sk_api_people(sk_request *rq);

#endif
