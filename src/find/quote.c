/* quote.c - finds quotations: direct, mixed, indirect, and scare quotes.
 *
 * In:  paragraphs with kinds, tokens, sentences, names known to the tables.
 * Out: quotes with spans, kinds and cues, and the phrases that name who
 *      speaks; relate/speaker.c turns those into people.
 *
 * One sentence at a time. Reporting verbs outside marks are read from left to
 * right; each takes what it says behind it, or, if nothing follows, what
 * stands before it ("...", ông A nói). Pairs of marks that no verb has
 * claimed go on with the speech before them if they are whole sentences, else
 * they are scare quotes: words that nobody is said to have uttered.
 */
#include "find/quote.h"

#include "find/quote_unit.h"

/* ---- sentences ---- */

static void sentence(sk_qunit *u)
{
    const sk_qpara *q = &u->q;
    const sk_cue *cue;
    uint32_t i = u->beg, n;
    bool caption = q->d->paras.v[q->para].kind == SK_PARA_CAPTION;

    u->pair_beg = u->pair_end;
    while (u->pair_beg < q->pairs.n && q->pairs.v[u->pair_beg].open < u->beg)
        u->pair_beg++;
    u->pair_end = u->pair_beg;
    while (u->pair_end < q->pairs.n && q->pairs.v[u->pair_end].open < u->end)
        u->pair_end++;
    u->done = u->beg;
    u->last = (sk_quote_site){0};
    u->relay = (sk_range){0, 0};
    if (q->title)
        sk_qunit_colon(u);
    while (i < u->end && u->done < u->end) {
        const sk_pair *p = sk_qpair(q, i);
        if (!sk_trie_begins(&q->c->cue_trie, q->d->toks.v[i].id) && !p) {
            i++; /* most */
            continue;
        }
        if (p) {
            i = p->close_end > i ? p->close_end : i + 1;
            continue;
        }
        n = sk_cue_at(q->d, i, u->end, &cue);
        if (!n || !sk_qcue(q, u->beg, i, u->end, &cue)) {
            i += n ? n : 1;
            continue;
        }
        if (cue->frame == SK_CUE_RELAY)
            i = sk_qunit_relay(u, i, n, cue);
        else if (cue->frame == SK_CUE_SOURCE)
            i = sk_qunit_source(u, i, n, cue);
        else if (!caption)
            i = sk_qunit_verb(u, i, n, cue);
        else
            i += n;
    }
    if (!q->title)
        sk_qunit_colon(u);
    for (size_t k = u->pair_beg; k < u->pair_end; k++) {
        const sk_pair *p = &q->pairs.v[k];
        if (p->open >= u->beg && p->open < u->end && !u->claimed[k])
            sk_qunit_unclaimed(u, p);
    }
}

static bool ends_sentence(const sk_tok *t)
{
    return t->ch && (t->ch == '.' || t->ch == '!' || t->ch == '?');
}

/* Sentences of a paragraph by marks: the splitter's boundaries count only
 * outside marks, and text that lost its blanks is cut as well. */
static bool boundary(const sk_qpara *q, uint32_t i, uint32_t s)
{
    const sk_doc *d = q->d;
    const sk_tok *t = sk_qtok(q, i), *p = sk_qtok(q, i - 1);
    const sk_pair *in = sk_qpair(q, i), *was = sk_qpair(q, i - 1);

    if (in && in->open < i)
        return false;
    if (q->dash && sk_qbreak(q, i) && i + 1 < q->end &&
        !(sk_qtok(q, i + 1)->flags & SK_TOK_CAP))
        return false; /* "- Cháu về à? - bà A hỏi." */
    if (s < d->sents.n && d->sents.v[s].tok_beg == i)
        return !was || ends_sentence(sk_qtok(q, was->close - 1)) ||
               ends_sentence(p);
    if (was && was->close_end == i)
        return ends_sentence(sk_qtok(q, was->close - 1)) &&
               (t->flags & SK_TOK_CAP || in);
    if (in && ends_sentence(p) && !(t->flags & SK_TOK_SPACE))
        return true; /* a blank was lost before the marks */
    if (!was && i >= q->beg + 2 && ends_sentence(sk_qtok(q, i - 2)) &&
        (t->flags & SK_TOK_CAP) && sk_mark_at(d, i - 1, i))
        return true; /* the opening one of these marks was lost */
    return ends_sentence(p) && i >= q->beg + 2 &&
           sk_qtok(q, i - 2)->kind == SK_TOK_LETTERS &&
           !(sk_qtok(q, i - 2)->flags & SK_TOK_UPPER) &&
           sk_qtok(q, i - 2)->end - sk_qtok(q, i - 2)->beg > 2 &&
           ((t->flags & (SK_TOK_CAP | SK_TOK_UPPER)) == SK_TOK_CAP || in);
}

/* The first from i on, before to, that may be a boundary where there are no
 * marks and dashes and no sentence of the splitter begins: just behind a stop. */
static uint32_t behind_stop(const sk_qpara *q, uint32_t i, uint32_t to)
{
    if (i >= q->beg + 2 && ends_sentence(sk_qtok(q, i - 2)))
        return i;
    while (i < to && !ends_sentence(sk_qtok(q, i - 1)))
        i++;
    return i;
}

static bool opens_with_dash(const sk_doc *d, uint32_t beg, uint32_t end)
{
    sk_str s = sk_doc_tok(d, beg);

    return end > beg + SK_UTTERANCE &&
           (sk_str_eq(s, SK_STR("-")) || sk_str_eq(s, SK_STR("–")) ||
            sk_str_eq(s, SK_STR("—"))) &&
           (d->toks.v[beg + 1].flags & (SK_TOK_CAP | SK_TOK_SPACE));
}

static void paragraph(sk_doc *d, sk_qsites *sites, uint32_t para, uint32_t beg,
                      uint32_t end, bool runs_on)
{
    sk_qunit u = {
        .q = {.d = d, .c = d->eng->cues, .para = para, .beg = beg, .end = end},
        .sites = sites};
    uint8_t kind = d->paras.v[para].kind;
    uint32_t from = beg, s = sk_doc_sent(d, beg);

    u.q.title = kind == SK_PARA_TITLE || kind == SK_PARA_HEADING;
    u.q.dash = opens_with_dash(d, beg, end);
    sk_marks_pair(d, beg, end, runs_on, &u.q.pairs);
    if (u.q.pairs.n)
        u.q.pair_of = sk_new(&d->arena, uint32_t, end - beg);
    u.claimed = sk_new(&d->arena, uint8_t, u.q.pairs.n + 1);
    for (size_t i = u.q.pairs.n; i-- > 0;)
        if (u.q.pairs.v[i].outer == SK_NONE)
            for (uint32_t t = u.q.pairs.v[i].open;
                 t < u.q.pairs.v[i].close_end ||
                 (t < u.q.pairs.v[i].close && t < end);
                 t++)
                u.q.pair_of[t - beg] = (uint32_t)i + 1;
    for (uint32_t i = kind == SK_PARA_BODY && sk_qunit_label(&u) ? end : beg;
         ++i <= end;) {
        while (s < d->sents.n && d->sents.v[s].tok_beg < i)
            s++;
        if (!u.q.pair_of && !u.q.dash)
            i = behind_stop(&u.q, i,
                            s < d->sents.n && d->sents.v[s].tok_beg < end
                                ? d->sents.v[s].tok_beg
                                : end);
        if (i < end && !boundary(&u.q, i, s))
            continue;
        u.beg = from;
        u.end = i;
        while (u.end > from && ends_sentence(&d->toks.v[u.end - 1]) &&
               !sk_qpair(&u.q, u.end - 1))
            u.end--;
        if (u.end > u.beg)
            sentence(&u);
        from = i;
    }
    sites->carry = (sk_quote_site){0};
    if (d->toks.v[end - 1].ch == ':' && u.last.cue_end)
        sites->carry = u.last;
}

static bool speaks(uint8_t kind)
{
    return kind == SK_PARA_BODY || kind == SK_PARA_TITLE ||
           kind == SK_PARA_LEAD || kind == SK_PARA_HEADING ||
           kind == SK_PARA_CAPTION;
}

/* Text order; a quote before those inside it. */
static void order(sk_doc *d, sk_quote_site *s)
{
    for (size_t i = 1; i < d->quotes.n; i++) {
        sk_quote q = d->quotes.v[i];
        sk_quote_site t = s[i];
        size_t k = i;
        while (k && (d->quotes.v[k - 1].span.beg > q.span.beg ||
                     (d->quotes.v[k - 1].span.beg == q.span.beg &&
                      d->quotes.v[k - 1].span.end < q.span.end))) {
            d->quotes.v[k] = d->quotes.v[k - 1];
            s[k] = s[k - 1];
            k--;
        }
        d->quotes.v[k] = q;
        s[k] = t;
    }
}

void sk_quotes_find(sk_doc *d)
{
    sk_qsites sites = {0};
    uint32_t tok = 0;

    d->quotes.n = 0;
    for (uint32_t p = 0; p < d->paras.n; p++) {
        uint32_t beg = tok, next;
        tok = (uint32_t)SK_FIRST_FROM(d->toks, beg, d->paras.v[p].span.end);
        next = tok;
        if (tok > beg && speaks(d->paras.v[p].kind))
            paragraph(d, &sites, p, beg, tok,
                      next < d->toks.n && p + 1 < d->paras.n &&
                          d->paras.v[p + 1].kind == SK_PARA_BODY &&
                          sk_mark_at(d, next, (uint32_t)d->toks.n) > 0);
    }
    order(d, sites.v);
    d->quote_sites = sites.v;
}
