/* page_same.c - whether two texts of a page say the same: their letters and
 * figures do, whatever marks, blanks and capitals stand between and in them. */
#include "read/page_tree.h"

/* The next byte of a word in lower case (ASCII), 0 at the end. */
static unsigned char next_byte(sk_str s, size_t *i)
{
    while (*i < s.len) {
        unsigned char c = (unsigned char)s.s[(*i)++];
        if (c >= 'A' && c <= 'Z')
            c |= 32;
        if (c == 0xE2 && *i + 1 < s.len && (unsigned char)s.s[*i] == 0x80) {
            *i += 2; /* dashes, quotation marks, dots */
            continue;
        }
        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            return c;
    }
    return 0;
}

sk_shared sk_words_shared(sk_str a, sk_str b)
{
    size_t i = 0, k = 0, ai, bk;
    unsigned char x, y;

    do {
        ai = i;
        bk = k;
        x = next_byte(a, &i);
        y = next_byte(b, &k);
    } while (x && x == y);
    return (sk_shared){ai < bk ? ai : bk, !x && a.len, !y && b.len};
}

bool sk_same_words(sk_str a, sk_str b)
{
    sk_shared s = sk_words_shared(a, b);

    return s.a && s.b;
}

sk_str sk_words_tail(sk_str s, sk_str what)
{
    sk_str tail = {NULL, 0};

    if (what.len && s.len > what.len && s.s[s.len - what.len - 1] == ' ')
        tail = sk_str_sub(s, s.len - what.len, s.len);
    return sk_same_words(tail, what) ? tail : (sk_str){NULL, 0};
}
