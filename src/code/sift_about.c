/* sift_about.c - whether a text speaks of sport, showbiz, business or crime, by
 * the words that clauses are marked with.
 */
#include "code/sift.h"

static sk_about about(const sk_doc *d, uint32_t beg, uint32_t end)
{
    sk_about n = {0, 0};

    for (size_t i = SK_FIRST_FROM(d->clauses->marks, tok_beg, beg);
         i < d->clauses->marks.n && d->clauses->marks.v[i].tok_beg < end; i++) {
        n.other += d->clauses->marks.v[i].cls == SK_MARK_DOMAIN;
        n.crime += d->clauses->marks.v[i].cls == SK_MARK_CRIME;
    }
    return n;
}

uint32_t sk_about_head(const sk_doc *d)
{
    enum { HEAD = 3 };
    size_t i = 0;

    while (i < d->sents.n &&
           (i < HEAD || d->paras.v[d->sents.v[i].para].kind != SK_PARA_BODY))
        i++;
    return i < d->sents.n ? d->sents.v[i].tok_beg : (uint32_t)d->toks.n;
}

sk_about sk_about_text(const sk_doc *d, uint32_t head)
{
    sk_about all = about(d, 0, (uint32_t)d->toks.n);

    all.crime = about(d, 0, head).crime;
    return all;
}

static bool parts_news(const sk_doc *d, uint32_t tok)
{
    return d->toks.v[tok].ch == ';' || d->toks.v[tok].ch == '|';
}

sk_about sk_about_draft(const sk_doc *d, const sk_draft *e, uint32_t head,
                        sk_about all)
{
    enum { LONG = 400 }; /* tokens; no list of news is */
    const sk_sent *s = &d->sents.v[e->sent];
    uint32_t beg = e->tok, end = e->tok;

    if (e->tok >= head && !all.crime)
        all.crime = about(d, s->tok_beg, s->tok_end).crime;
    if (!(all.other + all.crime) || s->tok_end - s->tok_beg > LONG)
        return all;
    while (beg > s->tok_beg && !parts_news(d, beg - 1))
        beg--;
    while (end < s->tok_end && !parts_news(d, end))
        end++;
    return beg == s->tok_beg && end == s->tok_end ? all : about(d, beg, end);
}

bool sk_about_domain(const sk_doc *d, const sk_party *p)
{
    return p->kind != SK_PARTY_COUNTRY &&
           about(d, p->tok_beg, p->tok_end).other > 0;
}
