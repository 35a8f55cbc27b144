/* name_agree.c - what the article calls a person or country elsewhere.
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

/* ---- countries' names that are persons' too ---- */

/* The country whose name a mention is, one syllable and no more: "Nga". */
static const sk_alias *country_of(const sk_doc *d, const sk_mention *m)
{
    return m->type == SK_GPE && m->tok_end == m->tok_beg + 1 &&
                   sk_name_syllable_at(d, m->tok_beg)
               ? sk_name_country(d, m->tok_beg, m->tok_end)
               : NULL;
}

/* Whether the word before a token says that a country comes: "nước", "người",
 * "Tổng thống", "Bộ Ngoại giao", "Ukraine -". */
static bool leads_to_country(const sk_doc *d, uint32_t tok)
{
    uint32_t before = tok - 1;

    if (!tok || (d->toks.v[tok].flags & SK_TOK_LINE))
        return false;
    if ((sk_name_class_at(d, before) & (SK_NW_LAND | SK_NW_GPE)) &&
        !(sk_name_class_at(d, before) & SK_NW_MIDDLE)) /* "Thị" */
        return true;
    if (before && d->toks.v[before].ch == '-')
        before--;
    for (size_t h = sk_hit_from(d, before > 6 ? before - 6 : 0);
         h < d->hits.n && d->hits.v[h].tok_beg <= before; h++)
        if (d->hits.v[h].tok_end == before + 1 &&
            (sk_name_alias(d, h)->kind == SK_KNOW_ROLE ||
             sk_name_alias(d, h)->kind == SK_KNOW_ORG ||
             sk_name_alias(d, h)->kind == SK_KNOW_COUNTRY))
            return true;
    return false;
}

/* Whether the article speaks of a country in words that mean nothing else:
 * "Moskva", "nước Nga", "Tổng thống Nga", or of one who stands for it. */
static bool speaks_of(const sk_doc *d, const sk_alias *country)
{
    const sk_know *k = d->eng->know;
    const char *code = k->countries.v[country->row].code;

    for (size_t h = 0; h < d->hits.n; h++) {
        const sk_alias *al = sk_name_alias(d, h);
        uint32_t beg = d->hits.v[h].tok_beg;
        const char *its = "";
        if (al->kind == SK_KNOW_COUNTRY && al->row == country->row &&
            (al->n_toks > 1 ||
             ((d->toks.v[beg].flags & SK_TOK_CAP) && leads_to_country(d, beg))))
            return true;
        if (al->kind == SK_KNOW_SEAT)
            its = k->seats.v[al->row].country;
        else if (al->kind == SK_KNOW_PERSON && al->n_toks > 1 && al->rank > 2)
            its = k->people.v[al->row].country;
        if (its[0] && strcmp(its, code) == 0)
            return true;
    }
    return false;
}

/* Whether a person of the article has the given name that stands at a token. */
static bool is_given_name(const sk_doc *d, uint32_t tok)
{
    for (size_t i = 0; i < d->mentions.n; i++) {
        const sk_mention *m = &d->mentions.v[i];
        uint32_t last = m->tok_end - 1, first = last;
        if (m->type != SK_PER || last == m->tok_beg ||
            m->core.end == m->core.beg ||
            d->toks.v[last].hash != d->toks.v[tok].hash)
            continue;
        while (first > m->tok_beg && d->toks.v[first].beg > m->core.beg)
            first--;
        if (first < last
                ? sk_name_class_at(d, first) & SK_NW_SURNAME
                : sk_name_class_at(d, last - 1) & (SK_NW_MAN | SK_NW_WOMAN))
            return true; /* "Trần Thị Nga", "chị Nga" */
    }
    return false;
}

/* How often the word of a token stands in small letters with no name behind it:
 * "anh" (he), not "anh Nam". */
static uint32_t said_small(const sk_doc *d, uint32_t tok)
{
    uint32_t n = 0;

    for (size_t w = 0; w < d->words.n; w++) {
        const sk_word *x = &d->words.v[w];
        const sk_tok *t = &d->toks.v[x->tok_beg];
        n += t->id == d->toks.v[tok].id && x->tok_end == x->tok_beg + 1 &&
             !(t->flags & SK_TOK_CAP) &&
             (x->tok_end == d->toks.n || !(t[1].flags & SK_TOK_CAP));
    }
    return n;
}

/* Whether another country than the outlets' own and this one is named. */
static bool names_another(const sk_doc *d, const sk_alias *country)
{
    for (size_t h = 0; h < d->hits.n; h++) {
        const sk_alias *al = sk_name_alias(d, h);
        if (al->kind == SK_KNOW_COUNTRY && al->row != country->row &&
            !(al->flags & SK_ALIAS_PAIR) &&
            (!(al->flags & SK_ALIAS_AMBIGUOUS) ||
             leads_to_country(d, d->hits.v[h].tok_beg)) &&
            strcmp(d->eng->know->countries.v[al->row].code, SK_HOME) != 0)
            return true;
    }
    return false;
}

/* Whether a sentence may begin behind a mark. */
static bool opens(const sk_tok *t)
{
    return t->kind == SK_TOK_MARK && t->ch != ',' && t->ch != '(' &&
           t->ch != '-' && t->ch != '/' && t->ch != '&';
}

/* "Anh | viết": the word that stands for a man, with the capital of a sentence
 * or of what somebody says. A title begins with the country rather. */
static bool is_pronoun(const sk_doc *d, const sk_mention *m,
                       const sk_alias *country)
{
    enum { OFTEN = 3 };
    const sk_sent *s = &d->sents.v[m->sent];
    bool first = m->sent == 0 || d->paras.v[s->para].kind == SK_PARA_TITLE;
    uint32_t small;

    if (!(sk_name_class_at(d, m->tok_beg) & (SK_NW_MAN | SK_NW_WOMAN)) ||
        (m->tok_beg > s->tok_beg && !opens(&d->toks.v[m->tok_beg - 1])))
        return false;
    small = said_small(d, m->tok_beg);
    if (small)
        return !speaks_of(d, country) || (!first && small >= OFTEN);
    return !first && !speaks_of(d, country) && !names_another(d, country);
}

/* "Nga" is the woman who was named before, "Anh" a man, where the article does
 * not speak of that country. */
static void other_than_countries(sk_doc *d)
{
    size_t n = 0;

    for (size_t i = 0; i < d->mentions.n; i++) {
        sk_mention m = d->mentions.v[i];
        const sk_alias *country = country_of(d, &m);
        if (country && is_pronoun(d, &m, country))
            continue;
        if (country && is_given_name(d, m.tok_beg) && !speaks_of(d, country) &&
            !names_another(d, country)) {
            m.type = SK_PER;
            m.core = m.span;
        }
        d->mentions.v[n++] = m;
    }
    d->mentions.n = n;
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

    other_than_countries(d);
    retype(d, &people);
    add_missed(d, &people);
}
