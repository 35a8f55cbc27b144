/* tok.c - cuts text into syllables, numbers and marks. */
#include "base/tok.h"

enum { FORM_MAX = 64 }; /* bytes; longer runs of letters are no syllables */

static uint32_t find(const sk_vocab *v, sk_str form, uint64_t h)
{
    uint32_t mask = v->n_slots - 1, tag = (uint32_t)(h >> 32);

    if (!v->n_slots)
        return 0;
    for (uint32_t i = (uint32_t)h & mask; v->slots[i]; i = (i + 1) & mask)
        if (v->tags[i] == tag &&
            sk_str_eq(sk_vocab_form(v, v->slots[i]), form))
            return v->slots[i];
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

/* The two names of a token's lower-case form: hash and vocabulary id. */
static void name(const sk_vocab *v, sk_str s, sk_tok *t)
{
    char low[FORM_MAX + 4];
    uint64_t h;
    size_t n;

    if (s.len > FORM_MAX)
        return;
    n = sk_lower(s, low, sizeof low);
    if (n == SIZE_MAX)
        return;
    h = sk_hash(low, n, 0);
    t->hash = (uint32_t)(h >> 32);
    if (v)
        t->id = find(v, (sk_str){low, n}, h);
}

/* Most bytes of a text are ASCII letters and blanks. */
static inline uint32_t next_char(sk_str text, size_t *at)
{
    unsigned char c = (unsigned char)text.s[*at];

    if (c < 0x80) {
        ++*at;
        return c;
    }
    return sk_utf8_next(text, at);
}

static bool is_letter(uint8_t cls)
{
    return cls == SK_UNI_LOWER || cls == SK_UNI_UPPER || cls == SK_UNI_MARK;
}

/* Takes a run of letters from at; n counts them, caps the capitals. */
static size_t letters(sk_str text, size_t at, size_t end, unsigned *n,
                      unsigned *caps)
{
    while (at < end) {
        size_t next = at;
        uint8_t cls = sk_uni_of(next_char(text, &next))->cls;
        if (!is_letter(cls) || next > end)
            break;
        *n += cls != SK_UNI_MARK;
        *caps += cls == SK_UNI_UPPER;
        at = next;
    }
    return at;
}

void sk_tok_cut(sk_arena *a, const sk_vocab *v, sk_str text, uint32_t beg,
                uint32_t end, sk_toks *out)
{
    uint8_t gap = SK_TOK_SPACE | SK_TOK_LINE;
    size_t i = beg;

    while (i < end) {
        size_t at = i;
        uint32_t c = next_char(text, &i);
        uint8_t cls = sk_uni_of(c)->cls;
        sk_tok *t;
        if (cls == SK_UNI_SPACE) {
            gap |= SK_TOK_SPACE | (c == '\n' ? SK_TOK_LINE : 0);
            continue;
        }
        t = sk_push(a, out);
        *t = (sk_tok){.beg = (uint32_t)at, .kind = SK_TOK_MARK, .flags = gap};
        gap = 0;
        if (cls == SK_UNI_LOWER || cls == SK_UNI_UPPER) {
            unsigned n = 1, caps = cls == SK_UNI_UPPER;
            t->kind = SK_TOK_LETTERS;
            if (caps)
                t->flags |= SK_TOK_CAP;
            i = letters(text, i, end, &n, &caps);
            if (n > 1 && caps == n)
                t->flags |= SK_TOK_UPPER;
        } else if (cls == SK_UNI_DIGIT) {
            t->kind = SK_TOK_DIGITS;
            while (i < end && text.s[i] >= '0' && text.s[i] <= '9')
                i++;
        } else if (c < 0x80) {
            t->ch = (char)c;
        }
        t->end = (uint32_t)i;
        name(v, sk_tok_str(text, t), t);
    }
}
