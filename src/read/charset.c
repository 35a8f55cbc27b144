/* charset.c - finds the charset of bytes and turns them into UTF-8. */
#include "read/charset.h"

#include <iconv.h>
#include <strings.h>
#include <utf8proc.h>

#include "base/uni.h"

enum {
    UNITS_MAX = 512, UNIT_BYTES = 4,
    HEAD = 4096,         /* bytes in which a declaration is looked for */
    SAMPLE = 64 << 10,   /* bytes by which readings are compared */
    MOJIBAKE_MIN = 3,    /* broken letters that are no accident */
    CLUSTER_MAX = 16,    /* letters and marks that are composed as one */
};

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

static sk_str by_iconv(sk_arena *a, sk_str s, const char *name)
{
    size_t cap = s.len * 4 + 16, left = cap, n = s.len;
    char *buf = sk_arena_get(a, cap, 1, 1), *out = buf, *in = (char *)s.s;
    iconv_t cd = iconv_open("UTF-8", name);

    if (cd == (iconv_t)-1)
        return (sk_str){NULL, 0};
    while (n && iconv(cd, &in, &n, &out, &left) == (size_t)-1) {
        if (!n || left < 4)
            break;
        memcpy(out, "\xEF\xBF\xBD", 3); /* a byte that it does not know */
        out += 3;
        left -= 3;
        in++;
        n--;
    }
    iconv(cd, NULL, NULL, &out, &left);
    iconv_close(cd);
    return (sk_str){buf, cap - left};
}

/* windows-1252, its gaps read as Latin-1. */
static const uint16_t high[32] = {
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030,
    0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C,
    0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D,
    0x17E, 0x178};

static size_t put_1252(unsigned char c, char *out)
{
    return sk_utf8_put(c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c, out);
}

static sk_str by_1252(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    char out[4];

    for (size_t i = 0; i < s.len; i++)
        sk_buf_add(a, &b,
                   (sk_str){out, put_1252((unsigned char)s.s[i], out)});
    return sk_buf_str(&b);
}

static sk_str by_vni(sk_arena *a, const sk_charsets *c, sk_str s)
{
    sk_buf b = {0};

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

static sk_str by_viqr(sk_arena *a, const sk_charsets *c, sk_str s)
{
    sk_buf b = {0};

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
        if (u && (last == '.' || last == '?') &&
            ends_sentence(s, i + u->len)) {
            sk_str shorter = sk_str_sub(s, 0, i + u->len - 1);
            const unit *v = longest(&c->viqr, shorter, i);
            sk_buf_add(a, &b, v ? (sk_str){v->to, v->to_len}
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

/* ---- which reading is Vietnamese ---- */

/* The next combining mark (U+0300 to U+036F) at or behind i; s.len if none. */
static size_t next_mark(sk_str s, size_t i)
{
    const char *c = memchr(s.s + i, 0xCC, s.len - i);
    size_t end = c ? (size_t)(c - s.s) : s.len;
    const char *d = memchr(s.s + i, 0xCD, end - i);

    return d ? (size_t)(d - s.s) : end;
}

/* A letter with its marks as one letter: [0, n) of out. */
static size_t compose(sk_str s, char out[4 * CLUSTER_MAX])
{
    utf8proc_int32_t buf[2 * CLUSTER_MAX];
    utf8proc_ssize_t n = utf8proc_decompose(
        (const utf8proc_uint8_t *)s.s, (utf8proc_ssize_t)s.len, buf,
        2 * CLUSTER_MAX - 1, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

    if (n > 0 && n < 2 * CLUSTER_MAX)
        n = utf8proc_reencode(buf, n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n <= 0 || n > 4 * CLUSTER_MAX)
        return 0;
    memcpy(out, buf, (size_t)n);
    return (size_t)n;
}

/* NFC as far as letters with combining marks go; the rest is as it was, since
 * composing whole pages costs more than reading them. */
static sk_str composed(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t done = 0, at;

    for (size_t i = 0; i < s.len && (at = next_mark(s, i)) < s.len;) {
        char out[4 * CLUSTER_MAX];
        size_t beg = at, end = at, n;
        while (beg > done && (s.s[--beg] & 0xC0) == 0x80)
            ;
        while (end + 1 < s.len && ((unsigned char)s.s[end] & 0xFE) == 0xCC)
            end += 2;
        i = end > at ? end : at + 1;
        if (end - beg > 2 * CLUSTER_MAX ||
            !(n = compose(sk_str_sub(s, beg, end), out)))
            continue;
        if (!b.cap)
            sk_reserve(a, &b, s.len);
        sk_buf_add(a, &b, sk_str_sub(s, done, beg));
        sk_buf_add(a, &b, (sk_str){out, n});
        done = end;
    }
    if (!done)
        return s;
    sk_buf_add(a, &b, sk_str_sub(s, done, s.len));
    return sk_buf_str(&b);
}

/* Words with letters of Vietnamese that could be syllables, less those that
 * could not: two tones, capitals inside, odd signs. */
static int vietnamese(sk_str s)
{
    int sum = 0, tones = 0, len = 0, special = 0, odd = 0;
    bool lower = false;

    for (size_t at = 0; at <= s.len;) {
        uint32_t c = at < s.len ? sk_utf8_next(s, &at) : (at++, ' ');
        const sk_uni *u = sk_uni_of(c);
        if (u->cls == SK_UNI_LOWER || u->cls == SK_UNI_UPPER ||
            u->cls == SK_UNI_MARK || c == 0xFFFD || (c >= 0x80 && c < 0x100)) {
            len++;
            tones += u->tone != 0;
            special += c >= 0x80;
            odd += c >= 0x80 && (!u->base || c == 0xFFFD);
            odd += u->cls == SK_UNI_UPPER && lower;
            lower |= u->cls == SK_UNI_LOWER;
            continue;
        }
        if (special)
            sum += tones <= 1 && len <= 7 && !odd ? 2 : -3;
        tones = len = special = odd = 0;
        lower = false;
    }
    return sum;
}

/* ---- declarations ---- */

/* The word behind "charset=" or "encoding=" near the beginning. */
static sk_str declared_in(sk_str s)
{
    sk_str head = sk_str_sub(s, 0, s.len < HEAD ? s.len : HEAD);
    const char *eq;

    for (size_t at = 0; (eq = memchr(head.s + at, '=', head.len - at));) {
        size_t beg = (size_t)(eq - head.s), end;
        bool named =
            (beg >= 7 && strncasecmp(eq - 7, "charset", 7) == 0) ||
            (beg >= 8 && strncasecmp(eq - 8, "encoding", 8) == 0);
        at = beg + 1;
        if (!named)
            continue;
        for (beg++; beg < head.len && memchr("\"' ", head.s[beg], 3);)
            beg++;
        for (end = beg;
             end < head.len && !memchr("\"' />;?\r\n", head.s[end], 9);)
            end++;
        if (end > beg && end - beg < 32)
            return sk_str_sub(head, beg, end);
    }
    return (sk_str){NULL, 0};
}

static bool is(sk_str s, const char *name)
{
    return s.len == strlen(name) && strncasecmp(s.s, name, s.len) == 0;
}

/* What says nothing: nearly every page of the time said it. */
static bool is_vague(sk_str name)
{
    return !name.len || is(name, "iso-8859-1") || is(name, "windows-1252") ||
           is(name, "us-ascii") || is(name, "utf-8") || is(name, "utf8") ||
           is(name, "x-user-defined") || is(name, "windows-1258");
}

static sk_str best_reading(sk_arena *a, const sk_engine *eng, sk_str s,
                           const char **used)
{
    static const char *const names[] = {"windows-1252", "windows-1258",
                                        "TCVN3", "VNI", "VISCII"};
    sk_str sample = sk_str_sub(s, 0, s.len < SAMPLE ? s.len : SAMPLE);
    int best = 0, top = INT32_MIN;

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5; i++) {
            sk_str in = round ? s : sample, out = {NULL, 0};
            int points;
            if (round && i != best)
                continue;
            switch (i) {
            case 0: out = by_1252(a, in); break;
            case 1: out = by_iconv(a, in, "CP1258"); break;
            case 2: out = by_iconv(a, in, "TCVN"); break;
            case 3: out = by_vni(a, eng->charsets, in); break;
            default: out = by_iconv(a, in, "VISCII"); break;
            }
            out = composed(a, out);
            if (round) {
                *used = names[i];
                return out;
            }
            points = out.s ? vietnamese(out) : INT32_MIN;
            if (points > top) {
                top = points;
                best = i;
            }
        }
    return s;
}

/* ---- UTF-8 that was taken for windows-1252 ---- */

/* The byte that c was in windows-1252; -1 if none. */
static int byte_1252(uint32_t c)
{
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF))
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (high[i] == c)
            return 0x80 + i;
    return -1;
}

/* Turns back every run of letters whose bytes are UTF-8 again. *n: letters. */
static sk_str turned_back(sk_arena *a, sk_str s, size_t *n)
{
    char *out = sk_arena_get(a, s.len + 1, 1, 1);
    size_t len = 0;

    *n = 0;
    for (size_t at = 0; at < s.len;) {
        char bytes[4];
        size_t k = at, want = 0, have = 0;
        if ((unsigned char)s.s[at] < 0xC2) {
            out[len++] = s.s[at++];
            continue;
        }
        while (k < s.len && have < 4) {
            size_t next = k;
            int c = byte_1252(sk_utf8_next(s, &next));
            if (c < 0x80 || (!have && c < 0xC2))
                break;
            if (!have)
                want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
            bytes[have++] = (char)c;
            k = next;
            if (have == want)
                break;
        }
        if (have && have == want &&
            sk_utf8_check((sk_str){bytes, have}) == have) {
            memcpy(out + len, bytes, have);
            len += have;
            at = k;
            ++*n;
        } else {
            size_t next = at;
            sk_utf8_next(s, &next);
            memcpy(out + len, s.s + at, next - at);
            len += next - at;
            at = next;
        }
    }
    return (sk_str){out, len};
}

sk_str sk_charset_unbroken(sk_arena *a, sk_str s)
{
    for (int round = 0; round < 2; round++) {
        size_t n = 0, hints = 0;
        sk_str back;
        /* Ã, Ä, Æ, Â, á followed by a sign: C3 8x/C3 A1 C2 BA ... */
        for (size_t i = 0; i + 2 < s.len && hints < MOJIBAKE_MIN; i++) {
            const char *p = memchr(s.s + i, 0xC3, s.len - i - 2);
            if (!p)
                break;
            i = (size_t)(p - s.s);
            hints += (unsigned char)s.s[i + 2] >= 0xC2;
        }
        if (hints < MOJIBAKE_MIN)
            return s;
        back = turned_back(a, s, &n);
        if (n < MOJIBAKE_MIN || vietnamese(back) < vietnamese(s))
            return s;
        s = back;
    }
    return s;
}

/* UTF-8 with broken bytes: letters of several bytes hardly come by accident. */
static bool is_broken_utf8(sk_str s)
{
    size_t bad = 0, good = 0;

    for (size_t at = 0; at < s.len;) {
        size_t from = at;
        bool broken = sk_utf8_next(s, &at) == 0xFFFD && at == from + 1;
        bad += broken;
        good += !broken && at > from + 1;
    }
    return good && good * 4 >= bad;
}

static bool is_ascii(sk_str s)
{
    size_t i = 0;

    for (; i + 64 <= s.len; i += 64) {
        uint64_t w[8], all = 0;
        memcpy(w, s.s + i, sizeof w);
        for (int k = 0; k < 8; k++)
            all |= w[k];
        if (all & 0x8080808080808080u)
            return false;
    }
    for (; i < s.len; i++)
        if (s.s[i] & 0x80)
            return false;
    return true;
}

/* UTF-16 has the upper bytes of ASCII letters: many NULs on one side. */
static const char *utf16(sk_str s)
{
    const unsigned char *p = (const unsigned char *)s.s;
    size_t n = s.len < 512 ? s.len & ~(size_t)1 : 512, zeros[2] = {0, 0};

    for (size_t i = 0; i < n; i++)
        zeros[i & 1] += !p[i];
    if (n >= 4 && zeros[1] * 8 >= n && !zeros[0])
        return "UTF-16LE";
    if (n >= 4 && zeros[0] * 8 >= n && !zeros[1])
        return "UTF-16BE";
    return NULL;
}

sk_str sk_charset_utf8(sk_arena *a, const sk_engine *eng, sk_str s,
                       sk_str declared, bool is_markup, const char **used)
{
    const char *local, *wide = NULL;
    const unsigned char *p = (const unsigned char *)s.s;
    sk_str own;

    if (!used)
        used = &local;
    *used = "UTF-8";
    if (s.len >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
        s = sk_str_sub(s, 3, s.len);
    wide = utf16(s);
    if (wide) {
        *used = wide;
        return composed(a, by_iconv(a, p[0] >= 0xFE || p[1] >= 0xFE
                                        ? sk_str_sub(s, 2, s.len)
                                        : s,
                                    wide));
    }
    own = is_markup ? declared_in(s) : (sk_str){NULL, 0};
    if (!declared.len || !is_vague(own)) /* the page knows better than its server */
        declared = own;
    if (sk_utf8_check(s) == s.len) {
        if (is_ascii(s) && (!is_markup || is(declared, "viqr"))) {
            sk_str v = by_viqr(a, eng->charsets, s);
            int words = 0;
            for (size_t i = 0; i < s.len; i++)
                words += s.s[i] == ' ';
            if (vietnamese(v) * 2 > words) {
                *used = "VIQR";
                return v;
            }
        }
        return sk_charset_unbroken(a, composed(a, s));
    }
    if (!is_vague(declared)) {
        char name[40];
        sk_str out;
        memcpy(name, declared.s, declared.len < 39 ? declared.len : 39);
        name[declared.len < 39 ? declared.len : 39] = 0;
        out = by_iconv(a, s,
                       strncasecmp(name, "tcvn", 4) == 0 ? "TCVN" : name);
        if (out.s) {
            *used = "declared";
            return composed(a, out);
        }
    }
    if (is_broken_utf8(s))
        return composed(a, by_iconv(a, s, "UTF-8"));
    return best_reading(a, eng, s, used);
}
