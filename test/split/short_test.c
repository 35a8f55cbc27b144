/* short_test.c - the short cuts for frequent syllables beside the long way, on
 * the texts of words.tsv: tokens, what the word list says, rows of words, sums
 * of gaps.
 */
#include "engine_table.h"

#include "split/word.h"

/* The model without what is known of frequent syllables. */
static sk_word_model long_way(const sk_word_model *m)
{
    sk_word_model plain = *m;

    plain.lex.n_frequent = plain.kinds.n_frequent = 0;
    plain.lex.some.n = 0;
    return plain;
}

static void same_units(const sk_unit *a, const sk_unit *b)
{
    assert_int_equal(a->lex_from, b->lex_from);
    assert_int_equal(a->lex_to, b->lex_to);
    assert_int_equal(a->lex_over, b->lex_over);
    assert_int_equal(a->open, b->open);
}

static void same_sums(const sk_word_model *m, const sk_unit *u, uint32_t i)
{
    uint64_t feats[SK_GAP_FEATS];
    size_t n = sk_gap_feats(u, i, SK_GAP_ALL, feats);

    assert_int_equal(sk_gap_sum(&m->gaps, m->sums, u, i),
                     sk_choice_sum(&m->gaps, feats, n));
}

/* Forms that the vocabulary has as they stand are cut off as a whole. */
static void same_tokens(sk_doc *d)
{
    sk_toks plain = {0};

    for (size_t i = 0; i < d->paras.n; i++)
        sk_tok_cut(&d->arena, NULL, d->text, d->paras.v[i].span.beg,
                   d->paras.v[i].span.end, &plain);
    assert_int_equal(plain.n, d->toks.n);
    for (size_t i = 0; i < plain.n; i++) {
        assert_int_equal(plain.v[i].beg, d->toks.v[i].beg);
        assert_int_equal(plain.v[i].end, d->toks.v[i].end);
        assert_int_equal(plain.v[i].hash, d->toks.v[i].hash);
        assert_int_equal(plain.v[i].kind, d->toks.v[i].kind);
        assert_int_equal(plain.v[i].flags, d->toks.v[i].flags);
    }
}

static void each(void **state)
{
    const row *r = *state;
    const sk_word_model *m = eng->words;
    sk_word_model plain = long_way(m);
    sk_doc *d = sk_doc_new(eng, 0);
    sk_units shorts = {0}, longs = {0};
    sk_str text = {r->cell[0], strlen(r->cell[0])};
    sk_err err;
    jmp_buf full;

    assert_int_equal(sk_doc_read_text(d, text, &err), SK_OK);
    assert_int_equal(setjmp(full), 0);
    d->arena.full = &full;
    same_tokens(d);
    for (size_t s = 0; s < d->sents.n; s++) {
        uint32_t beg = d->sents.v[s].tok_beg, end = d->sents.v[s].tok_end;
        sk_unit *u, *v;
        uint32_t n =
            sk_units_of(d, &m->lex, &m->abbrevs, beg, end, &shorts, &u);
        assert_int_equal(n, sk_units_of(d, &plain.lex, &plain.abbrevs, beg, end,
                                        &longs, &v));
        for (uint32_t i = 0; i < n; i++) {
            same_units(&u[i], &v[i]);
            if (i)
                same_sums(m, u, i);
            assert_int_equal(sk_word_view_of(&m->kinds, u, i, i + 1).row,
                             sk_word_view_of(&plain.kinds, u, i, i + 1).row);
        }
    }
    sk_doc_free(d);
}

int main(void)
{
    return run_engine_table("split/words.tsv", each);
}
