/* know.c - sukien know: looks at the knowledge and makes its image. */
#include "cmd.h"

#include <string.h>

#include "know_pack.h"

static int compile(int argc, char **argv)
{
    const char *data = SK_DATA_DIR, *out = "know.skmd";
    const cmd_opt opts[] = {
        {"data", 0, "FOLDER", "the tables", &data, NULL},
        {"out", 'o', "FILE", "where the image goes", &out, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "know compile [options]",
                         "Turns the tables of knowledge into the image that "
                         "opens fast.");
    sk_err err;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (know_pack(data, out, &err)) {
        fprintf(stderr, "sukien: %s\n", err.msg);
        return EXIT_USAGE;
    }
    return EXIT_ALL_READ;
}

static const cmd kinds[] = {
    {"compile", "turn the tables into an image", compile},
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

int cmd_know(int argc, char **argv)
{
    for (int i = 0; argc > 1 && i < N_KINDS; i++)
        if (strcmp(argv[1], kinds[i].name) == 0)
            return kinds[i].run(argc - 1, argv + 1);
    printf("usage: sukien know ACTION [options] [FILE...]\n\n");
    for (int i = 0; i < N_KINDS; i++)
        printf("  %-10s %s\n", kinds[i].name, kinds[i].what);
    return argc > 1 && strcmp(argv[1], "--help") == 0 ? EXIT_ALL_READ
                                                      : EXIT_USAGE;
}
