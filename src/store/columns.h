/* columns.h - rows as tables of columns: what is asked for, where it goes in
 * the struct, and what it is called in JSON, each said once. */
#ifndef SK_STORE_COLUMNS_H
#define SK_STORE_COLUMNS_H

#include "store/ask.h"

enum sk_column_kind {
    SK_COL_INT, /* int64_t */
    SK_COL_U32,
    SK_COL_U8,
    SK_COL_BOOL,
    SK_COL_NUM,   /* double; null: NAN */
    SK_COL_STR,   /* sk_str */
    SK_COL_CODE,  /* char[4]; "": null */
    SK_COL_TIME,  /* int64_t minute; SK_NO_TIME: null */
    SK_COL_DAY,   /* int64_t day; SK_NO_TIME: null */
    SK_COL_NAMED, /* uint8_t; in JSON the name that it has */
    SK_COL_TOLLS, /* sk_str, lines (sk_toll_next); in JSON a list */
};

typedef struct sk_column {
    const char *sql; /* NULL: worked out, not asked for; these stand last */
    sk_str json;     /* s == NULL: not written */
    enum sk_column_kind kind;
    size_t at;                      /* offset in the row */
    const char *(*name)(uint8_t v); /* SK_COL_NAMED */
} sk_column;

/* Adds the columns to a question, with commas. */
void sk_columns_ask(sk_ask *q, const sk_column *v, size_t n);
/* Fills a row; returns how many columns were asked for. */
int sk_columns_read(const sk_stmt *st, const sk_column *v, size_t n,
                    sk_arena *a, void *row);
/* Writes the members of an open object. */
void sk_columns_json(sk_json *j, const sk_column *v, size_t n, const void *row);

/* An event, an entry of a timeline, a report of a quotation. */
extern const sk_column sk_event_columns[], sk_entry_columns[],
    sk_quote_columns[];
enum { SK_EVENT_COLUMNS = 34, SK_ENTRY_COLUMNS = 21, SK_QUOTE_COLUMNS = 17 };

#endif
