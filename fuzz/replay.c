/* replay.c - runs a fuzz target over the files of its corpus, and over each of
 * them cut off at many places; stands in for libFuzzer in the tests.
 * usage: replay_TARGET FOLDER
 */
#include "fuzz.h"

#include <dirent.h>
#include <string.h>

enum { CUTS = 40, FILE_MAX = 4 << 20 };

static size_t replay(const char *path)
{
    FILE *f = fopen(path, "rb");
    uint8_t *buf = malloc(FILE_MAX);
    size_t n, runs = 0;

    FUZZ_CHECK(f && buf);
    n = fread(buf, 1, FILE_MAX, f);
    fclose(f);
    for (size_t cut = 0; cut <= CUTS; cut++, runs++) {
        size_t len = n * cut / CUTS;
        uint8_t *copy = malloc(len ? len : 1); /* so that ASan sees the end */
        FUZZ_CHECK(copy);
        memcpy(copy, buf, len);
        LLVMFuzzerTestOneInput(copy, len);
        free(copy);
    }
    free(buf);
    return runs;
}

int main(int argc, char **argv)
{
    DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
    struct dirent *e;
    size_t files = 0, runs = 0;

    if (!dir) {
        fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    while ((e = readdir(dir))) {
        char path[1024];
        if (e->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", argv[1], e->d_name);
        runs += replay(path);
        files++;
    }
    closedir(dir);
    printf("%zu files, %zu runs\n", files, runs);
    return files ? 0 : 1;
}
