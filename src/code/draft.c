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

/* ---- parties ---- */

void sk_side_add(sk_side *s, uint32_t party)
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
            sk_side_add(out, g->first + k);
    }
}

/* "các nước": whom no code tells. */
static bool nobody(const sk_party *p)
{
    return p->kind == SK_PARTY_HEAD && !p->code[0] &&
           p->hint == SK_HEAD_BODY && !(p->flags & SK_PARTY_GUESS);
}

/* "tổ chức khủng bố IS": rebels of a country that was only guessed. */
static bool vague(const sk_party *q, const sk_party *o)
{
    return (q->flags & SK_PARTY_GUESS) && !(o->flags & SK_PARTY_GUESS) &&
           strcmp(q->sector, "REB") == 0 && strcmp(o->sector, "REB") == 0;
}

/* "hai bên ... và cả hai nhà lãnh đạo": a country that words like these stand
 * for is not told beside its leader, nor "các đồng minh" beside who is named. */
static void once(const sk_parties *p, sk_side *s)
{
    uint8_t n = 0;

    for (uint8_t i = 0; i < s->n; i++) {
        const sk_party *q = &p->parties.v[s->party[i]];
        bool again = false;
        for (uint8_t k = 0; k < s->n; k++) {
            const sk_party *o = &p->parties.v[s->party[k]];
            again |= (q->kind == SK_PARTY_PRONOUN && !q->sector[0] &&
                      o->sector[0] && strcmp(o->code, q->code) == 0) ||
                     (nobody(q) && !nobody(o)) || vague(q, o);
        }
        if (!again)
            s->party[n++] = s->party[i];
    }
    s->n = n;
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

static bool has_mode(const sk_draft *e, const char *mode)
{
    return e->mode[0] && strcmp(e->mode[0], mode) == 0;
}

/* What a plan or condition makes of the type. */
static void weigh_plan(sk_reading *r, const sk_act *a, sk_draft *e)
{
    bool force = a->pat->flags & SK_PAT_FORCE;

    if (e->status == SK_CONDITIONAL &&
        (hostile(e->type) || e->type == SK_EV_SANCTION ||
         e->type == SK_EV_MOBILIZE)) {
        become_threat(r, e, SK_CONDITIONAL);
    } else if (e->status == SK_PLANNED && a->own_say &&
               (force || (hostile(e->type) && !has_mode(e, "deport")))) {
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
                !sk_pattern_at(r->d, k, p->tok_beg, p->tok_end, NULL, &t))
                continue;
            if ((ps->rows.v[t.pattern].flags & SK_PAT_WEAPON) &&
                ps->rows.v[t.pattern].mode[0])
                add_mode(e, ps->rows.v[t.pattern].mode[0]);
        }
    }
}

/* ---- one act ---- */

static void reasons(sk_reading *r, const sk_act *a, sk_draft *e)
{
    sk_doc *d = r->d;

    sk_draft_why(e, "pattern",
                 sk_doc_tok_span(d, a->trig.tok_beg, a->trig.tok_end),
                 sk_strf(&d->arena, "%s (data/events.tsv:%d)%s", a->pat->id,
                         (int)a->pat->line, a->noun ? ", as a noun" : ""));
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

/* "hai nước", "hai bên" are the two of the last act told before that had two.
 */
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
            sk_side_add(&e->source, b->target.party[0]);
        return;
    }
}

/* "Mỹ kêu gọi hai nước kiềm chế": not Mỹ and one of them, but the two of the
 * last act that had two others. */
static void other_two(const sk_reading *r, sk_draft *e, const sk_drafts *out)
{
    const sk_party *all = r->parties->parties.v;

    if (e->target.n != 2 || !e->source.n ||
        !(all[e->target.party[0]].flags & SK_PARTY_TWO) ||
        !sk_side_has(r->parties, &e->target, all[e->source.party[0]].code))
        return;
    for (size_t i = out->n - 1; i-- > 0;) {
        const sk_draft *b = &out->v[i];
        sk_side two = b->source;
        if (b->source.n + b->target.n != 2)
            continue;
        for (uint8_t k = 0; k < b->target.n; k++)
            sk_side_add(&two, b->target.party[k]);
        if (two.n == 2 && !sk_side_has(r->parties, &two,
                                       all[e->source.party[0]].code)) {
            e->target = two;
            return;
        }
    }
}

/* "gặp Chủ tịch X, nhất trí ...": both who met agreed. */
static void met(const sk_reading *r, sk_draft *e, const sk_drafts *out)
{
    const sk_draft *b = e - 1;

    if (e->type != SK_EV_AGREE || e->source.n != 1 || e->target.n ||
        out->n < 2 || (b->mode[0] && strcmp(b->mode[0], "visit") == 0) ||
        b->sent != e->sent || b->type != SK_EV_CONSULT ||
        r->parties->parties.v[e->source.party[0]].tok_beg > b->tok ||
        !sk_side_has(r->parties, &b->source,
                     r->parties->parties.v[e->source.party[0]].code))
        return;
    e->source = b->source;
    for (uint8_t i = 0; i < b->target.n; i++)
        sk_side_add(&e->source, b->target.party[i]);
}

static unsigned countries(const sk_parties *p, const sk_side *s)
{
    unsigned n = 0;

    for (uint8_t i = 0; i < s->n; i++) {
        uint8_t k = 0;
        while (k < i && strcmp(p->parties.v[s->party[k]].code,
                               p->parties.v[s->party[i]].code) != 0)
            k++;
        n += k == i && p->parties.v[s->party[i]].code[0];
    }
    return n;
}

/* Whether a word of giving or towards leads to the party. */
static bool given(const sk_reading *r, uint32_t party)
{
    uint32_t tok = r->parties->parties.v[party].tok_beg;
    const sk_mark *m = tok > 0 ? r->d->clauses->at[tok - 1] : NULL;

    return m && m->tok_end == tok &&
           (m->cls == SK_MARK_FOR || m->cls == SK_MARK_WITH);
}

/* A ceasefire, announced or kept. */
static bool is_truce(const sk_pattern *p)
{
    return p->cameo && (strcmp(p->cameo, "0356") == 0 ||
                        strcmp(p->cameo, "0871") == 0);
}

/* Whether what is agreed on is a ceasefire. */
static bool truce(const sk_reading *r, const sk_act *a)
{
    for (size_t i = 0; i < r->acts.n; i++) {
        const sk_act *in = &r->acts.v[i];
        if (in->absorbed < r->acts.n && &r->acts.v[in->absorbed] == a &&
            is_truce(in->pat))
            return true;
    }
    return false;
}

/* "Thái Lan và Campuchia đồng ý ngừng bắn": what two agree on is between them;
 * a truce of both is no concession of one. */
static void between_them(const sk_reading *r, const sk_act *a, sk_draft *e)
{
    if (a->type != SK_EV_AGREE && a->type != SK_EV_CONCEDE)
        return;
    if (countries(r->parties, &e->source) < 2)
        return;
    if (e->type == SK_EV_CONCEDE && is_truce(a->pat)) {
        e->type = SK_EV_AGREE; /* "Ấn Độ, Pakistan ngừng bắn" */
        clear_modes(e, NULL);
    }
    if (a->pat->type != SK_EV_AGREE)
        return;
    if (e->type == SK_EV_CONCEDE && truce(r, a))
        e->type = SK_EV_AGREE;
    if (e->target.n && !given(r, e->target.party[0]))
        e->target.n = 0;
}

/* "kêu gọi EU cùng Bắc Kinh": who speaks is not among those spoken to. */
static void not_to_itself(const sk_reading *r, sk_draft *e)
{
    const sk_party *all = r->parties->parties.v;
    const char *own;
    uint8_t n = 0;

    if (countries(r->parties, &e->source) != 1 ||
        countries(r->parties, &e->target) < 2 ||
        !(sk_is_spoken(e->type) || e->type == SK_EV_CONSULT))
        return;
    own = all[e->source.party[0]].code;
    for (uint8_t i = 0; i < e->target.n; i++)
        if (strcmp(all[e->target.party[i]].code, own) != 0)
            e->target.party[n++] = e->target.party[i];
    e->target.n = n;
}

/* A meeting of two in the country of neither. */
static void third_party(const sk_reading *r, sk_draft *e)
{
    const char *where;

    if (e->type != SK_EV_CONSULT || e->mode[0] || e->place == SK_NONE ||
        e->source.n + e->target.n < 2)
        return;
    where = r->parties->parties.v[e->place].code;
    if (where[0] && !sk_side_has(r->parties, &e->source, where) &&
        !sk_side_has(r->parties, &e->target, where))
        clear_modes(e, "third-party");
}

/* "dọa áp thuế" is of trade, "dọa không kích" of war: what is said has the
 * context of what it is about. */
static void about(const sk_reading *r, const sk_act *a, sk_draft *e)
{
    if (!sk_is_spoken(e->type) || !e->context[0] ||
        strcmp(e->context[0], "diplomatic") != 0)
        return;
    for (size_t i = 0; i < r->acts.n; i++) {
        const sk_act *in = &r->acts.v[i];
        if (in->absorbed < r->acts.n && &r->acts.v[in->absorbed] == a &&
            in->pat->context[0]) {
            e->context[0] = in->pat->context[0];
            return;
        }
    }
}

/* Whether a noun follows at once: "kêu gọi người dân ...". */
static bool addressed(const sk_reading *r, const sk_act *a)
{
    uint8_t pos = a->item + 1 < r->items.n
                      ? r->d->clauses->pos[r->items.v[a->item + 1].tok_beg]
                      : SK_X;

    return pos == SK_NOUN || pos == SK_NUM || pos == SK_DET;
}

/* "Mỹ có thể tấn công nước này": never the one who does it, but the last other
 * state named before. */
static void other_country(const sk_reading *r, sk_draft *e)
{
    const sk_party *all = r->parties->parties.v, *t;

    if (e->source.n != 1 || e->target.n != 1 || e->type == SK_EV_CONSULT)
        return;
    t = &all[e->target.party[0]];
    if (t->kind != SK_PARTY_PRONOUN || t->entity == SK_NONE ||
        r->d->entities.v[t->entity].type != SK_GPE ||
        t->tok_end - t->tok_beg < 2 || /* "họ" */
        strcmp(t->code, all[e->source.party[0]].code) != 0)
        return;
    for (uint32_t i = e->target.party[0]; i-- > 0;)
        if (sk_code_state(all[i].code) && strcmp(all[i].sector, "JRN") != 0 &&
            strcmp(all[i].code, t->code) != 0) {
            e->target.party[0] = i;
            return;
        }
}

/* Whether a raid was one of police or agents, or on people and firms. */
static bool searched(const sk_reading *r, const sk_draft *e)
{
    const sk_party *all = r->parties->parties.v;
    const char *by = e->source.n ? all[e->source.party[0]].sector : "";
    const char *on = e->target.n ? all[e->target.party[0]].sector : "";

    return e->type == SK_EV_ASSAULT &&
           ((by[0] && strstr("COP JUD SPY", by)) ||
            (e->source.n && e->target.n && strcmp(by, "REB") != 0 &&
             strcmp(all[e->source.party[0]].code,
                    all[e->target.party[0]].code) == 0) ||
            (on[0] && strstr("BUS CVL LAB EDU JRN ELI PTY", on)));
}

static void code_act(sk_reading *r, const sk_act *a, sk_drafts *out)
{
    sk_draft *e = sk_push(&r->d->arena, out);

    memset(e, 0, sizeof *e);
    e->type = a->type;
    e->status = a->status;
    e->pat = a->pat;
    e->sent = r->sent;
    e->tok = a->trig.tok_beg;
    e->title = r->title;
    e->asks = r->items.n &&
              sk_str_eq(sk_doc_tok(r->d, r->items.v[r->items.n - 1].tok_end - 1),
                        SK_STR("?"));
    e->said = a->say != SK_NONE;
    e->hedged = a->hedged;
    e->passive = a->passive && a->source.n;
    e->active = !a->noun && !a->passive && a->pat->left == SK_SLOT_SOURCE;
    for (size_t i = 0; i < r->acts.n; i++)
        e->content |= r->acts.v[i].absorbed < r->acts.n &&
                      &r->acts.v[r->acts.v[i].absorbed] == a;
    e->place = e->teller = SK_NONE;
    for (int i = 0; i < 4; i++) {
        e->mode[i] = a->mode[i];
        e->context[i] = a->pat->context[i];
    }
    about(r, a, e);
    add_groups(r, &a->source, &e->source);
    add_groups(r, &a->target, &e->target);
    the_two(r, e, out);
    other_two(r, e, out);
    met(r, e, out);
    other_country(r, e);
    e->addressed = addressed(r, a);
    once(r->parties, &e->source);
    once(r->parties, &e->target);
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
    if ((a->pat->flags & SK_PAT_RAID) && searched(r, e)) {
        e->type = SK_EV_COERCE;
        clear_modes(e, "seize");
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
    sk_draft_date(r, a, e);
    between_them(r, a, e);
    not_to_itself(r, e);
    sk_place_find(r, a, e);
    third_party(r, e);
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
