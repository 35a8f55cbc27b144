/* quote_part.c - the parts around a reporting verb.
 *
 * Vietnamese puts them in one order: speaker, time and adverbs, verb, whom it
 * is said to and where, then rằng (that), a comma, a colon or nothing, and
 * what is said. Many reporting verbs are nouns as well (tuyên bố: state,
 * statement); the word before and the word after tell the two apart.
 */
#include "find/quote_part.h"

enum { REACH = 45, NOUN_REACH = 14 };

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
    return (t->ch == '-' ||
            (!t->ch && sk_str_eq(sk_doc_tok(q->d, i), SK_STR("–")))) &&
           (t->flags & SK_TOK_SPACE) && i + 1 < q->end &&
           (sk_qtok(q, i + 1)->flags & SK_TOK_SPACE);
}

bool sk_qcomma(const sk_qpara *q, uint32_t i)
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
uint32_t sk_qnext(const sk_qpara *q, uint32_t i, uint32_t hi)
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

    for (uint32_t k = w ? w->tok_beg : i; w && k < w->tok_end && k < q->end;
         k++)
        if (k < q->beg || !sk_qw(q, k, k + 1, SK_QW_TIME | SK_QW_TIMEHEAD))
            return sk_qtok(q, i)->kind == SK_TOK_DIGITS;
    return true;
}

/* The tokens of a time of find/time_find.c that ends at i, 0 if none does. */
static uint32_t time_before(const sk_doc *d, uint32_t i)
{
    size_t from = SK_FIRST_FROM(d->times, tok_beg, i);
    const sk_time *last = from ? &d->times.v[from - 1] : NULL;

    return last && last->tok_end == i ? i - last->tok_beg : 0;
}

/* A time phrase that ends before i: its first token, or i. */
static uint32_t time_back(const sk_qpara *q, uint32_t lo, uint32_t i)
{
    uint32_t k = i, best = i, n;

    if ((n = time_before(q->d, i)) > 0 && i - n >= lo)
        i = best = k = i - n;
    while (k > lo && i - k < 12) {
        n = sk_qw_before(q, lo, k, SK_QW_TIMEHEAD | SK_QW_TIME);
        if (n && (n > 1 || of_time(q, k - 1))) {
            k -= n;
            if (sk_qw(q, k, i, SK_QW_TIMEHEAD))
                best = k;
        } else if (time_part(q, k - 1) &&
                   !(k - 1 > lo && sk_qbreak(q, k - 1))) {
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
        if ((n = sk_qw_before(q, lo, i, SK_QW_ADV | SK_QW_AUX)) > 0)
            i -= n;
    }
    return i;
}

uint32_t sk_qtime_on(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    uint32_t k = i, n = sk_qw(q, i, hi, SK_QW_TIMEHEAD);

    if (!n)
        return i;
    for (k += n; k < hi && k < i + 12; k += n) {
        n = sk_qw(q, k, hi, SK_QW_TIME | SK_QW_TIMEHEAD);
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
        i = sk_qtime_on(q, i, hi);
        i += sk_qw(q, i, hi, SK_QW_ADV);
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
                      sk_qw_before(q, lo, i, SK_QW_PRONOUN));
}

/* "nhận xét của Tổng thống Mỹ rằng": a noun that is a cue all the same. */
static bool noun_of(const sk_qpara *q, uint32_t i, uint32_t hi)
{
    const sk_cue *cue; /* the rằng of "cho rằng" is not its own */

    if (i >= hi ||
        (sk_qtok(q, i)->id != q->c->cua && sk_qtok(q, i)->id != q->c->rang))
        return false;
    for (uint32_t k = i; k < hi && k < i + NOUN_REACH; k = sk_qnext(q, k, hi))
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
           sk_qw(q, tok + 1, w->tok_end, SK_QW_PREP | SK_QW_ADV) !=
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

    n = time_back(q, lo, tok) == tok ? sk_qw_before(q, lo, tok, SK_QW_NOUNPRE)
                                     : 0;
    if (n > 1 || (n && !ends_word(q, tok - 1)))
        return true;
    n = always_verb(cue) ? 0 : sk_qw(q, end, hi, SK_QW_NOUNPOST);
    if (n == 1 && end + 1 < hi && sk_qtok(q, end)->id == q->c->tren) {
        const sk_word *w = sk_word_at(q->d, end + 1); /* "viết trên Facebook" */
        if (w && (w->pos == SK_NOUN || w->pos == SK_PROPN))
            return false;
    }
    return n && !(n == 1 && sk_qtok(q, end)->id == q->c->do_ && end + 1 < hi &&
                  sk_qtok(q, end + 1)->id == q->c->la);
}

bool sk_qbehind_cue(const sk_qpara *q, uint32_t tok)
{
    for (uint32_t n = 3; n <= 4 && tok >= q->beg + n; n++) {
        const sk_cue *cue;
        if (sk_cue_at(q->d, tok - n, tok, &cue) == n &&
            cue->frame == SK_CUE_SAY && cue->takes == 'r')
            return true;
    }
    return false;
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
    if (ends_word(q, tok) ||
        (n == 1 && (*cue)->frame != SK_CUE_SOURCE && begins_other(q, tok)))
        return 0;
    if ((*cue)->frame == SK_CUE_SOURCE || (*cue)->frame == SK_CUE_RELAY ||
        noun_of(q, end, hi))
        return n;
    if ((!sk_qbehind_cue(q, tok) && is_noun(q, *cue, lo, tok, end, hi)) ||
        (tok > lo && sk_qtok(q, tok - 1)->ch == '('))
        return 0;
    if ((*cue)->takes == 'm' && end < hi && sk_qtok(q, end)->id != q->c->rang &&
        sk_qtok(q, end)->ch != ':' && !after_name(q, lo, tok))
        return 0;
    return n;
}
