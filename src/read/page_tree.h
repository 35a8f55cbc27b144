/* page_tree.h - a page while it is being read: the tree, what is known of each
 * element, and the blocks of text. */
#ifndef SK_READ_PAGE_TREE_H
#define SK_READ_PAGE_TREE_H

#include "read/html.h"
#include "read/page_words.h"

/* One beside each node of the tree. */
typedef struct sk_pnode {
    uint16_t hint; /* SK_PC_* of its class and id */
    bool drop;     /* it, or an element around it, is a side matter */
    bool caption;  /* inside a caption */
    bool hold;     /* it holds the headline or is named as the article */
    uint32_t run;  /* bytes of running text inside */
    uint32_t link; /* bytes of links inside */
    int32_t score; /* running text less link farms inside */
} sk_pnode;

/* Text between two boundaries of blocks, blanks collapsed. */
typedef struct sk_pblock {
    sk_str text;
    uint32_t node; /* the innermost block element around it */
    uint32_t at;   /* its first text node */
    uint32_t link; /* bytes of it in links */
    uint16_t n_links;
    uint8_t tag; /* of node, or of a heading, item or quotation around */
    bool stop;   /* with an end of a sentence, a comma or a colon */
    bool run;    /* running text */
    bool keep;   /* part of the article */
    bool strong; /* all of it bold */
} sk_pblock;

/* Names of classes come again and again in a page: by hash, what they say. */
enum { SK_CLASSES_SEEN = 256 };
struct sk_pclass {
    uint64_t hash;
    unsigned hint;
};

typedef struct sk_tree {
    sk_arena *a;
    const sk_engine *eng;
    const sk_page_words *w;
    sk_html h;
    sk_str base;              /* of the page's addresses */
    sk_pnode *n;              /* [h.nodes.n] */
    struct sk_pclass *seen;   /* [SK_CLASSES_SEEN] */
    SK_VEC(sk_pblock) blocks; /* in document order */
    uint32_t run;             /* bytes of running text of the page */
    bool apart;               /* the article stands apart from its comments */
    uint32_t h1;              /* the element of the headline, 0: none */
    uint32_t article;         /* the element that holds the article, 0: none */
    uint32_t lead;            /* index of its block + 1, 0: none */
} sk_tree;

/* Bytes: a shorter line may be no sentence. */
enum { SK_LINE_MAX = 90 };

/* Behind the last node inside a node. */
static inline uint32_t sk_tree_end(const sk_tree *t, uint32_t node)
{
    return t->h.nodes.v[node].end;
}

/* page_block.c */
void sk_tree_blocks(sk_tree *t);
/* The first block at or behind a node. */
size_t sk_tree_block_at(const sk_tree *t, uint32_t node);
/* The first block behind an element. */
static inline size_t sk_tree_blocks_end(const sk_tree *t, uint32_t node)
{
    return sk_tree_block_at(t, sk_tree_end(t, node));
}
/* The text of an element on one line. */
sk_str sk_tree_text(const sk_tree *t, uint32_t node);
/* page_same.c */
/* How far the words of a and b are the same, marks and blanks aside: bytes from
 * the beginning, and whether that is all of a, all of b. */
typedef struct sk_shared {
    size_t n;
    bool a, b;
} sk_shared;
sk_shared sk_words_shared(sk_str a, sk_str b);
bool sk_same_words(sk_str a, sk_str b);
/* What stands in s behind other words and says the same as what; s == NULL if
 * that is not its end. */
sk_str sk_words_tail(sk_str s, sk_str what);

/* What the page says of itself (page_meta.c). */
typedef struct sk_pmeta {
    sk_str url, site_name, description[3], section, type, language;
    sk_str base;      /* of the page's addresses, if it says one */
    sk_str publisher; /* of the article, by JSON-LD */
    sk_str titles[4]; /* JSON-LD headline, og:title, twitter:title, <title> */
    sk_str published[6], modified; /* as written, best source first */
    sk_strs authors;               /* as written, best source first */
    sk_strs named;        /* authors of a second rank: meta name=author */
    sk_strs tags, bodies; /* bodies: publisher and site by other names */
    sk_str body;          /* articleBody of JSON-LD */
    SK_VEC(sk_page_item) updates; /* entries of a live page */
    bool is_article, is_list, is_live;
} sk_pmeta;
void sk_tree_meta(sk_tree *t, sk_pmeta *m);
/* What a block of JSON-LD says. */
void sk_page_ld(sk_arena *a, sk_str s, sk_pmeta *m);
/* The bytes at i of a no-break space (*blank) or of what is not seen: soft
 * hyphens, zero-width marks; 0 if there is neither. */
size_t sk_page_odd(sk_str s, size_t i, bool *blank);
/* A value with references resolved (twice) and blanks folded. */
sk_str sk_page_tidy(sk_arena *a, sk_str s);
/* Sets what has no value yet; adds what is not there; each part between sep. */
void sk_page_set(sk_str *slot, sk_str v);
void sk_page_add(sk_arena *a, sk_strs *list, sk_str v);
void sk_page_add_split(sk_arena *a, sk_strs *list, sk_str v, char sep);

/* page_head.c: t->h1; t->lead by the description, by its class or place. */
void sk_tree_h1(sk_tree *t, const sk_pmeta *m);
void sk_tree_description(sk_tree *t, const sk_pmeta *m);
void sk_tree_lead(sk_tree *t, size_t beg);
/* page_best.c: sets t->article, and run, link and score of all elements. */
void sk_tree_best(sk_tree *t);
/* An element that may hold others beside text. */
bool sk_tree_is_box(sk_htag tag);
/* page_main.c: sets t->article, keep of blocks. */
void sk_tree_article(sk_tree *t, const sk_pmeta *m, sk_page *p);
/* page_when.c */
void sk_tree_when(sk_tree *t, const sk_pmeta *m, sk_page *p);
/* page_who.c */
void sk_tree_who(sk_tree *t, const sk_pmeta *m, sk_page *p);
/* An instant as written, in ISO 8601 with +07:00; s == NULL if it is none. */
sk_str sk_page_instant(sk_arena *a, sk_str written);
/* A clock at the beginning of s ("14:05", "14h05", with the day behind it
 * perhaps): where it ends, the day (SK_NO_DAY: none) and the minute of the day. */
bool sk_page_clock(const sk_tree *t, sk_str s, size_t *end, int32_t *day,
                   int *minute);
/* page_live.c: the entries, if the page is a live one. */
void sk_tree_live(sk_tree *t, const sk_pmeta *m, sk_page *p);
/* page_small.c: the text of a page that has hardly any. */
void sk_tree_small(sk_tree *t, const sk_pmeta *m, sk_page *p);
/* page_list.c: the items, if the page is a list. */
void sk_tree_list(sk_tree *t, const sk_pmeta *m, sk_page *p);

#endif
