/* window.c - weighted items of the last days. */
#include "thread/window.h"

#include <math.h>
#include <stdlib.h>

#include "base/err.h"

enum { RING_FIRST = 1024, SWEEP_EVERY = 4096, DF_HALVE = 500000 };
static const double PRIOR_ITEMS = 200;

int sk_window_init(sk_window *w, const sk_thread_model *m)
{
    *w = (sk_window){.mask = RING_FIRST - 1};
    w->ring = calloc(RING_FIRST, sizeof *w->ring);
    w->acc = calloc(RING_FIRST, sizeof *w->acc);
    w->count = calloc((size_t)1 << SK_DF_BITS, sizeof *w->count);
    if (!w->ring || !w->acc || !w->count)
        return SK_ENOMEM;
    for (size_t i = 0; m->df && i < (size_t)1 << SK_DF_BITS; i++)
        w->count[i].all = m->df[i];
    w->n_items = m->n_df;
    return SK_OK;
}

void sk_window_done(sk_window *w)
{
    if (w->ring)
        for (uint32_t s = w->head; s != w->tail; s++)
            sk_live_free(sk_window_at(w, s));
    sk_table_done(&w->postings);
    free(w->ring);
    free(w->acc);
    free(w->count);
    *w = (sk_window){0};
}

/* ---- weights ---- */

/* The share of all items that have a term. */
static double share(const sk_window *w, uint32_t id)
{
    return (sk_window_counts(w, id)->all + 0.5) / ((double)w->n_items + 1);
}

double sk_idf(const sk_window *w, uint32_t id)
{
    return -log(share(w, id));
}

/* The idf of a term whose idf over all is given, among the items of the window:
 * what everybody writes about these days tells happenings apart no more. */
static double burst_idf(const sk_window *w, uint32_t id, double idf)
{
    double n = (double)(w->tail - w->head), k = PRIOR_ITEMS;
    double now = sk_window_counts(w, id)->now;
    double here = -log((now + k * share(w, id)) / (n + k));

    return here < idf ? here : idf;
}

void sk_window_count(sk_window *w, const sk_item *it)
{
    for (uint32_t i = 0; i < it->n_terms; i++)
        sk_window_counts(w, it->terms[i].id)->all++;
    if (++w->n_items >= DF_HALVE) {
        for (size_t i = 0; i < (size_t)1 << SK_DF_BITS; i++)
            w->count[i].all /= 2;
        w->n_items /= 2;
    }
}

static double weight(unsigned tf, double idf)
{
    static const double damp[] = {0, 1, 1.693, 2.099, 2.386, 2.609, 2.792};

    if (!tf || idf <= 0)
        return 0;
    return idf * (tf < 7 ? damp[tf] : 1 + log(tf));
}

static void heavy(sk_live *x)
{
    for (uint32_t i = 0; i < x->n; i++) {
        uint32_t k = x->n_heavy;
        if (k == SK_HEAVY && x->v[i].all <= x->v[x->heavy[k - 1]].all)
            continue;
        if (k == SK_HEAVY)
            k--;
        else
            x->n_heavy++;
        while (k && x->v[x->heavy[k - 1]].all < x->v[i].all) {
            x->heavy[k] = x->heavy[k - 1];
            k--;
        }
        x->heavy[k] = i;
    }
}

sk_live *sk_live_room(uint32_t n)
{
    sk_live *x = calloc(1, sizeof *x + n * (sizeof *x->term + sizeof *x->v));

    if (!x)
        return NULL;
    x->term = (uint32_t *)(void *)(x + 1);
    x->v = (sk_wterm *)(void *)(x->term + n);
    return x;
}

void sk_live_plain(sk_live *x)
{
    double events = 0, all = (double)x->norm_all, name = (double)x->norm_name;

    for (uint32_t i = x->n; i && x->term[i - 1] >= SK_EVENT_TERMS; i--)
        events += (double)x->v[i - 1].all * (double)x->v[i - 1].all;
    x->norm_plain = (float)sqrt(fmax(all * all - events, 0));
    x->norm_plain_name = (float)sqrt(fmax(name * name - events, 0));
}

sk_live *sk_live_new(const sk_window *w, const sk_thread_model *m,
                     const sk_item *it)
{
    sk_live *x = sk_live_room(it->n_terms);
    double a = 0, t = 0, r = 0, n = 0, u = 0;
    float sense[SK_SENSE_DIMS] = {0};
    const sk_sense_term *known[SK_ITEM_TERMS];

    if (!x)
        return NULL;
    for (uint32_t i = 0; i < it->n_terms; i++) {
        uint32_t id = it->terms[i].id;
        __builtin_prefetch(sk_window_counts(w, id));
        sk_sense_soon(&m->senses, id);
    }
    x->id = it->id;
    x->minute = it->minute;
    x->key = it->key;
    x->title = it->title;
    x->rest = it->rest;
    x->outlet = it->outlet;
    x->kind = it->kind;
    x->n_numbers = (uint8_t)it->n_numbers;
    x->n_acts = (uint8_t)it->n_acts;
    memcpy(x->numbers, it->numbers, sizeof x->numbers);
    memcpy(x->acts, it->acts, sizeof x->acts);
    for (uint32_t i = 0; i < it->n_terms; i++) {
        const sk_term *s = &it->terms[i];
        double idf = sk_idf(w, s->id), burst = burst_idf(w, s->id, idf), q = 1;
        unsigned tf = 2u * s->title + s->rest;
        sk_wterm *v = &x->v[x->n];
        if (s->flags & SK_TERM_PAIR)
            q *= m->param[SK_TP_PAIR_WEIGHT];
        if (s->flags & SK_TERM_ENTITY)
            q *= m->param[SK_TP_ENTITY_WEIGHT];
        else if (s->flags & SK_TERM_NAME)
            q *= m->param[SK_TP_NAME_WEIGHT];
        burst *= q; /* knows by itself what everybody writes about */
        if (s->flags & SK_TERM_SEASON)
            q *= m->param[SK_TP_SEASON_WEIGHT];
        idf *= s->id < SK_EVENT_TERMS ? q : m->param[SK_TP_EVENT_WEIGHT];
        v->all = (float)weight(tf, idf);
        v->name = s->flags & SK_TERM_NAME ? v->all : 0;
        if (s->id < SK_EVENT_TERMS) {
            v->title = (float)weight(s->title, idf);
            v->rest = (float)weight(s->rest, idf);
            v->burst = (float)weight(tf, burst);
        }
        if (v->all <= 0)
            continue;
        known[x->n] = sk_sense_find(&m->senses, s->id);
        a += (double)v->all * (double)v->all;
        t += (double)v->title * (double)v->title;
        r += (double)v->rest * (double)v->rest;
        n += (double)v->name * (double)v->name;
        u += (double)v->burst * (double)v->burst;
        x->term[x->n++] = s->id;
    }
    for (uint32_t i = 0; i < x->n; i++)
        if (known[i])
            sk_sense_add(known[i], (double)x->v[i].all, sense);
    x->norm_all = (float)sqrt(a);
    x->norm_title = (float)sqrt(t);
    x->norm_rest = (float)sqrt(r);
    x->norm_name = (float)sqrt(n);
    x->norm_burst = (float)sqrt(u);
    x->norm_theme = (float)sqrt(a > n ? a - n : 0);
    x->sense = sk_sense_of(sense);
    sk_live_plain(x);
    heavy(x);
    return x;
}

void sk_live_free(sk_live *x)
{
    free(x);
}

/* ---- the ring and the index ---- */

static int grow(sk_window *w)
{
    uint32_t cap = (w->mask + 1) * 2;
    sk_live **ring = calloc(cap, sizeof *ring);
    double *acc = calloc(cap, sizeof *acc);

    if (!ring || !acc) {
        free(ring);
        free(acc);
        return SK_ENOMEM;
    }
    for (uint32_t s = w->head; s != w->tail; s++)
        ring[s & (cap - 1)] = sk_window_at(w, s);
    free(w->ring);
    free(w->acc);
    w->ring = ring;
    w->acc = acc;
    w->mask = cap - 1;
    return SK_OK;
}

static bool alive(const sk_window *w, uint32_t seq)
{
    return seq - w->head < w->tail - w->head;
}

static bool keep_alive(int64_t key, uint32_t seq, void *arg)
{
    (void)key;
    return alive(arg, seq);
}

/* One more or one fewer item of the window has the terms of x. */
static void tally(sk_window *w, const sk_live *x, int n)
{
    for (uint32_t i = 0; i < x->n; i++)
        sk_window_counts(w, x->term[i])->now += (uint32_t)n;
}

int sk_window_add(sk_window *w, sk_live *x)
{
    if (w->tail - w->head > w->mask && grow(w))
        return SK_ENOMEM;
    for (uint32_t i = 0; i < x->n_heavy; i++)
        if (!sk_table_push(&w->postings, (int64_t)x->term[x->heavy[i]] + 1,
                           w->tail))
            return SK_ENOMEM;
    tally(w, x, 1);
    w->ring[w->tail & w->mask] = x;
    w->tail++;
    if (w->tail % SWEEP_EVERY == 0)
        sk_table_sweep(&w->postings, keep_alive, w);
    return SK_OK;
}

void sk_window_expire(sk_window *w, int64_t minute, uint32_t keep)
{
    while (w->tail - w->head > keep &&
           sk_window_at(w, w->head)->minute < minute) {
        tally(w, sk_window_at(w, w->head), -1);
        sk_live_free(sk_window_at(w, w->head));
        w->ring[w->head & w->mask] = NULL;
        w->head++;
    }
}

/* Drops dead numbers from the front of a list; lists are in order. */
static void trim(const sk_window *w, sk_list *l)
{
    uint32_t dead = 0, *v = sk_list_of(l);

    while (dead < l->n && !alive(w, v[dead]))
        dead++;
    if (!dead)
        return;
    memmove(v, v + dead, (l->n - dead) * sizeof *v);
    l->n -= dead;
}

/* Whether an item comes before another; ties to the older. */
static bool ahead(const sk_near *a, const sk_near *b)
{
    return a->overlap > b->overlap ||
           (a->overlap >= b->overlap && a->seq < b->seq);
}

/* Puts an item among the n best so far, if it is one of SK_CANDIDATES. */
static size_t among_best(sk_near *best, size_t n, sk_near it)
{
    size_t to = n;

    if (n == SK_CANDIDATES && !ahead(&it, &best[n - 1]))
        return n;
    if (n == SK_CANDIDATES)
        to--;
    else
        n++;
    for (; to && ahead(&it, &best[to - 1]); to--)
        best[to] = best[to - 1];
    best[to] = it;
    return n;
}

size_t sk_window_with(sk_window *w, const sk_live *x, const uint32_t *terms,
                      uint32_t n_terms, sk_near out[SK_CANDIDATES])
{
    static _Thread_local uint32_t all[SK_HEAVY * SK_POSTINGS];
    enum { ALL = sizeof all / sizeof *all };
    size_t n = 0, best = 0;

    for (uint32_t i = 0; i < n_terms; i++)
        sk_table_soon(&w->postings, (int64_t)x->term[terms[i]] + 1);
    for (uint32_t i = 0; i < n_terms; i++) {
        double w_all = (double)x->v[terms[i]].all;
        sk_list *l =
            sk_table_find(&w->postings, (int64_t)x->term[terms[i]] + 1);
        if (!l)
            continue;
        trim(w, l);
        if (l->n > SK_POSTINGS || n + l->n > ALL)
            continue;
        for (uint32_t k = 0; k < l->n; k++) {
            uint32_t seq = sk_list_of(l)[k];
            double *acc = &w->acc[seq & w->mask];
            if (*acc == 0)
                all[n++] = seq;
            *acc += w_all;
        }
    }
    for (size_t i = 0; i < n; i++) {
        double *acc = &w->acc[all[i] & w->mask];
        best = among_best(out, best, (sk_near){all[i], *acc});
        *acc = 0;
    }
    return best;
}

size_t sk_window_near(sk_window *w, const sk_live *x,
                      sk_near out[SK_CANDIDATES])
{
    return sk_window_with(w, x, x->heavy, x->n_heavy, out);
}
