/* anchor.c - which time dates what. */
#include "relate/anchor.h"

#include "base/day.h"

/* A time that names a stretch of the calendar. */
static bool dates(const sk_time *t)
{
    return (t->type == SK_DATE || t->type == SK_TIME) &&
           t->day_beg != SK_NO_DAY && t->day_end != SK_NO_DAY;
}

/* How far a time stands from the trigger: tokens between them, dearer across
 * marks that part clauses. */
static uint32_t distance(const sk_doc *d, const sk_time *t, uint32_t beg,
                         uint32_t end)
{
    uint32_t from = t->tok_end <= beg ? t->tok_end : end;
    uint32_t to = t->tok_end <= beg ? beg : t->tok_beg;
    uint32_t cost = 0;

    for (uint32_t i = from; i < to; i++)
        cost += d->toks.v[i].ch == ',' || d->toks.v[i].ch == ';' ? 6 : 1;
    return cost;
}

const sk_time *sk_time_for(const sk_doc *d, uint32_t sent, uint32_t tok_beg,
                           uint32_t tok_end)
{
    const sk_time *best = NULL;
    uint32_t least = UINT32_MAX;

    for (size_t i = 0; i < d->times.n; i++) {
        const sk_time *t = &d->times.v[i];
        uint32_t cost;
        if (t->sent != sent || !dates(t))
            continue;
        cost = distance(d, t, tok_beg, tok_end);
        if (cost < least) {
            least = cost;
            best = t;
        }
    }
    return best;
}

sk_str sk_time_when(sk_doc *d, const sk_time *t)
{
    if (!t || !dates(t))
        return (sk_str){NULL, 0};
    if (t->day_beg == t->day_end)
        return sk_day_iso(&d->arena, t->day_beg);
    if (t->type == SK_DATE && !t->mod.s && t->value.len <= 8 &&
        t->value.s[0] >= '0' && t->value.s[0] <= '9')
        return t->value;
    return sk_strf(&d->arena, "%.*s/%.*s",
                   SK_FMT(sk_day_iso(&d->arena, t->day_beg)),
                   SK_FMT(sk_day_iso(&d->arena, t->day_end)));
}
