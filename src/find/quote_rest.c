/* quote_rest.c - words that no verb has claimed: "Ông A: ...", and pairs of
 * marks, which go on with the speech before them or are scare quotes.
 */
#include "find/quote_unit.h"

enum { COLON_MAX = 24 };

static const sk_cue by_colon = {{":", 1}, SK_CUE_SAY, SK_NEUTRAL, 'c'};

void sk_qunit_colon(sk_qunit *u)
{
    const sk_qpara *q = &u->q;
    sk_range who;
    sk_quote_site s;
    uint32_t k = u->beg;

    while (k < u->end && k - u->beg < COLON_MAX && q->d->toks.v[k].ch != ':')
        k++;
    if (k >= u->end || k == u->beg || q->d->toks.v[k].ch != ':' ||
        k + 1 >= u->end || k < u->done)
        return;
    who.beg = sk_qunit_lead(u, u->beg, k);
    who.end = k;
    if (sk_qpair(q, k + 1) ? u->claimed[q->pair_of[k + 1 - q->beg] - 1] ||
                                 sk_qword_before(q->d, who.beg, k, SK_QW_NAMING)
                           : !q->title)
        return;
    if (!sk_qpair(q, k + 1) && (q->d->paras.v[q->para].kind != SK_PARA_TITLE ||
                                !sk_qunit_titled(u, who.beg, who.end)))
        return;
    for (uint32_t i = who.beg; i < k; i++) /* "... của ông A: " */
        if (sk_qunit_person(q->d, i, k))
            who.beg = i;
    s = u->last.cue_end ? u->last
                        : sk_qunit_site(u, k, k + 1, who, SK_QUOTE_BEFORE);
    sk_qunit_said(u, k + 1, q->title ? u->end : sk_qpair(q, k + 1)->close_end,
                  &by_colon, &s);
    u->last = s;
    u->done = u->end;
}

bool sk_qunit_label(sk_qunit *u)
{
    const sk_qpara *q = &u->q;
    uint32_t beg = q->beg + q->dash, k = beg;
    sk_quote_site s;

    while (k < q->end && k - beg < COLON_MAX && q->d->toks.v[k].ch != ':')
        k++;
    if (k + SK_LONG_WORDS >= q->end || q->d->toks.v[k].ch != ':' ||
        sk_qpair(q, k + 1) || !(q->d->toks.v[k + 1].flags & SK_TOK_CAP) ||
        !sk_qunit_person(q->d, beg, k) ||
        !sk_qw(q, beg, k,
               SK_QW_PRONOUN | SK_QW_TITLE | SK_QW_PERSON | SK_QW_DET))
        return false; /* "Arsenal: Hein; White, ..." */
    u->beg = u->done = q->beg;
    u->end = q->end;
    s = sk_qunit_site(u, k, k + 1, (sk_range){beg, k}, SK_QUOTE_BEFORE);
    u->spoken = true;
    sk_qunit_said(u, k + 1, q->end, &by_colon, &s);
    u->spoken = false;
    u->last = s;
    return true;
}

/* A person is named from i on, before the next comma and a clause. */
static bool has_person(const sk_qunit *u, uint32_t i)
{
    if (sk_qword_at(u->q.d, i, u->end,
                    SK_QW_SUB | SK_QW_CONJ | SK_QW_BUT | SK_QW_STOP))
        return false;
    for (uint32_t k = i; k < u->end && !sk_qbreak(&u->q, k); k++) {
        const sk_mention *m = sk_mention_from(u->q.d, k);
        if (m)
            return m->type == SK_PER && k < i + 5;
    }
    return false;
}

/* Whom the words in marks tell of, if they are the rest of a sentence: 'Ông A
 * cũng "đưa ra đánh giá của mình"'. */
static sk_range subject_of(const sk_qunit *u, const sk_pair *p)
{
    uint32_t end = sk_qskip_back(&u->q, u->beg, p->open);
    sk_range r = {end, end};

    if (sk_qunit_utterance(u->q.d, p))
        return r;
    for (uint32_t i = end; i-- > u->beg && i + COLON_MAX > end;) {
        const sk_mention *m = sk_mention_from(u->q.d, i);
        uint32_t n = sk_qword_at(u->q.d, i, end, SK_QW_PRONOUN);
        if ((m && m->tok_end == end) || (n && i + n == end))
            r.beg = i;
    }
    return r;
}

/* '"...", ông A nói, "nhưng ..."': the rest of what he says. */
static bool says_on(const sk_qunit *u, const sk_pair *p)
{
    uint32_t i = sk_qskip_back(&u->q, u->last.cue_end, p->open);

    return u->last.place == SK_QUOTE_AFTER && p->close_end + 1 >= u->end &&
           p->close - p->open_end >= SK_SAY_ON && i == u->last.cue_end + 1 &&
           sk_qbreak(&u->q, u->last.cue_end);
}

void sk_qunit_unclaimed(sk_qunit *u, const sk_pair *p)
{
    sk_doc *d = u->q.d;
    uint32_t words = p->close - p->open_end;
    sk_quote_site s = {.place = SK_QUOTE_CONTINUED};
    const sk_pair *outer = p->outer == SK_NONE ? NULL : &u->q.pairs.v[p->outer];
    bool first = p->open <= u->beg + 1, last = p->close_end + 1 >= u->end;
    bool colon = p->open > u->beg && d->toks.v[p->open - 1].ch == ':' &&
                 !sk_qword_before(d, u->beg, p->open - 1, SK_QW_NAMING);
    bool speech = d->quotes.n > 0 || u->sites->carry.who_end;
    sk_range of = subject_of(u, p);

    s.of_beg = of.beg;
    s.of_end = of.end;
    if (outer)
        return; /* part of what is said or of a name */
    if (u->q.title || (!speech && !(first && last && words >= SK_LONG_WORDS &&
                                    sk_qunit_utterance(d, p)))) {
        sk_qunit_scare(u, p);
        return;
    }
    if (first && u->sites->carry.who_end && p->open <= u->q.beg + 1) {
        s = u->sites->carry;
        sk_qunit_add(u, SK_DIRECT, sk_qunit_inside(d, p), p->open, NULL, &s);
    } else if (u->last.cue_end && p->open >= u->last.cue_end &&
               (sk_qunit_utterance(d, p) || says_on(u, p))) {
        s = u->last;
        sk_qunit_add(u, SK_DIRECT, sk_qunit_inside(d, p), p->open, NULL, &s);
    } else if (sk_qunit_utterance(d, p) && words >= SK_UTTERANCE &&
               sk_qbreak(&u->q,
                         p->close_end < u->end ? p->close_end : p->open) &&
               p->close_end + 2 < u->end &&
               (sk_qunit_speaker(u, p->close_end + 1, u->end) ||
                has_person(u, p->close_end + 1))) {
        s.place = SK_QUOTE_AFTER; /* a verb that no table knows */
        s.who_beg = p->close_end + 1;
        for (s.who_end = s.who_beg; s.who_end < u->end; s.who_end++) {
            const sk_cue *cue;
            if (sk_qbreak(&u->q, s.who_end) ||
                sk_cue_at(d, s.who_end, u->end, &cue))
                break;
        }
        sk_qunit_add(u, SK_DIRECT, sk_qunit_inside(d, p), p->open, NULL, &s);
    } else if ((first && last && sk_qunit_utterance(d, p)) || colon ||
               (first && sk_qunit_utterance(d, p) && words >= SK_LONG_WORDS) ||
               (words > SK_LONG_WORDS &&
                !sk_qword_before(d, u->beg, p->open, SK_QW_NAMING))) {
        sk_qunit_add(u, SK_DIRECT, sk_qunit_inside(d, p), p->open, NULL, &s);
    } else {
        sk_qunit_scare(u, p);
    }
}
