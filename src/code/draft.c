/* draft.c - acts of a sentence into coded events.
 *
 * In:  the reading of a sentence (acts with roles and status).
 * Out: drafts: type and mode after plan and condition were weighed, parties one
 *      by one, date, place, and a line of reason for each slot.
 *
 * What is announced for later is another type than what is done: a promised
 * delivery is AGREE, an announced withdrawal CONCEDE, an announced attack
 * THREATEN (PLOVER manual 2.0; data/plover.tsv, rows "plan").
 */
#include "code/draft.h"

#include <math.h>

#include "code/items.h"
#include "code/roles.h"
#include "relate/anchor.h"

bool sk_code_state(const char *code)
{
    return code[0] && !strstr("UNO EUR IGO NGO IMG MNC ISM", code);
}

void sk_draft_why(sk_draft *e, const char *slot, sk_span span, sk_str text)
{
    if (e->n_why < SK_WHY_MAX)
        e->why[e->n_why++] = (sk_why){slot, span, text};
}

static sk_span item_span(const sk_reading *r, uint32_t item)
{
    if (item >= r->items.n)
        return (sk_span){0, 0};
    return sk_doc_tok_span(r->d, r->items.v[item].tok_beg,
                           r->items.v[item].tok_end);
}

static sk_span party_span(const sk_doc *d, const sk_party *p)
{
    return sk_doc_tok_span(d, p->tok_beg, p->tok_end);
}

static sk_span place_span(const sk_doc *d, const sk_party *p)
{
    return sk_doc_tok_span(d, p->in ? p->in : p->tok_beg, p->tok_end);
}

/* ---- parties ---- */

static void add_side(sk_side *s, uint32_t party)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (s->party[i] == party)
            return;
    if (s->n < SK_SIDE_MAX)
        s->party[s->n++] = party;
}

/* All parties of a slot. */
static void add_groups(const sk_reading *r, const sk_slotted *s, sk_side *out)
{
    for (uint8_t i = 0; i < s->n; i++) {
        const sk_group *g = &r->parties->groups.v[s->group[i]];
        for (uint32_t k = 0; k < g->n; k++)
            add_side(out, g->first + k);
    }
}

/* ---- type, mode ---- */

static const sk_compose_row *compose(const sk_doc *d, uint8_t op,
                                     uint8_t inner, const char *mode)
{
    const sk_patterns *p = d->eng->patterns;

    for (size_t i = 0; i < p->compose.n; i++) {
        const sk_compose_row *c = &p->compose.v[i];
        if (c->op == op && c->inner == inner &&
            (!c->inner_mode || (mode && strcmp(c->inner_mode, mode) == 0)))
            return c;
    }
    return NULL;
}

static void clear_modes(sk_draft *e, const char *mode)
{
    memset(e->mode, 0, sizeof e->mode);
    e->mode[0] = mode;
}

static void become_threat(sk_reading *r, sk_draft *e, uint8_t status)
{
    const sk_compose_row *c =
        compose(r->d, SK_EV_THREATEN, e->type, e->mode[0]);

    e->type = SK_EV_THREATEN;
    e->status = status;
    clear_modes(e, c ? c->mode : NULL);
    sk_draft_why(e, "type", (sk_span){0, 0},
                 SK_STR("a hostile act announced by its own source"));
}

static bool hostile(uint8_t type)
{
    return type == SK_EV_ASSAULT || type == SK_EV_COERCE;
}

/* What a plan or condition makes of the type. */
static void weigh_plan(sk_reading *r, const sk_act *a, sk_draft *e)
{
    bool force = a->pat->flags & SK_PAT_FORCE;

    if (e->status == SK_CONDITIONAL &&
        (hostile(e->type) || e->type == SK_EV_SANCTION ||
         e->type == SK_EV_MOBILIZE)) {
        become_threat(r, e, SK_CONDITIONAL);
    } else if (e->status == SK_PLANNED && (force || hostile(e->type)) &&
               a->own_say) {
        become_threat(r, e, SK_HAPPENED);
    } else if (e->status == SK_PLANNED || e->status == SK_CONDITIONAL) {
        if (e->type == SK_EV_AID || e->type == SK_EV_COOPERATE ||
            e->type == SK_EV_SUPPORT)
            e->type = SK_EV_AGREE;
        else if (e->type == SK_EV_RETREAT)
            e->type = SK_EV_CONCEDE;
        else
            return;
        clear_modes(e, NULL);
        sk_draft_why(e, "type", (sk_span){0, 0},
                     SK_STR("announced for later: promise or concession"));
    }
}

/* Weapons in the clause add a mode to an attack. */
static void add_mode(sk_draft *e, const char *mode)
{
    for (int i = 0; i < 4; i++) {
        if (!e->mode[i]) {
            e->mode[i] = mode;
            return;
        }
        if (strcmp(e->mode[i], mode) == 0)
            return;
    }
}

/* "UAV Ukraine tập kích": arms that act tell how. */
static void arms_mode(const sk_reading *r, sk_draft *e)
{
    const sk_patterns *ps = r->d->eng->patterns;

    for (uint8_t i = 0; i < e->source.n && e->type == SK_EV_ASSAULT; i++) {
        const sk_party *p = &r->parties->parties.v[e->source.party[i]];
        for (uint32_t k = p->tok_beg; k < p->tok_end; k++) {
            sk_trigger t;
            if (!(p->flags & SK_PARTY_ARM) ||
                !sk_pattern_at(r->d, k, p->tok_beg, p->tok_end, &t))
                continue;
            if ((ps->rows.v[t.pattern].flags & SK_PAT_WEAPON) &&
                ps->rows.v[t.pattern].mode[0])
                add_mode(e, ps->rows.v[t.pattern].mode[0]);
        }
    }
}

/* ---- place ---- */

static bool land(const sk_party *p)
{
    return p->kind == SK_PARTY_PLACE || p->kind == SK_PARTY_SEAT ||
           p->kind == SK_PARTY_COUNTRY || (p->kind == SK_PARTY_BODY && sk_code_state(p->code) &&
            strcmp(p->sector, "REB") != 0) ||
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
    if (place <= 3)
        return false;
    for (uint32_t i = place < act ? place : act; i < (place < act ? act : place);
         i++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_COMMA || sk_is_mark(it, SK_MARK_SAY) ||
            sk_is_mark(it, SK_MARK_TIME) || sk_is_mark(it, SK_MARK_BUT) ||
            sk_is_mark(it, SK_MARK_CAUSE))
            return true;
    }
    return false;
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
           type == SK_EV_COERCE || type == SK_EV_AID ||
           type == SK_EV_RETREAT || type == SK_EV_CONSULT;
}

static bool in_side(const sk_side *s, uint32_t party)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (s->party[i] == party)
            return true;
    return false;
}

static bool land_group(const sk_reading *r, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group];

    return land(&r->parties->parties.v[g->first]);
}

static bool side_has(const sk_reading *r, const sk_side *s, const char *code)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (strcmp(r->parties->parties.v[s->party[i]].code, code) == 0)
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

/* The only other country of the sentence, SK_NONE if there are more. */
static uint32_t other_party(const sk_reading *r, const sk_draft *e)
{
    uint32_t got = SK_NONE;

    for (uint32_t i = 0; i < r->parties->parties.n; i++) {
        const sk_party *p = &r->parties->parties.v[i];
        if (p->sent != r->sent || !p->code[0] || side_has(r, &e->source, p->code) ||
            p->kind == SK_PARTY_BODY || strcmp(p->sector, "JRN") == 0)
            continue;
        if (aside(r, p->tok_beg))
            continue;
        if (got != SK_NONE &&
            strcmp(r->parties->parties.v[got].code, p->code) != 0)
            return SK_NONE;
        if (got == SK_NONE)
            got = i;
    }
    return got;
}

/* A party of the state: it does not protest. */
static bool state(const sk_party *p)
{
    return p->kind == SK_PARTY_PERSON || p->kind == SK_PARTY_ROLE ||
           (p->sector[0] && strstr("GOV MIL COP JUD LEG SPY", p->sector));
}

/* Who is held or set free somewhere is so by the state there. */
static bool detains(const sk_reading *r, const sk_draft *e, const char *where)
{
    if (!e->mode[0])
        return false;
    return (e->type == SK_EV_COERCE && strcmp(e->mode[0], "arrest") == 0) ||
           (e->type == SK_EV_RETREAT && strcmp(e->mode[0], "release") == 0 &&
            e->target.n && !side_has(r, &e->target, where));
}

/* What order does not tell, the place may: "không kích ở Gaza" hits Gaza, "bị
 * bắt ở Lebanon" was done by Lebanon, "biểu tình tại London" by its people. */
static void fill_from_place(sk_reading *r, sk_draft *e)
{
    const sk_party *p =
        e->place == SK_NONE ? NULL : &r->parties->parties.v[e->place];
    bool takes = e->pat->right == SK_SLOT_TARGET;

    if (e->type == SK_EV_PROTEST && e->source.n && state(&r->parties->parties.v[e->source.party[0]]))
        e->source.n = 0;
    if (e->type == SK_EV_MOBILIZE && e->target.n && e->source.n &&
        side_has(r, &e->source, r->parties->parties.v[e->target.party[0]].code)) {
        if (e->place == SK_NONE)
            e->place = place_in(r, &e->target); /* "điều quân tới Portland" */
        e->target.n = 0; /* "điều binh sĩ" */
    }
    if (p && p->code[0] && !e->source.n &&
        (e->type == SK_EV_PROTEST || detains(r, e, p->code))) {
        add_side(&e->source, e->place);
        sk_draft_why(e, "source", party_span(r->d, p), SK_STR("place of the act"));
    }
    if (p && p->code[0] && !e->target.n && e->source.n && takes &&
        (e->type == SK_EV_ASSAULT || e->type == SK_EV_COERCE ||
         e->type == SK_EV_CONCEDE || e->type == SK_EV_SANCTION) &&
        !side_has(r, &e->source, p->code)) {
        add_side(&e->target, e->place);
        sk_draft_why(e, "target", party_span(r->d, p), SK_STR("place of the act"));
    }
    if (e->target.n == 1 && e->source.n && takes) {
        /* "tấn công của Tehran vào lãnh thổ nước này": not its own */
        const sk_party *t = &r->parties->parties.v[e->target.party[0]];
        uint32_t o = other_party(r, e);
        if ((t->kind == SK_PARTY_PRONOUN || (t->flags & SK_PARTY_GUESS)) &&
            side_has(r, &e->source, t->code) && o != SK_NONE) {
            e->target.party[0] = o;
            sk_draft_why(e, "target",
                         party_span(r->d, &r->parties->parties.v[o]),
                         SK_STR("the only other country of the sentence"));
        }
    }
    if (e->target.n == 1 && sk_is_verbal(e->type) && e->source.n) {
        const sk_party *t = &r->parties->parties.v[e->target.party[0]];
        if (t->kind == SK_PARTY_PRONOUN && side_has(r, &e->source, t->code))
            e->target.n = 0; /* "bác tin nước này chuẩn bị ..." */
    }
    if (!e->source.n && e->type == SK_EV_PROTEST) {
        uint32_t o = other_party(r, e);
        if (o != SK_NONE)
            add_side(&e->source, o);
    }
    if (!e->target.n && e->source.n == 1 && takes && e->type == SK_EV_ASSAULT) {
        uint32_t o = other_party(r, e);
        if (o != SK_NONE) {
            add_side(&e->target, o);
            sk_draft_why(e, "target",
                         party_span(r->d, &r->parties->parties.v[o]),
                         SK_STR("the only other country of the sentence"));
        }
    }
}

/* ---- date ---- */

/* The item that covers a token. */
static uint32_t item_at(const sk_reading *r, uint32_t tok)
{
    uint32_t i = 0;

    while (i < r->items.n && r->items.v[i].tok_end <= tok)
        i++;
    return i;
}

/* The date of a statement dates the verbal act, not the deed that it reports. */
static bool of_another(const sk_reading *r, const sk_act *a, const sk_time *t)
{
    uint32_t time = item_at(r, t->tok_beg);
    bool verbal = a->type == SK_EV_AGREE || a->type == SK_EV_CONCEDE ||
                  a->type == SK_EV_REQUEST || a->type == SK_EV_ACCUSE ||
                  a->type == SK_EV_REJECT || a->type == SK_EV_THREATEN ||
                  a->type == SK_EV_SUPPORT;

    if (a->say != SK_NONE && a->say < a->item && time < a->say &&
        !(verbal && (a->own_say || (a->pat->flags & SK_PAT_SAID))))
        return true;
    if (a->say != SK_NONE && time + 1 == a->say && !(verbal && a->own_say))
        return true;
    if (a->status == SK_CLAIM && a->status_item < a->item &&
        time < a->status_item &&
        r->items.v[a->status_item].kind == SK_ITEM_TRIGGER)
        return true;
    if (a->behind && time > a->item && r->items.v[time].tok_beg > a->trig.tok_end) {
        for (uint32_t i = a->item; i < time; i++)
            if (r->items.v[i].kind == SK_ITEM_COMMA)
                return true; /* ", cảnh sát cho biết hôm thứ Hai" */
    }
    return false;
}

/* ---- one act ---- */

static void reasons(sk_reading *r, const sk_act *a, sk_draft *e)
{
    sk_doc *d = r->d;

    sk_draft_why(e, "pattern",
                 sk_doc_tok_span(d, a->trig.tok_beg, a->trig.tok_end),
                 sk_strf(&d->arena, "%s (data/events.tsv:%zu)%s", a->pat->id,
                         a->pat->line, a->noun ? ", as a noun" : ""));
    for (uint8_t i = 0; i < e->source.n; i++)
        sk_draft_why(e, "source",
                     party_span(d, &r->parties->parties.v[e->source.party[i]]),
                     sk_str_of(a->source_why ? a->source_why : "content"));
    for (uint8_t i = 0; i < e->target.n; i++)
        sk_draft_why(e, "target",
                     party_span(d, &r->parties->parties.v[e->target.party[i]]),
                     sk_str_of(a->target_why ? a->target_why : "content"));
    if (a->status_why)
        sk_draft_why(e, "status", item_span(r, a->status_item),
                     sk_str_of(a->status_why));
}

/* "hai nước", "hai bên" are the two of the last act told before that had two. */
static void the_two(const sk_reading *r, sk_draft *e, const sk_drafts *out)
{
    if (e->source.n != 2 ||
        !(r->parties->parties.v[e->source.party[0]].flags & SK_PARTY_TWO))
        return;
    for (size_t i = out->n - 1; i-- > 0;) {
        const sk_draft *b = &out->v[i];
        if (b->type != SK_EV_CONSULT || b->source.n + b->target.n != 2)
            continue;
        e->source = b->source;
        if (b->target.n)
            add_side(&e->source, b->target.party[0]);
        return;
    }
}

/* "gặp Chủ tịch X, nhất trí ...": both who met agreed. */
static void met(const sk_reading *r, sk_draft *e, const sk_drafts *out)
{
    const sk_draft *b = e - 1;

    if (e->type != SK_EV_AGREE || e->source.n != 1 || e->target.n ||
        out->n < 2 || (b->mode[0] && strcmp(b->mode[0], "visit") == 0) || b->sent != e->sent || b->type != SK_EV_CONSULT ||
        !side_has(r, &b->source, r->parties->parties.v[e->source.party[0]].code))
        return;
    e->source = b->source;
    for (uint8_t i = 0; i < b->target.n; i++)
        add_side(&e->source, b->target.party[i]);
}

/* A meeting of two in the country of neither. */
static void third_party(const sk_reading *r, sk_draft *e)
{
    const char *where;

    if (e->type != SK_EV_CONSULT || e->mode[0] || e->place == SK_NONE ||
        e->source.n + e->target.n < 2)
        return;
    where = r->parties->parties.v[e->place].code;
    if (where[0] && !side_has(r, &e->source, where) &&
        !side_has(r, &e->target, where))
        clear_modes(e, "third-party");
}

static void code_act(sk_reading *r, const sk_act *a, sk_drafts *out)
{
    sk_draft *e = sk_push(&r->d->arena, out);
    const sk_time *t;
    const char *why;

    memset(e, 0, sizeof *e);
    e->type = a->type;
    e->status = a->status;
    e->pat = a->pat;
    e->sent = r->sent;
    e->tok = a->trig.tok_beg;
    e->title = r->title;
    e->said = a->say != SK_NONE;
    e->hedged = a->hedged;
    e->active = !a->noun && !a->passive && a->pat->left == SK_SLOT_SOURCE;
    for (size_t i = 0; i < r->acts.n; i++)
        e->content |= r->acts.v[i].absorbed < r->acts.n &&
                      &r->acts.v[r->acts.v[i].absorbed] == a;
    e->place = e->teller = SK_NONE;
    for (int i = 0; i < 4; i++) {
        e->mode[i] = a->mode[i];
        e->context[i] = a->pat->context[i];
    }
    add_groups(r, &a->source, &e->source);
    add_groups(r, &a->target, &e->target);
    the_two(r, e, out);
    met(r, e, out);
    if (a->teller != SK_NONE)
        e->teller = r->parties->groups.v[a->teller].first;
    reasons(r, a, e);
    if ((a->pat->flags & SK_PAT_TEST) && e->type == SK_EV_ASSAULT &&
        !e->target.n && !a->noun) {
        e->type = SK_EV_MOBILIZE;
        clear_modes(e, "weapons");
    }
    if ((a->pat->flags & SK_PAT_TEST) && e->type == SK_EV_COOPERATE &&
        e->source.n + e->target.n < 2 && (!a->noun || a->done)) {
        e->type = SK_EV_MOBILIZE; /* a drill of one country */
        clear_modes(e, "troops");
    }
    weigh_plan(r, a, e);
    e->trigger[e->n_trigger++] =
        sk_doc_tok_span(r->d, a->trig.tok_beg, a->trig.tok_end);
    if (e->type == SK_EV_ASSAULT || e->type == SK_EV_MOBILIZE)
        for (size_t i = 0; i < r->acts.n; i++)
            if (r->acts.v[i].pat->flags & SK_PAT_WEAPON &&
                r->acts.v[i].type == e->type && r->acts.v[i].mode[0])
                add_mode(e, r->acts.v[i].mode[0]);
    arms_mode(r, e);
    t = sk_time_for(r->d, r->sent, a->trig.tok_beg, a->trig.tok_end);
    if (t && (a->undated || of_another(r, a, t)))
        t = NULL;
    e->when = sk_time_when(r->d, t);
    if (e->when.s)
        sk_draft_why(e, "when", t->span, SK_STR("the time that dates it"));
    e->place = a->place != SK_NONE && land_group(r, a->place)
                   ? r->parties->groups.v[a->place].first
                   : place_of(r, a);
    fill_from_place(r, e);
    if (e->place != SK_NONE && e->type != SK_EV_PROTEST &&
        r->parties->parties.v[e->place].kind == SK_PARTY_COUNTRY &&
        (in_side(&e->target, e->place) || in_side(&e->source, e->place)))
        e->place = SK_NONE;
    third_party(r, e);
    why = "place after tại, ở, trên";
    if (e->place == SK_NONE) {
        e->aim = true;
        why = "place that a party names";
        e->place = e->type == SK_EV_PROTEST    ? place_in(r, &e->source)
                   : deed_on_ground(e->type) ? place_in(r, &e->target)
                                             : SK_NONE;
    }
    if (e->place != SK_NONE)
        sk_draft_why(e, "where",
                     place_span(r->d, &r->parties->parties.v[e->place]),
                     sk_str_of(why));
}

void sk_draft_pass(sk_doc *d, const sk_pattern *pat, sk_span trigger,
                   const char *why)
{
    *sk_push(&d->arena, &d->passed) =
        (sk_passed){d->eng->patterns->types[pat->type].name, pat->id, trigger,
                    why};
}

void sk_draft_add(sk_reading *r, sk_drafts *out)
{
    for (size_t i = 0; i < r->acts.n; i++) {
        const sk_act *a = &r->acts.v[i];
        if (a->pat->flags & SK_PAT_WEAPON)
            continue;
        if (a->absorbed == SK_NONE && !a->dropped)
            code_act(r, a, out);
        else
            sk_draft_pass(r->d, a->pat,
                          sk_doc_tok_span(r->d, a->trig.tok_beg,
                                          a->trig.tok_end),
                          a->dropped ? a->dropped : "content of another act");
    }
}
