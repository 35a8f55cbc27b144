/* no_event.c - acts that did not happen, or are no acts.
 *
 * In:  an act with its roles and status.
 * Out: why it is none, for `sukien explain`.
 *
 * What stands in a clause of purpose or condition did not happen; what somebody
 * is able to do, what a thing is for and what is only called so is no deed.
 */
#include "code/items.h"
#include "code/roles.h"

/* "nếu Hamas không giải giáp, thả con tin": the comma of a list of verbs does
 * not end the condition. */
static const sk_item *in_condition(const sk_reading *r, uint32_t i)
{
    uint32_t verb = i;

    while (verb > 0 && sk_is_adverb(&r->items.v[verb - 1]))
        verb--;
    for (uint32_t k = i; k-- > 0;) {
        const sk_item *it = &r->items.v[k];
        if (sk_is_mark(it, SK_MARK_IF))
            return it;
        if ((it->kind == SK_ITEM_COMMA && k + 1 != verb) ||
            it->kind == SK_ITEM_STOP)
            return NULL;
    }
    return NULL;
}

/* Whether the act stands in a clause of purpose: it is wanted, not done. */
static bool in_purpose(const sk_reading *r, const sk_act *a)
{
    for (uint32_t k = a->item; k-- > 0;) {
        const sk_item *it = &r->items.v[k];
        if (sk_is_mark(it, SK_MARK_GOAL))
            return true;
        if (sk_is_mark(it, SK_MARK_NOUN) &&
            sk_str_eq(sk_doc_tok(r->d, it->tok_beg), SK_STR("vụ")))
            return false; /* "để đáp trả vụ Israel hạ sát": a fact */
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
            it->kind == SK_ITEM_COLON || sk_is_mark(it, SK_MARK_BUT) ||
            sk_is_mark(it, SK_MARK_TIME))
            return false;
    }
    return false;
}

/* "tên lửa có thể tấn công Mỹ": what a thing is able to do. */
static bool able(const sk_reading *r, const sk_act *a)
{
    const sk_item *may = sk_before(r, a->item);

    if (a->passive || !sk_is_mark(may, SK_MARK_MAYBE) || may == r->items.v)
        return false;
    return may[-1].kind == SK_ITEM_OTHER || sk_is_mark(may - 1, SK_MARK_THAT) ||
           (may[-1].kind == SK_ITEM_PARTY &&
            (r->parties->parties.v[sk_group_of(r, may - 1)->first].flags &
             SK_PARTY_ARM));
}

/* "chế tạo UAV tấn công": a kind of weapon, no attack. */
static bool kind_of_arms(const sk_reading *r, const sk_act *a)
{
    return !a->noun && !a->passive &&
           (!a->target.n || !sk_has_direct_object(a)) &&
           a->trig.tok_end - a->trig.tok_beg == 2 &&
           sk_head_before(r->d, a->trig.tok_beg, r->items.v[0].tok_beg) &&
           sk_before(r, a->item)->kind == SK_ITEM_OTHER;
}

/* "vẫn còn khả năng phóng tên lửa": what somebody is able to do. */
static bool still_able(const sk_reading *r, const sk_act *a)
{
    uint32_t i = a->item;
    const sk_item *idea = sk_before(r, i);

    return i > 1 && sk_is_mark(idea, SK_MARK_IDEA) &&
           (sk_is_mark(idea - 1, SK_MARK_ONGOING) ||
            sk_is_mark(idea - 1, SK_MARK_AND) /* còn */ ||
            sk_is_mark(idea - 1, SK_MARK_DO) || sk_is_verb(idea - 1));
}

/* "Các nhà đàm phán Mỹ và Nga trở lại Geneva để hội đàm": what two parties come
 * for, they do. */
static bool came_together(const sk_reading *r, const sk_act *a)
{
    for (const sk_act *b = r->acts.v; b < a; b++)
        if (b->type == SK_EV_CONSULT && b->subject == a->subject)
            return false; /* "gặp nhau để bàn": told before */
    for (uint32_t i = a->item; i-- > 1;)
        if (r->items.v[i].kind == SK_ITEM_PARTY &&
            r->items.v[i].ref == a->subject &&
            (sk_is_mark(&r->items.v[i - 1], SK_MARK_MAKE) ||
             r->items.v[i - 1].kind == SK_ITEM_TRIGGER))
            return false; /* "để buộc Nga, Trung đàm phán" */
    return a->type == SK_EV_CONSULT && !a->noun && a->subject != SK_NONE &&
           a->source.n == 1 && r->parties->groups.v[a->subject].n > 1;
}

/* "tới Colombo để làm trung gian": who comes for it, mediates. */
static bool came_between(const sk_reading *r, const sk_act *a)
{
    if (!a->pat->cameo || strcmp(a->pat->cameo, "045") != 0)
        return false;
    for (const sk_act *b = r->acts.v; b < a; b++)
        if (b->type == SK_EV_CONSULT && b->subject == a->subject &&
            b->subject != SK_NONE)
            return b->status != SK_PLANNED;
    return false;
}

/* "phóng tên lửa để tấn công Qatar", "dùng căn cứ để tập kích": what arms are used
 * for is done. */
static bool fired_for(const sk_reading *r, const sk_act *a)
{
    uint32_t i = a->item;

    if (a->type != SK_EV_ASSAULT || a->noun || i == 0 ||
        !sk_is_mark(sk_before(r, i), SK_MARK_GOAL))
        return false;
    for (i--; i-- > 0;) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_TRIGGER)
            return r->acts.v[it->ref].status != SK_PLANNED &&
                   r->acts.v[it->ref].status != SK_NEGATED &&
                   r->acts.v[it->ref].subject == a->subject &&
                   (r->acts.v[it->ref].pat->flags & SK_PAT_TEST ||
                    (r->acts.v[it->ref].pat->cameo &&
                     strcmp(r->acts.v[it->ref].pat->cameo, "150") == 0));
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
            sk_is_mark(it, SK_MARK_SAY))
            break;
    }
    return false;
}

/* Whether "phải", "cần" stand before the "được" of a passive. */
static bool must_be(const sk_reading *r, const sk_act *a)
{
    for (uint32_t i = a->item; i-- > 1;) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_GOOD))
            return sk_is_mark(it - 1, SK_MARK_MUST) ||
                   sk_is_mark(it - 1, SK_MARK_SHOULD);
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_TRIGGER)
            break;
    }
    return false;
}

/* "khiến ông X đe dọa": what he is driven to, he does. */
static bool drives(const sk_reading *r, const sk_item *make)
{
    sk_str s = sk_doc_tok(r->d, make->tok_beg);

    return sk_str_eq(s, SK_STR("khiến")) || sk_str_eq(s, SK_STR("làm"));
}

/* "giúp Ukraine đe dọa cầu Crimea", "EU thúc đẩy Mỹ mời ông X": what somebody is
 * made able or urged to do. */
static bool enabled(const sk_reading *r, const sk_act *a)
{
    uint32_t i = a->item;

    if ((a->type != SK_EV_THREATEN && a->type != SK_EV_REQUEST) || a->noun ||
        a->passive)
        return false;
    while (i-- > 1) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_PARTY)
            return it->ref == a->subject &&
                   ((sk_is_mark(it - 1, SK_MARK_MAKE) &&
                     ((a->pat->flags & SK_PAT_WARN) || !drives(r, it - 1))) ||
                    (it[-1].kind == SK_ITEM_TRIGGER &&
                     r->acts.v[it[-1].ref].type == SK_EV_AID));
        if (!sk_is_adverb(it) && it->kind != SK_ITEM_OTHER)
            return false;
    }
    return false;
}

/* "không thuyết phục được Nga ngừng bắn": what nobody is made to do. */
static bool in_vain(const sk_reading *r, const sk_act *a)
{
    uint32_t i = a->item;

    if (a->noun || a->passive || a->subject == SK_NONE)
        return false;
    while (i-- > 2) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_PARTY) {
            it -= sk_is_mark(it - 1, SK_MARK_GOOD) ? 2 : 1;
            return r->items.v[i].ref == a->subject && it > r->items.v &&
                   sk_is_mark(it, SK_MARK_MAKE) &&
                   sk_is_mark(it - 1, SK_MARK_NEG);
        }
        if (!sk_is_adverb(it) && it->kind != SK_ITEM_OTHER)
            break;
    }
    return false;
}

/* Whether another act keeps the subject from doing it. */
static bool stopped(const sk_reading *r, const sk_act *a)
{
    for (const sk_act *b = r->acts.v; b < a; b++)
        if (b->type == SK_EV_COERCE && (b->pat->flags & SK_PAT_CONTROL) &&
            b->target.n && b->target.group[0] == a->subject && !a->passive)
            return true;
    return false;
}

/* "có thể áp đảo phòng không và tấn công": the second of what may be done. */
static bool able_too(const sk_reading *r, const sk_act *a)
{
    uint32_t i = a->item;

    if (a->noun || a->passive || i < 2 ||
        !sk_is_mark(sk_before(r, i), SK_MARK_AND))
        return false;
    for (uint32_t n = 0; n < 8 && i-- > 0; n++) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_MAYBE))
            return true;
        if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON ||
            it->kind == SK_ITEM_TRIGGER || sk_is_mark(it, SK_MARK_SAY) ||
            sk_is_mark(it, SK_MARK_PAST) || sk_is_mark(it, SK_MARK_TIME) ||
            sk_is_mark(it, SK_MARK_BUT))
            break;
    }
    return false;
}

/* "giúp chống nhiễu và tấn công hiệu quả hơn": the second of what it helps. */
static bool helps_too(const sk_reading *r, const sk_act *a)
{
    uint32_t i = a->item;

    if (a->noun || a->passive || i < 2 ||
        !sk_is_mark(sk_before(r, i), SK_MARK_AND))
        return false;
    for (i--; i-- > 0;) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_MAKE))
            return sk_str_eq(sk_doc_tok(r->d, it->tok_beg), SK_STR("giúp"));
        if (it->kind != SK_ITEM_OTHER && it->kind != SK_ITEM_PARTY &&
            !sk_is_mark(it, SK_MARK_AGAINST) && !sk_is_verb(it))
            break;
    }
    return false;
}

/* "chuẩn bị gặp ông X, đánh dấu cuộc gặp đầu tiên": told before. */
static bool met_before(const sk_reading *r, const sk_act *a)
{
    for (const sk_act *b = r->acts.v; b < a; b++)
        if (b->type == SK_EV_CONSULT && !b->noun && !b->dropped &&
            b->status == SK_PLANNED && a->status == SK_HAPPENED &&
            sk_ends_as(r, sk_before(r, sk_noun_from(r, a->item)), SK_VERB))
            return true;
    return false;
}

/* "đây là hành động vi phạm lệnh ngừng bắn": what something is called. */
static bool named_so(const sk_reading *r, const sk_act *a)
{
    const sk_item *is = sk_before(r, sk_noun_from(r, a->item));
    sk_str s;

    if (is && is->kind == SK_ITEM_QUOTE && is > r->items.v)
        is--;
    if (!a->noun || !sk_is_mark(is, SK_MARK_THAT) || is == r->items.v ||
        !sk_str_eq(sk_doc_tok(r->d, is->tok_beg), SK_STR("là")))
        return false;
    if (is[-1].kind == SK_ITEM_TRIGGER)
        return r->acts.v[is[-1].ref].type == SK_EV_ACCUSE; /* "lên án là" */
    if (is[-1].kind != SK_ITEM_OTHER ||
        (a->type == SK_EV_ASSAULT && (a->pat->flags & SK_PAT_NOUN)))
        return false;
    s = sk_doc_tok(r->d, is->tok_beg - 1);
    return sk_str_eq(s, SK_STR("đây")) || sk_str_eq(s, SK_STR("đó"));
}

/* "xem xét", "đang cân nhắc" before it: a proposal is weighed, none made; but
 * not "cân nhắc đề xuất chuyển tên lửa". */
static bool weighed(const sk_reading *r, const sk_act *a, const sk_item *it)
{
    sk_str s;

    if (!sk_is_mark(it, SK_MARK_FUTURE) ||
        (a->item + 1 < r->items.n &&
         r->items.v[a->item + 1].kind == SK_ITEM_TRIGGER))
        return false;
    s = sk_doc_tok(r->d, it->tok_end - 1);
    return sk_str_eq(s, SK_STR("xét")) || sk_str_eq(s, SK_STR("nhắc"));
}

/* "văn kiện đã sẵn sàng và chờ ngày ký": a state, no offer. */
static bool state_only(const sk_reading *r, const sk_act *a)
{
    const sk_item *next = &r->items.v[a->item + 1];

    return a->type == SK_EV_AGREE && !a->noun && !a->target.n &&
           (a->pat->flags & SK_PAT_NEED_S) && a->item + 1 < r->items.n &&
           sk_str_eq(sk_doc_tok(r->d, a->trig.tok_end - 1), SK_STR("sàng")) &&
           (next->kind == SK_ITEM_STOP || next->kind == SK_ITEM_COMMA ||
            sk_is_mark(next, SK_MARK_AND));
}

/* "đã trao đổi 200 người": no talk. */
static bool swapped(const sk_reading *r, const sk_act *a)
{
    const sk_item *next = &r->items.v[a->item + 1];

    return a->type == SK_EV_CONSULT && a->item + 1 < r->items.n &&
           next->tok_beg == a->trig.tok_end &&
           r->d->toks.v[next->tok_beg].kind == SK_TOK_DIGITS &&
           sk_str_eq(sk_doc_tok(r->d, a->trig.tok_end - 1), SK_STR("đổi"));
}

/* "bất kỳ cuộc tấn công nào": none that happened. */
static bool any_such(const sk_reading *r, const sk_act *a)
{
    uint32_t tok = r->items.v[sk_noun_from(r, a->item)].tok_beg;
    sk_str s;

    if (!a->noun || tok <= r->items.v[0].tok_beg || !sk_is_material(a->type))
        return false;
    s = sk_doc_tok(r->d, tok - 1);
    return sk_str_eq(s, SK_STR("kỳ")) || sk_str_eq(s, SK_STR("kì")) ||
           sk_str_eq(s, SK_STR("cứ")) || sk_str_eq(s, SK_STR("mọi"));
}

/* "rằng ngừng bắn là điều kiện", ": Nhượng bộ không thuyết phục được Nga": the
 * verb is what the clause speaks of. */
static bool subject_clause(const sk_reading *r, const sk_act *a)
{
    const sk_item *prev = sk_before(r, a->item);
    const sk_item *next = &r->items.v[a->item + 1];

    if (a->item + 1 >= r->items.n || next->tok_beg != a->trig.tok_end || !prev)
        return false;
    if (!sk_is_mark(prev, SK_MARK_THAT) && !sk_is_mark(prev, SK_MARK_SAY) &&
        prev->kind != SK_ITEM_COLON)
        return false;
    return sk_is_mark(next, SK_MARK_NEG) ||
           (prev->kind != SK_ITEM_COLON && sk_is_mark(next, SK_MARK_THAT) &&
            sk_str_eq(sk_doc_tok(r->d, next->tok_beg), SK_STR("là")));
}

/* Why an act did not happen or is none, NULL if it is one. */
const char *sk_no_event(const sk_reading *r, const sk_act *a)
{
    const sk_item *prev = sk_before(r, a->item);

    if (in_condition(r, a->item))
        return "in a condition";
    if (in_purpose(r, a) && !came_together(r, a) && !came_between(r, a) &&
        !fired_for(r, a))
        return "in a clause of purpose or topic";
    if (a->passive && sk_is_material(a->type) && a->status == SK_PLANNED &&
        r->items.v[a->status_item].cls == SK_MARK_MAYBE)
        return "a danger"; /* "có thể bị tấn công" */
    if (!a->noun && sk_is_material(a->type) && a->status == SK_PLANNED &&
        r->items.v[a->status_item].cls == SK_MARK_MAYBE && a->say != SK_NONE &&
        !a->own_say)
        return "a forecast"; /* "ông nói Nga có thể tấn công" */
    if (in_vain(r, a))
        return "what nobody is made to do";
    if (stopped(r, a))
        return "what somebody was stopped from"; /* "chặn ông X điều quân" */
    if (!a->noun && sk_is_mark(prev, SK_MARK_END) &&
        (a->type == SK_EV_ASSAULT || a->type == SK_EV_PROTEST))
        return "what is to end"; /* "kêu gọi ngừng đốt phá" */
    if (a->type == SK_EV_ASSAULT && able_too(r, a))
        return "what somebody is able to do";
    if (a->type == SK_EV_CONSULT && !a->noun && a->item > 1 &&
        prev->kind == SK_ITEM_PARTY &&
        (sk_is_mark(prev - 1, SK_MARK_CAUSE) ||
         sk_is_mark(prev - 1, SK_MARK_BY)))
        return "in a relative clause"; /* "lệnh ngừng bắn do Mỹ làm trung gian" */
    if (a->noun && a->type == SK_EV_CONSULT && met_before(r, a))
        return "the meeting that is planned";
    if (a->type == SK_EV_REQUEST && !a->noun && weighed(r, a, prev))
        return "a noun here"; /* "đang xem xét đề xuất" */
    if (a->type == SK_EV_REQUEST && !a->noun && prev &&
        prev->kind == SK_ITEM_TRIGGER && prev->tok_end == a->trig.tok_beg &&
        r->acts.v[prev->ref].type == SK_EV_CONSULT)
        return "a noun here"; /* "thảo luận đề xuất" */
    if (a->type == SK_EV_ASSAULT && helps_too(r, a))
        return "what something helps to do";
    if (sk_is_mark(prev, SK_MARK_MAKE) && !sk_is_verbal(a->type) &&
        sk_str_eq(sk_doc_tok(r->d, prev->tok_beg), SK_STR("giúp")))
        return "what something helps to do"; /* "giúp mở lại eo biển" */
    if (named_so(r, a))
        return "what something is called";
    if (swapped(r, a))
        return "an exchange, no talk";
    if (a->type == SK_EV_AGREE && prev && prev->tok_end - prev->tok_beg == 1 &&
        sk_is_mark(prev, SK_MARK_PER))
        return "what is referred to"; /* "theo cam kết năm 2024" */
    if (state_only(r, a))
        return "a state, no offer";
    if (a->type == SK_EV_ASSAULT && !a->noun && prev &&
        prev->kind == SK_ITEM_TRIGGER && prev->tok_end == a->trig.tok_beg &&
        r->acts.v[prev->ref].type == SK_EV_COOPERATE &&
        (r->acts.v[prev->ref].pat->flags & SK_PAT_TEST))
        return "what a drill is of"; /* "tập trận bao vây Đài Loan" */
    if (any_such(r, a))
        return "any such act, not one";
    if (a->type == SK_EV_CONSULT && sk_is_mark(prev, SK_MARK_SAY) &&
        sk_str_eq(sk_doc_tok(r->d, prev->tok_end - 1), SK_STR("về")))
        return "in a topic"; /* "nói về đàm phán hòa bình" */
    if ((a->pat->flags & SK_PAT_ACTIVE) && a->passive)
        return "says who stands behind somebody"; /* "được Mỹ hậu thuẫn" */
    if ((a->pat->flags & SK_PAT_VERB) &&
        (sk_noun_before(r, a->item) || sk_noun_behind(r, a) ||
         (prev && sk_is_preposition(prev) && prev->cls != SK_MARK_TO)))
        return "a noun here";
    if (sk_is_mark(prev, SK_MARK_ABOUT) && a->type != SK_EV_CONSULT &&
        prev->tok_end - prev->tok_beg == 1)
        return "in a topic"; /* "mù mờ về cấm vận Cuba" */
    if (a->type == SK_EV_CONCEDE && (a->pat->flags & SK_PAT_VERB) && prev &&
        prev->kind == SK_ITEM_TRIGGER && prev->tok_end == a->trig.tok_beg)
        return "object of another verb"; /* "ủng hộ ngừng bắn" */
    if (a->type != SK_EV_ASSAULT && a->type != SK_EV_MOBILIZE && !a->noun &&
        sk_head_before(r->d, a->trig.tok_beg, r->items.v[0].tok_beg))
        return "says what a thing is for"; /* "tàu viện trợ Gaza" */
    if (sk_is_material(a->type) && sk_is_mark(prev, SK_MARK_VERB))
        return "object of another verb"; /* "phụ trách phong tỏa" */
    if (a->noun && sk_is_mark(prev, SK_MARK_IDEA) && !a->target.n &&
        (a->type == SK_EV_ASSAULT || a->type == SK_EV_CONCEDE))
        return "an idea, not a deed"; /* "nhiệm vụ tấn công" */
    if (!a->noun && subject_clause(r, a))
        return "a noun here";
    if (a->passive && must_be(r, a))
        return "what must be"; /* "phải được quốc hội chấp thuận" */
    if (a->type == SK_EV_AID && a->owned)
        return "what somebody has helps, not he"; /* "chính sách của Mỹ giúp" */
    if ((a->type == SK_EV_ASSAULT && (able(r, a) || still_able(r, a))) ||
        enabled(r, a))
        return "what somebody is able to do";
    if (a->type == SK_EV_ASSAULT && kind_of_arms(r, a))
        return "a kind of weapon";
    if (sk_relative(r, a->item) != SK_NONE &&
        (a->type == SK_EV_REQUEST || a->type == SK_EV_AGREE))
        return "in a relative clause"; /* "lệnh ngừng bắn mà Mỹ đề xuất" */
    return sk_no_deed(r, a);
}
