/* page_head.c - the headline of a page and its lead.
 *
 * The headline is the heading that says what JSON-LD, OpenGraph or <title> say;
 * the lead is the block near it that says what the description says, else one
 * that is named a lead.
 */
#include "read/page_tree.h"
#include "read/url.h"

enum {
    TITLE_MIN = 8,
    LEAD_MIN = 30,
    LEAD_MAX = 1500,
    DESCRIPTION_NEAR = 40, /* blocks behind the headline */
};

/* A link to the site's front page stands in it: it names the site. */
static bool is_home_link(const sk_tree *t, uint32_t i)
{
    uint32_t up = t->h.nodes.v[i].parent;

    if (t->h.nodes.v[up].tag == SK_H_A)
        i = up;
    for (uint32_t k = i, end = sk_tree_end(t, i); k < end; k++) {
        sk_str href;
        size_t at;
        if (t->h.nodes.v[k].tag != SK_H_A)
            continue;
        href = sk_html_attr(t->a, &t->h, k, SK_HA_HREF);
        at = sk_str_find(href, SK_STR("://"), 0);
        at = sk_str_find(href, SK_STR("/"), at == SIZE_MAX ? 0 : at + 3);
        return href.len && (at == SIZE_MAX ? sk_url_host(href).len > 0
                                           : at + 1 == href.len);
    }
    return false;
}

/* What stands behind the name of the site: "Tin Phường: Cầu mới". */
static sk_str behind_site(sk_str title)
{
    static const char *const seps[] = {": ", " | ", " - ", " » ", " – "};
    size_t best = title.len, len = 0;

    for (size_t i = 0; i < sizeof seps / sizeof *seps; i++) {
        size_t at = sk_str_find(title, sk_str_of(seps[i]), 0);
        if (at < best) {
            best = at;
            len = strlen(seps[i]);
        }
    }
    return len ? sk_str_sub(title, best + len, title.len) : title;
}

/* The heading that says what most of a title says. Behind the site's name only
 * what is named a title, and nothing but it, counts. */
void sk_tree_h1(sk_tree *t, const sk_pmeta *m)
{
    sk_str behind = behind_site(m->titles[3]);
    size_t best = 0;
    unsigned n = 0;
    uint32_t only = 0;

    for (uint32_t i = 1; i < t->h.nodes.n; i++) {
        sk_htag tag = (sk_htag)t->h.nodes.v[i].tag;
        bool named = t->n[i].hint & SK_PC_TITLE;
        sk_shared sh;
        sk_str s;
        if (tag != SK_H_H1 && tag != SK_H_H2 && !(tag == SK_H_H3 && named))
            continue;
        s = sk_tree_text(t, i);
        if (!s.len || is_home_link(t, i))
            continue;
        if (tag == SK_H_H1) {
            n++;
            only = i;
        }
        for (int k = 0; k < 4 && tag != SK_H_H3; k++) {
            sk_str tail = sk_words_tail(s, m->titles[k]);
            sh = sk_words_shared(tail.s ? tail : s, m->titles[k]);
            if ((sh.a || sh.b) && sh.n > TITLE_MIN && sh.n > best) {
                best = sh.n;
                t->h1 = i;
            }
        }
        sh = sk_words_shared(s, behind);
        if (named && sh.a && sh.b && sh.n > TITLE_MIN && !best)
            t->h1 = i;
    }
    if (!t->h1 && n == 1 && sk_tree_text(t, only).len > 10)
        t->h1 = only;
}

/* ---- the lead ---- */

/* Whether a block says what the description says, a stamp in front aside. */
static bool is_description(sk_str text, sk_str what)
{
    for (int round = 0; round < 2; round++) {
        sk_shared s = sk_words_shared(text, what);
        sk_str head = sk_str_sub(text, 0, text.len < 63 ? text.len : 63);
        size_t cut;
        if (s.n >= LEAD_MIN && (s.a || s.b || s.n * 10 > what.len * 8))
            return !s.a || s.n * 2 > what.len;
        cut = sk_str_find(head, SK_STR(")"), 0);
        if (cut > 60 || cut + 1 >= text.len)
            cut = sk_str_find(head, SK_STR(" - "), 0);
        if (cut > 60 || cut + 1 >= text.len)
            return false;
        text = sk_str_sub(text, cut + 1, text.len);
    }
    return false;
}

/* The block that says what the page's description says, near the headline. */
void sk_tree_description(sk_tree *t, const sk_pmeta *m)
{
    size_t h1 = t->h1 ? sk_tree_block_at(t, t->h1) : 0;
    size_t stop = t->h1 ? h1 + DESCRIPTION_NEAR : t->blocks.n;

    for (int k = 0; k < 3; k++)
        for (size_t i = h1;
             m->description[k].len && i < stop && i < t->blocks.n; i++)
            if (t->blocks.v[i].text.len >= LEAD_MIN &&
                t->blocks.v[i].text.len < LEAD_MAX &&
                !t->n[t->blocks.v[i].node].caption &&
                is_description(t->blocks.v[i].text, m->description[k])) {
                t->lead = (uint32_t)i + 1;
                return;
            }
}

void sk_tree_lead(sk_tree *t, size_t beg)
{
    size_t h1 = t->h1 ? sk_tree_block_at(t, t->h1) : 0;
    bool past = false;

    if (t->lead && t->lead > beg + 4)
        t->lead = 0;
    if (t->lead)
        return;
    for (size_t i = h1; t->h1 && !past && i < t->blocks.n; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        uint32_t up = b->node;
        past = i >= beg && b->keep && b->run;
        if (t->n[up].drop || t->n[up].caption || !b->run ||
            b->text.len > LEAD_MAX)
            continue;
        for (int d = 0; d < 3 && up && up != t->article; d++) {
            if ((t->n[up].hint & SK_PC_LEAD) ||
                t->h.nodes.v[up].tag == SK_H_H2) {
                t->lead = (uint32_t)i + 1;
                return;
            }
            up = t->h.nodes.v[up].parent;
        }
    }
}
