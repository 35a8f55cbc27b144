/* page_main.c - which blocks of a page are its article.
 *
 * 1. Elements whose class names a side matter are dropped, unless they hold
 *    most of the page's running text (a body of class "has-sidebar").
 * 2. The element that holds the article is found (page_best.c).
 * 3. In it, lists, boxes and tables that are mostly links go; so do captions,
 *    what stands before the headline, and short lines at both ends.
 * Headline and lead are found in page_head.c.
 */
#include "read/page_stamp.h"
#include "read/page_tree.h"

enum {
    APART_MIN = 40, /* of running text in an article beside its comments */
    STAMP_MAX = 40, /* of a line that says when or who */
    STAMPS_NEAR = 4 /* blocks from the beginning where such a line stands */
};

/* ---- what is dropped ---- */

/* Sums over the blocks of each element: running text. */
static void sum_runs(sk_tree *t)
{
    for (size_t i = 0; i < t->blocks.n; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        if (b->run)
            t->n[b->node].run += (uint32_t)b->text.len;
    }
    for (size_t i = t->h.nodes.n; i-- > 1;)
        t->n[t->h.nodes.v[i].parent].run += t->n[i].run;
    t->run = t->n[0].run;
}

/* It holds a quotation and nothing before it: an embedded post. */
static bool is_quotation(const sk_tree *t, uint32_t i)
{
    for (int d = 0; d < 3; d++) {
        uint32_t end = sk_tree_end(t, i);
        i++;
        while (i < end && t->h.nodes.v[i].tag == SK_H_TEXT)
            i++;
        if (i == end)
            return false;
        if (t->h.nodes.v[i].tag == SK_H_BLOCKQUOTE)
            return t->n[i].run > 0;
    }
    return false;
}

static bool is_aside(const sk_tree *t, uint32_t i)
{
    const sk_pnode *n = &t->n[i];
    sk_htag tag = (sk_htag)t->h.nodes.v[i].tag;
    bool big = (uint64_t)n->run * 2 > t->run;

    if (tag == SK_H_HTML || tag == SK_H_BODY || tag == SK_H_TEXT || n->hold)
        return false;
    if (n->hint & SK_PC_COMMENT)
        return t->apart || (uint64_t)n->run * 10 < (uint64_t)t->run * 9;
    if (tag == SK_H_ASIDE && !big)
        return true;
    if (n->hint & SK_PC_BODY)
        return false;
    if (n->hint & SK_PC_BAD)
        return !big && !is_quotation(t, i);
    return false;
}

/* An element that is named the article has running text, and all comments
 * stand outside of it: they are none, however long they are. */
static bool has_article_apart(const sk_tree *t)
{
    uint32_t stop = 0; /* the end of the comments around */
    bool any = false;

    for (uint32_t i = 1; i < t->h.nodes.n; i++) {
        if (t->h.nodes.v[i].tag == SK_H_BODY ||
            t->h.nodes.v[i].tag == SK_H_TEXT)
            continue;
        if (i >= stop && (t->n[i].hint & SK_PC_COMMENT))
            stop = sk_tree_end(t, i);
        if (i < stop || t->h.nodes.v[i].tag != SK_H_ARTICLE ||
            t->n[i].run < APART_MIN)
            continue;
        for (uint32_t k = i; k < sk_tree_end(t, i); k++)
            if (t->n[k].hint & SK_PC_COMMENT)
                return false;
        any = true;
        i = sk_tree_end(t, i) - 1;
    }
    return any;
}

static void drop_asides(sk_tree *t)
{
    t->apart = has_article_apart(t);
    if (t->h1)
        t->n[t->h1].hold = true;
    for (size_t i = t->h.nodes.n; i-- > 1;)
        t->n[t->h.nodes.v[i].parent].hold |= t->n[i].hold;

    for (uint32_t i = 1; i < t->h.nodes.n; i++) {
        const sk_pnode *up = &t->n[t->h.nodes.v[i].parent];
        sk_pnode *n = &t->n[i];
        n->drop = up->drop || is_aside(t, i);
        n->caption = up->caption || ((n->hint & SK_PC_CAPTION) &&
                                     (uint64_t)n->run * 4 < t->run);
    }
}

/* ---- what goes from inside the article ---- */

static bool is_heading(uint8_t tag)
{
    return tag >= SK_H_H1 && tag <= SK_H_H6;
}

/* Ends a sentence, a quotation or an enumeration. */
static bool is_sentence(sk_str s)
{
    static const char *const ends[] = {".", "!",  "?",  ":", ";", "…",
                                       "”", "\"", ".)", "’", ")"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (sk_str_ends(s, sk_str_of(ends[i])))
            return true;
    return false;
}

/* An element inside the article that is mostly links, or short and named as a
 * side matter. */
static bool is_farm(const sk_tree *t, uint32_t i)
{
    uint64_t len = 0, link = 0;
    unsigned n_links = 0, hint = t->n[i].hint;
    bool stop = false;
    size_t beg = sk_tree_block_at(t, i), end = sk_tree_blocks_end(t, i);

    for (size_t k = beg; k < end; k++) {
        const sk_pblock *b = &t->blocks.v[k];
        if (!b->keep && b->link * 2 < b->text.len)
            continue;
        len += b->text.len;
        link += b->link;
        n_links += b->n_links;
        stop |= b->stop;
    }
    if (!len || (uint64_t)t->n[i].run * 2 > t->n[t->article].run)
        return false;
    if (link * 10 > len * 6)
        return true;
    if (n_links > 3 && link * 10 > len * 4 && len / n_links < 120)
        return true;
    if (end == beg + 1 && !n_links && hint == SK_PC_WEAK &&
        is_heading(t->blocks.v[beg].tag))
        return false; /* a heading in a box of its own */
    if ((hint & (SK_PC_WEAK | SK_PC_TAGS | SK_PC_AUTHOR | SK_PC_DATE |
                 SK_PC_SOURCE)) &&
        !(hint & (SK_PC_BODY | SK_PC_LEAD)))
        return len < 250 || link * 10 > len * 3 || !stop;
    return false;
}

/* A sentence right behind the headline, in a paragraph named as a teaser. */
static bool is_opening(const sk_tree *t, uint32_t i)
{
    size_t h1 = t->h1 ? sk_tree_blocks_end(t, t->h1) : SIZE_MAX;
    size_t beg = sk_tree_block_at(t, i);

    return t->h.nodes.v[i].tag == SK_H_P && t->n[i].hint == SK_PC_WEAK &&
           beg >= h1 && beg <= h1 + 1 && t->blocks.v[beg].run &&
           !t->blocks.v[beg].n_links && is_sentence(t->blocks.v[beg].text);
}

static void drop_farms(sk_tree *t)
{
    for (uint32_t i = t->article + 1; i < sk_tree_end(t, t->article); i++) {
        sk_htag tag = (sk_htag)t->h.nodes.v[i].tag;
        if (t->n[i].drop || tag == SK_H_TEXT || tag == SK_H_TR ||
            tag == SK_H_BLOCKQUOTE)
            continue;
        if ((sk_tree_is_box(tag) ||
             (t->n[i].hint & (SK_PC_WEAK | SK_PC_AUTHOR | SK_PC_DATE |
                              SK_PC_TAGS | SK_PC_SOURCE))) &&
            is_farm(t, i) && !is_opening(t, i))
            for (size_t k = sk_tree_block_at(t, i);
                 k < sk_tree_blocks_end(t, i); k++)
                t->blocks.v[k].keep = false;
    }
}

/* Single paragraphs that send the reader elsewhere. */
static bool is_teaser(const sk_tree *t, const sk_pblock *b)
{
    if (b->link * 10 > b->text.len * 9 && b->text.len > 24 &&
        !sk_str_starts(b->text, SK_STR("http")) &&
        (b->tag != SK_H_LI || b->link == b->text.len) &&
        !(b->tag >= SK_H_H1 && b->tag <= SK_H_H6))
        return true;
    if (b->text.len < 600 && sk_page_opens(t->w, SK_PT_NOTICE, b->text))
        return true;
    if (b->text.len < 80 && sk_page_is(t->w, SK_PT_LABEL, b->text))
        return true;
    if (b->text.len < 160 && !b->run &&
        sk_page_opens(t->w, SK_PT_PICTURE, b->text))
        return true;
    return b->text.len < 300 && (b->n_links || b->text.len < 100) &&
           sk_page_opens(t->w, SK_PT_TEASER, b->text);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A heading such as "Related stories"; "3 Comments" and "Comments (3)" are
 * counted ones. */
static bool is_end(const sk_tree *t, sk_str s, bool *counted)
{
    size_t beg = 0, end = s.len;

    *counted = s.len && is_digit(s.s[0]);
    while (beg < s.len && is_digit(s.s[beg]))
        beg++;
    for (; end > beg && memchr("0123456789()[]: ", s.s[end - 1], 16); end--)
        *counted |= is_digit(s.s[end - 1]);
    return sk_page_is(t->w, SK_PT_END, sk_str_sub(s, beg, end));
}

/* Nothing but the day of the article: "4 March 2021, 10.12 Uhr". */
static bool is_stamp(const sk_tree *t, const sk_pblock *b)
{
    sk_stamp st;

    return b->text.len <= STAMP_MAX && !is_heading(b->tag) &&
           !is_sentence(b->text) && sk_stamp_shown(t->w, b->text, &st);
}

/* The last line of a text that is parted by breaks: who wrote it. */
static bool is_signed(const sk_tree *t, size_t i)
{
    const sk_pblock *b = &t->blocks.v[i];

    return i && b->text.len <= STAMP_MAX && !b->stop && b[-1].node == b->node &&
           b[-1].stop && is_sentence(b[-1].text);
}

/* Short lines before the first sentence and behind the last. */
static void trim_ends(sk_tree *t, size_t beg, size_t end)
{
    bool counted;
    size_t i, n = 0;

    for (i = beg; i < end && n < STAMPS_NEAR; i++) {
        sk_pblock *b = &t->blocks.v[i];
        n += b->keep;
        b->keep &= !is_stamp(t, b);
    }
    for (i = beg; i < end; i++) {
        sk_pblock *b = &t->blocks.v[i];
        if (!b->keep)
            continue;
        if (b->run || b->tag == SK_H_TD || b->tag == SK_H_PRE ||
            (is_sentence(b->text) && b->text.len > 25 && !b->n_links))
            break;
        if (b->text.len > SK_LINE_MAX && !b->n_links)
            break;
        b->keep = false;
    }
    for (i = end; i > beg; i--) {
        sk_pblock *b = &t->blocks.v[i - 1];
        if (!b->keep)
            continue;
        if (is_end(t, b->text, &counted)) {
            b->keep = false;
            continue;
        }
        if ((b->run && !is_signed(t, i - 1)) || b->tag == SK_H_PRE)
            break;
        if (b->tag == SK_H_LI || b->tag == SK_H_TD) {
            if (b->link * 2 < b->text.len)
                break;
        } else if (!is_heading(b->tag) && b->text.len > SK_LINE_MAX) {
            break;
        } else if (!is_heading(b->tag) && is_sentence(b->text) &&
                   !sk_page_opens(t->w, SK_PT_ORIGIN, b->text) &&
                   b->text.len > 12) {
            break;
        }
        b->keep = false;
    }
}

/* Behind a heading such as "Related stories" near the end nothing is kept. */
static void cut_tail(sk_tree *t, size_t beg, size_t end)
{
    size_t kept = 0, seen = 0;

    for (size_t i = beg; i < end; i++)
        kept += t->blocks.v[i].keep ? t->blocks.v[i].text.len : 0;
    for (size_t i = beg; i < end; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        bool counted;
        if (!b->keep)
            continue;
        seen += b->text.len;
        if (seen * 10 > kept * 3 && b->text.len < 60 &&
            is_end(t, b->text, &counted) && (seen * 10 > kept * 6 || counted)) {
            for (; i < end; i++)
                t->blocks.v[i].keep = false;
            return;
        }
    }
}

/* ---- captions, tags, related links ---- */

static void take_captions(sk_tree *t, size_t beg, size_t end, sk_page *p)
{
    sk_buf b = {0};
    uint32_t in = 0;

    for (size_t i = beg; i <= end && i <= t->blocks.n; i++) {
        uint32_t up = 0;
        if (i < end && i < t->blocks.n)
            for (up = t->blocks.v[i].node;
                 up && !(t->n[up].hint & SK_PC_CAPTION);)
                up = t->h.nodes.v[up].parent;
        if (up && !t->n[up].caption)
            up = 0;
        if (up != in && b.n) {
            *sk_push(t->a, &p->captions) = sk_buf_str(&b);
            b = (sk_buf){0};
        }
        in = up;
        if (up && !t->n[t->blocks.v[i].node].drop) {
            if (b.n)
                sk_buf_char(t->a, &b, ' ');
            sk_buf_add(t->a, &b, t->blocks.v[i].text);
        }
    }
}

static void take_related(sk_tree *t, size_t beg, size_t end, sk_page *p)
{
    for (size_t i = beg; i < end; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        if (!b->keep && b->link * 10 > b->text.len * 8 && b->text.len > 25)
            *sk_push(t->a, &p->related) = b->text;
    }
}

void sk_tree_article(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    size_t beg, end, h1 = 0;

    sum_runs(t);
    sk_tree_h1(t, m);
    drop_asides(t);
    sk_tree_description(t, m);
    sk_tree_best(t);
    if (!t->article)
        return;
    beg = sk_tree_block_at(t, t->article);
    end = sk_tree_blocks_end(t, t->article);
    if (t->h1)
        h1 = sk_tree_blocks_end(t, t->h1);
    if (h1 > beg && h1 < end) { /* the headline stands inside */
        uint64_t before = 0;
        for (size_t i = beg; i < h1; i++)
            before += t->blocks.v[i].run ? t->blocks.v[i].text.len : 0;
        if (before * 4 < t->n[t->article].run)
            beg = h1;
    }
    for (size_t i = beg; i < end; i++) {
        sk_pblock *b = &t->blocks.v[i];
        const sk_pnode *n = &t->n[b->node];
        b->keep = !n->drop && !n->caption && !is_teaser(t, b);
    }
    sk_tree_lead(t, beg);
    drop_farms(t);
    cut_tail(t, beg, end);
    trim_ends(t, beg, end);
    for (size_t i = beg; i < end; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        if (i + 1 == t->lead)
            continue;
        if (b->keep)
            *sk_push(t->a, &p->body) = b->text;
    }
    if (t->lead) {
        p->lead = t->blocks.v[t->lead - 1].text;
        p->lead_apart = t->blocks.v[t->lead - 1].at < t->article;
    }
    take_captions(t, t->h1 && h1 < beg ? h1 : beg, end, p);
    take_related(t, beg, end, p);
}
