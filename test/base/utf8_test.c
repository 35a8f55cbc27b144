/* Bytes of all kinds, mixed by a fixed generator: the check in steps says what
 * reading letter by letter does. */
#include "table.h"

#include "base/uni.h"

enum { ROUNDS = 20000, SIZE = 512 };

static size_t letter_by_letter(sk_str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t was = i;
        if (sk_utf8_next(s, &i) == 0xFFFD &&
            (i - was != 3 || memcmp(s.s + was, "\xEF\xBF\xBD", 3) != 0))
            return was;
    }
    return s.len;
}

static sk_utf8_seen byte_by_byte(sk_str s)
{
    sk_utf8_seen seen = {0};

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.s[i];
        seen.high |= c >= 0x80;
        seen.marks |= c == 0xCC || c == 0xCD;
        seen.c3_pairs += c >= 0xC2 && i >= 2 && s.s[i - 2] == '\xC3';
    }
    return seen;
}

static unsigned next(unsigned *seed, unsigned below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

static void mixed(void **state)
{
    /* right ones first */
    static const char *const pieces[] = {"a",
                                         "\xC3\xA0",
                                         "\xCC\x81",
                                         "\xE1\xBA\xBF",
                                         "tin trong ngày",
                                         "\xE0\xA4\xA4",
                                         "\xED\x95\x9C",
                                         "\xF0\x9F\x98\x80",
                                         "\xEF\xBF\xBD",
                                         "\xED\xA0\x80",
                                         "\xC0\x80",
                                         "\x80",
                                         "\xE1",
                                         "\xE1\xBA",
                                         "\xF0\x9F",
                                         "\xE0\x80\x80",
                                         "\xF5\x80\x80\x80"};
    unsigned seed = 8;
    char buf[SIZE];

    (void)state;
    for (int r = 0; r < ROUNDS; r++) {
        size_t n = 0, len = next(&seed, SIZE - 20);
        unsigned wrong = next(&seed, 6); /* in a thousand */
        sk_utf8_seen seen, want;
        sk_str s;
        while (n < len) {
            const char *p = pieces[next(&seed, 1000) < wrong
                                       ? next(&seed, 17)
                                       : next(&seed, 2 + (unsigned)(r & 7))];
            memcpy(buf + n, p, strlen(p));
            n += strlen(p);
        }
        s = (sk_str){buf, n};
        assert_int_equal(sk_utf8_check(s), letter_by_letter(s));
        if (sk_utf8_survey(s, &seen) < s.len)
            continue;
        want = byte_by_byte(s);
        assert_int_equal(seen.high, want.high);
        assert_int_equal(seen.marks, want.marks);
        assert_int_equal(seen.c3_pairs, want.c3_pairs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(mixed)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
