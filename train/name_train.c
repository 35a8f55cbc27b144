/* name_train.c - learns the tagger of names (src/find/name.h).
 *
 *   train_names [-e PASSES] [-f FOLD/FOLDS] -o OUT.skmd GOLD.jsonl...
 *
 * Each line of GOLD is an article or a text with labelled names:
 *   {"text", "mentions": [{"start", "end", "type"}]}   or
 *   {"title", "lead", "body", "entities": [{"type", "mentions":
 *    [{"para", "start", "end"}]}]}
 * with byte offsets into the field. With -f 0/5 every fifth article is left
 * out of training and scored. Training is an averaged perceptron (M. Collins,
 * 2002) over the features of the decoder, in the order of the files with a
 * fixed shuffle, so that it gives the same file every time.
 */
#include <getopt.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "find/name.h"

enum { N = SK_NAME_LABELS, PAIRS = (N + 1) * N };

/* A sentence: the features of its tokens, and its labels. */
typedef struct seq {
    uint64_t *feats;
    uint32_t *from; /* [n + 1] first feature of a token */
    uint8_t *gold;
    uint32_t n, doc;
} seq;

static struct {
    sk_arena arena;
    SK_VEC(seq) seqs;
    uint32_t n_docs;
} set;

static void die(const char *what, const char *why)
{
    fprintf(stderr, "train_names: %s: %s\n", what, why);
    exit(1);
}

/* ---- reading ---- */

/* Gives the tokens of a span of a field the labels of a type. */
static void label_span(const sk_doc *d, uint8_t *labels, int32_t field,
                       uint32_t beg, uint32_t end, int type)
{
    bool first = true;

    for (uint32_t i = 0; i < d->toks.n; i++) {
        sk_span s = sk_doc_tok_span(d, i, i + 1);
        uint32_t b, e;
        int32_t f;
        sk_doc_origin(d, s, &f, &b, &e);
        if (f != field || b < beg || e > end)
            continue;
        labels[i] = (uint8_t)(1 + 2 * type + !first);
        first = false;
    }
}

static int type_of(const char *s)
{
    static const char *const names[] = {"PER", "ORG", "GPE", "LOC",
                                        "EVENT-NAME"};

    for (int i = 0; i < 5; i++)
        if (strcmp(s, names[i]) == 0)
            return i;
    die(s, "unknown type");
    return 0;
}

static void label_all(const sk_doc *d, uint8_t *labels, json_t *mentions,
                      const char *type)
{
    size_t i;
    json_t *m;

    json_array_foreach(mentions, i, m) {
        json_t *para = json_object_get(m, "para"),
               *own = json_object_get(m, "type");
        label_span(d, labels,
                   para ? (int32_t)json_integer_value(para) : SK_FIELD_TEXT,
                   (uint32_t)json_integer_value(json_object_get(m, "start")),
                   (uint32_t)json_integer_value(json_object_get(m, "end")),
                   type_of(own ? json_string_value(own) : type));
    }
}

static void add_seqs(const sk_doc *d, const uint8_t *labels)
{
    sk_arena *a = &set.arena, tmp;
    sk_name_atom *at;

    sk_arena_init(&tmp, 256 << 20);
    tmp.full = a->full;
    at = sk_name_atoms(d, &tmp);
    for (size_t s = 0; s < d->sents.n; s++) {
        uint32_t beg = d->sents.v[s].tok_beg, end = d->sents.v[s].tok_end;
        uint32_t n = end - beg, at_feat = 0;
        seq q = {.n = n, .doc = set.n_docs};
        q.from = sk_new(a, uint32_t, n + 1);
        q.gold = sk_new(a, uint8_t, n);
        q.feats = sk_new(a, uint64_t, (size_t)n * SK_NAME_FEATURES);
        for (uint32_t i = 0; i < n; i++) {
            at_feat += sk_name_features(at, beg, end, beg + i,
                                        q.feats + at_feat);
            q.from[i + 1] = at_feat;
            q.gold[i] = labels[beg + i];
        }
        *sk_push(a, &set.seqs) = q;
    }
    sk_arena_done(&tmp);
}

static void read_file(const sk_engine *eng, const char *path)
{
    FILE *f = fopen(path, "r");
    sk_doc *d = sk_doc_new(eng, 0);
    char *line = NULL;
    size_t cap = 0;
    ssize_t len;

    if (!f)
        die(path, "cannot be read");
    while ((len = getline(&line, &cap, f)) > 0) {
        json_error_t why;
        json_t *o = json_loadb(line, (size_t)len, 0, &why), *ents, *e;
        sk_err err;
        uint8_t *labels;
        size_t i;
        if (!o)
            die(path, why.text);
        if (sk_doc_read_json(d, (sk_str){line, (size_t)len}, &err))
            die(path, err.msg);
        labels = calloc(d->toks.n + 1, 1);
        label_all(d, labels, json_object_get(o, "mentions"), NULL);
        ents = json_object_get(o, "entities");
        json_array_foreach(ents, i, e)
            label_all(d, labels, json_object_get(e, "mentions"),
                      json_string_value(json_object_get(e, "type")));
        add_seqs(d, labels);
        set.n_docs++;
        free(labels);
        json_decref(o);
    }
    free(line);
    fclose(f);
    sk_doc_free(d);
}

/* ---- learning ---- */

/* Weights of a feature: now, and summed over time (sum - now * steps). */
typedef struct row {
    uint64_t feat; /* 0: empty */
    int32_t w[N];
    int64_t sum[N];
} row;

static struct {
    row *rows;
    size_t n_slots, n;
    int32_t pairs[PAIRS];
    int64_t pair_sums[PAIRS];
    int64_t step;
} net;

static row *find(uint64_t feat, bool make)
{
    size_t i = feat & (net.n_slots - 1);

    while (net.rows[i].feat && net.rows[i].feat != feat)
        i = (i + 1) & (net.n_slots - 1);
    if (net.rows[i].feat)
        return &net.rows[i];
    if (!make)
        return NULL;
    if (++net.n * 4 > net.n_slots * 3)
        die("learning", "too many features");
    net.rows[i].feat = feat;
    return &net.rows[i];
}

static bool may_follow(int prev, int label)
{
    return label == 0 || (label & 1) || prev == label || prev == label - 1;
}

static void decode(const seq *q, uint8_t *out)
{
    int32_t best[N], now[N];
    uint8_t(*back)[N] = malloc((size_t)q->n * N + 1);
    int top = 0;

    for (uint32_t i = 0; i < q->n; i++) {
        int32_t score[N] = {0};
        for (uint32_t f = q->from[i]; f < q->from[i + 1]; f++) {
            const row *r = find(q->feats[f], false);
            for (int l = 0; r && l < N; l++)
                score[l] += r->w[l];
        }
        for (int l = 0; l < N; l++) {
            now[l] = -(1 << 28);
            back[i][l] = 0;
            for (int p = i ? 0 : N; p < (i ? N : N + 1); p++) {
                int32_t s = (i ? best[p] : 0) + net.pairs[p * N + l];
                if (may_follow(i ? p : 0, l) && s > now[l]) {
                    now[l] = s;
                    back[i][l] = (uint8_t)(i ? p : 0);
                }
            }
            now[l] += score[l];
        }
        memcpy(best, now, sizeof best);
    }
    for (int l = 1; l < N && q->n; l++)
        if (best[l] > best[top])
            top = l;
    for (uint32_t i = q->n; i-- > 0;) {
        out[i] = (uint8_t)top;
        top = back[i][top];
    }
    free(back);
}

static void update(const seq *q, const uint8_t *got)
{
    for (uint32_t i = 0; i < q->n; i++) {
        int pg = i ? q->gold[i - 1] : N, pa = i ? got[i - 1] : N;
        int g = q->gold[i], a = got[i];
        if (g != a || pg != pa) {
            net.pairs[pg * N + g]++;
            net.pair_sums[pg * N + g] += net.step;
            net.pairs[pa * N + a]--;
            net.pair_sums[pa * N + a] -= net.step;
        }
        if (g == a)
            continue;
        for (uint32_t f = q->from[i]; f < q->from[i + 1]; f++) {
            row *r = find(q->feats[f], true);
            r->w[g]++;
            r->sum[g] += net.step;
            r->w[a]--;
            r->sum[a] -= net.step;
        }
    }
}

static uint64_t next_random(uint64_t *s)
{
    *s = *s * 6364136223846793005u + 1442695040888963407u;
    return *s >> 33;
}

static void learn(const uint32_t *order, uint32_t n, int passes)
{
    uint32_t *at = malloc((n + 1) * sizeof *at);
    static uint8_t got[1 << 16];
    uint64_t seed = 7;

    memcpy(at, order, n * sizeof *at);
    for (int p = 0; p < passes; p++) {
        uint32_t wrong = 0;
        for (uint32_t i = n; i > 1; i--) {
            uint32_t j = (uint32_t)(next_random(&seed) % i), t = at[j];
            at[j] = at[i - 1];
            at[i - 1] = t;
        }
        for (uint32_t i = 0; i < n; i++) {
            const seq *q = &set.seqs.v[at[i]];
            net.step++;
            if (q->n > sizeof got)
                continue;
            decode(q, got);
            if (memcmp(got, q->gold, q->n) != 0) {
                wrong++;
                update(q, got);
            }
        }
        fprintf(stderr, "pass %d: %u of %u sentences wrong, %zu features\n",
                p + 1, wrong, n, net.n);
    }
    free(at);
}

/* Averages the weights over time, scaled to fit one byte well. */
static double average(double unit)
{
    double most = 0;

    for (size_t i = 0; i < net.n_slots; i++)
        for (int l = 0; net.rows[i].feat && l < N; l++) {
            row *r = &net.rows[i];
            double w = unit * ((double)r->w[l] -
                               (double)r->sum[l] / (double)net.step);
            most = fabs(w) > most ? fabs(w) : most;
            r->w[l] = (int32_t)lrint(w > 127 ? 127 : w < -127 ? -127 : w);
        }
    for (int i = 0; i < PAIRS; i++)
        net.pairs[i] = (int32_t)lrint(
            unit * ((double)net.pairs[i] -
                    (double)net.pair_sums[i] / (double)net.step));
    return most;
}

/* ---- scoring ---- */

static void score(const uint32_t *order, uint32_t n)
{
    static uint8_t got[1 << 16];
    uint32_t gold[6] = {0}, found[6] = {0}, right[6] = {0}, span = 0;

    for (uint32_t s = 0; s < n; s++) {
        const seq *q = &set.seqs.v[order[s]];
        decode(q, got);
        for (uint32_t i = 0; i < q->n; i++) {
            uint32_t j = i + 1, k = i + 1;
            bool g = q->gold[i] & 1, f = got[i] & 1;
            while (j < q->n && q->gold[j] && !(q->gold[j] & 1))
                j++;
            while (k < q->n && got[k] && !(got[k] & 1))
                k++;
            gold[5] += g;
            found[5] += f;
            gold[q->gold[i] / 2] += g;
            found[got[i] / 2] += f;
            if (g && f && j == k) {
                span++;
                right[5] += q->gold[i] == got[i];
                right[got[i] / 2] += q->gold[i] == got[i];
            }
        }
    }
    printf("span F1 %.4f, with type %.4f;", 2.0 * span / (gold[5] + found[5]),
           2.0 * right[5] / (gold[5] + found[5]));
    for (int t = 0; t < 5; t++)
        printf(" %.3f (%u)", 2.0 * right[t] / (gold[t] + found[t]), gold[t]);
    printf("\n");
}

/* ---- writing ---- */

static size_t aligned(size_t n)
{
    return (n + 15) & ~(size_t)15;
}

static void write_model(const char *path)
{
    uint32_t stride = (4 + N + 3) & ~3u, n_rows = 0, n_slots = 16;
    size_t pairs_at, rows_at, len, at0;
    sk_linear_head *lh;
    sk_model_head *mh;
    sk_model_section *sec;
    char *out;
    FILE *f;

    for (size_t i = 0; i < net.n_slots; i++) {
        bool any = false;
        for (int l = 0; l < N; l++)
            any |= net.rows[i].feat && net.rows[i].w[l];
        if (!any)
            net.rows[i].feat = 0;
        n_rows += any;
    }
    while (n_slots < n_rows + n_rows / 4)
        n_slots *= 2;
    pairs_at = aligned(sizeof *lh);
    rows_at = aligned(pairs_at + PAIRS * sizeof(int16_t));
    at0 = aligned(sizeof *mh + sizeof *sec);
    len = at0 + rows_at + (size_t)n_slots * stride;
    out = calloc(len, 1);
    mh = (void *)out;
    sec = (void *)(mh + 1);
    memcpy(mh->magic, "SKMD", 4);
    mh->version = SK_MODEL_VERSION;
    memcpy(mh->kind, "names", 5);
    mh->n_sections = 1;
    mh->size = len;
    memcpy(sec->name, "tagger", 6);
    sec->at = at0;
    sec->len = len - at0;
    lh = (void *)(out + at0);
    *lh = (sk_linear_head){N, n_slots, n_rows, stride};
    for (int i = 0; i < PAIRS; i++) {
        int p = i / N, l = i % N;
        int16_t w = (int16_t)(may_follow(p == N ? 0 : p, l) ? net.pairs[i]
                                                            : SK_LINEAR_NEVER);
        memcpy(out + at0 + pairs_at + (size_t)i * 2, &w, 2);
    }
    for (size_t i = 0; i < net.n_slots; i++) {
        const row *r = &net.rows[i];
        uint32_t key = sk_linear_key(r->feat), k,
                 at = sk_linear_slot(n_slots, r->feat);
        char *to;
        if (!r->feat)
            continue;
        for (;; at = (at + 1) & (n_slots - 1)) {
            to = out + at0 + rows_at + (size_t)at * stride;
            memcpy(&k, to, 4);
            if (!k)
                break;
        }
        memcpy(to, &key, 4);
        for (int l = 0; l < N; l++)
            to[4 + l] = (char)r->w[l];
    }
    mh->checksum = sk_hash(out + sizeof *mh, len - sizeof *mh, 0);
    f = fopen(path, "w");
    if (!f || fwrite(out, len, 1, f) != 1 || fclose(f))
        die(path, "cannot be written");
    fprintf(stderr, "%s: %u features, %zu bytes\n", path, n_rows, len);
    free(out);
}

int main(int argc, char **argv)
{
    const char *out = NULL;
    int passes = 10, fold = -1, folds = 0, c;
    uint32_t *in, *held, n_in = 0, n_held = 0;
    jmp_buf full;
    sk_err err;
    sk_engine *eng;

    while ((c = getopt(argc, argv, "e:f:o:")) != -1) {
        if (c == 'e')
            passes = atoi(optarg);
        else if (c == 'o')
            out = optarg;
        else if (c != 'f' || sscanf(optarg, "%d/%d", &fold, &folds) != 2)
            return 2;
    }
    sk_arena_init(&set.arena, (size_t)4 << 30);
    if (setjmp(full))
        die("reading", "no memory");
    set.arena.full = &full;
    eng = sk_engine_open(NULL, &err);
    if (!eng)
        die("data", err.msg);
    for (int i = optind; i < argc; i++)
        read_file(eng, argv[i]);
    net.n_slots = 1 << 21;
    net.rows = calloc(net.n_slots, sizeof *net.rows);
    in = malloc(set.seqs.n * sizeof *in);
    held = malloc(set.seqs.n * sizeof *held);
    for (uint32_t i = 0; i < set.seqs.n; i++)
        if (folds && (int)(set.seqs.v[i].doc % (uint32_t)folds) == fold)
            held[n_held++] = i;
        else
            in[n_in++] = i;
    learn(in, n_in, passes);
    fprintf(stderr, "largest weight %.1f\n", average(4));
    if (n_held)
        score(held, n_held);
    if (out)
        write_model(out);
    sk_engine_close(eng);
    return 0;
}
