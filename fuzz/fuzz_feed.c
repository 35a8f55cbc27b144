/* fuzz_feed.c - any bytes as a feed. */
#include "fuzz.h"

#include "read/any.h"
#include "read/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_arena *a;
    sk_str in = {(const char *)data, size};
    jmp_buf full;
    sk_feed f;
    sk_raw raw;
    sk_err err;

    if (setjmp(full))
        return 0;
    a = fuzz_arena(&full);
    if (sk_feed_read(a, fuzz_engine(), in, (sk_str){NULL, 0}, &f, &err) ==
        SK_OK)
        for (size_t i = 0; i < f.items.n; i++)
            FUZZ_CHECK(f.items.v[i].title.len <= size * 8);
    if (sk_read_any(a, fuzz_engine(), in, (sk_str){NULL, 0}, (sk_str){NULL, 0},
                    &raw, &err) == SK_OK)
        FUZZ_CHECK(!raw.n_items || raw.items);
    return 0;
}
