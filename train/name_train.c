/* name_train.c - trains the tagger of names: the twin of find/name.c.
 *
 * In:  articles with labelled names, an object a line:
 *        {"text", "mentions": [{"start", "end", "type"}]}   or
 *        {"title", "lead", "body",
 *         "entities": [{"type", "mentions": [{"para", "start", "end"}]}]}
 *      with byte offsets into the fields as they stand.
 * Out: a model file: a linear model (section "tagger") and a set of words (section "inner").
 */
#include "train.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "find/name.h"
#include "learn.h"

/* SEEN: features seen less often are left out: a quarter of the size for no
 * loss. RUNS: steadier where gold is little. CUT: large weights matter here. */
enum { PASSES = 15, RUNS = 4, SEEN = 3, CUT = 100000 };

/* Files are read for the inner words, to learn, and with folds to be scored. */
enum stage { COLLECT, TEACH, CHECK };

typedef struct trainer {
    const names_train *how;
    const sk_engine *eng;
    sk_err *err;
    sk_arena arena; /* of the model that is measured */
    learn *learn;
    uint32_t n_docs;
    enum stage stage;
    sk_name_tagger tagger;
    uint32_t *inner, n_words; /* tagger.inner while it is made */
    uint32_t gold[6], got[6], right[6], spans; /* [type]; 5: all */
} trainer;

/* ---- reading ---- */

/* Gives the tokens of a span of a field the labels of a type. */
static void label_span(const sk_doc *d, uint8_t *labels, int32_t field,
                       uint32_t beg, uint32_t end, int type)
{
    bool first = true;

    for (uint32_t i = 0; i < d->toks.n; i++) {
        sk_span s = sk_doc_tok_span(d, i, i + 1);
        uint32_t b, e;
        int32_t f;
        sk_doc_origin(d, s, &f, &b, &e);
        if (f != field || b < beg || e > end)
            continue;
        labels[i] = (uint8_t)(1 + 2 * type + !first);
        first = false;
    }
}

static int type_of(const char *s)
{
    static const char *const names[] = {"PER", "ORG", "GPE", "LOC",
                                        "EVENT-NAME"};

    for (int i = 0; i < 5; i++)
        if (strcmp(s, names[i]) == 0)
            return i;
    return -1;
}

static void label_all(const sk_doc *d, uint8_t *labels, json_t *mentions,
                      const char *type)
{
    size_t i;
    json_t *m;

    json_array_foreach(mentions, i, m)
    {
        json_t *para = json_object_get(m, "para"),
               *own = json_object_get(m, "type");
        int t = type_of(own ? json_string_value(own) : type);
        if (t < 0)
            continue;
        label_span(d, labels,
                   para ? (int32_t)json_integer_value(para) : SK_FIELD_TEXT,
                   (uint32_t)json_integer_value(json_object_get(m, "start")),
                   (uint32_t)json_integer_value(json_object_get(m, "end")), t);
    }
}

/* ---- what is done with each sentence ---- */

static void inner_slots(trainer *t, uint32_t n)
{
    t->inner = need(calloc(n, sizeof *t->inner));
    t->tagger.inner = t->inner;
    t->tagger.n_inner = n;
    t->n_words = 0;
}

static void add_inner(trainer *t, uint32_t word)
{
    uint32_t n = t->tagger.n_inner, *old = t->inner;

    if ((t->n_words + 1) * 2 > n) {
        inner_slots(t, n * 2);
        for (uint32_t i = 0; i < n; i++)
            if (old[i])
                add_inner(t, old[i]);
        free(old);
    }
    n = sk_name_inner_slot(t->inner, t->tagger.n_inner, word);
    t->n_words += !t->inner[n];
    t->inner[n] = word;
}

static void collect(trainer *t, const sk_name_atom *at, const sk_sent *s,
                    const uint8_t *labels)
{
    for (uint32_t i = s->tok_beg; i < s->tok_end; i++)
        if (labels[i] && at[i].word && !sk_name_sign(&at[i]))
            add_inner(t, at[i].word);
}

static void teach(trainer *t, const sk_doc *d, sk_name_atom *at,
                  const sk_sent *s, const uint8_t *labels)
{
    uint64_t feats[SK_NAME_FEATURES];

    sk_name_near(&t->tagger, d, s, at);
    for (uint32_t from = s->tok_beg, stop;
         sk_name_stretch(at, &from, &stop, s->tok_end); from = stop) {
        for (uint32_t i = from; i < stop; i++) {
            unsigned n = sk_name_features(at, s->tok_beg, s->tok_end, i, feats);
            learn_add(t->learn, feats, n, labels[i], 0);
        }
        learn_end(t->learn);
    }
}

/* The end of the mention that begins at i. */
static uint32_t mention_end(const uint8_t *labels, uint32_t i, uint32_t end)
{
    do
        i++;
    while (i < end && labels[i] && labels[i] % 2 == 0);
    return i;
}

static void check(trainer *t, sk_doc *d, sk_name_atom *at, const sk_sent *s,
                  const uint8_t *gold)
{
    uint32_t end = s->tok_end;
    uint8_t *got = sk_new(&d->arena, uint8_t, end + 1);

    sk_name_tag(&t->tagger, d, s, at, &d->arena, got + s->tok_beg);
    for (uint32_t i = s->tok_beg; i < end; i++) {
        bool g = gold[i] & 1, f = got[i] & 1;
        if (g)
            t->gold[gold[i] / 2]++;
        if (f)
            t->got[got[i] / 2]++;
        if (g && f && mention_end(gold, i, end) == mention_end(got, i, end)) {
            t->spans++;
            t->right[gold[i] / 2] += gold[i] == got[i];
        }
    }
}

static int read_line(trainer *t, sk_doc *d, sk_str line)
{
    json_t *o = json_loadb(line.s, line.len, 0, NULL), *e;
    bool held = t->how->folds &&
                (int)(t->n_docs++ % (uint32_t)t->how->folds) == t->how->fold;
    sk_name_atom *at;
    uint8_t *labels;
    size_t i;
    int rc;

    if (!o)
        return sk_fail(t->err, SK_EINPUT, 0, "no JSON");
    rc = sk_doc_read_json(d, line, t->err);
    if (rc || held != (t->stage == CHECK)) {
        json_decref(o);
        return rc;
    }
    labels = need(calloc(d->toks.n + 1, 1));
    label_all(d, labels, json_object_get(o, "mentions"), NULL);
    json_array_foreach(json_object_get(o, "entities"), i, e)
        label_all(d, labels, json_object_get(e, "mentions"),
                  json_string_value(json_object_get(e, "type")));
    at = sk_name_atoms(d, &d->arena);
    for (i = 0; i < d->sents.n; i++) {
        if (!sk_name_tells(d, (uint32_t)i))
            continue;
        if (t->stage == COLLECT)
            collect(t, at, &d->sents.v[i], labels);
        else if (t->stage == TEACH)
            teach(t, d, at, &d->sents.v[i], labels);
        else
            check(t, d, at, &d->sents.v[i], labels);
    }
    free(labels);
    json_decref(o);
    return rc;
}

static int read_file(trainer *t, const char *path)
{
    FILE *f = fopen(path, "r");
    sk_doc *d = sk_doc_new(t->eng, 0);
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    int rc = SK_OK;

    if (!f || !d) {
        sk_doc_free(d);
        return sk_fail(t->err, SK_EIO, 0, "%s: %s", path, strerror(errno));
    }
    while (!rc && (len = getline(&line, &cap, f)) > 0)
        rc = read_line(t, d, (sk_str){line, (size_t)len});
    free(line);
    fclose(f);
    sk_doc_free(d);
    return rc;
}

static int read_files(trainer *t, enum stage stage)
{
    int rc = SK_OK;

    t->stage = stage;
    t->n_docs = 0;
    for (int i = 0; !rc && i < t->how->n_gold; i++)
        rc = read_file(t, t->how->gold[i]);
    return rc;
}

/* ---- learning ---- */

static void forbid(learn *l)
{
    for (uint32_t to = 2; to < SK_NAME_LABELS; to += 2)
        for (uint32_t from = 0; from <= SK_NAME_LABELS; from++)
            if (from != to && from != to - 1)
                learn_forbid(l, from, to);
}

static double f1(uint32_t right, uint32_t gold, uint32_t got)
{
    return gold + got ? 200.0 * right / (gold + got) : 0;
}

static void print_scores(trainer *t)
{
    static const char *const names[] = {"PER", "ORG", "GPE", "LOC", "EVENT"};

    for (int i = 0; i < 5; i++) {
        t->gold[5] += t->gold[i];
        t->got[5] += t->got[i];
        t->right[5] += t->right[i];
    }
    printf("spans F1 %.2f, with types %.2f;",
           f1(t->spans, t->gold[5], t->got[5]),
           f1(t->right[5], t->gold[5], t->got[5]));
    for (int i = 0; i < 5; i++)
        printf(" %s %.1f of %u%s", names[i],
               f1(t->right[i], t->gold[i], t->got[i]), t->gold[i],
               i < 4 ? "," : "\n");
}

static int measure(trainer *t, sk_str bytes)
{
    sk_model file;
    int rc = sk_model_of(bytes, "names", &file, t->err);

    if (!rc)
        rc = sk_name_tagger_of(&t->arena, &file, &t->tagger, t->err);
    if (!rc)
        rc = read_files(t, CHECK);
    if (!rc)
        print_scores(t);
    return rc;
}

static int build(trainer *t)
{
    pack p = {0};
    sk_str bytes;
    int rc = read_files(t, COLLECT);

    if (!rc)
        rc = read_files(t, TEACH);
    if (rc)
        return rc;
    forbid(t->learn);
    learn_cut(t->learn, CUT);
    learn_min_count(t->learn, SEEN);
    learn_runs(t->learn, RUNS);
    learn_climb(t->learn, PASSES, t->how->tell);
    learn_write(t->learn, &p, "tagger");
    pack_section(&p, "inner");
    pack_add(&p, t->inner, t->tagger.n_inner * sizeof *t->inner);
    bytes = pack_file(&p, "names");
    if (t->how->out)
        rc = pack_write(bytes, t->how->out, t->err);
    if (!rc && t->how->folds)
        rc = measure(t, bytes);
    free((void *)bytes.s);
    pack_done(&p);
    return rc;
}

int train_names(const names_train *how, sk_err *err)
{
    static trainer t;
    jmp_buf full;
    int rc;

    t = (trainer){.how = how, .err = err};

    t.eng = sk_engine_open(NULL, err);
    if (!t.eng)
        return err->code;
    t.learn = learn_new(SK_NAME_LABELS);
    inner_slots(&t, 64);
    sk_arena_init(&t.arena, 1 << 28);
    t.arena.full = &full;
    rc = setjmp(full) ? sk_fail(err, SK_ENOMEM, 0, "no memory") : build(&t);
    sk_arena_done(&t.arena);
    free(t.inner);
    learn_free(t.learn);
    sk_engine_close((sk_engine *)t.eng);
    return rc;
}
