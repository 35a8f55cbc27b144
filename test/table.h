/* table.h - table-driven tests: rows of a TSV file become cmocka sub-tests. */
#ifndef SK_TEST_TABLE_H
#define SK_TEST_TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after those: */
#include <cmocka.h>

enum { ROW_CELLS = 16, ROWS_MAX = 4096 };

typedef struct row {
    const char *file;
    int line;
    int n;
    char title[96];
    char *cell[ROW_CELLS]; /* "\n" and "\t" in a cell are unescaped */
} row;

static inline void row_unescape(char *s)
{
    char *out = s;

    for (; *s; s++)
        if (s[0] == '\\' && (s[1] == 'n' || s[1] == 't')) {
            *out++ = s[1] == 'n' ? '\n' : '\t';
            s++;
        } else {
            *out++ = *s;
        }
    *out = 0;
}

/* Runs each(row) for the rows of TEST_DIR/name; the program's exit code. */
static inline int run_table(const char *name, void (*each)(void **state))
{
    static struct CMUnitTest tests[ROWS_MAX];
    static char line[1 << 16];
    const char *dir = getenv("TEST_DIR");
    char path[1024];
    size_t n = 0;
    int at = 0, failed;
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", dir ? dir : "test", name);
    f = fopen(path, "r");
    if (!f) {
        perror(path);
        return 1;
    }
    while (fgets(line, sizeof line, f) && n < ROWS_MAX) {
        row *r;
        char *rest = line;
        at++;
        line[strcspn(line, "\n")] = 0;
        if (!line[0] || line[0] == '#')
            continue;
        r = calloc(1, sizeof *r);
        r->file = path;
        r->line = at;
        rest = strdup(line);
        while (rest && r->n < ROW_CELLS) {
            r->cell[r->n] = strsep(&rest, "\t");
            row_unescape(r->cell[r->n++]);
        }
        snprintf(r->title, sizeof r->title, "%.40s:%d %.40s", name, at,
                 r->cell[0]);
        tests[n++] = (struct CMUnitTest){r->title, each, NULL, NULL, r};
    }
    fclose(f);
    if (!n) {
        fprintf(stderr, "%s: no rows\n", path);
        return 1;
    }
    failed = _cmocka_run_group_tests(name, tests, n, NULL, NULL);
    while (n--) {
        row *r = tests[n].initial_state;
        free(r->cell[0]);
        free(r);
    }
    return failed ? 1 : 0;
}

#endif
