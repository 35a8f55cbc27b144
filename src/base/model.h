/* model.h - model files: trained weights and lists, mapped and read-only.
 *
 * A file is a header, a table of named sections and their bytes, all
 * little-endian (docs/model-format.md). It is checked once when opened;
 * readers of a section check its shape once more and then trust it.
 */
#ifndef SK_BASE_MODEL_H
#define SK_BASE_MODEL_H

#include "base/str.h"

/* Files of other versions are not read: models are made anew. */
enum { SK_MODEL_VERSION = 5, SK_MODEL_ALIGN = 64, SK_MODEL_SECTIONS = 64 };

/* The first bytes of a file; sections follow at once. */
typedef struct sk_model_head {
    char magic[4]; /* "SKMD" */
    uint32_t version;
    char kind[8]; /* "words", "names"; padded with NUL */
    uint32_t n_sections, zero;
    uint64_t size;     /* of the file */
    uint64_t checksum; /* sk_model_sum of everything behind the header */
} sk_model_head;

typedef struct sk_model_section {
    char name[8];     /* padded with NUL */
    uint64_t at, len; /* bytes; at is a multiple of SK_MODEL_ALIGN */
} sk_model_section;

typedef struct sk_model {
    const sk_model_head *head;
    const sk_model_section *sections;
    sk_str bytes; /* the whole file */
} sk_model;

/* The checksum of a file's bytes behind the header. */
uint64_t sk_model_sum(const void *p, size_t len);
/* Checks bytes that are a model of a kind (NULL: of any). They must be aligned
 * to SK_MODEL_ALIGN and live as long as the model. */
int sk_model_of(sk_str bytes, const char *kind, sk_model *m, sk_err *err);
/* Maps and checks a file. */
int sk_model_open(const char *path, const char *kind, sk_model *m, sk_err *err);
/* Unmaps what was opened; a zeroed model is fine. */
void sk_model_close(sk_model *m);
/* The bytes of a section; s == NULL if it has none of that name. */
sk_str sk_model_find(const sk_model *m, const char *name);
/* A section as n rows of size bytes; false if it is none. */
bool sk_model_rows(const sk_model *m, const char *name, size_t size,
                   const void **v, size_t *n);

#endif
