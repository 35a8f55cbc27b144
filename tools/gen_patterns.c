/* gen_patterns.c - compiles the event patterns of a folder of knowledge.
 * usage: gen_patterns FOLDER FILE */
#include "pattern_pack.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    sk_err err;

    if (argc != 3) {
        fputs("usage: gen_patterns FOLDER FILE\n", stderr);
        return 2;
    }
    if (pattern_pack(argv[1], argv[2], &err)) {
        fprintf(stderr, "gen_patterns: %s\n", err.msg);
        return 2;
    }
    return 0;
}
