/* gap.c - how much is for a word that goes on over a gap.
 *
 * Of a gap's features most look at one syllable, at shapes or at the word list:
 * few values, of which a table holds the sum of weights. Only the features of
 * neighbouring units, and those of rare ones, are looked for.
 */
#include "split/word.h"

static uint32_t of_shapes(uint32_t ll, uint32_t l, uint32_t p, uint32_t r)
{
    return ((ll << SK_GAP_SHAPE_BITS | l) << SK_GAP_SHAPE_BITS | p)
               << SK_GAP_SHAPE_BITS |
           r;
}

static uint32_t of_three(uint32_t a, uint32_t b, uint32_t c)
{
    return (a << SK_GAP_LEX_BITS | b) << SK_GAP_LEX_BITS | c;
}

/* ---- made once ---- */

/* The sum of features of some kinds at the third of five units. */
static int16_t sum_of(const sk_choice *m, const sk_unit *u, unsigned kinds)
{
    uint64_t feats[SK_GAP_FEATS];

    return (int16_t)sk_choice_sum(m, feats, sk_gap_feats(u, 2, kinds, feats));
}

static void sum_shapes(const sk_choice *m, sk_gap_sums *s)
{
    for (uint32_t i = 0; i < sizeof s->shapes / sizeof *s->shapes; i++) {
        sk_unit u[5] = {0};
        for (uint32_t k = 0; k < 4; k++)
            u[k].shape = i >> (3 - k) * SK_GAP_SHAPE_BITS &
                         ((1 << SK_GAP_SHAPE_BITS) - 1);
        s->shapes[i] = sum_of(m, u, SK_GAP_SHAPES);
    }
}

static void sum_list(const sk_choice *m, sk_gap_sums *s)
{
    for (uint8_t a = 0; a < SK_GAP_LEX; a++)
        for (uint8_t b = 0; b < SK_GAP_LEX; b++)
            for (uint8_t c = 0; c < SK_GAP_LEX; c++) {
                sk_unit u[5] = {0};
                u[1].shape = u[2].shape = SK_UNIT_LOWER;
                u[2].lex_from = a;
                u[1].lex_to = b;
                u[2].lex_over = c;
                s->list[of_three(a, b, c)] = sum_of(m, u, SK_GAP_LIST);
                u[2].lex_over = a;
                u[1].lex_over = b;
                u[3].lex_over = c;
                s->over[of_three(a, b, c)] = sum_of(m, u, SK_GAP_OVER);
            }
}

static void sum_lists(const sk_choice *m, sk_gap_sums *s)
{
    for (uint8_t over = 0; over < SK_GAP_LEX; over++)
        for (uint8_t lists = 0; lists < SK_LEX_LISTS; lists++) {
            sk_unit u[5] = {0};
            u[2].lex_over = over;
            u[2].lex_lists = lists;
            s->lists[over][lists] = sum_of(m, u, SK_GAP_LISTS);
        }
}

const sk_gap_sums *sk_gap_sums_of(sk_arena *a, const sk_choice *m,
                                  const sk_vocab *v, uint32_t n_frequent)
{
    sk_gap_sums *s = sk_new(a, sk_gap_sums, 1);
    sk_gap_syllable *known = sk_new(a, sk_gap_syllable, n_frequent);

    sum_shapes(m, s);
    sum_list(m, s);
    sum_lists(m, s);
    for (uint32_t id = 1; id < n_frequent; id++) {
        sk_unit u[5] = {0};
        u[1].shape = u[2].shape = SK_UNIT_LOWER;
        u[1].hash = u[2].hash = sk_tok_hash(sk_vocab_form(v, id));
        for (uint8_t k = 0; k < SK_GAP_LEX; k++) {
            u[2].lex_over = k;
            known[id].right[k] = sum_of(m, u, SK_GAP_RIGHT);
            known[id].left[k] = sum_of(m, u, SK_GAP_LEFT);
        }
    }
    s->frequent = known;
    s->n_frequent = n_frequent;
    return s;
}

/* ---- asked at each gap ---- */

int sk_gap_sum(const sk_choice *m, const sk_gap_sums *s, const sk_unit *u,
               uint32_t i)
{
    const sk_unit *p = &u[i], *l = p - 1;
    int sum =
        s->shapes[of_shapes(p[-2].shape, l->shape, p->shape, p[1].shape)] +
        s->over[of_three(p->lex_over, l->lex_over, p[1].lex_over)] +
        s->lists[p->lex_over][p->lex_lists];
    unsigned rest =
        SK_GAP_UNITS | SK_GAP_LIST | SK_GAP_RIGHT | SK_GAP_LEFT | SK_GAP_NAME;
    uint64_t feats[SK_GAP_FEATS];

    if (l->shape == SK_UNIT_LOWER && p->shape == SK_UNIT_LOWER) {
        sum += s->list[of_three(p->lex_from, l->lex_to, p->lex_over)];
        rest &= ~SK_GAP_LIST;
        if (p->id && p->id < s->n_frequent) {
            sum += s->frequent[p->id].right[p->lex_over];
            rest &= ~SK_GAP_RIGHT;
        }
        if (l->id && l->id < s->n_frequent) {
            sum += s->frequent[l->id].left[p->lex_over];
            rest &= ~SK_GAP_LEFT;
        }
    }
    return sum + sk_choice_sum(m, feats, sk_gap_feats(u, i, rest, feats));
}
