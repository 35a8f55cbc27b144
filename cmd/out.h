/* out.h - answers of the store on a terminal or as JSON Lines. */
#ifndef SK_CMD_OUT_H
#define SK_CMD_OUT_H

#include "cmd.h"
#include "store/rows.h"

/* What a question to the store is asked with. */
typedef struct asking {
    const char *store, *limit, *from, *to;
    bool json;
    /* filled by ask_open */
    sk_store *s;
    sk_arena a;
    jmp_buf full;
    bool colour;
    uint32_t n;
    int64_t t_from, t_to;
} asking;

/* Its options, and all of them. */
#define ASK_STORE(q)                                                   \
    {                                                                  \
        "store", 's', "PATH", "the store (default: that of the user)", \
            &(q).store, NULL                                           \
    }
#define ASK_JSON(q)                                                     \
    {                                                                   \
        "json", 'j', NULL, "JSON Lines (as in a pipe)", NULL, &(q).json \
    }
#define ASK_LIMIT(q)                                           \
    {                                                          \
        "limit", 'n', "N", "at most so many", &(q).limit, NULL \
    }
#define ASK_DAYS(q)                                                  \
    {"from", 0, "DATE", "from that day", &(q).from, NULL},           \
        {"since", 0, "DATE", "the same as --from", &(q).from, NULL}, \
    {                                                                \
        "to", 0, "DATE", "up to and with that day", &(q).to, NULL    \
    }
#define ASK_OPTIONS(q) ASK_STORE(q), ASK_JSON(q), ASK_LIMIT(q), ASK_DAYS(q)

/* Opens the store; an exit code, 0 if all is well. Memory that runs out later
 * ends the program with a message. */
int ask_open(asking *q);
void ask_close(asking *q);
/* Behind ask_open: memory that runs out ends the command with a message. */
#define ASK_GUARD(q)                                              \
    do {                                                          \
        (q).a.full = &(q).full;                                   \
        if (setjmp((q).full)) {                                   \
            fprintf(stderr, "sukien: the answer is too large\n"); \
            ask_close(&(q));                                      \
            return EXIT_USAGE;                                    \
        }                                                         \
    } while (0)
/* Says what went wrong; the exit code for it. */
int ask_fail(const sk_err *err);
/* Ends an answer: 1 if standard output is gone. */
int ask_done(asking *q);
/* Ends the command: says what went wrong if rc is not SK_OK, closes the store;
 * the exit code. */
int ask_end(asking *q, int rc, const sk_err *err);

/* Begins a line of JSON, and ends it. */
sk_json ask_line(asking *q);
void ask_put(const sk_json *j);

enum colour { PLAIN, BOLD, DIM, RED, GREEN, YELLOW, BLUE, CYAN };
/* Text in a colour, if colours are wanted. */
void put_colour(const asking *q, enum colour c, sk_str s);
/* The same, and the line ends. */
void put_line(const asking *q, enum colour c, sk_str s);
/* The instant of an article at the head of its line. */
void put_minute(asking *q, int64_t minute);
/* Text cut to width columns (with an ellipsis) and filled up with blanks;
 * filled to the right if right. */
void put_cell(const asking *q, enum colour c, sk_str s, int width, bool right);
/* Text broken into lines of the terminal's width, each after indent blanks. */
void put_text(const asking *q, sk_str s, int indent);
/* A quotation with its outlets and other wordings (events.c). */
void put_quote(asking *q, const sk_quote_row *r);
/* The terminal's width. */
int columns(void);
/* "18/03/2025" of a day, of a minute's day, or "18/03/2025 14:05"; "" if there is
 * none. */
sk_str day_text(asking *q, int64_t day);
sk_str date_text(asking *q, int64_t minute);
sk_str minute_text(asking *q, int64_t minute);
/* "no events" on a terminal if n is 0. */
void put_none(const asking *q, size_t n, const char *what);

/* False if there are operands that the command has no use for; it is said. */
bool ask_no_more(const char *command, int n, char **operands);
/* The operands with blanks between; s == NULL if there are none. */
sk_str ask_words(asking *q, int n, char **operands);
/* --from and --to in what asks for a timeline. */
void ask_line_days(const asking *q, sk_line_filter *f);
/* The storyline with a number ("123" or "123-a-slug"; NULL: 0), or the one it
 * was merged into. row may be NULL. SK_EINPUT, SK_ENONE. */
int ask_story(asking *q, const char *s, int64_t *id, sk_story_row *row,
              sk_err *err);

#endif
