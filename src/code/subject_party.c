/* subject_party.c - whether a party left of a verb is its subject.
 *
 * A party behind a preposition is no subject, a party behind another verb only
 * if that verb makes it act ("cáo buộc Iran tấn công").
 */
#include "code/subject.h"

#include "code/items.h"

/* "Bulgaria, nước thành viên ICC, cho biết": the party before the commas that
 * enclose item i, SK_NONE if none do. */
static uint32_t in_commas(const sk_reading *r, uint32_t i)
{
    if (i + 1 >= r->items.n || r->items.v[i + 1].kind != SK_ITEM_COMMA)
        return SK_NONE;
    for (uint32_t n = 0; n < 3 && i-- > 0; n++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_COMMA)
            return n && i > 0 && r->items.v[i - 1].kind == SK_ITEM_PARTY
                       ? r->items.v[i - 1].ref
                       : SK_NONE;
        if (it->kind != SK_ITEM_OTHER && !sk_is_mark(it, SK_MARK_NOUN) &&
            !sk_is_mark(it, SK_MARK_OF))
            return SK_NONE;
    }
    return SK_NONE;
}

/* The verb before item i that has the group as its target, NULL if none. */
static const sk_act *object_of(const sk_reading *r, uint32_t group, uint32_t i)
{
    for (size_t k = r->acts.n; k-- > 0;) {
        const sk_act *b = &r->acts.v[k];
        if (b->item >= i || b->noun || b->passive)
            continue;
        for (uint8_t n = 0; n < b->target.n; n++)
            if (b->target.group[n] == group)
                return b;
        for (uint8_t n = 1; n < b->source.n; n++)
            if (b->source.group[n] == group)
                return b; /* the other party of a mutual act */
    }
    return NULL;
}

/* "dự lễ ký hiệp định Lào - Peru, nhưng không ...": the parties of a noun before
 * the comma do not do what follows it. */
static bool of_noun(const sk_reading *r, uint32_t group, uint32_t i)
{
    for (size_t k = r->acts.n; k-- > 0;) {
        const sk_act *b = &r->acts.v[k];
        if (!b->noun || b->item >= i || b->item == 0)
            continue;
        for (uint8_t n = 0; n < b->source.n; n++)
            if (b->source.group[n] == group)
                return true;
    }
    return false;
}

/* Weapons and property accuse nobody. */
bool sk_subject_mute(const sk_reading *r, uint32_t group)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    return p->flags & (SK_PARTY_ARM | SK_PARTY_THING);
}

/* "thị sát tàu chiến X, yêu cầu", "binh sĩ nhổ cờ Lào, chiếm": the object of a
 * verb that no pattern knows. */
static bool of_other_verb(const sk_reading *r, uint32_t i)
{
    const sk_item *prev = sk_before(r, i);

    if (!prev || prev->kind != SK_ITEM_OTHER)
        return false;
    return sk_ends_as(r, prev, SK_VERB) ||
           (i > 1 && (sk_is_mark(prev - 1, SK_MARK_DO) ||
                      sk_is_mark(prev - 1, SK_MARK_MAKE))) ||
           (i > 1 && prev[-1].kind == SK_ITEM_PARTY &&
            r->d->clauses->pos[prev->tok_beg] == SK_VERB);
}

/* "quan ngại tình hình Venezuela, kêu gọi": the owner of the object of a verb of
 * the tables. */
static bool of_known_verb(const sk_reading *r, uint32_t i)
{
    return i > 1 && r->items.v[i - 1].kind == SK_ITEM_OTHER &&
           sk_ends_as(r, &r->items.v[i - 1], SK_NOUN) &&
           sk_is_mark(&r->items.v[i - 2], SK_MARK_VERB);
}

/* "về vụ", "sau việc": a preposition with the noun that holds a clause. */
static bool of_affair(const sk_reading *r, const sk_item *prev)
{
    sk_str s;

    if (!prev || !sk_is_preposition(prev) || prev->tok_end - prev->tok_beg < 2)
        return false;
    s = sk_doc_tok(r->d, prev->tok_end - 1);
    return sk_str_eq(s, SK_STR("vụ")) || sk_str_eq(s, SK_STR("việc"));
}

/* "trừng phạt công ty Mỹ vì bán vũ khí": whoever is blamed, punished or praised
 * for a deed did it. */
static bool answers_for(const sk_act *b)
{
    return b && (b->type == SK_EV_ACCUSE || b->type == SK_EV_SANCTION ||
                 b->type == SK_EV_COERCE || b->type == SK_EV_THREATEN ||
                 b->type == SK_EV_SUPPORT);
}

/* "coi phong trào X là 'tổ chức khủng bố', yêu cầu ...", "nghị sĩ từng là đồng
 * minh của ông X chỉ trích": what somebody is called does nothing. */
static bool called(const sk_reading *r, uint32_t i)
{
    while (i-- > 1) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_THAT))
            return sk_str_eq(sk_doc_tok(r->d, it->tok_beg), SK_STR("là")) &&
                   (it[-1].kind == SK_ITEM_PARTY ||
                    sk_is_mark(it - 1, SK_MARK_PAST) ||
                    (it[-1].kind == SK_ITEM_OTHER &&
                     it[1].kind == SK_ITEM_QUOTE));
        if (it->kind != SK_ITEM_QUOTE && it->kind != SK_ITEM_OTHER)
            break;
    }
    return false;
}

/* "chuyển tổ hợp phòng không X cho Nga, kêu gọi ...": the subject of the verb
 * whose pattern the words of a party belong to, SK_NONE if none. */
static uint32_t in_tail(const sk_reading *r, const sk_item *party)
{
    for (size_t k = r->acts.n; k-- > 0;) {
        const sk_act *b = &r->acts.v[k];
        if (!b->noun && !b->passive && b->subject != SK_NONE &&
            b->trig.tok_beg < party->tok_beg &&
            party->tok_end <= b->trig.tok_end)
            return b->subject;
    }
    return SK_NONE;
}

/* Whether somebody unknown by name was caught, by the verb before him. */
static bool caught(const sk_reading *r, uint32_t group, uint32_t i)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];
    const sk_act *b =
        strcmp(p->sector, "UAF") == 0 ? object_of(r, group, i) : NULL;

    return b && (b->type == SK_EV_COERCE || b->type == SK_EV_ACCUSE ||
                 b->type == SK_EV_SANCTION);
}

/* The group is the subject. */
static bool is(uint32_t *out, uint32_t group)
{
    *out = group;
    return true;
}

bool sk_subject_party(const sk_reading *r, uint32_t *at, uint32_t from,
                      sk_walk *w, sk_held *h, uint32_t *out)
{
    uint32_t i = *at;
    const sk_item *it = &r->items.v[i];
    const sk_item *prev = sk_before(r, i);

    if ((w->spoken && sk_subject_mute(r, it->ref)) || called(r, i))
        return false;
    if (!w->near && in_tail(r, it) != SK_NONE)
        return is(out, in_tail(r, it));
    if (w->cause && answers_for(object_of(r, it->ref, i)))
        return is(out, it->ref);
    if (i + 1 == from && !w->near && caught(r, it->ref, i))
        return is(out, it->ref); /* "bắt nghi phạm bắn chết X" */
    if (i + 1 == from && !w->near && sk_protests(r, it->ref))
        return is(out, it->ref); /* "bắn hơi cay vào người biểu tình ném đá" */
    if (prev && prev->kind == SK_ITEM_OTHER && i > 1 &&
        prev->tok_end - prev->tok_beg <= 3 && sk_is_preposition(prev - 1) &&
        prev[-1].cls != SK_MARK_OF && !sk_is_after(&prev[-1])) {
        *at -= 2; /* "trên mạng xã hội X" */
        return false;
    }
    if (w->spoken && w->comma && i > 1 && prev->kind == SK_ITEM_MARK &&
        sk_str_eq(sk_doc_tok(r->d, prev->tok_end - 1), SK_STR("việc"))) {
        --*at; /* "khai thác việc bà X lộ tin, và kêu gọi ..." */
        return false;
    }
    if (i + 1 == from && of_affair(r, prev))
        return is(out, it->ref); /* "về vụ | Mỹ tấn công ..." */
    if (i + 1 == from && i > 1 && sk_is_mark(prev, SK_MARK_WITH) &&
        prev[-1].kind == SK_ITEM_COMMA &&
        sk_str_eq(sk_doc_tok(r->d, prev->tok_beg), SK_STR("với")))
        return is(out, it->ref); /* ", với Qatar làm trung gian" */
    if (prev && sk_is_preposition(prev)) {
        /* "đối với Nga", "theo AFP": no subject; "trại của người tị nạn":
         * one if nothing better stands before */
        if (prev->cls == SK_MARK_OF && i + 1 == from && i > 1 &&
            (sk_is_mark(prev - 1, SK_MARK_NOUN) ||
             sk_is_mark(prev - 1, SK_MARK_DO) ||
             sk_is_mark(prev - 1, SK_MARK_IDEA)))
            return is(out, it->ref); /* "quyết định của Serbia bắt giữ ..." */
        if (prev->cls == SK_MARK_OF && h->owner == SK_NONE &&
            !(i > 2 && prev[-1].kind == SK_ITEM_PARTY &&
              (sk_only_place(r, prev[-1].ref) ||
               sk_is_mark(prev - 2, SK_MARK_AT))))
            h->owner = it->ref; /* but "ở thủ đô Paris của Pháp" */
        --*at;
        return false;
    }
    if (prev && (sk_is_mark(prev, SK_MARK_BAD) ||
                 (sk_is_mark(prev, SK_MARK_GOOD) &&
                  !sk_is_mark(sk_before(r, i - 1), SK_MARK_MAKE) &&
                  !sk_ends_as(r, sk_before(r, i - 1), SK_VERB)))) {
        if (h->agent == SK_NONE)
            h->agent = it->ref;
        --*at; /* agent of a passive: only if nobody else is there */
        return false;
    }
    if (w->near && i + 1 == from)
        return is(out, it->ref); /* "cứu thủy thủ Iran bị cướp biển bắt" */
    if (prev && prev->kind == SK_ITEM_TRIGGER && i > 1 &&
        sk_is_mark(prev - 1, SK_MARK_WHO))
        /* "Kẻ ám sát Thủ tướng X bị kết án": not the victim */
        return is(out, h->owner);
    if (in_commas(r, i) != SK_NONE)
        return is(out, in_commas(r, i));
    if (i + 1 == from && prev && prev->kind == SK_ITEM_TRIGGER &&
        sk_str_eq(sk_doc_tok(r->d, prev->tok_end - 1), SK_STR("việc")))
        return is(out, it->ref); /* "bất bình trước việc | Mỹ bán ..." */
    if (w->comma && of_noun(r, it->ref, i)) {
        if (h->agent == SK_NONE)
            h->agent = it->ref;
        return false;
    }
    {
        const sk_act *b = object_of(r, it->ref, i);
        if (b && !w->comma &&
            ((b->pat->flags & (SK_PAT_CLAIM | (w->sub ? 0 : SK_PAT_CONTROL))) ||
             (b->type == SK_EV_ACCUSE &&
              (b->pat->flags & SK_PAT_OP)))) /* "điều tra liệu Mỹ có ..." */
            return is(out, it->ref);
        if (b && b->subject != SK_NONE)
            return is(out, b->subject);
    }
    if (prev && prev->kind == SK_ITEM_TRIGGER) {
        const sk_act *a = &r->acts.v[prev->ref];
        if ((a->pat->flags & (SK_PAT_CLAIM | SK_PAT_CONTROL | SK_PAT_DENY)) &&
            !w->comma)
            return is(out, it->ref);
        if (a->noun) {
            --*at;
            return false;
        }
        if (a->subject != SK_NONE)
            return is(out, a->subject);
        return is(out, it->ref);
    }
    if (prev && sk_is_mark(prev, SK_MARK_VERB)) {
        --*at; /* object of another verb */
        return false;
    }
    if (((w->comma || w->sub || sk_only_place(r, it->ref)) &&
         (of_other_verb(r, i) || of_known_verb(r, i))) ||
        (w->op && sk_only_place(r, it->ref) && prev &&
         prev->kind == SK_ITEM_OTHER)) { /* "bầu trời Gaza, kêu gọi" */
        if (h->agent == SK_NONE)
            h->agent = it->ref;
        return false;
    }
    return is(out, it->ref);
}
