/* clause.c - finds the words that hold a sentence together.
 *
 * In:  tokens, and data/clauses.tsv compiled into a trie.
 * Out: d->clauses: marks, each with its class. At every token the longest
 *      phrase wins; marks may overlap (the reader of roles takes the first and
 *      goes on behind it, unless a name or a pattern is longer there).
 */
#include "relate/clause.h"

#include "base/err.h"

static const char *const names[SK_MARK_CLASSES] = {
    "word",   "neg",     "never",  "future", "maybe",   "past", "ongoing",
    "should", "must",    "bad",    "good",   "by",      "if",   "time",
    "after",  "before",  "since",  "cause",  "goal",    "and",  "but",
    "that",   "who",     "rel",    "to",     "for",     "with", "of",
    "from",   "between", "at",     "about",  "against", "per",  "means",
    "say",    "claim",   "rumour", "noun",   "idea",    "do",   "make",
    "harm",   "end",     "verb",   "domain", "crime"};

static int class_of(sk_str s)
{
    for (int i = 0; i < SK_MARK_CLASSES; i++)
        if (sk_str_eq(s, sk_str_of(names[i])))
            return i;
    return -1;
}

static void add_phrase(sk_loader *ld, sk_clause_words *w, sk_str phrase,
                       int cls)
{
    sk_toks toks = {0};
    uint32_t ids[16];
    sk_str text;

    sk_load_tokens(ld, phrase, &text, &toks);
    if (!toks.n || toks.n > 16)
        return;
    for (size_t i = 0; i < toks.n; i++)
        ids[i] = toks.v[i].id;
    sk_trie_add(ld->arena, &w->trie, ids, toks.n, (uint32_t)cls);
}

int sk_clause_load(sk_loader *ld, const sk_clause_words **out)
{
    sk_clause_words *w = sk_new(ld->arena, sk_clause_words, 1);
    sk_tsv t;
    int rc = sk_load_table(ld, "clauses.tsv", &t);

    if (rc)
        return rc;
    while (sk_tsv_next(&t)) {
        sk_str rest = sk_tsv_get(&t, "words");
        int cls = class_of(sk_tsv_get(&t, "class"));
        if (cls < 0)
            return sk_fail(ld->err, SK_EINPUT, t.line,
                           "%s: line %zu: no class %.*s", t.path, t.line,
                           SK_FMT(sk_tsv_get(&t, "class")));
        while (rest.s)
            add_phrase(ld, w, sk_str_trim(sk_str_cut(rest, '|', &rest)), cls);
    }
    *out = w;
    return SK_OK;
}

void sk_clause_find(sk_doc *d)
{
    struct sk_clauses *c = sk_new(&d->arena, struct sk_clauses, 1);
    const sk_trie *t = &d->eng->clause_words->trie;
    uint32_t line = 0; /* the end of token i's line */

    c->inner = sk_new(&d->arena, bool, d->toks.n + 1);
    c->pos = sk_new(&d->arena, uint8_t, d->toks.n + 1);
    for (size_t i = 0; i < d->words.n; i++) {
        const sk_word *w = &d->words.v[i];
        c->pos[w->tok_beg] = w->pos;
        for (uint32_t k = w->tok_beg + 1; k < w->tok_end; k++) {
            c->inner[k] = true;
            c->pos[k] = w->pos;
        }
    }
    c->at = sk_new(&d->arena, const sk_mark *, d->toks.n + 1);
    sk_reserve(&d->arena, &c->marks, d->toks.n + 1);
    for (uint32_t i = 0; i < d->toks.n; i++) {
        uint32_t n, cls;
        sk_mark *m;
        if (!sk_trie_begins(t, d->toks.v[i].id))
            continue;
        while (line <= i ||
               (line < d->toks.n && !(d->toks.v[line].flags & SK_TOK_LINE)))
            line++;
        n = sk_trie_longest(t, &d->toks.v[i], line - i, &cls);
        if (!n || (n == 1 && c->inner[i]))
            continue;
        m = &c->marks.v[c->marks.n];
        *m = (sk_mark){i, i + n, (uint8_t)cls};
        if (cls != SK_MARK_CRIME) /* tells a topic, holds no sentence */
            c->at[i] = m;
        c->marks.n++;
    }
    d->clauses = c;
}
