/* html_token.c - a page into texts, begin tags and end tags. */
#include "read/html.h"

#include "read/html_scan.h"

enum {
    BLANKS = SK_SCAN_BLANK | SK_SCAN_NAME | SK_SCAN_TAG | SK_SCAN_VALUE,
};

const uint8_t sk_scan_kinds[256] = {
    [' '] = BLANKS,
    ['\n'] = BLANKS,
    ['\t'] = BLANKS,
    ['\r'] = BLANKS,
    ['\f'] = BLANKS,
    ['='] = SK_SCAN_NAME,
    ['/'] = SK_SCAN_NAME | SK_SCAN_TAG,
    ['>'] = SK_SCAN_NAME | SK_SCAN_TAG | SK_SCAN_VALUE,
};

static size_t behind(sk_str s, size_t i, char c)
{
    i = sk_scan_byte(s, i, c);
    return i + (i < s.len);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- tags ---- */

/* The value behind "=" at *i, which moves behind it. */
static sk_str value(sk_str in, size_t *i)
{
    size_t from = sk_scan_blanks(in, *i + 1), end;

    if (from < in.len && (in.s[from] == '"' || in.s[from] == '\'')) {
        end = sk_scan_byte(in, from + 1, in.s[from]);
        *i = end + (end < in.len);
        return sk_str_sub(in, from + 1, end);
    }
    for (end = from; end < in.len && !sk_scan_is(in.s[end], SK_SCAN_VALUE);)
        end++;
    *i = end;
    return sk_str_sub(in, from, end);
}

/* Keeps an attribute that rules ask for. */
static void keep(sk_arena *a, sk_html *h, sk_htoken *t, sk_hattr_id id,
                 sk_str v)
{
    if (t->n_attr == SK_HTML_ATTRS || h->attrs.n == SK_HTML_ALL_ATTRS)
        return;
    *sk_push(a, &h->attrs) =
        (sk_hattr){.beg = v.len ? (uint32_t)(v.s - h->page.s) : 0,
                   .len = (uint32_t)v.len,
                   .id = (uint8_t)id};
    h->attrs.n -= !id; /* the next one takes its place */
    t->n_attr = (uint8_t)(t->n_attr + (id != 0));
}

/* Attributes up to the end of the tag, and behind it. */
static size_t attributes(sk_arena *a, sk_html *h, size_t i, sk_htoken *t)
{
    sk_str in = h->page;

    t->attr = (uint32_t)h->attrs.n;
    t->n_attr = 0;
    t->self = false;
    while (i < in.len && in.s[i] != '>') {
        size_t from = i;
        sk_hattr_id id;
        sk_str v = SK_STR("");
        if (sk_scan_is(in.s[i], SK_SCAN_BLANK) || in.s[i] == '/') {
            t->self = in.s[i] == '/';
            i = t->self ? i + 1 : sk_scan_blanks(in, i);
            continue;
        }
        t->self = false;
        i = sk_scan_name(in, from + 1,
                         SK_SCAN_NAME); /* it may begin with '=' */
        id = sk_html_attr_id(in, from, i);
        i = sk_scan_blanks(in, i);
        if (i < in.len && in.s[i] == '=')
            v = value(in, &i);
        keep(a, h, t, id, v);
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
           sk_scan_is(in.s[at + name.len], SK_SCAN_TAG);
}

/* Where the content of a raw-text element stops: before its end tag. Inside
 * <!-- --> a script may hold whole scripts. */
static size_t raw_end(sk_str in, size_t i, sk_str name, sk_htag t)
{
    size_t comment = 0, at; /* comment: behind its "<!--" */
    bool nested = false;

    for (;; i = at + 1) {
        at = comment ? sk_scan_byte(in, i, '<') : sk_scan_mark(in, i);
        if (at == in.len)
            return at;
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
    for (size_t at = i + 4; (at = sk_scan_byte(in, at, '>')) < in.len; at++) {
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

/* Whether the '<' at i begins a tag or a declaration. */
static bool is_mark(sk_str in, size_t i)
{
    char c = i + 1 < in.len ? in.s[i + 1] : 0;

    return letter(c) || c == '/' || c == '!' || c == '?';
}

/* Up to the next '<' that is no text. */
static size_t text_end(sk_str in, size_t i)
{
    while ((i = sk_scan_byte(in, i, '<')) < in.len && !is_mark(in, i))
        i++;
    return i;
}

bool sk_html_token(sk_arena *a, sk_html *h, size_t *at, sk_htoken *t)
{
    sk_str in = h->page;
    size_t i = *at;

    t->blank = false;
    while (i < in.len) {
        size_t from = i;
        bool end;
        i = sk_scan_blanks(in, from);
        if (i == in.len)
            break;
        if (in.s[i] != '<' || !is_mark(in, i)) {
            t->kind = SK_HT_TEXT;
            *at = text_end(in, i);
            t->text = sk_str_sub(in, from, *at);
            return true;
        }
        t->blank |= i > from;
        end = in.s[i + 1] == '/';
        from = i + 1 + end;
        if (from < in.len && letter(in.s[from])) {
            t->kind = end ? SK_HT_END : SK_HT_BEGIN;
            i = sk_scan_name(in, from, SK_SCAN_TAG);
            t->text = sk_str_sub(in, from, i);
            t->tag = sk_html_tag(h, from, i);
            *at = end ? behind(in, i, '>') : attributes(a, h, i, t);
            return true;
        }
        i = declaration(in, i);
    }
    *at = in.len;
    return false;
}
