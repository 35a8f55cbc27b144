/* html.h - a page as a reduced tree: what a reader of text needs of HTML.
 *
 * One linear pass over the bytes: an own tokenizer and a tree builder with
 * implied end tags, void and raw-text elements, and limits on depth and
 * attributes. Left out, since they cost quadratic time and change no text that
 * matters: the adoption agency, foster parenting, the list of active formatting
 * elements. Nodes point into the input; character references are resolved only
 * for text that is asked for.
 *
 * Rules: HTML Living Standard, 13.2 (parsing), as far as named above.
 */
#ifndef SK_READ_HTML_H
#define SK_READ_HTML_H

#include "base/str.h"

enum {
    SK_HTML_DEPTH = 512, /* open elements; deeper ones become leaves */
    SK_HTML_ATTRS = 64,  /* attributes of a tag that are kept */
    /* Elements and texts, and attributes, of a page: what stands behind that
     * many is not read. So its memory is bounded whatever its size. */
    SK_HTML_NODES = 100000,
    SK_HTML_ALL_ATTRS = 100000,
};

/* Elements that rules speak of; all others are SK_H_OTHER. Order: html_tags.c. */
/* clang-format off */
typedef enum sk_htag {
    SK_H_TEXT, SK_H_OTHER,
    SK_H_A, SK_H_ARTICLE, SK_H_ASIDE, SK_H_ABBR, SK_H_ADDRESS, SK_H_AREA,
    SK_H_AUDIO, SK_H_BR, SK_H_B, SK_H_BODY, SK_H_BUTTON, SK_H_BASE,
    SK_H_BLOCKQUOTE, SK_H_CAPTION, SK_H_CENTER, SK_H_CITE, SK_H_CODE,
    SK_H_COL, SK_H_COLGROUP, SK_H_DIV, SK_H_DD, SK_H_DL, SK_H_DT,
    SK_H_DETAILS, SK_H_DIALOG, SK_H_DIR, SK_H_EM, SK_H_EMBED, SK_H_FIGURE,
    SK_H_FIGCAPTION, SK_H_FOOTER, SK_H_FORM, SK_H_FONT, SK_H_FIELDSET,
    SK_H_H1, SK_H_H2, SK_H_H3, SK_H_H4, SK_H_H5, SK_H_H6, SK_H_HEADER,
    SK_H_HEAD, SK_H_HR, SK_H_HTML, SK_H_HGROUP, SK_H_I, SK_H_IMG, SK_H_INPUT,
    SK_H_IFRAME, SK_H_LI, SK_H_LINK, SK_H_LABEL, SK_H_LEGEND, SK_H_META,
    SK_H_MAIN, SK_H_MARK, SK_H_MENU, SK_H_NAV, SK_H_NOSCRIPT, SK_H_NOEMBED,
    SK_H_NOFRAMES, SK_H_OPTION, SK_H_OL, SK_H_OBJECT, SK_H_OPTGROUP, SK_H_P,
    SK_H_PICTURE, SK_H_PARAM, SK_H_PLAINTEXT, SK_H_PRE, SK_H_Q, SK_H_SPAN,
    SK_H_SCRIPT, SK_H_STRONG, SK_H_SVG, SK_H_SECTION, SK_H_STYLE, SK_H_SMALL,
    SK_H_SOURCE, SK_H_SELECT, SK_H_S, SK_H_SEARCH, SK_H_SUB, SK_H_SUMMARY,
    SK_H_SUP, SK_H_TD, SK_H_TR, SK_H_TIME, SK_H_TITLE, SK_H_TH, SK_H_TABLE,
    SK_H_TBODY, SK_H_TEMPLATE, SK_H_TEXTAREA, SK_H_TFOOT, SK_H_THEAD,
    SK_H_TRACK, SK_H_UL, SK_H_U, SK_H_VIDEO, SK_H_WBR, SK_H_XMP,
    SK_H_N
} sk_htag;
/* clang-format on */

/* Attributes that rules ask for; no others are kept. */
typedef enum sk_hattr_id {
    SK_HA_NONE,
    SK_HA_ARIA_HIDDEN,
    SK_HA_CLASS,
    SK_HA_CONTENT,
    SK_HA_DATETIME,
    SK_HA_HIDDEN,
    SK_HA_HREF,
    SK_HA_ID,
    SK_HA_ITEMPROP,
    SK_HA_LANG,
    SK_HA_NAME,
    SK_HA_PROPERTY,
    SK_HA_REL,
    SK_HA_ROLE,
    SK_HA_STYLE,
    SK_HA_TYPE
} sk_hattr_id;

typedef struct sk_hattr {
    uint32_t beg, len; /* of its value in the page, as written */
    uint8_t id;        /* sk_hattr_id */
} sk_hattr;

/* Nodes stand in document order: what is inside node i is [i + 1, end). */
typedef struct sk_hnode {
    uint32_t beg, len; /* in the page: of a text, or of an element's name */
    uint32_t parent, end;
    uint32_t attr; /* its first attribute */
    uint8_t tag;   /* sk_htag */
    uint8_t n_attr;
    bool raw;   /* a text of script or style: no references in it */
    bool blank; /* text of blanks stands before it, which has no node */
} sk_hnode;

/* Names of tags come again and again: the last one of each slot. */
enum { SK_HTML_NAMES = 64 };
typedef struct sk_hname {
    uint64_t word; /* a name of up to eight bytes, as written */
    sk_htag tag;
} sk_hname;

typedef struct sk_html {
    sk_str page;
    sk_hname *names;        /* [SK_HTML_NAMES] */
    SK_VEC(sk_hnode) nodes; /* nodes.v[0] is html */
    SK_VEC(sk_hattr) attrs;
} sk_html;

/* Parses a page as far as the limits go. Every input gives a tree; page must
 * outlive it. */
void sk_html_parse(sk_arena *a, sk_str page, sk_html *out);

/* ---- html_ask.c ---- */
/* The value of an attribute with references resolved; s == NULL if the node
 * has no such attribute. */
sk_str sk_html_attr(sk_arena *a, const sk_html *h, uint32_t node,
                    sk_hattr_id id);
static inline bool sk_html_has_attr(const sk_html *h, uint32_t node,
                                    sk_hattr_id id)
{
    const sk_hnode *n = &h->nodes.v[node];

    for (uint32_t i = n->attr; i < n->attr + n->n_attr; i++)
        if (h->attrs.v[i].id == id)
            return true;
    return false;
}
/* Text of the page with references resolved: of a text node, of a value. */
sk_str sk_html_node_text(sk_arena *a, const sk_html *h, uint32_t node);
/* The bytes of a node or an attribute as written. */
static inline sk_str sk_html_written(const sk_html *h, uint32_t beg,
                                     uint32_t len)
{
    return (sk_str){h->page.s + beg, len};
}

/* ---- html_token.c ---- */
typedef struct sk_htoken {
    enum { SK_HT_TEXT, SK_HT_BEGIN, SK_HT_END } kind;
    sk_str text; /* the text, or the name of a tag, as written */
    bool blank;  /* text of blanks stands before it */
    /* Of a tag; the rest only of one that begins an element: */
    sk_htag tag;
    uint32_t attr; /* its first attribute */
    uint8_t n_attr;
    bool self; /* the tag closes itself: <a/> */
} sk_htoken;

/* The token at *at, which moves behind it, false at the end of the page; its
 * attributes go to h->attrs. */
bool sk_html_token(sk_arena *a, sk_html *h, size_t *at, sk_htoken *t);
/* Up to the end tag of a raw-text element, behind which *at moves. */
sk_str sk_html_raw(const sk_html *h, sk_str name, sk_htag t, size_t *at);

/* ---- html_tags.c ---- */
/* Of the name that is the bytes [beg, end) of the page, at least one. */
sk_htag sk_html_tag(sk_html *h, size_t beg, size_t end);
/* SK_HA_NONE if no rule asks for it. */
sk_hattr_id sk_html_attr_id(sk_str in, size_t beg, size_t end);
/* What an element is; several at once. */
enum {
    SK_HC_VOID = 1,        /* it has no content and no end tag */
    SK_HC_RAW = 2,         /* its content is text up to its own end tag */
    SK_HC_ENDS_P = 4,      /* it begins a paragraph of its own */
    SK_HC_IMPLIED = 8,     /* its end tag may be left out */
    SK_HC_SPECIAL = 16,    /* an end tag of formatting stops there */
    SK_HC_SCOPE = 32,      /* end tags of most elements stop there */
    SK_HC_BUTTON = 64,     /* so does the end of p */
    SK_HC_LIST_STOP = 128, /* ends of list items stop there */
    SK_HC_TABLE = 256,     /* ends of rows and cells stop there */
    SK_HC_BLOCK = 512,     /* text inside is apart from text outside */
    SK_HC_UNSEEN = 1024,   /* what is inside is no text of the page */
};
extern const uint16_t sk_html_classes[SK_H_N];
static inline bool sk_html_is(unsigned tag, unsigned classes)
{
    return sk_html_classes[tag] & classes;
}

#endif
