/* html_tree.c - the tokens of a page into its tree. */
#include "read/html.h"

enum { BYTES_A_NODE = 32 }; /* of the input, on usual pages rather more */

typedef struct parser {
    sk_arena *a;
    sk_html *h;
    size_t at;                    /* in the page */
    bool blank;                   /* text of blanks came since the last node */
    uint32_t open[SK_HTML_DEPTH]; /* open elements, open[0] is html */
    uint8_t tags[SK_HTML_DEPTH];  /* of these */
    size_t depth;
    uint32_t body; /* node, 0 if it has not begun */
    uint32_t head;
    uint32_t form; /* the open form */
    size_t svg;    /* where the outermost open svg stands in open; 0: none */
} parser;

static sk_htag tag_at(const parser *p, size_t i)
{
    return (sk_htag)p->tags[i];
}

static uint32_t add(parser *p, uint32_t parent, sk_htag tag, sk_str text)
{
    uint32_t i = (uint32_t)p->h->nodes.n;

    *sk_push(p->a, &p->h->nodes) =
        (sk_hnode){.beg = text.len ? (uint32_t)(text.s - p->h->page.s) : 0,
                   .len = (uint32_t)text.len,
                   .parent = parent,
                   .end = i + 1,
                   .tag = (uint8_t)tag,
                   .blank = p->blank};
    p->blank = false;
    return i;
}

/* An element that nobody wrote. */
static uint32_t implied(parser *p, uint32_t parent, sk_htag tag)
{
    return add(p, parent, tag, SK_STR(""));
}

static sk_str name_at(const parser *p, size_t i)
{
    const sk_hnode *n = &p->h->nodes.v[p->open[i]];

    return sk_html_written(p->h, n->beg, n->len);
}

static uint32_t top(const parser *p)
{
    return p->open[p->depth - 1];
}

static void push(parser *p, uint32_t node)
{
    if (p->depth < SK_HTML_DEPTH) {
        p->tags[p->depth] = p->h->nodes.v[node].tag;
        p->open[p->depth++] = node;
    }
}

/* ---- which open elements end ---- */

enum {
    P_SCOPE = SK_HC_SCOPE | SK_HC_BUTTON,
    NO_STOP = 0,
};

/* Ends elements down to the nearest one of tag t; stops at one of the classes
 * in stop. Whether one was found. */
static bool close_to(parser *p, sk_htag t, unsigned stop)
{
    for (size_t i = p->depth; i-- > 1;) {
        if (p->tags[i] == t) {
            p->depth = i;
            return true;
        }
        if (sk_html_is(p->tags[i], stop))
            return false;
    }
    return false;
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
        if (sk_html_is(tag_at(p, i), SK_HC_TABLE))
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
    if (!sk_html_is(t, SK_HC_ENDS_P) && t != SK_H_BODY && t != SK_H_BR &&
        t != SK_H_IMG && t != SK_H_SPAN && t != SK_H_STRONG && t != SK_H_B &&
        t != SK_H_I && t != SK_H_EM && t != SK_H_SMALL)
        return;
    for (size_t i = p->depth; i-- > p->svg;) {
        sk_str name = name_at(p, i);
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
    if (!close_to(p, SK_H_TD, SK_HC_TABLE))
        close_to(p, SK_H_TH, SK_HC_TABLE);
}

static void close_head_of_table(parser *p)
{
    if (!close_to(p, SK_H_CAPTION, SK_HC_TABLE))
        close_to(p, SK_H_COLGROUP, SK_HC_TABLE);
}

static void close_section(parser *p)
{
    close_head_of_table(p);
    close_cell(p);
    close_to(p, SK_H_TR, SK_HC_TABLE);
    if (!close_to(p, SK_H_TBODY, SK_HC_TABLE) &&
        !close_to(p, SK_H_THEAD, SK_HC_TABLE))
        close_to(p, SK_H_TFOOT, SK_HC_TABLE);
}

/* What a start tag ends. */
static void imply_ends(parser *p, sk_htag t)
{
    if (sk_html_is(t, SK_HC_ENDS_P) && t != SK_H_LI && t != SK_H_DD &&
        t != SK_H_DT)
        close_to(p, SK_H_P, P_SCOPE);
    switch (t) {
    case SK_H_LI:
        close_to(p, SK_H_LI, SK_HC_LIST_STOP);
        close_to(p, SK_H_P, P_SCOPE);
        break;
    case SK_H_DD:
    case SK_H_DT:
        if (!close_to(p, SK_H_DD, SK_HC_LIST_STOP))
            close_to(p, SK_H_DT, SK_HC_LIST_STOP);
        close_to(p, SK_H_P, P_SCOPE);
        break;
    case SK_H_OPTION:
    case SK_H_OPTGROUP:
        if (tag_at(p, p->depth - 1) == SK_H_OPTION)
            p->depth--;
        if (t == SK_H_OPTGROUP && tag_at(p, p->depth - 1) == SK_H_OPTGROUP)
            p->depth--;
        break;
    case SK_H_A:
        close_to(p, SK_H_A, SK_HC_SPECIAL);
        break;
    case SK_H_BUTTON:
        close_to(p, SK_H_BUTTON, SK_HC_SCOPE);
        break;
    case SK_H_TD:
    case SK_H_TH:
        close_cell(p);
        break;
    case SK_H_TR:
        close_head_of_table(p);
        close_cell(p);
        close_to(p, SK_H_TR, SK_HC_TABLE);
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
            close_to(p, SK_H_TABLE, NO_STOP);
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
    case SK_H_BASE:
    case SK_H_LINK:
    case SK_H_META:
    case SK_H_NOSCRIPT:
    case SK_H_SCRIPT:
    case SK_H_STYLE:
    case SK_H_TEMPLATE:
    case SK_H_TITLE:
        return true;
    default:
        return false;
    }
}

static void open_body(parser *p)
{
    p->depth = 1;
    p->body = implied(p, 0, SK_H_BODY);
    push(p, p->body);
}

static void open_head(parser *p)
{
    p->head = implied(p, 0, SK_H_HEAD);
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
        push(p, implied(p, top(p), SK_H_TBODY));
    if ((t == SK_H_TD || t == SK_H_TH) && up == SK_H_TABLE)
        push(p, implied(p, top(p), SK_H_TBODY));
    up = tag_at(p, p->depth - 1);
    if ((t == SK_H_TD || t == SK_H_TH) &&
        (up == SK_H_TBODY || up == SK_H_THEAD || up == SK_H_TFOOT))
        push(p, implied(p, top(p), SK_H_TR));
}

/* ---- tokens ---- */

static void text(parser *p, sk_str s)
{
    if (!p->body && p->depth <= 2)
        open_body(p);
    add(p, top(p), SK_H_TEXT, s);
}

static void set_attributes(parser *p, uint32_t node, const sk_htoken *t)
{
    p->h->nodes.v[node].attr = t->attr;
    p->h->nodes.v[node].n_attr = t->n_attr;
}

static void raw_text(parser *p, uint32_t node, sk_str name, sk_htag t)
{
    sk_str s = sk_html_raw(p->h, name, t, &p->at);

    if (s.len) {
        uint32_t k = add(p, node, SK_H_TEXT, s);
        p->h->nodes.v[k].raw = t != SK_H_TITLE && t != SK_H_TEXTAREA;
    }
}

static void begin_tag(parser *p, const sk_htoken *k)
{
    sk_htag t = k->tag;
    uint32_t node;

    if (t == SK_H_HTML || (t == SK_H_BODY && p->body) ||
        (t == SK_H_HEAD && (p->head || p->body))) {
        if (t == SK_H_HTML && !p->h->nodes.v[0].n_attr)
            set_attributes(p, 0, k);
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
    node = add(p, top(p), t, k->text);
    set_attributes(p, node, k);
    if (t == SK_H_BODY)
        p->body = node;
    if (t == SK_H_HEAD)
        p->head = node;
    if (t == SK_H_FORM) {
        p->form = node;
        if (in_rows(tag_at(p, p->depth - 1)))
            return; /* it holds nothing there */
    }
    if (sk_html_is(t, SK_HC_VOID))
        return;
    if (sk_html_is(t, SK_HC_RAW)) {
        raw_text(p, node, k->text, t);
    } else if (!k->self || (t != SK_H_OTHER && t != SK_H_SVG)) {
        if (t == SK_H_SVG && !p->svg)
            p->svg = p->depth;
        push(p, node);
    }
}

/* A form that ends inside another element leaves that open. */
static void close_form(parser *p)
{
    p->form = 0;
    for (size_t i = p->depth;
         i-- > 1 && !sk_html_is(tag_at(p, i), SK_HC_SCOPE);)
        if (tag_at(p, i) == SK_H_FORM) {
            while (sk_html_is(tag_at(p, p->depth - 1), SK_HC_IMPLIED))
                p->depth--;
            memmove(p->open + i, p->open + i + 1,
                    (p->depth - i - 1) * sizeof *p->open);
            memmove(p->tags + i, p->tags + i + 1, p->depth - i - 1);
            p->depth--;
            return;
        }
}

static void end_tag(parser *p, sk_htag t, sk_str name)
{
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
        if (!close_to(p, SK_H_P, P_SCOPE) && p->body)
            add(p, top(p), SK_H_P, name);
        break;
    case SK_H_LI:
    case SK_H_DD:
    case SK_H_DT:
        close_to(p, t, SK_HC_SCOPE);
        break;
    case SK_H_FORM:
        close_form(p);
        break;
    case SK_H_OTHER:
        for (size_t i = p->depth; i-- > 1;) {
            sk_str open = name_at(p, i);
            if (tag_at(p, i) == SK_H_OTHER && open.len == name.len &&
                strncasecmp(open.s, name.s, name.len) == 0) {
                p->depth = i;
                break;
            }
            if (sk_html_is(tag_at(p, i), SK_HC_SPECIAL))
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
                if (sk_html_is(tag_at(p, i), SK_HC_SCOPE))
                    break;
            }
        } else if (t == SK_H_TABLE || t == SK_H_TBODY || t == SK_H_THEAD ||
                   t == SK_H_TFOOT || t == SK_H_TR || t == SK_H_TD ||
                   t == SK_H_TH || t == SK_H_CAPTION) {
            close_to(p, t, t == SK_H_TABLE ? NO_STOP : SK_HC_TABLE);
        } else {
            close_to(p, t,
                     sk_html_is(t, SK_HC_SPECIAL) ? SK_HC_SCOPE
                                                  : SK_HC_SPECIAL);
        }
    }
}

/* An element ends where the last one inside it does. */
static void set_ends(sk_html *h)
{
    for (size_t i = h->nodes.n; i-- > 1;) {
        const sk_hnode *n = &h->nodes.v[i];
        sk_hnode *up = &h->nodes.v[n->parent];
        if (up->end < n->end)
            up->end = n->end;
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
    sk_htoken t;

    if (page.len > UINT32_MAX)
        page.len = UINT32_MAX;
    *out = (sk_html){.page = page};
    p->a = a;
    p->h = out;
    out->names = sk_new(a, sk_hname, SK_HTML_NAMES);
    sk_reserve(a, &out->nodes, room(page.len, SK_HTML_NODES));
    sk_reserve(a, &out->attrs, room(page.len, SK_HTML_ALL_ATTRS));
    push(p, implied(p, 0, SK_H_HTML));
    while (out->nodes.n < SK_HTML_NODES && sk_html_token(a, out, &p->at, &t)) {
        p->blank |= t.blank;
        if (t.kind == SK_HT_TEXT)
            text(p, t.text);
        else if (t.kind == SK_HT_BEGIN)
            begin_tag(p, &t);
        else
            end_tag(p, t.tag, t.text);
    }
    set_ends(out);
}
