/* charset_read.c - bytes read in one charset or another. */
#include "read/charset_parts.h"

#include <errno.h>
#include <iconv.h>

#include "base/uni.h"

enum { UNITS_MAX = 512, UNIT_BYTES = 4 };

/* Sequences of bytes and the letters that they stand for. */
typedef struct unit {
    char from[UNIT_BYTES];
    uint8_t len;
    char to[4];
    uint8_t to_len;
} unit;

typedef struct units {
    unit v[UNITS_MAX];
    size_t n;
    uint16_t next[UNITS_MAX]; /* of the same first byte: index + 1, 0 none */
    uint16_t first[256];
} units;

struct sk_charsets {
    units vni, viqr;
};

/* ---- tables ---- */

static bool add_unit(units *u, sk_str from, sk_str to, bool latin1)
{
    unit *x = &u->v[u->n];
    size_t at = 0;

    if (u->n == UNITS_MAX || to.len > sizeof x->to)
        return false;
    while (at < from.len) {
        uint32_t c = sk_utf8_next(from, &at);
        if (x->len == UNIT_BYTES || c > (latin1 ? 255u : 127u))
            return false;
        x->from[x->len++] = (char)c;
    }
    memcpy(x->to, to.s, to.len);
    x->to_len = (uint8_t)to.len;
    u->next[u->n] = u->first[(unsigned char)x->from[0]];
    u->first[(unsigned char)x->from[0]] = (uint16_t)++u->n;
    return x->len > 0;
}

int sk_charset_load(sk_loader *ld, const sk_charsets **out)
{
    sk_charsets *c = sk_new(ld->arena, sk_charsets, 1);
    sk_tsv t;
    int rc = sk_load_table(ld, "charsets.tsv", &t);

    if (rc)
        return rc;
    while (sk_tsv_next(&t)) {
        bool vni = sk_str_eq(sk_tsv_get(&t, "charset"), SK_STR("vni"));
        if (!add_unit(vni ? &c->vni : &c->viqr, sk_tsv_get(&t, "bytes"),
                      sk_tsv_get(&t, "letter"), vni))
            return sk_fail(ld->err, SK_EINPUT, 0, "%s:%zu: bad row", t.path,
                           t.line);
    }
    *out = c;
    return SK_OK;
}

static const unit *longest(const units *u, sk_str s, size_t at)
{
    const unit *best = NULL;

    for (size_t i = u->first[(unsigned char)s.s[at]]; i; i = u->next[i - 1]) {
        const unit *x = &u->v[i - 1];
        if (at + x->len <= s.len && (!best || x->len > best->len) &&
            memcmp(x->from, s.s + at, x->len) == 0)
            best = x;
    }
    return best;
}

/* ---- readings ---- */

/* Room for a text whose letters take more bytes than they did. */
static void make_room(sk_arena *a, sk_buf *b, sk_str s)
{
    sk_reserve(a, b, s.len + s.len / 4 + 64);
}

sk_str sk_charset_iconv(sk_arena *a, sk_str s, const char *name)
{
    char chunk[4096], *in = (char *)s.s;
    size_t n = s.len;
    sk_buf b = {0};
    iconv_t cd = iconv_open("UTF-8", name);
    bool over = false;

    if (cd == (iconv_t)-1)
        return (sk_str){NULL, 0};
    make_room(a, &b, s);
    while (!over) {
        char *out = chunk;
        size_t left = sizeof chunk - 4;
        over = !n;
        if (iconv(cd, n ? &in : NULL, &n, &out, &left) == (size_t)-1 &&
            errno != E2BIG && n) {
            memcpy(out, "\xEF\xBF\xBD", 3); /* a byte that it does not know */
            out += 3;
            in++;
            n--;
        }
        sk_buf_add(a, &b, (sk_str){chunk, (size_t)(out - chunk)});
    }
    iconv_close(cd);
    return sk_buf_str(&b);
}

/* windows-1252, its gaps read as Latin-1. */
const uint16_t sk_charset_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

static size_t put_1252(unsigned char c, char *out)
{
    return sk_utf8_put(c >= 0x80 && c < 0xA0 ? sk_charset_1252[c - 0x80] : c,
                       out);
}

sk_str sk_charset_by_1252(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    char out[4];

    make_room(a, &b, s);
    for (size_t i = 0; i < s.len; i++)
        sk_buf_add(a, &b, (sk_str){out, put_1252((unsigned char)s.s[i], out)});
    return sk_buf_str(&b);
}

sk_str sk_charset_by_vni(sk_arena *a, const sk_charsets *c, sk_str s)
{
    sk_buf b = {0};

    make_room(a, &b, s);
    for (size_t i = 0; i < s.len;) {
        const unit *u = longest(&c->vni, s, i);
        char out[4];
        if (u) {
            sk_buf_add(a, &b, (sk_str){u->to, u->to_len});
            i += u->len;
        } else {
            sk_buf_add(a, &b,
                       (sk_str){out, put_1252((unsigned char)s.s[i], out)});
            i++;
        }
    }
    return sk_buf_str(&b);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A dot or question mark behind a vowel is a tone, unless the sentence ends
 * there. */
static bool ends_sentence(sk_str s, size_t at)
{
    if (at >= s.len)
        return true;
    if (s.s[at] == '\n')
        return true;
    if (s.s[at] != ' ')
        return false;
    while (at < s.len && s.s[at] == ' ')
        at++;
    return at == s.len || (s.s[at] >= 'A' && s.s[at] <= 'Z');
}

sk_str sk_charset_by_viqr(sk_arena *a, const sk_charsets *c, sk_str s)
{
    sk_buf b = {0};

    make_room(a, &b, s);
    for (size_t i = 0; i < s.len;) {
        const unit *u;
        char last;
        if (s.s[i] == '\\' && i + 1 < s.len && !letter(s.s[i + 1])) {
            sk_buf_char(a, &b, s.s[i + 1]);
            i += 2;
            continue;
        }
        u = longest(&c->viqr, s, i);
        last = u ? u->from[u->len - 1] : 0;
        if (u && (last == '.' || last == '?') && ends_sentence(s, i + u->len)) {
            sk_str shorter = sk_str_sub(s, 0, i + u->len - 1);
            const unit *v = longest(&c->viqr, shorter, i);
            sk_buf_add(a, &b,
                       v ? (sk_str){v->to, v->to_len}
                         : sk_str_sub(s, i, i + u->len - 1));
            sk_buf_char(a, &b, last);
        } else if (u) {
            sk_buf_add(a, &b, (sk_str){u->to, u->to_len});
        } else {
            sk_buf_char(a, &b, s.s[i]);
        }
        i += u ? u->len : 1;
    }
    return sk_buf_str(&b);
}
