/* What is written many bytes at a time is what bytes one by one give; numbers
 * are printf's. */
#include "table.h"

#include "base/json.h"

static sk_arena arena;

/* As JSON, byte by byte. */
static void by_bytes(sk_str s, char *out)
{
    *out++ = '"';
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.s[i];
        if (c == '"' || c == '\\')
            out += sprintf(out, "\\%c", c);
        else if (c == '\n' || c == '\t' || c == '\r')
            out += sprintf(out, "\\%c",
                           c == '\n'   ? 'n'
                           : c == '\t' ? 't'
                                       : 'r');
        else if (c < 0x20)
            out += sprintf(out, "\\u%04x", c);
        else
            *out++ = (char)c;
    }
    strcpy(out, "\"");
}

static void agree(const sk_json *j, const char *want)
{
    sk_str got = sk_buf_str(&j->out);

    assert_int_equal(got.len, strlen(want));
    assert_memory_equal(got.s, want, got.len);
}

static void text(const char *s, size_t len)
{
    char want[512];
    sk_json j = sk_json_on(&arena);

    by_bytes((sk_str){s, len}, want);
    sk_json_str(&j, (sk_str){s, len});
    agree(&j, want);
}

/* Each byte that is written otherwise, alone and beside another, in texts of
 * all lengths around what is looked at together. */
static void texts(void **state)
{
    static const char other[] = "\"\\\n\t\r\x01\x1f";
    char s[56];

    (void)state;
    for (size_t len = 0; len < sizeof s; len++) {
        memset(s, 'x', sizeof s);
        s[len / 2] = '\x7f';
        s[len / 3] = '\xe1'; /* of a letter of several bytes */
        text(s, len);
        for (size_t i = 0; i < len; i++) {
            char was = s[i];
            s[i] = other[(i + len) % (sizeof other - 1)];
            text(s, len);
            s[len - 1] = '"';
            text(s, len);
            s[len - 1] = 'x';
            s[i] = was;
        }
    }
}

static void number(double v)
{
    char want[64];
    sk_json j = sk_json_on(&arena);

    snprintf(want, sizeof want, "%.6g", v);
    sk_json_num(&j, v);
    agree(&j, want);
}

static void numbers(void **state)
{
    static const double edges[] = {0,
                                   -0.0,
                                   1,
                                   -1,
                                   0.5,
                                   1e-4,
                                   9.9999995e-5,
                                   9.999995e-4,
                                   0.000999999001,
                                   999999,
                                   999999.4,
                                   999999.5,
                                   1e6,
                                   99999.95,
                                   0.1234565,
                                   2.5,
                                   123456.5,
                                   123455.5,
                                   1e300,
                                   5e-324,
                                   100,
                                   10.00004,
                                   10.00005,
                                   10.00006};
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        number(edges[i]);
        number(-edges[i]);
    }
    for (int i = 0; i < 100000; i++) {
        static const double scale[] = {1, 1e-3, 1e-6, 1e-8};
        seed = sk_hash(&seed, sizeof seed, 5);
        number((double)(seed >> 44) * scale[seed % 4]);
        number((double)(seed >> 11) * 0x1p-53 * (double)(seed % 4096));
        if (i % 1000 == 0)
            sk_arena_reset(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts),
                                       cmocka_unit_test(numbers)};
    jmp_buf full;
    int failed;

    sk_arena_init(&arena, 64 << 20);
    if (setjmp(full))
        return 1;
    arena.full = &full;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    sk_arena_done(&arena);
    return failed;
}
