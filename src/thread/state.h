/* state.h - the inside of sk_threads, shared by threads.c and save.c. */
#ifndef SK_THREAD_STATE_H
#define SK_THREAD_STATE_H

#include "thread/threads.h"

struct sk_threads {
    const sk_thread_model *m;
    sk_window w;
    sk_stories s;
    int64_t clock; /* the latest minute seen */
    uint64_t n_items;
    double log1p[SK_CANDIDATES + 1]; /* of whole numbers */
    sk_thread_watch watch;
};

#endif
