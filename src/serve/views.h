/* views.h - every address that the server knows. */
#ifndef SK_SERVE_VIEWS_H
#define SK_SERVE_VIEWS_H

#include "serve/http.h"
#include "store/store.h"

/* The view for rq->path, or NULL. */
sk_view sk_views_find(sk_request *rq);

/* page_*.c */
void sk_page_front(sk_request *rq);
void sk_page_story(sk_request *rq);
void sk_page_happening(sk_request *rq);
void sk_page_entity(sk_request *rq);
void sk_page_search(sk_request *rq);
void sk_page_calendar(sk_request *rq);
void sk_page_about(sk_request *rq);
/* The day of the newest report; SK_NO_TIME in an empty store. */
int64_t sk_today(sk_request *rq);

/* api.c */
void sk_api_stories(sk_request *rq);
void sk_api_story(sk_request *rq);
void sk_api_happenings(sk_request *rq);
void sk_api_happening(sk_request *rq);
void sk_api_events(sk_request *rq);
void sk_api_calendar(sk_request *rq);
void sk_api_quotes(sk_request *rq);
void sk_api_people(sk_request *rq);
void sk_api_person(sk_request *rq);
void sk_api_places(sk_request *rq);
void sk_api_documents(sk_request *rq);
void sk_api_document(sk_request *rq);
void sk_api_search(sk_request *rq);
void sk_api_stats(sk_request *rq);

/* feeds.c: Atom, or JSON Feed if the path ends in .json */
void sk_feed_front(sk_request *rq);
void sk_feed_story(sk_request *rq, const sk_story_row *s);
void sk_feed_search(sk_request *rq);
/* False if rq->rest is no feed's name. */
bool sk_feed_of_person(sk_request *rq);
/* iCalendar of the plans of a storyline, 0: of all. */
void sk_feed_plans(sk_request *rq, int64_t story);
void sk_feed_calendar(sk_request *rq);

/* site.c */
void sk_site_robots(sk_request *rq);
void sk_site_map(sk_request *rq);
/* Addresses that lead to others; without the "/" at the end where it is none of
 * those. */
void sk_site_moved(sk_request *rq);

/* exports.c: false if rq->rest ends in none of the formats. */
bool sk_export(sk_request *rq);

#endif
