/* tree_test.c - our reduced tree beside that of MyHTML, a whole HTML5 parser.
 *
 * usage: test_read_tree          rows of test/read/trees.tsv
 *        test_read_tree FILE...  pages: a line for each, then the sum
 *
 * Compared is what a reader of text needs: every text, line break, rule and
 * picture in document order, each with the elements around it. Elements of
 * formatting (a, b, font, span...) are left out of these chains, since we have
 * neither the adoption agency nor the list of active formatting elements; so
 * are html, head and body, and tables' tbody. A row of the table whose third
 * cell is not "-" names another difference that we allow; the test fails if
 * there is none any more.
 */
#include "../table.h"

#include <ctype.h>

#include "read/html.h"
#include "whole_tree.h"

enum { CHAIN = 4096, SHOWN = 400, ROW_PAGE = 1 << 16 };

/* Texts with their chains, a line each: "div p: text". */
typedef struct dump {
    char *v;
    size_t n, cap, lines;
    const void *in; /* the innermost element of the last line */
    bool text;      /* it is a text, so that one in the same element goes on */
    bool blank;     /* a blank is due */
} dump;

/* ---- writing ---- */

static void put(dump *d, const char *s, size_t n)
{
    if (d->n + n + 1 > d->cap) {
        d->cap = (d->n + n + 1) * 2;
        d->v = realloc(d->v, d->cap);
        if (!d->v)
            abort();
    }
    memcpy(d->v + d->n, s, n);
    d->n += n;
    d->v[d->n] = 0;
}

static bool is_left_out(const char *name)
{
    static const char *const names[] = {
        "a",    "abbr",  "b",     "bdi",  "bdo",    "big",    "body",
        "cite", "code",  "del",   "dfn",  "em",     "font",   "head",
        "html", "i",     "ins",   "kbd",  "mark",   "nobr",   "q",
        "s",    "samp",  "small", "span", "strike", "strong", "sub",
        "sup",  "tbody", "time",  "tt",   "u",      "var"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Puts a name before the chain, unless it is left out; *in is the innermost
 * element that is not. */
static void wrap(char *chain, sk_str name, const void *node, const void **in)
{
    char low[64], was[CHAIN];
    size_t len = name.len < sizeof low - 1 ? name.len : sizeof low - 1;

    for (size_t i = 0; i < len; i++)
        low[i] = (char)tolower((unsigned char)name.s[i]);
    low[len] = 0;
    if (is_left_out(low))
        return;
    if (!*in)
        *in = node;
    snprintf(was, sizeof was, "%s", chain);
    snprintf(chain, CHAIN, "%s %.*s", low, CHAIN - 80, was);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* A line; a text that goes on in the same place is put behind the last. */
static void line(dump *d, const char *chain, const void *in, const char *s,
                 size_t len, bool text)
{
    size_t i = 0;

    while (text && i < len && is_blank(s[i]))
        i++;
    d->blank |= i > 0;
    if (i == len)
        return;
    if (!text || !d->text || d->in != in) {
        put(d, "\n", d->n > 0);
        put(d, chain, strlen(chain));
        put(d, ":", 1);
        d->lines++;
        d->blank = true;
    }
    d->in = in;
    d->text = text;
    while (i < len) {
        size_t beg = i;
        while (i < len && !is_blank(s[i]))
            i++;
        put(d, " ", d->blank);
        put(d, s + beg, i - beg);
        d->blank = i < len;
        while (i < len && is_blank(s[i]))
            i++;
    }
}

static bool is_mark(const char *name)
{
    return !strcmp(name, "br") || !strcmp(name, "hr") || !strcmp(name, "img");
}

/* ---- the two trees ---- */

/* The name of an element; those that nobody wrote have none in the page. */
static sk_str name_of(const sk_html *h, uint32_t i)
{
    const sk_hnode *n = &h->nodes.v[i];

    if (n->len)
        return sk_html_written(h, n->beg, n->len);
    return n->tag == SK_H_TR ? SK_STR("tr") : SK_STR("tbody");
}

static void dump_own(sk_arena *a, sk_str page, dump *d)
{
    sk_html h;

    sk_html_parse(a, page, &h);
    for (uint32_t i = 1; i < h.nodes.n; i++) {
        const sk_hnode *n = &h.nodes.v[i];
        char chain[CHAIN] = "", name[16];
        const void *in = NULL;
        bool text = n->tag == SK_H_TEXT;
        sk_str s = text ? sk_html_node_text(a, &h, i) : name_of(&h, i);
        snprintf(name, sizeof name, "%.*s", text ? 0 : (int)s.len, s.s);
        d->blank |= n->blank;
        for (char *c = name; *c; c++)
            *c = (char)tolower((unsigned char)*c);
        if (!text && !is_mark(name))
            continue;
        for (uint32_t up = n->parent; up; up = h.nodes.v[up].parent)
            wrap(chain, name_of(&h, up), &h.nodes.v[up], &in);
        line(d, chain, in, text ? s.s : name, text ? s.len : strlen(name),
             text);
    }
}

static void dump_node(myhtml_tree_t *tree, myhtml_tree_node_t *n, void *arg)
{
    dump *d = arg;
    size_t len = 0;
    myhtml_tag_id_t tag = myhtml_node_tag_id(n);
    bool text = tag == MyHTML_TAG__TEXT;
    const char *s = text ? myhtml_node_text(n, &len)
                         : myhtml_tag_name_by_id(tree, tag, &len);
    char chain[CHAIN] = "";
    const void *in = NULL;

    if (!s || (!text && !is_mark(s)))
        return;
    for (myhtml_tree_node_t *up = myhtml_node_parent(n);
         up && myhtml_node_parent(up); up = myhtml_node_parent(up)) {
        size_t up_len;
        const char *name =
            myhtml_tag_name_by_id(tree, myhtml_node_tag_id(up), &up_len);
        wrap(chain, (sk_str){name, up_len}, up, &in);
    }
    line(d, chain, in, s, len, text);
}

/* ---- side by side ---- */

typedef struct both {
    dump own, whole;
} both;

static both read_both(sk_str page)
{
    both b = {0};
    sk_arena a;
    jmp_buf full;

    sk_arena_init(&a, 512 << 20);
    a.full = &full;
    if (setjmp(full))
        abort();
    put(&b.own, "", 0);
    put(&b.whole, "", 0);
    dump_own(&a, page, &b.own);
    whole_tree(page, dump_node, &b.whole);
    sk_arena_done(&a);
    return b;
}

static void each(void **state)
{
    const row *r = *state;
    char page[ROW_PAGE];
    both b;
    bool same;

    snprintf(page, sizeof page, "<!doctype html>%s", r->cell[1]);
    b = read_both(sk_str_of(page));
    same = strcmp(b.own.v, b.whole.v) == 0;
    if (same != (strcmp(r->cell[2], "-") == 0))
        print_message("%s:%d: %s\nours:\n%s\nMyHTML's:\n%s\n", r->file, r->line,
                      r->cell[0], b.own.v, b.whole.v);
    assert_int_equal(same, strcmp(r->cell[2], "-") == 0);
    free(b.own.v);
    free(b.whole.v);
}

/* Lines that are not in the other, one after the other (Hunt and Szymanski
 * would be exact; looking a little ahead is enough to count). */
static size_t differing(const dump *x, const dump *y, char *first)
{
    enum { AHEAD = 200 };
    const char *p = x->v, *q = y->v;
    size_t n = 0;

    while (*p && *q) {
        size_t np = strcspn(p, "\n"), k = 0;
        const char *at = q;
        while (k < AHEAD && *at) {
            size_t nq = strcspn(at, "\n");
            if (np == nq && memcmp(p, at, np) == 0)
                break;
            at += nq + (at[nq] != 0);
            k++;
        }
        if (k < AHEAD && *at) {
            size_t nq = strcspn(at, "\n");
            q = at + nq + (at[nq] != 0);
        } else {
            if (!n++)
                snprintf(first, SHOWN, "%.*s", (int)np, p);
        }
        p += np + (p[np] != 0);
    }
    for (; *p; n++)
        p += strcspn(p, "\n") + (p[strcspn(p, "\n")] != 0);
    return n;
}

static int pages(int n, char **paths)
{
    size_t all = 0, other = 0, alike = 0;

    for (int i = 0; i < n; i++) {
        FILE *f = fopen(paths[i], "rb");
        char *buf = malloc(64 << 20), first[SHOWN] = "";
        size_t len = f && buf ? fread(buf, 1, 64 << 20, f) : 0, bad;
        both b = read_both((sk_str){buf, len});
        bad = differing(&b.own, &b.whole, first);
        all += b.own.lines;
        other += bad;
        alike += strcmp(b.own.v, b.whole.v) == 0;
        printf("%s\t%zu\t%zu\t%s\n", paths[i], b.own.lines, bad, first);
        free(b.own.v);
        free(b.whole.v);
        free(buf);
        if (f)
            fclose(f);
    }
    printf("pages\t%d\talike\t%zu\ttexts\t%zu\tequal\t%.4f\n", n, alike, all,
           all ? 1 - (double)other / (double)all : 1);
    return 0;
}

int main(int argc, char **argv)
{
    return argc > 1 ? pages(argc - 1, argv + 1)
                    : run_table("read/trees.tsv", each);
}
