/* pack.h - writes model files (base/model.h reads them). */
#ifndef SK_TRAIN_PACK_H
#define SK_TRAIN_PACK_H

#include "base/model.h"
#include "base/trie.h"

typedef struct pack {
    char *bytes;
    size_t n, cap;
    sk_model_section sections[SK_MODEL_SECTIONS];
    uint32_t n_sections;
} pack;

/* Begins a section; what is added until the next one belongs to it. */
void pack_section(pack *p, const char *name);
void pack_add(pack *p, const void *bytes, size_t n);
/* A section that holds n rows of size bytes. */
void pack_rows(pack *p, const char *name, const void *v, size_t n, size_t size);
/* The sections of a trie (base/trie.h). */
void pack_trie(pack *p, const sk_trie *t);
/* Zeros up to the next multiple of SK_MODEL_ALIGN in the section. */
void pack_align(pack *p);
/* The whole file, to be freed by the caller. */
sk_str pack_file(pack *p, const char *kind);
/* Writes beside path and then takes its place, so that an engine which has the
 * file of before mapped reads on; SK_EIO. */
int pack_write(sk_str file, const char *path, sk_err *err);
void pack_done(pack *p);

/* Training programs end when memory does. */
void *need(void *p);
#define GROW(v, n, cap)                                    \
    do                                                     \
        if ((n) == (cap)) {                                \
            (cap) = (cap) ? (cap)*2 : 64;                  \
            (v) = need(realloc((v), (cap) * sizeof *(v))); \
        }                                                  \
    while (0)

#endif
