/* mend.c - repairs the letters of one field and keeps the way back.
 *
 * In one pass: bytes that are not UTF-8 become U+FFFD; control characters,
 * zero-width characters and soft hyphens go; every blank is one space; HTML
 * references are resolved, also when escaped twice; a quotation mark whose
 * reference broke ("e; for &quot;) is a mark again; letters followed by
 * combining marks are composed; the tone of oa, oe, uy stands on the first
 * vowel.
 */
#include "clean/clean.h"

#include <utf8proc.h>

#include "base/entity.h"

enum { ROUNDS = 3, UNIT_MAX = 16 };

typedef struct mend {
    sk_doc *d;
    sk_buf *out;
    sk_str s;
    uint32_t src_at;
    int32_t field;
    bool map; /* keep the way back */
} mend;

static void emit(mend *m, const char *bytes, size_t n, size_t src,
                 size_t src_len)
{
    uint32_t at = (uint32_t)m->out->n, from = m->src_at + (uint32_t)src;
    bool copied = n == src_len && memcmp(bytes, m->s.s + src, n) == 0;

    if (m->map) {
        const sk_seg *last =
            m->d->segs.n ? &m->d->segs.v[m->d->segs.n - 1] : NULL;
        if (!copied || !last || last->src_len || last->field != m->field ||
            from - last->src != at - last->clean)
            *sk_push(&m->d->arena, &m->d->segs) =
                (sk_seg){at, from, copied ? 0 : (uint32_t)src_len, m->field};
    }
    sk_buf_add(&m->d->arena, m->out, (sk_str){bytes, n});
}

/* A reference at i, escaped up to ROUNDS times: "&amp;quot;". */
static size_t reference(const mend *m, size_t i, char out[UNIT_MAX],
                        size_t *end)
{
    size_t n = sk_entity_at(m->s, i, out, end), e2, n2;
    char buf[64];

    for (int r = 1; r < ROUNDS && n == 1 && out[0] == '&'; r++) {
        size_t len = m->s.len - *end < 40 ? m->s.len - *end : 40;
        buf[0] = '&';
        memcpy(buf + 1, m->s.s + *end, len);
        n2 = sk_entity_at((sk_str){buf, len + 1}, 0, out, &e2);
        if (!n2 || buf[e2 - 1] != ';') {
            out[0] = '&';
            break;
        }
        n = n2;
        *end += e2 - 1;
    }
    return n;
}

/* References that lost their ampersand, and what they stand for. */
static const struct {
    sk_str broken, mended;
} broken[] = {
    {{"\"e;", 3}, {"\"", 1}},
    {{"quot;", 5}, {"\"", 1}},
    {{"nbsp;", 5}, {" ", 1}},
};

static size_t broken_at(const mend *m, size_t i, const char **out, size_t *end)
{
    sk_str left = sk_str_sub(m->s, i, m->s.len);

    for (size_t k = 0; k < sizeof broken / sizeof *broken; k++)
        if (sk_str_starts(left, broken[k].broken) &&
            (left.s[0] == '"' || !i || m->s.s[i - 1] == ' ')) {
            *out = broken[k].mended.s;
            *end = i + broken[k].broken.len;
            return broken[k].mended.len;
        }
    return 0;
}

/* A letter at i and the combining marks behind it, composed. */
static size_t composed(const mend *m, size_t i, size_t next, char *out,
                       size_t *end)
{
    utf8proc_int32_t unit[UNIT_MAX];
    utf8proc_ssize_t n = 1;
    size_t len = 0;

    unit[0] = (utf8proc_int32_t)sk_utf8_next(m->s, &i);
    while (next < m->s.len && n < 4) {
        size_t at = next;
        uint32_t c = sk_utf8_next(m->s, &at);
        if (c < 0x300 || c > 0x36F)
            break;
        unit[n++] = (utf8proc_int32_t)c;
        next = at;
    }
    *end = next;
    n = utf8proc_normalize_utf32(unit, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    for (utf8proc_ssize_t k = 0; k < n; k++)
        len += sk_utf8_put((uint32_t)unit[k], out + len);
    return len;
}

/* oa, oe or uy at i whose second letter has its marks apart ("hoa" and a grave); as
 * sk_tone_placed. */
static size_t placed_apart(const mend *m, size_t i, char *out, size_t *end)
{
    char whole[2 + UNIT_MAX * 2 + 4];
    size_t n = 1, len, after, stop = 0;

    if (i + 2 >= m->s.len || !strchr("aeyAEY", m->s.s[i + 1]) ||
        ((unsigned char)m->s.s[i + 2] & 0xFE) != 0xCC)
        return 0;
    whole[0] = i ? m->s.s[i - 1] : ' '; /* "qu" */
    whole[n++] = m->s.s[i];
    n += composed(m, i + 1, i + 2, whole + n, end);
    len = n;
    after = m->s.len - *end < 4 ? m->s.len - *end : 4;
    memcpy(whole + n, m->s.s + *end, after);
    n = sk_tone_placed((sk_str){whole, len + after}, 1, out, &stop);
    return stop == len ? n : 0;
}

static bool zero_width(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
           c == 0xFEFF || (c >= 0x202A && c <= 0x202E);
}

static bool after_space(const mend *m)
{
    char c = m->out->n ? m->out->v[m->out->n - 1] : '\n';

    return c == ' ' || c == '\n';
}

/* One unit at i; returns where the next begins. */
static size_t unit(mend *m, size_t i)
{
    size_t next = i, end = 0, n;
    uint32_t c = sk_utf8_next(m->s, &next);
    char out[UNIT_MAX * 2];
    const char *fixed;

    if (c == '&' && (n = reference(m, i, out, &end)) > 0) {
        if (n == 2 && memcmp(out, "\xC2\xA0", 2) == 0) {
            out[0] = ' ';
            n = 1;
        }
        if (n != 1 || out[0] != ' ' || !after_space(m))
            emit(m, out, n, i, end - i);
        return end;
    }
    if ((c == '"' || c == 'q' || c == 'n') &&
        (n = broken_at(m, i, &fixed, &end)) > 0) {
        emit(m, fixed, n, i, end - i);
        return end;
    }
    if (c == 0xFFFD) {
        emit(m, "\xEF\xBF\xBD", 3, i, next - i);
        return next;
    }
    if (zero_width(c))
        return next;
    if (sk_uni_of(c)->cls == SK_UNI_SPACE) {
        if (!after_space(m))
            emit(m, " ", 1, i, next - i);
        return next;
    }
    n = sk_tone_placed(m->s, i, out, &end);
    if (!n && (c == 'o' || c == 'u' || c == 'O' || c == 'U'))
        n = placed_apart(m, i, out, &end);
    if (n) {
        emit(m, out, n, i, end - i);
        return end;
    }
    if (next < m->s.len && ((unsigned char)m->s.s[next] & 0xFE) == 0xCC) {
        n = composed(m, i, next, out, &end);
        if (n && end > next) {
            emit(m, out, n, i, end - i);
            return end;
        }
    }
    emit(m, m->s.s + i, next - i, i, next - i);
    return next;
}

/* The length of the character at i if it stays as it is for certain, else 0.
 * before: the byte that will stand before it. Nearly all text is such. */
static size_t kept(sk_str s, size_t i, char before)
{
    const unsigned char *p = (const unsigned char *)s.s + i;
    size_t left = s.len - i, n = 1;

    if (*p < 0x80) {
        bool vowel = (*p | 0x20) == 'o' || (*p | 0x20) == 'u';
        if (*p <= ' ' ? *p != ' ' || before == ' ' || before == '\n'
                      : *p == 0x7F || *p == '&')
            return 0;
        if (*p == '"' ? left > 1 && p[1] == 'e'
                      : (*p == 'q' || *p == 'n') && left > 4 && p[4] == ';')
            return 0; /* a reference that lost its ampersand */
        if (vowel && left > 1 &&
            (p[1] >= 0x80 || (left > 2 && (p[2] & 0xFE) == 0xCC)))
            return 0; /* oa, oe, uy: the tone may stand on the wrong one */
    } else if (*p >= 0xC3 && *p <= 0xCB) { /* Latin letters */
        n = left > 1 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    } else if (*p == 0xE1 || *p == 0xE2) {
        bool letter = *p == 0xE1 && left > 2 && (p[1] == 0xBA || p[1] == 0xBB);
        bool mark = *p == 0xE2 && left > 2 && p[1] == 0x80 && p[2] >= 0x90 &&
                    p[2] <= 0xA7; /* dashes, quotation marks, dots */
        n = mark || (letter && (p[2] & 0xC0) == 0x80) ? 3 : 0;
    } else {
        n = 0;
    }
    return left > n && (p[n] == 0xCC || p[n] == 0xCD) ? 0 : n;
}

static void run(mend *m)
{
    for (size_t i = 0; i < m->s.len;) {
        char before = m->out->n ? m->out->v[m->out->n - 1] : '\n';
        size_t from = i, n;
        while (i < m->s.len && (n = kept(m->s, i, before)) > 0) {
            i += n;
            before = m->s.s[i - 1];
        }
        if (i > from)
            emit(m, m->s.s + from, i - from, from, i - from);
        if (i < m->s.len)
            i = unit(m, i);
    }
}

void sk_mend(sk_doc *d, sk_buf *out, sk_str s, uint32_t src_at, int32_t field)
{
    mend m = {d, out, s, src_at, field, true};

    run(&m);
}

sk_str sk_mend_str(sk_doc *d, sk_str s)
{
    sk_buf out = {0};
    mend m = {d, &out, s, 0, 0, false};

    if (!s.s)
        return s;
    run(&m);
    return sk_str_trim(sk_buf_str(&out));
}
