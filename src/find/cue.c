/* cue.c - loads and matches reporting verbs. */
#include "find/cue.h"

enum { FORM_TOKENS = 6, PHRASE_TOKENS = 32 };

static const char *const frames[] = {
    "say", "ask", "accuse", "deny", "name", "judge", "source", "relay", "none"};
static const char *const stances[] = {"neutral",  "assert", "deny",   "promise",
                                      "threaten", "demand", "praise", "blame"};
static const char *const classes[] = {
    "adv",   "aux",      "time",      "timehead", "lead",     "sub",
    "conj",  "prep",     "nounpre",   "nounpost", "but",      "own",
    "stop",  "barestop", "notsource", "naming",   "person",   "pronoun",
    "of",    "media",    "pred",      "det",      "relative", "thing",
    "title", "doc",      "kin",       "office"};
#define COUNT(list) (sizeof(list) / sizeof *(list))

static int index_of(sk_str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sk_str_eq(s, sk_str_of(list[i])))
            return (int)i;
    return -1;
}

/* Adds a phrase to a trie; its number of ids. */
static size_t add(sk_loader *ld, sk_trie *t, sk_str phrase, uint32_t value,
                  uint32_t ids[PHRASE_TOKENS])
{
    sk_toks toks = {0};
    sk_str text;
    size_t n = 0;

    sk_load_tokens(ld, phrase, &text, &toks);
    for (; n < toks.n && n < PHRASE_TOKENS; n++)
        ids[n] = toks.v[n].id;
    if (n)
        sk_trie_add(ld->arena, t, ids, n, value);
    return n;
}

static sk_qword_ids *word_of(sk_loader *ld, sk_cues *c, uint32_t id)
{
    while (c->words.n <= id)
        *sk_push(ld->arena, &c->words) = (sk_qword_ids){0, 0};
    return &c->words.v[id];
}

static void add_word(sk_loader *ld, sk_cues *c, sk_str form, uint32_t cls)
{
    uint32_t ids[PHRASE_TOKENS];
    size_t n = add(ld, &c->word_trie, form, cls, ids);

    if (!n)
        return;
    word_of(ld, c, ids[0])->first |= cls;
    word_of(ld, c, ids[n - 1])->last |= cls;
}

static int load_cues(sk_loader *ld, sk_cues *c)
{
    uint32_t ids[PHRASE_TOKENS];
    sk_tsv t;
    int rc = sk_load_table(ld, "cues.tsv", &t);

    if (rc)
        return rc;
    while (sk_tsv_next(&t)) {
        sk_str text = sk_tsv_get(&t, "cue"), takes = sk_tsv_get(&t, "takes");
        int frame = index_of(sk_tsv_get(&t, "frame"), frames, COUNT(frames));
        int stance =
            index_of(sk_tsv_get(&t, "stance"), stances, COUNT(stances));
        if (frame < 0 || stance < 0)
            return sk_fail(ld->err, SK_EINPUT, 0,
                           "%s:%zu: unknown frame or stance", t.path, t.line);
        add(ld, &c->cue_trie, text, (uint32_t)c->cues.n, ids);
        *sk_push(ld->arena, &c->cues) =
            (sk_cue){sk_normal(ld->arena, text), (uint8_t)frame,
                     (uint8_t)stance, takes.len ? takes.s[0] : 0};
    }
    return SK_OK;
}

static int load_words(sk_loader *ld, sk_cues *c)
{
    sk_tsv t;
    int rc = sk_load_table(ld, "quote_words.tsv", &t);

    if (rc)
        return rc;
    while (sk_tsv_next(&t)) {
        int cls = index_of(sk_tsv_get(&t, "class"), classes, COUNT(classes));
        sk_str rest = sk_tsv_get(&t, "forms");
        if (cls < 0)
            return sk_fail(ld->err, SK_EINPUT, 0, "%s:%zu: unknown class",
                           t.path, t.line);
        while (rest.s) {
            sk_str form = sk_str_trim(sk_str_cut(rest, '|', &rest));
            if (form.len)
                add_word(ld, c, form, 1u << cls);
        }
    }
    return SK_OK;
}

int sk_cues_load(sk_loader *ld, const sk_cues **out)
{
    sk_cues *c = sk_new(ld->arena, sk_cues, 1);
    int rc = load_cues(ld, c);

    if (rc == SK_OK)
        rc = load_words(ld, c);
    c->rang = sk_load_form(ld, SK_STR("rằng"));
    c->la = sk_load_form(ld, SK_STR("là"));
    c->cua = sk_load_form(ld, SK_STR("của"));
    c->viec = sk_load_form(ld, SK_STR("việc"));
    c->do_ = sk_load_form(ld, SK_STR("đó"));
    c->tren = sk_load_form(ld, SK_STR("trên"));
    c->duoc = sk_load_form(ld, SK_STR("được"));
    c->ve = sk_load_form(ld, SK_STR("về"));
    *out = c;
    return rc;
}

uint32_t sk_cue_from(const sk_doc *d, uint32_t tok, uint32_t end,
                     const sk_cue **cue)
{
    const sk_cues *c = d->eng->cues;
    uint32_t value, n;

    if (tok >= end)
        return 0;
    n = sk_trie_longest(&c->cue_trie, &d->toks.v[tok], end - tok, &value);
    if (n)
        *cue = &c->cues.v[value];
    return n;
}

/* All classes of the form that covers exactly tok..end. */
static uint32_t classes_of(const sk_trie *t, uint32_t node)
{
    uint32_t cls = 0;

    for (uint32_t i = sk_trie_first(t, node); i; i = t->values.v[i - 1].next)
        cls |= t->values.v[i - 1].value;
    return cls;
}

uint32_t sk_qword_from(const sk_doc *d, uint32_t tok, uint32_t end,
                       uint32_t cls)
{
    const sk_trie *t = &d->eng->cues->word_trie;
    uint32_t node = SK_TRIE_ROOT, best = 0;

    for (uint32_t i = tok; i < end; i++) {
        node = sk_trie_step(t, node, d->toks.v[i].id);
        if (node == UINT32_MAX)
            break;
        if (classes_of(t, node) & cls)
            best = i + 1 - tok;
    }
    return best;
}

uint32_t sk_qword_before(const sk_doc *d, uint32_t beg, uint32_t tok,
                         uint32_t cls)
{
    const sk_cues *c = d->eng->cues;
    uint32_t max = tok - beg < FORM_TOKENS ? tok - beg : FORM_TOKENS;
    uint32_t id = tok > beg ? d->toks.v[tok - 1].id : 0;

    if (id >= c->words.n || !(c->words.v[id].last & cls))
        return 0;
    for (uint32_t n = max; n; n--)
        if (sk_qword_at(d, tok - n, tok, cls) == n)
            return n;
    return 0;
}

const sk_word *sk_word_at(const sk_doc *d, uint32_t tok)
{
    size_t behind = SK_FIRST_FROM(d->words, tok_beg, tok + 1);

    if (!d->words.n)
        return NULL;
    return &d->words.v[behind ? behind - 1 : 0];
}

size_t sk_mention_after(const sk_doc *d, uint32_t tok)
{
    return SK_FIRST_FROM(d->mentions, tok_beg, tok);
}

const sk_mention *sk_mention_from(const sk_doc *d, uint32_t tok)
{
    size_t i = sk_mention_after(d, tok);

    return i < d->mentions.n && d->mentions.v[i].tok_beg == tok
               ? &d->mentions.v[i]
               : NULL;
}
