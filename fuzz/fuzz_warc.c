/* fuzz_warc.c - any bytes as a file, plain or packed: archives above all. */
#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

#include "read/reader.h"

enum { DOCS_MAX = 200 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_arena *a;
    int fd = memfd_create("fuzz", MFD_CLOEXEC), rc = SK_OK;
    sk_reader *volatile r = NULL;
    jmp_buf full;
    sk_raw raw;
    sk_err err;

    FUZZ_CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    lseek(fd, 0, SEEK_SET);
    r = sk_reader_open(fuzz_engine(), fd, "fuzz", &err);
    for (int i = 0; r && i < DOCS_MAX && rc != SK_ENONE && rc != SK_EIO; i++) {
        if (setjmp(full))
            break;
        a = fuzz_arena(&full);
        rc = sk_reader_next(r, a, &raw, &err);
        FUZZ_CHECK(rc != SK_OK || !raw.n_items || raw.items);
    }
    sk_reader_close(r);
    close(fd);
    return 0;
}
