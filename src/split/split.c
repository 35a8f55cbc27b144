/* split.c - clean text into tokens, sentences and words. */
#include "split/split.h"

#include "split/word.h"

void sk_split_toks(sk_doc *d)
{
    if (!d->toks.cap) /* a token and its blank are five bytes, mostly */
        sk_reserve(&d->arena, &d->toks, d->text.len / 4 + 16);
    for (size_t i = 0; i < d->paras.n; i++)
        sk_tok_cut(&d->arena, &d->eng->vocab, d->text, d->paras.v[i].span.beg,
                   d->paras.v[i].span.end, &d->toks);
    sk_split_sents(d);
}

void sk_split(sk_doc *d)
{
    sk_split_toks(d);
    sk_words_find(d, d->eng->words, true);
}
