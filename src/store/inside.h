/* inside.h - the inside of sk_store, shared by the files of this folder. */
#ifndef SK_STORE_INSIDE_H
#define SK_STORE_INSIDE_H

#include "store/db.h"
#include "store/store.h"
#include "thread/threads.h"

/* Numbers on the heap. */
typedef struct sk_ids {
    int64_t *v;
    size_t n, cap;
} sk_ids;

/* Entities that were named in more documents, or fewer. */
typedef struct sk_named {
    int64_t entity, more;
} sk_named;

struct sk_store {
    sk_db *db;
    char *where;
    bool writing; /* a transaction is open */
    /* writer only */
    sk_threads *threads; /* NULL: to be loaded */
    const sk_engine *eng;
    int64_t last_id; /* of the documents */
    int64_t last_entity, last_event, last_quote;
    int64_t listed_doc, listed_quote; /* the last in the indexes of words: later
                                         ones follow when the transaction ends */
    int64_t version;                  /* after the own last commit, -1: none */
    int64_t clock;                    /* latest minute of the documents */
    uint32_t n_logged;   /* items in the log since the last saved state */
    uint32_t n_replayed; /* of them threaded again when the store was opened */
    sk_ids stories, happenings; /* that changed since the last commit */
    struct {
        sk_named *v;
        size_t n, cap;
    } named; /* since then */
};

/* Begins the writer's transaction, if none is open. */
int sk_store_begin(sk_store *s, sk_err *err);
/* Gives up what was added since the last commit. */
void sk_store_undo(sk_store *s);
/* Makes the threader from the saved state and the log. */
int sk_store_threads(sk_store *s, const sk_engine *eng, sk_err *err);
/* Saves the state and empties the log. */
int sk_store_save_threads(sk_store *s, sk_err *err);
/* Marks a storyline and a happening of it as changed. */
int sk_store_touch(sk_store *s, int64_t story, int64_t happening, sk_err *err);
/* The same of a storyline alone, also while it is settled what changed. */
int sk_store_touch_story(sk_store *s, int64_t story, sk_err *err);
/* An entity is named in a document more, or (-1) fewer. */
int sk_store_named(sk_store *s, int64_t entity, int64_t more, sk_err *err);
/* Names a storyline and writes its one line; scratch is empty but for its engine
 * and arena. */
int sk_store_name(sk_store *s, int64_t story, sk_doc *scratch, sk_err *err);
/* How a document writes an entity: "5 Trump\n2 Donald Trump\n", and the first
 * title that it has there; s == NULL if none. */
sk_str sk_seen_forms(const sk_doc *d, uint32_t entity, sk_arena *a);
sk_str sk_seen_role(const sk_doc *d, uint32_t entity);
/* Counts the forms and titles of a stored document in, or (sign -1) out. */
int sk_seen_count(sk_db *db, int64_t doc, int sign, sk_arena *a, sk_err *err);
/* First and last day of a coded date; SK_NO_DAY if there is none. */
void sk_when_range(sk_str when, int32_t *from, int32_t *to);

/* ---- answers: the arena of the caller may run out ---- */

/* Runs body(s, how) with a->full set; SK_ELIMIT if the arena runs out, and no
 * statement stays open. */
int sk_store_guard(sk_store *s, sk_arena *a,
                   int (*body)(sk_store *s, void *how), void *how, sk_err *err);

/* Of doc d and its happening h, as sk_store_read_doc reads them. */
#define SK_DOC_COLUMNS                                          \
    "d.id, d.key, d.url, d.outlet, d.title, d.lead, d.author, " \
    "d.published, d.happening, h.story, d.article"
void sk_store_read_doc(sk_stmt *st, sk_arena *a, sk_doc_row *r);
/* Of entity e with a number of documents, as sk_store_read_party reads them. */
#define SK_PARTY_COLUMNS(n_docs) \
    "e.key, e.name, e.role, e.type, e.country, " n_docs ", e.id"
void sk_store_read_party(const sk_stmt *st, sk_arena *a, sk_party *p);
/* An instant or SK_NO_TIME. */
int64_t sk_col_time(const sk_stmt *st, int col);
/* A country's code of three letters; out is zeroed. */
void sk_col_code(const sk_stmt *st, int col, char out[4]);

#endif
