/* time_around.c - what the words around a time say of it: to come or past, in
 * a quotation, in a line that holds nothing else.
 */
#include "find/time_value.h"

enum {
    TENSE_REACH = 8, /* tokens */
    FEW = 3,         /* tokens: a line that is no sentence */
};

/* 1 or -1 if the last word of tense before the time says to come or past. */
int sk_time_tense_at(const sk_scan *s, uint32_t tok, uint32_t reach)
{
    const sk_sense *x;

    for (uint32_t k = 1; k <= reach && k <= tok; k++) {
        uint32_t i = tok - k;
        if (sk_time_is(s, i, SK_T_tense, &x))
            return x->a;
        if (s->t[i].flags & SK_TOK_LINE)
            break;
    }
    return 0;
}

bool sk_time_is_future(const sk_telling *v, const sk_item *it)
{
    if (it->p.tense)
        return it->p.tense > 0;
    return sk_time_tense_at(v->s, it->beg, TENSE_REACH) > 0;
}

int sk_time_tense(const sk_doc *d, const sk_time *t)
{
    sk_scan s = {.d = (sk_doc *)d,
                 .w = d->eng->times,
                 .t = d->toks.v,
                 .n = (uint32_t)d->toks.n};
    uint32_t reach = t->tok_beg - d->sents.v[t->sent].tok_beg;

    return sk_time_tense_at(&s, t->tok_beg,
                            reach < SK_TENSE_CLAUSE ? reach : SK_TENSE_CLAUSE);
}

bool sk_time_ends_span(const sk_doc *d, const sk_time *t)
{
    sk_scan s = {.d = (sk_doc *)d,
                 .w = d->eng->times,
                 .t = d->toks.v,
                 .n = (uint32_t)d->toks.n};

    return sk_time_after(&s, t->tok_beg, SK_T_to, NULL) ||
           (t->tok_beg && sk_time_dash(&s, t->tok_beg - 1));
}

/* Whether a token stands between quotation marks of its paragraph; asked in
 * text order. */
bool sk_time_in_quote(sk_telling *v, uint32_t tok)
{
    const sk_scan *s = v->s;

    for (; v->at <= tok; v->at++) {
        const sk_tok *t = &s->t[v->at];
        if (t->kind != SK_TOK_MARK && !(t->flags & SK_TOK_LINE))
            continue;
        if (t->flags & SK_TOK_LINE)
            v->open = false;
        if (t->kind != SK_TOK_MARK || v->at == tok)
            continue;
        if (t->quote == SK_QUOTE_STRAIGHT)
            v->open = !v->open;
        else if (t->quote == SK_QUOTE_OPENS || t->quote == SK_QUOTE_CLOSES)
            v->open = t->quote == SK_QUOTE_OPENS;
    }
    return v->open;
}

/* Whether the sentence holds little but times: a line of a calendar. */
bool sk_time_only(const sk_telling *v)
{
    const sk_sent *x = v->s->d->sents.n ? &v->s->d->sents.v[v->sent] : NULL;
    uint32_t left;

    if (!x)
        return true;
    left = x->tok_end - x->tok_beg;
    for (size_t i = v->item > FEW ? v->item - FEW : 0;
         i < v->s->items.n && i <= v->item + FEW; i++) {
        const sk_item *it = &v->s->items.v[i];
        if (it->beg >= x->tok_beg && it->end <= x->tok_end)
            left -= it->end - it->beg;
    }
    return left <= FEW;
}
