/* time_words.c - reads data/times.tsv into a trie over token ids. */
#include "find/time_words.h"

static int class_of(sk_str s)
{
    static const char *const names[] = {
#define NAME(c) #c,
        SK_TIME_CLASSES(NAME)
#undef NAME
    };

    for (int i = 0; i < SK_T_CLASSES; i++)
        if (sk_str_eq(s, sk_str_of(names[i])))
            return i;
    return -1;
}

/* The place of a word in a list, or the number that it is, or 0. */
static int32_t number_of(sk_str s, const char *const *list, int n)
{
    int32_t v = 0;
    size_t i = 0;

    for (int k = 0; k < n; k++)
        if (sk_str_eq(s, sk_str_of(list[k])))
            return k;
    if (s.len && s.s[0] == '-')
        i++;
    for (; i < s.len && s.s[i] >= '0' && s.s[i] <= '9' &&
           v <= (INT32_MAX - 9) / 10;
         i++)
        v = v * 10 + (s.s[i] - '0');
    return s.len && s.s[0] == '-' ? -v : v;
}

static const char *const unit_names[] = {
    "second",  "minute", "hour",   "day",     "night",      "week", "month",
    "quarter", "year",   "decade", "century", "millennium", "while"};
static const char *const dir_names[] = {"",       "now",  "past", "pastx",
                                        "only",   "ago",  "agox", "before",
                                        "future", "next", "in",   "after"};

/* The index of a token among the edges, made if it is new. */
static uint16_t edge(sk_loader *ld, sk_time_words *w, uint32_t id)
{
    if (id >= w->n_at) {
        uint32_t more = id * 2 + 1024;
        uint16_t *p = sk_new(ld->arena, uint16_t, more);
        if (w->n_at)
            memcpy(p, w->at, w->n_at * sizeof *p);
        w->at = p;
        w->n_at = more;
    }
    if (!w->at[id]) {
        w->at[id] = (uint16_t)w->edges.n;
        *sk_push(ld->arena, &w->edges) =
            (sk_time_edge_word){.root = UINT32_MAX};
        sk_push(ld->arena, &w->firsts);
    }
    return w->at[id];
}

/* Notes the tokens that a form of class c begins and ends with. */
static void note(sk_loader *ld, sk_time_words *w, const uint32_t *ids, size_t n,
                 int c)
{
    uint64_t bit = (uint64_t)1 << c;
    uint16_t first = edge(ld, w, ids[0]), last = edge(ld, w, ids[n - 1]);

    if (n > 1)
        w->firsts.v[first].next |= (uint64_t)1 << ids[1] % 64;
    else
        w->firsts.v[first].one |= bit;
    w->edges.v[first].any |= bit;
    w->edges.v[last].last |= bit;
}

static int add_row(sk_loader *ld, sk_time_words *w, const sk_tsv *t)
{
    sk_str forms = sk_tsv_get(t, "form"), cls = sk_tsv_get(t, "class");
    sk_str as = sk_tsv_get(t, "a"), bs = sk_tsv_get(t, "b");
    int c = class_of(cls);
    uint32_t row = (uint32_t)w->rows.n;
    sk_toks toks = {0};

    if (c < 0)
        return sk_fail(ld->err, SK_EINPUT, 0, "%s: line %zu: class \"%.*s\"",
                       t->path, t->line, SK_FMT(cls));
    *sk_push(ld->arena, &w->rows) = (sk_sense){
        .cls = (uint8_t)c,
        .a = number_of(as, unit_names,
                       c == SK_T_unit || c == SK_T_set ? SK_U_N : 0),
        .b = number_of(bs, dir_names, c == SK_T_deict ? SK_DIR_AFTER + 1 : 0),
        .as = sk_str_dup(ld->arena, as),
        .bs = sk_str_dup(ld->arena, bs)};
    while (forms.s) {
        sk_str text, one = sk_str_trim(sk_str_cut(forms, '|', &forms));
        uint32_t ids[16];
        size_t n;
        sk_load_tokens(ld, one, &text, &toks);
        n = toks.n < 16 ? toks.n : 16;
        if (!n)
            continue;
        for (size_t i = 0; i < n; i++)
            ids[i] = toks.v[i].id;
        sk_trie_add(ld->arena, &w->trie, ids, n, row);
        note(ld, w, ids, n, c);
    }
    return SK_OK;
}

/* Puts the senses of a node into a row: the first one that the table gives for
 * a class. */
static void add_node(sk_loader *ld, sk_time_words *w, uint32_t node)
{
    const sk_sense *by_class[SK_T_CLASSES] = {0};
    sk_time_node *x = sk_push(ld->arena, &w->nodes);

    x->senses = (uint32_t)w->senses.n;
    for (uint32_t v = sk_trie_first(&w->trie, node); v;
         v = w->trie.values.v[v - 1].next) {
        const sk_sense *row = &w->rows.v[w->trie.values.v[v - 1].value];
        by_class[row->cls] = row; /* the newest value comes first */
        x->classes |= (uint64_t)1 << row->cls;
    }
    for (int c = 0; c < SK_T_CLASSES; c++)
        if (by_class[c])
            *sk_push(ld->arena, &w->senses) = *by_class[c];
}

int sk_time_load(sk_loader *ld, const sk_time_words **out)
{
    sk_time_words *w = sk_new(ld->arena, sk_time_words, 1);
    sk_tsv t;
    int rc = sk_load_table(ld, "times.tsv", &t);

    *sk_push(ld->arena, &w->edges) = (sk_time_edge_word){.root = UINT32_MAX};
    sk_push(ld->arena, &w->firsts);
    while (!rc && sk_tsv_next(&t))
        rc = add_row(ld, w, &t);
    if (rc)
        return rc;
    for (uint32_t node = 0; node < w->trie.nodes.n; node++)
        add_node(ld, w, node);
    for (uint32_t id = 0; id < w->n_at; id++)
        if (w->at[id])
            w->edges.v[w->at[id]].root =
                sk_trie_step(&w->trie, SK_TRIE_ROOT, id);
    *out = w;
    return SK_OK;
}
