/* tok.h - tokens: the syllables, numbers and marks of a text.
 *
 * Text and knowledge are cut by the same function, so that names and patterns
 * are sequences of token ids. A token is a run of letters (with their marks),
 * a run of ASCII digits, or any other single code point; letters and digits
 * never share one ("U22" is two, "20h30" three). White space parts tokens and
 * is none itself. Every token knows the vocabulary id of its lower-case form.
 */
#ifndef SK_BASE_TOK_H
#define SK_BASE_TOK_H

#include "base/uni.h"

enum sk_tok_kind { SK_TOK_LETTERS, SK_TOK_DIGITS, SK_TOK_MARK };
enum {
    SK_TOK_SPACE = 1, /* white space (or nothing) stands before it */
    SK_TOK_CAP = 2,   /* begins with a capital */
    SK_TOK_UPPER = 4, /* two letters or more, all capitals */
    SK_TOK_LINE = 8,  /* first of its line */
};

/* What a quotation mark looks like: the one list of them is in base/tok.c.
 * What it does where it stands is for find/quote_mark.c to say; whoever only
 * asks whether a token is one at all, asks for quote. */
enum sk_tok_quote {
    SK_NO_QUOTE,
    SK_QUOTE_STRAIGHT, /* " */
    SK_QUOTE_OPENS,
    SK_QUOTE_CLOSES, /* “ „ «, ” ‟ » */
    SK_QUOTE_SINGLE, /* ' ` ‘: an apostrophe as well */
    SK_QUOTE_SINGLE_OPENS,
    SK_QUOTE_SINGLE_CLOSES, /* ‚, ’ */
};

typedef struct sk_tok {
    uint32_t beg, end; /* bytes in the text */
    uint32_t id;       /* of the lower-case form; 0 if not in the vocabulary */
    uint32_t hash;     /* of the lower-case form, for models; 0 if too long */
    uint8_t kind, flags;
    char ch;       /* the character of an ASCII mark, else 0 */
    uint8_t quote; /* enum sk_tok_quote */
} sk_tok;

typedef SK_VEC(sk_tok) sk_toks;

/* ---- vocabulary: lower-case forms to ids from 1 ---- */

/* An open-addressing table over strings in one block; read-only when used by
 * documents. */
typedef struct sk_vocab_slot {
    uint32_t id;  /* 0: empty */
    uint32_t tag; /* upper hash bits */
} sk_vocab_slot;

/* A form of up to eight bytes, zeros behind, and its names; id 0: empty. */
typedef struct sk_vocab_short {
    uint64_t form;
    uint32_t id, hash;
} sk_vocab_short;
enum { SK_VOCAB_SHORT_BITS = 12 };

typedef struct sk_vocab {
    const sk_vocab_slot *slots; /* [n_slots], a power of two */
    uint32_t n_slots;
    const uint32_t *at; /* [n + 1] where each form begins in bytes */
    const char *bytes;
    uint32_t n;
    const sk_vocab_short
        *shorts; /* [1 << SK_VOCAB_SHORT_BITS] or NULL: what most
                                     tokens are, in one line of the cache each */
} sk_vocab;

/* The id of a form (lower case, normal form), 0 if unknown. */
uint32_t sk_vocab_find(const sk_vocab *v, sk_str form);
sk_str sk_vocab_form(const sk_vocab *v, uint32_t id);

/* Puts the forms with the first ids, which are the most frequent ones, where a
 * cut looks first. */
void sk_vocab_ready(sk_arena *a, sk_vocab *v);

/* The hash that a token of this lower-case form has. */
uint32_t sk_tok_hash(sk_str form);

/* Cuts text.s[beg..end) into tokens and appends them; v may be NULL. */
void sk_tok_cut(sk_arena *a, const sk_vocab *v, sk_str text, uint32_t beg,
                uint32_t end, sk_toks *out);

static inline sk_str sk_tok_str(sk_str text, const sk_tok *t)
{
    return sk_str_sub(text, t->beg, t->end);
}

#endif
