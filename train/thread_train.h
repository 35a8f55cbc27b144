/* thread_train.h - the articles that threading is trained on. */
#ifndef SK_TRAIN_THREAD_TRAIN_H
#define SK_TRAIN_THREAD_TRAIN_H

#include <jansson.h>

#include "thread/threads.h"

typedef struct corpus {
    char **url; /* [n + 1], by id */
    unsigned char **packed;
    uint32_t *len;
    int64_t *happening, *story, *parent;
    int64_t *into; /* where a storyline went */
    size_t n;
    json_t *ids; /* url to id */
} corpus;

/* Prints why and ends. */
_Noreturn void die(const char *what, const char *why);
/* Threads all articles; decided is told of each decision. */
void thread_all(corpus *c, const sk_engine *eng, const sk_thread_watch *watch,
                void (*decided)(void *arg, int64_t item, const sk_decision *d));

/* thread_fit.c: weights from labels: a file of sagas, then n - 1 of labels. Who
 * is no member of the saga doubted (NULL: none) teaches nothing. */
int fit(corpus *c, const sk_engine *eng, char **file, int n,
        const char *doubted);
/* thread_terms.c: tables of terms. */
int df(corpus *c);
int sense(corpus *c);

#endif
