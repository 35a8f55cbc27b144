/* sift.c - what is no event of politics.
 *
 * Sport, business, showbiz and ordinary crime use the verbs of politics
 * ("HLV chỉ trích trọng tài"). An event needs a party of a state, army, court,
 * party, armed group, body of states, or people who act on one of these.
 */
#include "code/sift.h"

#include "know/know.h"

/* A party that politics is made of. */
static bool political(const sk_party *p)
{
    if (p->flags & SK_PARTY_CIVIL)
        return false;
    if (strcmp(p->code, "VAT") == 0 && p->kind != SK_PARTY_PLACE)
        return true; /* a church that is a state */
    if (p->kind == SK_PARTY_BODY && sk_one_of(p->code, "UNO EUR IGO"))
        return true; /* WHO is one of states, not a clinic */
    if (sk_one_of(p->sector, "BUS CVL JRN MED EDU CRM UAF REF LAB AGR REL SOC"))
        return false;
    switch (p->kind) {
    case SK_PARTY_COUNTRY:
    case SK_PARTY_SEAT:
        return true;
    case SK_PARTY_PLACE:
        return false;
    case SK_PARTY_BODY:
        return p->sector[0] || sk_one_of(p->code, "UNO EUR IGO IMG");
    case SK_PARTY_PRONOUN:
        return p->sector[0] || p->code[0];
    case SK_PARTY_HEAD:
        return p->code[0] || p->sector[0];
    case SK_PARTY_PERSON:
    case SK_PARTY_ROLE:
        return p->sector[0] || sk_one_of(p->code, "UNO EUR IGO");
    default:
        return p->sector[0] != 0;
    }
}

static bool any_political(const sk_parties *p, const sk_side *s)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (political(sk_party_at(p, s->party[i])))
            return true;
    return false;
}

static bool person(const sk_parties *p, const sk_side *s)
{
    for (uint8_t i = 0; i < s->n; i++) {
        const sk_party *q = sk_party_at(p, s->party[i]);
        if (q->kind == SK_PARTY_PERSON || q->kind == SK_PARTY_ROLE ||
            (q->kind == SK_PARTY_HEAD && q->hint == SK_HEAD_PEOPLE) ||
            (q->kind == SK_PARTY_PRONOUN && q->sector[0]))
            return true;
    }
    return false;
}

/* Parties that can meet, sign and agree: no firms, no ships. */
static unsigned statesmen(const sk_parties *p, const sk_side *s)
{
    unsigned n = 0;

    for (uint8_t i = 0; i < s->n; i++) {
        const sk_party *q = sk_party_at(p, s->party[i]);
        n += (political(q) && !(q->flags & SK_PARTY_THING)) ||
             q->kind == SK_PARTY_PLACE;
    }
    return n;
}

bool sk_one_country(const sk_parties *p, const sk_draft *e)
{
    const char *code = NULL;

    for (int side = 0; side < 2; side++) {
        const sk_side *s = side ? &e->target : &e->source;
        for (uint8_t i = 0; i < s->n; i++) {
            const char *c = sk_party_at(p, s->party[i])->code;
            if (!c[0])
                continue;
            if (code && strcmp(code, c) != 0)
                return false;
            code = c;
        }
    }
    return true;
}

/* A place or property. */
static bool ground(const sk_party *p)
{
    return p->code[0] &&
           (p->kind == SK_PARTY_PLACE || (p->flags & SK_PARTY_THING));
}

/* Two sides of one country that fight or face each other: rebels, opposition,
 * people on one side, the state on the other. Not in Vietnam, whose papers
 * speak of crime there. */
static bool two_camps(const sk_parties *p, const sk_draft *e)
{
    const sk_party *s, *t;

    if (e->source.n + e->target.n < 2)
        return false;
    s = sk_party_at(p, e->source.n ? e->source.party[0] : e->target.party[0]);
    t = sk_party_at(p, e->target.n ? e->target.party[0] : e->source.party[1]);
    if (e->type == SK_EV_ASSAULT && e->source.n &&
        sk_one_of(s->sector, "REB") && strcmp(s->code, SK_HOME) != 0 &&
        e->target.n && ground(t))
        return true; /* rebels who take a town */
    if (strcmp(s->code, SK_HOME) == 0 || !s->sector[0] || !t->sector[0] ||
        strcmp(s->sector, t->sector) == 0)
        return false;
    return sk_one_of(s->sector, "REB OPP UAF") ||
           sk_one_of(t->sector, "REB OPP") ||
           (sk_one_of(s->sector, "MIL COP SPY GOV") &&
            e->type == SK_EV_ASSAULT && political(s) && e->source.n);
}

static bool any_code(const sk_parties *p, const sk_draft *e)
{
    for (int side = 0; side < 2; side++) {
        const sk_side *s = side ? &e->target : &e->source;
        for (uint8_t i = 0; i < s->n; i++)
            if (sk_party_at(p, s->party[i])->code[0])
                return true;
    }
    return false;
}

static bool verbal(uint8_t type)
{
    return type != SK_EV_ASSAULT && type != SK_EV_COERCE &&
           type != SK_EV_SANCTION && type != SK_EV_PROTEST &&
           type != SK_EV_MOBILIZE && type != SK_EV_AID && type != SK_EV_RETREAT;
}

/* Somebody without office: a star, an expert, a rich man who speaks of his own
 * country. */
static bool private_person(const sk_party *p, uint8_t type, bool to_state)
{
    if (p->kind == SK_PARTY_HEAD) /* "Nhà văn Nga chỉ trích Ukraine" */
        return ((p->flags & SK_PARTY_PRIVATE) && verbal(type)) ||
               ((p->flags & SK_PARTY_CIVIL) && type == SK_EV_CONSULT);
    if (p->kind != SK_PARTY_PERSON && p->kind != SK_PARTY_ROLE)
        return false;
    if (!p->sector[0])
        return !sk_one_of(p->code, "UNO EUR IGO");
    return sk_one_of(p->sector, "CVL EDU MED JRN") ||
           (!to_state && sk_one_of(p->sector, "BUS REL SOC LAB"));
}

/* A journalist, priest, activist or opponent before a court abroad. */
static bool persecuted(const sk_parties *p, const sk_draft *e)
{
    const sk_party *t = e->target.n ? sk_party_at(p, e->target.party[0]) : NULL;

    if (t && e->place != SK_NONE && e->type == SK_EV_RETREAT && t->code[0] &&
        strcmp(sk_party_at(p, e->place)->code, t->code) != 0)
        return true; /* set free abroad */
    return t && sk_one_of(t->sector, "JRN REL SOC OPP") && t->code[0] &&
           strcmp(t->code, SK_HOME) != 0 &&
           (e->type == SK_EV_SANCTION || e->type == SK_EV_COERCE ||
            e->type == SK_EV_RETREAT);
}

/* Relief that an organisation gives to people abroad. */
static bool relief(const sk_parties *p, const sk_draft *e)
{
    return e->type == SK_EV_AID && e->source.n && e->target.n &&
           strcmp(sk_party_at(p, e->source.party[0])->code, "NGO") == 0;
}

/* What does not speak for a state: property, firms. */
static bool mute(const sk_party *p)
{
    return (p->flags & SK_PARTY_THING) ||
           (p->kind == SK_PARTY_BODY &&
            (sk_one_of(p->sector, "BUS") || sk_one_of(p->code, "MNC")));
}

/* No party has a sector: bare countries, as in sport. */
static bool bare(const sk_parties *p, const sk_draft *e)
{
    for (uint8_t i = 0; i < e->source.n; i++)
        if (sk_party_at(p, e->source.party[i])->sector[0])
            return false;
    for (uint8_t i = 0; i < e->target.n; i++)
        if (sk_party_at(p, e->target.party[i])->sector[0])
            return false;
    return true;
}

/* A promise to one's own cities, a permit for one's own people; a bare country that attacks its own leaders or
 * army: sides were confused. */
static bool on_its_own(const sk_parties *p, const sk_draft *e)
{
    const sk_party *s, *t;

    if (e->source.n != 1 || e->target.n != 1 || !sk_one_country(p, e))
        return false;
    if (e->type == SK_EV_AGREE)
        return ground(sk_party_at(p, e->target.party[0]));
    if (e->type == SK_EV_CONCEDE)
        return e->pat->cameo && strcmp(e->pat->cameo, "083") == 0 &&
               sk_party_at(p, e->target.party[0])->code[0] &&
               !sk_one_of(sk_party_at(p, e->source.party[0])->sector, "JUD") &&
               !sk_one_of(sk_party_at(p, e->target.party[0])->sector,
                          "OPP REB PTY JRN");
    if (e->type != SK_EV_ASSAULT)
        return false;
    s = sk_party_at(p, e->source.party[0]);
    t = sk_party_at(p, e->target.party[0]);
    if (e->status == SK_NEGATED)
        return ground(t);
    return s->kind == SK_PARTY_COUNTRY && s->code[0] &&
           sk_one_of(t->sector, "GOV MIL");
}

/* A bare country that does it to itself: "được EU cho phép" of EU goods. */
static bool itself(const sk_parties *p, const sk_draft *e)
{
    const sk_party *s, *t;

    if (e->source.n != 1 || e->target.n != 1)
        return false;
    s = sk_party_at(p, e->source.party[0]);
    t = sk_party_at(p, e->target.party[0]);
    return s->kind == SK_PARTY_COUNTRY && t->kind == SK_PARTY_COUNTRY &&
           strcmp(s->code, t->code) == 0;
}

/* What only armies do, to a place. */
static bool bombed(const sk_parties *p, const sk_draft *e)
{
    return e->type == SK_EV_ASSAULT && e->mode[0] && e->target.n &&
           sk_one_of(e->mode[0],
                     "aerial drone heavy-weapons explosives suicide-attack") &&
           ground(sk_party_at(p, e->target.party[0]));
}

/* "truy nã Chủ tịch Đô Thị Xanh", "nữ giám đốc X": who is only known as a chairman and stands
 * before police or a court, is one of a firm. */
static bool accused_chair(const sk_doc *d, const sk_parties *all,
                          const sk_draft *e)
{
    const sk_party *p = sk_party_at(all, e->target.party[0]);
    const sk_party *s =
        e->source.n ? sk_party_at(all, e->source.party[0]) : NULL;
    const sk_hit *title = NULL;
    size_t at = sk_hit_from(d, p->tok_beg);

    if (p->kind != SK_PARTY_PERSON || !sk_one_of(p->sector, "GOV") ||
        p->entity >= d->entities.n ||
        d->entities.v[p->entity].know != SK_NONE || !e->mode[0] ||
        !sk_one_of(e->mode[0], "arrest convict allege") ||
        (s && !sk_one_of(s->sector, "COP JUD")))
        return false;
    for (const sk_hit *h; (h = sk_hit_within(d, &at, p->tok_end));) {
        if (h->tok_beg > p->tok_beg + 1)
            break; /* behind "nữ", "cựu" */
        if (!title || h->tok_end > title->tok_end)
            title = h;
    }
    return title && title->tok_end == title->tok_beg + 2 &&
           (sk_str_eq(sk_doc_tok(d, title->tok_end - 1), SK_STR("tịch")) ||
            sk_str_eq(sk_doc_tok(d, title->tok_end - 1), SK_STR("đốc")));
}

/* "Thủ tướng X trò chuyện với Tổng thống Y": whatever it was about. */
static bool leaders_meet(const sk_parties *p, const sk_draft *e)
{
    const sk_party *s = e->source.n ? sk_party_at(p, e->source.party[0]) : NULL;

    return e->type == SK_EV_CONSULT && s && e->source.n > 1 &&
           (s->kind == SK_PARTY_PERSON || s->kind == SK_PARTY_ROLE) &&
           sk_one_of(s->sector, "GOV") && statesmen(p, &e->source) > 1 &&
           !(e->mode[0] && strcmp(e->mode[0], "multilateral") == 0);
}

static bool things(const sk_parties *p, const sk_side *s)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (!(sk_party_at(p, s->party[i])->flags & SK_PARTY_THING))
            return false;
    return true;
}

/* "nâng thuế với một số nước": states that are not named. */
static bool at_many(const sk_parties *p, const sk_draft *e)
{
    const sk_party *t = e->target.n ? sk_party_at(p, e->target.party[0]) : NULL;

    return t &&
           (e->type == SK_EV_SANCTION || e->type == SK_EV_COERCE ||
            e->type == SK_EV_REJECT || e->type == SK_EV_THREATEN) &&
           t->kind == SK_PARTY_HEAD && t->hint == SK_HEAD_BODY && !t->code[0] &&
           !(t->flags & SK_PARTY_GUESS);
}

/* Why a draft is no event; NULL if it is one. */
static const char *fault(const sk_doc *d, const sk_parties *p,
                         const sk_draft *e, sk_about of)
{
    bool src = any_political(p, &e->source), tgt = any_political(p, &e->target);
    uint32_t f = e->pat->flags;

    if (!any_code(p, e))
        return "no party with a country or code";
    if ((f & SK_PAT_NEED_S) && !e->source.n)
        return "nobody does it";
    if ((f & SK_PAT_NEED_T) && !e->target.n && !(e->passive && src))
        return "nobody receives it"; /* but "58 con tin được Hamas thả" */
    if (!src && tgt && e->type == SK_EV_AGREE && things(p, &e->target))
        return "a promise to a thing"; /* "tỉnh X chấp thuận dự án của Lào" */
    if (!src && !tgt && e->type != SK_EV_PROTEST && !persecuted(p, e) &&
        !relief(p, e) && !bombed(p, e))
        return "no political party";
    if (e->type == SK_EV_REQUEST && e->status == SK_NEGATED)
        return "asks for nothing";
    if (e->type == SK_EV_REQUEST && !e->target.n && !e->content &&
        !e->mode[0] && !e->addressed)
        return "asked of nobody"; /* "kêu gọi đoàn kết" */
    if ((f & SK_PAT_POWER) && e->source.n && !src && e->type == e->pat->type &&
        !relief(p, e))
        return "the source has no power";
    if (e->type == SK_EV_AGREE && !e->target.n && e->source.n < 2 &&
        !e->content)
        return "a promise to nobody";
    if (e->type == SK_EV_AGREE && !e->content && sk_one_country(p, e) &&
        e->source.n && e->target.n && tgt &&
        sk_party_at(p, e->target.party[0])->code[0] &&
        strcmp(sk_party_at(p, e->source.party[0])->sector,
               sk_party_at(p, e->target.party[0])->sector) == 0)
        return "a promise to itself";
    if (e->source.n && verbal(e->type) &&
        mute(sk_party_at(p, e->source.party[0])))
        return "a firm or a thing";
    if (e->source.n && e->type == SK_EV_ASSAULT &&
        sk_one_of(sk_party_at(p, e->source.party[0])->sector, "BUS"))
        return "a firm attacks nobody"; /* "hãng xe tấn công thị trường" */
    if (e->type == SK_EV_ASSAULT && sk_one_country(p, e) && e->target.n &&
        e->source.n && !two_camps(p, e) &&
        sk_one_of(sk_party_at(p, e->target.party[0])->sector, "MIL"))
        return "one's own arms";
    if (e->source.n && e->type != SK_EV_ACCUSE &&
        sk_party_at(p, e->source.party[0])->kind == SK_PARTY_BODY &&
        sk_one_of(sk_party_at(p, e->source.party[0])->sector, "JRN"))
        return "the press reports";
    if (e->source.n &&
        private_person(sk_party_at(p, e->source.party[0]), e->type, tgt))
        return "the source is a private person";
    if (e->type == SK_EV_SUPPORT && !tgt && e->target.n &&
        sk_party_at(p, e->target.party[0])->kind == SK_PARTY_PERSON)
        return "praise of a private person";
    if (e->type == SK_EV_SUPPORT && e->source.n && !src)
        return "praise by a private person";
    if (e->type == SK_EV_CONSULT && e->source.n && !src && e->mode[0] &&
        strcmp(e->mode[0], "visit") == 0)
        return "a private journey";
    if (e->type == SK_EV_REQUEST && e->target.n && sk_one_country(p, e) &&
        !e->content && e->source.n &&
        ground(sk_party_at(p, e->target.party[0])))
        return "asked of a thing"; /* "đề nghị đẩy nhanh dự án ..." */
    if ((f & SK_PAT_SAID) && e->source.n && e->target.n &&
        sk_one_country(p, e) && !two_camps(p, e))
        return "said of one's own"; /* "xác nhận quân đội Mỹ đứng sau" */
    if (itself(p, e) || on_its_own(p, e))
        return "with itself";
    if (!e->source.n && e->target.n && e->pat->mode[0] &&
        strcmp(e->pat->mode[0], "arrest") == 0 &&
        sk_party_at(p, e->target.party[0])->kind == SK_PARTY_COUNTRY)
        return "somebody of a country"; /* "kẻ cướp khét tiếng Chile bị bắt" */
    if (!e->source.n && e->target.n && e->pat->mode[0] &&
        sk_one_of(e->pat->mode[0], "arrest firearms targeted beat abduct") &&
        ground(sk_party_at(p, e->target.party[0])) &&
        (sk_party_at(p, e->target.party[0])->kind == SK_PARTY_PLACE ||
         strcmp(e->pat->mode[0], "arrest") != 0))
        return "somebody in a place"; /* "ở bang Texas bị bắn chết" */
    if (e->old)
        return "history";
    if (e->target.n && accused_chair(d, p, e))
        return "a chairman of something unknown";
    if (sk_sift_crime(d, p, e, src, tgt) || (of.crime && sk_sift_policed(p, e)))
        return "ordinary crime or home affairs";
    if (sk_is_mutual(e->type) && e->pat->right == SK_SLOT_BOTH &&
        e->source.n + e->target.n > 1 &&
        statesmen(p, &e->source) + statesmen(p, &e->target) < 2)
        return "fewer than two political parties";
    if ((f & SK_PAT_PERSON) && !person(p, &e->source))
        return "the source is no person";
    if (e->active && !e->source.n && e->type == SK_EV_ASSAULT)
        return "nobody does it";
    if ((f & SK_PAT_TWO) && e->active && e->type == SK_EV_ASSAULT &&
        !e->target.n && e->place == SK_NONE)
        return "nobody is attacked"; /* "tàu chiến tiến vào eo biển" */
    if (!e->source.n && e->status == SK_NEGATED && !(f & SK_PAT_FAIL) &&
        (e->type == SK_EV_ASSAULT || e->type == SK_EV_COERCE))
        return "nobody did it"; /* "bay vào mà không bị bắn hạ" */
    if (e->type != e->pat->type)
        f &= ~(uint32_t)SK_PAT_TWO;
    if ((f & SK_PAT_TWO) && sk_one_country(p, e) &&
        e->source.n + e->target.n < 2)
        return "one party only";
    if ((f & SK_PAT_TWO) && sk_one_country(p, e) && !two_camps(p, e) &&
        !at_many(p, e))
        return "one country only";
    if (of.other && e->source.n &&
        sk_about_domain(d, sk_party_at(p, e->source.party[0])))
        return "a body of sport, showbiz or business";
    tgt |= leaders_meet(p, e);
    if (of.other && (!src || (of.other > 1 && (!tgt || bare(p, e)))))
        return "the text speaks of sport, showbiz, business or crime";
    return NULL;
}

void sk_draft_sift(sk_doc *d, const sk_parties *p, sk_drafts *v)
{
    uint32_t head = sk_about_head(d);
    sk_about all = sk_about_text(d, head);

    for (size_t i = 0; i < v->n; i++) {
        v->v[i].gone_why =
            fault(d, p, &v->v[i], sk_about_draft(d, &v->v[i], head, all));
        v->v[i].gone = v->v[i].gone_why != NULL;
    }
}
