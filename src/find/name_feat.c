/* name_feat.c - what the tagger of names looks at.
 *
 * Every token gets an atom: its word, shape, what the knowledge base and the
 * word classes say, and where it stands in a run of capitals. Features pair
 * these over a few tokens and are hashed into rows of weights, so that nothing
 * is compared as a string. The trainer uses the same code.
 */
#include "find/name.h"

#include "split/word.h"

enum shape {
    LOWER,
    CAP,
    UPPER,
    MIXED,
    DIGITS,
    COMMA,
    STOP,
    OPEN,
    CLOSE,
    HYPHEN,
    OTHER,
    NO_TOKEN,
    FIRST_CAP,
    FOREIGN
};

enum { NO_UPOS = SK_UPOS_N };

/* ---- words ---- */

/* Hash of the lower-case form; numbers by their count of digits. */
static uint32_t word_of(const sk_tok *t)
{
    return t->kind == SK_TOK_DIGITS ? 4 + t->end - t->beg : t->hash;
}

static uint8_t shape_of(const sk_doc *d, uint32_t tok)
{
    const sk_tok *t = &d->toks.v[tok];
    sk_str s = sk_tok_str(d->text, t);

    switch (t->kind) {
    case SK_TOK_LETTERS:
        if (t->flags & SK_TOK_UPPER)
            return UPPER;
        if (t->flags & SK_TOK_CAP) {
            for (size_t i = 1; i < s.len; i++)
                if (s.s[i] >= 'A' && s.s[i] <= 'Z')
                    return MIXED; /* VinFast, McDonald */
            return sk_name_syllable_at(d, tok) ? CAP : FOREIGN;
        }
        return LOWER;
    case SK_TOK_DIGITS:
        return DIGITS;
    default:
        break;
    }
    if (t->ch == ',' || t->ch == ';' || t->ch == ':')
        return COMMA;
    if (t->ch == '.' || t->ch == '?' || t->ch == '!')
        return STOP;
    if (t->ch == '-' || t->ch == '&' || t->ch == '/' || t->ch == '\'')
        return HYPHEN;
    if (t->ch == '(' || t->quote == SK_QUOTE_OPENS ||
        t->quote == SK_QUOTE_SINGLE) /* ‘, and ` */
        return OPEN;
    if (t->ch == ')' || t->quote == SK_QUOTE_CLOSES ||
        t->quote == SK_QUOTE_SINGLE_CLOSES)
        return CLOSE;
    return OTHER;
}

static bool is_cap(uint8_t shape)
{
    return shape == CAP || shape == UPPER || shape == MIXED ||
           shape == FIRST_CAP || shape == FOREIGN;
}

/* ---- knowledge ---- */

/* The longest hit at each token that is no title goes to known, the longest
 * title to role; the first token of a hit is told from the others. */
static void mark_hits(const sk_doc *d, sk_name_atom *at)
{
    const sk_alias *aliases = d->eng->know->aliases.v;
    uint32_t known_end = 0, role_end = 0;

    for (size_t h = 0; h < d->hits.n; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = &aliases[hit->alias];
        bool role = al->kind == SK_KNOW_ROLE || al->kind == SK_KNOW_EPITHET;
        uint32_t *end = role ? &role_end : &known_end;
        uint8_t code;
        if (hit->tok_beg < *end)
            continue;
        *end = hit->tok_end;
        if (al->kind == SK_KNOW_ROLE)
            code = (uint8_t)(2 + d->eng->know->roles.v[al->row].cls);
        else if (al->kind == SK_KNOW_EPITHET)
            code = 40;
        else if (al->kind == SK_KNOW_PLACE)
            code = (uint8_t)(1 + al->kind + 10 * (al->rank > 2));
        else
            code =
                (uint8_t)(1 + al->kind + (al->flags & SK_ALIAS_SHORT ? 20 : 0) +
                          (al->flags & SK_ALIAS_PAIR ? 30 : 0));
        if (al->flags & SK_ALIAS_AMBIGUOUS)
            code |= 64;
        for (uint32_t i = hit->tok_beg; i < hit->tok_end; i++) {
            uint8_t *to = role ? &at[i].role : &at[i].known;
            *to = i == hit->tok_beg ? code : (uint8_t)(code | 128);
        }
    }
}

/* ---- atoms ---- */

static uint8_t cut8(uint32_t n, uint8_t max)
{
    return n < max ? (uint8_t)n : max;
}

/* Runs of capitals of a sentence. */
static void mark_runs(sk_name_atom *at, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg; i < end;) {
        uint32_t j = i;
        if (!is_cap(at[i].shape)) {
            i++;
            continue;
        }
        while (j < end && is_cap(at[j].shape))
            j++;
        for (uint32_t k = i; k < j; k++) {
            at[k].cap = true;
            at[k].pos = cut8(k - i, 6);
            at[k].behind = cut8(j - 1 - k, 6);
        }
        i = j;
    }
}

static uint16_t cluster_of(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const sk_kinds *k = &d->eng->words->kinds;
    uint32_t id = d->toks.v[beg].id;
    uint64_t h = 0;

    if (end == beg + 1 && id && id < k->n_frequent)
        return (uint16_t)sk_kind_cluster(k->rows[k->frequent[id]].kind);
    for (uint32_t i = beg; i < end; i++)
        h = sk_lex_hash(h, d->toks.v[i].hash);
    return (uint16_t)sk_kind_cluster(sk_kind_of(k, (uint32_t)(h >> 32)));
}

/* The word that a token near a name is part of, and its neighbours. */
static void mark_word(const sk_doc *d, sk_name_atom *at, const sk_sent *s,
                      uint32_t w)
{
    const sk_word *word = &d->words.v[w];
    uint16_t kind = cluster_of(d, word->tok_beg, word->tok_end);

    for (uint32_t i = word->tok_beg; i < word->tok_end; i++) {
        at[i].upos = word->pos;
        at[i].kind = kind;
        at[i].inside = i > word->tok_beg;
        at[i].own_kind =
            word->tok_end - word->tok_beg == 1 ? kind : cluster_of(d, i, i + 1);
        at[i].before_upos = w > s->word_beg ? word[-1].pos : NO_UPOS;
        at[i].after_upos = w + 1 < s->word_end ? word[1].pos : NO_UPOS;
    }
}

static void mark_words(const sk_doc *d, sk_name_atom *at, const sk_sent *s)
{
    for (uint32_t w = s->word_beg; w < s->word_end; w++) {
        uint32_t i = d->words.v[w].tok_beg;
        while (i < d->words.v[w].tok_end && !at[i].near)
            i++;
        if (i < d->words.v[w].tok_end)
            mark_word(d, at, s, w);
    }
}

/* Whether a word may stand in a name though it has no capital. */
static bool is_inner(const sk_name_tagger *t, const sk_name_atom *at)
{
    return (at->cls & SK_NW_JOIN) ||
           (at->word &&
            t->inner[sk_name_inner_slot(t->inner, t->n_inner, at->word)]);
}

void sk_name_near(const sk_name_tagger *t, const sk_doc *d, const sk_sent *s,
                  sk_name_atom *at)
{
    uint32_t beg = s->tok_beg, end = s->tok_end;

    for (uint32_t i = beg, past = beg;; past = i) {
        while (i < end && !sk_name_sign(&at[i]))
            i++;
        if (i == end)
            break;
        for (uint32_t j = i; j > past && is_inner(t, &at[j - 1]); j--)
            at[j - 1].near = true;
        do
            at[i++].near = true;
        while (i < end && (sk_name_sign(&at[i]) || is_inner(t, &at[i])));
    }
    mark_words(d, at, s);
}

bool sk_name_stretch(const sk_name_atom *at, uint32_t *beg, uint32_t *stop,
                     uint32_t end)
{
    while (*beg < end && !at[*beg].near)
        ++*beg;
    for (*stop = *beg; *stop < end && at[*stop].near; ++*stop)
        ;
    return *beg < end;
}

sk_name_atom *sk_name_atoms(const sk_doc *d, sk_arena *a)
{
    uint32_t n = (uint32_t)d->toks.n;
    sk_name_atom *at = sk_new(a, sk_name_atom, n + 1);

    for (uint32_t i = 0; i < n; i++) {
        const sk_tok *t = &d->toks.v[i];
        at[i].word = word_of(t);
        at[i].shape = shape_of(d, i);
        at[i].cls = (uint16_t)sk_name_class(d->eng->names, t->id);
    }
    mark_hits(d, at);
    for (size_t s = 0; s < d->sents.n; s++) {
        uint32_t beg = d->sents.v[s].tok_beg, end = d->sents.v[s].tok_end;
        uint32_t i = beg;
        while (i < end && d->toks.v[i].kind == SK_TOK_MARK)
            i++;
        if (i < end && at[i].shape == CAP)
            at[i].shape = FIRST_CAP;
        mark_runs(at, beg, end);
    }
    return at;
}

/* ---- features ---- */

static const sk_name_atom outside = {.word = 2, .shape = NO_TOKEN};

static const sk_name_atom *token_at(const sk_name_atom *at, uint32_t beg,
                                    uint32_t end, uint32_t i, int by)
{
    int64_t j = (int64_t)i + by;

    return j < (int64_t)beg || j >= (int64_t)end ? &outside : &at[j];
}

unsigned sk_name_features(const sk_name_atom *at, uint32_t beg, uint32_t end,
                          uint32_t i, uint64_t out[SK_NAME_FEATURES])
{
    const sk_name_atom *p2 = token_at(at, beg, end, i, -2),
                       *p1 = token_at(at, beg, end, i, -1), *c = &at[i],
                       *n1 = token_at(at, beg, end, i, 1),
                       *n2 = token_at(at, beg, end, i, 2);
    const uint32_t shapes = p1->shape * 256u + c->shape * 16u + n1->shape;
    const uint32_t known = p1->known * 65536u + c->known * 256u + n1->known;
    unsigned n = 0;

    out[n++] = sk_feat(0, p1->word, 0, 0);
    out[n++] = sk_feat(1, n1->word, 0, 0);
    out[n++] = sk_feat(2, known, shapes, 0);
    out[n++] = sk_feat(3, c->kind, c->shape, c->inside);
    out[n++] = sk_feat(4, p1->cls, c->cls, n1->cls);
    if (c->cap) {
        uint32_t where = c->pos * 8u + c->behind; /* in the run of capitals */
        out[n++] = sk_feat(5, known, 0, 0);
        out[n++] = sk_feat(6, c->known, c->shape, 0);
        out[n++] = sk_feat(7, p1->role, c->role, n1->role);
        out[n++] = sk_feat(8, p1->word, c->known, c->shape);
        out[n++] = sk_feat(9, n1->word, c->known, c->shape);
        out[n++] = sk_feat(10, c->own_kind, where, 0);
        out[n++] = sk_feat(11, c->own_kind, c->known, 0);
        out[n++] =
            sk_feat(12, c[-(int)c->pos].own_kind, c[c->behind].own_kind, where);
        out[n++] = sk_feat(22, c->known, n1->shape, n2->known);
    } else {
        out[n++] = sk_feat(13, c->word, 0, 0);
        out[n++] = sk_feat(14, c->word, c->known, c->inside);
        out[n++] = sk_feat(15, c->before_upos * 32u + c->after_upos,
                           c->upos * 2u + c->inside, c->shape);
        out[n++] = sk_feat(16, p1->own_kind, c->own_kind, c->inside);
        out[n++] = sk_feat(17, n1->own_kind, c->own_kind, c->inside);
        out[n++] = sk_feat(18, p2->word, p1->word, 0);
        out[n++] = sk_feat(19, n1->word, n2->word, 0);
        out[n++] = sk_feat(20, p2->shape, shapes, n2->shape);
        out[n++] = sk_feat(21, n1->known, n2->known, c->own_kind);
    }
    return n;
}
