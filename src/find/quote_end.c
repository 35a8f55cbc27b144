/* quote_end.c - what is said: where the words of a reporting verb begin and end.
 *
 * They begin behind whom it is said to and where, behind rằng (that), a comma,
 * a colon or nothing; they end before a contrast of the writer's own, a second
 * reporting verb, or with the sentence.
 */
#include "find/quote_part.h"

enum { REACH = 45, PP_REACH = 22, SPEAKER_REACH = 9 };

/* Behind a comma: does a reporting verb follow that shares the speaker? */
static bool verb_follows(const sk_qpara *q, uint32_t lo, uint32_t i,
                         uint32_t hi)
{
    const sk_cue *cue;
    uint32_t n, k = i;

    while ((n = sk_qw(q, k, hi, SK_QW_CONJ | SK_QW_ADV | SK_QW_AUX)) > 0)
        k += n;
    n = k < hi ? sk_qcue(q, lo < k ? k - 1 : k, k, hi, &cue) : 0;
    if (!n || cue->frame == SK_CUE_SOURCE || cue->frame == SK_CUE_RELAY)
        return false;
    if (cue->takes != 'c' &&
        !sk_qbreak(q, i - 1)) /* "coi trọng và mong muốn" */
        return k + n < hi &&
               (sk_qtok(q, k + n)->id == q->c->rang ||
                sk_qtok(q, k + n)->ch == ':' || sk_qpair(q, k + n));
    if (cue->takes == 'r' && k == i) /* mere descriptions of the same act */
        return sk_qtok(q, k + n)->id == q->c->rang || k + n >= hi;
    return true;
}

/* Behind a comma: only a speaker and his verb up to hi ("ông A nói"). */
static bool attribution(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    const sk_cue *cue;
    uint32_t n;

    for (uint32_t k = i; k < hi && k < i + REACH; k = sk_qnext(q, k, hi)) {
        if (sk_qbreak(q, k))
            return false;
        n = sk_qcue(q, i, k, hi, &cue);
        if (!n || k == i || cue->frame >= SK_CUE_SOURCE ||
            cue->frame == SK_CUE_NAME)
            continue;
        if (sk_qsubject(q, i, k).beg == k)
            return false;
        k = sk_qskip(q, k + n, hi);
        return k >= hi || sk_qtok(q, k)->ch == '.' ||
               (sk_qw(q, k, hi, SK_QW_PREP) && cue->frame == SK_CUE_SAY &&
                !sk_qcomplement(q, cue, k, hi, true).end);
    }
    return false;
}

/* Does what follows the break at i end the words said? */
static bool ends_here(const sk_qpara *q, uint32_t beg, uint32_t i, uint32_t hi)
{
    uint32_t k = i + 1, n;

    if (verb_follows(q, beg, k, hi))
        return true;
    if ((n = sk_qw(q, k, hi, SK_QW_BUT)) > 0)
        return sk_qw(q, k + n, hi, SK_QW_OWN) ||
               (k + n < hi && sk_qtok(q, k + n)->id != 0 &&
                verb_follows(q, beg, k + n, hi));
    if ((n = sk_qw(q, k, hi, SK_QW_STOP)) > 0) /* not "đồng thời các bên ..." */
        return !sk_qw(q, k, hi, SK_QW_CONJ) ||
               !(sk_qw(q, k + n, hi, SK_QW_DET) ||
                 sk_mention_from(q->d, k + n));
    return attribution(q, k, hi);
}

/* A new speaker with his verb from i on: "và cả hai nhà lãnh đạo cho biết". */
static bool speaks(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    for (uint32_t k = i; k < hi && k < i + SPEAKER_REACH; k++) {
        const sk_cue *cue;
        uint32_t n;
        if (sk_qbreak(q, k) || sk_qpair(q, k))
            return false;
        n = sk_qcue(q, i, k, hi, &cue);
        if (n && cue->frame == SK_CUE_SAY && cue->takes == 'c') {
            sk_range who = sk_qsubject(q, i, k);
            return who.end > who.beg && who.beg <= i + 1 &&
                   (sk_mention_from(q->d, who.beg) ||
                    sk_qw(q, who.beg, k, SK_QW_PRONOUN | SK_QW_DET) ||
                    who.beg > i) &&
                   sk_qskip_back(q, who.beg, k) <= who.end;
        }
    }
    return false;
}

uint32_t sk_qend(const sk_qpara *q, uint32_t beg, uint32_t hi)
{
    uint32_t n;

    for (uint32_t i = beg; i < hi; i = sk_qnext(q, i, hi)) {
        const sk_tok *t = sk_qtok(q, i);
        if (sk_qpair(q, i))
            continue;
        if (t->ch == ':' && i > beg && i + 1 < hi &&
            (q->title || sk_qpair(q, i + 1)))
            return i; /* in a title it begins something else */
        if (sk_qbreak(q, i)) {
            if (i > beg && ends_here(q, beg, i, hi))
                return i;
            continue;
        }
        if (i == beg)
            continue;
        if (sk_qw(q, i, hi, SK_QW_BARESTOP))
            return i;
        n = sk_qw(q, i, hi, SK_QW_CONJ);
        if (n && !sk_qw_before(q, beg, i, SK_QW_AUX) &&
            (verb_follows(q, beg, i + n, hi) || speaks(q, i + n, hi)))
            return i;
    }
    return hi;
}

/* rằng, a colon, marks or a comma on from i: where the words begin, 0. */
static uint32_t opening(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    for (uint32_t k = i; k < hi && k < i + PP_REACH; k = sk_qnext(q, k, hi)) {
        const sk_tok *t = sk_qtok(q, k);
        const sk_pair *p = sk_qpair(q, k);
        const sk_cue *other;
        uint32_t n;
        if (p)
            return p->open == k && p->close - p->open_end > 3 &&
                           !sk_qw_before(q, i, k, SK_QW_NAMING)
                       ? k
                       : 0;
        if (t->id == q->c->rang || t->ch == ':')
            return k + 1;
        if (sk_qbreak(q, k)) {
            if (k + 1 < hi && sk_qtok(q, k + 1)->id == q->c->rang)
                return k + 2;
            if (k + 1 < hi && sk_qpair(q, k + 1))
                return k + 1;
            return 0;
        }
        n = k > i ? sk_qcue(q, i, k, hi, &other) : 0;
        if (n && other->frame < SK_CUE_JUDGE &&
            !sk_qw(q, k + n, hi, SK_QW_PREP))
            return 0;
    }
    return 0;
}

/* The comma that closes a phrase of whom, where or when; 0. */
static uint32_t behind_phrase(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    for (uint32_t k = i; k < hi && k < i + PP_REACH; k = sk_qnext(q, k, hi))
        if (sk_qbreak(q, k)) {
            uint32_t n = k + 1;
            if (!sk_qcomma(q, k) || verb_follows(q, i, n, hi) ||
                sk_qw(q, n, hi, SK_QW_STOP | SK_QW_BUT | SK_QW_CONJ))
                return 0;
            return n;
        }
    return 0;
}

static bool has_pair(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (sk_qpair(q, i))
            return true;
    return false;
}

static bool has_id(const sk_qpara *q, uint32_t beg, uint32_t end, uint32_t id)
{
    for (uint32_t i = beg; i < end; i = sk_qnext(q, i, end))
        if (sk_qtok(q, i)->id == id)
            return true;
    return false;
}

/* A predicate in beg..end: no bare object ("những điều kiện"). */
static bool is_clause(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i = sk_qnext(q, i, end))
        if (sk_qw(q, i, end, SK_QW_PRED))
            return true;
    return false;
}

/* Can the cue say r? that: rằng, a colon or marks stood before it. */
static bool fits(const sk_qpara *q, const sk_cue *cue, sk_range r, bool that)
{
    const sk_pair *p = sk_qpair(q, r.beg);
    bool pair = has_pair(q, r.beg, r.end);

    if (that)
        return true;
    switch (cue->takes) {
    case 'q':
        return pair;
    case 'l':
        return pair || has_id(q, r.beg, r.end, q->c->la);
    case 'v':
        return pair || sk_qtok(q, r.beg)->id == q->c->viec;
    case 'r':
        return p && p->close - p->open_end > 5;
    case 'p':
        return pair || is_clause(q, r.beg, r.end);
    case 'c':
    case 'm':
        return cue->frame != SK_CUE_ASK || pair || r.end - r.beg >= 4 ||
               q->title;
    default:
        return false;
    }
}

/* "cảnh báo ông Putin trước cuộc gặp": whom a warning goes to and when or
 * where, but nothing that is said of him. */
static bool only_addressed(const sk_qpara *q, const sk_cue *cue, sk_range r)
{
    const sk_mention *m = sk_mention_from(q->d, r.beg);

    if (!m || cue->frame != SK_CUE_SAY || cue->stance != SK_THREATEN ||
        m->tok_end > r.end ||
        (m->tok_end < r.end &&
         !sk_qw(q, m->tok_end, r.end, SK_QW_PREP | SK_QW_TIMEHEAD)) ||
        has_pair(q, r.beg, r.end) || is_clause(q, m->tok_end, r.end))
        return false;
    for (uint32_t i = m->tok_end; i < r.end; i++) {
        const sk_word *w = sk_word_at(q->d, i);
        bool says = w && (w->pos == SK_VERB || w->pos == SK_ADJ);
        if (says && !sk_qw_before(q, r.beg, w->tok_beg, SK_QW_NOUNPRE))
            return false; /* not "cuộc gặp" (meeting) */
    }
    return true;
}

/* Does the comma before i open what the cue says ("cho biết, ...")? */
static bool comma_opens(const sk_qpara *q, const sk_cue *cue, uint32_t cue_end,
                        uint32_t i, uint32_t hi)
{
    uint32_t stops = SK_QW_BUT | SK_QW_CONJ;

    if (!strchr("cpm", cue->takes) ||
        (cue->frame != SK_CUE_SAY && cue->frame != SK_CUE_ACCUSE) ||
        verb_follows(q, cue_end, i, hi))
        return false;
    if (!sk_str_starts(cue->text, SK_STR("cho ")))
        stops |= SK_QW_STOP;
    if (sk_qw(q, i, hi, stops))
        return false;
    return cue->takes != 'p' || sk_mention_from(q->d, i) ||
           sk_qw(q, i, hi, SK_QW_DET | SK_QW_PREP | SK_QW_TIMEHEAD);
}

sk_range sk_qcomplement(const sk_qpara *q, const sk_cue *cue, uint32_t cue_end,
                        uint32_t hi, bool after)
{
    sk_range none = {0, 0}, r;
    uint32_t i = cue_end, k;
    bool that = false, prep;

    while (i < hi && sk_qtok(q, i)->kind == SK_TOK_MARK &&
           sk_qtok(q, i)->ch == ' ')
        i++;
    if (i >= hi)
        return none;
    k = sk_qtime_on(q, i, hi);
    if (k > i && (k >= hi || sk_qtok(q, k)->id == q->c->rang ||
                  sk_qbreak(q, k) || sk_qtok(q, k)->ch == ':'))
        i = k;
    if (i >= hi)
        return none;
    prep = sk_qw(q, i, hi, SK_QW_PREP) &&
           (sk_qw(q, i, hi, SK_QW_PREP) > 1 || sk_lone_word(q->d, i));
    if (sk_qtok(q, i)->id == q->c->rang || sk_qtok(q, i)->ch == ':') {
        that = true;
        i++;
    } else if (sk_qcomma(q, i)) {
        if (after || i + 1 >= hi)
            return none;
        if (!sk_qpair(q, i + 1) && !comma_opens(q, cue, cue_end, i + 1, hi))
            return none;
        i++;
    } else if (!sk_qpair(q, i) &&
               (prep || cue->takes == 'r' || sk_qtime_on(q, i, hi) > i ||
                sk_qtok(q, i)->id == q->c->cua || sk_qtok(q, i)->ch == '(')) {
        k = opening(q, i, hi);
        if (k) {
            that = true;
            i = k;
        } else if (after || cue->takes == 'r') {
            return none;
        } else if (prep && sk_qtok(q, i)->id == q->c->ve) {
            return none; /* "đưa tin về": no words */
        } else if (prep && cue->frame == SK_CUE_SAY && cue->takes == 'c') {
            k = behind_phrase(q, i, hi);
            if (k)
                i = k;
            else if (!is_clause(q, i, sk_qend(q, i, hi)))
                return none;
        }
    } else if (after) {
        return none;
    }
    if (i < hi && (sk_qcomma(q, i) || sk_qtok(q, i)->ch == ':'))
        i++;
    if (i >= hi || sk_qtok(q, i)->ch == '.')
        return none;
    r = (sk_range){i, sk_qend(q, i, hi)};
    if (r.beg >= r.end || !fits(q, cue, r, that) ||
        (!that && only_addressed(q, cue, r)))
        return none;
    return r;
}
