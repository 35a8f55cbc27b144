/* made.c - files that are made of tables: used while no table has changed. */
#include "know/load.h"

#include <sys/stat.h>

#ifndef SK_DATA_DIR
#define SK_DATA_DIR ""
#endif
#ifndef SK_BUILD_DIR
#define SK_BUILD_DIR ""
#endif

sk_made sk_made_now(sk_loader *ld, const sk_made_of *of)
{
    sk_made made = {.version = of->version, .n_tables = of->n_tables};

    for (uint32_t i = 0; i < of->n_tables; i++) {
        struct stat st;
        if (stat(sk_load_path(ld, of->tables[i]), &st) == 0)
            made.bytes[i] = (uint64_t)st.st_size;
    }
    return made;
}

/* As make sees it: no table is younger than the file or of another size.
 * Tables that are not there do not count: a file may come alone. */
static bool fresh(sk_loader *ld, const sk_made_of *of, const sk_model *m,
                  const struct stat *file)
{
    sk_str section = sk_model_find(m, "made");
    const sk_made *made = (const void *)section.s;

    if (section.len != sizeof *made || made->version != of->version ||
        made->n_tables != of->n_tables)
        return false;
    for (uint32_t i = 0; i < of->n_tables; i++) {
        struct stat st;
        if (stat(sk_load_path(ld, of->tables[i]), &st) != 0)
            continue;
        if ((uint64_t)st.st_size != made->bytes[i] ||
            st.st_mtim.tv_sec > file->st_mtim.tv_sec)
            return false;
    }
    return true;
}

static bool map(sk_loader *ld, const sk_made_of *of, const char *path,
                sk_model *m)
{
    struct stat st;

    if (stat(path, &st) != 0 || sk_model_open(path, of->kind, m, NULL))
        return false;
    if (fresh(ld, of, m, &st))
        return true;
    sk_model_close(m);
    return false;
}

bool sk_made_open(sk_loader *ld, const sk_made_of *of, sk_model *m)
{
    const char *name = sk_strf(ld->arena, "%s.skmd", of->kind).s;

    return map(ld, of, sk_load_path(ld, name), m) ||
           (strcmp(ld->data, SK_DATA_DIR) == 0 &&
            map(ld, of, sk_strf(ld->arena, "%s/%s", SK_BUILD_DIR, name).s, m));
}
