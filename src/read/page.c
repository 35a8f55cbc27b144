/* page.c - a page from its bytes to its parts; the vote on its title. */
#include "read/page_tree.h"

#include "know/know.h"
#include "read/url.h"

/* ---- title ---- */

/* <title> without the name of the site, which stands at its end, or at its
 * beginning where that name is known. */
static sk_str without_site(sk_str s, sk_str site)
{
    static const char *const seps[] = {" | ", " - ",  " – ", " — ",
                                       " » ", " :: ", " · "};

    for (size_t i = 0; i < sizeof seps / sizeof *seps; i++) {
        size_t at = SIZE_MAX, next = sk_str_find(s, sk_str_of(seps[i]), 0);
        if (next != SIZE_MAX && site.len &&
            sk_same_words(sk_str_sub(s, 0, next), site))
            return sk_str_sub(s, next + strlen(seps[i]), s.len);
        while (next != SIZE_MAX) {
            at = next;
            next = sk_str_find(s, sk_str_of(seps[i]), next + 1);
        }
        if (at != SIZE_MAX && at * 2 > s.len)
            return sk_str_trim(sk_str_sub(s, 0, at));
    }
    return s;
}

/* The headline as it is seen; else what two sources agree on. */
static void set_title(const sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    if (t->h1) {
        p->title = sk_tree_text(t, t->h1);
        for (int i = 0; i < 3; i++) { /* a kicker may stand before it */
            sk_str tail = sk_words_tail(p->title, m->titles[i]);
            p->title = tail.s ? tail : p->title;
        }
        if (p->title.len)
            return;
    }
    for (int i = 0; i < 3 && !p->title.len; i++)
        p->title = m->titles[i];
    if (!p->title.len)
        p->title = without_site(m->titles[3], p->site_name);
    for (uint32_t i = 1; i < t->h.nodes.n && !p->title.len; i++)
        if (t->h.nodes.v[i].tag == SK_H_H1)
            p->title = sk_tree_text(t, i);
}

sk_str sk_page_outlet(const sk_engine *eng, sk_str url, sk_str otherwise)
{
    sk_str host = sk_url_host(url);
    uint32_t row =
        eng->know && host.len ? sk_know_outlet(eng->know, host) : SK_NONE;

    return row == SK_NONE ? otherwise : eng->know->outlets.v[row].name;
}

void sk_page_blocks(sk_arena *a, const sk_engine *eng, sk_str html,
                    sk_strs *out)
{
    sk_tree t = {.a = a, .eng = eng, .w = eng->pages};
    size_t n_text = 0;

    if (!html.len)
        return;
    sk_html_parse(a, html, &t.h);
    sk_tree_blocks(&t);
    for (size_t i = 0; i < t.blocks.n; i++)
        n_text += t.blocks.v[i].link * 2 <= t.blocks.v[i].text.len;
    for (size_t i = 0; i < t.blocks.n; i++) {
        const sk_pblock *b = &t.blocks.v[i];
        if (!n_text || b->link * 2 <= b->text.len)
            *sk_push(a, out) = b->text;
    }
}

void sk_page_read(sk_arena *a, const sk_engine *eng, sk_str html, sk_str url,
                  sk_page *p)
{
    sk_tree t = {.a = a, .eng = eng, .w = eng->pages};
    sk_pmeta m;

    *p = (sk_page){0};
    sk_html_parse(a, html, &t.h);
    sk_tree_blocks(&t);
    sk_tree_meta(&t, &m);
    t.base = sk_url_join(a, url, m.base);
    p->url =
        sk_url_tidy(a, t.w, m.url.len ? sk_url_join(a, t.base, m.url) : url);
    if (!m.base.len)
        t.base = p->url;
    p->site = sk_url_host(p->url);
    p->site_name = m.site_name.len ? m.site_name : m.publisher;
    p->section = m.section;
    p->language = m.language;
    p->tags = m.tags;
    sk_tree_article(&t, &m, p);
    p->site_name = sk_page_outlet(eng, p->url, p->site_name);
    set_title(&t, &m, p);
    sk_tree_when(&t, &m, p);
    sk_tree_who(&t, &m, p);
    sk_tree_list(&t, &m, p);
    sk_tree_live(&t, &m, p);
    sk_tree_small(&t, &m, p);
}
