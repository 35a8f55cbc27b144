/* engine.h - what an engine holds: one read-only part for each step. */
#ifndef SK_BASE_ENGINE_H
#define SK_BASE_ENGINE_H

#include "base/tok.h"

struct sk_engine {
    sk_arena arena;                      /* owns all parts */
    sk_vocab vocab;                      /* every form of all tables */
    const struct sk_know *know;          /* know/know.h: names and offices */
    const struct sk_page_words *pages;   /* read/page_words.h */
    const struct sk_charsets *charsets;  /* read/charset.h */
    const struct sk_para_words *paras;   /* clean/para.h: words of its kinds */
    const struct sk_word_model *words;   /* split/word.h */
    const struct sk_time_words *times;   /* find/time.h */
    const struct sk_name_model *names;   /* find/name.h */
    const struct sk_refer_words *refers; /* relate/refer.h: pronouns */
    const struct sk_cues *cues;          /* find/cue.h: reporting verbs */
    const struct sk_clause_words *clause_words; /* relate/clause.h */
    const struct sk_patterns *patterns;         /* code/pattern.h */
    const struct sk_thread_model *threads;      /* thread/model.h */
};

#endif
