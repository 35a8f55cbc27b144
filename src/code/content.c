/* content.c - acts inside acts: what is threatened, demanded, charged, denied.
 *
 * In:  acts of a sentence with roles and status.
 * Out: an operator ("dọa tấn công") takes the acts of its complement as its
 *      content, which may change its type or mode (data/plover.tsv, rows
 *      "compose"); an accusation makes claims of them.
 */
#include "code/roles.h"

#include "code/items.h"

/* "kêu gọi ngừng bắn, thả con tin": the next good deed of a list is asked for
 * too. */
static bool asked_too(const sk_reading *r, const sk_act *a, const sk_item *it)
{
    const sk_act *in = &r->acts.v[it->kind == SK_ITEM_TRIGGER ? it->ref : 0];

    return a->type == SK_EV_REQUEST && it->kind == SK_ITEM_TRIGGER &&
           !in->noun &&
           (in->type == SK_EV_RETREAT || in->type == SK_EV_CONCEDE ||
            in->type == SK_EV_AID);
}

/* Where the complement of the operator ends: a clause mark behind it. */
static uint32_t scope_end(const sk_reading *r, const sk_act *a)
{
    uint32_t i = a->item + 1, kind = SK_TYPES;

    for (; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        const sk_item *next = i + 1 < r->items.n ? it + 1 : NULL;
        if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON ||
            sk_is_mark(it, SK_MARK_BUT) ||
            (sk_is_mark(it, SK_MARK_SAY) &&
             (!(a->pat->flags & SK_PAT_DENY) ||
              sk_is_mark(it - 1, SK_MARK_AND))) || /* "bác cáo buộc cho rằng" */
            sk_is_mark(it, SK_MARK_TIME) ||
            sk_is_mark(it, SK_MARK_IF) || sk_is_mark(it, SK_MARK_CAUSE) ||
            (sk_is_after(it) && i > a->item + 1 && next &&
             next->kind != SK_ITEM_OTHER)) /* but "trong 72 giờ" */
            break;
        if (sk_is_mark(it, SK_MARK_THAT) && i > a->item + 1 &&
            !(a->pat->flags & SK_PAT_DENY))
            break; /* "đề xuất mà Mỹ đưa ra là ..." */
        if (it->kind == SK_ITEM_COMMA && a->noun &&
            (a->pat->flags & SK_PAT_CLAIM))
            break;
        if (it->kind == SK_ITEM_COMMA && next && kind != SK_TYPES &&
            next->kind == SK_ITEM_TRIGGER && r->acts.v[next->ref].type == kind)
            continue; /* "tố Campuchia nã pháo, phá lệnh ngừng bắn" */
        if (it->kind == SK_ITEM_COMMA && next &&
            next->kind == SK_ITEM_TRIGGER && r->acts.v[next->ref].noun &&
            !(r->acts.v[next->ref].pat->flags & SK_PAT_NOUN))
            continue; /* "dỡ bỏ các biện pháp bao vây, cấm vận" */
        if (it->kind == SK_ITEM_COMMA && next && asked_too(r, a, next))
            continue;
        if (it->kind == SK_ITEM_TRIGGER && (a->pat->flags & SK_PAT_CLAIM) &&
            sk_is_material(r->acts.v[it->ref].type))
            kind = r->acts.v[it->ref].type;
        if (it->kind == SK_ITEM_COMMA && next &&
            (next->kind == SK_ITEM_PARTY || sk_is_mark(next, SK_MARK_AND) ||
             next->kind == SK_ITEM_TRIGGER || sk_is_mark(next, SK_MARK_GOAL) ||
             next->kind == SK_ITEM_MARK))
            break;
        if (it->kind == SK_ITEM_TRIGGER && i > a->item + 1 &&
            sk_is_mark(sk_before(r, i), SK_MARK_AND) &&
            (r->acts.v[it->ref].pat->flags & (SK_PAT_OP | SK_PAT_CLAIM)))
            break;
    }
    return i;
}

/* The row of the composition table for an operator's content. */
static const sk_compose_row *compose(const sk_reading *r, uint8_t op,
                                     const sk_act *inner)
{
    const sk_patterns *p = r->d->eng->patterns;
    uint8_t type =
        !inner ? SK_TYPES
        : inner->type == SK_EV_AGREE && (inner->pat->flags & SK_PAT_PLAN)
            ? SK_EV_COOPERATE /* "tăng cường hợp tác" */
            : inner->type;

    for (size_t i = 0; i < p->compose.n; i++) {
        const sk_compose_row *c = &p->compose.v[i];
        if (c->op != op)
            continue;
        if (c->inner != SK_TYPES && c->inner != type)
            continue;
        if (c->inner_mode && (!inner || !inner->mode[0] ||
                              strcmp(c->inner_mode, inner->mode[0]) != 0))
            continue;
        return c;
    }
    return NULL;
}

/* The act of a trigger that is not yet part of another; NULL if there is none. */
static sk_act *free_act(sk_reading *r, uint32_t i)
{
    const sk_item *it = &r->items.v[i];
    sk_act *in;

    if (it->kind != SK_ITEM_TRIGGER)
        return NULL;
    in = &r->acts.v[it->ref];
    return in->absorbed == SK_NONE ? in : NULL;
}

/* "chấp nhận trao trả đảo X cho Y": the receiver is told behind "cho". */
static bool gives(const sk_reading *r, const sk_act *a, const sk_act *in)
{
    return a->type == SK_EV_AGREE && in->target.n && !in->noun &&
           sk_has_direct_object(a) && sk_ends_in_preposition(r, in);
}

/* Waters, and the own forces of whom speaks: nobody asks or threatens them. */
static bool unasked(const sk_reading *r, const sk_act *a, uint32_t group)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    return (p->water && a->type == SK_EV_REQUEST) ||
           (strcmp(p->sector, "MIL") == 0 && a->subject != SK_NONE &&
            sk_same_code(r, group, a->subject));
}

/* "biểu tình ủng hộ Palestine", "biểu tình yêu cầu chấm dứt xung đột Gaza": whom
 * people march for, and what they ask of nobody who is named at once. */
bool sk_content_of_protest(const sk_reading *r, const sk_act *in)
{
    const sk_item *next = &r->items.v[in->item + 1];

    if (in->noun)
        return false;
    return in->type == SK_EV_SUPPORT ||
           (in->type == SK_EV_REQUEST &&
            !(in->item + 1 < r->items.n && next->kind == SK_ITEM_PARTY));
}

/* "mong muốn hai nước hợp tác": a wish for oneself too. */
static bool wish_for_both(const sk_reading *r, const sk_act *a)
{
    sk_str s = sk_doc_tok(r->d, a->trig.tok_beg);
    const sk_group *g;

    if (a->type != SK_EV_REQUEST || a->noun || !a->target.n ||
        a->subject == SK_NONE ||
        !(sk_str_eq(s, SK_STR("mong")) || sk_str_eq(s, SK_STR("muốn"))))
        return false;
    g = &r->parties->groups.v[a->target.group[0]];
    for (uint32_t k = 0; k < g->n && g->n > 1; k++)
        if (strcmp(r->parties->parties.v[g->first + k].code,
                   r->parties->parties.v[r->parties->groups.v[a->subject].first]
                       .code) == 0)
            return true;
    return false;
}

void sk_content_absorb(sk_reading *r, sk_act *a)
{
    uint32_t end = scope_end(r, a);
    sk_act *first = NULL;
    const sk_compose_row *c;

    for (uint32_t i = a->item + 1; i < end; i++) {
        sk_act *in = free_act(r, i);
        if (!in)
            continue;
        /* "bác bỏ cáo buộc của Mỹ": the charge is an act of its own; "kêu gọi
         * chấm dứt cuộc tấn công của Nga": so is a deed with a doer */
        if (in->noun && in->source.n && in->source.group[0] != a->subject &&
            (in->type == SK_EV_ACCUSE || in->type == SK_EV_ASSAULT ||
             in->type == SK_EV_THREATEN)) {
            if (a->type == SK_EV_REJECT && in->type == SK_EV_ACCUSE &&
                !a->target.n)
                a->target = in->source;
            if (a->type == SK_EV_ACCUSE) /* điều tra các cáo buộc */
                in->absorbed = (uint32_t)(a - r->acts.v);
            if (!first)
                first = in;
            if (in->type != SK_EV_ACCUSE && in->type != SK_EV_ASSAULT)
                in->absorbed = (uint32_t)(a - r->acts.v);
            continue;
        }
        in->absorbed = (uint32_t)(a - r->acts.v);
        if (!first)
            first = in;
        if (a->type == SK_EV_PROTEST &&
            (in->noun || sk_content_of_protest(r, in)))
            continue; /* "phản đối cuộc tập kích Iran": not against Iran */
        if (gives(r, a, in))
            a->target.n = 0;
        if ((a->pat->flags & SK_PAT_DENY) && in->subject != SK_NONE &&
            in->subject != a->subject)
            continue; /* "bác tin Nga tấn công Lào": neither said so */
        if (a->type == SK_EV_REQUEST &&
            (in->type == SK_EV_ASSAULT || in->type == SK_EV_COERCE))
            continue; /* "ra lệnh chiếm Gaza": not asked of Gaza */
        if (!a->target.n && a->pat->right != SK_SLOT_NONE)
            for (uint8_t k = 0; k < in->target.n; k++)
                if (in->target.group[k] != a->subject &&
                    !unasked(r, a, in->target.group[k]))
                    sk_slot_fill(&a->target, in->target.group[k]);
    }
    if (a->type == SK_EV_AGREE && first && !a->target.n && a->source.n == 1 &&
        r->parties->groups.v[a->source.group[0]].n == 1 &&
        (first->type == SK_EV_COERCE ||
         (first->mode[0] && strcmp(first->mode[0], "destroy") == 0)))
        a->dropped = "a promise to nobody"; /* "cam kết trấn áp tội phạm" */
    if (wish_for_both(r, a))
        a->dropped = "a wish for both";
    c = compose(r, a->type, first);
    if (c && (first || c->inner == SK_TYPES)) {
        if (c->result != SK_TYPES)
            a->type = c->result;
        if (c->mode && !a->mode[0] && !(a->pat->flags & SK_PAT_DENY))
            a->mode[0] = c->mode;
    }
}

/* "X nói Y phải rút quân": X demands of Y. Nothing if nobody says so. */
void sk_content_said(sk_act *a)
{
    uint32_t subject = a->subject;

    if (a->teller == SK_NONE || a->teller == subject ||
        a->status == SK_NEGATED) {
        a->dropped = "nobody says so";
        return;
    }
    a->target.n = a->source.n = 0;
    sk_slot_fill(&a->source, a->teller);
    sk_slot_fill(&a->target, subject);
    a->subject = a->teller;
    a->source_why = "who says so";
    a->target_why = "subject of what is said";
}

void sk_content_advised(const sk_reading *r, sk_act *a)
{
    const sk_compose_row *c = compose(r, SK_EV_REQUEST, a);

    if (a->teller == SK_NONE || a->own_say || a->passive ||
        a->subject == SK_NONE || sk_same_code(r, a->teller, a->subject)) {
        a->dropped = "advice of nobody to another";
        return;
    }
    a->type = SK_EV_REQUEST;
    memset(a->mode, 0, sizeof a->mode);
    a->mode[0] = c ? c->mode : NULL;
    a->target = a->source;
    a->target_why = "who is advised";
    a->source.n = 0;
    sk_slot_fill(&a->source, a->teller);
    a->source_why = "who advises it";
    a->subject = a->teller;
    sk_status_set(a, SK_HAPPENED, SK_NONE, NULL);
}

/* "vụ Iran tử hình công dân Thụy Điển": a clause that "vụ" makes a noun of. */
static bool affair(const sk_reading *r, const sk_act *a, uint32_t i)
{
    while (--i > a->item)
        if (r->items.v[i].kind == SK_ITEM_PARTY)
            return sk_is_mark(&r->items.v[i - 1], SK_MARK_NOUN);
    return false;
}

/* Whether the noun at item i is only backed by somebody. */
static bool backed(const sk_reading *r, const sk_act *a, uint32_t i)
{
    while (i > a->item + 1 && sk_is_mark(&r->items.v[i - 1], SK_MARK_NOUN))
        i--;
    return i > a->item + 1 && r->items.v[i - 1].kind == SK_ITEM_TRIGGER &&
           r->acts.v[r->items.v[i - 1].ref].type == SK_EV_SUPPORT;
}

/* The deeds inside an accusation are claims of the accuser about its object. */
void sk_content_claimed(sk_reading *r, sk_act *a)
{
    uint32_t end = scope_end(r, a);

    for (uint32_t i = a->item + 1; i < end; i++) {
        sk_act *in = free_act(r, i);
        if (!in)
            continue;
        if (in->noun && in->source.n && in->source.group[0] != a->subject &&
            !sk_is_material(in->type))
            continue; /* "chỉ trích lời đe dọa của Mỹ" */
        if (!sk_is_material(in->type) || in->status == SK_NEGATED) {
            in->absorbed = (uint32_t)(a - r->acts.v);
            continue; /* "chê Mỹ không điều tàu ngầm": nothing was done */
        }
        if ((in->noun || in->type == SK_EV_SANCTION || affair(r, a, i)) &&
            a->mode[0] && strcmp(a->mode[0], "disapprove") == 0)
            continue; /* "lên án vụ không kích": it happened */
        if (in->noun && in->type == SK_EV_PROTEST)
            continue; /* "cáo buộc Mỹ kích động biểu tình" */
        if (in->noun && i > 1 && backed(r, a, i)) {
            in->absorbed = (uint32_t)(a - r->acts.v);
            continue; /* "cáo buộc Mỹ ủng hộ vụ tấn công" */
        }
        in->teller = !a->passive   ? a->subject
                     : a->source.n ? a->source.group[0]
                                   : SK_NONE;
        sk_status_set(in, SK_CLAIM, a->item, "content of an accusation");
        in->hedged = true;
        if ((!in->source.n && !in->passive) ||
            (in->source.n && in->source.group[0] == a->subject)) {
            in->source = a->target;
            in->source_why = "the accused";
        }
    }
}

/* "dọa ... nếu Mỹ ...": the threat is to the party of the condition. */
void sk_content_condition(const sk_reading *r, sk_act *a)
{
    uint32_t i = a->status_item;

    if (a->subject == SK_NONE || i >= r->items.n ||
        !sk_is_mark(&r->items.v[i], SK_MARK_IF))
        return;
    for (i++; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP)
            break;
        if (it->kind == SK_ITEM_PARTY &&
            !sk_same_code(r, it->ref, a->subject)) {
            sk_slot_fill(&a->target, it->ref);
            a->target_why = "party of the condition";
            break;
        }
    }
}

/* "cảnh báo": a threat if the warner's own act or a condition follows, blame if
 * the warned party's act does, else nothing. */
void sk_content_warned(sk_reading *r, sk_act *a)
{
    uint32_t end = scope_end(r, a);
    bool own = a->status == SK_CONDITIONAL || a->own_future;

    for (uint32_t i = a->item + 1; i < end && !own; i++) {
        const sk_item *it = &r->items.v[i];
        const sk_act *in;
        if (it->kind != SK_ITEM_TRIGGER)
            continue;
        in = &r->acts.v[it->ref];
        if (in->subject != SK_NONE && a->subject != SK_NONE &&
            (in->subject == a->subject ||
             sk_same_code(r, in->subject, a->subject)) &&
            (in->own_future || in->type == SK_EV_THREATEN ||
             in->type == SK_EV_COERCE || in->type == SK_EV_ASSAULT ||
             in->type == SK_EV_SANCTION))
            own = true;
        else if (a->target.n && in->subject == a->target.group[0] &&
                 (in->type == SK_EV_THREATEN || in->type == SK_EV_ACCUSE)) {
            a->type = SK_EV_ACCUSE;
            a->mode[0] = "disapprove";
            return;
        }
    }
    if (a->status == SK_CONDITIONAL && a->status_item < a->item &&
        !a->own_future)
        own = false; /* "... nếu ..., ông cảnh báo" */
    if (!own)
        a->dropped = "a warning without threat or blame";
}

/* "bác cáo buộc của Mỹ": the charge that is answered is an act of its own if
 * its author is named. */
void sk_content_answered(sk_reading *r, uint32_t i)
{
    sk_act *charge, a = r->acts.v[i];

    if (!a.target.n || !a.source.n ||
        sk_same_code(r, a.target.group[0], a.source.group[0]))
        return;
    charge = sk_push(&r->d->arena, &r->acts);
    *charge = a;
    charge->type = SK_EV_ACCUSE;
    memset(charge->mode, 0, sizeof charge->mode);
    charge->mode[0] = "allege";
    charge->source = a.target;
    charge->target = a.source;
    charge->status = SK_HAPPENED;
    charge->status_why = NULL;
    charge->undated = true;
    charge->source_why = "author of the charge that is denied";
    charge->target_why = "who denies it";
}
