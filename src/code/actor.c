/* actor.c - finds the parties of a text and gives them codes.
 *
 * In:  hits of the knowledge base, mentions, data/heads.tsv.
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

enum { DESCRIPTION_MAX = 3, NAME_MAX = 7 };

/* ---- data/heads.tsv ---- */

static const char *const kind_names[SK_HEAD_KINDS] = {
    "people", "body", "arm", "thing", "honour", "country", "he", "they",
    "group"};

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
    if (sk_str_find(flags, SK_STR("female"), 0) != SIZE_MAX)
        h.flags |= SK_PARTY_FEMALE;
    else if (sk_str_find(flags, SK_STR("male"), 0) != SIZE_MAX)
        h.flags |= SK_PARTY_MALE;
    if (sk_str_find(flags, SK_STR("plural"), 0) != SIZE_MAX)
        h.flags |= SK_PARTY_PLURAL;
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
    const sk_hit **hit_at; /* [toks.n] first hit that begins there, or NULL */
    uint32_t sent, end;    /* of the current sentence */
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

static const sk_alias *alias_of(const finder *f, const sk_hit *h)
{
    return &f->d->eng->know->aliases.v[h->alias];
}

/* The best hit at tok among the kinds of a mask (1 << kind). */
static const sk_hit *hit_at(const finder *f, uint32_t tok, unsigned kinds)
{
    const sk_hit *h = f->hit_at[tok];
    const sk_hit *end = f->d->hits.v + f->d->hits.n;

    for (; h && h < end && h->tok_beg == tok; h++) {
        const sk_alias *al = alias_of(f, h);
        if (!(kinds >> al->kind & 1) || h->tok_end > f->end)
            continue;
        if (al->flags & (SK_ALIAS_AMBIGUOUS | SK_ALIAS_PAIR))
            continue;
        return h;
    }
    return NULL;
}

#define BIT(kind) (1u << (kind))
enum {
    LANDS = BIT(SK_KNOW_COUNTRY) | BIT(SK_KNOW_SEAT),
    BODIES = BIT(SK_KNOW_ORG),
};

static bool capital(const finder *f, uint32_t tok)
{
    return tok < f->end && f->d->toks.v[tok].kind == SK_TOK_LETTERS &&
           (f->d->toks.v[tok].flags & SK_TOK_CAP);
}

/* A personal name that no table knows: capitals in a row, with "al", "bin",
 * "de" and hyphens between. */
static uint32_t unknown_name(const finder *f, uint32_t tok)
{
    uint32_t i = tok, last = tok;

    while (i < f->end && i < tok + NAME_MAX) {
        sk_str s = sk_doc_tok(f->d, i);
        if (i > tok && (f->d->toks.v[i].flags & SK_TOK_LINE))
            break;
        if (capital(f, i)) {
            if (i > tok && hit_at(f, i, LANDS | BODIES))
                break;
            last = ++i;
        } else if (i > tok && i + 1 < f->end &&
                   (sk_str_eq(s, SK_STR("-")) || sk_str_eq(s, SK_STR("al")) ||
                    sk_str_eq(s, SK_STR("bin")) || sk_str_eq(s, SK_STR("de")) ||
                    sk_str_eq(s, SK_STR("el")) ||
                    sk_str_eq(s, SK_STR("von"))) &&
                   (!sk_str_eq(s, SK_STR("-")) ||
                    !(f->d->toks.v[i].flags & SK_TOK_SPACE))) {
            i++;
        } else {
            break;
        }
    }
    return last;
}

typedef struct phrase {
    sk_party p;
    uint32_t at; /* next token */
    bool land, role, head, body, name, honour, pronoun, former;
    bool alone; /* a head that is a party without a country */
} phrase;

static void set(char out[4], const char *code)
{
    if (code[0])
        memcpy(out, code, 4);
}

static void take_person(finder *f, phrase *x, const sk_hit *h)
{
    const sk_know *k = f->d->eng->know;
    uint32_t row = alias_of(f, h)->row;
    const sk_person *p = &k->people.v[row];
    uint32_t office = sk_know_office(k, row, f->d->day);

    x->name = true;
    x->at = h->tok_end;
    x->p.name = p->name;
    x->p.flags |= SK_PARTY_NAMED |
                  (p->gender == 'f' ? SK_PARTY_FEMALE : SK_PARTY_MALE);
    if (!x->land && !x->p.code[0])
        set(x->p.code, p->country);
    if (!x->p.sector[0] && office != SK_NONE)
        set(x->p.sector, k->offices.v[office].sector);
    if (!x->p.sector[0] && p->office_end > p->office_beg)
        set(x->p.sector, "ELI");
}

static void take_land(finder *f, phrase *x, const sk_hit *h)
{
    const sk_know *k = f->d->eng->know;
    const sk_alias *al = alias_of(f, h);

    x->land = true;
    x->at = h->tok_end;
    if (al->kind == SK_KNOW_COUNTRY) {
        const sk_country *c = &k->countries.v[al->row];
        set(x->p.code, c->code);
        x->p.lat = c->lat;
        x->p.lon = c->lon;
        if (!x->p.name.s)
            x->p.name = c->name;
    } else {
        const sk_seat *s = &k->seats.v[al->row];
        set(x->p.code, s->country);
        x->p.lat = s->lat;
        x->p.lon = s->lon;
        if (!x->role && !x->head) {
            x->p.kind = SK_PARTY_SEAT;
            set(x->p.sector, s->sector);
        }
        if (!x->p.name.s)
            x->p.name = s->name;
    }
}

static void take_body(finder *f, phrase *x, const sk_hit *h)
{
    const sk_org *o = &f->d->eng->know->orgs.v[alias_of(f, h)->row];

    x->body = true;
    x->at = h->tok_end;
    if (!x->p.code[0])
        set(x->p.code, o->code);
    if (!x->p.sector[0])
        set(x->p.sector, o->sector);
    if (!x->p.name.s)
        x->p.name = o->name;
    if (!x->role && !x->head)
        x->p.kind = SK_PARTY_BODY;
}

static void take_place(finder *f, phrase *x, const sk_hit *h)
{
    const sk_known_place *pl =
        &f->d->eng->know->places.v[alias_of(f, h)->row];

    x->land = true;
    x->at = h->tok_end;
    set(x->p.code, pl->country);
    x->p.lat = pl->lat;
    x->p.lon = pl->lon;
    if (!x->role && !x->head)
        x->p.kind = SK_PARTY_PLACE;
    if (!x->p.name.s)
        x->p.name = pl->name;
}

/* Who is meant by "chủ nhân Điện Kremlin": the holder of the office. */
static void take_epithet(finder *f, phrase *x, const sk_hit *h)
{
    const sk_know *k = f->d->eng->know;
    const sk_epithet *e = &k->epithets.v[alias_of(f, h)->row];
    uint32_t who = SK_NONE;

    x->at = h->tok_end;
    x->land = x->role = x->name = true;
    x->p.kind = SK_PARTY_ROLE;
    set(x->p.code, e->country);
    if (e->role != SK_NONE) {
        set(x->p.sector, k->roles.v[e->role].sector);
        who = sk_know_holder(k, e->role, e->country, f->d->day);
    }
    if (who != SK_NONE)
        x->p.name = k->people.v[who].name;
}

static bool is_tok(const finder *f, uint32_t tok, const char *s)
{
    return tok < f->end && sk_str_eq(sk_doc_tok(f->d, tok), sk_str_of(s));
}

static const sk_mark *mark_at(const finder *f, uint32_t tok)
{
    return f->d->clauses->at[tok];
}

/* A land, body or country pronoun at tok that completes a head or title. */
static bool take_owner(finder *f, phrase *x, uint32_t tok)
{
    const sk_hit *h;
    const sk_head *head;
    uint32_t end;

    if (tok >= f->end)
        return false;
    h = hit_at(f, tok, LANDS | BODIES);
    if (h) {
        if (alias_of(f, h)->kind == SK_KNOW_ORG)
            take_body(f, x, h);
        else
            take_land(f, x, h);
        return true;
    }
    head = head_at(f, tok, &end);
    if (head && head->kind == SK_HEAD_COUNTRY) {
        x->at = end;
        x->land = x->pronoun = true;
        return true;
    }
    h = hit_at(f, tok, BIT(SK_KNOW_PLACE));
    if (h && (x->head || x->role)) {
        take_place(f, x, h);
        return true;
    }
    return false;
}

/* "của", "tại", "ở", "thuộc", or a few words of description, then an owner. */
static bool take_far_owner(finder *f, phrase *x)
{
    uint32_t i = x->at;

    for (int n = 0; n <= DESCRIPTION_MAX && i < f->end; n++, i++) {
        const sk_mark *m = mark_at(f, i);
        sk_trigger t;
        uint32_t end;
        if (is_tok(f, i, "của") || is_tok(f, i, "thuộc")) {
            if (is_tok(f, i + 1, "nước") &&
                take_owner(f, x, i + 2))
                return true;
            if (take_owner(f, x, i + 1))
                return true;
            if (head_at(f, i + 1, &end)) { /* of the army of Russia */
                uint32_t keep = x->at;
                x->at = end;
                if (take_owner(f, x, end))
                    return true;
                x->at = keep;
            }
            return false;
        }
        if (n && take_owner(f, x, i))
            return true;
        if (f->d->toks.v[i].kind != SK_TOK_LETTERS ||
            (f->d->toks.v[i].flags & SK_TOK_LINE))
            return false;
        if (m && m->cls != SK_MARK_WORD && m->cls != SK_MARK_AND)
            return false;
        if (hit_at(f, i, BIT(SK_KNOW_PERSON)))
            return false;
        if (sk_pattern_at(f->d, i, f->end, &t))
            return false;
    }
    return false;
}

static bool read_phrase(finder *f, uint32_t tok, phrase *x)
{
    const sk_know *k = f->d->eng->know;
    const sk_head *head;
    const sk_hit *h;
    uint32_t end;

    *x = (phrase){.at = tok};
    x->p.lat = x->p.lon = NAN;
    x->p.entity = SK_NONE;
    x->p.tok_beg = tok;
    x->p.sent = f->sent;
    h = hit_at(f, tok, BIT(SK_KNOW_EPITHET));
    if (h) {
        take_epithet(f, x, h);
        x->p.tok_end = x->at;
        return true;
    }
    if (is_tok(f, tok, "cựu") || is_tok(f, tok, "Cựu")) {
        x->former = true;
        x->at++;
    }
    head = x->at < f->end ? head_at(f, x->at, &end) : NULL;
    h = x->at < f->end ? hit_at(f, x->at, BIT(SK_KNOW_ROLE)) : NULL;
    if (h && (!head || h->tok_end >= end)) {
        const sk_role *r = &k->roles.v[alias_of(f, h)->row];
        x->role = true;
        x->p.kind = SK_PARTY_ROLE;
        set(x->p.sector, x->former ? "ELI" : r->sector);
        x->at = h->tok_end;
    } else if (head) {
        const sk_hit *name = hit_at(f, x->at, LANDS | BODIES);
        if (name && name->tok_end >= end) {
            head = NULL; /* the head is the first word of a name */
        } else {
            x->p.hint = head->kind;
            x->p.flags |= head->flags;
            set(x->p.sector, head->sector);
            set(x->p.code, head->code);
            x->alone = head->alone;
            x->at = end;
            x->head = true;
            x->p.kind = SK_PARTY_HEAD;
            if (head->kind >= SK_HEAD_COUNTRY) {
                x->pronoun = true;
                x->p.kind = SK_PARTY_PRONOUN;
            }
            if (head->kind == SK_HEAD_HONOUR || head->kind == SK_HEAD_HE)
                x->honour = true;
        }
    }
    /* a second title: "Tổng Bí thư, Chủ tịch Lào" is joined later; "Bộ trưởng
     * Quốc phòng" is one row of roles */
    while (x->role && x->at < f->end &&
           (h = hit_at(f, x->at, BIT(SK_KNOW_ROLE))) != NULL)
        x->at = h->tok_end;
    if (!x->pronoun && x->at < f->end) {
        bool owner = take_owner(f, x, x->at);
        if (!owner && (x->role || (x->head && !x->honour)))
            owner = take_far_owner(f, x);
        /* "quan chức Nhà Trắng Mỹ": one more */
        if (owner && x->at < f->end && !x->name &&
            hit_at(f, x->at, BIT(SK_KNOW_COUNTRY)) && !x->p.code[0])
            take_owner(f, x, x->at);
    }
    /* "Đại sứ Mỹ tại Việt Nam": the post's place adds nothing */
    if (x->role && x->land && (is_tok(f, x->at, "tại") || is_tok(f, x->at, "ở")) &&
        (h = hit_at(f, x->at + 1, LANDS)) != NULL)
        x->at = h->tok_end;
    if (x->at < f->end && !(x->pronoun && !x->honour)) {
        uint32_t at = x->at;
        const sk_head *hon = head_at(f, at, &end);
        if (hon && (hon->kind == SK_HEAD_HONOUR || hon->kind == SK_HEAD_HE) &&
            (x->role || x->head))
            at = end;
        h = at < f->end ? hit_at(f, at, BIT(SK_KNOW_PERSON)) : NULL;
        if (h && ((x->role || x->honour || x->head) ||
                  !(alias_of(f, h)->flags & SK_ALIAS_SHORT) ||
                  alias_of(f, h)->rank >= 4)) {
            if (!x->land || x->role || x->head)
                take_person(f, x, h);
        } else if ((x->role || x->honour) && capital(f, at) &&
                   !hit_at(f, at, LANDS | BODIES)) {
            x->name = true;
            x->at = unknown_name(f, at);
            x->p.flags |= SK_PARTY_NAMED;
        }
    }
    if (x->name && x->p.kind != SK_PARTY_HEAD)
        x->p.kind = SK_PARTY_PERSON;
    if (x->name && x->honour)
        x->p.kind = SK_PARTY_PERSON;
    if (!x->role && !x->head && !x->land && !x->body && !x->name) {
        h = hit_at(f, tok, BIT(SK_KNOW_PLACE));
        if (!h)
            return false;
        take_place(f, x, h);
    }
    if (x->head && !x->land && !x->body && !x->name && !x->pronoun &&
        !x->alone && !x->p.code[0])
        return false;
    if (x->head && x->honour && !x->name && x->p.hint == SK_HEAD_HONOUR)
        return false;
    x->p.tok_end = x->at;
    return x->at > tok;
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

static void add_party(finder *f, const sk_party *p)
{
    sk_parties *o = f->out;
    sk_group *g = o->groups.n ? &o->groups.v[o->groups.n - 1] : NULL;

    if (g && g->tok_end < p->tok_beg && p->tok_beg <= g->tok_end + 2 &&
        o->parties.v[o->parties.n - 1].sent == f->sent) {
        uint32_t sign = g->tok_end;
        bool two = p->tok_beg == g->tok_end + 2; /* ", và" */
        if (joins(f, sign) && (!two || joins(f, sign + 1))) {
            sk_party *last = &o->parties.v[o->parties.n - 1];
            sk_str s = sk_doc_tok(f->d, sign);
            if (!two && apposition(last, p, s)) {
                merge_apposition(last, p);
                g->tok_end = p->tok_end;
                return;
            }
            g->pair = g->pair || s.len > 1 ? g->pair
                      : sk_str_eq(s, SK_STR("-"));
            *sk_push(&f->d->arena, &o->parties) = *p;
            g->n++;
            g->tok_end = p->tok_end;
            return;
        }
    }
    *sk_push(&f->d->arena, &o->parties) = *p;
    *sk_push(&f->d->arena, &o->groups) =
        (sk_group){(uint32_t)o->parties.n - 1, 1, p->tok_beg, p->tok_end, false};
}

/* "Việt - Lào", "Nga-Trung": short forms that only pairs use. */
static uint32_t pair_at(finder *f, uint32_t tok)
{
    const sk_know *k = f->d->eng->know;
    const sk_hit *h[2];
    uint32_t at = tok;

    for (int i = 0; i < 2; i++) {
        const sk_hit *end = f->d->hits.v + f->d->hits.n, *x;
        if (at >= f->end || !capital(f, at))
            return 0;
        for (x = f->hit_at[at]; x && x < end && x->tok_beg == at; x++)
            if (alias_of(f, x)->kind == SK_KNOW_COUNTRY)
                break;
        if (!x || x == end || x->tok_beg != at)
            return 0;
        h[i] = x;
        at = x->tok_end;
        if (i == 0) {
            if (!is_tok(f, at, "-") && !is_tok(f, at, "–"))
                return 0;
            at++;
        }
    }
    for (int i = 0; i < 2; i++) {
        const sk_country *c = &k->countries.v[alias_of(f, h[i])->row];
        sk_party p = {.tok_beg = h[i]->tok_beg, .tok_end = h[i]->tok_end,
                      .sent = f->sent, .kind = SK_PARTY_COUNTRY,
                      .entity = SK_NONE, .name = c->name,
                      .lat = c->lat, .lon = c->lon};
        set(p.code, c->code);
        *sk_push(&f->d->arena, &f->out->parties) = p;
    }
    *sk_push(&f->d->arena, &f->out->groups) = (sk_group){
        (uint32_t)f->out->parties.n - 2, 2, tok, at, true};
    return at;
}

/* ---- what pronouns and bare nouns mean ---- */

/* The last party before i that fits; NULL if none. */
static const sk_party *antecedent(const sk_parties *o, size_t i)
{
    const sk_party *p = &o->parties.v[i];

    for (size_t j = i; j-- > 0;) {
        const sk_party *q = &o->parties.v[j];
        if (!q->code[0])
            continue;
        if (p->hint == SK_HEAD_HE) {
            if (!(q->flags & SK_PARTY_NAMED) && q->kind != SK_PARTY_ROLE)
                continue;
            if ((p->flags & q->flags & (SK_PARTY_MALE | SK_PARTY_FEMALE)) ||
                !(q->flags & (SK_PARTY_MALE | SK_PARTY_FEMALE)))
                return q;
            continue;
        }
        if (p->hint == SK_HEAD_GROUP) {
            if (q->kind == SK_PARTY_BODY)
                return q;
            continue;
        }
        return q;
    }
    return NULL;
}

static void resolve(sk_parties *o)
{
    for (size_t i = 0; i < o->parties.n; i++) {
        sk_party *p = &o->parties.v[i];
        const sk_party *q;
        if (p->code[0])
            continue;
        q = antecedent(o, i);
        if (!q)
            continue;
        if (p->kind == SK_PARTY_PRONOUN) {
            set(p->code, q->code);
            if (p->hint == SK_HEAD_HE || p->hint == SK_HEAD_GROUP) {
                set(p->sector, q->sector);
                p->name = q->name;
            }
        }
    }
}

void sk_parties_find(sk_doc *d, sk_parties *out)
{
    finder f = {.d = d, .out = out};

    *out = (sk_parties){0};
    f.hit_at = sk_new(&d->arena, const sk_hit *, d->toks.n + 2);
    for (size_t i = d->hits.n; i-- > 0;)
        f.hit_at[d->hits.v[i].tok_beg] = &d->hits.v[i];
    for (uint32_t s = 0; s < d->sents.n; s++) {
        uint32_t i = d->sents.v[s].tok_beg;
        f.sent = s;
        f.end = d->sents.v[s].tok_end;
        while (i < f.end) {
            const sk_mark *m = mark_at(&f, i);
            phrase x;
            sk_trigger t;
            uint32_t pair = pair_at(&f, i);
            if (pair) {
                i = pair;
                continue;
            }
            if (!read_phrase(&f, i, &x)) {
                i = m && m->cls == SK_MARK_WORD ? m->tok_end : i + 1;
                continue;
            }
            /* a verb or phrase that is longer hides a noun */
            if ((m && m->tok_end > x.at) ||
                (!(x.land || x.name) && sk_pattern_at(d, i, f.end, &t) &&
                 t.head_end > x.at)) {
                i++;
                continue;
            }
            add_party(&f, &x.p);
            i = x.at;
        }
    }
    resolve(out);
}
