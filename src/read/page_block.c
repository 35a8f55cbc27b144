/* page_block.c - the tree of a page into blocks of text.
 *
 * A block is the text between two boundaries of block elements (or line
 * breaks). Nodes stand in document order, so one loop over them with a stack of
 * open blocks does it; the nodes inside an element are those up to its end.
 */
#include "read/page_tree.h"

#include "base/entity.h"
#include "base/sorted.h"
#include "read/html_scan.h"

enum { OPEN_MAX = SK_HTML_DEPTH + 4, RUN_MIN = 60, RUN_P_MIN = 35 };

typedef struct maker {
    sk_tree *t;
    char *buf;     /* all text */
    size_t n, beg; /* beg: where the open block begins */
    size_t cap;
    struct {
        uint32_t node, end;
    } open[OPEN_MAX];
    size_t depth;
    uint32_t link_end, bold_end, head_end;
    uint8_t head_tag;
    uint32_t next_end; /* nothing ends before that node */
    size_t link_beg;   /* in buf */
    uint32_t at, link, plain;
    uint16_t n_links;
    bool blank; /* a blank is due */
} maker;

/* ---- what elements say ---- */

static bool has_bytes(sk_str s, const char *what)
{
    return sk_str_find(s, sk_str_of(what), 0) != SIZE_MAX;
}

static bool is_side_role(sk_str v)
{
    return has_bytes(v, "navigation") || has_bytes(v, "complementary") ||
           has_bytes(v, "banner") || has_bytes(v, "search");
}

static bool is_hiding(sk_str style)
{
    return has_bytes(style, "display:none") ||
           has_bytes(style, "display: none") ||
           has_bytes(style, "visibility:hidden");
}

static unsigned class_hint(sk_tree *t, sk_str names)
{
    uint64_t hash = sk_hash(names.s, names.len, 0);
    struct sk_pclass *c = &t->seen[hash % SK_CLASSES_SEEN];

    if (c->hash != hash)
        *c = (struct sk_pclass){hash, sk_page_class(t->w, names)};
    return c->hint;
}

/* Hints of the names of an element, and whether it is not shown. */
static bool look(sk_tree *t, uint32_t i)
{
    const sk_hnode *n = &t->h.nodes.v[i];
    bool hidden = false;
    unsigned hint = 0;

    for (uint32_t k = n->attr; k < n->attr + n->n_attr; k++) {
        sk_str v =
            sk_html_written(&t->h, t->h.attrs.v[k].beg, t->h.attrs.v[k].len);
        switch (t->h.attrs.v[k].id) {
        case SK_HA_ID:
        case SK_HA_CLASS:
            hint |= class_hint(t, v);
            break;
        case SK_HA_REL:
            hint |= has_bytes(v, "author") ? SK_PC_AUTHOR : 0;
            break;
        case SK_HA_ROLE:
            hint |= is_side_role(v) ? SK_PC_BAD : 0;
            break;
        case SK_HA_STYLE:
            hidden |= is_hiding(v);
            break;
        case SK_HA_HIDDEN:
            hidden = true;
            break;
        case SK_HA_ARIA_HIDDEN:
            hidden |= has_bytes(v, "true");
            break;
        case SK_HA_ITEMPROP:
            if (has_bytes(v, "articleBody")) {
                hint |= SK_PC_BODY;
                t->n[i].hold = true;
            }
            if (has_bytes(v, "author"))
                hint |= SK_PC_AUTHOR;
            else if (has_bytes(v, "datePublished"))
                hint |= SK_PC_DATE;
            break;
        default:
            break;
        }
    }
    if (n->tag == SK_H_NAV || n->tag == SK_H_FOOTER || n->tag == SK_H_MENU)
        hint |= SK_PC_BAD;
    if (n->tag == SK_H_FIGCAPTION)
        hint |= SK_PC_CAPTION;
    t->n[i].hint = (uint16_t)hint;
    return hidden;
}

/* ---- text ---- */

static const bool blanks[256] = {
    [' '] = true, ['\n'] = true, ['\t'] = true, ['\r'] = true, ['\f'] = true};

static bool is_blank(char c)
{
    return blanks[(unsigned char)c];
}

static void put(maker *m, const char *s, size_t n)
{
    if (m->n + n + 1 > m->cap)
        return; /* cannot be, see text_room */
    if (m->blank && m->n > m->beg)
        m->buf[m->n++] = ' ';
    m->blank = false;
    memcpy(m->buf + m->n, s, n);
    m->n += n;
}

size_t sk_page_odd(sk_str s, size_t i, bool *blank)
{
    unsigned char c = (unsigned char)s.s[i];

    *blank = true;
    if (c == 0xC2 && i + 1 < s.len && (unsigned char)s.s[i + 1] == 0xA0)
        return 2;
    if (i + 2 < s.len && memcmp(s.s + i, "\xE3\x80\x80", 3) == 0)
        return 3;
    *blank = false;
    if (c == 0xC2 && i + 1 < s.len && (unsigned char)s.s[i + 1] == 0xAD)
        return 2;
    if (i + 2 < s.len && memcmp(s.s + i, "\xE2\x80", 2) == 0 &&
        (unsigned char)s.s[i + 2] >= 0x8B && (unsigned char)s.s[i + 2] <= 0x8F)
        return 3;
    if (i + 2 < s.len && memcmp(s.s + i, "\xEF\xBB\xBF", 3) == 0)
        return 3;
    return 0;
}

/* Bytes that begin a blank, a reference or what is not seen. */
static const bool odd_bytes[256] = {
    [' '] = true, ['\n'] = true, ['\t'] = true, ['\r'] = true, ['\f'] = true,
    ['&'] = true, [0xC2] = true, [0xE2] = true, [0xE3] = true, [0xEF] = true,
};

/* Whether the byte at i of a run that begins at beg goes on as it is; single
 * blanks between words do. */
static bool goes_on(sk_str s, size_t i, size_t beg)
{
    return !odd_bytes[(unsigned char)s.s[i]] ||
           (i > beg && s.s[i] == ' ' && i + 1 < s.len &&
            !odd_bytes[(unsigned char)s.s[i + 1]]);
}

/* Behind the bytes at beg that go on as they are. */
static size_t run_end(sk_str s, size_t beg)
{
    size_t i = beg;

    while (i < s.len) {
#ifdef __SSE2__
        if (s.len - i >= 16) { /* blanks but single ones, what may be odd */
            __m128i v = sk_scan_load(s, i);
            __m128i odd = _mm_or_si128(
                _mm_or_si128(sk_scan_to(v, ' '), sk_scan_eq(v, '&')),
                _mm_or_si128(
                    _mm_or_si128(sk_scan_eq(v, '\xC2'), sk_scan_eq(v, '\xEF')),
                    sk_scan_eq(_mm_or_si128(v, _mm_set1_epi8(1)), '\xE3')));
            unsigned m = (unsigned)_mm_movemask_epi8(odd);
            unsigned blank = (unsigned)_mm_movemask_epi8(sk_scan_eq(v, ' '));
            m &= ~(blank & ~(m >> 1 | 0x8000u)) | (i == beg);
            if (!m) {
                i += 16;
                continue;
            }
            i += (size_t)__builtin_ctz(m);
        }
#endif
        if (!goes_on(s, i, beg))
            break;
        i++;
    }
    return i;
}

static void add_text(maker *m, sk_str s)
{
    size_t i = 0;

    while (i < s.len) {
        size_t beg = i, end;
        char out[16];
        bool blank;
        i = run_end(s, beg);
        if (i > beg)
            put(m, s.s + beg, i - beg);
        if (i == s.len)
            break;
        if (is_blank(s.s[i])) {
            m->blank = true;
            while (++i < s.len && is_blank(s.s[i]))
                ;
        } else if (s.s[i] == '&') {
            size_t n = sk_entity_at(s, i, out, &end);
            if (n && n <= 2 * (end - i) &&
                !(sk_page_odd((sk_str){out, n}, 0, &blank) == n)) {
                if (is_blank(out[0]))
                    m->blank = true;
                else
                    put(m, out, n);
                i = end;
            } else if (n && n <= 2 * (end - i)) {
                m->blank |= blank;
                i = end;
            } else {
                put(m, s.s + i++, 1);
            }
        } else {
            size_t n = sk_page_odd(s, i, &blank);
            if (n) {
                m->blank |= blank;
                i += n;
            } else {
                put(m, s.s + i++, 1);
            }
        }
    }
}

static void close_link(maker *m)
{
    if (m->link_end && m->n > m->link_beg) {
        m->link += (uint32_t)(m->n - m->link_beg);
        m->n_links++;
    }
    m->link_end = 0;
}

static bool has_stop(sk_str s)
{
    static const bool is_stop[256] = {['.'] = true, [','] = true, [':'] = true,
                                      [';'] = true, ['?'] = true, ['!'] = true};

    for (size_t i = 0; i < s.len; i++)
        if (is_stop[(unsigned char)s.s[i]])
            return true;
    return false;
}

static void flush(maker *m)
{
    sk_tree *t = m->t;
    uint32_t again = m->link_end;
    sk_pblock *b;

    close_link(m);
    if (m->n > m->beg) {
        uint32_t node = m->open[m->depth - 1].node;
        b = sk_push(t->a, &t->blocks);
        *b = (sk_pblock){.text = {m->buf + m->beg, m->n - m->beg},
                         .node = node,
                         .at = m->at,
                         .link = m->link,
                         .n_links = m->n_links,
                         .tag = t->h.nodes.v[node].tag,
                         .strong = !m->plain};
        b->stop = has_stop(b->text);
        if (m->head_end && b->tag != SK_H_P)
            b->tag = m->head_tag;
        b->run = b->link * 3 < b->text.len && b->stop &&
                 b->text.len >= (b->tag == SK_H_P ? RUN_P_MIN : RUN_MIN);
    }
    m->beg = m->n;
    m->at = m->link = m->plain = 0;
    m->n_links = 0;
    m->blank = false;
    m->link_end = again;
    m->link_beg = m->n;
}

/* The nearest end of what is open. */
static uint32_t nearest_end(const maker *m)
{
    const uint32_t ends[] = {m->link_end, m->bold_end, m->head_end};
    uint32_t min = m->open[m->depth - 1].end;

    for (int i = 0; i < 3; i++)
        if (ends[i] && ends[i] < min)
            min = ends[i];
    return min;
}

static void leave(maker *m, uint32_t i)
{
    if (m->link_end && i >= m->link_end)
        close_link(m);
    if (m->bold_end && i >= m->bold_end)
        m->bold_end = 0;
    while (m->depth > 1 && i >= m->open[m->depth - 1].end) {
        flush(m);
        m->depth--;
    }
    if (m->head_end && i >= m->head_end)
        m->head_end = 0;
    m->next_end = nearest_end(m);
}

static void enter(maker *m, uint32_t i)
{
    sk_htag tag = (sk_htag)m->t->h.nodes.v[i].tag;
    uint32_t end = sk_tree_end(m->t, i);

    if (tag == SK_H_BR || sk_html_is(tag, SK_HC_BLOCK)) {
        flush(m);
        if (tag != SK_H_BR && m->depth < OPEN_MAX) {
            m->open[m->depth].node = i;
            m->open[m->depth++].end = end;
        }
    }
    if ((tag >= SK_H_H1 && tag <= SK_H_H6) || tag == SK_H_LI ||
        tag == SK_H_BLOCKQUOTE) {
        m->head_end = end;
        m->head_tag = (uint8_t)tag;
    }
    if (tag == SK_H_A) { /* one that nobody closed ends here */
        close_link(m);
        m->link_end = end;
        m->link_beg = m->n;
    }
    if ((tag == SK_H_B || tag == SK_H_STRONG) && !m->bold_end)
        m->bold_end = end;
    m->next_end = nearest_end(m);
}

/* Lines parted by breaks are one text: it is running or not as a whole. */
static void join_runs(sk_tree *t)
{
    for (size_t i = 0, end; i < t->blocks.n; i = end) {
        sk_pblock *b = &t->blocks.v[i];
        uint64_t len = 0, link = 0;
        bool stop = false, run;
        for (end = i; end < t->blocks.n && b[end - i].node == b->node; end++) {
            len += b[end - i].text.len;
            link += b[end - i].link;
            stop |= b[end - i].stop;
        }
        if (end - i < 2)
            continue;
        run = link * 3 < len && stop && len >= 2 * RUN_MIN;
        for (size_t k = 0; run && k < end - i; k++)
            b[k].run |= b[k].link * 3 < b[k].text.len;
    }
}

/* Room for all text of the page: references give at most a fifth more than
 * they are, and between two texts there may be a blank. */
static size_t text_room(const sk_html *h)
{
    size_t n = 16;

    for (size_t i = 0; i < h->nodes.n; i++)
        if (h->nodes.v[i].tag == SK_H_TEXT && !h->nodes.v[i].raw)
            n += h->nodes.v[i].len + h->nodes.v[i].len / 5 + 2;
    return n;
}

static void take_text(maker *m, uint32_t i, const sk_hnode *n)
{
    size_t from = m->n;

    if (!m->at)
        m->at = i;
    add_text(m, sk_html_written(&m->t->h, n->beg, n->len));
    if (!m->bold_end)
        m->plain += (uint32_t)(m->n - from);
}

void sk_tree_blocks(sk_tree *t)
{
    uint32_t n = (uint32_t)t->h.nodes.n;
    maker m = {.t = t};

    t->n = sk_new(t->a, sk_pnode, n);
    t->seen = sk_new(t->a, struct sk_pclass, SK_CLASSES_SEEN);
    m.cap = text_room(&t->h);
    m.buf = sk_arena_raw(t->a, m.cap, 1, 1);
    m.open[0].end = n;
    m.depth = 1;
    for (uint32_t i = 0; i < n;) {
        const sk_hnode *hn = &t->h.nodes.v[i];
        if (i >= m.next_end)
            leave(&m, i);
        m.blank |= hn->blank;
        if (hn->tag == SK_H_TEXT) {
            take_text(&m, i++, hn);
        } else if (sk_html_is(hn->tag, SK_HC_UNSEEN) || look(t, i)) {
            m.blank |= hn->tag != SK_H_HEAD;
            i = hn->end;
        } else {
            m.blank |= hn->tag == SK_H_IMG;
            enter(&m, i++);
        }
    }
    leave(&m, n);
    flush(&m);
    join_runs(t);
}

size_t sk_tree_block_at(const sk_tree *t, uint32_t node)
{
    return SK_FIRST_FROM(t->blocks, at, node);
}

sk_str sk_tree_text(const sk_tree *t, uint32_t node)
{
    size_t first = sk_tree_block_at(t, node);
    sk_buf b = {0};
    bool blank = false;

    if (first < t->blocks.n && t->blocks.v[first].node == node &&
        sk_tree_blocks_end(t, node) == first + 1)
        return t->blocks.v[first].text; /* a block of its own */

    for (uint32_t i = node; i < sk_tree_end(t, node);) {
        const sk_hnode *hn = &t->h.nodes.v[i];
        blank |= hn->blank;
        if (sk_html_is(hn->tag, SK_HC_UNSEEN) && hn->tag != SK_H_TITLE) {
            i = sk_tree_end(t, i);
            continue;
        }
        if (hn->tag == SK_H_TEXT) {
            sk_str s = sk_html_node_text(t->a, &t->h, i);
            for (size_t k = 0; k < s.len;) {
                bool odd;
                size_t len = sk_page_odd(s, k, &odd);
                if (is_blank(s.s[k]) || len) {
                    blank |= !len || odd;
                    k += len ? len : 1;
                    continue;
                }
                if (blank && b.n)
                    sk_buf_char(t->a, &b, ' ');
                blank = false;
                sk_buf_char(t->a, &b, s.s[k++]);
            }
        } else if (sk_html_is(hn->tag, SK_HC_BLOCK) || hn->tag == SK_H_BR) {
            blank = true;
        }
        i++;
    }
    return sk_buf_str(&b);
}
