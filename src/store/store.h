/* store.h - what has been read, kept: documents, people, events, quotations,
 * happenings, storylines, and the state of threading.
 *
 * One writer and any number of readers, also of other processes. All that a
 * document brings is written in one transaction, several documents in one when
 * they come fast; what a commit has reported is never lost.
 *
 * Questions fill plain structs. Their strings live in the arena that the caller
 * gives; its limit is the limit of the answer (SK_ELIMIT).
 */
#ifndef SK_STORE_STORE_H
#define SK_STORE_STORE_H

#include "base/doc.h"
#include "base/json.h"

typedef struct sk_store sk_store;

enum { SK_STORE_READ = 1 /* no writing, no lock */ };

/* Opens (and makes, unless reading) a store. where: a path, or NULL for the
 * default: $XDG_DATA_HOME/sukien/news.db. NULL on failure. */
sk_store *sk_store_open(const char *where, unsigned flags, sk_err *err);
void sk_store_close(sk_store *s);
/* The path or address that is open. */
const char *sk_store_where(const sk_store *s);
/* The path of a file that belongs to the store, on the heap: beside it, or
 * where the user's own store is if this one is on a server. */
char *sk_store_file(const sk_store *s, const char *suffix, sk_err *err);
/* A number that grows with every commit by anybody: for ETags and updates. */
int64_t sk_store_version(sk_store *s);
/* What a reader is told between the two is of one moment, if the database can
 * do so at no cost; and costs less. */
void sk_store_hold(sk_store *s);
void sk_store_release(sk_store *s);

/* ---- adding ---- */

enum sk_added {
    SK_ADDED_NEW,      /* a new document */
    SK_ADDED_SAME,     /* already there, word for word: nothing done */
    SK_ADDED_REVISED,  /* the same address with other words: replaced */
    SK_ADDED_REVISION, /* the same article under a new address */
};

/* Stores a document with all its layers and threads it. It is safe after the
 * next sk_store_commit. On failure the documents since the last commit are
 * undone. eng: the engine that read doc. */
int sk_store_add(sk_store *s, const sk_engine *eng, sk_doc *doc,
                 enum sk_added *what, sk_err *err);
/* Makes all that was added safe. Called now and then and at the end. */
int sk_store_commit(sk_store *s, sk_err *err);

/* ---- asking ---- */

/* Instants are minutes since 1970-01-01 00:00 in Hanoi; SK_NO_TIME: unknown or
 * any. Ids are stable; those of merged storylines lead to the new one. */
#define SK_NO_TIME INT64_MIN

/* The place of a row in its list, so that the rows behind it can be asked for;
 * those that come in between or go do not move it. */
typedef struct sk_cursor {
    bool given;
    int64_t v[3]; /* what the list is ordered by */
} sk_cursor;

typedef struct sk_story_row {
    int64_t id, parent; /* parent: 0 if none */
    sk_str name;        /* as people would call it */
    sk_str state;       /* one line: the latest that matters */
    int64_t first, last;
    uint32_t n_docs, n_happenings, n_outlets;
    double heat; /* reports a day at the asked time, halving each day */
    const uint32_t *days; /* n_days counts of documents, the last is the day of
                             the asked time */
    uint32_t n_days;
    sk_str people, places; /* as JSON, most mentioned first */
} sk_story_row;

/* Somebody or something with the number of documents that name it. */
typedef struct sk_party {
    sk_str id, name, role; /* role s == NULL if unknown */
    uint8_t type;          /* enum sk_mention_type */
    char country[4];
    uint32_t n_docs;
    int64_t number; /* in this store; 0 in lists of storylines */
} sk_party;

/* The people or places of a storyline. */
const sk_party *sk_story_parties(sk_str json, sk_arena *a, uint32_t *n);

typedef struct sk_story_filter {
    int64_t from, to;  /* storylines with reports then */
    int64_t now;       /* for heat and days; SK_NO_TIME: latest document */
    sk_str query;      /* words in the name; s == NULL: any */
    sk_str entity;     /* that name this entity id */
    int64_t parent;    /* children of; 0: any */
    bool by_time;      /* newest first instead of hottest first */
    uint32_t min_docs; /* 0: 2 */
    uint32_t limit;    /* limit 0: 20 */
    sk_cursor after;
} sk_story_filter;

typedef struct sk_stories_found {
    sk_story_row *v;
    size_t n;
    sk_cursor next; /* given if there are more */
} sk_stories_found;
int sk_store_stories(sk_store *s, const sk_story_filter *f, sk_arena *a,
                     sk_stories_found *out, sk_err *err);
/* One storyline. id is changed to the one that it was merged into. SK_ENONE. */
int sk_store_story(sk_store *s, int64_t *id, int64_t now, sk_arena *a,
                   sk_story_row *out, sk_err *err);

typedef struct sk_doc_row {
    int64_t id;
    sk_str key; /* the document's own id */
    sk_str url, outlet, title, lead, author;
    int64_t published;
    int64_t happening, story;
    int64_t article; /* first address of the same article, itself if first */
    sk_str record;   /* JSON (docs/format.md); only when one is asked for */
    sk_str snippet;  /* search: words around the hits, \x01 and \x02 around
                        each; else s == NULL */
} sk_doc_row;

/* One report of a quotation. */
typedef struct sk_quote_report {
    int64_t doc, published;
    sk_span span; /* in the document's text */
    sk_str outlet, url;
    uint32_t wording; /* 0: that of the row, i: variants[i - 1] */
    bool again;       /* the document is in an earlier report too */
} sk_quote_report;

typedef struct sk_quote_variant {
    sk_str text;
    uint8_t kind;
} sk_quote_variant;

/* What somebody said: the same words told by several outlets are one. The
 * wording that stands for it and the report that it comes from; the rest in
 * reports and variants. */
typedef struct sk_quote_row {
    int64_t id; /* stable: lowest number of the reports */
    int64_t doc;
    sk_str text, speaker, entity, cue, when, told_by;
    uint8_t kind, stance;
    sk_span span; /* in the document's text */
    sk_str outlet, url;
    int64_t published;
    int64_t happening, story;
    const sk_quote_report *reports;   /* n_reports, oldest first */
    const sk_quote_variant *variants; /* n_variants other wordings */
    uint32_t n_reports, n_variants;
    uint32_t n_docs; /* different documents among the reports */
} sk_quote_row;

typedef struct sk_event_row {
    int64_t id, doc;
    sk_str key;                        /* within the document: "e1" */
    sk_str type, mode, context, cameo; /* mode, context: | between */
    uint8_t quad, status;
    double goldstein, confidence;
    sk_str source, target;           /* names, "; " between */
    sk_str source_code, target_code; /* "USA GOV", "; " between */
    sk_str when;                     /* as coded */
    int64_t day_from, day_to;        /* SK_NO_TIME if unknown */
    sk_str where;
    char country[4];
    double lat, lon; /* NAN if unknown */
    sk_str claimed_by, trigger, pattern;
    sk_span evidence; /* the sentence in the document's text */
    sk_str evidence_text;
    sk_str outlet, url, title;
    int64_t published;
    int64_t happening, story;
} sk_event_row;

/* How a timeline entry stands. */
enum sk_entry_status {
    SK_ENTRY_HAPPENED,
    SK_ENTRY_PLANNED,
    SK_ENTRY_OVERDUE,
    SK_ENTRY_CANCELLED,
    SK_ENTRY_DENIED,
    SK_ENTRY_CLAIMED,
    SK_ENTRY_TOLD /* no coded event says how it stands */
};
const char *sk_entry_status_name(uint8_t status);

/* One happening: an entry of a timeline. */
typedef struct sk_happening_row {
    int64_t id, story;
    int64_t day;         /* of the event, else of the first report; in days */
    bool day_known;      /* the articles name the day */
    uint8_t status;      /* enum sk_entry_status */
    int64_t planned_on;  /* day of the report that announced it, or
                            SK_NO_TIME */
    int64_t first, last; /* reports */
    sk_str title, lead, outlet, url; /* of the document that stands for it */
    int64_t doc;
    uint32_t n_docs, n_outlets;
    sk_str outlets;       /* names, ", " between */
    bool folded;          /* routine: a later one stands for it */
    uint32_t n_repeats;   /* entries that it stands for */
    int64_t repeats_from; /* day of the first of them, SK_NO_TIME if none */
    sk_str tolls;         /* where the articles differ, see sk_toll_next */
    bool disputed;        /* sources contradict each other */
} sk_happening_row;

/* How many one article says were killed, injured or are missing. */
typedef struct sk_toll {
    const char *what;       /* "dead", "injured", "missing" */
    int64_t n, doc, minute; /* of the report */
    sk_str outlet;          /* s == NULL if unknown */
} sk_toll;
/* Takes the next off the tolls of a happening: by kind, oldest first. */
bool sk_toll_next(sk_str *tolls, sk_toll *out);

/* What an entry is called: its title, the lead of one without. */
static inline sk_str sk_entry_title(const sk_happening_row *r)
{
    return r->title.len ? r->title : r->lead;
}
/* What stands under an entry, in Vietnamese: what it stands for and where its
 * articles differ; s == NULL if nothing. */
sk_str sk_entry_note(const sk_happening_row *r, sk_arena *a);
/* The lead and, behind it, the note. */
sk_str sk_entry_text(const sk_happening_row *r, sk_arena *a);

typedef struct sk_timeline {
    sk_happening_row *v;
    size_t n;
    sk_cursor next;
} sk_timeline;
typedef struct sk_line_filter {
    int64_t story;
    int status;       /* enum sk_entry_status, -1: any */
    sk_str type;      /* with an event of this PLOVER type; s == NULL: any */
    bool main;        /* told by two outlets or three articles at least */
    bool unfolded;    /* routine entries too, each by itself */
    int64_t under;    /* only those that this one stands for; 0: any */
    bool oldest;      /* first */
    int64_t from, to; /* minutes of their days, to excluded; 0: any */
    uint32_t limit;   /* 0: all */
    sk_cursor after;
} sk_line_filter;
/* The happenings of a storyline and of its children, newest first. */
int sk_store_timeline(sk_store *s, const sk_line_filter *f, sk_arena *a,
                      sk_timeline *out, sk_err *err);
/* Those that most articles tell, at most so many; of the text only what a
 * picture needs: day, status, title. */
int sk_store_line_drawn(sk_store *s, int64_t story, uint32_t limit, sk_arena *a,
                        sk_timeline *out, sk_err *err);
/* What is or was announced for the days from..to, in order of the days. */
int sk_store_plans(sk_store *s, int64_t from, int64_t to, uint32_t limit,
                   sk_arena *a, sk_timeline *out, sk_err *err);
/* What a digest names. */
int sk_store_cited(sk_store *s, int64_t happening, sk_arena *a,
                   sk_timeline *out, sk_err *err);
int sk_store_happening(sk_store *s, int64_t id, sk_arena *a,
                       sk_happening_row *out, sk_err *err);

typedef struct sk_docs_found {
    sk_doc_row *v;
    size_t n;
    sk_cursor next; /* of sk_store_documents: given if there are more */
} sk_docs_found;
typedef struct sk_doc_filter {
    int64_t from, to; /* of the report */
    sk_str outlet;
    sk_str entity;            /* that name this entity id */
    int64_t story, happening; /* 0: any */
    uint32_t limit;           /* 0: 20 */
    sk_cursor after;
} sk_doc_filter;
/* Newest first. */
int sk_store_documents(sk_store *s, const sk_doc_filter *f, sk_arena *a,
                       sk_docs_found *out, sk_err *err);
/* Documents of a happening, or of a storyline (the other 0), oldest first. */
int sk_store_docs(sk_store *s, int64_t happening, int64_t story, uint32_t limit,
                  sk_arena *a, sk_docs_found *out, sk_err *err);
/* Digests that name a happening, oldest first. */
int sk_store_citing(sk_store *s, int64_t happening, sk_arena *a,
                    sk_docs_found *out, sk_err *err);
/* A document by its number with its record, or by its own id (id 0). */
int sk_store_doc(sk_store *s, int64_t id, sk_str key, sk_arena *a,
                 sk_doc_row *out, sk_err *err);

typedef struct sk_event_filter {
    int64_t from, to; /* day of the event, else of the report; minutes */
    sk_str actor;     /* entity id, country code or name of a party */
    sk_str type;      /* PLOVER type or CAMEO prefix */
    sk_str country;   /* of the place */
    sk_str place;     /* its name, as the events give it */
    sk_str outlet;
    int status;                    /* enum sk_status, -1: any */
    int64_t story, happening, doc; /* 0: any */
    uint32_t limit;                /* limit 0: 50 */
    sk_cursor after;
} sk_event_filter;
typedef struct sk_events_found {
    sk_event_row *v;
    size_t n;
    sk_cursor next; /* given if there are more */
} sk_events_found;
int sk_store_events(sk_store *s, const sk_event_filter *f, sk_arena *a,
                    sk_events_found *out, sk_err *err);

/* A deed without its evidence: several reports of it are one. */
typedef struct sk_deed {
    int64_t happening, day; /* day of the event, else of the report */
    int64_t first;          /* minute of the first report */
    sk_str type, cameo;
    sk_str source, target, source_code, target_code; /* as in sk_event_row */
    sk_str where;
    char country[4];
    double lat, lon, goldstein;
    uint8_t quad, status;
    uint32_t n_reports;
} sk_deed;
typedef struct sk_deeds_found {
    sk_deed *v;
    size_t n;
} sk_deeds_found;
/* All acts of a storyline and its children, or (story 0) those to which an
 * entity id is a party. */
int sk_store_deeds(sk_store *s, int64_t story, sk_str actor, sk_arena *a,
                   sk_deeds_found *out, sk_err *err);

/* A quotation is found if one of its reports is; scare quotes are none. */
typedef struct sk_quote_filter {
    int64_t from, to; /* of the report */
    sk_str by;        /* entity id or a part of the speaker's name */
    sk_str query;     /* words in the quotation */
    int64_t story, happening, doc;
    uint32_t limit;
    sk_cursor after;
} sk_quote_filter;
typedef struct sk_quotes_found {
    sk_quote_row *v;
    size_t n;
    sk_cursor next; /* given if there are more */
} sk_quotes_found;
int sk_store_quotes(sk_store *s, const sk_quote_filter *f, sk_arena *a,
                    sk_quotes_found *out, sk_err *err);

typedef struct sk_parties_found {
    sk_party *v;
    size_t n;
    sk_cursor next; /* given if there are more */
} sk_parties_found;
/* People, bodies and places by entity id or a part of the name (with or
 * without marks), those with that whole name of more than one word before the
 * others, the most mentioned first. type -1: any. */
int sk_store_parties(sk_store *s, sk_str name, int type, uint32_t limit,
                     const sk_cursor *after, sk_arena *a, sk_parties_found *out,
                     sk_err *err);
/* Who is named together with an entity most often. */
int sk_store_beside(sk_store *s, sk_str entity, uint32_t limit, sk_arena *a,
                    sk_parties_found *out, sk_err *err);

enum { SK_SEARCH_NEWEST = 300 };

/* How a search was read. */
enum sk_search_mode {
    SK_SEARCH_EXACT, /* marks were typed and found */
    SK_SEARCH_FOLDED /* none were typed, or nothing has them */
};
typedef struct sk_search_filter {
    sk_str query; /* words; "a phrase"; -without */
    int64_t from, to;
    sk_str outlet;
    sk_str entity;
    int64_t story;
    bool by_time;
    uint32_t limit; /* limit 0: 20 */
    sk_cursor after;
} sk_search_filter;
typedef struct sk_search_found {
    sk_doc_row *v;
    size_t n;
    sk_cursor next;
    enum sk_search_mode mode;
    bool all; /* all that match were ranked; else SK_SEARCH_NEWEST at a time,
                 those added last first */
} sk_search_found;
int sk_store_search(sk_store *s, const sk_search_filter *f, sk_arena *a,
                    sk_search_found *out, sk_err *err);

typedef struct sk_store_stats {
    uint64_t n_docs, n_articles, n_happenings, n_stories, n_events, n_quotes,
        n_entities, n_outlets;
    int64_t first, last; /* published */
} sk_store_stats;
int sk_store_stat(sk_store *s, sk_store_stats *out, sk_err *err);

/* Calls each for every document in order of arrival: the grouping that
 * sukien export --format threads writes. Stops when each returns non-zero. */
int sk_store_each_doc(sk_store *s,
                      int (*each)(const sk_doc_row *row, void *arg), void *arg,
                      sk_err *err);

/* After much was added: brings the indexes of words, and what the database
 * knows of its tables, into order. */
int sk_store_tidy(sk_store *s, sk_err *err);
/* Verifies the file and the order of its content; says in err what is wrong. */
int sk_store_check(sk_store *s, sk_err *err);
/* A copy of the store as it is now, while others write. */
int sk_store_backup(sk_store *s, const char *path, sk_err *err);

/* "2026-03-09T20:15+07:00" of an instant, in the arena; s == NULL if none. */
sk_str sk_store_time(sk_arena *a, int64_t minute);

#endif
