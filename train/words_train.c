/* words_train.c - trains the word model: the twin of split/word.c.
 *
 * In:  treebanks with words and classes, a list of words.
 * Out: a model file with the list as a hash set and two linear models, which
 *      see the same features as the decoder (split/feats.c).
 */
#include "train.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "conllu.h"
#include "kinds.h"
#include "know/tsv.h"
#include "learn.h"

enum {
    PASSES_GAPS = 8, DROP_GAPS = 20,
    PASSES_CLASSES = 12, DROP_CLASSES = 40, PASSES_BLIND = 6, DROP_BLIND = 30,
    RUNS = 8, MARGIN = 4,
};

typedef struct trainer {
    sk_arena arena;
    sk_err *err;
    gold_sents gold;
    uint64_t *entries; /* hashes of the list, low bits as in sk_lex */
    size_t n_entries, cap_entries;
    sk_word_model model;
    kinds kinds;
    pack pack;
} trainer;

/* ---- the word list ---- */

/* A word, and what the list tells more of it. */
static void add_entry(trainer *t, sk_str word, unsigned bits)
{
    sk_doc d = {.arena = t->arena, .text = word};
    uint64_t h = 0;

    sk_tok_cut(&d.arena, NULL, word, 0, (uint32_t)word.len, &d.toks);
    t->arena = d.arena;
    for (size_t i = 0; i < d.toks.n; i++)
        if (d.toks.v[i].kind != SK_TOK_LETTERS)
            return;
    if (!d.toks.n || d.toks.n > SK_LEX_LONGEST)
        return;
    for (size_t i = 0; i < d.toks.n; i++) {
        h = sk_lex_hash(h, d.toks.v[i].hash);
        GROW(t->entries, t->n_entries, t->cap_entries);
        t->entries[t->n_entries++] =
            (h & ~(uint64_t)SK_LEX_BITS) |
            (i + 1 < d.toks.n ? SK_LEX_MORE : bits);
    }
}

/* Which lists attest a word of several syllables. */
static unsigned lists_of(sk_str attested)
{
    bool first = memchr(attested.s, 'R', attested.len);
    bool second = memchr(attested.s, 'P', attested.len);

    return first ? second ? SK_LEX_BOTH : SK_LEX_FIRST
                 : second ? SK_LEX_SECOND : SK_LEX_NAMES;
}

/* How often a syllable has a capital, in steps, from per cent. */
static unsigned capitals_of(sk_str percent)
{
    int n = percent.len ? atoi(percent.s) : 0; /* the cell ends in no digit */

    return (unsigned)((n >= 20) + (n >= 40) + (n >= 70));
}

static int read_list(trainer *t, const char *path)
{
    sk_tsv tsv;
    int rc = sk_tsv_open(&tsv, &t->arena, path, t->err);

    while (!rc && sk_tsv_next(&tsv)) {
        sk_str word = sk_tsv_get(&tsv, "word");
        unsigned told = memchr(word.s, ' ', word.len)
                            ? lists_of(sk_tsv_get(&tsv, "attested"))
                            : capitals_of(sk_tsv_get(&tsv, "capital"));
        add_entry(t, sk_normal(&t->arena, word),
                  SK_LEX_WORD | told << SK_LEX_TOLD);
    }
    return rc;
}

static int read_surnames(trainer *t, const char *path)
{
    sk_tsv tsv;
    int rc = sk_tsv_open(&tsv, &t->arena, path, t->err);

    while (!rc && sk_tsv_next(&tsv))
        if (sk_str_eq(sk_tsv_get(&tsv, "class"), SK_STR("surname")))
            add_entry(t, sk_normal(&t->arena, sk_tsv_get(&tsv, "word")),
                      SK_LEX_SURNAME << SK_LEX_TOLD);
    return rc;
}

static int by_form(const void *a, const void *b)
{
    return sk_str_cmp(*(const sk_str *)a, *(const sk_str *)b);
}

/* Words that the treebank has twice join the list. Those that it has once do
 * not: the list would know every word that is learnt from, and no other. */
static void list_gold(trainer *t)
{
    SK_VEC(sk_str) forms = {0};

    for (size_t i = 0; i < t->gold.n; i++) {
        const gold_sent *s = &t->gold.v[i];
        for (size_t k = 0; k < s->words.n; k++) {
            char low[256];
            size_t n = sk_lower(sk_str_sub(s->text, s->words.v[k].beg,
                                           s->words.v[k].end),
                                low, sizeof low);
            if (n != SIZE_MAX && memchr(low, ' ', n))
                *sk_push(&t->arena, &forms) =
                    sk_str_dup(&t->arena, (sk_str){low, n});
        }
    }
    qsort(forms.v, forms.n, sizeof *forms.v, by_form);
    for (size_t i = 1; i < forms.n; i++)
        if (sk_str_eq(forms.v[i], forms.v[i - 1]))
            add_entry(t, forms.v[i], SK_LEX_WORD);
}

static void write_list(trainer *t)
{
    uint32_t n = 16, *slots;

    while (n < t->n_entries * 2)
        n *= 2;
    slots = need(calloc(n, sizeof *slots));
    for (size_t i = 0; i < t->n_entries; i++) {
        uint64_t e = t->entries[i];
        uint32_t key = (uint32_t)e | SK_LEX_BITS, at = (uint32_t)(e >> 32);
        for (at &= n - 1; slots[at]; at = (at + 1) & (n - 1))
            if ((slots[at] | SK_LEX_BITS) == key)
                break;
        slots[at] |= (uint32_t)e;
    }
    pack_section(&t->pack, "lex");
    pack_add(&t->pack, slots, n * sizeof *slots);
    t->model.lex = (sk_lex){.n_slots = n, .slots = slots};
}

/* ---- kinds of words ---- */

/* The view of a word that stands alone; false if it is none. */
static bool view_of(trainer *t, sk_str word, sk_word_view *out)
{
    static const uint32_t no_slot[4];
    static const sk_lex no_list = {.n_slots = 4, .slots = no_slot};
    sk_doc d = {.arena = t->arena, .text = word};
    sk_units buf = {0};
    sk_unit *u;
    uint32_t n;

    sk_tok_cut(&d.arena, NULL, word, 0, (uint32_t)word.len, &d.toks);
    n = sk_units_of(&d, &no_list, &t->model.abbrevs, 0, (uint32_t)d.toks.n,
                    &buf, &u);
    if (n)
        *out = sk_word_view_of(&t->kinds.table, u, 0, n);
    t->arena = d.arena;
    return n > 0;
}

/* "VERB:64" to its class from 1 and its share in percent. */
static uint32_t class_of(sk_str cell, int *share)
{
    sk_str number, name = sk_str_cut(cell, ':', &number);
    int pos = sk_upos_of(name);

    *share = number.s ? atoi(number.s) : 0; /* the cell ends in no digit */
    return pos < 0 ? 0 : (uint32_t)pos + 1;
}

/* The likeliest two classes of a row, and how sure the first is, in GUESS_BITS
 * bits. */
enum { GUESS_BITS = 12 };
static uint32_t guess_of_row(const sk_tsv *tsv, uint32_t *top)
{
    enum { LIKELY = 60, SURE = 90 }; /* percent */
    sk_str second;
    sk_str first = sk_str_cut(sk_tsv_get(tsv, "classes"), '|', &second);
    uint32_t guess;
    int share, less;

    guess = *top = class_of(first, &share);
    if (second.s)
        guess |= class_of(second, &less) << 5;
    return guess | (uint32_t)((share >= LIKELY) + (share >= SURE)) << 10;
}

static int by_use(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    if (x[0] != y[0])
        return x[0] > y[0] ? -1 : 1;
    return (x[1] > y[1]) - (x[1] < y[1]);
}

/* Numbers guesses from 1, the most frequent ones only: others take the number
 * of the most frequent with the same likeliest class. */
static int number_guesses(trainer *t, const char *path, uint8_t *number)
{
    static uint32_t used[1 << GUESS_BITS][2];
    sk_tsv tsv;
    int rc = sk_tsv_open(&tsv, &t->arena, path, t->err);
    uint32_t top;

    for (uint32_t i = 0; i < 1 << GUESS_BITS; i++) {
        used[i][0] = number[i] = 0;
        used[i][1] = i;
    }
    while (!rc && sk_tsv_next(&tsv))
        used[guess_of_row(&tsv, &top)][0]++;
    used[0][0] = 0;
    qsort(used, 1 << GUESS_BITS, sizeof *used, by_use);
    for (uint32_t i = 1; i < SK_GUESSES && used[i - 1][0]; i++)
        number[used[i - 1][1]] = (uint8_t)i;
    for (uint32_t g = 1; g < 1 << GUESS_BITS; g++)
        for (uint32_t i = 0; i < SK_GUESSES && !number[g]; i++)
            if ((used[i][1] & 31) == (g & 31))
                number[g] = number[used[i][1]];
    return rc;
}

static int read_kinds(trainer *t, const char *path)
{
    static uint8_t number[1 << GUESS_BITS];
    sk_tsv tsv;
    int rc = number_guesses(t, path, number);

    if (!rc)
        rc = sk_tsv_open(&tsv, &t->arena, path, t->err);
    while (!rc && sk_tsv_next(&tsv)) {
        sk_str cluster = sk_tsv_get(&tsv, "cluster");
        uint32_t top, guess = number[guess_of_row(&tsv, &top)];
        uint32_t kind = sk_kind(
            cluster.len ? 1 + (uint32_t)atoi(cluster.s) : 0, guess ? top : 0,
            guess);
        sk_word_view v;
        if (kind && view_of(t, sk_tsv_get(&tsv, "word"), &v))
            kinds_add(&t->kinds, &v, kind);
    }
    return rc;
}

/* ---- sentences as the decoder sees them ---- */

static sk_doc doc_of(trainer *t, const gold_sent *s)
{
    sk_doc d = {.arena = t->arena, .text = s->text};

    sk_tok_cut(&d.arena, NULL, d.text, 0, (uint32_t)d.text.len, &d.toks);
    *sk_push(&d.arena, &d.sents) =
        (sk_sent){.span = {0, (uint32_t)d.text.len},
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
        learn_add(l, f, sk_class_feats(&w[i], blind, f),
                  sk_class_label(pos[i]), 0);
        learn_more(l, f, sk_part_feats(&w[i], blind, f));
        learn_aside(l, f, sk_self_feats(&w[i], blind, f));
        learn_aside(l, f, sk_after_feats(&w[(int64_t)i - 1], f));
        learn_aside(l, f, sk_before_feats(&w[i + 1], f));
        if (blind)
            continue;
        learn_aside(l, f, sk_left_feats(w[(int64_t)i - 1].kind, w[i].kind, f));
        learn_aside(l, f, sk_right_feats(w[i].kind, w[i + 1].kind, f));
        learn_aside(l, f, sk_tops_feats(w[(int64_t)i - 1].kind, w[i].kind,
                                        w[i + 1].kind, f));
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
    int rc = sk_abbrevs_read(&t->model.abbrevs, &t->arena, how->abbreviations,
                             t->err);

    if (!rc)
        rc = read_list(t, how->lexicon);
    if (!rc)
        rc = read_surnames(t, how->surnames);
    for (int i = 0; !rc && i < how->n_trees; i++)
        rc = conllu_read(&t->arena, how->trees[i], &t->gold, t->err);
    if (!rc) {
        list_gold(t);
        write_list(t);
        kinds_init(&t->kinds);
        rc = read_kinds(t, how->kinds);
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
    free((void *)t->model.lex.slots);
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
    rc = setjmp(full) ? sk_fail(err, SK_ENOMEM, 0, "no memory")
                      : build(&t, how);
    sk_arena_done(&t.arena);
    pack_done(&t.pack);
    kinds_done(&t.kinds);
    free(t.entries);
    return rc;
}
