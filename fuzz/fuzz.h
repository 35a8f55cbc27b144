/* fuzz.h - what the fuzz targets share: one engine, one document. */
#ifndef SK_FUZZ_H
#define SK_FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <sukien/sukien.h>

#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline const sk_engine *fuzz_engine(void)
{
    static sk_engine *eng;
    sk_err err;

    if (!eng)
        eng = sk_engine_open(NULL, &err);
    if (!eng) {
        fprintf(stderr, "fuzz: %s\n", err.msg);
        exit(2);
    }
    return eng;
}

/* An empty arena of one page or file; full is where it goes when it is. */
static inline sk_arena *fuzz_arena(jmp_buf *full)
{
    static sk_arena a;

    if (!a.limit)
        sk_arena_init(&a, 64 << 20);
    sk_arena_reset(&a);
    a.full = full;
    return &a;
}

#define FUZZ_CHECK(cond)                                               \
    do {                                                               \
        if (!(cond)) {                                                 \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #cond); \
            abort();                                                   \
        }                                                              \
    } while (0)

/* Every span of every layer lies inside the text, and the record is there. */
static inline void fuzz_check_doc(sk_doc *doc)
{
    size_t len = sk_doc_text(doc).len;
    sk_err err;

#define SPANS(list)                                            \
    for (size_t i = 0; i < (list).n; i++)                      \
    FUZZ_CHECK((list).v[i].span.beg <= (list).v[i].span.end && \
               (list).v[i].span.end <= len)
    SPANS(sk_doc_paras(doc));
    SPANS(sk_doc_sents(doc));
    SPANS(sk_doc_words(doc));
    SPANS(sk_doc_mentions(doc));
    SPANS(sk_doc_times(doc));
    SPANS(sk_doc_quotes(doc));
    for (size_t i = 0; i < sk_doc_events(doc).n; i++) {
        const sk_event *e = &sk_doc_events(doc).v[i];
        FUZZ_CHECK(e->type && e->sent < sk_doc_sents(doc).n);
        for (uint32_t k = 0; k < e->n_trigger; k++)
            FUZZ_CHECK(e->trigger[k].end <= len);
    }
    FUZZ_CHECK(
        sk_doc_record(doc, SK_RECORD_WORDS | SK_RECORD_INPUT_OFFSETS, &err).s ||
        err.code == SK_ELIMIT);
}

#endif
