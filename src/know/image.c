/* image.c - maps the knowledge from its flat file. */
#include "know/image.h"

#include <stddef.h>

#define SHAPE(section, field, type, ...)                          \
    {                                                             \
        section, offsetof(sk_know, field), sizeof(type),          \
            sizeof((uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t), \
        {                                                         \
            __VA_ARGS__                                           \
        }                                                         \
    }
#define AT(type, field) offsetof(type, field)

const sk_know_shape sk_know_shapes[SK_KNOW_KINDS] = {
    [SK_KNOW_COUNTRY] = SHAPE("country", countries, sk_country,
                              AT(sk_country, name), AT(sk_country, english)),
    [SK_KNOW_SEAT] = SHAPE("seat", seats, sk_seat, AT(sk_seat, name)),
    [SK_KNOW_ORG] = SHAPE("org", orgs, sk_org, AT(sk_org, id), AT(sk_org, name),
                          AT(sk_org, other)),
    [SK_KNOW_PERSON] = SHAPE("person", people, sk_person, AT(sk_person, id),
                             AT(sk_person, name)),
    [SK_KNOW_ROLE] = SHAPE("role", roles, sk_role, AT(sk_role, title)),
    [SK_KNOW_PLACE] =
        SHAPE("place", places, sk_known_place, AT(sk_known_place, name),
              AT(sk_known_place, kind), AT(sk_known_place, admin)),
    [SK_KNOW_OUTLET] =
        SHAPE("outlet", outlets, sk_outlet, AT(sk_outlet, domain),
              AT(sk_outlet, name), AT(sk_outlet, aliases), AT(sk_outlet, kind)),
    [SK_KNOW_EPITHET] =
        SHAPE("epithet", epithets, sk_epithet, AT(sk_epithet, phrase)),
    [SK_KNOW_OFFICE] = SHAPE("office", offices, sk_office, AT(sk_office, title),
                             AT(sk_office, org)),
};

const sk_made_of sk_know_made_of = {"know", SK_KNOW_VERSION, SK_KNOW_FILES,
                                    sk_know_files};

/* ---- checks ---- */

static int broken(sk_loader *ld, const char *what)
{
    return sk_fail(ld->err, SK_EINPUT, 0, "knowledge image: bad %s", what);
}

static bool rising(const uint32_t *at, size_t n, size_t end)
{
    if (!n || at[0] != 0 || at[n - 1] != end)
        return false;
    for (size_t i = 1; i < n; i++)
        if (at[i] < at[i - 1])
            return false;
    return true;
}

/* A power of two of slots, at most half of them full, so that probes end. */
static bool slots_ok(size_t n, size_t full)
{
    return n && n <= UINT32_MAX && (n & (n - 1)) == 0 && full * 2 <= n;
}

/* ---- parts ---- */

static int vocab_of(sk_loader *ld, const sk_model *m)
{
    sk_vocab *v = ld->vocab;
    const void *at, *slots;
    size_t n_at, n_slots, full = 0;
    sk_str text = sk_model_find(m, "vtext");

    if (!text.s || !sk_model_rows(m, "vat", 4, &at, &n_at) ||
        !sk_model_rows(m, "vslots", sizeof *v->slots, &slots, &n_slots) ||
        !rising(at, n_at, text.len))
        return broken(ld, "vocabulary");
    for (size_t i = 0; i < n_slots; i++) {
        uint32_t id = ((const sk_vocab_slot *)slots)[i].id;
        if (id >= n_at)
            return broken(ld, "vocabulary");
        full += id != 0;
    }
    if (!slots_ok(n_slots, full))
        return broken(ld, "vocabulary");
    /* the other tables add forms: the slots are copied, the rest is when the
     * first form is pushed */
    v->n_slots = (uint32_t)n_slots;
    v->slots = memcpy(sk_new(ld->arena, sk_vocab_slot, n_slots), slots,
                      n_slots * sizeof *v->slots);
    v->at = at;
    v->bytes = text.s;
    v->n = (uint32_t)n_at - 1;
    ld->at.v = (uint32_t *)at;
    ld->at.n = ld->at.cap = n_at;
    ld->bytes.v = (char *)text.s;
    ld->bytes.n = ld->bytes.cap = text.len;
    return SK_OK;
}

static int trie_of(sk_loader *ld, const sk_model *m, sk_know *k)
{
    const void *roots;
    size_t n_roots;

    if (!sk_trie_of(m, (uint32_t)k->aliases.n, &k->trie) ||
        !sk_model_rows(m, "starts", sizeof *k->roots, &roots, &n_roots))
        return broken(ld, "trie");
    k->roots = (sk_know_root *)roots;
    k->n_roots = (uint32_t)n_roots;
    for (size_t i = 0; i < n_roots; i++)
        if (k->roots[i].node >= k->trie.nodes.n ||
            k->roots[i].is.first > k->trie.values.n)
            return broken(ld, "trie");
    return SK_OK;
}

static int aliases_of(sk_loader *ld, const sk_model *m, sk_know *k)
{
    const void *v;
    uint8_t *met;

    if (!sk_model_rows(m, "aliases", sizeof(sk_alias), &v, &k->aliases.n))
        return broken(ld, "aliases");
    k->aliases.v = (sk_alias *)v;
    k->aliases.cap = k->aliases.n;
    met = sk_new(ld->arena, uint8_t, k->aliases.n + 1);
    for (size_t i = 0; i < k->aliases.n; i++) {
        const sk_alias *al = &k->aliases.v[i];
        if (al->kind >= SK_KNOW_KINDS ||
            al->row >= sk_know_count(k, al->kind) ||
            al->n_toks > SK_ALIAS_TOKS || al->same >= k->aliases.n ||
            met[al->same]++) /* each once: so they are rings */
            return broken(ld, "aliases");
    }
    return SK_OK;
}

static void *copy(sk_loader *ld, const void *v, size_t n, size_t size)
{
    void *out = sk_arena_get(ld->arena, n + 1, size, _Alignof(max_align_t));

    if (n)
        memcpy(out, v, n * size);
    return out;
}

/* Copies the rows and turns their offsets into pointers. */
static int table_of(sk_loader *ld, const sk_model *m, sk_know *k, int kind)
{
    const sk_know_shape *sh = &sk_know_shapes[kind];
    sk_str text = sk_model_find(m, "text");
    const void *v;
    size_t n;
    char *row;

    if (!text.s || !sk_model_rows(m, sh->name, sh->size, &v, &n))
        return broken(ld, sh->name);
    row = copy(ld, v, n, sh->size);
    sk_know_set_rows(k, kind, row, n);
    for (size_t i = 0; i < n; i++, row += sh->size)
        for (uint32_t j = 0; j < sh->n_strs; j++) {
            sk_str *s = (sk_str *)(row + sh->strs[j]);
            uintptr_t at = (uintptr_t)s->s;
            if (at > text.len + 1 || (at ? s->len > text.len + 1 - at : s->len))
                return broken(ld, sh->name);
            s->s = at ? text.s + at - 1 : NULL;
        }
    return SK_OK;
}

static int links_ok(sk_loader *ld, const sk_know *k)
{
    for (size_t i = 0; i < k->offices.n; i++) {
        const sk_office *o = &k->offices.v[i];
        if (o->person >= k->people.n ||
            (o->role != SK_NONE && o->role >= k->roles.n) ||
            (o->org_row != SK_NONE && o->org_row >= k->orgs.n))
            return broken(ld, "office");
    }
    for (size_t i = 0; i < k->people.n; i++)
        if (k->people.v[i].office_beg > k->people.v[i].office_end ||
            k->people.v[i].office_end > k->offices.n)
            return broken(ld, "person");
    for (size_t i = 0; i < k->epithets.n; i++)
        if (k->epithets.v[i].role != SK_NONE &&
            k->epithets.v[i].role >= k->roles.n)
            return broken(ld, "epithet");
    for (size_t i = 0; i < k->by_country.n; i++)
        if (k->by_country.v[i] >= k->offices.n)
            return broken(ld, "offices");
    return SK_OK;
}

int sk_know_of(sk_loader *ld, const sk_model *m, sk_know *k)
{
    const sk_know_head *h = (const void *)sk_model_find(m, "head").s;
    const void *by = NULL;
    int rc = SK_OK;

    if (!h || sk_model_find(m, "head").len != sizeof *h ||
        h->alias_size != sizeof(sk_alias))
        return broken(ld, "version");
    for (int i = 0; i < SK_KNOW_KINDS; i++)
        if (h->sizes[i] != sk_know_shapes[i].size)
            return broken(ld, "version");
    for (int i = 0; i < SK_KNOW_KINDS && !rc; i++)
        rc = table_of(ld, m, k, i);
    if (!rc && !sk_model_rows(m, "bycntry", 4, &by, &k->by_country.n))
        rc = broken(ld, "offices");
    if (!rc) {
        k->by_country.v = (uint32_t *)by;
        k->by_country.cap = k->by_country.n;
        rc = aliases_of(ld, m, k);
    }
    if (!rc)
        rc = trie_of(ld, m, k);
    if (!rc)
        rc = links_ok(ld, k);
    return rc ? rc : vocab_of(ld, m);
}

void sk_know_thaw(sk_loader *ld, sk_know *k)
{
    sk_trie *t = &k->trie;

    t->edges = copy(ld, t->edges, t->n_slots, sizeof *t->edges);
    t->nodes.v = copy(ld, t->nodes.v, t->nodes.n, sizeof *t->nodes.v);
    t->begins.v = copy(ld, t->begins.v, t->begins.n, sizeof *t->begins.v);
    t->roots.v = copy(ld, t->roots.v, t->roots.n, sizeof *t->roots.v);
    k->aliases.v = copy(ld, k->aliases.v, k->aliases.n, sizeof *k->aliases.v);
    k->by_country.n = k->by_country.cap = 0; /* made anew */
}
