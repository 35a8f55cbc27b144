/* follow_state.h - what sukien follow knows across restarts: a small SQLite
 * file with the feeds and every address that they ever told of. */
#ifndef SK_CMD_FOLLOW_STATE_H
#define SK_CMD_FOLLOW_STATE_H

#include <stdint.h>
#include <sukien/sukien.h>

typedef struct follow_state follow_state;

enum { FOLLOW_URL = 2048 };

typedef struct follow_feed {
    int64_t id;
    char url[FOLLOW_URL], etag[256], modified[128];
    int64_t next, last_ok; /* seconds since 1970 */
    int64_t errors;        /* in a row */
    int64_t items;
} follow_feed;

typedef struct follow_item {
    int64_t id;
    char url[FOLLOW_URL];
    char title[1024], lead[4096], published[64];
    int64_t tries;
} follow_item;

enum { ITEM_DUE, ITEM_DONE, ITEM_FAILED };

follow_state *follow_state_open(const char *path, sk_err *err);
void follow_state_close(follow_state *s);

/* Makes a feed known; what is known of it stays. */
int follow_feed_add(follow_state *s, sk_str url);
/* Calls each for every feed. */
int follow_feeds(follow_state *s, void (*each)(const follow_feed *, void *),
                 void *arg);
/* A feed was asked: its new items and its state in one transaction. */
int follow_begin(follow_state *s);
int follow_item_add(follow_state *s, int64_t feed, sk_str url, sk_str title,
                    sk_str lead, sk_str published, bool *is_new);
int follow_feed_save(follow_state *s, const follow_feed *f);
int follow_commit(follow_state *s);

/* The next item that is due, of a host for which ok says yes. SK_ENONE. */
int follow_item_next(follow_state *s, int64_t now,
                     bool (*ok)(const char *url, void *arg), void *arg,
                     follow_item *out);
int follow_item_save(follow_state *s, int64_t id, int status, int64_t tries,
                     int64_t next);
/* Items that wait, and the time of the earliest (INT64_MAX: none). */
int64_t follow_waiting(follow_state *s, int64_t *earliest);

#endif
