/* know.c - sukien know: asks, checks and compiles the knowledge. */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

#include "know/know.h"
#include "know_pack.h"

/* The knowledge alone, without models. */
typedef struct known {
    sk_arena arena;
    sk_vocab vocab;
    jmp_buf full;
    const sk_know *k;
} known;

static void known_close(known *w)
{
    sk_know_close(w->k);
    sk_arena_done(&w->arena);
}

static int known_open(known *w, const char *data, const char *const *extra,
                      size_t n_extra, bool tables)
{
    sk_err err = {0};
    sk_loader ld = {.arena = &w->arena,
                    .data = data,
                    .vocab = &w->vocab,
                    .extra = extra,
                    .n_extra = n_extra,
                    .err = &err};
    int rc;

    sk_arena_init(&w->arena, (size_t)4 << 30);
    if (setjmp(w->full) == 0) {
        w->arena.full = &w->full;
        if (tables) {
            sk_know *k = sk_new(&w->arena, sk_know, 1);
            w->k = k;
            rc = sk_know_build(&ld, k);
            rc = rc || !n_extra ? rc : sk_know_add(&ld, k);
        } else {
            rc = sk_know_load(&ld, &w->k);
        }
    } else {
        rc = sk_fail(&err, SK_ENOMEM, 0, "no memory for the knowledge");
    }
    if (rc)
        fprintf(stderr, "sukien: %s\n", err.msg);
    return rc;
}

/* ---- find ---- */

/* What an alias means: its kind, the row's name, its code, its sector. */
typedef struct meaning {
    const char *kind, *code, *sector;
    sk_str name;
} meaning;

static meaning meaning_of(const sk_know *k, const sk_alias *al)
{
    uint32_t i = al->row;

    switch (al->kind) {
    case SK_KNOW_COUNTRY:
        return (meaning){"country", k->countries.v[i].code, "",
                         k->countries.v[i].name};
    case SK_KNOW_SEAT:
        return (meaning){"seat", k->seats.v[i].country, k->seats.v[i].sector,
                         k->seats.v[i].name};
    case SK_KNOW_ORG:
        return (meaning){"org", k->orgs.v[i].code, k->orgs.v[i].sector,
                         k->orgs.v[i].name};
    case SK_KNOW_PERSON:
        return (meaning){"person", k->people.v[i].country, "",
                         k->people.v[i].name};
    case SK_KNOW_ROLE:
        return (meaning){"role", "", k->roles.v[i].sector, k->roles.v[i].title};
    case SK_KNOW_PLACE:
        return (meaning){"place", k->places.v[i].country, "",
                         k->places.v[i].name};
    case SK_KNOW_OUTLET:
        return (meaning){"outlet", k->outlets.v[i].country, "",
                         k->outlets.v[i].name};
    default:
        return (meaning){"epithet", k->epithets.v[i].country, "",
                         k->epithets.v[i].phrase};
    }
}

typedef struct finding {
    const sk_know *k;
    const sk_tok *toks;
    sk_str text;
} finding;

static void print_hit(void *ctx, uint32_t beg, uint32_t end, uint32_t alias)
{
    const finding *f = ctx;
    const sk_alias *al = &f->k->aliases.v[alias];
    meaning m = meaning_of(f->k, al);
    sk_str form = sk_str_sub(f->text, f->toks[beg].beg, f->toks[end - 1].end);

    printf("%.*s\t%s\t%.*s\t%s\t%s\t%s%s%s\n", SK_FMT(form), m.kind,
           SK_FMT(m.name), m.code, m.sector,
           al->flags & SK_ALIAS_AMBIGUOUS ? "ambiguous " : "",
           al->flags & SK_ALIAS_SHORT ? "short " : "",
           al->flags & SK_ALIAS_PAIR ? "pair" : "");
}

static int find(int argc, char **argv)
{
    const char *data = SK_DATA_DIR, *mine = NULL;
    const cmd_opt opts[] = {
        {"data", 0, "FOLDER", "the tables", &data, NULL},
        {"know", 0, "FILE", "a table of your own", &mine, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "know find [options] TEXT...",
                         "Prints every form of the knowledge in the text: "
                         "form, kind, name, code, sector, notes.");
    known w = {0};

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (known_open(&w, data, &mine, mine != NULL, false)) {
        known_close(&w);
        return EXIT_USAGE;
    }
    for (; at < argc; at++) {
        sk_toks toks = {0};
        sk_str text = sk_normal(&w.arena, sk_str_of(argv[at]));
        finding f = {.k = w.k, .text = text};
        sk_tok_cut(&w.arena, &w.vocab, text, 0, (uint32_t)text.len, &toks);
        f.toks = toks.v;
        sk_know_find(w.k, toks.v, (uint32_t)toks.n, print_hit, &f);
    }
    known_close(&w);
    return EXIT_ALL_READ;
}

/* ---- check ---- */

static size_t faults;

static void fault(const char *kind, sk_str name, const char *what, sk_str where)
{
    printf("%s %.*s: %s %.*s\n", kind, SK_FMT(name), what, SK_FMT(where));
    faults++;
}

static bool code_ok(const sk_know *k, const char *code)
{
    static const char none[][4] = {"",    "IGO", "UNO", "EUR",
                                   "NGO", "ISM", "IMG", "MNC"};

    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (strcmp(code, none[i]) == 0)
            return true;
    return sk_know_country(k, code) != SK_NONE;
}

/* Two rows of a kind with the same form, case and rank: which one is meant is
 * chance. Places and short forms of people are many by nature. */
static void check_alias(const sk_know *k, uint32_t i)
{
    const sk_alias *a = &k->aliases.v[i];

    if (a->kind == SK_KNOW_PLACE || a->flags & SK_ALIAS_SHORT)
        return;
    for (uint32_t j = a->same; j != i; j = k->aliases.v[j].same) {
        const sk_alias *b = &k->aliases.v[j];
        if (b->kind == a->kind && b->row > a->row && b->rank == a->rank &&
            b->caps == a->caps &&
            !((b->flags ^ a->flags) & (SK_ALIAS_SHORT | SK_ALIAS_UPPER))) {
            meaning m = meaning_of(k, a);
            fault(m.kind, m.name, "shares a form with", meaning_of(k, b).name);
        }
    }
}

static void check_all(const sk_know *k)
{
    for (uint32_t i = 0; i < k->aliases.n; i++) {
        meaning m = meaning_of(k, &k->aliases.v[i]);
        check_alias(k, i);
        if (k->aliases.v[i].flags & SK_ALIAS_MAIN && !code_ok(k, m.code))
            fault(m.kind, m.name, "has an unknown code", sk_str_of(m.code));
    }
    for (size_t i = 0; i < k->offices.n; i++) {
        const sk_office *o = &k->offices.v[i];
        sk_str who = k->people.v[o->person].name;
        if (o->role == SK_NONE) /* deputies and the like: no fault */
            printf("note: the title of %.*s is no role of roles.tsv: %.*s\n",
                   SK_FMT(who), SK_FMT(o->title));
        if (o->from > o->to)
            fault("person", who, "left before coming:", o->title);
        if (!code_ok(k, o->country))
            fault("person", who, "has an office of unknown country",
                  sk_str_of(o->country));
        if (o->org_row == SK_NONE && sk_str_starts(o->org, SK_STR("org:")))
            fault("person", who, "has an office in no body", o->org);
    }
}

static int check(int argc, char **argv)
{
    const char *data = SK_DATA_DIR;
    const cmd_opt opts[] = {
        {"data", 0, "FOLDER", "the tables", &data, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "know check [options] [FILE...]",
                         "Checks the tables, and tables of your own with "
                         "them: codes, roles, forms claimed twice.");
    known w = {0};

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (known_open(&w, data, (const char *const *)argv + at,
                   (size_t)(argc - at), true)) {
        known_close(&w);
        return EXIT_USAGE;
    }
    check_all(w.k);
    printf("%zu countries, %zu seats, %zu bodies, %zu people, %zu offices, "
           "%zu roles, %zu places, %zu outlets, %zu forms: %zu faults\n",
           w.k->countries.n, w.k->seats.n, w.k->orgs.n, w.k->people.n,
           w.k->offices.n, w.k->roles.n, w.k->places.n, w.k->outlets.n,
           w.k->aliases.n, faults);
    known_close(&w);
    return faults ? EXIT_SOME_FAILED : EXIT_ALL_READ;
}

/* ---- compile ---- */

static int compile(int argc, char **argv)
{
    const char *data = SK_DATA_DIR, *out = "know.skmd";
    const cmd_opt opts[] = {
        {"data", 0, "FOLDER", "the tables", &data, NULL},
        {"out", 'o', "FILE", "where the image goes", &out, NULL},
        {0},
    };
    int at = cmd_options(argc, argv, opts, "know compile [options]",
                         "Turns the tables of knowledge into the image that "
                         "opens fast.");
    sk_err err;

    if (at < 0)
        return at == -2 ? EXIT_ALL_READ : EXIT_USAGE;
    if (know_pack(data, out, &err)) {
        fprintf(stderr, "sukien: %s\n", err.msg);
        return EXIT_USAGE;
    }
    return EXIT_ALL_READ;
}

static const cmd kinds[] = {
    {"find", "print the known forms in a text", find},
    {"check", "check the tables and your own", check},
    {"compile", "turn the tables into an image", compile},
};
enum { N_KINDS = sizeof kinds / sizeof *kinds };

int cmd_know(int argc, char **argv)
{
    bool help = argc > 1 && strcmp(argv[1], "--help") == 0;

    for (int i = 0; argc > 1 && i < N_KINDS; i++)
        if (strcmp(argv[1], kinds[i].name) == 0)
            return kinds[i].run(argc - 1, argv + 1);
    fprintf(help ? stdout : stderr,
            "usage: sukien know ACTION [options] [ARG...]\n\n");
    for (int i = 0; i < N_KINDS; i++)
        fprintf(help ? stdout : stderr, "  %-10s %s\n", kinds[i].name,
                kinds[i].what);
    return help ? EXIT_ALL_READ : EXIT_USAGE;
}
