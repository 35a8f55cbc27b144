/* page.h - a news page (HTML) as an article or a list of articles.
 *
 * The tree of read/html.h is cut into blocks of text; the element whose blocks
 * add up to most running text is the article, and what in it is link-dense or
 * named as a side matter by its class goes (page.c). What the page says about
 * itself - JSON-LD, OpenGraph, microdata, meta elements - and what is seen
 * vote on title, lead, author and date (page_meta.c, page_when.c, page_who.c).
 * Words and class names are in data/page_words.tsv.
 */
#ifndef SK_READ_PAGE_H
#define SK_READ_PAGE_H

#include "base/doc.h"
#include "know/load.h"

typedef SK_VEC(sk_str) sk_strs;

/* An article that a list page or a live page tells of. */
typedef struct sk_page_item {
    sk_str title, url, lead;
    sk_str published; /* ISO 8601, s == NULL if unknown */
    sk_strs body;     /* of an entry of a live page */
} sk_page_item;

typedef struct sk_page {
    sk_str url;  /* canonical, absolute */
    sk_str site; /* host without "www." */
    sk_str site_name;
    sk_str title, lead, section, language;
    sk_str dateline; /* "(Dân trí) -": part of lead, here as well */
    sk_str published, modified; /* ISO 8601 with +07:00 */
    sk_str republished_from;
    sk_strs authors, tags, captions, related;
    sk_strs body; /* paragraphs without title and lead */
    bool is_list, is_live;
    bool lead_apart; /* the lead stands outside the article's element */
    SK_VEC(sk_page_item) items;
} sk_page;

/* data/page_words.tsv, compiled. */
typedef struct sk_page_words sk_page_words;
int sk_page_load(sk_loader *ld, const sk_page_words **out);

/* Reads a page in UTF-8; url is where it came from, s == NULL if unknown.
 * Strings of *out are in a or in html. */
void sk_page_read(sk_arena *a, const sk_engine *eng, sk_str html, sk_str url,
                  sk_page *out);

/* The paragraphs of a piece of markup (or text), without those that are mostly
 * links if there are others. */
void sk_page_blocks(sk_arena *a, const sk_engine *eng, sk_str html,
                    sk_strs *out);
/* The name of the outlet of an address, else what is given. */
sk_str sk_page_outlet(const sk_engine *eng, sk_str url, sk_str otherwise);

#endif
