/* tsv.h - the tables that people edit: UTF-8, tab-separated, # comments, the
 * first other line names the columns. Lists in a cell are separated by |. */
#ifndef SK_KNOW_TSV_H
#define SK_KNOW_TSV_H

#include "base/err.h"
#include "base/uni.h"

enum { SK_TSV_COLUMNS = 32 };

typedef struct sk_tsv {
    const char *path;
    sk_str left; /* unread part */
    size_t line; /* of the current row, from 1 */
    sk_str names[SK_TSV_COLUMNS];
    sk_str cells[SK_TSV_COLUMNS];
    size_t n_names, n_cells;
} sk_tsv;

/* Reads path into the arena (at most 256 MiB) and its header line.
 * SK_EIO, SK_EINPUT. */
int sk_tsv_open(sk_tsv *t, sk_arena *a, const char *path, sk_err *err);
/* The same from bytes; path is used in messages. */
int sk_tsv_from(sk_tsv *t, sk_str bytes, const char *path, sk_err *err);
/* The next row; false at the end. Missing cells are empty. */
bool sk_tsv_next(sk_tsv *t);
/* The cell of the current row under a column name; empty if not there. */
sk_str sk_tsv_get(const sk_tsv *t, const char *column);
bool sk_tsv_has(const sk_tsv *t, const char *column);

#endif
