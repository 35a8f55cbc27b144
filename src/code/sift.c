/* sift.c - what is no event of politics, and one event told twice.
 *
 * Sport, business, showbiz and ordinary crime use the verbs of politics
 * ("HLV chỉ trích trọng tài"). An event needs a party of a state, army, court,
 * party, armed group, body of states, or people who act on one of these.
 */
#include "code/draft.h"

#include "know/know.h"

static const sk_party *party(const sk_parties *p, uint32_t i)
{
    return &p->parties.v[i];
}

static bool one_of(const char *code, const char *list)
{
    return code[0] && strstr(list, code) != NULL;
}

/* A party that politics is made of. */
static bool political(const sk_party *p)
{
    if (p->flags & SK_PARTY_CIVIL)
        return false;
    if (one_of(p->sector, "BUS CVL JRN MED EDU CRM UAF REF LAB AGR REL SOC"))
        return false;
    switch (p->kind) {
    case SK_PARTY_COUNTRY:
    case SK_PARTY_SEAT:
        return true;
    case SK_PARTY_PLACE:
        return false;
    case SK_PARTY_BODY:
        return p->sector[0] || one_of(p->code, "UNO EUR IGO IMG");
    case SK_PARTY_PRONOUN:
        return p->sector[0] || p->code[0];
    case SK_PARTY_HEAD:
        return p->code[0] || p->sector[0];
    case SK_PARTY_PERSON:
    case SK_PARTY_ROLE:
        return p->sector[0] || one_of(p->code, "UNO EUR IGO");
    default:
        return p->sector[0] != 0;
    }
}

static bool any_political(const sk_parties *p, const sk_side *s)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (political(party(p, s->party[i])))
            return true;
    return false;
}

static bool person(const sk_parties *p, const sk_side *s)
{
    for (uint8_t i = 0; i < s->n; i++) {
        const sk_party *q = party(p, s->party[i]);
        if (q->kind == SK_PARTY_PERSON || q->kind == SK_PARTY_ROLE ||
            (q->kind == SK_PARTY_HEAD && q->hint == SK_HEAD_PEOPLE) ||
            (q->kind == SK_PARTY_PRONOUN && q->sector[0]))
            return true;
    }
    return false;
}

static unsigned statesmen(const sk_parties *p, const sk_side *s)
{
    unsigned n = 0;

    for (uint8_t i = 0; i < s->n; i++)
        n += political(party(p, s->party[i])) ||
             party(p, s->party[i])->kind == SK_PARTY_PLACE;
    return n;
}

static bool mutual(uint8_t type)
{
    return type == SK_EV_CONSULT || type == SK_EV_COOPERATE;
}

/* The codes of both sides are one country and no more. */
static bool one_country(const sk_parties *p, const sk_draft *e)
{
    const char *code = NULL;

    for (int side = 0; side < 2; side++) {
        const sk_side *s = side ? &e->target : &e->source;
        for (uint8_t i = 0; i < s->n; i++) {
            const char *c = party(p, s->party[i])->code;
            if (!c[0])
                continue;
            if (code && strcmp(code, c) != 0)
                return false;
            code = c;
        }
    }
    return true;
}

static bool any_code(const sk_parties *p, const sk_draft *e)
{
    for (int side = 0; side < 2; side++) {
        const sk_side *s = side ? &e->target : &e->source;
        for (uint8_t i = 0; i < s->n; i++)
            if (party(p, s->party[i])->code[0])
                return true;
    }
    return false;
}

/* Somebody without office: a star, an expert, a rich man who speaks of his own
 * country. */
static bool private_person(const sk_party *p, bool to_state)
{
    if (p->kind != SK_PARTY_PERSON && p->kind != SK_PARTY_ROLE)
        return false;
    if (!p->sector[0])
        return !one_of(p->code, "UNO EUR IGO");
    return one_of(p->sector, "CVL EDU MED JRN") ||
           (!to_state && one_of(p->sector, "BUS REL SOC LAB"));
}

/* A journalist, priest, activist or opponent before a court abroad. */
static bool persecuted(const sk_parties *p, const sk_draft *e)
{
    const sk_party *t = e->target.n ? party(p, e->target.party[0]) : NULL;

    return t && one_of(t->sector, "JRN REL SOC OPP") && t->code[0] &&
           strcmp(t->code, "VNM") != 0 &&
           (e->type == SK_EV_SANCTION || e->type == SK_EV_COERCE ||
            e->type == SK_EV_RETREAT);
}

static bool verbal(uint8_t type)
{
    return type != SK_EV_ASSAULT && type != SK_EV_COERCE &&
           type != SK_EV_SANCTION && type != SK_EV_PROTEST &&
           type != SK_EV_MOBILIZE && type != SK_EV_AID &&
           type != SK_EV_RETREAT;
}

/* What does not speak for a state: property, firms. */
static bool mute(const sk_party *p)
{
    return (p->flags & SK_PARTY_THING) ||
           (p->kind == SK_PARTY_BODY &&
            (one_of(p->sector, "BUS") || one_of(p->code, "MNC")));
}

/* No party has a sector: bare countries, as in sport. */
static bool bare(const sk_parties *p, const sk_draft *e)
{
    for (uint8_t i = 0; i < e->source.n; i++)
        if (party(p, e->source.party[i])->sector[0])
            return false;
    for (uint8_t i = 0; i < e->target.n; i++)
        if (party(p, e->target.party[i])->sector[0])
            return false;
    return true;
}

/* Police and courts of a country with its own people, and what a state does
 * inside Vietnam. */
static bool crime(const sk_parties *p, const sk_draft *e, bool src, bool tgt)
{
    const sk_party *s = e->source.n ? party(p, e->source.party[0]) : NULL;
    const sk_party *t = e->target.n ? party(p, e->target.party[0]) : NULL;

    if (!one_country(p, e))
        return false;
    if (s && t && (t->flags & SK_PARTY_PROTEST))
        return false;
    if (s && one_of(s->sector, "COP JUD UAF CRM") && !tgt &&
        (e->type == SK_EV_COERCE || e->type == SK_EV_ACCUSE ||
         e->type == SK_EV_SANCTION || e->type == SK_EV_ASSAULT) &&
        !(t && one_of(t->sector, "JRN REL SOC EDU ELI OPP")))
        return true;
    if ((s && strcmp(s->code, "VNM") == 0) || (!s && t && strcmp(t->code, "VNM") == 0))
        return !(src && tgt) && e->type != SK_EV_MOBILIZE
               && e->type != SK_EV_REJECT;
    return false;
}

/* How often the text speaks of sport, showbiz, business, crime. */
static unsigned other_domain(const sk_doc *d)
{
    unsigned n = 0;

    for (size_t i = 0; i < d->clauses->marks.n; i++)
        n += d->clauses->marks.v[i].cls == SK_MARK_DOMAIN;
    return n;
}

/* Why a draft is no event; NULL if it is one. */
static const char *fault(const sk_parties *p, const sk_draft *e,
                         unsigned domain)
{
    bool src = any_political(p, &e->source), tgt = any_political(p, &e->target);
    uint32_t f = e->pat->flags;

    if (!any_code(p, e))
        return "no party with a country or code";
    if ((f & SK_PAT_NEED_S) && !e->source.n)
        return "nobody does it";
    if ((f & SK_PAT_NEED_T) && !e->target.n)
        return "nobody receives it";
    if (!src && !tgt && e->type != SK_EV_PROTEST && !persecuted(p, e))
        return "no political party";
    if (e->type == SK_EV_REQUEST && e->status == SK_NEGATED)
        return "asks for nothing";
    if ((f & SK_PAT_POWER) && e->source.n && !src && e->type == e->pat->type)
        return "the source has no power";
    if (e->type == SK_EV_AGREE && !e->target.n && e->source.n < 2 && !e->content)
        return "a promise to nobody";
    if (e->source.n && verbal(e->type) && mute(party(p, e->source.party[0])))
        return "a firm or a thing";
    if (e->type == SK_EV_ASSAULT && one_country(p, e) && e->target.n &&
        e->source.n && one_of(party(p, e->target.party[0])->sector, "MIL"))
        return "one's own arms";
    if (e->source.n && private_person(party(p, e->source.party[0]), tgt))
        return "the source is a private person";
    if (crime(p, e, src, tgt))
        return "ordinary crime or home affairs";
    if (mutual(e->type) && e->pat->right == SK_SLOT_BOTH &&
        e->source.n + e->target.n > 1 &&
        statesmen(p, &e->source) + statesmen(p, &e->target) < 2)
        return "fewer than two political parties";
    if ((f & SK_PAT_PERSON) && !person(p, &e->source))
        return "the source is no person";
    if (e->active && !e->source.n && e->type == SK_EV_ASSAULT)
        return "nobody does it";
    if (e->type != e->pat->type)
        f &= ~(uint32_t)SK_PAT_TWO;
    if ((f & SK_PAT_TWO) && one_country(p, e) && e->source.n + e->target.n < 2)
        return "one party only";
    if ((f & SK_PAT_TWO) && one_country(p, e))
        return "one country only";
    if (domain && (!src || (domain > 1 && (!tgt || bare(p, e)))))
        return "the text speaks of sport, showbiz, business or crime";
    return NULL;
}

void sk_draft_sift(sk_doc *d, const sk_parties *p, sk_drafts *v)
{
    unsigned domain = other_domain(d);

    for (size_t i = 0; i < v->n; i++) {
        v->v[i].gone_why = fault(p, &v->v[i], domain);
        v->v[i].gone = v->v[i].gone_why != NULL;
    }
}

/* ---- one event told twice ---- */

/* Drafts are compared with so many before and behind: of no article all are
 * not, and time stays linear. */
enum { NEAR = 200 };

static size_t near_beg(size_t i)
{
    return i > NEAR ? i - NEAR : 0;
}

static size_t near_end(const sk_drafts *v, size_t i)
{
    return v->n - i > NEAR ? i + NEAR : v->n;
}

static bool has_code(const sk_parties *p, const sk_side *s, const char *code)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (strcmp(party(p, s->party[i])->code, code) == 0)
            return true;
    return false;
}

/* Whether the sides can be the same: one is empty, or they share a code. */
static bool sides_meet(const sk_parties *p, const sk_side *a, const sk_side *b)
{
    if (!a->n || !b->n)
        return true;
    for (uint8_t i = 0; i < a->n; i++)
        if (has_code(p, b, party(p, a->party[i])->code))
            return true;
    return false;
}

static void both(const sk_draft *e, sk_side *out)
{
    *out = e->source;
    for (uint8_t i = 0; i < e->target.n && out->n < SK_SIDE_MAX; i++)
        out->party[out->n++] = e->target.party[i];
}

static unsigned shared(const sk_parties *p, const sk_side *a, const sk_side *b)
{
    unsigned n = 0;

    for (uint8_t i = 0; i < a->n; i++) {
        const char *code = party(p, a->party[i])->code;
        bool again = false;
        for (uint8_t k = 0; k < i; k++)
            again |= strcmp(party(p, a->party[k])->code, code) == 0;
        n += !again && has_code(p, b, code);
    }
    return n;
}

static unsigned distinct(const sk_parties *p, const sk_side *a)
{
    return shared(p, a, a);
}

static bool same_event(const sk_parties *p, const sk_draft *a,
                       const sk_draft *b)
{
    sk_side x, y;
    unsigned n, na, nb;

    if (a->type != b->type)
        return false;
    if ((a->status == SK_NEGATED) != (b->status == SK_NEGATED))
        return false;
    if (a->type == SK_EV_ACCUSE && a->mode[0] && b->mode[0] &&
        strcmp(a->mode[0], b->mode[0]) != 0 &&
        (a->sent == b->sent || strcmp(a->mode[0], "investigate") == 0 ||
         strcmp(b->mode[0], "investigate") == 0))
        return false;
    if ((a->status == SK_PLANNED) != (b->status == SK_PLANNED) &&
        (a->sent == b->sent || (!a->title && !b->title)))
        return false; /* headlines leave out "sẽ", sentences do not */
    if (a->when.s && b->when.s && !sk_str_eq(a->when, b->when))
        return false;
    if (mutual(a->type)) {
        both(a, &x);
        both(b, &y);
        n = shared(p, &x, &y);
        na = distinct(p, &x);
        nb = distinct(p, &y);
        return n >= 2 || n == (na < nb ? na : nb);
    }
    return sides_meet(p, &a->source, &b->source) &&
           sides_meet(p, &a->target, &b->target);
}

/* The fuller of two spans for one code; parties of new codes are added when
 * the side was empty or the act is mutual. */
static void join_side(const sk_parties *p, sk_side *a, const sk_side *b,
                      bool add)
{
    bool empty = a->n == 0;

    for (uint8_t i = 0; i < b->n; i++) {
        const sk_party *q = party(p, b->party[i]);
        uint8_t k = 0;
        while (k < a->n && strcmp(party(p, a->party[k])->code, q->code) != 0)
            k++;
        if (k == a->n) {
            if ((empty || add) && a->n < SK_SIDE_MAX)
                a->party[a->n++] = b->party[i];
        } else {
            const sk_party *o = party(p, a->party[k]);
            bool fuller = q->kind != SK_PARTY_PRONOUN &&
                          (o->kind == SK_PARTY_PRONOUN ||
                           (q->sector[0] && !o->sector[0]));
            if (fuller)
                a->party[k] = b->party[i];
        }
    }
}

static void join(const sk_parties *p, sk_draft *a, const sk_draft *b)
{
    bool add = mutual(a->type);
    bool many = a->type == SK_EV_ASSAULT || !a->mode[0];

    if (add && b->source.n && a->source.n && !a->target.n && b->target.n) {
        join_side(p, &a->source, &b->source, true);
        join_side(p, &a->source, &b->target, true);
    } else if (add && a->target.n && !b->target.n && b->source.n > 1) {
        /* both sides stand already */
    } else {
        join_side(p, &a->source, &b->source, add);
        join_side(p, &a->target, &b->target, add);
    }
    for (int i = 0; many && i < 4 && b->mode[i]; i++) {
        int k = 0;
        while (k < 4 && a->mode[k] && strcmp(a->mode[k], b->mode[i]) != 0)
            k++;
        if (k < 4 && !a->mode[k])
            a->mode[k] = b->mode[i];
    }
    /* the paper's own voice settles a claim; a plan or condition that one
     * telling leaves out stands */
    if (a->status == SK_CLAIM && b->status == SK_HAPPENED && !a->hedged &&
        !b->said)
        a->status = b->status;
    else if (b->status == SK_CLAIM && a->status == SK_HAPPENED &&
             (a->said || b->hedged))
        a->status = b->status;
    else if (b->status == SK_PLANNED || b->status == SK_CONDITIONAL ||
             (b->status == SK_ONGOING && a->status == SK_HAPPENED))
        a->status = a->status == SK_CONDITIONAL ? a->status : b->status;
    if (!a->when.s)
        a->when = b->when;
    if (a->place == SK_NONE)
        a->place = b->place;
    if (a->teller == SK_NONE)
        a->teller = b->teller;
    for (uint8_t i = 0; i < b->n_trigger && a->n_trigger < SK_TRIG_MAX; i++)
        a->trigger[a->n_trigger++] = b->trigger[i];
    for (uint8_t i = 0; i < b->n_why; i++)
        sk_draft_why(a, b->why[i].slot, b->why[i].span, b->why[i].text);
}

/* What was agreed, asked or praised in a dated meeting has its date. */
static void date_by_meeting(const sk_parties *p, sk_drafts *v)
{
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = near_beg(i); j < near_end(v, i); j++) {
            const sk_draft *m = &v->v[i];
            sk_draft *e = &v->v[j];
            sk_side all, mine;
            if (m->gone || e->gone || m->type != SK_EV_CONSULT || !m->when.s ||
                m->status != SK_HAPPENED || e->when.s)
                continue;
            if (e->type != SK_EV_AGREE && e->type != SK_EV_REQUEST &&
                e->type != SK_EV_SUPPORT)
                continue;
            both(m, &all);
            both(e, &mine);
            if (distinct(p, &mine) > 1 &&
                shared(p, &mine, &all) == distinct(p, &mine)) {
                e->when = m->when;
                sk_draft_why(e, "when", m->trigger[0],
                             SK_STR("date of the meeting"));
            }
        }
}

void sk_draft_merge(const sk_parties *p, sk_drafts *v)
{
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = i + 1; j < near_end(v, i) && !v->v[i].gone; j++)
            if (!v->v[j].gone && same_event(p, &v->v[i], &v->v[j])) {
                join(p, &v->v[i], &v->v[j]);
                v->v[j].gone = true;
                v->v[j].gone_why = "told before";
            }
    /* a deployment told with the attack that it serves is that attack */
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = near_beg(i); j < near_end(v, i) && !v->v[i].gone; j++)
            if (v->v[i].type == SK_EV_MOBILIZE && !v->v[j].gone &&
                v->v[j].type == SK_EV_ASSAULT &&
                v->v[j].status != SK_NEGATED && v->v[i].source.n &&
                v->v[j].source.n &&
                sides_meet(p, &v->v[i].source, &v->v[j].source)) {
                v->v[i].gone = true;
                v->v[i].gone_why = "serves the attack";
            }
    date_by_meeting(p, v);
}
