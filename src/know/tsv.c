/* tsv.c - reads the tables that people edit. */
#include "know/tsv.h"

#include <errno.h>
#include <stdio.h>

enum { FILE_MAX = 256 << 20 };

/* The next line that is no comment and not empty. */
static bool next_line(sk_tsv *t, sk_str *line)
{
    while (t->left.s) {
        sk_str s = sk_str_cut(t->left, '\n', &t->left);
        t->line++;
        if (s.len && s.s[s.len - 1] == '\r')
            s.len--;
        if (s.len && s.s[0] != '#') {
            *line = s;
            return true;
        }
    }
    return false;
}

static size_t cut_cells(sk_str line, sk_str *cells)
{
    size_t n = 0;

    while (line.s && n < SK_TSV_COLUMNS)
        cells[n++] = sk_str_trim(sk_str_cut(line, '\t', &line));
    return n;
}

int sk_tsv_from(sk_tsv *t, sk_str bytes, const char *path, sk_err *err)
{
    sk_str line;
    size_t bad = sk_utf8_check(bytes);

    if (bad != bytes.len)
        return sk_fail(err, SK_EINPUT, bad, "%s: byte %zu is not UTF-8", path,
                       bad);
    *t = (sk_tsv){.path = path, .left = bytes};
    if (!next_line(t, &line))
        return sk_fail(err, SK_EINPUT, 0, "%s: no header line", path);
    t->n_names = cut_cells(line, t->names);
    return SK_OK;
}

int sk_tsv_open(sk_tsv *t, sk_arena *a, const char *path, sk_err *err)
{
    FILE *f = fopen(path, "rb");
    char buf[1 << 16];
    sk_buf b = {0};
    size_t n;
    int rc;

    if (!f)
        return sk_fail(err, SK_EIO, 0, "%s: %s", path, strerror(errno));
    while ((n = fread(buf, 1, sizeof buf, f)) > 0 && b.n < FILE_MAX)
        sk_buf_add(a, &b, (sk_str){buf, n});
    rc = ferror(f) ? sk_fail(err, SK_EIO, 0, "%s: %s", path, strerror(errno))
         : b.n >= FILE_MAX
             ? sk_fail(err, SK_ELIMIT, 0, "%s: larger than 256 MiB", path)
             : SK_OK;
    fclose(f);
    return rc ? rc : sk_tsv_from(t, sk_buf_str(&b), path, err);
}

bool sk_tsv_next(sk_tsv *t)
{
    sk_str line;

    if (!next_line(t, &line))
        return false;
    t->n_cells = cut_cells(line, t->cells);
    return true;
}

static size_t column_of(const sk_tsv *t, const char *column)
{
    size_t i = 0;

    while (i < t->n_names && !sk_str_eq(t->names[i], sk_str_of(column)))
        i++;
    return i;
}

bool sk_tsv_has(const sk_tsv *t, const char *column)
{
    return column_of(t, column) < t->n_names;
}

sk_str sk_tsv_get(const sk_tsv *t, const char *column)
{
    size_t i = column_of(t, column);

    return i < t->n_cells && i < t->n_names ? t->cells[i] : SK_STR("");
}
