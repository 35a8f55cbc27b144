/* sukien.c - the public API, and the pipeline on one page.
 *
 *   read -> clean -> split -> find -> relate -> code
 *
 * Threading and storing work on many documents: thread/ and store/.
 */
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/json.h"
#include "clean/clean.h"
#include "clean/leads.h"
#include "clean/para.h"
#include "code/code.h"
#include "code/pattern.h"
#include "find/cue.h"
#include "find/find.h"
#include "find/name.h"
#include "find/time.h"
#include "know/know.h"
#include "read/any.h"
#include "read/charset.h"
#include "read/page.h"
#include "read/reader.h"
#include "record.h"
#include "relate/clause.h"
#include "relate/page.h"
#include "relate/refer.h"
#include "relate/relate.h"
#include "split/split.h"
#include "split/word.h"
#include "stream.h"
#include "thread/model.h"

enum { DEFAULT_LIMIT = 256 << 20 };

const char *sk_version(void)
{
    return SK_VERSION;
}

/* ---- the steps ---- */

/* One article from its raw form to its events. */
static void run_steps(sk_doc *d)
{
    sk_clean(d);
    if (d->only_times) {
        sk_split_toks(d);
        sk_time_find(d);
        sk_page_undated(d);
        return;
    }
    sk_split(d);
    sk_find(d);
    sk_relate(d);
    sk_code(d);
}

/* ---- the engine ---- */

static int load(sk_engine *eng, sk_loader *ld)
{
    int rc = sk_know_load(ld, &eng->know);

    if (!rc)
        rc = sk_page_load(ld, &eng->pages);
    if (!rc)
        rc = sk_charset_load(ld, &eng->charsets);
    if (!rc)
        rc = sk_para_load(ld, &eng->paras);
    if (!rc)
        rc = sk_time_load(ld, &eng->times);
    if (!rc)
        rc = sk_words_load(ld, &eng->words);
    if (!rc)
        rc = sk_name_load(ld, &eng->names);
    if (!rc)
        rc = sk_refer_load(ld, &eng->refers);
    if (!rc)
        rc = sk_cues_load(ld, &eng->cues);
    if (!rc)
        rc = sk_clause_load(ld, &eng->clause_words);
    if (!rc)
        rc = sk_pattern_load(ld, &eng->patterns);
    if (!rc)
        rc = sk_thread_model_load(ld, &eng->threads);
    return rc;
}

/* Whether share/sukien is as installed with a file in folders below the same
 * prefix: bin/, lib/ or lib/x86_64-linux-gnu/. */
static bool installed_with(const char *file, char *buf, size_t size)
{
    const char *end = strrchr(file, '/');
    int n = end ? (int)(end - file) : 0;

    if (!end)
        return false;
    snprintf(buf, size, "%.*s/../share/sukien", n, file);
    if (access(buf, R_OK) == 0)
        return true;
    snprintf(buf, size, "%.*s/../../share/sukien", n, file);
    return access(buf, R_OK) == 0;
}

/* The folder of knowledge: as asked, as the environment says, as installed
 * with the program or, in a program of others, with the library; else as
 * built. */
static const char *data_dir(const sk_options *opt, char *buf, size_t size)
{
    const char *env = getenv("SUKIEN_DATA");
    static const char here; /* lies in the library's file */
    char exe[PATH_MAX];
    Dl_info lib;
    ssize_t n;

    if (opt && opt->data)
        return opt->data;
    if (env && *env)
        return env;
    n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    exe[n > 0 ? n : 0] = 0;
    if (installed_with(exe, buf, size) ||
        (dladdr(&here, &lib) && lib.dli_fname &&
         installed_with(lib.dli_fname, buf, size)))
        return buf;
    return SK_DATA_DIR;
}

sk_engine *sk_engine_open(const sk_options *opt, sk_err *err)
{
    sk_engine *eng = calloc(1, sizeof *eng);
    char dir[PATH_MAX + 32];
    sk_loader ld = {0};
    sk_err local;
    jmp_buf full;
    int rc;

    if (!err)
        err = &local;
    if (!eng) {
        sk_fail(err, SK_ENOMEM, 0, "no memory");
        return NULL;
    }
    sk_arena_init(&eng->arena, (size_t)4 << 30);
    ld.arena = &eng->arena;
    ld.data = data_dir(opt, dir, sizeof dir);
    ld.extra = opt ? opt->know : NULL;
    ld.n_extra = opt ? opt->n_know : 0;
    ld.vocab = &eng->vocab;
    ld.err = err;
    if (setjmp(full) == 0) {
        eng->arena.full = &full;
        rc = load(eng, &ld);
    } else {
        rc = sk_fail(err, SK_ENOMEM, 0, "no memory for the knowledge");
    }
    eng->arena.full = NULL;
    if (rc) {
        sk_engine_close(eng);
        return NULL;
    }
    return eng;
}

void sk_engine_close(sk_engine *eng)
{
    if (!eng)
        return;
    sk_know_close(eng->know);
    sk_pattern_close(eng->patterns);
    sk_words_close(eng->words);
    sk_name_close(eng->names);
    sk_arena_done(&eng->arena);
    free(eng);
}

/* ---- documents ---- */

sk_doc *sk_doc_new(const sk_engine *eng, size_t limit)
{
    sk_doc *d = calloc(1, sizeof *d);

    if (!d)
        return NULL;
    d->eng = eng;
    sk_arena_init(&d->arena, limit ? limit : DEFAULT_LIMIT);
    return d;
}

void sk_doc_free(sk_doc *d)
{
    if (!d)
        return;
    sk_arena_done(&d->arena);
    free(d);
}

void sk_doc_reset(sk_doc *d)
{
    sk_doc fresh = {.eng = d->eng, .only_times = d->only_times};

    sk_arena_reset(&d->arena);
    fresh.arena = d->arena;
    *d = fresh;
}

void sk_doc_only_times(sk_doc *d, bool only)
{
    d->only_times = only;
}

typedef int (*doc_fill)(sk_doc *d, void *how, sk_err *err);

/* The single place that a full arena jumps to: empties doc, fills its raw form
 * and runs the steps. */
static int enter(sk_doc *d, doc_fill fill, void *how, sk_err *err)
{
    jmp_buf full;
    int rc;

    sk_doc_reset(d);
    if (setjmp(full) == 0) {
        d->arena.full = &full;
        rc = fill(d, how, err);
        if (rc == SK_OK)
            run_steps(d);
    } else {
        size_t limit = d->arena.limit;
        sk_doc_reset(d);
        rc = sk_fail(err, SK_ELIMIT, 0,
                     "the article needs more than %zu bytes of memory", limit);
    }
    d->arena.full = NULL;
    return rc;
}

/* The same for len bytes of what is named. */
static int enter_bytes(sk_doc *d, const char *what, size_t len, doc_fill fill,
                       void *how, sk_err *err)
{
    if (len <= SK_READ_MAX)
        return enter(d, fill, how, err);
    sk_doc_reset(d);
    return sk_fail(err, SK_ELIMIT, 0, "%s of more than %d MiB", what,
                   SK_READ_MAX >> 20);
}

static int fill_text(sk_doc *d, void *how, sk_err *err)
{
    (void)err;
    d->raw = (sk_raw){
        .text = *(sk_str *)how, .day_from = SK_NO_DAY, .day_to = SK_NO_DAY};
    return SK_OK;
}

static int fill_json(sk_doc *d, void *how, sk_err *err)
{
    return sk_read_json(d->eng, *(sk_str *)how, &d->arena, &d->raw, err);
}

struct page_from {
    sk_str page, charset, url, published;
};

static int fill_page(sk_doc *d, void *how, sk_err *err)
{
    const struct page_from *p = how;
    sk_str page = sk_str_dup(&d->arena, p->page);
    int rc = sk_read_any(&d->arena, d->eng, page, p->charset,
                         sk_str_dup(&d->arena, p->url), &d->raw, err);

    if (rc)
        return rc;
    if (d->raw.n_items)
        return sk_fail(err, SK_EINPUT, 0, "a list of articles, not one");
    if (p->url.len) /* a canonical address may lead elsewhere */
        d->raw.url = sk_str_dup(&d->arena, p->url);
    if (!d->raw.published.len && p->published.len)
        d->raw.published = sk_str_dup(&d->arena, p->published);
    return SK_OK;
}

int sk_doc_read_page(sk_doc *d, sk_str page, sk_str charset, sk_str url,
                     sk_str published, sk_err *err)
{
    struct page_from from = {page, charset, url, published};

    return enter_bytes(d, "a page", page.len, fill_page, &from, err);
}

int sk_doc_read_text(sk_doc *d, sk_str text, sk_err *err)
{
    return enter_bytes(d, "a text", text.len, fill_text, &text, err);
}

int sk_doc_read_json(sk_doc *d, sk_str line, sk_err *err)
{
    return enter_bytes(d, "a line", line.len, fill_json, &line, err);
}

sk_str sk_doc_id(const sk_doc *d)
{
    return d->id.s ? d->id : d->raw.id;
}

sk_str sk_doc_text(const sk_doc *d)
{
    return d->text;
}

#define LAYER(type, name)                    \
    type sk_doc_##name(const sk_doc *d)      \
    {                                        \
        return (type){d->name.v, d->name.n}; \
    }
LAYER(sk_paras, paras)
LAYER(sk_sents, sents)
LAYER(sk_words, words)
LAYER(sk_entities, entities)
LAYER(sk_mentions, mentions)
LAYER(sk_times, times)
LAYER(sk_quotes, quotes)
LAYER(sk_events, events)
LAYER(sk_passeds, passed)

/* The segment that holds a byte of the clean text. */
static const sk_seg *seg_of(const sk_doc *d, uint32_t at)
{
    size_t behind = SK_FIRST_FROM(d->segs, clean, at + 1);

    if (!d->segs.n)
        return NULL;
    return &d->segs.v[behind ? behind - 1 : 0];
}

void sk_doc_origin(const sk_doc *d, sk_span span, int32_t *field, uint32_t *beg,
                   uint32_t *end)
{
    const sk_seg *a = seg_of(d, span.beg);
    const sk_seg *b = span.end > span.beg ? seg_of(d, span.end - 1) : a;

    *field = SK_FIELD_TEXT;
    *beg = *end = 0;
    if (!a)
        return;
    *field = a->field;
    *beg = a->src + (a->src_len ? 0 : span.beg - a->clean);
    *end = b->src + (b->src_len ? b->src_len : span.end - b->clean);
}

sk_str sk_doc_record(sk_doc *d, unsigned flags, sk_err *err)
{
    sk_json j = sk_json_on(&d->arena);
    jmp_buf *outer = d->arena.full, full; /* a step may ask for it */

    if (setjmp(full)) {
        d->arena.full = outer;
        sk_fail(err, SK_ELIMIT, 0,
                "the record needs more than %zu bytes of memory",
                d->arena.limit);
        return (sk_str){NULL, 0};
    }
    d->arena.full = &full;
    sk_record(d, flags, &j);
    d->arena.full = outer;
    return sk_buf_str(&j.out);
}

sk_str sk_doc_timex3(sk_doc *d, sk_err *err)
{
    sk_buf out = {0};
    jmp_buf *outer = d->arena.full, full; /* a step may ask for it */

    if (setjmp(full)) {
        d->arena.full = outer;
        sk_fail(err, SK_ELIMIT, 0,
                "the text needs more than %zu bytes of memory", d->arena.limit);
        return (sk_str){NULL, 0};
    }
    d->arena.full = &full;
    sk_timex3(d, &out);
    d->arena.full = outer;
    return sk_buf_str(&out);
}

/* ---- streams ---- */

struct sk_stream {
    sk_reader *reader;
    const sk_engine *eng;
    sk_arena arena; /* the page of leads that is being handed out */
    sk_raw *items;
    size_t n_items, at;
    sk_doc *scratch; /* to read a page's items before they are handed out */
};

sk_stream *sk_stream_open(const sk_engine *eng, int fd, const char *name,
                          sk_err *err)
{
    sk_stream *st = calloc(1, sizeof *st);

    if (!st) {
        sk_fail(err, SK_ENOMEM, 0, "%s: no memory", name);
        return NULL;
    }
    st->eng = eng;
    sk_arena_init(&st->arena, DEFAULT_LIMIT);
    st->reader = sk_reader_open(eng, fd, name, err);
    if (!st->reader) {
        free(st);
        return NULL;
    }
    return st;
}

void sk_stream_from(sk_stream *st, sk_str url, sk_str charset)
{
    sk_reader_from(st->reader, url, charset);
}

/* The days of a page's items, from all of them together. */
static void date_items(sk_stream *st)
{
    if (!st->scratch)
        st->scratch = sk_doc_new(st->eng, 0);
    if (!st->scratch)
        return;
    st->scratch->arena.full = st->arena.full;
    sk_page_days(st->scratch, &st->arena, st->items, st->n_items);
}

/* The documents that one raw document holds: those of a feed or a page that
 * lists articles, those of a page of leads, or itself. */
static void take_items(sk_stream *st, sk_raw *raw)
{
    if (raw->n_items) {
        st->items = raw->items;
        st->n_items = raw->n_items;
        return;
    }
    st->n_items = sk_leads_cut(&st->arena, st->eng->paras, raw, &st->items);
    if (st->n_items) {
        date_items(st);
        return;
    }
    st->items = raw;
    st->n_items = 1;
}

/* The next raw document, or item of a page of leads. */
static int fill_next(sk_doc *d, void *how, sk_err *err)
{
    sk_stream *st = how;
    int rc;

    if (st->at == st->n_items) {
        sk_raw *raw;
        st->n_items = st->at = 0;
        sk_arena_reset(&st->arena);
        st->arena.full = d->arena.full;
        raw = sk_new(&st->arena, sk_raw, 1);
        rc = sk_reader_next(st->reader, &st->arena, raw, err);
        if (rc) {
            d->raw.id = sk_str_dup(&d->arena, raw->id);
            return rc;
        }
        take_items(st, raw);
    }
    d->raw = st->items[st->at++];
    return SK_OK;
}

int sk_stream_next(sk_stream *st, sk_doc *d, sk_err *err)
{
    return enter(d, fill_next, st, err);
}

uint64_t sk_stream_line(const sk_stream *st)
{
    return sk_reader_line(st->reader);
}

void sk_stream_close(sk_stream *st)
{
    if (!st)
        return;
    sk_reader_close(st->reader);
    sk_doc_free(st->scratch);
    sk_arena_done(&st->arena);
    free(st);
}
