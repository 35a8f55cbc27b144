/* noun.c - the parties of an act that is told by a noun.
 *
 * A classifier (cuộc, vụ, đòn) makes a noun of the verb, whose parties follow
 * with của, giữa, với, vào, or side by side; what is missing comes from the
 * clause around it.
 */
#include "code/roles.h"

#include "code/draft.h"
#include "code/items.h"

/* What stands before a trigger and makes it a noun. */
bool sk_noun_before(const sk_reading *r, uint32_t i)
{
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_NOUN) || sk_is_mark(it, SK_MARK_IDEA))
            return true;
        if (it->kind == SK_ITEM_QUOTE)
            continue;
        if (it->kind == SK_ITEM_COMMA && i > 1 &&
            (r->items.v[i - 1].kind == SK_ITEM_OTHER ||
             r->items.v[i - 1].kind == SK_ITEM_TRIGGER) &&
            r->items.v[i - 1].tok_end - r->items.v[i - 1].tok_beg <= 2 &&
            sk_is_mark(&r->items.v[i - 2], SK_MARK_NOUN))
            return true; /* "các biện pháp bao vây, cấm vận" */
        if (it->kind == SK_ITEM_OTHER && it->tok_end - it->tok_beg <= 1 &&
            i > 0 &&
            (sk_is_mark(&r->items.v[i - 1], SK_MARK_NOUN) ||
             sk_is_mark(&r->items.v[i - 1], SK_MARK_IDEA)))
            continue;
        break;
    }
    return false;
}

/* The item before i that says that the subject of its clause suffered. */
uint32_t sk_suffers(const sk_reading *r, uint32_t i)
{
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_HARM) ||
            (sk_is_mark(it, SK_MARK_BAD) && it[1].kind == SK_ITEM_TRIGGER))
            return i;
        if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON)
            break;
    }
    return SK_NONE;
}

/* Whether the items beg..end hold a verb that no table knows. */
static bool verb_among(const sk_reading *r, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        for (uint32_t k = r->items.v[i].tok_beg; k < r->items.v[i].tok_end; k++)
            if (r->items.v[i].kind == SK_ITEM_OTHER &&
                r->d->clauses->pos[k] == SK_VERB)
                return true;
    return false;
}

/* Whether the verb before a deed's noun only praises, blames or rejects it. */
static bool judges(const sk_reading *r, const sk_item *verb, const sk_act *a)
{
    uint8_t type = r->acts.v[verb->ref].type;

    return sk_is_material(a->type) &&
           (type == SK_EV_ACCUSE || type == SK_EV_SUPPORT ||
            type == SK_EV_REJECT);
}

/* Whether "của" or "do" leads to the next party behind item i. */
static bool held_by(const sk_reading *r, uint32_t i)
{
    for (; i < r->items.n && r->items.v[i].kind != SK_ITEM_PARTY; i++)
        if (sk_is_mark(&r->items.v[i], SK_MARK_OF) ||
            sk_is_mark(&r->items.v[i], SK_MARK_CAUSE) ||
            sk_is_mark(&r->items.v[i], SK_MARK_BY))
            return true;
    return false;
}

/* An army speaks of its own attacks, and a country of those on another. */
static bool own_attack(const sk_reading *r, const sk_act *a, uint32_t group)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    if (p->kind == SK_PARTY_COUNTRY)
        return a->target.n && sk_code_state(p->code) &&
               !sk_same_code(r, group, a->target.group[0]);
    return strcmp(p->sector, "MIL") == 0 || strcmp(p->sector, "SPY") == 0 ||
           strcmp(p->sector, "REB") == 0;
}

/* "cuộc tập trận của Trung Quốc": one that one country holds. */
static bool own_drill(const sk_reading *r, const sk_act *a)
{
    return (a->pat->flags & SK_PAT_TEST) && a->type == SK_EV_COOPERATE &&
           a->source.n == 1 &&
           r->parties->groups.v[a->source.group[0]].n == 1 &&
           held_by(r, a->item + 1);
}

/* The attack of a verb that the noun behind "trong" at item k - 1 names again.
 */
static uint32_t told_by(const sk_reading *r, const sk_act *a, uint32_t k)
{
    if (k == 0 || a->source.n || a->target.n ||
        !sk_str_eq(sk_doc_tok(r->d, r->items.v[k - 1].tok_beg),
                   SK_STR("trong")))
        return SK_NONE;
    while (k-- > 0) {
        const sk_item *it = &r->items.v[k];
        if (it->kind == SK_ITEM_TRIGGER)
            return r->acts.v[it->ref].type == SK_EV_ASSAULT &&
                           !r->acts.v[it->ref].noun
                       ? it->ref
                       : SK_NONE;
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP)
            break;
    }
    return SK_NONE;
}

/* "điện đàm với Israel vì vụ tấn công Qatar": whether the verb before item k only
 * brings two together. */
static bool spoke_before(const sk_reading *r, uint32_t k)
{
    while (k-- > 0)
        if (r->items.v[k].kind == SK_ITEM_TRIGGER)
            return r->acts.v[r->items.v[k].ref].type == SK_EV_CONSULT;
    return false;
}

/* "đàm phán về kế hoạch của Mỹ": "của" leads to the owner of the topic. */
static bool owns_topic(const sk_reading *r, uint32_t i, uint8_t prep)
{
    if (prep != SK_MARK_ABOUT || !sk_is_mark(&r->items.v[i], SK_MARK_OF))
        return false;
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (it->kind != SK_ITEM_OTHER && !sk_is_mark(it, SK_MARK_IDEA) &&
            !sk_is_mark(it, SK_MARK_NOUN))
            return sk_is_mark(it, SK_MARK_ABOUT);
    }
    return false;
}

/* "chiến dịch quân sự Mỹ tại Venezuela": bare behind such words stands who does
 * it. */
static bool military(const sk_reading *r, const sk_act *a, const sk_item *it)
{
    return a->type == SK_EV_ASSAULT && it->tok_beg == a->trig.tok_end &&
           a->trig.tok_end - a->trig.tok_beg > 3 &&
           sk_str_eq(sk_doc_tok(r->d, a->trig.tok_end - 2), SK_STR("quân")) &&
           sk_str_eq(sk_doc_tok(r->d, a->trig.tok_end - 1), SK_STR("sự"));
}

/* "đòn tập kích tên lửa của Iran": what the attack was made with. */
static bool by_arms(const sk_reading *r, const sk_act *a, const sk_item *it)
{
    sk_trigger t;

    return a->type == SK_EV_ASSAULT && !(a->pat->flags & SK_PAT_NEED_T) &&
           it->tok_beg == a->trig.tok_end &&
           (r->parties->parties.v[sk_group_of(r, it)->first].flags &
            SK_PARTY_ARM) &&
           sk_pattern_at(r->d, it->tok_beg, it->tok_beg, it->tok_end, NULL,
                         &t) &&
           (r->d->eng->patterns->rows.v[t.pattern].flags & SK_PAT_WEAPON);
}

/* A place, seat or property: of some country. */
static bool lies_in(const sk_reading *r, uint32_t group)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    return p->kind == SK_PARTY_PLACE || p->kind == SK_PARTY_SEAT ||
           (p->flags & SK_PARTY_THING);
}

/* "không kích thủ đô Doha của Qatar": "của" leads to the country of a place. */
static bool owns_place(const sk_reading *r, uint32_t i)
{
    return i > 0 && i + 1 < r->items.n &&
           sk_is_mark(&r->items.v[i], SK_MARK_OF) &&
           r->items.v[i - 1].kind == SK_ITEM_PARTY &&
           r->items.v[i + 1].kind == SK_ITEM_PARTY &&
           lies_in(r, r->items.v[i - 1].ref) &&
           r->parties->parties.v[sk_group_of(r, &r->items.v[i + 1])->first]
                   .kind == SK_PARTY_COUNTRY &&
           sk_same_code(r, r->items.v[i - 1].ref, r->items.v[i + 1].ref);
}

/* ---- what stands behind the noun ---- */

/* What the way from a noun to the right has passed. */
typedef struct behind {
    uint8_t prep; /* leads to the next party; SK_MARK_WORD: it stands bare */
    bool inner; /* the deed spoken of: "lời đe dọa không kích Nigeria từ ông
                     Trump" */
    bool aimed; /* "nhằm vào tàu từ Venezuela": from where is what is hit */
} behind;

static bool is_mutual(const sk_act *a)
{
    return a->pat->right == SK_SLOT_BOTH || a->pat->left == SK_SLOT_BOTH;
}

/* "lệnh trừng phạt mà Mỹ áp lên Nga": "mà" leads to who does it. */
static bool relates_doer(const sk_reading *r, const sk_act *a, uint32_t i)
{
    const sk_item *it = &r->items.v[i];

    return sk_is_material(a->type) && !a->source.n && i + 2 < r->items.n &&
           it[1].kind == SK_ITEM_PARTY && !sk_is_mark(it + 2, SK_MARK_SAY) &&
           !sk_is_mark(it + 2, SK_MARK_AND);
}

/* Whether what belongs to the noun ends before item i. */
static bool ends_noun(const sk_reading *r, const sk_act *a, uint32_t i)
{
    const sk_item *it = &r->items.v[i];

    if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON ||
        it->kind == SK_ITEM_COMMA)
        return true;
    if (sk_is_mark(it, SK_MARK_SAY)) /* but "được mô tả là" */
        return !sk_is_mark(sk_before(r, i), SK_MARK_GOOD);
    if (sk_is_mark(it, SK_MARK_REL))
        return !relates_doer(r, a, i);
    return sk_is_mark(it, SK_MARK_BUT) || sk_is_mark(it, SK_MARK_IF) ||
           sk_is_mark(it, SK_MARK_TIME) || sk_is_mark(it, SK_MARK_GOAL) ||
           sk_is_mark(it, SK_MARK_MAKE) || sk_is_mark(it, SK_MARK_FUTURE) ||
           sk_is_mark(it, SK_MARK_BAD);
}

/* "do Iran tiến hành", "được Iran đưa ra", "mà Iran đưa ra". */
static bool leads_to_doer(const sk_reading *r, uint32_t i)
{
    const sk_item *it = &r->items.v[i];

    return sk_is_mark(it, SK_MARK_CAUSE) || sk_is_mark(it, SK_MARK_BY) ||
           sk_is_mark(it, SK_MARK_REL) ||
           (sk_is_mark(it, SK_MARK_GOOD) && i + 1 < r->items.n &&
            it[1].kind == SK_ITEM_PARTY);
}

/* Takes a preposition. */
static void take_preposition(const sk_reading *r, const sk_act *a, uint32_t i,
                             behind *b)
{
    const sk_item *it = &r->items.v[i];

    b->prep = it->cls;
    if (b->aimed && !a->target.n &&
        (it->cls == SK_MARK_FROM ||
         (it->cls == SK_MARK_OF && sk_ends_as(r, sk_before(r, i), SK_NOUN))))
        b->prep = SK_MARK_TO;
    if (a->type == SK_EV_ASSAULT && b->prep == SK_MARK_FOR &&
        sk_str_eq(sk_doc_tok(r->d, it->tok_beg), SK_STR("cho")))
        b->prep = SK_MARK_AFTER; /* "... không có ích lợi cho Mỹ" */
    b->aimed |= b->prep == SK_MARK_TO || b->prep == SK_MARK_AGAINST;
}

/* The slot of a party that stands bare behind the noun. */
static sk_slotted *bare_slot(const sk_reading *r, sk_act *a, const sk_item *it)
{
    bool source = is_mutual(a) || sk_group_of(r, it)->pair ||
                  by_arms(r, a, it) || military(r, a, it);

    return !source && a->pat->right == SK_SLOT_TARGET ? &a->target : &a->source;
}

/* Takes a party that belongs to the noun, by what led to it. */
static void take_party(const sk_reading *r, sk_act *a, const sk_item *it,
                       behind *b)
{
    bool mutual = is_mutual(a);

    switch (b->prep) {
    case SK_MARK_WORD:
        sk_slot_fill(bare_slot(r, a, it), it->ref);
        break;
    case SK_MARK_OF:
    case SK_MARK_FROM:
    case SK_MARK_BY:
        if (a->pat->right == SK_SLOT_SOURCE) {
            sk_slot_fill(&a->target, it->ref);
        } else if ((!a->source.n || mutual || b->prep == SK_MARK_OF) &&
                   (a->target.n || !sk_only_place(r, it->ref))) {
            sk_slot_fill(&a->source, it->ref);
            if (!mutual)
                b->prep = SK_MARK_AFTER; /* who follows bare is another's */
        }
        break;
    case SK_MARK_BETWEEN:
        sk_slot_fill(a->pat->right == SK_SLOT_TARGET &&
                             a->type == SK_EV_CONSULT && !mutual
                         ? &a->target
                         : &a->source,
                     it->ref);
        break;
    case SK_MARK_WITH:
        if (mutual)
            sk_slot_fill(&a->source, it->ref);
        else if (a->type != SK_EV_ASSAULT || !a->target.n)
            sk_slot_fill(&a->target, it->ref);
        break;
    case SK_MARK_TO:
    case SK_MARK_FOR:
    case SK_MARK_AGAINST:
        sk_slot_fill(&a->target, it->ref);
        break;
    case SK_MARK_MEANS: /* "bằng UAV của Iran" */
        if (!a->source.n && a->type == SK_EV_ASSAULT &&
            (r->parties->parties.v[sk_group_of(r, it)->first].flags &
             SK_PARTY_ARM))
            sk_slot_fill(&a->source, it->ref);
        break;
    case SK_MARK_AT:
        if (a->place == SK_NONE)
            a->place = it->ref;
        break;
    default:
        break;
    }
}

/* "tại thủ phủ Austin của bang Texas": the item is where a place lies. */
static bool holds_place(const sk_reading *r, const sk_act *a, uint32_t i)
{
    return sk_is_mark(sk_before(r, i), SK_MARK_OF) && i > 2 &&
           r->items.v[i - 2].kind == SK_ITEM_PARTY &&
           a->place == r->items.v[i - 2].ref;
}

/* Of, between, with, at: fills the slots from left to right. */
static void parties_behind(sk_reading *r, sk_act *a)
{
    behind b = {.prep = SK_MARK_WORD};

    for (uint32_t i = a->item + 1; i < r->items.n && !ends_noun(r, a, i); i++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_TRIGGER && it->tok_beg >= a->trig.tok_end) {
            if (!(a->pat->flags & SK_PAT_OP) || r->acts.v[it->ref].noun ||
                b.inner)
                break;
            b.inner = true;
        } else if (leads_to_doer(r, i)) {
            b.prep = SK_MARK_BY;
        } else if (owns_topic(r, i, b.prep)) {
            continue;
        } else if (owns_place(r, i)) {
            b.prep = SK_MARK_AFTER;
        } else if (sk_is_preposition(it)) {
            take_preposition(r, a, i, &b);
        }
        if (it->kind != SK_ITEM_PARTY ||
            (b.inner && b.prep != SK_MARK_OF && b.prep != SK_MARK_FROM))
            continue;
        if (it->tok_beg >= a->trig.tok_end && sk_ends_in_preposition(r, a) &&
            sk_before(r, i)->tok_end == a->trig.tok_end) {
            a->target.n = 0; /* "thỏa thuận trao trả đảo X cho | Y" */
            sk_slot_fill(&a->target, it->ref);
            break;
        }
        if (a->source.n && sk_ends_as(r, sk_before(r, i), SK_VERB))
            break; /* "không kích của Nga đẩy Ukraine vào ..." */
        if (!holds_place(r, a, i))
            take_party(r, a, it, &b);
    }
    a->source_why = "noun: của, giữa, với or side by side";
    a->target_why = "noun: vào, nhằm vào, với or side by side";
}

/* ---- what the clause around the noun tells ---- */

static bool lacks_party(const sk_reading *r, const sk_act *a)
{
    return !a->source.n || (a->type == SK_EV_ASSAULT && !a->target.n) ||
           (is_mutual(a) && a->source.n == 1 &&
            r->parties->groups.v[a->source.group[0]].n == 1);
}

/* The first item of the noun's group. */
static uint32_t group_begin(const sk_reading *r, const sk_act *a)
{
    uint32_t k = a->item;

    while (k > 0 && (sk_is_mark(&r->items.v[k - 1], SK_MARK_NOUN) ||
                     r->items.v[k - 1].kind == SK_ITEM_OTHER))
        k--;
    return k;
}

/* Whether the subject only tells of the act: "WHO thông báo cuộc tấn công ...",
 * "lên tiếng về cuộc tập trận của Nga". */
static bool only_tells(const sk_reading *r, const sk_act *a, uint32_t k,
                       uint32_t subject)
{
    return (k > 0 && sk_is_material(a->type) &&
            sk_is_mark(sk_before(r, k), SK_MARK_SAY) &&
            !own_attack(r, a, subject)) ||
           own_drill(r, a);
}

/* "bị hư hại sau đòn tập kích": an attack that something comes of. */
static bool attack_with_outcome(const sk_reading *r, const sk_act *a,
                                uint32_t k)
{
    return k > 0 && a->type == SK_EV_ASSAULT &&
           (sk_is_preposition(sk_before(r, k)) ||
            sk_is_subordinator(sk_before(r, k)) ||
            sk_is_mark(sk_before(r, k), SK_MARK_HARM));
}

/* Whether the word before the noun makes it what the subject does not do. */
static bool done_by_others(const sk_reading *r, const sk_act *a, uint32_t k)
{
    const sk_item *before = sk_before(r, k);
    bool governed = sk_is_preposition(before);

    if (before->kind == SK_ITEM_TRIGGER &&
        (a->type == SK_EV_ASSAULT || judges(r, before, a)))
        return true; /* "báo thù vụ hạ sát", "lên án vụ bắt giữ" */
    if (sk_is_mark(before, SK_MARK_CAUSE) &&
        (sk_is_material(a->type) || a->type == SK_EV_PROTEST))
        return true; /* "bị phạt tù vì vụ thiết quân luật" */
    if (governed && a->type == SK_EV_PROTEST)
        return true; /* "bị khóa tài khoản sau vụ bạo loạn" */
    return sk_is_verbal(a->type) && !(a->pat->flags & SK_PAT_POWER) &&
           (governed || sk_is_subordinator(before) ||
            sk_is_mark(before, SK_MARK_BUT));
    /* "sau loạt cáo buộc", "bất chấp lời kêu gọi" */
}

/* Puts the subject of the clause first among the sources. */
static void add_source(sk_act *a, uint32_t subject)
{
    sk_slotted others = a->source;

    if ((a->target.n && a->target.group[0] == subject) ||
        (a->source.n && (!is_mutual(a) || a->source.group[0] == subject)))
        return;
    a->source.n = 0;
    sk_slot_fill(&a->source, subject);
    for (uint8_t n = 0; n < others.n; n++)
        sk_slot_fill(&a->source, others.group[n]);
    a->source_why = "subject of the clause around the noun";
}

/* "mở cuộc tấn công", "sau cuộc điện đàm với ông Putin, ông Trump ..." */
static void party_around(sk_reading *r, sk_act *a)
{
    uint32_t k = group_begin(r, a), subject = SK_NONE;
    sk_walk w = {.say = SK_NONE};

    if (!sk_opined(r, k) && /* "kỷ niệm hai năm vụ đột kích" */
        !(a->type == SK_EV_ASSAULT && verb_among(r, k, a->item)))
        subject = sk_subject_left(r, k, &w);
    if (subject != SK_NONE && only_tells(r, a, k, subject)) {
        subject = SK_NONE;
    } else if (attack_with_outcome(r, a, k)) {
        bool harm = sk_suffers(r, k) != SK_NONE;
        a->absorbed = told_by(r, a, k);
        if (a->absorbed != SK_NONE)
            return; /* "hạ sát ông trong đòn không kích": one deed */
        if (!a->target.n && harm) {
            sk_slot_fill(&a->target, subject);
            a->target_why = "subject that suffered it";
        }
        if (harm || !sk_is_mark(sk_before(r, k), SK_MARK_CAUSE) ||
            spoke_before(r, k))
            subject = SK_NONE; /* but "xin lỗi vì cuộc tập kích": it did it */
    } else if (k > 0 && done_by_others(r, a, k)) {
        subject = SK_NONE;
    }
    if (subject != SK_NONE)
        add_source(a, subject);
    if (w.say != SK_NONE)
        a->say = w.say;
}

void sk_roles_of_noun(sk_reading *r, sk_act *a)
{
    parties_behind(r, a);
    if (lacks_party(r, a))
        party_around(r, a);
}
