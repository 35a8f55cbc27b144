/* reading.c - who does what to whom in one sentence.
 *
 * In:  the parties, patterns and marks of a sentence.
 * Out: acts with source, target and status.
 *
 *   items -> roles of nouns, of verbs -> status -> acts inside acts
 *
 * Vietnamese has no endings: order and small words tell the roles (subject.c,
 * noun.c, verb.c). What protesters do is protest; what is no event at all
 * no_event.c tells.
 */
#include "code/reading.h"

#include "code/items.h"
#include "code/roles.h"

/* What protesters do is protest, whatever the verb; what they demand is not
 * coded. */
static void protesters(sk_reading *r, sk_act *a)
{
    if (a->subject == SK_NONE || a->noun || a->passive ||
        a->type == SK_EV_PROTEST)
        return;
    if (a->source.n == 2 && sk_protests(r, a->source.group[1])) {
        uint32_t police = a->source.group[0]; /* "đụng độ người biểu tình" */
        a->source.group[0] = a->source.group[1];
        a->source.group[1] = police;
    } else if (!sk_protests(r, a->subject)) {
        return;
    }
    if (a->type == SK_EV_SUPPORT) {
        a->dropped = "whom the protesters are for";
        return;
    }
    if (a->type == SK_EV_REQUEST && a->target.n &&
        !sk_same_code(r, a->target.group[0], a->subject))
        a->target.n = 0; /* of whom abroad they ask it */
    a->mode[0] = a->type == SK_EV_ASSAULT ? "riot" : "demo";
    a->mode[1] = NULL;
    if (a->pat->right == SK_SLOT_BOTH) { /* đụng độ cảnh sát */
        for (uint8_t i = 1; i < a->source.n; i++)
            sk_slot_fill(&a->target, a->source.group[i]);
        a->source.n = 1;
    }
    a->type = SK_EV_PROTEST;
}

/* "Hàng trăm người biểu tình tại London": protesters that nothing else is told
 * of. */
static void lone_protesters(sk_reading *r)
{
    const sk_patterns *p = r->d->eng->patterns;

    if (p->protesters == SK_NONE)
        return;
    for (uint32_t i = 0; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        const sk_group *g;
        sk_act *a;
        if (it->kind != SK_ITEM_PARTY)
            continue;
        g = sk_group_of(r, it);
        if (!(r->parties->parties.v[g->first].flags & SK_PARTY_PROTEST))
            continue;
        if (i > 0 && !sk_is_mark(sk_before(r, i), SK_MARK_AND) &&
            sk_before(r, i)->kind != SK_ITEM_STOP &&
            sk_before(r, i)->kind != SK_ITEM_OTHER)
            continue;
        if (i > 1 && sk_before(r, i)->kind == SK_ITEM_OTHER &&
            sk_before(r, i - 1)->kind != SK_ITEM_STOP)
            continue;
        a = sk_push(&r->d->arena, &r->acts);
        *a = (sk_act){.pat = &p->rows.v[p->protesters],
                      .type = SK_EV_PROTEST,
                      .trig = {it->tok_beg, it->tok_end, it->tok_end,
                               it->tok_end, p->protesters},
                      .sent = r->sent,
                      .item = i,
                      .absorbed = SK_NONE,
                      .subject = it->ref,
                      .say = SK_NONE,
                      .teller = SK_NONE,
                      .status_item = SK_NONE,
                      .place = SK_NONE};
        a->mode[0] = "demo";
        sk_slot_fill(&a->source, it->ref);
        a->source_why = "protesters";
    }
}

/* "sau đe dọa áp thuế", "bất chấp trừng phạt": no clause, a noun. */
static bool after_preposition(const sk_reading *r, const sk_act *a)
{
    const sk_item *prev = sk_before(r, a->item);

    if (!prev || prev->tok_end - prev->tok_beg > 1)
        return false;
    return sk_is_after(prev) ? a->type == SK_EV_CONSULT ||
                                   !sk_str_eq(sk_doc_tok(r->d, prev->tok_beg),
                                              SK_STR("trong"))
                             : sk_is_mark(prev, SK_MARK_ABOUT);
}

/* "Đánh bom ở Kabul khiến ...": what begins a headline and has a place and an
 * effect, but no object. */
static bool heads_title(const sk_reading *r, const sk_act *a)
{
    if (a->item > 0 || a->type != SK_EV_ASSAULT || r->items.n < 4 ||
        !sk_is_mark(&r->items.v[1], SK_MARK_AT))
        return false;
    for (uint32_t i = 3; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_MAKE))
            return true;
        if (it->kind == SK_ITEM_TRIGGER || it->kind == SK_ITEM_COMMA ||
            it->kind == SK_ITEM_STOP)
            break;
    }
    return false;
}

/* Whether a noun is the object of a light verb: "tổ chức cuộc tập trận". */
static bool done(const sk_reading *r, const sk_act *a)
{
    uint32_t k = a->item;

    while (k > 0 && (sk_is_mark(&r->items.v[k - 1], SK_MARK_NOUN) ||
                     r->items.v[k - 1].kind == SK_ITEM_OTHER))
        k--;
    return sk_is_mark(sk_before(r, k), SK_MARK_DO);
}

/* "cấm vận của Mỹ", "đe dọa từ Iran": who follows with của makes a noun of any
 * verb, who follows with từ of one of saying. */
bool sk_noun_behind(const sk_reading *r, const sk_act *a)
{
    const sk_item *next = &r->items.v[a->item + 1];

    if (a->item + 1 >= r->items.n || a->trig.tok_end != a->trig.head_end ||
        next->tok_beg != a->trig.tok_end ||
        sk_ends_as(r, sk_before(r, a->item), SK_NOUN))
        return false; /* not "nhóm hòa giải của Chad" */
    for (uint32_t k = a->trig.tok_beg + 1; k < a->trig.tok_end; k++)
        if (!r->d->clauses->inner[k])
            return false; /* "bác tin của Mỹ", "bắt tàu của Nga": its object */
    return sk_is_mark(next, SK_MARK_OF) ||
           ((sk_is_verbal(a->type) || a->type == SK_EV_AID) &&
            sk_is_mark(next, SK_MARK_FROM));
}

/* "đã ngừng chia sẻ tin tình báo với Mỹ": help that ends is a sanction. */
static void ended(sk_reading *r, sk_act *a)
{
    if (a->noun || a->passive ||
        !sk_is_mark(sk_before(r, a->item), SK_MARK_END) ||
        (a->type != SK_EV_AID && a->type != SK_EV_COOPERATE))
        return;
    a->type = SK_EV_SANCTION;
    a->mode[0] = "discontinue";
    a->mode[1] = NULL;
    for (uint8_t i = 1; i < a->source.n; i++)
        sk_slot_fill(&a->target, a->source.group[i]);
    if (a->source.n > 1)
        a->source.n = 1;
}

void sk_read_sentence(sk_reading *r, uint32_t sent)
{
    r->sent = sent;
    r->items.n = r->acts.n = 0;
    sk_read_items(r, sent);
    for (size_t i = 0; i < r->acts.n; i++) {
        sk_act *a = &r->acts.v[i];
        a->done = done(r, a);
        a->noun = !(a->pat->flags & SK_PAT_VERB) &&
                  ((a->pat->flags & SK_PAT_NOUN) ||
                   sk_noun_before(r, a->item) || sk_noun_behind(r, a) ||
                   after_preposition(r, a) || heads_title(r, a));
    }
    /* nouns first: a verb's subject may be the source of a noun */
    for (size_t i = 0; i < r->acts.n; i++) {
        sk_act *a = &r->acts.v[i];
        if (a->noun)
            sk_roles_of_noun(r, a);
        else
            sk_roles_of_verb(r, a);
        sk_roles_placed(r, a);
        ended(r, a);
    }
    for (size_t i = 0; i < r->acts.n; i++) {
        sk_act *a = &r->acts.v[i];
        sk_status_find(r, a);
        a->dropped = sk_no_event(r, a);
        protesters(r, a);
        if (a->pat->flags & SK_PAT_SAID)
            sk_content_said(a);
        else if (!a->dropped &&
                 (!sk_is_verbal(a->type) || a->type == SK_EV_REQUEST) &&
                 sk_status_advised(r, a))
            sk_content_advised(r, a);
    }
    for (size_t i = r->acts.n; i-- > 0;) { /* the innermost first */
        sk_act *a = &r->acts.v[i];
        if (a->dropped)
            continue;
        if (a->pat->flags & SK_PAT_CLAIM)
            sk_content_claimed(r, a);
        else if (a->pat->flags & SK_PAT_OP)
            sk_content_absorb(r, a);
        if (a->pat->flags & SK_PAT_WARN)
            sk_content_warned(r, a);
        if (!a->target.n && a->status == SK_CONDITIONAL)
            sk_content_condition(r, a);
    }
    for (size_t i = 0, n = r->acts.n; i < n; i++)
        if ((r->acts.v[i].pat->flags & SK_PAT_CHARGE) &&
            r->acts.v[i].absorbed == SK_NONE && !r->acts.v[i].dropped)
            sk_content_answered(r, (uint32_t)i);
    lone_protesters(r);
}
