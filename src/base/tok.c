/* tok.c - cuts text into syllables, numbers and marks. */
#include "base/tok.h"

enum { FORM_MAX = 64 }; /* bytes; longer runs of letters are no syllables */

static inline bool same(const char *a, const char *b, size_t n)
{
    return n <= 8 ? sk_few(a, n) == sk_few(b, n) : memcmp(a, b, n) == 0;
}

static inline uint32_t find(const sk_vocab *v, sk_str form, uint64_t h)
{
    uint32_t mask = v->n_slots - 1, tag = (uint32_t)(h >> 32);

    if (!v->n_slots)
        return 0;
    for (uint32_t i = (uint32_t)h & mask, id; (id = v->slots[i].id);
         i = (i + 1) & mask)
        if (v->slots[i].tag == tag && v->at[id] - v->at[id - 1] == form.len &&
            same(v->bytes + v->at[id - 1], form.s, form.len))
            return id;
    return 0;
}

uint32_t sk_vocab_find(const sk_vocab *v, sk_str form)
{
    return find(v, form, sk_hash(form.s, form.len, 0));
}

sk_str sk_vocab_form(const sk_vocab *v, uint32_t id)
{
    if (!id || id > v->n)
        return SK_STR("");
    return (sk_str){v->bytes + v->at[id - 1], v->at[id] - v->at[id - 1]};
}

/* Where a form of up to eight bytes would be among the frequent ones. */
static inline uint32_t short_at(uint64_t bytes)
{
    return (uint32_t)(bytes * 0x9e3779b97f4a7c15u >>
                      (64 - SK_VOCAB_SHORT_BITS));
}

void sk_vocab_ready(sk_arena *a, sk_vocab *v)
{
    enum { FREQUENT = 2048 };
    sk_vocab_short *shorts =
        sk_new(a, sk_vocab_short, 1 << SK_VOCAB_SHORT_BITS);

    for (uint32_t id = 1; id <= v->n && id <= FREQUENT; id++) {
        sk_str s = sk_vocab_form(v, id);
        uint64_t bytes = s.len > 8 ? 0 : sk_few(s.s, s.len);
        if (bytes && !shorts[short_at(bytes)].id)
            shorts[short_at(bytes)] =
                (sk_vocab_short){bytes, id, sk_tok_hash(s)};
    }
    v->shorts = shorts;
}

/* A token's lower-case form in the making. */
typedef struct form {
    size_t n; /* more than FORM_MAX: too long to have a name */
    char s[FORM_MAX + 4];
} form;

static inline bool ascii(char c)
{
    return !(c & 0x80);
}

static void put(form *f, uint32_t c)
{
    if (f->n <= FORM_MAX)
        f->n +=
            sk_utf8_put(c < SK_UNI_LOW ? sk_uni_of(c)->lower : c, f->s + f->n);
}

uint32_t sk_tok_hash(sk_str s)
{
    return s.len > FORM_MAX ? 0 : (uint32_t)(sk_hash(s.s, s.len, 0) >> 32);
}

/* Names a token whose form is frequent and of up to eight bytes; false if it is
 * no such. */
static inline bool name_short(const sk_vocab *v, uint64_t bytes, sk_tok *t)
{
    const sk_vocab_short *s = &v->shorts[short_at(bytes)];

    if (!s->id || s->form != bytes)
        return false;
    t->id = s->id;
    t->hash = s->hash;
    return true;
}

/* The two names of a token: hash and vocabulary id of its lower-case form. */
static inline void name(const sk_vocab *v, const form *f, sk_tok *t)
{
    uint64_t h;

    if (f->n > FORM_MAX)
        return;
    if (v && v->shorts && f->n <= 8 && name_short(v, sk_few(f->s, f->n), t))
        return;
    h = sk_hash(f->s, f->n, 0);
    t->hash = (uint32_t)(h >> 32);
    if (v)
        t->id = find(v, (sk_str){f->s, f->n}, h);
}

static bool is_letter(uint8_t cls)
{
    return cls == SK_UNI_LOWER || cls == SK_UNI_UPPER || cls == SK_UNI_MARK;
}

/* The end of a run of letters that goes on with those of other alphabets,
 * marks or so many letters that it is no syllable. */
static size_t more_letters(sk_str text, size_t at, form *f)
{
    for (size_t next = at; at < text.len; at = next) {
        uint32_t c = sk_utf8_next(text, &next);
        if (!is_letter(sk_uni_of(c)->cls))
            break;
        put(f, c);
    }
    return at;
}

/* Whether a run of letters is of two capitals or more. */
static bool all_capitals(sk_str run)
{
    unsigned n = 0;

    for (size_t i = 0; i < run.len;) {
        uint8_t cls = sk_uni_of(sk_utf8_next(run, &i))->cls;
        if (cls == SK_UNI_LOWER)
            return false;
        n += cls == SK_UNI_UPPER;
    }
    return n > 1;
}

/* How many bytes from s on are small ASCII letters or no ASCII, if another byte
 * ends them within 16; else 0. */
static inline size_t small_run(const char *s)
{
    static const uint64_t each = 0x0101010101010101u, high = each << 7;

    for (size_t at = 0; at < 16; at += 8) {
        uint64_t x, low, stop;
        memcpy(&x, s + at, sizeof x);
        low = x & ~high; /* in range, if adding carries into the highest bit */
        stop =
            ~(x | ((low + (128 - 'a') * each) & ~(low + (127 - 'z') * each))) &
            high;
        if (stop)
            return at + (size_t)__builtin_ctzll(stop) / 8;
    }
    return 0;
}

/* Most tokens are forms of the vocabulary as they stand, up to the next blank. */
static inline size_t known(const sk_vocab *v, sk_str text, size_t at, sk_tok *t)
{
    size_t n = text.len - at >= 16 ? small_run(text.s + at) : 0;
    uint64_t h;

    if (!n || sk_uni_ascii[(unsigned char)text.s[at + n]])
        return 0; /* a capital goes on */
    if (n <= 8 && v->shorts) {
        memcpy(&h, text.s + at, sizeof h);
        if (name_short(v, h & UINT64_MAX >> (64 - 8 * n), t))
            return n;
    }
    h = sk_hash(text.s + at, n, 0);
    t->id = find(v, sk_str_sub(text, at, at + n), h);
    if (!t->id)
        return 0;
    t->hash = (uint32_t)(h >> 32);
    return n;
}

/* Takes a run of letters from at; cap: it begins with a capital. */
static inline size_t letters(sk_str text, size_t at, bool cap, sk_tok *t,
                             form *f)
{
    size_t beg = at, room = text.len - at;

    f->n = sk_lower_plain(text.s + at, room < FORM_MAX ? room : FORM_MAX, f->s);
    at += f->n;
    if (at < text.len && (!ascii(text.s[at]) || sk_uni_ascii[(int)text.s[at]]))
        at = more_letters(text, at, f);
    t->kind = SK_TOK_LETTERS;
    if (cap)
        t->flags |=
            SK_TOK_CAP |
            (all_capitals(sk_str_sub(text, beg, at)) ? SK_TOK_UPPER : 0);
    return at;
}

static size_t digits(sk_str text, size_t at, form *f)
{
    for (; at < text.len && text.s[at] >= '0' && text.s[at] <= '9'; at++)
        put(f, (unsigned char)text.s[at]);
    return at;
}

static uint8_t quote_of(uint32_t c)
{
    switch (c) {
    case '"':
        return SK_QUOTE_STRAIGHT;
    case 0x201C:
    case 0x201E:
    case 0xAB: /* “ „ « */
        return SK_QUOTE_OPENS;
    case 0x201D:
    case 0x201F:
    case 0xBB: /* ” ‟ » */
        return SK_QUOTE_CLOSES;
    case '\'':
    case '`':
    case 0x2018: /* ‘ */
        return SK_QUOTE_SINGLE;
    case 0x201A: /* ‚ */
        return SK_QUOTE_SINGLE_OPENS;
    case 0x2019: /* ’ */
        return SK_QUOTE_SINGLE_CLOSES;
    }
    return SK_NO_QUOTE;
}

void sk_tok_cut(sk_arena *a, const sk_vocab *v, sk_str text, uint32_t beg,
                uint32_t end, sk_toks *out)
{
    uint8_t gap = SK_TOK_SPACE | SK_TOK_LINE;
    form f;

    text.len = end;
    for (size_t at = beg, i = at; at < end; at = i) {
        uint32_t c = (unsigned char)text.s[at];
        uint8_t cls;
        sk_tok *t;
        size_t n;
        if (ascii(text.s[at]))
            i = at + 1;
        else
            c = sk_utf8_next(text, &i);
        cls = sk_uni_of(c)->cls;
        if (cls == SK_UNI_SPACE) {
            gap |= SK_TOK_SPACE | (c == '\n' ? SK_TOK_LINE : 0);
            continue;
        }
        t = sk_push(a, out);
        *t = (sk_tok){.beg = (uint32_t)at, .kind = SK_TOK_MARK, .flags = gap};
        gap = 0;
        f.n = 0;
        if (cls == SK_UNI_LOWER && v && (n = known(v, text, at, t))) {
            t->kind = SK_TOK_LETTERS;
            i = at + n;
            t->end = (uint32_t)i;
            continue;
        }
        if (cls == SK_UNI_LOWER || cls == SK_UNI_UPPER) {
            i = letters(text, at, cls == SK_UNI_UPPER, t, &f);
        } else if (cls == SK_UNI_DIGIT) {
            t->kind = SK_TOK_DIGITS;
            i = digits(text, at, &f);
        } else {
            t->ch = (char)(c < 0x80 ? c : 0);
            t->quote = quote_of(c);
            put(&f, c);
        }
        t->end = (uint32_t)i;
        name(v, &f, t);
    }
}
