/* build.c - reads the tables of data/ into sk_know. */
#include "know/build.h"
#include "know/image.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"
#include "base/num.h"

static void code_of(char out[4], sk_str s)
{
    memset(out, 0, 4);
    if (s.len && s.len <= 3)
        memcpy(out, s.s, s.len);
}

static double number(sk_str s)
{
    double v;

    return sk_num_of(s, &v) ? v : __builtin_nan("");
}

/* "2025", "2025-03", "2025-03-18": its first or last day. */
static int32_t day_of(sk_str s, bool last)
{
    char buf[16] = "";
    int y, m, d, n;

    if (!s.len || s.len > 10)
        return last ? INT32_MAX : INT32_MIN;
    memcpy(buf, s.s, s.len);
    n = sscanf(buf, "%d-%d-%d", &y, &m, &d);
    if (n < 1)
        return last ? INT32_MAX : INT32_MIN;
    if (n < 2)
        m = last ? 12 : 1;
    if (n < 3)
        d = last ? sk_month_days(y, m) : 1;
    return sk_day_of(y, m, d);
}

static int countries(sk_build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_country c = {.name = sk_tsv_get(t, "name"),
                        .english = sk_tsv_get(t, "english"),
                        .lat = number(sk_tsv_get(t, "lat")),
                        .lon = number(sk_tsv_get(t, "lon"))};
        uint32_t row = (uint32_t)b->k->countries.n;
        code_of(c.code, sk_tsv_get(t, "code"));
        code_of(c.alpha2, sk_tsv_get(t, "alpha2"));
        code_of(c.fips, sk_tsv_get(t, "fips"));
        *sk_push(b->ld->arena, &b->k->countries) = c;
        sk_build_alias(b, c.name, SK_KNOW_COUNTRY, row,
                       sk_build_ambiguous(t, c.name) | SK_ALIAS_MAIN, 5);
        sk_build_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_COUNTRY, row, 0,
                      5);
        sk_build_list(b, t, sk_tsv_get(t, "pair"), SK_KNOW_COUNTRY, row,
                      SK_ALIAS_PAIR, 4);
    }
    return SK_OK;
}

static int seats(sk_build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_seat s = {.name = sk_tsv_get(t, "name"),
                     .capital =
                         sk_str_eq(sk_tsv_get(t, "kind"), SK_STR("capital")),
                     .lat = number(sk_tsv_get(t, "lat")),
                     .lon = number(sk_tsv_get(t, "lon"))};
        uint32_t row = (uint32_t)b->k->seats.n;
        code_of(s.country, sk_tsv_get(t, "country"));
        code_of(s.sector, sk_tsv_get(t, "sector"));
        *sk_push(b->ld->arena, &b->k->seats) = s;
        sk_build_alias(b, s.name, SK_KNOW_SEAT, row,
                       sk_build_ambiguous(t, s.name) | SK_ALIAS_MAIN, 5);
        sk_build_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_SEAT, row, 0, 5);
    }
    return SK_OK;
}

static int orgs(sk_build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_org o = {.id = sk_tsv_get(t, "id"),
                    .name = sk_tsv_get(t, "name"),
                    .other = sk_tsv_get(t, "other")};
        uint32_t row = b->user ? sk_know_org(b->k, o.id) : SK_NONE;
        code_of(o.code, sk_tsv_get(t, "code"));
        code_of(o.sector, sk_tsv_get(t, "sector"));
        if (row == SK_NONE) {
            row = (uint32_t)b->k->orgs.n;
            sk_push(b->ld->arena, &b->k->orgs);
        }
        b->k->orgs.v[row] = o;
        sk_build_alias(b, o.name, SK_KNOW_ORG, row,
                       sk_build_ambiguous(t, o.name) | SK_ALIAS_MAIN, 4);
        sk_build_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_ORG, row, 0, 4);
    }
    return SK_OK;
}

static uint8_t class_of(sk_str s)
{
    static const char *const names[] = {"other",
                                        "head-of-state",
                                        "head-of-government",
                                        "foreign-minister",
                                        "defence-minister",
                                        "minister",
                                        "deputy",
                                        "envoy",
                                        "spokesperson",
                                        "military",
                                        "party",
                                        "legislature",
                                        "justice",
                                        "police",
                                        "business",
                                        "journalist",
                                        "clergy",
                                        "relative"};

    for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sk_str_eq(s, sk_str_of(names[i])))
            return i;
    return SK_ROLE_OTHER;
}

static int roles(sk_build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_str takes = sk_tsv_get(t, "takes"), rank = sk_tsv_get(t, "rank");
        sk_role r = {
            .title = sk_tsv_get(t, "title"),
            .rank = rank.len ? (uint8_t)(rank.s[0] - '0') : 9,
            .cls = class_of(sk_tsv_get(t, "class")),
            .takes = !takes.len || takes.s[0] == 'n' ? 0 : (uint8_t)takes.s[0]};
        uint32_t row = (uint32_t)b->k->roles.n;
        code_of(r.sector, sk_tsv_get(t, "sector"));
        *sk_push(b->ld->arena, &b->k->roles) = r;
        sk_build_alias(b, sk_lower_dup(b->ld->arena, r.title), SK_KNOW_ROLE,
                       row, SK_ALIAS_MAIN, 3);
        sk_build_list(b, t,
                      sk_lower_dup(b->ld->arena, sk_tsv_get(t, "aliases")),
                      SK_KNOW_ROLE, row, 0, 3);
    }
    return SK_OK;
}

static int people(sk_build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_str gender = sk_tsv_get(t, "gender"), known = sk_tsv_get(t, "known");
        sk_person p = {.id = sk_tsv_get(t, "id"),
                       .name = sk_tsv_get(t, "name"),
                       .gender = gender.len ? gender.s[0] : 0,
                       .known = known.len ? (uint8_t)(known.s[0] - '0') : 1};
        uint32_t row = b->user ? sk_know_person(b->k, p.id) : SK_NONE;
        code_of(p.country, sk_tsv_get(t, "country"));
        if (row == SK_NONE) {
            row = (uint32_t)b->k->people.n;
            sk_push(b->ld->arena, &b->k->people);
        }
        b->k->people.v[row] = p;
        sk_build_alias(b, p.name, SK_KNOW_PERSON, row, SK_ALIAS_MAIN, p.known);
        sk_build_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_PERSON, row, 0,
                      p.known);
        sk_build_list(b, t, sk_tsv_get(t, "short"), SK_KNOW_PERSON, row,
                      SK_ALIAS_SHORT, p.known);
    }
    return SK_OK;
}

/* ---- offices ---- */

typedef struct id_row {
    sk_str id;
    uint32_t row;
} id_row;

static int by_id(const void *a, const void *b)
{
    const id_row *x = a, *y = b;

    return sk_str_cmp(x->id, y->id);
}

/* The role whose title or alias is the longest beginning of the title:
 * "Bộ trưởng Ngoại giao và Thương mại" is a "Bộ trưởng Ngoại giao". */
static uint32_t role_of(sk_build *b, sk_str title)
{
    const sk_know *k = b->k;
    uint32_t row = sk_know_role(k, title), node = SK_TRIE_ROOT;
    size_t n = row == SK_NONE ? sk_build_cut(b, title) : 0;

    for (size_t i = 0; i < n; i++) {
        node = sk_trie_step(&k->trie, node, b->ids[i]);
        if (node == UINT32_MAX)
            break;
        for (uint32_t j = sk_trie_first(&k->trie, node); j;
             j = k->trie.values.v[j - 1].next) {
            const sk_alias *al = &k->aliases.v[k->trie.values.v[j - 1].value];
            if (al->kind == SK_KNOW_ROLE)
                row = al->row;
        }
    }
    return row;
}

/* A body by id or by any of its names. */
static uint32_t org_of(sk_build *b, sk_str org)
{
    const sk_know *k = b->k;
    uint32_t row = SK_NONE, node = SK_TRIE_ROOT;
    size_t n;

    if (!org.len || sk_str_starts(org, SK_STR("org:")))
        return org.len ? sk_know_org(k, org) : SK_NONE;
    n = sk_build_cut(b, org);
    for (size_t i = 0; i < n && node != UINT32_MAX; i++)
        node = sk_trie_step(&k->trie, node, b->ids[i]);
    if (!n || node == UINT32_MAX)
        return SK_NONE;
    for (uint32_t j = sk_trie_first(&k->trie, node); j;
         j = k->trie.values.v[j - 1].next) {
        const sk_alias *al = &k->aliases.v[k->trie.values.v[j - 1].value];
        if (al->kind == SK_KNOW_ORG)
            row = al->row;
    }
    return row;
}

static int offices(sk_build *b, sk_tsv *t)
{
    sk_know *k = b->k;
    id_row *ids = sk_new(b->ld->arena, id_row, k->people.n + 1);

    for (uint32_t i = 0; i < k->people.n; i++)
        ids[i] = (id_row){k->people.v[i].id, i};
    qsort(ids, k->people.n, sizeof *ids, by_id);
    while (sk_tsv_next(t)) {
        id_row key = {.id = sk_tsv_get(t, "person")};
        const id_row *got = bsearch(&key, ids, k->people.n, sizeof *ids, by_id);
        sk_office o = {.title = sk_tsv_get(t, "role"),
                       .org = sk_tsv_get(t, "org"),
                       .from = day_of(sk_tsv_get(t, "from"), false),
                       .to = day_of(sk_tsv_get(t, "to"), true)};
        if (!got)
            return sk_fail(b->ld->err, SK_EINPUT, t->line,
                           "%s: line %zu: no person %.*s", t->path, t->line,
                           SK_FMT(key.id));
        o.person = got->row;
        o.role = role_of(b, o.title);
        o.org_row = org_of(b, o.org);
        code_of(o.country, sk_tsv_get(t, "country"));
        code_of(o.sector, sk_tsv_get(t, "sector"));
        if (!o.sector[0] && o.role != SK_NONE)
            memcpy(o.sector, k->roles.v[o.role].sector, sizeof o.sector);
        *sk_push(b->ld->arena, &k->offices) = o;
    }
    return SK_OK;
}

static int by_person(const void *a, const void *b)
{
    const sk_office *x = a, *y = b;

    return x->person != y->person
               ? (x->person > y->person) - (x->person < y->person)
               : (x->from > y->from) - (x->from < y->from);
}

static int by_country(const void *a, const void *b, void *ctx)
{
    const sk_office *all = ctx, *x = &all[*(const uint32_t *)a],
                    *y = &all[*(const uint32_t *)b];
    int rc = strcmp(x->country, y->country);

    if (!rc)
        rc = (x->from < y->from) - (x->from > y->from);
    return rc ? rc : (x > y) - (x < y);
}

/* Orders the offices by person, and an index of them by country. */
static void order_offices(sk_build *b)
{
    sk_know *k = b->k;

    if (!k->offices.n)
        return;
    qsort(k->offices.v, k->offices.n, sizeof *k->offices.v, by_person);
    for (uint32_t i = 0; i < k->people.n; i++)
        k->people.v[i].office_beg = k->people.v[i].office_end = 0;
    k->by_country.n = 0;
    for (uint32_t i = 0; i < k->offices.n; i++) {
        sk_person *p = &k->people.v[k->offices.v[i].person];
        if (!p->office_end)
            p->office_beg = i;
        p->office_end = i + 1;
        *sk_push(b->ld->arena, &k->by_country) = i;
    }
    qsort_r(k->by_country.v, k->by_country.n, sizeof *k->by_country.v,
            by_country, k->offices.v);
}

/* ---- places, outlets, epithets ---- */

/* Rows of the tables made by tools/gen_places.py rank below those that people
 * wrote, the towns by their size. */
static int add_places(sk_build *b, sk_tsv *t, bool generated)
{
    while (sk_tsv_next(t)) {
        sk_known_place p = {.name = sk_tsv_get(t, "name"),
                            .kind = sk_tsv_get(t, "kind"),
                            .admin = sk_tsv_get(t, "admin"),
                            .lat = number(sk_tsv_get(t, "lat")),
                            .lon = number(sk_tsv_get(t, "lon")),
                            .to = day_of(sk_tsv_get(t, "to"), true)};
        uint32_t row = (uint32_t)b->k->places.n;
        double pop = number(sk_tsv_get(t, "population"));
        unsigned rank = !generated ? 3 : pop > 5e5 ? 2 : 1;
        p.population = pop > 0 && pop < 4e9 ? (uint32_t)pop : 0;
        code_of(p.country, sk_tsv_get(t, "country"));
        *sk_push(b->ld->arena, &b->k->places) = p;
        sk_build_alias(b, p.name, SK_KNOW_PLACE, row,
                       sk_build_ambiguous(t, p.name) | SK_ALIAS_MAIN, rank);
        sk_build_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_PLACE, row, 0,
                      rank);
    }
    return SK_OK;
}

static int places(sk_build *b, sk_tsv *t)
{
    return add_places(b, t, false);
}

static int more_places(sk_build *b, sk_tsv *t)
{
    return add_places(b, t, true);
}

static int outlets(sk_build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_str sign = sk_tsv_get(t, "dates");
        sk_outlet o = {.domain = sk_tsv_get(t, "domain"),
                       .name = sk_tsv_get(t, "name"),
                       .aliases = sk_tsv_get(t, "aliases"),
                       .kind = sk_tsv_get(t, "kind"),
                       .date_sign = sign.len ? sign.s[0] : 0};
        uint32_t row = (uint32_t)b->k->outlets.n;
        code_of(o.country, sk_tsv_get(t, "country"));
        *sk_push(b->ld->arena, &b->k->outlets) = o;
        sk_build_alias(b, o.name, SK_KNOW_OUTLET, row,
                       sk_build_ambiguous(t, o.name) | SK_ALIAS_MAIN, 3);
        sk_build_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_OUTLET, row, 0,
                      3);
    }
    return SK_OK;
}

static int epithets(sk_build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_epithet e = {.phrase = sk_tsv_get(t, "phrase")};
        uint32_t row = (uint32_t)b->k->epithets.n;
        e.role = sk_know_role(b->k, sk_tsv_get(t, "role"));
        code_of(e.country, sk_tsv_get(t, "country"));
        *sk_push(b->ld->arena, &b->k->epithets) = e;
        sk_build_alias(b, e.phrase, SK_KNOW_EPITHET, row, SK_ALIAS_MAIN, 5);
    }
    return SK_OK;
}

/* ---- all tables ---- */

/* Frequent forms first: what is asked of their ids lies close together. */
static int common(sk_build *b, sk_tsv *t)
{
    while (sk_tsv_next(t))
        sk_load_form(b->ld, sk_tsv_get(t, "form"));
    return SK_OK;
}

typedef int reader(sk_build *b, sk_tsv *t);

const char *const sk_know_files[SK_KNOW_FILES] = {
    "common.tsv", "countries.tsv", "seats.tsv",   "orgs.tsv",
    "roles.tsv",  "people.tsv",    "offices.tsv", "places.tsv",
    "cities.tsv", "communes.tsv",  "outlets.tsv", "epithets.tsv",
};
static reader *const readers[SK_KNOW_FILES] = {
    common,  countries, seats,       orgs,        roles,   people,
    offices, places,    more_places, more_places, outlets, epithets,
};

int sk_know_build(sk_loader *ld, sk_know *k)
{
    sk_build b = {.ld = ld, .k = k};

    for (int i = 0; i < SK_KNOW_FILES; i++) {
        sk_tsv t;
        int rc = sk_load_table(ld, sk_know_files[i], &t);
        if (!rc)
            rc = readers[i](&b, &t);
        if (rc)
            return rc;
    }
    order_offices(&b);
    sk_know_index(ld, k);
    return SK_OK;
}

/* A user's table tells by its columns what it holds. */
static reader *reader_of(const sk_tsv *t)
{
    static const struct {
        const char *column, *and;
        reader *read;
    } marks[] = {
        {"alpha2", "code", countries}, {"id", "code", orgs},
        {"id", "name", people},        {"person", "role", offices},
        {"title", "rank", roles},      {"domain", "name", outlets},
        {"phrase", "role", epithets},  {"name", "sector", seats},
        {"name", "country", places},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sk_tsv_has(t, marks[i].column) && sk_tsv_has(t, marks[i].and))
            return marks[i].read;
    return NULL;
}

int sk_know_add(sk_loader *ld, sk_know *k)
{
    sk_build b = {.ld = ld, .k = k, .user = true};

    for (size_t i = 0; i < ld->n_extra; i++) {
        sk_tsv t;
        reader *read;
        int rc = sk_tsv_open(&t, ld->arena, ld->extra[i], ld->err);
        if (rc)
            return rc;
        read = reader_of(&t);
        if (!read)
            return sk_fail(ld->err, SK_EINPUT, t.line,
                           "%s: line %zu: these columns are those of no table "
                           "(docs/knowledge.md)",
                           t.path, t.line);
        rc = read(&b, &t);
        if (rc)
            return rc;
    }
    order_offices(&b);
    sk_know_index(ld, k);
    return SK_OK;
}
