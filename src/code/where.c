/* where.c - places that the words around an event tell.
 *
 * In:  the merged drafts of a text.
 * Out: a place for deeds without one, from the headline's or the lead's other
 *      words: the only place behind "tại, ở, gần" that lies in the country of
 *      who was hit, or of who acts. Words alone are done nowhere.
 */
#include "code/draft.h"

#include <math.h>

#include "know/know.h"
#include "relate/clause.h"

/* Sentences behind its own in which a headline's event is told again. */
enum { TOLD_AGAIN = 1 };

/* Deeds that are done at a place. */
static bool on_ground(uint8_t type)
{
    return type == SK_EV_ASSAULT || type == SK_EV_MOBILIZE ||
           type == SK_EV_COERCE || type == SK_EV_PROTEST || type == SK_EV_AID;
}

/* Demands, blame, refusals and threats. */
static bool words_only(uint8_t type)
{
    return type == SK_EV_REQUEST || type == SK_EV_ACCUSE ||
           type == SK_EV_REJECT || type == SK_EV_THREATEN;
}

/* Whether "tại, ở, gần" leads to a token, with a common noun between them at
 * most ("tại thành phố Portland"). */
static bool placed(const sk_doc *d, uint32_t tok)
{
    for (uint32_t k = 1; k <= 3 && k <= tok; k++) {
        const sk_mark *m = d->clauses->at[tok - k];
        if (m && m->cls == SK_MARK_AT)
            return m->tok_end == tok || d->clauses->pos[tok - 1] == SK_NOUN;
    }
    return false;
}

/* The first party of a sentence or behind it; they are in text order. */
static uint32_t first_in(const sk_parties *p, uint32_t sent)
{
    return (uint32_t)SK_FIRST_FROM(p->parties, sent, sent);
}

/* A place inside a country, not a thing of the country ("tàu Đài Loan"). */
static bool town(const sk_doc *d, const sk_party *p)
{
    uint32_t row;

    if (p->kind != SK_PARTY_HEAD || p->hint != SK_HEAD_THING)
        return p->kind == SK_PARTY_PLACE || p->kind == SK_PARTY_SEAT;
    row = sk_know_country(d->eng->know, p->code);
    return !isnan(p->lat) &&
           (row == SK_NONE || d->eng->know->countries.v[row].lat != p->lat);
}

/* The only place in the sentences beg..end of a country that a side has;
 * SK_NONE if there is none or two. */
static uint32_t place_for(const sk_doc *d, const sk_parties *p,
                          const sk_side *side, uint32_t beg, uint32_t end)
{
    uint32_t got = SK_NONE;

    for (uint32_t i = first_in(p, beg); i < p->parties.n; i++) {
        const sk_party *q = &p->parties.v[i];
        if (q->sent > end)
            break;
        if (!town(d, q) || !q->code[0] || !sk_side_has(p, side, q->code) ||
            !placed(d, q->tok_beg))
            continue;
        if (got != SK_NONE && !sk_str_eq(p->parties.v[got].name, q->name))
            return SK_NONE;
        got = i;
    }
    return got;
}

void sk_draft_place(const sk_doc *d, const sk_parties *p, sk_drafts *v)
{
    for (size_t i = 0; i < v->n; i++) {
        sk_draft *e = &v->v[i];
        uint32_t end = e->sent + (e->title ? TOLD_AGAIN : 0);
        if (e->gone)
            continue;
        if (words_only(e->type)) {
            e->place = SK_NONE;
            continue;
        }
        if (e->place != SK_NONE || !on_ground(e->type))
            continue;
        e->place = place_for(d, p, e->target.n ? &e->target : &e->source,
                             e->sent, end);
        if (e->place == SK_NONE && e->type != SK_EV_ASSAULT)
            e->place = place_for(d, p, &e->source, e->sent, end);
        if (e->place != SK_NONE)
            sk_draft_why(e, "where",
                         sk_doc_tok_span(d, p->parties.v[e->place].tok_beg,
                                         p->parties.v[e->place].tok_end),
                         SK_STR("the only place of that country told"));
    }
}
