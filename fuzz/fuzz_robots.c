/* fuzz_robots.c - any robots.txt behind a line with the path that is asked for:
 * it comes to an end, and the delay has bounds. */
#include "fuzz.h"

#include "base/str.h"
#include "read/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_str rules,
        path = sk_str_cut((sk_str){(const char *)data, size}, '\n', &rules);
    int delay;

    sk_robots_allow(rules, SK_STR("sukien"), path, &delay);
    FUZZ_CHECK(delay >= 0 && delay < 36000);
    return 0;
}
