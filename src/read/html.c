/* html.c - tokenizer and tree builder. */
#include "read/html.h"

#include "base/entity.h"

enum { BYTES_A_NODE = 32 }; /* of the input, on usual pages rather more */

typedef struct parser {
    sk_arena *a;
    sk_html *h;
    sk_str in;
    size_t at;
    uint32_t open[SK_HTML_DEPTH]; /* open elements, open[0] is html */
    size_t depth;
    uint32_t body; /* node, 0 if it has not begun */
    uint32_t head;
    uint32_t form; /* the open form */
    size_t svg;    /* where the outermost open svg stands in open; 0: none */
} parser;

static sk_htag tag_at(const parser *p, size_t i)
{
    return (sk_htag)p->h->nodes.v[p->open[i]].tag;
}

static uint32_t add(parser *p, uint32_t parent, sk_htag tag, sk_str text)
{
    uint32_t i = (uint32_t)p->h->nodes.n;
    sk_hnode *n = sk_push(p->a, &p->h->nodes);

    *n = (sk_hnode){.tag = (uint8_t)tag, .text = text, .parent = parent};
    if (i) {
        sk_hnode *up = &p->h->nodes.v[parent];
        if (up->last)
            p->h->nodes.v[up->last].next = i;
        else
            up->first = i;
        up->last = i;
    }
    return i;
}

static uint32_t top(const parser *p)
{
    return p->open[p->depth - 1];
}

static void push(parser *p, uint32_t node)
{
    if (p->depth < SK_HTML_DEPTH)
        p->open[p->depth++] = node;
}

/* ---- which open elements end ---- */

/* Ends elements down to the nearest one of tag t; stops at a tag for which stop
 * is true. Whether one was found. */
static bool close_to(parser *p, sk_htag t, bool (*stop)(sk_htag))
{
    for (size_t i = p->depth; i-- > 1;) {
        if (tag_at(p, i) == t) {
            p->depth = i;
            return true;
        }
        if (stop && stop(tag_at(p, i)))
            return false;
    }
    return false;
}

static bool scope(sk_htag t)
{
    switch (t) {
    case SK_H_TABLE: case SK_H_TD: case SK_H_TH: case SK_H_CAPTION:
    case SK_H_OBJECT: case SK_H_TEMPLATE: case SK_H_HTML: case SK_H_SVG:
        return true;
    default:
        return false;
    }
}

static bool button_scope(sk_htag t)
{
    return scope(t) || t == SK_H_BUTTON;
}

static bool table_scope(sk_htag t)
{
    return t == SK_H_TABLE || t == SK_H_TEMPLATE;
}

static bool list_stop(sk_htag t)
{
    return sk_html_is_special(t) && t != SK_H_ADDRESS && t != SK_H_DIV &&
           t != SK_H_P;
}

static bool heading(sk_htag t)
{
    return t >= SK_H_H1 && t <= SK_H_H6;
}

/* Where a table expects rows or cells, not text. */
static bool in_rows(sk_htag t)
{
    return t == SK_H_TABLE || t == SK_H_TBODY || t == SK_H_THEAD ||
           t == SK_H_TFOOT || t == SK_H_TR;
}

static bool part_of_table(sk_htag t)
{
    return (in_rows(t) && t != SK_H_TABLE) || t == SK_H_TD || t == SK_H_TH ||
           t == SK_H_CAPTION || t == SK_H_COL || t == SK_H_COLGROUP;
}

static bool inside_table(const parser *p)
{
    for (size_t i = p->depth; i-- > 1;)
        if (table_scope(tag_at(p, i)))
            return true;
    return false;
}

/* What ends a drawing that nobody closed: blocks and some formatting, unless
 * they stand where the drawing holds text of the page. */
static void leave_svg(parser *p, sk_htag t)
{
    static const char *const holders[] = {"foreignobject", "desc", "title"};

    if (p->depth <= p->svg) {
        p->svg = 0;
        return;
    }
    if (!sk_html_ends_p(t) && t != SK_H_BODY && t != SK_H_BR && t != SK_H_IMG &&
        t != SK_H_SPAN && t != SK_H_STRONG && t != SK_H_B && t != SK_H_I &&
        t != SK_H_EM && t != SK_H_SMALL)
        return;
    for (size_t i = p->depth; i-- > p->svg;) {
        sk_str name = p->h->nodes.v[p->open[i]].text;
        for (int k = 0; k < 3; k++)
            if (name.len == strlen(holders[k]) &&
                strncasecmp(name.s, holders[k], name.len) == 0)
                return;
    }
    p->depth = p->svg;
    p->svg = 0;
}

static void close_cell(parser *p)
{
    if (!close_to(p, SK_H_TD, table_scope))
        close_to(p, SK_H_TH, table_scope);
}

static void close_head_of_table(parser *p)
{
    if (!close_to(p, SK_H_CAPTION, table_scope))
        close_to(p, SK_H_COLGROUP, table_scope);
}

static void close_section(parser *p)
{
    close_head_of_table(p);
    close_cell(p);
    close_to(p, SK_H_TR, table_scope);
    if (!close_to(p, SK_H_TBODY, table_scope) &&
        !close_to(p, SK_H_THEAD, table_scope))
        close_to(p, SK_H_TFOOT, table_scope);
}

/* What a start tag ends. */
static void imply_ends(parser *p, sk_htag t)
{
    if (sk_html_ends_p(t) && t != SK_H_LI && t != SK_H_DD && t != SK_H_DT)
        close_to(p, SK_H_P, button_scope);
    switch (t) {
    case SK_H_LI:
        close_to(p, SK_H_LI, list_stop);
        close_to(p, SK_H_P, button_scope);
        break;
    case SK_H_DD:
    case SK_H_DT:
        if (!close_to(p, SK_H_DD, list_stop))
            close_to(p, SK_H_DT, list_stop);
        close_to(p, SK_H_P, button_scope);
        break;
    case SK_H_OPTION:
    case SK_H_OPTGROUP:
        if (tag_at(p, p->depth - 1) == SK_H_OPTION)
            p->depth--;
        if (t == SK_H_OPTGROUP && tag_at(p, p->depth - 1) == SK_H_OPTGROUP)
            p->depth--;
        break;
    case SK_H_A:
        close_to(p, SK_H_A, sk_html_is_special);
        break;
    case SK_H_BUTTON:
        close_to(p, SK_H_BUTTON, scope);
        break;
    case SK_H_TD:
    case SK_H_TH:
        close_cell(p);
        break;
    case SK_H_TR:
        close_head_of_table(p);
        close_cell(p);
        close_to(p, SK_H_TR, table_scope);
        break;
    case SK_H_TBODY:
    case SK_H_THEAD:
    case SK_H_TFOOT:
    case SK_H_CAPTION:
    case SK_H_COLGROUP:
        close_section(p);
        break;
    case SK_H_TABLE:
        if (in_rows(tag_at(p, p->depth - 1)))
            close_to(p, SK_H_TABLE, NULL);
        break;
    default:
        if (heading(t) && heading(tag_at(p, p->depth - 1)))
            p->depth--;
    }
}

/* ---- head and body, rows and sections that nobody wrote ---- */

static bool in_head(sk_htag t)
{
    switch (t) {
    case SK_H_BASE: case SK_H_LINK: case SK_H_META: case SK_H_NOSCRIPT:
    case SK_H_SCRIPT: case SK_H_STYLE: case SK_H_TEMPLATE: case SK_H_TITLE:
        return true;
    default:
        return false;
    }
}

static void open_body(parser *p)
{
    p->depth = 1;
    p->body = add(p, 0, SK_H_BODY, SK_STR("body"));
    push(p, p->body);
}

static void open_head(parser *p)
{
    p->head = add(p, 0, SK_H_HEAD, SK_STR("head"));
    push(p, p->head);
}

static void make_room(parser *p, sk_htag t)
{
    sk_htag up;

    if (!p->body) {
        bool inside = p->depth > 2; /* in noscript or template of the head */
        if (in_head(t) || inside) {
            if (!p->head)
                open_head(p);
        } else {
            open_body(p);
        }
    }
    up = tag_at(p, p->depth - 1);
    if (t == SK_H_TR && up == SK_H_TABLE)
        push(p, add(p, top(p), SK_H_TBODY, SK_STR("tbody")));
    if ((t == SK_H_TD || t == SK_H_TH) && up == SK_H_TABLE)
        push(p, add(p, top(p), SK_H_TBODY, SK_STR("tbody")));
    up = tag_at(p, p->depth - 1);
    if ((t == SK_H_TD || t == SK_H_TH) &&
        (up == SK_H_TBODY || up == SK_H_THEAD || up == SK_H_TFOOT))
        push(p, add(p, top(p), SK_H_TR, SK_STR("tr")));
}

/* ---- tokens ---- */

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

static bool blank(char c)
{
    return is(c, BLANK);
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
    while (i < s.len && blank(s.s[i]))
        i++;
    return i;
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool all_blank(sk_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!blank(s.s[i]))
            return false;
    return true;
}

static void text(parser *p, sk_str s)
{
    if (!p->body && p->depth <= 2) {
        if (all_blank(s))
            return;
        open_body(p);
    }
    add(p, top(p), SK_H_TEXT, s);
}

/* Reads attributes up to the end of the tag; whether it closed itself. */
static bool attributes(parser *p, uint32_t *beg, uint32_t *end)
{
    sk_str in = p->in;
    bool self = false;

    *beg = (uint32_t)p->h->attrs.n;
    while (p->at < in.len && in.s[p->at] != '>') {
        sk_hattr at = {0};
        size_t from = p->at;
        if (blank(in.s[from]) || in.s[from] == '/') {
            self = in.s[from] == '/';
            p->at++;
            continue;
        }
        self = false;
        p->at = skip_to(in, from + 1, ENDS_NAME); /* it may begin with '=' */
        at.name = sk_str_sub(in, from, p->at);
        p->at = skip_blanks(in, p->at);
        if (p->at < in.len && in.s[p->at] == '=') {
            from = p->at = skip_blanks(in, p->at + 1);
            if (p->at < in.len && (in.s[from] == '"' || in.s[from] == '\'')) {
                const char *q = memchr(in.s + from + 1, in.s[from],
                                       in.len - from - 1);
                size_t stop = q ? (size_t)(q - in.s) : in.len;
                at.value = sk_str_sub(in, from + 1, stop);
                p->at = q ? stop + 1 : stop;
            } else {
                p->at = skip_to(in, from, ENDS_VALUE);
                at.value = sk_str_sub(in, from, p->at);
            }
        }
        if (p->h->attrs.n - *beg < SK_HTML_ATTRS &&
            p->h->attrs.n < SK_HTML_ALL_ATTRS)
            *sk_push(p->a, &p->h->attrs) = at;
    }
    p->at += p->at < in.len;
    *end = (uint32_t)p->h->attrs.n;
    return self;
}

/* Whether the tag </name or <name begins at i. */
static bool tag_begins(const parser *p, size_t i, bool end, sk_str name)
{
    size_t at = i + 1 + end;

    return p->in.len - i > name.len + 1 + end && p->in.s[i] == '<' &&
           (!end || p->in.s[i + 1] == '/') &&
           strncasecmp(p->in.s + at, name.s, name.len) == 0 &&
           is(p->in.s[at + name.len], ENDS_TAG);
}

/* Where the content of a raw-text element stops: before its end tag. Inside
 * <!-- --> a script may hold whole scripts. */
static size_t raw_end(const parser *p, sk_str name, sk_htag t)
{
    size_t i = p->at, comment = 0; /* behind the comment's "<!--" */
    bool nested = false;
    const char *lt;

    while ((lt = memchr(p->in.s + i, '<', p->in.len - i))) {
        size_t at = (size_t)(lt - p->in.s);
        if (comment) {
            size_t end = sk_str_find(sk_str_sub(p->in, i, at), SK_STR("-->"), 0);
            if (end != SIZE_MAX) {
                comment = 0;
                nested = false;
            }
        }
        if (tag_begins(p, at, true, name)) {
            if (!nested)
                return at;
            nested = false;
        } else if (comment && tag_begins(p, at, false, name)) {
            nested = true;
        }
        i = at + 1;
        if (t == SK_H_SCRIPT && !comment && p->in.len - at >= 4 &&
            memcmp(lt, "<!--", 4) == 0) {
            comment = at + 4;
            i = at + 2; /* "<!-->" is a whole one */
        }
    }
    return p->in.len;
}

static void raw_text(parser *p, uint32_t node, sk_str name, sk_htag t)
{
    size_t stop = t == SK_H_PLAINTEXT ? p->in.len : raw_end(p, name, t);
    sk_str s = sk_str_sub(p->in, p->at, stop);
    const char *gt;

    if (s.len) {
        uint32_t k = add(p, node, SK_H_TEXT, s);
        p->h->nodes.v[k].raw = t != SK_H_TITLE && t != SK_H_TEXTAREA;
    }
    gt = memchr(p->in.s + stop, '>', p->in.len - stop);
    p->at = gt ? (size_t)(gt - p->in.s) + 1 : p->in.len;
}

static sk_str take_name(parser *p)
{
    size_t from = p->at;

    p->at = skip_to(p->in, from, ENDS_TAG);
    return sk_str_sub(p->in, from, p->at);
}

static void start_tag(parser *p)
{
    sk_str name = take_name(p);
    sk_htag t = sk_html_tag(name);
    uint32_t node, beg, end;
    bool self = attributes(p, &beg, &end);

    if (t == SK_H_HTML || (t == SK_H_BODY && p->body) ||
        (t == SK_H_HEAD && (p->head || p->body))) {
        if (t == SK_H_HTML && !p->h->nodes.v[0].attr_end) {
            p->h->nodes.v[0].attr_beg = beg;
            p->h->nodes.v[0].attr_end = end;
        }
        return;
    }
    if (p->svg)
        leave_svg(p, t);
    if ((t == SK_H_FORM && p->form) || (part_of_table(t) && !inside_table(p)))
        return;
    if (t == SK_H_HEAD || t == SK_H_BODY) {
        p->depth = 1;
    } else {
        if (p->body)
            imply_ends(p, t);
        make_room(p, t);
    }
    node = add(p, top(p), t, name);
    p->h->nodes.v[node].attr_beg = beg;
    p->h->nodes.v[node].attr_end = end;
    if (t == SK_H_BODY)
        p->body = node;
    if (t == SK_H_HEAD)
        p->head = node;
    if (t == SK_H_FORM) {
        p->form = node;
        if (in_rows(tag_at(p, p->depth - 1)))
            return; /* it holds nothing there */
    }
    if (sk_html_is_void(t))
        return;
    if (sk_html_is_raw(t)) {
        raw_text(p, node, name, t);
    } else if (!self || (t != SK_H_OTHER && t != SK_H_SVG)) {
        if (t == SK_H_SVG && !p->svg)
            p->svg = p->depth;
        push(p, node);
    }
}

/* A form that ends inside another element leaves that open. */
static void close_form(parser *p)
{
    p->form = 0;
    for (size_t i = p->depth; i-- > 1 && !scope(tag_at(p, i));)
        if (tag_at(p, i) == SK_H_FORM) {
            while (sk_html_is_implied(tag_at(p, p->depth - 1)))
                p->depth--;
            memmove(p->open + i, p->open + i + 1,
                    (p->depth - i - 1) * sizeof *p->open);
            p->depth--;
            return;
        }
}

static void end_tag(parser *p)
{
    sk_str name = take_name(p);
    sk_htag t = sk_html_tag(name);
    const char *gt = memchr(p->in.s + p->at, '>', p->in.len - p->at);

    p->at = gt ? (size_t)(gt - p->in.s) + 1 : p->in.len;
    switch (t) {
    case SK_H_HTML:
    case SK_H_BODY:
        break; /* what follows still belongs to the body */
    case SK_H_HEAD:
        if (!p->body)
            p->depth = 1;
        break;
    case SK_H_BR:
        if (p->body)
            add(p, top(p), SK_H_BR, name);
        break;
    case SK_H_P:
        if (!close_to(p, SK_H_P, button_scope) && p->body)
            add(p, top(p), SK_H_P, name);
        break;
    case SK_H_LI:
    case SK_H_DD:
    case SK_H_DT:
        close_to(p, t, scope);
        break;
    case SK_H_FORM:
        close_form(p);
        break;
    case SK_H_OTHER:
        for (size_t i = p->depth; i-- > 1;) {
            sk_str open = p->h->nodes.v[p->open[i]].text;
            if (tag_at(p, i) == SK_H_OTHER && open.len == name.len &&
                strncasecmp(open.s, name.s, name.len) == 0) {
                p->depth = i;
                break;
            }
            if (sk_html_is_special(tag_at(p, i)))
                break;
        }
        break;
    default:
        if (heading(t)) {
            for (size_t i = p->depth; i-- > 1;) {
                if (heading(tag_at(p, i))) {
                    p->depth = i;
                    break;
                }
                if (scope(tag_at(p, i)))
                    break;
            }
        } else if (t == SK_H_TABLE || t == SK_H_TBODY || t == SK_H_THEAD ||
                   t == SK_H_TFOOT || t == SK_H_TR || t == SK_H_TD ||
                   t == SK_H_TH || t == SK_H_CAPTION) {
            close_to(p, t, t == SK_H_TABLE ? NULL : table_scope);
        } else {
            close_to(p, t, sk_html_is_special(t) ? scope : sk_html_is_special);
        }
    }
}

/* Behind the comment that begins s: "-->" or "--!>" ends it. */
static size_t comment_end(sk_str s)
{
    for (size_t i = 2; (i = sk_str_find(s, SK_STR("--"), i)) != SIZE_MAX; i++) {
        size_t k = i + 2;
        k += i >= 4 && k < s.len && s.s[k] == '!';
        if (k < s.len && s.s[k] == '>')
            return k + 1;
    }
    return s.len;
}

/* Comments, doctypes, processing instructions: skipped. */
static void declaration(parser *p)
{
    sk_str left = sk_str_sub(p->in, p->at, p->in.len);
    size_t end;

    if (sk_str_starts(left, SK_STR("<!--"))) {
        p->at += comment_end(left);
        return;
    }
    end = sk_str_find(left, SK_STR(">"), 0);
    p->at = end == SIZE_MAX ? p->in.len : p->at + end + 1;
}

static void token(parser *p)
{
    size_t from = p->at;
    const char *lt;
    char c;

    while (p->at < p->in.len) {
        lt = memchr(p->in.s + p->at, '<', p->in.len - p->at);
        p->at = lt ? (size_t)(lt - p->in.s) : p->in.len;
        c = p->at + 1 < p->in.len ? p->in.s[p->at + 1] : 0;
        if (letter(c) || c == '!' || c == '?' || c == '/')
            break;
        p->at += p->at < p->in.len; /* a bare '<' is text */
    }
    if (p->at > from)
        text(p, sk_str_sub(p->in, from, p->at));
    if (p->at >= p->in.len)
        return;
    c = p->in.s[p->at + 1];
    if (letter(c)) {
        p->at++;
        start_tag(p);
    } else if (c == '/' && p->at + 2 < p->in.len && letter(p->in.s[p->at + 2])) {
        p->at += 2;
        end_tag(p);
    } else {
        declaration(p);
    }
}

/* What a page of that length needs at first. */
static size_t room(size_t bytes, size_t max)
{
    return (bytes / BYTES_A_NODE < max ? bytes / BYTES_A_NODE : max) + 8;
}

void sk_html_parse(sk_arena *a, sk_str page, sk_html *out)
{
    parser *p = sk_new(a, parser, 1);

    *out = (sk_html){0};
    p->a = a;
    p->h = out;
    p->in = page;
    sk_reserve(a, &out->nodes, room(page.len, SK_HTML_NODES));
    sk_reserve(a, &out->attrs, room(page.len, SK_HTML_ALL_ATTRS));
    p->open[p->depth++] = add(p, 0, SK_H_HTML, SK_STR("html"));
    while (p->at < page.len && out->nodes.n < SK_HTML_NODES)
        token(p);
}

/* ---- asking ---- */

static sk_str resolved(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t from = 0, end;
    char out[16];

    if (!s.len || !memchr(s.s, '&', s.len))
        return s;
    for (size_t i = 0; i < s.len; i++) {
        size_t n = s.s[i] == '&' ? sk_entity_at(s, i, out, &end) : 0;
        if (!n)
            continue;
        sk_buf_add(a, &b, sk_str_sub(s, from, i));
        sk_buf_add(a, &b, (sk_str){out, n});
        from = end;
        i = end - 1;
    }
    sk_buf_add(a, &b, sk_str_sub(s, from, s.len));
    return sk_buf_str(&b);
}

sk_str sk_html_attr(sk_arena *a, const sk_html *h, uint32_t node,
                    const char *name)
{
    const sk_hnode *n = &h->nodes.v[node];
    size_t len = strlen(name);

    for (uint32_t i = n->attr_beg; i < n->attr_end; i++)
        if (h->attrs.v[i].name.len == len &&
            strncasecmp(h->attrs.v[i].name.s, name, len) == 0)
            return h->attrs.v[i].value.s ? resolved(a, h->attrs.v[i].value)
                                         : SK_STR("");
    return (sk_str){NULL, 0};
}

sk_str sk_html_node_text(sk_arena *a, const sk_html *h, uint32_t node)
{
    const sk_hnode *n = &h->nodes.v[node];

    return n->raw ? n->text : resolved(a, n->text);
}

uint32_t sk_html_skip(const sk_html *h, uint32_t node, uint32_t top_node)
{
    while (node != top_node && !h->nodes.v[node].next)
        node = h->nodes.v[node].parent;
    return node == top_node ? 0 : h->nodes.v[node].next;
}

uint32_t sk_html_next(const sk_html *h, uint32_t node, uint32_t top_node)
{
    return h->nodes.v[node].first ? h->nodes.v[node].first
                                  : sk_html_skip(h, node, top_node);
}
