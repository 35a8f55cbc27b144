/* follow_run.h - what sukien follow does between its start and its end. */
#ifndef SK_CMD_FOLLOW_RUN_H
#define SK_CMD_FOLLOW_RUN_H

#include <signal.h>

#include "fetch.h"
#include "follow_state.h"
#include "know/know.h"
#include "store/store.h"

typedef struct feed {
    follow_feed f;
    bool busy;
} feed;

typedef struct follower {
    const sk_engine *eng;
    sk_store *store;
    follow_state *state;
    CURLM *multi;
    sk_doc *doc;
    sk_arena arena;
    feed **feeds; /* apart, since transfers point at them */
    size_t n_feeds;
    fetch_hosts hosts;
    fetch_policy policy;
    size_t n_running;
    int64_t interval;
    bool once, quiet;
    size_t n_added, n_errors;
    volatile sig_atomic_t stopped; /* set by a signal */
} follower;

/* A feed of the state file is followed from now on, unless it is already. */
void follow_add_feed(const follow_feed *s, void *follower);
/* Polls and fetches until stopped, with once: until all feeds were asked. */
void follow_run(follower *f);

#endif
