/* place.c - where an act was, and what the place tells of its parties.
 *
 * In:  an act and its draft.
 * Out: the place: of its own words ("tại Riyadh"), else that which a party
 *      names ("bệnh viện ở Gaza"); parties that only the place or the rest of
 *      the sentence tells.
 */
#include "code/draft.h"

#include "code/items.h"
#include "code/roles.h"
#include "relate/anchor.h"

static sk_span party_span(const sk_doc *d, const sk_party *p)
{
    return sk_doc_tok_span(d, p->tok_beg, p->tok_end);
}

static sk_span place_span(const sk_doc *d, const sk_party *p)
{
    return sk_doc_tok_span(d, p->in ? p->in : p->tok_beg, p->tok_end);
}

static bool land(const sk_party *p)
{
    return p->kind == SK_PARTY_PLACE || p->kind == SK_PARTY_SEAT ||
           p->kind == SK_PARTY_COUNTRY ||
           (p->kind == SK_PARTY_BODY && sk_code_state(p->code) &&
            strcmp(p->sector, "REB") != 0 && strcmp(p->sector, "JRN") != 0) ||
           (p->kind == SK_PARTY_HEAD && p->hint == SK_HEAD_THING);
}

/* "trong hải phận nước này" */
static bool within(const sk_item *prev, const sk_party *p)
{
    return sk_is_mark(prev, SK_MARK_AFTER) && p->kind == SK_PARTY_HEAD &&
           p->hint == SK_HEAD_THING;
}

/* The place that a party of the act names: "bệnh viện ở Gaza", "tiến vào Gaza
 * City"; SK_NONE if none does. */
static uint32_t place_in(const sk_reading *r, const sk_side *s)
{
    for (uint8_t i = 0; i < s->n; i++) {
        const sk_party *p = &r->parties->parties.v[s->party[i]];
        if (p->in || p->kind == SK_PARTY_PLACE)
            return s->party[i];
    }
    return SK_NONE;
}

/* Whether a place belongs to another clause than the act; one that opens the
 * sentence ("Tại Geneva, ...") belongs to all. */
static bool clause_between(const sk_reading *r, uint32_t place, uint32_t act)
{
    for (uint32_t i = place < act ? place : act;
         i < (place < act ? act : place); i++)
        if (r->items.v[i].kind == SK_ITEM_STOP &&
            (r->d->toks.v[r->items.v[i].tok_beg].ch == ';' ||
             r->d->toks.v[r->items.v[i].tok_beg].ch == '|'))
            return true;
    if (place <= 3)
        return false;
    for (uint32_t i = place < act ? place : act;
         i < (place < act ? act : place); i++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_COMMA || sk_is_mark(it, SK_MARK_SAY) ||
            sk_is_mark(it, SK_MARK_TIME) || sk_is_mark(it, SK_MARK_BUT) ||
            sk_is_mark(it, SK_MARK_CAUSE) ||
            (sk_is_after(it) && (sk_is_mark(it + 1, SK_MARK_NOUN) ||
                                 it[1].kind == SK_ITEM_TRIGGER)))
            return true; /* "hoãn ... tới sau cuộc gặp tại Hàn Quốc" */
    }
    return false;
}

static bool land_group(const sk_reading *r, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group];

    return land(&r->parties->parties.v[g->first]);
}

/* "điện đàm về xung đột ở Ukraine": the place of what is spoken of. */
static bool topic(const sk_reading *r, const sk_act *a, const sk_item *at)
{
    const sk_item *beg = r->items.v;
    bool about = false;

    if (a->type == SK_EV_CONSULT && !a->noun && at > beg + a->item + 1 &&
        (sk_str_eq(sk_doc_tok(r->d, a->trig.tok_beg), SK_STR("bàn")) ||
         sk_str_eq(sk_doc_tok(r->d, a->trig.tok_beg), SK_STR("thảo"))) &&
        at[-1].kind == SK_ITEM_OTHER)
        return true; /* "bàn cách chấm dứt xung đột ở Ukraine" */
    if (a->type == SK_EV_PROTEST && at > beg + a->item + 1 &&
        at[-1].kind == SK_ITEM_TRIGGER)
        return true; /* "biểu tình phản đối chiến dịch quân sự tại Gaza" */
    if (at <= beg + a->item ||
        !(sk_is_verbal(a->type) || sk_is_mutual(a->type) ||
          a->type == SK_EV_SUPPORT))
        return false;
    if (at + 1 < beg + r->items.n && at[1].kind == SK_ITEM_PARTY &&
        a->type == SK_EV_CONSULT &&
        r->parties->parties.v[sk_group_of(r, at + 1)->first].kind ==
            SK_PARTY_BODY)
        return false; /* "đàm phán về Greenland tại Nhà Trắng" */
    if (sk_ends_as(r, at - 1, SK_NOUN) && !sk_time_before(r->d, at->tok_beg) &&
        !sk_str_eq(sk_doc_tok(r->d, at->tok_beg - 1), SK_STR("nhau")) &&
        !(r->d->toks.v[at->tok_beg - 1].flags & SK_TOK_CAP))
        return true;
    for (const sk_item *it = beg + a->item + 1; it < at; it++) {
        if (sk_is_mark(it, SK_MARK_ABOUT) || sk_is_mark(it, SK_MARK_GOAL))
            about = true;
        else if (sk_is_mark(it, SK_MARK_FUTURE) || sk_is_mark(it, SK_MARK_DO))
            about = false; /* "nhằm chấm dứt ... sẽ diễn ra tại Riyadh" */
    }
    return about;
}

/* "Đại sứ quán Iran tại Oman": whether "tại" at item i only tells where a mission
 * is. */
static bool of_mission(const sk_reading *r, uint32_t i)
{
    const sk_item *it = i > 0 ? &r->items.v[i - 1] : NULL;

    if (!it || it->kind != SK_ITEM_PARTY)
        return false;
    for (uint32_t k = it->tok_beg; k < it->tok_end && k < it->tok_beg + 3; k++)
        if (sk_str_eq(sk_doc_tok(r->d, k), SK_STR("sứ")))
            return true;
    return false;
}

/* The item of the group that the roles found behind "tại, ở, trên"; NULL if
 * there is none or it is no place of the act. */
static const sk_item *own_place(const sk_reading *r, const sk_act *a)
{
    for (uint32_t i = 1; i < r->items.n && a->place != SK_NONE; i++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_PARTY && it->ref == a->place)
            return land_group(r, a->place) && !topic(r, a, it - 1) &&
                           !of_mission(r, i - 1)
                       ? it
                       : NULL;
    }
    return NULL;
}

/* The party after "tại, ở, trên" nearest behind the trigger, else before. */
static uint32_t place_of(const sk_reading *r, const sk_act *a)
{
    uint32_t best = SK_NONE, least = UINT32_MAX;

    for (uint32_t i = 1; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i], *prev = it - 1;
        const sk_group *g;
        uint32_t far;
        if (it->kind != SK_ITEM_PARTY)
            continue;
        if (prev->kind == SK_ITEM_OTHER && i > 1 &&
            prev->tok_end - prev->tok_beg <= 3)
            prev--; /* "tại thủ đô Riyadh" */
        g = &r->parties->groups.v[it->ref];
        if (of_mission(r, (uint32_t)(prev - r->items.v)))
            continue;
        if (topic(r, a, prev) ||
            (prev != it - 1 &&
             r->parties->parties.v[g->first].kind == SK_PARTY_BODY))
            continue; /* "trên mạng xã hội X" */
        if (!sk_is_mark(prev, SK_MARK_AT) &&
            !within(prev, &r->parties->parties.v[g->first]))
            continue;
        if (!land(&r->parties->parties.v[g->first]))
            continue;
        if (clause_between(r, i, a->item))
            continue;
        far = i > a->item ? i - a->item : 4 + a->item - i;
        if (far < least) {
            least = far;
            best = g->first;
        }
    }
    return best;
}

/* Deeds that are done where their target is. */
static bool deed_on_ground(uint8_t type)
{
    return type == SK_EV_ASSAULT || type == SK_EV_MOBILIZE ||
           type == SK_EV_COERCE || type == SK_EV_AID || type == SK_EV_RETREAT ||
           type == SK_EV_CONSULT;
}

static bool in_side(const sk_side *s, uint32_t party)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (s->party[i] == party)
            return true;
    return false;
}

/* "hợp tác với Nga", "theo AFP": a party that has another part in the
 * sentence. */
static bool aside(const sk_reading *r, uint32_t tok)
{
    const sk_mark *m = tok > 0 ? r->d->clauses->at[tok - 1] : NULL;

    return m && m->tok_end == tok &&
           (m->cls == SK_MARK_WITH || m->cls == SK_MARK_PER ||
            m->cls == SK_MARK_FOR || m->cls == SK_MARK_ABOUT);
}

/* "trên bầu trời Ba Lan": whose sky it was in. */
static bool overhead(const sk_reading *r, uint32_t tok)
{
    for (uint32_t k = 2; k <= 3 && k <= tok; k++) {
        const sk_mark *m = r->d->clauses->at[tok - k];
        if (m && m->cls == SK_MARK_AT && m->tok_end < tok)
            return true;
    }
    return false;
}

/* Whether a verb of saying has the party as its object: "cáo buộc Washington".
 */
static bool addressed(const sk_reading *r, uint32_t party)
{
    for (size_t i = 0; i < r->acts.n; i++) {
        const sk_act *b = &r->acts.v[i];
        if (b->noun || !(b->pat->flags & (SK_PAT_OP | SK_PAT_CLAIM)))
            continue;
        for (uint8_t k = 0; k < b->target.n; k++) {
            const sk_group *g = &r->parties->groups.v[b->target.group[k]];
            if (party >= g->first && party < g->first + g->n)
                return true;
        }
    }
    return false;
}

static bool person(const sk_party *p)
{
    return p->kind == SK_PARTY_PERSON || p->kind == SK_PARTY_ROLE;
}

/* "việc Nga chiếm đất làm thay đổi chính sách của Mỹ": whether a party only owns
 * what the deed makes something of. */
static bool elsewhere(const sk_reading *r, uint32_t deed, uint32_t party)
{
    bool made = false;

    for (uint32_t i = 1; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (it->tok_beg == party)
            return made && sk_is_mark(it - 1, SK_MARK_OF);
        made |= it->tok_beg > deed && sk_is_mark(it, SK_MARK_MAKE);
    }
    return false;
}

/* "...; ...": whether two tokens belong to two items of a list of news. */
static bool other_news(const sk_reading *r, uint32_t a, uint32_t b)
{
    for (uint32_t i = a < b ? a : b; i < (a < b ? b : a); i++)
        if (r->d->toks.v[i].ch == ';' || r->d->toks.v[i].ch == '|')
            return true;
    return false;
}

/* Whether clauses end between two tokens: the long sentences behind the head of
 * an article name a country elsewhere that has no part in the deed. */
static bool parted(const sk_reading *r, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (it->tok_beg > (a < b ? a : b) && it->tok_beg < (a < b ? b : a) &&
            (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
             sk_is_subordinator(it) || sk_is_mark(it, SK_MARK_SAY)))
            return true;
    }
    return false;
}

/* The only other country of the sentence, SK_NONE if there are more. */
static uint32_t other_party(const sk_reading *r, const sk_draft *e)
{
    uint32_t got = SK_NONE;

    for (uint32_t i = 0; i < r->parties->parties.n; i++) {
        const sk_party *p = &r->parties->parties.v[i];
        if (p->sent != r->sent || !p->code[0] ||
            sk_side_has(r->parties, &e->source, p->code) ||
            other_news(r, e->tok, p->tok_beg) || p->kind == SK_PARTY_BODY ||
            strcmp(p->sector, "JRN") == 0)
            continue;
        if (aside(r, p->tok_beg) || addressed(r, i) ||
            (e->source.n && overhead(r, p->tok_beg)) ||
            elsewhere(r, e->tok, p->tok_beg))
            continue;
        if (got != SK_NONE &&
            strcmp(r->parties->parties.v[got].code, p->code) != 0)
            return SK_NONE;
        if (got == SK_NONE || person(&r->parties->parties.v[got]))
            got = i; /* rather the country than one of its people */
    }
    return got != SK_NONE && e->body &&
                   parted(r, e->tok, r->parties->parties.v[got].tok_beg)
               ? SK_NONE
               : got;
}

/* "bắt nghi phạm trốn tại Thái Lan": police catch nobody's country. */
static bool caught(const sk_reading *r, const sk_draft *e)
{
    return e->type == SK_EV_COERCE && e->mode[0] &&
           strcmp(e->mode[0], "arrest") == 0 &&
           strcmp(r->parties->parties.v[e->source.party[0]].sector, "COP") == 0;
}

/* "tới Syria", but not "tới gần Syria": where troops go, not against whom. */
static bool bound_for(const sk_reading *r, const sk_party *p)
{
    const sk_mark *m = NULL; /* the longest before it: "nhằm vào" is no "vào" */
    uint32_t words = 0;

    for (uint32_t k = 1; k <= 3 && k <= p->tok_beg; k++) {
        const sk_mark *l = r->d->clauses->at[p->tok_beg - k];
        if (l && l->tok_end == p->tok_beg) {
            m = l;
            words = k;
        }
    }
    return m && words == 1 && m->cls == SK_MARK_TO &&
           (p->kind == SK_PARTY_PLACE || p->kind == SK_PARTY_COUNTRY ||
            p->kind == SK_PARTY_SEAT);
}

/* A party of the state: it does not protest. */
static bool state(const sk_party *p)
{
    return person(p) ||
           (p->sector[0] && strstr("GOV MIL COP JUD LEG SPY", p->sector));
}

/* Who is held or set free somewhere is so by the state there. */
static bool detains(const sk_reading *r, const sk_draft *e, const char *where)
{
    if (!e->mode[0])
        return false;
    return (e->type == SK_EV_COERCE && strcmp(e->mode[0], "arrest") == 0) ||
           (e->type == SK_EV_RETREAT && strcmp(e->mode[0], "release") == 0 &&
            e->target.n && !sk_side_has(r->parties, &e->target, where));
}

/* "Đánh bom ở Kabul": what has a place and often no doer. */
static bool exploded(const sk_draft *e)
{
    return e->mode[0] && (strcmp(e->mode[0], "explosives") == 0 ||
                          strcmp(e->mode[0], "suicide-attack") == 0);
}

/* Whether one does it, or several countries do it together. */
static bool of_one_side(const sk_reading *r, const sk_draft *e)
{
    const sk_party *all = r->parties->parties.v;

    return e->source.n == 1 ||
           (e->source.n > 1 && strcmp(all[e->source.party[0]].code,
                                      all[e->source.party[1]].code) != 0);
}

/* "vũ khí Mỹ dùng trong chiến dịch tấn công Iran": where arms were used, their
 * owner did it. */
static bool in_campaign(const sk_reading *r, const sk_act *a)
{
    const sk_item *in = sk_before(r, sk_noun_from(r, a->item));

    return a->noun && a->type == SK_EV_ASSAULT && in && sk_is_after(in) &&
           sk_str_eq(sk_doc_tok(r->d, in->tok_beg), SK_STR("trong")) &&
           in > r->items.v && sk_is_mark(in - 1, SK_MARK_MEANS);
}

/* What order does not tell, the place may: "không kích ở Gaza" hits Gaza, "bị
 * bắt ở Lebanon" was done by Lebanon, "biểu tình tại London" by its people. */
static void fill_from_place(sk_reading *r, const sk_act *a, sk_draft *e)
{
    const sk_party *p =
        e->place == SK_NONE ? NULL : &r->parties->parties.v[e->place];
    bool takes = e->pat->right == SK_SLOT_TARGET;

    if (e->type == SK_EV_PROTEST && e->source.n &&
        state(&r->parties->parties.v[e->source.party[0]]))
        e->source.n = 0;
    if (e->type == SK_EV_MOBILIZE && e->target.n == 1 &&
        bound_for(r, &r->parties->parties.v[e->target.party[0]])) {
        if (e->place == SK_NONE)
            e->place = e->target.party[0];
        e->target.n = 0; /* "điều tàu chiến tới Syria" */
    }
    if (e->type == SK_EV_MOBILIZE && e->target.n && e->source.n &&
        sk_side_has(r->parties, &e->source,
                    r->parties->parties.v[e->target.party[0]].code)) {
        if (e->place == SK_NONE)
            e->place = place_in(r, &e->target); /* "điều quân tới Portland" */
        e->target.n = 0;                        /* "điều binh sĩ" */
    }
    if (p && p->code[0] && !e->source.n &&
        (e->type == SK_EV_PROTEST || detains(r, e, p->code))) {
        sk_side_add(&e->source, e->place);
        sk_draft_why(e, "source", party_span(r->d, p),
                     SK_STR("place of the act"));
    }
    if (p && p->code[0] && !e->target.n &&
        (of_one_side(r, e) || (!e->source.n && exploded(e))) && takes &&
        !(e->context[0] && strcmp(e->context[0], "economic") == 0) &&
        (e->type == SK_EV_ASSAULT || e->type == SK_EV_COERCE ||
         e->type == SK_EV_CONCEDE || e->type == SK_EV_SANCTION) &&
        !caught(r, e) && !sk_side_has(r->parties, &e->source, p->code)) {
        sk_side_add(&e->target, e->place);
        e->by_place = true;
        sk_draft_why(e, "target", party_span(r->d, p),
                     SK_STR("place of the act"));
    }
    if (e->target.n == 1 && e->source.n && takes) {
        /* "tấn công của Tehran vào lãnh thổ nước này": not its own */
        const sk_party *t = &r->parties->parties.v[e->target.party[0]];
        uint32_t o = other_party(r, e);
        bool own = t->kind == SK_PARTY_HEAD &&
                   (e->type == SK_EV_COERCE || (t->flags & SK_PARTY_PROTEST));
        /* "bắt loạt cảnh sát", "hành quyết người biểu tình" */
        if (!own && e->type != SK_EV_SUPPORT &&
            (t->kind == SK_PARTY_PRONOUN || (t->flags & SK_PARTY_GUESS)) &&
            sk_side_has(r->parties, &e->source, t->code) && o != SK_NONE) {
            e->target.party[0] = o;
            sk_draft_why(e, "target",
                         party_span(r->d, &r->parties->parties.v[o]),
                         SK_STR("the only other country of the sentence"));
        }
    }
    if (e->target.n == 1 && sk_is_verbal(e->type) && e->source.n) {
        const sk_party *t = &r->parties->parties.v[e->target.party[0]];
        if (t->kind == SK_PARTY_PRONOUN &&
            sk_side_has(r->parties, &e->source, t->code))
            e->target.n = 0; /* "bác tin nước này chuẩn bị ..." */
    }
    if (!e->source.n && e->type == SK_EV_PROTEST) {
        uint32_t o = other_party(r, e);
        if (o != SK_NONE && !state(&r->parties->parties.v[o])) {
            sk_side_add(&e->source, o);
            sk_draft_why(e, "source",
                         party_span(r->d, &r->parties->parties.v[o]),
                         SK_STR("the only country of the sentence"));
        }
    }
    if (!e->source.n && e->target.n && in_campaign(r, a)) {
        sk_draft whom = {.source = e->target, .tok = e->tok};
        uint32_t o = other_party(r, &whom);
        if (o != SK_NONE) {
            sk_side_add(&e->source, o);
            sk_draft_why(e, "source",
                         party_span(r->d, &r->parties->parties.v[o]),
                         SK_STR("the only other country of the sentence"));
        }
    }
    if (!e->target.n && e->source.n == 1 && takes && e->type == SK_EV_ASSAULT) {
        uint32_t o = other_party(r, e);
        if (o != SK_NONE) {
            sk_side_add(&e->target, o);
            sk_draft_why(e, "target",
                         party_span(r->d, &r->parties->parties.v[o]),
                         SK_STR("the only other country of the sentence"));
        }
    }
}

void sk_place_find(sk_reading *r, const sk_act *a, sk_draft *e)
{
    const char *why = "place after tại, ở, trên";

    e->place =
        own_place(r, a) ? r->parties->groups.v[a->place].first : place_of(r, a);
    fill_from_place(r, a, e);
    if (e->place != SK_NONE && e->type != SK_EV_PROTEST &&
        r->parties->parties.v[e->place].kind == SK_PARTY_COUNTRY &&
        (in_side(&e->target, e->place) || in_side(&e->source, e->place)))
        e->place = SK_NONE;
    if (e->place == SK_NONE) {
        e->aim = true;
        why = "place that a party names";
        e->place = e->type == SK_EV_PROTEST  ? place_in(r, &e->source)
                   : deed_on_ground(e->type) ? place_in(r, &e->target)
                                             : SK_NONE;
    }
    if (e->place != SK_NONE)
        sk_draft_why(e, "where",
                     place_span(r->d, &r->parties->parties.v[e->place]),
                     sk_str_of(why));
}
