/* main.c - the command: finds the sub-command and hands over. */
#include "cmd.h"

#include <signal.h>
#include <string.h>

static const cmd commands[] = {
    {"code", "articles in, records (JSON Lines) out", cmd_code},
    {"read", "pages, feeds, archives: the clean text and what is said of it",
     cmd_read},
    {"explain", "why each event was coded as it was", cmd_explain},
    {"add", "articles into the store, threaded into storylines", cmd_add},
    {"follow", "poll feeds politely and add what is new", cmd_follow},
    {"serve", "the page and the API over a store", cmd_serve},
    {"stories", "the storylines of the store", cmd_stories},
    {"story", "one storyline: its timeline, newest first", cmd_story},
    {"events", "who did what to whom, when and where", cmd_events},
    {"calendar", "what is planned, and when", cmd_calendar},
    {"quotes", "who said what", cmd_quotes},
    {"who", "people, bodies and places", cmd_who},
    {"search", "words and phrases, with or without marks", cmd_search},
    {"export", "the store in other formats", cmd_export},
    {"backup", "copy the store while others use it", cmd_backup},
    {"check", "verify the store", cmd_check},
    {"know", "ask, check and compile the knowledge", cmd_know},
    {"bench", "how fast each step is", cmd_bench},
    {"train", "make and look at model files", cmd_train},
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void help(FILE *f)
{
    fprintf(f, "usage: sukien COMMAND [options] [FILE...]\n\n"
               "Reads Vietnamese news: who did or said what to whom, when and "
               "where.\n\ncommands:\n");
    for (int i = 0; i < N_COMMANDS; i++)
        fprintf(f, "  %-10s %s\n", commands[i].name, commands[i].what);
    fprintf(f, "\n'sukien COMMAND --help' tells more; 'sukien --version' the "
               "version.\n");
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        help(stdout);
        return EXIT_ALL_READ;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("sukien %s\n", sk_version());
        return EXIT_ALL_READ;
    }
    for (int i = 0; i < N_COMMANDS; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "sukien: no command '%s' (see sukien --help)\n", argv[1]);
    return EXIT_USAGE;
}
