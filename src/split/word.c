/* word.c - decodes words and their classes. */
#include "split/word.h"

#include "base/err.h"

int sk_upos_of(sk_str name)
{
    static const char *const names[SK_UPOS_N] = {
        "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
        "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

    for (int i = 0; i < SK_UPOS_N; i++)
        if (sk_str_eq(name, sk_str_of(names[i])))
            return i;
    return -1;
}

/* ---- the model ---- */

static int lex_of(sk_arena *a, sk_str section, sk_lex *lex, sk_err *err)
{
    uint32_t n = (uint32_t)(section.len / sizeof(uint32_t));

    if (!section.s || !n || (n & (n - 1)) || section.len >> 32)
        return sk_fail(err, SK_EINPUT, 0, "the model lacks its word list");
    *lex = (sk_lex){.n_slots = n, .slots = (const void *)section.s};
    return sk_bits_of(a, lex->slots, n, SK_LEX_N_BITS, &lex->some)
               ? SK_OK
               : sk_fail(err, SK_EINPUT, 0, "the word list is full");
}

static int kinds_of(sk_str section, sk_str rows, sk_kinds *k, sk_err *err)
{
    uint32_t n = (uint32_t)(section.len / sizeof *k->slots);
    bool empty = false, sound = true;

    if (!section.s || !n || (n & (n - 1)) || section.len >> 32)
        return sk_fail(err, SK_EINPUT, 0, "the model lacks its kinds of words");
    if (!rows.s || rows.len < SK_ROW_WORDS * sizeof *k->rows || rows.len >> 32)
        return sk_fail(err, SK_EINPUT, 0, "the model lacks its rows of words");
    *k = (sk_kinds){.n_slots = n,
                    .n_rows = (uint32_t)(rows.len / sizeof *k->rows),
                    .slots = (const void *)section.s,
                    .rows = (const void *)rows.s};
    for (uint32_t i = 0; i < n; i++) {
        empty |= !k->slots[i][1];
        sound &= k->slots[i][1] < k->n_rows;
    }
    if (!sound)
        return sk_fail(err, SK_EINPUT, 0, "a word without a row");
    return empty ? SK_OK : sk_fail(err, SK_EINPUT, 0, "the kinds are full");
}

uint32_t sk_kind_row(const sk_kinds *k, uint32_t hash)
{
    uint32_t at = sk_kind_slot(k, hash);

    while (k->slots[at][1] && k->slots[at][0] != hash)
        at = (at + 1) & (k->n_slots - 1);
    return k->slots[at][1];
}

static int guesses_of(sk_str section, const sk_guesses **out, sk_err *err)
{
    *out = (const void *)section.s;
    return section.s && section.len == sizeof **out
               ? SK_OK
               : sk_fail(err, SK_EINPUT, 0, "the model lacks its guesses");
}

static bool sound_kinds(const sk_kinds *k)
{
    bool sound = true;

    for (uint32_t i = 0; i < k->n_rows; i++)
        sound &= sk_kind_guess(k->rows[i].kind) < SK_GUESSES &&
                 sk_kind_top(k->rows[i].kind) < SK_TOPS;
    return sound;
}

int sk_word_model_of(sk_arena *a, sk_word_model *m, sk_err *err)
{
    int rc = lex_of(a, sk_model_find(&m->file, "lex"), &m->lex, err);

    if (!rc)
        rc = kinds_of(sk_model_find(&m->file, "kinds"),
                      sk_model_find(&m->file, "rows"), &m->kinds, err);
    if (!rc)
        rc = sk_choice_of(a, sk_model_find(&m->file, "gaps"), &m->gaps, err);
    if (!rc)
        rc = sk_linear_of(a, sk_model_find(&m->file, "classes"), &m->classes,
                          err);
    if (!rc)
        rc = guesses_of(sk_model_find(&m->file, "guesses"), &m->guesses, err);
    if (!rc && !sound_kinds(&m->kinds))
        rc = sk_fail(err, SK_EINPUT, 0, "a guess that is none");
    m->blind = sk_model_find(&m->file, "blind").s != NULL;
    if (!rc && m->classes.n_labels != SK_CLASSES)
        rc = sk_fail(err, SK_EINPUT, 0, "the model has other labels");
    return rc;
}

/* What the tables say of the forms with the first ids, which are the most
 * frequent ones (data/common.tsv): nearly all that is asked for. */
static void know_frequent(sk_arena *a, sk_word_model *m, const sk_vocab *v)
{
    enum { FREQUENT = 2048 };
    uint32_t n = v->n < FREQUENT ? v->n + 1 : FREQUENT;
    uint8_t *bits = sk_new(a, uint8_t, n);
    uint32_t *rows = sk_new(a, uint32_t, n);

    for (uint32_t id = 1; id < n; id++) {
        uint64_t h = sk_lex_hash(0, sk_tok_hash(sk_vocab_form(v, id)));
        bits[id] = (uint8_t)sk_lex_find(&m->lex, h);
        rows[id] = sk_kind_row(&m->kinds, (uint32_t)(h >> 32));
    }
    m->lex.frequent = bits;
    m->kinds.frequent = rows;
    m->lex.n_frequent = m->kinds.n_frequent = n;
    m->sums = sk_gap_sums_of(a, &m->gaps, v, n);
}

int sk_words_load(sk_loader *ld, const sk_word_model **out)
{
    sk_word_model *m = sk_new(ld->arena, sk_word_model, 1);
    const char *path = sk_load_path(ld, "models/words.skmd");
    sk_err why;
    int rc = sk_abbrevs_read(&m->abbrevs, ld->arena,
                             sk_load_path(ld, "abbreviations.tsv"), ld->err);

    if (!rc)
        rc = sk_model_open(path, "words", &m->file, ld->err);
    if (rc)
        return rc;
    rc = sk_word_model_of(ld->arena, m, &why);
    if (rc) {
        sk_model_close(&m->file);
        return sk_fail(ld->err, rc, 0, "%s: %s", path, why.msg);
    }
    know_frequent(ld->arena, m, ld->vocab);
    *out = m;
    return SK_OK;
}

void sk_words_close(const sk_word_model *m)
{
    sk_model file = m ? m->file : (sk_model){0};

    sk_model_close(&file);
}

/* ---- decoding ---- */

/* Buffers that a document's sentences share. */
typedef struct scratch {
    sk_units units;
    SK_VEC(sk_word_view) views;
    SK_VEC(int) lead;
    SK_VEC(sk_linear_score) score;
    SK_VEC(uint8_t) labels;
} scratch;

/* Room for so many elements in a scratch vector, whose old ones go. */
#define ROOM(a, vec, want)                                             \
    do                                                                 \
        if ((vec)->cap < (want)) {                                     \
            (vec)->cap = 2 * (size_t)(want);                           \
            (vec)->v = sk_arena_raw((a), (vec)->cap, sizeof *(vec)->v, \
                                    _Alignof(max_align_t));            \
        }                                                              \
    while (0)

/* labels[i] = 1 if u[i] continues the word before it. Only runs of open gaps
 * are decoded; the unit before a run begins a word. */
static void find_gaps(sk_doc *d, const sk_word_model *m, scratch *s,
                      const sk_unit *u, uint32_t n)
{
    ROOM(&d->arena, &s->labels, n);
    ROOM(&d->arena, &s->lead, n);
    for (uint32_t i = 0, j; i < n; i = j) {
        int *lead = s->lead.v;
        lead[0] = SK_CHOICE_NO;
        for (j = i + 1; j < n && u[j].open; j++)
            lead[j - i] = sk_gap_sum(&m->gaps, m->sums, u, j);
        sk_choice_best(&m->gaps, lead, j - i, s->labels.v + i);
    }
}

static void add_words(sk_doc *d, const scratch *s, const sk_unit *u, uint32_t n)
{
    for (uint32_t i = 0, j; i < n; i = j) {
        uint32_t beg = u[i].tok_beg, end;
        j = i + 1;
        while (j < n && s->labels.v[j])
            j++;
        end = u[j - 1].tok_end;
        *sk_push(&d->arena, &d->words) =
            (sk_word){sk_doc_tok_span(d, beg, end), beg, end, SK_X};
    }
}

/* The views of a sentence's words, edges before and behind. Most of the tables
 * is in no near cache, so each is asked for all words before it is read. */
static uint32_t see_words(sk_doc *d, const sk_kinds *k, scratch *s,
                          const sk_unit *u, uint32_t n)
{
    uint32_t nw = SK_WORD_EDGES;
    sk_word_view *v;

    ROOM(&d->arena, &s->views, n + SK_WORD_EDGES + 1);
    v = s->views.v;
    for (uint32_t i = 0; i < nw; i++)
        v[i] = SK_WORD_EDGE;
    for (uint32_t i = 0, j; i < n; i = j, nw++) {
        for (j = i + 1; j < n && s->labels.v[j];)
            j++;
        sk_word_see(k, u, i, j, &v[nw]);
        if (v[nw].row == SK_ROW_UNASKED)
            __builtin_prefetch(&k->slots[sk_kind_slot(k, v[nw].hash)]);
        else
            __builtin_prefetch(&k->rows[v[nw].row]);
    }
    for (uint32_t i = SK_WORD_EDGES; i < nw; i++)
        if (v[i].row == SK_ROW_UNASKED) {
            v[i].row = sk_kind_row(k, v[i].hash);
            __builtin_prefetch(&k->rows[v[i].row]);
        }
    for (uint32_t i = SK_WORD_EDGES; i < nw; i++)
        v[i].kind = k->rows[v[i].row].kind;
    v[nw] = SK_WORD_EDGE;
    return nw - SK_WORD_EDGES;
}

/* The weights of a word among its neighbours: what each says alone, what the
 * guesses at them say together. */
enum { SAID_ALONE = 3, SAID = 6 };
static inline void rows_of(const sk_word_model *model, const sk_word_view *w,
                           const int8_t *out[SAID])
{
    const sk_word_row *rows = model->kinds.rows;
    const sk_guesses *g = model->guesses;
    uint32_t guess = sk_kind_guess(w->kind), top = sk_kind_top(w->kind);
    uint32_t lkind = w[-1].kind, rkind = w[1].kind;

    out[0] = rows[w->row].self;
    out[1] = rows[w[-1].row].after;
    out[2] = rows[w[1].row].before;
    out[3] = g->left[sk_kind_guess(lkind)][guess];
    out[4] = g->right[guess][sk_kind_guess(rkind)];
    out[5] = g->all[sk_kind_top(lkind)][top][sk_kind_top(rkind)];
}

static inline void fetch_guesses(const sk_word_model *model,
                                 const sk_word_view *w)
{
    const int8_t *rows[SAID];

    rows_of(model, w, rows);
    for (int i = SAID_ALONE; i < SAID; i++)
        __builtin_prefetch(rows[i]);
}

static void score_word(const sk_word_model *model, const sk_word_view *w,
                       sk_linear_score *score)
{
    const int8_t *rows[SAID];
    uint64_t feats[SK_CLASS_FEATS * 2];
    size_t n = sk_class_feats(w, model->blind, feats);

    rows_of(model, w, rows);
    if (w->row == SK_ROW_UNLISTED)
        n += sk_part_feats(w, model->blind, feats + n);
    sk_linear_add_rows(rows, SAID, score);
    if (n)
        sk_linear_add(&model->classes, feats, n, score);
}

static void find_classes(sk_doc *d, const sk_word_model *model, scratch *s,
                         const sk_unit *u, uint32_t n, sk_word *words)
{
    enum { AHEAD = 4 };
    const sk_linear *m = &model->classes;
    uint32_t nw = see_words(d, &model->kinds, s, u, n);

    ROOM(&d->arena, &s->score, nw);
    memset(s->score.v, 0, nw * sizeof *s->score.v);
    for (uint32_t i = 0; i < nw; i++) {
        const sk_word_view *w = &s->views.v[i + SK_WORD_EDGES];
        if (nw - i > AHEAD)
            fetch_guesses(model, w + AHEAD);
        score_word(model, w, &s->score.v[i]);
    }
    sk_linear_best(m, &d->arena, s->score.v, nw, s->labels.v);
    for (uint32_t i = 0; i < nw; i++)
        words[i].pos = sk_class_of_label(s->labels.v[i]);
}

void sk_words_find(sk_doc *d, const sk_word_model *m, bool classes)
{
    scratch s = {0};

    if (!d->words.cap)
        sk_reserve(&d->arena, &d->words, d->toks.n);
    for (uint32_t i = 0; i < d->sents.n; i++) {
        sk_sent *st = &d->sents.v[i];
        sk_unit *u;
        uint32_t n = sk_units_of(d, &m->lex, &m->abbrevs, st->tok_beg,
                                 st->tok_end, &s.units, &u);
        st->word_beg = (uint32_t)d->words.n;
        find_gaps(d, m, &s, u, n);
        add_words(d, &s, u, n);
        st->word_end = (uint32_t)d->words.n;
        if (classes)
            find_classes(d, m, &s, u, n, d->words.v + st->word_beg);
    }
}
