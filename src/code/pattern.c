/* pattern.c - matches the event patterns: at a token, the one with most words.
 */
#include "code/pattern.h"

#include "relate/clause.h"

sk_id_set sk_id_set_of(const sk_doc *d, uint32_t beg, uint32_t end)
{
    sk_id_set s = {.bits[SK_SET_BITS / 64] = 1};

    for (uint32_t i = beg; i < end; i++) {
        uint32_t bit = d->toks.v[i].id % SK_SET_BITS;
        s.bits[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    return s;
}

static bool maybe_in(const sk_id_set *s, uint32_t id)
{
    return sk_id_set_bit(s, id % SK_SET_BITS);
}

/* For who has not looked what stands in the sentence. */
static const sk_id_set anything = {
    .bits = {[0 ... SK_SET_BITS / 64] = UINT64_MAX}};

/* The end of the words ids[0..n) at tok; 0 if they do not stand there.
 * Quotation marks between them count as nothing. */
static uint32_t words_at(const sk_doc *d, uint32_t tok, const uint32_t *ids,
                         uint8_t n, uint32_t end)
{
    for (uint8_t i = 0; i < n; i++, tok++) {
        while (i && tok < end && d->toks.v[tok].quote)
            tok++;
        if (tok >= end || d->toks.v[tok].id != ids[i])
            return 0;
    }
    return tok;
}

/* Words that begin another clause. */
static bool parts(const sk_mark *m)
{
    return m && (m->cls == SK_MARK_GOAL || m->cls == SK_MARK_IF ||
                 m->cls == SK_MARK_TIME || m->cls == SK_MARK_BUT);
}

/* Where the tail stands behind a gap; its end, or 0. A gap does not cross a
 * mark that parts clauses. */
static uint32_t tail_at(const sk_doc *d, uint32_t tok, const sk_arm *a,
                        uint32_t end, uint32_t *beg)
{
    const uint32_t *ids = d->eng->patterns->ids.v + a->tail;
    uint32_t wide = SK_PAT_OP | SK_PAT_CONTROL | SK_PAT_FAIL;
    uint32_t flags = d->eng->patterns->rows.v[a->pattern].flags;
    uint32_t gap = flags & wide ? SK_GAP_MAX : SK_GAP_MIN;

    for (uint32_t i = tok; i < end && i <= tok + gap; i++) {
        gap += d->toks.v[i].kind != SK_TOK_LETTERS; /* numbers count little */
        char ch = d->toks.v[i].ch;
        uint32_t stop = words_at(d, i, ids, a->n_tail, end);
        if (stop && !(a->n_tail == 1 && d->clauses->inner[i])) {
            *beg = i;
            return stop;
        }
        if (!(flags & wide) && parts(d->clauses->at[i]))
            break;
        if ((ch == ',' || ch == ';' || ch == ':' || ch == '.') &&
            (i + 1 >= end || (d->toks.v[i + 1].flags & SK_TOK_SPACE)))
            break; /* but not in "5,1 triệu" */
    }
    return 0;
}

/* Whether a forbidden phrase stands within the tokens near beg. */
static bool forbidden(const sk_doc *d, const sk_arm *a, uint32_t beg,
                      uint32_t end, const sk_id_set *ids)
{
    const uint32_t *at = d->eng->patterns->ids.v + a->not ;

    for (uint8_t k = 0; k < a->n_not; k++) {
        uint8_t n = 0;
        while (at[n])
            n++;
        for (uint32_t i = beg; i < end && maybe_in(ids, *at); i++)
            if (words_at(d, i, at, n, end))
                return true;
        at += n + 1;
    }
    return false;
}

/* Whether a syllable is less than a word: "phóng" of "phóng xạ". */
static bool part_of_word(const sk_doc *d, uint32_t tok, uint32_t end)
{
    return d->clauses->inner[tok] ||
           (tok + 1 < end && d->clauses->inner[tok + 1] &&
            !(d->toks.v[tok + 1].flags & SK_TOK_CAP));
}

/* "sinh nhật Bác", "nhà văn Tố Hữu": a capital inside a sentence makes a name of
 * a syllable. */
static bool named(const sk_doc *d, uint32_t tok, uint32_t beg)
{
    const sk_tok *t = &d->toks.v[tok];

    return tok > beg && (t->flags & SK_TOK_CAP) &&
           !(t->flags & (SK_TOK_UPPER | SK_TOK_LINE)) &&
           t[-1].kind == SK_TOK_LETTERS && !(t[-1].flags & SK_TOK_UPPER);
}

/* Whether the arm stands at tok, its head up to head_end. */
static bool stands(const sk_doc *d, const sk_arm *a, uint32_t tok,
                   uint32_t head_end, uint32_t beg, uint32_t end,
                   const sk_id_set *ids, sk_trigger *out)
{
    uint32_t from = tok > beg + 3 ? tok - 3 : beg;
    uint32_t stop = head_end, tail = head_end;

    if (a->n_head == 1 && (part_of_word(d, tok, end) || named(d, tok, beg)))
        return false;
    if (a->n_tail)
        stop = tail_at(d, head_end, a, end, &tail);
    if (!stop || (a->n_not &&
                  forbidden(d, a, from, stop + 4 < end ? stop + 4 : end, ids)))
        return false;
    *out = (sk_trigger){tok, stop, head_end, tail, a->pattern};
    return true;
}

/* The first from i on, before end, whose awaited word may be in the sentence:
 * few are. */
static inline uint32_t awaited(const uint16_t *awaits, uint32_t i, uint32_t end,
                               const sk_id_set *ids)
{
    while (i < end && !sk_id_set_bit(ids, awaits[i]))
        i++;
    return i;
}

bool sk_pattern_from(const sk_doc *d, uint32_t tok, uint32_t beg, uint32_t end,
                     const sk_id_set *ids, sk_trigger *out)
{
    const sk_patterns *p = d->eng->patterns;
    uint32_t node = SK_TRIE_ROOT, best = 0, n;

    if (!ids)
        ids = &anything;
    for (uint32_t j = tok; j < end; j++) {
        if (j > tok && d->toks.v[j].quote)
            continue;
        node = sk_trie_step(&p->trie, node, d->toks.v[j].id);
        if (node == UINT32_MAX)
            break;
        n = p->ends[node + 1];
        for (uint32_t i = p->ends[node];
             (i = awaited(p->awaits, i, n, ids)) < n; i++) {
            const sk_arm *a = &p->arms.v[p->arm[i]];
            uint32_t words = a->n_head + a->n_tail;
            /* the first row of the file wins among equals; values come newest
             * first */
            if (words >= best && stands(d, a, tok, j + 1, beg, end, ids, out))
                best = words;
        }
    }
    return best > 0;
}
