/* split.c - clean text into tokens, sentences and words. */
#include "split/split.h"

/* Until the word model is there, every token is a word. */
static void words(sk_doc *d)
{
    for (uint32_t s = 0; s < d->sents.n; s++) {
        sk_sent *st = &d->sents.v[s];
        st->word_beg = (uint32_t)d->words.n;
        for (uint32_t i = st->tok_beg; i < st->tok_end; i++)
            *sk_push(&d->arena, &d->words) =
                (sk_word){sk_doc_tok_span(d, i, i + 1), i, i + 1, SK_X};
        st->word_end = (uint32_t)d->words.n;
    }
}

void sk_split(sk_doc *d)
{
    for (size_t i = 0; i < d->paras.n; i++)
        sk_tok_cut(&d->arena, &d->eng->vocab, d->text, d->paras.v[i].span.beg,
                   d->paras.v[i].span.end, &d->toks);
    sk_split_sents(d);
    words(d);
}
