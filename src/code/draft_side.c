/* draft_side.c - who stands on the two sides of an event.
 *
 * In:  the groups that fill the slots of an act, the drafts before it.
 * Out: the parties one by one. "hai nước", "nước này" get those they stand for;
 *      nobody is told twice, none is the target of his own words.
 */
#include "code/draft.h"

#include "code/items.h"
#include "code/roles.h"

void sk_side_add(sk_side *s, uint32_t party)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (s->party[i] == party)
            return;
    if (s->n < SK_SIDE_MAX)
        s->party[s->n++] = party;
}

bool sk_side_has(const sk_parties *p, const sk_side *s, const char *code)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (strcmp(p->parties.v[s->party[i]].code, code) == 0)
            return true;
    return false;
}

/* ---- the parties of the slots ---- */

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
    return p->kind == SK_PARTY_HEAD && !p->code[0] && p->hint == SK_HEAD_BODY &&
           !(p->flags & SK_PARTY_GUESS);
}

/* "tổ chức khủng bố IS": rebels of a country that was only guessed. */
static bool vague(const sk_party *q, const sk_party *o)
{
    return (q->flags & SK_PARTY_GUESS) && !(o->flags & SK_PARTY_GUESS) &&
           strcmp(q->sector, "REB") == 0 && strcmp(o->sector, "REB") == 0;
}

/* "hai bên ... và cả hai nhà lãnh đạo": a country that words like these stand
 * for is not told beside its leader nor twice, nor "các đồng minh" beside who is named. */
static void once(const sk_parties *p, sk_side *s)
{
    uint8_t n = 0;

    for (uint8_t i = 0; i < s->n; i++) {
        const sk_party *q = &p->parties.v[s->party[i]];
        bool again = false;
        for (uint8_t k = 0; k < s->n; k++) {
            const sk_party *o = &p->parties.v[s->party[k]];
            again |= (q->kind == SK_PARTY_PRONOUN && !q->sector[0] &&
                      (o->sector[0] || k < i) && k != i &&
                      strcmp(o->code, q->code) == 0) ||
                     (nobody(q) && !nobody(o)) || vague(q, o);
        }
        if (!again)
            s->party[n++] = s->party[i];
    }
    s->n = n;
}

/* ---- whom words like "hai nước" stand for ---- */

/* The two of the last act told before that had two, of a type or of any; not
 * with the code, if there is one. */
static const sk_draft *last_two(const sk_reading *r, const sk_drafts *out,
                                uint8_t type, const char *but)
{
    for (size_t i = out->n - 1; i-- > 0;) {
        const sk_draft *b = &out->v[i];
        if (b->source.n + b->target.n == 2 &&
            (type == SK_TYPES || b->type == type) &&
            !(but && (sk_side_has(r->parties, &b->source, but) ||
                      sk_side_has(r->parties, &b->target, but))))
            return b;
    }
    return NULL;
}

/* "hai nước", "hai bên" are the two who met; "ông X nói hai bên nhất trí": not he
 * and one of them. */
static void the_two(const sk_reading *r, const sk_act *a, sk_draft *e,
                    const sk_drafts *out)
{
    const sk_party *all = r->parties->parties.v;
    const sk_draft *b;

    if (e->source.n != 2 || !(all[e->source.party[0]].flags & SK_PARTY_TWO))
        return;
    b = last_two(r, out, SK_EV_CONSULT, NULL);
    if (!b && a->teller != SK_NONE) {
        const char *who = all[r->parties->groups.v[a->teller].first].code;
        if (who[0] && sk_side_has(r->parties, &e->source, who))
            b = last_two(r, out, SK_TYPES, who);
    }
    if (!b)
        return;
    e->source = b->source;
    if (b->target.n)
        sk_side_add(&e->source, b->target.party[0]);
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
        if (two.n == 2 &&
            !sk_side_has(r->parties, &two, all[e->source.party[0]].code)) {
            e->target = two;
            return;
        }
    }
}

/* "gặp Chủ tịch X, nhất trí ...": both who met agreed. */
static void met(const sk_reading *r, sk_draft *e, const sk_drafts *out)
{
    const sk_draft *b = e - 1;

    if (e->type != SK_EV_AGREE || !(e->pat->flags & SK_PAT_VERB) ||
        e->source.n != 1 || e->target.n || out->n < 2 ||
        (b->mode[0] && strcmp(b->mode[0], "visit") == 0) ||
        b->sent != e->sent || b->type != SK_EV_CONSULT ||
        r->parties->parties.v[e->source.party[0]].tok_beg > b->tok ||
        !sk_side_has(r->parties, &b->source,
                     r->parties->parties.v[e->source.party[0]].code))
        return;
    e->source = b->source;
    for (uint8_t i = 0; i < b->target.n; i++)
        sk_side_add(&e->source, b->target.party[i]);
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

/* ---- between the sides ---- */

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
    return p->cameo &&
           (strcmp(p->cameo, "0356") == 0 || strcmp(p->cameo, "0871") == 0);
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

/* "Anh, Pháp sẵn sàng hỗ trợ Ukraine": what two offer is for another. */
static bool offered(const sk_reading *r, const sk_act *a, const sk_draft *e)
{
    return !(a->pat->flags & SK_PAT_VERB) && sk_has_direct_object(a) &&
           !sk_side_has(r->parties, &e->source,
                        r->parties->parties.v[e->target.party[0]].code);
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
        sk_draft_mode(e, NULL);
    }
    if (a->pat->type != SK_EV_AGREE)
        return;
    if (e->type == SK_EV_CONCEDE && truce(r, a))
        e->type = SK_EV_AGREE;
    if (e->target.n && !given(r, e->target.party[0]) && !offered(r, a, e))
        e->target.n = 0;
}

/* "Hải quân Việt Nam - Trung Quốc tuần tra": what two do is done together. */
static void together(const sk_reading *r, const sk_act *a, sk_draft *e)
{
    if (e->type != SK_EV_MOBILIZE || !(a->pat->flags & SK_PAT_TEST) ||
        a->pat->type != SK_EV_MOBILIZE || e->target.n ||
        countries(r->parties, &e->source) < 2)
        return;
    e->type = SK_EV_COOPERATE;
    sk_draft_mode(e, NULL);
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

void sk_draft_sides(const sk_reading *r, const sk_act *a, sk_draft *e,
                    const sk_drafts *out)
{
    add_groups(r, &a->source, &e->source);
    add_groups(r, &a->target, &e->target);
    the_two(r, a, e, out);
    other_two(r, e, out);
    met(r, e, out);
    other_country(r, e);
    once(r->parties, &e->source);
    once(r->parties, &e->target);
}

void sk_draft_settle(const sk_reading *r, const sk_act *a, sk_draft *e)
{
    between_them(r, a, e);
    together(r, a, e);
    not_to_itself(r, e);
}
