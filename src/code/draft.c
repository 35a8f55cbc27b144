/* draft.c - acts of a sentence into coded events.
 *
 * In:  the reading of a sentence (acts with roles and status).
 * Out: drafts: type and mode after plan and condition were weighed, parties one
 *      by one (draft_side.c), date, place, and a line of reason for each slot.
 *
 * What is announced for later is another type than what is done: a promised
 * delivery is AGREE, an announced withdrawal CONCEDE, an announced attack
 * THREATEN (PLOVER manual 2.0; data/plover.tsv, rows "plan").
 */
#include "code/draft.h"

#include "code/items.h"
#include "code/roles.h"

/* So many sentences tell the news, if no lead does. */
enum { HEAD_SENTS = 3 };

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

/* ---- type, mode ---- */

static const sk_compose_row *compose(const sk_doc *d, uint8_t op, uint8_t inner,
                                     const char *mode)
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

void sk_draft_mode(sk_draft *e, const char *mode)
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
    sk_draft_mode(e, c ? c->mode : NULL);
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
        sk_draft_mode(e, NULL);
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

/* Whether item i begins another clause. */
static bool parts_clause(const sk_item *it)
{
    return it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COMMA ||
           sk_is_mark(it, SK_MARK_TIME) || sk_is_mark(it, SK_MARK_BUT) ||
           sk_is_mark(it, SK_MARK_CAUSE);
}

/* How far a weapon stands from an attack: clauses first, then items. */
static uint32_t distance(const sk_reading *r, uint32_t a, uint32_t weapon)
{
    uint32_t n = 0;

    for (uint32_t i = a < weapon ? a : weapon; i < (a < weapon ? weapon : a);
         i++)
        n += parts_clause(&r->items.v[i]) ? 1000 : 1;
    return n;
}

/* Whether a weapon belongs to an attack: of several in a sentence to the
 * nearest. */
static bool armed_with(const sk_reading *r, const sk_act *a,
                       const sk_act *weapon)
{
    uint32_t own = distance(r, a->item, weapon->item);

    for (size_t i = 0; i < r->acts.n; i++) {
        const sk_act *b = &r->acts.v[i];
        if (b != a && !(b->pat->flags & SK_PAT_WEAPON) && !b->dropped &&
            (b->type == SK_EV_ASSAULT || b->type == SK_EV_MOBILIZE) &&
            own >= 1000 && distance(r, b->item, weapon->item) < 1000)
            return false;
    }
    return true;
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
            if (!(ps->rows.v[t.pattern].flags & SK_PAT_WEAPON) ||
                !ps->rows.v[t.pattern].mode[0])
                continue;
            if (has_mode(e, "firearms"))
                sk_draft_mode(e, NULL); /* "tên lửa bắn vào" */
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
        sk_draft_mode(e, "third-party");
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

static bool vessel(const sk_reading *r, uint32_t party)
{
    sk_str s = sk_doc_tok(r->d, r->parties->parties.v[party].tok_beg);

    return sk_str_eq(s, SK_STR("tàu")) || sk_str_eq(s, SK_STR("thuyền"));
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
    e->body = r->sent >= HEAD_SENTS &&
              r->d->paras.v[r->d->sents.v[r->sent].para].kind == SK_PARA_BODY;
    e->asks =
        r->items.n &&
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
    sk_draft_sides(r, a, e, out);
    e->addressed = addressed(r, a);
    if (a->teller != SK_NONE)
        e->teller = r->parties->groups.v[a->teller].first;
    reasons(r, a, e);
    if ((a->pat->flags & SK_PAT_TEST) && e->type == SK_EV_ASSAULT &&
        !e->target.n && !a->noun) {
        e->type = SK_EV_MOBILIZE;
        sk_draft_mode(e, "weapons");
    }
    if ((a->pat->flags & SK_PAT_TEST) && e->type == SK_EV_COOPERATE &&
        e->source.n + e->target.n < 2 && (!a->noun || a->done)) {
        e->type = SK_EV_MOBILIZE; /* a drill of one country */
        sk_draft_mode(e, "troops");
    }
    if ((a->pat->flags & SK_PAT_RAID) && searched(r, e)) {
        e->type = SK_EV_COERCE;
        sk_draft_mode(e, "seize");
    }
    if (e->type == SK_EV_COERCE && has_mode(e, "arrest") && e->target.n &&
        vessel(r, e->target.party[0]))
        sk_draft_mode(e, "seize"); /* "tàu dầu bị bắt giữ" */
    weigh_plan(r, a, e);
    e->trigger[e->n_trigger++] =
        sk_doc_tok_span(r->d, a->trig.tok_beg, a->trig.tok_end);
    if (e->type == SK_EV_ASSAULT || e->type == SK_EV_MOBILIZE)
        for (size_t i = 0; i < r->acts.n; i++)
            if (r->acts.v[i].pat->flags & SK_PAT_WEAPON &&
                r->acts.v[i].type == e->type && r->acts.v[i].mode[0] &&
                armed_with(r, a, &r->acts.v[i]))
                add_mode(e, r->acts.v[i].mode[0]);
    arms_mode(r, e);
    sk_draft_date(r, a, e);
    sk_draft_settle(r, a, e);
    sk_place_find(r, a, e);
    third_party(r, e);
}

void sk_draft_pass(sk_doc *d, const sk_pattern *pat, sk_span trigger,
                   const char *why)
{
    *sk_push(&d->arena, &d->passed) = (sk_passed){
        d->eng->patterns->types[pat->type].name, pat->id, trigger, why};
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
            sk_draft_pass(
                r->d, a->pat,
                sk_doc_tok_span(r->d, a->trig.tok_beg, a->trig.tok_end),
                a->dropped ? a->dropped : "content of another act");
    }
}
