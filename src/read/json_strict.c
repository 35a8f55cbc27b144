/* json_strict.c - JSON as RFC 8259 has it: anything else is an error with its
 * place. Descends by recursion, one function for each kind of value.
 */
#include "read/json_tree.h"

#include "base/uni.h"

enum { DEPTH = 2048 };

typedef struct reader {
    sk_arena *a;
    sk_str s;
    size_t at;
    int depth;
    sk_jtree *out;
    sk_err *err;
} reader;

/* The byte ahead; 0, which may stand nowhere, at the end. */
static int ahead(const reader *r)
{
    return r->at < r->s.len ? (unsigned char)r->s.s[r->at] : 0;
}

static void skip_blanks(reader *r)
{
    while (ahead(r) == ' ' || ahead(r) == '\n' || ahead(r) == '\r' ||
           ahead(r) == '\t')
        r->at++;
}

static int wrong(const reader *r, const char *expected)
{
    return sk_fail(r->err, SK_EINPUT, r->at, "%s expected", expected);
}

/* Steps over c, and blanks before it. */
static bool took(reader *r, int c)
{
    skip_blanks(r);
    if (ahead(r) != c)
        return false;
    r->at++;
    return true;
}

/* ---- strings ---- */

/* What follows a backslash. */
static int escape(reader *r)
{
    static const char signs[] = "\"\\/bfnrtu";
    bool hex = ahead(r) == 'u';

    if (!memchr(signs, ahead(r), sizeof signs - 1))
        return wrong(r, "an escape");
    r->at++;
    for (int i = 0; hex && i < 4; i++, r->at++) {
        int c = ahead(r) | 32;
        if (!(c >= 'a' && c <= 'f') && !sk_str_digit(r->s, r->at))
            return wrong(r, "a hexadecimal digit");
    }
    return SK_OK;
}

static int string(reader *r, sk_str *out)
{
    size_t beg;
    bool escaped = false;

    if (!took(r, '"'))
        return wrong(r, "a string");
    for (beg = r->at; ahead(r) != '"';) {
        if (ahead(r) < ' ')
            return wrong(r, "the end of a string, or an escape");
        if (r->s.s[r->at++] != '\\')
            continue;
        escaped = true;
        if (escape(r))
            return SK_EINPUT;
    }
    *out = sk_str_sub(r->s, beg, r->at++);
    if (escaped)
        *out = sk_json_unescape(r->a, *out);
    return SK_OK;
}

/* ---- numbers and words ---- */

static bool digits(reader *r)
{
    size_t beg = r->at;

    while (sk_str_digit(r->s, r->at))
        r->at++;
    return r->at > beg;
}

static int number(reader *r)
{
    bool ok = true;

    r->at += ahead(r) == '-';
    if (ahead(r) == '0')
        r->at++; /* no digit may follow */
    else
        ok = digits(r);
    if (ok && ahead(r) == '.') {
        r->at++;
        ok = digits(r);
    }
    if (ok && (ahead(r) | 32) == 'e') {
        r->at++;
        r->at += ahead(r) == '-' || ahead(r) == '+';
        ok = digits(r);
    }
    return ok ? SK_OK : wrong(r, "a digit");
}

static int word(reader *r)
{
    static const sk_str words[] = {{"true", 4}, {"false", 5}, {"null", 4}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sk_str_starts(sk_str_sub(r->s, r->at, r->s.len), words[i])) {
            r->at += words[i].len;
            return SK_OK;
        }
    return wrong(r, "a value");
}

/* ---- values ---- */

static int value(reader *r, sk_str key);

static int elements(reader *r)
{
    if (took(r, ']'))
        return SK_OK;
    do {
        int rc = value(r, (sk_str){NULL, 0});
        if (rc)
            return rc;
    } while (took(r, ','));
    return took(r, ']') ? SK_OK : wrong(r, "',' or ']'");
}

static int members(reader *r)
{
    if (took(r, '}'))
        return SK_OK;
    do {
        sk_str key;
        int rc = string(r, &key);
        if (!rc && !took(r, ':'))
            rc = wrong(r, "':'");
        if (!rc)
            rc = value(r, key);
        if (rc)
            return rc;
    } while (took(r, ','));
    return took(r, '}') ? SK_OK : wrong(r, "',' or '}'");
}

static int value(reader *r, sk_str key)
{
    uint32_t i = (uint32_t)r->out->n;
    sk_jnode node = {.kind = SK_J_OTHER, .key = key};
    size_t beg;
    int rc;

    if (++r->depth > DEPTH)
        return sk_fail(r->err, SK_ELIMIT, r->at, "more than %d values deep",
                       DEPTH);
    skip_blanks(r);
    beg = r->at;
    *sk_push(r->a, r->out) = node;
    if (took(r, '{')) {
        node.kind = SK_J_OBJECT;
        rc = members(r);
    } else if (took(r, '[')) {
        node.kind = SK_J_ARRAY;
        rc = elements(r);
    } else if (ahead(r) == '"') {
        node.kind = SK_J_STRING;
        rc = string(r, &node.text);
    } else if (ahead(r) == '-' || sk_str_digit(r->s, r->at)) {
        node.kind = SK_J_NUMBER;
        rc = number(r);
        node.text = sk_str_sub(r->s, beg, r->at);
    } else {
        rc = word(r);
    }
    node.end = (uint32_t)r->out->n;
    r->out->v[i] = node;
    r->depth--;
    return rc;
}

int sk_json_strict(sk_arena *a, sk_str s, sk_jtree *out, sk_err *err)
{
    reader r = {.a = a, .s = s, .out = out, .err = err};
    size_t good = sk_utf8_check(s);
    int rc;

    *out = (sk_jtree){0};
    if (good < s.len)
        return sk_fail(err, SK_EINPUT, good, "not UTF-8");
    rc = value(&r, (sk_str){NULL, 0});
    skip_blanks(&r);
    return rc || r.at == s.len ? rc : wrong(&r, "the end");
}
