/* options.c - one table of options prints --help and parses. */
#include "cmd.h"

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 32 };

static void help(const cmd_opt *opts, const char *usage, const char *what)
{
    printf("usage: sukien %s\n\n%s\n", usage, what);
    if (opts->name)
        printf("\noptions:\n");
    for (; opts->name; opts++) {
        char left[64];
        snprintf(left, sizeof left, "%c%c%s --%s%s%s", opts->letter ? '-' : ' ',
                 opts->letter ? opts->letter : ' ', opts->letter ? "," : " ",
                 opts->name, opts->arg ? "=" : "", opts->arg ? opts->arg : "");
        printf("  %-26s %s\n", left, opts->help);
    }
    printf("  %-26s %s\n", "    --help", "this help");
}

bool cmd_number(const char *option, const char *text, long lo, long hi,
                long *out)
{
    char *end;
    long v = strtol(text, &end, 10);

    if (text[0] < '0' || text[0] > '9' || *end || v < lo || v > hi) {
        fprintf(stderr, "sukien: --%s=%s: not a number from %ld", option, text,
                lo);
        if (hi < LONG_MAX)
            fprintf(stderr, " to %ld", hi);
        fputs(hi < LONG_MAX ? "\n" : " on\n", stderr);
        return false;
    }
    *out = v;
    return true;
}

int cmd_options(int argc, char **argv, const cmd_opt *opts, const char *usage,
                const char *what)
{
    struct option longs[OPTIONS_MAX + 2] = {{0}};
    char shorts[OPTIONS_MAX * 2 + 2] = "";
    size_t n = 0, s = 0;
    int c;

    for (; opts[n].name && n < OPTIONS_MAX; n++) {
        longs[n] = (struct option){
            opts[n].name, opts[n].arg ? required_argument : no_argument, NULL,
            256 + (int)n};
        if (opts[n].letter) {
            shorts[s++] = opts[n].letter;
            if (opts[n].arg)
                shorts[s++] = ':';
        }
    }
    longs[n] = (struct option){"help", no_argument, NULL, 'h'};
    optind = 1;
    while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        size_t i = c >= 256 ? (size_t)c - 256 : 0;
        if (c == 'h') {
            help(opts, usage, what);
            return -2;
        }
        if (c == '?') {
            fprintf(stderr, "usage: sukien %s (see --help)\n", usage);
            return -1;
        }
        if (c < 256)
            while (opts[i].letter != c)
                i++;
        if (opts[i].str)
            *opts[i].str = optarg;
        if (opts[i].flag)
            *opts[i].flag = true;
    }
    return optind;
}
