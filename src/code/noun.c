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

/* The parties of a noun: "của", "giữa", "với", "vào", or side by side. */
void sk_roles_of_noun(sk_reading *r, sk_act *a)
{
    bool mutual = a->pat->right == SK_SLOT_BOTH || a->pat->left == SK_SLOT_BOTH;
    bool inner = false;
    bool aimed = false; /* "nhằm vào tàu từ Venezuela": of what is hit */
    uint8_t prep = SK_MARK_WORD;
    uint32_t i = a->item + 1, say = SK_NONE;
    sk_walk w = {.say = SK_NONE};

    for (; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_SAY) &&
            sk_is_mark(sk_before(r, i), SK_MARK_GOOD))
            continue; /* "được mô tả là" */
        if (sk_is_mark(it, SK_MARK_REL) && sk_is_material(a->type) &&
            !a->source.n && i + 2 < r->items.n && it[1].kind == SK_ITEM_PARTY &&
            !sk_is_mark(it + 2, SK_MARK_SAY) &&
            !sk_is_mark(it + 2, SK_MARK_AND)) {
            prep = SK_MARK_BY; /* "lệnh trừng phạt mà Mỹ áp lên Nga" */
            continue;
        }
        if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON ||
            it->kind == SK_ITEM_COMMA || sk_is_mark(it, SK_MARK_SAY) ||
            sk_is_mark(it, SK_MARK_BUT) || sk_is_mark(it, SK_MARK_IF) ||
            sk_is_mark(it, SK_MARK_TIME) || sk_is_mark(it, SK_MARK_GOAL) ||
            sk_is_mark(it, SK_MARK_MAKE) || sk_is_mark(it, SK_MARK_REL) ||
            sk_is_mark(it, SK_MARK_FUTURE) || sk_is_mark(it, SK_MARK_BAD))
            break;
        if (it->kind == SK_ITEM_TRIGGER && it->tok_beg >= a->trig.tok_end) {
            if (!(a->pat->flags & SK_PAT_OP) || r->acts.v[it->ref].noun ||
                inner)
                break;
            inner = true; /* "lời đe dọa không kích Nigeria từ ông Trump" */
            continue;
        }
        if (inner && it->kind == SK_ITEM_PARTY && prep != SK_MARK_OF &&
            prep != SK_MARK_FROM)
            continue;
        if (sk_is_mark(it, SK_MARK_CAUSE) || sk_is_mark(it, SK_MARK_BY) ||
            (sk_is_mark(it, SK_MARK_GOOD) && i + 1 < r->items.n &&
             it[1].kind == SK_ITEM_PARTY)) {
            prep = SK_MARK_BY; /* do Iran tiến hành, được Iran đưa ra */
            continue;
        }
        if (owns_topic(r, i, prep))
            continue;
        if (owns_place(r, i)) {
            prep = SK_MARK_AFTER;
            continue;
        }
        if (sk_is_preposition(it)) {
            prep = aimed && !a->target.n &&
                           (it->cls == SK_MARK_FROM ||
                            (it->cls == SK_MARK_OF &&
                             sk_ends_as(r, sk_before(r, i), SK_NOUN)))
                       ? SK_MARK_TO
                       : it->cls;
            if (a->type == SK_EV_ASSAULT && prep == SK_MARK_FOR &&
                sk_str_eq(sk_doc_tok(r->d, it->tok_beg), SK_STR("cho")))
                prep = SK_MARK_AFTER; /* "... không có ích lợi cho Mỹ" */
            aimed |= prep == SK_MARK_TO || prep == SK_MARK_AGAINST;
            continue;
        }
        if (it->kind != SK_ITEM_PARTY)
            continue;
        if (it->tok_beg >= a->trig.tok_end && sk_ends_in_preposition(r, a) &&
            sk_before(r, i)->tok_end == a->trig.tok_end) {
            a->target.n = 0; /* "thỏa thuận trao trả đảo X cho | Y" */
            sk_slot_fill(&a->target, it->ref);
            break;
        }
        if (a->source.n && sk_ends_as(r, sk_before(r, i), SK_VERB))
            break; /* "không kích của Nga đẩy Ukraine vào ..." */
        if (sk_is_mark(sk_before(r, i), SK_MARK_OF) && i > 2 &&
            r->items.v[i - 2].kind == SK_ITEM_PARTY &&
            a->place == r->items.v[i - 2].ref)
            continue; /* "tại thủ phủ Austin của bang Texas" */
        if (prep == SK_MARK_WORD) {
            const sk_group *g = sk_group_of(r, it);
            if (mutual || g->pair || by_arms(r, a, it) || military(r, a, it))
                sk_slot_fill(&a->source, it->ref);
            else if (a->pat->right == SK_SLOT_TARGET)
                sk_slot_fill(&a->target, it->ref);
            else
                sk_slot_fill(&a->source, it->ref);
        } else if (prep == SK_MARK_OF || prep == SK_MARK_FROM ||
                   prep == SK_MARK_BY) {
            if (a->pat->right == SK_SLOT_SOURCE)
                sk_slot_fill(&a->target, it->ref);
            else if ((!a->source.n || mutual || prep == SK_MARK_OF) &&
                     (a->target.n || !sk_only_place(r, it->ref))) {
                sk_slot_fill(&a->source, it->ref);
                if (!mutual)
                    prep = SK_MARK_AFTER; /* who follows bare is another's */
            }
        } else if (prep == SK_MARK_BETWEEN) {
            sk_slot_fill(a->pat->right == SK_SLOT_TARGET &&
                                 a->type == SK_EV_CONSULT && !mutual
                             ? &a->target
                             : &a->source,
                         it->ref);
        } else if (prep == SK_MARK_WITH) {
            if (mutual)
                sk_slot_fill(&a->source, it->ref);
            else if (a->type != SK_EV_ASSAULT || !a->target.n)
                sk_slot_fill(&a->target, it->ref);
        } else if (prep == SK_MARK_TO || prep == SK_MARK_FOR ||
                   prep == SK_MARK_AGAINST) {
            sk_slot_fill(&a->target, it->ref);
        } else if (prep == SK_MARK_MEANS) {
            if (!a->source.n && a->type == SK_EV_ASSAULT &&
                (r->parties->parties.v[sk_group_of(r, it)->first].flags &
                 SK_PARTY_ARM))
                sk_slot_fill(&a->source, it->ref); /* "bằng UAV của Iran" */
        } else if (prep == SK_MARK_AT) {
            if (a->place == SK_NONE)
                a->place = it->ref;
        }
    }
    a->source_why = "noun: của, giữa, với or side by side";
    a->target_why = "noun: vào, nhằm vào, với or side by side";
    /* what is missing comes from the clause: "mở cuộc tấn công", "sau cuộc
     * điện đàm với ông Putin, ông Trump ..." */
    if (!a->source.n || (a->type == SK_EV_ASSAULT && !a->target.n) ||
        (mutual && a->source.n == 1 &&
         r->parties->groups.v[a->source.group[0]].n == 1)) {
        uint32_t k = a->item, s;
        while (k > 0 && (sk_is_mark(&r->items.v[k - 1], SK_MARK_NOUN) ||
                         r->items.v[k - 1].kind == SK_ITEM_OTHER))
            k--;
        s = sk_opined(r, k) ||
                    (a->type == SK_EV_ASSAULT && verb_among(r, k, a->item))
                ? SK_NONE /* "kỷ niệm hai năm vụ đột kích" */
                : sk_subject_left(r, k, &w);
        if (s != SK_NONE && k > 0 && sk_is_material(a->type) &&
            sk_is_mark(sk_before(r, k), SK_MARK_SAY) && !own_attack(r, a, s)) {
            s = SK_NONE; /* "WHO thông báo cuộc tấn công ...": who tells it */
        } else if (s != SK_NONE && own_drill(r, a)) {
            s = SK_NONE; /* "lên tiếng về cuộc tập trận của Nga" */
        } else if (k > 0 && a->type == SK_EV_ASSAULT &&
                   (sk_is_preposition(sk_before(r, k)) ||
                    sk_is_subordinator(sk_before(r, k)) ||
                    sk_is_mark(sk_before(r, k), SK_MARK_HARM))) {
            /* "bị hư hại sau đòn tập kích": the subject suffered it */
            bool harm = sk_suffers(r, k) != SK_NONE;
            a->absorbed = told_by(r, a, k);
            if (a->absorbed != SK_NONE)
                return; /* "hạ sát ông trong đòn không kích": one deed */
            if (!a->target.n && harm) {
                sk_slot_fill(&a->target, s);
                a->target_why = "subject that suffered it";
            }
            if (harm || !sk_is_mark(sk_before(r, k), SK_MARK_CAUSE) ||
                spoke_before(r, k))
                s = SK_NONE; /* but "xin lỗi vì cuộc tập kích": it did it */
        } else if (k > 0 && sk_before(r, k)->kind == SK_ITEM_TRIGGER &&
                   (a->type == SK_EV_ASSAULT ||
                    judges(r, sk_before(r, k), a))) {
            s = SK_NONE; /* "báo thù vụ hạ sát", "lên án vụ bắt giữ" */
        } else if (k > 0 && sk_is_material(a->type) &&
                   sk_is_mark(sk_before(r, k), SK_MARK_CAUSE)) {
            s = SK_NONE; /* "bị phạt tù vì vụ thiết quân luật" */
        } else if (k > 0 && a->type == SK_EV_PROTEST &&
                   (sk_is_preposition(sk_before(r, k)) ||
                    sk_is_mark(sk_before(r, k), SK_MARK_CAUSE))) {
            s = SK_NONE; /* "bị khóa tài khoản sau vụ bạo loạn" */
        } else if (k > 0 && sk_is_verbal(a->type) &&
                   !(a->pat->flags & SK_PAT_POWER) &&
                   (sk_is_preposition(sk_before(r, k)) ||
                    sk_is_subordinator(sk_before(r, k)) ||
                    sk_is_mark(sk_before(r, k), SK_MARK_BUT))) {
            s = SK_NONE; /* "sau loạt cáo buộc", "bất chấp lời kêu gọi" */
        }
        if (s != SK_NONE && !(a->target.n && a->target.group[0] == s) &&
            (!a->source.n || mutual) &&
            !(a->source.n && a->source.group[0] == s)) {
            sk_slotted keep = a->source;
            a->source.n = 0;
            sk_slot_fill(&a->source, s);
            for (uint8_t n = 0; n < keep.n; n++)
                sk_slot_fill(&a->source, keep.group[n]);
            a->source_why = "subject of the clause around the noun";
        }
        say = w.say;
    }
    if (say != SK_NONE)
        a->say = say;
}
