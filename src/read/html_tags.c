/* html_tags.c - the elements by name and their classes. */
#include "read/html.h"

enum { NAME_SIZE = 16 };

/* In the order of sk_htag, from SK_H_A; sorted. */
static const char names[][NAME_SIZE] = {
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "base",
    "blockquote", "body", "br", "button", "caption", "center", "cite", "code",
    "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "em", "embed", "fieldset", "figcaption", "figure", "font", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup",
    "hr", "html", "i", "iframe", "img", "input", "label", "legend", "li",
    "link", "main", "mark", "menu", "meta", "nav", "noembed", "noframes",
    "noscript", "object", "ol", "optgroup", "option", "p", "param", "picture",
    "plaintext", "pre", "q", "s", "script", "search", "section", "select",
    "small", "source", "span", "strong", "style", "sub", "summary", "sup",
    "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "track", "u", "ul", "video", "wbr", "xmp",
};
_Static_assert(sizeof names / sizeof *names == SK_H_N - SK_H_A,
               "names and sk_htag differ");

/* The first element of each letter; 0: none. */
static const uint8_t begins[26] = {
    ['a' - 'a'] = SK_H_A, ['b' - 'a'] = SK_H_B, ['c' - 'a'] = SK_H_CAPTION,
    ['d' - 'a'] = SK_H_DD, ['e' - 'a'] = SK_H_EM, ['f' - 'a'] = SK_H_FIELDSET,
    ['h' - 'a'] = SK_H_H1, ['i' - 'a'] = SK_H_I, ['l' - 'a'] = SK_H_LABEL,
    ['m' - 'a'] = SK_H_MAIN, ['n' - 'a'] = SK_H_NAV, ['o' - 'a'] = SK_H_OBJECT,
    ['p' - 'a'] = SK_H_P, ['q' - 'a'] = SK_H_Q, ['s' - 'a'] = SK_H_S,
    ['t' - 'a'] = SK_H_TABLE, ['u' - 'a'] = SK_H_U, ['v' - 'a'] = SK_H_VIDEO,
    ['w' - 'a'] = SK_H_WBR, ['x' - 'a'] = SK_H_XMP,
};

/* A name as two words, zeros behind it. Longer ones give none. */
static bool words(sk_str name, uint64_t w[2])
{
    if (name.len > NAME_SIZE)
        return false;
    w[0] = w[1] = 0;
    memcpy(w, name.s, name.len);
    return true;
}

/* Equal but for the bit that tells small from capital letters. */
static bool same(const uint64_t w[2], const char *name)
{
    const uint64_t cases = 0xDFDFDFDFDFDFDFDF;
    uint64_t n[2];

    memcpy(n, name, NAME_SIZE);
    return (((w[0] ^ n[0]) | (w[1] ^ n[1])) & cases) == 0;
}

sk_htag sk_html_tag(sk_str name)
{
    unsigned first = name.len ? ((unsigned char)name.s[0] | 32u) - 'a' : 26;
    uint64_t w[2];

    if (first >= 26 || !begins[first] || !words(name, w))
        return SK_H_OTHER;
    for (int i = begins[first] - SK_H_A;
         i < SK_H_N - SK_H_A && (unsigned)names[i][0] == first + 'a'; i++)
        if (same(w, names[i]))
            return (sk_htag)(i + SK_H_A);
    return SK_H_OTHER;
}

sk_hattr_id sk_html_attr_id(sk_str name)
{
    static const struct {
        char name[NAME_SIZE];
        sk_hattr_id id;
    } ids[] = {/* by length */
        {"id", SK_HA_ID}, {"rel", SK_HA_REL}, {"href", SK_HA_HREF},
        {"name", SK_HA_NAME}, {"type", SK_HA_TYPE}, {"role", SK_HA_ROLE},
        {"lang", SK_HA_LANG}, {"class", SK_HA_CLASS}, {"style", SK_HA_STYLE},
        {"hidden", SK_HA_HIDDEN}, {"content", SK_HA_CONTENT},
        {"property", SK_HA_PROPERTY}, {"itemprop", SK_HA_ITEMPROP},
        {"datetime", SK_HA_DATETIME}, {"aria-hidden", SK_HA_ARIA_HIDDEN},
    };
    static const uint8_t of_length[] = {0, 0, 0, 1, 2, 7, 9, 10, 11, 14, 14,
                                        14, 15};
    uint64_t w[2];

    if (name.len + 1 >= sizeof of_length || !words(name, w))
        return SK_HA_NONE;
    for (int i = of_length[name.len]; i < of_length[name.len + 1]; i++)
        if (same(w, ids[i].name))
            return ids[i].id;
    return SK_HA_NONE;
}

bool sk_html_is_void(sk_htag t)
{
    switch (t) {
    case SK_H_AREA: case SK_H_BASE: case SK_H_BR: case SK_H_COL:
    case SK_H_EMBED: case SK_H_HR: case SK_H_IMG: case SK_H_INPUT:
    case SK_H_LINK: case SK_H_META: case SK_H_PARAM: case SK_H_SOURCE:
    case SK_H_TRACK: case SK_H_WBR:
        return true;
    default:
        return false;
    }
}

bool sk_html_is_raw(sk_htag t)
{
    switch (t) {
    case SK_H_SCRIPT: case SK_H_STYLE: case SK_H_TEXTAREA: case SK_H_TITLE:
    case SK_H_IFRAME: case SK_H_XMP: case SK_H_NOEMBED: case SK_H_NOFRAMES:
    case SK_H_PLAINTEXT:
        return true;
    default:
        return false;
    }
}

bool sk_html_ends_p(sk_htag t)
{
    switch (t) {
    case SK_H_ADDRESS: case SK_H_ARTICLE: case SK_H_ASIDE:
    case SK_H_BLOCKQUOTE: case SK_H_CENTER: case SK_H_DD: case SK_H_DETAILS:
    case SK_H_DIALOG: case SK_H_DIR: case SK_H_DIV: case SK_H_DL: case SK_H_DT:
    case SK_H_FIELDSET: case SK_H_FIGCAPTION: case SK_H_FIGURE:
    case SK_H_FOOTER: case SK_H_FORM: case SK_H_H1: case SK_H_H2: case SK_H_H3:
    case SK_H_H4: case SK_H_H5: case SK_H_H6: case SK_H_HEADER:
    case SK_H_HGROUP: case SK_H_HR: case SK_H_LI: case SK_H_MAIN:
    case SK_H_MENU: case SK_H_NAV: case SK_H_OL: case SK_H_P:
    case SK_H_PLAINTEXT: case SK_H_PRE: case SK_H_SEARCH: case SK_H_SECTION:
    case SK_H_SUMMARY: case SK_H_TABLE: case SK_H_UL: case SK_H_XMP:
        return true;
    default:
        return false;
    }
}

bool sk_html_is_implied(sk_htag t)
{
    return t == SK_H_P || t == SK_H_LI || t == SK_H_DD || t == SK_H_DT ||
           t == SK_H_OPTION || t == SK_H_OPTGROUP;
}

bool sk_html_is_special(sk_htag t)
{
    switch (t) {
    case SK_H_BODY: case SK_H_BUTTON: case SK_H_CAPTION: case SK_H_COLGROUP:
    case SK_H_HEAD: case SK_H_HTML: case SK_H_NOSCRIPT: case SK_H_OBJECT:
    case SK_H_SELECT: case SK_H_TBODY: case SK_H_TD: case SK_H_TEMPLATE:
    case SK_H_TFOOT: case SK_H_TH: case SK_H_THEAD: case SK_H_TR:
        return true;
    default:
        return sk_html_ends_p(t);
    }
}
