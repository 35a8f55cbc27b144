/* status.c - whether an act happened, is planned, denied, conditional, claimed.
 *
 * In:  an act with its roles, the small words around it.
 * Out: its status, the item that shows it, and who tells it.
 */
#include "code/roles.h"

#include "code/items.h"

/* Whether an item parts news of a list: "...; ..." */
static bool parts_news(const sk_reading *r, uint32_t i)
{
    char ch = r->d->toks.v[r->items.v[i].tok_beg].ch;

    return r->items.v[i].kind == SK_ITEM_STOP && (ch == ';' || ch == '|');
}

static uint32_t condition(const sk_reading *r, uint32_t at)
{
    uint32_t from = at;

    while (from > 0 && !parts_news(r, from - 1))
        from--;
    for (uint32_t i = from; i < r->items.n && !parts_news(r, i); i++) {
        const sk_item *prev = sk_before(r, i);
        if (!sk_is_mark(&r->items.v[i], SK_MARK_IF) &&
            !(r->items.v[i].kind == SK_ITEM_TRIGGER &&
              (r->acts.v[r->items.v[i].ref].pat->flags & SK_PAT_IF)))
            continue;
        if (i > at &&
            (sk_is_mark(prev, SK_MARK_AND) || sk_is_mark(prev, SK_MARK_BUT)))
            continue; /* "và nếu ..." begins another clause */
        return i;
    }
    return SK_NONE;
}

/* The marks of the verb group: those between subject (or the verb before) and
 * the trigger. */
static uint32_t group_mark(const sk_reading *r, const sk_act *a, uint8_t cls)
{
    bool voice = false; /* bị, được passed: only its own adverbs follow */

    for (uint32_t i = a->item; i-- > 0;) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, cls))
            return i;
        if (cls == SK_MARK_NEG && sk_is_mark(it, SK_MARK_BUT) &&
            sk_str_eq(sk_doc_tok(r->d, it->tok_end - 1), SK_STR("không")))
            return i; /* "mà không bị bắn hạ" */
        if (a->passive && voice && cls != SK_MARK_CLAIM && !sk_is_adverb(it))
            break; /* "sẽ mua hàng bị Mỹ áp thuế" */
        voice |= sk_is_mark(it, SK_MARK_BAD) || sk_is_mark(it, SK_MARK_GOOD);
        if (it->kind == SK_ITEM_PARTY && !a->passive && !(a->noun))
            break;
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
            it->kind == SK_ITEM_COLON || sk_is_mark(it, SK_MARK_SAY) ||
            sk_is_mark(it, SK_MARK_BUT) || sk_is_mark(it, SK_MARK_TIME) ||
            sk_is_mark(it, SK_MARK_GOAL) || sk_is_mark(it, SK_MARK_IF))
            break;
        if (it->kind == SK_ITEM_TRIGGER &&
            !sk_is_mark(sk_before(r, a->item), SK_MARK_AND))
            break;
        if (a->noun && (it->kind == SK_ITEM_PARTY || sk_is_after(it)))
            break;
    }
    return SK_NONE;
}

bool sk_is_material(uint8_t type)
{
    return type == SK_EV_ASSAULT || type == SK_EV_COERCE ||
           type == SK_EV_MOBILIZE || type == SK_EV_SANCTION ||
           type == SK_EV_PROTEST;
}

bool sk_is_verbal(uint8_t type)
{
    return type == SK_EV_REQUEST || type == SK_EV_ACCUSE ||
           type == SK_EV_REJECT || type == SK_EV_THREATEN ||
           type == SK_EV_AGREE;
}

bool sk_is_spoken(uint8_t type)
{
    return sk_is_verbal(type) || type == SK_EV_CONCEDE || type == SK_EV_SUPPORT;
}

static bool hostile_deed(uint8_t type)
{
    return type == SK_EV_ASSAULT || type == SK_EV_COERCE ||
           type == SK_EV_MOBILIZE;
}

/* A government, army or secret service of some country. */
static bool official(const sk_reading *r, uint32_t group)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    return p->code[0] && p->sector[0] && strstr("GOV MIL SPY REB", p->sector);
}

void sk_status_set(sk_act *a, uint8_t status, uint32_t item, const char *why)
{
    a->status = status;
    a->status_item = item;
    a->status_why = why;
}

/* ", cảnh sát cho biết" at the end of the sentence: its verb of saying. */
static uint32_t say_behind(const sk_reading *r)
{
    uint32_t i = (uint32_t)r->items.n, say;

    while (i-- > 0 && !sk_is_mark(&r->items.v[i], SK_MARK_SAY))
        if (r->items.v[i].kind == SK_ITEM_TRIGGER ||
            r->items.v[i].kind == SK_ITEM_PARTY ||
            r->items.v[i].kind == SK_ITEM_COMMA)
            return SK_NONE;
    if (i == UINT32_MAX)
        return SK_NONE;
    for (say = i; i-- > 0;) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_COMMA)
            return say;
        if (it->kind == SK_ITEM_TRIGGER || sk_is_verb(it))
            return SK_NONE;
    }
    return SK_NONE;
}

static sk_span item_text(const sk_reading *r, uint32_t i)
{
    return sk_doc_tok_span(r->d, r->items.v[i].tok_beg, r->items.v[i].tok_end);
}

/* "thừa nhận bắn nhầm": what somebody owns up to is no claim. */
static bool admits(const sk_reading *r, const sk_act *a)
{
    sk_str s = sk_doc_sub(r->d, item_text(r, a->say));

    return a->own_say && (sk_str_eq(s, SK_STR("thừa nhận")) ||
                          sk_str_eq(s, SK_STR("xác nhận")));
}

static void tell(sk_reading *r, sk_act *a)
{
    sk_walk w = {.say = SK_NONE};

    if (a->say == SK_NONE) {
        uint32_t say = say_behind(r);
        if (say != SK_NONE && say > a->item && say > 0 &&
            r->items.v[say - 1].kind == SK_ITEM_PARTY) {
            a->teller = r->items.v[say - 1].ref;
            a->behind = true;
            a->own_say =
                a->source.n && sk_same_code(r, a->teller, a->source.group[0]);
        }
        return;
    }
    if (r->items.v[a->say].kind == SK_ITEM_COLON)
        a->teller =
            sk_before(r, a->say) && sk_before(r, a->say)->kind == SK_ITEM_PARTY
                ? sk_before(r, a->say)->ref
                : SK_NONE;
    else
        a->teller = sk_subject_left(r, a->say, &w);
    a->own_say = a->teller != SK_NONE && a->source.n &&
                 (a->teller == a->source.group[0] ||
                  sk_same_code(r, a->teller, a->source.group[0]));
}

/* "quyết từ chối": what is said firmly is said. */
static bool firm(const sk_reading *r, uint32_t i)
{
    return sk_str_eq(sk_doc_sub(r->d, item_text(r, i)), SK_STR("quyết"));
}

/* "sẽ cử đặc phái viên X tới Nga": who is sent has the future of who sends. */
static uint32_t sent_later(const sk_reading *r, const sk_act *a)
{
    for (uint32_t i = a->item; i-- > 1 && a->subject != SK_NONE;) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_PARTY && it->ref == a->subject)
            return sk_is_mark(it - 1, SK_MARK_MAKE) && i > 1 &&
                           sk_is_mark(it - 2, SK_MARK_FUTURE)
                       ? i - 2
                       : SK_NONE;
        if (!sk_is_preposition(it) && it->kind != SK_ITEM_OTHER)
            break;
    }
    return SK_NONE;
}

/* "vòng đàm phán ... sẽ diễn ra tại Riyadh": the plan stands behind the noun.
 */
static uint32_t future_right(const sk_reading *r, sk_act *a)
{
    for (uint32_t i = a->item + 1; i + 1 < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (sk_is_mark(it, SK_MARK_FUTURE) &&
            (sk_is_mark(it + 1, SK_MARK_DO) ||
             sk_is_mark(it + 1, SK_MARK_GOOD))) {
            for (i++; i + 1 < r->items.n; i++)
                if (sk_is_mark(&r->items.v[i], SK_MARK_AT)) {
                    const sk_item *p = &r->items.v[i + 1];
                    if (p->kind == SK_ITEM_OTHER && i + 2 < r->items.n)
                        p++; /* "tại thủ đô Riyadh" */
                    if (p->kind == SK_ITEM_PARTY)
                        a->place = p->ref;
                    break;
                }
            return (uint32_t)(it - r->items.v);
        }
        if (it->kind == SK_ITEM_STOP || sk_is_mark(it, SK_MARK_SAY) ||
            sk_is_mark(it, SK_MARK_BUT))
            break;
    }
    return SK_NONE;
}

/* "sẽ đưa quân tới khi Israel rút lui": the future of what a clause of time
 * behind a plan waits for. */
static uint32_t awaited(const sk_reading *r, const sk_act *a)
{
    bool time = false;

    for (uint32_t i = a->item; i-- > 0;) {
        const sk_item *it = &r->items.v[i];
        if (time && sk_is_mark(it, SK_MARK_FUTURE))
            return i;
        if (!time && sk_is_mark(it, SK_MARK_TIME)) {
            sk_str s = sk_doc_tok(r->d, it->tok_beg);
            time =
                sk_str_eq(s, SK_STR("khi")) || (sk_str_eq(s, SK_STR("ngay")) &&
                                                it->tok_end - it->tok_beg == 2);
            if (!time ||
                !sk_str_eq(sk_doc_tok(r->d, it->tok_end - 1), SK_STR("khi")))
                break; /* "sẽ đáp trả sau khi tướng bị hạ sát": it was done */
            continue;
        }
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
            it->kind == SK_ITEM_COLON || sk_is_mark(it, SK_MARK_PAST) ||
            sk_is_mark(it, SK_MARK_SAY) ||
            (!time && it->kind == SK_ITEM_TRIGGER))
            break;
    }
    return SK_NONE;
}

/* "cuộc tấn công vào Mosul còn chưa bắt đầu": the noun's own verb denies it. */
static uint32_t denied_right(const sk_reading *r, const sk_act *a)
{
    for (uint32_t i = a->item + 1; i + 1 < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        sk_str s = sk_doc_tok(r->d, it[1].tok_beg);
        if (sk_is_mark(it, SK_MARK_NEG))
            return sk_str_eq(s, SK_STR("bắt")) ||
                           sk_str_eq(s, SK_STR("diễn")) ||
                           sk_str_eq(s, SK_STR("xảy"))
                       ? i
                       : SK_NONE;
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
            it->kind == SK_ITEM_TRIGGER || sk_is_mark(it, SK_MARK_SAY))
            break;
    }
    return SK_NONE;
}

/* "sẽ thăm Nga, gặp ông Putin", "sẽ gặp ông X và thăm Lào": the future of the
 * verb before the comma or "và". */
static uint32_t shared_future(const sk_reading *r, const sk_act *a)
{
    const sk_act *b = a == r->acts.v ? NULL : a - 1;

    if (!b || a->noun || a->item == 0 ||
        !(sk_before(r, a->item)->kind == SK_ITEM_COMMA ||
          (sk_is_mark(sk_before(r, a->item), SK_MARK_AND) &&
           a->type == SK_EV_CONSULT && b->type == SK_EV_CONSULT)) ||
        a->subject == SK_NONE || b->subject != a->subject ||
        b->status != SK_PLANNED ||
        !(b->own_future ||
          sk_is_mark(&r->items.v[b->status_item], SK_MARK_MAYBE)))
        return SK_NONE;
    return b->status_item;
}

/* "ý tưởng châu Âu đưa quân tới Ukraine": what the subject only thinks of. */
static uint32_t idea_of(const sk_reading *r, const sk_act *a)
{
    for (uint32_t i = a->item; i-- > 1;) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_PARTY && it->ref == a->subject && i > 1 &&
            a->type == SK_EV_CONSULT && sk_ends_as(r, it - 1, SK_NOUN) &&
            sk_is_mark(it - 2, SK_MARK_FUTURE))
            return i - 2; /* "muốn các đối tác châu Âu gặp ông X" */
        if (it->kind == SK_ITEM_PARTY && it->ref == a->subject)
            return sk_is_mark(it - 1, SK_MARK_IDEA) ||
                           (a->type == SK_EV_CONSULT &&
                            sk_is_mark(it - 1, SK_MARK_FUTURE))
                       ? i - 1
                       : SK_NONE; /* "chờ ông Trump gặp ông Tập" */
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP)
            break;
    }
    return SK_NONE;
}

/* "khả năng diễn ra cuộc gặp" */
static bool may_take_place(const sk_reading *r, const sk_act *a)
{
    uint32_t k = sk_noun_from(r, a->item);

    return k > 1 && sk_is_mark(&r->items.v[k - 1], SK_MARK_DO) &&
           sk_is_mark(&r->items.v[k - 2], SK_MARK_IDEA);
}

/* "trước cuộc gặp", "trước thềm chuyến thăm": it is still to come. */
static uint32_t to_come(const sk_reading *r, const sk_act *a)
{
    uint32_t k = sk_noun_from(r, a->item);

    return sk_is_mark(sk_before(r, k), SK_MARK_BEFORE) ? k - 1 : SK_NONE;
}

/* "đồng ý ... nhưng khẳng định ... phải": consent with a condition. */
static uint32_t but_must(const sk_reading *r, const sk_act *a)
{
    bool but = false;

    for (uint32_t i = a->item + 1; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        but |= sk_is_mark(it, SK_MARK_BUT);
        if (but && (sk_is_mark(it, SK_MARK_MUST) ||
                    (it->kind == SK_ITEM_TRIGGER &&
                     (r->acts.v[it->ref].pat->flags & SK_PAT_SAID))))
            return i;
    }
    return SK_NONE;
}

bool sk_status_advised(const sk_reading *r, const sk_act *a)
{
    return (!a->noun || a->type == SK_EV_SANCTION) &&
           (group_mark(r, a, SK_MARK_SHOULD) != SK_NONE ||
            (group_mark(r, a, SK_MARK_MUST) != SK_NONE &&
             group_mark(r, a, SK_MARK_PAST) == SK_NONE && a->say != SK_NONE &&
             a->type != SK_EV_ASSAULT));
}

void sk_status_find(sk_reading *r, sk_act *a)
{
    uint32_t neg = group_mark(r, a, SK_MARK_NEG);
    uint32_t never = group_mark(r, a, SK_MARK_NEVER);
    uint32_t fut = group_mark(r, a, SK_MARK_FUTURE);
    uint32_t maybe = group_mark(r, a, SK_MARK_MAYBE);
    uint32_t past = group_mark(r, a, SK_MARK_PAST);
    uint32_t claim = group_mark(r, a, SK_MARK_CLAIM);
    uint32_t cond = condition(r, a->item);

    tell(r, a);
    if (fut != SK_NONE && sk_is_verbal(a->type) && firm(r, fut))
        fut = SK_NONE;
    if (a->noun && fut == SK_NONE)
        fut = future_right(r, a);
    if (!a->noun && fut == SK_NONE && past == SK_NONE)
        fut = idea_of(r, a);
    if (!a->noun && fut == SK_NONE)
        fut = sent_later(r, a);
    if (!a->noun && fut == SK_NONE && past == SK_NONE)
        fut = awaited(r, a);
    if (a->noun && fut == SK_NONE && a->item > 0 &&
        sk_is_mark(sk_before(r, a->item), SK_MARK_IDEA))
        fut = a->item - 1; /* "kế hoạch tấn công" */
    if (a->noun && fut == SK_NONE && may_take_place(r, a))
        fut = sk_noun_from(r, a->item) - 2;
    if (a->noun && fut == SK_NONE && a->type == SK_EV_CONSULT)
        fut = to_come(r, a);
    if (fut == SK_NONE && past == SK_NONE && !sk_is_verbal(a->type))
        fut = shared_future(r, a);
    if (a->pat->flags & SK_PAT_FAIL) {
        sk_status_set(a, SK_NEGATED, a->item,
                      "foiled or denied by its own words");
        return;
    }
    if (neg == SK_NONE && a->own_say && a->say != SK_NONE && a->say > 0 &&
        a->say + 1 == a->item && sk_is_mark(sk_before(r, a->say), SK_MARK_NEG))
        neg = a->say - 1; /* "chưa thông báo chuyển vũ khí" */
    if (neg == SK_NONE && a->noun)
        neg = denied_right(r, a);
    if (never != SK_NONE || neg != SK_NONE) {
        sk_status_set(a, SK_NEGATED, neg != SK_NONE ? neg : never,
                      "negation before the verb");
        return;
    }
    a->own_future = fut != SK_NONE;
    if (cond == SK_NONE && a->type == SK_EV_AGREE)
        cond = but_must(r, a);
    if (cond != SK_NONE &&
        (fut != SK_NONE || maybe != SK_NONE || a->type == SK_EV_THREATEN ||
         a->type == SK_EV_AGREE ||
         (a->noun && a->type == SK_EV_CONSULT && cond > a->item &&
          r->items.v[cond].kind == SK_ITEM_TRIGGER))) {
        sk_status_set(a, SK_CONDITIONAL, cond, "a condition in the sentence");
        return;
    }
    if ((fut != SK_NONE || (a->pat->flags & SK_PAT_PLAN)) &&
        a->type != SK_EV_THREATEN && !(a->type == SK_EV_REJECT && a->own_say)) {
        sk_status_set(a, SK_PLANNED, fut != SK_NONE ? fut : a->item,
                      "future or plan before the verb");
        return;
    }
    if (maybe != SK_NONE && past == SK_NONE &&
        a->pat->left != SK_SLOT_TARGET && /* "có thể do trúng tên lửa" */
        (sk_is_material(a->type) || a->type == SK_EV_AID ||
         a->type == SK_EV_RETREAT || a->type == SK_EV_CONSULT ||
         a->type == SK_EV_REQUEST || a->type == SK_EV_SUPPORT ||
         a->type == SK_EV_AGREE || a->type == SK_EV_CONCEDE ||
         a->type == SK_EV_COOPERATE)) {
        sk_status_set(a, SK_PLANNED, maybe, "may");
        return;
    }
    if (claim != SK_NONE ||
        (maybe != SK_NONE &&
         (past != SK_NONE || a->pat->left == SK_SLOT_TARGET))) {
        a->hedged = true;
        sk_status_set(a, SK_CLAIM, claim != SK_NONE ? claim : maybe, "hedged");
        return;
    }
    if ((a->pat->flags & SK_PAT_HEDGE)) {
        sk_status_set(a, SK_CLAIM, a->item, "claimed by its own words");
        return;
    }
    for (uint32_t i = 0; i < r->items.n; i++)
        if (sk_is_mark(&r->items.v[i], SK_MARK_RUMOUR) &&
            !sk_is_verbal(a->type) && a->type != SK_EV_CONSULT) {
            a->hedged = true;
            sk_status_set(a, SK_CLAIM, i, "one source's word");
            return;
        }
    if (a->behind && !a->own_say && a->source.n && hostile_deed(a->type) &&
        official(r, a->teller)) {
        sk_status_set(a, SK_CLAIM, a->item, "told by another state");
        return;
    }
    if (sk_is_material(a->type) && !sk_is_verbal(a->type) &&
        a->say != SK_NONE && a->teller != SK_NONE && a->type == SK_EV_ASSAULT &&
        !admits(r, a) &&
        (a->own_say ||
         (a->source.n && sk_same_code(r, a->teller, a->source.group[0])) ||
         (a->target.n && sk_same_code(r, a->teller, a->target.group[0])))) {
        sk_status_set(a, SK_CLAIM, a->say,
                      "told by a party with a stake in it");
        return;
    }
    if (group_mark(r, a, SK_MARK_ONGOING) != SK_NONE)
        sk_status_set(a, SK_ONGOING, group_mark(r, a, SK_MARK_ONGOING),
                      "going on");
}
