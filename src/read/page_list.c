/* page_list.c - a page that lists articles: its items with title, address and
 * lead.
 *
 * An item begins with a headline that is one link; the first running text
 * behind it, up to the next headline, is its lead. The main stream is the
 * innermost element that holds nearly all items with leads; headlines outside
 * it are side boxes.
 */
#include "read/page_tree.h"
#include "read/url.h"

enum {
    ITEMS_MIN = 5,
    BARE_MIN = 10,
    TITLE_MIN = 18,
    TITLE_MAX = 400,
    LEAD_MIN = 30
};

typedef struct item {
    size_t block;  /* of its headline */
    size_t lead;   /* block + 1, 0: none */
    uint32_t link; /* the a element */
} item;

typedef SK_VEC(item) items;

static uint32_t link_of(const sk_tree *t, const sk_pblock *b)
{
    uint32_t end = b->at + 1;

    for (uint32_t up = t->h.nodes.v[b->at].parent; up && up != b->node;
         up = t->h.nodes.v[up].parent)
        if (t->h.nodes.v[up].tag == SK_H_A)
            return up;
    for (uint32_t up = b->node; up; up = t->h.nodes.v[up].parent)
        if (t->h.nodes.v[up].tag == SK_H_A)
            return up;
    while (end < sk_tree_end(t, b->node) && t->h.nodes.v[end].tag != SK_H_A)
        end++;
    return end < sk_tree_end(t, b->node) ? end : 0;
}

static bool is_headline(const sk_tree *t, const sk_pblock *b)
{
    uint32_t up = t->h.nodes.v[b->at].parent;

    if (b->text.len < TITLE_MIN || b->text.len > TITLE_MAX || !b->link ||
        t->n[b->node].drop)
        return false;
    if (b->tag >= SK_H_H1 && b->tag <= SK_H_H6)
        return true;
    for (int d = 0; d < 2 && up; d++) {
        if ((t->n[up].hint & SK_PC_TITLE) && b->link * 10 > b->text.len * 9)
            return true;
        up = t->h.nodes.v[up].parent;
    }
    return false;
}

static void find_items(const sk_tree *t, items *list)
{
    for (size_t i = 0; i < t->blocks.n; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        uint32_t link;
        if (is_headline(t, b) && (link = link_of(t, b))) {
            *sk_push(t->a, list) = (item){.block = i, .link = link};
            continue;
        }
        if (list->n) {
            item *it = &list->v[list->n - 1];
            bool said = b->run || (b->text.len >= LEAD_MIN && b->stop &&
                                   b->link * 2 < b->text.len);
            for (uint32_t up = b->node, d = 0; up && d < 3 && !said; d++) {
                said = (t->n[up].hint & SK_PC_LEAD) && b->text.len >= LEAD_MIN;
                up = t->h.nodes.v[up].parent;
            }
            if (!it->lead && said && i < it->block + 6 && !t->n[b->node].drop)
                it->lead = i + 1;
        }
    }
}

/* The innermost element that holds nearly all items with leads, of all items
 * if none has one. */
static uint32_t stream_of(const sk_tree *t, const items *list)
{
    uint32_t *held = sk_new(t->a, uint32_t, t->h.nodes.n), best = 0, all = 0;
    bool bare = true;

    for (size_t i = 0; i < list->n; i++)
        bare &= !list->v[i].lead;
    for (size_t i = 0; i < list->n; i++) {
        uint32_t add = bare || list->v[i].lead ? 1 : 0;
        held[t->blocks.v[list->v[i].block].node] += add;
        all += add;
    }
    for (size_t i = t->h.nodes.n; i-- > 1;)
        held[t->h.nodes.v[i].parent] += held[i];
    for (uint32_t i = 1; i < t->h.nodes.n; i++)
        if (held[i] * 10 >= all * 9)
            best = i;
    return best;
}

static bool is_list(const sk_tree *t, const sk_pmeta *m, const items *list,
                    const sk_page *p)
{
    size_t leads = 0, text = 0, heads = 0, told = p->lead.len;
    bool dated =
        m->published[0].len || m->published[1].len || m->published[2].len;

    for (size_t i = 0; i < p->body.n; i++)
        told += p->body.v[i].len;
    for (size_t i = 0; i < list->n; i++) {
        const item *it = &list->v[i];
        heads += t->blocks.v[it->block].text.len;
        if (!it->lead)
            continue;
        leads++;
        if (t->blocks.v[it->lead - 1].keep)
            text += t->blocks.v[it->lead - 1].text.len;
    }
    if (m->is_article || dated || list->n < ITEMS_MIN)
        return false;
    if (m->is_list && list->n >= BARE_MIN && told * 2 < heads)
        return true; /* headlines without leads */
    return leads * 3 >= ITEMS_MIN * 2 && (text * 10 >= told * 5 || told < 600);
}

/* The entries of a live page, each with its time. */
static void take_updates(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    p->is_live = true;
    for (size_t i = 0; i < m->updates.n; i++) {
        sk_page_item it = m->updates.v[i];
        it.published = sk_page_instant(t->a, it.published);
        it.url = it.url.len ? sk_url_join(t->a, t->base, it.url)
                            : sk_strf(t->a, "%.*s#%zu", SK_FMT(p->url), i + 1);
        *sk_push(t->a, &p->items) = it;
    }
}

static sk_str address(const sk_tree *t, const item *it)
{
    return sk_url_join(t->a, t->base,
                       sk_html_attr(t->a, &t->h, it->link, SK_HA_HREF));
}

/* A number stands in the last part of the address. */
static bool is_numbered(sk_str url)
{
    for (size_t i = url.len; i-- > 0 && (url.s[i] != '/' || i + 1 == url.len);)
        if (url.s[i] >= '0' && url.s[i] <= '9')
            return true;
    return false;
}

/* All items with leads have numbers in their addresses: what has none is the
 * heading of a box. */
static bool all_numbered(const sk_tree *t, const items *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].lead && !is_numbered(address(t, &list->v[i])))
            return false;
    return true;
}

void sk_tree_list(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    items list = {0};
    uint32_t stream;
    bool numbered;

    if (m->updates.n) {
        take_updates(t, m, p);
        return;
    }

    find_items(t, &list);
    if (!is_list(t, m, &list, p))
        return;
    p->is_list = true;
    p->body.n = 0;
    p->lead = (sk_str){NULL, 0};
    p->captions.n = 0;
    p->authors.n = 0;
    stream = stream_of(t, &list);
    numbered = all_numbered(t, &list);
    for (size_t i = 0; i < list.n; i++) {
        const item *it = &list.v[i];
        const sk_pblock *b = &t->blocks.v[it->block];
        bool inside = b->at >= stream && b->at < sk_tree_end(t, stream);
        bool seen = false;
        sk_page_item out = {.title = b->text};
        if (!inside && !it->lead)
            continue;
        out.url = address(t, it);
        if (numbered && !is_numbered(out.url))
            continue;
        for (size_t k = 0; k < p->items.n; k++)
            seen |= sk_str_eq(p->items.v[k].url, out.url);
        if (seen || !sk_str_starts(out.url, SK_STR("http")))
            continue;
        if (it->lead)
            out.lead = t->blocks.v[it->lead - 1].text;
        *sk_push(t->a, &p->items) = out;
    }
}
