/* doc.h - a document: its input, its clean text and the layers over it.
 *
 * Each step fills its own layers and only reads those of the steps before it
 * (order: src/LAYERS). All memory is the arena's.
 */
#ifndef SK_BASE_DOC_H
#define SK_BASE_DOC_H

#include "base/engine.h"
#include "base/sorted.h"

/* One article as it came; strings as they stood in the input. */
typedef struct sk_raw {
    sk_str id, url, outlet, section, author, language;
    sk_str published; /* as written */
    sk_str title, lead;
    const sk_str *body; /* n_body paragraphs */
    size_t n_body;
    sk_str text;              /* instead of title, lead and body */
    bool body_is_string;      /* "body" was one string, not an array */
    bool undated_page;        /* an item of a page of leads: order says more */
    int32_t day_from, day_to; /* days that a page's order allows, SK_NO_DAY */
    const struct sk_page *page; /* read/page.h: it came from a page, or NULL */
    struct sk_raw *items;       /* instead of all that: several documents */
    size_t n_items;
} sk_raw;

/* A stretch of clean text and where it came from. */
typedef struct sk_seg {
    uint32_t clean;   /* first byte in the clean text */
    uint32_t src;     /* first byte in the field */
    uint32_t src_len; /* 0: copied byte by byte; else the whole stretch stands
                         for that many bytes of the field */
    int32_t field;
} sk_seg;

/* A name of the knowledge base found in the text (know/know.h). */
typedef struct sk_hit {
    uint32_t tok_beg, tok_end;
    uint32_t alias; /* row of sk_know.aliases */
} sk_hit;

/* Words that point back to an entity (relate/refer.h). */
typedef struct sk_ref {
    uint32_t tok_beg, tok_end;
    uint32_t entity, other; /* other: the second of two, else SK_NONE */
} sk_ref;

struct sk_doc {
    const sk_engine *eng;
    bool only_times; /* stop there */
    sk_arena arena;
    sk_raw raw; /* read/ */

    /* clean/ */
    sk_str id, url, outlet, title, author, language;
    sk_str published;    /* ISO 8601 with zone, or s == NULL */
    int32_t day, minute; /* of publication in Hanoi; SK_NO_DAY, -1 */
    sk_str text;
    SK_VEC(sk_seg) segs;
    SK_VEC(sk_para) paras;

    /* split/ */
    sk_toks toks;
    SK_VEC(sk_sent) sents;
    SK_VEC(sk_word) words;

    /* find/ */
    SK_VEC(sk_hit) hits; /* by tok_beg, longest first */
    uint32_t *hit_from;  /* [toks.n + 1] the first of them from a token on */
    SK_VEC(sk_time) times;
    SK_VEC(sk_mention) mentions;
    SK_VEC(sk_quote) quotes;
    struct sk_quote_site *quote_sites; /* find/quote.h: one beside each */

    /* relate/ */
    SK_VEC(sk_entity) entities;
    SK_VEC(sk_ref) refs;        /* by tok_beg */
    struct sk_clauses *clauses; /* relate/clause.h */

    /* code/ */
    SK_VEC(sk_event) events;
    SK_VEC(sk_passed) passed;
};

static inline sk_str sk_doc_sub(const sk_doc *d, sk_span s)
{
    return sk_str_sub(d->text, s.beg, s.end);
}

static inline sk_str sk_doc_tok(const sk_doc *d, uint32_t tok)
{
    return sk_tok_str(d->text, &d->toks.v[tok]);
}

/* The bytes that tokens beg..end (end not included) cover. */
static inline sk_span sk_doc_tok_span(const sk_doc *d, uint32_t beg,
                                      uint32_t end)
{
    return (sk_span){d->toks.v[beg].beg, d->toks.v[end - 1].end};
}

/* The sentence of a token. */
static inline uint32_t sk_doc_sent(const sk_doc *d, uint32_t tok)
{
    size_t behind = SK_FIRST_FROM(d->sents, tok_beg, tok + 1);

    return behind ? (uint32_t)behind - 1 : 0;
}

#endif
