/* fuzz_charset.c - any bytes in any charset: what comes out is UTF-8 if what
 * went in was. */
#include "fuzz.h"

#include "base/uni.h"
#include "read/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {
        NULL, "utf-8", "tcvn", "viscii", "windows-1258", "viqr", "utf-16", "?"};
    sk_arena *a;
    sk_str in = {(const char *)data, size}, out;
    jmp_buf full;
    const char *used;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        sk_str name = {names[i], names[i] ? strlen(names[i]) : 0};
        if (setjmp(full))
            continue;
        a = fuzz_arena(&full);
        out = sk_charset_utf8(a, fuzz_engine(), in, name, i & 1, &used);
        FUZZ_CHECK(used);
        if (sk_utf8_check(in) == size)
            FUZZ_CHECK(sk_utf8_check(out) == out.len);
    }
    return 0;
}
