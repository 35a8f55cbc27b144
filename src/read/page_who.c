/* page_who.c - who wrote a page: people, not the outlet.
 *
 * In this order: authors of JSON-LD, names in elements of class "author" near
 * the article, meta elements, a line with "by", the signature under the text. Roles ("thực hiện"),
 * "Theo" (after, from) and additions in brackets go; names of outlets, agencies
 * and the page's own site are no people. Capitals are made a name's.
 */
#include "base/uni.h"
#include "know/know.h"
#include "read/page_stamp.h"
#include "read/page_tree.h"

enum {
    NAME_MAX = 60,
    NAME_WORDS = 6,
    BOX_MAX = 90,   /* bytes of an element of class "author" */
    LINE_MAX = 140, /* of a line that names the author */
    SIGN_NEAR = 4,
    LINE_NEAR = 8 /* blocks from the text, the headline */
};

static bool is_letter_class(uint8_t c)
{
    return c == SK_UNI_LOWER || c == SK_UNI_UPPER;
}

/* The word at *at of s, behind which *at moves; its marks are part of it. */
static sk_str next_word(sk_str s, size_t *at)
{
    size_t from;

    while (*at < s.len && s.s[*at] == ' ')
        ++*at;
    from = *at;
    while (*at < s.len && s.s[*at] != ' ')
        ++*at;
    return sk_str_sub(s, from, *at);
}

static bool is_particle(const sk_tree *t, sk_str word)
{
    return sk_page_is(t->w, SK_PT_PARTICLE, word);
}

/* Begins with a capital in every part, without figures and odd marks. */
static bool is_capital_word(sk_str s)
{
    size_t at = 0, caps = 0, parts = 0;
    bool begin = true;

    while (at < s.len) {
        uint32_t c = sk_utf8_next(s, &at);
        uint8_t cls = sk_uni_of(c)->cls;
        if (c < 128 && (cls == SK_UNI_DIGIT || strchr("@:?!\"", (int)c)))
            return false;
        if (is_letter_class(cls)) {
            parts += begin;
            caps += begin && cls == SK_UNI_UPPER;
            begin = false;
        } else if (cls != SK_UNI_MARK) {
            begin = c == '-' || c == '.';
        }
    }
    return parts && caps == parts;
}

/* Without quotation marks: a nickname inside a name. */
static sk_str unquoted(sk_str s)
{
    static const sk_str marks[] = {{"\"", 1}, {"“", 3}, {"”", 3},
                                   {"'", 1},  {"‘", 3}, {"’", 3}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (s.len > marks[i].len && sk_str_starts(s, marks[i]))
            s = sk_str_sub(s, marks[i].len, s.len);
        if (s.len > marks[i].len && sk_str_ends(s, marks[i]))
            s.len -= marks[i].len;
    }
    return s;
}

/* All words begin with a capital but small connecting ones inside. */
static bool is_name(const sk_tree *t, sk_str s)
{
    unsigned n = 0;
    bool capital = false;

    for (size_t at = 0; at < s.len;) {
        sk_str word = next_word(s, &at);
        if (!word.len)
            break;
        capital = is_capital_word(n ? unquoted(word) : word);
        if (!capital && (!n || !is_particle(t, word)))
            return false;
        n++;
    }
    return n && n <= NAME_WORDS && capital;
}

/* The words at the beginning of s that could be a name. */
static sk_str leading_name(const sk_tree *t, sk_str s)
{
    size_t end = 0;

    for (size_t at = 0, n = 0; at < s.len && n < NAME_WORDS; n++) {
        sk_str word = next_word(s, &at);
        bool stop = word.len && strchr(",;|", word.s[word.len - 1]);
        sk_str plain = stop ? sk_str_sub(word, 0, word.len - 1) : word;
        if (is_capital_word(plain))
            end = (size_t)(plain.s + plain.len - s.s);
        else if (!n || !is_particle(t, plain))
            break;
        if (stop)
            break;
    }
    return sk_str_sub(s, 0, end);
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
    if (s.len < 2 || s.len > NAME_MAX || !is_name(t, s))
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

/* Where a word stands in s between blanks, before end; SIZE_MAX: nowhere. */
static size_t word_at(sk_str s, sk_str word, size_t end)
{
    for (size_t at = 0; (at = sk_str_find(s, word, at)) < end; at++)
        if (at && s.s[at - 1] == ' ' && at + word.len < s.len &&
            s.s[at + word.len] == ' ')
            return at;
    return SIZE_MAX;
}

/* All names of a byline: parted by commas, dashes, "và". */
static void add_names(sk_tree *t, const sk_pmeta *m, sk_page *p, sk_str s)
{
    static const char *const seps[] = {",", ";", "|", "/", "&", " - ", " – "};
    const sk_strs *ands = &t->w->words[SK_PT_AND];
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
        for (size_t i = 0; i < ands->n; i++) {
            size_t at = word_at(s, ands->v[i], best);
            if (at < best) {
                best = at;
                len = ands->v[i].len;
            }
        }
        add_name(t, m, p, sk_str_sub(s, 0, best), &from);
        s = sk_str_sub(s, best + len, s.len);
    }
}

/* Without "by" in front, if at least a name is left. */
static sk_str without_by(const sk_tree *t, sk_str s)
{
    size_t cut = sk_page_opens(t->w, SK_PT_BY, s);
    sk_str left = strip(sk_str_sub(s, cut, s.len));

    return cut && leading_name(t, left).len ? left : s;
}

static bool is_author_box(const sk_tree *t, uint32_t i)
{
    if (!(t->n[i].hint & SK_PC_AUTHOR) || t->h.nodes.v[i].tag == SK_H_BODY ||
        t->h.nodes.v[i].tag == SK_H_TEXT)
        return false;
    for (uint32_t up = i, d = 0; up && d < 5; d++) {
        if (t->n[up].hint & (SK_PC_COMMENT | SK_PC_CAPTION))
            return false;
        up = t->h.nodes.v[up].parent;
    }
    return true;
}

/* The first of several blocks inside an element. */
static sk_str first_line(const sk_tree *t, uint32_t i)
{
    size_t beg = sk_tree_block_at(t, i), end = sk_tree_blocks_end(t, i);

    return end > beg + 1 && t->blocks.v[beg].text.len <= BOX_MAX
               ? t->blocks.v[beg].text
               : (sk_str){NULL, 0};
}

/* Names seen in elements of class "author" from the headline to a little
 * behind the article: of the whole element, or of its first line alone. */
static void from_boxes(sk_tree *t, const sk_pmeta *m, sk_page *p, bool first)
{
    size_t beg = t->h1 ? sk_tree_block_at(t, t->h1) : 0;
    size_t end = t->article ? sk_tree_blocks_end(t, t->article) + 6 : beg + 12;
    uint32_t i, stop;

    beg = beg > 4 ? beg - 4 : 0;
    if (beg >= t->blocks.n)
        return;
    stop = end < t->blocks.n ? t->blocks.v[end].at : (uint32_t)t->h.nodes.n;
    i = t->blocks.v[beg].at;
    for (uint32_t up = i; up > 0 && up != t->blocks.v[beg].node;) {
        up = t->h.nodes.v[up].parent;
        i = up && is_author_box(t, up) ? up : i;
    }
    while (i < stop && p->authors.n < 4) {
        size_t n = p->authors.n;
        sk_str s;
        if (!is_author_box(t, i)) {
            i++;
            continue;
        }
        s = first ? first_line(t, i) : sk_tree_text(t, i);
        if (s.len && s.len <= BOX_MAX)
            add_names(t, m, p, without_by(t, strip(s)));
        i = p->authors.n > n ? sk_tree_end(t, i) : i + 1;
    }
}

/* "By A. B., 5 March", "5 March | by A. B.": a short line near the headline
 * or under the text with "by" before a name, alone or beside a day. */
static bool from_line(sk_tree *t, const sk_pmeta *m, sk_page *p, sk_str s)
{
    sk_stamp st;
    bool dated = sk_stamp_shown(t->w, s, &st);

    for (size_t at = 0; at < s.len;) {
        sk_str left = sk_str_sub(s, at, s.len), name;
        size_t cut = sk_page_opens(t->w, SK_PT_BY, left);
        if (cut && cut < left.len) {
            name = leading_name(t, strip(sk_str_sub(left, cut, left.len)));
            if (name.len && (dated || (!at && memchr(name.s, ' ', name.len))))
                add_names(t, m, p, name);
            if (p->authors.n)
                return true;
        }
        next_word(s, &at);
        while (at < s.len && s.s[at] == ' ')
            at++;
    }
    return false;
}

static void from_lines(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    size_t h1 = t->h1 ? sk_tree_block_at(t, t->h1) : 0;
    size_t end = t->article ? sk_tree_blocks_end(t, t->article) : 0, last = 0;

    for (size_t i = h1; i < h1 + LINE_NEAR && i < t->blocks.n; i++)
        if (!t->blocks.v[i].keep && t->blocks.v[i].text.len <= LINE_MAX &&
            from_line(t, m, p, t->blocks.v[i].text))
            return;
    for (size_t i = 0; i < end; i++)
        if (t->blocks.v[i].keep)
            last = i + 1;
    for (size_t i = last; last && i < last + SIGN_NEAR && i < t->blocks.n; i++)
        if (t->blocks.v[i].text.len <= LINE_MAX &&
            !t->n[t->blocks.v[i].node].drop &&
            from_line(t, m, p, t->blocks.v[i].text))
            return;
}

/* No first part of a list, or a name: "A. B., C. D." but not "Town, Office". */
static bool begins_with_name(const sk_tree *t, sk_str s)
{
    bool from = false;
    sk_str rest, head = sk_str_cut(s, ',', &rest);

    return !rest.s || is_name(t, bare(t, head, &from));
}

/* A line of names only, right under the text. */
static void from_signature(sk_tree *t, const sk_pmeta *m, sk_page *p)
{
    size_t beg = sk_tree_block_at(t, t->article), last = 0;
    size_t end = sk_tree_blocks_end(t, t->article);

    for (size_t i = beg; i < end; i++)
        if (t->blocks.v[i].keep)
            last = i + 1;
    for (size_t i = last; last && i < last + SIGN_NEAR && i < t->blocks.n;
         i++) {
        const sk_pblock *b = &t->blocks.v[i];
        if (b->text.len > 80 || (b->n_links && !b->strong) ||
            (b->tag >= SK_H_H1 && b->tag <= SK_H_H6) || t->n[b->node].caption ||
            t->n[b->node].drop || sk_page_is(t->w, SK_PT_END, b->text) ||
            sk_page_opens(t->w, SK_PT_TEASER, b->text) ||
            (i >= end && !memchr(b->text.s, ' ', b->text.len)) ||
            !begins_with_name(t, b->text))
            continue; /* outside, a word alone is hardly a name */
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
        from_boxes(t, m, p, false);
    if (!p->authors.n) /* a name, and an address below it */
        from_boxes(t, m, p, true);
    if (!p->authors.n)
        for (size_t i = 0; i < m->named.n; i++)
            add_names(t, m, p, m->named.v[i]);
    if (!p->authors.n)
        from_lines(t, m, p);
    if (!p->authors.n && t->article)
        from_signature(t, m, p);
}
