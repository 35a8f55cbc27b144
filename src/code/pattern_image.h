/* pattern_image.h - the compiled patterns as a file, mapped and checked once.
 *
 * A model file (base/model.h) of kind "patterns", made when the project is
 * built (train/pattern_pack.c). The ids in it are those of an engine's
 * vocabulary: it fits an engine that has the same forms when it comes to the
 * patterns, and brings those that only patterns have.
 *
 *     made    sk_made (know/load.h)
 *     head    sk_pattern_head
 *     forms   text of the forms that come with the patterns, each NUL-ended
 *     text    strings of the rows, each NUL-ended
 *     rows    sk_pattern, its pointers as offsets + 1 into text, 0 for NULL
 *     arms    sk_arm
 *     ids     uint32
 *     t...    the trie (base/trie.h)
 */
#ifndef SK_CODE_PATTERN_IMAGE_H
#define SK_CODE_PATTERN_IMAGE_H

#include "code/pattern.h"

enum { SK_PATTERN_VERSION = 2, SK_PATTERN_STRS = 10 };

typedef struct sk_pattern_head {
    uint32_t row_size, arm_size;
    uint32_t n_forms;    /* of the vocabulary before */
    uint32_t protesters; /* as in sk_patterns */
    uint64_t forms;      /* sum of its forms */
} sk_pattern_head;

extern const sk_made_of sk_pattern_made_of;
/* Where the strings of a row are. */
extern const uint32_t sk_pattern_strs[SK_PATTERN_STRS];

/* Compiles the tables into p; without events only what tells of types. */
int sk_pattern_read(sk_loader *ld, sk_patterns *p, bool events);

#endif
