/* quote_source.c - words that rest on somebody without a verb of his: "theo X"
 * (according to X), "Reuters dẫn lời X" (Reuters cites X).
 */
#include "find/quote_unit.h"

/* A predicate among beg..end. */
static bool is_clause(const sk_qunit *u, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (sk_qword_at(u->q.d, i, end, SK_QW_PRED))
            return true;
    return end - beg > 12;
}

/* "Theo ông A, Tổng thống B còn “bày tỏ ...”": the words in marks are B's, told
 * by A, if they begin with a verb of saying; else they tell of B. */
static void second_hand(sk_qunit *u, uint32_t beg, uint32_t end,
                        sk_range teller)
{
    sk_doc *d = u->q.d;
    uint32_t i = beg;
    const sk_pair *p;
    sk_quote_site s = {.place = SK_QUOTE_BEFORE, .inside = true};
    sk_range was = u->relay;
    const sk_cue *cue;

    while (i < end && !sk_qpair(&u->q, i))
        i++;
    p = i < end ? sk_qpair(&u->q, i) : NULL;
    if (!p || p->close_end < end || p->close - p->open_end < SK_LONG_WORDS ||
        !sk_cue_at(d, p->open_end, p->close, &cue))
        return;
    i = sk_qskip_back(&u->q, beg, i);
    if (!sk_qunit_person(d, beg, i))
        return;
    s.who_beg = beg;
    s.who_end = i;
    u->relay = teller;
    sk_qunit_add(u, SK_DIRECT, sk_qunit_inside(d, p), p->open, NULL, &s);
    u->relay = was;
}

/* "Theo ông A, bà B nói ...": what B says has a record of its own. */
static void nested(sk_qunit *u, uint32_t beg, uint32_t end, sk_range teller)
{
    const sk_qpara *q = &u->q;
    sk_range was = u->relay, who, what;
    const sk_cue *cue;
    sk_quote_site s;

    for (uint32_t i = beg, n; i < end && !sk_qpair(q, i); i++) {
        n = sk_qcue(q, beg, i, end, &cue);
        if (!n || cue->frame > SK_CUE_NAME)
            continue;
        who = sk_qsubject(q, beg, i);
        what = sk_qcomplement(q, cue, i + n, end, false);
        if (who.end <= who.beg || who.beg != sk_qunit_lead(u, beg, i) ||
            sk_qskip_back(q, who.beg, i) > who.end || what.end <= what.beg ||
            !sk_mention_from(q->d, who.beg))
            return;
        s = (sk_quote_site){.cue_beg = i,
                            .cue_end = i + n,
                            .inside = true,
                            .who_beg = who.beg,
                            .who_end = who.end};
        u->relay = teller;
        sk_qunit_said(u, what.beg, what.end, cue, &s);
        u->relay = was;
        return;
    }
}

uint32_t sk_qunit_source(sk_qunit *u, uint32_t at, uint32_t n,
                         const sk_cue *cue)
{
    const sk_qpara *q = &u->q;
    uint32_t beg = at + n, end = beg, from = u->done;
    sk_range who;
    sk_quote_site s;
    const sk_mention *m;
    bool head = sk_qchunk(q, u->done, at) == at ||
                sk_qunit_lead(u, u->done, at + n) >= at;

    while ((n = sk_qword_at(q->d, end, u->end, SK_QW_DET)) > 0)
        end += n;
    if (!head || sk_qword_at(q->d, end, u->end, SK_QW_NOTSOURCE))
        return beg;
    end = beg;
    while (end < u->end && !sk_qbreak(q, end) && !sk_qpair(q, end))
        end++;
    m = sk_mention_from(q->d, beg);
    if (m && m->tok_end > end && m->tok_end < u->end)
        end = m->tok_end; /* "Theo Đặc phái viên Mỹ, ông Witkoff, ..." */
    who = (sk_range){beg, end};
    if (who.beg == who.end || end - beg > 24)
        return beg;
    if (sk_qunit_outlet(q->d, who)) {
        u->relay = who;
        return end;
    }
    s = sk_qunit_site(u, at, beg, who, SK_QUOTE_BEFORE);
    from = sk_qunit_lead(u, from, at);
    if (from < at && sk_qbreak(q, at - 1) &&
        (sk_qunit_marks(u, from, at) || is_clause(u, from, at))) {
        s.place = SK_QUOTE_AFTER;
        sk_qunit_said(u, from, at - 1, cue, &s);
        u->last = s;
        return u->done = end;
    }
    /* "Theo ông A, lãnh đạo đảng B, ...": the description belongs to A */
    if (end < u->end && sk_qbreak(q, end)) {
        uint32_t k = end + 1;
        while (k < u->end && !sk_qbreak(q, k))
            k++;
        if (k + 1 < u->end && k - end < 18 &&
            (sk_qword_at(q->d, end + 1, k, SK_QW_PERSON) ||
             sk_qunit_person(q->d, end + 1, k)) &&
            !sk_qword_at(q->d, k + 1, u->end, SK_QW_CONJ) &&
            sk_qskip_back(q, end, k) == k) {
            bool act = false;
            for (uint32_t i = end + 1; i < k; i++)
                act |= sk_qword_at(q->d, i, k, SK_QW_AUX) > 0;
            if (!act)
                end = k;
        }
    }
    s.who_end = end;
    if (end + 1 < u->end && sk_qbreak(q, end)) {
        uint32_t stop = sk_qend(q, end + 1, u->end);
        sk_qunit_said(u, end + 1, stop, cue, &s);
        second_hand(u, end + 1, stop, who);
        nested(u, end + 1, stop, who);
        u->last = s;
        return u->done = stop;
    }
    return end;
}

/* "Ông A được (báo địa phương) dẫn lời (nói) rằng ...": 0 if it is not so. */
static uint32_t relayed(sk_qunit *u, uint32_t at, uint32_t n)
{
    static const sk_cue says = {{"dẫn lời", 10}, SK_CUE_SAY, SK_NEUTRAL, 'r'};
    const sk_qpara *q = &u->q;
    const sk_cue *cue = &says;
    uint32_t from = sk_qchunk(q, u->done, at), by = from, end = at + n, m;
    sk_quote_site s;
    sk_range what;

    while (by < at && q->d->toks.v[by].id != q->c->duoc)
        by++;
    from = sk_qunit_lead(u, from, by);
    if (by <= from || q->d->toks.v[by].id != q->c->duoc)
        return 0;
    m = sk_cue_at(q->d, end, u->end, &cue);
    if (m && cue->frame != SK_CUE_SAY)
        return 0;
    end += m;
    what = sk_qcomplement(q, m ? cue : &says, end, u->end, false);
    if (what.end <= what.beg)
        return 0;
    s = sk_qunit_site(u, at, end, (sk_range){from, sk_qskip_back(q, from, by)},
                      SK_QUOTE_BEFORE);
    u->relay = by < at ? (sk_range){by + 1, at} : (sk_range){0, 0};
    sk_qunit_said(u, what.beg, what.end, m ? cue : &says, &s);
    u->last = s;
    return u->done = what.end;
}

uint32_t sk_qunit_relay(sk_qunit *u, uint32_t at, uint32_t n, const sk_cue *cue)
{
    const sk_qpara *q = &u->q;
    uint32_t beg = at + n, end = beg, k = relayed(u, at, n);
    sk_quote_site s;

    if (k)
        return k;

    while (end < u->end && !sk_qbreak(q, end) && !sk_qpair(q, end) &&
           q->d->toks.v[end].ch != ':' && q->d->toks.v[end].id != q->c->rang) {
        const sk_cue *other;
        if (sk_qcue(q, beg, end, u->end, &other) && other->frame <= SK_CUE_NAME)
            return beg; /* his verb will see to it */
        end++;
    }
    if (end == beg)
        return beg;
    s = sk_qunit_site(u, at, beg, (sk_range){beg, end}, SK_QUOTE_BEFORE);
    u->relay = (sk_range){sk_qchunk(q, u->done, at), at};
    k = sk_qunit_close(u, at);
    if (k) {
        s.place = SK_QUOTE_AFTER;
        sk_qunit_said(u, sk_qpair(q, k - 1)->open, k, cue, &s);
        u->last = s;
        return u->done = end;
    }
    if (end + 1 < u->end &&
        (q->d->toks.v[end].ch == ':' || q->d->toks.v[end].id == q->c->rang)) {
        uint32_t stop = sk_qend(q, end + 1, u->end);
        sk_qunit_said(u, end + 1, stop, cue, &s);
        u->last = s;
        return u->done = stop;
    }
    return end;
}
