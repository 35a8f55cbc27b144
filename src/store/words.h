/* words.h - words of texts, and the two indexes of words: of documents (as
 * written and folded) and of quotations (folded).
 *
 * An index says which numbers match, the highest first. So that a word of
 * every second text costs no more than a rare one, those who ask look at a
 * stretch of at most SK_LOOK matches at a time, the newest first.
 */
#ifndef SK_STORE_WORDS_H
#define SK_STORE_WORDS_H

#include "store/ask.h"

enum { SK_LOOK = SK_SEARCH_NEWEST };

/* The next run of letters and digits at or after *at; len 0 at the end. *marks
 * is how many quotation marks stand before it. */
sk_str sk_word_next(sk_str text, size_t *at, unsigned *marks);

/* Takes what is not wanted out of a question: words or "phrases" behind a "-"
 * at their beginning. They stand in *without then, s == NULL: nothing is; if
 * there would be nothing else, all stays. */
sk_str sk_words_wanted(sk_arena *a, sk_str typed, sk_str *without);

/* Whether a mark of quotation stands in it. */
bool sk_has_quotation(sk_str text);

typedef SK_VEC(sk_str) sk_word_list;
/* The words of a text folded, each once. */
void sk_words_folded(sk_arena *a, sk_str text, sk_word_list *out);

/* A name without the quotation marks that a title left in it: "sân bay' Mẫu";
 * an apostrophe inside a word stays. */
sk_str sk_words_unquoted(sk_arena *a, sk_str name);
/* " word word " of a text folded, to look for runs of words in. */
sk_str sk_words_spaced(sk_arena *a, sk_str text);

/* Of documents: title before text. Of quotations: speaker before words. */
enum sk_words_in { SK_WORDS_BOTH, SK_WORDS_FIRST, SK_WORDS_SECOND };

/* What is asked of an index, in its own language. */
typedef struct sk_match {
    const sk_word_index *in;
    bool tsvector;
    sk_buf b;
    /* whether all of it stands in the title: the same for titles, or (FTS5) so
     * many phrases in such columns */
    sk_buf title;
    int64_t phrases, columns;
} sk_match;

sk_match sk_match_new(sk_store *s, bool quotes);
/* All words must be there, those in "marks" in a row; false if none is asked
 * for, or one that no text can have. */
bool sk_match_add(sk_match *m, sk_arena *a, sk_str words, bool folded,
                  enum sk_words_in where);

/* And nothing of words (for each: as written, or folded if without marks). */
void sk_match_leave_out(sk_match *m, sk_arena *a, sk_str words);

typedef SK_VEC(int64_t) sk_numbers;
/* The highest numbers below one that match, the highest first; the lowest is
 * from. all: nothing below from matches. */
typedef struct sk_stretch {
    int64_t from, below;
    bool all;
    sk_numbers v, titles; /* titles: twice the number, and one if all that was
                             asked for stands in the title */
} sk_stretch;
/* below 0: from the top; none lower than from, at most SK_LOOK of those that
 * are not in but (highest first too; NULL: none). 0, or -1: failed. */
int sk_match_look(sk_store *s, const sk_match *m, int64_t from, int64_t below,
                  const sk_numbers *but, sk_arena *a, sk_stretch *out);
/* A table of the numbers; its one column is "value". */
void sk_ask_numbers(sk_store *s, sk_ask *q, const sk_numbers *v);

/* Texts into the indexes, or out of them. */
int sk_words_put_doc(sk_db *db, int64_t id, sk_str title, sk_str text,
                     bool remove, sk_arena *a, sk_err *err);
/* speaker and words are folded. */
int sk_words_put_quote(sk_db *db, int64_t id, sk_str speaker, sk_str words,
                       bool remove, sk_arena *a, sk_err *err);
/* Those of the documents and quotations that came after the given ones. This is
 * the last that a transaction does: FTS5 writes what it has gathered, however
 * little, before any statement that changes several rows. */
int sk_words_put_after(sk_db *db, int64_t doc, int64_t quote, sk_arena *a,
                       sk_err *err);

#endif
