/* subject.c - who is the grammatical subject of a verb.
 *
 * In:  the items of a sentence and the acts read so far.
 * Out: a group of parties, or none.
 *
 * The subject stands before its verb and is kept over commas, "và", "đồng
 * thời", verbs of saying and of wanting; a party behind a preposition is no
 * subject, a party behind another verb only if that verb makes it act ("cáo
 * buộc Iran tấn công").
 */
#include "code/roles.h"

#include "code/items.h"
#include "relate/anchor.h"

/* The first party of the main clause behind a leading subordinate clause. */
uint32_t sk_subject_right(const sk_reading *r, uint32_t i)
{
    bool comma = false;

    for (; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_COMMA)
            comma = true;
        else if (it->kind == SK_ITEM_STOP)
            break;
        else if (comma && it->kind == SK_ITEM_PARTY &&
                 !sk_is_preposition(sk_before(r, i)))
            return it->ref;
    }
    return SK_NONE;
}

/* The "mà" that begins a relative clause around item i, SK_NONE if none. */
uint32_t sk_relative(const sk_reading *r, uint32_t i)
{
    for (uint32_t n = 0; n < 4 && i-- > 0; n++) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_REL))
            return i;
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP)
            break;
    }
    return SK_NONE;
}

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
static bool mute(const sk_reading *r, uint32_t group)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    return p->flags & (SK_PARTY_ARM | SK_PARTY_THING);
}

/* ", hàng nghìn cử tri kêu gọi": the clause has a subject of its own that is no
 * party; a party of the clause before has no part in its verb. */
static bool stranger(const sk_reading *r, uint32_t i)
{
    const uint8_t *pos = r->d->clauses->pos;
    uint32_t beg, end;

    while (i > 0 && sk_is_adverb(&r->items.v[i - 1]))
        i--;
    if (i == 0 || !sk_ends_as(r, &r->items.v[i - 1], SK_NOUN))
        return false;
    end = r->items.v[i - 1].tok_end;
    while (i > 0 && r->items.v[i - 1].kind == SK_ITEM_OTHER)
        i--;
    beg = r->items.v[i].tok_beg;
    if (i == 0 || (r->items.v[i - 1].kind != SK_ITEM_COMMA &&
                   !sk_is_mark(&r->items.v[i - 1], SK_MARK_TIME) &&
                   !sk_is_mark(&r->items.v[i - 1], SK_MARK_THAT) &&
                   !sk_is_mark(&r->items.v[i - 1], SK_MARK_CAUSE)))
        return false;
    if (end - beg < 3 && pos[beg] != SK_NUM && pos[beg] != SK_DET &&
        (r->items.v[i - 1].kind == SK_ITEM_COMMA ||
         sk_head_before(r->d, end, beg)))
        return false; /* a list: "tên lửa, bom lượn tập kích" */
    for (uint32_t k = beg; k < end; k++)
        if (pos[k] == SK_VERB)
            return false;
    return !sk_time_before(r->d, end); /* ", tuần trước kêu gọi" */
}

/* "thị sát tàu chiến X, yêu cầu", "binh sĩ nhổ cờ Lào, chiếm": the object of a
 * verb that no pattern knows. */
static bool of_other_verb(const sk_reading *r, uint32_t i)
{
    const sk_item *prev = sk_before(r, i);

    if (!prev || prev->kind != SK_ITEM_OTHER)
        return false;
    return sk_ends_as(r, prev, SK_VERB) ||
           (i > 1 && sk_is_mark(prev - 1, SK_MARK_DO)) ||
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

/* Whether an item is the second of two words that pair clauses: "vừa ... vừa".
 */
static bool again(const sk_reading *r, uint32_t i)
{
    sk_str s = sk_doc_tok(r->d, r->items.v[i].tok_beg);

    if (!sk_str_eq(s, SK_STR("vừa")))
        return false;
    while (i-- > 0)
        if (sk_is_mark(&r->items.v[i], SK_MARK_PAST) &&
            sk_str_eq(sk_doc_tok(r->d, r->items.v[i].tok_beg), s))
            return true;
    return false;
}

bool sk_opined(const sk_reading *r, uint32_t i)
{
    const sk_item *prev = sk_before(r, i);

    if (!sk_str_eq(sk_doc_tok(r->d, r->items.v[i].tok_beg), SK_STR("việc")) ||
        !prev)
        return false;
    return sk_is_mark(prev, SK_MARK_VERB) || sk_is_mark(prev, SK_MARK_SAY) ||
           (prev->kind == SK_ITEM_TRIGGER &&
            (r->acts.v[prev->ref].type == SK_EV_ACCUSE ||
             r->acts.v[prev->ref].type == SK_EV_SUPPORT));
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

/* Whether "vì" stands before item i, with nobody between. */
static bool because(const sk_reading *r, uint32_t i)
{
    while (i > 0 && (sk_is_adverb(&r->items.v[i - 1]) ||
                     r->items.v[i - 1].kind == SK_ITEM_QUOTE))
        i--;
    return sk_is_mark(sk_before(r, i), SK_MARK_CAUSE);
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

static uint32_t walk_left(const sk_reading *r, uint32_t i, sk_walk *w)
{
    uint32_t from = i, owner = SK_NONE, agent = SK_NONE;

    w->cause = because(r, i);
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        const sk_item *prev = sk_before(r, i);
        if (sk_is_adverb(it)) {
            /* "vừa chúc mừng ông Trump vừa chỉ trích Mỹ" */
            w->comma |= sk_is_mark(it, SK_MARK_PAST) && again(r, i);
            continue;
        }
        if (sk_is_mark(it, SK_MARK_WHO)) {
            /* "Thủ tướng X, người bị ...": the noun before the comma */
            if (prev && prev->kind == SK_ITEM_COMMA && i > 1 &&
                prev[-1].kind == SK_ITEM_PARTY)
                return prev[-1].ref;
            if (it->tok_end - it->tok_beg == 1 && i > 0 &&
                it[1].kind == SK_ITEM_PARTY)
                continue;
            return owner;
        }
        if (owner != SK_NONE &&
            (sk_is_mark(it, SK_MARK_SAY) ||
             (sk_is_mark(it, SK_MARK_THAT) &&
              !sk_is_mark(prev, SK_MARK_PAST)) ||
             it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_COLON)) {
            w->owned = true;
            return owner; /* "rằng phản ứng của Nga ..." */
        }
        if (sk_is_mark(it, SK_MARK_SAY)) {
            if (w->say == SK_NONE)
                w->say = i;
            continue;
        }
        if (sk_is_subordinator(it)) {
            w->sub = true;
            if (i == 0 || (prev && prev->kind == SK_ITEM_STOP))
                return sk_subject_right(r, from);
            continue;
        }
        if (it->kind == SK_ITEM_COMMA ||
            (w->op && sk_is_mark(it, SK_MARK_AND))) {
            w->comma = true;
            continue;
        }
        if (it->kind == SK_ITEM_COLON) {
            if (prev && prev->kind == SK_ITEM_PARTY)
                return prev->ref;
            return owner;
        }
        if (it->kind == SK_ITEM_STOP)
            return owner;
        if (it->kind == SK_ITEM_TRIGGER ||
            (it->kind == SK_ITEM_PARTY && i + 1 != from)) {
            uint32_t rel = sk_relative(r, i);
            if (rel != SK_NONE) {
                i = rel; /* "lệnh ngừng bắn mà Mỹ đề xuất" */
                continue;
            }
        }
        if (it->kind == SK_ITEM_TRIGGER) {
            const sk_act *a = &r->acts.v[it->ref];
            if (a->noun) {
                if (a->source.n && !w->comma && !w->sub)
                    return a->source.group[0];
                continue;
            }
            if (a->subject != SK_NONE && !(w->spoken && mute(r, a->subject))) {
                if (w->say == SK_NONE && a->type == SK_EV_ASSAULT)
                    w->say = a->say; /* "nói đã tấn công và phá hủy" */
                return a->subject;
            }
            continue;
        }
        if (it->kind != SK_ITEM_PARTY || (w->spoken && mute(r, it->ref)) ||
            called(r, i))
            continue;
        if (!w->near && in_tail(r, it) != SK_NONE)
            return in_tail(r, it);
        if (w->cause && answers_for(object_of(r, it->ref, i)))
            return it->ref;
        if (i + 1 == from && !w->near && sk_protests(r, it->ref))
            return it->ref; /* "bắn hơi cay vào người biểu tình ném đá" */
        if (prev && prev->kind == SK_ITEM_OTHER && i > 1 &&
            prev->tok_end - prev->tok_beg <= 3 && sk_is_preposition(prev - 1) &&
            prev[-1].cls != SK_MARK_OF && !sk_is_after(&prev[-1])) {
            i -= 2; /* "trên mạng xã hội X" */
            continue;
        }
        if (i + 1 == from && of_affair(r, prev))
            return it->ref; /* "về vụ | Mỹ tấn công ..." */
        if (i + 1 == from && i > 1 && sk_is_mark(prev, SK_MARK_WITH) &&
            prev[-1].kind == SK_ITEM_COMMA &&
            sk_str_eq(sk_doc_tok(r->d, prev->tok_beg), SK_STR("với")))
            return it->ref; /* ", với Qatar làm trung gian" */
        if (prev && sk_is_preposition(prev)) {
            /* "đối với Nga", "theo AFP": no subject; "trại của người tị nạn":
             * one if nothing better stands before */
            if (prev->cls == SK_MARK_OF && i + 1 == from && i > 1 &&
                (sk_is_mark(prev - 1, SK_MARK_NOUN) ||
                 sk_is_mark(prev - 1, SK_MARK_DO) ||
                 sk_is_mark(prev - 1, SK_MARK_IDEA)))
                return it->ref; /* "quyết định của Serbia bắt giữ ..." */
            if (prev->cls == SK_MARK_OF && owner == SK_NONE &&
                !(i > 2 && prev[-1].kind == SK_ITEM_PARTY &&
                  (sk_only_place(r, prev[-1].ref) ||
                   sk_is_mark(prev - 2, SK_MARK_AT))))
                owner = it->ref; /* but "ở thủ đô Paris của Pháp" */
            i--;
            continue;
        }
        if (prev && (sk_is_mark(prev, SK_MARK_BAD) ||
                     (sk_is_mark(prev, SK_MARK_GOOD) &&
                      !sk_ends_as(r, sk_before(r, i - 1), SK_VERB)))) {
            if (agent == SK_NONE)
                agent = it->ref;
            i--; /* agent of a passive: only if nobody else is there */
            continue;
        }
        if (w->near && i + 1 == from)
            return it->ref; /* "cứu thủy thủ Iran bị cướp biển bắt" */
        if (prev && prev->kind == SK_ITEM_TRIGGER && i > 1 &&
            sk_is_mark(prev - 1, SK_MARK_WHO))
            return owner; /* "Kẻ ám sát Thủ tướng X bị kết án": not the victim */
        if (in_commas(r, i) != SK_NONE)
            return in_commas(r, i);
        if (i + 1 == from && prev && prev->kind == SK_ITEM_TRIGGER &&
            sk_str_eq(sk_doc_tok(r->d, prev->tok_end - 1), SK_STR("việc")))
            return it->ref; /* "bất bình trước việc | Mỹ bán ..." */
        if (w->comma && of_noun(r, it->ref, i)) {
            if (agent == SK_NONE)
                agent = it->ref;
            continue;
        }
        {
            const sk_act *b = object_of(r, it->ref, i);
            if (b && !w->comma &&
                ((b->pat->flags &
                  (SK_PAT_CLAIM | (w->sub ? 0 : SK_PAT_CONTROL))) ||
                 (b->type == SK_EV_ACCUSE &&
                  (b->pat->flags & SK_PAT_OP)))) /* "điều tra liệu Mỹ có ..." */
                return it->ref;
            if (b && b->subject != SK_NONE)
                return b->subject;
        }
        if (prev && prev->kind == SK_ITEM_TRIGGER) {
            const sk_act *a = &r->acts.v[prev->ref];
            if ((a->pat->flags &
                 (SK_PAT_CLAIM | SK_PAT_CONTROL | SK_PAT_DENY)) &&
                !w->comma)
                return it->ref;
            if (a->noun) {
                i--;
                continue;
            }
            if (a->subject != SK_NONE)
                return a->subject;
            return it->ref;
        }
        if (prev && sk_is_mark(prev, SK_MARK_VERB)) {
            i--; /* object of another verb */
            continue;
        }
        if (((w->comma || sk_only_place(r, it->ref)) &&
             (of_other_verb(r, i) || of_known_verb(r, i))) ||
            (w->op && sk_only_place(r, it->ref) && prev &&
             prev->kind == SK_ITEM_OTHER)) { /* "bầu trời Gaza, kêu gọi" */
            if (agent == SK_NONE)
                agent = it->ref;
            continue;
        }
        return it->ref;
    }
    w->owned = owner != SK_NONE;
    return w->owned ? owner : agent;
}

/* "bác tuyên bố rằng Iran có tên lửa, yêu cầu ...": the subject of the verb whose
 * "rằng" opens the clause of a group before item i, SK_NONE if none. */
static uint32_t teller_of_that(const sk_reading *r, uint32_t group, uint32_t i)
{
    while (i-- > 0)
        if (r->items.v[i].kind == SK_ITEM_PARTY && r->items.v[i].ref == group)
            break;
    if (i == UINT32_MAX || i == 0 || !sk_is_mark(sk_before(r, i), SK_MARK_THAT))
        return SK_NONE;
    for (i--; i-- > 0;) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_TRIGGER && !r->acts.v[it->ref].noun)
            return sk_is_verbal(r->acts.v[it->ref].type)
                       ? r->acts.v[it->ref].subject
                       : SK_NONE;
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP)
            break;
    }
    return SK_NONE;
}

/* The verb of saying or fearing before the clause of a group; SK_NONE if none.
 */
static uint32_t sayer_of(const sk_reading *r, uint32_t group, uint32_t i,
                         bool owned)
{
    while (i-- > 0)
        if (r->items.v[i].kind == SK_ITEM_PARTY && r->items.v[i].ref == group)
            break;
    if (i == UINT32_MAX)
        return SK_NONE;
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_SAY) || sk_is_mark(it, SK_MARK_GOAL))
            return i;
        if (owned &&
            (sk_is_mark(it, SK_MARK_OF) || sk_is_mark(it, SK_MARK_NOUN) ||
             it->kind == SK_ITEM_OTHER || it->kind == SK_ITEM_TRIGGER))
            continue; /* "nói kế hoạch của Nga ..." */
        if (!sk_is_mark(it, SK_MARK_THAT) && it->kind != SK_ITEM_QUOTE)
            return SK_NONE;
    }
    return SK_NONE;
}

/* The first party behind item i before the clause ends. */
static uint32_t next_party(const sk_reading *r, uint32_t i)
{
    for (; i < r->items.n; i++) {
        if (r->items.v[i].kind == SK_ITEM_PARTY)
            return r->items.v[i].ref;
        if (r->items.v[i].kind == SK_ITEM_COMMA ||
            r->items.v[i].kind == SK_ITEM_STOP)
            break;
    }
    return SK_NONE;
}

/* "A đón B sau khi C tới, kêu gọi ...": not who acts in the clause of time. */
static uint32_t main_subject(const sk_reading *r, uint32_t group, uint32_t i)
{
    sk_walk main = {.say = SK_NONE};
    uint32_t s;

    while (i-- > 0)
        if (r->items.v[i].kind == SK_ITEM_PARTY && r->items.v[i].ref == group)
            break;
    if (i == UINT32_MAX || i < 2 ||
        !sk_is_mark(sk_before(r, i), SK_MARK_TIME) ||
        r->items.v[i - 2].kind == SK_ITEM_STOP ||
        r->items.v[i - 2].kind == SK_ITEM_COMMA)
        return group;
    s = walk_left(r, i - 1, &main);
    return s != SK_NONE ? s : group;
}

uint32_t sk_subject_left(const sk_reading *r, uint32_t i, sk_walk *w)
{
    uint32_t group, at = i, say, teller, to;
    sk_walk above = {.say = SK_NONE};

    if (stranger(r, i))
        return SK_NONE;
    group = walk_left(r, i, w);
    if (w->op && w->comma && group != SK_NONE)
        group = main_subject(r, group, i);
    while (at > 0 && sk_is_adverb(&r->items.v[at - 1]))
        at--;
    if (!w->op || group == SK_NONE || at == 0 ||
        (r->items.v[at - 1].kind != SK_ITEM_COMMA &&
         !sk_is_mark(&r->items.v[at - 1], SK_MARK_AND)))
        return group;
    /* "Nga nói Ukraine tập kích, kêu gọi Mỹ ...": who says the first does the
     * second, but not to itself */
    teller = teller_of_that(r, group, at);
    if (teller != SK_NONE)
        return teller;
    say = sayer_of(r, group, at, w->owned);
    teller = say == SK_NONE ? SK_NONE : walk_left(r, say, &above);
    to = next_party(r, i);
    if (teller == SK_NONE || (to != SK_NONE && sk_same_code(r, teller, to)))
        return group;
    w->say = SK_NONE;
    return teller;
}
