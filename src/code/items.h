/* items.h - small questions about the items of a sentence.
 */
#ifndef SK_CODE_ITEMS_H
#define SK_CODE_ITEMS_H

#include "code/reading.h"

static inline const sk_group *sk_group_of(const sk_reading *r,
                                          const sk_item *it)
{
    return &r->parties->groups.v[it->ref];
}

static inline bool sk_is_mark(const sk_item *it, uint8_t cls)
{
    return it && it->kind == SK_ITEM_MARK && it->cls == cls;
}

static inline const sk_item *sk_before(const sk_reading *r, uint32_t i)
{
    return i > 0 ? &r->items.v[i - 1] : NULL;
}

static inline bool sk_is_adverb(const sk_item *it)
{
    if (it->kind == SK_ITEM_QUOTE)
        return true;
    if (it->kind != SK_ITEM_MARK)
        return false;
    switch (it->cls) {
    case SK_MARK_NEG:
    case SK_MARK_NEVER:
    case SK_MARK_FUTURE:
    case SK_MARK_MAYBE:
    case SK_MARK_PAST:
    case SK_MARK_ONGOING:
    case SK_MARK_SHOULD:
    case SK_MARK_MUST:
    case SK_MARK_DO:
    case SK_MARK_CLAIM:
        return true;
    default:
        return false;
    }
}

/* The first of the classifiers before item i ("các | cuộc | gặp"), else i. */
static inline uint32_t sk_noun_from(const sk_reading *r, uint32_t i)
{
    while (i > 0 && sk_is_mark(&r->items.v[i - 1], SK_MARK_NOUN))
        i--;
    return i;
}

/* Whether the tagger calls the last word of other words so. */
static inline bool sk_ends_as(const sk_reading *r, const sk_item *it,
                              uint8_t pos)
{
    return it && it->kind == SK_ITEM_OTHER &&
           r->d->clauses->pos[it->tok_end - 1] == pos;
}

/* sau, trong, trước, kể từ + noun: when something else was or will be */
static inline bool sk_is_after(const sk_item *it)
{
    return sk_is_mark(it, SK_MARK_AFTER) || sk_is_mark(it, SK_MARK_BEFORE) ||
           sk_is_mark(it, SK_MARK_SINCE);
}

static inline bool sk_is_preposition(const sk_item *it)
{
    if (!it || it->kind != SK_ITEM_MARK)
        return false;
    switch (it->cls) {
    case SK_MARK_TO:
    case SK_MARK_FOR:
    case SK_MARK_WITH:
    case SK_MARK_OF:
    case SK_MARK_FROM:
    case SK_MARK_BETWEEN:
    case SK_MARK_AT:
    case SK_MARK_ABOUT:
    case SK_MARK_AGAINST:
    case SK_MARK_PER:
    case SK_MARK_MEANS:
    case SK_MARK_AFTER:
    case SK_MARK_BEFORE:
    case SK_MARK_SINCE:
        return true;
    default:
        return false;
    }
}

static inline bool sk_is_verb(const sk_item *it)
{
    return sk_is_mark(it, SK_MARK_VERB) || sk_is_mark(it, SK_MARK_MAKE);
}

static inline bool sk_is_subordinator(const sk_item *it)
{
    return sk_is_mark(it, SK_MARK_TIME) || sk_is_mark(it, SK_MARK_IF) ||
           sk_is_mark(it, SK_MARK_CAUSE) || sk_is_mark(it, SK_MARK_GOAL) ||
           sk_is_after(it);
}

/* Whether two groups begin with parties of one code. */
static inline bool sk_same_code(const sk_reading *r, uint32_t g, uint32_t h)
{
    const sk_party *p = &r->parties->parties.v[r->parties->groups.v[g].first];
    const sk_party *q = &r->parties->parties.v[r->parties->groups.v[h].first];

    return p->code[0] && strcmp(p->code, q->code) == 0;
}

/* A group once; what is too much is left out. */
static inline void sk_slot_fill(sk_slotted *s, uint32_t group)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (s->group[i] == group)
            return;
    if (s->n < 4 && group != SK_NONE)
        s->group[s->n++] = group;
}

/* "người biểu tình": what they do is protest. */
static inline bool sk_protests(const sk_reading *r, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group];

    return r->parties->parties.v[g->first].flags & SK_PARTY_PROTEST;
}

/* Whether a group can only be the place of an act. */
static inline bool sk_only_place(const sk_reading *r, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group];

    return r->parties->parties.v[g->first].kind == SK_PARTY_PLACE;
}

#endif
