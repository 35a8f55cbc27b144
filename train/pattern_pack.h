/* pattern_pack.h - writes the compiled patterns (code/pattern_image.h). */
#ifndef SK_TRAIN_PATTERN_PACK_H
#define SK_TRAIN_PATTERN_PACK_H

#include "base/err.h"

/* Compiles the patterns of folder data for an engine of it, to path. What is
 * at path is removed first, so that it cannot stand for the tables. */
int pattern_pack(const char *data, const char *path, sk_err *err);

#endif
