/* refer.c - finds the words that point back, and what they mean.
 *
 * A person: the last one named before it outside quotations whose sex does not
 * speak against it (right in 80 of 82 cases counted). A country: that of the
 * last name before it, also a person's or a body's ("Thủ tướng Israel nói nước
 * này ..."). A body, a city: the last one named.
 */
#include "relate/refer.h"

#include "base/err.h"
#include "find/name.h"
#include "know/know.h"
#include "relate/clause.h"
#include "relate/entity.h"

enum {
    BACK = 8,         /* sentences that a reference looks back, at most */
    QUOTES_BACK = 64, /* quotes that may lie around a place */
};

enum what { PERSON, BODY, COUNTRY, PLACE, COUNTRIES, PEOPLE, HOME };

struct sk_refer_words {
    sk_trie trie; /* token ids to what * 256 + sex */
};

int sk_refer_load(sk_loader *ld, const struct sk_refer_words **out)
{
    static const char *const names[] = {
        "person", "body", "country", "place", "countries", "people", "home"};
    struct sk_refer_words *w = sk_new(ld->arena, struct sk_refer_words, 1);
    sk_toks toks = {0};
    sk_tsv t;
    int rc = sk_load_table(ld, "refer.tsv", &t);

    *out = w;
    while (!rc && sk_tsv_next(&t)) {
        sk_str what = sk_tsv_get(&t, "what"), of = sk_tsv_get(&t, "of"), text;
        uint32_t ids[16], n = 0, kind = 0;
        while (kind < 7 && !sk_str_eq(what, sk_str_of(names[kind])))
            kind++;
        sk_load_tokens(ld, sk_tsv_get(&t, "phrase"), &text, &toks);
        if (kind == 7 || !toks.n || toks.n > 16)
            return sk_fail(ld->err, SK_EINPUT, t.line,
                           "%s: line %zu: unknown row", t.path, t.line);
        for (; n < toks.n; n++)
            ids[n] = toks.v[n].id;
        sk_trie_add(ld->arena, &w->trie, ids, n,
                    kind * 256 + (of.len ? (uint8_t)of.s[0] : 0));
    }
    return rc;
}

/* ---- what was named before ---- */

static bool quoted(const sk_doc *d, uint32_t byte)
{
    size_t behind = SK_FIRST_FROM(d->quotes, span.beg, byte + 1),
           last = behind > QUOTES_BACK ? behind - QUOTES_BACK : 0;

    for (size_t i = behind; i-- > last;)
        if (d->quotes.v[i].kind != SK_SCARE && byte < d->quotes.v[i].span.end)
            return true;
    return false;
}

static char sex_of(const sk_doc *d, uint32_t entity)
{
    const sk_entity *e = &d->entities.v[entity];

    if (e->know != SK_NONE && d->eng->know->people.v[e->know].gender)
        return d->eng->know->people.v[e->know].gender;
    for (uint32_t i = 0; i < d->mentions.n;
         i = sk_next_some(i, d->mentions.n)) {
        const sk_mention *m = &d->mentions.v[i];
        unsigned cls;
        if (m->entity != entity)
            continue;
        cls = sk_name_class(d->eng->names, d->toks.v[m->tok_beg].id);
        if ((cls & SK_NW_HONOUR) && (cls & (SK_NW_MAN | SK_NW_WOMAN)))
            return cls & SK_NW_MAN ? 'm' : 'f';
    }
    return 0;
}

/* The number of mentions that end at or before a token. */
static size_t before(const sk_doc *d, uint32_t tok)
{
    return SK_FIRST_FROM(d->mentions, tok_end, tok + 1);
}

static bool is_person(const sk_doc *d, const sk_mention *m)
{
    return m->type == SK_PER && m->entity != SK_NONE && !quoted(d, m->span.beg);
}

uint32_t sk_refer_person(const sk_doc *d, uint32_t tok, char gender)
{
    uint32_t here = sk_doc_sent(d, tok);

    for (size_t i = before(d, tok); i-- > 0;) {
        const sk_mention *m = &d->mentions.v[i];
        char sex;
        if (m->sent + BACK < here)
            break;
        if (!is_person(d, m))
            continue;
        sex = sex_of(d, m->entity);
        if (!gender || !sex || sex == gender)
            return m->entity;
    }
    return SK_NONE;
}

/* The entity of a country, added if only people or bodies of it were named. */
static uint32_t country(sk_doc *d, const char *code)
{
    uint32_t row = sk_know_country(d->eng->know, code);
    sk_str id = sk_strf(&d->arena, "gpe:%s", code);
    sk_entity e = {.id = id, .type = SK_GPE, .know = row};

    if (row == SK_NONE)
        return SK_NONE;
    for (uint32_t i = 0; i < d->entities.n; i = sk_next_some(i, d->entities.n))
        if (sk_str_eq(d->entities.v[i].id, id))
            return i;
    e.name = d->eng->know->countries.v[row].name;
    memcpy(e.country, code, 4);
    *sk_push(&d->arena, &d->entities) = e;
    return (uint32_t)d->entities.n - 1;
}

static bool is_city(const sk_doc *d, const sk_mention *m)
{
    return m->type == SK_GPE && m->entity != SK_NONE &&
           !sk_str_eq(sk_str_sub(d->entities.v[m->entity].id, 4,
                                 d->entities.v[m->entity].id.len),
                      sk_str_of(m->country));
}

static uint32_t last_of(sk_doc *d, uint32_t tok, enum what what)
{
    uint32_t here = sk_doc_sent(d, tok);

    for (size_t i = before(d, tok); i-- > 0;) {
        const sk_mention *m = &d->mentions.v[i];
        if (m->sent + BACK < here)
            break;
        if (m->entity == SK_NONE)
            continue;
        if (what == BODY && m->type == SK_ORG)
            return m->entity;
        if (what == PLACE && is_city(d, m))
            return m->entity;
        if (what == COUNTRY && m->country[0] && m->type != SK_LOC)
            return country(d, m->country);
    }
    return SK_NONE;
}

/* The last two countries or persons, none of them own, before a reference. */
static void two_before(sk_doc *d, sk_ref *r, bool people, uint32_t here,
                       uint32_t own)
{
    for (size_t i = before(d, r->tok_beg); i-- > 0;) {
        const sk_mention *m = &d->mentions.v[i];
        uint32_t e = m->entity;
        if (m->sent + 2 < here)
            break;
        if (people ? !is_person(d, m) : !m->country[0] || m->type == SK_LOC)
            continue;
        if (!people)
            e = country(d, m->country);
        if (e == SK_NONE || e == own || e == r->entity)
            continue;
        if (r->entity == SK_NONE) {
            r->entity = e;
        } else {
            r->other = e;
            return;
        }
    }
    r->entity = SK_NONE; /* one alone is no pair */
}

/* "Việt Nam kêu gọi hai nước kiềm chế": the mention that asks or blames two
 * others, if it alone stands before them and says nothing of its own; SK_NONE
 * if the two may hold it. */
static uint32_t third(const sk_doc *d, const sk_ref *r, uint32_t sent)
{
    size_t i = before(d, r->tok_beg);
    const sk_mention *m = i > 0 ? &d->mentions.v[i - 1] : NULL;

    if (!m || m->sent != sent || (i > 1 && m[-1].sent == sent))
        return SK_NONE;
    for (uint32_t k = m->tok_end; k < r->tok_beg; k++) {
        const sk_mark *mark = d->clauses->at[k];
        if (d->toks.v[k].ch == ',' || (mark && (mark->cls == SK_MARK_SAY ||
                                                mark->cls == SK_MARK_BETWEEN)))
            return SK_NONE;
    }
    return m->tok_end < r->tok_beg ? (uint32_t)(i - 1) : SK_NONE;
}

/* The last two countries or persons of this sentence and the two before. */
static void last_two(sk_doc *d, sk_ref *r, bool people)
{
    uint32_t here = sk_doc_sent(d, r->tok_beg);
    uint32_t asks = third(d, r, here), own = SK_NONE;

    if (asks != SK_NONE) {
        const sk_mention *m = &d->mentions.v[asks];
        own = !people           ? country(d, m->country)
              : is_person(d, m) ? m->entity
                                : SK_NONE;
        two_before(d, r, people, here, own);
        if (r->other != SK_NONE)
            return;
        r->entity = SK_NONE;
    }
    two_before(d, r, people, here, SK_NONE);
}

/* ---- the words ---- */

static void resolve(sk_doc *d, sk_ref *r, uint32_t value)
{
    enum what what = value / 256;
    char sex = (char)(value & 255);

    r->entity = r->other = SK_NONE;
    if (what == PERSON)
        r->entity = sk_refer_person(d, r->tok_beg, sex);
    else if (what == HOME)
        r->entity = country(d, SK_HOME);
    else if (what == COUNTRIES || what == PEOPLE)
        last_two(d, r, what == PEOPLE);
    else
        r->entity = last_of(d, r->tok_beg, what);
}

void sk_refer_all(sk_doc *d)
{
    size_t m = 0;

    d->refs.n = 0;
    for (uint32_t s = 0; s < d->sents.n; s++) {
        uint32_t end = d->sents.v[s].tok_end;
        for (uint32_t i = d->sents.v[s].tok_beg; i < end;) {
            sk_ref r = {.tok_beg = i};
            uint32_t value = 0, n;
            if (!sk_trie_begins(&d->eng->refers->trie, d->toks.v[i].id)) {
                i++;
                continue;
            }
            while (m < d->mentions.n && d->mentions.v[m].tok_end <= i)
                m++;
            if (d->clauses->inner[i]) {
                i++; /* "đàn | ông" */
                continue;
            }
            if (m < d->mentions.n && d->mentions.v[m].tok_beg <= i) {
                i = d->mentions.v[m].tok_end;
                continue;
            }
            n = sk_trie_longest(&d->eng->refers->trie, &d->toks.v[i], end - i,
                                &value);
            r.tok_end = i + n;
            if (!n || (n == 1 && r.tok_end < end &&
                       (d->toks.v[r.tok_end].flags & SK_TOK_CAP ||
                        d->clauses->inner[r.tok_end]))) { /* "cụ | thể" */
                i++;
                continue;
            }
            resolve(d, &r, value);
            if (r.entity != SK_NONE)
                *sk_push(&d->arena, &d->refs) = r;
            i = r.tok_end;
        }
    }
}

/* ---- asking ---- */

const sk_ref *sk_refer_at(const sk_doc *d, uint32_t tok)
{
    for (size_t lo = 0, hi = d->refs.n; lo < hi;) {
        size_t mid = (lo + hi) / 2;
        const sk_ref *r = &d->refs.v[mid];
        if (tok < r->tok_beg)
            hi = mid;
        else if (tok >= r->tok_end)
            lo = mid + 1;
        else
            return r;
    }
    return NULL;
}

uint32_t sk_refer(const sk_doc *d, uint32_t tok)
{
    size_t at = before(d, tok);
    const sk_ref *r;

    if (at < d->mentions.n && d->mentions.v[at].tok_beg <= tok)
        return d->mentions.v[at].entity;
    r = sk_refer_at(d, tok);
    return r ? r->entity : SK_NONE;
}
