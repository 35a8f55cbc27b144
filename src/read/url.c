/* url.c - addresses cut into their parts and put together anew. */
#include "read/url.h"

#include <strings.h>

/* Ends of the parts of an address; a part that is missing is empty. */
typedef struct url_parts {
    size_t scheme; /* "https:" */
    size_t host;   /* "//bao.example:80" */
    size_t path, query;
} url_parts;

static bool alpha(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* The first of three marks at or behind at; the end if there is none. */
static size_t until(sk_str s, size_t at, char a, char b, char c)
{
    while (at < s.len && s.s[at] != a && s.s[at] != b && s.s[at] != c)
        at++;
    return at;
}

/* The bytes of "https:" at the beginning. 0: no scheme. */
static size_t scheme_len(sk_str s)
{
    size_t i = 0;

    while (i < s.len &&
           (alpha(s.s[i]) || (i && (sk_str_digit(s, i) || s.s[i] == '+' ||
                                    s.s[i] == '-' || s.s[i] == '.'))))
        i++;
    return i && i < s.len && s.s[i] == ':' ? i + 1 : 0;
}

static url_parts parts_of(sk_str s)
{
    url_parts p = {.scheme = scheme_len(s)};

    p.host = p.scheme;
    if (sk_str_starts(sk_str_sub(s, p.scheme, s.len), SK_STR("//")))
        p.host = until(s, p.scheme + 2, '/', '?', '#');
    p.path = until(s, p.host, '?', '#', '#');
    p.query = until(s, p.path, '#', '#', '#');
    return p;
}

/* Writes a path behind b without "." and "..", never up into the host. */
static void add_path(sk_arena *a, sk_buf *b, sk_str path)
{
    size_t root = b->n;

    for (size_t at = 0; at < path.len;) {
        size_t end = until(path, at + (path.s[at] == '/'), '/', '/', '/');
        sk_str seg = sk_str_sub(path, at + (path.s[at] == '/'), end);
        bool last = end == path.len, up = sk_str_eq(seg, SK_STR(".."));
        if (up)
            while (b->n > root && b->v[--b->n] != '/')
                ;
        if (!up && !sk_str_eq(seg, SK_STR(".")))
            sk_buf_add(a, b, sk_str_sub(path, at, end));
        else if (last)
            sk_buf_char(a, b, '/');
        at = end;
    }
}

static bool parts_lines(char c)
{
    return c == '\t' || c == '\r' || c == '\n';
}

/* Without the line ends and tabs that templates leave in an address. */
static sk_str in_a_line(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t n = 0;

    while (n < s.len && !parts_lines(s.s[n]))
        n++;
    if (n == s.len)
        return s;
    for (size_t i = 0; i < s.len; i++)
        if (!parts_lines(s.s[i]))
            sk_buf_char(a, &b, s.s[i]);
    return sk_buf_str(&b);
}

sk_str sk_url_join(sk_arena *a, sk_str base, sk_str href)
{
    sk_buf b = {0};
    url_parts to, from;
    sk_str path;

    href = href.len ? in_a_line(a, sk_str_trim(href)) : SK_STR("");
    if (!base.len)
        return href;
    base = sk_str_trim(base);
    if (scheme_len(href) || !scheme_len(base))
        return href;
    from = parts_of(base);
    to = parts_of(href);
    if (to.host) { /* "//bao.example/a" */
        sk_buf_add(a, &b, sk_str_sub(base, 0, from.scheme));
        sk_buf_add(a, &b, href);
        return sk_buf_str(&b);
    }
    path = sk_str_sub(base, from.host, from.path);
    sk_buf_add(a, &b, sk_str_sub(base, 0, from.host));
    if (to.path && href.s[0] == '/') {
        add_path(a, &b, sk_str_sub(href, 0, to.path));
    } else if (to.path) {
        sk_buf whole = {0};
        while (path.len && path.s[path.len - 1] != '/')
            path.len--;
        sk_buf_add(a, &whole, path.len ? path : SK_STR("/"));
        sk_buf_add(a, &whole, sk_str_sub(href, 0, to.path));
        add_path(a, &b, sk_buf_str(&whole));
    } else {
        sk_buf_add(a, &b, path);
        if (to.query == to.path)
            sk_buf_add(a, &b, sk_str_sub(base, from.path, from.query));
    }
    sk_buf_add(a, &b, sk_str_sub(href, to.path, href.len));
    return sk_buf_str(&b);
}

static void add_lower(sk_arena *a, sk_buf *b, sk_str s)
{
    for (size_t i = 0; i < s.len; i++)
        sk_buf_char(a, b,
                    s.s[i] >= 'A' && s.s[i] <= 'Z' ? (char)(s.s[i] | 32)
                                                   : s.s[i]);
}

sk_str sk_url_tidy(sk_arena *a, const sk_page_words *w, sk_str url)
{
    sk_str host, port, query, one, value, rest;
    sk_buf b = {0};
    char before = '?';
    url_parts p;

    if (!scheme_len(url))
        return url;
    p = parts_of(url);
    if (p.scheme < 5 || strncasecmp(url.s, "http", 4) != 0 ||
        p.host <= p.scheme + 2)
        return url;
    add_lower(a, &b, sk_str_sub(url, 0, p.scheme));
    host = sk_str_sub(url, p.scheme, p.host);
    port = p.scheme == 5 ? SK_STR(":80") : SK_STR(":443");
    if (sk_str_ends(host, port))
        host.len -= port.len;
    add_lower(a, &b, host);
    sk_buf_add(a, &b, sk_str_sub(url, p.host, p.path));
    query = sk_str_sub(url, p.path + (p.query > p.path), p.query);
    while (query.len) {
        one = sk_str_cut(query, '&', &rest);
        if (one.len &&
            !sk_page_is(w, SK_PT_TRACKING, sk_str_cut(one, '=', &value))) {
            sk_buf_char(a, &b, before);
            sk_buf_add(a, &b, one);
            before = '&';
        }
        query = rest;
    }
    return sk_buf_str(&b);
}

sk_str sk_url_host(sk_str url)
{
    size_t beg, end;
    url_parts p;

    if (!scheme_len(url))
        return (sk_str){NULL, 0};
    p = parts_of(url);
    beg = p.scheme + 2;
    if (p.host < beg)
        return (sk_str){NULL, 0};
    for (end = beg; end < p.host; end++)
        if (url.s[end] == '@')
            beg = end + 1;
    end = until(sk_str_sub(url, 0, p.host), beg, ':', ':', ':');
    if (end - beg > 4 && memcmp(url.s + beg, "www.", 4) == 0)
        beg += 4;
    return sk_str_sub(url, beg, end);
}
