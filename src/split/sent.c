/* sent.c - sentences.
 *
 * A sentence ends at . ! ? … when a blank follows and the next token could
 * begin one (capital, digit, quotation mark), but not after an initial
 * ("Nguyễn V. A."), inside an abbreviation ("TP.HCM", "Tp. Hồ"), in a number
 * ("28.2"), or while a quotation mark is open. Where a page lost its line breaks
 * the blank may be missing ("nói.Rồi"). Closing marks and brackets belong to the
 * sentence that they close. A sentence without an end is cut.
 */
#include "split/split.h"

#include "split/word.h"

/* Later steps look through whole sentences again and again, so that one without
 * an end (a list, a table, a mark that never closes) is cut. */
enum { LONGEST = 600 };

static bool is_close(const sk_tok *t)
{
    return t->quote == SK_QUOTE_STRAIGHT || t->quote == SK_QUOTE_CLOSES ||
           t->quote == SK_QUOTE_SINGLE_CLOSES || t->ch == ')' || t->ch == ']';
}

static bool is_end(const sk_doc *d, uint32_t i)
{
    const sk_tok *t = &d->toks.v[i];

    return t->ch == '.' || t->ch == '!' || t->ch == '?' ||
           (!t->ch && sk_str_eq(sk_doc_tok(d, i), SK_STR("…")));
}

static bool abbreviation(const sk_doc *d, uint32_t dot)
{
    return dot && d->toks.v[dot].ch == '.' &&
           sk_abbrev_point(&d->eng->words->abbrevs, d, dot);
}

static bool is_dash(const sk_doc *d, uint32_t i)
{
    sk_str s = sk_doc_tok(d, i);

    return sk_str_eq(s, SK_STR("-")) || sk_str_eq(s, SK_STR("–")) ||
           sk_str_eq(s, SK_STR("—"));
}

/* Whether a sentence could begin at token j; after a quotation a dash only
 * leads on to who said it ("..." - bà nói, she said). */
static bool can_begin(const sk_doc *d, uint32_t j, uint32_t end, bool quoted)
{
    const sk_tok *t = &d->toks.v[j];

    if (is_dash(d, j))
        return !quoted && j + 1 < end && can_begin(d, j + 1, end, true);
    if (t->kind == SK_TOK_LETTERS)
        return t->flags & SK_TOK_CAP;
    return t->kind == SK_TOK_DIGITS || !t->ch || strchr("\"'([", t->ch);
}

/* Whether a quotation begins right behind the stop i: "gia.“Các ..." */
static bool quote_begins(const sk_doc *d, uint32_t i, uint32_t end)
{
    const sk_tok *t = &d->toks.v[i];

    return i && i + 2 < end && t[1].quote == SK_QUOTE_OPENS &&
           !(t[1].flags & SK_TOK_SPACE) && !(t[2].flags & SK_TOK_SPACE) &&
           t[2].flags & SK_TOK_CAP && t[-1].kind == SK_TOK_LETTERS &&
           !abbreviation(d, i);
}

/* The first token of the next sentence if one ends at the mark i, else 0. */
static uint32_t ends_at(const sk_doc *d, uint32_t i, uint32_t end)
{
    uint32_t j = i + 1;
    bool quoted = false;

    while (j < end && (is_end(d, j) || is_close(&d->toks.v[j])) &&
           !(d->toks.v[j].flags & SK_TOK_SPACE)) {
        quoted = !is_end(d, j);
        j++;
    }
    if (j == end)
        return end;
    if (sk_glued_stop(&d->eng->words->abbrevs, d, i) || quote_begins(d, i, end))
        return j;
    if (!(d->toks.v[j].flags & SK_TOK_SPACE) || abbreviation(d, i))
        return 0;
    return can_begin(d, j, end, quoted) ? j : 0;
}

/* +1 if the mark opens a quotation, -1 if it closes one. */
static int turns(const sk_doc *d, uint32_t i, bool open)
{
    switch (d->toks.v[i].quote) {
    case SK_QUOTE_OPENS:
        return 1;
    case SK_QUOTE_CLOSES:
        return -1;
    case SK_QUOTE_STRAIGHT:
        return open ? -1 : 1;
    default:
        return 0;
    }
}

/* The last token of a paragraph that could close a quotation, or beg. */
static uint32_t last_close(const sk_doc *d, uint32_t beg, uint32_t end)
{
    for (uint32_t j = end; j > beg; j--)
        if (d->toks.v[j - 1].kind == SK_TOK_MARK && turns(d, j - 1, true) < 0)
            return j - 1;
    return beg;
}

static void add(sk_doc *d, uint32_t para, uint32_t beg, uint32_t end)
{
    *sk_push(&d->arena, &d->sents) =
        (sk_sent){.span = sk_doc_tok_span(d, beg, end),
                  .para = para,
                  .tok_beg = beg,
                  .tok_end = end};
}

static void para_sents(sk_doc *d, uint32_t para, uint32_t beg, uint32_t end)
{
    uint32_t from = beg, last = last_close(d, beg, end);
    bool open = false;

    for (uint32_t i = beg; i < end; i++) {
        int turn;
        uint32_t next, mark = i;
        if (i - from >= LONGEST) {
            add(d, para, from, i);
            from = i;
        }
        if (d->toks.v[i].kind != SK_TOK_MARK)
            continue;
        turn = turns(d, i, open);
        if (turn)
            open = turn > 0 && last > i;
        if (turn < 0 && i > from && is_end(d, i - 1))
            mark = i - 1; /* the quotation closes the sentence with itself */
        if (!is_end(d, mark) || open)
            continue;
        next = ends_at(d, mark, end);
        if (next) {
            add(d, para, from, next);
            from = next;
            i = next - 1;
        }
    }
    if (from < end)
        add(d, para, from, end);
}

void sk_split_sents(sk_doc *d)
{
    uint32_t tok = 0;

    for (uint32_t p = 0; p < d->paras.n; p++) {
        uint32_t beg = tok;
        while (tok < d->toks.n && d->toks.v[tok].beg < d->paras.v[p].span.end)
            tok++;
        if (tok > beg)
            para_sents(d, p, beg, tok);
    }
}
