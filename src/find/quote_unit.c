/* quote_unit.c - what has been found in a sentence, and what its parts are. */
#include "find/quote_unit.h"

#include "know/know.h"

/* Without blanks, stops and commas at the ends (marks are kept). */
static sk_span trim(const sk_doc *d, uint32_t beg, uint32_t end)
{
    while (end > beg && d->toks.v[end - 1].kind == SK_TOK_MARK &&
           d->toks.v[end - 1].ch && strchr(".,;:-", d->toks.v[end - 1].ch))
        end--;
    while (beg < end && d->toks.v[beg].kind == SK_TOK_MARK &&
           d->toks.v[beg].ch && strchr(".,;:-", d->toks.v[beg].ch))
        beg++;
    return beg < end ? sk_doc_tok_span(d, beg, end) : (sk_span){0, 0};
}

sk_quote *sk_qunit_add(sk_qunit *u, uint8_t kind, sk_span span, uint32_t tok,
                       const sk_cue *cue, const sk_quote_site *site)
{
    sk_doc *d = u->q.d;
    sk_quote *x;
    sk_quote_site *s;

    if (span.end <= span.beg)
        return NULL;
    x = sk_push(&d->arena, &d->quotes);
    *x = (sk_quote){.span = span,
                    .sent = sk_doc_sent(d, tok),
                    .kind = kind,
                    .stance = cue ? cue->stance : SK_NEUTRAL,
                    .speaker = SK_NONE,
                    .cue = cue ? cue->text : (sk_str){NULL, 0}};
    s = sk_push(&d->arena, u->sites);
    *s = site ? *site : (sk_quote_site){0};
    s->para = u->q.para;
    s->unit_beg = u->beg;
    s->unit_end = u->end;
    s->relay_beg = u->relay.beg;
    s->relay_end = u->relay.end;
    return x;
}

sk_span sk_qunit_inside(const sk_doc *d, const sk_pair *p)
{
    return p->close > p->open_end ? sk_doc_tok_span(d, p->open_end, p->close)
                                  : (sk_span){0, 0};
}

static void claim(sk_qunit *u, uint32_t beg, uint32_t end)
{
    for (size_t i = u->pair_beg; i < u->pair_end; i++)
        if (u->q.pairs.v[i].open >= beg && u->q.pairs.v[i].open < end)
            u->claimed[i] = 1;
}

void sk_qunit_scare(sk_qunit *u, const sk_pair *p)
{
    sk_qunit_add(u, SK_SCARE, sk_qunit_inside(u->q.d, p), p->open, NULL, NULL);
}

/* Terms in marks inside words that are said: they have records of their own. */
static void terms(sk_qunit *u, uint32_t beg, uint32_t end)
{
    for (size_t i = u->pair_beg; i < u->pair_end; i++) {
        const sk_pair *p = &u->q.pairs.v[i];
        if (p->open >= beg && p->close <= end && p->open > beg &&
            p->close - p->open_end <= 5 &&
            sk_qword_before(u->q.d, beg, p->open, SK_QW_NAMING))
            sk_qunit_scare(u, p);
    }
}

void sk_qunit_said(sk_qunit *u, uint32_t beg, uint32_t end, const sk_cue *cue,
                   const sk_quote_site *site)
{
    sk_doc *d = u->q.d;
    const sk_pair *p;
    bool marks = false;
    sk_span span;

    while (beg < end && sk_qbreak(&u->q, beg))
        beg++;
    while (end > beg && d->toks.v[end - 1].kind == SK_TOK_MARK &&
           d->toks.v[end - 1].ch && strchr(".,;:", d->toks.v[end - 1].ch) &&
           !sk_qpair(&u->q, end - 1))
        end--;
    if (beg >= end)
        return;
    p = sk_qpair(&u->q, beg);
    claim(u, beg, end);
    if (p && p->open == beg && p->close_end >= end) {
        sk_qunit_add(u, SK_DIRECT, sk_qunit_inside(d, p), beg, cue, site);
        return;
    }
    for (uint32_t i = beg; i < end && !marks; i++)
        marks = sk_qpair(&u->q, i) != NULL;
    if (u->spoken && (!marks || site->place == SK_QUOTE_BEFORE)) {
        if (site->place == SK_QUOTE_AFTER &&
            (u->sites->n == 0 ||
             u->sites->v[u->sites->n - 1].para != u->q.para))
            beg = u->q.beg + 1; /* all since the dash */
        sk_qunit_add(u, SK_DIRECT, trim(d, beg, end), beg, cue, site);
        return;
    }
    span = trim(d, beg, end);
    sk_qunit_add(u, marks ? SK_MIXED : SK_INDIRECT, span, beg, cue, site);
    if (marks)
        terms(u, beg, end);
}

bool sk_qunit_outlet(const sk_doc *d, sk_range r)
{
    uint32_t at = r.beg + sk_qword_at(d, r.beg, r.end, SK_QW_MEDIA);

    for (size_t i = sk_hit_from(d, r.beg); i < d->hits.n; i++) {
        const sk_hit *h = &d->hits.v[i];
        if (h->tok_beg > at)
            break;
        if ((h->tok_beg == r.beg || h->tok_beg == at) &&
            d->eng->know->aliases.v[h->alias].kind == SK_KNOW_OUTLET)
            return true;
    }
    return false;
}

bool sk_qunit_person(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const sk_mention *m = sk_mention_from(d, beg);

    return m && m->tok_end == end && m->type == SK_PER;
}

bool sk_qunit_speaker(const sk_qunit *u, uint32_t beg, uint32_t end)
{
    const sk_doc *d = u->q.d;

    if (sk_qword_at(d, beg, end, SK_QW_PERSON | SK_QW_PRONOUN))
        return true;
    return sk_mention_from(d, beg) && sk_mention_from(d, beg)->tok_end <= end;
}

bool sk_qunit_utterance(const sk_doc *d, const sk_pair *p)
{
    return p->close - p->open_end >= SK_SAY_ON &&
           (d->toks.v[p->open_end].flags & SK_TOK_CAP ||
            d->toks.v[p->open_end].kind != SK_TOK_LETTERS);
}

bool sk_qunit_marks(const sk_qunit *u, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (sk_qpair(&u->q, i))
            return true;
    return false;
}

uint32_t sk_qunit_lead(const sk_qunit *u, uint32_t i, uint32_t end)
{
    const sk_qpara *q = &u->q;
    uint32_t n;

    while ((n = sk_qword_at(q->d, i, end, SK_QW_LEAD)) > 0 && i + n < end) {
        uint32_t k = i + n;
        if (!sk_qbreak(q, k) && n < 2)
            break;
        i = k + (k < end && sk_qbreak(q, k));
    }
    return i < end ? i : end;
}

sk_quote_site sk_qunit_site(const sk_qunit *u, uint32_t cue_beg,
                            uint32_t cue_end, sk_range who, uint8_t place)
{
    sk_quote_site s = {.cue_beg = cue_beg, .cue_end = cue_end, .place = place};

    s.who_beg = who.beg;
    s.who_end = who.end;
    if (who.beg == who.end && u->last.cue_end) { /* shares the one before */
        s.who_beg = u->last.who_beg;
        s.who_end = u->last.who_end;
        s.place =
            u->last.place == SK_QUOTE_CONTINUED ? SK_QUOTE_CONTINUED : place;
    }
    return s;
}
