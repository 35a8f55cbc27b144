/* pg_dialect.c - SQL that is PostgreSQL's own: lists of words, by tsvector.
 */
#include "store/pg_sql.h"

static const char *const damage[] = {NULL};

/* Lists of words of the rows of another table. */
#define MAKE(table, of)                                               \
    "CREATE TABLE " table "("                                         \
    " id INTEGER PRIMARY KEY REFERENCES " of "(id) ON DELETE CASCADE" \
    "  DEFERRABLE INITIALLY DEFERRED, list tsvector NOT NULL);"       \
    "CREATE INDEX " table "_list ON " table " USING gin(list);"
#define PUT(table)                     \
    "INSERT INTO " table "(id, list) " \
    "VALUES(?, CAST(CAST(? AS text) AS tsvector))"
#define LOOK(table)                                                    \
    "SELECT id FROM " table " WHERE list @@ CAST(CAST(?1 AS text) AS " \
    "tsquery) AND id >= ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4"

/* The title is looked at of those only that are taken. */
#define LOOK_TITLE                                                         \
    "SELECT id, CASE WHEN list @@ CAST(CAST(?5 AS text) AS tsquery) THEN " \
    "1 ELSE 0 END FROM (SELECT id, list FROM words WHERE list @@ "         \
    "CAST(CAST(?1 AS text) AS tsquery) AND id >= ?2 AND id < ?3 "          \
    "ORDER BY id DESC LIMIT ?4) AS w ORDER BY id DESC"

const sk_dialect sk_pg_dialect = {
    .tsvector = true,
    /* as written and, behind a ~, folded; A: of the title */
    .words = {.make = MAKE("words", "doc"),
              .put = PUT("words"),
              .drop = "DELETE FROM words WHERE id = ?",
              .look = LOOK_TITLE,
              .written = (const char *const[]){"", "", ""},
              .folded = (const char *const[]){"", "", ""}},
    /* folded; A: of the speaker */
    .said = {.make = MAKE("said", "quote"),
             .put = PUT("said"),
             .drop = "DELETE FROM said WHERE id = ?",
             .look = LOOK("said"),
             .folded = (const char *const[]){"", "", ""}},
    .numbers = "unnest(CAST(CAST(? AS text) AS bigint[]))",
    .tidy = "ANALYZE",
    .damage = damage,
};
