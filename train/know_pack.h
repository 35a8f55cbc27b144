/* know_pack.h - writes the image of the knowledge (know/image.h). */
#ifndef SK_TRAIN_KNOW_PACK_H
#define SK_TRAIN_KNOW_PACK_H

#include "base/err.h"

/* Reads the tables of folder data and writes their image to path. */
int know_pack(const char *data, const char *path, sk_err *err);

#endif
