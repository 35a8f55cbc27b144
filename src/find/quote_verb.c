/* quote_verb.c - one reporting verb: who speaks and which words are his.
 *
 * The words stand behind the verb or, if nothing follows, before the speaker
 * ("...", ông A nói). A verb without a subject shares the one before it.
 */
#include "find/quote_unit.h"

enum { AFTER_MAX = 48, SAY_MAX = 6 /* tokens behind "ông A nói" */ };

/* A name, a pronoun or a word for people among the first of beg..end. */
static bool names_anyone(const sk_qunit *u, uint32_t beg, uint32_t end)
{
    const sk_doc *d = u->q.d;

    while (beg < end &&
           (sk_qbreak(&u->q, beg) || d->toks.v[beg].kind == SK_TOK_MARK))
        beg++;
    if (sk_qword_at(d, beg, end,
                    SK_QW_PERSON | SK_QW_PRONOUN | SK_QW_DET | SK_QW_TITLE))
        return true;
    for (; beg < end; beg++)
        if (d->toks.v[beg].flags & SK_TOK_CAP)
            return true;
    return false;
}

uint32_t sk_qunit_close(const sk_qunit *u, uint32_t at)
{
    const sk_qpara *q = &u->q;
    const sk_pair *p = NULL;
    const sk_tok *last;

    for (size_t i = u->pair_beg; i < u->pair_end; i++)
        if (q->pairs.v[i].outer == SK_NONE && q->pairs.v[i].close_end <= at &&
            q->pairs.v[i].open >= u->done && !u->claimed[i])
            p = &q->pairs.v[i];
    if (!p || at - p->close_end > AFTER_MAX || p->close_end >= at ||
        p->close == p->open_end)
        return 0;
    last = &q->d->toks.v[p->close - 1];
    if (!sk_qbreak(q, p->close_end) && last->kind != SK_TOK_MARK &&
        p->close - p->open_end < SK_UTTERANCE)
        return 0;
    if (sk_qword_at(q->d, p->close_end, at, SK_QW_SUB | SK_QW_CONJ) ||
        sk_qword_at(q->d, p->close_end + 1, at,
                    SK_QW_SUB | SK_QW_CONJ | SK_QW_BUT | SK_QW_STOP))
        return 0;
    return names_anyone(u, p->close_end, at) ? p->close_end : 0;
}

/* Words before a speaker and verb that follow them: "...", ông A nói. The
 * tokens that they cover, empty if there are none. from is where the phrase of
 * the speaker begins. */
static sk_range before(const sk_qunit *u, uint32_t from, uint32_t lo)
{
    const sk_qpara *q = &u->q;
    uint32_t i = from;
    const sk_pair *p;
    bool sep = false;

    while (i > lo && sk_qbreak(q, i - 1)) {
        i--;
        sep = true;
    }
    if (i <= lo)
        return (sk_range){lo, lo};
    p = sk_qpair(q, i - 1);
    if (p && p->close_end == i && !sep && p->close - p->open_end < SK_UTTERANCE)
        return (sk_range){lo, lo};
    if (!p && !sep)
        return (sk_range){lo, lo};
    return (sk_range){lo, i};
}

/* A relay ("dẫn lời") in beg..end? */
static bool relayed(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++) {
        const sk_cue *cue;
        if (sk_cue_at(q->d, i, end, &cue) && cue->frame == SK_CUE_RELAY)
            return true;
    }
    return false;
}

/* Who hands on the words of the speaker at `who`: "Reuters dẫn lời ông A". */
static void hear(sk_qunit *u, uint32_t who)
{
    const sk_qpara *q = &u->q;
    uint32_t from = sk_qchunk(q, u->beg, who);

    for (uint32_t i = from + 1; i < who; i++) {
        const sk_cue *cue;
        uint32_t n = sk_cue_at(q->d, i, who, &cue);
        if (n && cue->frame == SK_CUE_RELAY && i + n == who)
            u->relay = (sk_range){from, sk_qskip_back(q, from, i)};
    }
}

/* Can the words beg..end before "ông A nói" be what he says? Not if they only
 * tell when or where. */
static bool is_statement(const sk_qunit *u, uint32_t beg, uint32_t end,
                         const sk_cue *cue)
{
    uint32_t n = 0;

    if (cue->frame != SK_CUE_SAY || !strchr("cp", cue->takes) ||
        sk_qword_at(u->q.d, beg, end,
                    SK_QW_PREP | SK_QW_SUB | SK_QW_LEAD | SK_QW_TIMEHEAD))
        return false;
    for (uint32_t i = beg; i < end; i++) {
        const sk_cue *other;
        if (sk_qcue(&u->q, u->beg, i, end, &other) &&
            other->frame <= SK_CUE_DENY && strchr("cm", other->takes))
            return false;
        n += sk_qword_at(u->q.d, i, end, SK_QW_PRED) > 0;
    }
    return (n > 0 && end - beg > 5) || end - beg > 14;
}

/* Where the next clause begins behind the last cue of the sentence. */
static uint32_t clause_after(const sk_qunit *u, uint32_t cue_end)
{
    if (!cue_end)
        return u->beg;
    while (cue_end < u->end && !sk_qbreak(&u->q, cue_end))
        cue_end++;
    return cue_end < u->end ? cue_end + 1 : cue_end;
}

/* Only a comma and "và" (and) or the like stand between the last words said
 * and the verb at `at`: the same speaker goes on. */
static bool goes_on(const sk_qunit *u, uint32_t at)
{
    uint32_t i = u->done, n;

    if (!u->last.cue_end)
        return false;
    while (i < at) {
        n = sk_qbreak(&u->q, i)
                ? 1
                : sk_qword_at(u->q.d, i, at,
                              SK_QW_CONJ | SK_QW_ADV | SK_QW_AUX | SK_QW_BUT);
        if (!n)
            return false;
        i += n;
    }
    return true;
}

/* Does somebody else speak in the words r that an outlet reports? */
static bool speaks_inside(const sk_qunit *u, sk_range r)
{
    for (uint32_t i = r.beg; i < r.end; i++) {
        const sk_cue *cue;
        uint32_t n;
        sk_range who;
        if (sk_qpair(&u->q, i))
            return false;
        n = sk_qcue(&u->q, r.beg, i, r.end, &cue);
        if (!n || cue->frame > SK_CUE_NAME)
            continue;
        who = sk_qsubject(&u->q, r.beg, i);
        return who.end > who.beg && who.beg <= r.beg + 1 &&
               sk_qcomplement(&u->q, cue, i + n, r.end, false).end > 0;
    }
    return false;
}

/* A verb without a subject of its own follows a comma, "và" (and) or the like;
 * anything else before it makes it a noun or an object. */
static bool may_share(const sk_qunit *u, uint32_t at)
{
    const sk_qpara *q = &u->q;
    uint32_t i = sk_qskip_back(q, u->beg, at);

    if (sk_qword_at(q->d, at, at + 1, SK_QW_PREP))
        return true; /* "với cáo buộc" */
    return i <= u->beg
               ? u->last.cue_end > 0
               : sk_qbreak(q, i - 1) || sk_qpair(q, i - 1) || i < at ||
                     q->d->toks.v[i - 1].ch == ')' ||
                     (i == u->last.cue_end && sk_qbehind_cue(q, i)) ||
                     sk_qword_before(q->d, u->beg, i, SK_QW_SUB | SK_QW_CONJ);
}

/* Whether one of the tokens beg..end is that word. */
static bool has_word(const sk_doc *d, uint32_t beg, uint32_t end, sk_str word)
{
    for (uint32_t i = beg; i < end; i++)
        if (sk_str_eq(sk_vocab_form(&d->eng->vocab, d->toks.v[i].id), word))
            return true;
    return false;
}

/* "Ông A bị bắt với cáo buộc ..." (is arrested on the charge), "nếu ông A nói
 * ..." (if he says): the subject says nothing. */
static bool is_silent(const sk_qunit *u, sk_range who, uint32_t at)
{
    const sk_doc *d = u->q.d;

    return (sk_qword_at(d, at, at + 1, SK_QW_PREP) &&
            has_word(d, who.end, at, SK_STR("bị"))) ||
           (who.beg > u->q.beg &&
            has_word(d, who.beg - 1, who.beg, SK_STR("nếu")));
}

uint32_t sk_qunit_verb(sk_qunit *u, uint32_t at, uint32_t n, const sk_cue *cue)
{
    const sk_qpara *q = &u->q;
    sk_range who = sk_qsubject(q, u->done, at), what, pre = {0, 0};
    bool own = who.end > who.beg, shared;
    sk_quote_site s;
    const sk_cue *other;
    uint32_t k, m = 0;

    /* "nhận xét của Tổng thống Mỹ rằng": the speaker follows */
    if (at + n < u->end && q->d->toks.v[at + n].id == q->c->cua) {
        for (k = at + n + 1; k < u->end; k++)
            if (q->d->toks.v[k].id == q->c->rang || q->d->toks.v[k].ch == ':')
                break;
            else if ((m = sk_qcue(q, u->beg, k, u->end, &other)) > 0)
                break; /* "tuyên bố của X có đoạn" */
        if (k < u->end && k - at - n < 16) {
            who = (sk_range){at + n + 1, k};
            own = true;
            if (m) {
                at = k;
                n = m;
                cue = other;
            }
        }
    }
    k = sk_qunit_close(u, at);
    if (k) { /* "...", ông A, giám đốc B, nói */
        pre = (sk_range){u->done, k};
        if (!own || !relayed(q, k, who.beg))
            who = (sk_range){k, sk_qskip_back(q, k, at)};
        while (who.beg < who.end && sk_qbreak(q, who.beg))
            who.beg++;
        own = who.beg < who.end;
    } else if (own) {
        uint32_t chunk = who.beg;
        while (chunk > u->done && !sk_qbreak(q, chunk - 1))
            chunk--;
        if (chunk == who.beg)
            pre = before(u, chunk, u->done);
    }
    what = sk_qcomplement(q, cue, at + n, u->end,
                          pre.end > pre.beg &&
                              (sk_qpair(q, pre.end - 1) ||
                               (sk_qword_at(q->d, at + n, u->end, SK_QW_PREP) &&
                                is_statement(u, pre.beg, pre.end, cue))));
    shared = !own && may_share(u, at);
    if (!own && !shared &&
        !(what.end && sk_qpair(q, what.beg) &&
          sk_qpair(q, what.beg)->close - what.beg > SK_LONG_WORDS))
        return at + n;
    if (!own && !goes_on(u, at))
        who = sk_qinherit(q, clause_after(u, u->last.cue_end), at);
    if (is_silent(u, who, at))
        return at + n;
    if (own)
        hear(u, who.beg);
    s = sk_qunit_site(u, at, at + n, who, SK_QUOTE_BEFORE);
    if (pre.end > pre.beg && (what.end == 0 || sk_qpair(q, pre.end - 1))) {
        const sk_pair *p = sk_qpair(q, pre.end - 1);
        uint32_t b = sk_qunit_lead(u, pre.beg, pre.end);
        sk_quote_site a = s;
        a.place = SK_QUOTE_AFTER;
        bool whole =
            p && p->close_end == pre.end &&
            (p->open <= b + 1 || (p->close - p->open_end > SK_LONG_WORDS &&
                                  sk_qunit_utterance(q->d, p)));
        bool when = sk_qword_at(q->d, b, pre.end, SK_QW_PREP | SK_QW_SUB);
        u->spoken = q->dash && !p && cue->frame == SK_CUE_SAY &&
                    at + n + SAY_MAX >= u->end && u->end + 1 >= q->end &&
                    sk_qunit_speaker(u, who.beg, who.end);
        if ((p && (whole || (!what.end && !when))) || u->spoken ||
            is_statement(u, b, pre.end, cue)) {
            sk_qunit_said(u, whole ? p->open : b, pre.end, cue, &a);
            u->spoken = false;
            u->last = a;
            u->done = at + n;
        }
    }
    if (what.end > what.beg && own && sk_qunit_outlet(q->d, who) &&
        speaks_inside(u, what)) {
        u->relay = who; /* "Reuters đưa tin, ông A nói ..." */
        return u->done = at + n;
    }
    if (what.end > what.beg) {
        sk_qunit_said(u, what.beg, what.end, cue, &s);
        u->last = s;
        return u->done = what.end;
    }
    if (u->done < at + n && own)
        u->last = s;
    return at + n;
}
