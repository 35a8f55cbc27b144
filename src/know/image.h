/* image.h - the knowledge as one flat file, mapped and checked once.
 *
 * A model file (base/model.h) of kind "know". Each table is a section of rows
 * as they lie in memory, with every sk_str pointing into the section "text":
 * s is the offset + 1, 0 for NULL. The other sections are arrays:
 *
 *     made    sk_made
 *     head    sk_know_head
 *     text    bytes of all strings
 *     vat     uint32 [n_forms + 1]  where each form begins in vtext
 *     vtext   bytes of the vocabulary
 *     vslots  sk_vocab_slot [n_slots]
 *     tedges ... the trie of names (base/trie.h)
 *     starts  sk_know_root [n_forms + 1]
 *     aliases sk_alias [n]
 *     bycntry uint32 [n offices]
 *
 * The writer is train/know_pack.c.
 */
#ifndef SK_KNOW_IMAGE_H
#define SK_KNOW_IMAGE_H

#include "know/know.h"

enum { SK_KNOW_VERSION = 4, SK_KNOW_FILES = 12, SK_KNOW_STRS = 4 };

typedef struct sk_know_head {
    uint32_t sizes[SK_KNOW_KINDS]; /* of a row */
    uint32_t alias_size, n_edges;
} sk_know_head;

/* How the rows of a table lie in sk_know. */
typedef struct sk_know_shape {
    const char *name;                    /* of the section */
    uint32_t vec;                        /* offset of the vector in sk_know */
    uint32_t size;                       /* of a row */
    uint32_t n_strs, strs[SK_KNOW_STRS]; /* offsets of its strings */
} sk_know_shape;

extern const sk_know_shape sk_know_shapes[SK_KNOW_KINDS];
/* The tables, in the order in which they are read. */
extern const char *const sk_know_files[SK_KNOW_FILES];
extern const sk_made_of sk_know_made_of;

/* The vector of any table: v, n, cap. */
static inline size_t sk_know_count(const sk_know *k, int kind)
{
    size_t n;

    memcpy(&n, (const char *)k + sk_know_shapes[kind].vec + sizeof(void *),
           sizeof n);
    return n;
}

static inline const void *sk_know_rows(const sk_know *k, int kind)
{
    const void *v;

    memcpy(&v, (const char *)k + sk_know_shapes[kind].vec, sizeof v);
    return v;
}

static inline void sk_know_set_rows(sk_know *k, int kind, void *v, size_t n)
{
    char *vec = (char *)k + sk_know_shapes[kind].vec;

    memcpy(vec, &v, sizeof v);
    memcpy(vec + sizeof v, &n, sizeof n);
    memcpy(vec + sizeof v + sizeof n, &n, sizeof n);
}

/* Fills k and the loader's vocabulary from m, which stays mapped. */
int sk_know_of(sk_loader *ld, const sk_model *m, sk_know *k);
/* The last step, when all rows are there. */
void sk_know_ready(sk_loader *ld, sk_know *k);
/* Lists that only questions need, which no image holds: offices by body, names
 * of outlets, codes of countries. Once more after rows were added. */
void sk_know_index(sk_loader *ld, sk_know *k);
/* Makes the parts that are mapped writable, to add rows. */
void sk_know_thaw(sk_loader *ld, sk_know *k);

#endif
