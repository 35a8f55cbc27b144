/* post.c - articles that arrive by POST /api/v1/documents.
 *
 * The store is opened for writing only while articles are added, so that
 * sukien add may run beside the server.
 */
#include "serve/post.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/err.h"
#include "store/store.h"

struct sk_poster {
    pthread_mutex_t lock;
    const sk_engine *eng;
    char *token, *store; /* store: NULL for the default */
};

sk_poster *sk_poster_open(const sk_engine *eng, const char *token,
                          const char *store, sk_err *err)
{
    sk_poster *p = calloc(1, sizeof *p);

    if (!p) {
        sk_fail(err, SK_ENOMEM, 0, "no memory");
        return NULL;
    }
    pthread_mutex_init(&p->lock, NULL);
    p->token = strdup(token);
    p->store = store ? strdup(store) : NULL;
    p->eng = eng;
    if (!p->token || (store && !p->store)) {
        sk_fail(err, SK_ENOMEM, 0, "no memory");
        sk_poster_close(p);
        return NULL;
    }
    return p;
}

void sk_poster_close(sk_poster *p)
{
    if (!p)
        return;
    pthread_mutex_destroy(&p->lock);
    free(p->token);
    free(p->store);
    free(p);
}

bool sk_poster_allows(const sk_poster *p, sk_str authorization)
{
    sk_str want = sk_str_of(p->token), got = authorization;
    unsigned differ = 0;

    if (!got.len || !sk_str_starts(got, SK_STR("Bearer ")))
        return false;
    got = sk_str_sub(got, 7, got.len);
    if (got.len != want.len)
        return false;
    for (size_t i = 0; i < got.len; i++) /* the same time for every guess */
        differ |= (unsigned)(unsigned char)(got.s[i] ^ want.s[i]);
    return !differ;
}

typedef struct tally {
    int64_t n[4], failed;
} tally;

static int add_all(sk_poster *p, sk_store *s, int fd, tally *t, sk_err *err)
{
    sk_stream *in = sk_stream_open(p->eng, fd, "request", err);
    sk_doc *doc = sk_doc_new(p->eng, 0);
    int rc = in && doc ? SK_OK : SK_ENOMEM;

    while (!rc) {
        enum sk_added what;
        int got = sk_stream_next(in, doc, err);
        if (got == SK_ENONE)
            break;
        if (got == SK_EIO)
            rc = got;
        else if (got)
            t->failed++;
        else if (!(rc = sk_store_add(s, p->eng, doc, &what, err)))
            t->n[what]++;
    }
    if (!rc)
        rc = sk_store_commit(s, err);
    sk_doc_free(doc);
    if (in)
        sk_stream_close(in);
    return rc;
}

static void tell(sk_request *rq, const tally *t)
{
    static const char *const names[] = {"added", "same", "revised",
                                        "republished"};
    sk_json j = sk_json_on(&rq->arena);

    sk_json_open(&j, '{');
    for (size_t i = 0; i < 4; i++) {
        sk_json_key(&j, names[i]);
        sk_json_int(&j, t->n[i]);
    }
    sk_json_key(&j, "failed");
    sk_json_int(&j, t->failed);
    sk_json_close(&j, '}');
    rq->type = "application/json";
    rq->cache = "no-store";
    rq->body = j.out;
}

void sk_poster_add(sk_poster *p, sk_request *rq, sk_str body)
{
    int fd = memfd_create("sukien", MFD_CLOEXEC);
    sk_store *s = NULL;
    tally t = {0};
    sk_err err = {0};
    int rc = SK_EIO;

    pthread_mutex_lock(&p->lock);
    if (fd >= 0 && write(fd, body.s, body.len) == (ssize_t)body.len &&
        lseek(fd, 0, SEEK_SET) == 0)
        s = sk_store_open(p->store, 0, &err);
    if (s)
        rc = add_all(p, s, fd, &t, &err);
    sk_store_close(s);
    if (fd >= 0)
        close(fd);
    pthread_mutex_unlock(&p->lock);
    if (rc)
        sk_reply_error(rq, 503, "not added", sk_str_of(err.msg));
    else
        tell(rq, &t);
}
