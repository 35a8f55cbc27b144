/* fuzz_tsv.c - any bytes as a knowledge table. */
#include "fuzz.h"

#include "know/tsv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_tsv t;
    sk_err err;
    size_t rows = 0;

    if (sk_tsv_from(&t, (sk_str){(const char *)data, size}, "fuzz", &err))
        return 0;
    while (sk_tsv_next(&t)) {
        sk_str name = sk_tsv_get(&t, "name");
        FUZZ_CHECK(!name.len ||
                   (name.s >= (const char *)data &&
                    name.s + name.len <= (const char *)data + size));
        rows++;
    }
    FUZZ_CHECK(rows <= size);
    return 0;
}
