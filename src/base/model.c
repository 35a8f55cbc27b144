/* model.c - opens and checks model files. */
#include "base/model.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "model files are mapped as they are");

static bool name_is(const char field[8], const char *name)
{
    return strncmp(field, name, 8) == 0;
}

/* Four chains of multiplications side by side, which the processor does at
 * once. */
uint64_t sk_model_sum(const void *p, size_t len)
{
    enum { LANES = 4 };
    static const uint64_t odd = 0xd6e8feb86659fd93u;
    const char *s = p;
    uint64_t h[LANES] = {1, 2, 3, 4}, w;
    size_t i = 0;

    for (; len - i >= LANES * sizeof w; i += LANES * sizeof w)
        for (int k = 0; k < LANES; k++) {
            memcpy(&w, s + i + (size_t)k * sizeof w, sizeof w);
            h[k] = (h[k] ^ w) * odd;
            h[k] ^= h[k] >> 32;
        }
    return sk_hash(s + i, len - i, sk_hash(h, sizeof h, len));
}

int sk_model_of(sk_str bytes, const char *kind, sk_model *m, sk_err *err)
{
    const sk_model_head *h = (const void *)bytes.s;
    const sk_model_section *sec = (const void *)(h + 1);
    size_t table;

    if (bytes.len < sizeof *h || memcmp(h->magic, "SKMD", 4) != 0)
        return sk_fail(err, SK_EINPUT, 0, "no model file");
    if (h->version != SK_MODEL_VERSION)
        return sk_fail(err, SK_EINPUT, 4, "model of version %u, known is %d",
                       h->version, SK_MODEL_VERSION);
    if (kind && !name_is(h->kind, kind))
        return sk_fail(err, SK_EINPUT, 8, "model of kind %.8s, not %s", h->kind,
                       kind);
    table = sizeof *h + (size_t)h->n_sections * sizeof *sec;
    if (h->n_sections > SK_MODEL_SECTIONS || h->size != bytes.len ||
        table > bytes.len)
        return sk_fail(err, SK_EINPUT, 16, "model file of wrong size");
    if (h->checksum != sk_model_sum(bytes.s + sizeof *h, bytes.len - sizeof *h))
        return sk_fail(err, SK_EINPUT, 32, "model file with wrong checksum");
    for (uint32_t i = 0; i < h->n_sections; i++)
        if (sec[i].at % SK_MODEL_ALIGN || sec[i].at < table ||
            sec[i].at > bytes.len || sec[i].len > bytes.len - sec[i].at)
            return sk_fail(err, SK_EINPUT, sizeof *h + i * sizeof *sec,
                           "model section %.8s leaves the file", sec[i].name);
    *m = (sk_model){h, sec, bytes};
    return SK_OK;
}

int sk_model_open(const char *path, const char *kind, sk_model *m, sk_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC), rc;
    sk_err why;
    struct stat sb;
    void *p = MAP_FAILED;

    if (fd < 0)
        return sk_fail(err, SK_EIO, 0, "%s: %s", path, strerror(errno));
    if (fstat(fd, &sb) == 0 && sb.st_size > 0)
        p = mmap(NULL, (size_t)sb.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return sk_fail(err, SK_EIO, 0, "%s: cannot be mapped", path);
    rc = sk_model_of((sk_str){p, (size_t)sb.st_size}, kind, m, &why);
    if (rc) {
        munmap(p, (size_t)sb.st_size);
        return sk_fail(err, rc, why.at, "%s: %s", path, why.msg);
    }
    return SK_OK;
}

void sk_model_close(sk_model *m)
{
    if (m->bytes.s)
        munmap((void *)m->bytes.s, m->bytes.len);
    *m = (sk_model){0};
}

sk_str sk_model_find(const sk_model *m, const char *name)
{
    for (uint32_t i = 0; i < m->head->n_sections; i++)
        if (name_is(m->sections[i].name, name))
            return (sk_str){m->bytes.s + m->sections[i].at, m->sections[i].len};
    return (sk_str){NULL, 0};
}

bool sk_model_rows(const sk_model *m, const char *name, size_t size,
                   const void **v, size_t *n)
{
    sk_str s = sk_model_find(m, name);

    if (!s.s || s.len % size || s.len / size >= UINT32_MAX)
        return false;
    *v = s.s;
    *n = s.len / size;
    return true;
}
