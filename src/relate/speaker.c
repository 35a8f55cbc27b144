/* speaker.c - from the phrase that names a speaker to the person.
 *
 * Two steps, as in G. Muzny et al., "A Two-stage Sieve Approach for Quote
 * Attribution" (EACL 2017): find/quote.c has found the phrase beside the
 * reporting verb; here it is read as a name, a title, a pronoun or a source
 * without a name ("một quan chức Mỹ": the phrase itself is the speaker then).
 * A quote without a phrase goes on with the speaker of the one before it.
 */
#include "relate/speaker.h"

#include "find/cue.h"
#include "find/quote.h"
#include "relate/anchor.h"
#include "relate/entity.h"
#include "relate/refer.h"

enum { TOLD_MAX = 4, BACK = 48 /* quotes */, AUTHOR = 8 /* tokens */ };

typedef struct who {
    uint32_t entity; /* SK_NONE */
    sk_str name;
    sk_span span;
    bool nobody; /* the words can be no speaker */
} who;

static who of_entity(const sk_doc *d, uint32_t entity, uint32_t beg,
                     uint32_t end)
{
    return (who){.entity = entity,
                 .name = sk_entity_said(d, entity),
                 .span = sk_doc_tok_span(d, beg, end)};
}

/* The words themselves, without what describes them behind a comma. */
static who of_phrase(const sk_doc *d, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg + 1; i < end; i++)
        if (d->toks.v[i].ch == ',')
            end = i;
    return (who){.entity = SK_NONE,
                 .name = sk_doc_sub(d, sk_doc_tok_span(d, beg, end)),
                 .span = sk_doc_tok_span(d, beg, end)};
}

static char gender(const sk_doc *d, uint32_t tok)
{
    char low[16];
    size_t n = sk_lower(sk_doc_tok(d, tok), low, sizeof low);
    sk_str s = {low, n == SIZE_MAX ? 0 : n};

    return sk_str_eq(s, SK_STR("ông")) || sk_str_eq(s, SK_STR("anh")) ? 'm'
           : sk_str_eq(s, SK_STR("bà")) || sk_str_eq(s, SK_STR("cô")) ||
                   sk_str_eq(s, SK_STR("chị"))
               ? 'f'
               : 0;
}

/* Words between a source without a name and a name that only says whose it
 * is: "một cố vấn của ông Trump". */
static bool belongs(const sk_doc *d, uint32_t beg, uint32_t tok)
{
    return tok > beg && sk_qword_before(d, beg, tok, SK_QW_PREP | SK_QW_OF);
}

/* ", ông Steve Witkoff" */
static bool set_apart(const sk_doc *d, uint32_t beg, uint32_t tok)
{
    return tok > beg && d->toks.v[tok - 1].kind == SK_TOK_MARK &&
           gender(d, tok);
}

/* The mention that a phrase stands for, NULL if it has no name: a person's
 * name before all others, most of all one that is set apart. */
static const sk_mention *head(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const sk_mention *first = NULL, *outlet = NULL, *named = NULL;

    if (sk_qword_at(d, beg, end, SK_QW_DET)) /* "các quan chức, bao gồm A" */
        for (uint32_t i = beg; i < end; i++)
            if (d->toks.v[i].ch == ',')
                end = i;

    for (size_t i = sk_mention_after(d, beg); i < d->mentions.n; i++) {
        const sk_mention *m = &d->mentions.v[i];
        if (m->tok_beg >= end)
            break;
        if (m->entity == SK_NONE)
            continue;
        if (m->tok_beg == beg)
            first = m;
        if (m->type == SK_PER &&
            (m->tok_beg == beg ||
             (m->kind == SK_BY_NAME && !belongs(d, beg, m->tok_beg))) &&
            (!named || set_apart(d, beg, m->tok_beg)))
            named = m;
        if (m->type == SK_ORG && m->tok_end == end && m->tok_beg > beg &&
            sk_qword_at(d, beg, m->tok_beg, SK_QW_MEDIA) == m->tok_beg - beg)
            outlet = m;
    }
    return named ? named : first ? first : outlet;
}

/* Without words that only point at the phrase: "cả", "phía", "chính", "theo". */
static uint32_t skip_lead(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const sk_cue *cue;
    uint32_t n;

    while (beg < end && d->toks.v[beg].kind == SK_TOK_MARK)
        beg++;
    while ((n = sk_qword_at(d, beg, end, SK_QW_LEAD)) > 0 && beg + n < end &&
           (n > 1 || sk_lone_word(d, beg)))
        beg += n;
    n = sk_cue_at(d, beg, end, &cue);
    return n && cue->frame == SK_CUE_SOURCE && beg + n < end ? beg + n : beg;
}

/* A pronoun, or words like "nước này". */
static bool pronoun(const sk_doc *d, uint32_t beg, uint32_t end, who *out)
{
    const sk_ref *ref = sk_refer_at(d, beg);
    uint32_t e = sk_refer(d, beg);

    if (ref && ref->other != SK_NONE) { /* "hai nhà lãnh đạo" */
        *out = of_phrase(d, beg, ref->tok_end > end ? ref->tok_end : end);
        return true;
    }

    if (e == SK_NONE && gender(d, beg))
        e = sk_refer_person(d, beg, gender(d, beg));
    if (e == SK_NONE)
        return false;
    *out = of_entity(d, e, beg, end);
    return true;
}

/* A title before a name that was not found there, but elsewhere: "Phó chủ
 * tịch Hội đồng An ninh Nga Medvedev". */
static bool ends_in_name(const sk_doc *d, uint32_t beg, uint32_t end, who *out)
{
    sk_str last = sk_doc_tok(d, end - 1);

    for (uint32_t i = beg; i < end; i++)
        if (sk_qword_at(d, i, end, SK_QW_OF))
            return false;
    if (sk_qword_at(d, beg, end, SK_QW_DET) || last.len < 4 ||
        !(d->toks.v[end - 1].flags & SK_TOK_CAP))
        return false;
    for (uint32_t i = 0; i < d->entities.n;
         i = sk_next_some(i, d->entities.n)) {
        const sk_entity *e = &d->entities.v[i];
        if (e->type == SK_PER && sk_str_ends(e->name, last) &&
            (e->name.len == last.len ||
             e->name.s[e->name.len - last.len - 1] == ' ')) {
            *out = of_entity(d, i, end - 1, end);
            return true;
        }
    }
    return false;
}

/* "người phát ngôn", "vị thứ trưởng này": a title without any name. */
static bool bare_title(const sk_doc *d, uint32_t beg, uint32_t end)
{
    for (uint32_t i = beg + 1; i < end; i++)
        if (d->toks.v[i].flags & SK_TOK_CAP)
            return false;
    return end - beg < 7 && sk_qword_at(d, beg, end, SK_QW_TITLE);
}

/* "vợ ông A" (the wife of Mr A), who has no name of her own there */
static bool is_kin(const sk_doc *d, uint32_t beg, uint32_t end)
{
    uint32_t n = sk_qword_at(d, beg, end, SK_QW_KIN);

    if (!n || beg + n >= end || !gender(d, beg + n))
        return false;
    for (uint32_t i = beg + n; i < end; i++)
        if (d->toks.v[i].kind == SK_TOK_MARK)
            return false;
    return true;
}

/* "Thông báo mới nhất của công an" (the latest statement of the police): whose
 * words they are. */
static uint32_t author(const sk_doc *d, uint32_t beg, uint32_t end)
{
    uint32_t n = sk_qword_at(d, beg, end, SK_QW_DET);

    if (!sk_qword_at(d, beg + n, end, SK_QW_DOC))
        return beg;
    for (uint32_t i = beg + n; i + 1 < end && i < beg + AUTHOR; i++)
        if (d->toks.v[i].id == d->eng->cues->cua)
            return i + 1;
    return beg;
}

/* Whether words without a name can be somebody: not "chia sẻ về điều này" nor
 * "phục vụ phát triển đất nước", which begin with a verb or preposition, nor
 * the name of a thing. */
static bool somebody(const sk_doc *d, uint32_t beg, uint32_t end)
{
    const sk_word *w = sk_word_at(d, beg);

    if (sk_qword_at(d, beg, end,
                    SK_QW_PERSON | SK_QW_DET | SK_QW_TITLE | SK_QW_MEDIA |
                        SK_QW_DOC))
        return true;
    if (sk_qword_at(d, beg, end, SK_QW_THING) ||
        sk_qword_at(d, beg, end, SK_QW_NAMING) == end - beg)
        return false;
    return !w || w->tok_beg != beg ||
           (w->pos != SK_VERB && w->pos != SK_ADP && w->pos != SK_AUX &&
            w->pos != SK_SCONJ && w->pos != SK_ADJ);
}

/* "Kroos, | người | đã xác nhận": the person whom a clause behind a comma or
 * dash describes; NULL if it is none. */
static const sk_mention *described(const sk_doc *d, uint32_t beg, uint32_t end)
{
    char low[16];
    size_t n = sk_lower(sk_doc_tok(d, beg), low, sizeof low), i;

    if (end != beg + 1 || !beg || d->toks.v[beg - 1].kind != SK_TOK_MARK ||
        n == SIZE_MAX || !sk_str_eq((sk_str){low, n}, SK_STR("người")))
        return NULL;
    for (i = sk_mention_after(d, beg); i-- > 0;) {
        const sk_mention *m = &d->mentions.v[i];
        if (m->tok_end == beg - 1)
            return m->type == SK_PER && m->entity != SK_NONE ? m : NULL;
        if (m->tok_end < beg - 1)
            break;
    }
    return NULL;
}

/* "hai bên" (both sides), "các nước" (the countries) */
static bool are_many(const sk_doc *d, uint32_t beg, uint32_t n)
{
    static const char *const words[] = {"hai", "các", "cả"};

    for (size_t i = 0; n > 1 && i < sizeof words / sizeof *words; i++)
        if (sk_str_eq(sk_vocab_form(&d->eng->vocab, d->toks.v[beg].id),
                      sk_str_of(words[i])))
            return true;
    return false;
}

/* "Trợ lý Tổng thống Nga - | ông Yury Ushakov": the name that began before the
 * phrase, NULL if none did. */
static const sk_mention *around(const sk_doc *d, uint32_t beg, uint32_t end)
{
    size_t i = sk_mention_after(d, beg);
    const sk_mention *m = i > 0 ? &d->mentions.v[i - 1] : NULL;

    return m && m->tok_beg < beg && m->tok_end >= end && m->entity != SK_NONE &&
                   d->toks.v[beg - 1].kind == SK_TOK_MARK
               ? m
               : NULL;
}

static who read_phrase(const sk_doc *d, uint32_t beg, uint32_t end)
{
    who w = {.entity = SK_NONE};
    const sk_mention *m;
    uint32_t n;

    beg = skip_lead(d, beg, end);
    for (uint32_t i = beg; i < end && d->toks.v[i].ch != '('; i++)
        if (d->toks.v[i].ch == ')')
            beg = i + 1; /* "(Nguồn: AFP) | Báo A đưa tin": what stood before */
    beg = author(d, beg, end);
    while (end > beg && d->toks.v[end - 1].kind == SK_TOK_MARK &&
           d->toks.v[end - 1].ch != ')')
        end--;
    if (beg >= end)
        return w;
    if (is_kin(d, beg, end))
        return of_phrase(d, beg, end);
    m = around(d, beg, end);
    if (!m)
        m = described(d, beg, end);
    if (m)
        return of_entity(d, m->entity, m->tok_beg, m->tok_end);
    m = head(d, beg, end);
    n = sk_qword_at(d, beg, end, SK_QW_PRONOUN);
    if (m && m->tok_beg == beg && m->tok_end < end &&
        sk_str_eq(sk_doc_tok(d, m->tok_end), SK_STR("và")))
        return of_phrase(d, beg, end); /* two who speak with one voice */
    if (m && (m->tok_beg == beg || !n))
        return of_entity(d, m->entity, m->tok_beg, m->tok_end);
    if (n && !pronoun(d, beg, beg + n, &w)) {
        if (are_many(d, beg, n))
            return of_phrase(d, beg, beg + n);
        w.span = sk_doc_tok_span(d, beg, beg + n);
    }
    if (n || (sk_refer_at(d, beg) && pronoun(d, beg, end, &w)))
        return w;
    if (ends_in_name(d, beg, end, &w)) {
        w.span = sk_doc_tok_span(d, beg, end);
        return w;
    }
    if (bare_title(d, beg, end)) { /* he who spoke before */
        w.span = sk_doc_tok_span(d, beg, end);
        return w;
    }
    w.nobody = !somebody(d, beg, end);
    return w.nobody ? w : of_phrase(d, beg, end);
}

/* ---- those who handed the words on ---- */

static void told(sk_doc *d, sk_quote *q, const sk_quote_site *s)
{
    sk_str *v = sk_new(&d->arena, sk_str, TOLD_MAX);
    uint32_t n = 0;

    if (s->relay_end > s->relay_beg) {
        who w = read_phrase(d, s->relay_beg, s->relay_end);
        if (w.name.s && !sk_str_eq(w.name, q->speaker_name))
            v[n++] = w.name;
    }
    q->told_by = v;
    q->n_told_by = n;
}

/* When it was said: the time that stands by the reporting verb. */
static void date(sk_doc *d, sk_quote *q, const sk_quote_site *s)
{
    const sk_time *t = NULL;
    sk_span cue;

    if (s->cue_end <= s->cue_beg)
        return;
    cue = sk_doc_tok_span(d, s->cue_beg, s->cue_end);
    t = sk_time_for(d, sk_doc_sent(d, s->cue_beg), s->cue_beg, s->cue_end);
    /* a time in the words themselves dates what they tell of */
    if (t && q->span.beg <= t->span.beg && t->span.end <= q->span.end)
        t = NULL;
    if (t && t->span.beg > cue.end && q->span.beg >= cue.end &&
        t->span.beg > q->span.beg)
        t = NULL;
    q->when = sk_time_when(d, t);
}

/* "vị này" (this one) */
static bool this_one(const sk_doc *d, const sk_quote_site *s)
{
    return sk_str_eq(sk_doc_tok(d, s->who_end - 1), SK_STR("này"));
}

/* "quan chức này" (this official) after "một quan chức Mỹ" (an American
 * official): the source without a name who spoke before. */
static bool same_source(const sk_doc *d, const sk_quote_site *s,
                        const who *last)
{
    uint32_t n = s->who_end - s->who_beg;
    sk_str noun;

    if (last->entity != SK_NONE || !last->name.s || n < 2 || n > 4 ||
        !this_one(d, s))
        return false;
    noun = sk_doc_sub(d, sk_doc_tok_span(d, s->who_beg, s->who_end - 1));
    /* the first letter may be a capital in one of them */
    return sk_str_find(last->name, (sk_str){noun.s + 1, noun.len - 1}, 0) !=
           SIZE_MAX;
}

/* A title without a name: the person who spoke before, else the one named
 * before, else the words themselves. */
static who of_title(const sk_doc *d, const sk_quote_site *s, const who *person,
                    sk_span span)
{
    uint32_t e =
        person->name.s ? person->entity : sk_refer_person(d, s->who_beg, 0);

    return e != SK_NONE
               ? (who){.entity = e, .name = sk_entity_said(d, e), .span = span}
               : of_phrase(d, s->who_beg, s->who_end);
}

/* A heading within the article that is words in marks: it stands alone in its
 * paragraph and has no stop. */
static bool heads_part(const sk_doc *d, const sk_quote *q,
                       const sk_quote_site *s)
{
    enum { MARKS = 6, LONGEST = 120 }; /* bytes */
    const sk_span *p = &d->paras.v[d->sents.v[q->sent].para].span;
    char last = q->span.end > q->span.beg ? d->text.s[q->span.end - 1] : '.';

    return q->kind == SK_DIRECT && s->who_end == s->who_beg &&
           q->span.beg - p->beg <= MARKS && p->end - q->span.end <= MARKS &&
           q->span.end - q->span.beg <= LONGEST && last != '.' && last != '!' &&
           last != '?';
}

/* It is said by him who speaks next, under it. */
static void name_heads(sk_doc *d)
{
    for (size_t i = d->quotes.n; i-- > 1;) {
        sk_quote *q = &d->quotes.v[i - 1];
        const sk_quote *next = q + 1;
        if (heads_part(d, q, &d->quote_sites[i - 1]) &&
            next->kind != SK_SCARE && next->speaker_name.s) {
            q->speaker = next->speaker;
            q->speaker_name = next->speaker_name;
        }
    }
}

/* Does a quote tell of an entity? */
static bool tells_of(const sk_doc *d, const sk_quote *q, uint32_t entity)
{
    size_t i = sk_mention_after(d, d->sents.v[q->sent].tok_beg);

    for (; i < d->mentions.n && d->mentions.v[i].span.beg < q->span.end; i++)
        if (d->mentions.v[i].entity == entity &&
            d->mentions.v[i].span.beg >= q->span.beg)
            return true;
    return false;
}

/* Words that go on: with him who spoke last; if they tell of him, with the
 * one who told of him before. */
static who go_on(const sk_doc *d, size_t i, who last)
{
    const sk_quote_site *s = &d->quote_sites[i];

    last.span = (sk_span){0, 0};
    if (s->of_end == s->of_beg || last.entity == SK_NONE ||
        d->entities.v[last.entity].type != SK_PER ||
        read_phrase(d, s->of_beg, s->of_end).entity != last.entity)
        return last;
    for (int back = 0; i-- > 0 && back < BACK; back++) {
        const sk_quote *q = &d->quotes.v[i];
        if (q->kind != SK_SCARE && q->speaker != SK_NONE &&
            q->speaker != last.entity && !d->quote_sites[i].inside &&
            tells_of(d, q, last.entity))
            return (who){.entity = q->speaker, .name = q->speaker_name};
    }
    return last;
}

void sk_speakers(sk_doc *d)
{
    who last = {.entity = SK_NONE}, person = last;

    for (size_t i = 0; i < d->quotes.n; i++) {
        sk_quote *q = &d->quotes.v[i];
        const sk_quote_site *s = &d->quote_sites[i];
        who w;
        if (q->kind == SK_SCARE)
            continue;
        w = go_on(d, i, last);
        if (s->who_end > s->who_beg && !same_source(d, s, &last)) {
            who named = read_phrase(d, s->who_beg, s->who_end);
            /* whole words in marks are still somebody's */
            if (named.name.s || (named.nobody && q->kind != SK_DIRECT))
                w = named;
            else if (bare_title(d, s->who_beg, s->who_end) ||
                     (!last.name.s && this_one(d, s)))
                w = of_title(d, s, &person, named.span);
            else /* a pronoun without a name: the one who spoke before */
                w.span = named.span;
        }
        q->speaker = w.entity;
        q->speaker_name = w.name;
        q->speaker_span = w.span;
        told(d, q, s);
        date(d, q, s);
        if (!s->inside)
            last = w;
        if (w.entity != SK_NONE && d->entities.v[w.entity].type == SK_PER)
            person = w;
    }
    name_heads(d);
}
