/* actor.c - finds the parties of a text and gives them codes.
 *
 * In:  mentions with their entities, references, data/heads.tsv.
 * Out: parties (noun phrases with country and sector) and groups of them.
 *
 * A Vietnamese noun phrase has its head first: "tàu cá của Campuchia" is the
 * fishing boat of Cambodia, "Tổng thống Mỹ Donald Trump" president, country,
 * name. So a phrase is read left to right: title or common noun, a few words
 * of description, "của", country or body, name.
 */
#include "code/actor.h"

#include <math.h>

#include "base/err.h"
#include "know/know.h"
#include "relate/clause.h"
#include "relate/entity.h"

enum { DESCRIPTION_MAX = 3 };

/* ---- data/heads.tsv ---- */

static const char *const kind_names[SK_HEAD_KINDS] = {
    "people", "body", "arm", "thing"};

static void copy_code(char out[4], sk_str s)
{
    memset(out, 0, 4);
    if (s.len <= 3)
        memcpy(out, s.s, s.len);
}

static int head_row(sk_loader *ld, sk_patterns *p, sk_tsv *t)
{
    sk_str kind = sk_tsv_get(t, "kind"), flags = sk_tsv_get(t, "flags");
    sk_str rest = sk_tsv_get(t, "words");
    sk_head h = {0};

    while (h.kind < SK_HEAD_KINDS &&
           !sk_str_eq(kind, sk_str_of(kind_names[h.kind])))
        h.kind++;
    if (h.kind == SK_HEAD_KINDS)
        return sk_fail(ld->err, SK_EINPUT, t->line, "%s: line %zu: no kind %.*s",
                       t->path, t->line, SK_FMT(kind));
    copy_code(h.code, sk_tsv_get(t, "code"));
    copy_code(h.sector, sk_tsv_get(t, "sector"));
    h.alone = sk_str_find(flags, SK_STR("alone"), 0) != SIZE_MAX;
    if (sk_str_find(flags, SK_STR("civil"), 0) != SIZE_MAX)
        h.flags |= SK_PARTY_CIVIL;
    if (sk_str_find(flags, SK_STR("protest"), 0) != SIZE_MAX)
        h.flags |= SK_PARTY_PROTEST;
    if (h.kind == SK_HEAD_ARM)
        h.flags |= SK_PARTY_ARM;
    if (h.kind == SK_HEAD_THING)
        h.flags |= SK_PARTY_THING;
    *sk_push(ld->arena, &p->head) = h;
    while (rest.s) {
        sk_str phrase = sk_str_trim(sk_str_cut(rest, '|', &rest)), text;
        sk_toks toks = {0};
        uint32_t ids[16];
        sk_load_tokens(ld, phrase, &text, &toks);
        if (!toks.n || toks.n > 16)
            continue;
        for (size_t i = 0; i < toks.n; i++)
            ids[i] = toks.v[i].id;
        sk_trie_add(ld->arena, &p->heads, ids, toks.n,
                    (uint32_t)p->head.n - 1);
    }
    return SK_OK;
}

int sk_heads_load(sk_loader *ld, sk_patterns *p)
{
    sk_tsv t;
    int rc = sk_load_table(ld, "heads.tsv", &t);

    while (!rc && sk_tsv_next(&t))
        rc = head_row(ld, p, &t);
    return rc;
}

/* ---- reading one phrase ---- */

typedef struct finder {
    sk_doc *d;
    sk_parties *out;
    const sk_mention **mention_at; /* [toks.n] the one that begins there */
    const sk_ref **ref_at;
    bool *verb; /* [toks.n] within a word that the tagger calls a verb */
    uint32_t sent, beg, end; /* of the current sentence */
} finder;

/* The longest head noun at tok; NULL if none. */
static const sk_head *head_at(const finder *f, uint32_t tok, uint32_t *end)
{
    const sk_patterns *p = f->d->eng->patterns;
    const sk_head *got = NULL;
    uint32_t node = SK_TRIE_ROOT, first;

    for (uint32_t j = tok; j < f->end; j++) {
        node = sk_trie_step(&p->heads, node, f->d->toks.v[j].id);
        if (node == UINT32_MAX)
            break;
        first = sk_trie_first(&p->heads, node);
        if (first) {
            got = &p->head.v[p->heads.values.v[first - 1].value];
            *end = j + 1;
        }
    }
    return got;
}

typedef struct phrase {
    sk_party p, other; /* other: the second of "hai nước" */
    uint32_t at;       /* next token */
    bool owned;        /* a country, body or person stands in it */
    bool two;
} phrase;

static void set(char out[4], const char *code)
{
    if (code[0])
        memcpy(out, code, 4);
}

static bool is_tok(const finder *f, uint32_t tok, const char *s)
{
    return tok < f->end && sk_str_eq(sk_doc_tok(f->d, tok), sk_str_of(s));
}

static const sk_mark *mark_at(const finder *f, uint32_t tok)
{
    return f->d->clauses->at[tok];
}

static const sk_mention *mention_at(const finder *f, uint32_t tok)
{
    const sk_mention *m = tok < f->end ? f->mention_at[tok] : NULL;

    return m && m->type != SK_EVENT_NAME && m->tok_end <= f->end ? m : NULL;
}

/* The code of an entity: its country, or UNO, IGO, EUR ... of a body. */
static const char *code_of(const finder *f, uint32_t entity)
{
    const sk_know *k = f->d->eng->know;
    const sk_entity *e;

    if (entity >= f->d->entities.n)
        return "";
    e = &f->d->entities.v[entity];
    if (e->country[0] || e->type != SK_ORG || e->know == SK_NONE ||
        e->know >= k->orgs.n)
        return e->country;
    return k->orgs.v[e->know].code;
}

static bool country_entity(const finder *f, uint32_t entity)
{
    sk_str id;

    if (entity >= f->d->entities.n)
        return false;
    id = f->d->entities.v[entity].id;
    return id.len == 7 && sk_str_starts(id, SK_STR("gpe:")) &&
           id.s[4] >= 'A' && id.s[4] <= 'Z';
}

/* Latitude and longitude of the country, capital or place that the tables know
 * inside the phrase. */
static void locate(const finder *f, sk_party *p, uint32_t beg, uint32_t end)
{
    const sk_know *k = f->d->eng->know;

    for (size_t i = sk_hit_from(f->d, beg); i < f->d->hits.n; i++) {
        const sk_hit *h = &f->d->hits.v[i];
        const sk_alias *al = &k->aliases.v[h->alias];
        if (h->tok_beg >= end)
            break;
        if (h->tok_end > end)
            continue;
        if (al->kind == SK_KNOW_COUNTRY) {
            p->lat = k->countries.v[al->row].lat;
            p->lon = k->countries.v[al->row].lon;
        } else if (al->kind == SK_KNOW_SEAT) {
            p->lat = k->seats.v[al->row].lat;
            p->lon = k->seats.v[al->row].lon;
        } else if (al->kind == SK_KNOW_PLACE) {
            p->lat = k->places.v[al->row].lat;
            p->lon = k->places.v[al->row].lon;
        } else {
            continue;
        }
        return;
    }
}

static void take_entity(const finder *f, sk_party *p, uint32_t entity)
{
    p->entity = entity;
    set(p->code, code_of(f, entity));
    if (entity < f->d->entities.n) {
        const sk_entity *e = &f->d->entities.v[entity];
        p->name = e->name;
        if (!p->sector[0])
            set(p->sector, e->sector);
    }
}

/* "Tổng thư ký NATO Mark Rutte" acts for the body of states, not for the
 * country that he is from: the code of such a body inside the mention. */
static const char *body_code(const finder *f, const sk_mention *m)
{
    const sk_know *k = f->d->eng->know;

    for (size_t i = sk_hit_from(f->d, m->tok_beg); i < f->d->hits.n; i++) {
        const sk_hit *h = &f->d->hits.v[i];
        const sk_alias *al = &k->aliases.v[h->alias];
        const char *code;
        if (h->tok_beg >= m->tok_end)
            break;
        if (h->tok_end > m->tok_end || al->kind != SK_KNOW_ORG)
            continue;
        code = k->orgs.v[al->row].code;
        if (strcmp(code, "UNO") == 0 || strcmp(code, "EUR") == 0 ||
            strcmp(code, "IGO") == 0)
            return code;
    }
    return "";
}

/* A party that is a mention. */
static void take_mention(const finder *f, sk_party *p, const sk_mention *m)
{
    set(p->code, m->country);
    set(p->sector, m->sector);
    take_entity(f, p, m->entity);
    if (m->country[0])
        set(p->code, m->country);
    switch (m->type) {
    case SK_PER:
        set(p->code, body_code(f, m));
        p->kind = m->kind == SK_BY_ROLE ? SK_PARTY_ROLE : SK_PARTY_PERSON;
        if (m->kind != SK_BY_ROLE)
            p->flags |= SK_PARTY_NAMED;
        break;
    case SK_ORG:
        p->kind = SK_PARTY_BODY;
        break;
    case SK_GPE:
        p->kind = m->kind == SK_BY_METONYM ? SK_PARTY_SEAT
                  : country_entity(f, m->entity) || m->entity == SK_NONE
                      ? SK_PARTY_COUNTRY
                      : SK_PARTY_PLACE;
        break;
    default:
        p->kind = SK_PARTY_PLACE;
    }
    if (p->kind == SK_PARTY_PLACE && strcmp(p->code, "EUR") == 0)
        p->kind = SK_PARTY_COUNTRY; /* châu Âu as a bloc */
    if (m->type == SK_GPE || m->type == SK_LOC)
        locate(f, p, m->tok_beg, m->tok_end);
}

/* A mention or reference at tok that completes a head: its owner. */
static bool take_owner(finder *f, phrase *x, uint32_t tok)
{
    const sk_mention *m = mention_at(f, tok);
    const sk_ref *ref = tok < f->end ? f->ref_at[tok] : NULL;

    if (m) {
        sk_party owner = {.lat = NAN, .lon = NAN, .entity = SK_NONE};
        take_mention(f, &owner, m);
        set(x->p.code, owner.code);
        if (m->type == SK_PER && !x->p.sector[0])
            set(x->p.sector, owner.sector);
        if (m->type == SK_PER && x->p.hint == SK_HEAD_PEOPLE) {
            x->p.entity = owner.entity;
            x->p.name = owner.name;
            x->p.flags |= owner.flags;
        }
        x->p.lat = owner.lat;
        x->p.lon = owner.lon;
        x->at = m->tok_end;
    } else if (ref && ref->tok_end <= f->end) {
        set(x->p.code, code_of(f, ref->entity));
        x->p.flags |= SK_PARTY_GUESS;
        x->at = ref->tok_end;
        if (ref->other != SK_NONE) { /* "quan chức hai nước" */
            x->two = true;
            x->p.flags |= SK_PARTY_TWO;
            x->other = x->p;
            x->other.code[0] = 0;
            set(x->other.code, code_of(f, ref->other));
        }
    } else {
        return false;
    }
    x->owned = true;
    return true;
}

/* "của", "thuộc", "ở", or a few words of description, then an owner. */
static bool take_far_owner(finder *f, phrase *x)
{
    uint32_t i = x->at, end;

    for (int n = 0; n <= DESCRIPTION_MAX && i < f->end; n++, i++) {
        const sk_mark *m = mark_at(f, i);
        bool of = is_tok(f, i, "của") || is_tok(f, i, "thuộc");
        sk_trigger t;
        if (of || (x->p.hint == SK_HEAD_THING || x->p.hint == SK_HEAD_PEOPLE
                       ? is_tok(f, i, "ở") || is_tok(f, i, "tại") ||
                             is_tok(f, i, "từ")
                       : false)) {
            uint32_t at = i + 1, keep = x->at;
            if (is_tok(f, at, "nước") || is_tok(f, at, "phía"))
                at++;
            if (take_owner(f, x, at))
                return true;
            if (of && head_at(f, at, &end)) { /* of the army of Russia */
                x->at = end;
                if (take_owner(f, x, end))
                    return true;
                x->at = keep;
            }
            return false;
        }
        if (n && take_owner(f, x, i))
            return true;
        if (f->verb[i])
            return false; /* "ảnh vệ tinh cho thấy Mỹ ..." */
        if (f->d->toks.v[i].kind == SK_TOK_MARK ||
            (f->d->toks.v[i].flags & SK_TOK_LINE))
            return false;
        if (m && m->cls != SK_MARK_WORD && !is_tok(f, i, "mới"))
            return false;
        if (n && head_at(f, i, &end) && end > i + 1) {
            i = end - 1; /* "tướng quân đội Iran" */
            continue;
        }
        if (sk_pattern_at(f->d, i, f->beg, f->end, &t) &&
            !(f->d->eng->patterns->rows.v[t.pattern].flags & SK_PAT_WEAPON))
            return false;
    }
    return false;
}

static bool read_head(finder *f, phrase *x, const sk_head *h, uint32_t end)
{
    x->p.hint = h->kind;
    x->p.flags = h->flags;
    x->p.kind = SK_PARTY_HEAD;
    set(x->p.sector, h->sector);
    set(x->p.code, h->code);
    x->at = end;
    if (!h->code[0]) { /* "lãnh đạo chính phủ", "người phát ngôn quân đội" */
        const sk_head *next = head_at(f, x->at, &end);
        if (next && !mention_at(f, x->at))
            x->at = end;
    }
    if (h->code[0])
        x->owned = true;
    else if (!take_owner(f, x, x->at))
        take_far_owner(f, x);
    if (!x->owned && !h->alone)
        return false;
    if (!x->p.code[0] && h->kind != SK_HEAD_THING) {
        set(x->p.code, sk_country_near(f->d, f->sent, x->p.tok_beg));
        x->p.flags |= SK_PARTY_GUESS;
    }
    return true;
}

/* "họ" (they): the last body, country or group of people. */
static bool they(const finder *f, sk_party *p)
{
    for (size_t i = f->out->parties.n; i-- > 0;) {
        const sk_party *q = &f->out->parties.v[i];
        if (q->kind == SK_PARTY_PERSON || q->kind == SK_PARTY_ROLE ||
            q->kind == SK_PARTY_PLACE || !q->code[0] ||
            (q->flags & (SK_PARTY_THING | SK_PARTY_ARM)))
            continue;
        p->kind = SK_PARTY_PRONOUN;
        p->entity = q->entity;
        p->name = q->name;
        set(p->code, q->code);
        set(p->sector, q->sector);
        return true;
    }
    return false;
}

static bool read_phrase(finder *f, uint32_t tok, phrase *x)
{
    const sk_mention *m = mention_at(f, tok);
    const sk_ref *ref = f->ref_at[tok];
    const sk_head *head, *lent = NULL;
    uint32_t end;

    memset(x, 0, sizeof *x);
    x->at = tok;
    x->p.lat = x->p.lon = NAN;
    x->p.entity = SK_NONE;
    x->p.tok_beg = tok;
    x->p.sent = f->sent;
    head = f->d->clauses->inner[tok] ? NULL : head_at(f, tok, &end);
    if (head && m &&
        (m->tok_end > end ||
         (m->tok_end == end && head->kind != SK_HEAD_ARM && !head->code[0])) &&
        head->kind != SK_HEAD_ARM) {
        lent = head; /* a body unknown by name has the sector of its head */
        head = NULL;
    }
    if (head && ref && ref->tok_end >= end)
        head = NULL;
    if (head && read_head(f, x, head, end)) {
        x->p.tok_end = x->other.tok_end = x->at;
        return true;
    }
    if (ref && ref->tok_end <= f->end) {
        x->at = ref->tok_end;
        x->p.kind = SK_PARTY_PRONOUN;
        take_entity(f, &x->p, ref->entity);
        x->p.tok_end = x->at;
        if (ref->other != SK_NONE) {
            x->two = true;
            x->p.flags |= SK_PARTY_TWO;
            x->other = x->p;
            x->other.code[0] = x->other.sector[0] = 0;
            take_entity(f, &x->other, ref->other);
        }
        return true;
    }
    if (!m && is_tok(f, tok, "họ") && they(f, &x->p)) {
        x->at = x->p.tok_end = tok + 1;
        return true;
    }
    if (!m)
        return false;
    take_mention(f, &x->p, m);
    if (lent && !x->p.sector[0] && m->type == SK_ORG)
        set(x->p.sector, lent->sector);
    x->at = m->tok_end;
    if (m->type == SK_PER && m->kind == SK_BY_ROLE && is_tok(f, x->at, "của")) {
        const sk_mention *of = mention_at(f, x->at + 1);
        if (of && (of->type == SK_GPE || of->type == SK_ORG)) {
            /* "Đặc phái viên Trung Đông của Mỹ" */
            set(x->p.code, of->country);
            x->at = of->tok_end;
        }
    } else if (m->type == SK_ORG || m->type == SK_LOC || m->type == SK_GPE) {
        const sk_mention *next = mention_at(f, x->at);
        if (next && next->type == SK_GPE && country_entity(f, next->entity) &&
            !country_entity(f, m->entity) &&
            !(f->d->toks.v[x->at].flags & SK_TOK_LINE)) {
            /* "Liên bang" + "Nga", a body + its country */
            set(x->p.code, next->country);
            x->at = next->tok_end;
            if (m->type != SK_ORG)
                take_mention(f, &x->p, next);
        }
    }
    /* "Đại sứ Mỹ tại Việt Nam": the post adds nothing */
    if (m->type == SK_PER && (is_tok(f, x->at, "tại") || is_tok(f, x->at, "ở")) &&
        m->role.s && x->at + 1 < f->end) {
        const sk_mention *post = mention_at(f, x->at + 1);
        const sk_mention *name = post ? mention_at(f, post->tok_end) : NULL;
        if (post && post->type == SK_GPE && name && name->type == SK_PER)
            x->at = name->tok_end;
    }
    x->p.tok_end = x->at;
    return true;
}

/* ---- groups ---- */

static bool joins(const finder *f, uint32_t tok)
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
        set(a->code, b->code);
    if (!a->sector[0])
        set(a->sector, b->sector);
    if ((b->flags & SK_PARTY_NAMED) || !a->name.s)
        a->name = b->name;
    a->flags |= b->flags;
    if (b->flags & SK_PARTY_NAMED)
        a->kind = SK_PARTY_PERSON;
}

/* A comma behind "theo AFP" or "sau cuộc gặp với Nga" joins no list. */
static bool apart(const finder *f, const sk_group *g)
{
    for (uint32_t i = g->tok_beg > 4 ? g->tok_beg - 4 : 0; i < g->tok_beg; i++) {
        const sk_mark *m = mark_at(f, i);
        if (m && m->tok_end == g->tok_beg && i >= f->beg && m->cls != SK_MARK_OF &&
            (m->cls == SK_MARK_PER || m->cls == SK_MARK_AFTER ||
             m->cls == SK_MARK_AT || m->cls == SK_MARK_WITH ||
             m->cls == SK_MARK_TO || m->cls == SK_MARK_FOR ||
             m->cls == SK_MARK_AGAINST || m->cls == SK_MARK_ABOUT ||
             m->cls == SK_MARK_FROM || m->cls == SK_MARK_TIME) && g->n == 1)
            return true;
    }
    return false;
}

static bool person_like(const sk_party *p)
{
    return p->kind == SK_PARTY_PERSON || p->kind == SK_PARTY_ROLE;
}

static void add_party(finder *f, const sk_party *p)
{
    sk_parties *o = f->out;
    sk_group *g = o->groups.n ? &o->groups.v[o->groups.n - 1] : NULL;

    if (g && g->tok_end < p->tok_beg && p->tok_beg <= g->tok_end + 2 &&
        o->parties.v[o->parties.n - 1].sent == f->sent) {
        uint32_t sign = g->tok_end;
        bool two = p->tok_beg == g->tok_end + 2; /* ", và" */
        if (joins(f, sign) && !(is_tok(f, sign, ",") && apart(f, g) && !is_tok(f, p->tok_end, "và")) && (!two || joins(f, sign + 1))) {
            sk_party *last = &o->parties.v[o->parties.n - 1];
            sk_str s = sk_doc_tok(f->d, sign);
            bool listed = is_tok(f, p->tok_end, "và") ||
                          is_tok(f, p->tok_end, ",");
            if (!two && apposition(last, p, s)) {
                merge_apposition(last, p);
                g->tok_end = p->tok_end;
                return;
            }
            if (s.len == 1 && s.s[0] == ',' && !two && !listed &&
                (person_like(last) || person_like(p)))
                goto alone; /* "sau khi gặp X, Tổng thống Y ..." */
            g->pair = g->pair || s.len > 1 ? g->pair
                      : sk_str_eq(s, SK_STR("-"));
            *sk_push(&f->d->arena, &o->parties) = *p;
            g->n++;
            g->tok_end = p->tok_end;
            return;
        }
    }
alone:
    *sk_push(&f->d->arena, &o->parties) = *p;
    *sk_push(&f->d->arena, &o->groups) =
        (sk_group){(uint32_t)o->parties.n - 1, 1, p->tok_beg, p->tok_end, false};
}

/* A part of a mention as a mention of its own: title and country by the tables. */
static void add_part(finder *f, const sk_mention *m, uint32_t beg, uint32_t end)
{
    const sk_know *k = f->d->eng->know;
    sk_mention *p;

    if (beg >= end)
        return;
    p = sk_new(&f->d->arena, sk_mention, 1);
    *p = (sk_mention){.span = sk_doc_tok_span(f->d, beg, end), .sent = m->sent,
                      .tok_beg = beg, .tok_end = end, .entity = SK_NONE,
                      .type = m->type, .kind = SK_BY_ROLE};
    for (size_t i = sk_hit_from(f->d, beg); i < f->d->hits.n; i++) {
        const sk_hit *h = &f->d->hits.v[i];
        const sk_alias *al = &k->aliases.v[h->alias];
        if (h->tok_beg >= end)
            break;
        if (h->tok_end > end)
            continue;
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

/* Whether a title of the tables fills the tokens beg..end. */
static bool title_ends(const finder *f, uint32_t beg, uint32_t end)
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
static void add_mention(finder *f, const sk_mention *m)
{
    sk_trigger t;

    for (uint32_t k = m->tok_beg + 1; k < m->tok_end; k++) {
        const sk_tok *tok = &f->d->toks.v[k];
        if (tok->kind != SK_TOK_LETTERS || (tok->flags & SK_TOK_CAP) ||
            !sk_pattern_at(f->d, k, m->tok_beg, m->tok_end, &t))
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
    finder f = {.d = d, .out = out};

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
    f.verb = sk_new(&d->arena, bool, d->toks.n + 2);
    for (size_t i = 0; i < d->words.n; i++)
        for (uint32_t k = d->words.v[i].tok_beg; k < d->words.v[i].tok_end; k++)
            f.verb[k] = d->words.v[i].pos == SK_VERB;
    for (uint32_t s = 0; s < d->sents.n; s++) {
        uint32_t i = d->sents.v[s].tok_beg;
        f.sent = s;
        f.beg = i;
        f.end = d->sents.v[s].tok_end;
        while (i < f.end) {
            const sk_mark *m = mark_at(&f, i);
            phrase x;
            sk_trigger t;
            if (!read_phrase(&f, i, &x)) {
                i = m && m->cls == SK_MARK_WORD && !f.mention_at[i]
                        ? m->tok_end
                        : i + 1;
                continue;
            }
            /* a verb or phrase that is longer hides a common noun */
            if (x.p.kind == SK_PARTY_HEAD &&
                ((m && m->tok_end > x.at) ||
                 (!x.owned && sk_pattern_at(d, i, f.beg, f.end, &t) &&
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
