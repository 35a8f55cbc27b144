/* threads.c - the decisions about one item: happening and storyline. */
#include "thread/merge.h"

#include <math.h>
#include <stdlib.h>

#include "base/err.h"
#include "thread/cite.h"

enum { EXPIRE_EVERY = 1024 };
static const double ODDS_MOST = 11.5; /* more sure than that is no pair */
static const double CROWD = 0.45;     /* items as like as this make a crowd */
enum { AHEAD = 3 }; /* items asked for before they are compared */
enum { NEAR_STORIES = 14 };
static const double NEAR_LEAST =
    0.02;                       /* no storyline without an item near by as
                                          likely of one affair: of 730,000 the
                                          item would have joined 17 */
static const double WORDS = 4;  /* log-odds that the words of a storyline found
                                  by anchors add for the share of these, */
static const double FAR = -4.1; /* and what it must reach with them, or the
                                   words are not looked at: of 59,000 that
                                   do not the item would have joined 2 */
static const double WAKE =
    0.4; /* what who and what share (root of both cosines)
                                   with one asleep says something above this */

sk_threads *sk_threads_new(const sk_thread_model *m)
{
    sk_threads *t = calloc(1, sizeof *t);

    if (!t)
        return NULL;
    t->m = m;
    t->clock = INT64_MIN;
    for (int n = 0; n <= SK_CANDIDATES; n++)
        t->log1p[n] = log1p(n);
    if (sk_window_init(&t->w, m)) {
        sk_threads_free(t);
        return NULL;
    }
    return t;
}

void sk_threads_free(sk_threads *t)
{
    if (!t)
        return;
    sk_window_done(&t->w);
    sk_stories_done(&t->s);
    free(t);
}

void sk_threads_watch(sk_threads *t, const sk_thread_watch *watch)
{
    t->watch = *watch;
}

double sk_threads_idf(const sk_threads *t, uint32_t term)
{
    return sk_idf(&t->w, term);
}

/* ---- what stands near ---- */

/* A storyline of items near the new one. */
typedef struct group {
    int64_t id;
    uint32_t n; /* items of it that were looked at */
    double sum, best[3];
} group;

/* A happening of items near the new one. */
typedef struct telling {
    int64_t id;
    uint32_t n;       /* items of it that were looked at */
    double sum, best; /* log-odds of their pairs with the new one */
    bool outlet;      /* one is of its outlet */
} telling;

typedef struct near {
    const sk_live *x;
    size_t n, n_happenings, n_stories;
    int64_t copy_of;
    double sum, best; /* of all affair values */
    sk_probe probe;   /* of x */
    sk_near v[SK_CANDIDATES];
    telling happenings[SK_CANDIDATES];
    group stories[SK_CANDIDATES];
} near;

/* Nothing stands near x yet. The rest is filled as it is found: it is large. */
static void near_set(near *nr, const sk_live *x)
{
    nr->x = x;
    nr->n = nr->n_happenings = nr->n_stories = 0;
    nr->copy_of = 0;
    nr->sum = nr->best = 0;
    sk_probe_set(&nr->probe, x);
}

static void into_group(group *g, size_t *n, int64_t id, double p)
{
    size_t i = 0;

    while (i < *n && g[i].id != id)
        i++;
    if (i == *n)
        g[(*n)++] = (group){.id = id};
    g += i;
    g->n++;
    g->sum += p;
    for (int k = 0; k < 3; k++)
        if (p > g->best[k]) {
            double t = g->best[k];
            g->best[k] = p;
            p = t;
        }
}

static void into_telling(near *nr, const sk_live *y, double odds)
{
    telling *g = nr->happenings, *end = g + nr->n_happenings;

    while (g < end && g->id != y->happening)
        g++;
    if (g == end) {
        *g = (telling){.id = y->happening, .best = odds};
        nr->n_happenings++;
    }
    g->n++;
    g->sum += odds;
    g->best = fmax(g->best, odds);
    g->outlet |= y->outlet == nr->x->outlet;
}

/* A plan, its denial and the fact are happenings of their own, and so is what
 * but lists. */
static bool apart(const sk_live *x, const sk_live *y, const double *f)
{
    return f[SK_PF_ACT_CLASH] > f[SK_PF_ACTS] || x->kind == SK_ITEM_LISTING ||
           y->kind == SK_ITEM_LISTING;
}

/* The likeliest first; ties to the older. */
static int by_best(const void *a, const void *b)
{
    const group *x = a, *y = b;

    if (x->best[0] != y->best[0])
        return x->best[0] < y->best[0] ? 1 : -1;
    return (x->id > y->id) - (x->id < y->id);
}

/* How many of n values are more than x. */
static uint64_t above(const double *v, size_t n, double x)
{
    uint64_t more = 0; /* as wide as what is compared: several at once */

    for (size_t k = 0; k < n; k++)
        more += v[k] > x;
    return more;
}

static void look(sk_threads *t, near *nr, sk_live *x)
{
    double hours = t->m->param[SK_TP_HAPPENING_HOURS], crowd = 0, top = 0;
    double all[SK_CANDIDATES][SK_PF_N];
    double like[SK_CANDIDATES]; /* 0: only lists what others may tell */

    near_set(nr, x);
    nr->n = sk_window_near(&t->w, x, nr->v);
    for (size_t i = 0; i < nr->n && i < AHEAD; i++)
        sk_live_soon(sk_window_at(&t->w, nr->v[i].seq));
    for (size_t i = 0; i < nr->n; i++) {
        if (i + AHEAD < nr->n)
            sk_live_soon(sk_window_at(&t->w, nr->v[i + AHEAD].seq));
        const sk_live *y = sk_window_at(&t->w, nr->v[i].seq);
        sk_pair_features(&nr->probe, y, all[i]);
        /* what but lists is near to all of its affair and tells none of it */
        like[i] = y->kind == SK_ITEM_LISTING ? 0 : all[i][SK_PF_ALL];
        crowd += like[i] > CROWD;
        top = fmax(top, like[i]);
    }
    crowd = log1p(crowd);
    for (size_t i = 0; i < nr->n; i++) {
        sk_live *y = sk_window_at(&t->w, nr->v[i].seq);
        double *f = all[i], p;
        f[SK_PF_CROWD] = crowd;
        f[SK_PF_CROWD_THEME] = f[SK_PF_CROWD] * f[SK_PF_THEME];
        f[SK_PF_GAP] = fmax(top - f[SK_PF_ALL], 0);
        f[SK_PF_RANK] = t->log1p[above(like, nr->n, f[SK_PF_ALL])];
        f[SK_PF_BACK] = t->log1p[sk_live_nearer(y, f[SK_PF_ALL])];
        if (t->watch.pair)
            t->watch.pair(t->watch.arg, x->id, y->id, f);
        if (x->title == y->title && x->title && x->rest == y->rest &&
            !nr->copy_of)
            nr->copy_of = y->id;
        p = sk_logistic(t->m->affair, f, SK_PF_N);
        into_group(nr->stories, &nr->n_stories, y->story, p);
        nr->sum += p;
        nr->best = fmax(nr->best, p);
        if (fabs((double)(x->minute - y->minute)) <= hours * 60)
            into_telling(nr, y,
                         apart(x, y, f)
                             ? -ODDS_MOST
                             : fmax(-ODDS_MOST,
                                    fmin(ODDS_MOST,
                                         sk_log_odds(t->m->same, f, SK_PF_N))));
    }
    for (size_t i = 0; i < nr->n; i++) {
        sk_live *y = sk_window_at(&t->w, nr->v[i].seq);
        if (x->kind == SK_ITEM_LISTING || y->kind == SK_ITEM_LISTING)
            continue;
        sk_live_kin(x, all[i][SK_PF_ALL]);
        sk_live_kin(y, all[i][SK_PF_ALL]);
    }
    if (nr->n_stories)
        qsort(nr->stories, nr->n_stories, sizeof *nr->stories, by_best);
}

/* ---- the happening ---- */

static int64_t best_happening(const sk_threads *t, const near *nr)
{
    double best = 0;
    int64_t id = 0;

    for (size_t i = 0; i < nr->n_happenings; i++) {
        const telling *g = &nr->happenings[i];
        double f[SK_HF_N] = {1, g->best, g->sum / g->n, log(g->n), g->outlet},
               p;
        if (t->watch.tell)
            t->watch.tell(t->watch.arg, nr->x->id, g->id, f);
        p = sk_logistic(t->m->tell, f, SK_HF_N);
        if (p > best || (p >= best && g->id < id)) {
            best = p;
            id = g->id;
        }
    }
    return best >= t->m->param[SK_TP_HAPPENING_MIN] ? id : 0;
}

/* ---- the storyline ---- */

static double shared_anchors(const sk_thread_story *st, const sk_live *x)
{
    unsigned n = 0;

    for (uint32_t i = 0; i < x->n_heavy; i++)
        for (uint32_t k = 0; k < st->n_anchors; k++)
            n += x->term[x->heavy[i]] == st->anchors[k];
    return n > 6 ? 6 : n;
}

static const group *group_of(const near *nr, int64_t story)
{
    for (size_t i = 0; i < nr->n_stories; i++)
        if (nr->stories[i].id == story)
            return &nr->stories[i];
    return NULL;
}

/* All that is known of a storyline without a look at its words. */
static void join_facts(const sk_thread_story *st, const near *nr,
                       const group *g, const double *p, double *f)
{
    double days = (double)(nr->x->minute - st->last) / 1440;

    memset(f, 0, SK_JF_N * sizeof *f);
    f[SK_JF_BIAS] = 1;
    f[SK_JF_SLEPT] = days > 3;
    f[SK_JF_BEST] = g ? g->best[0] : 0;
    f[SK_JF_MEAN3] = g ? (g->best[0] + g->best[1] + g->best[2]) / 3 : 0;
    f[SK_JF_ANCHORS] = shared_anchors(st, nr->x);
    f[SK_JF_SIZE] = sk_story_size(st, p);
    f[SK_JF_DAYS] = days < 0 ? 0 : log1p(days);
    f[SK_JF_COUNT] = g ? log1p(g->n) : 0;
    f[SK_JF_HEAT] = sk_story_warmth(st, nr->x->minute, p);
    f[SK_JF_AGE] = log1p(fmax((double)(nr->x->minute - st->first) / 1440, 0));
    f[SK_JF_VOTE] = g && nr->sum > 0 ? g->sum / nr->sum : 0;
    f[SK_JF_LEAD] = (g ? g->best[0] : 0) - nr->best;
    f[SK_JF_SENSE] = sk_sense_cos_sum(&nr->x->sense, st->sense);
    f[SK_JF_SLOW_SENSE] = sk_sense_cos_sum(&nr->x->sense, st->slow_sense);
    f[SK_JF_TIGHT] = (double)sk_story_slow(st)->norm / st->n;
    f[SK_JF_BIG_LEAD] = f[SK_JF_LEAD] * f[SK_JF_SIZE];
    f[SK_JF_TIGHT_MEAN3] = f[SK_JF_MEAN3] * f[SK_JF_TIGHT];
}

static void join_words(const sk_thread_story *st, const near *nr, double *f)
{
    sk_nearness fast = sk_centroid_item(&st->fast, &nr->probe);
    sk_nearness slow =
        st->slow.term ? sk_centroid_item(&st->slow, &nr->probe) : fast;

    f[SK_JF_FAST] = fast.all;
    f[SK_JF_NAME] = fast.name;
    f[SK_JF_THEME] = fast.theme;
    f[SK_JF_SLOW] = slow.all;
    f[SK_JF_BREADTH] = slow.breadth;
    f[SK_JF_COVER] = slow.cover;
    f[SK_JF_NAME_COVER] = slow.covered;
    f[SK_JF_SLOW_NAME] = slow.name;
    f[SK_JF_SLOW_THEME] = slow.theme;
    f[SK_JF_WAKE] =
        f[SK_JF_SLEPT] * fmax(sqrt(slow.name * slow.theme) - WAKE, 0);
    f[SK_JF_CLASH] = slow.clash;
    f[SK_JF_BIG_FAST] = f[SK_JF_FAST] * f[SK_JF_SIZE];
}

static int by_p(const void *a, const void *b)
{
    const sk_option *x = a, *y = b;

    if (x->p != y->p)
        return x->p < y->p ? 1 : -1;
    return (x->st->id > y->st->id) - (x->st->id < y->st->id);
}

/* All storylines that the item might belong to, the likeliest first. */
static size_t options(sk_threads *t, const near *nr, sk_option *out)
{
    enum { MOST = NEAR_STORIES + SK_STORY_CANDIDATES };
    sk_anchored found[MOST];
    double f[MOST][SK_JF_N];
    size_t told = 0, n = 0, m;

    for (size_t i = 0; i < nr->n_stories && told < NEAR_STORIES &&
                       nr->stories[i].best[0] >= NEAR_LEAST;
         i++) {
        sk_thread_story *st = sk_stories_find(&t->s, nr->stories[i].id);
        if (st)
            found[told++] = (sk_anchored){.st = st};
    }
    m = told +
        sk_stories_anchored(&t->s, nr->x, found + told, SK_STORY_CANDIDATES);
    for (size_t i = 0; i < m; i++)
        sk_soon(found[i].st, sizeof *found[i].st);
    for (size_t i = 0; i < m; i++) {
        const group *g = group_of(nr, found[i].st->id);
        if (i >= told && g)
            continue;
        join_facts(found[i].st, nr, g, t->m->param, f[n]);
        if (g ||
            sk_log_odds(t->m->join, f[n], SK_JF_N) + WORDS * found[i].share >=
                FAR)
            found[n++] = found[i];
    }
    for (size_t i = 0; i < n; i++) {
        sk_thread_story *st = found[i].st;
        if (i + 1 < n)
            sk_story_soon(found[i + 1].st);
        join_words(st, nr, f[i]);
        if (t->watch.join)
            t->watch.join(t->watch.arg, nr->x->id, st->id, f[i]);
        out[i] = (sk_option){st, sk_logistic(t->m->join, f[i], SK_JF_N)};
    }
    if (n)
        qsort(out, n, sizeof *out, by_p);
    return n;
}

/* ---- one item ---- */

/* Digests and columns are groups of their own and are never found again. */
static bool aside(uint8_t kind)
{
    return kind == SK_ITEM_DIGEST || kind == SK_ITEM_COLUMN;
}

static int place(sk_threads *t, near *nr, const sk_item *it, sk_decision *out)
{
    sk_option opt[NEAR_STORIES + SK_STORY_CANDIDATES];
    sk_thread_story *st = NULL;
    size_t n = 0;
    int rc;

    out->happening = it->happening ? it->happening : best_happening(t, nr);
    out->story = it->story;
    for (size_t i = 0; i < nr->n && out->happening && !out->story; i++) {
        const sk_live *y = sk_window_at(&t->w, nr->v[i].seq);
        if (y->happening == out->happening)
            out->story = y->story;
    }
    if (!out->happening) {
        out->happening = it->id;
        out->new_happening = true;
    }
    n = options(t, nr, opt);
    if (out->story)
        st = sk_stories_find(&t->s, out->story);
    else if (n && opt[0].p >= t->m->param[SK_TP_STORY_MIN])
        st = opt[0].st;
    if (st) {
        out->story = out->joined = st->id;
        rc = sk_stories_join(&t->s, t->m, st, nr->x);
        return rc ? rc : sk_threads_merge(t, nr->x, st, opt, n, out);
    }
    out->new_story = !out->story;
    if (!out->story)
        out->story = it->id;
    return sk_stories_new(&t->s, out->story, nr->x) ? SK_OK : SK_ENOMEM;
}

static int add(sk_threads *t, const sk_item *it, sk_decision *out)
{
    sk_live *x = sk_live_new(&t->w, t->m, it);
    near nr;
    int rc;

    if (!x)
        return SK_ENOMEM;
    sk_window_count(&t->w, it);
    if (it->minute > t->clock)
        t->clock = it->minute;
    sk_window_expire(&t->w,
                     t->clock - (int64_t)(1440 * t->m->param[SK_TP_STORY_DAYS]),
                     (uint32_t)t->m->param[SK_TP_QUIET_ITEMS]);
    if (++t->n_items % EXPIRE_EVERY == 0)
        sk_stories_expire(&t->s, t->m, t->clock);
    if (aside(it->kind)) {
        out->happening = it->happening ? it->happening : it->id;
        out->story = it->story ? it->story : it->id;
        out->new_happening = !it->happening;
        out->new_story = !it->story;
        if (it->kind == SK_ITEM_DIGEST)
            sk_cite(t, x, out);
        sk_live_free(x);
        return SK_OK;
    }
    look(t, &nr, x);
    rc = place(t, &nr, it, out);
    out->copy_of = nr.copy_of;
    x->happening = out->happening;
    x->story = out->story;
    if (rc || sk_window_add(&t->w, x)) {
        sk_live_free(x);
        return SK_ENOMEM;
    }
    return SK_OK;
}

int sk_threads_add(sk_threads *t, const sk_item *it, sk_decision *out,
                   sk_err *err)
{
    *out = (sk_decision){0};
    if (add(t, it, out))
        return sk_fail(err, SK_ENOMEM, 0, "threading: no memory");
    return SK_OK;
}
