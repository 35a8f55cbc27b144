/* hostile_test.c - pages made to be slow or deep: read in linear time and
 * bounded memory, every text there, as MyHTML has it.
 *
 * Each page is begin, n times piece, "lõi" (core), n times behind. MyHTML needs
 * quadratic time for some, so beside it they are small.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "read/html.h"
#include "whole_tree.h"

enum {
    BESIDE = 600, /* pieces of the page that MyHTML reads too */
    SMALL = 4000,
    LARGE = 16000,   /* pieces of those whose time is measured */
    TIMES = 4,       /* four times the page... */
    SLACK = 3,       /* ...may take three times that, */
    FLOOR_US = 3000, /* and times below that say nothing */
    ROUNDS = 5,
    BYTES_A_PIECE = 600, /* of memory, at most, in the mean */
};

static const struct {
    const char *name, *begin, *piece, *behind;
} pages[] = {
    {"divs", "", "<div>", ""},
    {"divs closed", "", "<div>", "</div>"},
    {"bold", "", "<b>", ""},
    {"fonts in paragraphs", "<p>", "<font size=1>a", ""},
    {"fonts over paragraphs", "", "<p><font color=red>chữ", ""},
    {"misnested formatting", "", "<a href=x><b>a<i>b</a>c</b>d</i>", ""},
    {"bold over blocks", "", "<b><p>chữ</b>", ""},
    {"drawings", "", "<svg><desc>", ""},
    {"options", "<select>", "<option>một", ""},
    {"options of groups", "<select>", "<optgroup><option>một", ""},
    {"attributes", "<p ", "a1=\"x\" ", ">"},
    {"classes", "", "<p class=\"thân bài\" id=a data-x=y>chữ", ""},
    {"paragraphs", "", "<p>chữ", ""},
    {"ends of paragraphs", "", "</p>", ""},
    {"ends of nothing", "<p>chữ", "</div></b></table></li>", ""},
    {"items", "<ul>", "<li>mục", ""},
    {"lists in lists", "", "<ul><li>mục", ""},
    {"definitions", "<dl>", "<dt>từ<dd>nghĩa", ""},
    {"rows", "<table>", "<tr><td>ô<td>ô", ""},
    {"cells", "<table><tr>", "<td>ô", ""},
    {"tables in cells", "", "<table><tr><td>ô", ""},
    {"tables with heads", "",
     "<table><thead><tr><th>đầu<tbody><tr><td>ô</table>", ""},
    {"buttons", "", "<button>bấm", ""},
    {"headings", "", "<h1>đầu", ""},
    {"forms", "", "<form><p>chữ", ""},
    {"references", "<p>", "&amp;&lt;&nosuch;&#233;", ""},
    {"bare signs", "<p>", "< a <1 & ", ""},
    {"comments", "", "<!-- x --><p>chữ", ""},
    {"comments nobody closed", "<p>chữ", "<!-- ", ""},
    {"scripts", "", "<script>if (a < b) c();</script><p>chữ", ""},
    {"scripts in comments", "<script><!--", "<script></script>", "-->"},
    {"odd elements", "", "<x-y>chữ", ""},
    {"breaks", "<p>", "chữ<br>", ""},
};
enum { N_PAGES = sizeof pages / sizeof *pages };

static char *copy(char *to, const char *s)
{
    size_t n = strlen(s);

    memcpy(to, s, n);
    return to + n;
}

static sk_str page_of(int k, size_t n, char **buf)
{
    static const char head[] = "<!doctype html><body>";
    size_t len = sizeof head + strlen(pages[k].begin) + 8 +
                 n * (strlen(pages[k].piece) + strlen(pages[k].behind));
    char *p = *buf = malloc(len);

    if (!p)
        abort();
    p = copy(copy(p, head), pages[k].begin);
    for (size_t i = 0; i < n; i++)
        p = copy(p, pages[k].piece);
    p = copy(p, "lõi");
    for (size_t i = 0; i < n; i++)
        p = copy(p, pages[k].behind);
    return (sk_str){*buf, (size_t)(p - *buf)};
}

/* ---- all text without blanks ---- */

typedef struct text {
    char *v;
    size_t n, cap;
} text;

static void put(text *t, sk_str s)
{
    if (t->n + s.len > t->cap) {
        t->cap = (t->n + s.len) * 2;
        t->v = realloc(t->v, t->cap);
        if (!t->v)
            abort();
    }
    for (size_t i = 0; i < s.len; i++)
        if (!strchr(" \n\t\r\f", s.s[i]))
            t->v[t->n++] = s.s[i];
}

static void own_text(sk_arena *a, sk_str page, text *t)
{
    sk_html h;

    sk_html_parse(a, page, &h);
    for (uint32_t i = 0; i < h.nodes.n; i++) {
        assert_true(h.nodes.v[i].end > i && h.nodes.v[i].end <= h.nodes.n);
        assert_true(!i ||
                    (h.nodes.v[i].parent < i &&
                     h.nodes.v[i].end <= h.nodes.v[h.nodes.v[i].parent].end));
        if (h.nodes.v[i].tag == SK_H_TEXT)
            put(t, sk_html_node_text(a, &h, i));
    }
}

static void put_whole(myhtml_tree_t *tree, myhtml_tree_node_t *n, void *arg)
{
    size_t len = 0;
    const char *s = myhtml_node_tag_id(n) == MyHTML_TAG__TEXT
                        ? myhtml_node_text(n, &len)
                        : NULL;

    (void)tree;
    if (s)
        put(arg, (sk_str){s, len});
}

static void same_text(void **state)
{
    int k = *(const int *)*state;
    text own = {0}, whole = {0};
    sk_arena a;
    jmp_buf full;
    char *buf;
    sk_str page = page_of(k, BESIDE, &buf);

    sk_arena_init(&a, 64 << 20);
    a.full = &full;
    if (setjmp(full))
        fail_msg("%s: too much memory", pages[k].name);
    own_text(&a, page, &own);
    whole_tree(page, put_whole, &whole);
    assert_int_equal(own.n, whole.n);
    if (own.n)
        assert_memory_equal(own.v, whole.v, own.n);
    sk_arena_done(&a);
    free(own.v);
    free(whole.v);
    free(buf);
}

/* ---- time and memory ---- */

static double now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

/* CPU time of reading a page of n pieces, the best of some rounds. */
static double time_of(int k, size_t n)
{
    double best = 1e12;
    sk_arena a;
    jmp_buf full;
    char *buf;
    sk_str page = page_of(k, n, &buf);

    sk_arena_init(&a, n * BYTES_A_PIECE + (1 << 20));
    a.full = &full;
    if (setjmp(full))
        fail_msg("%s: too much memory", pages[k].name);
    for (int r = 0; r < ROUNDS; r++) {
        double then = now_us(), took;
        sk_html h;
        sk_arena_reset(&a);
        sk_html_parse(&a, page, &h);
        took = now_us() - then;
        best = took < best ? took : best;
    }
    sk_arena_done(&a);
    free(buf);
    return best;
}

static void linear(void **state)
{
    int k = *(const int *)*state;
    double small = time_of(k, SMALL), large = time_of(k, LARGE);

    if (large > FLOOR_US && large > small * TIMES * SLACK)
        fail_msg("%s: %.0f us, four times as much: %.0f us", pages[k].name,
                 small, large);
}

int main(void)
{
    struct CMUnitTest tests[2 * N_PAGES];
    static int numbers[N_PAGES];
    static char names[2 * N_PAGES][64];

    for (int k = 0; k < N_PAGES; k++) {
        numbers[k] = k;
        for (int i = 0; i < 2; i++) {
            snprintf(names[2 * k + i], sizeof names[0], "%s: %s", pages[k].name,
                     i ? "linear" : "same text");
            tests[2 * k + i] =
                (struct CMUnitTest){.name = names[2 * k + i],
                                    .test_func = i ? linear : same_text,
                                    .initial_state = &numbers[k]};
        }
    }
    return _cmocka_run_group_tests("hostile pages", tests, 2 * N_PAGES, NULL,
                                   NULL);
}
