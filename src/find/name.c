/* name.c - mentions of names out of the tagger's labels. */
#include "find/name_part.h"

enum { LONGEST = 64 }; /* tokens of a mention */

bool sk_name_tells(const sk_doc *d, uint32_t sent)
{
    switch (d->paras.v[d->sents.v[sent].para].kind) {
    case SK_PARA_SOURCE:
    case SK_PARA_BYLINE:
    case SK_PARA_RELATED:
    case SK_PARA_PROMO:
        return false;
    default:
        return true;
    }
}

/* The scores of the tokens of a sentence that are near a name. Weights are asked
 * for some tokens before they are added: most are not in the nearest cache. */
static void score_tokens(const sk_linear *m, const sk_name_atom *at,
                         uint32_t beg, uint32_t end, sk_linear_score *score)
{
    enum { AHEAD = 3 };
    struct ask {
        uint64_t feats[SK_NAME_FEATURES];
        uint32_t n, tok;
    } asks[AHEAD];
    uint32_t asked = 0, added = 0;

    for (uint32_t i = beg; added < asked || i < end;) {
        struct ask *ask = &asks[asked % AHEAD];
        while (i < end && !at[i].near)
            i++;
        if (asked == added + AHEAD || (i == end && added < asked)) {
            const struct ask *old = &asks[added++ % AHEAD];
            sk_linear_add(m, old->feats, old->n, &score[old->tok - beg]);
        }
        if (i == end)
            continue;
        ask->tok = i;
        ask->n = sk_name_features(at, beg, end, i++, ask->feats);
        sk_linear_fetch(m, ask->feats, ask->n);
        asked++;
    }
}

void sk_name_tag(const sk_name_tagger *t, const sk_doc *d, const sk_sent *s,
                 sk_name_atom *at, sk_arena *a, uint8_t *labels)
{
    uint32_t beg = s->tok_beg, end = s->tok_end, stop;
    sk_linear_score *score = sk_new(a, sk_linear_score, end - beg);

    sk_name_near(t, d, s, at);
    score_tokens(&t->linear, at, beg, end, score);
    for (uint32_t from = beg; sk_name_stretch(at, &from, &stop, end);
         from = stop)
        sk_linear_best(&t->linear, a, score + (from - beg), stop - from,
                       labels + (from - beg));
}

/* "Chủ nhân Nhà Trắng" and the full names of known people are persons whatever
 * the tagger says of parts of them. */
static void sure_people(const sk_doc *d, uint32_t beg, uint32_t end,
                        uint8_t *labels)
{
    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_end <= end; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = sk_name_alias(d, h);
        bool epithet = al->kind == SK_KNOW_EPITHET, free = true;
        if (!epithet && (al->kind != SK_KNOW_PERSON || al->n_toks < 2 ||
                         al->rank < 3 || (al->flags & SK_ALIAS_SHORT)))
            continue;
        for (uint32_t i = hit->tok_beg; i < hit->tok_end; i++)
            free &= !labels[i];
        if (!free && (!epithet || labels[hit->tok_beg] == 1 + 2 * SK_PER))
            continue;
        for (uint32_t i = hit->tok_beg; i < hit->tok_end; i++)
            labels[i] = 1 + 2 * SK_PER + (i > hit->tok_beg);
        if (hit->tok_end < end && labels[hit->tok_end] &&
            labels[hit->tok_end] % 2 == 0)
            labels[hit->tok_end] = 0;
    }
}

/* "Ông Mẫu" is a person whatever the tagger says. */
static void sure_addresses(const sk_doc *d, uint32_t beg, uint32_t end,
                           uint8_t *labels)
{
    const unsigned person = SK_NW_HONOUR | SK_NW_MAN | SK_NW_WOMAN;

    for (uint32_t i = beg; i + 1 < end; i++) {
        unsigned cls = sk_name_class_at(d, i) & person;
        if ((cls & SK_NW_HONOUR) && cls != SK_NW_HONOUR && !labels[i] &&
            !labels[i + 1] && (d->toks.v[i + 1].flags & SK_TOK_CAP) &&
            sk_hit_from(d, i + 1) == sk_hit_from(d, i + 2)) {
            labels[i] = 1 + 2 * SK_PER;
            labels[i + 1] = 2 + 2 * SK_PER;
        }
    }
}

/* Whether a token is a country's name, with that flag or without. */
static bool is_country(const sk_doc *d, uint32_t tok, unsigned flag)
{
    for (size_t h = sk_hit_from(d, tok);
         h < d->hits.n && d->hits.v[h].tok_beg == tok; h++)
        if (sk_name_alias(d, h)->kind == SK_KNOW_COUNTRY &&
            d->hits.v[h].tok_end == tok + 1 &&
            (sk_name_alias(d, h)->flags & SK_ALIAS_PAIR) == flag)
            return true;
    return false;
}

/* "Việt - Lào": a form that means a country in pairs only, beside another
 * country, is one whatever the tagger says. */
static void sure_pairs(const sk_doc *d, uint32_t beg, uint32_t end,
                       uint8_t *labels)
{
    for (uint32_t i = beg; i + 2 < end; i++) {
        bool left, right;
        if (d->toks.v[i + 1].ch != '-')
            continue;
        left = is_country(d, i, SK_ALIAS_PAIR);
        right = is_country(d, i + 2, SK_ALIAS_PAIR);
        if (left && !labels[i] && (right || is_country(d, i + 2, 0)))
            labels[i] = 1 + 2 * SK_GPE;
        if (right && !labels[i + 2] && (left || is_country(d, i, 0)))
            labels[i + 2] = 1 + 2 * SK_GPE;
    }
}

/* "người đồng cấp | Mỹ" (his US counterpart) is a person whatever the tagger
 * says: offices stand beside countries in other words too ("bầu cử Tổng thống
 * Mỹ", the US presidential election), but this title is none. */
static void sure_titles(const sk_doc *d, uint32_t beg, uint32_t end,
                        uint8_t *labels)
{
    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_end < end; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = sk_name_alias(d, h);
        const sk_role *role = &d->eng->know->roles.v[al->row];
        uint32_t i = hit->tok_beg;
        if (al->kind != SK_KNOW_ROLE || role->cls != SK_ROLE_OTHER ||
            role->takes || strcmp(role->sector, "GOV") != 0 ||
            labels[hit->tok_end] != 1 + 2 * SK_GPE)
            continue;
        while (i < hit->tok_end && !labels[i])
            i++;
        if (i < hit->tok_end)
            continue;
        for (i = hit->tok_beg; i < hit->tok_end; i++)
            labels[i] = 1 + 2 * SK_PER + (i > hit->tok_beg);
        do
            labels[i] = 2 + 2 * SK_PER;
        while (++i < end && labels[i] == 2 + 2 * SK_GPE);
    }
}

/* Whether no name goes on into a hit or out of it: "Liên bang | Nga". */
static bool stands_alone(const sk_hit *hit, uint32_t end, const uint8_t *labels)
{
    uint8_t first = labels[hit->tok_beg];
    uint8_t next = hit->tok_end < end ? labels[hit->tok_end] : 0;

    return (first == 0 || first % 2 == 1) && first != 1 + 2 * SK_PER &&
           (next == 0 || next % 2 == 1);
}

/* A country's name that means nothing else names it whatever the tagger says. */
static void sure_countries(const sk_doc *d, uint32_t beg, uint32_t end,
                           uint8_t *labels)
{
    uint32_t past = beg;

    for (size_t h = sk_hit_from(d, beg);
         h < d->hits.n && d->hits.v[h].tok_end <= end; h++) {
        const sk_hit *hit = &d->hits.v[h];
        const sk_alias *al = sk_name_alias(d, h);
        bool free = hit->tok_beg >= past;
        past = hit->tok_end > past ? hit->tok_end : past;
        if (al->kind != SK_KNOW_COUNTRY)
            continue;
        if (al->n_toks == 1 && hit->tok_beg > beg &&
            (sk_name_class_at(d, hit->tok_beg - 1) & SK_NW_HONOUR)) {
            if (labels[hit->tok_beg] == 1 + 2 * SK_GPE) { /* "ông Đức" */
                labels[hit->tok_beg - 1] = 1 + 2 * SK_PER;
                labels[hit->tok_beg] = 2 + 2 * SK_PER;
            }
            continue;
        }
        if (al->flags & (SK_ALIAS_PAIR | SK_ALIAS_AMBIGUOUS))
            continue;
        if (al->n_toks > 1 && (al->caps & 1) &&
            stands_alone(hit, end, labels)) {
            memset(labels + hit->tok_beg, 0, al->n_toks);
            free = true;
        }
        for (uint32_t i = hit->tok_beg; i < hit->tok_end; i++)
            free &= !labels[i];
        for (uint32_t i = hit->tok_beg; free && i < hit->tok_end; i++)
            labels[i] = 1 + 2 * SK_GPE + (i > hit->tok_beg);
    }
}

/* ---- mentions ---- */

/* Whether a word of its own says at a token that what follows is none of our
 * names: not "nổi tiếng Hàn Quốc" (well-known), "sau 2 tiếng Mỹ" (hours). */
static bool sets_aside(const sk_doc *d, uint32_t tok)
{
    size_t w = SK_FIRST_FROM(d->words, tok_beg, tok);

    return (sk_name_class_at(d, tok) & SK_NW_ASIDE) && w < d->words.n &&
           d->words.v[w].tok_beg == tok &&
           (!tok || d->toks.v[tok - 1].kind != SK_TOK_DIGITS);
}

/* "USS Ronald Reagan" is a ship, "tiếng Anh" a language, "phở Hà Nội" a dish;
 * "Phở Hà Nội" may be a restaurant. */
static bool is_aside(const sk_doc *d, const sk_name_part *p)
{
    const sk_tok *t = &d->toks.v[p->beg];

    return (sets_aside(d, p->beg) && (p->type == SK_GPE || p->type == SK_LOC ||
                                      t->flags & SK_TOK_UPPER)) ||
           (p->beg && sets_aside(d, p->beg - 1) && !(t->flags & SK_TOK_LINE));
}

sk_mention sk_name_mention(const sk_doc *d, uint32_t sent,
                           const sk_name_part *p)
{
    sk_mention m = {.span = sk_doc_tok_span(d, p->beg, p->end),
                    .sent = sent,
                    .tok_beg = p->beg,
                    .tok_end = p->end,
                    .entity = SK_NONE,
                    .type = p->type};
    uint32_t core = p->beg, end = p->end;

    if (p->type == SK_PER && end - core > 2 && d->toks.v[end - 1].ch == ')')
        end--; /* "Ê-đu-a Phi-líp (Edouard Philippe)" */
    if (p->type == SK_PER)
        core = sk_name_core(d, p->beg, end);
    if (core < end)
        m.core = sk_doc_tok_span(d, core, end);
    m.kind = core < end ? SK_BY_NAME : SK_BY_ROLE;
    return m;
}

/* "Tổng thư ký | NATO | Mark Rutte": the body of a title and the name behind it
 * are one mention with the title. */
static void join_title(sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const sk_mention *last =
        d->mentions.n ? &d->mentions.v[d->mentions.n - 1] : NULL;
    uint32_t from = d->sents.v[sent].tok_beg, gap = last ? last->tok_end : 0;

    while (gap < p->beg && (sk_name_class_at(d, gap) & SK_NW_PREFIX))
        gap++; /* "Tổng thống | đắc cử | Donald Trump" */
    if (!last || last->sent != sent || gap != p->beg || p->type != SK_PER ||
        !(d->toks.v[p->beg].flags & SK_TOK_CAP) ||
        (sk_name_class_at(d, p->beg) & SK_NW_HONOUR) ||
        sk_name_in_role(d, p->beg, p->beg))
        return;
    if (last->tok_beg > from + 6)
        from = last->tok_beg - 6;
    for (size_t h = sk_hit_from(d, from);
         h < d->hits.n && d->hits.v[h].tok_beg <= last->tok_beg; h++)
        if (sk_name_alias(d, h)->kind == SK_KNOW_ROLE &&
            d->hits.v[h].tok_end >= last->tok_beg) {
            p->beg = d->hits.v[h].tok_beg;
            d->mentions.n--;
            return;
        }
}

/* "Albert | del | Rosario": a small word of another language is inside a name. */
static void join_foreign(sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const sk_mention *last =
        d->mentions.n ? &d->mentions.v[d->mentions.n - 1] : NULL;

    if (!last || last->sent != sent || last->type != SK_PER ||
        p->type != SK_PER || last->tok_end + 1 != p->beg ||
        last->core.end == last->core.beg ||
        !(sk_name_class_at(d, last->tok_end) & SK_NW_JOIN) ||
        sk_name_syllable_at(d, last->tok_end) ||
        sk_name_syllable_at(d, p->beg) ||
        (d->toks.v[p->beg].flags & SK_TOK_LINE))
        return;
    p->beg = last->tok_beg;
    d->mentions.n--;
}

/* "Liên đoàn Quần vợt | Việt Nam": a body and its country are one mention. */
static void join_country(sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const sk_mention *last =
        d->mentions.n ? &d->mentions.v[d->mentions.n - 1] : NULL;

    if (last && last->sent == sent && last->type == SK_ORG &&
        last->tok_end == p->beg && p->type == SK_GPE &&
        (sk_name_class_at(d, last->tok_beg) & SK_NW_ORG) &&
        !(d->toks.v[p->beg].flags & SK_TOK_LINE) &&
        sk_name_country(d, p->beg, p->end)) {
        p->beg = last->tok_beg;
        p->type = SK_ORG;
        d->mentions.n--;
    }
}

/* Whether a title that stands at a token could be of who comes behind a comma:
 * not "với Tổng thống Mỹ, ông Putin" (with the US president, Putin). */
static bool leads_on(const sk_doc *d, uint32_t sent, uint32_t tok)
{
    const sk_sent *s = &d->sents.v[sent];
    uint32_t w = s->word_beg;

    while (w < s->word_end && d->words.v[w].tok_beg < tok)
        w++;
    return w < s->word_beg + 2 || d->words.v[w - 1].pos != SK_ADP;
}

/* "Đặc phái viên | Trung Đông | của | Mỹ |, ông Steve Witkoff": a title, what it
 * belongs to and, behind a comma, its bearer are one mention. */
static void join_address(sk_doc *d, uint32_t sent, sk_name_part *p)
{
    const sk_sent *s = &d->sents.v[sent];
    const sk_mention *last =
        d->mentions.n ? &d->mentions.v[d->mentions.n - 1] : NULL;
    uint32_t from = s->tok_beg, comma = p->beg - 1;

    if (!last || last->sent != sent || p->type != SK_PER ||
        last->tok_end != comma || d->toks.v[comma].ch != ',' ||
        !(sk_name_class_at(d, p->beg) & SK_NW_HONOUR) ||
        (last->type == SK_PER && last->kind == SK_BY_NAME))
        return;
    for (uint32_t i = comma; i-- > from && comma - i < 10;)
        if (d->toks.v[i].kind != SK_TOK_LETTERS)
            from = i + 1;
    if (comma > from + 10)
        from = comma - 10;
    for (size_t h = sk_hit_from(d, from);
         h < d->hits.n && d->hits.v[h].tok_beg <= last->tok_beg; h++) {
        uint32_t beg = d->hits.v[h].tok_beg;
        if (sk_name_alias(d, h)->kind != SK_KNOW_ROLE ||
            !leads_on(d, sent, beg))
            continue;
        p->beg = beg;
        while (d->mentions.n && d->mentions.v[d->mentions.n - 1].tok_beg >= beg)
            d->mentions.n--;
        return;
    }
}

void sk_name_find(sk_doc *d)
{
    const sk_name_tagger *tagger = &d->eng->names->tagger;
    sk_name_atom *at;
    uint8_t *labels;

    d->mentions.n = 0;
    if (!tagger->linear.n_labels)
        return;
    at = sk_name_atoms(d, &d->arena);
    labels = sk_new(&d->arena, uint8_t, d->toks.n + 1);
    for (uint32_t s = 0; s < d->sents.n; s++) {
        uint32_t beg = d->sents.v[s].tok_beg, end = d->sents.v[s].tok_end;
        if (!sk_name_tells(d, s))
            continue;
        sk_name_tag(tagger, d, &d->sents.v[s], at, &d->arena, labels + beg);
        sure_people(d, beg, end, labels);
        sure_addresses(d, beg, end, labels);
        sure_pairs(d, beg, end, labels);
        sure_countries(d, beg, end, labels);
        sure_titles(d, beg, end, labels);
        sk_name_events_mark(&d->eng->names->events, d, beg, end, labels);
        for (uint32_t i = beg, past = beg; i < end;) {
            sk_name_part p = {.beg = i, .end = i + 1};
            if (!labels[i]) {
                i++;
                continue;
            }
            p.type = (uint8_t)((labels[i] - 1) / 2);
            while (p.end < end && p.end - i < LONGEST && labels[p.end] &&
                   labels[p.end] % 2 == 0)
                p.end++;
            if (labels[i] % 2 == 0) { /* behind a cut */
                sk_name_skip(d, &p);
                if (p.beg + 1 == p.end && p.type != SK_PER &&
                    sk_hit_from(d, p.beg) == sk_hit_from(d, p.end))
                    p.beg = p.end; /* "lập | Ban" */
            }
            join_country(d, s, &p);
            join_foreign(d, s, &p);
            if (p.beg < p.end && sk_name_mend(d, s, past, &p) &&
                !is_aside(d, &p)) {
                join_title(d, s, &p);
                join_address(d, s, &p);
                *sk_push(&d->arena, &d->mentions) = sk_name_mention(d, s, &p);
                past = p.end;
            }
            i = p.end > i ? p.end : i + 1;
        }
    }
    sk_name_agree(d);
}
