/* know.c - asks the knowledge: names in a text, holders of offices. */
#include "know/know.h"

/* ---- names in a text ---- */

/* toks[n]: what was found; a broken image may say otherwise of its length. */
static bool case_fits(const sk_tok *toks, uint32_t n, const sk_alias *al)
{
    uint32_t caps = al->caps;

    for (uint32_t i = 0; caps && i < n; i++, caps >>= 1)
        if ((caps & 1) && !(toks[i].flags & SK_TOK_CAP))
            return false;
    if (al->flags & SK_ALIAS_UPPER)
        for (uint32_t i = 0; i < n; i++)
            if (toks[i].kind == SK_TOK_LETTERS &&
                !(toks[i].flags & SK_TOK_UPPER))
                return false;
    return true;
}

void sk_know_find(const sk_know *k, const sk_tok *toks, uint32_t n,
                  void (*each)(void *ctx, uint32_t beg, uint32_t end,
                               uint32_t alias),
                  void *ctx)
{
    const sk_trie *t = &k->trie;

    for (uint32_t i = 0; i < n; i++) {
        sk_know_root at =
            toks[i].id < k->n_roots ? k->roots[toks[i].id] : (sk_know_root){0};
        for (uint32_t j = i; at.node;) {
            for (uint32_t v = at.is.first; v; v = t->values.v[v - 1].next)
                if (case_fits(toks + i, j + 1 - i,
                              &k->aliases.v[t->values.v[v - 1].value]))
                    each(ctx, i, j + 1, t->values.v[v - 1].value);
            if (++j == n || !(at.is.kids >> (toks[j].id % 32) & 1) ||
                (toks[j].flags & SK_TOK_LINE))
                break;
            at.node = sk_trie_follow(t, at.node, toks[j].id);
            if (at.node == UINT32_MAX)
                break;
            at.is = t->nodes.v[at.node];
        }
    }
}

/* Whether hit a comes before b: the longer, the better known, the earlier. */
static bool before(const sk_alias *al, const sk_hit *a, const sk_hit *b)
{
    if (a->tok_end != b->tok_end)
        return a->tok_end > b->tok_end;
    if (al[a->alias].rank != al[b->alias].rank)
        return al[a->alias].rank > al[b->alias].rank;
    return a->alias < b->alias;
}

/* Adds a hit among those of its beginning, in order; hundreds of communes
 * share a name, so only the first place of one span stays. */
static void add_hit(void *ctx, uint32_t beg, uint32_t end, uint32_t alias)
{
    sk_doc *d = ctx;
    const sk_alias *al = d->eng->know->aliases.v;
    sk_hit h = {beg, end, alias};
    size_t i = d->hits.n;

    if (al[alias].kind == SK_KNOW_PLACE)
        for (size_t j = i; j > 0 && d->hits.v[j - 1].tok_beg == beg; j--) {
            sk_hit *old = &d->hits.v[j - 1];
            if (old->tok_end != end || al[old->alias].kind != SK_KNOW_PLACE)
                continue;
            if (before(al, old, &h))
                return;
            d->hits.n--; /* the new one is better: close the gap */
            memmove(old, old + 1, (i - j) * sizeof *old);
            i--;
            break;
        }
    sk_push(&d->arena, &d->hits);
    for (; i > 0 && d->hits.v[i - 1].tok_beg == beg &&
           before(al, &h, &d->hits.v[i - 1]);
         i--)
        d->hits.v[i] = d->hits.v[i - 1];
    d->hits.v[i] = h;
}

void sk_know_hits(sk_doc *d)
{
    d->hits.n = 0;
    sk_know_find(d->eng->know, d->toks.v, (uint32_t)d->toks.n, add_hit, d);
    d->hit_from = sk_arena_raw(&d->arena, d->toks.n + 1, sizeof *d->hit_from,
                               _Alignof(uint32_t));
    for (uint32_t i = 0, h = 0; i <= d->toks.n; i++) {
        while (h < d->hits.n && d->hits.v[h].tok_beg < i)
            h++;
        d->hit_from[i] = h;
    }
}

/* ---- rows ---- */

/* The first row that goes by a name; SK_NONE. */
static uint32_t called(const sk_known_list *l, sk_str name)
{
    size_t at;

    SK_FIRST_NOT(at, l->n, i, sk_str_cmp(l->v[i].name, name) < 0);
    return at < l->n && sk_str_eq(l->v[at].name, name) ? l->v[at].row : SK_NONE;
}

uint32_t sk_know_country(const sk_know *k, const char *code)
{
    return called(&k->codes, (sk_str){code, strnlen(code, 4)});
}

uint32_t sk_know_org(const sk_know *k, sk_str id)
{
    for (uint32_t i = 0; i < k->orgs.n; i++)
        if (sk_str_eq(k->orgs.v[i].id, id))
            return i;
    return SK_NONE;
}

uint32_t sk_know_person(const sk_know *k, sk_str id)
{
    for (uint32_t i = 0; i < k->people.n; i++)
        if (sk_str_eq(k->people.v[i].id, id))
            return i;
    return SK_NONE;
}

uint32_t sk_know_role(const sk_know *k, sk_str title)
{
    for (uint32_t i = 0; i < k->roles.n; i++)
        if (sk_str_eq(k->roles.v[i].title, title))
            return i;
    return SK_NONE;
}

static bool singular(uint8_t cls)
{
    return cls == SK_ROLE_HEAD_OF_STATE || cls == SK_ROLE_HEAD_OF_GOVERNMENT ||
           cls == SK_ROLE_FOREIGN_MINISTER || cls == SK_ROLE_DEFENCE_MINISTER;
}

/* How well an office answers to a role: 0 not at all, 1 by its class, 2 by its
 * title. */
static int answers(const sk_know *k, const sk_office *o, uint32_t role)
{
    uint8_t cls = k->roles.v[role].cls;

    if (o->role == role)
        return 2;
    return o->role != SK_NONE && singular(cls) &&
           k->roles.v[o->role].cls == cls;
}

static bool on(const sk_office *o, int32_t day)
{
    return day == SK_NO_DAY || (day >= o->from && day <= o->to);
}

/* A row without days says what somebody is or was, not who holds the office. */
static bool dated(const sk_office *o)
{
    return o->from != INT32_MIN || o->to != INT32_MAX;
}

/* The first row of by_country that is not before the country. */
static size_t first_of(const sk_know *k, const char *country)
{
    size_t at;

    SK_FIRST_NOT(at, k->by_country.n, i,
                 strcmp(k->offices.v[k->by_country.v[i]].country, country) < 0);
    return at;
}

uint32_t sk_know_holder(const sk_know *k, uint32_t role, const char *country,
                        int32_t day)
{
    uint32_t best = SK_NONE;
    int best_fit = 0;

    if (role >= k->roles.n)
        return SK_NONE;
    for (size_t i = first_of(k, country); i < k->by_country.n; i++) {
        const sk_office *o = &k->offices.v[k->by_country.v[i]];
        int fit = answers(k, o, role);
        if (strcmp(o->country, country) != 0)
            break;
        /* the chairman of a company is not the country's chairman, but the head
         * of the party that rules it is the country's too */
        if (o->org.len && (!country[0] || (!singular(k->roles.v[role].cls) &&
                                           k->roles.v[role].takes != 'c' &&
                                           k->roles.v[role].rank > 1)))
            continue;
        if (fit > best_fit && dated(o) &&
            on(o, day)) { /* the latest come first */
            best = o->person;
            best_fit = fit;
        }
    }
    return best;
}

uint32_t sk_know_sole_holder(const sk_know *k, uint32_t role,
                             const char *country, int32_t day)
{
    uint32_t who = SK_NONE;

    for (size_t i = first_of(k, country); i < k->by_country.n; i++) {
        const sk_office *o = &k->offices.v[k->by_country.v[i]];
        if (strcmp(o->country, country) != 0)
            break;
        if (o->role != role || !dated(o) || !on(o, day) || o->person == who)
            continue;
        if (who != SK_NONE)
            return SK_NONE;
        who = o->person;
    }
    return who;
}

uint32_t sk_know_holder_at(const sk_know *k, uint32_t role, uint32_t org,
                           sk_str name, const char *country, int32_t day)
{
    uint32_t best = SK_NONE;
    int best_fit = 0;
    int32_t since = INT32_MIN;
    bool two = false;

    if (role >= k->roles.n || (org == SK_NONE && !name.len))
        return SK_NONE;
    for (uint32_t i = name.len ? 0 : k->org_first[org]; i < k->offices.n;
         i = name.len ? i + 1 : k->org_next[i]) {
        const sk_office *o = &k->offices.v[i];
        bool there = (org != SK_NONE && o->org_row == org) ||
                     (name.len && sk_str_eq(o->org, name));
        int fit = there && (!country[0] || strcmp(o->country, country) == 0)
                      ? answers(k, o, role)
                      : 0;
        if (!fit || fit < best_fit || !dated(o) || !on(o, day))
            continue;
        /* a body has one head on a day, but many spokespeople */
        two = fit == best_fit && (two || o->person != best);
        if (fit > best_fit || o->from > since) {
            best = o->person;
            best_fit = fit;
            since = o->from;
        }
    }
    return two && day != SK_NO_DAY ? SK_NONE : best;
}

uint32_t sk_know_office(const sk_know *k, uint32_t person, int32_t day)
{
    const sk_person *p = &k->people.v[person];
    uint32_t best = SK_NONE;
    int best_rank = 0;

    for (uint32_t i = p->office_beg; i < p->office_end; i++) {
        const sk_office *o = &k->offices.v[i];
        int rank = o->role == SK_NONE ? 9 : k->roles.v[o->role].rank;
        if (!on(o, day))
            continue;
        if (best == SK_NONE ||
            (day == SK_NO_DAY ? i > best : rank < best_rank)) {
            best = i;
            best_rank = rank;
        }
    }
    return best;
}

/* ---- places ---- */

/* Whether unit is one of the parts of admin ("Huyện Trảng Bom, Đồng Nai"), with
 * or without the kind before it. */
static bool lies_in(sk_str admin, sk_str unit)
{
    while (admin.s && admin.len) {
        sk_str part = sk_str_trim(sk_str_cut(admin, ',', &admin));
        if (sk_str_eq(part, unit) ||
            (part.len > unit.len && sk_str_ends(part, unit) &&
             part.s[part.len - unit.len - 1] == ' '))
            return true;
    }
    return unit.len == 0;
}

uint32_t sk_know_place_in(const sk_know *k, uint32_t alias, const char *country,
                          sk_str admin, int32_t day)
{
    uint32_t best = SK_NONE, i = alias;
    unsigned rank = 0;

    do {
        const sk_alias *al = &k->aliases.v[i];
        i = al->same;
        if (al->kind == SK_KNOW_PLACE && al->rank > rank) {
            const sk_known_place *p = &k->places.v[al->row];
            if ((!country[0] || strcmp(p->country, country) == 0) &&
                lies_in(p->admin, admin) &&
                (day == SK_NO_DAY || day <= p->to)) {
                best = al->row;
                rank = al->rank;
            }
        }
    } while (i != alias);
    return best;
}

/* ---- outlets ---- */

uint32_t sk_know_outlet(const sk_know *k, sk_str s)
{
    size_t at = sk_str_find(s, SK_STR("://"), 0);
    uint32_t best;

    if (at != SIZE_MAX) {
        sk_str rest;
        s = sk_str_cut(sk_str_sub(s, at + 3, s.len), '/', &rest);
    }
    best = called(&k->outlet_names, s);
    for (sk_str host = s, rest; host.s; host = rest) { /* and what it lies in */
        uint32_t row = called(&k->outlet_domains, host);
        if (row < best)
            best = row;
        sk_str_cut(host, '.', &rest);
    }
    return best;
}

bool sk_org_public(const sk_org *o)
{
    static const char *const sectors[] = {"GOV", "LEG", "MIL", "JUD",
                                          "COP", "PTY", "SPY"};

    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (strcmp(o->sector, sectors[i]) == 0)
            return true;
    return false;
}

bool sk_org_of_one(const sk_org *o)
{
    static const char *const many[] = {"UNO", "EUR", "IGO", "NGO"};

    for (size_t i = 0; i < sizeof many / sizeof *many; i++)
        if (strcmp(o->code, many[i]) == 0)
            return false;
    return true;
}
