/* input.c - the operands of a sub-command as a stream of documents. */
#include "cmd.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source.h"
#include "stream.h"

sk_engine *cmd_engine(const char *data, const char *know)
{
    sk_options opt = {.data = data, .know = &know, .n_know = know ? 1 : 0};
    sk_err err;
    sk_engine *eng = sk_engine_open(&opt, &err);

    if (!eng)
        fprintf(stderr, "sukien: %s\n", err.msg);
    return eng;
}

bool cmd_colour(FILE *f)
{
    const char *no = getenv("NO_COLOR");

    return isatty(fileno(f)) && (!no || !*no);
}

static void fail(cmd_input *in, const sk_err *err, const sk_doc *doc,
                 uint64_t line)
{
    in->n_failed++;
    fprintf(stderr, "sukien: %s\n", err->msg);
    if (in->failed)
        in->failed(err, doc, line, in->arg);
}

static void fail_errno(cmd_input *in, const char *path)
{
    sk_err err = {.code = SK_EIO};

    snprintf(err.msg, sizeof err.msg, "%s: %s", path, strerror(errno));
    fail(in, &err, NULL, 0);
}

/* All documents of an open source. False if the caller wants to stop. */
static bool read_source(cmd_input *in, const source *s)
{
    sk_err err;
    sk_stream *st = sk_stream_open(in->eng, s->fd, s->name, &err);
    sk_doc *doc = sk_doc_new(in->eng, 0);
    bool go_on = true;

    if (!st || !doc) {
        if (st)
            snprintf(err.msg, sizeof err.msg, "%s: no memory", s->name);
        fail(in, &err, NULL, 0);
    }
    if (st && *s->url)
        sk_stream_from(st, sk_str_of(s->url), s->charset);
    if (doc)
        sk_doc_only_times(doc, in->only_times);
    while (st && doc && go_on) {
        int rc = sk_stream_next(st, doc, &err);
        if (rc == SK_ENONE)
            break;
        if (rc)
            fail(in, &err, doc, sk_stream_line(st));
        else if (++in->n_docs, in->each(doc, in->arg))
            go_on = false;
        if (rc == SK_EIO || rc == SK_ENOMEM)
            break;
    }
    sk_doc_free(doc);
    sk_stream_close(st);
    return go_on;
}

static bool read_operand(cmd_input *in, sources *all, const char *path);

static int no_dots(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static bool read_folder(cmd_input *in, sources *all, const char *path)
{
    struct dirent **list;
    int n = scandir(path, &list, no_dots, alphasort);
    bool go_on = true;

    if (n < 0) {
        fail_errno(in, path);
        return true;
    }
    for (int i = 0; i < n; i++) {
        char *sub = NULL;
        if (go_on && asprintf(&sub, "%s/%s", path, list[i]->d_name) > 0)
            go_on = read_operand(in, all, sub);
        free(sub);
        free(list[i]);
    }
    free(list);
    return go_on;
}

static bool read_operand(cmd_input *in, sources *all, const char *path)
{
    struct stat sb;
    source s;
    sk_err err;
    bool go_on;

    if (!source_is_url(path) && stat(path, &sb) == 0 && S_ISDIR(sb.st_mode))
        return read_folder(in, all, path);
    if (source_open(all, path, &s, &err)) {
        fail(in, &err, NULL, 0);
        return true;
    }
    go_on = read_source(in, &s);
    source_close(&s);
    return go_on;
}

int cmd_read_all(cmd_input *in, int n, char **operands)
{
    static char dash[] = "-";
    char *only[] = {dash};
    sources all = {.policy = {.any_address = in->any_address}};

    if (n == 0) {
        n = 1;
        operands = only;
    }
    for (int i = 0; i < n; i++)
        if (!read_operand(in, &all, operands[i]))
            break;
    sources_done(&all);
    if (in->n_failed && !in->n_docs)
        return EXIT_USAGE;
    return in->n_failed ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}
