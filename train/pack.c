/* pack.c - writes model files. */
#include "pack.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"

void *need(void *p)
{
    if (!p) {
        fputs("sukien train: no memory\n", stderr);
        exit(2);
    }
    return p;
}

void pack_add(pack *p, const void *bytes, size_t n)
{
    if (!n)
        return;
    if (p->cap - p->n < n) {
        p->cap = (p->cap + n) * 2;
        p->bytes = need(realloc(p->bytes, p->cap));
    }
    memcpy(p->bytes + p->n, bytes, n);
    p->n += n;
    if (p->n_sections)
        p->sections[p->n_sections - 1].len += n;
}

void pack_rows(pack *p, const char *name, const void *v, size_t n, size_t size)
{
    pack_section(p, name);
    pack_add(p, v, n * size);
}

void pack_trie(pack *p, const sk_trie *t)
{
    pack_rows(p, "tedges", t->edges, t->n_slots, sizeof *t->edges);
    pack_rows(p, "tnodes", t->nodes.v, t->nodes.n, sizeof *t->nodes.v);
    pack_rows(p, "tvalues", t->values.v, t->values.n, sizeof *t->values.v);
    pack_rows(p, "tbegins", t->begins.v, t->begins.n, sizeof *t->begins.v);
    pack_rows(p, "troots", t->roots.v, t->roots.n, sizeof *t->roots.v);
}

void pack_align(pack *p)
{
    static const char zeros[SK_MODEL_ALIGN];

    pack_add(p, zeros, -p->n & (SK_MODEL_ALIGN - 1));
}

void pack_section(pack *p, const char *name)
{
    sk_model_section *s = &p->sections[p->n_sections];
    size_t pad = -p->n & (SK_MODEL_ALIGN - 1);

    pack_align(p);
    if (p->n_sections)
        s[-1].len -= pad; /* between two sections, in neither */
    p->n_sections++;
    *s = (sk_model_section){.at = p->n};
    memcpy(s->name, name, strnlen(name, sizeof s->name));
}

sk_str pack_file(pack *p, const char *kind)
{
    size_t table = sizeof(sk_model_head) + p->n_sections * sizeof *p->sections;
    size_t at = (table + SK_MODEL_ALIGN - 1) & ~(size_t)(SK_MODEL_ALIGN - 1);
    sk_model_head head = {.magic = {'S', 'K', 'M', 'D'},
                          .version = SK_MODEL_VERSION,
                          .n_sections = p->n_sections,
                          .size = at + p->n};
    char *file = need(
        aligned_alloc(SK_MODEL_ALIGN, (head.size + SK_MODEL_ALIGN - 1) &
                                          ~(uint64_t)(SK_MODEL_ALIGN - 1)));

    memset(file, 0, at);
    memcpy(head.kind, kind, strnlen(kind, sizeof head.kind));
    for (uint32_t i = 0; i < p->n_sections; i++)
        p->sections[i].at += at;
    memcpy(file + sizeof head, p->sections,
           p->n_sections * sizeof *p->sections);
    memcpy(file + at, p->bytes, p->n);
    head.checksum =
        sk_model_sum(file + sizeof head, (size_t)head.size - sizeof head);
    memcpy(file, &head, sizeof head);
    return (sk_str){file, (size_t)head.size};
}

static int write_in_place(sk_str file, const char *path)
{
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(file.s, 1, file.len, f) == file.len;

    if (f && fclose(f) == EOF)
        ok = false;
    return ok ? 0 : -1;
}

int pack_write(sk_str file, const char *path, sk_err *err)
{
    struct stat st;
    bool device = stat(path, &st) == 0 && !S_ISREG(st.st_mode);
    size_t len = strlen(path);
    char *fresh = need(malloc(len + sizeof ".new"));
    int rc;

    snprintf(fresh, len + sizeof ".new", "%s%s", path, device ? "" : ".new");
    rc = write_in_place(file, fresh);
    if (rc == 0 && !device)
        rc = rename(fresh, path);
    if (rc) {
        rc = sk_fail(err, SK_EIO, 0, "%s: %s", fresh, strerror(errno));
        if (!device)
            unlink(fresh);
    }
    free(fresh);
    return rc;
}

void pack_done(pack *p)
{
    free(p->bytes);
    *p = (pack){0};
}
