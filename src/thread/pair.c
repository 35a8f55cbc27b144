/* pair.c - the features of two items. */
#include <math.h>

#include "thread/window.h"

static const double SPAN = 16; /* quarters of a day; farther is no farther */
static const double RARE_IDF = 6.0; /* in one text of four hundred or fewer */

/* The root of the cosine: a difference tells more among unlike items than
 * among like ones. */
static double likeness(double dot, float a, float b)
{
    return a > 0 && b > 0 && dot > 0 ? sqrt(dot / ((double)a * (double)b)) : 0;
}

unsigned sk_live_nearer(const sk_live *x, double likeness)
{
    unsigned n = 0;

    while (n < x->n_kin && x->kin[n] > (float)likeness)
        n++;
    return n;
}

void sk_live_kin(sk_live *x, double likeness)
{
    unsigned to = sk_live_nearer(x, likeness), last;

    if (to == SK_KIN)
        return;
    last = x->n_kin < SK_KIN ? x->n_kin++ : SK_KIN - 1u;
    memmove(x->kin + to + 1, x->kin + to, (last - to) * sizeof *x->kin);
    x->kin[to] = (float)likeness;
}

/* Numbers that both have, or that neither shares, and days likewise. */
static void compare_numbers(const sk_live *a, const sk_live *b, double *f)
{
    unsigned here[2] = {0}, there[2] = {0}, same[2] = {0};

    for (unsigned k = 0; k < b->n_numbers; k++)
        there[b->numbers[k] & SK_NUMBER_DAY]++;
    for (unsigned i = 0; i < a->n_numbers; i++) {
        unsigned day = a->numbers[i] & SK_NUMBER_DAY;
        here[day]++;
        for (unsigned k = 0; k < b->n_numbers; k++)
            same[day] += a->numbers[i] == b->numbers[k];
    }
    f[SK_PF_NUMBERS] = same[0] > 3 ? 3 : same[0];
    f[SK_PF_NUMBER_CLASH] = here[0] && there[0] && !same[0];
    f[SK_PF_DAY] = same[1] > 0;
    f[SK_PF_DAY_CLASH] = here[1] && there[1] && !same[1];
}

/* Coded events: +1 for each that both tell with the same status, and a clash
 * if one plans or denies what the other reports. */
static void compare_acts(const sk_live *a, const sk_live *b, double *f)
{
    for (unsigned i = 0; i < a->n_acts; i++)
        for (unsigned k = 0; k < b->n_acts; k++) {
            const sk_act *x = &a->acts[i], *y = &b->acts[k];
            if (x->who != y->who)
                continue;
            if ((x->status == SK_PLANNED) != (y->status == SK_PLANNED) ||
                (x->status == SK_NEGATED) != (y->status == SK_NEGATED) ||
                (x->day != SK_NO_DAY && y->day != SK_NO_DAY &&
                 x->day != y->day))
                f[SK_PF_ACT_CLASH] = 1;
            else
                f[SK_PF_ACTS] = 1;
        }
}

void sk_probe_set(sk_probe *p, const sk_live *x)
{
    memset(p->slot, 0, sizeof p->slot);
    p->x = x;
    for (uint32_t i = 0; i < x->n; i++) {
        uint32_t h = x->term[i] & (SK_PROBE - 1);
        while (p->slot[h])
            h = (h + 1) & (SK_PROBE - 1);
        p->slot[h] = (uint16_t)(i + 1);
    }
}

uint32_t sk_probe_shared(const sk_probe *p, const uint32_t *term, uint32_t n,
                         const void *weights, size_t size, sk_shared *out)
{
    const uint32_t *own = p->x->term;
    uint16_t maybe[SK_ITEM_TERMS + 1]; /* whose slot is not free */
    uint32_t some = 0, found = 0;

    for (uint32_t k = 0; k < n; k++) { /* no branch: one in seven is shared */
        maybe[some] = (uint16_t)k;
        some += p->slot[term[k] & (SK_PROBE - 1)] != 0;
    }
    for (uint32_t i = 0; i < some; i++) {
        uint32_t k = maybe[i], h = term[k] & (SK_PROBE - 1);
        while (p->slot[h] && own[p->slot[h] - 1] != term[k])
            h = (h + 1) & (SK_PROBE - 1);
        if (!p->slot[h])
            continue;
        out[found++] = (sk_shared){(uint16_t)k, (uint16_t)(p->slot[h] - 1)};
        __builtin_prefetch((const char *)weights + k * size);
    }
    return found;
}

void sk_pair_features(const sk_probe *probe, const sk_live *b, double *f)
{
    const sk_live *a = probe->x;
    double all = 0, title = 0, rest = 0, name = 0, ab = 0, ba = 0, top = 0;
    double theme = 0, squares = 0, burst = 0, in_a = 0, in_b = 0;
    unsigned rare = 0;
    sk_shared both[SK_ITEM_TERMS];
    uint32_t n =
        sk_probe_shared(probe, b->term, b->n, b->v, sizeof *b->v, both);

    while (n && b->term[both[n - 1].here] >= SK_EVENT_TERMS)
        n--;
    for (int z = 0; z < SK_PF_N; z++)
        f[z] = 0;
    for (uint32_t k = 0; k < n; k++) {
        const sk_wterm *x = &a->v[both[k].there], *y = &b->v[both[k].here];
        double w = (double)x->all * (double)y->all;
        all += w;
        squares += w * w;
        if (!(x->name > 0 || y->name > 0))
            theme += w;
        burst += (double)x->burst * (double)y->burst;
        in_b += (double)x->title * (double)x->title;
        in_a += (double)y->title * (double)y->title;
        title += (double)x->title * (double)y->title;
        rest += (double)x->rest * (double)y->rest;
        name += (double)x->name * (double)y->name;
        ab += (double)x->title * (double)y->rest;
        ba += (double)x->rest * (double)y->title;
        if (w > top)
            top = w;
        rare +=
            (double)x->all > RARE_IDF * 1.2 && (double)y->all > RARE_IDF * 1.2;
    }
    ab = likeness(ab, a->norm_title, b->norm_rest);
    ba = likeness(ba, a->norm_rest, b->norm_title);
    f[SK_PF_BIAS] = 1;
    f[SK_PF_ALL] = likeness(all, a->norm_plain, b->norm_plain);
    f[SK_PF_TITLE] = likeness(title, a->norm_title, b->norm_title);
    f[SK_PF_REST] = likeness(rest, a->norm_rest, b->norm_rest);
    f[SK_PF_NAME] = likeness(name, a->norm_plain_name, b->norm_plain_name);
    f[SK_PF_CROSS] = ab > ba ? ab : ba;
    compare_numbers(a, b, f);
    f[SK_PF_RARE] = rare > 6 ? 6 : rare;
    f[SK_PF_DAYS] =
        log1p(fmin(fabs((double)(a->minute - b->minute)) / 360, SPAN));
    f[SK_PF_PREVIEW] =
        (a->kind >= SK_ITEM_PREVIEW) != (b->kind >= SK_ITEM_PREVIEW);
    f[SK_PF_SERIES] = (a->kind == SK_ITEM_SERIES) + (b->kind == SK_ITEM_SERIES);
    f[SK_PF_MIN] =
        f[SK_PF_TITLE] < f[SK_PF_REST] ? f[SK_PF_TITLE] : f[SK_PF_REST];
    f[SK_PF_TOP] = all > 0 ? top / all : 0;
    f[SK_PF_THEME] = likeness(theme, a->norm_theme, b->norm_theme);
    f[SK_PF_BREADTH] = squares > 0 ? log(all * all / squares) : 0;
    f[SK_PF_BURST] = likeness(burst, a->norm_burst, b->norm_burst);
    in_a = likeness(in_a, b->norm_title, b->norm_title);
    in_b = likeness(in_b, a->norm_title, a->norm_title);
    f[SK_PF_BURST_BURST] = f[SK_PF_BURST] * f[SK_PF_BURST];
    f[SK_PF_BURST_TITLE] = f[SK_PF_BURST] * f[SK_PF_TITLE];
    f[SK_PF_COVER] = fmax(in_a, in_b);
    f[SK_PF_COVERED] = fmin(in_a, in_b);
    f[SK_PF_SENSE] = sk_sense_cos(&a->sense, &b->sense);
    f[SK_PF_OWN] = a->outlet == b->outlet;
    f[SK_PF_OWN_DAYS] = f[SK_PF_OWN] * f[SK_PF_DAYS];
    compare_acts(a, b, f);
}
