/* open.c - the knowledge from its image if that is fresh, else from tables. */
#include "know/image.h"

#include <sys/stat.h>

#ifndef SK_DATA_DIR
#define SK_DATA_DIR ""
#endif
#ifndef SK_KNOW_IMAGE
#define SK_KNOW_IMAGE ""
#endif

/* As make sees it: no table is younger than the image or of another size.
 * Tables that are not there do not count: an image may come alone. */
static bool fresh(sk_loader *ld, const sk_model *m, const struct stat *image)
{
    sk_str head = sk_model_find(m, "head");
    const sk_know_head *h = (const void *)head.s;

    if (head.len != sizeof *h || h->version != SK_KNOW_VERSION)
        return false;
    for (int i = 0; i < SK_KNOW_FILES; i++) {
        struct stat st;
        if (stat(sk_load_path(ld, sk_know_files[i]), &st) != 0)
            continue;
        if ((uint64_t)st.st_size != h->bytes[i] ||
            st.st_mtim.tv_sec > image->st_mtim.tv_sec)
            return false;
    }
    return true;
}

/* Maps the image at path; false if there is none or it is stale. */
static bool map(sk_loader *ld, const char *path, sk_model *m)
{
    struct stat st;

    if (stat(path, &st) != 0 || sk_model_open(path, "know", m, NULL))
        return false;
    if (fresh(ld, m, &st))
        return true;
    sk_model_close(m);
    return false;
}

/* Where names begin is looked up without a probe. */
void sk_know_ready(sk_loader *ld, sk_know *k)
{
    const sk_trie *t = &k->trie;

    k->n_roots = ld->vocab->n + 1;
    k->roots = sk_new(ld->arena, uint32_t, k->n_roots);
    for (uint32_t i = 0; i < t->n_slots; i++)
        if (t->keys[i] && t->keys[i] >> 32 == SK_TRIE_ROOT &&
            (uint32_t)t->keys[i] < k->n_roots)
            k->roots[(uint32_t)t->keys[i]] = t->kids[i];
}

int sk_know_load(sk_loader *ld, const sk_know **out)
{
    sk_know *k = sk_new(ld->arena, sk_know, 1);
    int rc;

    *out = k; /* so that closing the engine unmaps the image, come what may */
    if (map(ld, sk_load_path(ld, "know.skmd"), &k->image) ||
        (strcmp(ld->data, SK_DATA_DIR) == 0 &&
         map(ld, SK_KNOW_IMAGE, &k->image)))
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
