/* Asks small tables, and the image made of them, the rows of know/ask.tsv. */
#include "table.h"

#include "base/day.h"
#include "know/know.h"
#include "know_pack.h"
#include "pack.h"

#include <unistd.h>

/* One way to have the same knowledge. */
typedef struct way {
    sk_arena arena;
    sk_vocab vocab;
    jmp_buf full;
    const sk_know *k;
} way;

static way tables, image, user;
static sk_buf out;

static const char *in_test(const char *name)
{
    static char path[8][1024];
    static int i;

    i = (i + 1) & 7;
    snprintf(path[i], sizeof path[i], "%s/%s", getenv("TEST_DIR"), name);
    return path[i];
}

static void open_way(way *w, const char *data, const char *const *extra,
                     size_t n_extra)
{
    sk_err err;
    sk_loader ld = {.arena = &w->arena,
                    .data = data,
                    .vocab = &w->vocab,
                    .extra = extra,
                    .n_extra = n_extra,
                    .err = &err};

    sk_arena_init(&w->arena, 64 << 20);
    if (setjmp(w->full)) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    w->arena.full = &w->full;
    if (sk_know_load(&ld, &w->k)) {
        fprintf(stderr, "%s\n", err.msg);
        exit(2);
    }
}

static void close_way(way *w)
{
    sk_know_close(w->k);
    sk_arena_done(&w->arena);
}

static void add(way *w, const char *text)
{
    sk_buf_add(&w->arena, &out, sk_str_of(text));
}

static void add_str(way *w, sk_str s)
{
    sk_buf_add(&w->arena, &out, s);
}

/* ---- find ---- */

typedef struct best {
    const sk_know *k;
    uint32_t end[64], alias[64];
} best;

static void keep(void *ctx, uint32_t beg, uint32_t end, uint32_t alias)
{
    best *b = ctx;
    const sk_alias *al = b->k->aliases.v;

    if (end > b->end[beg] ||
        (end == b->end[beg] && al[alias].rank > al[b->alias[beg]].rank)) {
        b->end[beg] = end;
        b->alias[beg] = alias;
    }
}

static sk_str name_of(const sk_know *k, const sk_alias *al, const char **kind)
{
    switch (al->kind) {
    case SK_KNOW_COUNTRY:
        *kind = "country";
        return k->countries.v[al->row].name;
    case SK_KNOW_SEAT:
        *kind = "seat";
        return k->seats.v[al->row].name;
    case SK_KNOW_ORG:
        *kind = "org";
        return k->orgs.v[al->row].name;
    case SK_KNOW_PERSON:
        *kind = "person";
        return k->people.v[al->row].name;
    case SK_KNOW_ROLE:
        *kind = "role";
        return k->roles.v[al->row].title;
    case SK_KNOW_PLACE:
        *kind = "place";
        return k->places.v[al->row].name;
    case SK_KNOW_OUTLET:
        *kind = "outlet";
        return k->outlets.v[al->row].name;
    default:
        *kind = "epithet";
        return k->epithets.v[al->row].phrase;
    }
}

static void find(way *w, sk_str text)
{
    sk_toks toks = {0};
    best b = {.k = w->k};

    sk_tok_cut(&w->arena, &w->vocab, text, 0, (uint32_t)text.len, &toks);
    assert_true(toks.n < 64);
    sk_know_find(w->k, toks.v, (uint32_t)toks.n, keep, &b);
    for (uint32_t i = 0; i < toks.n; i = b.end[i] ? b.end[i] : i + 1) {
        const sk_alias *al = &w->k->aliases.v[b.alias[i]];
        const char *kind;
        sk_str name;
        if (!b.end[i])
            continue;
        name = name_of(w->k, al, &kind);
        add(w, out.n ? " " : "");
        add(w, kind);
        add(w, "=");
        add_str(w, name);
        add(w, al->flags & SK_ALIAS_AMBIGUOUS ? "?" : "");
        add(w, al->flags & SK_ALIAS_PAIR ? "~" : "");
    }
}

/* Every hit of a document, in its order. */
static void hits(way *w, sk_str text)
{
    sk_engine eng = {.know = w->k};
    sk_doc d = {.eng = &eng, .text = text};

    sk_arena_init(&d.arena, 1 << 20);
    d.arena.full = &w->full;
    sk_tok_cut(&d.arena, &w->vocab, text, 0, (uint32_t)text.len, &d.toks);
    sk_know_hits(&d);
    for (size_t i = 0; i < d.hits.n; i++) {
        const sk_alias *al = &w->k->aliases.v[d.hits.v[i].alias];
        const char *kind;
        sk_str name = name_of(w->k, al, &kind);
        add(w, out.n ? " " : "");
        add(w, kind);
        add(w, "=");
        add_str(w, name);
        add(w, al->flags & SK_ALIAS_SHORT ? "!" : "");
        assert_true(i == 0 || d.hits.v[i - 1].tok_beg <= d.hits.v[i].tok_beg);
        assert_int_equal(sk_hit_from(&d, d.hits.v[i].tok_beg) <= i, true);
    }
    sk_arena_done(&d.arena);
}

/* ---- the other questions ---- */

static int32_t day_of(sk_str s)
{
    int32_t day, minute;

    return s.len && sk_iso_parse(s, &day, &minute) ? day : SK_NO_DAY;
}

static void holder(way *w, sk_str *arg)
{
    uint32_t role = sk_know_role(w->k, arg[0]), who;
    char code[4] = "";

    memcpy(code, arg[1].s, arg[1].len);
    who = arg[3].len ? sk_know_holder_at(w->k, role, sk_know_org(w->k, arg[3]),
                                         arg[3], code, day_of(arg[2]))
                     : sk_know_holder(w->k, role, code, day_of(arg[2]));
    if (who != SK_NONE)
        add_str(w, w->k->people.v[who].name);
}

static void office(way *w, sk_str *arg)
{
    uint32_t got =
        sk_know_office(w->k, sk_know_person(w->k, arg[0]), day_of(arg[1]));
    int y, m, d;
    char iso[16];

    if (got == SK_NONE)
        return;
    sk_day_civil(w->k->offices.v[got].from, &y, &m, &d);
    snprintf(iso, sizeof iso, " %04d-%02d-%02d", y, m, d);
    add_str(w, w->k->offices.v[got].title);
    add(w, iso);
}

static void first_place(void *ctx, uint32_t beg, uint32_t end, uint32_t alias)
{
    (void)end;
    if (!beg)
        *(uint32_t *)ctx = alias;
}

static void place(way *w, sk_str *arg)
{
    sk_toks toks = {0};
    uint32_t alias = SK_NONE, got;
    char code[4] = "", at[32];

    sk_tok_cut(&w->arena, &w->vocab, arg[0], 0, (uint32_t)arg[0].len, &toks);
    sk_know_find(w->k, toks.v, (uint32_t)toks.n, first_place, &alias);
    assert_int_not_equal(alias, SK_NONE);
    memcpy(code, arg[1].s, arg[1].len);
    got = sk_know_place_in(w->k, alias, code, arg[2], day_of(arg[3]));
    if (got == SK_NONE)
        return;
    snprintf(at, sizeof at, "%.1f", w->k->places.v[got].lat);
    add(w, at);
}

static void ask(way *w, const row *r)
{
    const char *what = r->cell[0];
    sk_str left = sk_str_of(r->cell[1]), arg[4];

    if (strncmp(what, "user ", 5) == 0)
        what += 5;
    if (strcmp(what, "find") == 0) {
        find(w, left);
        return;
    }
    if (strcmp(what, "hits") == 0) {
        hits(w, left);
        return;
    }
    for (int i = 0; i < 4; i++)
        arg[i] = left.s ? sk_str_cut(left, '|', &left) : SK_STR("");
    if (strcmp(what, "holder") == 0) {
        holder(w, arg);
    } else if (strcmp(what, "office") == 0) {
        office(w, arg);
    } else if (strcmp(what, "place") == 0) {
        place(w, arg);
    } else {
        uint32_t o = sk_know_outlet(w->k, sk_str_of(r->cell[1]));
        if (o != SK_NONE)
            add_str(w, w->k->outlets.v[o].name);
    }
}

static void check(way *w, const row *r)
{
    out = (sk_buf){0};
    ask(w, r);
    add(w, out.n ? "" : "-");
    sk_buf_char(&w->arena, &out, 0);
    assert_string_equal(out.v, r->cell[2]);
}

static void each(void **state)
{
    const row *r = *state;

    if (strncmp(r->cell[0], "user ", 5) == 0) {
        check(&user, r);
        return;
    }
    check(&tables, r);
    check(&image, r);
    check(&user, r);
}

int main(void)
{
    char folder[] = "/tmp/sukien-know-XXXXXX", path[64];
    const char *mine[] = {in_test("know/mine.tsv"),
                          in_test("know/mine_people.tsv"),
                          in_test("know/mine_offices.tsv")};
    sk_err err;
    int rc;

    if (!mkdtemp(folder))
        return 2;
    snprintf(path, sizeof path, "%s/know.skmd", folder);
    if (know_pack(in_test("know/data"), path, &err)) {
        fprintf(stderr, "%s\n", err.msg);
        return 2;
    }
    open_way(&tables, in_test("know/data"), NULL, 0);
    open_way(&image, folder, NULL, 0); /* an image alone */
    open_way(&user, folder, mine, 3);
    rc = tables.k->image.head || !image.k->image.head;
    if (rc)
        fputs("the image was not used where it should be\n", stderr);
    /* who has an image mapped reads on when it is written anew */
    rc |= pack_write(SK_STR("shorter"), path, &err);
    rc |= run_table("know/ask.tsv", each);
    close_way(&tables);
    close_way(&image);
    close_way(&user);
    unlink(path);
    rmdir(folder);
    return rc;
}
