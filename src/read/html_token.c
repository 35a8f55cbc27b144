/* html_token.c - a page into texts, begin tags and end tags. */
#include "read/html.h"

enum { BLANK = 1, ENDS_NAME = 2, ENDS_TAG = 4, ENDS_VALUE = 8 };

#define BLANKS BLANK | ENDS_NAME | ENDS_TAG | ENDS_VALUE
static const uint8_t classes[256] = {
    [' '] = BLANKS, ['\n'] = BLANKS, ['\t'] = BLANKS, ['\r'] = BLANKS,
    ['\f'] = BLANKS, ['='] = ENDS_NAME, ['/'] = ENDS_NAME | ENDS_TAG,
    ['>'] = ENDS_NAME | ENDS_TAG | ENDS_VALUE,
};

static bool is(char c, unsigned cls)
{
    return classes[(unsigned char)c] & cls;
}

/* Behind the bytes at i that are not of the class. */
static size_t skip_to(sk_str s, size_t i, unsigned cls)
{
    while (i < s.len && !is(s.s[i], cls))
        i++;
    return i;
}

static size_t skip_blanks(sk_str s, size_t i)
{
    while (i < s.len && is(s.s[i], BLANK))
        i++;
    return i;
}

/* Where c stands at or behind i, else the end. */
static size_t find(sk_str s, size_t i, char c)
{
    const char *p = memchr(s.s + i, c, s.len - i);

    return p ? (size_t)(p - s.s) : s.len;
}

static size_t behind(sk_str s, size_t i, char c)
{
    i = find(s, i, c);
    return i + (i < s.len);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool sk_html_blank(sk_str s)
{
    static const char spaces[] = "        ", tabs[] = "\t\t\t\t\t\t\t\t";
    size_t i = 0;

    while (i < s.len && is(s.s[i], BLANK)) {
        i++;
        while (s.len - i >= 8 && (memcmp(s.s + i, spaces, 8) == 0 ||
                                  memcmp(s.s + i, tabs, 8) == 0))
            i += 8;
    }
    return i == s.len;
}

/* ---- tags ---- */

/* The value behind "=" at i, if there is one. *at: behind it. */
static sk_str value(sk_str in, size_t i, size_t *at)
{
    size_t from = skip_blanks(in, i), end;

    *at = from;
    if (from == in.len || in.s[from] != '=')
        return SK_STR("");
    from = skip_blanks(in, from + 1);
    if (from < in.len && (in.s[from] == '"' || in.s[from] == '\'')) {
        end = find(in, from + 1, in.s[from]);
        *at = end + (end < in.len);
        return sk_str_sub(in, from + 1, end);
    }
    *at = skip_to(in, from, ENDS_VALUE);
    return sk_str_sub(in, from, *at);
}

static void keep(sk_arena *a, sk_html *h, sk_htoken *t, sk_hattr_id id,
                 sk_str v)
{
    if (id && t->n_attr < SK_HTML_ATTRS && h->attrs.n < SK_HTML_ALL_ATTRS) {
        *sk_push(a, &h->attrs) =
            (sk_hattr){.beg = v.len ? (uint32_t)(v.s - h->page.s) : 0,
                       .len = (uint32_t)v.len,
                       .id = (uint8_t)id};
        t->n_attr++;
    }
}

/* Attributes up to the end of the tag, and behind it. */
static size_t attributes(sk_arena *a, sk_html *h, size_t i, sk_htoken *t)
{
    sk_str in = h->page;

    t->attr = (uint32_t)h->attrs.n;
    while (i < in.len && in.s[i] != '>') {
        size_t from = i;
        sk_hattr_id id;
        if (is(in.s[i], BLANK) || in.s[i] == '/') {
            t->self = in.s[i++] == '/';
            continue;
        }
        t->self = false;
        i = skip_to(in, from + 1, ENDS_NAME); /* it may begin with '=' */
        id = sk_html_attr_id(in, from, i);
        keep(a, h, t, id, value(in, i, &i));
    }
    return i + (i < in.len);
}

/* ---- what has no tags inside ---- */

/* Whether the tag </name or <name begins at i. */
static bool tag_begins(sk_str in, size_t i, bool end, sk_str name)
{
    size_t at = i + 1 + end;

    return in.len - i > name.len + 1 + end && in.s[i] == '<' &&
           (!end || in.s[i + 1] == '/') &&
           strncasecmp(in.s + at, name.s, name.len) == 0 &&
           is(in.s[at + name.len], ENDS_TAG);
}

/* Where the content of a raw-text element stops: before its end tag. Inside
 * <!-- --> a script may hold whole scripts. */
static size_t raw_end(sk_str in, size_t i, sk_str name, sk_htag t)
{
    size_t comment = 0, at; /* comment: behind its "<!--" */
    bool nested = false;

    for (; (at = find(in, i, '<')) < in.len; i = at + 1) {
        if (comment) {
            size_t end = sk_str_find(sk_str_sub(in, i, at), SK_STR("-->"), 0);
            if (end != SIZE_MAX) {
                comment = 0;
                nested = false;
            }
        }
        if (tag_begins(in, at, true, name)) {
            if (!nested)
                return at;
            nested = false;
        } else if (comment && tag_begins(in, at, false, name)) {
            nested = true;
        }
        if (t == SK_H_SCRIPT && !comment &&
            sk_str_starts(sk_str_sub(in, at, in.len), SK_STR("<!--"))) {
            comment = at + 4;
            at++; /* "<!-->" is a whole one */
        }
    }
    return in.len;
}

sk_str sk_html_raw(const sk_html *h, sk_str name, sk_htag t, size_t *at)
{
    sk_str in = h->page;
    size_t from = *at;
    size_t stop = t == SK_H_PLAINTEXT ? in.len : raw_end(in, from, name, t);

    *at = behind(in, stop, '>');
    return sk_str_sub(in, from, stop);
}

/* Behind the comment that begins at i: "-->" or "--!>" ends it. */
static size_t comment_end(sk_str in, size_t i)
{
    for (size_t at = i + 4; (at = find(in, at, '>')) < in.len; at++) {
        size_t mark = at - (at >= i + 7 && in.s[at - 1] == '!');
        if (mark >= i + 4 && memcmp(in.s + mark - 2, "--", 2) == 0)
            return at + 1;
    }
    return in.len;
}

/* Behind a comment, doctype or processing instruction. */
static size_t declaration(sk_str in, size_t i)
{
    return sk_str_starts(sk_str_sub(in, i, in.len), SK_STR("<!--"))
               ? comment_end(in, i)
               : behind(in, i, '>');
}

/* Up to the next '<' that is no text. */
static size_t text_end(sk_str in, size_t i)
{
    for (; (i = find(in, i, '<')) < in.len; i++) {
        char c = i + 1 < in.len ? in.s[i + 1] : 0;
        if (letter(c) || c == '!' || c == '?' || c == '/')
            break;
    }
    return i;
}

sk_htoken sk_html_token(sk_arena *a, sk_html *h, size_t *at)
{
    sk_str in = h->page;
    size_t i = *at;
    sk_htoken t = {0};

    while (i < in.len) {
        size_t from = i;
        bool end;
        i = text_end(in, i);
        if (i > from) {
            t.kind = SK_HT_TEXT;
            t.text = sk_str_sub(in, from, i);
            break;
        }
        end = in.s[i + 1] == '/';
        if (i + 1 + end < in.len && letter(in.s[i + 1 + end])) {
            t.kind = end ? SK_HT_END : SK_HT_BEGIN;
            from = i + 1 + end;
            i = skip_to(in, from, ENDS_TAG);
            t.text = sk_str_sub(in, from, i);
            t.tag = sk_html_tag(in, from, i);
            i = end ? behind(in, i, '>') : attributes(a, h, i, &t);
            break;
        }
        i = declaration(in, i);
    }
    *at = i;
    return t;
}
