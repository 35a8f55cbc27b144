/* know.c - asks the knowledge: names in a text, holders of offices. */
#include "know/know.h"

static bool caps_fit(const sk_doc *d, uint32_t tok, const sk_alias *al)
{
    for (uint32_t i = 0; i < al->n_toks && i < 32; i++)
        if ((al->caps >> i & 1) && !(d->toks.v[tok + i].flags & SK_TOK_CAP))
            return false;
    return true;
}

static void add_hits(sk_doc *d, uint32_t beg, uint32_t end, uint32_t node)
{
    const sk_know *k = d->eng->know;

    for (uint32_t i = sk_trie_first(&k->trie, node); i;
         i = k->trie.values.v[i - 1].next) {
        uint32_t row = k->trie.values.v[i - 1].value;
        if (caps_fit(d, beg, &k->aliases.v[row]))
            *sk_push(&d->arena, &d->hits) = (sk_hit){beg, end, row};
    }
}

/* Hits of one start come out shortest first; turn them round, and order those
 * of one length by rank, then row. */
static void order(sk_doc *d, size_t from)
{
    const sk_alias *al = d->eng->know->aliases.v;

    for (size_t i = from + 1; i < d->hits.n; i++) {
        sk_hit h = d->hits.v[i];
        size_t j = i;
        while (j > from) {
            const sk_hit *p = &d->hits.v[j - 1];
            bool before =
                p->tok_end != h.tok_end ? h.tok_end > p->tok_end
                : al[p->alias].rank != al[h.alias].rank
                    ? al[h.alias].rank > al[p->alias].rank
                    : h.alias < p->alias;
            if (!before)
                break;
            d->hits.v[j] = *p;
            j--;
        }
        d->hits.v[j] = h;
    }
}

void sk_know_hits(sk_doc *d)
{
    const sk_trie *t = &d->eng->know->trie;

    d->hits.n = 0;
    for (uint32_t i = 0; i < d->toks.n; i++) {
        uint32_t node = SK_TRIE_ROOT;
        size_t from = d->hits.n;
        for (uint32_t j = i; j < d->toks.n; j++) {
            if (j > i && (d->toks.v[j].flags & SK_TOK_LINE))
                break;
            node = sk_trie_step(t, node, d->toks.v[j].id);
            if (node == UINT32_MAX)
                break;
            add_hits(d, i, j + 1, node);
        }
        order(d, from);
    }
}

size_t sk_hit_from(const sk_doc *d, uint32_t tok)
{
    size_t lo = 0, hi = d->hits.n;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (d->hits.v[mid].tok_beg < tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

uint32_t sk_know_country(const sk_know *k, const char *code)
{
    for (uint32_t i = 0; i < k->countries.n; i++)
        if (strcmp(k->countries.v[i].code, code) == 0)
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

uint32_t sk_know_holder(const sk_know *k, uint32_t role, const char *country,
                        int32_t day)
{
    const sk_role *want = &k->roles.v[role];
    uint32_t best = SK_NONE;

    for (uint32_t i = 0; i < k->offices.n; i++) {
        const sk_office *o = &k->offices.v[i];
        bool same = o->role == role ||
                    (o->role != SK_NONE && singular(want->cls) &&
                     k->roles.v[o->role].cls == want->cls);
        if (!same || strcmp(o->country, country) != 0)
            continue;
        if (day != SK_NO_DAY && (day < o->from || day > o->to))
            continue;
        /* the exact title first, then the latest */
        if (best == SK_NONE ||
            (o->role == role) > (k->offices.v[best].role == role) ||
            ((o->role == role) == (k->offices.v[best].role == role) &&
             o->from > k->offices.v[best].from))
            best = i;
    }
    return best == SK_NONE ? SK_NONE : k->offices.v[best].person;
}

uint32_t sk_know_office(const sk_know *k, uint32_t person, int32_t day)
{
    const sk_person *p = &k->people.v[person];
    uint32_t best = SK_NONE;
    int best_rank = 0;

    for (uint32_t i = p->office_beg; i < p->office_end; i++) {
        const sk_office *o = &k->offices.v[i];
        int rank = o->role == SK_NONE ? 9 : k->roles.v[o->role].rank;
        if (day != SK_NO_DAY && (day < o->from || day > o->to))
            continue;
        if (best == SK_NONE || (day == SK_NO_DAY ? i > best : rank < best_rank)) {
            best = i;
            best_rank = rank;
        }
    }
    return best;
}

uint32_t sk_know_outlet(const sk_know *k, sk_str s)
{
    size_t at = sk_str_find(s, SK_STR("://"), 0);

    if (at != SIZE_MAX) {
        sk_str rest;
        s = sk_str_cut(sk_str_sub(s, at + 3, s.len), '/', &rest);
    }
    for (uint32_t i = 0; i < k->outlets.n; i++) {
        sk_str dom = k->outlets.v[i].domain;
        if (dom.len && sk_str_ends(s, dom) &&
            (s.len == dom.len || s.s[s.len - dom.len - 1] == '.'))
            return i;
        if (sk_str_eq(s, k->outlets.v[i].name))
            return i;
    }
    return SK_NONE;
}
