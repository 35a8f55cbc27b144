/* page_words.h - the words of data/page_words.tsv, for the parts of a page. */
#ifndef SK_READ_PAGE_WORDS_H
#define SK_READ_PAGE_WORDS_H

#include "read/page.h"

/* What the class and id of an element say. */
enum {
    SK_PC_BODY = 1,
    SK_PC_MAIN = 2,
    SK_PC_BAD = 4,
    SK_PC_WEAK = 8,
    SK_PC_COMMENT = 16,
    SK_PC_CAPTION = 32,
    SK_PC_AUTHOR = 64,
    SK_PC_DATE = 128,
    SK_PC_LEAD = 256,
    SK_PC_TAGS = 512,
    SK_PC_TITLE = 1024,
    SK_PC_SOURCE = 2048,
    SK_PC_HIDDEN = 4096,
};

enum sk_pt {
    SK_PT_FUNCTION,
    SK_PT_TEASER,
    SK_PT_END,
    SK_PT_ORIGIN,
    SK_PT_ROLE,
    SK_PT_BODY,
    SK_PT_PICTURE,
    SK_PT_LIVE,
    SK_PT_NOTICE,
    SK_PT_BY,
    SK_PT_LABEL,
    SK_PT_PARTICLE,
    SK_PT_AND,
    SK_PT_TRACKING,
    SK_PT_N
};

/* What a meta element is about, by its name; in the order of page_words.c. */
enum sk_pm {
    SK_PM_OG_TITLE,
    SK_PM_TITLE,
    SK_PM_OG_DESCRIPTION,
    SK_PM_DESCRIPTION,
    SK_PM_SITE,
    SK_PM_URL,
    SK_PM_TYPE,
    SK_PM_SECTION,
    SK_PM_PUBLISHED,
    SK_PM_MICRODATE,
    SK_PM_DATE,
    SK_PM_MODIFIED,
    SK_PM_AUTHOR,
    SK_PM_TAGS,
    SK_PM_N
};

enum {
    SK_PAGE_SYMBOLS = 37,           /* a boundary, a-z, 0-9 */
    SK_PAGE_SEEN = SK_PAGE_SYMBOLS, /* behind them */
    SK_PAGE_SLOTS = 2048,           /* of a table of words by hash */
    SK_MONTH_NUMBERED =
        0, /* a word behind which the number of a month stands */
};

struct sk_page_words {
    /* All class forms as one automaton (Aho and Corasick 1975): the state
     * after a symbol, and what has been seen when it is reached. */
    uint16_t (*next)[SK_PAGE_SEEN + 1];
    uint8_t symbol[256];
    sk_strs words[SK_PT_N];
    /* Forms stand in order; those that begin with byte c are
     * [first[c], first[c + 1]). */
    uint16_t first[SK_PT_N][257];
    size_t longest[SK_PT_N]; /* bytes of the longest form */
    uint64_t *function;      /* [SK_PAGE_SLOTS] hashes of function words */
    uint64_t *month; /* [SK_PAGE_SLOTS] the same of names of months... */
    uint8_t *number; /* ...and their numbers, SK_MONTH_NUMBERED */
    uint64_t *meta;  /* [SK_PAGE_SLOTS] of names of meta elements... */
    uint8_t *about;  /* ...and sk_pm */
};

/* Bits SK_PC_* of a class or id attribute. */
unsigned sk_page_class(const sk_page_words *w, sk_str names);
/* s begins with a form of the kind (case of letters does not count) and the
 * form ends there at a word's end: the form's length in bytes, else 0. */
size_t sk_page_opens(const sk_page_words *w, enum sk_pt kind, sk_str s);
/* s is a form of the kind, marks and blanks around it aside. */
bool sk_page_is(const sk_page_words *w, enum sk_pt kind, sk_str s);
/* A form of the kind stands in s as a word. */
bool sk_page_has(const sk_page_words *w, enum sk_pt kind, sk_str s);
/* The month that a word names, SK_MONTH_NUMBERED; -1 if it names none. */
int sk_page_month(const sk_page_words *w, sk_str word);
/* What a meta element of that name is about (sk_pm); -1: nothing of ours. */
int sk_page_metaname(const sk_page_words *w, sk_str name);
/* How many of the words of s are function words; *n_words of them at all. */
unsigned sk_page_function(const sk_page_words *w, sk_str s, unsigned *n_words);

#endif
