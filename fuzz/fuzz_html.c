/* fuzz_html.c - any bytes as a page: every string of it is there. */
#include "fuzz.h"

#include "base/json.h"
#include "read/page.h"
#include "read/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sk_arena *a;
    jmp_buf full;
    sk_page p;
    sk_json j;

    if (setjmp(full))
        return 0;
    a = fuzz_arena(&full);
    sk_page_read(a, fuzz_engine(), (sk_str){(const char *)data, size},
                 SK_STR("https://bao.example/tin/bai.html"), &p);
    for (size_t i = 0; i < p.body.n; i++)
        FUZZ_CHECK(p.body.v[i].s && p.body.v[i].len);
    j = sk_json_on(a);
    sk_page_json(&p, p.url, &j);
    FUZZ_CHECK(sk_buf_str(&j.out).len);
    return 0;
}
