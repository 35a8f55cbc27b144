/* assets.h - the files of web/ that are built into the program. */
#ifndef SK_SERVE_ASSETS_H
#define SK_SERVE_ASSETS_H

#include <stddef.h>

typedef struct sk_asset {
    const char *path; /* "/style.css" */
    const char *type;
    const unsigned char *bytes;
    size_t n;
} sk_asset;

extern const sk_asset sk_assets[];
extern const size_t sk_n_assets;

#endif
