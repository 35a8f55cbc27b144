/* subject_walk.c - the walk from a verb to the left, to its subject.
 *
 * The subject stands before its verb and is kept over commas, "và", "đồng
 * thời", verbs of saying and of wanting. What a party on the way is, its
 * subject or the object of something else, subject_party.c says.
 */
#include "code/subject.h"

#include "code/items.h"

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

bool sk_subject_backer(const sk_reading *r, uint32_t i)
{
    const sk_item *it = &r->items.v[i];

    if (i < 2 || i + 1 >= r->items.n || !sk_is_mark(it - 1, SK_MARK_CAUSE) ||
        !sk_str_eq(sk_doc_tok(r->d, it[-1].tok_beg), SK_STR("do")) ||
        it[-2].kind != SK_ITEM_PARTY)
        return false; /* "dự thảo do Pháp soạn": its author */
    return it[1].kind == SK_ITEM_TRIGGER
               ? r->acts.v[it[1].ref].type == SK_EV_SUPPORT
               : it[1].kind == SK_ITEM_OTHER &&
                     r->d->clauses->pos[it[1].tok_beg] == SK_VERB;
}

/* Whether "vì" stands before item i, with nobody between. */
static bool because(const sk_reading *r, uint32_t i)
{
    while (i > 0 && (sk_is_adverb(&r->items.v[i - 1]) ||
                     r->items.v[i - 1].kind == SK_ITEM_QUOTE))
        i--;
    return sk_is_mark(sk_before(r, i), SK_MARK_CAUSE);
}

/* The mark that opens the quotation which the mark at item i closes, if more
 * than a name stands in it, else SK_NONE: whoever acts inside does not act
 * behind it ("nói tên lửa 'do Nga phóng' và kêu gọi ..."). */
static uint32_t opening(const sk_reading *r, uint32_t i)
{
    uint32_t open = SK_NONE, marks = 0;
    bool acts = false;

    for (uint32_t k = i; k-- > 0;) {
        const sk_item *it = &r->items.v[k];
        if (it->kind == SK_ITEM_QUOTE) {
            open = marks++ ? open : k;
            continue;
        }
        acts |= !marks && (it->kind == SK_ITEM_TRIGGER || sk_is_verb(it) ||
                           sk_is_mark(it, SK_MARK_CAUSE));
    }
    return marks % 2 && acts && open > 0 ? open : SK_NONE;
}

uint32_t sk_subject_walk(const sk_reading *r, uint32_t i, sk_walk *w)
{
    sk_held h = {SK_NONE, SK_NONE};
    uint32_t from = i, group;

    w->cause = because(r, i);
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        const sk_item *prev = sk_before(r, i);
        if (it->kind == SK_ITEM_QUOTE && w->spoken &&
            opening(r, i) != SK_NONE) {
            i = opening(r, i);
            continue;
        }
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
            return h.owner;
        }
        if (h.owner != SK_NONE &&
            (sk_is_mark(it, SK_MARK_SAY) ||
             (sk_is_mark(it, SK_MARK_THAT) &&
              !sk_is_mark(prev, SK_MARK_PAST)) ||
             it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_COLON)) {
            w->owned = true;
            return h.owner; /* "rằng phản ứng của Nga ..." */
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
            return h.owner;
        }
        if (it->kind == SK_ITEM_STOP)
            return h.owner;
        if (it->kind == SK_ITEM_TRIGGER ||
            (it->kind == SK_ITEM_PARTY && i + 1 != from)) {
            uint32_t rel = sk_relative(r, i);
            if (rel != SK_NONE) {
                i = rel; /* "lệnh ngừng bắn mà Mỹ đề xuất" */
                continue;
            }
            if (it->kind == SK_ITEM_PARTY && sk_subject_backer(r, i)) {
                i--;
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
            if (a->subject != SK_NONE &&
                !(w->spoken && sk_subject_mute(r, a->subject))) {
                if (w->say == SK_NONE && a->type == SK_EV_ASSAULT)
                    w->say = a->say; /* "nói đã tấn công và phá hủy" */
                return a->subject;
            }
            continue;
        }
        if (it->kind == SK_ITEM_PARTY &&
            sk_subject_party(r, &i, from, w, &h, &group))
            return group;
    }
    w->owned = h.owner != SK_NONE;
    return w->owned ? h.owner : h.agent;
}
