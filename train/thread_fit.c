/* thread_fit.c - weights of threading from labels, by logistic regression. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thread_train.h"

/* ---- fit: what was weighed, with the labels ---- */

enum { FEATURES = 33, FOLDS = 5 };
_Static_assert((int)FEATURES >= (int)SK_PF_N && (int)FEATURES >= (int)SK_JF_N,
               "room for all features");

typedef struct sample {
    float f[FEATURES];
    float w;
    uint8_t y, fold;
} sample;

typedef struct samples {
    sample *v;
    size_t n, cap;
    int width;
    double hold; /* how much weights are held back */
} samples;

typedef struct fitter {
    corpus *c;
    const sk_thread_model *model;
    int32_t *event, *story, *saga; /* [n + 1] label numbers, 0 none */
    int32_t n_events, n_stories, n_sagas;
    int64_t *since;  /* [n + 1] by label of story: the first item of its file */
    int32_t doubted; /* a saga whose strangers teach nothing */
    struct vote *votes[3]; /* [n + 1] by storyline: of story, of saga; by
                              happening: of event */
    samples same, tell, affair, join, merge;
    uint32_t *of_story, *of_saga; /* [n + 1] items with the label */
} fitter;

static void take(samples *s, const double *f, bool y, double w, uint32_t fold)
{
    if (s->n == s->cap) {
        s->cap = s->cap ? s->cap * 2 : 1 << 14;
        s->v = realloc(s->v, s->cap * sizeof *s->v);
    }
    for (int i = 0; i < s->width; i++)
        s->v[s->n].f[i] = (float)f[i];
    s->v[s->n].y = y;
    s->v[s->n].w = (float)w;
    s->v[s->n++].fold = (uint8_t)(fold % FOLDS);
}

/* Features that the table has no row for, or 0, are not learned. */
static void take_known(samples *s, const double *f, bool y, uint32_t fold,
                       const double *table)
{
    double known[FEATURES];

    for (int i = 0; i < s->width; i++)
        known[i] = table[i] != 0 ? f[i] : 0;
    take(s, known, y, 1, fold);
}

/* Happenings whose best pair has lower log-odds teach nothing. */
static const double OPEN = -3.9;

/* The list of a saga may lack members: what is not on it counts little as a
 * stranger to one of its items, and less as one to a storyline. */
static const double UNLISTED = 0.3, STRANGER = 0.08;
static const double SAGA = 2; /* what a saga counts beside a story as long */

/* Each file labels a window of the stream: an affair has another label in
 * another window. */
static bool one_window(const fitter *t, int32_t story, int32_t other)
{
    return t->since[story] == t->since[other];
}

static void on_pair(void *arg, int64_t a, int64_t b, const double *f)
{
    fitter *t = arg;
    uint32_t fold = (uint32_t)t->event[a] * 2654435761u >> 16;

    if (t->event[a] && t->event[b] && one_window(t, t->story[a], t->story[b])) {
        take_known(&t->same, f, t->event[a] == t->event[b], fold,
                   t->model->same);
        take(&t->affair, f, t->story[a] == t->story[b],
             1 / (double)t->of_story[t->story[a]],
             (uint32_t)t->story[a] * 2654435761u >> 16);
    } else if (t->saga[a] || t->saga[b]) {
        int32_t saga = t->saga[a] ? t->saga[a] : t->saga[b];
        if (saga == t->doubted && t->saga[a] != t->saga[b])
            return;
        take(&t->affair, f, t->saga[a] == t->saga[b],
             SAGA * (t->saga[a] && t->saga[b] ? 1 : UNLISTED) /
                 (double)t->of_saga[saga],
             (uint32_t)saga * 2654435761u >> 16);
    }
}

/* The label that leads among the labelled members of a storyline, by the vote
 * of Boyer and Moore: how far it leads, so that two votes can be joined. */
typedef struct vote {
    int32_t label;
    int32_t lead;
} vote;

static void cast(vote *v, int32_t label, int32_t n)
{
    if (v->label == label) {
        v->lead += n;
    } else if (v->lead >= n) {
        v->lead -= n;
    } else {
        v->label = label;
        v->lead = n - v->lead;
    }
}

/* The same for stories, of which those of the newest window alone count. */
static void cast_story(const fitter *t, vote *v, int32_t label, int32_t n)
{
    int64_t have = v->lead ? t->since[v->label] : 0;

    if (have > t->since[label])
        return;
    if (have < t->since[label])
        *v = (vote){0};
    cast(v, label, n);
}

static void on_decision(void *arg, int64_t item, const sk_decision *d)
{
    fitter *t = arg;
    int64_t s = d->n_merges ? d->joined : d->story;

    if (t->event[item])
        cast(&t->votes[2][d->happening], t->event[item], 1);
    if (t->story[item])
        cast_story(t, &t->votes[0][s], t->story[item], 1);
    if (t->saga[item])
        cast(&t->votes[1][s], t->saga[item], 1);
    for (uint32_t i = 0; i < d->n_merges; i++) {
        const sk_thread_merge *m = &d->merges[i];
        const vote *story = &t->votes[0][m->from],
                   *saga = &t->votes[1][m->from];
        if (story->lead)
            cast_story(t, &t->votes[0][m->into], story->label, story->lead);
        if (saga->lead)
            cast(&t->votes[1][m->into], saga->label, saga->lead);
    }
}

static int32_t label_of(const fitter *t, int which, int64_t story)
{
    const vote *v = &t->votes[which][story];

    return v->lead ? v->label : 0;
}

static void on_tell(void *arg, int64_t item, int64_t happening, const double *f)
{
    fitter *t = arg;
    int32_t have = label_of(t, 2, happening);

    if (t->event[item] && have && f[SK_HF_BEST] > OPEN)
        take(&t->tell, f, have == t->event[item], 1,
             (uint32_t)t->event[item] * 2654435761u >> 16);
}

static void on_join(void *arg, int64_t item, int64_t story, const double *f)
{
    fitter *t = arg;
    int32_t is = t->story[item], have = label_of(t, 0, story);

    if (is && have && one_window(t, is, have)) {
        take(&t->join, f, have == is, 1 / sqrt((double)t->of_story[is]),
             (uint32_t)is * 2654435761u >> 16);
        return;
    }
    is = t->saga[item];
    have = label_of(t, 1, story);
    if (have && is)
        take(&t->join, f, have == is, SAGA / sqrt((double)t->of_saga[is]),
             (uint32_t)is * 2654435761u >> 16);
    else if (have && have != t->doubted)
        take(&t->join, f, false, SAGA * STRANGER,
             (uint32_t)item * 2654435761u >> 16);
}

static void on_merge(void *arg, int64_t a, int64_t b, const double *f)
{
    fitter *t = arg;
    int32_t x = label_of(t, 0, a), y = label_of(t, 0, b);
    int32_t p = label_of(t, 1, a), q = label_of(t, 1, b);

    if (x && y && one_window(t, x, y))
        take(&t->merge, f, x == y, 1 / sqrt((double)t->of_story[x]),
             (uint32_t)x * 2654435761u >> 16);
    else if (p && q)
        take(&t->merge, f, p == q, SAGA / sqrt((double)t->of_saga[p]),
             (uint32_t)p * 2654435761u >> 16);
    else if (p + q && p + q != t->doubted)
        take(&t->merge, f, false, SAGA * STRANGER,
             (uint32_t)(p + q) * 2654435761u >> 16);
}

static int64_t id_of(corpus *c, const char *url)
{
    return json_integer_value(json_object_get(c->ids, url));
}

/* The number of a name in its file; *n counts those of all files. */
static int32_t number_of(json_t *names, const char *name, int32_t *n)
{
    json_t *v = json_object_get(names, name);

    if (!v) {
        v = json_integer(++*n);
        json_object_set_new(names, name, v);
    }
    return (int32_t)json_integer_value(v);
}

static const char *text(json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));

    return s ? s : "";
}

static void label(fitter *t, json_t *o, json_t *events, json_t *stories,
                  int64_t *first)
{
    int64_t id = id_of(t->c, text(o, "url"));

    if (!id)
        return;
    if (!*first)
        *first = id;
    t->event[id] = number_of(events, text(o, "event"), &t->n_events);
    t->story[id] = number_of(stories, text(o, "story"), &t->n_stories);
    t->since[t->story[id]] = *first;
}

static void label_saga(fitter *t, json_t *o, json_t *sagas, const char *doubted)
{
    int32_t saga = number_of(sagas, text(o, "story"), &t->n_sagas);
    size_t i;
    json_t *u;

    json_array_foreach(json_object_get(o, "urls"), i, u)
        t->saga[id_of(t->c, json_string_value(u))] = saga;
    t->saga[0] = 0;
    if (doubted && strcmp(doubted, text(o, "story")) == 0)
        t->doubted = saga;
}

/* A file of labels, or of sagas if so said. */
static void read_labels(fitter *t, const char *path, bool sagas,
                        const char *doubted)
{
    json_t *events = json_object(), *stories = json_object();
    FILE *f = fopen(path, "r");
    char *line = NULL;
    size_t cap = 0;
    int64_t first = 0;

    if (!f)
        die(path, "cannot open");
    while (getline(&line, &cap, f) > 0) {
        json_t *o = json_loads(line, 0, NULL);
        if (!o)
            die(path, "not JSON");
        if (sagas)
            label_saga(t, o, stories, doubted);
        else
            label(t, o, events, stories, &first);
        json_decref(o);
    }
    free(line);
    fclose(f);
    json_decref(events);
    json_decref(stories);
}

/* ---- logistic regression by Newton's method ---- */

static double value(const sample *s, const double *w, int n)
{
    double z = 0;

    for (int i = 0; i < n; i++)
        z += w[i] * (double)s->f[i];
    return 1 / (1 + exp(-z));
}

/* Solves a x = b in place, a symmetric and positive. */
static void solve(double a[FEATURES][FEATURES], double *b, int n)
{
    for (int k = 0; k < n; k++)
        for (int i = k + 1; i < n; i++) {
            double q = a[i][k] / a[k][k];
            for (int j = k; j < n; j++)
                a[i][j] -= q * a[k][j];
            b[i] -= q * b[k];
        }
    for (int i = n - 1; i >= 0; i--) {
        for (int j = i + 1; j < n; j++)
            b[i] -= a[i][j] * b[j];
        b[i] /= a[i][i];
    }
}

/* Weights are held back in the measure of the variance of their feature. */
static void spread(const samples *s, double *var)
{
    for (int i = 0; i < s->width; i++) {
        double sum = 0, squares = 0;
        for (size_t k = 0; k < s->n; k++) {
            sum += (double)s->v[k].f[i];
            squares += (double)s->v[k].f[i] * (double)s->v[k].f[i];
        }
        sum /= (double)s->n;
        var[i] = s->hold * fmax(squares / (double)s->n - sum * sum, 1e-6);
    }
}

/* Weights without the samples of one fold (-1: all). */
static void learn(const samples *s, int fold, double *w)
{
    enum { ROUNDS = 25 };
    double ridge[FEATURES];

    spread(s, ridge);
    memset(w, 0, FEATURES * sizeof *w);
    for (int r = 0; r < ROUNDS; r++) {
        double h[FEATURES][FEATURES] = {{0}}, g[FEATURES] = {0};
        for (int i = 0; i < s->width; i++) {
            h[i][i] = ridge[i];
            g[i] = -ridge[i] * w[i];
        }
        for (size_t k = 0; k < s->n; k++) {
            const sample *x = &s->v[k];
            double p, d;
            if (x->fold == fold)
                continue;
            p = value(x, w, s->width);
            d = (double)x->w * p * (1 - p);
            for (int i = 0; i < s->width; i++) {
                double fi = (double)x->f[i];
                g[i] += (double)x->w * (x->y - p) * fi;
                for (int j = 0; j <= i; j++)
                    h[i][j] += d * fi * (double)x->f[j];
            }
        }
        for (int i = 0; i < s->width; i++)
            for (int j = 0; j < i; j++)
                h[j][i] = h[i][j];
        solve(h, g, s->width);
        for (int i = 0; i < s->width; i++)
            w[i] += g[i];
    }
}

/* The best F1 over thresholds of values made without the sample's own fold. */
static void cross(const char *name, const samples *s)
{
    double hit[101] = {0}, miss[101] = {0}, all = 0, best = 0, at = 0, loss = 0;

    for (int fold = 0; fold < FOLDS; fold++) {
        double w[FEATURES];
        learn(s, fold, w);
        for (size_t k = 0; k < s->n; k++) {
            double p;
            if (s->v[k].fold != fold)
                continue;
            p = value(&s->v[k], w, s->width);
            loss -= log((s->v[k].y ? p : 1 - p) + 1e-9);
            all += s->v[k].y;
            for (int i = 0; i <= 100 && i <= p * 100; i++)
                *(s->v[k].y ? &hit[i] : &miss[i]) += 1;
        }
    }
    for (int i = 0; i <= 100; i++) {
        double f1 = 2 * hit[i] / (all + hit[i] + miss[i]);
        if (f1 > best) {
            best = f1;
            at = i / 100.0;
        }
    }
    fprintf(stderr,
            "%-12s %7zu pairs, %6.0f of them yes: F1 %.3f at %.2f, "
            "loss %.4f (%d folds)\n",
            name, s->n, all, best, at, loss / (double)s->n, FOLDS);
}

static void fit_one(const char *table, const char *const *names,
                    const samples *s)
{
    double w[FEATURES];

    cross(table, s);
    learn(s, -1, w);
    for (int i = 0; i < s->width; i++)
        if (fabs(w[i]) >= 0.00005)
            printf("%s\t%s\t%.4f\n", table, names[i], w[i]);
}

int fit(corpus *c, const sk_engine *eng, char **file, int n,
        const char *doubted)
{
    fitter t = {.c = c, .model = eng->threads};
    sk_thread_watch watch = {on_pair, on_tell, on_join, on_merge, &t};

    t.event = calloc(c->n + 1, sizeof *t.event);
    t.story = calloc(c->n + 1, sizeof *t.story);
    t.saga = calloc(c->n + 1, sizeof *t.saga);
    t.votes[0] = calloc(c->n + 1, sizeof *t.votes[0]);
    t.votes[1] = calloc(c->n + 1, sizeof *t.votes[1]);
    t.votes[2] = calloc(c->n + 1, sizeof *t.votes[2]);
    t.same.width = t.affair.width = SK_PF_N;
    t.tell.width = SK_HF_N;
    t.join.width = SK_JF_N;
    t.merge.width = SK_MF_N;
    t.same.hold = t.tell.hold = t.affair.hold = 1;
    t.join.hold = t.merge.hold = 10;
    c->ids = json_object();
    for (size_t i = 1; i <= c->n; i++)
        json_object_set_new(c->ids, c->url[i], json_integer((json_int_t)i));
    t.since = calloc(c->n + 1, sizeof *t.since);
    read_labels(&t, file[0], true, doubted);
    for (int i = 1; i < n; i++)
        read_labels(&t, file[i], false, NULL);
    t.of_story = calloc(c->n + 1, sizeof *t.of_story);
    t.of_saga = calloc(c->n + 1, sizeof *t.of_saga);
    for (size_t i = 1; i <= c->n; i++) {
        t.of_story[t.story[i]]++;
        t.of_saga[t.saga[i]]++;
    }
    thread_all(c, eng, &watch, on_decision);
    fit_one("same", sk_pair_feature_names, &t.same);
    fit_one("tell", sk_tell_feature_names, &t.tell);
    fit_one("affair", sk_pair_feature_names, &t.affair);
    fit_one("join", sk_join_feature_names, &t.join);
    fit_one("merge", sk_merge_feature_names, &t.merge);
    return 0;
}
