/* object_inner.c - parties right of a verb that another word governs: they are
 * told of its object, or are part of what it demands.
 */
#include "code/roles.h"

#include "code/items.h"

/* "bắt nghi phạm đưa người sang Lào": the place of what the arrested did. */
static bool of_inner_verb(const sk_reading *r, const sk_act *a, uint32_t i)
{
    const sk_party *p =
        &r->parties->parties.v[sk_group_of(r, &r->items.v[i])->first];

    if (p->kind == SK_PARTY_PERSON || p->kind == SK_PARTY_ROLE ||
        p->kind == SK_PARTY_PRONOUN || !a->mode[0] ||
        (strcmp(a->mode[0], "arrest") != 0 &&
         strcmp(a->mode[0], "convict") != 0 &&
         !(a->pat->cameo && strcmp(a->pat->cameo, "115") == 0)))
        return false;
    while (--i > a->item)
        for (uint32_t k = r->items.v[i].tok_beg; k < r->items.v[i].tok_end; k++)
            if (r->items.v[i].kind == SK_ITEM_OTHER &&
                r->d->clauses->pos[k] == SK_VERB)
                return true;
    return false;
}

/* Acts that are done to people. */
static bool on_people(const sk_act *a)
{
    static const char *const modes[] = {"firearms", "targeted", "beat",
                                        "abduct", "torture"};

    for (size_t i = 0; i < sizeof modes / sizeof *modes && a->mode[0]; i++)
        if (strcmp(a->mode[0], modes[i]) == 0)
            return true;
    return false;
}

/* "bắn hạ người xâm nhập dinh thự của ông X", "bắn chết thanh niên xông vào nhà
 * của ông X": what is told of who is hit. */
static bool of_culprit(const sk_reading *r, const sk_act *a, uint32_t i)
{
    const sk_item *who = &r->items.v[a->item + 1];
    sk_str s = sk_doc_tok(r->d, who->tok_beg);

    if (a->type != SK_EV_ASSAULT || i < a->item + 2 ||
        who->tok_beg != a->trig.tok_end ||
        !(sk_str_eq(s, SK_STR("người")) || sk_str_eq(s, SK_STR("kẻ")) ||
          (on_people(a) && who->kind == SK_ITEM_OTHER &&
           r->d->clauses->pos[who->tok_beg] == SK_NOUN)))
        return false;
    for (uint32_t k = who->tok_beg + 1; k < r->items.v[i].tok_beg; k++)
        if (r->d->clauses->pos[k] == SK_VERB &&
            !sk_head_before(r->d, k, who->tok_beg))
            return true; /* but "bắn tàu chở dầu của Nga" */
    return false;
}

/* "kêu gọi công dân rời Iran": the object of what somebody else is asked to do. */
static bool asked_for(const sk_reading *r, const sk_act *a, uint32_t i)
{
    const sk_item *prev = sk_before(r, i);

    if (a->type == SK_EV_REQUEST && (a->pat->flags & SK_PAT_CONTROL) &&
        a->trig.tail_beg > a->trig.head_end &&
        r->items.v[i].tok_beg >= a->trig.tok_end &&
        r->d->clauses->pos[a->trig.head_end] == SK_NOUN)
        return true; /* "kêu gọi người dân ủng hộ ông X" */
    if (a->type == SK_EV_REQUEST && sk_is_mark(prev, SK_MARK_FROM) &&
        (i == a->item + 3
             ? prev[-1].kind == SK_ITEM_OTHER
             : i > a->item + 3 &&
                   sk_str_eq(sk_doc_tok(r->d, prev->tok_beg), SK_STR("khỏi"))))
        return true; /* "yêu cầu công dân rời khỏi Iran" */
    if (a->type != SK_EV_REQUEST || !(a->pat->flags & SK_PAT_CONTROL) ||
        i != a->item + 2 || prev->kind != SK_ITEM_OTHER)
        return false;
    for (uint32_t k = prev->tok_beg + 1; k < prev->tok_end; k++)
        if (r->d->clauses->pos[k] == SK_VERB)
            return r->d->clauses->pos[prev->tok_beg] == SK_NOUN;
    return false;
}

/* "yêu cầu tổ chức tốt việc lấy ý kiến Quốc hội": whether a verb that no pattern
 * knows stands between a demand and item i, which is then part of what is
 * demanded. */
static bool demanded(const sk_reading *r, const sk_act *a, uint32_t i)
{
    if (a->type != SK_EV_REQUEST || !(a->pat->flags & SK_PAT_CONTROL))
        return false;
    for (uint32_t k = a->item + 1; k < i; k++) {
        const sk_item *it = &r->items.v[k];
        if (it->tok_beg < a->trig.tok_end)
            continue;
        if (it->kind == SK_ITEM_TRIGGER)
            return false;
        if (sk_is_verb(it) || sk_is_mark(it, SK_MARK_END))
            return true;
        for (uint32_t t = it->tok_beg;
             t < it->tok_end && it->kind == SK_ITEM_OTHER; t++)
            if (r->d->clauses->pos[t] == SK_VERB)
                return true;
    }
    return false;
}

bool sk_inner_object(const sk_reading *r, const sk_act *a, uint32_t i,
                     uint8_t prep)
{
    return of_inner_verb(r, a, i) || of_culprit(r, a, i) ||
           asked_for(r, a, i) || (prep != SK_MARK_FROM && demanded(r, a, i));
}
