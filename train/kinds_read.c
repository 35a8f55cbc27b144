/* kinds_read.c - what data/word_kinds.tsv knows of words: their clusters and
 * the classes that they are likely to have.
 */
#include "kinds.h"

#include <stdlib.h>

#include "know/tsv.h"

typedef struct reader {
    kinds *kinds;
    sk_arena *arena;
    const sk_abbrevs *abbrevs;
    const char *path;
    sk_err *err;
} reader;

/* The view of a word that stands alone; false if it is none. */
static bool view_of(const reader *r, sk_str word, sk_word_view *out)
{
    static const uint32_t no_slot[4];
    static const sk_lex no_list = {.n_slots = 4, .slots = no_slot};
    sk_doc d = {.arena = *r->arena, .text = word};
    sk_units buf = {0};
    sk_unit *u;
    uint32_t n;

    sk_tok_cut(&d.arena, NULL, word, 0, (uint32_t)word.len, &d.toks);
    n = sk_units_of(&d, &no_list, r->abbrevs, 0, (uint32_t)d.toks.n, &buf, &u);
    if (n)
        *out = sk_word_view_of(&r->kinds->table, u, 0, n);
    *r->arena = d.arena;
    return n > 0;
}

/* "VERB:64" to its class from 1 and its share in percent. */
static uint32_t class_of(sk_str cell, int *share)
{
    sk_str number, name = sk_str_cut(cell, ':', &number);
    int pos = sk_upos_of(name);

    *share = number.s ? atoi(number.s) : 0; /* the cell ends in no digit */
    return pos < 0 ? 0 : (uint32_t)pos + 1;
}

/* The likeliest two classes of a row, and how sure the first is, in GUESS_BITS
 * bits. */
enum { GUESS_BITS = 12 };
static uint32_t guess_of_row(const sk_tsv *tsv, uint32_t *top)
{
    enum { LIKELY = 60, SURE = 90 }; /* percent */
    sk_str second;
    sk_str first = sk_str_cut(sk_tsv_get(tsv, "classes"), '|', &second);
    uint32_t guess;
    int share, less;

    guess = *top = class_of(first, &share);
    if (second.s)
        guess |= class_of(second, &less) << 5;
    return guess | (uint32_t)((share >= LIKELY) + (share >= SURE)) << 10;
}

static int by_use(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    if (x[0] != y[0])
        return x[0] > y[0] ? -1 : 1;
    return (x[1] > y[1]) - (x[1] < y[1]);
}

/* Numbers guesses from 1, the most frequent ones only: others take the number
 * of the most frequent with the same likeliest class. */
static int number_guesses(const reader *r, uint8_t *number)
{
    static uint32_t used[1 << GUESS_BITS][2];
    sk_tsv tsv;
    int rc = sk_tsv_open(&tsv, r->arena, r->path, r->err);
    uint32_t top;

    for (uint32_t i = 0; i < 1 << GUESS_BITS; i++) {
        used[i][0] = number[i] = 0;
        used[i][1] = i;
    }
    while (!rc && sk_tsv_next(&tsv))
        used[guess_of_row(&tsv, &top)][0]++;
    used[0][0] = 0;
    qsort(used, 1 << GUESS_BITS, sizeof *used, by_use);
    for (uint32_t i = 1; i < SK_GUESSES && used[i - 1][0]; i++)
        number[used[i - 1][1]] = (uint8_t)i;
    for (uint32_t g = 1; g < 1 << GUESS_BITS; g++)
        for (uint32_t i = 0; i < SK_GUESSES && !number[g]; i++)
            if ((used[i][1] & 31) == (g & 31))
                number[g] = number[used[i][1]];
    return rc;
}

int kinds_read(kinds *k, sk_arena *a, const sk_abbrevs *abbrevs,
               const char *path, sk_err *err)
{
    const reader how = {k, a, abbrevs, path, err}, *r = &how;
    static uint8_t number[1 << GUESS_BITS];
    sk_tsv tsv;
    int rc = number_guesses(r, number);

    if (!rc)
        rc = sk_tsv_open(&tsv, r->arena, r->path, r->err);
    while (!rc && sk_tsv_next(&tsv)) {
        sk_str cluster = sk_tsv_get(&tsv, "cluster");
        uint32_t top, guess = number[guess_of_row(&tsv, &top)];
        uint32_t kind = sk_kind(cluster.len ? 1 + (uint32_t)atoi(cluster.s) : 0,
                                guess ? top : 0, guess);
        sk_word_view v;
        if (kind && view_of(r, sk_tsv_get(&tsv, "word"), &v))
            kinds_add(r->kinds, &v, kind);
    }
    return rc;
}
