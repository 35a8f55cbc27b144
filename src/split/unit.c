/* unit.c - tokens that always stand together, and the word list over them. */
#include "split/unit.h"

#include "know/tsv.h"

/* ---- abbreviations ---- */

static void add(sk_abbrevs *a, uint64_t h)
{
    uint32_t i = (uint32_t)h & (a->n_slots - 1);

    while (a->slots[i])
        i = (i + 1) & (a->n_slots - 1);
    a->slots[i] = h;
    a->n++;
}

int sk_abbrevs_read(sk_abbrevs *a, sk_arena *arena, const char *path,
                    sk_err *err)
{
    enum { SLOTS = 1024 };
    sk_tsv t;
    int rc = sk_tsv_open(&t, arena, path, err);

    *a = (sk_abbrevs){sk_new(arena, uint64_t, SLOTS), SLOTS, 0};
    while (!rc && sk_tsv_next(&t)) {
        sk_str form = sk_tsv_get(&t, "form");
        if (a->n == SLOTS / 2)
            return sk_fail(err, SK_ELIMIT, 0, "%s: more than %d forms", path,
                           SLOTS / 2);
        add(a, sk_hash(form.s, form.len, 0) | 1);
    }
    return rc;
}

static bool one_letter(sk_str s)
{
    size_t at = 0;

    sk_utf8_next(s, &at);
    return at == s.len;
}

/* "châu Á.", "tại Ý.": a letter with a tone mark is a word, no initial. */
static bool toned(sk_str s)
{
    size_t at = 0;

    return sk_uni_of(sk_utf8_next(s, &at))->tone != 0;
}

bool sk_abbrev_point(const sk_abbrevs *a, const sk_doc *d, uint32_t i)
{
    const sk_tok *t = &d->toks.v[i - 1];
    sk_str s = sk_doc_tok(d, i - 1);
    uint64_t h = sk_hash(s.s, s.len, 0) | 1;

    if (d->toks.v[i].flags & SK_TOK_SPACE || t->kind != SK_TOK_LETTERS)
        return false;
    if (i > 1 && !(t->flags & SK_TOK_SPACE) &&
        d->toks.v[i - 2].kind == SK_TOK_DIGITS)
        return false; /* "8h." */
    if (t->flags & SK_TOK_CAP && one_letter(s) && !toned(s))
        return true; /* an initial */
    for (uint32_t k = (uint32_t)h & (a->n_slots - 1); a->slots[k];
         k = (k + 1) & (a->n_slots - 1))
        if (a->slots[k] == h)
            return true;
    return false;
}

/* ---- joining tokens ---- */

static bool glued(const sk_doc *d, uint32_t i)
{
    return !(d->toks.v[i].flags & SK_TOK_SPACE);
}

static uint8_t kind_of(const sk_doc *d, uint32_t i)
{
    return d->toks.v[i].kind;
}

static bool ends_in(const sk_doc *d, uint32_t i, const char *marks)
{
    char ch = d->toks.v[i].ch;

    return ch && strchr(marks, ch);
}

/* A sentence could end with token i, if a stop followed: a word of two letters
 * or more that is no part of an address ("Bao.vn"), a number but that of a
 * list ("1."), what closes, a percentage. */
static bool could_end(const sk_doc *d, uint32_t i)
{
    const sk_tok *t = &d->toks.v[i];
    bool apart = t->flags & (SK_TOK_SPACE | SK_TOK_LINE);

    if (t->kind == SK_TOK_LETTERS)
        return !one_letter(sk_doc_tok(d, i)) &&
               (apart || (t->flags & SK_TOK_CAP && ends_in(d, i - 1, "-\"'(")));
    if (t->kind == SK_TOK_DIGITS)
        return !apart || (t->end - t->beg > 1 && !(t->flags & SK_TOK_LINE));
    return t->quote == SK_QUOTE_CLOSES || t->quote == SK_QUOTE_STRAIGHT ||
           ends_in(d, i, ")]%");
}

bool sk_glued_stop(const sk_abbrevs *a, const sk_doc *d, uint32_t i)
{
    const sk_tok *t = &d->toks.v[i], *next = t + 1;

    return i && i + 1 < d->toks.n && ends_in(d, i, ".!?") && glued(d, i) &&
           glued(d, i + 1) && next->kind == SK_TOK_LETTERS &&
           (next->flags & (SK_TOK_CAP | SK_TOK_UPPER)) == SK_TOK_CAP &&
           could_end(d, i - 1) && !sk_abbrev_point(a, d, i) &&
           (i + 2 == d->toks.n || !glued(d, i + 2) ||
            ends_in(d, i + 2, ",;:!?"));
}

/* A mark inside a number or name, glued on both sides ("28/2", "F-16"), or a
 * sign behind a number ("7%"). Returns the end of the unit if it goes on. */
static uint32_t goes_on(const sk_doc *d, uint32_t i, uint32_t end)
{
    const sk_tok *t = &d->toks.v[i];
    uint8_t before = kind_of(d, i - 1), after;

    if (t->kind != SK_TOK_MARK) /* letters beside digits: U22, m2, 20h30 */
        return before != SK_TOK_MARK && before != t->kind ? i + 1 : 0;
    if (t->ch == '%')
        return before == SK_TOK_DIGITS ? i + 1 : 0;
    if (i + 1 >= end || !glued(d, i + 1))
        return 0;
    after = kind_of(d, i + 1);
    if (before == SK_TOK_MARK || after == SK_TOK_MARK)
        return 0;
    switch (t->ch) {
    case '.':
        return before == after || after == SK_TOK_DIGITS ? i + 2 : 0;
    case ',':
    case ':':
        return before == SK_TOK_DIGITS && after == SK_TOK_DIGITS ? i + 2 : 0;
    case '/':
        return before == SK_TOK_DIGITS && after == SK_TOK_DIGITS ? i + 2 : 0;
    case '-':
        /* Wai-kru and F-16 are one, Nga-Ukraine is two and a mark */
        if (before == SK_TOK_LETTERS && after == SK_TOK_LETTERS)
            return d->toks.v[i + 1].flags & SK_TOK_CAP ? 0 : i + 2;
        return i + 2;
    case '@': /* tin_moi-1@bao.vn */
    case '_':
        return i + 2;
    case '&':
    case '\'':
        return before == SK_TOK_LETTERS && after == SK_TOK_LETTERS ? i + 2 : 0;
    }
    return 0;
}

/* The end of an address of the web that begins at a token, 0 if none does: all
 * up to a blank, but for marks that end a sentence or close a bracket. */
static uint32_t address_end(const sk_doc *d, uint32_t beg, uint32_t end)
{
    sk_str s = sk_doc_tok(d, beg);
    uint32_t i = beg + 1;

    if (!sk_str_starts(s, SK_STR("http")) && !sk_str_eq(s, SK_STR("www")))
        return 0;
    if (s.s[0] == 'h' &&
        !(i + 2 < end && d->toks.v[i].ch == ':' && d->toks.v[i + 1].ch == '/' &&
          d->toks.v[i + 2].ch == '/'))
        return 0;
    while (i < end && glued(d, i) && d->toks.v[i].ch != '"')
        i++;
    while (i > beg + 1 && d->toks.v[i - 1].kind == SK_TOK_MARK &&
           d->toks.v[i - 1].ch != '/')
        i--;
    return i;
}

static uint32_t unit_end(const sk_doc *d, const sk_abbrevs *abbrevs,
                         uint32_t beg, uint32_t end)
{
    uint32_t i = beg + 1, next;

    if (d->toks.v[beg].ch == '.') {
        while (i < end && glued(d, i) && d->toks.v[i].ch == '.')
            i++;
        return i;
    }
    if (d->toks.v[beg].kind == SK_TOK_MARK)
        return i;
    if ((i = address_end(d, beg, end)) != 0)
        return i;
    i = beg + 1;
    while (i < end && glued(d, i) && !sk_glued_stop(abbrevs, d, i) &&
           (next = goes_on(d, i, end)) != 0)
        i = next;
    if (i + 1 < end && d->toks.v[i].ch == '.' && sk_abbrev_point(abbrevs, d, i))
        i++;
    return i;
}

/* ---- what a unit looks like ---- */

static uint8_t letters_shape(const sk_tok *t)
{
    return t->flags & SK_TOK_UPPER ? SK_UNIT_UPPER
           : t->flags & SK_TOK_CAP ? SK_UNIT_TITLE
                                   : SK_UNIT_LOWER;
}

static uint8_t shape_of(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const sk_tok *t = &d->toks.v[beg];
    bool letters = false, digits = false;

    if (end - beg == 1 && t->kind == SK_TOK_LETTERS)
        return letters_shape(t);
    for (uint32_t i = beg; i < end; i++) {
        letters |= kind_of(d, i) == SK_TOK_LETTERS;
        digits |= kind_of(d, i) == SK_TOK_DIGITS;
    }
    return letters ? SK_UNIT_MIXED : digits ? SK_UNIT_NUMBER : SK_UNIT_MARK;
}

static uint32_t hash_of(const sk_doc *d, uint32_t beg, uint32_t end,
                        uint8_t shape)
{
    uint32_t h = d->toks.v[beg].hash;

    if (shape == SK_UNIT_NUMBER) {
        uint32_t len = d->toks.v[beg].end - d->toks.v[beg].beg;
        return 1 + (end - beg < 6 ? end - beg : 6) * 8 + (len < 5 ? len : 5);
    }
    for (uint32_t i = beg + 1; i < end; i++)
        h = (h ^ d->toks.v[i].hash) * 0x9e3779b1u;
    return h;
}

/* Whether a run of letters between blanks stands there, as most tokens are. */
static bool is_syllable(const sk_doc *d, uint32_t i, uint32_t end)
{
    return kind_of(d, i) == SK_TOK_LETTERS &&
           (i + 1 == end || !glued(d, i + 1));
}

/* Units are written where they stay: a copy would wait for its parts. */
static void syllable_at(const sk_doc *d, uint32_t i, sk_unit *u)
{
    const sk_tok *t = &d->toks.v[i];

    *u = (sk_unit){.tok_beg = i,
                   .tok_end = i + 1,
                   .hash = t->hash,
                   .id = t->id,
                   .shape = letters_shape(t),
                   .syllable = true};
}

static void unit_at(const sk_doc *d, const sk_abbrevs *abbrevs, uint32_t i,
                    uint32_t end, sk_unit *u)
{
    uint32_t next = unit_end(d, abbrevs, i, end);
    uint8_t shape = shape_of(d, i, next);
    bool alone = next == i + 1 && shape != SK_UNIT_NUMBER;

    *u =
        (sk_unit){.tok_beg = i,
                  .tok_end = next,
                  .hash = hash_of(d, i, next, shape),
                  .id = alone ? d->toks.v[i].id : 0,
                  .shape = shape,
                  .syllable = shape >= SK_UNIT_LOWER && shape <= SK_UNIT_UPPER};
}

/* ---- the word list ---- */

unsigned sk_lex_find(const sk_lex *lex, uint64_t hash)
{
    uint32_t key = (uint32_t)hash | SK_LEX_BITS;
    uint32_t mask = lex->n_slots - 1, at = (uint32_t)(hash >> 32) & mask;

    if (lex->some.n && !sk_bits_has(&lex->some, key))
        return 0;
    for (; lex->slots[at]; at = (at + 1) & mask)
        if ((lex->slots[at] | SK_LEX_BITS) == key)
            return lex->slots[at] & SK_LEX_BITS;
    return 0;
}

static unsigned first_bits(const sk_lex *lex, const sk_unit *u)
{
    return u->id && u->id < lex->n_frequent
               ? lex->frequent[u->id]
               : sk_lex_find(lex, sk_lex_hash(0, u->hash));
}

/* Marks the listed word of units i..j, of which a list tells more. */
static void mark(sk_unit *u, uint32_t i, uint32_t j, unsigned told)
{
    uint8_t len = (uint8_t)(j - i + 1);

    u[i].lex_from = len;
    if (len > u[j].lex_to)
        u[j].lex_to = len;
    for (uint32_t k = i + 1; k <= j; k++)
        if (len > u[k].lex_over) {
            u[k].lex_over = len;
            u[k].lex_lists = (uint8_t)told;
        }
}

/* Marks every listed word that begins at unit i, a syllable. */
static void look_up(const sk_lex *lex, sk_unit *u, uint32_t i, uint32_t n)
{
    uint32_t last = n - i > SK_LEX_LONGEST ? i + SK_LEX_LONGEST : n;
    unsigned bits = first_bits(lex, &u[i]);
    uint64_t h;

    u[i].name = (uint8_t)(bits >> SK_LEX_TOLD);
    if (bits & SK_LEX_WORD)
        mark(u, i, i, 0);
    if (!(bits & SK_LEX_MORE))
        return;
    h = sk_lex_hash(0, u[i].hash);
    for (uint32_t j = i + 1; j < last && u[j].syllable; j++) {
        h = sk_lex_hash(h, u[j].hash);
        bits = sk_lex_find(lex, h);
        if (bits & SK_LEX_WORD)
            mark(u, i, j, bits >> SK_LEX_TOLD);
        if (!(bits & SK_LEX_MORE))
            return;
    }
}

static void greedy(sk_unit *u, uint32_t n)
{
    for (uint32_t i = 0; i < n;) {
        uint32_t len = u[i].lex_from ? u[i].lex_from : 1;
        u[i].lex_greedy = u[i].lex_from > 0;
        for (uint32_t k = 1; k < len; k++)
            u[i + k].lex_greedy = 2;
        i += len;
    }
}

/* How far a name goes whose small letters may hide it ("nguyễn văn an", "Nguyễn
 * văn an"): from a surname that is no part of a listed word, over what often has
 * a capital or is no word. */
static void find_names(sk_unit *u, uint32_t n)
{
    uint8_t run = 0;

    for (uint32_t i = 0; i < n; i++) {
        bool lower = u[i].shape == SK_UNIT_LOWER;
        bool may = u[i].syllable &
                   (!u[i].lex_from | ((u[i].name & SK_LEX_CAPITALS) != 0));
        bool begins = ((u[i].name & SK_LEX_SURNAME) != 0) & !u[i].lex_over &
                      (u[i].lex_from < 2);
        if (run > 1 && lower && u[i - 1].shape != SK_UNIT_LOWER)
            run = 0;
        run = run && run < SK_NAME_LONGEST && may ? (uint8_t)(run + 1) : begins;
        u[i].name_run = run;
    }
}

/* A word can go on between two syllables if a listed word covers the gap, both
 * have a capital (a name), they are the same ("xa xa", far off), or the first
 * may be a surname. Leaving the other gaps out halves the work and costs nothing
 * in F1. */
static void find_open(sk_unit *u, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        const sk_unit *l = &u[i - 1], *r = &u[i];
        bool names = (r->shape != SK_UNIT_LOWER) & (l->shape != SK_UNIT_LOWER);
        u[i].open = r->syllable & l->syllable &
                    ((r->lex_over != 0) | (r->hash == l->hash) | names |
                     (r->name_run > 1));
    }
}

uint32_t sk_units_of(sk_doc *d, const sk_lex *lex, const sk_abbrevs *abbrevs,
                     uint32_t beg, uint32_t end, sk_units *buf, sk_unit **out)
{
    size_t room = end - beg + 2 * SK_UNIT_PAD;
    uint32_t n = 0;
    sk_unit *u;

    if (buf->cap < room) {
        buf->cap = 2 * room;
        buf->v = sk_arena_raw(&d->arena, buf->cap, sizeof *buf->v,
                              _Alignof(max_align_t));
    }
    *out = u = buf->v + SK_UNIT_PAD;
    for (uint32_t i = beg; i < end; i = u[n++].tok_end)
        if (is_syllable(d, i, end))
            syllable_at(d, i, &u[n]);
        else
            unit_at(d, abbrevs, i, end, &u[n]);
    for (int i = 0; i < SK_UNIT_PAD; i++)
        buf->v[i] = u[n + (uint32_t)i] = (sk_unit){0};
    for (uint32_t i = 0; i < n; i++)
        if (u[i].syllable)
            look_up(lex, u, i, n);
    greedy(u, n);
    find_names(u, n);
    find_open(u, n);
    return n;
}
