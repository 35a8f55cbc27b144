/* page_who.c - who wrote a page: people, not the outlet.
 *
 * In this order: authors of JSON-LD, names in elements of class "author" near
 * the article, meta elements, the signature under the text. Roles ("thực hiện"),
 * "Theo" (after, from) and additions in brackets go; names of outlets, agencies
 * and the page's own site are no people. Capitals are made a name's.
 */
#include "base/uni.h"
#include "know/know.h"
#include "read/page_tree.h"

enum { NAME_MAX = 60, NAME_WORDS = 6, SIGN_NEAR = 4 };

static bool is_letter_class(uint8_t c)
{
    return c == SK_UNI_LOWER || c == SK_UNI_UPPER;
}

/* Begins with a capital in every word but small connecting ones. */
static bool is_name(sk_str s)
{
    size_t at = 0;
    unsigned words = 0, caps = 0;
    bool begin = true;

    while (at < s.len) {
        uint32_t c = sk_utf8_next(s, &at);
        uint8_t cls = sk_uni_of(c)->cls;
        if (cls == SK_UNI_DIGIT || strchr("@:?!…\"", (int)(c < 128 ? c : '@')))
            if (c < 128)
                return false;
        if (is_letter_class(cls)) {
            if (begin) {
                words++;
                caps += cls == SK_UNI_UPPER;
            }
            begin = false;
        } else if (cls != SK_UNI_MARK) {
            begin = c == ' ' || c == '-' || c == '.';
        }
    }
    return words && words <= NAME_WORDS && caps == words;
}

/* "NHẬT XUÂN" -> "Nhật Xuân"; "T.N" stays. */
static sk_str capitals(sk_arena *a, sk_str s)
{
    sk_buf b = {0};
    size_t at = 0;
    bool begin = true, lower = false, dots = false;
    char out[4];

    while (at < s.len) {
        uint32_t c = sk_utf8_next(s, &at);
        lower |= sk_uni_of(c)->cls == SK_UNI_LOWER;
        dots |= c == '.';
    }
    if (lower || dots || s.len < 4)
        return s;
    for (at = 0; at < s.len;) {
        uint32_t c = sk_utf8_next(s, &at);
        bool is_letter = is_letter_class(sk_uni_of(c)->cls);
        if (is_letter && !begin)
            c = sk_uni_of(c)->lower;
        begin = !is_letter;
        sk_buf_add(a, &b, (sk_str){out, sk_utf8_put(c, out)});
    }
    return sk_buf_str(&b);
}

static sk_str strip(sk_str s)
{
    bool more = true;

    while (more) {
        s = sk_str_trim(s);
        more = false;
        while (s.len && strchr("-:,;/|.(*", s.s[0])) {
            s = sk_str_sub(s, 1, s.len);
            more = true;
        }
        while (s.len && strchr("-:,;/|)*", s.s[s.len - 1])) {
            s.len--;
            more = true;
        }
        if (s.len >= 3 && memcmp(s.s, "\xE2\x80\x93", 3) == 0) {
            s = sk_str_sub(s, 3, s.len);
            more = true;
        }
    }
    return s;
}

/* Without roles in front and behind, without brackets. */
static sk_str bare(const sk_tree *t, sk_str s, bool *from)
{
    size_t cut;

    s = strip(s);
    cut = sk_str_find(s, SK_STR("("), 0);
    if (cut != SIZE_MAX)
        s = strip(sk_str_sub(s, 0, cut));
    while ((cut = sk_page_opens(t->w, SK_PT_ROLE, s)) && cut < s.len) {
        *from |= cut == 4 && (s.s[0] | 32) == 't';
        s = strip(sk_str_sub(s, cut, s.len));
    }
    return s;
}

static bool is_site(const sk_tree *t, const sk_pmeta *m, const sk_page *p,
                    sk_str s)
{
    if (sk_same_words(s, p->site) || sk_same_words(s, p->site_name) ||
        sk_same_words(s, m->section))
        return true;
    for (size_t i = 0; i < m->bodies.n; i++)
        if (sk_same_words(s, m->bodies.v[i]))
            return true;
    return t->eng->know && sk_know_outlet(t->eng->know, s) != SK_NONE;
}

static void add_name(sk_tree *t, const sk_pmeta *m, sk_page *p, sk_str s,
                     bool *from)
{
    s = bare(t, s, from);
    if (s.len < 2 || s.len > NAME_MAX || !is_name(s))
        return;
    if (*from || is_site(t, m, p, s) || sk_page_has(t->w, SK_PT_BODY, s)) {
        if (*from && !p->republished_from.s)
            p->republished_from = s;
        return;
    }
    s = capitals(t->a, s);
    for (size_t i = 0; i < p->authors.n; i++)
        if (sk_same_words(p->authors.v[i], s))
            return;
    *sk_push(t->a, &p->authors) = s;
}

/* All names of a byline: parted by commas, dashes, "và". */
static void add_names(sk_tree *t, const sk_pmeta *m, sk_page *p, sk_str s)
{
    static const char *const seps[] = {",", ";", "|", "/", "&", " - ",
                                       " – ", " và ", " and ", " VÀ "};
    bool from = false;

    if (!s.s || s.len > 200)
        return;
    while (s.len) {
        size_t best = s.len, len = 0;
        for (size_t i = 0; i < sizeof seps / sizeof *seps; i++) {
            size_t at = sk_str_find(s, sk_str_of(seps[i]), 0);
            if (at < best) {
                best = at;
                len = strlen(seps[i]);
            }
        }
        add_name(t, m, p, sk_str_sub(s, 0, best), &from);
        s = sk_str_sub(s, best + len, s.len);
    }
}

static bool in_author_box(const sk_tree *t, uint32_t node, uint32_t at)
{
    uint32_t up = t->h.nodes.v[at].parent;

    for (int d = 0; d < 5 && up; d++) {
        if (t->n[up].hint & (SK_PC_COMMENT | SK_PC_CAPTION))
            return false;
        if ((t->n[up].hint & SK_PC_AUTHOR) &&
            t->h.nodes.v[up].tag != SK_H_BODY)
            return true;
        up = t->h.nodes.v[up].parent;
    }
    (void)node;
    return false;
}

/* Names seen in elements of class "author" from the headline to a little
 * behind the article. */
static void from_boxes(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    size_t beg = t->h1 ? sk_tree_block_at(t, t->h1) : 0;
    size_t end = t->article ? sk_tree_blocks_end(t, t->article) + 6
                            : beg + 12;

    beg = beg > 4 ? beg - 4 : 0;
    for (size_t i = beg; i < end && i < t->blocks.n; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        if (b->text.len <= 90 && in_author_box(t, b->node, b->at))
            add_names(t, m, p, b->text);
        if (p->authors.n >= 4)
            return;
    }
}

/* A line of names only, right under the text. */
static void from_signature(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    size_t beg = sk_tree_block_at(t, t->article), last = 0;
    size_t end = sk_tree_blocks_end(t, t->article);

    for (size_t i = beg; i < end; i++)
        if (t->blocks.v[i].keep)
            last = i + 1;
    for (size_t i = last; last && i < last + SIGN_NEAR && i < t->blocks.n; i++) {
        const sk_pblock *b = &t->blocks.v[i];
        if (b->text.len > 80 || (b->n_links && !b->strong) ||
            t->n[b->node].caption || t->n[b->node].drop ||
            sk_page_is(t->w, SK_PT_END, b->text) ||
            sk_page_opens(t->w, SK_PT_TEASER, b->text))
            continue;
        add_names(t, m, p, b->text);
        if (p->authors.n)
            return;
    }
}

void sk_tree_who(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    for (size_t i = 0; i < m->authors.n; i++)
        add_names(t, m, p, m->authors.v[i]);
    if (!p->authors.n)
        from_boxes(t, m, p);
    if (!p->authors.n)
        for (size_t i = 0; i < m->named.n; i++)
            add_names(t, m, p, m->named.v[i]);
    if (!p->authors.n && t->article)
        from_signature(t, m, p);
}
