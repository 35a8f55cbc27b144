/* pg_sql.c - the store's SQL as PostgreSQL wants it: ? becomes $1, $2, ..., ?2 becomes $2,
 * and a few words in capitals become others. Text in quotes is left alone.
 */
#include "store/pg_sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *word, *pg;
} words[] = {
    {"WITHOUT ROWID", ""},          {"INTEGER", "BIGINT"},
    {"REAL", "DOUBLE PRECISION"},   {"BLOB", "BYTEA"},
    {"TEXT", "TEXT COLLATE \"C\""}, /* bytes in order, as in SQLite */
    {"GROUP_CONCAT", "STRING_AGG"},
};
enum { GROWTH = 4 /* a word becomes this many times as long at most */ };

static int in_word(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
           (c >= '0' && c <= '9');
}

/* The word at s; its number in the table or -1. */
static int word_at(const char *s)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i].word);
        if (strncmp(s, words[i].word, n) == 0 && !in_word(s[n]))
            return (int)i;
    }
    return -1;
}

char *sk_pg_sql(const char *sql, int *n)
{
    char *out = malloc(strlen(sql) * GROWTH + 1), *o = out;

    *n = 0;
    for (const char *s = sql; out && *s;) {
        int w = s == sql || !in_word(s[-1]) ? word_at(s) : -1;
        if (*s == '\'' || *s == '"') {
            const char *end = strchr(s + 1, *s);
            size_t len = end ? (size_t)(end - s) + 1 : strlen(s);
            memcpy(o, s, len);
            o += len;
            s += len;
        } else if (*s == '?') { /* ?3 says its number itself */
            int own = atoi(++s);
            if (!own)
                o += sprintf(o, "$%d", ++*n);
            else
                *o++ = '$';
            if (own > *n)
                *n = own;
        } else if (w >= 0) {
            o += sprintf(o, "%s", words[w].pg);
            s += strlen(words[w].word);
        } else {
            *o++ = *s++;
        }
    }
    if (out)
        *o = 0;
    return out;
}
