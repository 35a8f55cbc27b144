/* cmd.h - what the sub-commands share. */
#ifndef SK_CMD_H
#define SK_CMD_H

#include <stdbool.h>
#include <stdio.h>
#include <sukien/sukien.h>

/* Exit codes of every sub-command. */
enum { EXIT_ALL_READ = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2 };

typedef struct cmd {
    const char *name;
    const char *what; /* one line for --help */
    int (*run)(int argc, char **argv);
} cmd;

int cmd_add(int argc, char **argv);
int cmd_backup(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_code(int argc, char **argv);
int cmd_serve(int argc, char **argv);
int cmd_explain(int argc, char **argv);
/* Formats of sukien export that read articles (export_events.c). */
bool cmd_export_format(const char *format);
int cmd_export_events(const char *format, const char *data, const char *know,
                      int n, char **operands);
int cmd_calendar(int argc, char **argv);
int cmd_events(int argc, char **argv);
int cmd_follow(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_know(int argc, char **argv);
int cmd_quotes(int argc, char **argv);
int cmd_read(int argc, char **argv);
int cmd_search(int argc, char **argv);
int cmd_stories(int argc, char **argv);
int cmd_story(int argc, char **argv);
int cmd_bench(int argc, char **argv);
int cmd_train(int argc, char **argv);
int cmd_who(int argc, char **argv);

/* ---- options: one table per sub-command prints --help and parses ---- */

typedef struct cmd_opt {
    const char *name; /* without the dashes; NULL ends the table */
    char letter;      /* 0 if it has none */
    const char *arg;  /* name of its argument, NULL if it takes none */
    const char *help;
    const char **str; /* where the argument goes */
    bool *flag;       /* set if the option is there */
} cmd_opt;

/* Parses argv by the table (--help and --version are known everywhere). Returns
 * the index of the first operand, or -1 after having printed what was wrong, or
 * -2 after --help. */
int cmd_options(int argc, char **argv, const cmd_opt *opts, const char *usage,
                const char *what);

/* The whole number that an option was given, between lo and hi; false, having
 * said which option, if it is none. */
bool cmd_number(const char *option, const char *text, long lo, long hi,
                long *out);

/* Opens the engine with --data and --know as given, or says why not. */
sk_engine *cmd_engine(const char *data, const char *know);

/* Calls each for every document of the operands: files, folders (walked in
 * name order), addresses (http, https), "-" or none for standard input. Failures are told on standard
 * error, or given to failed (which may be NULL). Returns an exit code. */
typedef struct cmd_input {
    const sk_engine *eng;
    int (*each)(sk_doc *doc, void *arg);
    void (*failed)(const sk_err *err, const sk_doc *doc, uint64_t line,
                   void *arg);
    void *arg;
    bool only_times;  /* read no further than the times */
    bool any_address; /* addresses of private networks may be called */
    size_t n_docs, n_failed;
} cmd_input;
int cmd_read_all(cmd_input *in, int n, char **operands);

/* Whether f is a terminal that wants colour (NO_COLOR unset). */
bool cmd_colour(FILE *f);

#endif
