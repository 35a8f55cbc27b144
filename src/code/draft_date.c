/* draft_date.c - the date of an event: which time of its sentence is its own. */
#include "code/draft.h"

#include "code/items.h"
#include "code/roles.h"
#include "relate/anchor.h"

/* What is older than that is told as background. */
enum { HISTORY_DAYS = 1000 };

/* The item that covers a token. */
static uint32_t item_at(const sk_reading *r, uint32_t tok)
{
    uint32_t i = 0;

    while (i < r->items.n && r->items.v[i].tok_end <= tok)
        i++;
    return i;
}

/* The date of a statement dates the verbal act, not the deed that it reports.
 */
static bool of_another(const sk_reading *r, const sk_act *a, const sk_time *t)
{
    uint32_t time = item_at(r, t->tok_beg);
    bool verbal = sk_is_spoken(a->type);

    if (a->say != SK_NONE && a->say < a->item && time < a->say &&
        !(verbal && (a->own_say || (a->pat->flags & SK_PAT_SAID))))
        return true;
    if (a->say != SK_NONE && time + 1 == a->say && !(verbal && a->own_say))
        return true;
    if (a->status == SK_CLAIM && a->status_item < a->item &&
        time < a->status_item &&
        r->items.v[a->status_item].kind == SK_ITEM_TRIGGER)
        return true;
    if (a->behind && time > a->item &&
        r->items.v[time].tok_beg > a->trig.tok_end) {
        for (uint32_t i = a->item; i < time; i++)
            if (r->items.v[i].kind == SK_ITEM_COMMA)
                return true; /* ", cảnh sát cho biết hôm thứ Hai" */
    }
    return false;
}

/* "lần đầu từ năm 2017": how long it was not so. */
static bool since(const sk_reading *r, const sk_time *t)
{
    uint32_t i = item_at(r, t->tok_beg);

    return sk_is_mark(sk_before(r, i), SK_MARK_FROM) ||
           sk_is_mark(sk_before(r, i), SK_MARK_AFTER) ||
           sk_is_mark(sk_before(r, i), SK_MARK_SINCE);
}

/* "lớn nhất từ đầu năm", "lần đầu từ năm 2017": how long nothing was like it.
 */
static bool unlike(const sk_reading *r, const sk_time *t)
{
    uint32_t i = item_at(r, t->tok_beg);
    sk_str s;

    if (i < 2 || !(sk_is_mark(sk_before(r, i), SK_MARK_FROM) ||
                   sk_is_mark(sk_before(r, i), SK_MARK_SINCE)))
        return false;
    s = sk_doc_tok(r->d, r->items.v[i - 1].tok_beg - 1);
    return sk_str_eq(s, SK_STR("nhất")) || sk_str_eq(s, SK_STR("tiên")) ||
           (sk_str_eq(s, SK_STR("đầu")) &&
            sk_str_eq(sk_doc_tok(r->d, r->items.v[i - 1].tok_beg - 2),
                      SK_STR("lần")));
}

/* "lên án vụ không kích hôm 9/9": the date of the deed that is spoken of. */
static bool of_inner(const sk_reading *r, const sk_act *a, const sk_time *t)
{
    if (!sk_is_spoken(a->type) || a->trig.tok_end > t->tok_beg)
        return false;
    for (const sk_act *b = a + 1; b < r->acts.v + r->acts.n; b++)
        if (b->noun && sk_is_material(b->type) && b->trig.tok_end <= t->tok_beg)
            return true;
    return false;
}

/* "cam kết giao vũ khí trong năm nay", "yêu cầu rút quân vào tháng tới": what is
 * promised or asked for is to come then; the words were said before. */
static bool of_content(const sk_reading *r, const sk_act *a, const sk_time *t)
{
    return sk_is_spoken(a->type) && (a->pat->flags & SK_PAT_OP) &&
           a->status == SK_HAPPENED && a->trig.tok_end <= t->tok_beg &&
           r->d->day != SK_NO_DAY && t->day_end > r->d->day;
}

/* "lần đầu kể từ cuộc gặp hồi tháng 2": an act before the one that is told. */
static bool since_then(const sk_reading *r, const sk_act *a)
{
    return a->noun &&
           sk_is_mark(sk_before(r, sk_noun_from(r, a->item)), SK_MARK_SINCE);
}

/* "chuyến thăm diễn ra từ 16 đến 21/11": whether a deed is still to come when
 * the article comes out. */
static bool ahead(const sk_reading *r, const sk_draft *e)
{
    return e->body && r->d->day != SK_NO_DAY && e->from > r->d->day &&
           !sk_is_spoken(e->type) &&
           (e->status == SK_HAPPENED || e->status == SK_ONGOING);
}

/* "diễu binh Quốc khánh 2/9", "kỷ niệm 30/4", "đón Tết": a feast, no date. */
static bool feast(const sk_reading *r, const sk_time *t)
{
    sk_str s = sk_doc_tok(r->d, t->tok_beg), before;

    if (sk_str_eq(s, SK_STR("Tết")))
        return true;
    if (t->tok_beg == 0)
        return false;
    before = sk_doc_tok(r->d, t->tok_beg - 1);
    return sk_str_eq(before, SK_STR("khánh")) ||
           sk_str_eq(before, SK_STR("niệm")) ||
           sk_str_eq(before, SK_STR("binh"));
}

void sk_draft_date(const sk_reading *r, const sk_act *a, sk_draft *e)
{
    const sk_time *t;

    e->since = since_then(r, a);
    t = sk_time_for(r->d, r->sent, a->trig.tok_beg, a->trig.tok_end);
    if (t && (a->undated || feast(r, t) || of_another(r, a, t) ||
              unlike(r, t) || of_inner(r, a, t) || of_content(r, a, t)))
        t = NULL;
    if (!t && a->own_say && sk_is_spoken(a->type) && a->say < a->item &&
        r->items.v[a->say].kind == SK_ITEM_MARK)
        /* "Ngày 5-11, Trung Quốc thông báo hoãn áp thuế" */
        t = sk_time_for(r->d, r->sent, r->items.v[a->say].tok_beg,
                        r->items.v[a->say].tok_end);
    e->when = sk_time_when(r->d, t);
    if (e->when.s && r->d->day != SK_NO_DAY &&
        r->d->day - t->day_end > HISTORY_DAYS) {
        e->old = !since(r, t);
        e->when.s = NULL;
    }
    if (!e->when.s)
        return;
    e->from = t->day_beg;
    e->to = t->day_end;
    sk_draft_why(e, "when", t->span, SK_STR("the time that dates it"));
    if (ahead(r, e)) {
        e->status = SK_PLANNED;
        sk_draft_why(e, "status", t->span, SK_STR("still to come"));
    }
}
