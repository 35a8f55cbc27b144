/* read.c - sukien read: pages, feeds and archives into clean text. */
#include "cmd.h"

#include <errno.h>
#include <string.h>

#include "read/page.h"
#include "read/reader.h"
#include "source.h"

enum { READ_LIMIT = 512 << 20 };

typedef enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML } format;

typedef struct job {
    const sk_engine *eng;
    sk_arena arena;
    format format;
    sources all;
    size_t n_read, n_failed;
} job;

/* ---- one document in each format ---- */

static void put(sk_str s)
{
    fwrite(s.s, 1, s.len, stdout);
}

static void line(sk_str s)
{
    if (s.len) {
        put(s);
        putchar('\n');
    }
}

static void escaped(sk_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.s[i];
        if (c == '<')
            fputs("&lt;", stdout);
        else if (c == '>')
            fputs("&gt;", stdout);
        else if (c == '&')
            fputs("&amp;", stdout);
        else
            putchar(c);
    }
}

static void element(const char *name, sk_str s)
{
    if (!s.len)
        return;
    printf("<%s>", name);
    escaped(s);
    printf("</%s>\n", name);
}

static void as_html(const sk_raw *r)
{
    puts("<article>");
    element("h1", r->title);
    element("h2", r->lead);
    for (size_t i = 0; i < r->n_body; i++)
        element("p", r->body[i]);
    element("p", r->text);
    puts("</article>");
}

static void as_text(const sk_raw *r)
{
    line(r->title);
    line(r->lead);
    for (size_t i = 0; i < r->n_body; i++)
        line(r->body[i]);
    line(r->text);
    putchar('\n');
}

/* What is no page is told in the same words. */
static void as_json(job *j, const sk_raw *r)
{
    sk_page plain = {.url = r->url,
                     .title = r->title,
                     .lead = r->lead,
                     .site_name = r->outlet,
                     .section = r->section,
                     .published = r->published,
                     .language = r->language};
    sk_json out = sk_json_on(&j->arena);

    plain.site = r->url;
    if (r->author.len)
        *sk_push(&j->arena, &plain.authors) = r->author;
    for (size_t i = 0; i < r->n_body; i++)
        *sk_push(&j->arena, &plain.body) = r->body[i];
    if (r->text.len)
        *sk_push(&j->arena, &plain.body) = r->text;
    sk_page_json(r->page ? r->page : &plain, r->id.len ? r->id : r->url, &out);
    line(sk_buf_str(&out.out));
}

static void one(job *j, const sk_raw *r)
{
    j->n_read++;
    if (j->format == FORMAT_JSON && r->page) {
        as_json(j, r);
        return;
    }
    if (r->n_items) {
        for (size_t i = 0; i < r->n_items; i++)
            one(j, &r->items[i]);
        return;
    }
    if (j->format == FORMAT_JSON)
        as_json(j, r);
    else if (j->format == FORMAT_HTML)
        as_html(r);
    else
        as_text(r);
}

/* ---- all documents of a file ---- */

static int next(job *j, sk_reader *rd, sk_err *err)
{
    jmp_buf full;
    sk_raw raw;
    int rc;

    sk_arena_reset(&j->arena);
    if (setjmp(full)) {
        j->arena.full = NULL;
        return sk_fail(err, SK_ELIMIT, 0,
                       "the document needs more than %d MiB of memory",
                       READ_LIMIT >> 20);
    }
    j->arena.full = &full;
    rc = sk_reader_next(rd, &j->arena, &raw, err);
    if (!rc)
        one(j, &raw);
    j->arena.full = NULL;
    return rc;
}

static void fail(job *j, const sk_err *err)
{
    j->n_failed++;
    fprintf(stderr, "sukien: %s\n", err->msg);
}

static void read_operand(job *j, const char *operand)
{
    source s;
    sk_err err;
    sk_reader *rd = NULL;
    int rc = source_open(&j->all, operand, &s, &err);

    if (rc) {
        fail(j, &err);
        return;
    }
    rd = sk_reader_open(j->eng, s.fd, s.name, &err);
    if (!rd)
        fail(j, &err);
    else if (*s.url)
        sk_reader_from(rd, sk_str_of(s.url), s.charset);
    while (rd && (rc = next(j, rd, &err)) != SK_ENONE) {
        if (!rc)
            continue;
        fail(j, &err);
        if (rc == SK_EIO || rc == SK_ENOMEM)
            break;
    }
    sk_reader_close(rd);
    source_close(&s);
}

int cmd_read(int argc, char **argv)
{
    const char *data = NULL, *how = NULL;
    bool any = false;
    const cmd_opt opts[] = {
        {"format", 'f', "json|text|html", "what to write (text)", &how, NULL},
        {"data", 0, "DIR", "knowledge and models", &data, NULL},
        {"allow-private", 0, NULL, "also addresses of private networks", NULL,
         &any},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "read [options] [FILE|URL...]",
                         "Reads pages, feeds, archives, JSON Lines and text "
                         "in any charset, plain or\ncompressed, and writes "
                         "the articles without anything around them.");
    job j = {0};
    sk_engine *eng;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (how && strcmp(how, "json") == 0) {
        j.format = FORMAT_JSON;
    } else if (how && strcmp(how, "html") == 0) {
        j.format = FORMAT_HTML;
    } else if (how && strcmp(how, "text") != 0) {
        fprintf(stderr, "sukien: --format=%s: json, text or html\n", how);
        return EXIT_USAGE;
    }
    eng = cmd_engine(data, NULL);
    if (!eng)
        return EXIT_USAGE;
    j.eng = eng;
    j.all.policy.any_address = any;
    sk_arena_init(&j.arena, READ_LIMIT);
    if (at == argc)
        read_operand(&j, "-");
    for (; at < argc; at++)
        read_operand(&j, argv[at]);
    sources_done(&j.all);
    sk_arena_done(&j.arena);
    sk_engine_close(eng);
    if (fflush(stdout) == EOF && errno != EPIPE) {
        fprintf(stderr, "sukien: standard output: %s\n", strerror(errno));
        return EXIT_SOME_FAILED;
    }
    if (j.n_failed && !j.n_read)
        return EXIT_USAGE;
    return j.n_failed ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}
