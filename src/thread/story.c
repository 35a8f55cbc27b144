/* story.c - the set of storylines, and what leads to each: id and anchors. */
#include "thread/story.h"

#include <math.h>
#include <stdlib.h>

#include "base/err.h"

static const double ANCHORED_LEAST = 0.15; /* of the weight of an item's heavy
                                              terms: of 545,000 storylines that
                                              have less of it the item would
                                              have joined 361 */

void sk_thread_story_free(sk_thread_story *st)
{
    if (!st)
        return;
    free(st->fast.term);
    free(st->slow.term);
    free(st);
}

void sk_stories_done(sk_stories *s)
{
    for (uint32_t i = 0; i < s->n_slots; i++)
        sk_thread_story_free(s->slots[i]);
    free(s->slots);
    free(s->spare);
    free(s->acc);
    sk_table_done(&s->by_id);
    sk_table_done(&s->anchors);
    *s = (sk_stories){0};
}

static uint32_t slot_of(const sk_stories *s, int64_t id)
{
    sk_list *l = sk_table_find(&s->by_id, id);

    return l && l->n ? *sk_list_of(l) : UINT32_MAX;
}

sk_thread_story *sk_stories_find(const sk_stories *s, int64_t id)
{
    uint32_t i = slot_of(s, id);

    return i == UINT32_MAX ? NULL : s->slots[i];
}

static void remove_slot(sk_stories *s, uint32_t i)
{
    sk_thread_story *st = s->slots[i];

    sk_table_drop(&s->by_id, st->id, i);
    for (uint32_t k = 0; k < st->n_anchors; k++)
        sk_table_drop(&s->anchors, (int64_t)st->anchors[k] + 1, i);
    sk_thread_story_free(st);
    s->slots[i] = NULL;
    s->spare[s->n_spare++] = i;
    s->n_live--;
}

static int room(sk_stories *s)
{
    uint32_t cap = s->cap ? s->cap * 2 : 1024;
    sk_thread_story **v;
    uint32_t *spare;
    double *acc;

    if (s->n_spare || s->n_slots < s->cap)
        return SK_OK;
    v = realloc(s->slots, cap * sizeof *v);
    if (v)
        s->slots = v;
    spare = realloc(s->spare, cap * sizeof *spare);
    if (spare)
        s->spare = spare;
    acc = realloc(s->acc, cap * sizeof *acc);
    if (acc)
        s->acc = acc;
    if (!v || !spare || !acc)
        return SK_ENOMEM;
    memset(s->acc + s->cap, 0, (cap - s->cap) * sizeof *acc);
    s->cap = cap;
    return SK_OK;
}

static bool among(const uint32_t *v, uint32_t n, uint32_t id)
{
    for (uint32_t i = 0; i < n; i++)
        if (v[i] == id)
            return true;
    return false;
}

static int anchor(sk_stories *s, sk_thread_story *st)
{
    const sk_centroid *c = sk_story_slow(st);
    uint32_t old_n = st->n_anchors, old[SK_ANCHORS], slot = slot_of(s, st->id);
    uint32_t best[SK_ANCHORS], n = 0;

    memcpy(old, st->anchors, sizeof old);
    for (uint32_t i = 0; i < c->n; i++) {
        uint32_t k = n;
        if (n == SK_ANCHORS && c->v[i].w <= c->v[best[n - 1]].w)
            continue;
        if (n == SK_ANCHORS)
            k--;
        else
            n++;
        for (; k && c->v[best[k - 1]].w < c->v[i].w; k--)
            best[k] = best[k - 1];
        best[k] = i;
    }
    st->n_anchors = n;
    for (uint32_t i = 0; i < n; i++)
        st->anchors[i] = c->term[best[i]];
    for (uint32_t i = 0; i < old_n; i++)
        if (!among(st->anchors, n, old[i]))
            sk_table_drop(&s->anchors, (int64_t)old[i] + 1, slot);
    for (uint32_t i = 0; i < n; i++)
        if (!among(old, old_n, st->anchors[i]) &&
            !sk_table_push(&s->anchors, (int64_t)st->anchors[i] + 1, slot))
            return SK_ENOMEM;
    return SK_OK;
}

int sk_stories_put(sk_stories *s, sk_thread_story *st)
{
    uint32_t i;

    if (room(s))
        return SK_ENOMEM;
    i = s->n_spare ? s->spare[--s->n_spare] : s->n_slots++;
    s->slots[i] = st;
    s->n_live++;
    if (!sk_table_push(&s->by_id, st->id, i))
        return SK_ENOMEM;
    for (uint32_t k = 0; k < st->n_anchors; k++)
        if (!sk_table_push(&s->anchors, (int64_t)st->anchors[k] + 1, i))
            return SK_ENOMEM;
    return SK_OK;
}

static void add_sense(float *sum, double keep, const sk_live *x, double scale)
{
    for (int i = 0; i < SK_SENSE_DIMS; i++)
        sum[i] = (float)keep * sum[i] + (float)scale * x->sense.v[i];
}

sk_thread_story *sk_stories_new(sk_stories *s, int64_t id, const sk_live *x)
{
    sk_thread_story *st = calloc(1, sizeof *st);

    if (!st)
        return NULL;
    st->id = id;
    st->first = st->last = st->fast.at = st->slow.at = x->minute;
    st->n = 1;
    st->heat = 1;
    add_sense(st->sense, 0, x, 1);
    add_sense(st->slow_sense, 0, x, 1);
    if (sk_centroid_add_item(&st->fast, 1, x, 1) || sk_stories_put(s, st)) {
        sk_thread_story_free(st);
        return NULL;
    }
    return st;
}

static bool anchors_due(uint32_t n)
{
    return n == 2 || n == 3 || (n & (n - 1)) == 0 || n % 16 == 0;
}

static double decay(const sk_thread_model *m, int64_t minutes)
{
    return minutes <= 0
               ? 1
               : exp2(-(double)minutes / 1440 / m->param[SK_TP_HALF_LIFE]);
}

double sk_story_heat(const sk_thread_story *st, int64_t minute)
{
    double days = (double)(minute - st->fast.at) / 1440;

    return (double)st->heat * (days > 0 ? exp2(-days) : 1);
}

double sk_story_size(const sk_thread_story *st, const double *param)
{
    return log(fmin(st->n, param[SK_TP_SIZE_MOST]));
}

double sk_story_warmth(const sk_thread_story *st, int64_t minute,
                       const double *param)
{
    return log1p(fmin(sk_story_heat(st, minute), param[SK_TP_HEAT_MOST]));
}

int sk_stories_join(sk_stories *s, const sk_thread_model *m,
                    sk_thread_story *st, const sk_live *x)
{
    double keep = decay(m, x->minute - st->fast.at);
    double scale = decay(m, st->fast.at - x->minute);

    add_sense(st->sense, keep, x, scale);
    add_sense(st->slow_sense, 1, x, 1);
    st->heat = (float)(sk_story_heat(st, x->minute) + 1);
    if (!st->slow.term && sk_centroid_copy(&st->slow, &st->fast))
        return SK_ENOMEM;
    if (sk_centroid_add_item(&st->fast, keep, x, scale) ||
        sk_centroid_add_item(&st->slow, 1, x, 1))
        return SK_ENOMEM;
    if (x->minute > st->fast.at)
        st->fast.at = x->minute;
    if (x->minute > st->last)
        st->last = x->minute;
    if (x->minute < st->first)
        st->first = x->minute;
    st->n++;
    return anchors_due(st->n) ? anchor(s, st) : SK_OK;
}

int sk_stories_merge(sk_stories *s, const sk_thread_model *m,
                     sk_thread_story *into, sk_thread_story *from)
{
    double keep = decay(m, from->fast.at - into->fast.at);
    double scale = decay(m, into->fast.at - from->fast.at);
    const sk_centroid *slow = sk_story_slow(from);

    into->heat = (float)(sk_story_heat(into, from->fast.at) +
                         sk_story_heat(from, into->fast.at));
    for (int i = 0; i < SK_SENSE_DIMS; i++) {
        into->sense[i] =
            (float)keep * into->sense[i] + (float)scale * from->sense[i];
        into->slow_sense[i] += from->slow_sense[i];
    }
    if (!into->slow.term && sk_centroid_copy(&into->slow, &into->fast))
        return SK_ENOMEM;
    if (sk_centroid_add(&into->slow, 1, slow->term, slow->v, slow->n, 1) ||
        sk_centroid_add(&into->fast, keep, from->fast.term, from->fast.v,
                        from->fast.n, scale))
        return SK_ENOMEM;
    if (from->fast.at > into->fast.at)
        into->fast.at = from->fast.at;
    if (from->last > into->last)
        into->last = from->last;
    if (from->first < into->first)
        into->first = from->first;
    into->n += from->n;
    remove_slot(s, slot_of(s, from->id));
    return anchor(s, into);
}

void sk_stories_expire(sk_stories *s, const sk_thread_model *m, int64_t clock)
{
    bool quiet = s->n_live <= m->param[SK_TP_QUIET_ITEMS];

    for (uint32_t i = 0; i < s->n_slots; i++) {
        const sk_thread_story *st = s->slots[i];
        double days = st ? (double)(clock - st->last) / 1440 : 0;
        if (st && !quiet &&
            (days > m->param[SK_TP_SLEEP_DAYS] ||
             (days > m->param[SK_TP_STORY_DAYS] + 1 &&
              st->n < m->param[SK_TP_SLEEP_MIN])))
            remove_slot(s, i);
    }
}

/* Whether storyline a has more weight than b; ties to the older. */
static bool ahead(const sk_stories *s, uint32_t a, uint32_t b)
{
    return s->acc[a] > s->acc[b] ||
           (s->acc[a] >= s->acc[b] && s->slots[a]->id < s->slots[b]->id);
}

size_t sk_stories_anchored(sk_stories *s, const sk_live *x, sk_anchored *out,
                           size_t max)
{
    enum { LIST = 128 }; /* what anchors more storylines tells none apart */
    uint32_t all[SK_HEAVY * LIST], best[SK_STORY_CANDIDATES];
    size_t n = 0, k = 0;
    double whole = 0, rest;

    for (uint32_t i = 0; i < x->n_heavy; i++) {
        sk_table_soon(&s->anchors, (int64_t)x->term[x->heavy[i]] + 1);
        whole += (double)x->v[x->heavy[i]].all;
    }
    rest = whole;
    for (uint32_t i = 0; i < x->n_heavy; i++) {
        double w = (double)x->v[x->heavy[i]].all;
        sk_list *l =
            sk_table_find(&s->anchors, (int64_t)x->term[x->heavy[i]] + 1);
        bool late = rest < ANCHORED_LEAST * whole; /* for one to be new */
        for (uint32_t j = 0; l && l->n <= LIST && j < l->n; j++) {
            uint32_t slot = sk_list_of(l)[j];
            if (s->acc[slot] > 0 || !late) {
                if (s->acc[slot] <= 0)
                    all[n++] = slot;
                s->acc[slot] += w;
            }
        }
        rest -= w;
    }
    if (max > SK_STORY_CANDIDATES)
        max = SK_STORY_CANDIDATES;
    for (size_t i = 0; i < n; i++) {
        size_t to = k;
        if (s->acc[all[i]] < ANCHORED_LEAST * whole ||
            (k == max && !ahead(s, all[i], best[k - 1])))
            continue;
        if (k == max)
            to--;
        else
            k++;
        for (; to && ahead(s, all[i], best[to - 1]); to--)
            best[to] = best[to - 1];
        best[to] = all[i];
    }
    for (size_t i = 0; i < k; i++)
        out[i] = (sk_anchored){s->slots[best[i]], s->acc[best[i]] / whole};
    for (size_t i = 0; i < n; i++)
        s->acc[all[i]] = 0;
    return k;
}
