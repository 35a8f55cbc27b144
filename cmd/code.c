/* code.c - sukien code: anything in, records out; a pure filter. */
#include "cmd.h"

#include <errno.h>
#include <string.h>

#include "base/json.h"

typedef struct coder {
    unsigned flags;
    bool timex3;
    bool broken; /* standard output is gone */
} coder;

static void put(coder *c, sk_str s)
{
    if (fwrite(s.s, 1, s.len, stdout) != s.len || putchar('\n') == EOF)
        c->broken = true;
}

static int each(sk_doc *doc, void *arg)
{
    coder *c = arg;
    sk_err err;
    sk_str rec = c->timex3 ? sk_doc_timex3(doc, &err)
                           : sk_doc_record(doc, c->flags, &err);

    if (!rec.s) {
        fprintf(stderr, "sukien: %s\n", err.msg);
        return 0;
    }
    put(c, rec);
    return c->broken;
}

static const char *code_name(int code)
{
    return code == SK_ELIMIT ? "limit" : code == SK_EIO ? "io" : "input";
}

/* An error line in the place of the record. */
static void failed(const sk_err *err, const sk_doc *doc, uint64_t line,
                   void *arg)
{
    coder *c = arg;
    sk_arena a;
    jmp_buf full;
    sk_json j;

    sk_arena_init(&a, 1 << 20);
    a.full = &full;
    j = sk_json_on(&a);
    if (setjmp(full) == 0) {
        sk_json_open(&j, '{');
        sk_json_key(&j, "id");
        sk_json_str(&j, doc ? sk_doc_id(doc) : (sk_str){NULL, 0});
        sk_json_key(&j, "line");
        sk_json_int(&j, (int64_t)line);
        sk_json_key(&j, "error");
        sk_json_open(&j, '{');
        sk_json_key(&j, "code");
        sk_json_cstr(&j, code_name(err->code));
        sk_json_key(&j, "message");
        sk_json_cstr(&j, err->msg);
        sk_json_key(&j, "at");
        sk_json_int(&j, (int64_t)err->at);
        sk_json_close(&j, '}');
        sk_json_close(&j, '}');
        put(c, sk_buf_str(&j.out));
    }
    sk_arena_done(&a);
}

int cmd_code(int argc, char **argv)
{
    const char *data = NULL, *know = NULL, *offsets = NULL, *format = NULL;
    bool words = false, times = false, any = false;
    const cmd_opt opts[] = {
        {"words", 'w', NULL, "with words and their classes", NULL, &words},
        {"times", 't', NULL, "only the times, fast", NULL, &times},
        {"format", 'f', "json|timex3",
         "timex3: the text as TimeML, its times marked", &format, NULL},
        {"offsets", 0, "input", "bytes into the fields as they came", &offsets,
         NULL},
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {"know", 0, "FILE", "a knowledge table of your own", &know, NULL},
        {"allow-private", 0, NULL, "also addresses of private networks", NULL,
         &any},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "code [options] [FILE|URL...]",
                         "Reads articles (files, folders, addresses, standard "
                         "input) and writes a record a line.");
    coder c = {0};
    cmd_input in = {.each = each, .failed = failed, .arg = &c};
    sk_engine *eng;
    int rc;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (offsets && strcmp(offsets, "input") != 0) {
        fprintf(stderr, "sukien: --offsets=%s: only input is known\n", offsets);
        return EXIT_USAGE;
    }
    if (format && strcmp(format, "json") != 0 &&
        strcmp(format, "timex3") != 0) {
        fprintf(stderr, "sukien: --format=%s: json or timex3\n", format);
        return EXIT_USAGE;
    }
    c.timex3 = format && strcmp(format, "timex3") == 0;
    in.any_address = any;
    in.only_times = times || c.timex3;
    c.flags = (times ? SK_RECORD_TIMES : 0u) | (words ? SK_RECORD_WORDS : 0u) |
              (offsets ? SK_RECORD_INPUT_OFFSETS : 0u);
    eng = cmd_engine(data, know);
    if (!eng)
        return EXIT_USAGE;
    in.eng = eng;
    rc = cmd_read_all(&in, argc - at, argv + at);
    if (fflush(stdout) == EOF || c.broken) {
        if (errno != EPIPE)
            fprintf(stderr, "sukien: standard output: %s\n", strerror(errno));
        rc = EXIT_SOME_FAILED;
    }
    sk_engine_close(eng);
    return rc;
}
