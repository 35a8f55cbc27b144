/* sukien.h - the public face of Sukien: Vietnamese news in, events out.
 *
 * An engine holds knowledge and models; it is opened once, never changes and
 * may be shared by any number of threads. A document holds one article and
 * everything found in it; it belongs to one thread at a time and owns all
 * memory that its functions return. A stream cuts bytes (text, JSON Lines,
 * pages, feeds) into documents.
 *
 *     sk_err err;
 *     sk_engine *eng = sk_engine_open(NULL, &err);
 *     sk_doc *doc = sk_doc_new(eng, 0);
 *     if (sk_doc_read_text(doc, SK_STR("Tối 9/3, ..."), &err) == SK_OK)
 *         for (size_t i = 0; i < sk_doc_events(doc).n; i++)
 *             use(&sk_doc_events(doc).v[i]);
 *     sk_doc_free(doc);
 *     sk_engine_close(eng);
 *
 * All offsets are bytes into the clean text of the document (sk_doc_text), the
 * end not included. Everything returned by a document is borrowed: it lives
 * until the document is read into again, reset or freed. err may always be
 * NULL. After a failure a document is empty but for its id.
 */
#ifndef SUKIEN_SUKIEN_H
#define SUKIEN_SUKIEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SK_API __attribute__((visibility("default")))
#else
#define SK_API
#endif

/* ---- strings and errors ---- */

/* A view of UTF-8 bytes owned by someone else; not NUL-terminated. A view with
 * s == NULL is "unknown" (null in JSON), one with len == 0 is empty. */
typedef struct sk_str {
    const char *s;
    size_t len; /* bytes */
} sk_str;
#ifdef __cplusplus
#define SK_STR(lit) (sk_str{(lit), sizeof(lit) - 1})
#else
#define SK_STR(lit) ((sk_str){(lit), sizeof(lit) - 1})
#endif
#define SK_FMT(v) (int)(v).len, (v).s /* for "%.*s" */

enum {
    SK_OK = 0,
    SK_EINPUT = -1, /* the input is not what it should be */
    SK_EIO = -2,    /* a file, socket or store failed */
    SK_ENOMEM = -3, /* no memory */
    SK_ELIMIT = -4, /* the input is larger than allowed */
    SK_ENONE = -5,  /* nothing there: end of stream, unknown id */
};

typedef struct sk_err {
    int code;
    size_t at;     /* byte offset in the input where it went wrong */
    char msg[240]; /* one line, no full stop */
} sk_err;

/* ---- what is found: layers over the clean text ---- */

typedef struct sk_span {
    uint32_t beg, end; /* bytes into the clean text, end not included */
} sk_span;

enum sk_para_kind {
    SK_PARA_BODY,
    SK_PARA_TITLE,
    SK_PARA_LEAD,
    SK_PARA_CAPTION,
    SK_PARA_HEADING,
    SK_PARA_BYLINE,
    SK_PARA_SOURCE,
    SK_PARA_RELATED,
    SK_PARA_PROMO,
    SK_PARA_SNIPPET,
    SK_PARA_DATELINE,
    SK_PARA_KINDS
};

/* The input field that a paragraph came from: -2 the title, -1 the lead,
 * 0.. an element of the body, SK_FIELD_TEXT the field "text" or plain text. */
enum { SK_FIELD_TITLE = -2, SK_FIELD_LEAD = -1, SK_FIELD_TEXT = INT32_MIN };

typedef struct sk_para {
    sk_span span;
    uint8_t kind;  /* enum sk_para_kind */
    uint8_t part;  /* 1: glued to the paragraph beside it on the same line
                      (a dateline, a caption, author, source) */
    int32_t field; /* see SK_FIELD_* */
} sk_para;

typedef struct sk_sent {
    sk_span span;
    uint32_t para;             /* index of its paragraph */
    uint32_t tok_beg, tok_end; /* its tokens */
    uint32_t word_beg, word_end;
} sk_sent;

enum sk_upos {
    /* Universal POS, universaldependencies.org/u/pos */
    SK_X,
    SK_ADJ,
    SK_ADP,
    SK_ADV,
    SK_AUX,
    SK_CCONJ,
    SK_DET,
    SK_INTJ,
    SK_NOUN,
    SK_NUM,
    SK_PART,
    SK_PRON,
    SK_PROPN,
    SK_PUNCT,
    SK_SCONJ,
    SK_SYM,
    SK_VERB,
    SK_UPOS_N
};

typedef struct sk_word {
    sk_span span;
    uint32_t tok_beg, tok_end;
    uint8_t pos; /* enum sk_upos */
} sk_word;

enum sk_mention_type { SK_PER, SK_ORG, SK_GPE, SK_LOC, SK_EVENT_NAME };
enum sk_mention_kind { SK_BY_NAME, SK_BY_ROLE, SK_BY_PRONOUN, SK_BY_METONYM };

/* Who or what the document speaks of; mentions point here. */
typedef struct sk_entity {
    sk_str id;    /* "per:vladimir-putin", "gpe:RUS"; stable over documents */
    sk_str name;  /* canonical if known, else the fullest form in the text */
    uint8_t type; /* enum sk_mention_type */
    char country[4]; /* ISO 3166 alpha-3 or "" */
    char sector[4];  /* "GOV", "MIL"... or "" */
    sk_str role;     /* title on the day of the article, s == NULL if unknown */
    uint32_t know;   /* row in the knowledge base, SK_NONE if unknown */
} sk_entity;
#define SK_NONE UINT32_MAX

typedef struct sk_mention {
    sk_span span; /* longest name phrase: "Tổng thống Mỹ Donald Trump" */
    sk_span core; /* the bare name inside it, empty if there is none */
    uint32_t sent, tok_beg, tok_end;
    uint32_t entity; /* index of sk_entity, SK_NONE if not resolved */
    uint8_t type, kind;
    char country[4], sector[4]; /* of this mention: a title may add to it */
    sk_str role;                /* title as it stands, s == NULL if none */
} sk_mention;

enum sk_time_type { SK_DATE, SK_TIME, SK_DURATION, SK_SET };

typedef struct sk_time {
    sk_span span;
    uint32_t sent, tok_beg, tok_end;
    uint8_t type;
    sk_str value, mod, tz;    /* TIMEX3; mod and tz s == NULL if none */
    sk_str cal;               /* "lunar" or s == NULL */
    int32_t day_beg, day_end; /* first and last day that it covers, in days
                                 since 1970-01-01; SK_NO_DAY if unknown */
    float confidence;         /* 0..1 that the value is right */
} sk_time;
#define SK_NO_DAY INT32_MIN

enum sk_quote_kind { SK_DIRECT, SK_INDIRECT, SK_MIXED, SK_SCARE };

typedef struct sk_quote {
    sk_span span;
    uint32_t sent;
    uint8_t kind;
    uint8_t stance;        /* enum sk_stance */
    uint32_t speaker;      /* index of sk_entity, SK_NONE */
    sk_str speaker_name;   /* s == NULL if nobody */
    sk_span speaker_span;  /* the mention beside the cue; empty if none */
    sk_str cue;            /* "nhấn mạnh"; s == NULL if none */
    const sk_str *told_by; /* names, nearest first */
    uint32_t n_told_by;
    sk_str when; /* date of saying, s == NULL if unknown */
} sk_quote;
enum sk_stance {
    SK_NEUTRAL,
    SK_ASSERT,
    SK_DENY,
    SK_PROMISE,
    SK_THREATEN,
    SK_DEMAND,
    SK_PRAISE,
    SK_BLAME,
    SK_STANCE_N
};

/* A party to an event. */
typedef struct sk_actor {
    sk_span span;
    uint32_t entity; /* SK_NONE if not resolved */
    sk_str name;
    char code[4];   /* ISO 3166 alpha-3, IGO, NGO...; "" if unknown */
    char sector[4]; /* "" if none */
} sk_actor;

enum sk_status {
    SK_HAPPENED,
    SK_PLANNED,
    SK_ONGOING,
    SK_NEGATED,
    SK_CONDITIONAL,
    SK_CLAIM,
    SK_STATUS_N
};

typedef struct sk_place {
    sk_span span; /* empty if nowhere */
    char country[4];
    double lat, lon; /* degrees; NAN if unknown */
} sk_place;

/* Why an event was coded: one line each for sukien explain. */
typedef struct sk_why {
    const char *slot; /* "pattern", "source", "status"... */
    sk_span span;     /* evidence, may be empty */
    sk_str text;      /* where it came from */
} sk_why;

typedef struct sk_event {
    sk_str id;
    const char *type;                 /* PLOVER: "CONSULT" */
    const char *cameo;                /* "041" */
    const char *mode[4], *context[4]; /* NULL-terminated unless full */
    uint8_t quad;    /* 1, 2 verbal, material cooperation; 3, 4 conflict */
    float goldstein; /* -10 hostile .. 10 friendly */
    const sk_actor *source, *target;
    uint32_t n_source, n_target;
    const sk_span *trigger; /* n_trigger, in text order */
    uint32_t n_trigger;
    sk_str when; /* ISO date, month, week, year or interval; s == NULL */
    sk_place where;
    uint8_t status;    /* enum sk_status */
    sk_str claimed_by; /* s == NULL if nobody */
    uint32_t sent;
    const char *pattern; /* id in data/events.tsv */
    float confidence;    /* 0..1 */
    const sk_why *why;
    uint32_t n_why;
} sk_event;

typedef struct sk_paras {
    const sk_para *v;
    size_t n;
} sk_paras;
typedef struct sk_sents {
    const sk_sent *v;
    size_t n;
} sk_sents;
typedef struct sk_words {
    const sk_word *v;
    size_t n;
} sk_words;
typedef struct sk_entities {
    const sk_entity *v;
    size_t n;
} sk_entities;
typedef struct sk_mentions {
    const sk_mention *v;
    size_t n;
} sk_mentions;
typedef struct sk_times {
    const sk_time *v;
    size_t n;
} sk_times;
typedef struct sk_quotes {
    const sk_quote *v;
    size_t n;
} sk_quotes;
typedef struct sk_events {
    const sk_event *v;
    size_t n;
} sk_events;

/* A pattern that stood in the text and made no event. */
typedef struct sk_passed {
    const char *type;    /* PLOVER */
    const char *pattern; /* id in data/events.tsv */
    sk_span trigger;
    const char *why; /* "nobody does it", "told before" ... */
} sk_passed;
typedef struct sk_passeds {
    const sk_passed *v;
    size_t n;
} sk_passeds;

/* ---- the engine ---- */

typedef struct sk_engine sk_engine;

typedef struct sk_options {
    const char *data;        /* folder of knowledge and models; NULL: the
                                environment's SUKIEN_DATA, else the one
                                installed with the program or the library,
                                else as built */
    const char *const *know; /* n_know tables of the user's own */
    size_t n_know;
} sk_options;

/* Opens knowledge and models; opt may be NULL, and need not outlive the call.
 * NULL on failure, err says why. Close with sk_engine_close after every
 * document and stream of it is gone. */
SK_API sk_engine *sk_engine_open(const sk_options *opt, sk_err *err);
SK_API void sk_engine_close(sk_engine *eng);
/* "0.1.0" */
SK_API const char *sk_version(void);

/* ---- documents ---- */

typedef struct sk_doc sk_doc;

/* An empty document; limit is the most bytes that it may use, 0 for the
 * default (256 MiB). NULL if there is no memory. */
SK_API sk_doc *sk_doc_new(const sk_engine *eng, size_t limit);
SK_API void sk_doc_free(sk_doc *doc);
/* Empties the document and keeps its memory for the next article. */
SK_API void sk_doc_reset(sk_doc *doc);

/* From now on reading stops when the times are found: fast, and without words,
 * mentions, quotes and events. */
SK_API void sk_doc_only_times(sk_doc *doc, bool only);

/* Read one article into doc and run all steps: plain text, or one object as
 * docs/format.md has them. The bytes need not outlive the call. SK_EINPUT,
 * SK_ELIMIT. */
SK_API int sk_doc_read_text(sk_doc *doc, sk_str text, sk_err *err);
SK_API int sk_doc_read_json(sk_doc *doc, sk_str line, sk_err *err);
/* A page (HTML, any charset) that came from url; charset, as the server named
 * it, and published count if the page does not tell. All three may be unknown.
 * SK_EINPUT if it is no article. */
SK_API int sk_doc_read_page(sk_doc *doc, sk_str page, sk_str charset,
                            sk_str url, sk_str published, sk_err *err);

/* The id given with the article, else its URL, else a hash of its text. After
 * a failure: the id, if it had been read; else s == NULL. */
SK_API sk_str sk_doc_id(const sk_doc *doc);
SK_API sk_str sk_doc_text(const sk_doc *doc);
SK_API sk_paras sk_doc_paras(const sk_doc *doc);
SK_API sk_sents sk_doc_sents(const sk_doc *doc);
SK_API sk_words sk_doc_words(const sk_doc *doc);
SK_API sk_entities sk_doc_entities(const sk_doc *doc);
SK_API sk_mentions sk_doc_mentions(const sk_doc *doc);
SK_API sk_times sk_doc_times(const sk_doc *doc);
SK_API sk_quotes sk_doc_quotes(const sk_doc *doc);
SK_API sk_events sk_doc_events(const sk_doc *doc);
/* What looked like an event and is none. */
SK_API sk_passeds sk_doc_passed(const sk_doc *doc);

/* Where a span of the clean text came from: the input field (SK_FIELD_*, 0.. of
 * the body) and the bytes in it, exactly as it stood there (NFD, entities and
 * all). */
SK_API void sk_doc_origin(const sk_doc *doc, sk_span span, int32_t *field,
                          uint32_t *beg, uint32_t *end);

enum {
    SK_RECORD_WORDS = 1,         /* with "words" */
    SK_RECORD_INPUT_OFFSETS = 2, /* offsets into the input's fields */
    SK_RECORD_TIMES = 4,         /* of the layers only "times" */
};
/* The record of docs/format.md: one JSON object, no newline; flags: any of
 * those above, 0 for none. Borrowed; s == NULL if there is no room. */
SK_API sk_str sk_doc_record(sk_doc *doc, unsigned flags, sk_err *err);
/* The text with its times marked: a TimeML element. Borrowed; s == NULL if
 * there is no room. */
SK_API sk_str sk_doc_timex3(sk_doc *doc, sk_err *err);

/* ---- streams: bytes into documents ---- */

typedef struct sk_stream sk_stream;

/* Reads documents out of an open file descriptor (a regular file, a pipe, a
 * socket), whose name is used in messages. The format is found by looking at
 * the bytes (docs/reading.md). NULL on failure, err says why. One thread at a
 * time; the caller closes fd after sk_stream_close. */
SK_API sk_stream *sk_stream_open(const sk_engine *eng, int fd, const char *name,
                                 sk_err *err);
/* The next document, all steps run: SK_OK; SK_ENONE at the end; SK_EINPUT or
 * SK_ELIMIT when this one could not be read, err names line and place, and the
 * stream goes on with the next; SK_EIO when it cannot go on. */
SK_API int sk_stream_next(sk_stream *st, sk_doc *doc, sk_err *err);
/* The line (from 1) that the last document or error came from. */
SK_API uint64_t sk_stream_line(const sk_stream *st);
SK_API void sk_stream_close(sk_stream *st);

#ifdef __cplusplus
}
#endif
#endif
