/* name_agree.c - what the article calls a person elsewhere.
 *
 * "Vadim Krasikov" makes a person of every bare "Krasikov", whatever the tagger
 * said of it: a body, or nothing at all.
 */
#include "find/name_part.h"

/* The words that are the first or last of a person's name in the article. */
typedef struct name_words {
    uint32_t *hash; /* [mask + 1], 0: free */
    uint32_t mask;
} name_words;

static uint32_t *word_slot(const name_words *w, uint32_t hash)
{
    uint32_t i = hash & w->mask;

    while (w->hash[i] && w->hash[i] != hash)
        i = (i + 1) & w->mask;
    return &w->hash[i];
}

static name_words words_of_people(sk_doc *d)
{
    name_words w = {.mask = 15};

    while (w.mask < d->mentions.n * 4)
        w.mask = w.mask * 2 + 1;
    w.hash = sk_new(&d->arena, uint32_t, w.mask + 1);
    for (size_t i = 0; i < d->mentions.n; i++) {
        const sk_mention *m = &d->mentions.v[i];
        uint32_t first = m->tok_end - 1;
        if (m->type != SK_PER || m->core.end == m->core.beg ||
            m->tok_end - m->tok_beg < 2)
            continue;
        while (first > m->tok_beg && d->toks.v[first].beg > m->core.beg)
            first--;
        if (first == m->tok_beg || first + 1 < m->tok_end ||
            d->toks.v[m->tok_beg].beg < m->core.beg) {
            uint32_t a = d->toks.v[m->tok_end - 1].hash;
            uint32_t b = d->toks.v[first].hash;
            *word_slot(&w, a) = a;
            *word_slot(&w, b) = b;
        }
    }
    return w;
}

static bool is_known(const sk_doc *d, uint32_t tok)
{
    for (size_t h = sk_hit_from(d, tok);
         h < d->hits.n && d->hits.v[h].tok_beg == tok; h++)
        if (sk_name_alias(d, h)->kind != SK_KNOW_PERSON &&
            sk_name_alias(d, h)->kind != SK_KNOW_PLACE)
            return true;
    return false;
}

static bool is_foreign(const sk_doc *d, uint32_t tok)
{
    return (d->toks.v[tok].flags & (SK_TOK_CAP | SK_TOK_UPPER)) == SK_TOK_CAP &&
           !sk_name_syllable_at(d, tok);
}

static bool is_called(const sk_doc *d, const name_words *people, uint32_t tok)
{
    return is_foreign(d, tok) && !is_known(d, tok) && d->toks.v[tok].hash &&
           *word_slot(people, d->toks.v[tok].hash);
}

/* One foreign word that names a person elsewhere names him here. */
static void retype(sk_doc *d, const name_words *people)
{
    for (size_t i = 0; i < d->mentions.n; i++) {
        sk_mention *m = &d->mentions.v[i];
        if (m->type != SK_PER && m->tok_end == m->tok_beg + 1 &&
            is_called(d, people, m->tok_beg))
            m->type = SK_PER;
    }
}

/* Whether a token stands alone, no part of a longer name that was not found. */
static bool is_bare(const sk_doc *d, const sk_sent *s, uint32_t tok)
{
    const sk_tok *t = &d->toks.v[tok];

    return (tok == s->tok_beg || !(t[-1].flags & SK_TOK_CAP)) &&
           (tok + 1 == s->tok_end || !(t[1].flags & SK_TOK_CAP)) &&
           (tok == s->tok_beg || (t->flags & SK_TOK_SPACE) ||
            t[-1].kind == SK_TOK_MARK) &&
           !(tok > s->tok_beg && t[-1].ch == '-') &&
           !(tok + 1 < s->tok_end && t[1].ch == '-');
}

/* Adds the mentions that are nothing but such a word. */
static void add_missed(sk_doc *d, const name_words *people)
{
    size_t n = d->mentions.n, at = 0;
    const sk_mention *old = d->mentions.v;

    memset(&d->mentions, 0, sizeof d->mentions);
    for (uint32_t s = 0; s < d->sents.n; s++) {
        const sk_sent *sent = &d->sents.v[s];
        for (uint32_t i = sent->tok_beg; i < sent->tok_end; i++) {
            sk_name_part p = {.beg = i, .end = i + 1, .type = SK_PER};
            if (at < n && old[at].tok_beg == i) {
                i = old[at].tok_end - 1;
                *sk_push(&d->arena, &d->mentions) = old[at++];
            } else if (is_called(d, people, i) && is_bare(d, sent, i) &&
                       sk_name_tells(d, s)) {
                *sk_push(&d->arena, &d->mentions) = sk_name_mention(d, s, &p);
            }
        }
    }
}

void sk_name_agree(sk_doc *d)
{
    name_words people = words_of_people(d);

    retype(d, &people);
    add_missed(d, &people);
}
