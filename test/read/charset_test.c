/* Texts in many charsets, as declared and not, and what is read. */
#include "engine_table.h"

#include <iconv.h>

#include "base/doc.h"
#include "base/engine.h"
#include "read/charset.h"

static size_t encoded(const char *charset, const char *text, char *out,
                      size_t room)
{
    iconv_t cd = iconv_open(charset, "UTF-8");
    char *in = (char *)text, *to = out;
    size_t n = strlen(text), left = room;

    assert_true(cd != (iconv_t)-1);
    assert_true(iconv(cd, &in, &n, &to, &left) != (size_t)-1);
    assert_true(iconv(cd, NULL, NULL, &to, &left) != (size_t)-1);
    iconv_close(cd);
    return room - left;
}

static void each(void **state)
{
    const row *r = *state;
    const char *in = r->cell[2], *want = *r->cell[3] ? r->cell[3] : in;
    char bytes[1024], got[1024];
    sk_str declared = strcmp(r->cell[1], "-") == 0 ? (sk_str){NULL, 0}
                                                   : sk_str_of(r->cell[1]);
    sk_arena a;
    jmp_buf full;
    sk_str s = {bytes, encoded(r->cell[0], in, bytes, sizeof bytes)};

    sk_arena_init(&a, 1 << 20);
    a.full = &full;
    if (setjmp(full))
        fail();
    s = sk_charset_utf8(&a, eng, s, declared, strchr(in, '<') != NULL, NULL);
    snprintf(got, sizeof got, "%.*s", SK_FMT(s));
    sk_arena_done(&a);
    assert_string_equal(got, want);
}

int main(void)
{
    return run_engine_table("read/charsets.tsv", each);
}
