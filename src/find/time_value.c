/* time_value.c - puts what was read on the calendar: TIMEX3 values and the
 * days that they cover.
 */
#include "find/time_value.h"

#include "base/day.h"

/* ---- days with a clock time, days of no one week or year ---- */

static sk_str clock_text(sk_arena *a, const sk_point *p)
{
    return p->second
               ? sk_strf(a, "T%02d:%02d:%02d", p->hour, p->minute, p->second)
               : sk_strf(a, "T%02d:%02d", p->hour, p->minute);
}

/* Adds the clock or the part of the day to a day's value. */
static void add_clock(sk_telling *v, const sk_point *p, sk_answer *r)
{
    if (p->has & SK_P_CLOCK)
        r->value = sk_strf(v->a, "%.*s%.*s", SK_FMT(r->value),
                           SK_FMT(clock_text(v->a, p)));
    else if (p->has & SK_P_PART)
        r->value = sk_strf(v->a, "%.*s%.*s", SK_FMT(r->value), SK_FMT(p->part));
    else
        return;
    r->type = SK_TIME;
    if (!(p->has & SK_P_CLOCK) && p->part_mod.s)
        r->mod = p->part_mod;
}

/* A day of no one week or year, and every such day. */
void sk_time_open_day(sk_telling *v, const sk_point *p, sk_answer *r)
{
    r->type = p->has & SK_P_EACH ? SK_SET : SK_DATE;
    if (p->has & SK_P_WEEKDAY)
        r->value = sk_strf(v->a, "XXXX-WXX-%d", p->wd);
    else if (p->has & SK_P_WEEKEND)
        r->value = SK_STR("XXXX-WXX-WE");
    else if (p->has & SK_P_SEASON)
        r->value = sk_strf(v->a, "XXXX-%.*s", SK_FMT(p->season));
    else if ((p->has & SK_P_DAY) && (p->has & SK_P_MONTH))
        r->value = sk_strf(v->a, "XXXX-%02d-%02d", p->month, p->day);
    else if (p->has & SK_P_DAY)
        r->value = sk_strf(v->a, "XXXX-XX-%02d", p->day);
    else if (p->has & SK_P_MONTH)
        r->value = sk_strf(v->a, "XXXX-%02d", p->month);
    else
        r->value = SK_STR("XXXX-XX-XX");
    add_clock(v, p, r);
    if (p->has & SK_P_EACH)
        r->type = SK_SET;
    r->conf = 0.8f;
}

/* ---- a point ---- */

/* "Hai ngày | trước đó" of nothing told is how long it was. */
static void unanchor(const sk_telling *v, sk_item *it)
{
    const sk_point *p = &it->p;

    if (it->len_end && v->told == SK_NO_DAY &&
        !(v->year && p->unit >= SK_U_YEAR) &&
        !(v->months && p->unit >= SK_U_MONTH)) {
        it->kind = SK_I_LENGTH;
        it->end = it->len_end;
    }
}

static void point_value(sk_telling *v, const sk_item *it, sk_answer *r)
{
    const sk_point *p = &it->p;
    bool day = false;

    r->type = SK_DATE;
    if (p->has & SK_P_AGO) {
        sk_time_ago_value(v, p, r);
        return;
    }
    if ((p->has & SK_P_EACH) ||
        ((p->has & SK_P_LOOSE) && (p->has & SK_P_WEEKDAY))) {
        sk_time_open_day(v, p, r);
        return;
    }
    if (p->has & SK_P_EDGE) {
        sk_time_edge_value(v, it, r);
        day = r->beg != SK_NO_DAY && !r->value.s;
    } else if ((p->has & SK_P_FEAST) && p->feast) {
        sk_time_feast_value(v, it, r);
        day = r->beg != SK_NO_DAY;
        if (day &&
            (sk_str_eq(p->feast->as, SK_STR("eve")) ||
             sk_str_ends(p->feast->as, SK_STR("T"))) &&
            !(p->has & (SK_P_CLOCK | SK_P_PART))) {
            r->value =
                sk_strf(v->a, "%.*sTNI", SK_FMT(sk_day_iso(v->a, r->beg)));
            r->type = SK_TIME;
            return;
        }
    } else if ((p->has & SK_P_LUNAR) && (p->has & SK_P_DAY)) {
        r->conf = 0.9f * v->trust;
        sk_time_lunar_value(v, it, r);
        day = r->beg != SK_NO_DAY;
    } else if (p->has & SK_P_DAYISH) {
        day = sk_time_day_value(v, it, r);
        if (!day && !(p->has & (SK_P_DREL | SK_P_SAME | SK_P_YEAR))) {
            sk_time_open_day(v, p, r);
            r->conf = 0.4f;
            return;
        }
    } else if (p->has & (SK_P_CLOCK | SK_P_PART)) {
        r->beg = v->told != SK_NO_DAY ? v->told : v->ref;
        r->end = r->beg;
        r->conf = 0.6f;
        day = r->beg != SK_NO_DAY;
        if (!day) {
            sk_time_open_day(v, p, r);
            return;
        }
    } else {
        sk_time_wide_value(v, it, r);
        return;
    }
    if (!day)
        return;
    r->value = sk_day_iso(v->a, r->beg);
    add_clock(v, p, r);
}

/* ---- the reference ---- */

/* Without a day of publication: the page's range of days, else the first full
 * date that the text gives. */
static void set_reference(sk_telling *v)
{
    const sk_doc *d = v->s->d;
    const sk_raw *r = &d->raw;

    v->ref = d->day;
    v->minute = d->minute;
    v->trust = 1;
    if (v->ref != SK_NO_DAY)
        return;
    v->minute = -1;
    if (r->day_from != SK_NO_DAY || r->day_to != SK_NO_DAY) {
        v->ref = r->day_to != SK_NO_DAY ? r->day_to : r->day_from;
        v->trust = r->undated_page ? 0.6f : 0.5f;
        return;
    }
    for (size_t i = 0; i < v->s->items.n; i++) {
        const sk_point *p = &v->s->items.v[i].p;
        if (v->s->items.v[i].kind == SK_I_POINT && !v->s->items.v[i].event &&
            (p->has & SK_P_YEAR) && (p->has & SK_P_MONTH) &&
            (p->has & SK_P_DAY) && !(p->has & (SK_P_LUNAR | SK_P_BC)) &&
            p->day <= sk_month_days(p->year, p->month)) {
            v->ref = sk_day_of(p->year, p->month, p->day);
            v->trust = 0.6f;
            return;
        }
    }
}

/* ---- all ---- */

static uint32_t sentence_of(const sk_doc *d, uint32_t tok, uint32_t from)
{
    while (from + 1 < d->sents.n && d->sents.v[from].tok_end <= tok)
        from++;
    return from;
}

void sk_time_values(sk_scan *s)
{
    sk_doc *d = s->d;
    sk_telling v = {
        .s = s, .a = &d->arena, .told = SK_NO_DAY, .quoted = SK_NO_DAY};

    sk_time_link_ranges(s);
    set_reference(&v);
    for (size_t i = 0; i < s->items.n; i++) {
        sk_item *it = &s->items.v[i];
        sk_answer r = {
            .type = SK_DATE, .beg = SK_NO_DAY, .end = SK_NO_DAY, .conf = 0.9f};
        sk_time *t;
        int y, m, day;

        v.sent = sentence_of(d, it->beg, v.sent);
        v.item = i;
        unanchor(&v, it);
        if (it->kind == SK_I_POINT)
            point_value(&v, it, &r);
        else if (it->kind == SK_I_REF)
            r.value = it->ref ? it->ref->as : SK_STR("PAST_REF");
        else
            sk_time_length_value(&v, it, &r);
        if (!r.value.s)
            continue;
        if (it->mod.s && !r.mod.s)
            r.mod = it->mod;
        if (it->kind == SK_I_POINT && r.beg != SK_NO_DAY && !it->event) {
            sk_day_civil(r.beg, &y, &m, &day);
            v.year = y;
            if (r.beg == r.end) {
                v.told = r.beg;
                v.months = y * 12 + m - 1;
                if ((it->p.has & SK_P_DAY) && sk_time_in_quote(&v, it->beg))
                    v.quoted = r.beg;
            } else if (r.end - r.beg < 32) {
                v.months = y * 12 + m - 1;
            }
        }
        t = sk_push(v.a, &d->times);
        *t = (sk_time){.span = sk_doc_tok_span(d, it->beg, it->end),
                       .sent = v.sent,
                       .tok_beg = it->beg,
                       .tok_end = it->end,
                       .type = r.type,
                       .value = r.value,
                       .mod = r.mod,
                       .day_beg = r.beg,
                       .day_end = r.end,
                       .confidence = r.conf};
        if (it->kind == SK_I_POINT) {
            t->tz = sk_time_zone_text(v.a, &it->p, r.beg);
            if (it->p.has & (SK_P_LUNAR | SK_P_CYCLE))
                t->cal = SK_STR("lunar");
            else if ((it->p.has & SK_P_FEAST) && it->p.feast &&
                     !sk_str_starts(it->p.feast->as, SK_STR("solar")))
                t->cal = SK_STR("lunar");
        }
    }
}
