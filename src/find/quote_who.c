/* quote_who.c - who speaks: the subject of a reporting verb.
 *
 * It stands before the verb, with time and adverbs between; or it is set apart
 * by commas with what describes it; or the verb shares it with the one before.
 */
#include "find/quote_part.h"

enum { REACH = 45, CHUNK_MAX = 120, CHUNKS = 8 };

uint32_t sk_qchunk(const sk_qpara *q, uint32_t lo, uint32_t tok)
{
    uint32_t i = tok;

    while (i > lo && tok - i < CHUNK_MAX) {
        const sk_pair *p = sk_qpair(q, i - 1);
        if (p && p->close_end == i)
            return i;
        if (p) {
            i = p->open;
            continue;
        }
        if (sk_qtok(q, i - 1)->ch == ')') {
            uint32_t k = i - 1;
            while (k > lo && k + REACH > i && sk_qtok(q, k)->ch != '(')
                k--;
            i = sk_qtok(q, k)->ch == '(' ? k : i - 1;
            continue;
        }
        if (sk_qbreak(q, i - 1) || sk_qtok(q, i - 1)->ch == ':')
            return i;
        i--;
    }
    return i;
}

/* Where the last clause inside beg..end begins: behind its last subordinator
 * and the words that lead in. */
static uint32_t clause_in(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    uint32_t at = beg, n;

    for (uint32_t i = beg; i < end; i = sk_qnext(q, i, end)) {
        const sk_cue *cue;
        n = sk_cue_at(q->d, i, end, &cue);
        if (n && cue->frame == SK_CUE_RELAY && i + n < end)
            at = i + n; /* "Reuters dẫn lời ông A" */
        if ((n = sk_qw(q, i, end, SK_QW_SUB)) > 0 && i + n < end) {
            /* "và" inside a name phrase joins two speakers */
            bool joins = n == 1 && i > beg && sk_qw(q, i, end, SK_QW_CONJ) &&
                         (sk_qtok(q, i + 1)->flags & SK_TOK_CAP);
            if (!joins)
                at = i + n;
        }
    }
    for (;;) {
        uint32_t was = at;
        n = sk_qw(q, at, end, SK_QW_LEAD | SK_QW_CONJ);
        if (n && at + n < end && (n > 1 || sk_lone_word(q->d, at)))
            at += n;
        at = sk_qtime_on(q, at, end);
        if (at == was || at >= end)
            break;
    }
    return at < end ? at : end;
}

/* A phrase ends before the first auxiliary or adverb in it. */
static uint32_t phrase_end(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i = sk_qnext(q, i, end)) {
        const sk_cue *cue;
        if (i > beg &&
            (sk_qw(q, i, end, SK_QW_AUX) ||
             (sk_qcue(q, beg, i, end, &cue) && cue->frame != SK_CUE_SOURCE)))
            return i;
    }
    return end;
}

/* Does a chunk tell of an act (so that it is no name phrase)? */
static bool has_act(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    return phrase_end(q, beg, end) < end || sk_qw(q, beg, end, SK_QW_AUX);
}

/* Does a phrase name people or bodies? */
static bool names_someone(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    bool cap = false;

    if (sk_qw(q, beg, end, SK_QW_THING) &&
        !(sk_qtok(q, beg)->flags & SK_TOK_CAP && beg > q->beg))
        return false;
    if (sk_qw(q, beg, end, SK_QW_PRONOUN | SK_QW_PERSON | SK_QW_DET))
        return true;
    /* the capital of the first word may be that of the sentence */
    cap = beg < end && sk_mention_from(q->d, beg);
    for (uint32_t i = beg + 1; i < end; i++)
        cap |= sk_qtok(q, i)->flags & SK_TOK_CAP;
    for (uint32_t i = beg; i < end && !cap; i++)
        cap = sk_qw(q, i, end, SK_QW_PERSON);
    return cap;
}

static bool joined(const sk_qpara *q, uint32_t lo, uint32_t beg, uint32_t tok)
{
    if (sk_qw_before(q, lo, beg, SK_QW_CONJ))
        return true;
    for (uint32_t i = beg; i < tok; i++)
        if (sk_qw(q, i, tok, SK_QW_CONJ))
            return true;
    return false;
}

/* The chunk beg..end between commas is a name or describes one: "Steffen
 * Hebestreit", "phát ngôn viên của Thủ tướng Đức". */
static bool is_phrase(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    return end > beg && end - beg < 26 && !has_act(q, beg, end) &&
           !sk_qw(q, beg, end,
                  SK_QW_SUB | SK_QW_PREP | SK_QW_LEAD | SK_QW_TIMEHEAD) &&
           (sk_mention_from(q->d, beg) || names_someone(q, beg, end));
}

/* The chunk before the comma at `at` is a name and little more. */
static bool named_before(const sk_qpara *q, uint32_t lo, uint32_t at)
{
    uint32_t from = sk_qchunk(q, lo, at), b = clause_in(q, from, at);

    return b < at && at - b < 16 && !has_act(q, b, at) &&
           (sk_mention_from(q->d, b) || sk_qw(q, b, at, SK_QW_PRONOUN));
}

/* A comma, or a dash between blanks: "ông A - giám đốc B - nói". */
static bool sets_apart(const sk_qpara *q, uint32_t i)
{
    return sk_qcomma(q, i) || (sk_qbreak(q, i) && sk_qtok(q, i)->ch != ';');
}

/* Names and descriptions in commas that end at the comma before end:
 * "Yelena, du khách đến từ Khabarovsk, cho rằng". */
static sk_range set_apart(const sk_qpara *q, uint32_t lo, uint32_t end)
{
    uint32_t last = end - 1, beg = last, at = last;

    while (at > lo) {
        uint32_t from = sk_qchunk(q, lo, at), b = from;
        if (from > lo && sets_apart(q, from - 1) && at - from < 30 &&
            sk_qw(q, from, at, SK_QW_RELATIVE | SK_QW_AUX) &&
            named_before(q, lo, from - 1)) {
            at = from - 1;
            continue; /* "người sẽ trở thành ứng viên" */
        }
        if (!is_phrase(q, from, at)) {
            b = clause_in(q, from, at);
            if (b > from && is_phrase(q, b, at))
                beg = b; /* "Khi đó ông A, ..." */
            break;
        }
        beg = from;
        if (from <= lo || !sets_apart(q, from - 1))
            break;
        at = from - 1;
    }
    return (sk_range){beg, beg < last ? last : beg};
}

/* The subject of the clause in the chunks before end: that of a verb without
 * one of its own ("Ông A công kích B, cáo buộc ..."). */
sk_range sk_qinherit(const sk_qpara *q, uint32_t lo, uint32_t end)
{
    uint32_t at = end;

    for (int chunk = 0; at > lo && chunk < CHUNKS; chunk++) {
        uint32_t from = sk_qchunk(q, lo, at), beg = from, stop, n;
        while ((n = sk_qw(q, beg, at, SK_QW_LEAD | SK_QW_CONJ)) > 0 &&
               beg + n < at && (n > 1 || sk_lone_word(q->d, beg)))
            beg += n;
        beg = sk_qtime_on(q, beg, at);
        stop = phrase_end(q, beg, at);
        for (uint32_t i = beg + 1; i < stop; i++)
            if (sk_qw(q, i, stop, SK_QW_ADV) && sk_lone_word(q->d, i))
                stop = i;
        if (sk_mention_from(q->d, beg) &&
            sk_mention_from(q->d, beg)->tok_end < stop)
            stop = sk_mention_from(q->d, beg)->tok_end;
        if (!sk_qw(q, from, at, SK_QW_PREP | SK_QW_SUB) && beg < stop &&
            stop < at && !sk_qw(q, beg, stop, SK_QW_THING) &&
            (sk_mention_from(q->d, beg) ||
             sk_qw(q, beg, stop, SK_QW_PRONOUN | SK_QW_PERSON | SK_QW_DET)))
            return (sk_range){beg, stop};
        if (from <= lo)
            break;
        at = from - 1;
    }
    return (sk_range){end, end};
}

/* A verb among the words of beg..end, as the word model sees it. */
static bool has_verb(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    const sk_doc *d = q->d;

    for (size_t i = SK_FIRST_FROM(d->words, tok_beg, beg);
         i < d->words.n && d->words.v[i].tok_beg < end; i++)
        if (d->words.v[i].pos == SK_VERB)
            return true;
    return false;
}

/* Nothing but adverbs and auxiliaries between a subject and its verb, or the
 * verb stands in a clause of purpose or time. */
static bool reaches(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    uint32_t n;

    if (sk_qw_before(q, beg, end, SK_QW_SUB | SK_QW_CONJ))
        return true;
    while (beg < end && (n = sk_qw(q, beg, end, SK_QW_AUX | SK_QW_ADV)) > 0)
        beg += n;
    return beg >= end || !has_verb(q, beg, end);
}

/* "Ông A - Phó giám đốc Viện B và C cho rằng": what stands between the dash and
 * the verb is his office, however long. */
static sk_range titled_behind(const sk_qpara *q, uint32_t lo, uint32_t from,
                              uint32_t end)
{
    sk_range none = {end, end};
    size_t i = sk_mention_after(q->d, from);
    const sk_mention *own = sk_mention_from(q->d, from);
    const sk_mention *m = i > 0 ? &q->d->mentions.v[i - 1] : NULL;

    if (from < lo + 2 || sk_qtok(q, from - 1)->ch != '-' || !m ||
        m->type != SK_PER || m->tok_end != from - 1 || m->tok_beg < lo ||
        (own && own->kind == SK_BY_NAME && own->tok_end == end) ||
        sk_qw(q, from, end, SK_QW_AUX) || has_verb(q, from, end) ||
        phrase_end(q, from, end) < end)
        return none;
    return (sk_range){m->tok_beg, m->tok_end};
}

sk_range sk_qsubject(const sk_qpara *q, uint32_t lo, uint32_t tok)
{
    sk_range none = {tok, tok}, r;
    uint32_t end = sk_qskip_back(q, lo, tok), beg, from, stop;

    if (end <= lo || joined(q, lo, end, tok))
        return none;
    if (sets_apart(q, end - 1)) {
        r = set_apart(q, lo, end);
        return r.end > r.beg ? r : none;
    }
    from = sk_qchunk(q, lo, end);
    r = titled_behind(q, lo, from, end);
    if (r.end > r.beg)
        return r;
    beg = clause_in(q, from, end);
    if (beg >= end)
        return none;
    if (sk_qw(q, beg, end, SK_QW_AUX)) /* ", đã công khai ..., kêu gọi" */
        return none;
    stop = phrase_end(q, beg, end);
    if (!names_someone(q, beg, stop) || !reaches(q, stop, end))
        return none;
    end = stop;
    /* "cố vấn của Tổng thống, ông A nói": the name after its description */
    if (beg == from && from > lo && sk_qcomma(q, from - 1) &&
        sk_mention_from(q->d, beg)) {
        uint32_t head = from - 1;
        uint32_t b = clause_in(q, sk_qchunk(q, lo, head), head);
        if (sk_qw(q, b, head, SK_QW_PERSON) && is_phrase(q, b, head) &&
            !sk_mention_from(q->d, b))
            beg = b;
    }
    return (sk_range){beg, end};
}
