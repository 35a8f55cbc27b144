/* items.c - a sentence as a row of parties, patterns and marks.
 *
 * In:  parties, patterns and the words of data/clauses.tsv.
 * Out: items in text order, each token in one; an act for each pattern.
 */
#include "code/items.h"

#include "relate/anchor.h"

static sk_item *add(sk_reading *r, uint8_t kind, uint32_t beg, uint32_t end)
{
    sk_item *it = sk_push(&r->d->arena, &r->items);

    *it =
        (sk_item){.kind = kind, .tok_beg = beg, .tok_end = end, .ref = SK_NONE};
    return it;
}

static uint8_t sign_kind(const sk_doc *d, uint32_t tok)
{
    const sk_tok *t = &d->toks.v[tok];
    sk_str s;

    if (t->quote)
        return SK_ITEM_QUOTE;
    switch (t->ch) {
    case ',':
        return SK_ITEM_COMMA;
    case ':':
        return SK_ITEM_COLON;
    case ';':
    case '(':
    case ')':
    case '?':
    case '!':
    case '.':
    case '|':
        return SK_ITEM_STOP;
    case '-':
        return t->flags & SK_TOK_SPACE ? SK_ITEM_STOP : SK_ITEM_OTHER;
    case 0:
        s = sk_doc_tok(d, tok);
        if (sk_str_eq(s, SK_STR("–")) || sk_str_eq(s, SK_STR("—")))
            return SK_ITEM_STOP;
    }
    return SK_ITEM_OTHER;
}

/* The sign of "500.000" or "5,1". */
static bool in_number(const sk_doc *d, uint32_t tok)
{
    const sk_tok *t = &d->toks.v[tok];

    return (t->ch == '.' || t->ch == ',' || t->ch == '-') && tok > 0 &&
           tok + 1 < d->toks.n && t[-1].kind == SK_TOK_DIGITS &&
           t[1].kind == SK_TOK_DIGITS && !(t[1].flags & SK_TOK_SPACE);
}

static void add_other(sk_reading *r, uint32_t tok)
{
    const sk_tok *t = &r->d->toks.v[tok];
    uint8_t kind = SK_ITEM_OTHER;
    sk_item *last = r->items.n ? &r->items.v[r->items.n - 1] : NULL;

    if (t->kind == SK_TOK_MARK && !in_number(r->d, tok))
        kind = sign_kind(r->d, tok);
    if (kind == SK_ITEM_OTHER && last && last->kind == SK_ITEM_OTHER) {
        last->tok_end = tok + 1;
        return;
    }
    add(r, kind, tok, tok + 1);
}

static void add_act(sk_reading *r, const sk_trigger *t)
{
    const sk_pattern *p = &r->d->eng->patterns->rows.v[t->pattern];
    bool weapon = p->flags & SK_PAT_WEAPON; /* says how, not what */
    sk_act *a = sk_push(&r->d->arena, &r->acts);
    sk_item *it = add(r, weapon ? SK_ITEM_OTHER : SK_ITEM_TRIGGER, t->tok_beg,
                      t->tok_end);

    it->ref = (uint32_t)r->acts.n - 1;
    *a = (sk_act){.trig = *t,
                  .pat = p,
                  .type = p->type,
                  .sent = r->sent,
                  .item = (uint32_t)r->items.n - 1,
                  .absorbed = SK_NONE,
                  .subject = SK_NONE,
                  .say = SK_NONE,
                  .teller = SK_NONE,
                  .status_item = SK_NONE,
                  .place = SK_NONE};
    for (int i = 0; i < 4; i++)
        a->mode[i] = p->mode[i];
}

static uint32_t flags_at(const sk_reading *r, const sk_trigger *t)
{
    return r->d->eng->patterns->rows.v[t->pattern].flags;
}

/* The end of the time expression that begins at tok, 0 if none. */
static uint32_t time_at(const sk_reading *r, uint32_t sent, uint32_t tok)
{
    size_t i = sk_time_from(r->d, tok);

    return i < r->d->times.n && r->d->times.v[i].sent == sent &&
                   r->d->times.v[i].tok_beg == tok
               ? r->d->times.v[i].tok_end
               : 0;
}

/* The end of "(8.11)", "(IDF)", "(Trung Quốc)": a date, short form or country
 * set beside the word before it, no clause of its own; 0 if none begins at tok.
 */
static uint32_t aside(const sk_reading *r, uint32_t sent, uint32_t tok)
{
    const sk_tok *t = &r->d->toks.v[tok];
    uint32_t end = r->d->sents.v[sent].tok_end, close;

    if (t->ch != '(' || tok + 2 >= end)
        return 0;
    close = time_at(r, sent, tok + 1);
    for (uint32_t k = 1; !close && k <= 4 && tok + k < end; k++)
        if (!(t[k].flags & SK_TOK_CAP))
            close = k > 1 ? tok + k : end;
    return close && close < end && r->d->toks.v[close].ch == ')' ? close + 1
                                                                 : 0;
}

/* "gần 2.000 tù nhân" (nearly), "trên 300 người" (over): no place. */
static bool about(const sk_reading *r, const sk_mark *m, uint32_t end)
{
    sk_str s = sk_doc_tok(r->d, m->tok_beg);

    if (m->tok_end >= end || (r->d->toks.v[m->tok_end].kind != SK_TOK_DIGITS &&
                              r->d->clauses->pos[m->tok_end] != SK_NUM))
        return false;
    return !sk_str_eq(s, SK_STR("tại")) && !sk_str_eq(s, SK_STR("ở"));
}

/* Whether the last items are a party and at most adverbs and a time. */
static bool after_party(const sk_reading *r)
{
    for (size_t i = r->items.n; i-- > 0;) {
        const sk_item *it = &r->items.v[i];
        if (it->kind == SK_ITEM_PARTY)
            return true;
        if (it->kind == SK_ITEM_OTHER &&
            time_at(r, r->sent, it->tok_beg) != it->tok_end)
            return false;
        if (it->kind != SK_ITEM_OTHER && it->kind != SK_ITEM_QUOTE &&
            !(it->kind == SK_ITEM_MARK && it->cls >= SK_MARK_NEG &&
              it->cls <= SK_MARK_MUST))
            return false;
    }
    return false;
}

/* Whether the last words of a pattern are the beginning of another word: "tăng
 * cường sức mạnh quân | sự". */
static bool in_word(const sk_reading *r, const sk_trigger *t)
{
    const sk_mark *m =
        t->tail_beg < t->tok_end ? r->d->clauses->at[t->tail_beg] : NULL;

    return m && m->cls == SK_MARK_WORD && m->tok_end > t->tok_end;
}

/* At every token the longest of party, pattern and mark; a tie goes in this
 * order. */
void sk_read_items(sk_reading *r, uint32_t sent)
{
    const sk_sent *s = &r->d->sents.v[sent];
    const sk_parties *ps = r->parties;
    size_t g = 0, trigger = r->trigger;
    uint32_t i = s->tok_beg, tail_beg = UINT32_MAX, tail_end = 0;

    while (g < ps->groups.n && ps->groups.v[g].tok_end <= s->tok_beg)
        g++;
    while (i < s->tok_end) {
        const sk_mark *m = r->d->clauses->at[i];
        uint32_t time_end;
        sk_trigger t;
        bool found;
        while (g < ps->groups.n && ps->groups.v[g].tok_end <= i)
            g++;
        if (g < ps->groups.n && ps->groups.v[g].tok_beg < i) {
            /* the pattern took its first words: "bắt tàu cá | của Hy Lạp" */
            sk_item *it;
            if (m && m->cls == SK_MARK_OF &&
                m->tok_end < ps->groups.v[g].tok_end) {
                it = add(r, SK_ITEM_MARK, i, m->tok_end);
                it->cls = m->cls;
                i = m->tok_end;
            }
            it = add(r, SK_ITEM_PARTY, i, ps->groups.v[g].tok_end);
            it->ref = (uint32_t)g;
            i = it->tok_end;
            continue;
        }
        if (g < ps->groups.n && ps->groups.v[g].tok_beg == i) {
            sk_item *it = add(r, SK_ITEM_PARTY, i, ps->groups.v[g].tok_end);
            it->ref = (uint32_t)g;
            i = it->tok_end;
            continue;
        }
        if (i >= tail_beg && i < tail_end) { /* words of the last pattern */
            add_other(r, i++);
            continue;
        }
        time_end = time_at(r, sent, i);
        if (time_end > i) { /* "một ngày trước đó" holds no marks */
            add(r, SK_ITEM_OTHER, i, time_end);
            i = time_end;
            continue;
        }
        time_end = aside(r, sent, i);
        if (time_end) {
            add(r, SK_ITEM_OTHER, i, time_end);
            i = time_end;
            continue;
        }
        while (trigger < r->triggers.n && r->triggers.v[trigger].tok_beg < i)
            trigger++;
        found = trigger < r->triggers.n && r->triggers.v[trigger].tok_beg == i;
        if (found)
            t = r->triggers.v[trigger];
        if (found && ((m && m->tok_end > t.head_end) || in_word(r, &t) ||
                      (i < tail_end && t.head_end > tail_beg)))
            found = false;
        if (found && (flags_at(r, &t) & SK_PAT_FIRST) && !after_party(r))
            found = false;
        if (found && (flags_at(r, &t) & SK_PAT_NEAR)) {
            size_t k = g;
            while (k < ps->groups.n && ps->groups.v[k].tok_beg < t.head_end)
                k++;
            found = k < ps->groups.n && ps->groups.v[k].tok_beg == t.head_end;
        }
        if (found && (flags_at(r, &t) & SK_PAT_STOP)) {
            sk_item *it = add(r, SK_ITEM_OTHER, i, t.head_end);
            if (m && m->tok_end == t.head_end && m->cls != SK_MARK_WORD) {
                it->kind = SK_ITEM_MARK; /* "về cáo buộc": hedged */
                it->cls = m->cls;
            }
            i = t.head_end;
            continue;
        }
        if (found) {
            /* words of the gap are read on their own: they may hold parties */
            uint32_t end = t.head_end;
            add_act(r, &t);
            r->items.v[r->items.n - 1].tok_end = end;
            tail_beg = t.tail_beg;
            tail_end = t.tok_end;
            i = end;
            continue;
        }
        if (m && m->tok_end <= s->tok_end) {
            if (m->cls == SK_MARK_WORD ||
                (m->cls == SK_MARK_AT && about(r, m, s->tok_end))) {
                add(r, SK_ITEM_OTHER, i, m->tok_end);
            } else {
                sk_item *it = add(r, SK_ITEM_MARK, i, m->tok_end);
                it->cls = m->cls;
            }
            i = m->tok_end;
            continue;
        }
        add_other(r, i++);
    }
}
