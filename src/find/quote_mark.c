/* quote_mark.c - pairs quotation marks as they are found in damaged text.
 *
 * Straight and curly marks are mixed at will (“...", "...”), so pairs are made
 * by state and by the blanks around a mark, not by its shape alone: a mark
 * after a blank and before a letter opens, one after a letter and before a
 * blank or stop closes; where the blanks say nothing the state decides. An
 * opening mark inside an open pair nests. A lost closing mark is the end of
 * the paragraph if the next one opens with a mark again, or if the opening one
 * begins the paragraph or follows a colon; else the opening mark is dropped,
 * so that later pairs never shift.
 */
#include "find/quote_mark.h"

enum { SINGLE_MAX = 60, DEPTH = 4 };

static bool glued(const sk_doc *d, uint32_t tok, uint32_t end, char ch)
{
    return tok < end && d->toks.v[tok].ch == ch &&
           !(d->toks.v[tok].flags & SK_TOK_SPACE);
}

/* What stands at tok, and of how many tokens it is made. */
static enum sk_tok_quote look_of(const sk_doc *d, uint32_t tok, uint32_t end,
                                 uint32_t *n)
{
    const sk_tok *t = &d->toks.v[tok];

    *n = 1;
    if (t->quote == SK_QUOTE_STRAIGHT)
        while (glued(d, tok + *n, end, '"')) /* ""...: escaped once too often */
            ++*n;
    if ((t->ch == '\'' || t->ch == '`') && glued(d, tok + 1, end, t->ch)) {
        *n = 2;
        return SK_QUOTE_STRAIGHT;
    }
    return t->quote;
}

static bool is_single(enum sk_tok_quote look)
{
    return look >= SK_QUOTE_SINGLE;
}

uint32_t sk_mark_at(const sk_doc *d, uint32_t tok, uint32_t end)
{
    uint32_t n;
    enum sk_tok_quote look = tok < end ? look_of(d, tok, end, &n) : SK_NO_QUOTE;

    return look && !is_single(look) ? n : 0;
}

typedef struct pairing {
    sk_doc *d;
    sk_pairs *out;
    uint32_t beg, end;
    uint32_t stack[DEPTH]; /* open pairs */
    uint32_t depth;
} pairing;

static bool gap_before(const pairing *p, uint32_t tok)
{
    return tok == p->beg || (p->d->toks.v[tok].flags & SK_TOK_SPACE) ||
           p->d->toks.v[tok - 1].ch == '(';
}

static bool gap_after(const pairing *p, uint32_t tok)
{
    return tok >= p->end || (p->d->toks.v[tok].flags & SK_TOK_SPACE) ||
           (p->d->toks.v[tok].kind == SK_TOK_MARK && p->d->toks.v[tok].ch);
}

static void open_pair(pairing *p, uint32_t tok, uint32_t n, bool single)
{
    if (p->depth == DEPTH)
        return;
    p->stack[p->depth] = (uint32_t)p->out->n;
    *sk_push(&p->d->arena, p->out) = (sk_pair){
        tok,   tok + n, 0, 0, p->depth ? p->stack[p->depth - 1] : SK_NONE,
        single};
    p->depth++;
}

/* Closes the innermost open pair of the kind; those inside it were no pairs. */
static bool close_pair(pairing *p, uint32_t tok, uint32_t n, bool single)
{
    uint32_t k = p->depth;

    while (k && p->out->v[p->stack[k - 1]].single != single)
        k--;
    if (!k)
        return false;
    p->out->v[p->stack[k - 1]].close = tok;
    p->out->v[p->stack[k - 1]].close_end = tok + n;
    p->depth = k - 1;
    return true;
}

static bool is_open(const pairing *p, bool single)
{
    for (uint32_t k = 0; k < p->depth; k++)
        if (p->out->v[p->stack[k]].single == single)
            return true;
    return false;
}

static void double_mark(pairing *p, uint32_t tok, uint32_t n,
                        enum sk_tok_quote look)
{
    bool before = gap_before(p, tok), after = gap_after(p, tok + n);
    bool open = is_open(p, false);

    if (look == SK_QUOTE_OPENS)
        open = open && !before && after; /* “ in the place of ” */
    else if (look == SK_QUOTE_CLOSES)
        open = open || !(before && !after);
    else if (before != after)
        open = !before; /* the blanks decide */
    if (open)
        close_pair(p, tok, n, false);
    else
        open_pair(p, tok, n, false);
}

static void single_mark(pairing *p, uint32_t tok, enum sk_tok_quote look)
{
    bool before = gap_before(p, tok), after = gap_after(p, tok + 1);

    if (before && !after && look != SK_QUOTE_SINGLE_CLOSES) {
        if (!is_open(p, true))
            open_pair(p, tok, 1, true);
    } else if (!before && after && look != SK_QUOTE_SINGLE_OPENS) {
        close_pair(p, tok, 1, true);
    }
}

/* Lost closing marks, and pairs that turned out to be none. */
static void mend(pairing *p, size_t from, bool runs_on)
{
    size_t n = from;

    for (size_t i = from; i < p->out->n; i++) {
        sk_pair *q = &p->out->v[i];
        bool first = q->open == p->beg;
        bool colon = q->open > p->beg && p->d->toks.v[q->open - 1].ch == ':';
        if (!q->close_end && !q->single && q->open_end < p->end &&
            (runs_on || first || colon))
            q->close = q->close_end = p->end;
        if (!q->close_end || q->close <= q->open_end ||
            (q->single && q->close - q->open > SINGLE_MAX))
            q->open_end = 0; /* none */
    }
    for (size_t i = from; i < p->out->n; i++)
        if (p->out->v[i].open_end)
            p->out->v[n++] = p->out->v[i];
    p->out->n = n;
    for (size_t i = from; i < n; i++) {
        size_t k = i;
        sk_pair *q = &p->out->v[i];
        q->outer = SK_NONE;
        while (k > from && q->outer == SK_NONE) { /* up the ladder of outers */
            sk_pair *before = &p->out->v[k - 1];
            if (before->close > q->open)
                q->outer = (uint32_t)k - 1;
            else if (before->outer == SK_NONE)
                break;
            else
                k = before->outer + 1;
        }
    }
}

void sk_marks_pair(sk_doc *d, uint32_t beg, uint32_t end, bool runs_on,
                   sk_pairs *out)
{
    pairing p = {d, out, beg, end, {0}, 0};
    size_t from = out->n;
    uint32_t n;

    for (uint32_t i = beg; i < end; i += n) {
        enum sk_tok_quote look;
        n = 1;
        if (!d->toks.v[i].quote)
            continue;
        look = look_of(d, i, end, &n);
        if (is_single(look))
            single_mark(&p, i, look);
        else
            double_mark(&p, i, n, look);
    }
    if (out->n > from)
        mend(&p, from, runs_on);
}
