/* gen_know.c - turns the tables of a folder into the image of the knowledge.
 * usage: gen_know FOLDER IMAGE
 * The same as 'sukien know compile', but it needs only base/ and know/, so
 * that the build makes the image when one of those or a table changes. */
#include "know_pack.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    sk_err err;

    if (argc != 3) {
        fputs("usage: gen_know FOLDER IMAGE\n", stderr);
        return 2;
    }
    if (know_pack(argv[1], argv[2], &err)) {
        fprintf(stderr, "gen_know: %s\n", err.msg);
        return 2;
    }
    return 0;
}
