/* html_tags.c - the elements by name and their classes. */
#include "read/html.h"

#include <endian.h>

enum { NAME_SIZE = 16 };

/* In the order of sk_htag, from SK_H_A: by letter, the usual ones first. */
/* clang-format off */
static const char names[][NAME_SIZE] = {
    "a", "article", "aside", "abbr", "address", "area", "audio", "br", "b",
    "body", "button", "base", "blockquote", "caption", "center", "cite",
    "code", "col", "colgroup", "div", "dd", "dl", "dt", "details", "dialog",
    "dir", "em", "embed", "figure", "figcaption", "footer", "form", "font",
    "fieldset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "head", "hr",
    "html", "hgroup", "i", "img", "input", "iframe", "li", "link", "label",
    "legend", "meta", "main", "mark", "menu", "nav", "noscript", "noembed",
    "noframes", "option", "ol", "object", "optgroup", "p", "picture",
    "param", "plaintext", "pre", "q", "span", "script", "strong", "svg",
    "section", "style", "small", "source", "select", "s", "search", "sub",
    "summary", "sup", "td", "tr", "time", "title", "th", "table", "tbody",
    "template", "textarea", "tfoot", "thead", "track", "ul", "u", "video",
    "wbr", "xmp",
};
/* clang-format on */
_Static_assert(sizeof names / sizeof *names == SK_H_N - SK_H_A,
               "names and sk_htag differ");

/* The first element of each letter; 0: none. */
/* clang-format off */
static const uint8_t begins[26] = {
    ['a' - 'a'] = SK_H_A, ['b' - 'a'] = SK_H_BR, ['c' - 'a'] = SK_H_CAPTION,
    ['d' - 'a'] = SK_H_DIV, ['e' - 'a'] = SK_H_EM, ['f' - 'a'] = SK_H_FIGURE,
    ['h' - 'a'] = SK_H_H1, ['i' - 'a'] = SK_H_I, ['l' - 'a'] = SK_H_LI,
    ['m' - 'a'] = SK_H_META, ['n' - 'a'] = SK_H_NAV,
    ['o' - 'a'] = SK_H_OPTION, ['p' - 'a'] = SK_H_P, ['q' - 'a'] = SK_H_Q,
    ['s' - 'a'] = SK_H_SPAN, ['t' - 'a'] = SK_H_TD, ['u' - 'a'] = SK_H_UL,
    ['v' - 'a'] = SK_H_VIDEO, ['w' - 'a'] = SK_H_WBR, ['x' - 'a'] = SK_H_XMP,
};
/* clang-format on */

/* The bytes [beg, end) as two words, zeros behind them; false if they are too
 * many. */
static inline bool words(sk_str in, size_t beg, size_t end, uint64_t w[2])
{
    size_t len = end - beg;

    if (len > NAME_SIZE)
        return false;
    w[0] = w[1] = 0;
    if (len <= 8 && in.len - beg >= 8) { /* the usual case, at once */
        memcpy(w, in.s + beg, 8);
        w[0] = le64toh(w[0]) & (uint64_t)-1 >> (8 - len) * 8;
        return true;
    }
    for (size_t i = 0; i < len; i++)
        w[i >> 3] |= (uint64_t)(unsigned char)in.s[beg + i] << (i & 7) * 8;
    return true;
}

/* Equal but for the bit that tells small from capital letters. */
static inline bool same(const uint64_t w[2], const char *name)
{
    const uint64_t cases = 0xDFDFDFDFDFDFDFDF;
    uint64_t n[2];

    memcpy(n, name, NAME_SIZE);
    return (((w[0] ^ le64toh(n[0])) | (w[1] ^ le64toh(n[1]))) & cases) == 0;
}

/* The element of a name whose first letter is first. */
static sk_htag find(unsigned first, const uint64_t w[2])
{
    for (int i = begins[first] - SK_H_A;
         i < SK_H_N - SK_H_A && (unsigned)names[i][0] == first + 'a'; i++)
        if (same(w, names[i]))
            return (sk_htag)(i + SK_H_A);
    return SK_H_OTHER;
}

sk_htag sk_html_tag(sk_html *h, size_t beg, size_t end)
{
    unsigned first = ((unsigned char)h->page.s[beg] | 32u) - 'a';
    uint64_t w[2];
    sk_hname *seen;

    if (first >= 26 || !begins[first] || !words(h->page, beg, end, w))
        return SK_H_OTHER;
    if (w[1])
        return find(first, w);
    seen = &h->names[w[0] * 0x9E3779B97F4A7C15u >> 58];
    if (seen->word != w[0])
        *seen = (sk_hname){w[0], find(first, w)};
    return seen->tag;
}

sk_hattr_id sk_html_attr_id(sk_str in, size_t beg, size_t end)
{
    static const char ids[][NAME_SIZE] = {
        [SK_HA_ARIA_HIDDEN] = "aria-hidden",
        [SK_HA_CLASS] = "class",
        [SK_HA_CONTENT] = "content",
        [SK_HA_DATETIME] = "datetime",
        [SK_HA_HIDDEN] = "hidden",
        [SK_HA_HREF] = "href",
        [SK_HA_ID] = "id",
        [SK_HA_ITEMPROP] = "itemprop",
        [SK_HA_LANG] = "lang",
        [SK_HA_NAME] = "name",
        [SK_HA_PROPERTY] = "property",
        [SK_HA_REL] = "rel",
        [SK_HA_ROLE] = "role",
        [SK_HA_STYLE] = "style",
        [SK_HA_TYPE] = "type",
    };
    static const uint8_t guess[][32] = {
        /* by length and first letter */
        [2] = {['i' & 31] = SK_HA_ID},
        [3] = {['r' & 31] = SK_HA_REL},
        [4] = {['h' & 31] = SK_HA_HREF,
               ['n' & 31] = SK_HA_NAME,
               ['t' & 31] = SK_HA_TYPE,
               ['r' & 31] = SK_HA_ROLE,
               ['l' & 31] = SK_HA_LANG},
        [5] = {['c' & 31] = SK_HA_CLASS, ['s' & 31] = SK_HA_STYLE},
        [6] = {['h' & 31] = SK_HA_HIDDEN},
        [7] = {['c' & 31] = SK_HA_CONTENT},
        [8] = {['p' & 31] = SK_HA_PROPERTY,
               ['i' & 31] = SK_HA_ITEMPROP,
               ['d' & 31] = SK_HA_DATETIME},
        [11] = {['a' & 31] = SK_HA_ARIA_HIDDEN},
    };
    size_t len = end - beg;
    sk_hattr_id id = len < sizeof guess / sizeof *guess
                         ? (sk_hattr_id)guess[len][in.s[beg] & 31]
                         : SK_HA_NONE;
    uint64_t w[2];

    return id && words(in, beg, end, w) && same(w, ids[id]) ? id : SK_HA_NONE;
}

enum {
    P_ENDS = SK_HC_ENDS_P | SK_HC_SPECIAL | SK_HC_BLOCK,
    LISTED = P_ENDS | SK_HC_LIST_STOP,
    PART = SK_HC_SPECIAL | SK_HC_LIST_STOP,
    CELL = PART | SK_HC_SCOPE | SK_HC_BLOCK,
    VOID = SK_HC_VOID,
    RAW = SK_HC_RAW | SK_HC_UNSEEN,
};

const uint16_t sk_html_classes[SK_H_N] = {
    [SK_H_ADDRESS] = P_ENDS,
    [SK_H_AREA] = VOID,
    [SK_H_ARTICLE] = LISTED,
    [SK_H_ASIDE] = LISTED,
    [SK_H_AUDIO] = SK_HC_UNSEEN,
    [SK_H_BASE] = VOID,
    [SK_H_BLOCKQUOTE] = LISTED,
    [SK_H_BODY] = PART | SK_HC_BLOCK,
    [SK_H_BR] = VOID,
    [SK_H_BUTTON] = PART | SK_HC_BUTTON | SK_HC_UNSEEN,
    [SK_H_CAPTION] = CELL,
    [SK_H_CENTER] = LISTED,
    [SK_H_COL] = VOID,
    [SK_H_COLGROUP] = PART,
    [SK_H_DD] = LISTED | SK_HC_IMPLIED,
    [SK_H_DETAILS] = LISTED,
    [SK_H_DIALOG] = LISTED | SK_HC_UNSEEN,
    [SK_H_DIR] = LISTED,
    [SK_H_DIV] = P_ENDS,
    [SK_H_DL] = LISTED,
    [SK_H_DT] = LISTED | SK_HC_IMPLIED,
    [SK_H_EMBED] = VOID,
    [SK_H_FIELDSET] = LISTED,
    [SK_H_FIGCAPTION] = LISTED,
    [SK_H_FIGURE] = LISTED,
    [SK_H_FOOTER] = LISTED,
    [SK_H_FORM] = LISTED,
    [SK_H_H1] = LISTED,
    [SK_H_H2] = LISTED,
    [SK_H_H3] = LISTED,
    [SK_H_H4] = LISTED,
    [SK_H_H5] = LISTED,
    [SK_H_H6] = LISTED,
    [SK_H_HEAD] = PART | SK_HC_UNSEEN,
    [SK_H_HEADER] = LISTED,
    [SK_H_HGROUP] = LISTED,
    [SK_H_HR] = LISTED | VOID,
    [SK_H_HTML] = PART | SK_HC_SCOPE | SK_HC_BLOCK,
    [SK_H_IFRAME] = RAW,
    [SK_H_IMG] = VOID,
    [SK_H_INPUT] = VOID,
    [SK_H_LEGEND] = SK_HC_BLOCK,
    [SK_H_LI] = LISTED | SK_HC_IMPLIED,
    [SK_H_LINK] = VOID,
    [SK_H_MAIN] = LISTED,
    [SK_H_MENU] = LISTED,
    [SK_H_META] = VOID,
    [SK_H_NAV] = LISTED,
    [SK_H_NOEMBED] = RAW,
    [SK_H_NOFRAMES] = RAW,
    [SK_H_NOSCRIPT] = PART | SK_HC_UNSEEN,
    [SK_H_OBJECT] = PART | SK_HC_SCOPE | SK_HC_UNSEEN,
    [SK_H_OL] = LISTED,
    [SK_H_OPTGROUP] = SK_HC_IMPLIED,
    [SK_H_OPTION] = SK_HC_IMPLIED,
    [SK_H_P] = P_ENDS | SK_HC_IMPLIED,
    [SK_H_PARAM] = VOID,
    [SK_H_PLAINTEXT] = LISTED | SK_HC_RAW,
    [SK_H_PRE] = LISTED,
    [SK_H_SCRIPT] = RAW,
    [SK_H_SEARCH] = LISTED,
    [SK_H_SECTION] = LISTED,
    [SK_H_SELECT] = PART | SK_HC_UNSEEN,
    [SK_H_SOURCE] = VOID,
    [SK_H_STYLE] = RAW,
    [SK_H_SUMMARY] = LISTED,
    [SK_H_SVG] = SK_HC_SCOPE | SK_HC_UNSEEN,
    [SK_H_TABLE] = LISTED | SK_HC_SCOPE | SK_HC_TABLE,
    [SK_H_TBODY] = PART | SK_HC_BLOCK,
    [SK_H_TD] = CELL,
    [SK_H_TEMPLATE] = PART | SK_HC_SCOPE | SK_HC_TABLE | SK_HC_UNSEEN,
    [SK_H_TEXTAREA] = RAW,
    [SK_H_TFOOT] = PART,
    [SK_H_TH] = CELL,
    [SK_H_THEAD] = PART,
    [SK_H_TITLE] = RAW,
    [SK_H_TR] = PART | SK_HC_BLOCK,
    [SK_H_TRACK] = VOID,
    [SK_H_UL] = LISTED,
    [SK_H_VIDEO] = SK_HC_UNSEEN,
    [SK_H_WBR] = VOID,
    [SK_H_XMP] = LISTED | RAW,
};
