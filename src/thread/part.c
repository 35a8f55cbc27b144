/* part.c - a storyline that hangs under a larger one.
 *
 * Its items lead to the larger one again and again, which makes them near; a
 * part besides tells of its whole: it knows most of what the whole is found by
 * (its anchors) and is about the same kind of thing (their senses). Two cups,
 * or an election and those who are given offices after it, share names and
 * readers, but neither is told of in the other.
 */
#include "thread/part.h"

enum {
    PART = 4,        /* a storyline of fewer items is no part of another, */
    WHOLE = 20,      /* one of fewer has no parts, */
    WHOLE_TIMES = 2, /* and it is so much larger */
    DEPTH = 8,
};
static const double TIE_NEW = 0.3; /* what the newest item counts */
static const double KNOWN = 0.38, SENSE = 0.45; /* of the whole, at least */
static const double STILL = 1.5; /* times as large a whole stays */

/* Whether a storyline hangs under another, at whatever depth. */
static bool under(const sk_threads *t, const sk_thread_story *st, int64_t id)
{
    for (int depth = 0; st && depth < DEPTH; depth++) {
        if (st->id == id)
            return true;
        st = st->parent ? sk_stories_find(&t->s, st->parent) : NULL;
    }
    return st != NULL;
}

/* The weight of a term; 0 if the centroid lacks it. */
static double weight(const sk_centroid *c, uint32_t term)
{
    size_t at;

    SK_FIRST_NOT(at, c->n, i, c->term[i] < term);
    return at < c->n && c->term[at] == term ? (double)c->v[at].w : 0;
}

/* How much of what leads to the whole the part knows, by weight. */
static double known(const sk_thread_story *st, const sk_thread_story *whole)
{
    double all = 0, in = 0;

    for (uint32_t i = 0; i < whole->n_anchors; i++) {
        double w = weight(sk_story_slow(whole), whole->anchors[i]);
        all += w;
        if (weight(sk_story_slow(st), whole->anchors[i]) > 0)
            in += w;
    }
    return all > 0 ? in / all : 0;
}

static bool told_of(const sk_thread_story *st, const sk_thread_story *whole)
{
    return known(st, whole) >= KNOWN &&
           sk_sense_cos_sums(st->slow_sense, whole->slow_sense) >= SENSE;
}

/* A part that nearly outgrows its whole, or tells of other things by now, is no
 * part of it. */
static void grow_up(const sk_threads *t, sk_thread_story *st)
{
    const sk_thread_story *whole = sk_stories_find(&t->s, st->parent);

    if (whole && (whole->n < STILL * st->n || !told_of(st, whole)))
        st->parent = 0;
}

bool sk_part_fits(const sk_thread_story *st, const sk_thread_story *whole)
{
    return whole->n >= WHOLE && whole->n > WHOLE_TIMES * st->n;
}

void sk_part_tie(sk_threads *t, sk_thread_story *st,
                 const sk_thread_story *large, double likely)
{
    if (st->n < PART)
        return;
    grow_up(t, st);
    if (large && large->id == st->near)
        st->tie += (float)(TIE_NEW * (likely - (double)st->tie));
    else
        st->tie *= (float)(1 - TIE_NEW);
    if (large && large->id != st->near && likely * TIE_NEW > (double)st->tie) {
        st->near = large->id;
        st->tie = (float)(likely * TIE_NEW);
    }
    if (!large || large->id != st->near || large->id == st->parent ||
        (double)st->tie < t->m->param[SK_TP_PARENT_MIN] ||
        under(t, large, st->id) || !told_of(st, large))
        return;
    st->parent = large->id;
}

int64_t sk_threads_parent(const sk_threads *t, int64_t story)
{
    const sk_thread_story *st = sk_stories_find(&t->s, story);

    return st ? st->parent : -1;
}
