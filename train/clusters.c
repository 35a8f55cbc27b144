/* clusters.c - word clusters: words that stand beside the same kinds of words.
 *
 * In:  articles, cut into words by the engine.
 * Out: a table of words and their clusters, which the word and name models
 *      see for words that their treebanks lack.
 *
 * The exchange algorithm (S. Martin, J. Liermann, H. Ney, "Algorithms for
 * bigram and trigram word clustering", 1998): every word moves to the cluster
 * that makes the text likelier under a bigram model of clusters, until few
 * move. Deterministic: words go by frequency, then by bytes.
 */
#include "train.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/doc.h"
#include "base/err.h"
#include "pack.h"

typedef struct pair {
    uint32_t left, right, count;
} pair;

typedef struct type {
    sk_str form;
    uint32_t count, cluster;
    uint32_t n_left, n_right; /* neighbours */
    pair *left, *right;       /* in `pairs`, sorted by right and by left */
} type;

struct clusters {
    sk_arena arena;
    jmp_buf full;
    uint32_t n_clusters, min_count;
    type *types; /* [n_types] */
    size_t n_types, cap_types;
    uint32_t *slots; /* form to type + 1 */
    size_t n_slots;
    pair *pairs; /* one for each running word at first */
    size_t n_pairs, cap_pairs;
    int64_t *grid; /* [n_clusters][n_clusters] bigrams of clusters */
    int64_t *mass; /* [n_clusters] */
};

clusters *clusters_new(uint32_t n_clusters, uint32_t min_count)
{
    clusters *c = need(calloc(1, sizeof *c));

    c->n_clusters = n_clusters;
    c->min_count = min_count;
    c->n_slots = 1 << 20;
    c->slots = need(calloc(c->n_slots, sizeof *c->slots));
    sk_arena_init(&c->arena, (size_t)4 << 30);
    return c;
}

void clusters_free(clusters *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->n_types; i++) {
        free(c->types[i].left);
        free(c->types[i].right);
    }
    free(c->types);
    free(c->slots);
    free(c->pairs);
    free(c->grid);
    free(c->mass);
    sk_arena_done(&c->arena);
    free(c);
}

/* ---- counting ---- */

static void grow_slots(clusters *c)
{
    size_t mask = c->n_slots * 2 - 1;

    free(c->slots);
    c->n_slots *= 2;
    c->slots = need(calloc(c->n_slots, sizeof *c->slots));
    for (size_t t = 0; t < c->n_types; t++) {
        size_t i = sk_hash(c->types[t].form.s, c->types[t].form.len, 0) & mask;
        while (c->slots[i])
            i = (i + 1) & mask;
        c->slots[i] = (uint32_t)t + 1;
    }
}

static uint32_t type_of(clusters *c, sk_str form)
{
    size_t mask = c->n_slots - 1;
    size_t i = sk_hash(form.s, form.len, 0) & mask;

    for (; c->slots[i]; i = (i + 1) & mask)
        if (sk_str_eq(c->types[c->slots[i] - 1].form, form))
            return c->slots[i] - 1;
    GROW(c->types, c->n_types, c->cap_types);
    c->types[c->n_types] = (type){.form = sk_str_dup(&c->arena, form)};
    c->slots[i] = (uint32_t)++c->n_types;
    if (c->n_types * 2 > c->n_slots)
        grow_slots(c);
    return (uint32_t)c->n_types - 1;
}

/* The form that a word is counted by: lower case; numbers and marks with
 * digits are all the same. */
static uint32_t type_of_word(clusters *c, const sk_doc *d, const sk_word *w)
{
    char low[256];
    size_t n = sk_lower(sk_doc_sub(d, w->span), low, sizeof low);

    for (uint32_t i = w->tok_beg; i < w->tok_end; i++)
        if (d->toks.v[i].kind == SK_TOK_DIGITS)
            return type_of(c, SK_STR("0"));
    return type_of(c, n == SIZE_MAX ? SK_STR("?") : (sk_str){low, n});
}

int clusters_add(clusters *c, const sk_doc *d)
{
    uint32_t edge;

    if (setjmp(c->full))
        return SK_ENOMEM;
    c->arena.full = &c->full;
    edge = type_of(c, SK_STR(""));
    for (size_t s = 0; s < d->sents.n; s++) {
        uint32_t last = edge;
        for (uint32_t i = d->sents.v[s].word_beg; i <= d->sents.v[s].word_end;
             i++) {
            uint32_t t = i < d->sents.v[s].word_end
                             ? type_of_word(c, d, &d->words.v[i])
                             : edge;
            GROW(c->pairs, c->n_pairs, c->cap_pairs);
            c->pairs[c->n_pairs++] = (pair){last, t, 1};
            c->types[t].count++;
            last = t;
        }
    }
    return SK_OK;
}

static int by_pair(const void *a, const void *b)
{
    const pair *x = a, *y = b;

    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    return (x->right > y->right) - (x->right < y->right);
}

static int by_count(const void *a, const void *b)
{
    const type *x = a, *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return sk_str_cmp(x->form, y->form);
}

/* Types by frequency, the rare ones gone; pairs merged and hung to both. */
static void settle(clusters *c)
{
    uint32_t *to = need(malloc((c->n_types + 1) * sizeof *to));
    size_t keep = 0, n = 0;

    for (size_t i = 0; i < c->n_types; i++)
        c->types[i].cluster = (uint32_t)i; /* its old number, for now */
    qsort(c->types, c->n_types, sizeof *c->types, by_count);
    for (size_t i = 0; i < c->n_types; i++) {
        to[c->types[i].cluster] =
            c->types[i].count >= c->min_count ? (uint32_t)keep++ : UINT32_MAX;
    }
    c->n_types = keep;
    for (size_t i = 0; i < c->n_pairs; i++) {
        pair p = {to[c->pairs[i].left], to[c->pairs[i].right], 1};
        if (p.left != UINT32_MAX && p.right != UINT32_MAX)
            c->pairs[n++] = p;
    }
    qsort(c->pairs, n, sizeof *c->pairs, by_pair);
    c->n_pairs = 0;
    for (size_t i = 0; i < n; i++)
        if (c->n_pairs && by_pair(&c->pairs[c->n_pairs - 1], &c->pairs[i]) == 0)
            c->pairs[c->n_pairs - 1].count++;
        else
            c->pairs[c->n_pairs++] = c->pairs[i];
    free(to);
    for (size_t i = 0; i < c->n_pairs; i++) {
        c->types[c->pairs[i].left].n_right++;
        c->types[c->pairs[i].right].n_left++;
    }
    for (size_t i = 0; i < keep; i++) {
        type *t = &c->types[i];
        t->left = need(malloc((t->n_left + 1) * sizeof *t->left));
        t->right = need(malloc((t->n_right + 1) * sizeof *t->right));
        t->n_left = t->n_right = 0;
        t->cluster = (uint32_t)i % c->n_clusters;
    }
    for (size_t i = 0; i < c->n_pairs; i++) {
        pair p = c->pairs[i];
        type *l = &c->types[p.left], *r = &c->types[p.right];
        l->right[l->n_right++] = p;
        r->left[r->n_left++] = p;
    }
}

/* ---- exchanging ---- */

static double f(int64_t n)
{
    static double table[1 << 16];

    if (n <= 1)
        return 0;
    if (n >= 1 << 16)
        return (double)n * log((double)n);
    if (table[n] == 0)
        table[n] = (double)n * log((double)n);
    return table[n];
}

/* A word's bigrams by the cluster of its neighbour. */
typedef struct side {
    uint32_t n;
    uint32_t *cluster;
    int64_t *count; /* [n_clusters], by cluster */
} side;

typedef struct around {
    side left, right;
    int64_t self; /* of the word with itself */
} around;

static void gather(const clusters *c, uint32_t w, around *a)
{
    const type *t = &c->types[w];

    a->left.n = a->right.n = 0;
    a->self = 0;
    memset(a->left.count, 0, c->n_clusters * sizeof *a->left.count);
    memset(a->right.count, 0, c->n_clusters * sizeof *a->right.count);
    for (uint32_t i = 0; i < t->n_left; i++) {
        uint32_t g = c->types[t->left[i].left].cluster;
        if (t->left[i].left == w) {
            a->self = t->left[i].count;
            continue;
        }
        if (!a->left.count[g])
            a->left.cluster[a->left.n++] = g;
        a->left.count[g] += t->left[i].count;
    }
    for (uint32_t i = 0; i < t->n_right; i++) {
        uint32_t g = c->types[t->right[i].right].cluster;
        if (t->right[i].right == w)
            continue;
        if (!a->right.count[g])
            a->right.cluster[a->right.n++] = g;
        a->right.count[g] += t->right[i].count;
    }
}

/* Adds (sign 1) or takes away (-1) a word's bigrams at cluster k. */
static void apply(clusters *c, const around *a, uint32_t k, int64_t count,
                  int sign)
{
    size_t n = c->n_clusters;

    for (uint32_t i = 0; i < a->left.n; i++) {
        uint32_t g = a->left.cluster[i];
        c->grid[g * n + k] += sign * a->left.count[g];
    }
    for (uint32_t i = 0; i < a->right.n; i++) {
        uint32_t g = a->right.cluster[i];
        c->grid[k * n + g] += sign * a->right.count[g];
    }
    c->grid[k * n + k] += sign * a->self;
    c->mass[k] += sign * count;
}

/* What the text gains in likelihood if a word that is out goes into k. */
static double gain(const clusters *c, const around *a, uint32_t k,
                   int64_t count)
{
    size_t n = c->n_clusters;
    double sum = -2 * (f(c->mass[k] + count) - f(c->mass[k]));
    int64_t kk = c->grid[k * n + k];

    for (uint32_t i = 0; i < a->left.n; i++) {
        uint32_t g = a->left.cluster[i];
        int64_t was = c->grid[g * n + k];
        if (g != k)
            sum += f(was + a->left.count[g]) - f(was);
    }
    for (uint32_t i = 0; i < a->right.n; i++) {
        uint32_t g = a->right.cluster[i];
        int64_t was = c->grid[k * n + g];
        if (g != k)
            sum += f(was + a->right.count[g]) - f(was);
    }
    return sum + f(kk + a->left.count[k] + a->right.count[k] + a->self) - f(kk);
}

static bool place(clusters *c, uint32_t w, around *a)
{
    type *t = &c->types[w];
    uint32_t best = t->cluster;
    double most;

    gather(c, w, a);
    apply(c, a, t->cluster, t->count, -1);
    most = gain(c, a, best, t->count) + 1e-9;
    for (uint32_t k = 0; k < c->n_clusters; k++) {
        double g = k == t->cluster ? most : gain(c, a, k, t->count);
        if (g > most) {
            most = g;
            best = k;
        }
    }
    apply(c, a, best, t->count, 1);
    if (best == t->cluster)
        return false;
    t->cluster = best;
    return true;
}

static void count_grid(clusters *c)
{
    size_t n = c->n_clusters;

    c->grid = need(calloc(n * n, sizeof *c->grid));
    c->mass = need(calloc(n, sizeof *c->mass));
    for (size_t i = 0; i < c->n_pairs; i++) {
        pair p = c->pairs[i];
        c->grid[c->types[p.left].cluster * n + c->types[p.right].cluster] +=
            p.count;
    }
    for (size_t i = 0; i < c->n_types; i++)
        c->mass[c->types[i].cluster] += c->types[i].count;
}

void clusters_run(clusters *c, int n_passes, bool tell)
{
    size_t n = c->n_clusters;
    around a = {0};

    settle(c);
    count_grid(c);
    a.left.cluster = need(malloc(n * sizeof(uint32_t)));
    a.right.cluster = need(malloc(n * sizeof(uint32_t)));
    a.left.count = need(malloc(n * sizeof(int64_t)));
    a.right.count = need(malloc(n * sizeof(int64_t)));
    for (int pass = 1; pass <= n_passes; pass++) {
        size_t moved = 0;
        for (size_t w = 0; w < c->n_types; w++)
            moved += place(c, (uint32_t)w, &a);
        if (tell)
            fprintf(stderr, "pass %d: %zu of %zu words moved\n", pass, moved,
                    c->n_types);
        if (moved * 200 < c->n_types)
            break;
    }
    free(a.left.cluster);
    free(a.right.cluster);
    free(a.left.count);
    free(a.right.count);
}

int clusters_write(const clusters *c, FILE *f, sk_err *err)
{
    fputs("word\tcluster\n", f);
    for (size_t i = 0; i < c->n_types; i++)
        if (c->types[i].form.len)
            fprintf(f, "%.*s\t%u\n", SK_FMT(c->types[i].form),
                    c->types[i].cluster);
    return ferror(f) ? sk_fail(err, SK_EIO, 0, "clusters: %s", strerror(errno))
                     : SK_OK;
}
