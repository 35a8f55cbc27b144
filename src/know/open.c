/* open.c - the knowledge from its image if that is fresh, else from tables. */
#include "know/image.h"

#include <stdlib.h>

/* Where names begin is looked up without a probe, in one place. */
void sk_know_ready(sk_loader *ld, sk_know *k)
{
    const sk_trie *t = &k->trie;

    k->n_roots = ld->vocab->n + 1;
    k->roots = sk_new(ld->arena, sk_know_root, k->n_roots);
    for (uint32_t i = 0; i < k->n_roots && i < t->roots.n; i++)
        if (t->roots.v[i])
            k->roots[i] =
                (sk_know_root){t->roots.v[i], t->nodes.v[t->roots.v[i]]};
}

static void link_offices(sk_loader *ld, sk_know *k)
{
    uint32_t *first = sk_new(ld->arena, uint32_t, k->orgs.n + 1);
    uint32_t *next = sk_new(ld->arena, uint32_t, k->offices.n + 1);

    for (size_t i = 0; i < k->orgs.n; i++)
        first[i] = SK_NONE;
    for (uint32_t i = (uint32_t)k->offices.n; i-- > 0;)
        if (k->offices.v[i].org_row != SK_NONE) {
            next[i] = first[k->offices.v[i].org_row];
            first[k->offices.v[i].org_row] = i;
        }
    k->org_first = first;
    k->org_next = next;
}

static void add_name(sk_loader *ld, sk_known_list *l, sk_str name, uint32_t row)
{
    *sk_push(ld->arena, l) = (sk_known_as){name, row};
}

static int by_name(const void *a, const void *b)
{
    const sk_known_as *x = a, *y = b;
    int c = sk_str_cmp(x->name, y->name);

    return c ? c : (x->row > y->row) - (x->row < y->row);
}

static void sort(sk_known_list *l)
{
    if (l->n)
        qsort(l->v, l->n, sizeof *l->v, by_name);
}

static void list_names(sk_loader *ld, sk_know *k)
{
    k->codes.n = k->outlet_names.n = k->outlet_domains.n = 0;
    for (uint32_t i = 0; i < k->countries.n; i++)
        add_name(ld, &k->codes, sk_str_of(k->countries.v[i].code), i);
    for (uint32_t i = 0; i < k->outlets.n; i++) {
        const sk_outlet *o = &k->outlets.v[i];
        sk_str rest = o->aliases;
        if (o->domain.len)
            add_name(ld, &k->outlet_domains, o->domain, i);
        add_name(ld, &k->outlet_names, o->name, i);
        while (rest.s && rest.len)
            add_name(ld, &k->outlet_names,
                     sk_str_trim(sk_str_cut(rest, '|', &rest)), i);
    }
    sort(&k->codes);
    sort(&k->outlet_names);
    sort(&k->outlet_domains);
}

void sk_know_index(sk_loader *ld, sk_know *k)
{
    link_offices(ld, k);
    list_names(ld, k);
}

int sk_know_load(sk_loader *ld, const sk_know **out)
{
    sk_know *k = sk_new(ld->arena, sk_know, 1);
    int rc;

    *out = k; /* so that closing the engine unmaps the image, come what may */
    if (sk_made_open(ld, &sk_know_made_of, &k->image))
        rc = sk_know_of(ld, &k->image, k);
    else
        rc = sk_know_build(ld, k);
    if (!rc && ld->n_extra) {
        if (k->image.head)
            sk_know_thaw(ld, k);
        rc = sk_know_add(ld, k);
    }
    if (!rc && (ld->n_extra || !k->roots)) /* the image brings them */
        sk_know_ready(ld, k);
    if (!rc) {
        sk_vocab_ready(ld->arena, ld->vocab);
        sk_know_index(ld, k);
    }
    return rc;
}

void sk_know_close(const sk_know *k)
{
    sk_model m;

    if (!k)
        return;
    m = k->image;
    sk_model_close(&m);
}
