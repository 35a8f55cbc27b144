/* load.h - what every part of the engine is built with. */
#ifndef SK_KNOW_LOAD_H
#define SK_KNOW_LOAD_H

#include "base/engine.h"
#include "base/model.h"
#include "know/tsv.h"

/* While an engine is built: its arena, the growing vocabulary, the folder. */
typedef struct sk_loader {
    sk_arena *arena;
    const char *data;         /* folder of tables and models */
    const char *const *extra; /* the user's tables */
    size_t n_extra;
    sk_vocab *vocab;
    SK_VEC(uint32_t) at;
    sk_buf bytes;
    struct sk_load_word *words; /* [n_slots], what sk_load_ids met */
    size_t n_words, n_slots;
    sk_err *err;
} sk_loader;

/* The id of a lower-case form, added if new. */
uint32_t sk_load_form(sk_loader *ld, sk_str form);
/* Cuts a name or phrase into tokens (normal form, vocabulary grown). The text
 * that the tokens point into is *text. */
void sk_load_tokens(sk_loader *ld, sk_str phrase, sk_str *text, sk_toks *out);
/* The token ids of a phrase into ids[0..cap); their number, SIZE_MAX if there
 * are more. Faster than the tokens where words come again and again. */
size_t sk_load_ids(sk_loader *ld, sk_str phrase, uint32_t *ids, size_t cap);
/* Opens data/NAME. */
int sk_load_table(sk_loader *ld, const char *name, sk_tsv *t);
/* The path data/NAME. */
const char *sk_load_path(sk_loader *ld, const char *name);

/* ---- files that are made of tables, with the engine's build or later ---- */

enum { SK_MADE_TABLES = 12 };

/* A kind of such files: KIND.skmd, a model file (base/model.h). */
typedef struct sk_made_of {
    const char *kind;
    uint32_t version; /* others are not read */
    uint32_t n_tables;
    const char *const *tables; /* [n_tables] that it is made of */
} sk_made_of;

/* Its section "made". */
typedef struct sk_made {
    uint32_t version, n_tables;
    uint64_t bytes[SK_MADE_TABLES]; /* size of each table */
} sk_made;

/* What the tables are like now. */
sk_made sk_made_now(sk_loader *ld, const sk_made_of *of);
/* Maps the file from the data folder, or the one of the build for the folder
 * that it was made of; false if there is none or a table has changed since. */
bool sk_made_open(sk_loader *ld, const sk_made_of *of, sk_model *m);

#endif
