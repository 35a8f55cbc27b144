/* name_event.c - named events, by the table of their names.
 *
 * "Chiến tranh Lạnh" always is one, "hội nghị thượng đỉnh" makes one of the
 * body behind it, "chiến dịch" of what it has in quotation marks. The tagger
 * meets too few of them to learn that.
 */
#include "find/name_part.h"

#include "base/err.h"

enum { FIRST = 1 + 2 * SK_EVENT_NAME, NEXT = 2 + 2 * SK_EVENT_NAME };
enum { LONGEST_QUOTED = 10, LONGEST_FORM = 16 };

/* ---- the table ---- */

static int kind_of(sk_str name)
{
    static const char *const names[] = {"name", "numbered", "head", "quoted"};

    for (int i = 0; i < (int)(sizeof names / sizeof *names); i++)
        if (sk_str_eq(name, sk_str_of(names[i])))
            return i;
    return -1;
}

int sk_name_events_load(sk_loader *ld, sk_name_events *e)
{
    sk_tsv t;
    int rc = sk_load_table(ld, "name_events.tsv", &t);

    while (!rc && sk_tsv_next(&t)) {
        int kind = kind_of(sk_tsv_get(&t, "kind"));
        sk_name_event_form f = {.kind = (uint8_t)kind};
        uint32_t ids[LONGEST_FORM];
        sk_toks toks = {0};
        sk_str text;
        sk_load_tokens(ld, sk_tsv_get(&t, "form"), &text, &toks);
        if (kind < 0 || !toks.n || toks.n > LONGEST_FORM)
            return sk_fail(ld->err, SK_EINPUT, t.line,
                           "%s: line %zu: no such kind, or too long", t.path,
                           t.line);
        for (uint32_t i = 0; i < toks.n; i++) {
            ids[i] = toks.v[i].id;
            if (toks.v[i].flags & SK_TOK_CAP)
                f.caps |= 1u << i;
        }
        *sk_push(ld->arena, &e->forms) = f;
        sk_trie_add(ld->arena, &e->trie, ids, toks.n, (uint32_t)e->forms.n - 1);
    }
    return rc;
}

/* The longest form at a token of a sentence, and where it ends. */
static const sk_name_event_form *form_at(const sk_name_events *e,
                                         const sk_doc *d, uint32_t tok,
                                         uint32_t stop, uint32_t *end)
{
    const sk_name_event_form *best = NULL;
    uint32_t node = SK_TRIE_ROOT, caps = 0;

    for (uint32_t i = tok; i < stop && i < tok + LONGEST_FORM; i++) {
        node = sk_trie_step(&e->trie, node, d->toks.v[i].id);
        if (node == UINT32_MAX)
            break;
        if (d->toks.v[i].flags & SK_TOK_CAP)
            caps |= 1u << (i - tok);
        for (uint32_t v = sk_trie_first(&e->trie, node); v;
             v = e->trie.values.v[v - 1].next) {
            const sk_name_event_form *f =
                &e->forms.v[e->trie.values.v[v - 1].value];
            if ((f->caps & ~caps) == 0) {
                best = f;
                *end = i + 1;
            }
        }
    }
    return best;
}

/* ---- labels ---- */

static bool begins(uint8_t label)
{
    return label % 2 == 1;
}

static bool goes_on(uint8_t label)
{
    return label && label % 2 == 0;
}

static int type_of(uint8_t label)
{
    return (label - 1) / 2;
}

static void mark(uint8_t *labels, uint32_t beg, uint32_t end)
{
    labels[beg] = FIRST;
    for (uint32_t i = beg + 1; i < end; i++)
        labels[i] = NEXT;
}

static uint32_t digits(const sk_doc *d, uint32_t tok, uint32_t stop)
{
    const sk_tok *t = &d->toks.v[tok];

    return tok < stop && t->kind == SK_TOK_DIGITS ? t->end - t->beg : 0;
}

static bool is_word(const sk_doc *d, uint32_t tok, uint32_t stop,
                    const char *word)
{
    return tok < stop && sk_str_eq(sk_doc_tok(d, tok), sk_str_of(word));
}

/* "2026", "2025-2026", "lần thứ 16", of the numbered "33": where what tells
 * which of its kind an event is ends. */
static uint32_t edition_end(const sk_doc *d, uint32_t end, uint32_t stop,
                            bool numbered)
{
    if (is_word(d, end, stop, "lần") && is_word(d, end + 1, stop, "thứ") &&
        digits(d, end + 2, stop))
        return end + 3;
    if (digits(d, end, stop) == 4) {
        bool range =
            is_word(d, end + 1, stop, "-") && digits(d, end + 2, stop) == 4;
        return end + (range ? 3 : 1);
    }
    return numbered && digits(d, end, stop) ? end + 1 : end;
}

/* Whether a form is a name of its own: no other name goes on into it or out of
 * it ("Ban tổ chức | World Cup", the organisers of the World Cup). */
static bool stands_alone(const uint8_t *labels, uint32_t beg, uint32_t end,
                         uint32_t stop)
{
    return !goes_on(labels[beg]) && (end == stop || !goes_on(labels[end]) ||
                                     type_of(labels[end]) == SK_EVENT_NAME);
}

/* The end of the names of bodies or countries that stand at a token: "NATO",
 * "Mỹ - Nga"; the token if there is none. */
static uint32_t owners_end(const sk_doc *d, const uint8_t *labels, uint32_t tok,
                           uint32_t stop)
{
    uint32_t i = tok;
    int type = i < stop && begins(labels[i]) ? type_of(labels[i]) : SK_LOC;

    if (type == SK_LOC || type == SK_PER)
        return tok;
    do
        i++;
    while (i < stop && goes_on(labels[i]));
    if (i + 1 < stop && d->toks.v[i].ch == '-' && begins(labels[i + 1]) &&
        type_of(labels[i + 1]) == type)
        return owners_end(d, labels, i + 1, stop);
    return i;
}

/* The end of a name in quotation marks of which the first is at a token; the
 * token if there is none. */
static uint32_t quoted_end(const sk_doc *d, uint32_t tok, uint32_t stop)
{
    uint32_t i = tok + 1;

    if (i >= stop || !d->toks.v[tok].quote ||
        !(d->toks.v[i].flags & SK_TOK_CAP))
        return tok;
    while (i < stop && i <= tok + LONGEST_QUOTED && !d->toks.v[i].quote)
        i++;
    return i < stop && d->toks.v[i].quote ? i : tok;
}

void sk_name_events_mark(const sk_name_events *e, const sk_doc *d, uint32_t beg,
                         uint32_t stop, uint8_t *labels)
{
    for (uint32_t i = beg; i < stop; i++) {
        uint32_t end = i, past;
        const sk_name_event_form *f = sk_trie_begins(&e->trie, d->toks.v[i].id)
                                          ? form_at(e, d, i, stop, &end)
                                          : NULL;
        if (!f || !stands_alone(labels, i, end, stop))
            continue;
        if (f->kind == SK_EVENT_QUOTED) {
            past = quoted_end(d, end, stop);
            if (past > end)
                mark(labels, end + 1, past);
            for (uint32_t k = past;
                 past > end && k < stop && goes_on(labels[k]); k++)
                labels[k] = 0; /* of a name that the mark cuts */
            continue;
        }
        past =
            f->kind == SK_EVENT_HEAD ? owners_end(d, labels, end, stop) : end;
        if (f->kind == SK_EVENT_HEAD && past == end)
            continue;
        past = edition_end(d, past, stop, f->kind == SK_EVENT_NUMBERED);
        mark(labels, i, past);
        i = past - 1;
    }
}

bool sk_name_event_named(const sk_doc *d, uint32_t sent, uint32_t beg,
                         uint32_t end)
{
    for (uint32_t i = beg; i < end; i++)
        if (d->toks.v[i].kind == SK_TOK_DIGITS ||
            ((d->toks.v[i].flags & SK_TOK_CAP) &&
             (i > d->sents.v[sent].tok_beg || end == beg + 1)))
            return true;
    return false;
}
