/* merge.c - storylines that turn out to be one. */
#include "thread/merge.h"

#include <math.h>

#include "thread/part.h"

enum { OPTIONS = 8 /* that are compared at most */ };
static const double LEAST = 0.05; /* less likely storylines are not compared */
static const double PEER_DOUBTS =
    3; /* asked of two peers beforehand, for no, */
static const double PEER_SHARE =
    0.25; /* and so many more by the smaller's size */
static const double PEER_LEAST =
    0.2; /* for less none is remembered as a peer */

static void rename_story(sk_threads *t, int64_t from, int64_t into)
{
    for (uint32_t s = t->w.head; s != t->w.tail; s++)
        if (sk_window_at(&t->w, s)->story == from)
            sk_window_at(&t->w, s)->story = into;
}

/* Makes one of *st and other; the younger leaves the options too. */
static int merge(sk_threads *t, sk_thread_story **st, sk_thread_story *other,
                 sk_option *opt, size_t n, sk_decision *out)
{
    sk_thread_story *into = (*st)->id < other->id ? *st : other;
    sk_thread_story *from = into == *st ? other : *st;

    for (size_t i = 0; i < n; i++)
        if (opt[i].st == from)
            opt[i].st = NULL;

    out->merges[out->n_merges++] = (sk_thread_merge){from->id, into->id};
    rename_story(t, from->id, into->id);
    *st = into;
    return sk_stories_merge(&t->s, t->m, into, from);
}

static void merge_features(const sk_thread_story *a, const sk_thread_story *b,
                           double item, int64_t minute, const double *p,
                           double *f)
{
    const sk_thread_story *small = a->n < b->n ? a : b;
    const sk_thread_story *large = small == a ? b : a;
    sk_nearness fast = sk_centroid_centroid(&small->fast, &large->fast);
    sk_nearness slow =
        sk_centroid_centroid(sk_story_slow(small), sk_story_slow(large));
    unsigned anchors = 0;

    for (uint32_t i = 0; i < a->n_anchors; i++)
        for (uint32_t k = 0; k < b->n_anchors; k++)
            anchors += a->anchors[i] == b->anchors[k];
    f[SK_MF_BIAS] = 1;
    f[SK_MF_FAST] = sqrt(fast.all);
    f[SK_MF_SLOW] = sqrt(slow.all);
    f[SK_MF_NAME] = sqrt(fast.name);
    f[SK_MF_THEME] = sqrt(fast.theme);
    f[SK_MF_SLOW_NAME] = sqrt(slow.name);
    f[SK_MF_SLOW_THEME] = sqrt(slow.theme);
    f[SK_MF_BREADTH] = slow.breadth;
    f[SK_MF_ANCHORS] = anchors;
    f[SK_MF_SMALL] = sk_story_size(small, p);
    f[SK_MF_LARGE] = sk_story_size(large, p);
    f[SK_MF_ITEM] = item;
    f[SK_MF_DAYS] = log1p(fabs((double)(a->last - b->last)) / 1440);
    f[SK_MF_HEAT] = sk_story_warmth(large, minute, p);
    f[SK_MF_TIGHT] = (double)sk_story_slow(large)->norm / large->n;
    f[SK_MF_ONE] = small->n == 1;
    f[SK_MF_COVER] = slow.cover;
    f[SK_MF_COVERED] = slow.covered;
    f[SK_MF_CLASH] = slow.clash;
    f[SK_MF_SENSE] = sk_sense_cos_sums(a->sense, b->sense);
    f[SK_MF_SLOW_SENSE] = sk_sense_cos_sums(a->slow_sense, b->slow_sense);
}

/* Whether both storylines have grown and neither is a mere piece beside the
 * other: one article makes them one no more, and one may be a part of the
 * other. */
static bool peers(const sk_threads *t, const sk_thread_story *a,
                  const sk_thread_story *b)
{
    const double *p = t->m->param;
    double small = a->n < b->n ? a->n : b->n;
    double large = a->n < b->n ? b->n : a->n;

    return small > p[SK_TP_MERGE_GROWN] && large < p[SK_TP_MERGE_TIMES] * small;
}

/* The place of a peer: its own, else that of one that is gone or weakest. */
static sk_peer *place_of(const sk_threads *t, sk_thread_story *st, int64_t id)
{
    sk_peer *out = st->peers;

    for (sk_peer *p = st->peers; p < st->peers + SK_PEERS; p++) {
        if (p->id == id)
            return p;
        if (p->id && !sk_stories_find(&t->s, p->id))
            *p = (sk_peer){0};
        if (p->sum < out->sum)
            out = p;
    }
    return out;
}

/* How surely two peers are one by all that their articles said, the newest of
 * which says p. The smaller remembers it. */
static double agreed(const sk_threads *t, sk_thread_story *a,
                     sk_thread_story *b, double p)
{
    bool first = a->n < b->n || (a->n == b->n && a->id > b->id);
    sk_thread_story *small = first ? a : b;
    int64_t large = first ? b->id : a->id;
    sk_peer *peer = place_of(t, small, large);

    if (peer->id != large && p < PEER_LEAST)
        return 0;
    if (peer->id != large)
        *peer = (sk_peer){.id = large};
    peer->asked++;
    peer->sum += (float)p;
    return (double)peer->sum /
           (peer->asked + PEER_DOUBTS + PEER_SHARE * small->n);
}

int sk_threads_merge(sk_threads *t, const sk_live *x, sk_thread_story *st,
                     sk_option *opt, size_t n, sk_decision *out)
{
    const double *p = t->m->param;
    const sk_thread_story *whole = NULL;
    double best = 0;
    int rc = SK_OK;

    for (size_t i = 0; i < n && i < OPTIONS && !rc &&
                       out->n_merges < SK_MERGES && opt[i].p >= LEAST;
         i++) {
        sk_thread_story *o = opt[i].st;
        double f[SK_MF_N], one;
        if (!o || o == st)
            continue;
        merge_features(st, o, opt[i].p, x->minute, p, f);
        if (t->watch.merge)
            t->watch.merge(t->watch.arg, st->id, o->id, f);
        one = sk_logistic(t->m->merge, f, SK_MF_N);
        if (peers(t, st, o) ? agreed(t, st, o, one) >= p[SK_TP_PEER_MIN]
                            : one >= p[SK_TP_MERGE_MIN]) {
            rc = merge(t, &st, o, opt, n, out);
        } else if (one > best && sk_part_fits(st, o)) {
            best = one;
            whole = o;
        }
    }
    sk_part_tie(t, st, whole && sk_part_fits(st, whole) ? whole : NULL, best);
    out->story = st->id;
    return rc;
}
