/* words_train.c - trains the word model: the twin of split/word.c.
 *
 * In:  treebanks with words and classes, a list of words (word_list.c).
 * Out: a model file with the list as a hash set and two linear models, which
 *      see the same features as the decoder (split/feats.c).
 */
#include "train.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "conllu.h"
#include "kinds.h"
#include "learn.h"
#include "word_list.h"

enum {
    PASSES_GAPS = 8,
    DROP_GAPS = 20,
    PASSES_CLASSES = 12,
    DROP_CLASSES = 40,
    PASSES_BLIND = 6,
    DROP_BLIND = 30,
    RUNS = 8,
    MARGIN = 4,
};

typedef struct trainer {
    sk_arena arena;
    sk_err *err;
    gold_sents gold;
    sk_word_model model;
    kinds kinds;
    pack pack;
} trainer;

/* ---- sentences as the decoder sees them ---- */

static sk_doc doc_of(trainer *t, const gold_sent *s)
{
    sk_doc d = {.arena = t->arena, .text = s->text};

    sk_tok_cut(&d.arena, NULL, d.text, 0, (uint32_t)d.text.len, &d.toks);
    *sk_push(&d.arena, &d.sents) = (sk_sent){.span = {0, (uint32_t)d.text.len},
                                             .tok_end = (uint32_t)d.toks.n};
    return d;
}

/* Index of the gold word that begins at a byte, or -1. */
static int32_t gold_at(const gold_sent *s, uint32_t beg)
{
    for (size_t i = 0; i < s->words.n; i++)
        if (s->words.v[i].beg == beg)
            return (int32_t)i;
    return -1;
}

/* Units of a sentence, in the arena of d. */
typedef void (*each_sent)(trainer *t, learn *l, sk_doc *d, const sk_unit *u,
                          uint32_t n, const gold_sent *s);

static void for_all(trainer *t, each_sent each, learn *l)
{
    for (size_t i = 0; i < t->gold.n; i++) {
        sk_doc d = doc_of(t, &t->gold.v[i]);
        sk_units buf = {0};
        sk_unit *u;
        uint32_t n = sk_units_of(&d, &t->model.lex, &t->model.abbrevs, 0,
                                 (uint32_t)d.toks.n, &buf, &u);
        each(t, l, &d, u, n, &t->gold.v[i]);
        t->arena = d.arena;
    }
}

static void teach_gaps(trainer *t, learn *l, sk_doc *d, const sk_unit *u,
                       uint32_t n, const gold_sent *s)
{
    uint64_t feats[SK_GAP_FEATS];

    (void)t;
    for (uint32_t i = 0, j; i < n; i = j) {
        learn_add(l, feats, 0, 0, 1);
        for (j = i + 1; j < n && u[j].open; j++)
            learn_add(l, feats, sk_gap_feats(u, j, SK_GAP_ALL, feats),
                      gold_at(s, d->toks.v[u[j].tok_beg].beg) < 0, 0);
        learn_end(l);
    }
}

static void train_gaps(trainer *t, bool tell)
{
    learn *l = learn_new(2);

    learn_margin(l, MARGIN);
    learn_runs(l, RUNS);
    learn_drop(l, DROP_GAPS);
    learn_least(l, 7);
    for_all(t, teach_gaps, l);
    learn_run(l, PASSES_GAPS, tell);
    learn_write(l, &t->pack, "gaps");
    learn_free(l);
}

/* ---- classes ---- */

/* The words of the treebank's sentence, edges around them, and their classes. */
static uint32_t gold_views(trainer *t, sk_doc *d, const sk_unit *u, uint32_t n,
                           const gold_sent *s, sk_word_view *w, uint8_t *pos)
{
    uint32_t nw = 0;

    for (int i = 0; i < SK_WORD_EDGES; i++)
        *w++ = SK_WORD_EDGE;
    for (uint32_t i = 0, j; i < n; i = j) {
        int32_t g = gold_at(s, d->toks.v[u[i].tok_beg].beg);
        j = i + 1;
        while (j < n && gold_at(s, d->toks.v[u[j].tok_beg].beg) < 0)
            j++;
        pos[nw] = g < 0 ? SK_X : s->words.v[g].pos;
        w[nw++] = sk_word_view_of(&t->kinds.table, u, i, j);
    }
    w[nw] = SK_WORD_EDGE;
    return nw;
}

static void teach_classes(trainer *t, learn *l, sk_doc *d, const sk_unit *u,
                          uint32_t n, const gold_sent *s)
{
    sk_word_view *w = sk_new(&d->arena, sk_word_view, n + SK_WORD_EDGES + 1);
    uint8_t *pos = sk_new(&d->arena, uint8_t, n + 1);
    uint64_t f[SK_CLASS_FEATS];
    uint32_t nw = gold_views(t, d, u, n, s, w, pos);
    bool blind = t->model.blind;

    w += SK_WORD_EDGES;
    for (uint32_t i = 0; i < nw; i++) {
        learn_add(l, f, sk_class_feats(&w[i], blind, f), sk_class_label(pos[i]),
                  0);
        learn_more(l, f, sk_part_feats(&w[i], blind, f));
        learn_aside(l, f, sk_self_feats(&w[i], blind, f));
        learn_aside(l, f, sk_after_feats(&w[(int64_t)i - 1], f));
        learn_aside(l, f, sk_before_feats(&w[i + 1], f));
        if (blind)
            continue;
        learn_aside(l, f, sk_left_feats(w[(int64_t)i - 1].kind, w[i].kind, f));
        learn_aside(l, f, sk_right_feats(w[i].kind, w[i + 1].kind, f));
        learn_aside(
            l, f,
            sk_tops_feats(w[(int64_t)i - 1].kind, w[i].kind, w[i + 1].kind, f));
    }
    learn_end(l);
}

/* Every word of the treebank gets a row. */
static void list_words(trainer *t, learn *l, sk_doc *d, const sk_unit *u,
                       uint32_t n, const gold_sent *s)
{
    sk_word_view *w = sk_new(&d->arena, sk_word_view, n + SK_WORD_EDGES + 1);
    uint8_t *pos = sk_new(&d->arena, uint8_t, n + 1);
    uint32_t nw = gold_views(t, d, u, n, s, w, pos);

    (void)l;
    for (uint32_t i = 0; i < nw; i++)
        kinds_add(&t->kinds, &w[i + SK_WORD_EDGES], 0);
}

static void fill_rows(trainer *t, const learn *l)
{
    bool blind = t->model.blind;
    float step = learn_step(l);
    uint64_t f[SK_CLASS_FEATS * 2];

    for (uint32_t r = 0; r < t->kinds.table.n_rows; r++) {
        const sk_word_view *w = &t->kinds.views[r];
        sk_word_row *row = &t->kinds.rows[r];
        size_t n = sk_self_feats(w, blind, f), more = 0;
        if (r >= SK_ROW_WORDS)
            more = sk_part_feats(w, blind, f + n);
        learn_sum(l, step, f, n + more, n, row->self);
        n = sk_after_feats(w, f);
        learn_sum(l, step, f, n, n, row->after);
        n = sk_before_feats(w, f);
        learn_sum(l, step, f, n, n, row->before);
    }
}

static void write_guesses(trainer *t, const learn *l)
{
    sk_guesses *g = need(calloc(1, sizeof *g));
    uint32_t with[SK_GUESSES] = {0}; /* a kind with each guess */
    float step = learn_step(l);
    uint64_t f[SK_CLASS_FEATS];

    for (uint32_t r = 0; r < t->kinds.table.n_rows; r++)
        with[sk_kind_guess(t->kinds.rows[r].kind)] = t->kinds.rows[r].kind;
    with[0] = 0;
    for (uint32_t a = 0; a < SK_GUESSES; a++)
        for (uint32_t b = 0; b < SK_GUESSES; b++) {
            size_t n = sk_left_feats(with[a], with[b], f);
            learn_sum(l, step, f, n, n, g->left[a][b]);
            n = sk_right_feats(with[a], with[b], f);
            learn_sum(l, step, f, n, n, g->right[a][b]);
        }
    for (uint32_t a = 0; a < SK_TOPS; a++)
        for (uint32_t b = 0; b < SK_TOPS; b++)
            for (uint32_t c = 0; c < SK_TOPS; c++) {
                size_t n = sk_tops_feats(sk_kind(0, a, 0), sk_kind(0, b, 0),
                                         sk_kind(0, c, 0), f);
                learn_sum(l, step, f, n, n, g->all[a][b][c]);
            }
    pack_section(&t->pack, "guesses");
    pack_add(&t->pack, g, sizeof *g);
    free(g);
}

static void train_classes(trainer *t, bool tell)
{
    learn *l = learn_new(SK_CLASSES);

    for_all(t, list_words, NULL);
    learn_margin(l, MARGIN);
    learn_runs(l, RUNS);
    learn_drop(l, t->model.blind ? DROP_BLIND : DROP_CLASSES);
    learn_cut(l, 1000000);
    learn_widen(l, 4);
    learn_least(l, 1);
    for_all(t, teach_classes, l);
    learn_run(l, t->model.blind ? PASSES_BLIND : PASSES_CLASSES, tell);
    fill_rows(t, l);
    kinds_write(&t->kinds, &t->pack);
    write_guesses(t, l);
    learn_write(l, &t->pack, "classes");
    learn_free(l);
}

/* ---- measuring ---- */

/* F1 of words, and of words with the right class, on gold sentences. */
static int check(trainer *t, const char *path)
{
    gold_sents gold = {0};
    size_t n_gold = 0, n_got = 0, words = 0, classes = 0;
    int rc = conllu_read(&t->arena, path, &gold, t->err);

    for (size_t i = 0; !rc && i < gold.n; i++) {
        const gold_sent *s = &gold.v[i];
        sk_doc d = doc_of(t, s);
        sk_words_find(&d, &t->model, true);
        for (size_t k = 0; k < d.words.n; k++) {
            const sk_word *w = &d.words.v[k];
            int32_t g = gold_at(s, w->span.beg);
            if (g < 0 || s->words.v[g].end != w->span.end)
                continue;
            words++;
            classes += s->words.v[g].pos == w->pos;
        }
        n_gold += s->words.n;
        n_got += d.words.n;
        t->arena = d.arena;
    }
    if (!rc)
        printf("%s: words F1 %.2f, classes F1 %.2f\n", path,
               200.0 * (double)words / (double)(n_gold + n_got),
               200.0 * (double)classes / (double)(n_gold + n_got));
    return rc;
}

static int read_all(trainer *t, const words_train *how)
{
    word_list list = {.arena = &t->arena};
    int rc = sk_abbrevs_read(&t->model.abbrevs, &t->arena, how->abbreviations,
                             t->err);

    if (!rc)
        rc = word_list_read(&list, how->lexicon, t->err);
    if (!rc)
        rc = word_list_surnames(&list, how->surnames, t->err);
    for (int i = 0; !rc && i < how->n_trees; i++)
        rc = conllu_read(&t->arena, how->trees[i], &t->gold, t->err);
    if (!rc) {
        word_list_gold(&list, &t->gold);
        t->model.lex = word_list_write(&list, &t->pack);
        kinds_init(&t->kinds);
        rc = kinds_read(&t->kinds, &t->arena, &t->model.abbrevs, how->kinds,
                        t->err);
    }
    return rc;
}

static int build(trainer *t, const words_train *how)
{
    int rc = read_all(t, how);
    sk_str file = {0};

    t->model.blind = how->blind;
    if (!rc) {
        if (how->blind)
            pack_section(&t->pack, "blind");
        train_gaps(t, how->tell);
        train_classes(t, how->tell);
        file = pack_file(&t->pack, "words");
        if (how->out)
            rc = pack_write(file, how->out, t->err);
    }
    if (!rc)
        rc = sk_model_of(file, "words", &t->model.file, t->err);
    if (!rc)
        rc = sk_word_model_of(&t->arena, &t->model, t->err);
    if (!rc)
        t->model.sums = sk_gap_sums_of(&t->arena, &t->model.gaps, NULL, 0);
    if (!rc && how->check)
        rc = check(t, how->check);
    free((void *)file.s);
    return rc;
}

int train_words(const words_train *how, sk_err *err)
{
    trainer t = {.err = err};
    jmp_buf full;
    int rc;

    sk_arena_init(&t.arena, (size_t)4 << 30);
    t.arena.full = &full;
    rc =
        setjmp(full) ? sk_fail(err, SK_ENOMEM, 0, "no memory") : build(&t, how);
    sk_arena_done(&t.arena);
    pack_done(&t.pack);
    kinds_done(&t.kinds);
    return rc;
}
