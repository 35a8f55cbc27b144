/* merge.c - one event told twice in one text is one event.
 *
 * In:  drafts that were not sifted out.
 * Out: the first telling with what the others add; the others are gone.
 *
 * Headline and lead tell the same event in other words: the same type, parties
 * that can be the same, dates that do not differ.
 */
#include "code/draft.h"

#include "code/roles.h"

bool sk_is_mutual(uint8_t type)
{
    return type == SK_EV_CONSULT || type == SK_EV_COOPERATE;
}

/* Drafts are compared with so many before and behind: of no article all are
 * not, and time stays linear. */
enum { NEAR = 200 };

static size_t near_beg(size_t i)
{
    return i > NEAR ? i - NEAR : 0;
}

static size_t near_end(const sk_drafts *v, size_t i)
{
    return v->n - i > NEAR ? i + NEAR : v->n;
}

/* Whether the sides can be the same: one is empty, or they share a code. */
static bool sides_meet(const sk_parties *p, const sk_side *a, const sk_side *b)
{
    if (!a->n || !b->n)
        return true;
    for (uint8_t i = 0; i < a->n; i++)
        if (sk_side_has(p, b, sk_party_at(p, a->party[i])->code) ||
            !sk_party_at(p, a->party[i])->code[0])
            return true;
    return sk_side_has(p, b, "");
}

static void both(const sk_draft *e, sk_side *out)
{
    *out = e->source;
    for (uint8_t i = 0; i < e->target.n && out->n < SK_SIDE_MAX; i++)
        out->party[out->n++] = e->target.party[i];
}

static unsigned shared(const sk_parties *p, const sk_side *a, const sk_side *b)
{
    unsigned n = 0;

    for (uint8_t i = 0; i < a->n; i++) {
        const char *code = sk_party_at(p, a->party[i])->code;
        bool again = false;
        for (uint8_t k = 0; k < i; k++)
            again |= strcmp(sk_party_at(p, a->party[k])->code, code) == 0;
        n += !again && sk_side_has(p, b, code);
    }
    return n;
}

static unsigned distinct(const sk_parties *p, const sk_side *a)
{
    return shared(p, a, a);
}

/* "Mỹ sẽ đánh Iran / Mỹ tuyên bố sẽ đánh Iran": a plan of the headline is the
 * threat that the text tells; "Lào bán điện / Lào sẽ bán điện" one promise. */
static bool announced(const sk_draft *a, const sk_draft *b)
{
    if (a->pat != b->pat || !a->title)
        return false;
    return (a->status == SK_PLANNED && b->type == SK_EV_THREATEN) ||
           (a->status == SK_HAPPENED && b->status == SK_PLANNED &&
            b->type == SK_EV_AGREE &&
            (a->type == SK_EV_AID || a->type == SK_EV_COOPERATE ||
             (a->type == SK_EV_SUPPORT && a->pat->right == SK_SLOT_BOTH)));
}

static bool by_phone(const sk_draft *e)
{
    return e->mode[0] && strcmp(e->mode[0], "phone") == 0;
}

/* Whoever wants to mediate may do it by phone. */
static bool mediates(const sk_draft *e)
{
    return e->pat->cameo && strcmp(e->pat->cameo, "045") == 0;
}

/* Both sides do it: a clash, a deal. */
static bool both_do(const sk_parties *p, const sk_draft *e)
{
    return !e->target.n && distinct(p, &e->source) > 1;
}

/* "vào tuần sau", "ngày 15/8": one date may hold the other. */
static bool dates_meet(const sk_draft *a, const sk_draft *b)
{
    return !a->when.s || !b->when.s || sk_str_eq(a->when, b->when) ||
           (a->from <= b->from && b->to <= a->to) ||
           (b->from <= a->from && a->to <= b->to);
}

/* "tập kích IS ở Syria / ném bom ở Syria": the second names only the place. */
static bool hit_there(const sk_parties *p, const sk_draft *a, const sk_draft *b)
{
    return a->by_place && !b->by_place && b->place != SK_NONE &&
           sk_side_has(p, &a->target, sk_party_at(p, b->place)->code);
}

/* ---- the body of an article, which tells more than its news ---- */

/* The only named person of a side who speaks for a code. */
static const sk_party *named(const sk_parties *p, const sk_side *s,
                             const char *code)
{
    const sk_party *found = NULL;

    for (uint8_t i = 0; i < s->n; i++) {
        const sk_party *q = sk_party_at(p, s->party[i]);
        if (strcmp(q->code, code) != 0)
            continue;
        if (found || q->kind != SK_PARTY_PERSON || q->entity == SK_NONE)
            return NULL;
        found = q;
    }
    return found;
}

/* "ông Trump tố", "ông Obama cáo buộc": two of one country. */
static bool others(const sk_parties *p, const sk_side *a, const sk_side *b)
{
    for (uint8_t i = 0; i < a->n; i++) {
        const char *code = sk_party_at(p, a->party[i])->code;
        const sk_party *x = code[0] ? named(p, a, code) : NULL;
        const sk_party *y = x ? named(p, b, code) : NULL;
        if (x && y && x->entity != y->entity)
            return true;
    }
    return false;
}

static bool has_mode(const sk_draft *e, const char *list)
{
    return e->mode[0] && strstr(list, e->mode[0]) != NULL;
}

/* Acts of one type that are not each other: praise and a signature, an arrest
 * and a curfew, a call and a visit. */
static bool unlike(const sk_draft *a, const sk_draft *b)
{
    switch (a->type) {
    case SK_EV_SUPPORT:
        return a->pat->cameo && b->pat->cameo &&
               strcmp(a->pat->cameo, b->pat->cameo) != 0;
    case SK_EV_CONSULT:
        return (by_phone(a) && has_mode(b, "visit multilateral third-party")) ||
               (by_phone(b) && has_mode(a, "visit multilateral third-party"));
    case SK_EV_ASSAULT:
    case SK_EV_ACCUSE:
    case SK_EV_PROTEST:
        return false;
    default:
        return a->mode[0] && b->mode[0] && strcmp(a->mode[0], b->mode[0]) != 0;
    }
}

/* Whether a draft of the body tells of another act than one told before: done
 * by another, of another kind, or with a date long before the news. */
static bool apart(const sk_parties *p, const sk_draft *a, const sk_draft *b,
                  int32_t day)
{
    enum { NEWS_DAYS = 10 };
    bool old =
        b->when.s && !a->when.s && day != SK_NO_DAY && b->to < day - NEWS_DAYS;

    if (old || unlike(a, b) || others(p, &a->source, &b->source) ||
        others(p, &a->target, &b->target))
        return true;
    return !sk_is_mutual(a->type) && !shared(p, &a->source, &b->source) &&
           !shared(p, &a->target, &b->target);
}

static bool same_event(const sk_parties *p, const sk_draft *a,
                       const sk_draft *b, int32_t day)
{
    sk_side x, y;
    unsigned n, na, nb;

    if (a->type != b->type && !announced(a, b))
        return false;
    if (b->body && apart(p, a, b, day))
        return false;
    if ((a->status == SK_NEGATED) != (b->status == SK_NEGATED))
        return false;
    if (a->type == SK_EV_ACCUSE && a->mode[0] && b->mode[0] &&
        strcmp(a->mode[0], b->mode[0]) != 0 &&
        (a->sent == b->sent || strcmp(a->mode[0], "investigate") == 0 ||
         strcmp(b->mode[0], "investigate") == 0))
        return false;
    if ((a->status == SK_PLANNED) != (b->status == SK_PLANNED) &&
        (a->sent == b->sent || (!a->title && !b->title)))
        return false; /* headlines leave out "sẽ", sentences do not */
    if (a->type == SK_EV_CONSULT && by_phone(a) != by_phone(b) &&
        !mediates(a) && !mediates(b) && a->status != b->status &&
        (a->status == SK_PLANNED || b->status == SK_PLANNED))
        return false; /* "điện đàm": not the meeting that it prepares */
    if (!dates_meet(a, b))
        return false;
    if (a->since != b->since && !(a->when.s && b->when.s))
        return false;
    if (sk_is_mutual(a->type)) {
        both(a, &x);
        both(b, &y);
        n = shared(p, &x, &y);
        na = distinct(p, &x);
        nb = distinct(p, &y);
        if (nb > na && na > 1 && !a->title && !b->title && by_phone(b) &&
            !by_phone(a))
            return false; /* "... gặp ông Zelensky. Sau đó ông Starmer điện
                             đàm với cả hai" */
        return n >= 2 || n == (na < nb ? na : nb);
    }
    if (a->type == SK_EV_ASSAULT && both_do(p, a) != both_do(p, b) &&
        a->pat->right != b->pat->right &&
        (a->status == SK_CLAIM || b->status == SK_CLAIM))
        return false; /* "đấu súng": not "Campuchia tố Thái Lan nổ súng" */
    if (a->type == SK_EV_CONCEDE && both_do(p, a) != both_do(p, b) &&
        a->target.n + b->target.n)
        return false; /* "Mỹ và Trung Quốc hạ thuế": not "Mỹ hạ thuế với" */
    return sides_meet(p, &a->source, &b->source) &&
           (sides_meet(p, &a->target, &b->target) || hit_there(p, a, b) ||
            hit_there(p, b, a));
}

/* The fuller of two spans for one code; parties of new codes are added when
 * the side was empty, or the act is mutual and they stand not on the other. */
static void join_side(const sk_parties *p, sk_side *a, const sk_side *b,
                      bool add, const sk_side *other)
{
    bool empty =
        a->n == 0 || (a->n == 1 && !sk_party_at(p, a->party[0])->code[0]);

    for (uint8_t i = 0; i < b->n; i++) {
        const sk_party *q = sk_party_at(p, b->party[i]);
        uint8_t k = 0;
        while (k < a->n &&
               strcmp(sk_party_at(p, a->party[k])->code, q->code) != 0)
            k++;
        if (k == a->n && k == 1 && !sk_party_at(p, a->party[0])->code[0]) {
            a->party[0] = b->party[i]; /* now one knows whose it is */
        } else if (k == a->n) {
            if (other && other->n > 1 && sk_side_has(p, other, q->code))
                continue; /* what two do together is not done to one of them */
            if ((empty || (add && !sk_side_has(p, other, q->code))) &&
                a->n < SK_SIDE_MAX)
                a->party[a->n++] = b->party[i];
        } else {
            const sk_party *o = sk_party_at(p, a->party[k]);
            bool fuller = q->kind != SK_PARTY_PRONOUN &&
                          (o->kind == SK_PARTY_PRONOUN ||
                           (q->sector[0] && !o->sector[0]));
            if (fuller)
                a->party[k] = b->party[i];
        }
    }
}

static void join(const sk_parties *p, sk_draft *a, const sk_draft *b)
{
    bool add = sk_is_mutual(a->type);
    bool many = a->type == SK_EV_ASSAULT || !a->mode[0];

    if (a->type != b->type) {
        a->type = b->type;
        a->status = b->status;
        memcpy(a->mode, b->mode, sizeof a->mode);
    }

    if (hit_there(p, a, b))
        a->target.n = 0;
    a->by_place = a->by_place && b->by_place;
    if (add && b->source.n && a->source.n && !a->target.n && b->target.n) {
        join_side(p, &a->source, &b->source, true, &a->target);
        join_side(p, &a->source, &b->target, true, &a->target);
    } else if (add && a->target.n && !b->target.n && b->source.n > 1) {
        /* both sides stand already */
    } else {
        join_side(p, &a->source, &b->source, add, &a->target);
        join_side(p, &a->target, &b->target, add, &a->source);
    }
    for (int i = 0; many && i < 4 && b->mode[i]; i++) {
        int k = 0;
        while (k < 4 && a->mode[k] && strcmp(a->mode[k], b->mode[i]) != 0)
            k++;
        if (k < 4 && !a->mode[k])
            a->mode[k] = b->mode[i];
    }
    /* the paper's own voice settles a claim; a plan or condition that one
     * telling leaves out stands */
    if (a->asks && !b->asks && a->status == SK_HAPPENED)
        a->status = b->status; /* "Nga sa lầy?": a question asserts nothing */
    else if (a->status == SK_CLAIM && b->status == SK_HAPPENED && !a->hedged &&
             !b->said && !(a->pat->flags & SK_PAT_HEDGE))
        a->status = b->status;
    else if (b->status == SK_CLAIM && a->status == SK_HAPPENED &&
             (a->said || b->hedged))
        a->status = b->status;
    else if (b->status == SK_PLANNED || b->status == SK_CONDITIONAL ||
             (b->status == SK_ONGOING && a->status == SK_HAPPENED))
        a->status = a->status == SK_CONDITIONAL ? a->status : b->status;
    a->title = a->title && b->title;
    if (!a->when.s || (b->when.s && b->to - b->from < a->to - a->from)) {
        a->when = b->when; /* the narrower */
        a->from = b->from;
        a->to = b->to;
    }
    if (a->place == SK_NONE || (a->aim && !b->aim && b->place != SK_NONE)) {
        a->place = b->place;
        a->aim = b->aim;
    }
    if (a->teller == SK_NONE)
        a->teller = b->teller;
    for (uint8_t i = 0; i < b->n_trigger && a->n_trigger < SK_TRIG_MAX; i++)
        a->trigger[a->n_trigger++] = b->trigger[i];
    for (uint8_t i = 0; i < b->n_why; i++)
        sk_draft_why(a, b->why[i].slot, b->why[i].span, b->why[i].text);
}

/* What was agreed, asked or praised in a dated meeting has its date. */
static void date_by_meeting(const sk_parties *p, sk_drafts *v)
{
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = near_beg(i); j < near_end(v, i); j++) {
            const sk_draft *m = &v->v[i];
            sk_draft *e = &v->v[j];
            sk_side all, mine;
            if (m->gone || e->gone || m->type != SK_EV_CONSULT || !m->when.s ||
                m->status != SK_HAPPENED || e->when.s)
                continue;
            if (e->type != SK_EV_AGREE && e->type != SK_EV_REQUEST &&
                e->type != SK_EV_SUPPORT)
                continue;
            both(m, &all);
            both(e, &mine);
            if (others(p, &mine, &all))
                continue; /* "ông Bush gặp ông Putin vào năm 2001" */
            if (distinct(p, &mine) > 1 &&
                shared(p, &mine, &all) == distinct(p, &mine)) {
                e->when = m->when;
                e->from = m->from;
                e->to = m->to;
                if (e->place == SK_NONE && !m->aim && e->type == SK_EV_AGREE)
                    e->place = m->place;
                sk_draft_why(e, "when", m->trigger[0],
                             SK_STR("date of the meeting"));
            }
        }
}

/* A drill of two countries told with one of them. */
static bool half_a_drill(const sk_draft *e, const sk_draft *b)
{
    return e->pat == b->pat && e->type == SK_EV_COOPERATE &&
           b->type == SK_EV_MOBILIZE;
}

/* "Chủ tịch nước rời Hà Nội tối 6/5": no event of two parties, but with the
 * headline it is one: whether its parties are among those of the event. */
static bool retells(const sk_parties *p, const sk_draft *e, const sk_draft *b)
{
    sk_side all, mine;

    if ((b->type != e->type && !half_a_drill(e, b)) || b->body || b->since ||
        b->old || (b->status == SK_NEGATED) != (e->status == SK_NEGATED) ||
        (b->status == SK_PLANNED && e->status != SK_PLANNED))
        return false;
    both(e, &all);
    both(b, &mine);
    for (uint8_t i = 0; i < mine.n; i++)
        if (sk_party_at(p, mine.party[i])->code[0] &&
            !sk_side_has(p, &all, sk_party_at(p, mine.party[i])->code))
            return false;
    return shared(p, &mine, &all) > sk_side_has(p, &mine, "");
}

/* A headline's event has the date of the lead that tells it by halves. */
static void date_by_lead(const sk_parties *p, sk_drafts *v, int32_t day)
{
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = i + 1; j < near_end(v, i); j++) {
            sk_draft *e = &v->v[i], *b = &v->v[j];
            if (e->gone || !e->title || b->title || !retells(p, e, b) ||
                (!b->gone && !half_a_drill(e, b)))
                continue;
            if (!b->gone)
                b->gone_why = "told before";
            b->gone = true;
            if (!b->when.s || e->when.s ||
                (e->status != SK_PLANNED && b->from > day && day != SK_NO_DAY))
                continue;
            e->when = b->when;
            e->from = b->from;
            e->to = b->to;
            sk_draft_why(e, "when", b->trigger[0],
                         SK_STR("date of its other telling"));
        }
}

/* "triển khai lực lượng bắt tàu dầu": what troops are sent for. */
static bool seizes(const sk_draft *sent, const sk_draft *e)
{
    return e->type == SK_EV_COERCE && e->mode[0] &&
           strcmp(e->mode[0], "seize") == 0 && e->n_trigger > 0 &&
           e->trigger[e->n_trigger - 1].beg > sent->trigger[0].beg &&
           e->trigger[e->n_trigger - 1].beg - sent->trigger[0].beg < 80;
}

/* What a date puts into the future is planned; words are said before that. */
static void date_to_come(sk_drafts *v, int32_t day)
{
    for (size_t i = 0; i < v->n && day != SK_NO_DAY; i++) {
        sk_draft *e = &v->v[i];
        if (e->gone || !e->when.s || e->from <= day ||
            (e->status != SK_HAPPENED && e->status != SK_ONGOING))
            continue;
        if (e->type == SK_EV_CONSULT || e->type == SK_EV_COOPERATE)
            e->status = SK_PLANNED;
        else if (sk_is_spoken(e->type))
            e->when.s = NULL;
    }
}

void sk_draft_merge(const sk_doc *d, const sk_parties *p, sk_drafts *v)
{
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = i + 1; j < near_end(v, i) && !v->v[i].gone; j++)
            if (!v->v[j].gone && same_event(p, &v->v[i], &v->v[j], d->day)) {
                join(p, &v->v[i], &v->v[j]);
                v->v[j].gone = true;
                v->v[j].gone_why = "told before";
            }
    /* a deployment told with the attack that it serves is that attack */
    for (size_t i = 0; i < v->n; i++)
        for (size_t j = near_beg(i); j < near_end(v, i) && !v->v[i].gone; j++)
            if (v->v[i].type == SK_EV_MOBILIZE && !v->v[j].gone &&
                (v->v[j].type == SK_EV_ASSAULT || seizes(&v->v[i], &v->v[j])) &&
                v->v[j].status != SK_NEGATED && v->v[i].source.n &&
                v->v[j].source.n &&
                sides_meet(p, &v->v[i].source, &v->v[j].source)) {
                v->v[i].gone = true;
                v->v[i].gone_why = "serves the attack";
            }
    date_by_lead(p, v, d->day);
    date_by_meeting(p, v);
    date_to_come(v, d->day);
}
