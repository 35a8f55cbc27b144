/* follow_take.h - what sukien follow does with what came back. */
#ifndef SK_CMD_FOLLOW_TAKE_H
#define SK_CMD_FOLLOW_TAKE_H

#include "follow_run.h"

/* A line of the log, level "info", "warning" or "error". */
void follow_tell(const follower *f, const char *level, const char *url,
                 const char *what);

/* A feed has been asked: when it is asked again, and if not ok, why. retry: the
 * server's own wish in seconds, 0 if it has none. */
void follow_feed_done(follower *f, feed *fd, bool ok, long retry,
                      const char *why);
/* A feed came from url: its new items wait in the state file from now on. */
void follow_take_feed(follower *f, feed *fd, const fetch_host *host,
                      const char *url, fetch_reply *reply);

/* The page of an item came: into the store with it. */
void follow_take_page(follower *f, const follow_item *it,
                      const fetch_reply *reply);
/* It did not: it is tried again, or what the feed said must do. */
void follow_item_failed(follower *f, const follow_item *it, long status,
                        long retry, const char *why);

#endif
