/* object.c - the objects of a verb: whom an act is done to.
 *
 * They stand to its right, bare or after vào, nhằm vào, với, cho, đối với. The
 * walk goes from item to item until the clause ends; what only tells where,
 * when or of whom something is passed over.
 */
#include "code/roles.h"

#include "code/items.h"

/* A bare country as object of its own government is the place or the clause's
 * next subject: "ông Putin cảnh báo Nga sẽ ..." */
static bool own_country(const sk_reading *r, const sk_act *a, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group], *s;
    const sk_party *p = &r->parties->parties.v[g->first];

    if (a->subject == SK_NONE || g->n > 1 ||
        (p->kind != SK_PARTY_COUNTRY &&
         !(p->kind == SK_PARTY_SEAT && sk_is_verbal(a->type)) &&
         !(a->type == SK_EV_CONSULT &&
           (p->kind == SK_PARTY_SEAT || p->kind == SK_PARTY_PLACE))))
        return false; /* "rời Hà Nội sang Lào" */
    s = &r->parties->groups.v[a->subject];
    return s->n == 1 && p->code[0] &&
           strcmp(r->parties->parties.v[s->first].code, p->code) == 0;
}

/* "nã pháo, súng cối và rocket vào ...": a list of things before the aim. */
static bool list_to(const sk_reading *r, uint32_t i)
{
    for (i++; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_TO))
            return true;
        if (it->kind == SK_ITEM_PARTY || it->kind == SK_ITEM_TRIGGER ||
            it->kind == SK_ITEM_STOP || sk_is_mark(it, SK_MARK_VERB) ||
            sk_is_mark(it, SK_MARK_MAKE) || sk_is_mark(it, SK_MARK_SAY))
            break;
    }
    return false;
}

/* "phóng tên lửa Oreshnik", "loại trừ điều quân đội Mỹ": what it is done with.
 */
static bool own_arms(const sk_reading *r, const sk_act *a, uint32_t group,
                     bool in_content)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    return ((p->flags & SK_PARTY_ARM) ||
            (in_content && strcmp(p->sector, "MIL") == 0)) &&
           a->subject != SK_NONE && sk_same_code(r, a->subject, group);
}

/* "A và B nhất trí rằng hai nước ...": the two again. */
static bool both_again(const sk_reading *r, const sk_act *a, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group];

    return a->subject != SK_NONE && g->n == 2 &&
           r->parties->groups.v[a->subject].n > 1 &&
           r->parties->parties.v[g->first].kind == SK_PARTY_PRONOUN;
}

bool sk_ends_in_preposition(const sk_reading *r, const sk_act *a)
{
    const sk_mark *m = a->trig.tok_end > a->trig.tail_beg
                           ? r->d->clauses->at[a->trig.tok_end - 1]
                           : NULL;

    return m && (m->cls == SK_MARK_TO || m->cls == SK_MARK_FOR ||
                 m->cls == SK_MARK_WITH);
}

/* Whether item i owns the plan, the proposal that bears the name of the target
 * before it. */
static bool whose_plan(const sk_reading *r, const sk_act *a, uint32_t i)
{
    const sk_item *x = i > 3 ? &r->items.v[i - 2] : NULL;
    const sk_party *p;

    if (!x || x->kind != SK_ITEM_PARTY || x->ref != a->target.group[0] ||
        !sk_is_mark(x + 1, SK_MARK_OF) ||
        !(sk_ends_as(r, x - 1, SK_NOUN) || sk_is_mark(x - 1, SK_MARK_IDEA) ||
          sk_is_mark(x - 1, SK_MARK_NOUN)) ||
        !(sk_is_verbal(a->type) || a->type == SK_EV_SUPPORT))
        return false;
    p = &r->parties->parties.v[sk_group_of(r, x)->first];
    return p->kind == SK_PARTY_COUNTRY || p->kind == SK_PARTY_PLACE;
}

/* A party that only tells where or with whom: "đàm phán dời từ Oman", "tới họp
 * với Mỹ", "kiện lên tòa án". */
static bool elsewhere(const sk_reading *r, const sk_act *a, uint32_t group,
                      uint8_t prep)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    if (a->type == SK_EV_CONSULT)
        return prep == SK_MARK_FROM || (prep == SK_MARK_WITH && a->mode[0] &&
                                        strcmp(a->mode[0], "visit") == 0 &&
                                        !(a->pat->flags & SK_PAT_HOST));
    if (a->type == SK_EV_SUPPORT && a->pat->right == SK_SLOT_BOTH)
        return prep == SK_MARK_WORD && p->kind == SK_PARTY_PLACE;
    if (a->type == SK_EV_AID)
        return prep == SK_MARK_FROM; /* "chuyển tên lửa từ Hàn Quốc sang" */
    if (a->type == SK_EV_COERCE)
        return prep == SK_MARK_FROM && a->mode[0] &&
               strcmp(a->mode[0], "arrest") == 0;
    return a->type == SK_EV_ACCUSE && prep == SK_MARK_TO &&
           strcmp(p->sector, "JUD") == 0;
}

/* "bắn tên lửa ATACMS của Mỹ và Storm Shadow của Anh vào Nga": what is fired is
 * not hit, nor is whoever made it. */
static bool fired(const sk_reading *r, const sk_act *a, uint32_t i,
                  uint8_t prep)
{
    const sk_item *it = &r->items.v[i];

    if (!(a->pat->flags & SK_PAT_TEST) || !a->mode[0] ||
        strcmp(a->mode[0], "heavy-weapons") != 0)
        return false;
    if (prep == SK_MARK_OF)
        return list_to(r, i);
    return prep == SK_MARK_WORD && it->tok_beg <= a->trig.tok_end &&
           (r->parties->parties.v[sk_group_of(r, it)->first].flags &
            SK_PARTY_ARM);
}

/* "về giới tính của bà X", "tại thủ đô của Nga": "của" leads to the owner of the
 * noun before it, which another preposition governs. */
static bool still_governed(const sk_reading *r, uint32_t i, uint8_t prep)
{
    uint32_t k = i;

    if (i > 1 && r->items.v[i - 1].kind == SK_ITEM_OTHER)
        k = sk_noun_from(r, i - 1); /* "về | cuộc | chiến | của Nga" */
    return sk_is_mark(&r->items.v[i], SK_MARK_OF) && k > 0 && k < i &&
           sk_is_mark(&r->items.v[k - 1], prep) &&
           (prep == SK_MARK_ABOUT || prep == SK_MARK_AT ||
            prep == SK_MARK_MEANS);
}

/* "đồng minh không điều tàu tới eo biển", "tàu chiến tiến vào eo biển": waters
 * refuse, are asked nothing and not attacked. */
static bool waters(const sk_reading *r, const sk_act *a, uint32_t group)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    return p->water && (a->type == SK_EV_REQUEST || a->type == SK_EV_REJECT ||
                        a->type == SK_EV_ACCUSE ||
                        (a->type == SK_EV_ASSAULT && !a->mode[0]));
}

/* "do hai nước trung gian là X và Y đưa ra": who is named behind "là". */
static bool named_behind(const sk_reading *r, uint32_t i)
{
    for (uint32_t k = i + 1; k + 1 < r->items.n && k < i + 4; k++) {
        if (sk_is_mark(&r->items.v[k], SK_MARK_THAT))
            return r->items.v[k + 1].kind == SK_ITEM_PARTY;
        if (r->items.v[k].kind != SK_ITEM_OTHER)
            break;
    }
    return false;
}

/* "chương trình thời Tổng thống X": when it was. */
static bool era(const sk_reading *r, const sk_item *it)
{
    return it->tok_beg > 0 &&
           sk_str_eq(sk_doc_tok(r->d, it->tok_beg - 1), SK_STR("thời"));
}

/* "thảo luận đảm bảo an ninh cho Ukraine", "bàn tình hình Gaza": what is talked
 * about; who talks stands behind the verb or "với". */
static bool no_partner(const sk_reading *r, const sk_act *a, uint32_t i,
                       uint8_t prep)
{
    if (a->type != SK_EV_CONSULT || a->pat->right != SK_SLOT_BOTH ||
        a->mode[0] || !a->pat->cameo || strcmp(a->pat->cameo, "046") != 0)
        return false;
    return prep == SK_MARK_FOR ||
           (prep == SK_MARK_WORD && sk_ends_as(r, sk_before(r, i), SK_NOUN) &&
            !sk_group_of(r, &r->items.v[i])->pair);
}

/* ---- the walk ---- */

/* What the way from a verb to the right has passed. */
typedef struct way {
    bool op;         /* the verb is a verbal act, which has acts as content */
    bool in_content; /* behind such an act */
    bool victims;    /* who follows suffered the deed that is blamed */
    bool between;    /* "giữa A": "với B" belongs to it */
    bool thing;      /* the target is what is given: "trao đảo X cho Y" */
    uint8_t prep;    /* leads to the next party; SK_MARK_WORD: it stands bare */
} way;

/* The end of the quotation that begins at item i; i if it has none. */
static uint32_t quote_end(const sk_reading *r, uint32_t i)
{
    for (uint32_t k = i + 1; k < r->items.n; k++)
        if (r->items.v[k].kind == SK_ITEM_QUOTE)
            return k;
    return i;
}

/* Whether the objects end at the comma at item i. */
static bool comma_ends(const sk_reading *r, const sk_act *a, uint32_t i)
{
    const sk_item *next = i + 1 < r->items.n ? &r->items.v[i + 1] : NULL;

    if (a->target.n)
        return true;
    if (next && sk_is_preposition(next) && next->cls != SK_MARK_PER &&
        !sk_is_after(next) &&
        !(a->type == SK_EV_AGREE && a->subject != SK_NONE &&
          r->parties->groups.v[a->subject].n > 1))
        return false;
    return a->type != SK_EV_ASSAULT || !list_to(r, i);
}

/* "bác đề xuất do Mỹ đưa ra": "do" leads to the author. */
static bool leads_to_author(const sk_reading *r, const sk_act *a, uint32_t i)
{
    const sk_item *it = &r->items.v[i];

    return sk_is_mark(it, SK_MARK_CAUSE) && i + 1 < r->items.n &&
           (a->type == SK_EV_REJECT || a->type == SK_EV_ACCUSE ||
            (a->type == SK_EV_AGREE && a->pat->right == SK_SLOT_TARGET)) &&
           (it[1].kind == SK_ITEM_PARTY || named_behind(r, i));
}

/* Whether the objects end at the mark at item i. */
static bool mark_ends(const sk_act *a, const sk_item *it, uint32_t i, bool op)
{
    switch (it->cls) {
    case SK_MARK_IF:
    case SK_MARK_TIME:
    case SK_MARK_BUT:
    case SK_MARK_CAUSE:
    case SK_MARK_MAKE:
        return true;
    case SK_MARK_GOAL: /* but "nổ súng để giải tán người biểu tình" */
        return a->target.n || (!op && !(a->type == SK_EV_ASSAULT &&
                                        (a->pat->flags & SK_PAT_NEED_T)));
    case SK_MARK_SAY:
        return i > a->item + 1 && (!op || sk_is_mark(it - 1, SK_MARK_AND));
    case SK_MARK_VERB:
    case SK_MARK_BAD:
    case SK_MARK_PER: /* "theo thỏa thuận với Vatican" */
        return !op;
    case SK_MARK_AND:
        return a->target.n;
    default:
        return false;
    }
}

/* Whether the objects end at the trigger of another act at item i; if not, it
 * is content of the verb. */
static bool trigger_ends(const sk_reading *r, const sk_act *a, uint32_t i,
                         way *w)
{
    const sk_act *other = &r->acts.v[r->items.v[i].ref];

    if (!w->op && (!other->noun || w->prep == SK_MARK_AFTER))
        return true;
    if (w->op &&
        (a->target.n || (sk_is_mark(sk_before(r, i), SK_MARK_AND) &&
                         (other->pat->flags & (SK_PAT_OP | SK_PAT_CLAIM)))))
        return true; /* "sẵn sàng ... và kêu gọi Israel" */
    if (a->type == SK_EV_PROTEST && sk_content_of_protest(r, other))
        return true;
    if (a->type == SK_EV_REQUEST && !other->noun && sk_is_material(other->type))
        return true; /* "đòi sáp nhập Bờ Tây": not asked of it */
    w->in_content = true;
    w->victims = (a->type == SK_EV_ACCUSE || a->type == SK_EV_PROTEST) &&
                 other->noun && other->type == SK_EV_ASSAULT;
    w->prep = SK_MARK_WORD;
    return false;
}

/* A preposition as it counts here. */
static uint8_t preposition(const sk_act *a, const sk_item *it)
{
    if (!sk_is_after(it))
        return it->cls;
    return (a->type == SK_EV_PROTEST || a->type == SK_EV_CONCEDE) &&
                   it->cls == SK_MARK_BEFORE
               ? SK_MARK_TO /* "tuần hành trước đại sứ quán Anh" */
               : SK_MARK_AFTER;
}

/* ---- a party ---- */

/* Takes a party behind "tại", which is the place, or "giữa", "giữa ... với".
 * False if it stands behind none of them. */
static bool take_around(const sk_reading *r, sk_act *a, uint32_t i, way *w)
{
    const sk_item *it = &r->items.v[i];
    bool many = sk_group_of(r, it)->n > 1;

    if (w->prep == SK_MARK_AT) {
        if (a->place == SK_NONE)
            a->place = it->ref;
        return true;
    }
    if (w->prep == SK_MARK_BETWEEN) {
        if (!a->target.n &&
            (many ||
             (i + 1 < r->items.n && sk_is_mark(it + 1, SK_MARK_WITH))) &&
            (a->type == SK_EV_CONSULT || a->type == SK_EV_SUPPORT ||
             a->pat->right == SK_SLOT_BOTH)) {
            if (many && a->pat->left == SK_SLOT_BOTH)
                a->source.n = 0; /* "giao tranh giữa A và B" */
            sk_slot_fill(&a->target, it->ref);
            w->between = true;
        }
        return true;
    }
    if (!w->between || w->prep != SK_MARK_WITH)
        return false;
    sk_slot_fill(&a->target, it->ref);
    w->between = false;
    return true;
}

/* Whether a party behind such a word has no part in the act. */
static bool bystander(const sk_reading *r, const sk_act *a, uint32_t i,
                      const way *w)
{
    const sk_item *it = &r->items.v[i];

    switch (w->prep) {
    case SK_MARK_PER:
    case SK_MARK_MEANS:
    case SK_MARK_AFTER:
        return true;
    case SK_MARK_ABOUT:
        if (!w->op)
            return true;
        break;
    case SK_MARK_BY: /* "do các bên trung gian là Qatar đưa ra" */
        if (named_behind(r, i) ||
            (a->type == SK_EV_AGREE &&
             !r->parties->parties.v[sk_group_of(r, it)->first].code[0]))
            return true;
        break;
    default:
        break;
    }
    return no_partner(r, a, i, w->prep) || elsewhere(r, a, it->ref, w->prep);
}

/* Whether a party is what the deed is done with or to, where only its author
 * counts: "lên án vụ không kích vào Doha", what is denied. */
static bool no_author(const sk_act *a, const way *w)
{
    return (w->victims || (a->pat->flags & SK_PAT_DENY)) &&
           w->prep != SK_MARK_OF && w->prep != SK_MARK_FROM &&
           w->prep != SK_MARK_BY;
}

/* One more party where there is a target: it may be the better one. */
static void second_object(const sk_reading *r, sk_act *a, uint32_t i,
                          const way *w)
{
    const sk_item *it = &r->items.v[i], *prev = sk_before(r, i);
    uint8_t prep = w->prep;

    if (whose_plan(r, a, i)) {
        a->target.n = 0; /* "ủng hộ kế hoạch Gaza của ông Trump" */
        sk_slot_fill(&a->target, it->ref);
        return;
    }
    if ((prep == SK_MARK_FOR || prep == SK_MARK_TO || prep == SK_MARK_WITH) &&
        a->type != SK_EV_ACCUSE && a->type != SK_EV_SUPPORT &&
        sk_has_direct_object(a) &&
        (!w->op ||
         (a->type == SK_EV_AGREE && prep == SK_MARK_FOR && w->thing)) &&
        prev && sk_is_preposition(prev)) {
        a->target.n = 0; /* "gửi tên lửa Mỹ cho Ukraine": the receiver */
        sk_slot_fill(&a->target, it->ref);
        a->target_why = "object after cho, với, vào";
    }
    if (a->place == SK_NONE && sk_only_place(r, it->ref))
        a->place = it->ref;
}

/* Whether a party begins what is said to come: "cảnh báo Israel sẽ được ...",
 * who gains by it; "hứa chính phủ sẽ cấp phép", to nobody. */
static bool of_prospect(const sk_reading *r, const sk_act *a, uint32_t i,
                        uint8_t prep)
{
    const sk_item *it = &r->items.v[i];

    if (i + 1 == r->items.n || !sk_is_mark(it + 1, SK_MARK_FUTURE))
        return false;
    return (a->type == SK_EV_THREATEN && i + 2 < r->items.n &&
            sk_is_mark(it + 2, SK_MARK_GOOD)) ||
           (a->type == SK_EV_AGREE && prep == SK_MARK_WORD);
}

/* Whether a party is the doer's own, or a word of the pattern: "điều quân đội",
 * "dẫn độ nghi phạm cho Mỹ". */
static bool own_part(const sk_reading *r, const sk_act *a, const sk_item *it,
                     const way *w)
{
    if (it->ref == a->subject || own_arms(r, a, it->ref, w->in_content))
        return true;
    if (own_country(r, a, it->ref) &&
        !(a->type == SK_EV_ACCUSE && it->tok_beg == a->trig.tok_end))
        return true;
    if (it->tok_beg >= a->trig.tail_beg && it->tok_end <= a->trig.tok_end &&
        r->parties->parties.v[sk_group_of(r, it)->first].kind == SK_PARTY_HEAD)
        return true;
    return (!w->op || a->pat->right == SK_SLOT_BOTH) &&
           it->tok_end <= a->trig.tail_beg && sk_ends_in_preposition(r, a);
}

/* Takes the party at item i, if it is an object; false if they end before it. */
static bool take_party(const sk_reading *r, sk_act *a, uint32_t i, way *w)
{
    const sk_item *it = &r->items.v[i], *prev = sk_before(r, i);

    if (take_around(r, a, i, w) || bystander(r, a, i, w))
        return true;
    if (sk_inner_object(r, a, i, w->prep))
        return false;
    if (waters(r, a, it->ref) || era(r, it) || fired(r, a, i, w->prep) ||
        no_author(a, w))
        return true;
    if (a->target.n) {
        second_object(r, a, i, w);
        return true;
    }
    if (both_again(r, a, it->ref))
        return true;
    if (of_prospect(r, a, i, w->prep))
        return false;
    if (own_part(r, a, it, w))
        return true;
    sk_slot_fill(&a->target, it->ref);
    w->thing =
        sk_only_place(r, it->ref) || (prev && prev->kind == SK_ITEM_OTHER);
    a->target_why = w->prep == SK_MARK_WORD ? SK_DIRECT_OBJECT
                                            : "object after a preposition";
    return true;
}

void sk_objects(sk_reading *r, sk_act *a, bool skip_quotes)
{
    way w = {.op = a->pat->flags & (SK_PAT_OP | SK_PAT_CLAIM),
             .prep = SK_MARK_WORD};

    for (uint32_t i = a->item + 1; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        switch (it->kind) {
        case SK_ITEM_STOP:
        case SK_ITEM_COLON:
            return;
        case SK_ITEM_QUOTE:
            i = skip_quotes ? quote_end(r, i) : i;
            break;
        case SK_ITEM_COMMA:
            if (comma_ends(r, a, i))
                return;
            break;
        case SK_ITEM_TRIGGER:
            if (it->tok_beg >= a->trig.tok_end && trigger_ends(r, a, i, &w))
                return;
            break;
        case SK_ITEM_MARK:
            if (leads_to_author(r, a, i))
                w.prep = SK_MARK_BY;
            else if (mark_ends(a, it, i, w.op))
                return;
            else if (sk_is_preposition(it) && !still_governed(r, i, w.prep))
                w.prep = preposition(a, it);
            break;
        case SK_ITEM_PARTY:
            if (!take_party(r, a, i, &w))
                return;
            break;
        default:
            break;
        }
    }
}
