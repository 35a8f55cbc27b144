/* quote_part.c - the parts around a reporting verb.
 *
 * Vietnamese puts them in one order: speaker, time and adverbs, verb, whom it
 * is said to and where, then rằng (that), a comma, a colon or nothing, and
 * what is said. Many reporting verbs are nouns as well (tuyên bố: state,
 * statement); the word before and the word after tell the two apart.
 */
#include "find/quote_part.h"

enum { REACH = 45, PP_REACH = 22, NOUN_REACH = 14, SPEAKER_REACH = 9,
       CHUNK_MAX = 120, CHUNKS = 8 };

static uint32_t word(const sk_qpara *q, uint32_t i, uint32_t hi, uint32_t cls)
{
    return i < hi ? sk_qword_at(q->d, i, hi, cls) : 0;
}

static uint32_t word_before(const sk_qpara *q, uint32_t lo, uint32_t i,
                            uint32_t cls)
{
    return i > lo ? sk_qword_before(q->d, lo, i, cls) : 0;
}

bool sk_qbreak(const sk_qpara *q, uint32_t i)
{
    const sk_tok *t = sk_qtok(q, i);

    if (t->kind != SK_TOK_MARK)
        return false;
    if (t->ch == ',' || t->ch == ';')
        return !(t->ch == ',' && i > q->beg && i + 1 < q->end &&
                 sk_qtok(q, i - 1)->kind == SK_TOK_DIGITS &&
                 sk_qtok(q, i + 1)->kind == SK_TOK_DIGITS &&
                 !(sk_qtok(q, i + 1)->flags & SK_TOK_SPACE));
    return (t->ch == '-' || (!t->ch && sk_str_eq(sk_doc_tok(q->d, i),
                                                 SK_STR("–")))) &&
           (t->flags & SK_TOK_SPACE) && i + 1 < q->end &&
           (sk_qtok(q, i + 1)->flags & SK_TOK_SPACE);
}

static bool comma(const sk_qpara *q, uint32_t i)
{
    return sk_qtok(q, i)->ch == ',' && sk_qbreak(q, i);
}

/* Behind a bracket that opens at i, or i + 1 if it never closes. */
static uint32_t past_bracket(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    for (uint32_t k = i + 1; k < hi && k < i + REACH; k++)
        if (sk_qtok(q, k)->ch == ')')
            return k + 1;
    return i + 1;
}

/* The next token outside marks and brackets. */
static uint32_t next(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    const sk_pair *p = sk_qpair(q, i);

    if (p && p->close_end > i)
        return p->close_end < hi ? p->close_end : hi;
    return sk_qtok(q, i)->ch == '(' ? past_bracket(q, i, hi) : i + 1;
}

/* ---- time phrases and adverbs ---- */

static bool time_part(const sk_qpara *q, uint32_t i)
{
    const sk_tok *t = sk_qtok(q, i);

    return t->kind == SK_TOK_DIGITS || t->ch == '/' || t->ch == '-' ||
           t->ch == '.' || t->ch == '(' || t->ch == ')' || t->ch == ':';
}

/* All syllables of the word around i speak of time: "tuần trước", but not
 * "phản hồi". */
static bool of_time(const sk_qpara *q, uint32_t i)
{
    const sk_word *w = sk_word_at(q->d, i);

    for (uint32_t k = w ? w->tok_beg : i; w && k < w->tok_end && k < q->end; k++)
        if (k < q->beg || !word(q, k, k + 1, SK_QW_TIME | SK_QW_TIMEHEAD))
            return sk_qtok(q, i)->kind == SK_TOK_DIGITS;
    return true;
}

/* The tokens of a time of find/time.c that ends at i, 0 if none does. */
static uint32_t time_before(const sk_doc *d, uint32_t i)
{
    size_t lo = 0, hi = d->times.n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (d->times.v[mid].tok_beg < i)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo && d->times.v[lo - 1].tok_end == i ? i - d->times.v[lo - 1].tok_beg
                                                 : 0;
}

/* A time phrase that ends before i: its first token, or i. */
static uint32_t time_back(const sk_qpara *q, uint32_t lo, uint32_t i)
{
    uint32_t k = i, best = i, n;

    if ((n = time_before(q->d, i)) > 0 && i - n >= lo)
        i = best = k = i - n;
    while (k > lo && i - k < 12) {
        n = word_before(q, lo, k, SK_QW_TIMEHEAD | SK_QW_TIME);
        if (n && (n > 1 || of_time(q, k - 1))) {
            k -= n;
            if (word(q, k, i, SK_QW_TIMEHEAD))
                best = k;
        } else if (time_part(q, k - 1) && !(k - 1 > lo && sk_qbreak(q, k - 1))) {
            k--;
        } else {
            break;
        }
    }
    return best;
}

uint32_t sk_qskip_back(const sk_qpara *q, uint32_t lo, uint32_t i)
{
    uint32_t from = i + 1;

    while (i < from && i > lo) {
        uint32_t n;
        from = i;
        i = time_back(q, lo, i);
        if ((n = word_before(q, lo, i, SK_QW_ADV | SK_QW_AUX)) > 0)
            i -= n;
    }
    return i;
}

static uint32_t time_on(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    uint32_t k = i, n = word(q, i, hi, SK_QW_TIMEHEAD);

    if (!n)
        return i;
    for (k += n; k < hi && k < i + 12; k += n) {
        n = word(q, k, hi, SK_QW_TIME | SK_QW_TIMEHEAD);
        if (!n && time_part(q, k) && !sk_qbreak(q, k) &&
            !(sk_qtok(q, k)->ch == '.' && k + 1 == hi))
            n = 1;
        if (!n)
            break;
    }
    return k;
}

uint32_t sk_qskip(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    uint32_t from;

    do {
        from = i;
        i = time_on(q, i, hi);
        i += word(q, i, hi, SK_QW_ADV);
    } while (i > from && i < hi);
    return i < hi ? i : hi;
}

/* ---- the verb ---- */

/* A name or pronoun ends right before tok, but for time and adverbs. */
static bool after_name(const sk_qpara *q, uint32_t lo, uint32_t tok)
{
    uint32_t i = sk_qskip_back(q, lo, tok);

    return i > lo && ((sk_qtok(q, i - 1)->flags & SK_TOK_CAP) ||
                      sk_qtok(q, i - 1)->ch == ')' ||
                      word_before(q, lo, i, SK_QW_PRONOUN));
}

/* "nhận xét của Tổng thống Mỹ rằng": a noun that is a cue all the same. */
static bool noun_of(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    const sk_cue *cue; /* the rằng of "cho rằng" is not its own */

    if (i >= hi || (sk_qtok(q, i)->id != q->c->cua &&
                    sk_qtok(q, i)->id != q->c->rang))
        return false;
    for (uint32_t k = i; k < hi && k < i + NOUN_REACH; k = next(q, k, hi))
        if (sk_qtok(q, k)->id == q->c->rang || sk_qtok(q, k)->ch == ':')
            return k == i || !sk_cue_at(q->d, k - 1, k + 1, &cue);
        else if (sk_qbreak(q, k))
            return false;
    return false;
}

/* The syllable tok is not the first of its word. */
static bool ends_word(const sk_qpara *q, uint32_t tok)
{
    const sk_word *w = sk_word_at(q->d, tok);

    return w && w->tok_beg < tok && tok < w->tok_end;
}

/* The syllable tok begins a longer word ("công tố"), but for a verb that the
 * word model has glued to the preposition behind it ("viết trên"). */
static bool begins_other(const sk_qpara *q, uint32_t tok)
{
    const sk_word *w = sk_word_at(q->d, tok);

    return w && w->tok_end > tok + 1 &&
           word(q, tok + 1, w->tok_end, SK_QW_PREP | SK_QW_ADV) !=
               w->tok_end - tok - 1;
}

/* "cho biết", "cho hay", "nói": never nouns, and what they tell follows. */
static bool always_verb(const sk_cue *cue)
{
    return sk_str_starts(cue->text, SK_STR("cho ")) ||
           sk_str_starts(cue->text, SK_STR("nói"));
}

/* The word before or behind makes a noun of the verb tok..end, or it stands in
 * the passive or is denied. */
static bool is_noun(const sk_qpara *q, const sk_cue *cue, uint32_t lo,
                    uint32_t tok, uint32_t end, uint32_t hi)
{
    uint32_t n;

    n = time_back(q, lo, tok) == tok ? word_before(q, lo, tok, SK_QW_NOUNPRE) : 0;
    if (n > 1 || (n && !ends_word(q, tok - 1)))
        return true;
    n = always_verb(cue) ? 0 : word(q, end, hi, SK_QW_NOUNPOST);
    if (n == 1 && end + 1 < hi && sk_qtok(q, end)->id == q->c->tren) {
        const sk_word *w = sk_word_at(q->d, end + 1); /* "viết trên Facebook" */
        if (w && (w->pos == SK_NOUN || w->pos == SK_PROPN))
            return false;
    }
    return n && !(n == 1 && sk_qtok(q, end)->id == q->c->do_ && end + 1 < hi &&
                  sk_qtok(q, end + 1)->id == q->c->la);
}

uint32_t sk_qcue(const sk_qpara *q, uint32_t lo, uint32_t tok, uint32_t hi,
                 const sk_cue **cue)
{
    uint32_t n = sk_cue_at(q->d, tok, hi, cue), end = tok + n;
    const sk_tok *t = sk_qtok(q, tok);

    if (!n || (*cue)->frame == SK_CUE_NONE)
        return 0;
    if ((t->flags & SK_TOK_CAP) && tok > lo && !(t->flags & SK_TOK_LINE))
        return 0;
    if (ends_word(q, tok) || (n == 1 && (*cue)->frame != SK_CUE_SOURCE &&
                              begins_other(q, tok)))
        return 0;
    if ((*cue)->frame == SK_CUE_SOURCE || (*cue)->frame == SK_CUE_RELAY ||
        noun_of(q, end, hi))
        return n;
    if (is_noun(q, *cue, lo, tok, end, hi) || (tok > lo && sk_qtok(q, tok - 1)->ch == '('))
        return 0;
    if ((*cue)->takes == 'm' && end < hi && sk_qtok(q, end)->id != q->c->rang &&
        sk_qtok(q, end)->ch != ':' && !after_name(q, lo, tok))
        return 0;
    return n;
}

/* ---- the speaker ---- */

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

    for (uint32_t i = beg; i < end; i = next(q, i, end)) {
        const sk_cue *cue;
        n = sk_cue_at(q->d, i, end, &cue);
        if (n && cue->frame == SK_CUE_RELAY && i + n < end)
            at = i + n; /* "Reuters dẫn lời ông A" */
        if ((n = word(q, i, end, SK_QW_SUB)) > 0 && i + n < end) {
            /* "và" inside a name phrase joins two speakers */
            bool joins = n == 1 && i > beg && word(q, i, end, SK_QW_CONJ) &&
                         (sk_qtok(q, i + 1)->flags & SK_TOK_CAP);
            if (!joins)
                at = i + n;
        }
    }
    for (;;) {
        uint32_t was = at;
        n = word(q, at, end, SK_QW_LEAD | SK_QW_CONJ);
        if (n && at + n < end && (n > 1 || sk_lone_word(q->d, at)))
            at += n;
        at = time_on(q, at, end);
        if (at == was || at >= end)
            break;
    }
    return at < end ? at : end;
}

/* A phrase ends before the first auxiliary or adverb in it. */
static uint32_t phrase_end(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i = next(q, i, end)) {
        const sk_cue *cue;
        if (i > beg && (word(q, i, end, SK_QW_AUX) ||
                        (sk_qcue(q, beg, i, end, &cue) &&
                         cue->frame != SK_CUE_SOURCE)))
            return i;
    }
    return end;
}

/* Does a chunk tell of an act (so that it is no name phrase)? */
static bool has_act(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    return phrase_end(q, beg, end) < end || word(q, beg, end, SK_QW_AUX);
}

/* Does a phrase name people or bodies? */
static bool names_someone(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    bool cap = false;

    if (word(q, beg, end, SK_QW_THING) && !(sk_qtok(q, beg)->flags & SK_TOK_CAP &&
                                            beg > q->beg))
        return false;
    if (word(q, beg, end, SK_QW_PRONOUN | SK_QW_PERSON | SK_QW_DET))
        return true;
    /* the capital of the first word may be that of the sentence */
    cap = beg < end && sk_mention_from(q->d, beg);
    for (uint32_t i = beg + 1; i < end; i++)
        cap |= sk_qtok(q, i)->flags & SK_TOK_CAP;
    for (uint32_t i = beg; i < end && !cap; i++)
        cap = word(q, i, end, SK_QW_PERSON);
    return cap;
}

static bool joined(const sk_qpara *q, uint32_t lo, uint32_t beg, uint32_t tok)
{
    if (word_before(q, lo, beg, SK_QW_CONJ))
        return true;
    for (uint32_t i = beg; i < tok; i++)
        if (word(q, i, tok, SK_QW_CONJ))
            return true;
    return false;
}

/* The chunk beg..end between commas is a name or describes one: "Steffen
 * Hebestreit", "phát ngôn viên của Thủ tướng Đức". */
static bool is_phrase(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    return end > beg && end - beg < 26 && !has_act(q, beg, end) &&
           !word(q, beg, end, SK_QW_SUB | SK_QW_PREP | SK_QW_LEAD |
                                  SK_QW_TIMEHEAD) &&
           (sk_mention_from(q->d, beg) || names_someone(q, beg, end));
}

/* The chunk before the comma at `at` is a name and little more. */
static bool named_before(const sk_qpara *q, uint32_t lo, uint32_t at)
{
    uint32_t from = sk_qchunk(q, lo, at), b = clause_in(q, from, at);

    return b < at && at - b < 16 && !has_act(q, b, at) &&
           (sk_mention_from(q->d, b) || word(q, b, at, SK_QW_PRONOUN));
}

/* Names and descriptions in commas that end at the comma before end:
 * "Yelena, du khách đến từ Khabarovsk, cho rằng". */
static sk_range set_apart(const sk_qpara *q, uint32_t lo, uint32_t end)
{
    uint32_t last = end - 1, beg = last, at = last;

    while (at > lo) {
        uint32_t from = sk_qchunk(q, lo, at), b = from;
        if (from > lo && comma(q, from - 1) && at - from < 30 &&
            word(q, from, at, SK_QW_RELATIVE | SK_QW_AUX) &&
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
        if (from <= lo || !comma(q, from - 1))
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
        while ((n = word(q, beg, at, SK_QW_LEAD | SK_QW_CONJ)) > 0 &&
               beg + n < at && (n > 1 || sk_lone_word(q->d, beg)))
            beg += n;
        beg = time_on(q, beg, at);
        stop = phrase_end(q, beg, at);
        for (uint32_t i = beg + 1; i < stop; i++)
            if (word(q, i, stop, SK_QW_ADV) && sk_lone_word(q->d, i))
                stop = i;
        if (sk_mention_from(q->d, beg) && sk_mention_from(q->d, beg)->tok_end < stop)
            stop = sk_mention_from(q->d, beg)->tok_end;
        if (!word(q, from, at, SK_QW_PREP | SK_QW_SUB) && beg < stop &&
            stop < at && !word(q, beg, stop, SK_QW_THING) &&
            (sk_mention_from(q->d, beg) ||
             word(q, beg, stop, SK_QW_PRONOUN | SK_QW_PERSON | SK_QW_DET)))
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
    size_t lo = 0, hi = q->d->words.n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (q->d->words.v[mid].tok_beg < beg)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < q->d->words.n && q->d->words.v[lo].tok_beg < end; lo++)
        if (q->d->words.v[lo].pos == SK_VERB)
            return true;
    return false;
}

/* Nothing but adverbs and auxiliaries between a subject and its verb, or the
 * verb stands in a clause of purpose or time. */
static bool reaches(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    uint32_t n;

    if (word_before(q, beg, end, SK_QW_SUB | SK_QW_CONJ))
        return true;
    while (beg < end && (n = word(q, beg, end, SK_QW_AUX | SK_QW_ADV)) > 0)
        beg += n;
    return beg >= end || !has_verb(q, beg, end);
}

sk_range sk_qsubject(const sk_qpara *q, uint32_t lo, uint32_t tok)
{
    sk_range none = {tok, tok}, r;
    uint32_t end = sk_qskip_back(q, lo, tok), beg, from, stop;

    if (end <= lo || joined(q, lo, end, tok))
        return none;
    if (comma(q, end - 1)) {
        r = set_apart(q, lo, end);
        return r.end > r.beg ? r : none;
    }
    from = sk_qchunk(q, lo, end);
    beg = clause_in(q, from, end);
    if (beg >= end)
        return none;
    if (word(q, beg, end, SK_QW_AUX)) /* ", đã công khai ..., kêu gọi" */
        return none;
    stop = phrase_end(q, beg, end);
    if (!names_someone(q, beg, stop) || !reaches(q, stop, end))
        return none;
    end = stop;
    /* "cố vấn của Tổng thống, ông A nói": the name after its description */
    if (beg == from && from > lo && comma(q, from - 1) && sk_mention_from(q->d, beg)) {
        uint32_t head = from - 1;
        uint32_t b = clause_in(q, sk_qchunk(q, lo, head), head);
        if (word(q, b, head, SK_QW_PERSON) && is_phrase(q, b, head) &&
            !sk_mention_from(q->d, b))
            beg = b;
    }
    return (sk_range){beg, end};
}

/* ---- what is said ---- */

/* Behind a comma: does a reporting verb follow that shares the speaker? */
static bool verb_follows(const sk_qpara *q, uint32_t lo, uint32_t i, uint32_t hi)
{
    const sk_cue *cue;
    uint32_t n, k = i;

    while ((n = word(q, k, hi, SK_QW_CONJ | SK_QW_ADV | SK_QW_AUX)) > 0)
        k += n;
    n = k < hi ? sk_qcue(q, lo < k ? k - 1 : k, k, hi, &cue) : 0;
    if (!n || cue->frame == SK_CUE_SOURCE || cue->frame == SK_CUE_RELAY)
        return false;
    if (cue->takes != 'c' && !sk_qbreak(q, i - 1)) /* "coi trọng và mong muốn" */
        return k + n < hi && (sk_qtok(q, k + n)->id == q->c->rang ||
                              sk_qtok(q, k + n)->ch == ':' ||
                              sk_qpair(q, k + n));
    if (cue->takes == 'r' && k == i) /* mere descriptions of the same act */
        return sk_qtok(q, k + n)->id == q->c->rang || k + n >= hi;
    return true;
}

/* Behind a comma: only a speaker and his verb up to hi ("ông A nói"). */
static bool attribution(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    const sk_cue *cue;
    uint32_t n;

    for (uint32_t k = i; k < hi && k < i + REACH; k = next(q, k, hi)) {
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
               (word(q, k, hi, SK_QW_PREP) && cue->frame == SK_CUE_SAY &&
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
    if ((n = word(q, k, hi, SK_QW_BUT)) > 0)
        return word(q, k + n, hi, SK_QW_OWN) ||
               (k + n < hi && sk_qtok(q, k + n)->id != 0 &&
                verb_follows(q, beg, k + n, hi));
    if ((n = word(q, k, hi, SK_QW_STOP)) > 0) /* not "đồng thời các bên ..." */
        return !word(q, k, hi, SK_QW_CONJ) ||
               !(word(q, k + n, hi, SK_QW_DET) || sk_mention_from(q->d, k + n));
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
                    word(q, who.beg, k, SK_QW_PRONOUN | SK_QW_DET) ||
                    who.beg > i) &&
                   sk_qskip_back(q, who.beg, k) <= who.end;
        }
    }
    return false;
}

uint32_t sk_qend(const sk_qpara *q, uint32_t beg, uint32_t hi)
{
    uint32_t n;

    for (uint32_t i = beg; i < hi; i = next(q, i, hi)) {
        const sk_tok *t = sk_qtok(q, i);
        if (sk_qpair(q, i))
            continue;
        if (t->ch == ':' && i + 1 < hi && sk_qpair(q, i + 1))
            return i;
        if (sk_qbreak(q, i)) {
            if (i > beg && ends_here(q, beg, i, hi))
                return i;
            continue;
        }
        if (i == beg)
            continue;
        if (word(q, i, hi, SK_QW_BARESTOP))
            return i;
        n = word_before(q, beg, i, SK_QW_AUX) ? 0 : word(q, i, hi, SK_QW_CONJ);
        if (n && (verb_follows(q, beg, i + n, hi) || speaks(q, i + n, hi)))
            return i;
    }
    return hi;
}

/* rằng, a colon, marks or a comma on from i: where the words begin, 0. */
static uint32_t opening(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    for (uint32_t k = i; k < hi && k < i + PP_REACH; k = next(q, k, hi)) {
        const sk_tok *t = sk_qtok(q, k);
        const sk_pair *p = sk_qpair(q, k);
        const sk_cue *other;
        uint32_t n;
        if (p)
            return p->open == k && p->close - p->open_end > 3 &&
                           !word_before(q, i, k, SK_QW_NAMING)
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
        if (n && other->frame < SK_CUE_JUDGE && !word(q, k + n, hi, SK_QW_PREP))
            return 0;
    }
    return 0;
}

/* The comma that closes a phrase of whom, where or when; 0. */
static uint32_t behind_phrase(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    for (uint32_t k = i; k < hi && k < i + PP_REACH; k = next(q, k, hi))
        if (sk_qbreak(q, k)) {
            uint32_t n = k + 1;
            if (!comma(q, k) || verb_follows(q, i, n, hi) ||
                word(q, n, hi, SK_QW_STOP | SK_QW_BUT | SK_QW_CONJ))
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
    for (uint32_t i = beg; i < end; i = next(q, i, end))
        if (sk_qtok(q, i)->id == id)
            return true;
    return false;
}

/* A predicate in beg..end: no bare object ("những điều kiện"). */
static bool is_clause(const sk_qpara *q, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i = next(q, i, end))
        if (word(q, i, end, SK_QW_PRED))
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
    if (word(q, i, hi, stops))
        return false;
    return cue->takes != 'p' || sk_mention_from(q->d, i) ||
           word(q, i, hi, SK_QW_DET | SK_QW_PREP | SK_QW_TIMEHEAD);
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
    k = time_on(q, i, hi);
    if (k > i && (k >= hi || sk_qtok(q, k)->id == q->c->rang || sk_qbreak(q, k) ||
                  sk_qtok(q, k)->ch == ':'))
        i = k;
    if (i >= hi)
        return none;
    prep = word(q, i, hi, SK_QW_PREP) &&
           (word(q, i, hi, SK_QW_PREP) > 1 || sk_lone_word(q->d, i));
    if (sk_qtok(q, i)->id == q->c->rang || sk_qtok(q, i)->ch == ':') {
        that = true;
        i++;
    } else if (comma(q, i)) {
        if (after || i + 1 >= hi)
            return none;
        if (!sk_qpair(q, i + 1) && !comma_opens(q, cue, cue_end, i + 1, hi))
            return none;
        i++;
    } else if (!sk_qpair(q, i) &&
               (prep || cue->takes == 'r' || time_on(q, i, hi) > i || sk_qtok(q, i)->id == q->c->cua ||
                sk_qtok(q, i)->ch == '(')) {
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
    if (i < hi && (comma(q, i) || sk_qtok(q, i)->ch == ':'))
        i++;
    if (i >= hi || sk_qtok(q, i)->ch == '.')
        return none;
    r = (sk_range){i, sk_qend(q, i, hi)};
    if (r.beg >= r.end || !fits(q, cue, r, that))
        return none;
    return r;
}
