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
    LOWER, CAP, UPPER, MIXED, DIGITS, COMMA, STOP, OPEN, CLOSE, HYPHEN, OTHER,
    NO_TOKEN, FIRST_CAP
};

enum { NO_UPOS = SK_UPOS_N };

/* What the rest of the article says of a word. */
enum {
    SEEN_LOWER = 1,   /* it also stands in lower case */
    SEEN_INNER = 2,   /* capitalised inside a sentence */
    SEEN_HONOUR = 4,  /* after ông, bà or a title */
    SEEN_LAST = 8,    /* last of a longer run */
    SEEN_FIRST = 16,  /* first of a longer run */
};

/* ---- words ---- */

/* Hash of the lower-case form; numbers by their count of digits. */
static uint32_t word_of(const sk_tok *t)
{
    return t->kind == SK_TOK_DIGITS ? 4 + t->end - t->beg : t->hash;
}

/* Hash of the last n letters (bytes of whole code points). */
static uint32_t ending(sk_str s, int n)
{
    size_t at = s.len;

    while (n-- && at)
        do
            at--;
        while (at && ((unsigned char)s.s[at] & 0xC0) == 0x80);
    return (uint32_t)sk_hash(s.s + at, s.len - at, 77);
}

static uint8_t shape_of(const sk_doc *d, const sk_tok *t)
{
    sk_str s = sk_tok_str(d->text, t);

    switch (t->kind) {
    case SK_TOK_LETTERS:
        if (t->flags & SK_TOK_UPPER)
            return UPPER;
        if (t->flags & SK_TOK_CAP) {
            for (size_t i = 1; i < s.len; i++)
                if (s.s[i] >= 'A' && s.s[i] <= 'Z')
                    return MIXED; /* VinFast, McDonald */
            return CAP;
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
    if (t->ch == '(' || sk_str_eq(s, SK_STR("“")) || sk_str_eq(s, SK_STR("‘")))
        return OPEN;
    if (t->ch == ')' || sk_str_eq(s, SK_STR("”")) || sk_str_eq(s, SK_STR("’")))
        return CLOSE;
    return OTHER;
}

static bool is_cap(uint8_t shape)
{
    return shape == CAP || shape == UPPER || shape == MIXED ||
           shape == FIRST_CAP;
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
            code = (uint8_t)(1 + al->kind +
                             (al->flags & SK_ALIAS_SHORT ? 20 : 0) +
                             (al->flags & SK_ALIAS_PAIR ? 30 : 0));
        if (al->flags & SK_ALIAS_AMBIGUOUS)
            code |= 64;
        for (uint32_t i = hit->tok_beg; i < hit->tok_end; i++) {
            uint8_t *to = role ? &at[i].role : &at[i].known;
            *to = i == hit->tok_beg ? code : (uint8_t)(code | 128);
        }
    }
}

/* ---- the rest of the article ---- */

typedef struct seen {
    uint32_t word;
    uint8_t bits;
} seen;

static seen *slot(seen *tab, uint32_t mask, uint32_t word)
{
    uint32_t i = word >> 7 & mask;

    while (tab[i].word && tab[i].word != word)
        i = (i + 1) & mask;
    return &tab[i];
}

static void mark_seen(const sk_doc *d, sk_arena *a, sk_name_atom *at)
{
    uint32_t n = (uint32_t)d->toks.n, mask = 63, caps = 0;
    seen *tab;

    for (uint32_t i = 0; i < n; i++)
        caps += is_cap(at[i].shape);
    while (mask < caps * 2)
        mask = mask * 2 + 1;
    tab = sk_new(a, seen, mask + 1);
    for (uint32_t i = 0; i < n; i++) {
        seen *s;
        if (!is_cap(at[i].shape))
            continue;
        s = slot(tab, mask, at[i].word);
        s->word = at[i].word;
        if (at[i].shape != FIRST_CAP)
            s->bits |= SEEN_INNER;
        if (i && ((at[i - 1].cls & SK_NW_HONOUR) || at[i - 1].role))
            s->bits |= SEEN_HONOUR;
        if (at[i].len > 1)
            s->bits |= at[i].pos + 1 == at[i].len ? SEEN_LAST
                       : at[i].pos == 0           ? SEEN_FIRST
                                                  : 0;
    }
    for (uint32_t i = 0; i < n; i++)
        if (at[i].shape == LOWER) {
            seen *s = slot(tab, mask, at[i].word);
            if (s->word)
                s->bits |= SEEN_LOWER;
        }
    for (uint32_t i = 0; i < n; i++)
        if (is_cap(at[i].shape))
            at[i].seen = slot(tab, mask, at[i].word)->bits;
}

/* ---- atoms ---- */

static uint8_t cut8(uint32_t n, uint8_t max)
{
    return n < max ? (uint8_t)n : max;
}

/* Runs of capitals of a sentence and what stands around them. */
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
            at[k].pos = cut8(k - i, 6);
            at[k].behind = cut8(j - 1 - k, 6);
            at[k].len = cut8(j - i, 7);
            at[k].first = at[i].word;
            at[k].left = i > beg ? at[i - 1].word : 2;
            at[k].left2 = i > beg + 1 ? at[i - 2].word : 2;
            at[k].right = j < end ? at[j].word : 2;
        }
        i = j;
    }
}

static uint16_t cluster_of(const sk_doc *d, uint32_t beg, uint32_t end)
{
    uint64_t h = 0;

    for (uint32_t i = beg; i < end; i++)
        h = sk_lex_hash(h, d->toks.v[i].hash);
    return (uint16_t)sk_kind_cluster(
        sk_kind_of(&d->eng->words->kinds, (uint32_t)(h >> 32)));
}

/* The word that each token is part of, and its neighbours. */
static void mark_words(const sk_doc *d, sk_name_atom *at, const sk_sent *s)
{
    sk_name_atom last = {.whole = 2, .upos = NO_UPOS};

    for (uint32_t w = s->word_beg; w < s->word_end; w++) {
        const sk_word *word = &d->words.v[w];
        sk_name_atom now = {.upos = word->pos};
        now.kind = cluster_of(d, word->tok_beg, word->tok_end);
        for (uint32_t i = word->tok_beg; i < word->tok_end; i++)
            now.whole = now.whole * 31 + at[i].word;
        for (uint32_t i = word->tok_beg; i < word->tok_end; i++) {
            at[i].whole = now.whole;
            at[i].upos = now.upos;
            at[i].kind = now.kind;
            at[i].own_kind = word->tok_end - word->tok_beg == 1
                                 ? now.kind
                                 : cluster_of(d, i, i + 1);
            at[i].inside = i > word->tok_beg;
            at[i].before = last.whole;
            at[i].before_upos = last.upos;
            at[i].before_kind = last.kind;
            at[i].para = d->paras.v[s->para].kind;
            at[i].after = 2;
            at[i].after_upos = NO_UPOS;
        }
        if (w > s->word_beg)
            for (uint32_t i = word[-1].tok_beg; i < word[-1].tok_end; i++) {
                at[i].after = now.whole;
                at[i].after_upos = now.upos;
                at[i].after_kind = now.kind;
            }
        last = now;
    }
}

/* Names have a capital, a title or a known word in them. They begin some
 * tokens before ("hội nghị thượng đỉnh hòa bình Ukraine") at a head word, and
 * go on little behind. */
static void mark_near(sk_name_atom *at, uint32_t beg, uint32_t end)
{
    enum { BEFORE = 6, HEAD = 12, BEHIND = 4 };
    const unsigned heads = SK_NW_ORG | SK_NW_LOC | SK_NW_EVENT | SK_NW_PREFIX;
    uint32_t sure = UINT32_MAX; /* the next token that tells of a name */

    for (uint32_t i = end; i-- > beg;) {
        if (at[i].len || at[i].role || at[i].known)
            sure = i;
        if (sure == UINT32_MAX)
            continue;
        if (sure - i <= BEFORE)
            at[i].near = true;
        else if (sure - i <= HEAD && (at[i].cls & heads))
            for (uint32_t k = i; !at[k].near; k++)
                at[k].near = true;
    }
    sure = UINT32_MAX;
    for (uint32_t i = beg; i < end; i++) {
        if (at[i].len || at[i].role || at[i].known)
            sure = i;
        if (sure != UINT32_MAX && i - sure <= BEHIND)
            at[i].near = true;
    }
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
        at[i].shape = shape_of(d, t);
        at[i].cls = (uint16_t)sk_name_class(d->eng->names, t->id);
        at[i].syllable = 1;
        if (is_cap(at[i].shape)) {
            sk_str s = sk_tok_str(d->text, t);
            at[i].end3 = ending(s, 3);
            at[i].end2 = ending(s, 2);
            at[i].syllable = sk_name_syllable(s);
        }
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
        mark_words(d, at, &d->sents.v[s]);
        mark_near(at, beg, end);
    }
    mark_seen(d, a, at);
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

/* The nearest title to the left in the same phrase and its distance. */
static uint32_t title_left(const sk_name_atom *at, uint32_t beg, uint32_t i)
{
    for (uint32_t k = 1; k <= 8 && i >= beg + k; k++) {
        const sk_name_atom *p = &at[i - k];
        if (p->role)
            return (p->role & 63u) * 4 + (k > 3 ? 3 : k);
        if (!is_cap(p->shape) && !p->known && !(p->cls & SK_NW_HONOUR) &&
            p->shape != HYPHEN)
            return k == 1 ? 1 : 2;
    }
    return 0;
}

unsigned sk_name_features(const sk_name_atom *at, uint32_t beg, uint32_t end,
                          uint32_t i, uint64_t out[SK_NAME_FEATURES])
{
    const sk_name_atom *p2 = token_at(at, beg, end, i, -2),
                       *p1 = token_at(at, beg, end, i, -1), *c = &at[i],
                       *n1 = token_at(at, beg, end, i, 1),
                       *n2 = token_at(at, beg, end, i, 2);
    unsigned n = 0;
    uint32_t shapes = p1->shape * 256u + c->shape * 16u + n1->shape;
    uint32_t known = p1->known * 65536u + c->known * 256u + n1->known;
    uint32_t where = c->pos * 8u + c->behind;

#define F1(a) (out[n] = sk_feat(n, (a), 0, 0), n++)
#define F2(a, b) (out[n] = sk_feat(n, (a), (b), 0), n++)
#define F3(a, b, c_) (out[n] = sk_feat(n, (a), (b), (c_)), n++)
    F1(c->word);
    F1(p1->word);
    F1(n1->word);
    F2(c->word, c->shape);
    F2(p2->shape, shapes);
    F2(p2->shape * 16u + n2->shape, shapes);
    F1(known);
    F2(c->known, c->shape);
    F2(c->known, c->word);
    F2(known, shapes);
    F3(p1->role, c->role, n1->role);
    F3(c->role, n1->known, n2->known);
    F3(c->role, n1->shape, c->shape);
    F3(p1->cls, c->cls, n1->cls);
    F2(c->cls, shapes);
    F3(p1->word, c->known, c->shape);
    F3(n1->word, c->known, c->shape);
    F2(title_left(at, beg, i), shapes);
    F3(title_left(at, beg, i), c->known, where);
    F3(p2->word, c->shape, c->known);
    F2(c->whole, c->inside);
    F3(c->before, c->shape, c->inside);
    F3(c->after, c->shape, c->inside);
    F3(c->before_upos * 32u + c->after_upos, c->upos * 2u + c->inside, c->shape);
    F3(c->upos * 2u + c->inside, c->known, c->role);
    F3(c->para, c->known, c->shape);
    F3(c->para, p1->word, c->shape);
    F3(c->kind, c->shape, c->inside);
    F3(c->before_kind, c->kind, c->shape);
    F3(c->kind, c->after_kind, c->shape);
    F3(c->own_kind, p1->own_kind, shapes);
    F3(c->own_kind, n1->own_kind, shapes);
    F3(c->before_kind, c->shape, c->known);
    F3(c->after_kind, c->shape, c->known);
    if (c->len) { /* capitals only */
        F2(c->own_kind, where);
        F3(c->own_kind, c->known, c->seen);
        F2(c->left, where);
        F3(c->left, c->known, c->syllable);
        F2(c->left2, c->left);
        F2(c->left2, c->pos);
        F2(c->right, where);
        F2(c->end3, c->shape);
        F3(c->seen, c->shape, c->known);
        F3(c->seen, c->pos, c->len);
        F3(c->syllable * 4u + n1->syllable * 2u + p1->syllable, shapes, where);
        F3(c->cls, where, c->syllable);
    }
    return n;
}
