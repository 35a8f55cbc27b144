/* feats.c - what the two models look at; used by decoder and trainer alike. */
#include "split/word.h"

#define F(t, a, b, c) out[n++] = sk_feat(t, a, b, c)

/* ---- gaps: does the word go on at u[i]? ---- */

size_t sk_gap_feats(const sk_unit *u, uint32_t i, unsigned of, uint64_t *out)
{
    const sk_unit *p = &u[i], *l = p - 1, *ll = p - 2, *r = p + 1, *rr = p + 2;
    uint32_t shapes = l->shape << 3 | p->shape;
    uint32_t lex = (uint32_t)p->lex_from << 8 | l->lex_to << 4 | p->lex_over;
    uint32_t go = l->lex_greedy << 4 | p->lex_greedy << 2 | r->lex_greedy;
    size_t n = 0;

    if (of & SK_GAP_UNITS) {
        F(6, l->hash, p->hash, 0);
        F(7, p->hash, r->hash, 0);
        F(8, ll->hash, l->hash, 0);
        F(9, r->hash, rr->hash, 0);
    }
    if (of & SK_GAP_SHAPES) {
        F(13, shapes, 0, 0);
        F(14, shapes, r->shape, 0);
        F(15, shapes, ll->shape, 0);
        F(16, shapes, r->shape, ll->shape);
    }
    if (of & SK_GAP_LIST)
        F(17, lex, 0, 0);
    if (of & SK_GAP_OVER)
        F(20, p->lex_over, l->lex_over, r->lex_over);
    if (of & SK_GAP_RIGHT)
        F(21, p->lex_over, p->hash, 0);
    if (of & SK_GAP_LEFT)
        F(22, p->lex_over, l->hash, 0);
    if (of & SK_GAP_UNITS)
        F(25, p->lex_over << 8 | go, l->hash, p->hash);
    if (of & SK_GAP_LIST)
        F(26, lex, shapes, 0);
    if (of & SK_GAP_UNITS && p->hash == l->hash)
        F(27, shapes, p->lex_over, 0);
    if (of & SK_GAP_UNITS && (p->hash == r->hash || l->hash == ll->hash))
        F(28, p->hash == r->hash, p->lex_over, 0);
    if (of & SK_GAP_RIGHT)
        F(29, p->hash, shapes, 0);
    if (of & SK_GAP_LEFT)
        F(30, l->hash, shapes, 0);
    if (of & SK_GAP_LISTS)
        F(31, p->lex_over, p->lex_lists, 0);
    if (of & SK_GAP_NAME && (p->name_run > 1 || (l->shape != SK_UNIT_LOWER &&
                                                 p->shape != SK_UNIT_LOWER)))
        F(32, shapes, p->name << 3 | l->name, p->name_run << 8 | p->lex_over);
    return n;
}

/* ---- classes: what kind of word is w[i]? ---- */

static uint8_t word_shape(const sk_unit *u, uint32_t beg, uint32_t end)
{
    uint8_t first = u[beg].shape;

    if (end - beg > 1 && first == SK_UNIT_TITLE &&
        u[end - 1].shape != SK_UNIT_TITLE)
        return SK_WORD_CAP;
    return first;
}

void sk_word_see(const sk_kinds *k, const sk_unit *u, uint32_t beg,
                 uint32_t end, sk_word_view *v)
{
    uint64_t h = 0;
    uint32_t n = end - beg;

    for (uint32_t i = beg; i < end; i++)
        h = sk_lex_hash(h, u[i].hash);
    v->hash = (uint32_t)(h >> 32);
    v->first = u[beg].hash;
    v->last = u[end - 1].hash;
    v->row = n == 1 && u[beg].id && u[beg].id < k->n_frequent
                 ? k->frequent[u[beg].id]
                 : SK_ROW_UNASKED;
    v->n_units = (uint8_t)(n < 255 ? n : 255);
    v->shape =
        (uint8_t)(word_shape(u, beg, end) | (beg == 0 ? SK_WORD_FIRST : 0));
}

sk_word_view sk_word_view_of(const sk_kinds *k, const sk_unit *u, uint32_t beg,
                             uint32_t end)
{
    sk_word_view v;

    sk_word_see(k, u, beg, end, &v);
    if (v.row == SK_ROW_UNASKED)
        v.row = sk_kind_row(k, v.hash);
    v.kind = k->rows[v.row].kind;
    return v;
}

size_t sk_self_feats(const sk_word_view *p, bool blind, uint64_t *out)
{
    size_t n = 0;

    F(76, sk_kind_cluster(p->kind), 0, 0);
    if (blind)
        return n;
    F(41, p->hash, 0, 0);
    F(91, sk_kind_guess(p->kind), 0, 0);
    return n;
}

size_t sk_after_feats(const sk_word_view *l, uint64_t *out)
{
    size_t n = 0;

    F(61, l->hash, 0, 0);
    F(77, sk_kind_cluster(l->kind), 0, 0);
    F(80, sk_kind_guess(l->kind), 0, 0);
    return n;
}

size_t sk_before_feats(const sk_word_view *r, uint64_t *out)
{
    size_t n = 0;

    F(62, r->hash, 0, 0);
    F(78, sk_kind_cluster(r->kind), 0, 0);
    F(81, sk_kind_guess(r->kind), 0, 0);
    return n;
}

static uint32_t length(const sk_word_view *p)
{
    return p->n_units < 4 ? p->n_units : 4;
}

size_t sk_part_feats(const sk_word_view *p, bool blind, uint64_t *out)
{
    uint32_t len = length(p);
    size_t n = 0;

    F(71, len, 0, 0);
    if (blind)
        return n;
    F(44, p->first, len, 0);
    F(45, p->last, len, 0);
    F(46, p->first, 0, 0);
    F(47, p->last, 0, 0);
    return n;
}

/* Its own shape or that of a neighbour. */
static size_t shape_feats(const sk_word_view *p, bool blind, uint64_t *out)
{
    uint32_t look = (uint32_t)p->shape << 3 | length(p);
    size_t n = 0;

    F(72, look, p[-1].shape, 0);
    F(73, look, p[1].shape, 0);
    F(74, look, p[-1].shape, p[1].shape);
    if (sk_word_plain(p->shape))
        return n;
    F(75, look, 0, 0);
    if (blind)
        return n;
    F(48, p->hash, p->shape, 0);
    F(95, sk_kind_guess(p->kind), p->shape, 0);
    return n;
}

size_t sk_left_feats(uint32_t left, uint32_t word, uint64_t *out)
{
    size_t n = 0;

    F(92, sk_kind_guess(word), sk_kind_top(left), 0);
    F(96, sk_kind_guess(left), sk_kind_top(word), 0);
    return n;
}

size_t sk_right_feats(uint32_t word, uint32_t right, uint64_t *out)
{
    size_t n = 0;

    F(93, sk_kind_guess(word), sk_kind_top(right), 0);
    F(97, sk_kind_guess(right), sk_kind_top(word), 0);
    return n;
}

size_t sk_tops_feats(uint32_t left, uint32_t word, uint32_t right,
                     uint64_t *out)
{
    size_t n = 0;

    F(94, sk_kind_top(word), sk_kind_top(left), sk_kind_top(right));
    return n;
}

/* The words around it: what a blind model has instead. */
static size_t around_feats(const sk_word_view *p, uint64_t *out)
{
    size_t n = 0;

    F(63, p[-2].hash, 0, 0);
    F(65, p[-1].hash, p[1].hash, 0);
    F(66, p[-2].hash, p[-1].hash, 0);
    return n;
}

size_t sk_class_feats(const sk_word_view *p, bool blind, uint64_t *out)
{
    size_t n = blind ? around_feats(p, out) : 0;

    if (!sk_word_plain(p[-1].shape) || !sk_word_plain(p->shape) ||
        !sk_word_plain(p[1].shape))
        n += shape_feats(p, blind, out + n);
    return n;
}
