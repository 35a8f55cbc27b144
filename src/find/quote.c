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

#include "find/quote_part.h"
#include "know/know.h"

enum {
    UTTERANCE = 6, LONG_WORDS = 9, COLON_MAX = 24, SAY_ON = 4, AFTER_MAX = 48
};

typedef struct site_list {
    sk_quote_site *v;
    size_t n, cap;
    sk_quote_site carry; /* "Ông A nói:" at the end of a paragraph */
} site_list;

typedef struct unit {
    sk_qpara q;
    uint32_t beg, end;  /* the sentence, without its last stop */
    uint32_t done;      /* everything before it has a speaker */
    uint32_t sent;
    uint8_t *claimed;   /* [pairs] */
    size_t pair_beg, pair_end; /* pairs of the sentence */
    sk_quote_site last; /* cue and speaker of the last quote in the sentence */
    sk_range relay;     /* the outlet that the sentence rests on */
    site_list *sites;
} unit;

/* ---- records ---- */

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

static uint32_t sent_of(const sk_doc *d, uint32_t tok)
{
    size_t lo = 0, hi = d->sents.n;

    while (hi - lo > 1) {
        size_t mid = (lo + hi) / 2;
        if (d->sents.v[mid].tok_beg <= tok)
            lo = mid;
        else
            hi = mid;
    }
    return (uint32_t)lo;
}

static sk_quote *add(unit *u, uint8_t kind, sk_span span, uint32_t tok,
                     const sk_cue *cue, const sk_quote_site *site)
{
    sk_doc *d = u->q.d;
    sk_quote *x;
    sk_quote_site *s;

    if (span.end <= span.beg)
        return NULL;
    x = sk_push(&d->arena, &d->quotes);
    *x = (sk_quote){.span = span,
                    .sent = sent_of(d, tok),
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

/* The words strictly inside a pair of marks. */
static sk_span inside(const sk_doc *d, const sk_pair *p)
{
    return p->close > p->open_end ? sk_doc_tok_span(d, p->open_end, p->close)
                                  : (sk_span){0, 0};
}

static void claim(unit *u, uint32_t beg, uint32_t end)
{
    for (size_t i = u->pair_beg; i < u->pair_end; i++)
        if (u->q.pairs.v[i].open >= beg && u->q.pairs.v[i].open < end)
            u->claimed[i] = 1;
}

static void scare(unit *u, const sk_pair *p)
{
    add(u, SK_SCARE, inside(u->q.d, p), p->open, NULL, NULL);
}

/* Terms in marks inside words that are said: they have records of their own. */
static void terms(unit *u, uint32_t beg, uint32_t end)
{
    for (size_t i = u->pair_beg; i < u->pair_end; i++) {
        const sk_pair *p = &u->q.pairs.v[i];
        if (p->open >= beg && p->close <= end && p->open > beg &&
            p->close - p->open_end <= 5 &&
            sk_qword_before(u->q.d, beg, p->open, SK_QW_NAMING))
            scare(u, p);
    }
}

/* The words beg..end are said: direct if they are one pair of marks. */
static void said(unit *u, uint32_t beg, uint32_t end, const sk_cue *cue,
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
        add(u, SK_DIRECT, inside(d, p), beg, cue, site);
        return;
    }
    for (uint32_t i = beg; i < end && !marks; i++)
        marks = sk_qpair(&u->q, i) != NULL;
    span = trim(d, beg, end);
    add(u, marks ? SK_MIXED : SK_INDIRECT, span, beg, cue, site);
    if (marks)
        terms(u, beg, end);
}

/* ---- what stands around a cue ---- */

/* The phrase begins with the name of an outlet: "Reuters", "tờ Guardian". */
static bool is_outlet(const sk_doc *d, sk_range r)
{
    uint32_t at = r.beg + sk_qword_at(d, r.beg, r.end, SK_QW_MEDIA);
    size_t lo = 0, hi = d->hits.n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (d->hits.v[mid].tok_beg < r.beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < d->hits.n && d->hits.v[lo].tok_beg <= at; lo++)
        if ((d->hits.v[lo].tok_beg == r.beg || d->hits.v[lo].tok_beg == at) &&
            d->eng->know->aliases.v[d->hits.v[lo].alias].kind ==
                SK_KNOW_OUTLET)
            return true;
    return false;
}

/* Words before a speaker and verb that follow them: "...", ông A nói. The
 * tokens that they cover, empty if there are none. from is where the phrase of
 * the speaker begins. */
static sk_range before(const unit *u, uint32_t from, uint32_t lo)
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
    if (p && p->close_end == i && !sep && p->close - p->open_end < UTTERANCE)
        return (sk_range){lo, lo};
    if (!p && !sep)
        return (sk_range){lo, lo};
    return (sk_range){lo, i};
}

/* Behind the words that lead into a sentence: "Tuy nhiên, tại đây, ...". */
static uint32_t behind_lead(const unit *u, uint32_t i, uint32_t end)
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

static sk_quote_site site_of(const unit *u, uint32_t cue_beg, uint32_t cue_end,
                             sk_range who, uint8_t place)
{
    sk_quote_site s = {.cue_beg = cue_beg, .cue_end = cue_end, .place = place};

    s.who_beg = who.beg;
    s.who_end = who.end;
    if (who.beg == who.end && u->last.cue_end) { /* shares the one before */
        s.who_beg = u->last.who_beg;
        s.who_end = u->last.who_end;
        s.place = u->last.place == SK_QUOTE_CONTINUED ? SK_QUOTE_CONTINUED
                                                      : place;
    }
    return s;
}

/* A predicate among beg..end. */
static bool is_clause(const unit *u, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (sk_qword_at(u->q.d, i, end, SK_QW_PRED))
            return true;
    return end - beg > 12;
}

static bool has_pair(const unit *u, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (sk_qpair(&u->q, i))
            return true;
    return false;
}

/* The tokens beg..end are the mention of one person. */
static bool is_person(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const sk_mention *m = sk_mention_from(d, beg);

    return m && m->tok_end == end && m->type == SK_PER;
}

/* "Theo ông A, Tổng thống B còn “bày tỏ ...”": the words in marks are B's, told
 * by A. */
static void second_hand(unit *u, uint32_t beg, uint32_t end, sk_range teller)
{
    sk_doc *d = u->q.d;
    uint32_t i = beg;
    const sk_pair *p;
    sk_quote_site s = {.place = SK_QUOTE_BEFORE, .inside = true};
    sk_range was = u->relay;

    while (i < end && !sk_qpair(&u->q, i))
        i++;
    p = i < end ? sk_qpair(&u->q, i) : NULL;
    if (!p || p->close_end < end || p->close - p->open_end < LONG_WORDS)
        return;
    i = sk_qskip_back(&u->q, beg, i);
    if (!is_person(d, beg, i))
        return;
    s.who_beg = beg;
    s.who_end = i;
    u->relay = teller;
    add(u, SK_DIRECT, inside(d, p), p->open, NULL, &s);
    u->relay = was;
}

/* "Theo X, ..." and "..., theo X": X from beg on. */
static uint32_t source(unit *u, uint32_t at, uint32_t n, const sk_cue *cue)
{
    const sk_qpara *q = &u->q;
    uint32_t beg = at + n, end = beg, from = u->done;
    sk_range who;
    sk_quote_site s;
    bool head = sk_qchunk(q, u->done, at) == at ||
                behind_lead(u, u->done, at + n) >= at;

    while ((n = sk_qword_at(q->d, end, u->end, SK_QW_DET)) > 0)
        end += n;
    if (!head || sk_qword_at(q->d, end, u->end, SK_QW_NOTSOURCE))
        return beg;
    end = beg;
    while (end < u->end && !sk_qbreak(q, end) && !sk_qpair(q, end))
        end++;
    who = (sk_range){beg, end};
    if (who.beg == who.end || end - beg > 24)
        return beg;
    if (is_outlet(q->d, who)) {
        u->relay = who;
        return end;
    }
    s = site_of(u, at, beg, who, SK_QUOTE_BEFORE);
    from = behind_lead(u, from, at);
    if (from < at && sk_qbreak(q, at - 1) &&
        (has_pair(u, from, at) || is_clause(u, from, at))) {
        s.place = SK_QUOTE_AFTER;
        said(u, from, at - 1, cue, &s);
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
             is_person(q->d, end + 1, k)) &&
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
        said(u, end + 1, stop, cue, &s);
        second_hand(u, end + 1, stop, who);
        u->last = s;
        return u->done = stop;
    }
    return end;
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

static bool is_utterance(const sk_doc *d, const sk_pair *p)
{
    return p->close - p->open_end >= SAY_ON &&
           (d->toks.v[p->open_end].flags & SK_TOK_CAP ||
            d->toks.v[p->open_end].kind != SK_TOK_LETTERS);
}

/* Who hands on the words of the speaker at `who`: "Reuters dẫn lời ông A". */
static void hear(unit *u, uint32_t who)
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

/* A name, a pronoun or a word for people among the first of beg..end. */
static bool names_anyone(const unit *u, uint32_t beg, uint32_t end)
{
    const sk_doc *d = u->q.d;

    while (beg < end && (sk_qbreak(&u->q, beg) ||
                         d->toks.v[beg].kind == SK_TOK_MARK))
        beg++;
    if (sk_qword_at(d, beg, end,
                    SK_QW_PERSON | SK_QW_PRONOUN | SK_QW_DET | SK_QW_TITLE))
        return true;
    for (; beg < end; beg++)
        if (d->toks.v[beg].flags & SK_TOK_CAP)
            return true;
    return false;
}

/* Where the marks end that a speaker and the verb at `at` follow, and nothing
 * but he and what describes him stands between: "...", ông A, giám đốc B, nói.
 * 0 if there are none. */
static uint32_t close_before(const unit *u, uint32_t at)
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
        p->close - p->open_end < UTTERANCE)
        return 0;
    if (sk_qword_at(q->d, p->close_end, at, SK_QW_SUB | SK_QW_CONJ) ||
        sk_qword_at(q->d, p->close_end + 1, at,
                    SK_QW_SUB | SK_QW_CONJ | SK_QW_BUT | SK_QW_STOP))
        return 0;
    return names_anyone(u, p->close_end, at) ? p->close_end : 0;
}

/* Can the words beg..end before "ông A nói" be what he says? Not if they only
 * tell when or where. */
static bool is_statement(const unit *u, uint32_t beg, uint32_t end,
                         const sk_cue *cue)
{
    uint32_t n = 0;

    if (cue->frame != SK_CUE_SAY || !strchr("cp", cue->takes) ||
        sk_qword_at(u->q.d, beg, end, SK_QW_PREP | SK_QW_SUB | SK_QW_LEAD |
                                          SK_QW_TIMEHEAD))
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
static uint32_t clause_after(const unit *u, uint32_t cue_end)
{
    if (!cue_end)
        return u->beg;
    while (cue_end < u->end && !sk_qbreak(&u->q, cue_end))
        cue_end++;
    return cue_end < u->end ? cue_end + 1 : cue_end;
}

/* Only a comma and "và" (and) or the like stand between the last words said
 * and the verb at `at`: the same speaker goes on. */
static bool goes_on(const unit *u, uint32_t at)
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
static bool speaks_inside(const unit *u, sk_range r)
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
static bool may_share(const unit *u, uint32_t at)
{
    const sk_qpara *q = &u->q;
    uint32_t i = sk_qskip_back(q, u->beg, at);

    if (sk_qword_at(q->d, at, at + 1, SK_QW_PREP))
        return true; /* "với cáo buộc" */
    return i <= u->beg ? u->last.cue_end > 0
                       : sk_qbreak(q, i - 1) || sk_qpair(q, i - 1) || i < at ||
                             q->d->toks.v[i - 1].ch == ')' ||
                             sk_qword_before(q->d, u->beg, i,
                                             SK_QW_SUB | SK_QW_CONJ);
}

/* One reporting verb; returns where to go on. */
static uint32_t verb(unit *u, uint32_t at, uint32_t n, const sk_cue *cue)
{
    const sk_qpara *q = &u->q;
    sk_range who = sk_qsubject(q, u->done, at), what, pre = {0, 0};
    bool own = who.end > who.beg, shared;
    sk_quote_site s;
    uint32_t k;

    /* "nhận xét của Tổng thống Mỹ rằng": the speaker follows */
    if (at + n < u->end && q->d->toks.v[at + n].id == q->c->cua) {
        for (k = at + n + 1; k < u->end; k++)
            if (q->d->toks.v[k].id == q->c->rang || q->d->toks.v[k].ch == ':')
                break;
        if (k < u->end && k - at - n < 16) {
            who = (sk_range){at + n + 1, k};
            own = true;
        }
    }
    k = close_before(u, at);
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
    what = sk_qcomplement(q, cue, at + n, u->end, pre.end > pre.beg &&
                          (sk_qpair(q, pre.end - 1) ||
                           (sk_qword_at(q->d, at + n, u->end, SK_QW_PREP) &&
                            is_statement(u, pre.beg, pre.end, cue))));
    shared = !own && may_share(u, at);
    if (!own && !shared &&
        !(what.end && sk_qpair(q, what.beg) &&
          sk_qpair(q, what.beg)->close - what.beg > LONG_WORDS))
        return at + n;
    if (!own && !goes_on(u, at))
        who = sk_qinherit(q, clause_after(u, u->last.cue_end), at);
    if (own)
        hear(u, who.beg);
    s = site_of(u, at, at + n, who, SK_QUOTE_BEFORE);
    if (pre.end > pre.beg && (what.end == 0 || sk_qpair(q, pre.end - 1))) {
        const sk_pair *p = sk_qpair(q, pre.end - 1);
        uint32_t b = behind_lead(u, pre.beg, pre.end);
        sk_quote_site a = s;
        a.place = SK_QUOTE_AFTER;
        bool whole = p && p->close_end == pre.end &&
                     (p->open <= b + 1 ||
                      (p->close - p->open_end > LONG_WORDS &&
                       is_utterance(q->d, p)));
        bool when = sk_qword_at(q->d, b, pre.end, SK_QW_PREP | SK_QW_SUB);
        if ((p && (whole || (!what.end && !when))) || is_statement(u, b, pre.end, cue)) {
            said(u, whole ? p->open : b, pre.end, cue, &a);
            u->last = a;
            u->done = at + n;
        }
    }
    if (what.end > what.beg && own && is_outlet(q->d, who) &&
        speaks_inside(u, what)) {
        u->relay = who; /* "Reuters đưa tin, ông A nói ..." */
        return u->done = at + n;
    }
    if (what.end > what.beg) {
        said(u, what.beg, what.end, cue, &s);
        u->last = s;
        return u->done = what.end;
    }
    if (u->done < at + n && own)
        u->last = s;
    return at + n;
}

/* "Reuters dẫn lời ông A" without a verb of his: the words stand before, or
 * behind a colon. */
static uint32_t relay(unit *u, uint32_t at, uint32_t n, const sk_cue *cue)
{
    const sk_qpara *q = &u->q;
    uint32_t beg = at + n, end = beg, k;
    sk_quote_site s;

    while (end < u->end && !sk_qbreak(q, end) && !sk_qpair(q, end) &&
           q->d->toks.v[end].ch != ':' && q->d->toks.v[end].id != q->c->rang) {
        const sk_cue *other;
        if (sk_qcue(q, beg, end, u->end, &other) && other->frame <= SK_CUE_NAME)
            return beg; /* his verb will see to it */
        end++;
    }
    if (end == beg)
        return beg;
    s = site_of(u, at, beg, (sk_range){beg, end}, SK_QUOTE_BEFORE);
    u->relay = (sk_range){sk_qchunk(q, u->done, at), at};
    k = close_before(u, at);
    if (k) {
        s.place = SK_QUOTE_AFTER;
        said(u, sk_qpair(q, k - 1)->open, k, cue, &s);
        u->last = s;
        return u->done = end;
    }
    if (end + 1 < u->end &&
        (q->d->toks.v[end].ch == ':' || q->d->toks.v[end].id == q->c->rang)) {
        uint32_t stop = sk_qend(q, end + 1, u->end);
        said(u, end + 1, stop, cue, &s);
        u->last = s;
        return u->done = stop;
    }
    return end;
}

static bool is_speaker_like(const unit *u, uint32_t beg, uint32_t end)
{
    const sk_doc *d = u->q.d;

    if (sk_qword_at(d, beg, end, SK_QW_PERSON | SK_QW_PRONOUN))
        return true;
    return sk_mention_from(d, beg) && sk_mention_from(d, beg)->tok_end <= end;
}

/* "Ông A: ..." without a verb; in titles also without marks. */
static void colon(unit *u)
{
    const sk_qpara *q = &u->q;
    static const sk_cue by_colon = {{":", 1}, SK_CUE_SAY, SK_NEUTRAL, 'c'};
    sk_range who;
    sk_quote_site s;
    uint32_t k = u->beg;

    while (k < u->end && k - u->beg < COLON_MAX && q->d->toks.v[k].ch != ':')
        k++;
    if (k >= u->end || k == u->beg || q->d->toks.v[k].ch != ':' ||
        k + 1 >= u->end || k < u->done)
        return;
    who.beg = behind_lead(u, u->beg, k);
    who.end = k;
    if (sk_qpair(q, k + 1) ? u->claimed[q->pair_of[k + 1 - q->beg] - 1]
                           : !q->title)
        return;
    if (!sk_qpair(q, k + 1) &&
        (q->d->paras.v[q->para].kind != SK_PARA_TITLE ||
         !is_speaker_like(u, who.beg, who.end)))
        return;
    for (uint32_t i = who.beg; i < k; i++) /* "... của ông A: " */
        if (is_person(q->d, i, k))
            who.beg = i;
    s = u->last.cue_end ? u->last
                        : site_of(u, k, k + 1, who, SK_QUOTE_BEFORE);
    said(u, k + 1, q->title ? u->end : sk_qpair(q, k + 1)->close_end, &by_colon,
         &s);
    u->last = s;
    u->done = u->end;
}

/* ---- pairs that no verb has claimed ---- */

/* A person is named from i on, before the next comma and a clause. */
static bool has_person(const unit *u, uint32_t i)
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

static void unclaimed(unit *u, const sk_pair *p)
{
    sk_doc *d = u->q.d;
    uint32_t words = p->close - p->open_end;
    sk_quote_site s = {.place = SK_QUOTE_CONTINUED};
    const sk_pair *outer = p->outer == SK_NONE ? NULL : &u->q.pairs.v[p->outer];
    bool first = p->open <= u->beg + 1, last = p->close_end + 1 >= u->end;
    bool colon = p->open > u->beg && d->toks.v[p->open - 1].ch == ':';
    bool speech = d->quotes.n > 0 || u->sites->carry.who_end;

    if (outer)
        return; /* part of what is said or of a name */
    if (u->q.title || !speech) {
        scare(u, p);
        return;
    }
    if (first && u->sites->carry.who_end && p->open <= u->q.beg + 1) {
        s = u->sites->carry;
        add(u, SK_DIRECT, inside(d, p), p->open, NULL, &s);
    } else if (u->last.cue_end && p->open >= u->last.cue_end &&
               is_utterance(d, p)) {
        s = u->last;
        add(u, SK_DIRECT, inside(d, p), p->open, NULL, &s);
    } else if (is_utterance(d, p) && words >= UTTERANCE &&
               sk_qbreak(&u->q, p->close_end < u->end ? p->close_end : p->open) &&
               p->close_end + 2 < u->end &&
               (is_speaker_like(u, p->close_end + 1, u->end) ||
                has_person(u, p->close_end + 1))) {
        s.place = SK_QUOTE_AFTER; /* a verb that no table knows */
        s.who_beg = p->close_end + 1;
        for (s.who_end = s.who_beg; s.who_end < u->end; s.who_end++) {
            const sk_cue *cue;
            if (sk_qbreak(&u->q, s.who_end) ||
                sk_cue_at(d, s.who_end, u->end, &cue))
                break;
        }
        add(u, SK_DIRECT, inside(d, p), p->open, NULL, &s);
    } else if ((first && last && is_utterance(d, p)) || colon ||
               (first && is_utterance(d, p) && words >= LONG_WORDS) ||
               (words > LONG_WORDS &&
                !sk_qword_before(d, u->beg, p->open, SK_QW_NAMING))) {
        add(u, SK_DIRECT, inside(d, p), p->open, NULL, &s);
    } else {
        scare(u, p);
    }
}

/* ---- sentences ---- */

static void sentence(unit *u)
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
        colon(u);
    while (i < u->end && u->done < u->end) {
        const sk_pair *p = sk_qpair(q, i);
        if (p) {
            i = p->close_end > i ? p->close_end : i + 1;
            continue;
        }
        n = sk_qcue(q, u->beg, i, u->end, &cue);
        if (!n) {
            uint32_t skip = sk_cue_at(q->d, i, u->end, &cue);
            i += skip ? skip : 1;
            continue;
        }
        if (cue->frame == SK_CUE_RELAY)
            i = relay(u, i, n, cue);
        else if (cue->frame == SK_CUE_SOURCE)
            i = source(u, i, n, cue);
        else if (!caption)
            i = verb(u, i, n, cue);
        else
            i += n;
    }
    if (!q->title)
        colon(u);
    for (size_t k = u->pair_beg; k < u->pair_end; k++) {
        const sk_pair *p = &q->pairs.v[k];
        if (p->open >= u->beg && p->open < u->end && !u->claimed[k])
            unclaimed(u, p);
    }
}

static bool ends_sentence(const sk_tok *t)
{
    return t->ch == '.' || t->ch == '!' || t->ch == '?';
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
    if (s < d->sents.n && d->sents.v[s].tok_beg == i)
        return !was || ends_sentence(sk_qtok(q, was->close - 1)) ||
               ends_sentence(p);
    if (was && was->close_end == i)
        return ends_sentence(sk_qtok(q, was->close - 1)) &&
               (t->flags & SK_TOK_CAP || in);
    if (in && ends_sentence(p) && !(t->flags & SK_TOK_SPACE))
        return true; /* a blank was lost before the marks */
    if (!was && i >= q->beg + 2 && sk_mark_at(d, i - 1, i) &&
        ends_sentence(sk_qtok(q, i - 2)) && (t->flags & SK_TOK_CAP))
        return true; /* the opening one of these marks was lost */
    return ends_sentence(p) && i >= q->beg + 2 &&
           sk_qtok(q, i - 2)->kind == SK_TOK_LETTERS &&
           !(sk_qtok(q, i - 2)->flags & SK_TOK_UPPER) &&
           sk_qtok(q, i - 2)->end - sk_qtok(q, i - 2)->beg > 2 &&
           ((t->flags & (SK_TOK_CAP | SK_TOK_UPPER)) == SK_TOK_CAP || in);
}

static void paragraph(sk_doc *d, site_list *sites, uint32_t para, uint32_t beg,
                      uint32_t end, bool runs_on)
{
    unit u = {.q = {.d = d, .c = d->eng->cues, .para = para, .beg = beg,
                    .end = end},
              .sites = sites};
    uint8_t kind = d->paras.v[para].kind;
    uint32_t from = beg, s = sent_of(d, beg);

    u.q.title = kind == SK_PARA_TITLE || kind == SK_PARA_HEADING;
    u.q.pair_of = sk_new(&d->arena, uint32_t, end - beg);
    sk_marks_pair(d, beg, end, runs_on, &u.q.pairs);
    u.claimed = sk_new(&d->arena, uint8_t, u.q.pairs.n + 1);
    for (size_t i = u.q.pairs.n; i-- > 0;)
        if (u.q.pairs.v[i].outer == SK_NONE)
            for (uint32_t t = u.q.pairs.v[i].open;
                 t < u.q.pairs.v[i].close_end ||
                 (t < u.q.pairs.v[i].close && t < end);
                 t++)
                u.q.pair_of[t - beg] = (uint32_t)i + 1;
    for (uint32_t i = beg + 1; i <= end; i++) {
        while (s < d->sents.n && d->sents.v[s].tok_beg < i)
            s++;
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
    site_list sites = {0};
    uint32_t tok = 0;

    d->quotes.n = 0;
    for (uint32_t p = 0; p < d->paras.n; p++) {
        uint32_t beg = tok, next;
        while (tok < d->toks.n && d->toks.v[tok].beg < d->paras.v[p].span.end)
            tok++;
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
