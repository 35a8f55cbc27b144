/* topic.c - reads data/topics.tsv; which topics words tell of. */
#include "thread/topic.h"

#include "thread/model.h"

static int link_of(sk_str s)
{
    static const char *const names[SK_TOPIC_LINKS] = {
        "alone", "sides", "place", "person", "who", "theme", "any"};

    for (int i = 0; i < SK_TOPIC_LINKS; i++)
        if (sk_str_eq(s, sk_str_of(names[i])))
            return i;
    return -1;
}

static uint32_t row_of(const sk_topics *t, sk_str name)
{
    for (uint32_t i = 0; i < t->v.n; i++)
        if (sk_str_eq(t->v.v[i].name, name))
            return i;
    return UINT32_MAX;
}

static bool add_cue(sk_loader *ld, sk_topics *t, uint32_t row, sk_str phrase)
{
    sk_str text;
    sk_toks toks = {0};
    SK_VEC(uint32_t) ids = {0};

    sk_load_tokens(ld, phrase, &text, &toks);
    for (size_t i = 0; i < toks.n; i++)
        *sk_push(ld->arena, &ids) = toks.v[i].id;
    if (!ids.n || row == UINT32_MAX)
        return false;
    sk_trie_add(ld->arena, &t->cues, ids.v, ids.n, row);
    return true;
}

int sk_topics_load(sk_loader *ld, sk_topics *t)
{
    sk_tsv f;
    int rc = sk_load_table(ld, "topics.tsv", &f);

    while (rc == SK_OK && sk_tsv_next(&f)) {
        sk_str name = sk_tsv_get(&f, "topic"),
               phrase = sk_tsv_get(&f, "phrase");
        bool topic = sk_str_eq(sk_tsv_get(&f, "kind"), SK_STR("topic"));
        int link = link_of(phrase);
        if (sk_str_eq(sk_tsv_get(&f, "kind"), SK_STR("minor")))
            *sk_push(ld->arena, &t->minor) = sk_term_syllable(phrase);
        else if (sk_str_eq(sk_tsv_get(&f, "kind"), SK_STR("front")))
            *sk_push(ld->arena, &t->front) = sk_term_syllable(phrase);
        else if (topic && link >= 0 && t->v.n < SK_TOPICS_MAX)
            *sk_push(ld->arena, &t->v) =
                (sk_topic){sk_str_dup(ld->arena, name), (uint8_t)link};
        else if (topic || !add_cue(ld, t, row_of(t, name), phrase))
            rc = sk_fail(ld->err, SK_EINPUT, 0,
                         "%s:%zu: no such topic or "
                         "link, or too many",
                         f.path, f.line);
    }
    return rc;
}

bool sk_topics_minor(const sk_topics *t, uint32_t syllable)
{
    for (size_t i = 0; i < t->minor.n; i++)
        if (t->minor.v[i] == syllable)
            return true;
    return false;
}

bool sk_topics_front(const sk_topics *t, uint32_t syllable)
{
    for (size_t i = 0; i < t->front.n; i++)
        if (t->front.v[i] == syllable)
            return true;
    return false;
}

/* Topics of the cues that begin with a word. */
static uint64_t from_word(const sk_topics *t, const sk_doc *d, size_t at,
                          size_t end)
{
    uint32_t node = SK_TRIE_ROOT, tok = d->words.v[at].tok_beg;
    uint64_t found = 0;

    for (; at < end; at++) {
        for (; tok < d->words.v[at].tok_end; tok++) {
            node = sk_trie_step(&t->cues, node, d->toks.v[tok].id);
            if (node == UINT32_MAX)
                return found;
        }
        for (uint32_t i = sk_trie_first(&t->cues, node); i;
             i = t->cues.values.v[i - 1].next)
            found |= UINT64_C(1) << t->cues.values.v[i - 1].value;
    }
    return found;
}

uint64_t sk_topics_of(const sk_topics *t, const sk_doc *d, size_t beg,
                      size_t end)
{
    uint64_t found = 0;

    for (size_t i = beg; i < end; i++)
        found |= from_word(t, d, i, end);
    return found;
}
