/* build.c - reads the tables of data/ into sk_know. */
#include "know/know.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/day.h"

typedef struct build {
    sk_loader *ld;
    sk_know *k;
    sk_toks toks; /* scratch */
} build;

static void code_of(char out[4], sk_str s)
{
    memset(out, 0, 4);
    if (s.len && s.len <= 3)
        memcpy(out, s.s, s.len);
}

static double number(sk_str s)
{
    char buf[32];

    if (!s.len || s.len >= sizeof buf)
        return __builtin_nan("");
    memcpy(buf, s.s, s.len);
    buf[s.len] = 0;
    return strtod(buf, NULL);
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

static void add_alias(build *b, sk_str form, uint8_t kind, uint32_t row,
                      unsigned flags, unsigned rank)
{
    sk_alias al = {.row = row, .kind = kind, .flags = (uint8_t)flags,
                   .rank = (uint8_t)rank};
    uint32_t ids[32];
    sk_str text;

    sk_load_tokens(b->ld, sk_str_trim(form), &text, &b->toks);
    if (!b->toks.n || b->toks.n > 32)
        return;
    for (size_t i = 0; i < b->toks.n; i++) {
        ids[i] = b->toks.v[i].id;
        if (b->toks.v[i].flags & SK_TOK_CAP)
            al.caps |= 1u << i;
    }
    al.n_toks = (uint8_t)b->toks.n;
    *sk_push(b->ld->arena, &b->k->aliases) = al;
    sk_trie_add(b->ld->arena, &b->k->trie, ids, b->toks.n,
                (uint32_t)b->k->aliases.n - 1);
}

/* Whether a form of the row is in its list of ambiguous ones; "1" is all. */
static unsigned ambiguous(const sk_tsv *t, sk_str form)
{
    sk_str list = sk_tsv_get(t, "ambiguous");

    if (sk_str_eq(list, SK_STR("1")))
        return SK_ALIAS_AMBIGUOUS;
    while (list.s && list.len)
        if (sk_str_eq(sk_str_trim(sk_str_cut(list, '|', &list)), form))
            return SK_ALIAS_AMBIGUOUS;
    return 0;
}

static void add_list(build *b, const sk_tsv *t, sk_str list, uint8_t kind,
                     uint32_t row, unsigned flags, unsigned rank)
{
    while (list.s && list.len) {
        sk_str one = sk_str_trim(sk_str_cut(list, '|', &list));
        add_alias(b, one, kind, row, flags | ambiguous(t, one), rank);
    }
}

static int countries(build *b, sk_tsv *t)
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
        add_alias(b, c.name, SK_KNOW_COUNTRY, row,
                  ambiguous(t, c.name) | SK_ALIAS_MAIN, 5);
        add_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_COUNTRY, row, 0, 5);
        add_list(b, t, sk_tsv_get(t, "pair"), SK_KNOW_COUNTRY, row,
                 SK_ALIAS_PAIR, 4);
    }
    return SK_OK;
}

static int seats(build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_seat s = {.name = sk_tsv_get(t, "name"),
                     .capital = sk_str_eq(sk_tsv_get(t, "kind"),
                                          SK_STR("capital")),
                     .lat = number(sk_tsv_get(t, "lat")),
                     .lon = number(sk_tsv_get(t, "lon"))};
        uint32_t row = (uint32_t)b->k->seats.n;
        code_of(s.country, sk_tsv_get(t, "country"));
        code_of(s.sector, sk_tsv_get(t, "sector"));
        *sk_push(b->ld->arena, &b->k->seats) = s;
        add_alias(b, s.name, SK_KNOW_SEAT, row,
                  ambiguous(t, s.name) | SK_ALIAS_MAIN,
                  5);
        add_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_SEAT, row, 0, 5);
    }
    return SK_OK;
}

static int orgs(build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_org o = {.id = sk_tsv_get(t, "id"),
                    .name = sk_tsv_get(t, "name"),
                    .other = sk_tsv_get(t, "other")};
        uint32_t row = (uint32_t)b->k->orgs.n;
        code_of(o.code, sk_tsv_get(t, "code"));
        code_of(o.sector, sk_tsv_get(t, "sector"));
        *sk_push(b->ld->arena, &b->k->orgs) = o;
        add_alias(b, o.name, SK_KNOW_ORG, row,
                  ambiguous(t, o.name) | SK_ALIAS_MAIN,
                  4);
        add_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_ORG, row, 0, 4);
    }
    return SK_OK;
}

static uint8_t class_of(sk_str s)
{
    static const char *const names[] = {
        "other", "head-of-state", "head-of-government", "foreign-minister",
        "defence-minister", "minister", "deputy", "envoy", "spokesperson",
        "military", "party", "legislature", "justice", "police", "business",
        "journalist", "clergy", "relative"};

    for (uint8_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sk_str_eq(s, sk_str_of(names[i])))
            return i;
    return SK_ROLE_OTHER;
}

static int roles(build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_str takes = sk_tsv_get(t, "takes"), rank = sk_tsv_get(t, "rank");
        sk_role r = {.title = sk_tsv_get(t, "title"),
                     .rank = rank.len ? (uint8_t)(rank.s[0] - '0') : 9,
                     .cls = class_of(sk_tsv_get(t, "class")),
                     .takes = !takes.len || takes.s[0] == 'n'
                                  ? 0
                                  : (uint8_t)takes.s[0]};
        uint32_t row = (uint32_t)b->k->roles.n;
        code_of(r.sector, sk_tsv_get(t, "sector"));
        *sk_push(b->ld->arena, &b->k->roles) = r;
        add_alias(b, sk_lower_dup(b->ld->arena, r.title), SK_KNOW_ROLE, row,
                  SK_ALIAS_MAIN, 3);
        add_list(b, t, sk_lower_dup(b->ld->arena, sk_tsv_get(t, "aliases")),
                 SK_KNOW_ROLE, row, 0, 3);
    }
    return SK_OK;
}

/* Row of people by id; rows of one table are few and read once. */
static int by_id(const void *a, const void *b)
{
    return sk_str_cmp(*(const sk_str *)a, *(const sk_str *)b);
}

typedef struct id_row {
    sk_str id;
    uint32_t row;
} id_row;

static int people(build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_str gender = sk_tsv_get(t, "gender"), known = sk_tsv_get(t, "known");
        sk_person p = {.id = sk_tsv_get(t, "id"),
                       .name = sk_tsv_get(t, "name"),
                       .gender = gender.len ? gender.s[0] : 0,
                       .known = known.len ? (uint8_t)(known.s[0] - '0') : 1};
        uint32_t row = (uint32_t)b->k->people.n;
        code_of(p.country, sk_tsv_get(t, "country"));
        *sk_push(b->ld->arena, &b->k->people) = p;
        add_alias(b, p.name, SK_KNOW_PERSON, row, SK_ALIAS_MAIN, p.known);
        add_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_PERSON, row, 0, p.known);
        add_list(b, t, sk_tsv_get(t, "short"), SK_KNOW_PERSON, row,
                 SK_ALIAS_SHORT, p.known);
    }
    return SK_OK;
}

static int by_person(const void *a, const void *b)
{
    const sk_office *x = a, *y = b;

    return x->person != y->person ? (x->person > y->person) -
                                        (x->person < y->person)
                                  : (x->from > y->from) - (x->from < y->from);
}

static int offices(build *b, sk_tsv *t)
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
        o.role = sk_know_role(k, o.title);
        code_of(o.country, sk_tsv_get(t, "country"));
        code_of(o.sector, sk_tsv_get(t, "sector"));
        *sk_push(b->ld->arena, &k->offices) = o;
    }
    if (k->offices.n)
        qsort(k->offices.v, k->offices.n, sizeof *k->offices.v, by_person);
    for (uint32_t i = 0; i < k->offices.n; i++) {
        sk_person *p = &k->people.v[k->offices.v[i].person];
        if (!p->office_end)
            p->office_beg = i;
        p->office_end = i + 1;
    }
    return SK_OK;
}

static int places(build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_known_place p = {.name = sk_tsv_get(t, "name"),
                            .kind = sk_tsv_get(t, "kind"),
                            .admin = sk_tsv_get(t, "admin"),
                            .lat = number(sk_tsv_get(t, "lat")),
                            .lon = number(sk_tsv_get(t, "lon"))};
        uint32_t row = (uint32_t)b->k->places.n;
        double pop = number(sk_tsv_get(t, "population"));
        unsigned rank = pop > 1e6 ? 3 : pop > 1e5 ? 2 : 1;
        p.population = pop > 0 && pop < 4e9 ? (uint32_t)pop : 0;
        code_of(p.country, sk_tsv_get(t, "country"));
        *sk_push(b->ld->arena, &b->k->places) = p;
        add_alias(b, p.name, SK_KNOW_PLACE, row,
                  ambiguous(t, p.name) | SK_ALIAS_MAIN,
                  rank);
        add_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_PLACE, row, 0, rank);
    }
    return SK_OK;
}

static int outlets(build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_str sign = sk_tsv_get(t, "dates");
        sk_outlet o = {.domain = sk_tsv_get(t, "domain"),
                       .name = sk_tsv_get(t, "name"),
                       .kind = sk_tsv_get(t, "kind"),
                       .date_sign = sign.len ? sign.s[0] : 0};
        uint32_t row = (uint32_t)b->k->outlets.n;
        code_of(o.country, sk_tsv_get(t, "country"));
        *sk_push(b->ld->arena, &b->k->outlets) = o;
        add_alias(b, o.name, SK_KNOW_OUTLET, row,
                  ambiguous(t, o.name) | SK_ALIAS_MAIN, 3);
        add_list(b, t, sk_tsv_get(t, "aliases"), SK_KNOW_OUTLET, row, 0, 3);
    }
    return SK_OK;
}

static int epithets(build *b, sk_tsv *t)
{
    while (sk_tsv_next(t)) {
        sk_epithet e = {.phrase = sk_tsv_get(t, "phrase")};
        uint32_t row = (uint32_t)b->k->epithets.n;
        e.role = sk_know_role(b->k, sk_tsv_get(t, "role"));
        code_of(e.country, sk_tsv_get(t, "country"));
        *sk_push(b->ld->arena, &b->k->epithets) = e;
        add_alias(b, e.phrase, SK_KNOW_EPITHET, row, SK_ALIAS_MAIN, 5);
    }
    return SK_OK;
}

int sk_know_load(sk_loader *ld, const sk_know **out)
{
    static const struct {
        const char *file;
        int (*read)(build *, sk_tsv *);
    } tables[] = {
        {"countries.tsv", countries}, {"seats.tsv", seats},
        {"orgs.tsv", orgs},           {"roles.tsv", roles},
        {"people.tsv", people},       {"offices.tsv", offices},
        {"places.tsv", places},       {"outlets.tsv", outlets},
        {"epithets.tsv", epithets},
    };
    build b = {.ld = ld, .k = sk_new(ld->arena, sk_know, 1)};

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        sk_tsv t;
        int rc = sk_load_table(ld, tables[i].file, &t);
        if (!rc)
            rc = tables[i].read(&b, &t);
        if (rc)
            return rc;
    }
    *out = b.k;
    return SK_OK;
}
