/* verb.c - the parties of an act that is told by a verb.
 *
 * The subject does it, the object (object.c) suffers it. "bị" and "được" turn
 * the roles round ("bị Mỹ bắt").
 */
#include "code/roles.h"

#include "code/items.h"
#include "code/subject.h"
#include "relate/anchor.h"

/* Whether an item stands between quotation marks. */
static bool in_quotes(const sk_reading *r, uint32_t i)
{
    bool in = false;

    for (uint32_t k = 0; k < i; k++)
        in ^= r->items.v[k].kind == SK_ITEM_QUOTE;
    return in;
}

/* "thu được", "giành được", "đã bắt được", "thuyết phục được": what was reached,
 * no passive. */
static bool got(const sk_reading *r, uint32_t i)
{
    const sk_item *prev = sk_before(r, i);

    return sk_is_mark(&r->items.v[i], SK_MARK_GOOD) &&
           (sk_ends_as(r, prev, SK_VERB) || sk_is_mark(prev, SK_MARK_VERB) ||
            sk_is_mark(prev, SK_MARK_MAKE) ||
            (prev && prev->kind == SK_ITEM_TRIGGER &&
             !r->acts.v[prev->ref].noun && !r->acts.v[prev->ref].passive));
}

/* "3 tàu bị bắt": the subject is a noun that is no party. */
static bool nameless(const sk_reading *r, uint32_t i)
{
    const sk_item *prev;

    while (i > 0 && sk_is_adverb(&r->items.v[i - 1]))
        i--;
    prev = sk_before(r, i);
    if (prev && prev->kind == SK_ITEM_TRIGGER &&
        prev->tok_end - prev->tok_beg > 2 && !r->acts.v[prev->ref].noun &&
        r->d->clauses->pos[prev->tok_end - 1] == SK_NOUN)
        return true; /* "bắt tàu dầu bị cáo buộc ..." */
    for (uint32_t k = i; k > 1 && r->items.v[k - 1].kind == SK_ITEM_OTHER; k--)
        if ((sk_is_mark(&r->items.v[k - 2], SK_MARK_SAY) ||
             sk_is_mark(&r->items.v[k - 2], SK_MARK_THAT)) &&
            r->d->clauses->pos[r->items.v[k - 1].tok_beg] == SK_NOUN)
            return true; /* "ông X nói đối thủ chính bị bắt cóc" */
    return (sk_ends_as(r, sk_before(r, i), SK_NOUN) ||
            sk_ends_as(r, sk_before(r, i), SK_PROPN) ||
            sk_ends_as(r, sk_before(r, i), SK_NUM)) &&
           !sk_time_before(r->d, r->items.v[i].tok_beg);
}

/* "bị bắt và giam": the second verb is as passive as the first. */
static bool passive_too(const sk_reading *r, sk_act *a)
{
    const sk_item *verb = a->item > 1 ? &r->items.v[a->item - 2] : NULL;
    const sk_act *b;

    if (!verb || verb->kind != SK_ITEM_TRIGGER ||
        !sk_is_mark(verb + 1, SK_MARK_AND) || verb[1].tok_beg != verb->tok_end)
        return false;
    b = &r->acts.v[verb->ref];
    if (!b->passive || b->noun)
        return false;
    a->passive = true;
    a->subject = b->subject;
    a->say = b->say;
    a->source = b->source;
    a->target = b->target;
    a->source_why = b->source_why;
    a->target_why = b->target_why;
    return true;
}

/* bị / được before the verb, with or without the doer between. */
static bool passive(sk_reading *r, sk_act *a)
{
    uint32_t i = a->item;
    uint32_t doer = SK_NONE;
    sk_walk w = {.say = SK_NONE};

    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (i > 0 && it[-1].kind == SK_ITEM_PARTY &&
            sk_subject_backer(r, i - 1)) {
            i -= 2;
            continue;
        }
        if (sk_is_adverb(it) || it->kind == SK_ITEM_OTHER)
            continue;
        if (it->kind == SK_ITEM_PARTY && doer == SK_NONE) {
            doer = it->ref;
            continue;
        }
        if (sk_is_mark(it, SK_MARK_OF) && i > 0 &&
            it[-1].kind == SK_ITEM_PARTY) {
            doer = SK_NONE; /* "bị tòa án | của Liên Hợp Quốc | truy tố" */
            continue;
        }
        if (sk_is_mark(it, SK_MARK_BAD) || sk_is_mark(it, SK_MARK_GOOD))
            break;
        return false;
    }
    if (i == UINT32_MAX || got(r, i))
        return false;
    w.near = sk_is_mark(&r->items.v[i], SK_MARK_BAD);
    a->passive = true;
    if (i == 0 && doer != SK_NONE) /* "Bị Mỹ trừng phạt, Iran ..." */
        a->subject = sk_subject_right(r, a->item);
    else if (!nameless(r, i))
        a->subject = sk_subject_left(r, i, &w);
    a->say = w.say;
    sk_slot_fill(&a->target, a->subject);
    a->target_why = "subject of a passive";
    if (doer == SK_NONE)
        for (uint32_t k = a->item + 1; k + 1 < r->items.n; k++) {
            const sk_item *it = &r->items.v[k];
            if ((sk_is_mark(it, SK_MARK_BY) || sk_is_mark(it, SK_MARK_CAUSE)) &&
                it[1].kind == SK_ITEM_PARTY) {
                doer = it[1].ref;
                break;
            }
            if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
                it->kind == SK_ITEM_TRIGGER)
                break;
        }
    if (doer != SK_NONE) {
        sk_slot_fill(&a->source, doer);
        a->source_why = "doer of a passive (bị, được, bởi, do)";
    }
    for (uint32_t k = a->item + 1; k + 1 < r->items.n; k++) {
        const sk_item *it = &r->items.v[k];
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_TRIGGER)
            break;
        if (sk_is_mark(it, SK_MARK_AT) && it[1].kind == SK_ITEM_PARTY) {
            a->place = it[1].ref;
            break;
        }
    }
    return true;
}

/* The verb of saying (or colon) right before the act's subject: who tells it.
 */
static void find_say(const sk_reading *r, sk_act *a)
{
    uint32_t i = a->item;

    if (a->say != SK_NONE || a->subject == SK_NONE)
        return;
    while (i-- > 0)
        if (r->items.v[i].kind == SK_ITEM_PARTY &&
            r->items.v[i].ref == a->subject)
            break;
    if (i == UINT32_MAX)
        return;
    if (i > 1 &&
        sk_is_mark(sk_before(r, i), SK_MARK_OF)) /* "phản ứng của Nga" */
        i -= 2;
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_SAY) || it->kind == SK_ITEM_COLON) {
            a->say = i;
            return;
        }
        if (!sk_is_mark(it, SK_MARK_THAT) && it->kind != SK_ITEM_QUOTE &&
            it->kind != SK_ITEM_OTHER)
            return;
    }
}

/* "nổ súng vào người biểu tình và bắt 12 người": the target of the act before
 * that has the same subject. */
static void target_before(const sk_reading *r, sk_act *a)
{
    for (size_t i = r->acts.n; i-- > 0;) {
        const sk_act *b = &r->acts.v[i];
        if (b->item < a->item && b->subject == a->subject && b->target.n &&
            (b->type == SK_EV_ASSAULT || b->type == SK_EV_COERCE)) {
            a->target = b->target;
            a->target_why = "target of the act before";
            return;
        }
    }
}

/* "công dân Lào do Campuchia trao trả": whom the relative clause is about. */
static void done_to(const sk_reading *r, sk_act *a)
{
    uint32_t i = a->item;

    while (i > 0 && sk_is_adverb(&r->items.v[i - 1]))
        i--;
    if (i < 3 || a->subject == SK_NONE || r->items.v[i - 1].ref != a->subject ||
        r->items.v[i - 1].kind != SK_ITEM_PARTY ||
        r->items.v[i - 3].kind != SK_ITEM_PARTY ||
        !sk_is_mark(&r->items.v[i - 2], SK_MARK_CAUSE) ||
        r->items.v[i - 2].tok_beg != r->items.v[i - 3].tok_end ||
        !sk_str_eq(sk_doc_tok(r->d, r->items.v[i - 2].tok_beg), SK_STR("do")) ||
        (a->type != SK_EV_RETREAT && a->type != SK_EV_AID) ||
        (a->target.n && sk_has_direct_object(a)) ||
        (i > 3 && sk_is_preposition(&r->items.v[i - 4])))
        return;
    a->target.n = 0;
    sk_slot_fill(&a->target, r->items.v[i - 3].ref);
    a->target_why = "whom the relative clause is about";
}

/* "5 nhà báo thiệt mạng do Israel không kích": who was harmed by the act. */
static void target_harmed(sk_reading *r, sk_act *a)
{
    sk_walk w = {.say = SK_NONE};
    uint32_t i = a->item, s, harm;

    while (i-- > 0)
        if (r->items.v[i].kind == SK_ITEM_PARTY &&
            r->items.v[i].ref == a->subject)
            break;
    if (i == UINT32_MAX || i == 0)
        return;
    if (!sk_is_mark(sk_before(r, i), SK_MARK_CAUSE) &&
        !sk_is_mark(sk_before(r, i), SK_MARK_BY) &&
        !sk_is_mark(sk_before(r, i), SK_MARK_TIME))
        return;
    harm = sk_suffers(r, i);
    if (harm == SK_NONE)
        return;
    s = sk_subject_left(r, harm, &w);
    if (s != SK_NONE && s != a->subject) {
        sk_slot_fill(&a->target, s);
        a->target_why = "who was harmed by it";
    }
}

void sk_roles_of_verb(sk_reading *r, sk_act *a)
{
    sk_walk w = {.say = SK_NONE};

    if (passive_too(r, a) || passive(r, a))
        return;
    w.op = a->pat->flags & (SK_PAT_OP | SK_PAT_CLAIM);
    w.spoken =
        w.op || (sk_is_verbal(a->type) && !(a->pat->flags & SK_PAT_SAID));
    a->subject = sk_subject_left(r, a->item, &w);
    if (a->item == 0) /* "Hạ sát X, ông Y ..." */
        a->subject = sk_subject_right(r, 0);
    a->say = w.say;
    a->owned = w.owned;
    if (a->subject != SK_NONE) {
        sk_slot_fill(&a->source, a->subject);
        a->source_why = "subject";
    }
    find_say(r, a);
    /* words that are quoted hold no party of the act, unless it has no other */
    if (!in_quotes(r, a->item))
        sk_objects(r, a, true);
    if (!a->target.n)
        sk_objects(r, a, false);
    done_to(r, a);
    if (!a->target.n && a->type == SK_EV_ASSAULT)
        target_harmed(r, a);
    if (!a->target.n && (a->pat->flags & SK_PAT_NEED_T))
        target_before(r, a);
}

static bool one_meets_many(const sk_reading *r, const sk_act *a)
{
    const sk_group *s, *t;

    if (a->source.n != 1 || a->target.n != 1)
        return false;
    s = &r->parties->groups.v[a->source.group[0]];
    t = &r->parties->groups.v[a->target.group[0]];
    return s->n == 1 && t->n > 1 && !t->pair &&
           !(r->parties->parties.v[t->first].flags & SK_PARTY_TWO);
}

/* "tập trận Nga - Belarus": right behind the act, two do it by themselves. */
static bool pair(const sk_reading *r, const sk_act *a)
{
    const sk_group *g = &r->parties->groups.v[a->target.group[0]];

    return g->pair && g->n == 2 && g->tok_beg == a->trig.tok_end &&
           r->parties->parties.v[g->first].code[0] &&
           r->parties->parties.v[g->first + 1].code[0];
}

/* Patterns with the roles of noun or verb turned round. */
void sk_roles_placed(const sk_reading *r, sk_act *a)
{
    const sk_pattern *p = a->pat;

    if ((a->passive || a->noun) && (p->flags & SK_PAT_HOST)) {
        /* "được Jordan đón", "có buổi tiếp Đại sứ Jordan" */
        sk_slotted s = a->source;
        a->source = a->target;
        a->target = s;
    }
    if (a->noun || a->passive)
        return;
    if (p->left ==
        SK_SLOT_NONE) { /* "Đức phá âm mưu": it was against Germany */
        if (!a->target.n)
            a->target = a->source;
        a->source.n = 0;
    }
    if (p->left == SK_SLOT_TARGET) {
        sk_slotted s = a->source;
        a->source = a->target;
        a->target = s;
        if (p->right == SK_SLOT_NONE)
            a->source.n = 0;
    } else if (p->left == SK_SLOT_BOTH || p->right == SK_SLOT_BOTH) {
        if (a->target.n && pair(r, a))
            a->source.n = 0; /* "ông X tới Mỹ, giao tranh Nga - Ukraine ..." */
        if (a->type == SK_EV_CONSULT && one_meets_many(r, a))
            return; /* "X gặp A, B và C": one by one */
        for (uint8_t i = 0; i < a->target.n; i++)
            sk_slot_fill(&a->source, a->target.group[i]);
        a->target.n = 0;
    }
    if (p->right == SK_SLOT_NONE && p->left == SK_SLOT_SOURCE)
        a->target.n = 0;
    if (p->flags & SK_PAT_HOST) {
        sk_slotted s = a->source;
        a->source = a->target;
        a->target = s;
    }
}
