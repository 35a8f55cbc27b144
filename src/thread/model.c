/* model.c - reads data/thread.tsv and data/thread_kinds.tsv. */
#include "thread/model.h"

#include <math.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/num.h"
#include "thread/mark.h"

enum { DF_MAX = 8 << 20 }; /* bytes of the file of terms */

const char *const sk_pair_feature_names[SK_PF_N] = {
    "bias",         "all",     "title",     "rest",        "name",
    "cross",        "numbers", "rare",      "days",        "preview",
    "series",       "acts",    "act-clash", "min",         "top",
    "theme",        "breadth", "burst",     "cover",       "covered",
    "number-clash", "crowd",   "gap",       "own",         "own-days",
    "sense",        "day",     "day-clash", "burst-burst", "burst-title",
    "crowd-theme",  "rank",    "back"};
const char *const sk_tell_feature_names[SK_HF_N] = {"bias", "best", "mean",
                                                    "count", "outlet"};
const char *const sk_join_feature_names[SK_JF_N] = {
    "bias",  "fast",        "slow",       "name",      "best",
    "mean3", "anchors",     "size",       "days",      "count",
    "tight", "big-fast",    "theme",      "breadth",   "slept",
    "heat",  "age",         "vote",       "slow-name", "slow-theme",
    "lead",  "sense",       "slow-sense", "cover",     "name-cover",
    "wake",  "tight-mean3", "big-lead",   "clash"};
const char *const sk_merge_feature_names[SK_MF_N] = {
    "bias",       "fast",    "slow",    "name",  "theme", "slow-name",
    "slow-theme", "breadth", "anchors", "small", "large", "item",
    "days",       "heat",    "tight",   "one",   "sense", "slow-sense",
    "cover",      "covered", "clash"};
const char *const sk_thread_param_names[SK_TP_N] = {
    "pair-weight",  "name-weight",   "entity-weight",   "season-weight",
    "event-weight", "happening-min", "happening-hours", "story-min",
    "story-days",   "sleep-min",     "sleep-days",      "half-life-days",
    "merge-min",    "merge-grown",   "merge-times",     "peer-min",
    "quiet-items",  "parent-min",    "size-most",       "heat-most"};

/* ---- thread.tsv: table, name, value ---- */

static bool set(double *v, const char *const *names, int n, sk_str name,
                double value)
{
    for (int i = 0; i < n; i++)
        if (sk_str_eq(name, sk_str_of(names[i]))) {
            v[i] = value;
            return true;
        }
    return false;
}

static bool set_row(sk_thread_model *m, sk_str table, sk_str name, double v)
{
    struct {
        const char *table;
        double *v;
        const char *const *names;
        int n;
    } t[] = {
        {"param", m->param, sk_thread_param_names, SK_TP_N},
        {"same", m->same, sk_pair_feature_names, SK_PF_N},
        {"tell", m->tell, sk_tell_feature_names, SK_HF_N},
        {"affair", m->affair, sk_pair_feature_names, SK_PF_N},
        {"join", m->join, sk_join_feature_names, SK_JF_N},
        {"merge", m->merge, sk_merge_feature_names, SK_MF_N},
    };

    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        if (sk_str_eq(table, sk_str_of(t[i].table)))
            return set(t[i].v, t[i].names, t[i].n, name, v);
    return false;
}

static int load_weights(sk_loader *ld, sk_thread_model *m)
{
    sk_tsv t;
    int rc = sk_load_table(ld, "thread.tsv", &t);

    while (rc == SK_OK && sk_tsv_next(&t)) {
        double v;
        if (!sk_num_of(sk_tsv_get(&t, "value"), &v) ||
            !set_row(m, sk_tsv_get(&t, "table"), sk_tsv_get(&t, "name"), v))
            rc = sk_fail(ld->err, SK_EINPUT, 0,
                         "%s:%zu: no such setting, or not a number", t.path,
                         t.line);
    }
    return rc;
}

/* ---- thread_kinds.tsv: kind, where, phrase ---- */

static int kind_of(sk_str s)
{
    static const char *const names[] = {"news",   "digest",  "column",
                                        "series", "preview", "listing"};

    for (int i = 0; i < SK_ITEM_KINDS; i++)
        if (sk_str_eq(s, sk_str_of(names[i])))
            return i;
    return -1;
}

/* The hash of syllables in a row. */
static uint32_t term_run(const uint32_t *syllables, size_t n)
{
    uint32_t id = 0;

    for (size_t i = 0; i < n; i++)
        id = sk_term_pair(id, syllables[i]);
    return id;
}

static void add_mark(sk_loader *ld, sk_trie *to, const sk_toks *toks,
                     uint32_t value)
{
    SK_VEC(uint32_t) ids = {0};

    for (size_t i = 0; i < toks->n; i++)
        *sk_push(ld->arena, &ids) = toks->v[i].id;
    sk_trie_add(ld->arena, to, ids.v, ids.n, value);
}

/* Rows that mark.c reads; false if it is none. */
static bool load_mark(sk_loader *ld, sk_thread_model *m, sk_tsv *t,
                      const sk_toks *toks)
{
    static const char *const tolls[] = {"dead", "injured", "missing"};
    static const char *const cues[] = {"plan", "deny", "claim", "behind"};
    sk_str kind = sk_tsv_get(t, "kind"), where = sk_tsv_get(t, "where");
    uint32_t n = 0;

    if (sk_str_eq(kind, SK_STR("routine"))) {
        add_mark(ld, &m->series, toks,
                 (uint32_t)(sk_hash(where.s, where.len, 43) >> 33) | 1);
        return true;
    }
    if (sk_str_eq(kind, SK_STR("move"))) {
        add_mark(ld, &m->moves, toks, 1);
        return true;
    }
    if (sk_str_eq(kind, SK_STR("season"))) {
        add_mark(ld, &m->seasons, toks, 1);
        return true;
    }
    if (sk_str_eq(kind, SK_STR("event"))) {
        add_mark(ld, &m->events, toks, 1);
        return true;
    }
    if (sk_str_eq(kind, SK_STR("soft"))) {
        add_mark(ld, &m->soft, toks,
                 sk_str_eq(where, SK_STR("lead"))       ? SK_SOFT_LEAD
                 : sk_str_eq(where, SK_STR("soon"))     ? SK_SOFT_SOON
                 : sk_str_eq(where, SK_STR("anywhere")) ? SK_SOFT_ANYWHERE
                                                        : SK_SOFT_TITLE);
        return true;
    }
    if (sk_str_eq(kind, SK_STR("number"))) {
        for (size_t i = 0; i < where.len; i++)
            n = n * 10 + (uint32_t)(where.s[i] - '0');
        add_mark(ld, &m->numbers, toks, n);
        return true;
    }
    for (uint32_t i = 0; i < 4; i++)
        if (sk_str_eq(kind, sk_str_of(cues[i]))) {
            add_mark(ld, &m->cues, toks, UINT32_C(1) << i);
            return true;
        }
    for (uint32_t i = 0; i < SK_TOLL_KINDS; i++)
        if (sk_str_eq(kind, sk_str_of(tolls[i]))) {
            add_mark(ld, &m->tolls, toks, i);
            return true;
        }
    return false;
}

static int load_kinds(sk_loader *ld, sk_thread_model *m)
{
    sk_tsv t;
    int rc = sk_load_table(ld, "thread_kinds.tsv", &t);

    while (rc == SK_OK && sk_tsv_next(&t)) {
        int kind = kind_of(sk_tsv_get(&t, "kind"));
        sk_str where = sk_tsv_get(&t, "where"), text;
        sk_toks toks = {0};
        SK_VEC(uint32_t) ids = {0};
        sk_load_tokens(ld, sk_tsv_get(&t, "phrase"), &text, &toks);
        if (sk_str_eq(sk_tsv_get(&t, "kind"), SK_STR("edge"))) {
            *sk_push(ld->arena, &m->edges) = sk_term_syllable(text);
            continue;
        }
        if (sk_str_eq(sk_tsv_get(&t, "kind"), SK_STR("dull"))) {
            SK_VEC(uint32_t) syls = {0};
            for (size_t i = 0; i < toks.n; i++)
                *sk_push(ld->arena, &syls) =
                    sk_term_syllable(sk_tok_str(text, &toks.v[i]));
            *sk_push(ld->arena, &m->dull) = term_run(syls.v, syls.n);
            continue;
        }
        if (toks.n && load_mark(ld, m, &t, &toks))
            continue;
        if (kind < 0 || !toks.n) {
            rc = sk_fail(ld->err, SK_EINPUT, 0, "%s:%zu: no such kind", t.path,
                         t.line);
            break;
        }
        for (size_t i = 0; i < toks.n; i++)
            *sk_push(ld->arena, &ids) = toks.v[i].id;
        sk_trie_add(ld->arena, &m->marks, ids.v, ids.n, (uint32_t)m->mark.n);
        *sk_push(ld->arena, &m->mark) = (sk_title_mark){
            (uint8_t)kind, sk_str_eq(where, SK_STR("anywhere"))};
    }
    return rc;
}

/* "kỹ" and "kĩ", "tỷ" and "tỉ": each paper writes one, all say one. */
static size_t one_spelling(sk_str low, char *out)
{
    static const char *const y[] = {"y", "ỳ", "ý", "ỷ", "ỹ", "ỵ"};
    static const char *const i[] = {"i", "ì", "í", "ỉ", "ĩ", "ị"};

    if (low.len < 2 || low.len > 4 || !strchr("hklmst", low.s[0]))
        return 0;
    for (int k = 0; k < 6; k++)
        if (sk_str_eq(sk_str_sub(low, 1, low.len), sk_str_of(y[k]))) {
            size_t n = strlen(i[k]);
            out[0] = low.s[0];
            memcpy(out + 1, i[k], n);
            return n + 1;
        }
    return 0;
}

uint32_t sk_term_syllable(sk_str low)
{
    char one[8];
    size_t n = one_spelling(low, one);

    if (n)
        low = (sk_str){one, n};
    return sk_term_plain((uint32_t)(sk_hash(low.s, low.len, 11) >> 32));
}

uint32_t sk_term_pair(uint32_t a, uint32_t b)
{
    uint64_t two = (uint64_t)a << 32 | b;

    return sk_term_plain((uint32_t)sk_hash(&two, sizeof two, 17));
}

uint32_t sk_term_plain(uint32_t id)
{
    return id < SK_EVENT_TERMS ? id : id & ~SK_EVENT_TERMS;
}

bool sk_thread_edge(const sk_thread_model *m, uint32_t syllable)
{
    for (size_t i = 0; i < m->edges.n; i++)
        if (m->edges.v[i] == syllable)
            return true;
    return false;
}

bool sk_thread_dull(const sk_thread_model *m, const uint32_t *syllables,
                    size_t n)
{
    uint32_t id = term_run(syllables, n);

    for (size_t i = 0; i < m->dull.n; i++)
        if (m->dull.v[i] == id)
            return true;
    return false;
}

/* thread_df.bin: "SKDF", the number of items, then the counts of the terms by
 * their low SK_DF_BITS bits, base-128; 0 is followed by the length of a run of
 * zeros. No file: the stream begins without knowledge. */
static uint64_t number(const unsigned char **p, const unsigned char *end)
{
    uint64_t v = 0;

    for (int shift = 0; *p < end && shift < 63; shift += 7) {
        v |= (uint64_t)(**p & 0x7f) << shift;
        if (!(*(*p)++ & 0x80))
            return v;
    }
    return 0;
}

static int load_df(sk_loader *ld, sk_thread_model *m)
{
    FILE *f = fopen(sk_load_path(ld, "models/thread_df.bin"), "rb");
    size_t n, i = 0, all = (size_t)1 << SK_DF_BITS;
    struct stat st;
    unsigned char *v;
    const unsigned char *p, *end;

    if (!f)
        return SK_OK;
    if (fstat(fileno(f), &st) != 0 || st.st_size > DF_MAX)
        st.st_size = DF_MAX;
    v = sk_new(ld->arena, unsigned char, (size_t)st.st_size + 1);
    n = fread(v, 1, (size_t)st.st_size, f);
    fclose(f);
    if (n < 5 || memcmp(v, "SKDF", 4) != 0)
        return sk_fail(ld->err, SK_EINPUT, 0,
                       "models/thread_df.bin: not a "
                       "table of terms");
    p = v + 4;
    end = v + n;
    m->n_df = number(&p, end);
    m->df = sk_new(ld->arena, uint32_t, all);
    while (p < end && i < all) {
        uint64_t c = number(&p, end);
        if (c)
            m->df[i++] = (uint32_t)c;
        else
            i += number(&p, end);
    }
    return SK_OK;
}

int sk_thread_model_load(sk_loader *ld, const sk_thread_model **out)
{
    sk_thread_model *m = sk_new(ld->arena, sk_thread_model, 1);
    int rc = load_weights(ld, m);

    if (rc == SK_OK)
        rc = load_kinds(ld, m);
    if (rc == SK_OK)
        rc = load_df(ld, m);
    if (rc == SK_OK)
        rc = sk_senses_load(ld, &m->senses);
    if (rc == SK_OK)
        rc = sk_topics_load(ld, &m->topics);
    if (rc == SK_OK)
        *out = m;
    return rc;
}

double sk_log_odds(const double *w, const double *f, int n)
{
    double z = 0;

    for (int i = 0; i < n; i++)
        z += w[i] * f[i];
    return z;
}

double sk_logistic(const double *w, const double *f, int n)
{
    return 1 / (1 + exp(-sk_log_odds(w, f, n)));
}
