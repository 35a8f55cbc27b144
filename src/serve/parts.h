/* parts.h - pieces that several pages show. */
#ifndef SK_SERVE_PARTS_H
#define SK_SERVE_PARTS_H

#include "serve/html.h"
#include "store/who.h"

/* Where the page of an entity is: /nguoi/ for people, /to-chuc/ for bodies,
 * /noi/ for places. */
sk_str sk_part_entity_path(sk_arena *a, sk_str id);
/* Where the page of a storyline is: "/dong-su-kien/12-nga-ukraine". */
sk_str sk_part_story_path(sk_request *rq, int64_t id, sk_str name);
/* The number that s is, alone or before "-" and a name; 0 if it is none. */
int64_t sk_part_id(sk_str s);

/* The storyline whose number that is; id becomes that of the one which it is a
 * part of now. false, with an error as the reply, if there is none. */
bool sk_part_story_asked(sk_request *rq, int64_t *id, sk_story_row *s);
/* The same, and a redirect to the number behind folder ("/dong-su-kien/") if it
 * is a part of another now. */
bool sk_part_story_here(sk_request *rq, const char *folder, sk_story_row *s);
/* The happening of that number and at most so many of its documents; false,
 * with an error as the reply, if there is none. */
bool sk_part_happening_asked(sk_request *rq, int64_t id, uint32_t limit,
                             sk_happening_row *h, sk_docs_found *docs);

/* "1.040", "1,040". */
void sk_part_number(sk_request *rq, uint64_t n);
/* "1.040 bài", "1,040 articles", "1 article": en is the plural in s. */
void sk_part_count(sk_request *rq, uint32_t n, const char *vi, const char *en);
/* dd/mm/yyyy of a day, dd/mm/yyyy hh:mm of an instant in minutes. */
void sk_part_day(sk_request *rq, int64_t day);
/* From one day to another; one if they are the same. */
void sk_part_days(sk_request *rq, int64_t first, int64_t last);
void sk_part_time(sk_request *rq, int64_t minute);
/* The same as elements that programs can read too. */
void sk_part_on(sk_request *rq, int64_t day);
void sk_part_at(sk_request *rq, int64_t minute);
/* The hour of an instant beside its day, the whole instant elsewhere. */
void sk_part_at_beside(sk_request *rq, int64_t minute, int64_t day);
/* A day as the heading of the entries below it in a timeline: "Thứ Ba,
 * 31/03/2026". */
void sk_part_day_head(sk_request *rq, int64_t day);
/* How a storyline stands, in a paragraph of a class, if it says so. */
void sk_part_state(sk_request *rq, const sk_story_row *s, const char *cls);
/* Its heat, articles and outlets, with " · " behind. */
void sk_part_size(sk_request *rq, const sk_story_row *s);
/* A storyline's name as a link to it. */
void sk_part_story_link(sk_request *rq, const sk_story_row *s);
/* A storyline as an item of a list. */
void sk_part_story(sk_request *rq, const sk_story_row *s);
/* The day and title of an entry as an item of a list. */
void sk_part_dated(sk_request *rq, const sk_happening_row *h);
/* One entry of a timeline with its events, quotations and sources. branch: the
 * branch of the shown storyline that it is of, or NULL. */
void sk_part_happening(sk_request *rq, const sk_happening_row *h,
                       const sk_story_row *branch);
/* A status of an event or an entry as a badge. */
void sk_part_status(sk_request *rq, const char *status);
/* Who did what to whom, its evidence and codes. */
void sk_part_event(sk_request *rq, const sk_event_row *e, bool with_source);
/* Words with their speaker, the outlets that report them, other wordings. */
void sk_part_quote(sk_request *rq, const sk_quote_row *q);
/* Offices and titles over time; how the name is written. */
void sk_part_roles(sk_request *rq, const sk_who *w);
void sk_part_spellings(sk_request *rq, const sk_who *w);
/* The outlet's name, linked to the article if its address is known. */
void sk_part_outlet(sk_request *rq, sk_str outlet, sk_str url);
/* Its status, and when it was announced and reported. */
void sk_part_standing(sk_request *rq, const sk_happening_row *h);
/* Tolls that differ, and the entries that a routine one stands for. */
void sk_part_beside(sk_request *rq, const sk_happening_row *h);
/* A happening as one entry of a list, without its events and quotations. */
void sk_part_entry(sk_request *rq, const sk_happening_row *h);
/* People or places with their counts. */
void sk_part_parties(sk_request *rq, const sk_party *v, uint32_t n);
/* The place in a list that a parameter gives: "c" and three numbers in hex, ""
 * begins. false, with an error as the reply, if it is none. */
bool sk_part_cursor(sk_request *rq, const char *name, sk_cursor *out);
sk_str sk_part_cursor_text(sk_request *rq, const sk_cursor *c);
/* Links to the top of a list and on behind next, by the parameter "sau". */
void sk_part_pager(sk_request *rq, const sk_cursor *next);

/* Fails the request when a question to the store failed; true if it did. */
bool sk_part_failed(sk_request *rq, int rc, const sk_err *err);

#endif
