/* subject.c - who is the grammatical subject of a verb.
 *
 * In:  the items of a sentence and the acts read so far.
 * Out: a group of parties, or none.
 *
 * The walk to the left (subject_walk.c) finds who stands as subject there; what
 * is weighed here is whether the clause has another, and whether he who tells
 * of a deed does what follows it.
 */
#include "code/subject.h"

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
    s = sk_subject_walk(r, i - 1, &main);
    return s != SK_NONE ? s : group;
}

uint32_t sk_subject_left(const sk_reading *r, uint32_t i, sk_walk *w)
{
    uint32_t group, at = i, say, teller, to;
    sk_walk above = {.say = SK_NONE};

    if (stranger(r, i))
        return SK_NONE;
    group = sk_subject_walk(r, i, w);
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
    teller = say == SK_NONE ? SK_NONE : sk_subject_walk(r, say, &above);
    to = next_party(r, i);
    if (teller == SK_NONE || (to != SK_NONE && sk_same_code(r, teller, to)))
        return group;
    w->say = SK_NONE;
    return teller;
}
