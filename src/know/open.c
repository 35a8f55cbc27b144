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
            k->roots[i] = (sk_know_root){t->roots.v[i],
                                         t->nodes.v[t->roots.v[i]]};
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

static int by_name(const void *a, const void *b)
{
    const sk_outlet_name *x = a, *y = b;
    int c = sk_str_cmp(x->name, y->name);

    return c ? c : (x->row > y->row) - (x->row < y->row);
}

static void name_outlets(sk_loader *ld, sk_know *k)
{
    for (uint32_t i = 0; i < k->outlets.n; i++) {
        const sk_outlet *o = &k->outlets.v[i];
        sk_str rest = o->aliases;
        if (o->domain.len)
            *sk_push(ld->arena, &k->outlet_domains) =
                (sk_outlet_name){o->domain, i};
        *sk_push(ld->arena, &k->outlet_names) = (sk_outlet_name){o->name, i};
        while (rest.s && rest.len)
            *sk_push(ld->arena, &k->outlet_names) = (sk_outlet_name){
                sk_str_trim(sk_str_cut(rest, '|', &rest)), i};
    }
    if (k->outlets.n)
        qsort(k->outlet_names.v, k->outlet_names.n, sizeof *k->outlet_names.v,
              by_name);
    if (k->outlet_domains.n)
        qsort(k->outlet_domains.v, k->outlet_domains.n,
              sizeof *k->outlet_domains.v, by_name);
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
        link_offices(ld, k);
        name_outlets(ld, k);
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
