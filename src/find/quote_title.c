/* quote_title.c - titles of the form "X: ..." without marks.
 *
 * A person's words stand behind his name ("Ông A: ..."), those of a state's body
 * or a paper behind its own. Far more titles have a topic or a place there:
 * "TP.HCM: Cháy nhà trong đêm" (a house burns at night), "Arsenal: ...".
 */
#include "find/name.h"
#include "find/quote_unit.h"
#include "know/know.h"

enum { WHO_MAX = 10 }; /* tokens of a title without a name */

static const sk_alias *alias_of(const sk_doc *d, const sk_hit *h)
{
    return &d->eng->know->aliases.v[h->alias];
}

/* Whose words are told as news: a state, a party, several states, the press;
 * not a firm, club or school. */
static bool body_speaks(const sk_doc *d, const sk_alias *al)
{
    const sk_know *k = d->eng->know;

    if (al->kind == SK_KNOW_OUTLET)
        return true;
    if (al->kind == SK_KNOW_SEAT)
        return strcmp(k->seats.v[al->row].country, SK_HOME) != 0;
    return al->kind == SK_KNOW_ORG &&
           (sk_org_public(&k->orgs.v[al->row]) ||
            strcmp(k->orgs.v[al->row].sector, "JRN") == 0 ||
            !sk_org_of_one(&k->orgs.v[al->row]));
}

/* A known body begins the words and only a country stands behind it. */
static bool known_body(const sk_doc *d, uint32_t beg, uint32_t end)
{
    uint32_t past = beg;
    bool speaks = false;

    for (size_t h = sk_hit_from(d, beg); h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        uint8_t kind = alias_of(d, hit)->kind;
        if (hit->tok_beg > past)
            break;
        if (hit->tok_end > end || hit->tok_end <= past)
            continue;
        if (hit->tok_beg == beg && body_speaks(d, alias_of(d, hit))) {
            speaks = true;
            past = hit->tok_end;
        } else if (hit->tok_beg == past && speaks && kind == SK_KNOW_COUNTRY) {
            past = hit->tok_end;
        }
    }
    return speaks && past == end;
}

/* The title of a person that begins the words ends here; beg if none does. */
static uint32_t role_end(const sk_doc *d, uint32_t beg, uint32_t end)
{
    uint32_t past = beg + sk_qword_at(d, beg, end, SK_QW_TITLE);

    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_beg == beg; h++)
        if (alias_of(d, &d->hits.v[h])->kind == SK_KNOW_ROLE &&
            d->hits.v[h].tok_end <= end && d->hits.v[h].tok_end > past)
            past = d->hits.v[h].tok_end;
    return past;
}

/* "Luật sư Mỹ | tốt nghiệp | ..." tells of somebody, it does not name him. */
static bool is_clause(const sk_doc *d, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++) {
        const sk_word *w = sk_word_at(d, i);
        const sk_mention *m = sk_mention_from(d, i);
        if (m && m->tok_end <= end) {
            i = m->tok_end - 1;
            continue;
        }
        if (d->toks.v[i].kind == SK_TOK_MARK ||
            (w && w->tok_beg == i && !(d->toks.v[i].flags & SK_TOK_CAP) &&
             w->pos != SK_NOUN && w->pos != SK_PROPN && w->pos != SK_ADP &&
             w->pos != SK_ADJ && w->pos != SK_NUM))
            return true;
    }
    return false;
}

bool sk_qunit_titled(const sk_qunit *u, uint32_t beg, uint32_t end)
{
    const sk_doc *d = u->q.d;
    uint32_t role, body;

    if (sk_qunit_person(d, beg, end) || known_body(d, beg, end))
        return true;
    if (end - beg > WHO_MAX)
        return false;
    role = role_end(d, beg, end);
    if (role > beg)
        return !is_clause(d, role, end);
    body = beg + sk_qword_at(d, beg, end, SK_QW_OFFICE);
    return body > beg && !is_clause(d, body, end);
}
