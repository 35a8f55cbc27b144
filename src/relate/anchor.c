/* anchor.c - which time dates what.
 *
 * A time and a trigger belong together if no word stands between them that
 * opens another clause: a verb of saying (its date is that of the statement,
 * not of what is told), "sau khi", "trước khi" (after, before), "nhưng" (but),
 * "nếu", "vì". A time at the head of the sentence reaches further than one
 * inside it. Of several the nearest counts; commas make far.
 */
#include "relate/anchor.h"

#include "base/day.h"
#include "find/time_scan.h"
#include "relate/clause.h"

enum {
    COMMA = 6,      /* tokens that a comma counts for */
    SAID_REACH = 6, /* a time behind a verb of saying that dates the saying */
    WIDE = 62,      /* days: longer than this needs a preposition */
    REACH = 250,    /* tokens: no time dates what is farther */
};

/* A time that names a stretch of the calendar. */
static bool dates(const sk_time *t)
{
    return (t->type == SK_DATE || t->type == SK_TIME) &&
           t->day_beg != SK_NO_DAY && t->day_end != SK_NO_DAY;
}

static sk_scan words_of(const sk_doc *d)
{
    return (sk_scan){.d = (sk_doc *)d,
                     .w = d->eng->times,
                     .t = d->toks.v,
                     .n = (uint32_t)d->toks.n};
}

static const sk_mark *mark_at(const sk_doc *d, uint32_t tok)
{
    return d->clauses ? d->clauses->at[tok] : NULL;
}

static bool says(const sk_mark *m)
{
    return m->cls == SK_MARK_SAY || m->cls == SK_MARK_CLAIM ||
           m->cls == SK_MARK_PER;
}

/* Whether a word at token i parts a time from an event, 1, or does not, 0; -1
 * for any other word. */
static int parting(const sk_scan *s, uint32_t i)
{
    const sk_sense *x;

    return sk_time_is(s, i, SK_T_parts, &x) ? x->a : -1;
}

/* Whether a mark opens a clause or phrase of its own; "trong chuyến thăm" does
 * not: what is done on a visit has the visit's date. */
static bool parts(const sk_doc *d, const sk_mark *m)
{
    sk_scan s = words_of(d);

    switch (m->cls) {
    case SK_MARK_TIME:
        return true;
    case SK_MARK_AFTER:
    case SK_MARK_BEFORE:
    case SK_MARK_SINCE:
        return parting(&s, m->tok_beg) != 0;
    case SK_MARK_IF:
    case SK_MARK_CAUSE:
        return true;
    default:
        return says(m);
    }
}

/* "Chiều 10/9, sau lễ đón, Chủ tịch nước đã hội đàm": where what is set between
 * two commas ends; 0 if nothing is. */
static uint32_t insertion(const sk_doc *d, const sk_mark *m, uint32_t end,
                          bool head)
{
    if (says(m) || !m->tok_beg || d->toks.v[m->tok_beg - 1].ch != ',' ||
        (m->cls == SK_MARK_TIME && !head &&
         !sk_str_eq(sk_doc_tok(d, m->tok_end - 1), SK_STR("đó"))))
        return 0; /* ", trong khi Nga ...," is a clause, ", trong đó ...," none */
    for (uint32_t i = m->tok_end; i < end; i++)
        if (d->toks.v[i].ch == ',')
            return i;
    return 0;
}

/* Whether the tokens beg..end hold a mark that parts; one that leads straight
 * into the time (before) is its preposition. A time that heads the sentence
 * reaches over insertions. */
static bool parted(const sk_doc *d, uint32_t beg, uint32_t end, uint32_t before,
                   bool head)
{
    sk_scan s = words_of(d);

    for (uint32_t i = beg; i < end; i++) {
        const sk_mark *m = mark_at(d, i);
        if (m && before == SK_NONE && parts(d, m) &&
            insertion(d, m, end, head)) {
            i = insertion(d, m, end, head);
            continue;
        }
        if ((m && parts(d, m) && m->tok_end != before) || parting(&s, i) > 0)
            return true;
    }
    return false;
}

static bool has_class(const sk_doc *d, uint32_t beg, uint32_t end, uint8_t cls)
{
    for (uint32_t i = beg; i < end; i++)
        if (mark_at(d, i) && mark_at(d, i)->cls == cls)
            return true;
    return false;
}

static bool has_comma(const sk_doc *d, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (d->toks.v[i].ch == ',' || d->toks.v[i].ch == ';')
            return true;
    return false;
}

/* Whether the time stands in a clause of its own kind ("sau khi ... hôm thứ
 * Hai"), which ends at the next comma. */
static bool in_subordinate(const sk_doc *d, const sk_time *t)
{
    uint32_t beg = d->sents.v[t->sent].tok_beg, i = t->tok_beg;

    while (i > beg && d->toks.v[i - 1].ch != ',')
        i--;
    for (; i < t->tok_beg; i++) {
        const sk_mark *m = mark_at(d, i);
        if (m &&
            (m->cls == SK_MARK_TIME || m->cls == SK_MARK_AFTER ||
             m->cls == SK_MARK_BEFORE || m->cls == SK_MARK_SINCE) &&
            m->tok_end < t->tok_beg && parts(d, m))
            return true;
    }
    return false;
}

/* "trong bối cảnh cũng trong ngày 9/9, Nga và Mỹ ...": whether a time leads the
 * clause that a trigger behind one comma stands in. */
static bool leads_clause(const sk_doc *d, const sk_time *t, uint32_t to)
{
    uint32_t i = t->tok_beg;

    while (i > 0 && t->tok_beg - i < 3 && mark_at(d, i - 1) &&
           mark_at(d, i - 1)->cls != SK_MARK_TIME)
        i--;
    for (uint32_t k = 1; k <= 4 && k <= i; k++) {
        const sk_mark *m = mark_at(d, i - k);
        if (m && m->cls == SK_MARK_TIME && m->tok_end == i)
            return d->toks.v[t->tok_end].ch == ',' &&
                   !has_comma(d, t->tok_end + 1, to);
    }
    return false;
}

/* A year or season beside a noun describes the noun ("báo cáo năm 2026"). */
static bool describes(const sk_doc *d, const sk_time *t)
{
    sk_scan s = words_of(d);
    uint32_t i = t->tok_beg;

    return t->day_end - t->day_beg > WIDE && i > d->sents.v[t->sent].tok_beg &&
           d->toks.v[i - 1].ch != ',' && !sk_time_after(&s, i, SK_T_at, NULL) &&
           !sk_time_after(&s, i, SK_T_prep, NULL);
}

/* "trước 15/9": by when, not when. */
static bool deadline(const sk_doc *d, const sk_time *t)
{
    const sk_mark *m = t->tok_beg > d->sents.v[t->sent].tok_beg
                           ? mark_at(d, t->tok_beg - 1)
                           : NULL;

    return (m && m->cls == SK_MARK_BEFORE && m->tok_end == t->tok_beg) ||
           sk_str_eq(t->mod, SK_STR("BEFORE"));
}

/* What it costs to let t date the trigger beg..end; UINT32_MAX: it cannot. */
static uint32_t cost(const sk_doc *d, const sk_time *t, uint32_t beg,
                     uint32_t end)
{
    sk_scan s = words_of(d);
    bool says_it =
        (mark_at(d, beg) && says(mark_at(d, beg))) || parting(&s, beg) > 0;
    bool before = t->tok_end <= beg;
    uint32_t from = before ? t->tok_end : end;
    uint32_t to = before ? beg : t->tok_beg;
    uint32_t sum = 0;
    bool head = t->tok_beg <= d->sents.v[t->sent].tok_beg + 2;

    if (t->tok_beg < end && beg < t->tok_end)
        return 0; /* the trigger holds the time */
    if (from > to || to - from > REACH || describes(d, t) || deadline(d, t))
        return UINT32_MAX;
    if (parted(d, from, to, before ? SK_NONE : t->tok_beg, before && head))
        return UINT32_MAX;
    if (has_class(d, from, to, SK_MARK_BUT) && !(before && head))
        return UINT32_MAX;
    if (before && !head && has_comma(d, from, to) && in_subordinate(d, t) &&
        !leads_clause(d, t, to))
        return UINT32_MAX;
    /* what is said has its own date */
    if (!before && says_it &&
        (to - from > SAID_REACH || has_class(d, from, to, SK_MARK_THAT)))
        return UINT32_MAX;
    for (uint32_t i = from; i < to; i++) {
        if (d->toks.v[i].ch == ';' || d->toks.v[i].ch == '|')
            return UINT32_MAX; /* another item of a list of news */
        sum += d->toks.v[i].ch == ',' ? COMMA : 1;
    }
    return sum;
}

size_t sk_time_from(const sk_doc *d, uint32_t tok)
{
    return SK_FIRST_FROM(d->times, tok_beg, tok);
}

bool sk_time_before(const sk_doc *d, uint32_t tok)
{
    size_t i = sk_time_from(d, tok);

    return i > 0 && d->times.v[i - 1].tok_end >= tok;
}

const sk_time *sk_time_for(const sk_doc *d, uint32_t sent, uint32_t tok_beg,
                           uint32_t tok_end)
{
    const sk_time *best = NULL;
    uint32_t least = UINT32_MAX;

    for (size_t i = sk_time_from(d, d->sents.v[sent].tok_beg);
         i < d->times.n && d->times.v[i].sent == sent; i++) {
        const sk_time *t = &d->times.v[i];
        uint32_t c;
        if (!dates(t))
            continue;
        c = cost(d, t, tok_beg, tok_end);
        if (c < least) {
            least = c;
            best = t;
        }
    }
    return best;
}

/* ---- the value ---- */

/* Whether only a dash or "đến" stands between two times. */
static bool range(const sk_doc *d, const sk_time *a, const sk_time *b)
{
    sk_scan s = words_of(d);

    enum { RANGE_DAYS = 4000 }; /* what lies longer is an anniversary */

    return a->sent == b->sent && b->tok_beg == a->tok_end + 1 && dates(a) &&
           dates(b) && a->day_beg <= b->day_end &&
           b->day_end - a->day_beg < RANGE_DAYS &&
           (sk_time_dash(&s, a->tok_end) ||
            sk_time_is(&s, a->tok_end, SK_T_to, NULL) == b->tok_beg);
}

static sk_str interval(sk_doc *d, int32_t beg, int32_t end)
{
    return sk_strf(&d->arena, "%.*s/%.*s", SK_FMT(sk_day_iso(&d->arena, beg)),
                   SK_FMT(sk_day_iso(&d->arena, end)));
}

sk_str sk_time_when(sk_doc *d, const sk_time *t)
{
    const sk_time *last;

    if (!t || !dates(t))
        return (sk_str){NULL, 0};
    last = &d->times.v[d->times.n - 1];
    if (t < last && range(d, t, t + 1) && t->day_beg != t[1].day_end)
        return interval(d, t->day_beg, t[1].day_end);
    if (t > d->times.v && range(d, t - 1, t) && t[-1].day_beg != t->day_end)
        return interval(d, t[-1].day_beg, t->day_end);
    if (t->day_beg == t->day_end)
        return sk_day_iso(&d->arena, t->day_beg);
    if (t->type == SK_DATE && !t->mod.s && t->value.len <= 8 &&
        t->value.len >= 4 && t->value.s[0] >= '0' && t->value.s[0] <= '9')
        return t->value;
    return interval(d, t->day_beg, t->day_end);
}
