/* actor.c - finds the parties of a text and groups them.
 *
 * In:  mentions, references, noun phrases (phrase.c).
 * Out: parties in text order; those side by side ("Mỹ, Israel", "Nga -
 *      Ukraine") make one group.
 */
#include "code/actor.h"

#include "code/phrase.h"
#include "know/know.h"

static const sk_mark *mark_at(const sk_finder *f, uint32_t tok)
{
    return f->d->clauses->at[tok];
}

static bool joins(const sk_finder *f, uint32_t tok)
{
    sk_str s = sk_doc_tok(f->d, tok);

    return sk_str_eq(s, SK_STR(",")) || sk_str_eq(s, SK_STR("và")) ||
           sk_str_eq(s, SK_STR("cùng")) || sk_str_eq(s, SK_STR("-")) ||
           sk_str_eq(s, SK_STR("–")) || sk_str_eq(s, SK_STR("/"));
}

/* A title and a name set side by side are one person: "Trợ lý Tổng thống Nga -
 * ông Yury Ushakov", "Bộ trưởng Quốc phòng Venezuela, tướng Padrino". */
static bool apposition(const sk_party *a, const sk_party *b, sk_str sign)
{
    bool a_title = a->kind == SK_PARTY_ROLE && !(a->flags & SK_PARTY_NAMED);
    bool b_title = b->kind == SK_PARTY_ROLE && !(b->flags & SK_PARTY_NAMED);
    bool a_name = a->flags & SK_PARTY_NAMED, b_name = b->flags & SK_PARTY_NAMED;
    bool clash = a->code[0] && b->code[0] && strcmp(a->code, b->code) != 0;

    if (sk_str_eq(sign, SK_STR("và")) || sk_str_eq(sign, SK_STR("cùng")) ||
        sk_str_eq(sign, SK_STR("/")) || clash)
        return false;
    if (a->kind == SK_PARTY_PRONOUN || b->kind == SK_PARTY_PRONOUN)
        return false;
    if (a_title && b_title)
        return !a->code[0] || !b->code[0]; /* Tổng Bí thư, Chủ tịch Lào */
    return (a_title && b_name) || (a_name && b_title) ||
           (a_name && b_name && (b->kind == SK_PARTY_PERSON) && false);
}

static void merge_apposition(sk_party *a, const sk_party *b)
{
    a->tok_end = b->tok_end;
    if (!a->code[0])
        sk_code_set(a->code, b->code);
    if (!a->sector[0])
        sk_code_set(a->sector, b->sector);
    if ((b->flags & SK_PARTY_NAMED) || !a->name.s)
        a->name = b->name;
    a->flags |= b->flags;
    if (b->flags & SK_PARTY_NAMED)
        a->kind = SK_PARTY_PERSON;
}

/* A comma behind "theo AFP" or "sau cuộc gặp với Nga" joins no list. */
static bool apart(const sk_finder *f, const sk_group *g)
{
    for (uint32_t i = g->tok_beg > 4 ? g->tok_beg - 4 : 0; i < g->tok_beg;
         i++) {
        const sk_mark *m = mark_at(f, i);
        if (m && m->tok_end == g->tok_beg && i >= f->beg &&
            m->cls != SK_MARK_OF &&
            (m->cls == SK_MARK_PER || m->cls == SK_MARK_AFTER ||
             m->cls == SK_MARK_BEFORE || m->cls == SK_MARK_SINCE ||
             m->cls == SK_MARK_AT || m->cls == SK_MARK_WITH ||
             m->cls == SK_MARK_TO || m->cls == SK_MARK_FOR ||
             m->cls == SK_MARK_AGAINST || m->cls == SK_MARK_ABOUT ||
             m->cls == SK_MARK_FROM) &&
            g->n == 1)
            return true;
    }
    return false;
}

/* "Bất chấp lời kêu gọi của Mỹ, Israel ...": the comma ends what leads the
 * sentence; behind "khi" and "nếu" only if a verb stands there. */
static bool leads(const sk_finder *f, const sk_group *g)
{
    const sk_mark *m = mark_at(f, f->beg);
    sk_trigger t;

    if (g->n == 1 && g->tok_beg > f->beg && g->tok_beg <= f->beg + 3 &&
        f->d->clauses->pos[f->beg] == SK_VERB && !m &&
        !sk_pattern_at(f->d, f->beg, f->beg, f->end, NULL, &t))
        return true; /* "Tiếp nối Mỹ, Canada dỡ ..." */
    if (!m || g->n != 1)
        return false;
    switch (m->cls) {
    case SK_MARK_AFTER:
    case SK_MARK_BEFORE:
    case SK_MARK_SINCE:
    case SK_MARK_BUT:
    case SK_MARK_CAUSE:
    case SK_MARK_GOAL:
    case SK_MARK_PER:
        break;
    case SK_MARK_TIME:
    case SK_MARK_IF:
        for (uint32_t i = m->tok_end;; i++) {
            if (i >= g->tok_beg)
                return false;
            if (sk_pattern_at(f->d, i, f->beg, f->end, NULL, &t))
                break;
        }
        break;
    default:
        return false;
    }
    for (uint32_t i = f->beg; i < g->tok_beg; i++)
        if (sk_tok_is(f, i, ","))
            return false;
    return true;
}

/* "tấn công vào Belarus và Litva có động thái": a new clause. */
static bool clause_of_its_own(const sk_finder *f, const sk_group *g,
                              const sk_party *p)
{
    const sk_mark *m = mark_at(f, p->tok_end);

    return g->n == 1 && apart(f, g) && m &&
           (m->cls == SK_MARK_PAST || m->cls == SK_MARK_FUTURE ||
            m->cls == SK_MARK_ONGOING || m->cls == SK_MARK_DO);
}

static bool person_like(const sk_party *p)
{
    return p->kind == SK_PARTY_PERSON || p->kind == SK_PARTY_ROLE;
}

/* "cho Iran, Libya, Sudan ...": a third of the list follows. */
static bool goes_on(const sk_finder *f, const sk_party *p)
{
    const sk_mention *m =
        sk_tok_is(f, p->tok_end, ",") && p->tok_end + 1 < f->end
            ? f->mention_at[p->tok_end + 1]
            : NULL;

    return p->kind == SK_PARTY_COUNTRY && m && m->type == SK_GPE;
}

/* Whether a verb begins at tok, one of the patterns or a light one. */
static bool verb_at(const sk_finder *f, uint32_t tok)
{
    const sk_mark *m = tok < f->end ? mark_at(f, tok) : NULL;
    sk_trigger t;

    if (m && (m->cls == SK_MARK_SAY || m->cls == SK_MARK_FUTURE ||
              m->cls == SK_MARK_PAST || m->cls == SK_MARK_AND ||
              m->cls == SK_MARK_DO))
        return true;
    return tok < f->end && f->d->clauses->pos[tok] == SK_VERB &&
           sk_pattern_at(f->d, tok, f->beg, f->end, NULL, &t) &&
           !(f->d->eng->patterns->rows.v[t.pattern].flags &
             (SK_PAT_NOUN | SK_PAT_WEAPON | SK_PAT_STOP));
}

/* "tập kích dữ dội Kiev": whether only how it was done stands between. */
static bool adverb(const sk_finder *f, uint32_t beg, uint32_t end)
{
    return end - beg == 2 && end < f->end && !mark_at(f, beg) &&
           f->d->clauses->inner[beg + 1];
}

/* "tấn công Iran, Mỹ cũng khẳng định": the object of one clause and the subject
 * of the next are no list. */
static bool next_clause(const sk_finder *f, const sk_group *g,
                        const sk_party *p)
{
    uint32_t from = g->tok_beg > f->beg + 4 ? g->tok_beg - 4 : f->beg;
    sk_trigger t;

    if (g->n != 1 || !verb_at(f, p->tok_end))
        return false;
    for (uint32_t i = from; i < g->tok_beg; i++)
        if (sk_pattern_at(f->d, i, f->beg, f->end, NULL, &t) &&
            (t.head_end == g->tok_beg || adverb(f, t.head_end, g->tok_beg)) &&
            !(f->d->eng->patterns->rows.v[t.pattern].flags &
              (SK_PAT_OP | SK_PAT_CLAIM | SK_PAT_CONTROL)))
            return true;
    return false;
}

/* A place and the country that it lies in. */
static bool place_of_country(const sk_party *a, const sk_party *b)
{
    return a->kind == SK_PARTY_PLACE && b->kind == SK_PARTY_COUNTRY &&
           strcmp(a->code, b->code) == 0;
}

static void add_party(sk_finder *f, const sk_party *p)
{
    sk_parties *o = f->out;
    sk_group *g = o->groups.n ? &o->groups.v[o->groups.n - 1] : NULL;

    if (g && g->tok_end < p->tok_beg && p->tok_beg <= g->tok_end + 2 &&
        o->parties.v[o->parties.n - 1].sent == f->sent) {
        uint32_t sign = g->tok_end;
        bool two = p->tok_beg == g->tok_end + 2; /* ", và" */
        bool ends = sk_tok_is(f, sign, ",") && (apart(f, g) || leads(f, g)) &&
                    !sk_tok_is(f, p->tok_end, "và") && !goes_on(f, p);
        if (sk_tok_is(f, sign, ",") && apart(f, g) && person_like(p) &&
            !person_like(&o->parties.v[o->parties.n - 1]))
            ends = true; /* "tại Phủ Chủ tịch, Chủ tịch nước X và phu nhân" */
        if (place_of_country(&o->parties.v[o->parties.n - 1], p) &&
            sk_tok_is(f, sign, ",") && !next_clause(f, g, p)) {
            o->parties.v[o->parties.n - 1].tok_end = g->tok_end = p->tok_end;
            return; /* "tại Istanbul, Thổ Nhĩ Kỳ": one place */
        }
        if (sk_tok_is(f, sign, "và") && clause_of_its_own(f, g, p))
            ends = true;
        if (joins(f, sign) && !ends && (!two || joins(f, sign + 1))) {
            sk_party *last = &o->parties.v[o->parties.n - 1];
            sk_str s = sk_doc_tok(f->d, sign);
            bool listed =
                sk_tok_is(f, p->tok_end, "và") || sk_tok_is(f, p->tok_end, ",");
            if (sk_tok_is(f, sign, ",") && !two && !listed &&
                next_clause(f, g, p))
                goto alone;
            if (!two && apposition(last, p, s)) {
                merge_apposition(last, p);
                g->tok_end = p->tok_end;
                return;
            }
            if (p->kind == SK_PARTY_SEAT && strcmp(last->code, p->code) == 0 &&
                last->kind != SK_PARTY_SEAT)
                goto alone; /* "hạ sát tướng Iran, Tehran đáp trả" */
            if (p->flags & SK_PARTY_TWO)
                goto alone; /* "thả binh sĩ Campuchia và hai nước rút" */
            if (last->kind == SK_PARTY_PLACE && p->kind != SK_PARTY_PLACE &&
                p->kind != SK_PARTY_COUNTRY && p->kind != SK_PARTY_SEAT)
                goto alone; /* "tại Geneva, Ngoại trưởng Nga và ..." */
            if (s.len == 1 && s.s[0] == ',' && !two && !listed &&
                (person_like(last) || person_like(p)))
                goto alone; /* "sau khi gặp X, Tổng thống Y ..." */
            g->pair =
                g->pair || s.len > 1 ? g->pair : sk_str_eq(s, SK_STR("-"));
            *sk_push(&f->d->arena, &o->parties) = *p;
            g->n++;
            g->tok_end = p->tok_end;
            return;
        }
    }
alone:
    *sk_push(&f->d->arena, &o->parties) = *p;
    *sk_push(&f->d->arena, &o->groups) = (sk_group){
        (uint32_t)o->parties.n - 1, 1, p->tok_beg, p->tok_end, false};
}

/* A part of a mention as a mention of its own: title and country by the tables.
 */
static void add_part(sk_finder *f, const sk_mention *m, uint32_t beg,
                     uint32_t end)
{
    const sk_know *k = f->d->eng->know;
    size_t at = sk_hit_from(f->d, beg);
    sk_mention *p;

    if (beg >= end)
        return;
    p = sk_new(&f->d->arena, sk_mention, 1);
    *p = (sk_mention){.span = sk_doc_tok_span(f->d, beg, end),
                      .sent = m->sent,
                      .tok_beg = beg,
                      .tok_end = end,
                      .entity = SK_NONE,
                      .type = m->type,
                      .kind = SK_BY_ROLE};
    for (const sk_hit *h; (h = sk_hit_within(f->d, &at, end));) {
        const sk_alias *al = &k->aliases.v[h->alias];
        if (al->kind == SK_KNOW_COUNTRY && !p->country[0] &&
            !(al->flags & SK_ALIAS_PAIR))
            memcpy(p->country, k->countries.v[al->row].code, 4);
        else if (al->kind == SK_KNOW_ROLE && !p->sector[0])
            memcpy(p->sector, k->roles.v[al->row].sector, 4);
    }
    if (p->sector[0])
        p->type = SK_PER;
    else if (p->country[0])
        p->type = SK_GPE;
    f->mention_at[beg] = p;
}

/* "tại Phủ Chủ tịch, Chủ tịch nước X": behind a preposition of place the comma
 * of a mention ends the place, and the person follows. */
static const sk_mention *behind_place(sk_finder *f, const sk_mention *m)
{
    const sk_mark *at =
        m->type == SK_PER && m->tok_beg ? mark_at(f, m->tok_beg - 1) : NULL;

    if (!at || at->cls != SK_MARK_AT)
        return m;
    for (uint32_t k = m->tok_beg + 1; k + 1 < m->tok_end; k++)
        if (f->d->toks.v[k].ch == ',') {
            sk_mention *p = sk_new(&f->d->arena, sk_mention, 1);
            *p = *m;
            p->tok_beg = k + 1;
            p->span = sk_doc_tok_span(f->d, p->tok_beg, p->tok_end);
            return p;
        }
    return m;
}

/* Whether a title of the tables fills the tokens beg..end. */
static bool title_ends(const sk_finder *f, uint32_t beg, uint32_t end)
{
    const sk_know *k = f->d->eng->know;

    for (size_t i = sk_hit_from(f->d, beg);
         i < f->d->hits.n && f->d->hits.v[i].tok_beg == beg; i++)
        if (f->d->hits.v[i].tok_end == end &&
            k->aliases.v[f->d->hits.v[i].alias].kind == SK_KNOW_ROLE)
            return true;
    return false;
}

/* Enters a mention; one that runs over a verb ("Tổng thống Mỹ tiếp Thủ tướng
 * Anh") is cut there. */
static void add_mention(sk_finder *f, const sk_mention *m)
{
    sk_trigger t;

    m = behind_place(f, m);
    for (uint32_t k = m->tok_beg + 1; k < m->tok_end; k++) {
        const sk_tok *tok = &f->d->toks.v[k];
        if (tok->kind != SK_TOK_LETTERS || (tok->flags & SK_TOK_CAP) ||
            !sk_pattern_at(f->d, k, m->tok_beg, m->tok_end, NULL, &t))
            continue;
        if (f->d->eng->patterns->rows.v[t.pattern].flags &
            (SK_PAT_STOP | SK_PAT_WEAPON | SK_PAT_NOUN))
            continue;
        if (((f->d->toks.v[k - 1].flags & SK_TOK_CAP) ||
             title_ends(f, m->tok_beg, k)) &&
            (m->type == SK_PER || m->type == SK_GPE)) {
            add_part(f, m, m->tok_beg, k);
            add_part(f, m, t.head_end, m->tok_end);
            return;
        }
    }
    if (m->tok_end > m->tok_beg + 1 &&
        f->d->toks.v[m->tok_end - 1].ch == '.') { /* the full stop of "EU." */
        sk_mention *p = sk_new(&f->d->arena, sk_mention, 1);
        *p = *m;
        p->tok_end--;
        m = p;
    }
    f->mention_at[m->tok_beg] = m;
}

void sk_parties_find(sk_doc *d, sk_parties *out)
{
    sk_finder f = {.d = d, .out = out};

    *out = (sk_parties){0};
    f.mention_at = sk_new(&d->arena, const sk_mention *, d->toks.n + 2);
    f.ref_at = sk_new(&d->arena, const sk_ref *, d->toks.n + 2);
    for (size_t i = d->mentions.n; i-- > 0;)
        add_mention(&f, &d->mentions.v[i]);
    for (size_t i = 0; i < d->times.n; i++) /* "thứ Ba" is no name */
        for (uint32_t k = d->times.v[i].tok_beg; k < d->times.v[i].tok_end; k++)
            f.mention_at[k] = NULL;
    for (size_t i = d->refs.n; i-- > 0;)
        f.ref_at[d->refs.v[i].tok_beg] = &d->refs.v[i];
    for (uint32_t s = 0; s < d->sents.n; s++) {
        uint32_t i = d->sents.v[s].tok_beg;
        f.sent = s;
        f.beg = i;
        f.end = d->sents.v[s].tok_end;
        while (i < f.end) {
            const sk_mark *m = mark_at(&f, i);
            sk_phrase x;
            sk_trigger t;
            if (!sk_phrase_read(&f, i, &x)) {
                i = m && m->cls == SK_MARK_WORD && !f.mention_at[i] ? m->tok_end
                                                                    : i + 1;
                continue;
            }
            /* a verb or phrase that is longer hides a common noun */
            if (x.p.kind == SK_PARTY_HEAD &&
                ((m && m->tok_end > x.at) ||
                 (!x.owned && sk_pattern_at(d, i, f.beg, f.end, NULL, &t) &&
                  !(d->eng->patterns->rows.v[t.pattern].flags & SK_PAT_STOP) &&
                  t.head_end >= x.at))) {
                i++;
                continue;
            }
            add_party(&f, &x.p);
            if (x.two) {
                *sk_push(&d->arena, &out->parties) = x.other;
                out->groups.v[out->groups.n - 1].n++;
            }
            i = x.at;
        }
    }
}
