/* page_small.c - pages with hardly any running text: notices, poems, lists of
 * dates, pages that a script fills in.
 *
 * JSON-LD may hold the text. Otherwise all that stands behind the headline and
 * is neither a side matter nor mostly links is the text.
 */
#include "read/page_tree.h"

enum { SMALL = 250, BODY_MIN = 100, LINKS_MAX = 3 };

static size_t told(const sk_page *p)
{
    size_t n = p->lead.len;

    for (size_t i = 0; i < p->body.n; i++)
        n += p->body.v[i].len;
    return n;
}

/* articleBody of JSON-LD: lines, perhaps with markup. */
static bool take_said(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    sk_str rest = m->body;
    sk_strs all = {0};

    if (m->body.len < BODY_MIN || m->body.len < 2 * told(p))
        return false;
    while (rest.s)
        sk_page_blocks(t->a, t->eng, sk_str_cut(rest, '\n', &rest), &all);
    p->body = all;
    p->lead = (sk_str){NULL, 0};
    return all.n > 0;
}

static bool is_text(const sk_tree *t, const sk_pblock *b)
{
    const sk_pnode *n = &t->n[b->node];

    return !n->drop && !n->caption && b->link * 2 < b->text.len &&
           !(n->hint & (SK_PC_AUTHOR | SK_PC_DATE | SK_PC_TAGS));
}

static void take_all(sk_tree *t, sk_page *p)
{
    size_t beg = 0, n = 0, link = 0;
    sk_strs all = {0};

    if (t->h1)
        beg = sk_tree_blocks_end(t, t->h1);
    for (size_t i = beg; i < t->blocks.n; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        link += t->n[b->node].drop ? 0 : b->link;
        if (!is_text(t, b) || i + 1 == t->lead)
            continue;
        n += b->text.len;
        *sk_push(t->a, &all) = b->text;
    }
    if (n + p->lead.len >= 2 * told(p) && n * LINKS_MAX > link)
        p->body = all;
}

void sk_tree_small(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    if (p->is_list || p->is_live || told(p) >= SMALL || take_said(t, m, p))
        return;
    take_all(t, p);
}
