/* page_best.c - the element of a page that holds its article.
 *
 * Every element is worth its running text less its link farms; the article is
 * the innermost element that is worth nearly as much as the best.
 */
#include "read/page_tree.h"

static int32_t worth(const sk_tree *t, const sk_pblock *b)
{
    int32_t len = (int32_t)b->text.len;
    unsigned words, hits;

    if (t->n[b->node].drop || t->n[b->node].caption)
        return 0;
    if (b->run) {
        if (b->tag == SK_H_P)
            return len;
        hits = sk_page_function(t->w, b->text, &words);
        return hits * 8 >= words ? len : len / 2;
    }
    if (b->link * 2 > b->text.len)
        return -40 - len / 2;
    return len > SK_LINE_MAX ? len / 4 : 0;
}

static void add_up(sk_tree *t, uint32_t i)
{
    sk_pnode *up = &t->n[t->h.nodes.v[i].parent];

    up->score += t->n[i].score;
    up->run += t->n[i].run;
    up->link += t->n[i].link;
}

/* From here on run and link count only what is no side matter. */
static void score(sk_tree *t)
{
    for (size_t i = 0; i < t->h.nodes.n; i++)
        t->n[i].run = t->n[i].link = 0;
    for (size_t i = 0; i < t->blocks.n; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        if (t->n[b->node].drop || t->n[b->node].caption)
            continue;
        t->n[b->node].link += b->link;
        if (b->run)
            t->n[b->node].run += (uint32_t)b->text.len;
    }
    for (size_t i = 0; i < t->blocks.n; i++) /* a lead may stand outside */
        if (i + 1 != t->lead)
            t->n[t->blocks.v[i].node].score += worth(t, &t->blocks.v[i]);
    for (size_t i = t->h.nodes.n; i-- > 1;)
        add_up(t, (uint32_t)i);
}

bool sk_tree_is_box(sk_htag tag)
{
    switch (tag) {
    case SK_H_UL:
    case SK_H_OL:
    case SK_H_DIV:
    case SK_H_TABLE:
    case SK_H_SECTION:
    case SK_H_ASIDE:
    case SK_H_DL:
    case SK_H_ARTICLE:
    case SK_H_HEADER:
    case SK_H_FORM:
    case SK_H_FIELDSET:
    case SK_H_BLOCKQUOTE:
    case SK_H_OTHER:
    case SK_H_CENTER:
    case SK_H_DETAILS:
    case SK_H_TD:
    case SK_H_MAIN:
        return true;
    default:
        return false;
    }
}

static bool may_hold(const sk_tree *t, uint32_t i)
{
    sk_htag tag = (sk_htag)t->h.nodes.v[i].tag;

    return sk_tree_is_box(tag) || tag == SK_H_BODY ||
           (t->n[i].hint & SK_PC_BODY);
}

/* Up to the elements around that add more running text than links: the best
 * may be one of several parts. */
static uint32_t climbed(const sk_tree *t, uint32_t best)
{
    uint32_t top = best;

    for (uint32_t up = t->h.nodes.v[best].parent; up;
         up = t->h.nodes.v[up].parent) {
        uint32_t run = t->n[up].run - t->n[top].run;
        uint32_t link = t->n[up].link - t->n[top].link;
        bool named = t->n[top].hint & SK_PC_BODY;
        if (t->h.nodes.v[up].tag == SK_H_BODY)
            break;
        if (run > link && run * (named ? 2u : 10u) > t->n[top].run)
            top = up;
    }
    while (!sk_tree_is_box((sk_htag)t->h.nodes.v[top].tag) && top &&
           t->h.nodes.v[top].tag != SK_H_BODY && !(t->n[top].hint & SK_PC_BODY))
        top = t->h.nodes.v[top].parent;
    return top ? top : best;
}

static uint32_t best_element(const sk_tree *t)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < t->h.nodes.n; i++)
        if (may_hold(t, i) && t->n[i].score > t->n[best].score)
            best = i;
    if (t->n[best].score <= 0)
        return 0;
    best = climbed(t, best);
    for (uint32_t i = 1; i < t->h.nodes.n; i++) { /* what is named the body */
        bool inside = i > best && i < sk_tree_end(t, best);
        if (!(t->n[i].hint & SK_PC_BODY) || !t->n[i].hold || t->n[i].drop ||
            sk_tree_end(t, i) - i < 2 ||
            (i <= best && sk_tree_end(t, i) > best))
            continue;
        if (t->n[i].score * (inside ? 3 : 6) > t->n[best].score)
            return i;
    }
    while (t->n[best].score > 0) { /* go in as long as little is lost */
        uint32_t in = 0;
        for (uint32_t k = best + 1; k < sk_tree_end(t, best);
             k = sk_tree_end(t, k)) {
            int64_t part = (int64_t)t->n[k].score * 100;
            int64_t all = t->n[best].score;
            bool body = t->n[k].hint & SK_PC_BODY;
            if (may_hold(t, k) && part >= all * (body ? 70 : 96))
                in = k;
        }
        if (!in)
            break;
        best = in;
    }
    return best;
}

void sk_tree_best(sk_tree *t)
{
    score(t);
    t->article = best_element(t);
}
