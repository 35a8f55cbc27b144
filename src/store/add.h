/* add.h - what the parts of adding a document share. */
#ifndef SK_STORE_ADD_H
#define SK_STORE_ADD_H

#include "store/inside.h"

/* What is known while a document is being added. */
typedef struct sk_adding {
    sk_store *s;
    sk_doc *d;
    sk_err *err;
    int64_t id, article, key, hash;
    int64_t minute; /* of publication, or the clock */
    sk_str outlet;  /* "VnExpress" of the feed "VnExpress - Thế giới" */
    sk_decision dec;
    int64_t *entity; /* [d->entities.n] number in the store, 0 if not there */
} sk_adding;

#define SK_TRY(e)        \
    do {                 \
        int try_ = (e);  \
        if (try_)        \
            return try_; \
    } while (0)

/* What failed in the database goes into err. */
int sk_add_failed(sk_adding *a);
sk_stmt *sk_add_prepare(sk_adding *a, const char *sql);
/* Runs a statement that gives no rows. */
int sk_add_run(sk_adding *a, sk_stmt *st);
/* ... with whole numbers as its values. */
int sk_add_with(sk_adding *a, const char *sql, size_t n, const int64_t *v);
#define SK_ADD_WITH(a, sql, ...)                                            \
    sk_add_with(a, sql, sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t), \
                (int64_t[]){__VA_ARGS__})

/* What threading decided (add_threads.c). */
int sk_add_threads(sk_adding *a);
/* Who is named, events, quotations, times (add_layers.c); fresh: the document
 * was not there before. */
int sk_add_layers(sk_adding *a, bool fresh);

#endif
