/* reading.c - who does what to whom in one sentence.
 *
 * In:  the parties, patterns and marks of a sentence.
 * Out: acts with source, target and status.
 *
 * Vietnamese has no endings: order and small words tell the roles. The subject
 * stands before its verb and is kept over commas, "và", "đồng thời", verbs of
 * saying and of wanting; a party behind a preposition is no subject, a party
 * behind another verb only if that verb makes it act ("cáo buộc Iran tấn
 * công"). The object stands behind, bare or after vào, nhằm vào, với, cho, đối
 * với. "bị" and "được" turn the roles round ("bị Mỹ bắt"). A classifier (cuộc,
 * vụ, đòn) makes a noun of the verb, whose parties follow with của, giữa, với,
 * vào.
 */
#include "code/reading.h"

static const sk_group *group_of(const sk_reading *r, const sk_item *it)
{
    return &r->parties->groups.v[it->ref];
}

static bool is_mark(const sk_item *it, uint8_t cls)
{
    return it && it->kind == SK_ITEM_MARK && it->cls == cls;
}

/* ---- small questions about items ---- */

static const sk_item *before(const sk_reading *r, uint32_t i)
{
    return i > 0 ? &r->items.v[i - 1] : NULL;
}

static bool adverb(const sk_item *it)
{
    if (it->kind == SK_ITEM_QUOTE)
        return true;
    if (it->kind != SK_ITEM_MARK)
        return false;
    switch (it->cls) {
    case SK_MARK_NEG: case SK_MARK_NEVER: case SK_MARK_FUTURE:
    case SK_MARK_MAYBE: case SK_MARK_PAST: case SK_MARK_ONGOING:
    case SK_MARK_MUST: case SK_MARK_DO: case SK_MARK_CLAIM:
        return true;
    default:
        return false;
    }
}

static bool preposition(const sk_item *it)
{
    if (!it || it->kind != SK_ITEM_MARK)
        return false;
    switch (it->cls) {
    case SK_MARK_TO: case SK_MARK_FOR: case SK_MARK_WITH: case SK_MARK_OF:
    case SK_MARK_FROM: case SK_MARK_BETWEEN: case SK_MARK_AT:
    case SK_MARK_ABOUT: case SK_MARK_AGAINST: case SK_MARK_PER:
    case SK_MARK_MEANS: case SK_MARK_AFTER:
        return true;
    default:
        return false;
    }
}

static bool verb_mark(const sk_item *it)
{
    return is_mark(it, SK_MARK_VERB) || is_mark(it, SK_MARK_MAKE);
}

static bool subordinator(const sk_item *it)
{
    return is_mark(it, SK_MARK_TIME) || is_mark(it, SK_MARK_IF) ||
           is_mark(it, SK_MARK_CAUSE) || is_mark(it, SK_MARK_GOAL) ||
           is_mark(it, SK_MARK_AFTER);
}

/* ---- subjects ---- */

/* The first party of the main clause behind a leading subordinate clause. */
static uint32_t subject_right(const sk_reading *r, uint32_t i)
{
    bool comma = false;

    for (; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_COMMA)
            comma = true;
        else if (it->kind == SK_ITEM_STOP)
            break;
        else if (comma && it->kind == SK_ITEM_PARTY &&
                 !preposition(before(r, i)))
            return it->ref;
    }
    return SK_NONE;
}

typedef struct walk {
    uint32_t say;    /* nearest verb of saying passed */
    bool comma, sub; /* a comma, a subordinator passed */
    bool op;         /* the verb is a verbal act: "và" parts it from deeds */
} walk;

/* The "mà" that begins a relative clause around item i, SK_NONE if none. */
static uint32_t relative(const sk_reading *r, uint32_t i)
{
    for (uint32_t n = 0; n < 4 && i-- > 0; n++) {
        const sk_item *it = &r->items.v[i];
        if (is_mark(it, SK_MARK_REL))
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
        if (it->kind != SK_ITEM_OTHER && !is_mark(it, SK_MARK_NOUN) &&
            !is_mark(it, SK_MARK_OF))
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

/* The grammatical subject of a verb whose group begins at item i. */
static uint32_t subject_left(const sk_reading *r, uint32_t i, walk *w)
{
    uint32_t from = i, owner = SK_NONE, agent = SK_NONE;

    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        const sk_item *prev = before(r, i);
        if (adverb(it))
            continue;
        if (is_mark(it, SK_MARK_WHO)) {
            /* "Thủ tướng X, người bị ...": the noun before the comma */
            if (prev && prev->kind == SK_ITEM_COMMA && i > 1 &&
                prev[-1].kind == SK_ITEM_PARTY)
                return prev[-1].ref;
            if (it->tok_end - it->tok_beg == 1 && i > 0 &&
                it[1].kind == SK_ITEM_PARTY)
                continue;
            return owner;
        }
        if (owner != SK_NONE && (is_mark(it, SK_MARK_SAY) ||
                                 is_mark(it, SK_MARK_THAT) ||
                                 it->kind == SK_ITEM_COMMA ||
                                 it->kind == SK_ITEM_COLON))
            return owner; /* "rằng phản ứng của Nga ..." */
        if (is_mark(it, SK_MARK_SAY)) {
            if (w->say == SK_NONE)
                w->say = i;
            continue;
        }
        if (subordinator(it)) {
            w->sub = true;
            if (i == 0 || (prev && prev->kind == SK_ITEM_STOP))
                return subject_right(r, from);
            continue;
        }
        if (it->kind == SK_ITEM_COMMA ||
            (w->op && is_mark(it, SK_MARK_AND))) {
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
        if (it->kind == SK_ITEM_TRIGGER || it->kind == SK_ITEM_PARTY) {
            uint32_t rel = relative(r, i);
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
            if (a->subject != SK_NONE)
                return a->subject;
            continue;
        }
        if (it->kind != SK_ITEM_PARTY)
            continue;
        if (prev && prev->kind == SK_ITEM_OTHER && i > 1 &&
            prev->tok_end - prev->tok_beg <= 3 && preposition(prev - 1) &&
            prev[-1].cls != SK_MARK_OF && prev[-1].cls != SK_MARK_AFTER) {
            i -= 2; /* "trên mạng xã hội X" */
            continue;
        }
        if (prev && preposition(prev)) {
            /* "đối với Nga", "theo AFP": no subject; "trại của người tị nạn":
             * one if nothing better stands before */
            if (prev->cls == SK_MARK_OF && owner == SK_NONE)
                owner = it->ref;
            i--;
            continue;
        }
        if (prev && (is_mark(prev, SK_MARK_BAD) || is_mark(prev, SK_MARK_GOOD))) {
            if (agent == SK_NONE)
                agent = it->ref;
            i--; /* agent of a passive: only if nobody else is there */
            continue;
        }
        if (in_commas(r, i) != SK_NONE)
            return in_commas(r, i);
        {
            const sk_act *b = object_of(r, it->ref, i);
            if (b && !w->comma &&
                (b->pat->flags & (SK_PAT_CLAIM | SK_PAT_CONTROL)))
                return it->ref;
            if (b && b->subject != SK_NONE)
                return b->subject;
        }
        if (prev && prev->kind == SK_ITEM_TRIGGER) {
            const sk_act *a = &r->acts.v[prev->ref];
            if ((a->pat->flags & (SK_PAT_CLAIM | SK_PAT_CONTROL)) && !w->comma)
                return it->ref;
            if (a->noun) {
                i--;
                continue;
            }
            if (a->subject != SK_NONE)
                return a->subject;
            return it->ref;
        }
        if (prev && is_mark(prev, SK_MARK_VERB)) {
            i--; /* object of another verb */
            continue;
        }
        return it->ref;
    }
    return owner != SK_NONE ? owner : agent;
}

/* Whether two groups begin with parties of one code. */
static bool same_code(const sk_reading *r, uint32_t g, uint32_t h)
{
    const sk_party *p = &r->parties->parties.v[r->parties->groups.v[g].first];
    const sk_party *q = &r->parties->parties.v[r->parties->groups.v[h].first];

    return p->code[0] && strcmp(p->code, q->code) == 0;
}

/* ---- slots ---- */

static void fill(sk_slotted *s, uint32_t group)
{
    for (uint8_t i = 0; i < s->n; i++)
        if (s->group[i] == group)
            return;
    if (s->n < 4 && group != SK_NONE)
        s->group[s->n++] = group;
}

/* Whether a group can only be the place of an act. */
static bool only_place(const sk_reading *r, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group];

    return r->parties->parties.v[g->first].kind == SK_PARTY_PLACE;
}

/* What stands before a trigger and makes it a noun. */
static bool noun_before(const sk_reading *r, uint32_t i)
{
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (is_mark(it, SK_MARK_NOUN))
            return true;
        if (it->kind == SK_ITEM_QUOTE)
            continue;
        if (it->kind == SK_ITEM_OTHER && it->tok_end - it->tok_beg <= 1 &&
            i > 0 && is_mark(&r->items.v[i - 1], SK_MARK_NOUN))
            continue;
        break;
    }
    return false;
}

/* Whether the clause before item i says that its subject suffered. */
static bool suffers(const sk_reading *r, uint32_t i)
{
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (is_mark(it, SK_MARK_HARM) ||
            (is_mark(it, SK_MARK_BAD) && it[1].kind == SK_ITEM_TRIGGER))
            return true;
        if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON)
            break;
    }
    return false;
}

/* The parties of a noun: "của", "giữa", "với", "vào", or side by side. */
static void roles_of_noun(sk_reading *r, sk_act *a)
{
    bool mutual = a->pat->right == SK_SLOT_BOTH || a->pat->left == SK_SLOT_BOTH;
    uint8_t prep = SK_MARK_WORD;
    uint32_t i = a->item + 1, say = SK_NONE;
    walk w = {.say = SK_NONE};

    for (; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (is_mark(it, SK_MARK_SAY) && is_mark(before(r, i), SK_MARK_GOOD))
            continue; /* "được mô tả là" */
        if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON ||
            it->kind == SK_ITEM_COMMA || is_mark(it, SK_MARK_SAY) ||
            is_mark(it, SK_MARK_BUT) || is_mark(it, SK_MARK_IF) ||
            is_mark(it, SK_MARK_TIME) || is_mark(it, SK_MARK_GOAL) ||
            is_mark(it, SK_MARK_MAKE) ||
            is_mark(it, SK_MARK_FUTURE) || is_mark(it, SK_MARK_BAD))
            break;
        if (it->kind == SK_ITEM_TRIGGER && it->tok_beg >= a->trig.tok_end)
            break;
        if (is_mark(it, SK_MARK_CAUSE) || is_mark(it, SK_MARK_BY)) {
            prep = SK_MARK_BY; /* do Iran tiến hành */
            continue;
        }
        if (preposition(it)) {
            prep = it->cls;
            continue;
        }
        if (it->kind != SK_ITEM_PARTY)
            continue;
        if (prep == SK_MARK_WORD) {
            const sk_group *g = group_of(r, it);
            if (mutual || g->pair)
                fill(&a->source, it->ref);
            else if (a->pat->right == SK_SLOT_TARGET)
                fill(&a->target, it->ref);
            else
                fill(&a->source, it->ref);
        } else if (prep == SK_MARK_OF || prep == SK_MARK_FROM ||
                   prep == SK_MARK_BY) {
            if (a->pat->right == SK_SLOT_SOURCE)
                fill(&a->target, it->ref);
            else if (a->target.n || !only_place(r, it->ref))
                fill(&a->source, it->ref);
        } else if (prep == SK_MARK_BETWEEN) {
            fill(a->pat->right == SK_SLOT_TARGET && a->type == SK_EV_CONSULT &&
                         !mutual
                     ? &a->target
                     : &a->source,
                 it->ref);
        } else if (prep == SK_MARK_WITH) {
            if (mutual)
                fill(&a->source, it->ref);
            else
                fill(&a->target, it->ref);
        } else if (prep == SK_MARK_TO || prep == SK_MARK_FOR ||
                   prep == SK_MARK_AGAINST) {
            fill(&a->target, it->ref);
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
        while (k > 0 && (is_mark(&r->items.v[k - 1], SK_MARK_NOUN) ||
                         r->items.v[k - 1].kind == SK_ITEM_OTHER))
            k--;
        s = subject_left(r, k, &w);
        if (k > 0 && a->type == SK_EV_ASSAULT &&
            (preposition(before(r, k)) || subordinator(before(r, k)))) {
            /* "bị hư hại sau đòn tập kích": the subject suffered it */
            bool harm = suffers(r, k);
            if (!a->target.n && harm) {
                fill(&a->target, s);
                a->target_why = "subject that suffered it";
            }
            if (harm || !is_mark(before(r, k), SK_MARK_CAUSE))
                s = SK_NONE; /* "xin lỗi vì cuộc tập kích": it did it */
        } else if (k > 0 && a->type == SK_EV_ASSAULT &&
                   before(r, k)->kind == SK_ITEM_TRIGGER) {
            s = SK_NONE; /* "báo thù vụ hạ sát" */
        }
        if (s != SK_NONE && !(a->target.n && a->target.group[0] == s) &&
            (!a->source.n || mutual) &&
            !(a->source.n && a->source.group[0] == s)) {
            sk_slotted keep = a->source;
            a->source.n = 0;
            fill(&a->source, s);
            for (uint8_t n = 0; n < keep.n; n++)
                fill(&a->source, keep.group[n]);
            a->source_why = "subject of the clause around the noun";
        }
        say = w.say;
    }
    if (say != SK_NONE)
        a->say = say;
}

/* A bare country as object of its own government is the place or the clause's
 * next subject: "ông Putin cảnh báo Nga sẽ ..." */
static bool own_country(const sk_reading *r, const sk_act *a, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group], *s;
    const sk_party *p = &r->parties->parties.v[g->first];

    if (a->subject == SK_NONE || g->n > 1 || p->kind != SK_PARTY_COUNTRY)
        return false;
    s = &r->parties->groups.v[a->subject];
    return s->n == 1 && p->code[0] &&
           strcmp(r->parties->parties.v[s->first].code, p->code) == 0;
}

/* "nã pháo, súng cối và rocket vào ...": a list of things before the aim. */
static bool list_to(const sk_reading *r, uint32_t i)
{
    for (i++; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (is_mark(it, SK_MARK_TO))
            return true;
        if (it->kind == SK_ITEM_PARTY || it->kind == SK_ITEM_TRIGGER ||
            it->kind == SK_ITEM_STOP || is_mark(it, SK_MARK_VERB) ||
            is_mark(it, SK_MARK_MAKE) || is_mark(it, SK_MARK_SAY))
            break;
    }
    return false;
}

/* Whether an item stands between quotation marks. */
static bool in_quotes(const sk_reading *r, uint32_t i)
{
    bool in = false;

    for (uint32_t k = 0; k < i; k++)
        in ^= r->items.v[k].kind == SK_ITEM_QUOTE;
    return in;
}

/* "phóng tên lửa Oreshnik": what it is done with. */
static bool own_arms(const sk_reading *r, const sk_act *a, uint32_t group)
{
    const sk_party *p =
        &r->parties->parties.v[r->parties->groups.v[group].first];

    return (p->flags & SK_PARTY_ARM) && a->subject != SK_NONE &&
           same_code(r, a->subject, group);
}

/* "A và B nhất trí rằng hai nước ...": the two again. */
static bool both_again(const sk_reading *r, const sk_act *a, uint32_t group)
{
    const sk_group *g = &r->parties->groups.v[group];

    return a->subject != SK_NONE && g->n == 2 &&
           r->parties->groups.v[a->subject].n > 1 &&
           r->parties->parties.v[g->first].kind == SK_PARTY_PRONOUN;
}

/* Whether the words behind the gap are a preposition: its object follows. */
static bool ends_in_preposition(const sk_reading *r, const sk_act *a)
{
    const sk_mark *m = a->trig.tok_end > a->trig.tail_beg
                           ? r->d->clauses->at[a->trig.tok_end - 1]
                           : NULL;

    return m && (m->cls == SK_MARK_TO || m->cls == SK_MARK_FOR);
}

/* The objects of a verb, to the right. */
static void objects(sk_reading *r, sk_act *a, bool skip_quotes)
{
    bool op = a->pat->flags & (SK_PAT_OP | SK_PAT_CLAIM);
    uint8_t prep = SK_MARK_WORD;

    for (uint32_t i = a->item + 1; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        const sk_item *prev = before(r, i);
        bool in_gap = it->tok_beg < a->trig.tok_end;
        if (skip_quotes && it->kind == SK_ITEM_QUOTE) {
            uint32_t close = i + 1;
            while (close < r->items.n &&
                   r->items.v[close].kind != SK_ITEM_QUOTE)
                close++;
            if (close < r->items.n)
                i = close;
            continue;
        }
        if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON)
            break;
        if (it->kind == SK_ITEM_COMMA) {
            const sk_item *next = i + 1 < r->items.n ? it + 1 : NULL;
            if (!a->target.n && next && preposition(next) &&
                next->cls != SK_MARK_PER && next->cls != SK_MARK_AFTER)
                continue;
            if (!a->target.n && a->type == SK_EV_ASSAULT && list_to(r, i))
                continue;
            break;
        }
        if ((a->type == SK_EV_REJECT || a->type == SK_EV_ACCUSE) &&
            is_mark(it, SK_MARK_CAUSE) &&
            i + 1 < r->items.n && it[1].kind == SK_ITEM_PARTY) {
            prep = SK_MARK_BY; /* "bác đề xuất do Mỹ đưa ra" */
            continue;
        }
        if (is_mark(it, SK_MARK_IF) || is_mark(it, SK_MARK_TIME) ||
            is_mark(it, SK_MARK_BUT) || is_mark(it, SK_MARK_CAUSE) ||
            is_mark(it, SK_MARK_MAKE) ||
            (is_mark(it, SK_MARK_GOAL) && a->target.n))
            break;
        if (is_mark(it, SK_MARK_GOAL) && !op &&
            !(a->type == SK_EV_ASSAULT && (a->pat->flags & SK_PAT_NEED_T)))
            break; /* but "nổ súng để giải tán người biểu tình" */
        if (is_mark(it, SK_MARK_SAY) && !op && i > a->item + 1)
            break;
        if (it->kind == SK_ITEM_TRIGGER && !in_gap) {
            if (!op && (!r->acts.v[it->ref].noun || prep == SK_MARK_AFTER))
                break;
            if (op && a->target.n)
                break;
            prep = SK_MARK_WORD;
            continue;
        }
        if ((is_mark(it, SK_MARK_VERB) || is_mark(it, SK_MARK_BAD)) && !op)
            break;
        if (is_mark(it, SK_MARK_AND)) {
            if (a->target.n)
                break;
            continue;
        }
        if (preposition(it)) {
            prep = it->cls;
            continue;
        }
        if (it->kind != SK_ITEM_PARTY)
            continue;
        if (prep == SK_MARK_AT || prep == SK_MARK_BETWEEN) {
            if (prep == SK_MARK_AT && a->place == SK_NONE)
                a->place = it->ref;
            if (prep == SK_MARK_BETWEEN && !a->target.n &&
                (group_of(r, it)->n > 1 ||
                 (i + 1 < r->items.n && is_mark(it + 1, SK_MARK_WITH))) &&
                (a->type == SK_EV_CONSULT || a->pat->right == SK_SLOT_BOTH)) {
                if (group_of(r, it)->n > 1 && a->pat->left == SK_SLOT_BOTH)
                    a->source.n = 0; /* "giao tranh giữa A và B" */
                fill(&a->target, it->ref);
            }
            continue;
        }
        if (prep == SK_MARK_PER || prep == SK_MARK_MEANS ||
            prep == SK_MARK_AFTER)
            continue;
        if (prep == SK_MARK_ABOUT && !op)
            continue;
        if ((a->pat->flags & SK_PAT_DENY) && prep != SK_MARK_OF &&
            prep != SK_MARK_FROM && prep != SK_MARK_BY)
            continue; /* only the author of what is denied */
        if (a->target.n) {
            /* "gửi tên lửa Mỹ cho Ukraine": the receiver after cho wins */
            if ((prep == SK_MARK_FOR || prep == SK_MARK_TO ||
                 prep == SK_MARK_WITH) &&
                a->target_why && a->target_why[0] == 'd' && !op &&
                prev && preposition(prev)) {
                a->target.n = 0;
                fill(&a->target, it->ref);
                a->target_why = "object after cho, với, vào";
            }
            if (a->place == SK_NONE && only_place(r, it->ref))
                a->place = it->ref;
            continue;
        }
        if (both_again(r, a, it->ref))
            continue;
        if (it->ref == a->subject || own_country(r, a, it->ref) ||
            own_arms(r, a, it->ref))
            continue;
        if (it->tok_beg >= a->trig.tail_beg && it->tok_end <= a->trig.tok_end &&
            r->parties->parties.v[group_of(r, it)->first].kind == SK_PARTY_HEAD)
            continue; /* a word of the pattern: "điều quân đội" */
        if (!op && it->tok_end <= a->trig.tail_beg &&
            ends_in_preposition(r, a))
            continue; /* "dẫn độ nghi phạm cho Mỹ" */
        fill(&a->target, it->ref);
        a->target_why = prep == SK_MARK_WORD ? "direct object"
                                             : "object after a preposition";
    }
}

/* bị / được before the verb, with or without the doer between. */
static bool passive(sk_reading *r, sk_act *a)
{
    uint32_t i = a->item;
    uint32_t doer = SK_NONE;
    walk w = {.say = SK_NONE};

    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (adverb(it) || it->kind == SK_ITEM_OTHER)
            continue;
        if (it->kind == SK_ITEM_PARTY && doer == SK_NONE) {
            doer = it->ref;
            continue;
        }
        if (is_mark(it, SK_MARK_BAD) || is_mark(it, SK_MARK_GOOD))
            break;
        return false;
    }
    if (i == UINT32_MAX)
        return false;
    a->passive = true;
    a->subject = subject_left(r, i, &w);
    a->say = w.say;
    fill(&a->target, a->subject);
    a->target_why = "subject of a passive";
    if (doer == SK_NONE)
        for (uint32_t k = a->item + 1; k + 1 < r->items.n; k++) {
            const sk_item *it = &r->items.v[k];
            if ((is_mark(it, SK_MARK_BY) || is_mark(it, SK_MARK_CAUSE)) &&
                it[1].kind == SK_ITEM_PARTY) {
                doer = it[1].ref;
                break;
            }
            if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
                it->kind == SK_ITEM_TRIGGER)
                break;
        }
    if (doer != SK_NONE) {
        fill(&a->source, doer);
        a->source_why = "doer of a passive (bị, được, bởi, do)";
    }
    for (uint32_t k = a->item + 1; k + 1 < r->items.n; k++) {
        const sk_item *it = &r->items.v[k];
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_TRIGGER)
            break;
        if (is_mark(it, SK_MARK_AT) && it[1].kind == SK_ITEM_PARTY) {
            a->place = it[1].ref;
            break;
        }
    }
    return true;
}

/* The verb of saying (or colon) right before the act's subject: who tells it. */
static void find_say(const sk_reading *r, sk_act *a)
{
    uint32_t i = a->item;

    if (a->say != SK_NONE || a->subject == SK_NONE)
        return;
    while (i-- > 0)
        if (r->items.v[i].kind == SK_ITEM_PARTY &&
            r->items.v[i].ref == a->subject)
            break;
    if (i == UINT32_MAX)
        return;
    if (i > 1 && is_mark(before(r, i), SK_MARK_OF)) /* "phản ứng của Nga" */
        i -= 2;
    while (i-- > 0) {
        const sk_item *it = &r->items.v[i];
        if (is_mark(it, SK_MARK_SAY) || it->kind == SK_ITEM_COLON) {
            a->say = i;
            return;
        }
        if (!is_mark(it, SK_MARK_THAT) && it->kind != SK_ITEM_QUOTE &&
            it->kind != SK_ITEM_OTHER)
            return;
    }
}

/* "nổ súng vào người biểu tình và bắt 12 người": the target of the act before
 * that has the same subject. */
static void target_before(const sk_reading *r, sk_act *a)
{
    for (size_t i = r->acts.n; i-- > 0;) {
        const sk_act *b = &r->acts.v[i];
        if (b->item < a->item && b->subject == a->subject && b->target.n &&
            (b->type == SK_EV_ASSAULT || b->type == SK_EV_COERCE)) {
            a->target = b->target;
            a->target_why = "target of the act before";
            return;
        }
    }
}

/* "5 nhà báo thiệt mạng do Israel không kích": who was harmed by the act. */
static void target_harmed(sk_reading *r, sk_act *a)
{
    walk w = {.say = SK_NONE};
    uint32_t i = a->item, s;

    while (i-- > 0)
        if (r->items.v[i].kind == SK_ITEM_PARTY &&
            r->items.v[i].ref == a->subject)
            break;
    if (i == UINT32_MAX || i == 0)
        return;
    if (!is_mark(before(r, i), SK_MARK_CAUSE) &&
        !is_mark(before(r, i), SK_MARK_BY) &&
        !is_mark(before(r, i), SK_MARK_TIME))
        return;
    if (!suffers(r, i))
        return;
    s = subject_left(r, i - 1, &w);
    if (s != SK_NONE && s != a->subject) {
        fill(&a->target, s);
        a->target_why = "who was harmed by it";
    }
}

static void roles_of_verb(sk_reading *r, sk_act *a)
{
    walk w = {.say = SK_NONE};

    if (passive(r, a))
        return;
    w.op = a->pat->flags & (SK_PAT_OP | SK_PAT_CLAIM);
    a->subject = subject_left(r, a->item, &w);
    if (a->item == 0) /* "Hạ sát X, ông Y ..." */
        a->subject = subject_right(r, 0);
    a->say = w.say;
    if (a->subject != SK_NONE) {
        fill(&a->source, a->subject);
        a->source_why = "subject";
    }
    find_say(r, a);
    /* words that are quoted hold no party of the act, unless it has no other */
    if (!in_quotes(r, a->item))
        objects(r, a, true);
    if (!a->target.n)
        objects(r, a, false);
    if (!a->target.n && a->type == SK_EV_ASSAULT)
        target_harmed(r, a);
    if (!a->target.n && (a->pat->flags & SK_PAT_NEED_T))
        target_before(r, a);
}

/* Patterns with the roles of noun or verb turned round. */
static void place_slots(sk_act *a)
{
    const sk_pattern *p = a->pat;

    if (a->noun || a->passive)
        return;
    if (p->left == SK_SLOT_TARGET) {
        sk_slotted s = a->source;
        a->source = a->target;
        a->target = s;
    } else if (p->left == SK_SLOT_BOTH || p->right == SK_SLOT_BOTH) {
        for (uint8_t i = 0; i < a->target.n; i++)
            fill(&a->source, a->target.group[i]);
        a->target.n = 0;
    }
    if (p->right == SK_SLOT_NONE && p->left == SK_SLOT_SOURCE)
        a->target.n = 0;
    if (p->flags & SK_PAT_HOST) {
        sk_slotted s = a->source;
        a->source = a->target;
        a->target = s;
    }
}

/* ---- operators: verbs whose complement is an act ---- */

/* Where the complement of the operator ends: a clause mark behind it. */
static uint32_t scope_end(const sk_reading *r, const sk_act *a)
{
    uint32_t i = a->item + 1;

    for (; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        const sk_item *next = i + 1 < r->items.n ? it + 1 : NULL;
        if (it->kind == SK_ITEM_STOP || it->kind == SK_ITEM_COLON ||
            is_mark(it, SK_MARK_BUT) || is_mark(it, SK_MARK_SAY) ||
            is_mark(it, SK_MARK_TIME) || is_mark(it, SK_MARK_IF) ||
            is_mark(it, SK_MARK_CAUSE) ||
            (is_mark(it, SK_MARK_AFTER) && i > a->item + 1))
            break;
        if (is_mark(it, SK_MARK_THAT) && i > a->item + 1)
            break; /* "đề xuất mà Mỹ đưa ra là ..." */
        if (it->kind == SK_ITEM_COMMA && next &&
            (next->kind == SK_ITEM_PARTY || is_mark(next, SK_MARK_AND) ||
             next->kind == SK_ITEM_TRIGGER || is_mark(next, SK_MARK_GOAL) ||
             next->kind == SK_ITEM_MARK))
            break;
        if (it->kind == SK_ITEM_TRIGGER && i > a->item + 1 &&
            is_mark(before(r, i), SK_MARK_AND) &&
            (r->acts.v[it->ref].pat->flags & (SK_PAT_OP | SK_PAT_CLAIM)))
            break;
    }
    return i;
}

/* The row of the composition table for an operator's content. */
static const sk_compose_row *compose(const sk_reading *r, uint8_t op,
                                     const sk_act *inner)
{
    const sk_patterns *p = r->d->eng->patterns;

    for (size_t i = 0; i < p->compose.n; i++) {
        const sk_compose_row *c = &p->compose.v[i];
        if (c->op != op)
            continue;
        if (c->inner != SK_TYPES && (!inner || c->inner != inner->type))
            continue;
        if (c->inner_mode &&
            (!inner || !inner->mode[0] ||
             strcmp(c->inner_mode, inner->mode[0]) != 0))
            continue;
        return c;
    }
    return NULL;
}

static void absorb(sk_reading *r, sk_act *a)
{
    uint32_t end = scope_end(r, a);
    sk_act *first = NULL;
    const sk_compose_row *c;

    for (uint32_t i = a->item + 1; i < end; i++) {
        const sk_item *it = &r->items.v[i];
        sk_act *in;
        if (it->kind != SK_ITEM_TRIGGER)
            continue;
        in = &r->acts.v[it->ref];
        if (in->absorbed != SK_NONE)
            continue;
        /* "bác bỏ cáo buộc của Mỹ": the charge is an act of its own; "kêu gọi
         * chấm dứt cuộc tấn công của Nga": so is a deed with a doer */
        if (in->noun && in->source.n && in->source.group[0] != a->subject &&
            (in->type == SK_EV_ACCUSE || in->type == SK_EV_ASSAULT ||
             in->type == SK_EV_THREATEN)) {
            if (a->type == SK_EV_REJECT && in->type == SK_EV_ACCUSE && !a->target.n)
                a->target = in->source;
            if (a->type == SK_EV_ACCUSE) /* điều tra các cáo buộc */
                in->absorbed = (uint32_t)(a - r->acts.v);
            if (!first)
                first = in;
            if (in->type != SK_EV_ACCUSE && in->type != SK_EV_ASSAULT)
                in->absorbed = (uint32_t)(a - r->acts.v);
            continue;
        }
        in->absorbed = (uint32_t)(a - r->acts.v);
        if (!first)
            first = in;
        if (!a->target.n && a->pat->right != SK_SLOT_NONE)
            for (uint8_t k = 0; k < in->target.n; k++)
                if (in->target.group[k] != a->subject)
                    fill(&a->target, in->target.group[k]);
    }
    c = compose(r, a->type, first);
    if (c && (first || c->inner == SK_TYPES)) {
        if (c->result != SK_TYPES)
            a->type = c->result;
        if (c->mode && !a->mode[0])
            a->mode[0] = c->mode;
    }
}

/* ---- status ---- */

static const sk_item *in_condition(const sk_reading *r, uint32_t i)
{
    for (uint32_t k = i; k-- > 0;) {
        const sk_item *it = &r->items.v[k];
        if (is_mark(it, SK_MARK_IF))
            return it;
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP)
            return NULL;
    }
    return NULL;
}

/* Whether the act stands in a clause of purpose: it is wanted, not done. */
static bool in_purpose(const sk_reading *r, const sk_act *a)
{
    for (uint32_t k = a->item; k-- > 0;) {
        const sk_item *it = &r->items.v[k];
        if (is_mark(it, SK_MARK_GOAL))
            return true;
        if (is_mark(it, SK_MARK_NOUN) &&
            sk_str_eq(sk_doc_tok(r->d, it->tok_beg), SK_STR("vụ")))
            return false; /* "để đáp trả vụ Israel hạ sát": a fact */
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
            it->kind == SK_ITEM_COLON || is_mark(it, SK_MARK_BUT) ||
            is_mark(it, SK_MARK_TIME))
            return false;
    }
    return false;
}

/* "tên lửa có thể tấn công Mỹ": what a thing is able to do. */
static bool able(const sk_reading *r, const sk_act *a)
{
    const sk_item *may = before(r, a->item);

    if (a->passive || !is_mark(may, SK_MARK_MAYBE) || may == r->items.v)
        return false;
    return may[-1].kind == SK_ITEM_OTHER ||
           (may[-1].kind == SK_ITEM_PARTY &&
            (r->parties->parties.v[group_of(r, may - 1)->first].flags &
             SK_PARTY_ARM));
}

/* What protesters do is protest, whatever the verb; what they demand is not
 * coded. */
static void protesters(sk_reading *r, sk_act *a)
{
    const sk_party *p;

    if (a->subject == SK_NONE || a->noun || a->passive)
        return;
    p = &r->parties->parties.v[r->parties->groups.v[a->subject].first];
    if (!(p->flags & SK_PARTY_PROTEST) || a->type == SK_EV_PROTEST)
        return;
    a->mode[0] = a->type == SK_EV_ASSAULT ? "riot" : "demo";
    a->mode[1] = NULL;
    if (a->pat->right == SK_SLOT_BOTH) { /* đụng độ cảnh sát */
        for (uint8_t i = 1; i < a->source.n; i++)
            fill(&a->target, a->source.group[i]);
        a->source.n = 1;
    }
    a->type = SK_EV_PROTEST;
}

/* "X nói Y phải rút quân": X demands of Y. Nothing if nobody says so. */
static void said(sk_act *a)
{
    uint32_t subject = a->subject;

    if (a->teller == SK_NONE || a->teller == subject) {
        a->dropped = true;
        return;
    }
    a->target.n = a->source.n = 0;
    fill(&a->source, a->teller);
    fill(&a->target, subject);
    a->subject = a->teller;
    a->source_why = "who says so";
    a->target_why = "subject of what is said";
}

static uint32_t condition(const sk_reading *r, uint32_t at)
{
    for (uint32_t i = 0; i < r->items.n; i++) {
        const sk_item *prev = before(r, i);
        if (!is_mark(&r->items.v[i], SK_MARK_IF) &&
            !(r->items.v[i].kind == SK_ITEM_TRIGGER &&
              (r->acts.v[r->items.v[i].ref].pat->flags & SK_PAT_IF)))
            continue;
        if (i > at && (is_mark(prev, SK_MARK_AND) || is_mark(prev, SK_MARK_BUT)))
            continue; /* "và nếu ..." begins another clause */
        return i;
    }
    return SK_NONE;
}

/* The marks of the verb group: those between subject (or the verb before) and
 * the trigger. */
static uint32_t group_mark(const sk_reading *r, const sk_act *a, uint8_t cls)
{
    for (uint32_t i = a->item; i-- > 0;) {
        const sk_item *it = &r->items.v[i];
        if (is_mark(it, cls))
            return i;
        if (it->kind == SK_ITEM_PARTY && !a->passive &&
            !(a->noun))
            break;
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP ||
            it->kind == SK_ITEM_COLON || is_mark(it, SK_MARK_SAY) ||
            is_mark(it, SK_MARK_BUT) || is_mark(it, SK_MARK_TIME) ||
            is_mark(it, SK_MARK_GOAL) || is_mark(it, SK_MARK_IF))
            break;
        if (it->kind == SK_ITEM_TRIGGER && !is_mark(before(r, a->item), SK_MARK_AND))
            break;
        if (a->noun &&
            (it->kind == SK_ITEM_PARTY || is_mark(it, SK_MARK_AFTER)))
            break;
    }
    return SK_NONE;
}

static bool material(uint8_t type)
{
    return type == SK_EV_ASSAULT || type == SK_EV_COERCE || type == SK_EV_MOBILIZE ||
           type == SK_EV_SANCTION || type == SK_EV_PROTEST;
}

static bool verbal_act(uint8_t type)
{
    return type == SK_EV_REQUEST || type == SK_EV_ACCUSE || type == SK_EV_REJECT ||
           type == SK_EV_THREATEN || type == SK_EV_AGREE;
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

static void set_status(sk_act *a, uint8_t status, uint32_t item,
                       const char *why)
{
    a->status = status;
    a->status_item = item;
    a->status_why = why;
}

/* ", cảnh sát cho biết" at the end of the sentence: its verb of saying. */
static uint32_t say_behind(const sk_reading *r)
{
    uint32_t i = (uint32_t)r->items.n, say;

    while (i-- > 0 && !is_mark(&r->items.v[i], SK_MARK_SAY))
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
        if (it->kind == SK_ITEM_TRIGGER || verb_mark(it))
            return SK_NONE;
    }
    return SK_NONE;
}

static void tell(sk_reading *r, sk_act *a)
{
    walk w = {.say = SK_NONE};

    if (a->say == SK_NONE) {
        uint32_t say = say_behind(r);
        if (say != SK_NONE && say > a->item && say > 0 &&
            r->items.v[say - 1].kind == SK_ITEM_PARTY) {
            a->teller = r->items.v[say - 1].ref;
            a->behind = true;
            a->own_say = a->source.n &&
                         same_code(r, a->teller, a->source.group[0]);
        }
        return;
    }
    if (r->items.v[a->say].kind == SK_ITEM_COLON)
        a->teller = before(r, a->say) &&
                            before(r, a->say)->kind == SK_ITEM_PARTY
                        ? before(r, a->say)->ref
                        : SK_NONE;
    else
        a->teller = subject_left(r, a->say, &w);
    a->own_say = a->teller != SK_NONE && a->source.n &&
                 (a->teller == a->source.group[0] ||
                  same_code(r, a->teller, a->source.group[0]));
}

/* "vòng đàm phán ... sẽ diễn ra tại Riyadh": the plan stands behind the noun. */
static uint32_t future_right(const sk_reading *r, sk_act *a)
{
    for (uint32_t i = a->item + 1; i + 1 < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (is_mark(it, SK_MARK_FUTURE) &&
            (is_mark(it + 1, SK_MARK_DO) || is_mark(it + 1, SK_MARK_GOOD))) {
            for (i++; i + 1 < r->items.n; i++)
                if (is_mark(&r->items.v[i], SK_MARK_AT)) {
                    const sk_item *p = &r->items.v[i + 1];
                    if (p->kind == SK_ITEM_OTHER && i + 2 < r->items.n)
                        p++; /* "tại thủ đô Riyadh" */
                    if (p->kind == SK_ITEM_PARTY)
                        a->place = p->ref;
                    break;
                }
            return (uint32_t)(it - r->items.v);
        }
        if (it->kind == SK_ITEM_STOP || is_mark(it, SK_MARK_SAY) ||
            is_mark(it, SK_MARK_BUT))
            break;
    }
    return SK_NONE;
}

/* "đồng ý ... nhưng khẳng định ... phải": consent with a condition. */
static uint32_t but_must(const sk_reading *r, const sk_act *a)
{
    bool but = false;

    for (uint32_t i = a->item + 1; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        but |= is_mark(it, SK_MARK_BUT);
        if (but && (is_mark(it, SK_MARK_MUST) ||
                    (it->kind == SK_ITEM_TRIGGER &&
                     (r->acts.v[it->ref].pat->flags & SK_PAT_SAID))))
            return i;
    }
    return SK_NONE;
}

static void status_of(sk_reading *r, sk_act *a)
{
    uint32_t neg = group_mark(r, a, SK_MARK_NEG);
    uint32_t never = group_mark(r, a, SK_MARK_NEVER);
    uint32_t fut = group_mark(r, a, SK_MARK_FUTURE);
    uint32_t maybe = group_mark(r, a, SK_MARK_MAYBE);
    uint32_t past = group_mark(r, a, SK_MARK_PAST);
    uint32_t claim = group_mark(r, a, SK_MARK_CLAIM);
    uint32_t cond = condition(r, a->item);

    tell(r, a);
    if (a->noun && fut == SK_NONE)
        fut = future_right(r, a);
    if (a->pat->flags & SK_PAT_FAIL) {
        set_status(a, SK_NEGATED, a->item, "foiled or denied by its own words");
        return;
    }
    if (never != SK_NONE || neg != SK_NONE) {
        set_status(a, SK_NEGATED, neg != SK_NONE ? neg : never,
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
        set_status(a, SK_CONDITIONAL, cond, "a condition in the sentence");
        return;
    }
    if ((fut != SK_NONE || (a->pat->flags & SK_PAT_PLAN)) &&
        !(a->type == SK_EV_THREATEN)) {
        set_status(a, SK_PLANNED, fut != SK_NONE ? fut : a->item,
                   "future or plan before the verb");
        return;
    }
    if (maybe != SK_NONE && past == SK_NONE && material(a->type)) {
        set_status(a, SK_PLANNED, maybe, "may");
        return;
    }
    if (claim != SK_NONE || (maybe != SK_NONE && past != SK_NONE)) {
        a->hedged = true;
        set_status(a, SK_CLAIM, claim != SK_NONE ? claim : maybe, "hedged");
        return;
    }
    if ((a->pat->flags & SK_PAT_HEDGE)) {
        set_status(a, SK_CLAIM, a->item, "claimed by its own words");
        return;
    }
    for (uint32_t i = 0; i < r->items.n; i++)
        if (is_mark(&r->items.v[i], SK_MARK_RUMOUR) && !verbal_act(a->type) &&
            a->type != SK_EV_CONSULT) {
            a->hedged = true;
            set_status(a, SK_CLAIM, i, "one source's word");
            return;
        }
    if (a->behind && !a->own_say && a->source.n && hostile_deed(a->type) &&
        official(r, a->teller)) {
        set_status(a, SK_CLAIM, a->item, "told by another state");
        return;
    }
    if (material(a->type) && !verbal_act(a->type) && a->say != SK_NONE &&
        a->teller != SK_NONE && a->type == SK_EV_ASSAULT &&
        (a->own_say || (a->source.n && same_code(r, a->teller, a->source.group[0])) ||
         (a->target.n && same_code(r, a->teller, a->target.group[0])))) {
        set_status(a, SK_CLAIM, a->say, "told by a party with a stake in it");
        return;
    }
    if (group_mark(r, a, SK_MARK_ONGOING) != SK_NONE)
        set_status(a, SK_ONGOING, group_mark(r, a, SK_MARK_ONGOING), "going on");
}

/* The deeds inside an accusation are claims of the accuser about its object. */
static void claims(sk_reading *r, sk_act *a)
{
    uint32_t end = scope_end(r, a);

    for (uint32_t i = a->item + 1; i < end; i++) {
        const sk_item *it = &r->items.v[i];
        sk_act *in;
        if (it->kind != SK_ITEM_TRIGGER)
            continue;
        in = &r->acts.v[it->ref];
        if (in->absorbed != SK_NONE)
            continue;
        if (in->noun && in->source.n && in->source.group[0] != a->subject &&
            !material(in->type))
            continue; /* "chỉ trích lời đe dọa của Mỹ" */
        if (!material(in->type)) {
            in->absorbed = (uint32_t)(a - r->acts.v);
            continue;
        }
        in->teller = !a->passive ? a->subject
                     : a->source.n ? a->source.group[0]
                                   : SK_NONE;
        set_status(in, SK_CLAIM, a->item, "content of an accusation");
        in->hedged = true;
        if (!in->source.n || in->source.group[0] == a->subject) {
            in->source = a->target;
            in->source_why = "the accused";
        }
    }
}

/* "dọa ... nếu Mỹ ...": the threat is to the party of the condition. */
static void target_of_condition(const sk_reading *r, sk_act *a)
{
    uint32_t i = a->status_item;

    if (a->subject == SK_NONE || i >= r->items.n ||
        !is_mark(&r->items.v[i], SK_MARK_IF))
        return;
    for (i++; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_COMMA || it->kind == SK_ITEM_STOP)
            break;
        if (it->kind == SK_ITEM_PARTY && !same_code(r, it->ref, a->subject)) {
            fill(&a->target, it->ref);
            a->target_why = "party of the condition";
            break;
        }
    }
}

/* "cảnh báo": a threat if the warner's own act or a condition follows, blame if
 * the warned party's act does, else nothing. */
static void warning(sk_reading *r, sk_act *a)
{
    uint32_t end = scope_end(r, a);
    bool own = a->status == SK_CONDITIONAL || a->own_future;

    for (uint32_t i = a->item + 1; i < end && !own; i++) {
        const sk_item *it = &r->items.v[i];
        const sk_act *in;
        if (it->kind != SK_ITEM_TRIGGER)
            continue;
        in = &r->acts.v[it->ref];
        if (in->subject == a->subject &&
            (in->own_future || in->type == SK_EV_THREATEN ||
             in->type == SK_EV_COERCE || in->type == SK_EV_ASSAULT))
            own = true;
        else if (a->target.n && in->subject == a->target.group[0] &&
                 (in->type == SK_EV_THREATEN || in->type == SK_EV_ACCUSE)) {
            a->type = SK_EV_ACCUSE;
            a->mode[0] = "disapprove";
            return;
        }
    }
    if (a->status == SK_CONDITIONAL && a->status_item < a->item &&
        !a->own_future)
        own = false; /* "... nếu ..., ông cảnh báo" */
    if (!own)
        a->dropped = true;
}

/* "Hàng trăm người biểu tình tại London": protesters that nothing else is told
 * of. */
static void lone_protesters(sk_reading *r)
{
    const sk_patterns *p = r->d->eng->patterns;

    if (p->protesters == SK_NONE)
        return;
    for (uint32_t i = 0; i < r->items.n; i++) {
        const sk_item *it = &r->items.v[i];
        const sk_group *g;
        sk_act *a;
        if (it->kind != SK_ITEM_PARTY)
            continue;
        g = group_of(r, it);
        if (!(r->parties->parties.v[g->first].flags & SK_PARTY_PROTEST))
            continue;
        if (i > 0 && !is_mark(before(r, i), SK_MARK_AND) &&
            before(r, i)->kind != SK_ITEM_STOP &&
            before(r, i)->kind != SK_ITEM_OTHER)
            continue;
        if (i > 1 && before(r, i)->kind == SK_ITEM_OTHER &&
            before(r, i - 1)->kind != SK_ITEM_STOP)
            continue;
        a = sk_push(&r->d->arena, &r->acts);
        *a = (sk_act){.pat = &p->rows.v[p->protesters], .type = SK_EV_PROTEST,
                      .trig = {it->tok_beg, it->tok_end, it->tok_end,
                               it->tok_end, p->protesters},
                      .sent = r->sent, .item = i, .absorbed = SK_NONE,
                      .subject = it->ref, .say = SK_NONE, .teller = SK_NONE,
                      .status_item = SK_NONE, .place = SK_NONE};
        a->mode[0] = "demo";
        fill(&a->source, it->ref);
        a->source_why = "protesters";
    }
}

/* "bác cáo buộc của Mỹ": the charge that is answered is an act of its own if its
 * author is named. */
static void answered_charge(sk_reading *r, uint32_t i)
{
    sk_act *charge, a = r->acts.v[i];

    if (!a.target.n || !a.source.n)
        return;
    charge = sk_push(&r->d->arena, &r->acts);
    *charge = a;
    charge->type = SK_EV_ACCUSE;
    memset(charge->mode, 0, sizeof charge->mode);
    charge->mode[0] = "allege";
    charge->source = a.target;
    charge->target = a.source;
    charge->status = SK_HAPPENED;
    charge->status_why = NULL;
    charge->undated = true;
    charge->source_why = "author of the charge that is denied";
    charge->target_why = "who denies it";
}

/* Whether a noun is the object of a light verb: "tổ chức cuộc tập trận". */
static bool done(const sk_reading *r, const sk_act *a)
{
    uint32_t k = a->item;

    while (k > 0 && (is_mark(&r->items.v[k - 1], SK_MARK_NOUN) ||
                     r->items.v[k - 1].kind == SK_ITEM_OTHER))
        k--;
    return is_mark(before(r, k), SK_MARK_DO);
}

void sk_read_sentence(sk_reading *r, uint32_t sent)
{
    r->sent = sent;
    r->items.n = r->acts.n = 0;
    sk_read_items(r, sent);
    for (size_t i = 0; i < r->acts.n; i++) {
        sk_act *a = &r->acts.v[i];
        a->done = done(r, a);
        a->noun = !(a->pat->flags & SK_PAT_VERB) &&
                  ((a->pat->flags & SK_PAT_NOUN) || noun_before(r, a->item));
    }
    /* nouns first: a verb's subject may be the source of a noun */
    for (size_t i = 0; i < r->acts.n; i++) {
        sk_act *a = &r->acts.v[i];
        if (a->noun)
            roles_of_noun(r, a);
        else
            roles_of_verb(r, a);
        place_slots(a);
    }
    for (size_t i = 0; i < r->acts.n; i++) {
        sk_act *a = &r->acts.v[i];
        status_of(r, a);
        if (in_condition(r, a->item) || in_purpose(r, a))
            a->dropped = true;
        if (a->passive && material(a->type) && a->status == SK_PLANNED &&
            r->items.v[a->status_item].cls == SK_MARK_MAYBE)
            a->dropped = true; /* "có thể bị tấn công": a danger */
        if ((a->pat->flags & SK_PAT_VERB) && noun_before(r, a->item))
            a->dropped = true;
        if (material(a->type) && is_mark(before(r, a->item), SK_MARK_VERB))
            a->dropped = true; /* "phụ trách phong tỏa" */
        if (a->type == SK_EV_ASSAULT && able(r, a))
            a->dropped = true;
        protesters(r, a);
        if (relative(r, a->item) != SK_NONE &&
            (a->type == SK_EV_REQUEST || a->type == SK_EV_AGREE))
            a->dropped = true; /* "lệnh ngừng bắn mà Mỹ đề xuất" */
        if (a->pat->flags & SK_PAT_SAID)
            said(a);
    }
    for (size_t i = r->acts.n; i-- > 0;) { /* the innermost first */
        sk_act *a = &r->acts.v[i];
        if (a->dropped)
            continue;
        if (a->pat->flags & SK_PAT_CLAIM)
            claims(r, a);
        else if (a->pat->flags & SK_PAT_OP)
            absorb(r, a);
        if (a->pat->flags & SK_PAT_WARN)
            warning(r, a);
        if (!a->target.n && a->status == SK_CONDITIONAL)
            target_of_condition(r, a);
    }
    for (size_t i = 0, n = r->acts.n; i < n; i++)
        if ((r->acts.v[i].pat->flags & SK_PAT_CHARGE) &&
            r->acts.v[i].absorbed == SK_NONE && !r->acts.v[i].dropped)
            answered_charge(r, (uint32_t)i);
    lone_protesters(r);
}
